"""Two rubrics side by side: every key of the models is compared, nothing else is told, and both ways say the same."""

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.campaign.nodes import Criterion, Group
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.rubric_loading import read_rubric
from qcdc_cli.campaign.shipped import shipped_rubrics
from qcdc_cli.kinds import KINDS
from qcdc_cli.process.rubric_changes import NodeChangeKind, RubricChanges, rubric_changes
from tests.campaigns import tree_of

BASE = """
rubric: r
name: R
total: 20
not_applicable: exclude
criteria:
  - id: I
    name: Một
    points: 10
    criteria:
      - {id: I.1, name: A, points: 5, evidence: optional}
      - {id: I.2, name: B, points: 5, levels: {tot: {name: Tốt, points: 5}, kem: {name: Kém, points: 0}}}
  - {id: II, name: Hai, points: 10}
bonus: {cap: 5, above_total: no, criteria: [{id: T, name: T, points: 5}]}
ties: [group I]
classification: [{id: tot, name: Tốt, from: 15}, {id: kha, name: Khá}]
disqualifiers: {ky-luat: {name: Kỷ luật, effect: unranked}, vang: {name: Vắng, at_most: kha}}
awards: [{id: co, name: Cờ, ranks: 1, ties: none}, {id: bk, name: Bằng khen, ranks: 2, ties: none}]
"""
# By the key of a model, what is changed under it; `node` is where, from the top of the tree.
OF_NODES: dict[str, tuple[str, Any, NodeChangeKind]] = {
    "name": ("I.1", "Khác", NodeChangeKind.NAME),
    "label": ("I.1", "a", NodeChangeKind.LABEL),
    "points": ("I.1", "4", NodeChangeKind.POINTS),
    "weight": ("I.1", "2", NodeChangeKind.WEIGHT),
    "basis": ("I.1", "Điều 5", NodeChangeKind.BASIS),
    "guide": ("I.1", "Xem sổ", NodeChangeKind.GUIDE),
    "periods": ("I.1", ["year"], NodeChangeKind.PERIODS),
    "from": ("I.1", "bloc", NodeChangeKind.FROM),
    "evidence": ("I.1", ["Biên bản"], NodeChangeKind.EVIDENCE),
    "not_applicable": ("I.1", "full", NodeChangeKind.NOT_APPLICABLE),
    "unassigned": ("I.1", "zero", NodeChangeKind.UNASSIGNED),
    "missing_evidence": ("I.1", "zero", NodeChangeKind.MISSING_EVIDENCE),
    "step": ("I.1", "0.5", NodeChangeKind.RULE),
    "pass": ("I.1", "Có họp", NodeChangeKind.RULE),
    "levels": (
        "I.2",
        {"tot": {"name": "Tốt", "points": "5"}, "yeu": {"name": "Kém", "points": "0"}},
        NodeChangeKind.RULE,
    ),
    "take": ("I", "best", NodeChangeKind.TAKING),
    "average": ("I", "points", NodeChangeKind.TAKING),
    "cap": ("I", "8", NodeChangeKind.TAKING),
}
OF_RUBRICS: dict[str, Any] = {
    "rubric": "khac",
    "version": "2",
    "name": "Khác",
    "note": "Thử",
    "basis": ["Kế hoạch 1"],
    "total": "21",
    "rounding": {"decimals": "1"},
    "not_applicable": "zero",
    "unassigned": "exclude",
    "missing_evidence": "zero",
    "ties": ["group II"],
    "classify_up_to": "20",
    "classification": [{"id": "tot", "name": "Tốt", "above": "15"}, {"id": "kha", "name": "Khá"}],
    "disqualifiers": {"ky-luat": {"name": "Kỷ luật", "effect": "unranked"}, "vang": {"name": "Vắng", "at_most": "tot"}},
    "awards": [
        {"id": "co", "name": "Cờ", "ranks": "2", "ties": "none"},
        {"id": "bk", "name": "Bằng khen", "ranks": "2", "ties": "none"},
    ],
}


def _node(tree: Any, identity: str) -> Any:
    for node in tree["criteria"]:
        found = node if node["id"] == identity else _node(node, identity) if "criteria" in node else None
        if found is not None:
            return found
    return None


def _changed(change: Any) -> RubricChanges:
    tree = tree_of(BASE)
    change(tree)
    return rubric_changes(Rubric.model_validate(tree_of(BASE)), Rubric.model_validate(tree))


def _told(found: RubricChanges) -> list[tuple[str, str]]:
    """Return all that is told, by id or key."""
    nodes = [(one.placed.node.id, one.what.value) for one in found.nodes]
    return nodes + [(one.key, one.identity) for one in found.settings]


@pytest.mark.parametrize("key", OF_NODES)
def test_each_key_of_a_node_is_compared(key: str) -> None:
    identity, value, what = OF_NODES[key]
    assert _told(_changed(lambda tree: _node(tree, identity).update({key: value}))) == [(identity, what.value)]


@pytest.mark.parametrize("key", OF_RUBRICS)
def test_each_key_of_the_whole_is_compared(key: str) -> None:
    identity = {"classification": "tot", "disqualifiers": "vang", "awards": "co"}.get(key, "")
    assert _told(_changed(lambda tree: tree.update({key: OF_RUBRICS[key]}))) == [(key, identity)]


def test_no_key_is_forgotten() -> None:
    """What the models know is compared above, or below: ids, the tree itself, bonus and penalties."""
    nodes = {field.alias or name for model in (Criterion, Group) for name, field in model.model_fields.items()}
    assert nodes - OF_NODES.keys() - KINDS.keys() == {"id", "criteria"}
    assert Rubric.model_fields.keys() - OF_RUBRICS.keys() == {"criteria", "bonus", "penalties"}


def test_what_is_added_removed_moved_and_put_in_another_order() -> None:
    def change(tree: Any) -> None:
        first, second = tree["criteria"]
        first["criteria"].reverse()
        tree["criteria"] = [{**second, "id": "III"}, first]
        first["criteria"].append({"id": "II.1", "name": "Mới", "points": "1"})
        tree["bonus"] = {"cap": "6", "above_total": "yes", "criteria": [first["criteria"].pop(0)]}

    assert sorted(_told(_changed(change))) == [
        ("I.2", "moved"),
        ("II", "removed"),
        ("II.1", "added"),
        ("III", "added"),
        ("T", "removed"),
        ("bonus", "taking"),
        ("bonus.above_total", ""),
    ]
    found = _changed(change)
    assert [(one.before.id, one.after.id) for one in found.suspected] == [("II", "III")]
    assert [(one.placed.node.id, one.what) for one in found.points if one.what is NodeChangeKind.POINTS] == []
    reordered = _changed(lambda tree: (tree["criteria"].reverse(), tree["criteria"][1]["criteria"].reverse()))
    assert _told(reordered) == [("I", "order"), ("criteria", "")]
    assert _told(_changed(lambda tree: tree["classification"].reverse())) == [("classification", "")]
    assert _told(_changed(lambda tree: tree.pop("bonus"))) == [
        ("bonus", "removed"),
        ("T", "removed"),
        ("bonus.above_total", ""),
    ]


def test_a_group_and_a_criterion_of_one_id_are_scored_otherwise() -> None:
    parts = [{"id": "II.1", "name": "Nhỏ", "points": "10"}]
    found = _changed(lambda tree: tree["criteria"][1].update({"criteria": parts}))
    assert _told(found) == [("II", "rule"), ("II.1", "added")]


def _mirrored(found: RubricChanges) -> tuple[set[object], set[object], set[object]]:
    """Return what is told with its sides changed, to be compared whatever the order."""
    turned = {NodeChangeKind.ADDED: NodeChangeKind.REMOVED, NodeChangeKind.REMOVED: NodeChangeKind.ADDED}
    nodes = {(turned.get(one.what, one.what), one.placed.key) for one in found.nodes}
    settings = {(one.key, one.identity, repr(one.after), repr(one.before)) for one in found.settings}
    return nodes, settings, {(one.after.id, one.before.id) for one in found.suspected}


def _plain(found: RubricChanges) -> tuple[set[object], set[object], set[object]]:
    nodes = {(one.what, one.placed.key) for one in found.nodes}
    settings = {(one.key, one.identity, repr(one.before), repr(one.after)) for one in found.settings}
    return nodes, settings, {(one.before.id, one.after.id) for one in found.suspected}


def test_shipped_rubrics_both_ways_and_with_themselves() -> None:
    rubrics = [read_rubric(name)[1] for name in shipped_rubrics()]
    for rubric in rubrics:
        found = rubric_changes(rubric, rubric)
        assert (found.nodes, found.settings, found.suspected) == ((), (), ())
    for one, other in combinations(rubrics, 2):
        assert _mirrored(rubric_changes(one, other)) == _plain(rubric_changes(other, one))


NODES = st.lists(
    st.tuples(st.sampled_from("ABCDEF"), st.sampled_from(("x", "y")), st.sampled_from(("5", "6")), st.booleans()),
    unique_by=lambda one: one[0],
    min_size=1,
)


def _tree(nodes: list[tuple[str, str, str, bool]]) -> Rubric:
    """Return a rubric of some criteria, of which some stand in a group."""
    leaves = [({"id": identity, "name": name, "points": points}, inside) for identity, name, points, inside in nodes]
    group = {"id": "G", "name": "G", "points": "9", "criteria": [leaf for leaf, inside in leaves if inside]}
    criteria = [group, *(leaf for leaf, inside in leaves if not inside)]
    return Rubric.model_validate({"rubric": "r", "name": "R", "total": "1", "criteria": criteria})


@given(NODES, NODES)
def test_any_two_rubrics_both_ways(one: list[Any], other: list[Any]) -> None:
    before, after = _tree(one), _tree(other)
    found = rubric_changes(before, after)
    assert _mirrored(found) == _plain(rubric_changes(after, before))
    assert (before == after) == (not found.nodes and not found.settings)
