"""Words that say no, where something else is asked for; and words that only look like them."""

import unicodedata

import pytest

from qcdc_cli.language.refusing_words import (
    gives_no_reason,
    is_mere_sign,
    is_nobody,
    names_no_document,
    tells_nothing,
)

NAME = "Có tập thể bị kỷ luật"


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


@pytest.mark.parametrize(
    ("text", "none"),
    [
        *((text, True) for text in ("", "-", "–", "—", ".", "...", "…", "___", "/", "x", "X", "v", "0", "?", "✓")),
        *((text, True) for text in ("Không", "không có", "KHÔNG CÓ", "Khong co", "k", "ko", "ko có", "Chưa có", "N/A")),
        (unicodedata.normalize("NFD", "Không có"), True),
        ("KPS", True),
        ("Không có minh chứng", True),
        ("Chưa có hồ sơ, tài liệu kèm theo", True),
        ("Không phát sinh", True),
        ("chưa bổ sung", True),
        ("none", True),
        ("No evidence", True),
        ("Không có đơn thư theo Báo cáo số 12/BC-UBND", False),
        ("Báo cáo không có đơn thư", False),
        ("Không có khiếu nại: sổ tiếp công dân", False),
        ("Biên bản", False),
        ("12", False),
        ("Sổ 0", False),
        ("QĐ", False),
        ("Cờ", False),
        ("文件", False),
    ],
)
def test_what_names_no_document(text: str, *, none: bool) -> None:
    assert names_no_document(text) is none


@pytest.mark.parametrize(
    ("text", "none", "sign"),
    [
        ("-", True, True),
        (".", True, True),
        ("x", True, True),
        ("Không", True, True),
        ("Không có", True, False),
        ("Không có lý do", True, False),
        ("Không phát sinh", False, False),
        ("Không có công trình", False, False),
        ("Chậm", False, False),
        ("Nộp chậm 2 ngày", False, False),
        ("2", False, False),
    ],
)
def test_what_gives_no_reason(text: str, *, none: bool, sign: bool) -> None:
    assert (gives_no_reason(text), is_mere_sign(text)) == (none, sign)
