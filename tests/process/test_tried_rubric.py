"""Sheets under another rubric, worked out by hand in tests/process/tried.py, and what holds for any marks."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.campaign.loaded import Loaded, Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.process.tried_rubric import MarksFate, TriedBloc, open_share, try_rubric
from qcdc_cli.scoring.ranking import rank_bloc
from qcdc_cli.scoring.result import Ranking
from tests.campaigns import input_from, input_of, ranking_of, rubric_from
from tests.process.tried import write_campaign


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> TriedBloc:
    folder = write_campaign(tmp_path_factory.mktemp("tried") / "campaign")
    return try_rubric(*_rankings(folder))


def _rankings(folder: Path) -> Iterator[Ranking]:
    for rubric in (None, str(folder / "moi.yaml")):
        loaded = load(Source(folder, rubric=rubric))
        assert isinstance(loaded, Loaded)
        yield rank_bloc(input_of(loaded), "khoi")


def test_who_moves(tried: TriedBloc) -> None:
    found = [(one.unit, one.before and one.before.rank, one.after.rank, one.ranks_up, one.share) for one in tried.units]
    assert found == [
        ("hai", 2, 1, 1, Fraction(-40, 100)),
        ("ba", 3, 2, 1, Fraction(-25, 100)),
        ("mot", 1, 3, -2, Fraction(-69, 100)),
    ]
    assert tried.average == Fraction(-134, 300)


def test_why_it_moves(tried: TriedBloc) -> None:
    """Of ba: 20 % short of all on I.1 before and 7.5 % now, and so on; together 40 % became 65 %."""
    found = {(one.unit, one.node.id): (one.before, one.after, one.average) for one in tried.reasons if one.node}
    average = {"I.1": Fraction(7, 6), "I.2": Fraction("-35.5"), "II": Fraction("0.5"), "IV": Fraction(20, 3)}
    assert {identity: own for (unit, identity), own in found.items() if unit == "ba"} == {
        "I.1": (-20, Fraction("-7.5"), average["I.1"]),
        "I.2": (0, Fraction("-37.5"), average["I.2"]),
        "II": (-4, Fraction("-2.5"), average["II"]),
        "IV": (-16, 0, average["IV"]),
        "III": (0, Fraction("-12.5"), Fraction("-12.5")),
        "V": (0, -5, -5),
    }
    first = [next(own) for _, own in groupby(tried.reasons, key=lambda one: one.unit)]  # what sets it apart most
    assert [(one.unit, one.node and one.node.id, one.against_average) for one in first] == [
        ("hai", "I.1", Fraction(59, 6)),
        ("ba", "I.1", Fraction(34, 3)),
        ("mot", "I.1", Fraction(-127, 6)),
    ]


def test_what_goes_along(tried: TriedBloc) -> None:
    everyone = ("mot", "hai", "ba")
    found = {one.criterion.id: (one.fate, set(one.carried), set(one.blank)) for one in tried.criteria}
    assert found == {
        "I.1": (MarksFate.PARTLY, {"hai", "ba"}, {"mot"}),
        "I.2": (MarksFate.CARRIED, set(everyone), set()),
        "II": (MarksFate.CARRIED, set(everyone), set()),
        "III": (MarksFate.NEW, set(), set(everyone)),
        "V": (MarksFate.NEW, set(), set(everyone)),
        "IV": (MarksFate.GONE, set(), set()),
    }
    assert [one.criterion.id for one in tried.criteria if one.not_converted] == ["I.1", "I.2"]
    assert {one.unit: open_share(one.after.result) for one in tried.units} == {
        "mot": Fraction("37.5"),
        "hai": Fraction("17.5"),
        "ba": Fraction("17.5"),
    }


EVERYTHING = """
rounding: {decimals: 0, at: total}
not_applicable: exclude
criteria:
  - {id: I, weight: 2, criteria: [{id: I.1, points: 10}, {id: I.2, points: 10}]}
  - {id: II, points: 10, take: average, average: points, criteria: [{id: II.1, points: 10}, {id: II.2, points: 10}]}
  - {id: III, take: best, criteria: [{id: III.1, points: 10}, {id: III.2, points: 5}]}
  - {id: IV, points: 10, cap: 10, criteria: [{id: IV.1, points: 8}, {id: IV.2, points: 8}]}
bonus: {above_total: no, criteria: [{id: B.1, name: T, points: 5, evidence: optional}]}
penalties: {criteria: [{id: P.1, name: T, points: 5, evidence: optional}]}
"""
OTHER = """
rounding: {decimals: 1, at: criterion}
not_applicable: exclude
criteria:
  - {id: I, criteria: [{id: I.1, points: 10}, {id: IV.1, points: 8}]}
  - {id: III, criteria: [{id: III.1, points: 10}, {id: III.2, points: 5}]}
  - {id: V, points: 10}
"""
POINTS = st.decimals(min_value=0, max_value=5, places=2).map(str)
LEFT_OUT = st.just({"not_applicable": "Không có"})
IDS = ("I.1", "I.2", "II.1", "II.2", "III.1", "III.2", "IV.1", "IV.2", "B.1", "P.1")
MARKS = st.fixed_dictionaries({one: POINTS if one in ("I.1", "B.1", "P.1") else POINTS | LEFT_OUT for one in IDS})


@given(st.lists(MARKS, min_size=1, max_size=4))
def test_the_reasons_of_a_unit_come_to_its_change_exactly(units: list[dict[str, object]]) -> None:
    named = {f"u{number}": marks for number, marks in enumerate(units)}
    kept = {
        unit: {one: mark for one, mark in own.items() if one in ("I.1", "IV.1", "III.1", "III.2")}
        for unit, own in named.items()
    }
    own, other = rubric_from(EVERYTHING), rubric_from(OTHER)
    found = try_rubric(ranking_of(input_from(own, named)), ranking_of(input_from(other, kept)))
    for one in found.units:
        changes = [reason.change for reason in found.reasons if reason.unit == one.unit]
        assert sum(changes, Fraction(0)) == (one.share or 0) * 100


@given(st.lists(MARKS, min_size=1, max_size=4))
def test_under_the_same_rubric_nobody_moves(units: list[dict[str, object]]) -> None:
    rubric = rubric_from(EVERYTHING)
    ranking = ranking_of(input_from(rubric, {f"u{number}": marks for number, marks in enumerate(units)}))
    found = try_rubric(ranking, ranking)
    assert {(one.ranks_up, one.share) for one in found.units} == {(0, Fraction(0))}
    assert (found.reasons, found.changes.nodes, found.changes.settings) == ((), (), ())
    assert {one.fate for one in found.criteria} == {MarksFate.CARRIED}
