"""How the live worksheets lie: units across on the pages of one bloc, or units down where there are very many.

Both hold the same lines (groups, criteria, measures) and the same cells for each unit; formulas find them by a
`Grid`, whichever way it lies.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple, Protocol

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import figure
from qcdc_cli.render.live.live_tables import Grid, Key, LiveTables, LiveUnit
from qcdc_cli.render.words.remarks import about_line, period_line
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.workbook.canvas import Canvas, Cell, Value
from qcdc_cli.workbook.fitting import stretched, word_units
from qcdc_cli.workbook.looks import BODY, FIGURE, GROUP, HEADER, PLAIN, TITLE, Looks
from qcdc_cli.workbook.pages import LANDSCAPE_UNITS, breaks_across, in_view
from qcdc_cli.workbook.references import area, column_letters, ref

Area = tuple[int, int, int, int]  # first row and column, last row and column, from 0
_BLANK = Cell("", HEADER)


class LineLabel(NamedTuple):
    """What a line of a live worksheet is called.

    Attributes:
        key: its key in the grid; None for a heading between lines, which only stands where units go across.
        beside: units across: the cells at its left, which cover the fixed columns.
        above: units down: its title, and its maximum below that.
        width: units down: the width of its column.
    """

    key: Key | None
    beside: tuple[Cell, ...]
    above: tuple[Cell, Cell] = (_BLANK, _BLANK)
    width: float = 8.0


@dataclass
class LiveSheet:
    """A live worksheet while it is written.

    Attributes:
        canvas: the worksheet.
        title: what stands on top of it.
        labels: its lines; those of the rubric come first.
        cells: returns a unit's cells, one for each line that has a key.
        notes: what stands below the units, a paragraph each.
        lists_classes: the classes are listed on it.
        colour: colours the cells of the rubric's lines, given their area and the cell of the first line's maximum as a
            formula in the area's first cell refers to it.
        header: the last row of its header, once that is written.
    """

    canvas: Canvas
    title: str
    labels: Sequence[LineLabel]
    cells: Callable[[LiveTables, LiveUnit], Sequence[Cell]]
    notes: Sequence[str]
    lists_classes: bool = False
    colour: Callable[[Canvas, Area, str], None] | None = None
    header: int = 0


class Orientation(Protocol):
    """One of the two ways in which live worksheets lie."""

    def canvas(self, sheet: Worksheet, looks: Looks, labels: Sequence[LineLabel]) -> Canvas:
        """Return an empty worksheet with columns for its lines or units."""

    def begin(self, sheet: LiveSheet, rankings: Sequence[Ranking], units: int) -> tuple[Grid, str]:
        """Write what stands above the cells of so many units; return where these and the classes will stand."""

    def write(self, sheets: Sequence[LiveSheet], tables: LiveTables, progress: Callable[[int], None]) -> None:
        """Write all cells of some worksheets, and what stands below them; tell the number of each unit."""


class UnitsAcross:
    """Lines down and units across: a bloc's report, on as many pages side by side as its units take."""

    MOST_ON_A_PAGE = 12
    FIXED = (8.0, 54.0, 7.5)  # columns: id, name, maximum
    NARROWEST, WIDEST = 8.5, 12.0  # of a unit's column

    def __init__(self, ranking: Ranking) -> None:
        """Lay out the columns for the units of a ranking."""
        names = [ranking.campaign.unit_name(standing.result.unit) for standing in ranking.standings]
        self._names = names
        pages = max(1, ceil(len(names) / self.MOST_ON_A_PAGE))
        beside = ceil(len(names) / pages)
        columns = [min(max(self.NARROWEST, word_units(name, HEADER.size, bold=True)), self.WIDEST) for name in names]
        widths = [*self.FIXED, *columns]
        if pages == 1:
            self._widths = stretched(widths, [0, 3, 0, *(1 for _ in columns)], LANDSCAPE_UNITS)
            self._breaks, self._widest = list[int](), sum(self._widths)
        else:
            self._widths, self._breaks = widths, list(range(len(self.FIXED) + beside, len(widths), beside))
            widest = max(sum(columns[at : at + beside]) for at in range(0, len(columns), beside))
            self._widest = sum(self.FIXED) + widest
        self._seen_on_all_pages = len(self.FIXED) if self._breaks else len(widths)

    def canvas(self, sheet: Worksheet, looks: Looks, labels: Sequence[LineLabel]) -> Canvas:  # noqa: ARG002
        """Return an empty worksheet with a column for each unit."""
        return Canvas(sheet, looks, self._widths)

    def begin(self, sheet: LiveSheet, rankings: Sequence[Ranking], units: int) -> tuple[Grid, str]:
        """Write title and header; the rows of the lines follow from how tall their labels are."""
        canvas, (ranking,) = sheet.canvas, rankings
        stage = ranking.campaign.stages[ranking.reached].name
        about = say(f" – điểm tính đến bước: {stage}", f" – marks up to the stage: {stage}")
        canvas.title(sheet.title, about=about_line(ranking) + about, span=self._seen_on_all_pages)
        fixed = (say(*terms.ID), say(*terms.GROUP_OR_CRITERION), say(*terms.MAX))
        sheet.header = canvas.line(*(Cell(text, HEADER) for text in (*fixed, *self._names)))
        row, rows = canvas.row + 1, dict[Key, int]()
        for label in sheet.labels:
            if label.key is not None:
                rows[label.key] = row
            row += canvas.rows_of(*label.beside)
        columns = [len(self.FIXED) + number for number in range(1, units + 1)]
        classes = class_area(ranking.rubric, row + 1) if sheet.lists_classes else ""
        return Grid(canvas.sheet.get_name(), rows, columns), classes

    def write(self, sheets: Sequence[LiveSheet], tables: LiveTables, progress: Callable[[int], None]) -> None:  # noqa: ARG002
        """Write the worksheets one after the other, line by line."""
        for sheet in sheets:
            self._write(sheet, tables)

    def _write(self, sheet: LiveSheet, tables: LiveTables) -> None:
        canvas, last = sheet.canvas, sheet.header
        units = [iter(sheet.cells(tables, unit)) for unit in tables.units]
        for label in sheet.labels:
            canvas.line(*label.beside, *(_BLANK if label.key is None else next(cells) for cells in units))
            if isinstance(label.key, int):
                last = canvas.row
        if sheet.lists_classes and tables.rubric.classification:
            canvas.line(Cell(say("Các loại, từ cao xuống thấp", "Classes, from the top"), GROUP, len(self.FIXED)))
            _list_classes(canvas, tables.rubric)
        canvas.gap(4)
        canvas.line(Cell("\n".join(sheet.notes), PLAIN._replace(size=11, italic=True), self._seen_on_all_pages))
        if sheet.colour is not None and units:
            marks = (sheet.header, len(self.FIXED), last - 1, len(self._widths) - 1)
            sheet.colour(canvas, marks, f"$C{sheet.header + 1}")
        in_view(canvas, (sheet.header, sheet.header), len(self.FIXED), self._breaks, self._widest)


class UnitsDown:
    """Units down and lines across: the report of very many units, written row by row.

    Rows are put aside as soon as the next one begins, so that a country's report takes little memory; nothing in it
    depends on the cells of all units.
    """

    FIXED = (22.0, 24.0)  # columns: bloc, unit
    SQUEEZED = 1.35  # how much wider than a page a worksheet may be to be printed on one
    _WIDE = 12  # columns that notes cover beside the fixed ones

    def canvas(self, sheet: Worksheet, looks: Looks, labels: Sequence[LineLabel]) -> Canvas:
        """Return an empty worksheet with a column for each line."""
        return Canvas(sheet, looks, [*self.FIXED, *(label.width for label in labels if label.key is not None)])

    def begin(self, sheet: LiveSheet, rankings: Sequence[Ranking], units: int) -> tuple[Grid, str]:
        """Write title, classes and header; each unit has one row below."""
        canvas, labels = sheet.canvas, [label for label in sheet.labels if label.key is not None]
        title_of_many(canvas, rankings, sheet.title)
        rubric, classes = rankings[0].rubric, ""
        if sheet.lists_classes:
            classes = class_area(rubric, canvas.row + 1)
            _list_classes(canvas, rubric)
        fixed = (Cell(say(*terms.BLOC), HEADER), Cell(say(*terms.UNIT), HEADER))
        canvas.line(*fixed, *(label.above[0] for label in labels))
        most = Cell(say(*terms.MAX), HEADER)
        sheet.header = canvas.line(_BLANK, most, *(label.above[1] for label in labels))
        columns = {label.key: len(self.FIXED) + at for at, label in enumerate(labels, start=1) if label.key is not None}
        rows = range(sheet.header + 1, sheet.header + 1 + units)
        return Grid(canvas.sheet.get_name(), columns, rows, units_down=True), classes

    def write(self, sheets: Sequence[LiveSheet], tables: LiveTables, progress: Callable[[int], None]) -> None:
        """Write the worksheets together, unit by unit."""
        small = BODY._replace(size=10)
        for unit in tables.units:
            progress(unit.number)
            fixed = (Cell(unit.ranking.bloc.name, small), Cell(unit.name, BODY))
            for sheet in sheets:
                sheet.canvas.line(*fixed, *sheet.cells(tables, unit), whole=True)
        for sheet in sheets:
            self._finish(sheet, tables)

    def _finish(self, sheet: LiveSheet, tables: LiveTables) -> None:
        canvas, fixed = sheet.canvas, len(self.FIXED)
        if sheet.colour is not None and tables.units:
            marks = (sheet.header, fixed, canvas.row - 1, fixed + len(tables.lines) - 1)
            sheet.colour(canvas, marks, f"{column_letters(fixed + 1)}${sheet.header}")
        canvas.line(Cell(" ".join(sheet.notes), PLAIN._replace(size=10, italic=True), fixed + self._WIDE))
        self.print(canvas, (sheet.header - 1, sheet.header), fixed)

    def print(self, canvas: Canvas, header: tuple[int, int], fixed: int) -> None:
        """Set how a worksheet with units down is scrolled and printed.

        Args:
            canvas: the worksheet.
            header: the first and the last row of its header.
            fixed: how many of its first columns stay in view.
        """
        breaks, widest = breaks_across(canvas.widths, fixed, squeezed=self.SQUEEZED)
        in_view(canvas, header, fixed, breaks, widest)


def title_of_many(canvas: Canvas, rankings: Sequence[Ranking], title: str) -> None:
    """Write the title of a worksheet of many blocs over the columns that come first."""
    first, wide = rankings[0], min(len(canvas.widths), 8)
    canvas.line(Cell(title, TITLE._replace(across="left"), wide))
    canvas.line(Cell(f"{first.campaign.campaign} – {period_line(first)}", PLAIN._replace(size=11), wide))


def class_area(rubric: Rubric, first: int) -> str:
    """Return the range of the numbers and names of the classes, from a row on; "" where there are none."""
    last = first + len(rubric.classification) - 1
    return "" if last < first else area(ref(first, 1, fixed=True), ref(last, 2, fixed=True))


def _list_classes(canvas: Canvas, rubric: Rubric) -> None:
    """Write the classes: number, name, lower bound."""
    for number, entry in enumerate(rubric.classification):
        bound = entry.bound
        shown: Value = "" if bound is None else f"> {figure(bound.value)}" if bound.above else bound.value
        canvas.line(Cell(number, FIGURE), Cell(entry.name, BODY), Cell(shown, FIGURE))
