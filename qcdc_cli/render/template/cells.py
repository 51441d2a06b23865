"""The rows and cells of a template's worksheet, each with its number, and the texts in them."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from qcdc_cli.language import Text
from qcdc_cli.render.template.references import MOST_COLUMNS, MOST_ROWS
from qcdc_cli.workbook.markup_tree import child, children, in_namespace_of, local, whole_number
from qcdc_cli.workbook.reading.refusals import damaged
from qcdc_cli.workbook.references import column_letters, column_number

CELL = re.compile(r"([A-Z]{1,3})(\d+)")


class Run(NamedTuple):
    """A part of a text that looks alike.

    Attributes:
        look: how it looks; None for as the cell does.
        text: the text, as it is written in the file.
    """

    look: Element | None
    text: str


def text_of(runs: Sequence[Run]) -> str:
    """Return the text of some runs together."""
    return "".join(run.text for run in runs)


def runs_of(holder: Element | None) -> tuple[Run, ...]:
    """Return the text of a shared or inline string."""
    if holder is None:
        return ()
    runs = []
    for each in holder:
        if local(each) == "t":
            runs.append(Run(None, each.text or ""))
        elif local(each) == "r":
            text = child(each, "t")
            runs.append(Run(child(each, "rPr"), (text.text or "") if text is not None else ""))
    return tuple(runs)


def text_in(cell: Element, shared: Sequence[Element]) -> tuple[Run, ...]:
    """Return the text in a cell; nothing where it holds no text.

    Args:
        cell: the cell.
        shared: the workbook's shared strings.
    """
    if cell.get("t") == "inlineStr":
        return runs_of(child(cell, "is"))
    value = child(cell, "v")
    if cell.get("t") == "str" and value is not None:  # written in the cell, as results of formulas are
        return (Run(None, value.text or ""),)
    if cell.get("t") != "s" or value is None or not (value.text or "").strip().isdecimal():
        return ()
    index = int(value.text or "")
    return runs_of(shared[index]) if index < len(shared) else ()


def cells_in(sheet_data: Element) -> Iterator[tuple[int, Element]]:
    """Yield the cells of a worksheet with their rows; all have their numbers by now (see `number_cells`)."""
    for row in children(sheet_data, "row"):
        row_number = whole_number(row.get("r"))
        yield from ((row_number, cell) for cell in children(row, "c"))


def number_cells(worksheet: Element) -> tuple[str, Text] | None:
    """Give the rows and cells without a number theirs, as Excel counts them: each is the next one.

    Their attributes that are empty go, since they say nothing.

    Returns:
        the first row or cell that does not come behind the one before it in the file, and what is wrong with it;
        None when all do. Programs would not agree on where it is.

    Raises:
        QcdcError: Q707 for a number that is none, and for a row or cell that only looks like one, or is elsewhere.
    """
    held = children(worksheet, "sheetData")
    if not held:
        return None
    sheet_data = held[0]
    rows = children(sheet_data, "row")
    inside = len(rows) + sum(len(children(row, "c")) for row in rows)
    tags = {in_namespace_of(sheet_data, name) for name in ("row", "c")}
    if len(held) > 1 or sum(each.tag in tags for each in worksheet.iter()) > inside:
        raise damaged()
    row_before = 0
    for row in rows:
        _drop_empty_attributes(row)
        number = whole_number(row.get("r", str(row_before + 1)))
        row.set("r", str(number))
        if _is_foreign(row, sheet_data) or not 0 < number <= MOST_ROWS:
            raise damaged()
        if number <= row_before:
            after = Text(f"dòng {number} nằm sau dòng {row_before}", f"row {number} comes behind row {row_before}")
            twice = Text(f"dòng {number} có hai lần", f"row {number} is there twice")
            return f"{number}:{number}", twice if number == row_before else after
        row_before, column_before = number, 0
        for cell in children(row, "c"):
            _drop_empty_attributes(cell)
            whole_number(cell.get("s", "0"))
            where = cell.get("r") or f"{column_letters(column_before + 1)}{number}"
            cell.set("r", where)
            match = CELL.fullmatch(where)
            if match is None or _is_foreign(cell, sheet_data) or column_number(match[1]) > MOST_COLUMNS:
                raise damaged()
            if whole_number(match[2]) != number:
                return where, Text(f"ô {where} nằm trong dòng {number}", f"the cell {where} is in row {number}")
            if column_number(match[1]) <= column_before:
                before = f"{column_letters(column_before)}{number}"
                return where, Text(f"ô {where} nằm sau ô {before}", f"the cell {where} comes behind {before}")
            column_before = column_number(match[1])
    return None


def _drop_empty_attributes(element: Element) -> None:
    for key in [key for key, value in element.items() if not value]:
        del element.attrib[key]


def _is_foreign(element: Element, sheet_data: Element) -> bool:
    """Return whether an element is of another namespace than the worksheet, in which no program looks for it."""
    prefix = element.tag.rpartition(":")[0]
    own = element.get(f"xmlns:{prefix}" if prefix else "xmlns", "spreadsheetml")
    return element.tag != in_namespace_of(sheet_data, local(element)) or "spreadsheetml" not in own
