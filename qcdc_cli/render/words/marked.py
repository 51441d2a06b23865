"""What was marked on a criterion, stage by stage, and why, in the words of a table's cell."""

from qcdc_cli.campaign.marks import State, reading_in_words
from qcdc_cli.language import say, terms
from qcdc_cli.render.words.unit_notes import appeal_text
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import CriterionResult


def marks_text(part: CriterionResult | None, last: int, *, has_sheet: bool) -> str:
    """Return what was marked, once where all stages agree, or the state that stands in place of a mark.

    Marks that are points are left out: they stand in columns of their own; but for those beside which another was
    upheld on appeal.

    Args:
        part: what a unit gets on a criterion; None for a group.
        last: the number of the latest stage looked at.
        has_sheet: whether the unit has a sheet.
    """
    if part is None or part.state in (State.NOT_HELD, State.LATER):
        return ""
    if part.state is State.BLANK:
        return str(State.BLANK.title) if has_sheet and not part.extra else ""
    appealed = {reading.stage for reading in part.marked.readings if reading.appeal is not None}
    texts = [
        visible(reading_in_words(reading, part.criterion))
        for reading in part.marked.readings
        if reading.stage <= last
        and (reading.state is not State.GIVEN or not part.criterion.kind.is_points or reading.stage in appealed)
    ]
    return " → ".join(mark for number, mark in enumerate(texts) if number == 0 or mark != texts[number - 1])


def reasons_text(part: CriterionResult | None, last: int) -> str:
    """Return the reasons that stages gave, up to the latest one looked at; "" for a group."""
    if part is None:
        return ""
    told = [reading for reading in part.marked.readings if reading.reason and reading.stage <= last]
    return visible(
        "; ".join(f"{appeal_text(one)}: {one.reason}" if one.appeal is not None else one.reason for one in told)
    )


def why_lost(part: CriterionResult, last: int) -> str:
    """Say why a criterion has fewer points than its maximum: evidence that is missing, and the stages' reasons."""
    lacking = say(*terms.MISSING_EVIDENCE) if part.lacks_evidence else ""
    return "; ".join(filter(None, (lacking, reasons_text(part, last))))
