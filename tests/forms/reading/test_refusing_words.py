"""Cells of a form that ask for an event or a name, in which people answer no."""

import pytest

from qcdc_cli.forms.reading.refusing_words import is_nobody, tells_nothing
from tests.forms.desk import Desk, Told, at

DISQUALIFIER = ("d:ky-luat", "mark")
NAME = "Có tập thể bị kỷ luật"


@pytest.mark.parametrize("typed", ["Không", "không có", "ko", "0", 0, "-", "–", "x không", "KHÔNG  CÓ.", "x", False])
def test_a_disqualifier_that_is_denied_does_not_disqualify(desk: Desk, typed: str | int) -> None:
    form = desk.form()
    form.put("c:I.3", "mark", 3)
    form.cell(*DISQUALIFIER).value = typed
    assert desk.refused(desk.send(form)) == [Told("Q792", at(*DISQUALIFIER, form))]


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("Không phát sinh", True),
        ("Không vi phạm", True),
        ("không có trường hợp nào", True),
        ("Không có tập thể bị kỷ luật", True),
        ("Khong co", True),
        ("N/A", True),
        ("Chưa có", True),
        ("…", True),
        ("Chi bộ ấp 3", False),
        ("Quyết định 3-QĐ/UBKT", False),
        ("Không nộp báo cáo quý I", False),
        (NAME, False),
        ("0,5", False),
        ("处分", False),
    ],
)
def test_words_that_tell_of_nothing(text: str, *, nothing: bool) -> None:
    assert tells_nothing(text, NAME) is nothing


def test_a_name_that_denies_may_be_what_happened() -> None:
    assert not tells_nothing("Không nộp báo cáo", "Không nộp báo cáo")
    assert tells_nothing("Không", "Không nộp báo cáo")


def test_a_dry_run_names_the_disqualifier(desk: Desk) -> None:
    form = desk.form()
    form.put(*DISQUALIFIER, "Chi bộ 1")
    assert f"{NAME} (ky-luat)" in desk.take(desk.send(form), "--dry-run").out


def test_what_a_sheet_says_already_is_nobody_s_typing(desk: Desk) -> None:
    """The form is untouched; the sheet may have been written by hand."""
    desk.write("units/phu-an.yaml", "unit: phu-an\nperiod: 2020-h1\nmarks: {I.3: 7}\ndisqualifiers: {ky-luat: '-'}\n")
    assert desk.taken(desk.send(desk.form())) == []


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("Không thống nhất", True),
        ("không", True),
        ("Khong thong nhat", True),
        ("Chưa thống nhất dòng 3", True),
        ("Không, vì thiếu số liệu", True),
        ("Đồng ý", True),
        ("-", True),
        (".", True),
        ("5", True),
        ("Nguyễn Văn A, Phó khối", False),
        ("Khổng Thị Hiền", False),
        ("Khong Thi Hien", False),
        ("Na", False),
        ("Ko Ko", True),
        ("Thống", False),
        ("A", False),
    ],
)
def test_who_agrees_has_a_name(text: str, *, nobody: bool) -> None:
    assert is_nobody(text) is nobody
