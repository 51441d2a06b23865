"""The code of a seal in papers: which results are sealed, the code by itself on a line, and what signing it means."""

from collections.abc import Iterable
from datetime import date

from qcdc_cli.render.documents import Block, Paragraph, Run, prose
from qcdc_cli.render.documents.tables import items
from qcdc_cli.render.report import ListReport, Report
from qcdc_cli.render.words.sealed import (
    code_in_minutes,
    errata_lines,
    open_line,
    results_are_sealed,
    seal_code,
    seals_of_blocs,
    signing_means,
)


def seal_blocks(
    report: Report | ListReport,
    blocs: Iterable[str],
    *,
    signed: bool = True,
    minutes: bool = False,
    meeting: date | None = None,
) -> list[Block]:
    """Return what a paper says of the seals of its results, near its foot; nothing where they are not sealed.

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
        whose = names if len(names) < len(asked) else ()
        blocks += [
            prose(results_are_sealed(own, whose)),
            Paragraph((Run(seal_code(own), bold=True),), "centred"),
            *([prose(open_line(own))] if own.seal.open else []),
            *items(errata_lines(own)),
        ]
        if signed:
            blocks.append(prose(code_in_minutes(own, meeting) if minutes else signing_means()))
    return blocks
