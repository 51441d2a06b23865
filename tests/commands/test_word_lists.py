"""Lists as Word files: the rows that other formats have, to print and to sign."""

import csv
from io import StringIO
from pathlib import Path

import docx
import pytest

from tests.commands.conftest import Qcdc


@pytest.mark.parametrize(
    ("command", "signed"), [(("evidence", "index", "nga-sau"), True), (("assign",), True), (("status",), False)]
)
def test_a_list_is_a_paper_too(example: Path, qcdc: Qcdc, command: tuple[str, ...], signed: bool) -> None:
    written = qcdc(*command, "-o", "a.docx")
    assert (written.status, written.out) == (0, "")
    document = docx.Document("a.docx")
    tables = [each for each in document.tables if each._tbl.tblPr.style == "Table"]
    rows = list(csv.reader(StringIO(qcdc(*command, "-f", "csv").out)))
    assert sum(len(table.rows) - 1 for table in tables) >= len(rows) - 1  # of all lists: CSV may have one of them
    cells = [cell.text for table in tables for row in table.rows for cell in row.cells]
    names = [value for row in rows[1:] for value in row[1:] if " " in value]
    assert names
    assert set(names) <= set(cells)
    assert ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in document.element.body.xpath("string(.)")) == signed


def test_a_word_file_is_nothing_for_a_screen(example: Path, qcdc: Qcdc) -> None:
    assert qcdc("status", "-f", "docx", "-o", "a.xlsx").status == 2
    refused = qcdc("status", "-f", "odt")
    assert "Q906" in refused.err
    assert "docx" in refused.err
