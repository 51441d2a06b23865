"""One period beside another: how totals, ranks and classes moved, where, what is still open, which targets are reached.

What two periods do not have in common is never compared: it is said what keeps them apart.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from fractions import Fraction

from qcdc_cli.campaign.marks import MarkedSheet
from qcdc_cli.campaign.nodes import CriterionBase, Group
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import OPEN, SOLVED, Remark
from qcdc_cli.language.figures import Exact
from qcdc_cli.language.names import fold
from qcdc_cli.process.notes import STRENGTHS, same_text
from qcdc_cli.scoring.across import difference
from qcdc_cli.scoring.result import CriterionResult, GroupResult, NodeResult, Ranking, Standing, UnitResult


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit in two periods.

    Attributes:
        unit: the unit's id.
        bloc: the bloc's id.
        before: its line in the earlier ranking; None where that bloc does not have it.
        after: its line in the later one.
    """

    unit: str
    bloc: str
    before: Standing | None
    after: Standing

    @property
    def ranks_up(self) -> int | None:
        """How many ranks it went up, below 0 where it went down; None where it lacks one of the ranks."""
        if self.before is None or self.before.rank is None or self.after.rank is None:
            return None
        return self.before.rank - self.after.rank

    @property
    def share(self) -> Fraction | None:
        """How much more of what was attainable it has, as a share; None where either has no total."""
        before, after = (None if one is None else _share(one.result) for one in (self.before, self.after))
        return None if before is None or after is None else after - before

    @property
    def points(self) -> Exact | None:
        """How many points more it has; None where either has no total, or where other totals were attainable."""
        if self.share is None or self.before is None or self.before.result.maximum != self.after.result.maximum:
            return None
        return self.after.result.points - self.before.result.points


class Apart(Enum):
    """Why a criterion or group is not compared, or not by its points."""

    ONLY_EARLIER = "only_earlier"
    ONLY_LATER = "only_later"
    MAXIMUM = "other_maximum"
    SCORED = "scored_otherwise"
    EXTRA = "extra_in_one"
    NOT_IN_BOTH = "not_in_both"


@dataclass(frozen=True, slots=True)
class MovedPart:
    """A criterion or group in two periods, over the units that have points that count in both.

    Attributes:
        bloc: the bloc's id.
        node: the criterion or group, as the later rubric has it where that does.
        apart: what keeps the periods apart; None for nothing.
        name_before: its name in the earlier rubric, where that is another one: what has one id in both may be another
            thing since a rubric was renumbered; "" for nothing.
        units: over how many units the averages are.
        before: the average share of what was attainable in the earlier period; None where nothing is compared.
        after: the same in the later one.
        strongest: the unit that gained most, by its share; None where none gained.
        weakest: the unit that lost most; None where none lost.
    """

    bloc: str
    node: Group | CriterionBase
    apart: Apart | None
    name_before: str = ""
    units: int = 0
    before: Fraction | None = None
    after: Fraction | None = None
    strongest: str | None = None
    weakest: str | None = None


@dataclass(frozen=True, slots=True)
class StillOpen:
    """A remark of the earlier period that is still open.

    Attributes:
        unit: the unit's id.
        section: `limits`, `difficulties` or `proposals`.
        remark: the remark, as the earlier sheet has it.
        repeated: whether the later sheet says the same; else it was only said to be open.
    """

    unit: str
    section: str
    remark: Remark
    repeated: bool


@dataclass(frozen=True, slots=True)
class TargetsOfBoth:
    """A target of a unit in both periods.

    Attributes:
        unit: the unit's id.
        criterion: the criterion.
        before: what was done and the target in the earlier period.
        after: the same in the later one.
    """

    unit: str
    criterion: CriterionBase
    before: tuple[Decimal, Decimal]
    after: tuple[Decimal, Decimal]

    @property
    def reached(self) -> tuple[bool, bool]:
        """Whether the target was reached in the earlier and in the later period."""
        return self.before[0] >= self.before[1], self.after[0] >= self.after[1]


@dataclass(frozen=True, slots=True)
class PeriodComparison:
    """A period beside an earlier one.

    Attributes:
        units: the units, in the order of the later ranking.
        settings: by the id of the later bloc, the keys of the whole rubric that say something else in the two rubrics.
        parts: the groups and criteria of the rubrics, those of the later one first.
        still_open: what the earlier period left open.
        targets: the targets that both periods have.
    """

    units: tuple[Moved, ...]
    settings: Mapping[str, tuple[str, ...]]
    parts: tuple[MovedPart, ...]
    still_open: tuple[StillOpen, ...]
    targets: tuple[TargetsOfBoth, ...]


def compare(pairs: Sequence[tuple[Ranking, Ranking]]) -> PeriodComparison:
    """Compare blocs in two periods.

    Args:
        pairs: each bloc's ranking in the earlier and in the later period; their rubrics are compared by ids.
    """
    units = tuple(unit for pair in pairs for unit in moved_units(*pair))
    parts = tuple(part for pair in pairs for part in _parts(*pair))
    in_both = [(one.before.result, one.after.result) for one in units if one.before is not None]
    return PeriodComparison(
        units,
        {later.bloc_id: difference(later.rubric, earlier.rubric).settings for earlier, later in pairs},
        parts,
        tuple(one for pair in in_both for one in still_open(pair[0].sheet, pair[1].sheet)),
        tuple(one for pair in in_both for one in _targets(*pair)),
    )


def moved_units(earlier: Ranking, later: Ranking) -> Iterator[Moved]:
    """Yield the units of a ranking in its order, each with its line in an earlier one, or in one by another rubric."""
    before = {standing.result.unit: standing for standing in earlier.standings}
    for standing in later.standings:
        unit = standing.result.unit
        yield Moved(unit, later.bloc_id, before.get(unit), standing)


def _share(result: UnitResult | NodeResult) -> Fraction | None:
    if not result.counts or not result.maximum:
        return None
    return Fraction(result.points) / Fraction(result.maximum)


def _parts(earlier: Ranking, later: Ranking) -> Iterator[MovedPart]:
    """Yield every group and criterion outside bonus and penalties, which have no share of anything attainable."""
    before, after = _results(earlier), _results(later)
    apart = _apart(earlier.rubric, later.rubric)
    there, here = dict(_nodes(earlier.rubric)), dict(_nodes(later.rubric))
    nodes = there | here
    for identity in dict.fromkeys((*here, *nodes)):
        why, old = apart.get(identity), there.get(identity)
        renamed = "" if old is None or fold(old.name) == fold(nodes[identity].name) else old.name
        part = MovedPart(later.bloc_id, nodes[identity], why, renamed)
        if why not in (Apart.ONLY_EARLIER, Apart.ONLY_LATER, Apart.SCORED, Apart.EXTRA):
            part = _moved(part, before.get(identity, {}), after.get(identity, {}))
        yield part


def _moved(
    part: MovedPart,
    before: Mapping[str, NodeResult],
    after: Mapping[str, NodeResult],
) -> MovedPart:
    shares = {unit: (_share(before[unit]), _share(own)) for unit, own in after.items() if unit in before}
    both = {unit: (one, other) for unit, (one, other) in shares.items() if one is not None and other is not None}
    if not both:
        return replace(part, apart=Apart.NOT_IN_BOTH)
    why = part.apart
    if why is None and any(before[unit].maximum != after[unit].maximum for unit in both):
        why = Apart.MAXIMUM
    gained = {unit: other - one for unit, (one, other) in both.items()}
    best, worst = max(gained, key=gained.__getitem__), min(gained, key=gained.__getitem__)
    return replace(
        part,
        apart=why,
        units=len(both),
        before=sum((one for one, _ in both.values()), Fraction(0)) / len(both),
        after=sum((other for _, other in both.values()), Fraction(0)) / len(both),
        strongest=best if gained[best] > 0 else None,
        weakest=worst if gained[worst] < 0 else None,
    )


def _nodes(rubric: Rubric) -> Iterator[tuple[str, Group | CriterionBase]]:
    """Yield what makes the total, by id."""
    extra = {node.id for leaf in rubric.leaves if leaf.extra for node in (*leaf.groups, leaf.criterion)}
    for node, _ in rubric.nodes():
        if node.id not in extra:
            yield node.id, node


def _results(ranking: Ranking) -> dict[str, dict[str, NodeResult]]:
    """Return what each unit has in each group and criterion, by the node's id."""
    found: dict[str, dict[str, NodeResult]] = {}
    for standing in ranking.standings:
        for part in _below(standing.result.parts):
            found.setdefault(part.node.id, {})[standing.result.unit] = part
    return found


def _below(parts: Sequence[NodeResult]) -> Iterator[NodeResult]:
    for part in parts:
        if not part.extra:
            yield part
            if isinstance(part, GroupResult):
                yield from _below(part.parts)


def _apart(earlier: Rubric, later: Rubric) -> dict[str, Apart]:
    if earlier == later:
        return {}
    found = difference(later, earlier)
    there, here = dict(_nodes(earlier)), dict(_nodes(later))
    both = {node.id for node, _ in earlier.nodes()} & {node.id for node, _ in later.nodes()}
    other_sort = [one for one in here.keys() & there if isinstance(here[one], Group) != isinstance(there[one], Group)]
    return {
        **{identity: Apart.MAXIMUM for identity, _, _ in found.points},
        **dict.fromkeys((*found.scored, *other_sort), Apart.SCORED),
        **dict.fromkeys(both & (here.keys() ^ there.keys()), Apart.EXTRA),
        **dict.fromkeys(found.only_here, Apart.ONLY_LATER),
        **dict.fromkeys(found.only_there, Apart.ONLY_EARLIER),
    }


def still_open(earlier: MarkedSheet | None, later: MarkedSheet | None) -> Iterator[StillOpen]:
    """Yield what an earlier sheet left open: what it says is open, or what the later one says again.

    What the later sheet says to be solved is not.
    """
    if earlier is None:
        return
    now = (
        {(section, same_text(one.text)): one for section, _, one in later.notes.remarks()} if later is not None else {}
    )
    for section, _, remark in earlier.notes.remarks():
        again = now.get((section, same_text(remark.text)))
        if section == STRENGTHS or (again is not None and again.status == SOLVED):
            continue
        if again is not None or remark.status == OPEN:
            yield StillOpen(earlier.unit, section, remark, again is not None)


def _targets(before: UnitResult, after: UnitResult) -> Iterator[TargetsOfBoth]:
    earlier = {one.criterion.id: one for one in before.criteria}
    for own in after.criteria:
        same = earlier.get(own.criterion.id)
        now, then = _target(own), None if same is None else _target(same)
        if now is not None and then is not None:
            yield TargetsOfBoth(after.unit, own.criterion, then, now)


def _target(result: CriterionResult) -> tuple[Decimal, Decimal] | None:
    """Return what was done of a target; None for a criterion without one."""
    if not result.criterion.kind.takes_target or result.actual is None or result.counted is None:
        return None
    reading = result.counted.reading
    target = reading[1] if isinstance(reading, tuple) and len(reading) > 1 else None
    return (result.actual, target) if isinstance(target, Decimal) and target else None
