"""What changed between stages, and by how much each unit's own marks are above those that were verified."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.lateness import brought_by
from qcdc_cli.campaign.marks import DoubleMark, StageReading, State
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.language.figures import Exact
from qcdc_cli.problems import Place
from qcdc_cli.process.strictness import CheckedLine, Strictness, strictness
from qcdc_cli.scoring.ranking import scores_unclassified
from qcdc_cli.scoring.result import CriterionResult, UnitScores
from qcdc_cli.scoring.scoring_input import ScoringInput
from qcdc_cli.scoring.unit import result_at

_ZERO = Fraction(0)


class MarkAt(NamedTuple):
    """A mark as of a stage.

    Attributes:
        reading: what the stage said.
        points: what it gives after the declared rounding, below 0 for a penalty; None where it gives none: what is
            not applicable is not 0.
    """

    reading: StageReading
    points: Exact | None


class MarkChange(NamedTuple):
    """A mark that a later stage changed, or that was changed on appeal.

    Attributes:
        bloc: its unit's bloc, by id.
        unit: its unit, by id.
        name: the unit's name.
        criterion: the criterion.
        before: the mark of the earlier stage.
        after: the mark of the later stage; of the same one where it was upheld on appeal.
    """

    bloc: str
    unit: str
    name: str
    criterion: CriterionBase
    before: MarkAt
    after: MarkAt

    @property
    def difference(self) -> Fraction | None:
        """How many points the later mark gives more, below 0 where it takes some; None where either gives none."""
        if self.before.points is None or self.after.points is None:
            return None
        return Fraction(self.after.points) - Fraction(self.before.points)


class ToldChange(NamedTuple):
    """A change, with where it stands and when it came in.

    Attributes:
        change: the change.
        place: where the later mark stands.
        received: when the file was imported that brought the later mark; None where the records do not say.
        double: what each checker gave at the later mark's stage, where they mark alone; else None.
    """

    change: MarkChange
    place: Place
    received: datetime | None
    double: DoubleMark | None = None


@dataclass(frozen=True, slots=True)
class OverClaim:
    """By how much the points that a unit gave itself are above those that were verified.

    Only criteria count that both the unit and a later stage have marked; what is not applicable is no mark. Points are
    those of the criteria, without weights and the caps of groups.

    Attributes:
        unit: the unit's id.
        name: its name.
        bloc: its bloc's id.
        lines: how many criteria both have marked.
        lowered: on how many of them the verified mark gives fewer points.
        raised: on how many of them it gives more.
        claimed: the points that the unit gave itself on them.
        verified: the points that count of them.
        attainable: what they are out of.
    """

    unit: str
    name: str
    bloc: str
    lines: int
    lowered: int
    raised: int
    claimed: Fraction
    verified: Fraction
    attainable: Fraction

    @property
    def points(self) -> Fraction:
        """By how many points it over-claims; below 0 where it claims less than was verified."""
        return self.claimed - self.verified

    @property
    def share(self) -> Fraction | None:
        """The same as a share of what was attainable; None where nothing was."""
        return self.points / self.attainable if self.attainable else None

    @property
    def percent(self) -> Fraction | None:
        """The same in percent."""
        return None if self.share is None else self.share * 100


class StageChanges(NamedTuple):
    """How many marks a stage changed by marks of its own, not on appeal.

    Attributes:
        stage: the stage's number, from 0.
        lowered: how many of them give fewer points than the mark before.
        raised: how many give more.
        others: how many give as many, or are changed from or to what gives none.
    """

    stage: int
    lowered: int
    raised: int
    others: int

    @property
    def number(self) -> int:
        """How many there are."""
        return self.lowered + self.raised + self.others


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed between the stages of some units' marks.

    Attributes:
        changes: the changes, unit by unit and in the order of the criteria.
        over_claims: by how much each unit over-claims.
        strictness: how strict the checkers are, bloc by bloc.
    """

    changes: tuple[ToldChange, ...]
    over_claims: tuple[OverClaim, ...]
    strictness: tuple[Strictness, ...]

    def by_stage(self) -> tuple[StageChanges, ...]:
        """Count what each stage changed, in the order of the stages; those that changed nothing are left out."""
        found: dict[int, list[Fraction]] = {}
        for one in self.changes:
            after = one.change.after.reading
            if after.appeal is None:
                found.setdefault(after.stage, []).append(one.change.difference or _ZERO)
        return tuple(
            StageChanges(stage, sum(one < 0 for one in own), sum(one > 0 for one in own), own.count(_ZERO))
            for stage, own in sorted(found.items())
        )


def changes_of(
    scoring_input: ScoringInput,
    blocs: Iterable[str],
    unit: str | None = None,
    criteria: Mapping[str, Collection[str]] | None = None,
) -> Changes:
    """Return what changed between stages, and how that spreads over units and checkers.

    Args:
        scoring_input: what results are computed from.
        blocs: the blocs' ids.
        unit: the only unit that is told of, with those who checked it; None for all. Checkers are compared over the
            whole bloc all the same.
        criteria: by bloc, the ids of the only criteria that are looked at; None for all.
    """
    told: list[ToldChange] = []
    claims: list[OverClaim] = []
    checkers: list[Strictness] = []
    campaign = scoring_input.campaign
    for bloc in blocs:
        only = None if criteria is None else criteria[bloc]
        lines: list[CheckedLine] = []
        for scores in scores_unclassified(scoring_input, bloc, campaign.blocs[bloc].units):
            results = [one for one in scores.counted.criteria if only is None or one.criterion.id in only]
            lines += _checked_lines(scores, results, campaign)
            if unit is None or scores.counted.unit == unit:
                told += _told(scores, results, campaign)
                claims.append(_over_claim(scores, results))
        found = strictness(bloc, lines)
        checkers += [one for one in found if unit is None or unit in one.units]
    return Changes(tuple(told), tuple(claims), tuple(checkers))


def changes(scores: Sequence[UnitScores]) -> Iterator[MarkChange]:
    """Yield the marks that a stage changed, by unit and criterion; agreeing with a mark changes none.

    Args:
        scores: what the units get as of each stage.
    """
    for unit in scores:
        yield from _changes(unit, unit.counted.criteria)


def _changes(scores: UnitScores, results: Iterable[CriterionResult]) -> Iterator[MarkChange]:
    for result in results:
        readings = [one for one in result.marked.readings if one.stage < len(scores.by_stage)]
        for before, after in pairwise(readings):
            if (before.stage != after.stage or after.appeal is not None) and _said(before) != _said(after):
                both = (_mark_at(scores, one, result) for one in (before, after))
                yield MarkChange(scores.bloc_id, scores.counted.unit, scores.name, result.criterion, *both)


def _said(reading: StageReading) -> object:
    return (reading.state, reading.reading if reading.state is State.GIVEN else None)


def _mark_at(scores: UnitScores, reading: StageReading, result: CriterionResult) -> MarkAt:
    there = result_at(scores, reading, result)
    return MarkAt(reading, there.points if there.state is State.GIVEN or there.points else None)


def _told(scores: UnitScores, results: Sequence[CriterionResult], campaign: Campaign) -> Iterator[ToldChange]:
    """Yield a unit's changes with their places and the moments at which they came in."""
    sheet = scores.counted.sheet
    if sheet is None:
        return
    brought = [brought_by(sheet.received, stage.id) for stage in campaign.stages]
    doubles = {(one.criterion.id, double.stage): double for one in results for double in one.marked.doubles}
    for change in _changes(scores, results):
        reading, identity = change.after.reading, change.criterion.id
        file = brought[reading.stage].get(identity) if reading.appeal is None else None
        if reading.appeal is not None:
            place = sheet.place_of_appeal(identity, reading.appeal.number, "decision")
        else:
            place = sheet.place_of(identity, campaign.stages[reading.stage].id)
        double = doubles.get((identity, reading.stage)) if reading.appeal is None else None
        yield ToldChange(change, place, None if file is None else file.moment, double)


def _own_claim(result: CriterionResult) -> StageReading | None:
    """Return the mark that a unit gave itself; None where it gave none."""
    first = next((one for one in result.marked.readings if one.stage == 0 and one.appeal is None), None)
    return first if first is not None and first.state is State.GIVEN and not first.preset else None


def _claimed_and_verified(
    scores: UnitScores, claim: StageReading, later: StageReading, result: CriterionResult
) -> tuple[Fraction, Fraction]:
    """Return what a claim gives, and what the mark of a later stage gives; the same where that says the same.

    Where points hang on the bloc's other units, a mark that nobody changed may give others at a later stage.
    """
    claimed = Fraction(result_at(scores, claim, result).points)
    return claimed, claimed if _said(claim) == _said(later) else Fraction(result_at(scores, later, result).points)


def _over_claim(scores: UnitScores, results: Iterable[CriterionResult]) -> OverClaim:
    pairs = [
        (*_claimed_and_verified(scores, claim, one.counted, one), one.criterion.points)
        for one in results
        if one.counted is not None and one.counted.stage and one.state is State.GIVEN
        if (claim := _own_claim(one)) is not None
    ]
    return OverClaim(
        scores.counted.unit,
        scores.name,
        scores.bloc_id,
        len(pairs),
        sum(verified < claimed for claimed, verified, _ in pairs),
        sum(verified > claimed for claimed, verified, _ in pairs),
        sum((claimed for claimed, _, _ in pairs), _ZERO),
        sum((verified for _, verified, _ in pairs), _ZERO),
        sum((Fraction(points) for _, _, points in pairs), _ZERO),
    )


def _said_by(result: CriterionResult) -> Iterator[tuple[str, StageReading]]:
    """Yield who gave which mark of a criterion; where several mark alone, each one's own, whatever was settled."""
    doubles = result.marked.doubles
    alone = {double.stage for double in doubles}
    yield from ((one.by, one) for one in result.marked.readings if one.stage not in alone)
    yield from (mark for double in doubles for mark in double.marks)


def _checked_lines(scores: UnitScores, results: Iterable[CriterionResult], campaign: Campaign) -> Iterator[CheckedLine]:
    """Yield the lines that both the unit and somebody at a later stage marked, those without a checker's name, too."""
    if not campaign.checkers:
        return
    for result in results:
        claim = _own_claim(result)
        if claim is None:
            continue
        for by, one in _said_by(result):
            if 0 < one.stage < len(scores.by_stage) and one.appeal is None and one.state is State.GIVEN:
                called = campaign.checkers_called(by)
                claimed, verified = _claimed_and_verified(scores, claim, one, result)
                checker = called[0] if len(called) == 1 else ""
                yield CheckedLine(scores.counted.unit, (one.stage, result.criterion.id), checker, verified - claimed)
