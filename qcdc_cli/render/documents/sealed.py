"""The code of the seal in papers, near their foot: the code with what signing it means, what was open, the errata."""

from collections.abc import Iterable
from datetime import date

from qcdc_cli.render.documents import Block, Paragraph, Run
from qcdc_cli.render.documents.tables import items
from qcdc_cli.render.report import ListReport, Report
from qcdc_cli.render.words.sealed import (
    code_in_minutes,
    errata_lines,
    open_line,
    seal_name,
    seals_of_blocs,
    signing_means,
    titled_code,
)
from qcdc_cli.render.words.visible import visible


def seal_blocks(
    report: Report | ListReport,
    blocs: Iterable[str],
    *,
    signed: bool = True,
    minutes: bool = False,
    meeting: date | None = None,
) -> list[Block]:
    """Return what a paper says of the seals of its results; nothing where they are not sealed.

    Args:
        report: the report.
        blocs: the blocs whose results stand in the paper.
        signed: whether anybody signs the paper.
        minutes: whether it is the minutes of the meeting.
        meeting: the day of the meeting, for its minutes; None where it is not recorded.
    """
    asked = list(dict.fromkeys(blocs))
    blocks: list[Block] = []
    for own, names in seals_of_blocs(report.seals, report.campaign, asked):
        of = f"{visible(', '.join(names))}: " if len(names) < len(asked) else ""
        means = code_in_minutes(own, meeting) if minutes else signing_means(own)
        behind = f" ({seal_name(own.seal)}). {means if signed else ''}".rstrip()
        # The code stands at the beginning of the paragraph, so that no line ends inside of it.
        blocks.append(Paragraph((Run(f"{of}{titled_code(own)}: "), Run(own.seal.code, bold=True), Run(behind))))
        blocks += items([*([f"{open_line(own)}."] if own.seal.open else []), *errata_lines(own)])
    return blocks
