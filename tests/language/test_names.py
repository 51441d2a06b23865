"""Names forgive, ids do not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.language import Text, names
from qcdc_cli.language.names import Known, bare, first_words, fold, in_sentence, nearest, slug


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


def test_the_first_words_are_compared_with_all_ids_and_later_ones_with_those_one_letter_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compared: list[int] = []
    close = names.get_close_matches

    def counted(word: str, possibilities: dict[str, str], n: int, cutoff: float) -> list[str]:
        compared.append(len(possibilities))
        return close(word, possibilities, n=n, cutoff=cutoff)

    monkeypatch.setattr(names, "get_close_matches", counted)
    known = Known([f"don-vi-{number:04}" for number in range(1000)])
    assert known.nearest("xa-don-vi-0070") == "don-vi-0070"
    for number in range(1000):
        assert known.nearest(f"dom-vi-{number:04}") == f"don-vi-{number:04}"
    assert known.nearest("xa-don-vi-0070") == ""  # so much of it is only looked for among the first
    assert compared.count(1000) == 20
    assert sum(compared) < 25_000  # and not a million


@pytest.mark.parametrize("typed", ["I.12", "II.1", "I1.2", "I.21", "i.2", "I2", "II..2"])
def test_one_letter_away_is_found_as_among_all(typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [f"{group}.{number}" for group in ("I", "II", "III") for number in range(1, 10)]
    among_all = nearest(typed, ids)
    monkeypatch.setattr(names, "_COMPARISONS", 0)
    assert nearest(typed, ids) == among_all != ""


def test_what_is_as_long_as_a_page_is_near_to_nothing() -> None:
    assert nearest("a" * 250, ["a" * 249]) == "a" * 249
    assert nearest("a" * 251, ["a" * 250]) == ""
    assert nearest("a", ["a" * 10_000, "ab"]) == "ab"


def test_of_many_ids_the_first_are_listed_and_how_many_there_are_besides() -> None:
    assert first_words(["a", "b"]) == Known(["a", "b"]).listed == "a, b"
    assert first_words(dict.fromkeys(map(str, range(15)))) == "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 và 3 mục khác"


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


def test_units_inside_a_sentence_have_a_small_sort_in_vietnamese() -> None:
    """Decree 30/2020/NĐ-CP has capitals in names; a unit's sort is none of it: xã Phú An, but Sở Nội vụ."""
    assert in_sentence("Xã Phú An", "Thị trấn Mái Dầm", "Phường 1", "Đặc khu Côn Đảo", "Sở Nội vụ", "Xãy") == Text(
        "xã Phú An, thị trấn Mái Dầm, phường 1, đặc khu Côn Đảo, Sở Nội vụ, Xãy",
        "Xã Phú An, Thị trấn Mái Dầm, Phường 1, Đặc khu Côn Đảo, Sở Nội vụ, Xãy",
    )
