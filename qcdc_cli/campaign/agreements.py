"""What stages agreed with: each claim is compared with what is claimed today, and counts while they are the same."""

from collections.abc import Mapping, Sequence

from qcdc_cli.campaign.campaign_checks import not_a_criterion, unknown
from qcdc_cli.campaign.entries import EntryReader
from qcdc_cli.campaign.marks import Marked, StageReading, State, reading_in_words
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import Sheet, StageMark
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import day
from qcdc_cli.language.names import Known
from qcdc_cli.problems import Path, Problem


def with_agreements(
    sheet: Sheet, marked: Sequence[Marked], rubric: Rubric, stages: Sequence[str], entries: Mapping[str, EntryReader]
) -> tuple[tuple[Marked, ...], list[Problem]]:
    """Add to what a sheet says what its stages agreed with.

    An agreement is the stage's word only where that gave no mark of its own, and only while the latest stage before
    it still says what was agreed to; what has changed since is told.

    Args:
        sheet: the sheet.
        marked: what it says about each criterion, in the order of the rubric's leaves, without agreements.
        rubric: the rubric.
        stages: the stages' ids in order.
        entries: by criterion, what reads claims as it reads marks.

    Returns:
        the same with a reading for each claim that holds, and the problems, which carry paths in the sheet.
    """
    together, known = list(marked), Known(stages)
    problems = [unknown("Q404", stage, known, ("agreed", stage)) for stage in sheet.agreed if stage not in stages]
    if stages[0] in sheet.agreed:
        problems.append(Problem("Q630", {"stage": stages[0]}, found=stages[0], path=("agreed", stages[0])))
    for number, stage in enumerate(stages[1:], start=1):
        agreement = sheet.agreed.get(stage)
        if agreement is None:
            continue
        problems += (
            Problem("Q628", {"id": identity, "key": "seen"}, "seen", path=("agreed", stage, "seen", identity))
            for identity in agreement.seen
            if identity not in agreement.claims
        )
        for identity, said in agreement.claims.items():
            path: Path = ("agreed", stage, "claims", identity)
            if identity not in rubric.leaf_numbers:
                problems.append(not_a_criterion(rubric, identity, path))
                continue
            at = rubric.leaf_numbers[identity]
            criterion, own = rubric.leaves[at].criterion, together[at]
            before, claim = own.upto(number - 1), entries[identity].claim(said, sheet.unit)
            if any(reading.stage == number and reading.appeal is None for reading in own.readings):
                problems.append(Problem("Q639", {"id": criterion.cited, "stage": stage}, path=path))
            elif before is None or claim is None or not _is_same(claim, before):
                then = _words(claim, criterion) if claim is not None else as_written(said)
                now = _words(before, criterion) if before is not None else say(*terms.BLANK)
                values = {"id": criterion.cited, "stage": stage, "day": day(agreement.date), "then": then, "now": now}
                problems.append(Problem("Q638", values, path=path))
            else:
                reason = "" if before.state is State.GIVEN else before.reason
                seen = agreement.seen.get(identity)
                agreed = before._replace(
                    stage=number, reason=reason, by=agreement.by, agreed=agreement.date, seen=seen, appeal=None
                )
                # What was upheld on an appeal against the agreement stands behind it, and counts.
                readings = sorted((*own.readings, agreed), key=lambda one: (one.stage, one.appeal is not None))
                together[at] = own._replace(readings=tuple(readings))
    return tuple(together), problems


def _is_same(claim: StageReading, now: StageReading) -> bool:
    """Return whether a claim that was agreed to is still made; the reason is all that a state consists of."""
    if now.preset or (claim.state, claim.reading) != (now.state, now.reading):
        return False
    return now.state is State.GIVEN or claim.reason.split() == now.reason.split()


def _words(claim: StageReading, criterion: CriterionBase) -> str:
    """Say what is claimed; of a state, with the reason for it."""
    text = reading_in_words(claim, criterion)
    return text if claim.state is State.GIVEN or not claim.reason else f"{text} ({claim.reason})"


def as_written(said: str | tuple[str, ...] | StageMark) -> str:
    """Return what stands in the place of a claim, where it is none of this criterion's marks."""
    if isinstance(said, StageMark):
        written = ((key, getattr(said, key)) for key in StageMark.model_fields)
        return ", ".join(f"{key}: {value}" for key, value in written if value not in (None, ""))
    return said if isinstance(said, str) else ", ".join(said)
