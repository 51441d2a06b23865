"""Names forgive, ids do not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.language.names import bare, fold, nearest, slug


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hòa", "Hoà"),
        ("HÒA", "hoà"),
        ("Thúy", "Thuý"),
        ("Đông Thạnh", "Ðông Thạnh"),  # U+0110 and U+00D0
        ("đông thạnh", "ðông  thạnh "),
        ("Ngã Sáu", unicodedata.normalize("NFD", "Ngã Sáu")),
        ("Khoẻ", "Khỏe"),
        ("Không đạt", "KHÔNG\u00a0ĐẠT"),
    ],
)
def test_two_spellings_of_one_name(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Hòa", "Hóa"), ("Phú Tân", "Phú Tan"), ("Phú An", "Phú Ân"), ("Dông", "Đông"), ("Tư", "Tu")]
)
def test_two_names(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("name", "plain"), [("Dân vận", "dan van"), ("Đông Thạnh", "dong thanh"), ("Ủy ban Ngã Sáu", "uy ban nga sau")]
)
def test_a_name_in_plain_letters(name: str, plain: str) -> None:
    assert bare(name) == plain


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dan-vân", "dan-van"),
        ("Dân vận", "dan-van"),
        ("dan_van", "dan-van"),
        ("nga-sua", "nga-sau"),
        ("I.11", "I.1"),
        ("qwxz", ""),
        ("", ""),
    ],
)
def test_the_nearest_word(typed: str, meant: str) -> None:
    assert nearest(typed, ["nga-sau", "dan-van", "I.1", "III.2"]) == meant


@given(st.text())
def test_any_text_can_be_folded_and_folding_is_stable(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(text)
    bare(text)
    nearest(text, ["a", text])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Thang điểm năm 2020 (mới)", "thang-diem-nam-2020-moi"),
        ("  Xã Đông Phước A ", "xa-dong-phuoc-a"),
        ("Đạt/không đạt", "dat-khong-dat"),
        ("...", ""),
        ("a" * 39 + " bc", "a" * 39),  # no stroke is left at the end where it is cut
        ("a" * 50, "a" * 40),
    ],
)
def test_an_id_is_made_of_a_name(name: str, expected: str) -> None:
    assert slug(name) == expected
