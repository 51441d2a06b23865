"""How firm a ranking is: by hand, and every smallest set against the ranking itself, all others tried out."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from functools import partial
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.campaign.marks import MarkedSheet, StageReading
from qcdc_cli.process.disputed_marks import DisputedMark, disputed_marks, sheet_with
from qcdc_cli.process.margins import Answer, ClassGap, Flip, UnitMargins, margins_of
from qcdc_cli.scoring.result import Ranking, Standing
from qcdc_cli.scoring.scoring_input import ScoringInput
from tests.campaigns import BLOC, input_from, ranking_of, rubric_from
from tests.process.test_appeals import verified
from tests.scoring.scales import Tree, bloc_of, full_points, rubrics, sheet, written

Change = tuple[DisputedMark, StageReading]


def ranked_with(scoring_input: ScoringInput, changes: Sequence[Change]) -> dict[str, Standing]:
    """Rank the bloc anew with other marks in the place of disputed ones."""
    sheets = dict(scoring_input.sheets)
    for unit in {mark.unit for mark, _ in changes}:
        own = sheets[unit, scoring_input.period]
        assert isinstance(own, MarkedSheet)
        sheets[unit, scoring_input.period] = sheet_with(own, [one for one in changes if one[0].unit == unit])
    ranking = ranking_of(scoring_input._replace(sheets=sheets))
    return {one.result.unit: one for one in ranking.standings}


def changes_of(flip: Flip) -> list[Change]:
    pairs = [(one.mark, one.result.counted) for one in flip.marks]
    return [(mark, reading) for mark, reading in pairs if reading is not None]


def every_set(marks: Sequence[DisputedMark]) -> Iterator[list[Change]]:
    """Yield every set of other marks, the smallest first, each with the least, the most and the marks named."""
    for number in range(len(marks) + 1):
        for chosen in combinations(marks, number):
            for readings in product(*(mark.others() for mark in chosen)):
                yield list(zip(chosen, readings, strict=True))


LADDERS = (
    [],
    ["{0}"],
    ["{1}"],
    ["fewest penalties", "{0}"],
    ["smallest correction"],
    ["{0}", "smallest correction"],
)


@st.composite
def disputed_campaigns(draw: st.DrawFn) -> tuple[Tree, dict[str, Any]]:
    """Draw a rubric and sheets with few disputed marks: unverified, changed, or with an appeal."""
    tree = draw(rubrics(depth=2))
    ladder = draw(st.sampled_from(LADDERS))
    tops = tree["criteria"]
    leaf = top = draw(st.sampled_from(tops))
    while "criteria" in leaf:
        leaf = leaf["criteria"][0]
    sort = "group" if "criteria" in top else "criterion"
    half = sum(map(full_points, tops), Fraction(0)) * 50
    tree["classification"] = [{"id": "a", "name": "A", "from": written(int(half))}, {"id": "b", "name": "B"}]
    tree["ties"] = [step.format(f"{sort} {top['id']}", f"criterion {leaf['id']}") for step in ladder]
    units, others = (draw(bloc_of(tree, 3, 3)) for _ in range(2))
    sheets: dict[str, Any] = {}
    room = 5
    for unit, marks in units.items():
        sheets[unit] = entries = sheet(marks)
        wanted = sheet(others[unit])
        for identity, entry in entries.items():
            other = wanted.get(identity, {}).get("self")
            how = draw(st.sampled_from(["verified", "unverified", "changed", "appealed"])) if room else "verified"
            room -= how != "verified"
            own = entry.get("self")
            if how == "unverified":
                continue
            if own is None:
                state, reason = next(iter(entry.items()))
                entry["bloc"] = {state: reason}
            elif how == "verified" or other is None:
                entry["bloc"] = own
            elif how == "changed":
                entry["bloc"] = {**(other if isinstance(other, dict) else {"mark": other}), "reason": "Thẩm định"}
            else:
                entry["bloc"] = own
                entry["appeals"] = [{"text": "Đề nghị", "date": "2020-07-12", "wants": other}]
    return tree, sheets


@pytest.mark.slow
@settings(max_examples=40)
@given(disputed_campaigns())
def test_every_set_flips_and_none_that_is_smaller_does(case: tuple[Tree, dict[str, Any]]) -> None:
    """The set that is told is put into the sheets and ranked anew; so are all other sets, the smallest first."""
    scoring_input = input_from(rubric_from(case[0]), case[1])
    ranking = ranking_of(scoring_input)
    (found,) = margins_of(scoring_input, [BLOC])
    for one in found.units:
        unit = one.standing.result.unit
        for gap, above in ((one.above, True), (one.below, False)):
            if gap is not None:
                pairs = [(unit, other) if above else (other, unit) for other in gap.units]
                check(scoring_input, ranking, gap.flip, [unit, *gap.units], partial(no_longer_behind, pairs))
        for to, better in ((one.class_above, True), (one.class_below, False)):
            if to is not None:
                check(scoring_input, ranking, to.flip, [unit], partial(reaches, unit, to, better=better))


def no_longer_behind(pairs: Sequence[tuple[str, str]], then: dict[str, Standing]) -> bool:
    ranks = [(then[lower].rank, then[upper].rank) for lower, upper in pairs]
    return any(one is not None and two is not None and one <= two for one, two in ranks)


def reaches(unit: str, gap: ClassGap, then: dict[str, Standing], *, better: bool) -> bool:
    converted = then[unit].result.converted
    assert gap.entry.bound is not None
    return converted is not None and gap.entry.bound.reached(converted) is better


def check(
    scoring_input: ScoringInput,
    ranking: Ranking,
    flip: Flip,
    units: Sequence[str],
    flipped: Callable[[dict[str, Standing]], bool],
) -> None:
    """Check that a set flips and that no smaller one does, and where none is told, that none does."""
    if flip.marks:
        assert flipped(ranked_with(scoring_input, changes_of(flip)))
    marks = [one for unit, own in disputed_marks(ranking).items() if unit in units for one in own]
    assert (flip.answer is Answer.NO_MARKS) is not bool(marks)
    if flip.answer is Answer.UNKNOWN:
        return
    others = (one for one in every_set([one for one in marks if not one.relative]))
    smallest = next((len(one) for one in others if flipped(ranked_with(scoring_input, one))), None)
    told = len(flip.marks) if flip.answer is Answer.POSSIBLE else None
    if told is not None and smallest is not None:  # of corrections only bounds are told
        assert flip.level <= smallest <= told
    assert told == smallest or flip.level != told


RULES = """
not_applicable: exclude
criteria: [{id: I.1, points: 10}, {id: I.2, points: 10}]
classification: [{id: xs, name: Xuất sắc, from: 18}, {id: kha, name: Khá}]
awards: [{id: co, name: Cờ thi đua, ranks: 1, ties: all}]
"""
MARKS: dict[str, Any] = {
    "a": {"I.1": verified("9", "9"), "I.2": verified("10", "9")},
    "b": {"I.1": "8", "I.2": verified("9", "9")},
    "c": {"I.1": verified("9", "6"), "I.2": verified("9", "9")},
    "d": {"I.1": verified("5", "5"), "I.2": verified("5", "5")},
    "e": {"I.1": verified("1", "1"), "I.2": verified("2", "2")},
    "f": None,
}
Told = tuple[str, list[tuple[str, str, Any]]]


def found_in(marks: Any, rubric: str = RULES, **options: Any) -> dict[str, UnitMargins]:
    (found,) = margins_of(input_from(rubric_from(rubric), marks, **options), [BLOC])
    return {one.standing.result.unit: one for one in found.units}


def told(flip: Flip) -> Told:
    return flip.answer.value, [(one.mark.unit, one.result.criterion.id, one.result.points) for one in flip.marks]


def ranks_told(one: UnitMargins) -> list[tuple[tuple[str, ...], Fraction, Told] | None]:
    return [gap and (gap.units, gap.gap, told(gap.flip)) for gap in (one.above, one.below)]


B, C = ("possible", [("b", "I.1", 10)]), ("possible", [("c", "I.1", 9)])


def test_ranks_by_hand() -> None:
    """a has 18, b 17, c 15, d 10, e 3. b's 8 can become 10, which makes 19; c's 6 was 9, which makes 18."""
    found = found_in(MARKS)
    assert {unit: ranks_told(one) for unit, one in found.items()} == {
        "a": [None, (("b",), 1, B)],
        "b": [(("a",), 1, B), (("c",), 2, C)],
        "c": [(("b",), 2, C), (("d",), 5, ("impossible", []))],  # a changed mark of c's can only go up
        "d": [(("c",), 5, ("impossible", [])), (("e",), 7, ("no_marks", []))],
        "e": [(("d",), 7, ("no_marks", [])), None],
        "f": [None, None],
    }
    assert [(one.disputed, one.left_out) for one in found.values()] == [(1, 0), (1, 0), (1, 0), (0, 0), (0, 0), (0, 0)]


def test_classes_and_awards_by_hand() -> None:
    """From 18, Xuất sắc: a is just at it, b lacks 1, c 3, d 8; the flag is a's."""
    found = found_in(MARKS)
    classes = {
        unit: [gap and (gap.entry.id, gap.gap, told(gap.flip)) for gap in (one.class_above, one.class_below)]
        for unit, one in found.items()
    }
    none: Told = ("no_marks", [])
    assert classes == {
        "a": [None, ("xs", 0, ("impossible", []))],
        "b": [("xs", 1, B), None],
        "c": [("xs", 3, C), None],
        "d": [("xs", 8, none), None],
        "e": [("xs", 15, none), None],
        "f": [None, None],
    }
    awards = {unit: one.award and (one.award.award.id, one.award.gap.units, told(one.award.gap.flip))
              for unit, one in found.items()}  # fmt: skip
    assert awards == {
        "a": None,
        "b": ("co", ("a",), B),
        "c": ("co", ("a",), C),  # 18, too, and all that are tied have it
        "d": ("co", ("a",), ("impossible", [])),
        "e": ("co", ("a",), ("impossible", [])),
        "f": None,
    }


@pytest.mark.parametrize(
    ("ladder", "answer", "marks", "level"),
    [
        ("[]", "possible", 1, 1),
        ("[criterion I.1]", "impossible", 0, 0),  # 8 is less than a's 9
        ("[criterion I.2]", "possible", 1, 1),
        ("[smallest correction]", "unknown", 0, 1),  # a's 9 were 10, b's would be what they were
        ("[criterion I.2, smallest correction]", "possible", 1, 1),
    ],
)
def test_who_is_level_is_ranked_by_the_ladder(ladder: str, answer: str, marks: int, level: int) -> None:
    """a has 9 + 9, b 8 + 9, which were 10: with these, 18 too."""
    two = {"a": MARKS["a"], "b": {"I.1": verified("8", "8"), "I.2": verified("10", "9")}}
    gap = found_in(two, f"ties: {ladder}{RULES}")["b"].above
    assert gap is not None
    assert (gap.flip.answer.value, len(gap.flip.marks), gap.flip.level) == (answer, marks, level)


def test_of_several_that_share_a_rank_one_is_enough() -> None:
    """b and c have 18 and share rank 1; d has 15. c's unverified 9 can become 0."""
    marks = {
        "b": {"I.1": verified("9", "9"), "I.2": verified("9", "9")},
        "c": {"I.1": "9", "I.2": verified("9", "9")},
        "d": {"I.1": verified("9", "9"), "I.2": verified("6", "6")},
    }
    assert ranks_told(found_in(marks)["d"])[0] == (("b", "c"), 3, ("possible", [("c", "I.1", 0)]))


def test_what_is_left_out_is_compared_by_shares() -> None:
    """a's claim that nothing was to do leaves 9 of 10, 90 %; b has 17 of 20, 85 %. Marked with 0, a has 9 of 20."""
    marks = {
        "a": {"I.1": {"not_applicable": "Không phát sinh"}, "I.2": verified("9", "9")},
        "b": {"I.1": verified("8", "8"), "I.2": verified("9", "9")},
    }
    one = found_in(marks)["b"]
    assert ranks_told(one) == [(("a",), 5, ("possible", [("a", "I.1", 0)])), None]
    assert one.class_above is not None
    assert one.class_above.gap == 1  # 85 % of 20 are 17


def test_marks_that_move_others_are_left_out() -> None:
    rubric = "rounding: {decimals: 2, at: criterion}\ncriteria: [{id: I.1, points: 10, leader: {unit: lượt}}]\n"
    marks = {"a": {"I.1": verified("20", "20")}, "b": {"I.1": verified("30", "10")}}
    one = found_in(marks, rubric)["b"]
    assert (one.disputed, one.left_out) == (1, 1)
    assert one.above is not None
    assert one.above.flip.answer is Answer.IMPOSSIBLE


def test_one_unit_and_units_that_are_asked_for() -> None:
    assert ranks_told(found_in({"a": MARKS["a"]})["a"]) == [None, None]
    (found,) = margins_of(input_from(rubric_from(RULES), MARKS), [BLOC], ["b"])
    assert [ranks_told(one)[1] for one in found.units] == [(("c",), 2, C)]
