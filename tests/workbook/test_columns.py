"""Columns and their letters."""

import pytest

from qcdc_cli.workbook.columns import column_letters, column_number


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")],
)
def test_letters_that_spreadsheets_have(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert column_number(letters) == column_number(letters.lower()) == number


def test_every_column_has_letters_of_its_own() -> None:
    assert [column_number(column_letters(column)) for column in range(1, 16_385)] == list(range(1, 16_385))
