"""Who sent which file when, in words: for the explanation of a figure."""

from collections.abc import Iterator
from datetime import datetime

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.lateness import brought_by, days_late
from qcdc_cli.campaign.marks import MarkedSheet
from qcdc_cli.campaign.received_files import ReceivedFile
from qcdc_cli.language import say
from qcdc_cli.language.figures import day
from qcdc_cli.render.words.visible import visible


def moment_text(moment: datetime) -> str:
    """Show a moment to people, by the clock of the place where it was recorded."""
    clock, on = f"{moment:%H:%M}", day(moment.date())
    return say(f"{clock} ngày {on}", f"{on} {clock}")


def received_text(received: ReceivedFile, campaign: Campaign) -> str:
    """Say in which file something came in and when, and how late that was."""
    file, when, late = visible(received.file), moment_text(received.moment), days_late(campaign, received)
    said = say(f"nhận lúc {when}, tệp {file}", f"came in at {when}, file {file}")
    if not late:
        return said
    ignored = campaign.late_marks == "ignore"
    end = say("; không được tính (late_marks: ignore)", "; it does not count (late_marks: ignore)") if ignored else ""
    return say(f"{said}; chậm {late} ngày so với hạn", f"{said}; {days_text(late)} late") + end


def days_text(number: int) -> str:
    """Return a number of days in words."""
    return say(f"{number} ngày", f"{number} day{'' if number == 1 else 's'}")


def received_lines(sheet: MarkedSheet, campaign: Campaign) -> Iterator[str]:
    """Yield a line for each file that brought marks of a sheet, in the order in which they came in."""
    stages = {stage.id: stage.name for stage in campaign.stages}
    for one in sheet.received:
        stage, number = visible(stages.get(one.stage, one.stage)), len(one.lines)
        lines = say(f"{number} tiêu chí", f"{number} {'criterion' if number == 1 else 'criteria'}")
        yield f"{stage}, {lines}: {received_text(one, campaign)}"


def brought(sheet: MarkedSheet | None, stage: str, criterion: str) -> ReceivedFile | None:
    """Return the file that brought a stage's mark of a criterion; None where somebody wrote it into the sheet."""
    return None if sheet is None else brought_by(sheet.received, stage).get(criterion)
