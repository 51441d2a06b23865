"""Every variety of cell is found as it was typed: as two programs write it, and after LibreOffice has saved it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from qcdc_cli.workbook.reading import Book, read_book
from tests.office import Office
from tests.workbook.reading.varieties import (
    EXPECTED,
    HIDDEN_ROWS,
    MERGED,
    PROPERTIES,
    SIDE,
    TABS,
    by_openpyxl,
    by_xlsxwriter,
)

MAKERS = (by_openpyxl, by_xlsxwriter)


def check(book: Book) -> None:
    assert [(tab.name, tab.hidden) for tab in book.tabs] == list(TABS)
    (tab, *others) = book.tabs
    assert dict(tab.cells) == EXPECTED | SIDE
    assert tab.hidden_rows == HIDDEN_ROWS
    assert tab.merged == MERGED
    assert all(not other.cells for other in others)
    assert PROPERTIES.items() <= book.properties.items()


@pytest.mark.parametrize("make", MAKERS)
def test_as_it_was_written(make: Callable[[], bytes], tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(make())
    check(read_book(file))


def test_a_name_says_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(by_xlsxwriter())
    check(read_book(file))


@pytest.mark.parametrize("make", MAKERS)
def test_after_libreoffice_saved_it(make: Callable[[], bytes], tmp_path: Path, office: Office) -> None:
    file = tmp_path / "a.xlsx"
    file.write_bytes(make())
    (open_document,) = office([file], "ods").values()
    check(read_book(open_document))
    (saved,) = office([open_document], "xlsx").values()
    check(read_book(saved))
