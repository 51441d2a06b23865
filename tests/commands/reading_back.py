"""What each output says of a unit, read back from the text or the file that a person is given, in English."""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

Figures = dict[str, Any]
"""A unit's `total`, `maximum`, `rank` and `class` (its name), as far as an output shows them; None: it has none."""

Table = list[list[str]]  # with the heading as its first row
NONE = ("–", "", None)
_COLUMNS = {"Total": "total", "Maximum": "maximum", "Out of": "maximum", "Rank": "rank", "Class": "class"}


def number(shown: object) -> Fraction | None:
    """Return a figure; a workbook's are floats of what is written in the file."""
    return None if shown in NONE else Fraction(str(shown).replace("−", "-"))


def value(field: str, shown: object) -> Any:
    """Return what is shown of one field."""
    if field == "class":
        return None if shown in NONE else shown
    if field == "rank":
        return None if shown in NONE else int(str(shown).partition("/")[0])
    return number(shown)


# ------------------------------------------------------------------ tables


def csv_tables(text: str) -> Iterator[Table]:
    """Yield the tables of a CSV file, which empty lines part."""
    yield from _tables_in(list(csv.reader(io.StringIO(text.removeprefix("\ufeff")))))


def markdown_tables(text: str) -> Iterator[Table]:
    """Yield the tables of a Markdown document."""
    rows = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] if line.startswith("|") else []
        if not cells or not all(re.fullmatch(":?-+:?", cell) for cell in cells):
            rows.append(cells)
    yield from _tables_in(rows)


def terminal_tables(text: str) -> Iterator[Table]:
    """Yield the tables of what is printed: columns stand where every line has two spaces."""
    lines = text.splitlines()
    for number_of_line, line in enumerate(lines):
        if line and not line.strip("─"):
            width = len(line)
            rows = [lines[number_of_line - 1]]
            for row in lines[number_of_line + 1 :]:
                if not row:
                    break
                rows.append(row)
            rows = [row.ljust(width + 2) for row in rows]
            empty = "".join(" " if all(row[at] == " " for row in rows) else "x" for at in range(width))
            spans = [match.span() for match in re.finditer(r"x(?:x| (?! ))*", empty)]
            yield [[row[first:last].strip() for first, last in spans] for row in rows]


def _tables_in(rows: Sequence[list[str]]) -> Iterator[Table]:
    table: Table = []
    for row in [*rows, []]:
        if row:
            table.append(row)
        elif table:
            yield table
            table = []


def in_tables(tables: Iterator[Table], total: str = "Total") -> dict[str, Figures]:
    """Return what tables of units say, by the units' names; the total stands in the column of that heading."""
    fields = {**_COLUMNS, total: "total"}
    found: dict[str, Figures] = {}
    for heading, *rows in tables:
        for row in rows if "Unit" in heading else ():
            cells = dict(zip(heading, row, strict=True))
            figures = {fields[name]: value(fields[name], cell) for name, cell in cells.items() if name in fields}
            assert cells["Unit"] not in found
            found[cells["Unit"]] = figures
    return found


# ------------------------------------------------------------------ the page and papers


class _Tables(HTMLParser):
    """The tables of a page that are of one class."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self.tables: list[Table] = []
        self._inside = self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._inside = self.kind in (dict(attrs).get("class") or "").split()
            if self._inside:
                self.tables.append([])
        elif tag == "tr" and self._inside:
            self.tables[-1].append([])
        elif tag in ("td", "th") and self._inside:
            self.tables[-1][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th"):
            self._in_cell = False
        elif tag == "table":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.tables[-1][-1][-1] += data


def page_tables(text: str, kind: str) -> Iterator[Table]:
    """Yield the tables of a page that are of a class; texts as a reader sees them."""
    reader = _Tables(kind)
    reader.feed(text)
    for table in reader.tables:
        yield [[cell.strip() for cell in row] for row in table]


def word_tables(file: Path) -> Iterator[Table]:
    """Yield the tables of a Word file."""
    for table in docx.Document(str(file)).tables:
        yield [[cell.text for cell in row.cells] for row in table.rows]


def in_letters(lines: Sequence[str]) -> dict[str, Figures]:
    """Return what the lines of letters say, by the units' names."""
    found: dict[str, Figures] = {}
    name = ""
    for line in map(str.strip, lines):
        if match := re.fullmatch(r"To: (.+)\.", line):
            name = match[1]
            assert name not in found
            found[name] = {"total": None, "rank": None, "class": None}
        elif match := re.fullmatch(r"- Total: (\S+)/(\S+) points\.", line):
            found[name] |= {"total": number(match[1]), "maximum": number(match[2])}
        elif match := re.match(r"- Rank: (\d+)/\d+ units of ", line):
            found[name]["rank"] = int(match[1])
        elif match := re.fullmatch(r"- Class: (.+)\.", line):
            found[name]["class"] = match[1]
    return found


# ------------------------------------------------------------------ JSON, with classes as ids


def in_json(units: Sequence[Mapping[str, Any]], classes: Mapping[str, str]) -> dict[str, Figures]:
    """Return what the JSON objects of units say."""
    return {unit["name"]: _json_figures(unit, classes) for unit in units}


def _json_figures(unit: Mapping[str, Any], classes: Mapping[str, str]) -> Figures:
    figures: Figures = {"total": number(unit["points"]), "maximum": number(unit["max"])}
    if "class" in unit:
        figures["class"] = classes.get(unit["class"])
    if "rank" in unit:
        figures["rank"] = unit["rank"]
    return figures


def exact(text: str) -> Any:
    """Read JSON without making a float of anything."""
    return json.loads(text, parse_float=str, parse_int=int)


# ------------------------------------------------------------------ explain


def in_explanation(text: str) -> Figures:
    """Return what `qcdc explain UNIT` says in words."""
    # ":" or what follows a class in brackets ends its name.
    classified = re.search(r"^Class: (.+?)(?: \(.*| ?;.*|: .*)?$", text, re.MULTILINE)
    named = None if classified is None or classified[1] == "none" else classified[1]
    if "has handed in no sheet" in text:
        return {"total": None, "rank": None}
    if "handed in nothing in this period" in text:
        return {"total": None, "rank": None, "class": named}
    total = re.search(r"^Total: (\S+) of (\S+) points", text, re.MULTILINE)
    rank = re.search(r"^Rank: (\d+) of \d+", text, re.MULTILINE)
    assert total is not None, text
    return {
        "total": value("total", total[1]),
        "maximum": value("maximum", total[2]),
        "rank": None if rank is None else int(rank[1]),
        "class": named,
    }


# ------------------------------------------------------------------ the workbook


def in_workbook(file: Path) -> dict[str, dict[str, Figures]]:
    """Return what each kind of worksheet says, of all blocs together, by the units' names."""
    book = load_workbook(file, data_only=True)
    ranked = {unit: figures for sheet in _named(book, "Ranking") for unit, figures in _in_ranking(sheet)}
    return {
        "ranking": ranked,
        "unit": {unit: _in_unit(sheet) for unit in ranked for sheet in _named(book, unit)},
        "calculation": {unit: one for sheet in _named(book, "Calculation") for unit, one in _in_columns(sheet, "")},
        "exported": {
            unit: one for sheet in _named(book, "Calculation") for unit, one in _in_columns(sheet, " as exported")
        },
    }


def _named(book: Workbook, title: str) -> list[Worksheet]:
    """Return the worksheets of a title; with several blocs, a bloc's id stands before it."""
    return [sheet for sheet in book.worksheets if re.fullmatch(rf"(?:[a-z0-9-]+ )?{re.escape(title)}", sheet.title)]


def _in_ranking(sheet: Worksheet) -> Iterator[tuple[str, Figures]]:
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    at = next(number for number, row in enumerate(rows) if row[0] == "Rank")
    heading = [str(title).partition("\n")[0] for title in rows[at]]
    whole = re.search(r"\((\d.*)\)", "".join(str(title) for title in rows[at] if str(title).startswith("Total\n")))
    for row in rows[at + 1 :]:
        if not isinstance(row[1], str):
            break
        cells = dict(zip(heading, row, strict=True))
        figures = {_COLUMNS[name]: value(_COLUMNS[name], cell) for name, cell in cells.items() if name in _COLUMNS}
        if whole is not None:
            figures["maximum"] = number(whole[1])
        yield row[1], figures


def _in_unit(sheet: Worksheet) -> Figures:
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    by_name = {row[0]: row for row in rows if row[0] in ("Total", "Rank", "Class")}
    counts = next(row.index("Counts") for row in rows if "Counts" in row)
    return {
        "total": value("total", by_name["Total"][counts]),
        "rank": value("rank", by_name["Rank"][2]),
        "class": value("class", by_name["Class"][2]) if "Class" in by_name else None,
    }


_ROWS = {"Total": "total", "Rank": "rank", "Class": "class"}


def _in_columns(sheet: Worksheet, suffix: str) -> Iterator[tuple[str, Figures]]:
    rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    units = next(row for row in rows if row[0] == "Id")
    named = {str(row[1]): row for row in rows if row[0] is None}
    titles = {f"{title}{suffix}": field for title, field in _ROWS.items()}
    if not suffix:
        titles |= {"Rank in the bloc": "rank", "Attainable": "maximum"}
        del titles["Rank"]
    shown = {title: field for title, field in titles.items() if title in named}
    for at, unit in enumerate(units):
        if at > 2 and unit is not None:
            yield unit, {field: value(field, named[title][at]) for title, field in shown.items()}
