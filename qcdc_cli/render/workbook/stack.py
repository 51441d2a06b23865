"""The live worksheets of very many units: ranking, marks and measures, a row for each unit, written once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.language import say
from qcdc_cli.render.live.grid import Grid, Key
from qcdc_cli.render.live.live_tables import Ledger, Seat
from qcdc_cli.render.live.measures import CLASS, RANK, Measure
from qcdc_cli.render.live.sums import CUT, MAXIMUM, PERCENT, TOTAL
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.decision_notes import any_award, awards_text
from qcdc_cli.render.words.points_cells import Shown, least_decimals, points_as, shown_of, states_legend
from qcdc_cli.render.words.remarks import period_line, unit_remarks
from qcdc_cli.render.words.rules import full_text, title_of
from qcdc_cli.render.words.table import class_text, or_dash
from qcdc_cli.render.workbook.calculation_sheet import (
    attainable_cell,
    attainable_of,
    class_area,
    class_rows,
    explained,
    measure_cell,
    measures_of,
)
from qcdc_cli.render.workbook.criteria_sheet import (
    changing,
    colour_marks,
    foot_cell,
    foot_keys,
    foot_titles,
    points_cell,
)
from qcdc_cli.render.workbook.ranking_sheet import changed_notice
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.workbook.canvas import Canvas, Cell
from qcdc_cli.workbook.columns import column_letters
from qcdc_cli.workbook.looks import BODY, FIGURE, HEADER, PLAIN, TITLE, Looks
from qcdc_cli.workbook.pages import breaks_across, broken_across, one_page_wide, repeated

_BLOC, _UNIT, _FIGURE, _MEASURE = 22.0, 24.0, 8.0, 11.0
_FIXED = 2  # columns: bloc and unit
_SQUEEZED = 1.35  # how much wider than a page the ranking may be to be printed on one
_SMALL = replace(BODY, size=10)
_STRONG = replace(FIGURE, bold=True)


class Stack:
    """The three live worksheets of a rubric: ranking, marks, measures."""

    def __init__(
        self, looks: Looks, sheets: Mapping[str, Worksheet], rankings: Sequence[Ranking], seats: tuple[Seat, ...]
    ) -> None:
        """Begin with empty worksheets.

        Args:
            looks: the looks of the workbook.
            sheets: its worksheets "ranking", "criteria" and "calculation".
            rankings: the rankings of all blocs that share the rubric.
            seats: their units.
        """
        self._rankings = rankings
        self._rubric = rankings[0].rubric
        ledger = Ledger.empty(seats, self._rubric)
        self._measures: list[Measure] = measures_of(ledger)
        self._foot = [key for key in (CUT, TOTAL, MAXIMUM, PERCENT) if key != CUT or any(map(_cuts, rankings))]
        lines = len(ledger.lines)
        fixed = [_BLOC, _UNIT]
        self._marks = Canvas(sheets["criteria"], looks, [*fixed, *[_FIGURE] * (lines + len(self._foot))])
        self._calculation = Canvas(
            sheets["calculation"], looks, [*fixed, *[_FIGURE] * lines, *[_MEASURE] * len(self._measures)]
        )
        self._awards = any(map(any_award, rankings))
        self._ranking = Canvas(sheets["ranking"], looks, self._widths(ledger))
        self._ledger = ledger

    def _widths(self, ledger: Ledger) -> list[float]:
        groups = [8.0 for _ in ledger.tops]
        classes = [11.0] if self._rubric.classification else []
        return [17.0, 6.0, 19.0, *groups, 8.5, 7.5, 8.0, *classes, *([16.0] if self._awards else []), 24.0]

    def write(self, told: Callable[[int], None] | None = None) -> Ledger:
        """Write all rows; return the ledger that knows where they stand.

        Args:
            told: is told how many units have been written.
        """
        headers = self._heads()
        ledger = self._ledger
        stages = {ranking.bloc_id: _latest(ranking) for ranking in self._rankings}
        for seat in ledger.seats:
            if told is not None:
                told(seat.number)
            self._unit(seat, stages[seat.ranking.bloc_id])
        self._feet(headers)
        return ledger

    def _heads(self) -> dict[str, int]:
        """Write what stands above the rows of units; from then on the ledger knows their places."""
        ledger, bloc, unit = self._ledger, say("Khối", "Bloc"), say("Đơn vị", "Unit")
        first = self._rankings[0]
        nodes = [line.node for line in ledger.lines]
        ids = [Cell(title_of(node), HEADER) for node in nodes]
        most = [Cell(node.points, replace(HEADER, bold=False)) for node in nodes]
        full = say("Điểm tối đa", "Max")
        _title(self._marks, first, say("ĐIỂM TỪNG TIÊU CHÍ", "POINTS BY CRITERION"))
        foot = [Cell(foot_titles()[key], HEADER) for key in self._foot]
        self._marks.line(Cell(bloc, HEADER), Cell(unit, HEADER), *ids, *foot)
        totals = [Cell(self._rubric.total if key == TOTAL else "", replace(HEADER, bold=False)) for key in self._foot]
        of_marks = self._marks.line(Cell("", HEADER), Cell(full, HEADER), *most, *totals)
        _title(self._calculation, first, say("BẢNG TÍNH: TỪ ĐIỂM ĐẾN HẠNG VÀ LOẠI", "CALCULATION: POINTS TO CLASSES"))
        classes = class_area(self._rubric, self._calculation.row + 1)
        for cells in class_rows(self._rubric):
            self._calculation.line(*cells)
        self._calculation.line(
            Cell(bloc, HEADER), Cell(unit, HEADER), *ids, *(Cell(one.title, HEADER) for one in self._measures)
        )
        of_measures = self._calculation.line(
            Cell("", HEADER), Cell(full, HEADER), *most, *(Cell("", HEADER) for _ in self._measures)
        )
        units = range(len(ledger.seats))
        keys: list[Key] = [*range(len(nodes)), *self._foot]
        marks = Grid(
            self._marks.sheet.get_name(),
            {key: _FIXED + at for at, key in enumerate(keys, start=1)},
            [of_marks + 1 + seat for seat in units],
            units_down=True,
        )
        keys = [*range(len(nodes)), *(measure.key for measure in self._measures)]
        measures = Grid(
            self._calculation.sheet.get_name(),
            {key: _FIXED + at for at, key in enumerate(keys, start=1)},
            [of_measures + 1 + seat for seat in units],
            units_down=True,
        )
        self._ledger = ledger = replace(ledger, marks=marks, measures=measures, classes=classes)
        _title(self._ranking, first, say("BẢNG XẾP HẠNG KẾT QUẢ THI ĐUA", "EMULATION RANKING"))
        changed_notice(self._ranking, ledger)
        return {
            "marks": of_marks,
            "calculation": of_measures,
            "ranking": self._ranking.line(*(Cell(text, HEADER) for text in self._titles(ledger))),
        }

    def _titles(self, ledger: Ledger) -> Iterator[str]:
        yield from (say("Khối", "Bloc"), say("Hạng", "Rank"), say("Đơn vị", "Unit"))
        nodes = [ledger.lines[line].node for line in ledger.tops]
        yield from (f"{title_of(node)}\n({full_text(node)})" for node in nodes)
        yield from (say("Tổng điểm", "Total"), say("Điểm tối đa", "Out of"), say("Tỷ lệ %", "Share %"))
        if self._rubric.classification:
            yield say("Xếp loại", "Class")
        if self._awards:
            yield say("Hình thức khen", "Awards")
        yield say("Ghi chú", "Remarks")

    def _unit(self, seat: Seat, stage: str) -> None:
        """Write a unit's row into each of the three worksheets."""
        ledger, decimals = self._ledger, least_decimals(self._rubric)
        bloc, name = Cell(seat.ranking.bloc.name, _SMALL), Cell(seat.name, BODY)
        shown = shown_of(seat.result)
        points = [points_cell(ledger, seat, line, value, decimals) for line, value in enumerate(shown)]
        foot = [foot_cell(ledger, seat, key, decimals) for key in self._foot]
        self._marks.line(bloc, name, *points, *foot, whole=True)
        attainable = [
            attainable_cell(ledger, seat, line, value, FIGURE) for line, value in enumerate(attainable_of(seat))
        ]
        measured = [measure_cell(ledger, seat, measure) for measure in self._measures]
        self._calculation.line(bloc, name, *attainable, *measured, whole=True)
        self._ranking.line(bloc, *self._ranked(seat, name, shown, decimals, stage), whole=True)

    def _ranked(self, seat: Seat, name: Cell, shown: Sequence[Shown], decimals: int, stage: str) -> Iterator[Cell]:
        """Yield what the ranking shows of a unit; its figures are fetched from the other worksheets."""
        ledger, standing, number = self._ledger, seat.standing, seat.number
        rank = or_dash(standing.rank)
        yield Cell(rank, _STRONG, formula=ledger.measures.at(RANK, number, fixed=True))
        yield name
        for line in ledger.tops:
            live = ledger.marks.at(line, number, fixed=True)
            yield replace(points_as(shown[line], decimals, FIGURE), formula=live)
        total = ledger.marks.at(TOTAL, number, fixed=True)
        yield Cell(total_value(standing.result), _STRONG, decimals=decimals, formula=total)
        yield Cell(standing.result.maximum, FIGURE, formula=ledger.measures.at(MAXIMUM, number, fixed=True))
        live = ledger.marks.at(PERCENT, number, fixed=True)
        yield Cell(seat.percent, FIGURE, decimals=seat.decimals, formula=live)
        if self._rubric.classification:
            yield Cell(class_text(standing.classified), FIGURE, formula=ledger.measures.at(CLASS, number, fixed=True))
        if self._awards:
            yield Cell(awards_text(standing), _SMALL)
        yield Cell("\n".join(unit_remarks(seat.ranking, standing, stage)), _SMALL)

    def _feet(self, headers: Mapping[str, int]) -> None:
        """Write the legends, and set how the worksheets are filtered, scrolled and printed."""
        small = replace(PLAIN, size=10, italic=True)
        top, last = headers["marks"], self._marks.row - 1
        most = f"{column_letters(_FIXED + 1)}${top}"  # in the header's last row
        if self._ledger.seats:
            colour_marks(self._marks, (top, _FIXED, last, _FIXED + len(self._ledger.lines) - 1), most)
        self._marks.line(Cell(f"{states_legend()} {changing(self._rubric)}", small, _FIXED + 12))
        self._calculation.line(Cell(explained(), small, _FIXED + 12))
        self._ranking.sheet.autofilter(headers["ranking"] - 1, 0, self._ranking.row - 1, len(self._ranking.widths) - 1)
        for canvas, key, rows, fixed in (
            (self._marks, "marks", 2, _FIXED),
            (self._calculation, "calculation", 2, _FIXED),
            (self._ranking, "ranking", 1, 3),
        ):
            header = headers[key]
            canvas.sheet.freeze_panes(header, fixed)
            again = repeated(canvas, header - rows + 1, header, f"A:{column_letters(fixed)}")
            breaks, widest = breaks_across(canvas.widths, fixed, squeezed=_SQUEEZED)
            if breaks:
                broken_across(canvas, again, widest, breaks)
            else:
                one_page_wide(canvas, again)


def _cuts(ranking: Ranking) -> bool:
    return CUT in foot_keys(ranking)


def _latest(ranking: Ranking) -> str:
    return ranking.campaign.stages[ranking.reached].name


def _title(canvas: Canvas, ranking: Ranking, title: str) -> None:
    """Write a title over the columns that come first."""
    wide = min(len(canvas.widths), _FIXED + 6)
    canvas.line(Cell(title, replace(TITLE, across="left"), wide))
    canvas.line(Cell(f"{ranking.campaign.campaign} – {period_line(ranking)}", replace(PLAIN, size=11), wide))
