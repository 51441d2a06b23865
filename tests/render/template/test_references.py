"""What becomes of references when row 8 of a worksheet becomes three rows, 8 to 10."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.render.template.references import (
    RepeatedRow,
    moved_area,
    moved_areas,
    moved_formula,
    relative_to_other_rows,
)
from qcdc_cli.workbook.reading.shared_formulas import shifted_formula

REPEATED = {"bảng": RepeatedRow(8, 3), "other's": RepeatedRow(2, 3)}

ELSEWHERE = [
    # above the row, and whole columns: untouched
    ("SUM(E1:E7)", "SUM(E1:E7)"),
    ("SUM(E:E)*$B$2", "SUM(E:E)*$B$2"),
    # below it: moved
    ("E9+$E$10", "E11+$E$12"),
    ("SUM(E9:E20)", "SUM(E11:E22)"),
    # over it: grown
    ("SUM(E8:E8)", "SUM(E8:E10)"),
    ("SUM($E$8:$E$8)", "SUM($E$8:$E$10)"),
    ("SUM(E7:E9)", "SUM(E7:E11)"),
    ("COUNTA(8:8)+COUNTA($7:$9)", "COUNTA(8:10)+COUNTA($7:$11)"),
    # a cell of it: the first of the rows, unless it stands for its column
    ("E8", "E8"),
    ('"Đầu: "&B8', '"Đầu: "&B8'),
    ("SUM(E8)", "SUM(E8:E10)"),
    ("SUM( E8 , $F$8 )", "SUM( E8:E10 , $F$8:$F$10 )"),
    ('COUNTIF(G8,"Tốt")', 'COUNTIF(G8:G10,"Tốt")'),
    ("_xlfn.STDEV.S(E8)", "_xlfn.STDEV.S(E8:E10)"),
    ("SUM(E8*2)", "SUM(E8*2)"),
    ("ROUND(E8,2)", "ROUND(E8,2)"),
    ("SUM(ROUND(E8,2),E8)", "SUM(ROUND(E8,2),E8:E10)"),
    ("SUM((E8))", "SUM((E8))"),
    # other worksheets
    ("'Other''s'!A3+Bảng!A9", "'Other''s'!A5+Bảng!A11"),
    ("SUM('OTHER''S'!$A$2:$A$2)", "SUM('OTHER''S'!$A$2:$A$4)"),
    ("Third!E9+[1]Bảng!E9+'[1]Bảng'!E9", "Third!E9+[1]Bảng!E9+'[1]Bảng'!E9"),
    # what only looks like a reference
    ('"E9 ""E9"" E9"&E9', '"E9 ""E9"" E9"&E11'),
    ("LOG10(E9)+Q9_total+XFD9.x+E9x+_E9", "LOG10(E11)+Q9_total+XFD9.x+E9x+_E9"),
    ("Table1[[#This Row],[E9]]+Table1[E9]", "Table1[[#This Row],[E9]]+Table1[E9]"),
    ("1E9+1.5+TRUE", "1E9+1.5+TRUE"),
    ("A9:INDEX(E:E,9)", "A11:INDEX(E:E,9)"),
    ("#REF!+E9#", "#REF!+E11#"),
    ("SUM({1,2;8,9},E9)", "SUM({1,2;8,9},E11)"),
]


@pytest.mark.parametrize(("before", "after"), ELSEWHERE)
def test_formulas_elsewhere(before: str, after: str) -> None:
    assert moved_formula(before, "Bảng", REPEATED) == after


@pytest.mark.parametrize(
    ("before", "second"),
    [
        ("SUM(C8:D8)", "SUM(C9:D9)"),
        ("RANK(E8,$E$8:$E$8)", "RANK(E9,$E$8:$E$10)"),
        ("RANK(E8,E$8:E$8)", "RANK(E9,E$8:E$10)"),
        ("E$8-E8", "E$8-E9"),
        ("SUM(E$8:E8)", "SUM(E$8:E9)"),
        ("E8/E$7", "E9/E$7"),
        ("E8/E$9", "E9/E$11"),
        ("'Other''s'!A2*2", "'Other''s'!A3*2"),
        ("ROW()-7", "ROW()-7"),
    ],
)
def test_formulas_of_the_second_unit(before: str, second: str) -> None:
    assert moved_formula(before, "Bảng", REPEATED, 1) == second
    assert relative_to_other_rows(before, "Bảng", REPEATED) == []


@pytest.mark.parametrize(
    ("formula", "found"),
    [
        ("E8/E7", ["E7"]),
        ("A7+1", ["A7"]),
        ("SUM(E7:E8)", ["E7:E8"]),
        ("E8/E9", ["E9"]),
        ("Third!B3*E8", ["Third!B3"]),
        ("'Other''s'!A3", ["'Other''s'!A3"]),
        ("[1]Third!B3", []),
        ('"E7"&E8', []),
        ("VLOOKUP(B8,Third!$A$1:$B$9,2,0)", []),
    ],
)
def test_references_that_hang_on_other_rows(formula: str, found: list[str]) -> None:
    assert relative_to_other_rows(formula, "Bảng", REPEATED) == found


def test_areas() -> None:
    repeated = RepeatedRow(8, 3)
    assert moved_areas("A1:B7 A8 A8:G8 A7:A9 C9 A9:XFD1048576", repeated) == (
        "A1:B7 A8:A10 A8:G10 A7:A11 C11 A11:XFD1048576"
    )
    assert moved_area("A:C", repeated) == "A:C"
    assert moved_area("$A$1048576", repeated) == "$A$1048576"


def test_shared_formulas_are_written_out_as_when_filled_down() -> None:
    assert shifted_formula("SUM(C8:$D8)+E$7+$F$1+Sheet2!Z9", 2, 1) == "SUM(D10:$D10)+F$7+$F$1+Sheet2!AA11"
    assert shifted_formula('"C8"&C8', 1, 0) == '"C8"&C9'


PIECES = st.sampled_from(
    [
        "E8",
        "$E$8",
        "E8:E12",
        "SUM(",
        ")",
        ",",
        "+",
        '"a E8"',
        "'x y'!",
        "Bảng!",
        "8:8",
        "08:8",
        "[",
        "]",
        "{1}",
        "x",
        " ",
        "'",
        '"',
    ]
)


@given(st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join))
def test_what_is_repeated_once_changes_nothing(formula: str) -> None:
    assert moved_formula(formula, "Bảng", {"bảng": RepeatedRow(8, 1)}) == formula
    assert moved_formula(formula, "Bảng", {"bảng": RepeatedRow(8, 1)}, 0) == formula
    assert moved_formula(formula, "Bảng", {}) == formula


@given(row=st.integers(1, 40), last=st.integers(0, 10), copies=st.integers(1, 50))
def test_a_sum_still_covers_what_it_covered(row: int, last: int, copies: int) -> None:
    """Each row that a range covered is covered afterwards with all that it has become, and no other is."""
    repeated = RepeatedRow(8, copies)
    first, end = moved_area(f"A{row}:A{row + last + 1}", repeated).split(":")
    covered = set(range(int(first[1:]), int(end[1:]) + 1))
    become = {
        place for old in range(row, row + last + 2) for place in range(repeated.first(old), repeated.last(old) + 1)
    }
    assert covered == become
