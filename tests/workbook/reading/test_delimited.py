"""Tables of text: what parts their fields, which line a row is, and what is refused."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from qcdc_cli.problems import QcdcError
from qcdc_cli.workbook.reading import read_book, read_delimited

BOM = b"\xef\xbb\xbf"


def texts(data: bytes, folder: Path, name: str = "a.csv") -> Mapping[tuple[int, int], str]:
    file = folder / name
    file.write_bytes(data)
    book = read_delimited(file)
    assert read_book(file) == book
    (tab,) = book.tabs
    assert tab.name == ""
    assert {found.what for found in tab.cells.values()} <= {"text"}
    return {spot: found.text for spot, found in tab.cells.items()}


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("id;mark\nI.1;8,5\n", {(1, 1): "id", (1, 2): "mark", (2, 1): "I.1", (2, 2): "8,5"}),
        ("id,mark\nI.1,8.5\n", {(1, 1): "id", (1, 2): "mark", (2, 1): "I.1", (2, 2): "8.5"}),
        ("id\tmark\nI.1\t8,5", {(1, 1): "id", (1, 2): "mark", (2, 1): "I.1", (2, 2): "8,5"}),
        ("PHIẾU\n\nid;mark", {(1, 1): "PHIẾU", (3, 1): "id", (3, 2): "mark"}),
        ('"a;b;c",x', {(1, 1): "a;b;c", (1, 2): "x"}),
        (
            '"Phiếu\nchấm; kỳ ""6 tháng""; năm","2020"\nI.1,8.5',
            {(1, 1): 'Phiếu\nchấm; kỳ "6 tháng"; năm', (1, 2): "2020", (3, 1): "I.1", (3, 2): "8.5"},
        ),
        ("sep=|\nid|mark", {(2, 1): "id", (2, 2): "mark"}),
        ("sep=,\r\na;b,c", {(2, 1): "a;b", (2, 2): "c"}),
        (
            "BẢNG ĐIỂM, KHỐI XÃ\nid;mark\nI.1;8,5",
            {(1, 1): "BẢNG ĐIỂM, KHỐI XÃ", (2, 1): "id", (2, 2): "mark", (3, 1): "I.1", (3, 2): "8,5"},
        ),
        (
            "id,mark\nI.1,a; b\nI.2,c; d",
            {(1, 1): "id", (1, 2): "mark", (2, 1): "I.1", (2, 2): "a; b", (3, 1): "I.2", (3, 2): "c; d"},
        ),
        ("một cột\n8,5", {(1, 1): "một cột", (2, 1): "8", (2, 2): "5"}),
        ("một cột\nhai", {(1, 1): "một cột", (2, 1): "hai"}),
        ('a;"x\ny\r\nz"\nb;2', {(1, 1): "a", (1, 2): "x\ny\nz", (4, 1): "b", (4, 2): "2"}),
        ('a;"nói ""đạt"""', {(1, 1): "a", (1, 2): 'nói "đạt"'}),
        ('a;5" ống', {(1, 1): "a", (1, 2): '5" ống'}),
        ("a;b\rc;d", {(1, 1): "a", (1, 2): "b", (2, 1): "c", (2, 2): "d"}),
        (";;\n \u00a0;x;", {(2, 2): "x"}),
        ("=1+1;#N/A;1.10;012", {(1, 1): "=1+1", (1, 2): "#N/A", (1, 3): "1.10", (1, 4): "012"}),
    ],
)
def test_what_stands_where(text: str, cells: dict[tuple[int, int], str], tmp_path: Path) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert texts(text.encode(encoding), tmp_path) == cells


@pytest.mark.parametrize("name", ["a.csv", "a.TSV", "a.txt"])
def test_names_of_tables(name: str, tmp_path: Path) -> None:
    assert texts(BOM + b"a\tb", tmp_path, name) == {(1, 1): "a", (1, 2): "b"}


@pytest.mark.parametrize(
    ("data", "code", "line"),
    [
        (b'id;mark\nI.1;8\nI.2;"dat\nI.3;9\n', "Q714", 3),
        (b'id;mark\nI.1;"8"x;9\n', "Q714", 2),
        (b'id\n"a\nb"\nc;"', "Q714", 4),
        (b"", "Q701", 0),
        (b" \n\n", "Q112", 0),
        ("Xã Phú Tân;8,5".encode("utf-16-le"), "Q111", 0),
        ("X\xe3 Ph\xfa T\xe2n;8,5".encode("latin-1"), "Q108", 0),
        ("Đạt".encode("cp1258", "ignore") + b"a\xec;o\xf2", "Q109", 0),
        ("§¹t yªu cÇu".encode("latin-1"), "Q110", 0),
        ("Céng hßa x· héi;1".encode(), "Q110", 0),
    ],
)
def test_what_is_refused(data: bytes, code: str, line: int, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(data)
    with pytest.raises(QcdcError) as refusal:
        read_book(file)
    (problem,) = refusal.value.problems
    assert problem.code == code
    assert problem.place is not None
    assert problem.place.line == line
