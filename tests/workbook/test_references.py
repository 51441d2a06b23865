"""Columns by their letters, references and calls, as they stand in formulas."""

from decimal import Decimal
from fractions import Fraction

import pytest

from qcdc_cli.workbook.references import area, call, column_letters, column_number, number, ref, text, together


@pytest.mark.parametrize(
    ("number", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")],
)
def test_letters_that_spreadsheets_have(number: int, letters: str) -> None:
    assert column_letters(number) == letters
    assert column_number(letters) == column_number(letters.lower()) == number


def test_every_column_has_letters_of_its_own() -> None:
    assert [column_number(column_letters(column)) for column in range(1, 16_385)] == list(range(1, 16_385))


def test_references() -> None:
    assert ref(5, 2) == "B5"
    assert ref(5, 28, fixed=True) == "$AB$5"
    assert ref(1, 1, "Tiêu chí") == "'Tiêu chí'!A1"
    assert ref(1, 1, "Xã d'A") == "'Xã d''A'!A1"
    assert area("'Tiêu chí'!$A$1", "'Tiêu chí'!$C$1") == "'Tiêu chí'!$A$1:$C$1"
    assert area("A1", "A1") == "A1"


def test_numbers_are_exact() -> None:
    assert number(Decimal("8.70")) == "8.7"
    assert number(Fraction(20, 3)) == "(20/3)"
    assert number(Decimal("1E+3")) == "1000"
    assert number(-2) == "-2"


def test_texts_are_quoted() -> None:
    assert text('KPS "x"') == '"KPS ""x"""'


def test_neighbours_become_ranges() -> None:
    assert together(["B5", "B6", "B9"]) == ["B5:B6", "B9"]
    assert together(["'T c'!B5", "'T c'!C5"]) == ["'T c'!B5:C5"]
    assert together(["$A$1", "$A$2", "B3"]) == ["$A$1:$A$2", "B3"]
    assert together(["Z1", "AA1"]) == ["Z1:AA1"]
    assert together(["A1:B2", "C3"]) == ["A1:B2", "C3"]


def test_very_many_arguments_are_put_together_in_parts() -> None:
    cells = [f"A{2 * row}" for row in range(1, 500)]
    formula = call("SUM", cells)
    assert formula.startswith("SUM(SUM(A2,")
    assert formula.count("SUM(") == 1 + 3
    assert all(f"{cell})" in formula or f"{cell}," in formula for cell in cells)
