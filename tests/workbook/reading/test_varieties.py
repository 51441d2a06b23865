"""Every variety of cell is found as it was typed: as two programs write it, and after LibreOffice has saved it."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from qcdc_cli.workbook.reading import Book, read_book
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


def converted(file: Path, suffix: str, folder: Path) -> Path:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    target = folder / suffix
    command = ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(target), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return target / f"{file.stem}.{suffix}"


@pytest.mark.parametrize("make", MAKERS)
def test_after_libreoffice_saved_it(make: Callable[[], bytes], tmp_path: Path) -> None:
    if shutil.which("soffice") is None:
        if os.environ.get("QCDC_REQUIRE_TOOLS") == "1":
            pytest.fail("not installed: soffice")
        pytest.skip("not installed: soffice")
    file = tmp_path / "a.xlsx"
    file.write_bytes(make())
    open_document = converted(file, "ods", tmp_path)
    check(read_book(open_document))
    check(read_book(converted(open_document, "xlsx", tmp_path)))
