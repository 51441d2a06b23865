"""Bytes into text: normal form C, whatever the length of a word."""

import unicodedata
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.encoding import decode, in_normal_form


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


def test_a_million_loose_marks_take_no_time() -> None:
    begin = process_time()
    in_normal_form("a" + "\u0301\u0323" * 500_000)
    assert process_time() - begin < 2
