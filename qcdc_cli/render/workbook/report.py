"""The worksheets of one bloc: units side by side, a worksheet for each of them, charts, lists, and the calculation."""

from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from qcdc_cli.render.live.live_tables import seats_of
from qcdc_cli.render.words.cells import stages_to_show
from qcdc_cli.render.words.remarks import period_line
from qcdc_cli.render.workbook.findings import changes, evidence_gaps
from qcdc_cli.render.workbook.groups_sheet import charted, write_charts, write_groups
from qcdc_cli.render.workbook.lists import write_changes, write_gaps
from qcdc_cli.render.workbook.live import name_ranges, write_tables
from qcdc_cli.render.workbook.method_sheet import write_method
from qcdc_cli.render.workbook.origin import Origin
from qcdc_cli.render.workbook.ranking_sheet import write_ranking
from qcdc_cli.render.workbook.rubric_sheet import write_rubric
from qcdc_cli.render.workbook.titles import BACK, FRONT, added, names_of
from qcdc_cli.render.workbook.unit_foot import UnitPage
from qcdc_cli.render.workbook.unit_sheet import write_unit
from qcdc_cli.scoring.result import Ranking, UnitScores
from qcdc_cli.workbook.looks import Looks
from qcdc_cli.workbook.names import RangeNames, SheetNames


def write_bloc(
    book: Workbook,
    looks: Looks,
    names: SheetNames,
    ranges: RangeNames,
    prefix: str,
    ranking: Ranking,
    scores: Sequence[UnitScores],
    origin: Origin,
) -> None:
    """Write the worksheets of one bloc.

    Args:
        book: the workbook.
        looks: its looks.
        names: gives out the names of its worksheets.
        ranges: gives out the names of its ranges.
        prefix: what both begin or end with: the bloc's id; "" where there is one bloc.
        ranking: the bloc's ranking.
        scores: what its units get as of each stage, in the order of the ranking.
        origin: when and from what the report is made.
    """
    seats = seats_of([ranking])
    sheets, units = _sheets(book, names, prefix, scores, charts=charted(seats))
    stages = {number: ranking.campaign.stages[number].name for number in stages_to_show(scores)}
    latest = ranking.campaign.stages[ranking.reached].name
    ledger = write_tables(looks, sheets["criteria"], sheets["calculation"], ranking, seats, latest)
    write_ranking(sheets["ranking"], looks, ranking, ledger, latest)
    table = write_groups(sheets["groups"], looks, ranking, ledger)
    if "charts" in sheets:
        write_charts(book, sheets["charts"], table, ledger)
    for sheet, seat, unit in zip(units, ledger.seats, scores, strict=False):
        write_unit(sheet, looks, UnitPage(ranking, seat.standing, ledger, seat, unit, stages))
    about = f"{ranking.campaign.campaign}\n{ranking.bloc.name} – {period_line(ranking)}"
    write_gaps(sheets["gaps"], looks, about, list(evidence_gaps(ranking)))
    every = {number: stage.name for number, stage in enumerate(ranking.campaign.stages)}
    write_changes(sheets["changes"], looks, about, list(changes(scores, every)))
    write_rubric(sheets["rubric"], looks, ranking)
    write_method(sheets["method"], looks, ranking, latest, origin)
    name_ranges(book, ranges, ledger, prefix, range(len(ledger.seats)))


def _sheets(
    book: Workbook, names: SheetNames, prefix: str, scores: Sequence[UnitScores], *, charts: bool
) -> tuple[dict[str, Worksheet], list[Worksheet]]:
    """Make the worksheets in their order: what others refer to can be written later."""
    front = [key for key in FRONT if charts or key != "charts"]
    given = names_of((*front, *BACK), names, prefix)  # before those of the units, which make way for them
    sheets = added(book, given, front)
    units = [book.add_worksheet(names.take(unit.name, prefix)) for unit in scores]
    return sheets | added(book, given, BACK), units
