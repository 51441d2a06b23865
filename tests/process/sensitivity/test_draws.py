"""DrawLanes: totals that are added up are those of scoring anew, and what is said of many draws is right."""

from collections import Counter
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.campaign.marks import NOT_HELD
from qcdc_cli.process.sensitivity import shortcut
from qcdc_cli.process.sensitivity.drawn_weights import GRAIN, Variation, drawn_factors
from qcdc_cli.process.sensitivity.lanes import DrawLanes
from qcdc_cli.process.sensitivity.rank_spread import RankSpread, spread_of, wilson
from qcdc_cli.process.sensitivity.ranked_anew import RankedAnew
from qcdc_cli.process.sensitivity.varied_marks import OpenMarks
from qcdc_cli.process.sensitivity.varied_weights import FactorsOf, ranks_added_up, ranks_anew, varied_weights
from qcdc_cli.scoring.ranking import rank_bloc
from tests.campaigns import BLOC, Given, input_from, rubric_from
from tests.scoring.scales import Tree, all_criteria, bloc_of, nodes_of, rubrics, sheet

LARGE = st.integers(-(10**25), 10**25)


@given(st.lists(st.tuples(LARGE, LARGE), min_size=1, max_size=9), st.integers(-1000, 1000))
def test_lanes_hold_what_was_put_into_them(pairs: list[tuple[int, int]], factor: int) -> None:
    """Sums, multiples and any function of numbers, however long and below 0, draw by draw."""
    first, second = ([pair[at] for pair in pairs] for at in (0, 1))
    for divisor in (1, 10**20):  # lanes of many words, and of one
        one, two = ([number // divisor for number in own] for own in (first, second))
        draws = DrawLanes(len(pairs), 2001 * max(map(abs, (1, *one, *two))))
        both = draws.pack(one).times(factor) + draws.pack(two) + draws.constant(1)
        assert list(draws.unpack(both)) == [a * factor + b + 1 for a, b in zip(one, two, strict=True)]
        assert list(draws.unpack(draws.each(max, draws.pack(one), both))) == [
            max(a, a * factor + b + 1) for a, b in zip(one, two, strict=True)
        ]
        chosen = bytes(number % len(one) for number in range(len(one)))
        assert list(draws.unpack(draws.choose(one, chosen))) == one


@st.composite
def ladders(draw: st.DrawFn, tree: Tree) -> list[str]:
    groups = [f"group {node['id']}" for node in nodes_of(tree["criteria"]) if "criteria" in node]
    steps = [*groups, *(f"criterion {one['id']}" for one in all_criteria(tree)), "smallest correction", "lots"]
    steps += ["fewest penalties"] if "penalties" in tree else []
    return draw(st.lists(st.sampled_from(steps), max_size=3, unique=True))


@pytest.mark.slow
@settings(max_examples=30)
@given(st.data())
def test_weights_added_up_give_the_ranks_of_scoring_anew(data: st.DataObject) -> None:
    """Any kinds, weights, fixed caps, best parts, bonus, penalties and states; ties go down the ladder alike."""
    tree = data.draw(rubrics(("criterion",), conditional=False))
    tree["ties"] = data.draw(ladders(tree))
    units = data.draw(bloc_of(tree, 2, 4))
    twin = {"twin": next(iter(units.values()))}  # always tied with the first one
    bloc = RankedAnew(input_from(rubric_from(tree), {one: sheet(own) for one, own in {**units, **twin}.items()}), BLOC)
    assert shortcut.holds(bloc.rubric)
    if len(bloc.ranks) < 2:
        return
    numbers = st.lists(st.integers(1, 19_999), min_size=3, max_size=3)
    factors = [data.draw(numbers) for _ in bloc.rubric.leaves]
    assert ranks_added_up(bloc, factors, GRAIN) == ranks_anew(bloc, factors, GRAIN)


@pytest.mark.slow
@settings(max_examples=30)
@given(st.data())
def test_marks_added_up_give_the_ranks_of_scoring_anew_within_the_bounds(data: st.DataObject) -> None:
    """Whatever unverified marks become, under any rubric, no rank leaves its bounds."""
    tree = data.draw(rubrics())
    tree["ties"] = [step for step in data.draw(ladders(tree)) if step != "smallest correction"]
    units = data.draw(bloc_of(tree, 2, 4))
    said: dict[str, Given | None] = {one: sheet(own) for one, own in units.items()}
    some = data.draw(st.integers(0, len(said) - 1))
    for entries in list(said.values())[some : some + 1]:  # its marks are verified, so that the others' are not
        for criterion, entry in entries.items() if isinstance(entries, dict) else ():
            if "self" in entry:
                entries[criterion] = {**entry, "bloc": entry["self"]}
    scoring_input = input_from(rubric_from(tree), said)
    bloc = RankedAnew(scoring_input, BLOC)
    open_marks = OpenMarks(bloc, rank_bloc(scoring_input, BLOC))
    chosen = open_marks.drawn(4, data.draw(st.integers(0, 9)))
    bounds = open_marks.bounds()
    assert all(bounds[unit].best <= rank <= bounds[unit].worst for unit, rank in bloc.ranks.items())
    if not chosen:
        return
    anew = open_marks.ranks_anew(chosen)
    if open_marks.added_up and not any(mark.relative for own in open_marks.by_unit.values() for mark in own):
        assert open_marks.ranks_added_up(chosen) == anew
    for unit, ranks in anew.items():
        assert bounds[unit].best <= min(ranks) <= max(ranks) <= bounds[unit].worst


@pytest.mark.slow
@settings(max_examples=30)
@given(st.data())
def test_what_is_left_out_is_as_if_it_were_not_held(data: st.DataObject) -> None:
    """The ranks are those of sheets that say so, scored anew; a unit of which nothing else is marked has none."""
    tree = data.draw(rubrics())
    tree["ties"] = data.draw(ladders(tree))
    units = data.draw(bloc_of(tree, 1, 4))
    bloc = RankedAnew(input_from(rubric_from(tree), {one: sheet(own) for one, own in units.items()}), BLOC)
    numbers = data.draw(st.sets(st.sampled_from(range(len(bloc.rubric.leaves))), min_size=1))
    left = [number for number in range(len(bloc.rubric.leaves)) if number not in numbers]
    sheets = [
        own._replace(criteria=tuple(NOT_HELD if number in numbers else one for number, one in enumerate(own.criteria)))
        for own in bloc.scoring_input.sheets.values()
    ]
    assert bloc.without_criteria(numbers) == bloc.with_sheets(sheets)
    marked = {own.unit for own in sheets if any(own.criteria[number].readings for number in left)}
    assert set(bloc.without_criteria(numbers)) <= marked


WEIGHED = """
criteria:
  - {id: A, points: 10}
  - {id: B, points: 10}
  - {id: C, points: 80}
"""


def weighed() -> RankedAnew:
    """a leads by 1 point of A over 0.75 of B; c is far behind, whatever the weights of A and B."""
    marks: dict[str, Any] = {"a": {"A": "9", "B": "5", "C": "80"}, "b": {"A": "8", "B": "5,75", "C": "80"}}
    return RankedAnew(input_from(rubric_from(WEIGHED), {**marks, "c": {"A": "0", "B": "0", "C": "8"}}), BLOC)


def test_a_rank_is_kept_as_often_as_reckoned() -> None:
    """b passes a where 0.75 B > A. With A and B uniform in 0.8 to 1.2 that is A < 0.9 and B > A ÷ 0.75.

    So it is a triangle of the square: A from 0.8 to 0.9, B from A ÷ 0.75 to 1.2: 0.1 × 0.1333… ÷ 2 of 0.4 × 0.4, or
    1 ÷ 24 = 4.17 %.
    """
    varied = varied_weights(weighed(), Variation.UNIFORM, 10_000, FactorsOf(Decimal(20), 1))
    low, high = varied.spreads["a"].interval
    assert low <= 1 - Fraction(1, 24) <= high
    assert varied.spreads["c"] == RankSpread(3, 10_000, 10_000, 3, 3, 3, 3)
    assert (varied.spreads["a"].best, varied.spreads["a"].worst) == (1, 2)
    assert varied.spreads["a"].kept == varied.spreads["b"].kept


def test_the_seed_alone_decides_what_is_drawn() -> None:
    def factors(seed: int, percent: str = "20") -> tuple[Any, ...]:
        how = Variation.DIRICHLET
        return tuple(map(list, drawn_factors(weighed().rubric, how, Decimal(percent), 50, GRAIN, seed)))

    assert factors(1) == factors(1) != factors(2)
    assert factors(1)[0][:3] == [6_786, 7_352, 8_108]


def test_dirichlet_keeps_the_sum_of_the_weights_and_strays_as_far_as_uniform() -> None:
    """Ten criteria of equal weight: each has a standard deviation of 20 % ÷ √3 = 11.55 % of its weight."""
    rubric = rubric_from({"criteria": [{"id": f"I.{number}", "points": "10"} for number in range(10)]})
    drawn = drawn_factors(rubric, Variation.DIRICHLET, Decimal(20), 4_000, GRAIN, 1)
    assert all(abs(sum(own) - 10 * GRAIN) <= 5 for own in zip(*drawn, strict=True))  # each is rounded
    for own in drawn:
        mean = Fraction(sum(own), len(own))
        variance = sum((one - mean) ** 2 for one in own) / len(own)
        assert abs(mean - GRAIN) < 75
        assert Fraction("0.109") ** 2 < variance / GRAIN**2 < Fraction("0.122") ** 2


def test_intervals_of_shares_are_the_published_ones() -> None:
    """R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3."""
    published = {(81, 263): ("0.2553", "0.3662"), (15, 148): ("0.0624", "0.1605"), (0, 20): ("0.0000", "0.1611")}
    published[1, 29] = ("0.0061", "0.1718")
    for (kept, draws), ends in published.items():
        assert tuple(f"{float(end):.4f}" for end in wilson(kept, draws)) == ends
    low, high = wilson(20, 20)
    assert (f"{float(low):.4f}", high) == ("0.8389", 1)


def test_what_is_said_of_ranks_by_hand() -> None:
    """Of 40 draws 2 are rank 1 and 2 rank 5: a twentieth each, which the usual ranks leave out."""
    ranks = Counter({1: 2, 2: 30, 3: 6, 5: 2})
    assert spread_of(2, ranks) == RankSpread(2, 30, 40, 1, 5, 2, 3)
    assert spread_of(4, ranks).kept == 0


def test_bytes_are_drawn_evenly() -> None:
    from qcdc_cli.process.sensitivity.varied_marks import _evenly

    counts = Counter(_evenly(5, 50_000, Random(1)))  # noqa: S311
    assert set(counts) == set(range(5))
    assert all(abs(count - 10_000) < 400 for count in counts.values())  # four standard deviations and more
