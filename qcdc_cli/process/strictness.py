"""How strict checkers are, and whether that is more than chance: a permutation test in which units are permuted.

If the checkers are alike, it makes no difference to the marks which units each of them got. So what was taken from the
units of one checker is set beside what would have been taken from any other choice of as many units of the bloc: every
choice where there are few, else PERMUTATIONS of them that are drawn with a fixed seed (R. A. Fisher, The Design of
Experiments, 1935; E. J. G. Pitman, "Significance tests which may be applied to samples from any populations", Journal
of the Royal Statistical Society Supplement 4, 1937). The share of choices that differ from the rest at least as much
is the probability. What happened is one of the choices, so that it is never 0: (b + 1) ÷ (m + 1) where m are drawn
(B. Phipson and G. K. Smyth, "Permutation p-values should never be zero", Statistical Applications in Genetics and
Molecular Biology 9, 2010).
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from itertools import combinations
from math import comb, lcm
from random import Random
from typing import NamedTuple

PERMUTATIONS = 4_999  # drawn where there are more choices
LIMIT = Fraction(1, 20)  # what happens by chance in one of 20 cases is taken for chance
_SEED = 1
_ZERO = Fraction(0)


class CheckedLine(NamedTuple):
    """A criterion of a unit that the unit marked itself and that a later stage marked.

    Attributes:
        unit: the unit's id.
        subject: what was marked at which stage: what can be compared between units.
        checker: the id of the checker who marked it; "" where that is not known.
        difference: the verified points minus the claimed ones.
    """

    unit: str
    subject: Hashable
    checker: str
    difference: Fraction


class Chance(NamedTuple):
    """How often chance alone brings about what a checker did.

    Attributes:
        extreme: in how many choices of units, the one that happened among them, the difference is at least as great.
        choices: how many choices were looked at, the one that happened among them.
        exact: these are all that there are.
    """

    extreme: int
    choices: int
    exact: bool

    @property
    def probability(self) -> Fraction:
        """The share of these choices: never 0."""
        return Fraction(self.extreme, self.choices)


class Verdict(Enum):
    """What can be said about a checker's strictness: the first of these that holds.

    NOBODY_ELSE: no other unit of the bloc has been checked, so that there is nothing to compare with. ONE_EACH: each
    unit has one checker and each checker one unit. TOO_SMALL: whatever the marks were, chance could not be ruled out.
    ONE_UNIT: the checker has one unit, which nobody else checked. MORE_THAN_CHANCE: chance is ruled out. CHANCE: it is
    not.
    """

    NOBODY_ELSE = "nobody_else"
    ONE_EACH = "one_each"
    TOO_SMALL = "too_small"
    ONE_UNIT = "one_unit"
    MORE_THAN_CHANCE = "more_than_chance"
    CHANCE = "chance"


@dataclass(frozen=True, slots=True)
class Strictness:
    """How strict a checker is in one bloc.

    Attributes:
        bloc: the bloc's id.
        checker: the checker's id.
        units: the ids of the units of which the checker marked something, in the bloc's order.
        lines: how many marks of the checker there are beside a claim.
        mean: the mean of verified minus claimed points over them; below 0 where points were taken off.
        beside: by how many points a criterion the mean of the checker's units is above that of the bloc's other units,
            on the same criteria and stages, each unit counting once; below 0 for a strict one; None without others.
        chance: how often chance alone brings that about; None where there is nobody to compare with.
        least: the smallest probability that could have come out, whatever the marks; None likewise.
        tests: how many different comparisons the bloc has: each is one more opportunity for chance.
        verdict: what can be said.
    """

    bloc: str
    checker: str
    units: tuple[str, ...]
    lines: int
    mean: Fraction
    beside: Fraction | None
    chance: Chance | None
    least: Fraction | None
    tests: int
    verdict: Verdict


class _Compared(NamedTuple):
    """A checker beside the others of the bloc.

    Attributes:
        checker: the checker's id.
        units: the ids of the checker's units.
        differences: verified minus claimed points, line by line.
        own: the mean of each of these units on what the checker marks anywhere.
        others: the same of each other unit that somebody checked on any of that.
    """

    checker: str
    units: tuple[str, ...]
    differences: list[Fraction]
    own: list[Fraction]
    others: list[Fraction]


def strictness(bloc: str, lines: Sequence[CheckedLine]) -> list[Strictness]:
    """Return how strict each checker of a bloc is, in the order in which they first appear.

    Args:
        bloc: the bloc's id.
        lines: what was checked in the bloc, unit by unit; their order makes no difference to the figures.
    """
    checkers: dict[str, set[str]] = {}  # by unit; "" for one who is not known
    units: dict[str, set[str]] = {}  # by checker
    for line in lines:
        checkers.setdefault(line.unit, set()).add(line.checker)
        units.setdefault(line.checker, set()).add(line.unit)
    one_each = all(len(found) == 1 for found in (*checkers.values(), *units.values()))
    compared = list(_compared(lines))
    tests = _comparisons([one.units for one in compared if one.others], checkers)
    return [
        _judged(bloc, one, tests, one_each=one_each, alone=all(checkers[unit] == {one.checker} for unit in one.units))
        for one in compared
    ]


def _compared(lines: Sequence[CheckedLine]) -> Iterator[_Compared]:
    by_checker: dict[str, list[CheckedLine]] = {}
    for line in lines:
        if line.checker:
            by_checker.setdefault(line.checker, []).append(line)
    means: dict[frozenset[Hashable], Mapping[str, Fraction]] = {}  # most checkers mark the same criteria
    for checker, found in by_checker.items():
        subjects = frozenset(line.subject for line in found)
        if subjects not in means:
            means[subjects] = _means(line for line in lines if line.subject in subjects)
        units = tuple(dict.fromkeys(line.unit for line in found))
        own = [means[subjects][unit] for unit in units]
        mine = frozenset(units)
        others = [mean for unit, mean in means[subjects].items() if unit not in mine]
        yield _Compared(checker, units, [line.difference for line in found], own, others)


def _judged(bloc: str, one: _Compared, tests: int, *, one_each: bool, alone: bool) -> Strictness:
    """Return how strict a checker is, and what can be said about it.

    Args:
        bloc: the bloc's id.
        one: the checker beside the others.
        tests: how many different comparisons the bloc has.
        one_each: in the bloc each unit has one checker and each checker one unit.
        alone: nobody else has checked a unit of the checker.
    """
    mean = _mean(one.differences)
    if not one.others:
        return Strictness(
            bloc, one.checker, one.units, len(one.differences), mean, None, None, None, tests, Verdict.NOBODY_ELSE
        )
    chance, least = chance_of(one.own, one.others), least_probability(len(one.own), len(one.others))
    if one_each:
        verdict = Verdict.ONE_EACH
    elif least * tests > LIMIT:
        verdict = Verdict.TOO_SMALL
    elif alone and len(one.units) == 1:
        verdict = Verdict.ONE_UNIT
    else:
        verdict = Verdict.MORE_THAN_CHANCE if chance.probability * tests <= LIMIT else Verdict.CHANCE
    beside = _mean(one.own) - _mean(one.others)
    return Strictness(bloc, one.checker, one.units, len(one.differences), mean, beside, chance, least, tests, verdict)


def chance_of(own: Sequence[Fraction], others: Sequence[Fraction]) -> Chance:
    """Return how often as many units, chosen at random, differ from the rest at least as much as a checker's own.

    Args:
        own: a value for each unit of the checker.
        others: one for each other unit; at least one.
    """
    values = [*own, *others]
    scale = lcm(*(value.denominator for value in values))
    # Each is told from the mean of all, times what makes whole numbers of them: their sum is 0, so that a choice and
    # the units that are left differ from the mean alike, and the smaller of the two can be looked at.
    numbers = [int(value * scale) for value in values]
    whole = [number * len(values) - sum(numbers) for number in numbers]
    observed = abs(sum(whole[: len(own)]))
    whole.sort()  # so that the order of the units makes no difference to what is drawn
    size = min(len(own), len(others))
    if comb(len(values), size) <= PERMUTATIONS:
        sums = [sum(choice) for choice in combinations(whole, size)]
        return Chance(sum(abs(one) >= observed for one in sums), len(sums), exact=True)
    extreme = sum(abs(one) >= observed for one in _drawn(whole, size))
    return Chance(extreme + 1, PERMUTATIONS + 1, exact=False)


def _drawn(values: list[int], size: int) -> Iterator[int]:
    """Yield the sums of drawn choices. Only `random()` is promised to give the same numbers in every Python."""
    draw, last = Random(_SEED).random, len(values)  # noqa: S311 - nothing is kept secret
    for _ in range(PERMUTATIONS):
        for at in range(size):
            chosen = at + int(draw() * (last - at))
            values[at], values[chosen] = values[chosen], values[at]
        yield sum(values[:size])


def least_probability(own: int, others: int) -> Fraction:
    """Return the smallest probability that can come out for so many units of a checker beside so many others.

    Of two equal halves, both are as far from the mean: what happened is never the only choice.
    """
    choices = comb(own + others, own)
    alike = 2 if own == others else 1
    return Fraction(alike, choices) if choices <= PERMUTATIONS else Fraction(1, PERMUTATIONS + 1)


def _comparisons(choices: Iterable[Sequence[str]], everybody: Iterable[str]) -> int:
    """Return how many comparisons differ: of two checkers who have all units between them, there is only one."""
    every = frozenset(everybody)
    halves = ((frozenset(own), every.difference(own)) for own in choices)
    return len({min(both, key=lambda half: (len(half), sorted(half))) for both in halves})


def _means(lines: Iterable[CheckedLine]) -> dict[str, Fraction]:
    """Return the mean difference of each unit's lines."""
    by_unit: dict[str, list[Fraction]] = {}
    for line in lines:
        by_unit.setdefault(line.unit, []).append(line.difference)
    return {unit: _mean(found) for unit, found in by_unit.items()}


def _mean(values: Sequence[Fraction]) -> Fraction:
    return sum(values, _ZERO) / len(values)
