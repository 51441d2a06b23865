"""A rubric's groups, states and total as formulas: sums, the best, averages, caps, and the rounding of the rubric."""

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from qcdc_cli.campaign.nodes import Group
from qcdc_cli.campaign.rubric import Rounding
from qcdc_cli.render.live.rubric_formulas import (
    clean,
    criterion_attainable,
    group_attainable,
    group_points,
    rounded,
    total_points,
)
from tests.campaigns import rubric_from
from tests.office import Office

WEIGHTS = "SUM(1*ISNUMBER(C2),1*ISNUMBER(C3),1*ISNUMBER(C4))"
FULL = "SUM(2*ISNUMBER(C2),3*ISNUMBER(C3),5*ISNUMBER(C4))"
FIRST, SECOND = "IF(ISNUMBER(C2),N(B2),-1E+99)", "IF(ISNUMBER(C3),N(B3),-1E+99)"
POINTS, MOST = ["B2", "B3", "B4"], ["C2", "C3", "C4"]


def group_of(extra: str) -> Group:
    """Return a group of three criteria of 2, 3 and 5 points, the second of which counts twice where it says so."""
    weight = ", weight: 2" if "weighted" in extra else ""
    own = extra.replace("weighted", "").strip()
    tree = rubric_from(
        f"{{rounding: {{decimals: 2, at: total}}, criteria: [{{id: I{', ' + own if own else ''}, criteria: ["
        f"{{id: I.1, points: 2}}, {{id: I.2, points: 3{weight}}}, {{id: I.3, points: 5}}]}}]}}"
    )
    group = tree.criteria[0]
    assert isinstance(group, Group)
    return group


@pytest.mark.parametrize(
    ("extra", "formula"),
    [
        ("", "ROUND(SUM(B2:B4),10)"),
        ("weighted", "ROUND(SUM(N(B2),2*N(B3),N(B4)),10)"),
        ("take: best", "ROUND(MAX(0,N(B2),N(B3),N(B4)),10)"),
        ("cap: 4", "ROUND(MAX(MIN(SUM(B2:B4),4),-4),10)"),
        (
            "take: average, average: points, cap: 3",
            f"ROUND(MAX(MIN(IF(MAX({WEIGHTS},{FULL}/(10/3))=0,0,SUM(B2:B4)/MAX({WEIGHTS},{FULL}/(10/3))),3),-3),10)",
        ),
        (
            "take: average, average: shares, points: 3",
            f"ROUND(IF({WEIGHTS}=0,0,3*SUM(1*N(B2)/2,1*N(B3)/3,1*N(B4)/5)/{WEIGHTS}),10)",
        ),
    ],
)
def test_points_of_a_group(extra: str, formula: str) -> None:
    assert group_points(group_of(extra), POINTS, MOST, None) == formula


@pytest.mark.parametrize(
    ("extra", "formula"),
    [
        ("cap: 4", "ROUND(MIN(SUM(B2:B3),4),10)"),  # a cap does not hold downwards
        (
            "take: best",
            f"ROUND(IF(ISNUMBER(C2)+ISNUMBER(C3)=0,0,MAX({FIRST},{SECOND})),10)",
        ),
    ],
)
def test_points_of_a_group_that_may_be_below_0(extra: str, formula: str) -> None:
    line = "plus_minus: {plus: {b: {name: B, each: 1}}, minus: {d: {name: D, each: 1}}, floor: -5}"
    tree = rubric_from(
        f"{{criteria: [{{id: I, {extra}, criteria: [{{id: I.1, points: 2, {line}}}, {{id: I.2, points: 3}}]}}]}}"
    )
    group = tree.criteria[0]
    assert isinstance(group, Group)
    assert group_points(group, POINTS[:2], MOST[:2], None) == formula


def test_thirds_are_kept_finer_until_the_total_is_rounded() -> None:
    assert (
        group_points(group_of(""), POINTS, MOST, Rounding.model_validate({"decimals": "2", "at": "total"}))
        == "ROUND(SUM(B2:B4),12)"
    )


def test_a_group_is_rounded_where_the_rubric_says() -> None:
    found = group_points(group_of(""), POINTS, MOST, Rounding.model_validate({"decimals": "1", "at": "group"}), "C1")
    assert found == rounded("SUM(B2:B4)", "C1", 1)
    assert "ROUND(ROUND(SUM(B2:B4),10),1)" in found


def test_a_floor_stands_in_the_formula_where_rounding_would_pass_it() -> None:
    near = "ROUND(ROUND(A1,10),0)"
    held = f"MAX(-1.96,{near})"
    assert rounded("A1", "4", 0, Decimal("-1.96")) == rounded("A1", "4", 0).replace(near, held)
    assert rounded("A1", "4", 0, Decimal("-2.4")) == rounded("A1", "4", 0)
    assert rounded("A1", "4", 2, Decimal("-1.96")) == rounded("A1", "4", 2)


def test_what_was_attainable() -> None:
    assert group_attainable(group_of(""), MOST) == "ROUND(SUM(C2:C4),10)"
    assert group_attainable(group_of("cap: 4"), MOST) == "ROUND(MIN(SUM(C2:C4),4),10)"


@pytest.mark.parametrize(
    ("rules", "formula"),
    [
        ("not_applicable: exclude, unassigned: exclude", 'IF(OR(B2="KPS",B2="KG"),"–",10)'),
        ("not_applicable: exclude, unassigned: zero", 'IF(B2="KPS","–",10)'),
        ("not_applicable: full, unassigned: zero", "10"),
    ],
)
def test_a_state_leaves_a_criterion_out_where_the_rubric_says(rules: str, formula: str) -> None:
    rubric = rubric_from(f"{{{rules}, criteria: [{{id: I, points: 10}}]}}")
    assert criterion_attainable("B2", rubric.leaves[0].criterion, rubric) == formula


def test_the_total_takes_weights_and_what_is_cut() -> None:
    rubric = rubric_from("criteria: [{id: I, points: 10}, {id: II, points: 10, weight: 3}]")
    assert total_points(rubric, ["B2", "B3"], "C9") == "ROUND(SUM(N(B2),3*N(B3)),10)"
    assert total_points(rubric, ["B2", "B3"], "C9", "B8") == "ROUND(SUM(N(B2),3*N(B3))-B8,10)"
    assert clean("A1") == "ROUND(A1,10)"


@pytest.mark.parametrize(("noise", "shown"), [("1.1E-16", 0), ("0.8-0.1-0.7", 0), ("0.05", 9.24)])
def test_no_root_is_taken_of_noise(tmp_path: Path, office: Office, noise: str, shown: float) -> None:
    """Where 0.8 − 0.1 − 0.7 is 1E-16, a 35th root would make of it more than a point of 10."""
    tree = (
        "{rounding: {decimals: 2, at: group}, criteria: [{id: I, points: 10, take: geometric, criteria: ["
        "{id: I.1, points: 0.8}, {id: I.2, points: 1, weight: 34}]}]}"
    )
    group = rubric_from(tree).criteria[0]
    assert isinstance(group, Group)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    cells = {"B1": f"={noise}", "B2": 1, "C1": 0.8, "C2": 1, "C3": 10}
    rounding = Rounding.model_validate({"decimals": "2", "at": "group"})
    cells["B3"] = f"={group_points(group, ['B1', 'B2'], ['C1', 'C2'], rounding, 'C3')}"
    for cell, value in cells.items():
        sheet[cell] = value
    file = tmp_path / "root.xlsx"
    book.save(file)
    assert load_workbook(office([file], "xlsx")[file.name], data_only=True).worksheets[0]["B3"].value == shown
