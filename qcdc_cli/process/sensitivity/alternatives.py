"""The same marks under a rubric that is changed in one thing: who moves. Each is ranked by the scoring itself.

A criterion or a group left out, as if it were not held in the period (M. Saisana, A. Saltelli, S. Tarantola,
"Uncertainty and sensitivity analysis techniques as tools for the quality assessment of composite indicators", Journal
of the Royal Statistical Society A 168, 2005: the mean absolute shift of ranks); points rounded elsewhere; ties broken
otherwise; a unit that is not in the bloc.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple

from qcdc_cli.campaign.deciding import TieRule
from qcdc_cli.campaign.nodes import CriterionBase, Group, criteria_in
from qcdc_cli.campaign.rubric import Rounding, Rubric
from qcdc_cli.campaign.rubric_checks import rubric_problems
from qcdc_cli.process.sensitivity.ranked_anew import RankedAnew, Ranks, changed
from qcdc_cli.scoring.scoring_input import kinds_among, marks_of

MOST_REMOVED = 300  # ranked units of a bloc whose units are left out in turn
_FEW = 3  # steps of a ladder: of so many all orders are tried, of more each step as the first one
_PLACES = ("criterion", "group", "total")
_MOST_DECIMALS = 6  # that a rubric may round to


class Move(NamedTuple):
    """A unit whose rank changes.

    Attributes:
        unit: the unit's id.
        before: its rank as it is.
        after: its rank under the change; None where it has none then.
    """

    unit: str
    before: int
    after: int | None


class LeftOut(NamedTuple):
    """A criterion or group left out.

    Attributes:
        node: the criterion or group.
        moves: the units whose rank changes, the best first.
        mean_shift: by how many ranks units move in the mean, whichever way: over those ranked both times.
        largest: by how many ranks the one moves that moves furthest.
    """

    node: Group | CriterionBase
    moves: tuple[Move, ...]
    mean_shift: Fraction
    largest: int


class OtherRounding(NamedTuple):
    """Points rounded elsewhere, or to other decimals.

    Attributes:
        rounding: how.
        moves: the units whose rank changes, the best first.
    """

    rounding: Rounding
    moves: tuple[Move, ...]


class OtherTies(NamedTuple):
    """Ties broken otherwise.

    Attributes:
        ladder: the steps, the first first; none where equal units share their ranks.
        moves: the units whose rank changes, the best first.
    """

    ladder: tuple[TieRule, ...]
    moves: tuple[Move, ...]


class RemovedUnit(NamedTuple):
    """A unit that is not in the bloc.

    Attributes:
        unit: its id.
        moves: the others whose rank changes: from the rank that they have among themselves today.
        points: by unit, how many points others have more then, below 0 where they have less; those without a
            difference are left out.
    """

    unit: str
    moves: tuple[Move, ...]
    points: Mapping[str, Fraction]


def leaving_out(bloc: RankedAnew, nodes: Iterator[Group | CriterionBase]) -> Iterator[LeftOut]:
    """Yield what leaving out each of some criteria and groups does."""
    numbers = bloc.rubric.leaf_numbers
    for node in nodes:
        inside = criteria_in(node) if isinstance(node, Group) else [node.id]
        after = bloc.without_criteria({numbers[identity] for identity in inside})
        moves = _moves(bloc.ranks, after)
        shifts = [abs(one.after - one.before) for one in moves if one.after is not None]
        both = sum(unit in after for unit in bloc.ranks)
        yield LeftOut(node, moves, Fraction(sum(shifts), both or 1), max(shifts, default=0))


def criteria_to_leave_out(rubric: Rubric) -> Iterator[CriterionBase]:
    """Yield the criteria that can be left out: all, unless there is only one."""
    leaves = rubric.leaves
    yield from (leaf.criterion for leaf in leaves if len(leaves) > 1)


def groups_to_leave_out(rubric: Rubric) -> Iterator[Group]:
    """Yield the groups that can be left out, outer before inner: those beside which there is something else."""
    together = [leaf.criterion.id for leaf in rubric.leaves if not leaf.extra]
    for group, _ in rubric.groups():
        if group.outside or len(criteria_in(group)) < len(together):
            yield group


def other_roundings(bloc: RankedAnew) -> Iterator[OtherRounding]:
    """Yield what rounding at the other places does, to as many decimals, one fewer, and one more.

    A rubric that does not round has points of so many decimals as marks have: 0 to 2 decimals are tried.
    """
    today = bloc.rubric.rounding
    decimals = (
        range(3) if today is None else range(max(today.decimals - 1, 0), min(today.decimals + 1, _MOST_DECIMALS) + 1)
    )
    for place in _PLACES:
        for one in decimals:
            rounding = Rounding.model_validate({"decimals": str(one), "at": place})
            other = changed(bloc.rubric, rounding=rounding)
            # Averages and geometric means cannot be rounded at the criteria, which would leave them unrounded.
            if rounding != today and not any(problem.is_error for problem in rubric_problems(other)):
                yield OtherRounding(rounding, _moves(bloc.ranks, bloc.with_rubric(other)))


def other_ties(bloc: RankedAnew) -> Iterator[OtherTies]:
    """Yield what other ladders do; none where no two units have equal shares, so that no ladder decides anything."""
    shares = [result.share for result in bloc.results.values()]
    if len(set(shares)) == len(shares):
        return
    for ladder in _ladders(bloc.rubric.ties):
        after = bloc.with_rubric(changed(bloc.rubric, ties=ladder))
        yield OtherTies(ladder, _moves(bloc.ranks, after))


def compares_units(rubric: Rubric) -> bool:
    """Return whether some points hang on the bloc's other units; else no unit's going can reverse two others.

    Where they do not, each total is what its unit's own marks come to, and stays that whoever else is in the bloc.
    """
    return any(leaf.criterion.kind.relative for leaf in rubric.leaves)


def removed_units(bloc: RankedAnew) -> Iterator[RemovedUnit]:
    """Yield what others would get if a unit were not in the bloc, for each unit that sets a measure for others.

    Of blocs that are larger than `MOST_REMOVED` none: the bloc is ranked once for each of its units.
    """
    if not compares_units(bloc.rubric) or len(bloc.ranks) > MOST_REMOVED:
        return
    scoring_input = bloc.scoring_input
    marks = marks_of(scoring_input, bloc.bloc_id)
    measures = kinds_among(bloc.rubric, marks.values(), scoring_input.stage)
    for unit in marks:
        without = [own for other, own in marks.items() if other != unit]
        if kinds_among(bloc.rubric, without, scoring_input.stage) == measures:
            continue
        placed = bloc.without_unit(unit)
        gone = bloc.ranks.get(unit, len(bloc.ranks) + 1)
        today = {other: rank - (gone < rank) for other, rank in bloc.ranks.items() if other != unit}
        after = {one.result.unit: one.rank for one in placed.ranked if one.rank is not None}
        points = {
            one.result.unit: Fraction(one.result.points) - Fraction(bloc.results[one.result.unit].points)
            for one in placed.ranked
        }
        yield RemovedUnit(unit, _moves(today, after), {other: more for other, more in points.items() if more})


def _ladders(ladder: tuple[TieRule, ...]) -> Iterator[tuple[TieRule, ...]]:
    """Yield a ladder without each of its steps, without any, and its steps in other orders."""
    without = [ladder[:number] + ladder[number + 1 :] for number in range(len(ladder))]
    if len(ladder) <= _FEW:
        orders = list(permutations(ladder))
    else:
        orders = [(step, *rest) for step, rest in zip(ladder, without, strict=True)]
    yield from (one for one in dict.fromkeys([*without, (), *orders]) if one != ladder)


def _moves(before: Ranks, after: Ranks) -> tuple[Move, ...]:
    return tuple(Move(unit, rank, after.get(unit)) for unit, rank in before.items() if after.get(unit) != rank)
