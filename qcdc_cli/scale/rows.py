"""Reads the rows of a scale's table as they stand there: number, name, points, guide and evidence of each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import day
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.scale.numbering import UNNUMBERED, Numbering, label_readings, split_label
from qcdc_cli.scale.table import ScaleTable
from qcdc_cli.scale.words import total_of
from qcdc_cli.values import read_number
from qcdc_cli.workbook.reading.book import Found
from qcdc_cli.yamltext.new_text import printable_line

_AROUND = re.compile(
    r"(?<![^\W\d_])(?:tổng|tối đa|không quá|đến|cộng|thưởng|điểm|đ|points?|pts?|max(?:imum)?|at most|up to)\b|[()≤:/*]",
    re.IGNORECASE,
)
_MINUS = re.compile(r"(?:[-–—−]|\b(?:trừ|minus)\b)\s*", re.IGNORECASE)
_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_RANGE = re.compile(rf"(?:từ|from)?\s*({_NUMBER})\s*(?:[-–—−]|đến|to)\s*({_NUMBER})", re.IGNORECASE)
_UNIT = re.compile(r"(?<![^\W\d_])(?:điểm|points?|đ)\b|[()]", re.IGNORECASE)
_NO_POINTS = {
    "date": Text("ngày tháng", "a date"),
    "percent": Text("phần trăm", "a percentage"),
    "boolean": Text("đúng/sai", "true or false"),
    "error": Text("giá trị lỗi", "an error value"),
}


class PointsCell(NamedTuple):
    """What a cell of points holds.

    Attributes:
        value: the points; None where the cell gives no number.
        text: what stands there, where a person must look at it, else "".
        formula: it is a formula, whose result is not believed.
    """

    value: Decimal | None = None
    text: str = ""
    formula: bool = False


NO_POINTS = PointsCell()


@dataclass(slots=True, eq=False)
class ScaleNode:
    """A group or a criterion of a scale, as the table has it, or a row that belongs to the one above it.

    Attributes:
        row: its row in the worksheet.
        labels: the readings of its number; none where it has none.
        name: what it is about.
        points: the points beside it.
        column: which of several columns of names it stands in, from 0; None where there is only one.
        guide: how the table says to judge it.
        evidence: what proves it.
        remarks: what a person should check.
        numbering: the reading of its number that fits its place, once it stands in the tree.
        parts: what stands below it.
        id: its id, once the tree is complete.
        label: what is printed instead of the id, where the table's own signs are no id: `đ`; else "".
    """

    row: int
    labels: tuple[Numbering, ...]
    name: str
    points: PointsCell = NO_POINTS
    column: int | None = None
    guide: str = ""
    evidence: tuple[str, ...] = ()
    remarks: list[str] = field(default_factory=list)
    numbering: Numbering = UNNUMBERED
    parts: list["ScaleNode"] = field(default_factory=list)
    id: str = ""
    label: str = ""

    @property
    def sum_of_parts(self) -> Decimal | None:
        """The sum of its parts; None while one of them is not known, and for a criterion."""
        return total_worth(self.parts) if self.parts else None

    @property
    def worth(self) -> Decimal | None:
        """The points beside it, else the sum of its parts."""
        return self.points.value if self.points.value is not None else self.sum_of_parts

    def remark(self, vietnamese: str, english: str) -> None:
        """Add what a person should check, in the language in use."""
        self.remarks.append(say(vietnamese, english))

    def nodes(self) -> Iterator["ScaleNode"]:
        """Yield it and all that stands below it, outer before inner."""
        yield self
        for part in self.parts:
            yield from part.nodes()

    def leaves(self) -> Iterator["ScaleNode"]:
        """Return the criteria in it, or itself."""
        return (node for node in self.nodes() if not node.parts)


def total_worth(nodes: list[ScaleNode]) -> Decimal | None:
    """Return what nodes are worth together; None while that of one is not known."""
    known = [worth for node in nodes if (worth := node.worth) is not None]
    return sum(known, Decimal(0)) if len(known) == len(nodes) else None


class Total(NamedTuple):
    """A row that adds up others.

    Attributes:
        row: its row.
        of: the number of the group that it adds up, as ids have it; "" for all, or for what stands above it.
        points: the points beside it.
    """

    row: int
    of: str
    points: PointsCell


class SkippedRow(NamedTuple):
    """A row that is no part of the scale: a repeated header, a signature, a note."""

    row: int
    text: str


TableRow = ScaleNode | Total | SkippedRow


def read_rows(table: ScaleTable) -> tuple[list[TableRow], list[Problem]]:
    """Return all rows of a table in order, and what keeps some of them from being read, with the cells."""
    rows: list[TableRow] = []
    problems: list[Problem] = []
    head = {column: table.tab.text(table.top, column) for column in table.columns.names}
    for row in table.rows:
        if all(table.tab.text(row, column) == text for column, text in head.items() if text):
            rows.append(SkippedRow(row, next(iter(head.values()))))
            continue
        try:
            points = read_points(table.tab.cells.get((row, table.columns.points)))
        except QcdcError as refused:
            problems.append(refused.problem.at(table.tab.place(row, table.columns.points)))
            points = NO_POINTS
        rows += _read_row(table, row, points, problems)
    return rows, problems


def _read_row(table: ScaleTable, row: int, points: PointsCell, problems: list[Problem]) -> Iterator[TableRow]:
    """Yield what a row holds: a node for each of its names, or what else it is."""
    tab, columns = table.tab, table.columns
    labels, typed, remarks = _label(table, row)
    texts = [(level, printable_line(tab.text(row, column))) for level, column in enumerate(columns.names)]
    texts = [(level, text) for level, text in texts if text]
    if not texts and typed and not labels:  # a name that goes over the column of numbers, too
        texts, typed = [(0, typed)], ""
    if not texts and typed and points != NO_POINTS:
        problems.append(Problem("Q755", {"found": typed}).at(tab.place(row, columns.names[-1])))
    elif not texts and points != NO_POINTS:
        yield SkippedRow(row, printable_line(tab.text(row, columns.points)))
    elif not texts and typed:
        yield SkippedRow(row, typed)
    elif texts and not labels and (group := total_of(texts[0][1])) is not None:
        yield Total(row, group, points)
    elif texts:
        *above, node = _named(row, labels, texts, len(columns.names))
        yield from above
        node.points, node.remarks = points, remarks
        if typed and not labels:
            node.remark(f"số thứ tự “{typed}” không hiểu được", f"the number “{typed}” is not understood")
        if row in tab.hidden_rows:
            node.remark("dòng này bị ẩn trong bảng", "this row is hidden in the table")
        node.guide = "; ".join(text for column in columns.guide if (text := printable_line(tab.text(row, column))))
        node.evidence = _evidence(table, row)
        yield node


def _named(row: int, labels: tuple[Numbering, ...], texts: list[tuple[int, str]], columns: int) -> Iterator[ScaleNode]:
    """Yield a node for each of a row's names; the row's number belongs to the first of them."""
    for place, (level, text) in enumerate(texts):
        label, name = ("", text) if labels and not place else split_label(text)
        own = labels if labels and not place else label_readings(label)
        outer = level < columns - 1
        yield ScaleNode(row, own, name, column=level if columns > 1 and (outer or not own) else None)


def _label(table: ScaleTable, row: int) -> tuple[tuple[Numbering, ...], str, list[str]]:
    """Return the readings of a row's number, the number as typed, and what to check about it."""
    for column in reversed(table.columns.numbers):
        found = table.tab.cells.get((row, column))
        if found is None or not found.text:
            continue
        if found.what == "date":
            return _label_from_date(found.text)
        return label_readings(found.text), printable_line(found.text), []
    return (), "", []


def _label_from_date(text: str) -> tuple[tuple[Numbering, ...], str, list[str]]:
    """Return the numbers that a spreadsheet may have taken for a day: 1.2 became the first of February."""
    try:
        moment = date.fromisoformat(text)
    except ValueError:
        return (), text, []
    pairs = (f"{moment.day}.{moment.month}", f"{moment.month}.{moment.day}")
    typed = (*pairs, *(f"{pair}.{moment.year % 100}" for pair in pairs))
    remark = say(
        f"bảng tính đã đổi số thứ tự này thành ngày {day(moment)}",
        f"the spreadsheet turned this number into the day {day(moment)}",
    )
    return tuple(label for one in typed for label in label_readings(one)), text, [remark]


def _evidence(table: ScaleTable, row: int) -> tuple[str, ...]:
    """Return the documents that a row names, one a line or separated by semicolons."""
    texts = (part for column in table.columns.evidence for part in re.split("[\n;]", table.tab.text(row, column)))
    cleaned = (printable_line(text).lstrip("-–+•* ").rstrip(" .,") for text in texts)
    return tuple(dict.fromkeys(text for text in cleaned if text))


def read_points(found: Found | None) -> PointsCell:
    """Read a cell of points: `10`, `4,5`, `10đ`, `tối đa 10 điểm`, `−2`, `0 – 5`; or say that it is none.

    Raises:
        QcdcError: Q753 for what a number was turned into, Q301 or Q302 for a number that cannot be read exactly.
    """
    if found is None or not found.text:
        return NO_POINTS
    if found.what == "formula":
        return PointsCell(None, found.text, formula=True)
    if found.what in _NO_POINTS:
        raise QcdcError(Problem("Q753", {"found": found.text, "what": _NO_POINTS[found.what]}, found.text))
    if found.what == "number" and re.fullmatch(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?", found.text):
        return PointsCell(Decimal(found.text))
    return _points_from_text(found.text)


def _points_from_text(text: str) -> PointsCell:
    words = " ".join(text.split())
    between = _RANGE.fullmatch(" ".join(_UNIT.sub(" ", words).split()))
    if between is not None:
        lower, upper = read_number(between[1]), read_number(between[2])
        return PointsCell(upper, "" if lower == 0 else text) if lower < upper else PointsCell(None, text)
    plain = " ".join(_AROUND.sub(" ", words).split()).rstrip(".").removeprefix("+").strip()
    minus = _MINUS.match(plain)
    digits = plain[minus.end() :].strip() if minus else plain
    if not re.fullmatch(_NUMBER, digits):
        return PointsCell(None, text)
    number = read_number(digits)
    return PointsCell(-number if minus else number)
