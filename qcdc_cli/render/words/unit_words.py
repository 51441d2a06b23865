"""What a unit's worksheet says about a criterion in words: each stage's mark, the reasons, the evidence."""

from collections.abc import Mapping

from qcdc_cli.campaign.marks import Marked, StageReading, reading_text
from qcdc_cli.campaign.sheet import EvidenceItem
from qcdc_cli.campaign.states import State
from qcdc_cli.language import say
from qcdc_cli.render.words.table import NOTHING
from qcdc_cli.scoring.result import CriterionResult


def stage_mark(result: CriterionResult, stage: int) -> tuple[str, bool]:
    """Return what a stage said, and whether it said anything itself.

    A stage need not repeat that a criterion is not applicable or unassigned.
    """
    upto = result.marked.upto(stage)
    blank = NOTHING if result.extra else str(State.BLANK.symbol)
    if upto is None:
        return blank, True
    if upto.state is not State.GIVEN:
        return str(upto.state.symbol), True
    if upto.stage < stage:
        return blank, False
    return reading_text(upto, result.criterion), True


def reasons(marked: Marked, stages: Mapping[int, str]) -> str:
    """Return why marks were changed, or why nothing is marked, one stage to a line."""
    return "\n".join(_reason(one, stages) for one in marked.readings if one.reason and one.stage in stages)


def _reason(reading: StageReading, stages: Mapping[int, str]) -> str:
    who = stages[reading.stage]
    if reading.state is not State.GIVEN:
        # What is said before any stage is the unit's; a later stage that says so, too, is named.
        who = f"{who}, {reading.state.title}" if reading.stage else str(reading.state.title)
    return f"{who[0].upper()}{who[1:]}: {reading.reason}"


def evidence(result: CriterionResult) -> str:
    """List the documents, or say that they are missing."""
    items = [document_text(item) for item in result.marked.evidence]
    if result.lacks_evidence:
        return no_evidence()
    return "\n".join(f"– {item}" for item in items) if len(items) > 1 else "".join(items)


def no_evidence() -> str:
    """Say that evidence is missing."""
    return say("Thiếu minh chứng", "No evidence")


def document_text(item: str | EvidenceItem) -> str:
    """Name a document, with its file."""
    if isinstance(item, str):
        return item
    return f"{item.name} ({item.file})" if item.file else item.name
