"""Whether a checker's strictness is more than chance: choices counted by hand, and what holds of any."""

from fractions import Fraction
from itertools import combinations, permutations
from math import comb

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.process.strictness import (
    LIMIT,
    PERMUTATIONS,
    Chance,
    CheckedLine,
    Strictness,
    Verdict,
    chance_of,
    least_probability,
    strictness,
)


def lines_of(checked: dict[str, tuple[str, list[int]]]) -> list[CheckedLine]:
    """Return lines from what each unit's checker took or gave, criterion by criterion."""
    return [
        CheckedLine(unit, number, checker, Fraction(difference))
        for unit, (checker, differences) in checked.items()
        for number, difference in enumerate(differences)
    ]


def judged(checked: dict[str, tuple[str, list[int]]]) -> dict[str, Strictness]:
    return {one.checker: one for one in strictness("khoi", lines_of(checked))}


def test_by_hand_with_four_units_and_two_checkers() -> None:
    """Lan's units lost 3 and 1 on average, Mai's 0 and 1: of the six pairs {3 1} {3 0} {3 1'} {1 0} {1 1'} {0 1'}.

    All lost 5 ÷ 4 each, a pair 5 ÷ 2. The pairs lost 4, 3, 4, 1, 2, 1: so they are off by 1.5, 0.5, 1.5, 1.5, 0.5, 1.5.
    Lan's is off by 1.5, as four of the six are. In two equal halves the other half is as far off: 2 of 6 at least.
    """
    both = judged({"a": ("lan", [-4, -2]), "b": ("lan", [-1, -1]), "c": ("mai", [0, 0]), "d": ("mai", [-2, 0])})
    lan, mai = both["lan"], both["mai"]
    assert (lan.units, lan.lines, lan.mean, lan.beside) == (("a", "b"), 4, -2, Fraction(-3, 2))
    assert (mai.units, mai.lines, mai.mean, mai.beside) == (("c", "d"), 4, Fraction(-1, 2), Fraction(3, 2))
    assert lan.chance == mai.chance == Chance(4, 6, exact=True)
    assert lan.chance is not None
    assert lan.chance.probability == Fraction(2, 3)
    assert (lan.least, lan.tests) == (Fraction(1, 3), 1)  # the two checkers are one comparison
    assert lan.verdict is mai.verdict is Verdict.TOO_SMALL


def test_one_unit_of_eight_cannot_fall_below_an_eighth() -> None:
    checked = {f"u{number}": ("mai", [0]) for number in range(7)}
    lan = judged({**checked, "a": ("lan", [-100])})["lan"]
    assert (lan.chance, lan.least, lan.verdict) == (Chance(1, 8, exact=True), Fraction(1, 8), Verdict.TOO_SMALL)


def test_a_strict_checker_of_many_units_is_told() -> None:
    """Three of twelve: 220 choices, of which only the one that happened is that far off; 1 ÷ 220 is below 5 %."""
    checked = {f"u{number}": ("mai", [0, -(number % 3)]) for number in range(9)}
    strict = {f"s{number}": ("lan", [-9, -9 - number]) for number in range(3)}
    both = judged({**checked, **strict})
    assert both["lan"].chance == Chance(1, 220, exact=True)
    assert [one.verdict for one in both.values()] == [Verdict.MORE_THAN_CHANCE] * 2
    alike = judged({**checked, **{f"s{number}": ("lan", [0, -number]) for number in range(3)}})
    assert alike["lan"].verdict is Verdict.CHANCE


def test_each_comparison_more_is_one_more_opportunity_for_chance() -> None:
    """Of 24 units one is 1 in 24, which is below 5 %: but not where four checkers are looked at."""
    two = {f"u{number}": ("mai" if number else "lan", [-(number % 5)]) for number in range(24)}
    assert judged(two)["lan"].verdict is Verdict.ONE_UNIT
    several = {unit: ("abc"[number % 3] if number else "lan", own[1]) for number, (unit, own) in enumerate(two.items())}
    found = judged(several)["lan"]
    assert (found.tests, found.least, found.verdict) == (4, Fraction(1, 24), Verdict.TOO_SMALL)


def test_a_unit_that_others_checked_too_tells_the_checker_apart() -> None:
    """Of 24 units only Lan's lost 9 on one of its two criteria; the other was Mai's, as everything else."""
    lines = [CheckedLine(f"u{number}", at, "mai", Fraction(0)) for number in range(23) for at in (0, 1)]
    lines += [CheckedLine("a", 0, "lan", Fraction(-9)), CheckedLine("a", 1, "mai", Fraction(5))]
    lan = next(one for one in strictness("khoi", lines) if one.checker == "lan")
    assert (lan.mean, lan.beside) == (-9, -9)  # beside the others on the same criterion
    assert (lan.chance, lan.verdict) == (Chance(1, 24, exact=True), Verdict.MORE_THAN_CHANCE)


@pytest.mark.parametrize("number", [2, 8, 30])
def test_one_unit_each_cannot_be_told_from_over_claiming(number: int) -> None:
    checked = {f"u{at}": (f"k{at}", [-at]) for at in range(number)}
    assert {one.verdict for one in judged(checked).values()} == {Verdict.ONE_EACH}


def test_whoever_checked_everything_has_nobody_beside() -> None:
    lan = judged({"a": ("lan", [-1]), "b": ("lan", [-2])})["lan"]
    assert (lan.beside, lan.chance, lan.least) == (None, None, None)
    assert (lan.mean, lan.verdict) == (Fraction(-3, 2), Verdict.NOBODY_ELSE)


def test_marks_without_a_name_are_others_and_nobody() -> None:
    found = judged({"a": ("lan", [-1]), "b": ("", [0]), "c": ("", [0])})
    assert list(found) == ["lan"]
    assert (found["lan"].beside, found["lan"].least, found["lan"].verdict) == (-1, Fraction(1, 3), Verdict.TOO_SMALL)


values = st.lists(st.fractions(-5, 5, max_denominator=4), min_size=2, max_size=7)


@given(values, st.data())
def test_an_exact_probability_is_the_share_of_all_permutations(own_values: list[Fraction], data: st.DataObject) -> None:
    """Against the words of the definition: all orders of the units, the first of which are the checker's."""
    size = data.draw(st.integers(1, len(own_values) - 1))
    mean = sum(own_values, Fraction(0)) / len(own_values)

    def off(order: tuple[Fraction, ...]) -> Fraction:
        return abs(sum(order[:size], Fraction(0)) - size * mean)

    orders = list(permutations(own_values))
    expected = Fraction(sum(off(order) >= off(tuple(own_values)) for order in orders), len(orders))
    found = chance_of(own_values[:size], own_values[size:])
    assert found.probability == expected
    assert found.exact
    assert found.probability >= least_probability(size, len(own_values) - size)


@given(values, st.data())
def test_under_chance_a_probability_of_p_comes_out_in_p_of_all_cases_at_most(
    own_values: list[Fraction], data: st.DataObject
) -> None:
    """Every choice as likely as any other: the probabilities that come out are uniform, but for ties."""
    size = data.draw(st.integers(1, len(own_values) - 1))
    numbers = range(len(own_values))
    found = [
        chance_of([own_values[at] for at in choice], [own_values[at] for at in numbers if at not in choice]).probability
        for choice in combinations(numbers, size)
    ]
    for level in set(found):
        assert sum(one <= level for one in found) == level * len(found)


def test_the_least_probability_is_reached() -> None:
    for own, others in ((1, 7), (2, 2), (3, 5), (4, 4), (2, 9)):
        far, near = [Fraction(10 + at) for at in range(own)], [Fraction(at, 100) for at in range(others)]
        assert chance_of(far, near).probability == least_probability(own, others)


def test_many_choices_are_drawn_the_same_each_time_and_never_none() -> None:
    far, near = [Fraction(-9)] * 8, [Fraction(-at, 7) for at in range(32)]
    found = chance_of(far, near)
    assert comb(40, 8) > PERMUTATIONS
    assert found == Chance(1, PERMUTATIONS + 1, exact=False)
    assert least_probability(8, 32) == Fraction(1, PERMUTATIONS + 1)
    alike = chance_of(near[:8], near[8:])
    assert alike == chance_of(near[:8], near[8:])


def test_what_is_drawn_is_near_what_all_choices_give() -> None:
    """Of 18 choose 7 = 31,824: within four standard errors, 4 × √(p (1 − p) ÷ 4,999)."""
    values = [Fraction(at * at % 17) for at in range(18)]
    own, others = values[:7], values[7:]
    mean = sum(values, Fraction(0)) / 18
    observed = abs(sum(own, Fraction(0)) - 7 * mean)
    every = [abs(sum(choice, Fraction(0)) - 7 * mean) >= observed for choice in combinations(values, 7)]
    exact, found = Fraction(sum(every), len(every)), chance_of(own, others)
    assert not found.exact
    assert (found.probability - exact) ** 2 <= 16 * exact * (1 - exact) / PERMUTATIONS


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.lists(st.integers(-3, 1), min_size=2, max_size=2)), min_size=2),
    st.randoms(use_true_random=False),
)
def test_the_order_of_units_and_lines_makes_no_difference(
    given_units: list[tuple[str, list[int]]], draw: object
) -> None:
    lines = lines_of({f"u{number}": one for number, one in enumerate(given_units)})
    shuffled = list(lines)
    draw.shuffle(shuffled)

    def figures(some: list[CheckedLine]) -> dict[str, object]:
        return {
            one.checker: (sorted(one.units), one.mean, one.beside, one.chance, one.least, one.tests, one.verdict)
            for one in strictness("khoi", some)
        }

    assert figures(shuffled) == figures(lines)


def test_of_twenty_cases_one_is_taken_for_chance() -> None:
    assert Fraction(5, 100) == LIMIT
