"""What a mark can give: every kind's marks give nothing else, and its ends can be reached."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.kinds import PossiblePoints
from qcdc_cli.kinds.possible_points import MOST_LISTED
from qcdc_cli.language.figures import Exact
from tests.kinds.judging import Judged
from tests.kinds.test_kinds import KINDS_AT_WORK

FEW = st.integers(1, 12).map(lambda number: Decimal(number) / 4)
RANGE = (Decimal(0), Decimal(10))
# Of the definitions in KINDS_AT_WORK, what each can give of its 10 points, worked out by hand.
BY_HAND = {
    "points": PossiblePoints(between=RANGE),
    "levels": [0, 5, 10],
    "pass": [0, 10],
    "checklist": [0, 4, 6, 10],
    "count": [0, 2, 4, 6, 8, 10],
    "bands": [0, 4, 10],
    "ratio": PossiblePoints(between=RANGE),
    "linear": PossiblePoints(between=RANGE),
    "leader": PossiblePoints(between=RANGE, relative=True),
    "place": [0, 5, 10],
    "judges": PossiblePoints(between=RANGE),
    "deduct": [*range(11)],
    "plus_minus": [*range(11)],
}
OTHERS = {
    "points: 10\nstep: 0.25": PossiblePoints(between=RANGE, step=Decimal("0.25")),
    "count: {each: 4, unit: vụ}": [0, 4, 8, 10],  # at most the 10 points
    "deduct: {each: 4, unit: lần, floor: 3}": [3, 6, 10],
    "deduct: {faults: {a: {name: A, each: 3}, b: {name: B, each: 5}}, floor: 1}": [1, 2, 4, 5, 7, 10],
    "plus_minus: {minus: {d: {name: D, each: 3}}, floor: -7}": [-7, -6, -3, 0],
    "plus_minus: {plus: {b: {name: B, each: 6}}, minus: {d: {name: D, each: 4}}, floor: -3}": [
        *(-3, -2, 0, 2, 4, 6, 8, 10)
    ],
    # Nobody can mark less than 0, so that the lowest band holds nothing.
    "bands: {unit: '%', table: [{from: 90, points: 10}, {from: 0, points: 4}, {points: 1}]}": [4, 10],
    "bands: {unit: '%', table: [{above: 0, points: 10}, {points: 1}]}": [1, 10],
    "ratio: {unit: ấp, floor: 60}": PossiblePoints((Decimal(0),), (Fraction(6), Decimal(10))),
    "place: {points: [10, 5], average: points}": PossiblePoints(between=RANGE),
    "place: {points: [10, 5], average: places}": PossiblePoints((Decimal(0), Decimal(5), Decimal(10)), relative=True),
    "linear: {unit: ngày, from: lowest, to: highest, equal_ends: full}": PossiblePoints(between=RANGE, relative=True),
    "count: {each: 0.0005, unit: vụ}": PossiblePoints(between=RANGE),  # too many to list
}


def possible(source: str) -> PossiblePoints:
    judged = Judged(source)
    return judged.criterion.kind.possible_points(judged.criterion.points)


def listed(points: list[int] | PossiblePoints) -> PossiblePoints:
    return points if isinstance(points, PossiblePoints) else PossiblePoints(tuple(map(Decimal, points)))


def gives(found: PossiblePoints, points: Exact) -> bool:
    inside = found.between is not None and found.between[0] <= points <= found.between[1]
    return points in found.listed or (inside and (found.step is None or not Decimal(points) % found.step))


@pytest.mark.parametrize("key", KINDS_AT_WORK)
def test_marks_give_what_is_possible_and_reach_both_ends(key: str) -> None:
    source, _, marks = KINDS_AT_WORK[key]
    found, judged = possible(source), Judged(source)
    points = [judged.points(mark) for mark in marks]
    assert found == listed(BY_HAND[key])
    assert all(gives(found, one) for one in points)
    assert (found.lowest, found.highest) == (points[0], 10)


@pytest.mark.parametrize(("source", "expected"), OTHERS.items())
def test_by_hand(source: str, expected: list[int] | PossiblePoints) -> None:
    assert possible(source) == listed(expected)


@given(st.lists(FEW, min_size=1, max_size=4), st.lists(FEW, max_size=3), st.integers(-6, 2))
def test_sums_are_those_that_marks_have(minus: list[Decimal], plus: list[Decimal], floor: int) -> None:
    names = ["minus", *(["plus"] if plus else [])]
    things = {side: ", ".join(f"{side[0]}{n}: {{name: A, each: {one}}}" for n, one in enumerate(each))
              for side, each in zip(names, (minus, plus), strict=False)}  # fmt: skip
    source = f"plus_minus: {{{', '.join(f'{side}: {{{own}}}' for side, own in things.items())}, floor: {floor}}}"
    kind, maximum = Judged(source).criterion.kind, Decimal(10)
    each = [*plus, *(-one for one in minus)]
    found = kind.possible_points(maximum)
    for often in product(range(3), repeat=len(each)):
        reading = tuple(map(Decimal, often))
        assert kind.points(reading, maximum) in found.listed
    assert len(found.listed) <= MOST_LISTED


@given(st.lists(FEW, min_size=1, max_size=5))
def test_a_checklist_gives_every_sum_of_its_items(items: list[Decimal]) -> None:
    named = ", ".join(f"i{n}: {{name: A, points: {one}}}" for n, one in enumerate(items))
    most = sum(items, Decimal(0))
    found = possible(f"points: {most}\nchecklist: {{{named}}}")
    every = {sum((one for one, taken in zip(items, chosen, strict=True) if taken), Decimal(0))
             for chosen in product((False, True), repeat=len(items))}  # fmt: skip
    assert set(found.listed) == every
