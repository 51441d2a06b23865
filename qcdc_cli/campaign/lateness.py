"""Marks that came in after their stage was due: which, how late, and whether the campaign has them count.

What came in when is in the records of the imports, and what is due when in the campaign's file; so a day that is moved
there changes what is late. A mark that somebody typed into a sheet by hand came in nobody knows when: it is never late.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import MarkedSheet, StageReading
from qcdc_cli.campaign.received_files import ReceivedFile
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language.figures import day
from qcdc_cli.language.names import first_words
from qcdc_cli.problems import Path, Problem

LateLines = Mapping[int, Mapping[str, ReceivedFile]]  # by stage and criterion, the file that brought it too late
_CODES = {None: "Q866", "ignore": "Q867", "count": "Q868"}  # by what the campaign says of them


def days_late(campaign: Campaign, received: ReceivedFile) -> int:
    """Return how many days after its stage was due a file brought marks; 0 where it was in time, or brought none."""
    stages = [stage.id for stage in campaign.stages]
    brings_marks = received.stage in stages and received.lines  # an appeal or a note comes behind that day anyway
    due = campaign.due_of(received.period, stages.index(received.stage)) if brings_marks else None
    return 0 if due is None else max((received.day - due).days, 0)


def brought_by(received: Iterable[ReceivedFile], stage: str) -> dict[str, ReceivedFile]:
    """Return the file that last changed a stage's mark of each criterion, of the files of one sheet in their order."""
    return {criterion: one for one in received if one.stage == stage for criterion in one.lines}


def late_lines(campaign: Campaign, received: Sequence[ReceivedFile]) -> LateLines:
    """Return what came in too late, by stage and criterion; a stage is not there where nothing did.

    Args:
        campaign: the campaign.
        received: the files of one sheet, in the order in which they came in.
    """
    late = {id(one) for one in received if days_late(campaign, one)}
    if not late:
        return {}
    found: dict[int, Mapping[str, ReceivedFile]] = {}
    for number, stage in enumerate(campaign.stages):
        own = {line: one for line, one in brought_by(received, stage.id).items() if id(one) in late}
        if own:
            found[number] = own
    return found


def ignored_lines(campaign: Campaign, late: LateLines) -> dict[str, list[int]]:
    """Return the stages whose marks do not count since they came in too late, by criterion."""
    found: dict[str, list[int]] = {}
    for stage, own in late.items() if campaign.late_marks == "ignore" else ():
        for criterion in own:
            found.setdefault(criterion, []).append(stage)
    return found


def late_problems(campaign: Campaign, sheet: MarkedSheet, rubric: Rubric, late: LateLines) -> Iterator[Problem]:
    """Yield what came in too late, and whether it counts: a problem for each file, with paths in the sheet."""
    for stage, own in late.items():
        by_file: dict[int, tuple[ReceivedFile, list[tuple[str, Path]]]] = {}
        for leaf, marked in zip(rubric.leaves, sheet.criteria, strict=True):
            identity = leaf.criterion.id
            own_word = (one for one in (*marked.readings, *marked.too_late) if not one.preset and one.appeal is None)
            said = [one for one in own_word if one.stage == stage]
            if said and identity in own:
                file = own[identity]
                path = _path(identity, said[-1], campaign.stages[stage].id)
                by_file.setdefault(id(file), (file, []))[1].append((leaf.criterion.cited, path))
        for file, lines in by_file.values():
            due = campaign.due_of(sheet.period, stage)
            values = {
                "unit": sheet.unit,
                "stage": campaign.stages[stage].name,
                "ids": first_words([cited for cited, _ in lines], what="tiêu chí"),
                "file": file.file,
                "day": day(file.day),
                "due": "" if due is None else day(due),
                "days": str(days_late(campaign, file)),
            }
            yield Problem(_CODES[campaign.late_marks], values, day(file.day), path=lines[0][1])


def _path(criterion: str, reading: StageReading, stage: str) -> Path:
    return ("marks", criterion, stage) if reading.agreed is None else ("agreed", stage, "claims", criterion)
