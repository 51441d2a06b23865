"""What it takes to write reports, pages and letters, and to tell how firm ranks are, against ranking the same units."""

from pathlib import Path

import country
import memory
from turns import QCDC, Figure, against, in_turns, of_a_core, peak, taking

from measurements.reading import SCAN, half_year, ranking

MOST_WITH_SHEETS = 140  # more than 150 units are read downwards in one table, without a worksheet each


def reports(times: int, folder: Path) -> list[Figure]:
    figures = []
    for units in (8, MOST_WITH_SHEETS, country.UNITS):
        campaign = half_year(folder) if units == 8 else folder / f"report{units}"
        if units != 8:
            country.build(campaign, units)
        command = (QCDC, "export", str(folder / "report.xlsx"), "-C", str(campaign))
        export, less, scan = in_turns(times, command, ranking(campaign, folder), (SCAN, str(campaign)))
        words = f"export: workbook of {units} units"
        budget = 6 if units == country.UNITS else None
        figures += [
            Figure(f"{words} : qcdc rank", *against(export, less), None),
            Figure(f"{words} : scanning", *against(export, scan), budget),
            peak(words, export, memory.BUDGET),
        ]
    return figures


def published(times: int, folder: Path) -> list[Figure]:
    """Measure what is made public and signed against ranking the same units: of a bloc of 103, and of the country."""
    figures = []
    for units in (103, country.UNITS):
        campaign, out = folder / f"published{units}", folder / f"out{units}"
        country.build(campaign, units, blocs=1 if units == 103 else country.BLOCS)
        out.mkdir()
        commands = {
            "page": ("export", str(out / "page.html")),
            "site": ("export", "--site", str(out / "site")),
            "report": ("export", str(out / "report.docx")),
            "report as PDF": ("export", str(out / "report.pdf")),
            "letters, a file each": ("export", str(out / "letters"), "--letters"),
            "letters in one": ("export", str(out / "letters.docx"), "--letters"),
            "letters as PDF, in one": ("export", str(out / "letters.pdf"), "--letters"),
        }
        where = ("-C", str(campaign))
        rank, *others = in_turns(times, *((QCDC, *command, *where) for command in (("rank",), *commands.values())))
        for command, runs in zip(commands, others, strict=True):
            words = f"publish: {command}, {units} units"
            figures += [Figure(f"{words} : rank", *against(runs, rank), None), peak(words, runs, memory.BUDGET)]
            if units == 103 and command.startswith("letters"):
                figures.append(taking(words, runs, of_a_core, 10))
    return figures


def firmness(times: int, folder: Path) -> list[Figure]:
    """Measure `qcdc sensitivity` against ranking the same units: of one bloc of 100, and of the country's blocs."""
    figures = []
    for units, blocs in ((100, 1), (country.UNITS, country.BLOCS)):
        campaign = folder / f"firm{units}"
        country.build(campaign, units, blocs=blocs)
        where = ("-C", str(campaign), "--format", "json", "-o", str(folder / "firm.json"))
        rank, firm = in_turns(times, (QCDC, "rank", *where), (QCDC, "sensitivity", *where))
        words = f"sensitivity: {units} units × 42 criteria"
        figures += [
            Figure(f"{words} : rank", *against(firm, rank), None),
            taking(words, firm, of_a_core),
            peak(words, firm, memory.BUDGET),
        ]
    return figures
