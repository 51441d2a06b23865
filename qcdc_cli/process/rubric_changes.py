"""One rubric beside another: what was added, removed, renamed, moved, re-weighted and ruled otherwise, by ids.

Whatever two rubrics say differently is named: every key of groups, criteria and of the whole has its place here. What
has another id is another thing: that only the id was changed is suspected and said, and nothing is taken as the same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from qcdc_cli.campaign.nodes import CriterionBase, Group, is_extra
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language.names import fold

AnyNode = Group | CriterionBase


class NodeChangeKind(Enum):
    """What of a group or criterion is not the same in two rubrics."""

    ADDED = "added"
    REMOVED = "removed"
    NAME = "name"
    LABEL = "label"
    POINTS = "points"
    WEIGHT = "weight"
    MOVED = "moved"
    RULE = "rule"
    TAKING = "taking"
    ORDER = "order"
    EVIDENCE = "evidence"
    NOT_APPLICABLE = "not_applicable"
    UNASSIGNED = "unassigned"
    MISSING_EVIDENCE = "missing_evidence"
    PERIODS = "periods"
    FROM = "from"
    BASIS = "basis"
    GUIDE = "guide"


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A group or criterion where it stands in its rubric.

    Attributes:
        node: the group or criterion; bonus and penalties are groups, too.
        above: the group that it stands in; None at the top.
        rubric: the rubric.
    """

    node: AnyNode
    above: Group | None
    rubric: Rubric

    @property
    def key(self) -> tuple[bool, str]:
        """What it is matched by: its id; the lists of bonus and penalties have none that a group could have."""
        return is_extra(self.node), self.node.id


@dataclass(frozen=True, slots=True)
class NodeChange:
    """Something of a group or criterion that is not the same in both rubrics.

    Attributes:
        what: what it is.
        before: where it stands in the first rubric; None where that does not have it.
        after: the same in the second one.
    """

    what: NodeChangeKind
    before: PlacedNode | None
    after: PlacedNode | None

    @property
    def placed(self) -> PlacedNode:
        """Where it stands: in the second rubric, if that has it."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - one of the two has it
        return found


@dataclass(frozen=True, slots=True)
class SettingChange:
    """Something that holds for a whole rubric, and is not the same in both.

    Attributes:
        key: the rubric's key, such as `classification`; `bonus.above_total` for what stands in another one.
        identity: of several things under one key, such as classes, the id of the one; "" for the key as a whole, which
            of classes and awards is their order.
        before: what the first rubric says; None for nothing.
        after: what the second one says.
    """

    key: str
    identity: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class SuspectedRenaming:
    """A group or criterion that may be the same under another id, since its name is.

    Attributes:
        before: the one that only the first rubric has.
        after: the one that only the second one has.
    """

    before: AnyNode
    after: AnyNode


@dataclass(frozen=True, slots=True)
class RubricChanges:
    """All that is not the same in two rubrics.

    Attributes:
        before: the first rubric.
        after: the second one.
        nodes: what differs in groups and criteria: as the second rubric has them, then what only the first one has.
        settings: what differs in what holds for the whole rubric.
        suspected: what may be the same under another id.
    """

    before: Rubric
    after: Rubric
    nodes: tuple[NodeChange, ...]
    settings: tuple[SettingChange, ...]
    suspected: tuple[SuspectedRenaming, ...]

    @property
    def points(self) -> tuple[NodeChange, ...]:
        """One element for each group or criterion that has other points or another weight, or is there in one only."""
        own = (one for one in self.nodes if one.what in _POINTS)
        return tuple({one.placed.key: one for one in own}.values())


_POINTS = (NodeChangeKind.ADDED, NodeChangeKind.REMOVED, NodeChangeKind.POINTS, NodeChangeKind.WEIGHT)
# What is compared of every node; what else there is of its model's keys is compared in `_differences`.
_OF_NODES: Mapping[NodeChangeKind, Callable[[Any], Any]] = {
    NodeChangeKind.NAME: lambda node: node.name,
    NodeChangeKind.LABEL: lambda node: node.label,
    NodeChangeKind.POINTS: lambda node: node.points,
    NodeChangeKind.WEIGHT: lambda node: node.times,
    NodeChangeKind.PERIODS: lambda node: node.periods,
    NodeChangeKind.FROM: lambda node: node.from_,
    NodeChangeKind.BASIS: lambda node: node.basis,
    NodeChangeKind.GUIDE: lambda node: node.guide,
}
_OF_CRITERIA: Mapping[NodeChangeKind, Callable[[Any], Any]] = {
    NodeChangeKind.RULE: lambda node: node.kind,
    NodeChangeKind.EVIDENCE: lambda node: node.evidence,
    NodeChangeKind.NOT_APPLICABLE: lambda node: node.not_applicable,
    NodeChangeKind.UNASSIGNED: lambda node: node.unassigned,
    NodeChangeKind.MISSING_EVIDENCE: lambda node: node.missing_evidence,
}
_SETTINGS = (
    "rubric",
    "version",
    "name",
    "note",
    "basis",
    "total",
    "rounding",
    "not_applicable",
    "unassigned",
    "missing_evidence",
    "ties",
    "classify_up_to",
)
_NAMED_SETTINGS: Mapping[str, Callable[[Rubric], Mapping[str, Any]]] = {
    "classification": lambda rubric: {one.id: one for one in rubric.classification},
    "disqualifiers": lambda rubric: rubric.disqualifiers,
    "awards": lambda rubric: {one.id: one for one in rubric.awards},
}


def rubric_changes(before: Rubric, after: Rubric) -> RubricChanges:
    """Compare two rubrics by the ids of their groups and criteria.

    Args:
        before: the first rubric.
        after: the second one; compared the other way round the same is found, with the sides changed.
    """
    there, here = placed_nodes(before), placed_nodes(after)
    nodes: list[NodeChange] = []
    for key, own in here.items():
        other = there.get(key)
        if other is None:
            nodes.append(NodeChange(NodeChangeKind.ADDED, None, own))
        else:
            nodes += (NodeChange(what, other, own) for what in _differences(other, own))
    nodes += (NodeChange(NodeChangeKind.REMOVED, other, None) for key, other in there.items() if key not in here)
    return RubricChanges(before, after, tuple(nodes), tuple(_settings(before, after)), tuple(_suspected(nodes)))


def placed_nodes(rubric: Rubric) -> dict[tuple[bool, str], PlacedNode]:
    """Return all groups and criteria of a rubric in its order, by what they are matched by."""

    def below(nodes: tuple[AnyNode, ...], above: Group | None) -> Iterator[PlacedNode]:
        for node in nodes:
            yield PlacedNode(node, above, rubric)
            if isinstance(node, Group):
                yield from below(node.criteria, node)

    return {one.key: one for one in below(rubric.parts, None)}


def _differences(before: PlacedNode, after: PlacedNode) -> Iterator[NodeChangeKind]:
    one, other = before.node, after.node
    yield from (what for what, of in _OF_NODES.items() if of(one) != of(other))
    if _key_above(before) != _key_above(after):
        yield NodeChangeKind.MOVED
    if isinstance(one, CriterionBase) and isinstance(other, CriterionBase):
        yield from (what for what, of in _OF_CRITERIA.items() if of(one) != of(other))
    elif isinstance(one, Group) and isinstance(other, Group):
        if (one.take, one.average, one.cap) != (other.take, other.average, other.cap):
            yield NodeChangeKind.TAKING
        if _order(one, other) != _order(other, one):
            yield NodeChangeKind.ORDER
    else:  # a group in one, a criterion in the other
        yield NodeChangeKind.RULE


def _key_above(placed: PlacedNode) -> tuple[bool, str] | None:
    return None if placed.above is None else (is_extra(placed.above), placed.above.id)


def _order(group: Group, other: Group) -> list[str]:
    """Return the ids of a group's parts that both have, in its order."""
    known = {node.id for node in other.criteria}
    return [node.id for node in group.criteria if node.id in known]


def _settings(before: Rubric, after: Rubric) -> Iterator[SettingChange]:
    for key in _SETTINGS:
        one, other = getattr(before, key), getattr(after, key)
        if one != other:
            yield SettingChange(key, "", one, other)
    known = [{node.id for node in rubric.criteria} for rubric in (before, after)]
    orders = [
        tuple(node.id for node in rubric.criteria if node.id in known[0] & known[1]) for rubric in (before, after)
    ]
    if orders[0] != orders[1]:
        yield SettingChange("criteria", "", *orders)
    above = [None if rubric.bonus is None else rubric.bonus.above_total for rubric in (before, after)]
    if above[0] != above[1]:
        yield SettingChange("bonus.above_total", "", *above)
    for key, of in _NAMED_SETTINGS.items():
        one, other = of(before), of(after)
        for identity in dict.fromkeys((*other, *one)):
            if one.get(identity) != other.get(identity):
                yield SettingChange(key, identity, one.get(identity), other.get(identity))
        common = one.keys() & other.keys()
        orders = [tuple(identity for identity in each if identity in common) for each in (one, other)]
        if orders[0] != orders[1]:
            yield SettingChange(key, "", *orders)


def _suspected(changes: list[NodeChange]) -> Iterator[SuspectedRenaming]:
    gone = [one.before.node for one in changes if one.what is NodeChangeKind.REMOVED and one.before is not None]
    for change in changes:
        if change.what is not NodeChangeKind.ADDED:
            continue
        node = change.placed.node
        for other in gone:
            if fold(other.name) == fold(node.name) and isinstance(other, Group) == isinstance(node, Group):
                yield SuspectedRenaming(other, node)
