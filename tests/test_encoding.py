"""Bytes into text: normal form C, whatever the length of a word."""

import unicodedata
from io import BytesIO
from time import process_time
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli import language
from qcdc_cli.encoding import all_printable, decode, in_normal_form
from qcdc_cli.problems import Problem


@pytest.mark.parametrize("before", [0, 1, 58, 59, 60, 61, 119, 120, 1000])
def test_a_letter_is_one_wherever_a_long_word_is_cut(before: int) -> None:
    loose = "x" * before + unicodedata.normalize("NFD", "ế") + "y"
    assert in_normal_form(loose) == "x" * before + "ếy"
    assert decode(loose.encode()) == "x" * before + "ếy"


letters = st.builds(
    "{}{}".format, st.sampled_from("aAeoưđ /-\n"), st.text("\u0300\u0301\u0302\u0309\u0323\u031b", max_size=3)
)


@given(st.lists(letters, max_size=200).map("".join))
def test_texts_of_people_come_out_in_normal_form(text: str) -> None:
    assert in_normal_form(text) == unicodedata.normalize("NFC", text)


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("aế\n\t\r\ufeff\u00a0"), max_size=20))
def test_what_is_all_printable_has_only_printable_characters_and_line_feeds(text: str) -> None:
    assert all_printable(text.encode()) == text.replace("\n", " ").isprintable()


def test_utf_16_is_not_looked_into_for_what_is_printable() -> None:
    assert not all_printable("unit: nga-sau\n".encode("utf-16"))


def test_a_million_loose_marks_take_no_time() -> None:
    begin = process_time()
    in_normal_form("a" + "\u0301\u0323" * 500_000)
    assert process_time() - begin < 2


SHEET = "# Thị trấn Ngã Sáu\r\nunit: nga-sau\r\nnotes: {limits: [Chậm báo cáo, thiếu số liệu]}\r\n".encode()


@pytest.mark.parametrize(
    ("data", "place", "byte", "alone"),
    [
        (SHEET.replace("cáo".encode(), b"c\xe1o"), "f:3:28", "0xE1", True),
        (SHEET.replace(b"nga-sau", b"nga\xa8sau"), "f:2:10", "0xA8", True),
        (SHEET.replace(b"nga-sau", b"\xffnga-sau"), "f:2:7", "0xFF", True),
        (b"\xef\xbb\xbf" + SHEET.replace(b"# ", b"#\xae"), "f:1:2", "0xAE", True),
        (SHEET.replace("ệu".encode(), b"\xd6u").replace("Ngã".encode(), b"Ng\xb7"), "f:1:14", "0xB7", False),
        (SHEET + b"\xe1\xba", "f:4:1", "0xE1", False),
        (unicodedata.normalize("NFD", SHEET.decode()).encode().replace(b"nga-sau", b"nga\xa8sau"), "f:2:10", "0xA8", 1),
        (unicodedata.normalize("NFD", SHEET.decode()).encode().replace(b"{l", b"{\xc2l"), "f:3:9", "0xC2", True),
        (b"unit: a\nnote: caf\xe9\n", "f:2:10", "0xE9", True),
    ],
)
def test_a_broken_letter_of_a_utf8_file_is_shown_where_it_is(data: bytes, place: str, byte: str, alone: bool) -> None:
    problem = decode(data, "f")
    assert isinstance(problem, Problem)
    assert (problem.code, str(problem.place), problem.values["byte"]) == ("Q126", place, byte)
    assert ("phần còn lại của tệp là UTF-8" in problem.sentence()) == alone
    assert problem.place is not None
    assert problem.excerpt[problem.place.column - 1] == "\ufffd"


def of_office(name: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\1") + name.encode("utf-16-le").ljust(64, b"\0")


def zip_of(name: str) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        archive.writestr(name, "x" * 100)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "fix"),
    [
        (zip_of("xl/workbook.xml"), "a workbook", "qcdc import a.yaml"),
        (zip_of("xl/workbook.xml") + b"\0" * 3_000_000, "a workbook", "qcdc init FOLDER --from a.yaml"),
        (zip_of("x/opendocument.spreadsheet"), "a workbook", "qcdc import a.yaml"),
        (zip_of("word/document.xml"), "a Word document", "Use a .yaml file"),
        (zip_of("units/u1.yaml"), "a ZIP archive", "Use a .yaml file"),
        (of_office("Workbook"), "an Excel 97–2003 workbook (.xls)", "save it as .xlsx"),
        (of_office("EncryptedPackage"), "an old Office file, or one with a password", "save it as .xlsx"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a PDF", "Use a .yaml file"),
    ],
)
def test_an_office_file_is_named_with_the_command_that_takes_it(data: bytes, kind: str, fix: str) -> None:
    problem = decode(data, "a.yaml")
    assert isinstance(problem, Problem)
    language.use("en")
    assert (problem.code, problem.sentence()) == ("Q127", f"This is {kind}, not a text file.")
    assert fix in problem.remedy()
