"""A report of very many units: they go down, criteria across, and all blocs that share a rubric stand in one table.

The formulas are those of the usual report. Rows are written once and put aside, so that a country's report
takes little memory.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from itertools import chain

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from qcdc_cli.render.live.live_tables import seats_of
from qcdc_cli.render.words.remarks import period_line
from qcdc_cli.render.workbook.findings import changes, evidence_gaps
from qcdc_cli.render.workbook.lists import write_changes, write_gaps
from qcdc_cli.render.workbook.live import name_ranges
from qcdc_cli.render.workbook.method_sheet import write_method_of_many
from qcdc_cli.render.workbook.origin import Origin
from qcdc_cli.render.workbook.rubric_sheet import write_rubric
from qcdc_cli.render.workbook.stack import Stack
from qcdc_cli.render.workbook.titles import BACK, added, names_of
from qcdc_cli.scoring.result import Ranking, UnitScores
from qcdc_cli.workbook.looks import Looks
from qcdc_cli.workbook.names import RangeNames, SheetNames

Progress = Callable[[int, int], None]  # told how many units of how many have been written

_SHEETS = ("ranking", "criteria", *BACK)


def write_stacked(
    book: Workbook,
    looks: Looks,
    names: SheetNames,
    ranges: RangeNames,
    rankings: Sequence[Ranking],
    scores: Mapping[str, Sequence[UnitScores]],
    origin: Origin,
    progress: Progress | None = None,
) -> None:
    """Write one set of worksheets for all blocs that share a rubric.

    Args:
        book: the workbook.
        looks: its looks.
        names: gives out the names of its worksheets.
        ranges: gives out the names of its ranges.
        rankings: the rankings.
        scores: for each bloc's id, what its units get as of each stage.
        origin: when and from what the report is made.
        progress: is told how many units have been written.
    """
    together: dict[int, list[Ranking]] = {}
    for ranking in rankings:
        together.setdefault(id(ranking.rubric), []).append(ranking)
    units = sum(len(ranking.standings) for ranking in rankings)
    done = 0
    for own in together.values():
        prefix = own[0].rubric.rubric if len(together) > 1 else ""
        sheets = added(book, names_of(_SHEETS, names, prefix), _SHEETS)
        told = None if progress is None else partial(_told, progress, done, units)
        ledger = Stack(looks, sheets, own, seats_of(own)).write(told)
        done += len(ledger.seats)
        for seat in ledger.seats:
            if seat.number == seat.bloc.start:
                bloc = seat.ranking.bloc_id if len(rankings) > 1 else ""
                name_ranges(book, ranges, ledger, bloc, seat.bloc)
        _write_others(looks, sheets, own, scores, origin)


def _told(progress: Progress, before: int, units: int, number: int) -> None:
    """Tell how many units of all rubrics have been written, when so many of one have been."""
    progress(before + number, units)


def _write_others(
    looks: Looks,
    sheets: Mapping[str, Worksheet],
    rankings: Sequence[Ranking],
    scores: Mapping[str, Sequence[UnitScores]],
    origin: Origin,
) -> None:
    """Write the lists of findings, the rubric and the method."""
    first = rankings[0]
    about = f"{first.campaign.campaign}\n{period_line(first)}"
    write_gaps(sheets["gaps"], looks, about, list(chain.from_iterable(map(evidence_gaps, rankings))))
    stages = {number: stage.name for number, stage in enumerate(first.campaign.stages)}
    found = chain.from_iterable(changes(scores.get(ranking.bloc_id, ()), stages) for ranking in rankings)
    write_changes(sheets["changes"], looks, about, list(found))
    write_rubric(sheets["rubric"], looks, first)
    write_method_of_many(sheets["method"], looks, rankings, origin)
