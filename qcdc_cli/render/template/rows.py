"""The rows of a template's worksheet: filled, and the units' row once for each unit."""

import copy
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from qcdc_cli.render.template.cells import Answer, Slot, fill
from qcdc_cli.render.template.formulas import moved, shifted
from qcdc_cli.render.template.heights import Heights
from qcdc_cli.render.template.markup import alike, child, children, whole
from qcdc_cli.render.template.references import MOST_ROWS, Stretch, Stretches, folded, moved_area, on_row
from qcdc_cli.render.template.styles import Styles
from qcdc_cli.workbook.columns import column_letters, column_number

_CELL = re.compile(r"([A-Z]+)(\d+)")


class Filling(NamedTuple):
    """What the cells of one worksheet are filled with.

    Attributes:
        sheet: the worksheet's name.
        slots: the cells to fill, by their references.
        stretches: the rows of the workbook's worksheets that become several.
        answer: gives what stands in the place of a word that is about no unit.
        of_units: the same for each unit, in the order of the rows.
        styles: the workbook's styles.
        heights: makes rows as high as what was filled in needs.
    """

    sheet: str
    slots: Mapping[str, Slot]
    stretches: Stretches
    answer: Answer
    of_units: Sequence[Answer]
    styles: Styles
    heights: Heights

    @property
    def stretch(self) -> Stretch | None:
        """The units' row of this worksheet; None where it has none."""
        return self.stretches.get(folded(self.sheet))


def cells_in(data: Element) -> Iterator[tuple[int, Element]]:
    """Yield the cells of a worksheet with their rows; those that do not say where they are get to."""
    row_number = 0
    for row in children(data, "row"):
        row_number = whole(row.get("r", str(row_number + 1)))
        row.set("r", str(row_number))
        column = 0
        for cell in children(row, "c"):
            said = _CELL.fullmatch(cell.get("r", ""))
            column = column_number(said[1]) if said else column + 1
            if not said:
                cell.set("r", f"{column_letters(column)}{row_number}")
            yield row_number, cell


def add_missing_cells(data: Element, cells: Sequence[str]) -> None:
    """Put empty cells where a worksheet's file has none, since they are to be filled."""
    rows = {whole(row.get("r")): row for row in children(data, "row")}
    for wanted in cells:
        letters, digits = _parts(wanted)
        number = int(digits)
        row = rows.get(number)
        if row is None:
            row = rows[number] = Element(alike(data, "row"), {"r": digits})
            data.insert(sum(other < number for other in rows), row)
        columns = [column_number(_parts(cell.get("r", ""))[0]) for cell in children(row, "c")]
        if column_number(letters) not in columns:
            at = sum(column < column_number(letters) for column in columns)
            row.insert(at, Element(alike(data, "c"), {"r": wanted}))


def _parts(cell: str) -> tuple[str, str]:
    match = _CELL.fullmatch(cell)
    return (match[1], match[2]) if match else ("", "0")


def write_out_shared(data: Element) -> None:
    """Give each cell of a shared formula its own, as Excel does when rows go in between."""
    masters: dict[str, tuple[str, str]] = {}
    for _, cell in cells_in(data):
        formula = child(cell, "f")
        if formula is None or formula.get("t") != "shared":
            continue
        identity, where = formula.get("si", ""), cell.get("r", "")
        if formula.text:
            masters[identity] = (where, formula.text)
        elif identity in masters:
            master, text = masters[identity]
            (letters, row), (own_letters, own_row) = _parts(master), _parts(where)
            formula.text = shifted(text, int(own_row) - int(row), column_number(own_letters) - column_number(letters))
        for key in ("t", "si", "ref"):
            formula.attrib.pop(key, None)


def fill_rows(data: Element, filling: Filling) -> None:
    """Fill the rows of a worksheet; the units' row is repeated, those below it move down.

    Args:
        data: the worksheet's rows, each with its number and each cell with its reference.
        filling: what to fill them with.
    """
    stretch = filling.stretch
    rows = children(data, "row")
    for row in rows:
        data.remove(row)
    for row in rows:
        number = whole(row.get("r"))
        if stretch is None or number != stretch.row:
            target = number if stretch is None else number + (stretch.copies - 1) * (number > stretch.row)
            if target <= MOST_ROWS:
                data.append(_row(row, target, filling, filling.answer, None))
            continue
        for own in range(stretch.copies):
            answer = filling.of_units[own]
            data.append(_row(copy.deepcopy(row), number + own, filling, answer, own))


def _row(row: Element, target: int, filling: Filling, answer: Answer, own: int | None) -> Element:
    """Return a row of the template, filled, at its place."""
    row.set("r", str(target))
    filled = []
    for cell in children(row, "c"):
        slot = filling.slots.get(cell.get("r", ""))
        if slot is None:
            _move_formula(cell, filling, own)
        else:
            fill(cell, slot, answer, filling.styles)
            filled.append(cell)
    filling.heights.fit(row, filled)
    for cell in children(row, "c"):
        cell.set("r", on_row(cell.get("r", ""), target))
    return row


def _move_formula(cell: Element, filling: Filling, own: int | None) -> None:
    """Bring a formula to where its cells are now; its result is of before, and goes."""
    formula = child(cell, "f")
    if formula is None:
        return
    value = child(cell, "v")
    if value is not None:
        cell.remove(value)
    cell.attrib.pop("t", None)
    formula.text = moved(formula.text or "", filling.sheet, filling.stretches, own)
    for key in ("ref", "r1", "r2"):
        area, stretch = formula.get(key), filling.stretch
        if area and stretch is not None:
            formula.set(key, moved_area(area, stretch) if own is None else on_row(area, stretch.row + own))
