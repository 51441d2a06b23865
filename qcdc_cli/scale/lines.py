"""The lines of a scale's table: number, name, points and remarks of each row, as they stand there."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from qcdc_cli.language import say
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.scale.headings import heading
from qcdc_cli.scale.numbering import Numbering, parted, readings
from qcdc_cli.scale.points import NONE, Points, read_points
from qcdc_cli.scale.table import Table
from qcdc_cli.scale.writing import clean
from qcdc_cli.workbook.reading.book import Tab

_TOTAL = re.compile(
    r"(?:tong cong|tong(?: so)? diem|grand total|total (?:points|score))\b.*|"
    r"(?:tong(?: so)?|cong(?: diem)?|(?:sub)?total|sum)(?: (?:cua|cac|muc|phan|nhom|noi dung|of|[ivx]+|[0-9]+|[a-h]))*"
)
_OF = re.compile(r"\b(?:[ivx]+|[0-9]{1,2}|[a-h])\b")


class Line(NamedTuple):
    """A line of a scale: a group, a criterion, or what belongs to the one above it.

    Attributes:
        row: its row in the worksheet.
        ways: the readings of its number; none where it has none.
        name: what it is about.
        points: the points beside it.
        level: which of several columns of names it stands in, from 0; None where there is only one.
        guide: what the table says about judging it.
        evidence: what proves it.
        remarks: what a person should check about how the line was read.
    """

    row: int
    ways: tuple[Numbering, ...]
    name: str
    points: Points = NONE
    level: int | None = None
    guide: str = ""
    evidence: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


class Total(NamedTuple):
    """A line that adds up others.

    Attributes:
        row: its row.
        of: the number of the group that it adds up, as ids have it; "" for all, or for what stands above it.
        points: the points beside it.
    """

    row: int
    of: str
    points: Points


class Aside(NamedTuple):
    """A row that is no line of the scale: a repeated header, a signature, a note."""

    row: int
    text: str


Entry = Line | Total | Aside


def read_lines(table: Table) -> tuple[list[Entry], list[Problem]]:
    """Return all rows of a table in order, and what keeps some of them from being read, with the cells."""
    entries: list[Entry] = []
    problems: list[Problem] = []
    head = {column: table.tab.text(table.top, column) for column in table.columns.names}
    for row in table.rows:
        if all(table.tab.text(row, column) == text for column, text in head.items() if text):
            entries.append(Aside(row, next(iter(head.values()))))
            continue
        try:
            points = read_points(table.tab.cells.get((row, table.columns.points)))
        except QcdcError as refused:
            problems.append(refused.problem.at(table.tab.place(row, table.columns.points)))
            points = NONE
        entries += _row(table, row, points, problems)
    return entries, problems


def _row(table: Table, row: int, points: Points, problems: list[Problem]) -> Iterator[Entry]:
    """Yield what a row says."""
    tab, columns = table.tab, table.columns
    ways, typed, remarks = _label(tab, row, columns.numbers)
    texts = [(level, clean(tab.text(row, column))) for level, column in enumerate(columns.names)]
    texts = [(level, text) for level, text in texts if text]
    if not texts and typed and not ways:  # a name that goes over the column of numbers, too
        texts, typed = [(0, typed)], ""
    if not texts and typed and points != NONE:
        problems.append(Problem("Q755", {"found": typed}).at(tab.place(row, columns.names[-1])))
    elif not texts and points != NONE:
        yield Aside(row, clean(tab.text(row, columns.points)))
    elif not texts and typed:
        yield Aside(row, typed)
    elif texts and not ways and _TOTAL.fullmatch(heading(texts[0][1])):
        named = _OF.findall(heading(texts[0][1]))
        yield Total(row, named[0].upper() if len(named) == 1 else "", points)
    elif texts:
        if typed and not ways:
            remarks.append(say(f"số thứ tự “{typed}” không hiểu được", f"the number “{typed}” is not understood"))
        if row in tab.hidden_rows:
            remarks.append(say("dòng này bị ẩn trong bảng", "this row is hidden in the table"))
        *above, last = _named(row, ways, texts, len(columns.names))
        yield from above
        yield last._replace(
            points=points, guide=_guide(table, row), evidence=_evidence(table, row), remarks=tuple(remarks)
        )


def _named(row: int, ways: tuple[Numbering, ...], texts: list[tuple[int, str]], columns: int) -> Iterator[Line]:
    """Yield a line for each of a row's names; the row's number belongs to the first of them."""
    for place, (level, text) in enumerate(texts):
        label, name = ("", text) if ways and not place else parted(text)
        own = ways if ways and not place else readings(label)
        outer = level < columns - 1
        yield Line(row, own, name, level=level if columns > 1 and (outer or not own) else None)


def _label(tab: Tab, row: int, columns: tuple[int, ...]) -> tuple[tuple[Numbering, ...], str, list[str]]:
    """Return the readings of a row's number, the number as typed, and what to check about it."""
    for column in reversed(columns):
        found = tab.cells.get((row, column))
        if found is None or not found.text:
            continue
        if found.what == "date":
            return _from_date(found.text)
        return readings(found.text), clean(found.text), []
    return (), "", []


def _from_date(text: str) -> tuple[tuple[Numbering, ...], str, list[str]]:
    """Return the numbers that a spreadsheet may have taken for a day: 1.2 became the first of February."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return (), text, []
    year = day.year % 100
    texts = (
        f"{day.day}.{day.month}",
        f"{day.month}.{day.day}",
        f"{day.day}.{day.month}.{year}",
        f"{day.month}.{day.day}.{year}",
    )
    remark = say(
        f"bảng tính đã đổi số thứ tự này thành ngày {day.day}/{day.month}/{day.year}",
        f"the spreadsheet turned this number into the day {day.isoformat()}",
    )
    return tuple(way for one in texts for way in readings(one)), text, [remark]


def _guide(table: Table, row: int) -> str:
    texts = (clean(table.tab.text(row, column)) for column in table.columns.guide)
    return "; ".join(text for text in texts if text)


def _evidence(table: Table, row: int) -> tuple[str, ...]:
    """Return the documents that a row names, one a line or parted by semicolons."""
    texts = (part for column in table.columns.evidence for part in re.split("[\n;]", table.tab.text(row, column)))
    cleaned = (clean(text).lstrip("-–+•* ").rstrip(" .,") for text in texts)
    return tuple(dict.fromkeys(text for text in cleaned if text))
