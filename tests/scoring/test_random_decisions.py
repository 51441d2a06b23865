"""Random scales, marks, classes, quotas and awards: decided as docs/en/scoring.md says, by fractions and brute force.

Nothing of the program decides here: points come from the independent reckoning, and each rule is applied as the page
words it. Quotas of those left are found by trying each number of places.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.scoring.result import Ranking
from tests.campaigns import fraction_of, input_from, ranking_of, rubric_from, rubric_tree, spelt
from tests.scoring.scales import (
    Marks,
    Reckoned,
    Reckoner,
    Tree,
    all_criteria,
    bloc_of,
    is_relative,
    leaves,
    rubrics,
    sheet,
    worths,
)

LAST = "cuoi"
SHARES = ["50", "66,7", "80", "100"]  # of the valid ballots


class Case(NamedTuple):
    """A rubric with classes and awards, what its units have been marked, and what speaks against some of them."""

    tree: Tree
    units: Mapping[str, Marks | None]
    against: Mapping[str, Mapping[str, str]]
    valid: int  # ballots on the units
    votes: Mapping[str, int]  # of the units on which a ballot is recorded


# ------------------------------------------------------------------ drawn


@st.composite
def cases(draw: st.DrawFn) -> Case:
    tree = draw(rubrics(depth=2))
    units: dict[str, Marks | None] = dict(draw(bloc_of(tree, most=7)))
    for unit in draw(st.sets(st.sampled_from(list(units)), max_size=1)):
        units[unit] = None
    # Whoever is out of the running sets no measure for the others, which the reckoning does not know.
    compares = any(map(is_relative, all_criteria(tree)))
    disqualifiers = {"han-che": {"name": "Có tập thể bị kỷ luật", "at_most": draw(st.sampled_from(["c1", LAST]))}}
    if not compares:
        disqualifiers["loai"] = {"name": "Báo cáo không trung thực", "effect": "unranked"}
    total = fraction_of(rubric_tree(tree)["total"])
    reached = totals_of(tree, {unit: marks for unit, marks in units.items() if marks is not None})
    exact = [share * total for share in reached.values() if share > 0 and (share * total * 100).denominator == 1]
    anywhere = st.integers(5, 110).map(lambda percent: total * Fraction(percent, 100))
    bound = st.one_of(anywhere, st.sampled_from(exact)) if exact else anywhere  # also just what a unit comes to
    bounds = draw(st.lists(bound, min_size=2, max_size=3, unique=True))
    classes: list[Tree] = [{"id": LAST, "name": "Loại cuối"}]
    criteria = [one["id"] for one in leaves(tree["criteria"]) if fraction_of(one["points"])]
    for number, lowest in reversed(list(enumerate(sorted(bounds, reverse=True)))):
        classes.insert(0, draw(class_of(f"c{number}", lowest, criteria, classes)))
    tree |= {"disqualifiers": disqualifiers, "classification": classes}
    if draw(st.booleans()):
        tree["classify_up_to"] = spelt(total * Fraction(draw(st.integers(80, 100)), 100))
    awards = draw(st.lists(awards_of([one["id"] for one in classes]), min_size=1, max_size=3))
    tree["awards"] = [{"id": f"a{number}", "name": f"Khen {number}", **own} for number, own in enumerate(awards)]
    sheets = [unit for unit, marks in units.items() if marks is not None]
    against = (
        draw(st.dictionaries(st.sampled_from(sheets), st.sampled_from(list(disqualifiers)), max_size=2))
        if sheets
        else {}
    )
    valid = draw(st.integers(1, 10))
    votes = draw(st.dictionaries(st.sampled_from(list(units)), st.integers(0, valid), min_size=1))
    return Case(tree, units, {unit: {one: "Kết luận ngày 5/7"} for unit, one in against.items()}, valid, votes)


def totals_of(tree: Tree, given: Mapping[str, Marks]) -> dict[str, Fraction]:
    """Return the shares of the units that have anything attainable."""
    whole = {unit: Reckoner(tree, marks).total() for unit, marks in worths(tree, given).items()}
    return {unit: own.points / own.maximum for unit, own in whole.items() if own.maximum}


@st.composite
def class_of(draw: st.DrawFn, identity: str, bound: Fraction, criteria: Sequence[str], lower: Sequence[Tree]) -> Tree:
    """Draw a class above others."""
    entry: Tree = {"id": identity, "name": f"Loại {identity}", draw(st.sampled_from(["from", "above"])): spelt(bound)}
    needs: list[Tree] = [
        {},
        {},
        {"no_zero": "yes"},
        {"groups_at_least": "50"},
        {"complete": "yes"},
        {"rank_within": draw(st.sampled_from(["1", "2", "3"]))},
        {"ballot_at_least": draw(st.sampled_from(SHARES))},
    ]
    if criteria:
        needs.append(
            {"criteria_at_least": {draw(st.sampled_from(criteria)): draw(st.sampled_from(["33,3", "50", "100"]))}}
        )
    wanted = {key: need for one in draw(st.lists(st.sampled_from(needs), max_size=2)) for key, need in one.items()}
    if wanted:
        entry["needs"] = wanted
    if draw(st.booleans()):
        of = draw(st.sampled_from(["bloc", identity, *(one["id"] for one in lower)]))
        share = {"percent": draw(st.sampled_from(["20", "33,3", "50", "60"])), "of": of}
        entry["quota"] = {**share, "rounding": draw(st.sampled_from(["down", "half-up", "up"]))}
        if of not in ("bloc", identity):
            entry["quota"]["counted"] = draw(st.sampled_from(["reached", "left"]))
    return entry


@st.composite
def awards_of(draw: st.DrawFn, classes: Sequence[str]) -> Tree:
    """Draw an award with places from the top."""
    award: Tree = {"ties": draw(st.sampled_from(["all", "none"])), "besides": draw(st.sampled_from(["yes", "no"]))}
    if draw(st.booleans()):
        award["classes"] = draw(st.lists(st.sampled_from(classes), min_size=1, max_size=2, unique=True))
    kind = draw(st.sampled_from(["units", "share", "both"]))
    if kind != "share":
        award["units"] = str(draw(st.integers(1, 4)))
    if kind != "units":
        rounding = draw(st.sampled_from(["down", "half-up", "up"]))
        of = draw(st.sampled_from(["bloc", *classes]))
        award["share"] = {"percent": draw(st.sampled_from(["20", "33,3", "60"])), "rounding": rounding, "of": of}
    needs = draw(st.sampled_from([{}, {"no_zero": "yes"}, {"ballot_at_least": draw(st.sampled_from(SHARES))}]))
    return {**award, "needs": needs} if needs else award


# ------------------------------------------------------------------ decided by hand


class Unit(NamedTuple):
    """What is known of a ranked unit."""

    name: str
    share: Fraction
    rank: int
    points: Mapping[str, tuple[Fraction, Fraction]]  # of what counts in the total
    groups: Sequence[tuple[Fraction, Fraction]]
    blank: frozenset[str]
    at_most: str | None
    voted: Fraction | None  # its share of the valid ballots, if there is a ballot on it


def decide(case: Case) -> tuple[dict[str, int | None], dict[str, str | None], dict[str, set[str]]]:
    """Return the ranks, the classes and who has each award."""
    ranked = _ranked(case)
    order = [one["id"] for one in case.tree["classification"]]
    levels = {one.name: _first_open(case.tree, one, 0, own_bound=True) for one in ranked}
    reached, size = dict(levels), len(case.units)
    for level, entry in enumerate(case.tree["classification"]):
        if "quota" in entry:
            members = [one for one in ranked if levels[one.name] == level]
            moved = {one.name: _first_open(case.tree, one, level + 1, own_bound=False) for one in members}
            room = _room(entry["quota"], order, level, (reached, levels), moved, size)
            for one in members[_cut(members, room) :]:
                levels[one.name] = moved[one.name]
    classes = dict.fromkeys(case.units) | {one: order[level] for one, level in levels.items()}
    awards: dict[str, set[str]] = {}
    for award in case.tree["awards"]:
        before = {unit for given_to in awards.values() for unit in given_to}
        able = [
            one
            for one in ranked
            if classes[one.name] in award.get("classes", order)
            and _meets(award.get("needs", {}), one) is not False
            and not (award["besides"] == "no" and one.name in before)
        ]
        places = int(award.get("units", size))
        if "share" in award:
            of = award["share"]["of"]
            pool = size if of == "bloc" else sum(level <= order.index(of) for level in levels.values())
            places = min(places, _part(award["share"], pool))
        kept = _cut(able, places) if award["ties"] == "none" or not places else _reach(able, places)
        # Whoever waits for a ballot keeps the place, and does not have the award.
        awards[award["id"]] = {one.name for one in able[:kept] if _meets(award.get("needs", {}), one)}
    ranks: dict[str, int | None] = dict.fromkeys(case.units)
    return ranks | {one.name: one.rank for one in ranked}, classes, awards


def _ranked(case: Case) -> list[Unit]:
    """Return the ranked units, the first first."""
    tree = case.tree
    given = {unit: marks for unit, marks in case.units.items() if marks is not None}
    reckoned: dict[str, tuple[Fraction, Marks, Reckoned]] = {}
    for unit, marks in worths(tree, given).items():
        whole = Reckoner(tree, marks).total()
        is_marked = any(one.state == "given" for one in marks.values())
        if is_marked and whole.maximum and "loai" not in case.against.get(unit, {}):
            reckoned[unit] = whole.points / whole.maximum, marks, whole
    found = []
    for unit in sorted(reckoned, key=lambda one: -reckoned[one][0]):
        share, marks, whole = reckoned[unit]
        rank = 1 + sum(other > share for other, *_ in reckoned.values())
        points = {one["id"]: Reckoner(tree, marks).of(one) for one in leaves(tree["criteria"])}
        counted = {
            identity: (own, most)
            for identity, (own, most, is_out) in points.items()
            if not is_out and most and marks[identity].state != "blank"
        }
        blank = {
            identity: (Fraction(0), most)
            for identity, (_, most, _) in points.items()
            if marks[identity].state == "blank"
        }
        groups = [whole.groups[one["id"]] for one in tree["criteria"] if "criteria" in one]
        at_most = tree["disqualifiers"]["han-che"]["at_most"] if "han-che" in case.against.get(unit, {}) else None
        # A blank of bonus or penalties is 0, and never missing.
        voted = Fraction(case.votes[unit], case.valid) if unit in case.votes else None
        found.append(Unit(unit, share, rank, counted | blank, groups, frozenset(blank), at_most, voted))
    return found


def _first_open(tree: Tree, unit: Unit, first: int, *, own_bound: bool) -> int:
    """Return the first class from one on that a unit reaches, and that nothing forbids."""
    classes = tree["classification"]
    total = fraction_of(rubric_tree(tree)["total"]) * unit.share
    if "classify_up_to" in tree:
        total = min(total, fraction_of(tree["classify_up_to"]))
    order = [one["id"] for one in classes]
    for level in range(first, len(classes) - 1):
        entry = classes[level]
        is_reached = total >= fraction_of(entry["from"]) if "from" in entry else total > fraction_of(entry["above"])
        if own_bound and not is_reached:
            continue
        if unit.at_most is not None and level < order.index(unit.at_most):
            continue
        if _meets(entry.get("needs", {}), unit):
            return level
    return len(classes) - 1


def _meets(needs: Tree, unit: Unit) -> bool | None:
    """Return whether a unit meets conditions; None where only a ballot can tell."""
    if "groups_at_least" in needs:
        least = fraction_of(needs["groups_at_least"]) / 100
        if any(most and own < most * least for own, most in unit.groups):
            return False
    for identity, percent in needs.get("criteria_at_least", {}).items():
        own, most = unit.points.get(identity, (Fraction(0), Fraction(0)))
        if most and own < most * fraction_of(percent) / 100:
            return False
    if "no_zero" in needs and any(own <= 0 for own, _ in _marked(unit)):
        return False
    if "complete" in needs and unit.blank:
        return False
    if unit.rank > int(needs.get("rank_within", "99")):
        return False
    if "ballot_at_least" not in needs:
        return True
    return None if unit.voted is None else unit.voted >= fraction_of(needs["ballot_at_least"]) / 100


def _marked(unit: Unit) -> list[tuple[Fraction, Fraction]]:
    """Return the points that are no blank's."""
    return [one for identity, one in unit.points.items() if identity not in unit.blank]


def _part(share: Tree, pool: int) -> int:
    exact = fraction_of(share["percent"]) * pool / 100
    return {"down": floor(exact), "up": ceil(exact), "half-up": floor(exact + Fraction(1, 2))}[share["rounding"]]


def _room(
    quota: Tree,
    order: Sequence[str],
    level: int,
    levels: tuple[Mapping[str, int], Mapping[str, int]],
    moved: Mapping[str, int],
    size: int,
) -> int:
    """Return how many may stay in a class."""
    reached, now = levels
    if quota["of"] == "bloc":
        return _part(quota, size)
    lowest = order.index(quota["of"])
    if quota.get("counted") != "left":
        return _part(quota, sum(own <= lowest for own in reached.values()))
    below = sum(level < own <= lowest for own in now.values())
    landing = list(moved.values())
    fitting = [
        room
        for room in range(len(landing) + 1)
        if room <= _part(quota, below + sum(own <= lowest for own in landing[room:]))
    ]
    return max(fitting, default=0)


def _cut(units: Sequence[Unit], room: int) -> int:
    """Return how many stay: whoever shares a rank with one for whom there is no room goes with it."""
    while 0 < room < len(units) and units[room - 1].rank == units[room].rank:
        room -= 1
    return min(room, len(units))


def _reach(units: Sequence[Unit], places: int) -> int:
    """Return how many get it where all that are equal at the last place do."""
    while 0 < places < len(units) and units[places - 1].rank == units[places].rank:
        places += 1
    return min(places, len(units))


# ------------------------------------------------------------------ compared


def decided_by_program(case: Case) -> Ranking:
    sheets = {unit: None if marks is None else sheet(marks) for unit, marks in case.units.items()}
    on_units = {"valid": str(case.valid), "votes": {unit: str(votes) for unit, votes in case.votes.items()}}
    return ranking_of(
        input_from(rubric_from(case.tree), sheets, disqualified=case.against, stages=("self",), on_units=on_units)
    )


@pytest.mark.slow
@settings(max_examples=400)
@given(cases())
def test_ranks_classes_and_awards_are_as_the_page_says(case: Case) -> None:
    ranking = decided_by_program(case)
    ranks, classes, awards = decide(case)
    assert {one.result.unit: one.rank for one in ranking.standings} == ranks
    found: dict[str, Any] = {one.result.unit: one.classified and one.classified.id for one in ranking.standings}
    assert found == classes
    for award, units in awards.items():
        assert {one.result.unit for one in ranking.standings if award in {own.id for own in one.awards}} == units
