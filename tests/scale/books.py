"""Small builders for tests of scales: a table's rows as a workbook that was read, and a tree as an outline."""

from collections.abc import Sequence

from qcdc_cli.language.figures import figure
from qcdc_cli.scale.nodes import ScaleNode
from qcdc_cli.scale.reading import Scale
from qcdc_cli.workbook.reading.book import Book, Found, Tab

Value = str | int | float | Found | None
Rows = Sequence[Sequence[Value]]

HEADER = ("STT", "Nội dung", "Điểm tối đa")


def found(value: Value) -> Found | None:
    """Return what reading a workbook finds in a cell with this value; a text with `=` in front is a formula."""
    if value is None or value == "":
        return None
    if isinstance(value, Found):
        return value
    if isinstance(value, str):
        return Found("formula" if value.startswith("=") else "text", value)
    return Found("number", f"{value:g}" if isinstance(value, float) else str(value))


def tab_of(
    rows: Rows,
    *,
    name: str = "Thang điểm",
    hidden: bool = False,
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    merged: Sequence[tuple[int, int, int, int]] = (),
) -> Tab:
    """Return a worksheet with these rows from its top left corner."""
    cells = {
        (row, column): cell
        for row, values in enumerate(rows, start=1)
        for column, value in enumerate(values, start=1)
        if (cell := found(value)) is not None
    }
    columns = frozenset(hidden_columns)
    return Tab("thang-diem.xlsx", name, cells, frozenset(hidden_rows), tuple(merged), hidden, columns)


def book_of(*tabs: Tab) -> Book:
    """Return a workbook of worksheets."""
    return Book("thang-diem.xlsx", tabs)


def outline(scale: Scale) -> list[str]:
    """Return a scale's tree and what stands apart, a line per node: id, name, points and guide, indented by level."""
    lines = [line for node in scale.criteria for line in _outlined(node, 0)]
    for key, section in (("bonus", scale.bonus), ("penalties", scale.penalties)):
        if section is not None:
            cap = "" if section.cap is None else f" ≤ {figure(section.cap)}"
            lines.append(f"{key}{f' {section.name}' if section.name else ''}{cap}")
            lines += [line for node in section.criteria for line in _outlined(node, 1)]
    return lines


def left_out(scale: Scale) -> list[str]:
    """Return the rows of a table that are not in its scale, each with the reason; a `?` where somebody must look."""
    return [f"{row.row}{'?' if row.doubtful else ''} {row.why}: {row.text}" for row in scale.skipped]


def _outlined(node: ScaleNode, depth: int) -> list[str]:
    points = "?" if node.worth is None else figure(node.worth)
    return [
        f"{'  ' * depth}{node.id} {node.name} = {points}{f' | {node.whole_guide}' if node.whole_guide else ''}",
        *(line for part in node.parts for line in _outlined(part, depth + 1)),
    ]


def remarks(scale: Scale) -> list[str]:
    """Return what a person should check about the lines of a scale, with their ids."""
    return [f"{node.id}: {remark}" for node in scale.nodes for remark in node.remarks]
