"""The three commands of the main job on the shipped example, as a bloc leader would see them."""

import csv
import hashlib
import io
import json
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.commands.conftest import REPOSITORY, Qcdc

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks


# Ranks and totals worked out by hand in tests/scoring/test_example.py.
STANDINGS = [
    (1, "Xã Phú Tân", "95.36"),
    (2, "Thị trấn Ngã Sáu", "92.67"),
    (3, "Xã Đông Thạnh", "89.10"),
    (4, "Thị trấn Mái Dầm", "87.13"),
    (4, "Xã Phú Hữu", "87.13"),
    (6, "Xã Đông Phước", "83.63"),
    (7, "Xã Đông Phước A", "79.17"),
    (8, "Xã Phú An", "75.32"),
]


def test_rank_prints_every_unit_with_rank_total_and_class(qcdc: Qcdc, example: Path) -> None:
    ran = qcdc("rank", "--bloc", "dan-van")
    assert ran.status == 0
    lines = ran.out.splitlines()
    for rank, name, total in STANDINGS:
        (line,) = [
            line for line in lines if line.split()[:1] == [str(rank)] and name in line and f"{name} A" not in line
        ]
        assert f" {total.replace('.', ',')} " in line
    assert "TẠM TÍNH" in ran.out
    assert "VI.4" in ran.out
    assert "bằng điểm" in ran.out


def test_rank_in_json_keeps_the_contract(qcdc: Qcdc, example: Path) -> None:
    ran = qcdc("rank", "--bloc", "dan-van", "--format", "json")
    result = json.loads(ran.out, parse_float=Decimal, parse_int=Decimal)
    assert {"version", "campaign", "period", "bloc", "rubric", "provisional", "standings"} <= result.keys()
    assert (result["bloc"], result["period"], result["provisional"]) == ("dan-van", "2020-h1", True)
    assert [(s["rank"], s["name"], s["points"]) for s in result["standings"]] == [
        (rank, name, Decimal(total)) for rank, name, total in STANDINGS
    ]
    keys = {"rank", "unit", "name", "points", "max", "percent", "class", "award", "groups", "missing", "tie_break"}
    assert all(keys <= standing.keys() for standing in result["standings"])
    last = result["standings"][-1]
    assert (last["max"], last["percent"]) == (98, Decimal("76.86"))  # 75.32 / 98 = 0.768571…
    assert result["standings"][6]["missing"] == ["VI.4"]


def test_score_shows_self_and_verified_totals_side_by_side(qcdc: Qcdc, example: Path) -> None:
    ran = qcdc("score", "units/*.yaml")
    assert ran.status == 0
    assert "Tự chấm" in ran.out
    (line,) = [line for line in ran.out.splitlines() if line.startswith("Thị trấn Ngã Sáu") and "92,67" in line]
    assert "95,50" in line
    assert "-2,83" in line or "−2,83" in line


def test_one_sheet_is_scored_criterion_by_criterion(qcdc: Qcdc, example: Path) -> None:
    ran = qcdc("score", "units/nga-sau.yaml")
    assert ran.status == 0
    assert "III.10" in ran.out
    assert "Xã Phú Tân" not in ran.out


def test_every_format_tells_the_same_totals(qcdc: Qcdc, example: Path) -> None:
    table = qcdc("rank").out
    markdown = qcdc("rank", "-f", "md").out
    rows = list(csv.DictReader(io.StringIO(qcdc("rank", "-f", "csv").out)))
    for _, name, total in STANDINGS:
        shown = total.replace(".", ",")
        assert shown in table
        assert shown in markdown
        assert any(name in row.values() and shown in row.values() for row in rows)


def test_export_writes_the_workbook_with_the_ranking_s_figures(qcdc: Qcdc, example: Path) -> None:
    ran = qcdc("export", "report.xlsx")
    assert (ran.status, ran.out, ran.err.splitlines()[-1]) == (0, "", "Đã ghi report.xlsx.")
    book = openpyxl.load_workbook(example / "report.xlsx", data_only=True)
    cells = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    for rank, name, total in STANDINGS:
        (row,) = [row for row in cells if name in row and rank in row]
        assert Decimal(total) in [Decimal(str(value)) for value in row if isinstance(value, int | float)]


def test_the_workbook_names_the_files_it_was_computed_from(qcdc: Qcdc, example: Path) -> None:
    """The campaign, the shipped rubric, the sheets of the period, each with its digest; no other file."""
    assert qcdc("export", "report.xlsx").status == 0
    book = openpyxl.load_workbook(example / "report.xlsx", data_only=True)
    rows = [row for row in book["Cách tính"].iter_rows(values_only=True) if row[2] and len(str(row[2])) == 64]
    digests = {str(row[0]): row[2] for row in rows}
    sheets = [f"units/{file.name}" for file in sorted((example / "units").glob("*.yaml"))]
    assert list(digests) == ["qcdc.yaml", "qcdc-cap-xa-2020.yaml (có sẵn trong qcdc)", *sheets]
    for name in ("qcdc.yaml", *sheets):
        assert digests[name] == hashlib.sha256((example / name).read_bytes()).hexdigest()


def test_each_bloc_names_its_own_files(qcdc: Qcdc, two_blocs: Path) -> None:
    """Named with each bloc, the files of all blocs were most of a workbook of many blocs."""
    assert qcdc("export", "report.xlsx", "--period", "2024").status == 0
    book = openpyxl.load_workbook(two_blocs / "report.xlsx")
    named = [
        {str(row[0]) for row in sheet.iter_rows(values_only=True) if str(row[0]).startswith("units/")}
        for sheet in book.worksheets
        if sheet.title.endswith("Cách tính")
    ]
    assert len(named) == 2
    assert all(named)
    assert not named[0] & named[1]


def test_export_says_that_very_many_units_have_no_sheets_of_their_own(
    qcdc: Qcdc, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qcdc_cli.render.workbook.MOST_UNITS", 7)
    ran = qcdc("export", "report.xlsx")
    assert "xuất từng khối bằng `qcdc export --bloc`" in ran.err
    told = openpyxl.load_workbook(example / "report.xlsx")["Cách tính"].iter_rows(values_only=True)
    assert any(row[0] == "Trang từng đơn vị" and "--bloc" in str(row[2]) for row in told)


def test_export_by_suffix(qcdc: Qcdc, example: Path) -> None:
    for suffix in ("csv", "json", "md"):
        assert qcdc("export", f"out.{suffix}").status == 0
        assert "92" in (example / f"out.{suffix}").read_text(encoding="utf-8")
    assert (example / "out.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert json.loads((example / "out.json").read_text(encoding="utf-8"))["rankings"]


def test_explain_names_rule_numbers_file_and_line(qcdc: Qcdc, example: Path) -> None:
    sheet = (example / "units" / "mai-dam.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(sheet, start=1) if text.strip().startswith("III.2:"))
    ran = qcdc("explain", "mai-dam", "III.2")
    assert ran.status == 0
    # Rubric: 3 × actual ÷ target; the bloc found 7 of 8: 3 × 7 ÷ 8 = 2.625, half up 2.63.
    for part in ("3 × 7 ÷ 8", "2,625", "2,63", "units/mai-dam.yaml:", ": qcdc-cap-xa-2020.yaml:"):
        assert part in ran.out
    assert [f"units/mai-dam.yaml:{line + offset}\n" in ran.out for offset in (1, 2)] == [True, True]


def test_explain_accepts_a_unit_s_name_and_explains_the_total(qcdc: Qcdc, example: Path) -> None:
    ran = qcdc("explain", "thị trấn ngã sáu")
    assert ran.status == 0
    assert "92,67" in ran.out


def test_stage_looks_back_at_the_self_marks(qcdc: Qcdc, example: Path) -> None:
    ran = qcdc("rank", "--stage", "self", "-f", "json")
    points = {s["unit"]: s["points"] for s in json.loads(ran.out, parse_float=Decimal)["standings"]}
    assert points["nga-sau"] == Decimal("95.5")
    assert points["phu-huu"] == Decimal("90.2")


def test_strict_refuses_a_provisional_ranking(qcdc: Qcdc, example: Path) -> None:
    ran = qcdc("rank", "--strict")
    assert (ran.status, ran.out) == (1, "")
    assert "Q618" in ran.err


def test_an_error_forbids_the_ranking_and_names_its_place(qcdc: Qcdc, example: Path) -> None:
    sheet = example / "units" / "phu-an.yaml"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("period: 2020-h1", "period: 2020-h1\nperiod: 2020-h1"), encoding="utf-8")
    for command in (["rank"], ["score"], ["export", "x.xlsx"], ["explain", "nga-sau"], ["rank", "-f", "json"]):
        ran = qcdc(*command)
        assert (ran.status, ran.out) == (1, "")
        assert "units/phu-an.yaml:" in ran.err
        assert "Q202" in ran.err
    assert not (example / "x.xlsx").exists()


def test_loose_sheets_with_a_shipped_rubric_need_no_campaign(qcdc: Qcdc, example: Path, monkeypatch: "object") -> None:
    (example / "qcdc.yaml").rename(example / "gone")
    ran = qcdc("score", "units/nga-sau.yaml", "--rubric", "qcdc-cap-xa-2020", "-f", "json")
    # Targets that stood in the campaign are gone with it: that is said, with the place.
    assert ran.status == 1
    assert "Q614" in ran.err
    ran = qcdc("score", "units/nga-sau.yaml")
    assert ran.status == 2
    assert "Q102" in ran.err


def test_the_folder_may_be_named_before_or_behind_the_command(qcdc: Qcdc, tmp_path: Path, monkeypatch: object) -> None:
    folder = str(REPOSITORY / "examples" / "chau-thanh-2020")
    before = qcdc("-C", folder, "rank")
    behind = qcdc("rank", "-C", folder)
    assert before.status == 0
    assert before.out == behind.out
