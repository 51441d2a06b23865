"""Scales as offices make them: a text file each in `offices/`, with the table and with what is read of it.

The first line says what the table is like. Then, between lines `===`: what is joined and hidden (`joined: A1:B1`,
`hidden: C 5`); the table, a line per row and `|` between cells; what is read: the total, the outline, the rows that are
left out, and what somebody must check. `python -m tests.scale.office_tables` writes the last part anew; read it before
you keep it.
"""

import re
from pathlib import Path
from typing import NamedTuple

from qcdc_cli import language
from qcdc_cli.language.figures import figure
from qcdc_cli.scale.reading import Scale, read_scale
from qcdc_cli.workbook.reading.book import Book, Found, Tab
from qcdc_cli.workbook.reading.xlsx_sheet import area_of
from qcdc_cli.workbook.references import column_number
from tests.scale.books import left_out, outline, remarks

FILES = sorted((Path(__file__).parent / "offices").glob("*.txt"))
_PARTS = 4
_BETWEEN = "\n===\n"


class OfficeTable(NamedTuple):
    """A table of an office, and what is read of it."""

    about: str
    setting: str
    table: str
    expected: str

    @classmethod
    def of(cls, file: Path) -> "OfficeTable":
        """Read a file; what is expected may be missing."""
        parts = file.read_text(encoding="utf-8").split(_BETWEEN)
        return cls(*parts, *[""] * (_PARTS - len(parts)))

    def book(self) -> Book:
        """Return the table as a workbook that was read."""
        joined = tuple(area_of(area) for area in re.findall(r"[A-Z]+[0-9]+:[A-Z]+[0-9]+", self.setting))
        hidden = " ".join(line for line in self.setting.splitlines() if line.startswith("hidden:")).split()[1:]
        cells = {
            (row, column): _found(text.strip())
            for row, line in enumerate(self.table.splitlines(), start=1)
            for column, text in enumerate(line.split("|"), start=1)
            if text.strip()
        }
        rows = frozenset(int(own) for own in hidden if own.isdigit())
        columns = frozenset(column_number(own) for own in hidden if own.isalpha())
        return Book("bang.xlsx", (Tab("bang.xlsx", "Bảng", cells, rows, joined, hidden_columns=columns),))


def _found(text: str) -> Found:
    if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", text):
        return Found("number", text)
    return Found("formula" if text.startswith("=") else "text", text.replace("\\n", "\n"))


def read_of(scale: Scale) -> str:
    """Return what is read of a table, as the files have it: a part without lines is left out."""
    parts = [
        [f"total {'?' if scale.total is None else figure(scale.total)}"],
        outline(scale),
        ["left out:", *left_out(scale)],
        ["to check:", *scale.remarks, *_of_sections(scale), *remarks(scale)],
    ]
    return "".join(f"{line}\n" for part in parts if part[1:] or ":" not in part[0] for line in part)


def _of_sections(scale: Scale) -> list[str]:
    sections = {"bonus": scale.bonus, "penalties": scale.penalties}
    return [f"{key}: {remark}" for key, section in sections.items() if section for remark in section.remarks]


def regenerate() -> None:
    """Write anew what is read of each table."""
    language.use("vi")
    for file in FILES:
        table = OfficeTable.of(file)
        parts = (table.about, table.setting, table.table, read_of(read_scale(table.book())))
        file.write_text(_BETWEEN.join(part.rstrip("\n") for part in parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    regenerate()
