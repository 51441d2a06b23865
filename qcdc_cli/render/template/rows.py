"""The rows of a template's worksheet: their cells filled, and the units' row once for each unit."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from fractions import Fraction
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from qcdc_cli.language.figures import FRACTION_DECIMALS, fraction_as_decimal
from qcdc_cli.render.placeholders import PERCENT, shown_text
from qcdc_cli.render.placeholders.template_data import TemplateData, UnitData
from qcdc_cli.render.template.cells import CELL, Run, cells_in, text_of
from qcdc_cli.render.template.placeholder_scan import Slot
from qcdc_cli.render.template.references import (
    MOST_ROWS,
    RepeatedRow,
    RepeatedRows,
    moved_area,
    moved_formula,
    on_row,
    sheet_key,
)
from qcdc_cli.render.template.styles import Heights, Styles
from qcdc_cli.workbook.markup_tree import child, children, in_namespace_of, local, whole_number
from qcdc_cli.workbook.plain import MOST_CHARACTERS, cut, escaped, needs_quote, plain, utf16
from qcdc_cli.workbook.reading.shared_formulas import shifted_formula
from qcdc_cli.workbook.references import column_number


class Filling(NamedTuple):
    """What the cells of one worksheet are filled with.

    Attributes:
        sheet: the worksheet's name.
        slots: the cells to fill, by their references.
        repeated_rows: the rows of the workbook's worksheets that become several.
        data: what placeholders stand for.
        styles: the workbook's styles.
        heights: makes rows as high as what was filled in needs.
    """

    sheet: str
    slots: Mapping[str, Slot]
    repeated_rows: RepeatedRows
    data: TemplateData
    styles: Styles
    heights: Heights

    @property
    def repeated(self) -> RepeatedRow | None:
        """The units' row of this worksheet; None where it has none."""
        return self.repeated_rows.get(sheet_key(self.sheet))


def add_missing_cells(sheet_data: Element, cells: Sequence[str]) -> None:
    """Put empty cells where a worksheet's file has none, since they are to be filled."""
    rows = {whole_number(row.get("r")): row for row in children(sheet_data, "row")}
    for wanted in cells:
        number, column = _spot(wanted)
        row = rows.get(number)
        if row is None:
            row = rows[number] = Element(in_namespace_of(sheet_data, "row"), {"r": str(number)})
            sheet_data.insert(sum(other < number for other in rows), row)
        columns = [_spot(cell.get("r", ""))[1] for cell in children(row, "c")]
        if column not in columns:
            at = sum(other < column for other in columns)
            row.insert(at, Element(in_namespace_of(sheet_data, "c"), {"r": wanted}))


def _spot(cell: str) -> tuple[int, int]:
    """Return a cell's row and column; zeros for what is no reference of one."""
    match = CELL.fullmatch(cell)
    return (int(match[2]), column_number(match[1])) if match else (0, 0)


def write_out_shared_formulas(sheet_data: Element) -> None:
    """Give each cell of a shared formula its own, as Excel does when rows go in between."""
    masters: dict[str, tuple[str, str]] = {}
    for _, cell in cells_in(sheet_data):
        formula = child(cell, "f")
        if formula is None or formula.get("t") != "shared":
            continue
        identity, where = formula.get("si", ""), cell.get("r", "")
        if formula.text:
            masters[identity] = (where, formula.text)
        elif identity in masters:
            master, text = masters[identity]
            (row, column), (own_row, own_column) = _spot(master), _spot(where)
            formula.text = shifted_formula(text, own_row - row, own_column - column)
        for key in ("t", "si", "ref"):
            formula.attrib.pop(key, None)


def fill_rows(sheet_data: Element, filling: Filling) -> None:
    """Fill the rows of a worksheet; the units' row is repeated, those below it move down.

    Args:
        sheet_data: the worksheet's rows, each with its number and each cell with its reference.
        filling: what to fill them with.
    """
    repeated = filling.repeated
    rows = children(sheet_data, "row")
    for row in rows:
        sheet_data.remove(row)
    for row in rows:
        number = whole_number(row.get("r"))
        if repeated is None or number != repeated.row:
            target = number if repeated is None else number + (repeated.copies - 1) * (number > repeated.row)
            if target <= MOST_ROWS:
                sheet_data.append(_row(row, target, filling, None))
            continue
        for copy in range(repeated.copies):
            sheet_data.append(_row(deepcopy(row), number + copy, filling, copy))


def _row(row: Element, target: int, filling: Filling, copy: int | None) -> Element:
    """Return a row of the template, filled, at its place; `copy` tells which unit's it is, from 0, or None."""
    row.set("r", str(target))
    unit = None if copy is None else filling.data.units[copy]
    filled = []
    for cell in children(row, "c"):
        slot = filling.slots.get(cell.get("r", ""))
        if slot is None:
            _move_formula(cell, filling, copy)
        else:
            _fill(cell, slot, filling, unit)
            filled.append(cell)
    filling.heights.fit(row, filled)
    for cell in children(row, "c"):
        cell.set("r", on_row(cell.get("r", ""), target))
    return row


def _move_formula(cell: Element, filling: Filling, copy: int | None) -> None:
    """Bring a formula to where its cells are now; its result is of before, and goes."""
    formula = child(cell, "f")
    if formula is None:
        return
    value = child(cell, "v")
    if value is not None:
        cell.remove(value)
    cell.attrib.pop("t", None)
    formula.text = moved_formula(formula.text or "", filling.sheet, filling.repeated_rows, copy)
    for key in ("ref", "r1", "r2"):
        area, repeated = formula.get(key), filling.repeated
        if area and repeated is not None:
            formula.set(key, moved_area(area, repeated) if copy is None else on_row(area, repeated.row + copy))


def _fill(cell: Element, slot: Slot, filling: Filling, unit: UnitData | None) -> None:
    """Write what is asked for into a cell.

    A cell that consists of one placeholder gets the exact number, with the cell's own number format; inside a longer
    text it is a text in the language in use, and looks as the first letter of the placeholder did.

    Args:
        cell: the cell; what stands in it is replaced.
        slot: what it asks for.
        filling: what it is filled with.
        unit: the unit whose row it stands in; None in all other rows.
    """
    for part in list(cell):
        cell.remove(part)
    for key in ("t", "cm", "vm"):
        cell.attrib.pop(key, None)
    only = slot.whole
    if only is None:
        _put_text(cell, _filled(slot, filling.data, unit), filling.styles)
        return
    value = only.value(filling.data, unit)
    if isinstance(value, str):
        _put_text(cell, [Run(slot.runs[0].look, escaped(plain(value)))], filling.styles)
    elif value is not None:
        if only.placeholder is PERCENT and filling.styles.in_percent(cell.get("s", "0")):
            value = Fraction(value) / 100  # the cell's format shows it times 100
        SubElement(
            cell, in_namespace_of(cell, "v")
        ).text = f"{fraction_as_decimal(Fraction(value), FRACTION_DECIMALS):f}"


def _put_text(cell: Element, runs: Sequence[Run], styles: Styles) -> None:
    text = text_of(runs)
    if not text:
        return
    cell.set("t", "inlineStr")
    holder = SubElement(cell, in_namespace_of(cell, "is"))
    if len(runs) == 1 and runs[0].look is None:
        _text(holder, text)
    else:
        for run in runs:
            part = SubElement(holder, in_namespace_of(cell, "r"))
            if run.look is not None:
                look = deepcopy(run.look)
                for each in look.iter():  # the part of the shared texts may have other prefixes
                    each.tag = in_namespace_of(cell, local(each))
                part.append(look)
            _text(part, run.text)
    if needs_quote(text):
        cell.set("s", styles.with_quote_prefix(cell.get("s", "0")))


def _text(holder: Element, text: str) -> None:
    element = SubElement(holder, in_namespace_of(holder, "t"))
    element.text = text
    element.set("xml:space", "preserve")


def _filled(slot: Slot, data: TemplateData, unit: UnitData | None) -> list[Run]:
    """Return the runs with the placeholders replaced; what is put in is not looked at again."""
    text, room = text_of(slot.runs), MOST_CHARACTERS
    filled, begin = [], 0
    for run in slot.runs:
        end, at, written = begin + len(run.text), begin, ""
        for first, behind, call in slot.calls:
            written += text[at : _between(at, first, end)]
            if begin <= first < end:  # a placeholder belongs to the run in which it begins
                written += escaped(plain(shown_text(call.value(data, unit))))
            at = _between(at, behind, end)
        written = cut(written + text[at:end], room)
        room -= utf16(written)
        begin = end
        if written:
            filled.append(Run(run.look, written))
    return filled


def _between(low: int, number: int, high: int) -> int:
    return min(max(number, low), high)
