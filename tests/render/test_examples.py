"""The shipped examples in every format: the figures that were worked out by hand, and why they are what they are."""

import csv
import json
import re
import unicodedata
from fractions import Fraction
from functools import cache
from io import StringIO
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
import simplejson

from qcdc_cli.campaign.shipped import shipped_rubrics
from qcdc_cli.language.figures import figure, fraction_as_decimal
from qcdc_cli.render.markdown import markdown_text
from qcdc_cli.render.report import RankingView, ScoresView
from qcdc_cli.render.tables import ranking_table, scores_table
from tests.campaigns import ROOT
from tests.render.cases import Case, csv_text, markdown_tables, shipped, terminal_text
from tests.render.test_safe import VIETNAMESE

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks


EXAMPLES = ROOT / "examples"
NAMES = ("thi-dua-1000", "tuong-doi-chi-tieu", "chi-so-phan-tram", "can-tho-2026")
NOT_HANDED_IN = "can-tho-2026-khoi-1"  # with a unit that has no figures
EXPECTED = [
    path for path in sorted((ROOT / "tests" / "examples" / "expected").glob("*.json")) if path.stem != NOT_HANDED_IN
]


@cache
def expected_of(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


@cache
def case_of_file(path: Path) -> Case:
    expected = expected_of(path)
    folder = next(EXAMPLES / name for name in NAMES if path.stem.startswith(name))
    return shipped(folder, expected["bloc"], expected["period"])


def same(shown: str, exact: str) -> bool:
    """A shown figure is the exact one; one that no decimal equals, rounded to the decimals shown."""
    number = Fraction(shown.replace("–", "0").replace("−", "-").replace(",", "."))
    decimals = len(shown.partition(",")[2])
    return number == Fraction(fraction_as_decimal(Fraction(exact), decimals))


def rows_of(case: Case) -> list[dict[str, str]]:
    table = ranking_table(case.ranking)
    return [dict(zip((column.title for column in table.columns), row.cells, strict=True)) for row in table.rows]


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_rankings_show_every_expected_figure(path: Path) -> None:
    case, lines = case_of_file(path), expected_of(path)["standings"]
    rubric, campaign = case.ranking.rubric, case.ranking.campaign
    classes = {entry.id: entry.name for entry in rubric.classification}
    awards = {entry.id: entry.name for entry in rubric.awards}
    shown = rows_of(case)
    assert len(shown) == len(lines)
    for row, line in zip(shown, lines, strict=True):
        assert row["Đơn vị"] == campaign.unit_name(line["unit"])
        assert row["Hạng"] == ("–" if line["rank"] is None else str(line["rank"]))
        assert same(row["Tổng"], line["points"])
        assert row["Xếp loại"] == classes.get(line["class"], "–")
        assert row["Khen"] == "; ".join(awards[award] for award in line["awards"])
        if case.ranking.leaves_out:
            assert same(row["Tối đa"], line["max"])
            assert row["%"] == line["percent"].replace(".", ",")
        else:
            assert "%" not in row
        if rubric.bonus is not None:
            assert same(row["Thưởng"], line["bonus"])
            assert same(row["Trừ"], f"-{line['penalties']}")
        for node in rubric.criteria:
            heading = f"{node.id} × {figure(node.weight)}" if node.weight else node.id
            assert same(row[heading], line["groups"][node.id])
            assert len(row[heading].partition(",")[2]) <= 3


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_csv_and_markdown_show_the_same_cells(path: Path) -> None:
    table = ranking_table(case_of_file(path).ranking)
    header, *lines = csv.reader(StringIO(csv_text([table])))
    assert header == [column.title for column in table.columns]
    assert lines == [[cell.replace("−", "-") for cell in row.cells] for row in table.rows]
    shown = markdown_tables([table])
    for row in table.rows:
        assert f"| {' | '.join(row.cells)} |" in shown
    for note in table.notes:
        assert f"- {markdown_text(note)}" in shown


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_json_has_every_expected_figure(path: Path) -> None:
    case, lines = case_of_file(path), expected_of(path)["standings"]
    document = simplejson.loads(case.shown(RankingView()), use_decimal=True)
    units = simplejson.loads(case.shown(ScoresView()), use_decimal=True)
    scored = {unit["unit"]: unit for unit in units["units"]}
    for told, line in zip(document["standings"], lines, strict=True):
        assert (told["rank"], told["unit"], told["class"]) == (line["rank"], line["unit"], line["class"])
        assert told["awards"] == line["awards"]
        assert told["award"] == next(iter(line["awards"]), None)
        assert told["tie_break"] == line["tie_break"]
        assert Fraction(str(told["points"])) == Fraction(line["points"])
        assert Fraction(str(told["max"])) == Fraction(line["max"])
        if case.ranking.rubric.bonus is None:
            assert (told["bonus"], told["penalties"]) == (None, None)
        else:
            assert Fraction(str(told["bonus"])) == Fraction(line["bonus"])
            assert Fraction(str(told["penalties"])) == -Fraction(line["penalties"])
        assert set(told["groups"]) == set(line["groups"])
        unit = scored[line["unit"]]
        shared = set(unit) & set(told) - {"name"}
        assert {"bonus", "penalties", "cut", "moved", "disqualifiers", "class", "not_held", "groups"} <= shared
        assert {key: unit[key] for key in shared} == {key: told[key] for key in shared}


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_the_workbook_has_every_expected_figure(path: Path) -> None:
    case, lines = case_of_file(path), expected_of(path)["standings"]
    awards = {entry.id: entry.name for entry in case.ranking.rubric.awards}
    sheets = case.workbook()
    rows = sheets["Xếp hạng"]
    header = next(row for row in rows if row[0] == "Hạng")
    start = rows.index(header) + 1
    for cells, line in zip(rows[start : start + len(lines)], lines, strict=True):
        row = {str(title).partition("\n")[0]: cell for title, cell in zip(header, cells, strict=True)}
        assert row["Hạng"] == ("–" if line["rank"] is None else line["rank"])
        assert Fraction(str(row["Tổng điểm"])) == Fraction(line["points"])
        assert (row["Hình thức khen thưởng"] or "") == "; ".join(awards[award] for award in line["awards"])
        unit = sheets[str(row["Đơn vị"])]
        (total,) = [cells for cells in unit if cells[0] == "Tổng điểm"]
        assert Fraction(line["points"]) in [Fraction(str(cell)) for cell in total if isinstance(cell, int | float)]


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_explanations_come_to_the_expected_totals(path: Path) -> None:
    case = case_of_file(path)
    for line in expected_of(path)["standings"]:
        text = case.explain(line["unit"])
        points = figure(Fraction(line["points"]))
        assert f"\nTổng: {points}/{figure(Fraction(line['max']))} điểm\n" in text
        assert re.search(rf"\nCộng: .*(= |≈ |thành ){points}\n", text), text
        for group, exact in line["groups"].items():
            working = case.explain(line["unit"], group).strip().splitlines()[-1]
            shown = figure(Fraction(exact))
            assert working.endswith((f" {shown}",)), (group, working)


THI_DUA_NOTES = (
    "Hạng 2 và 3: xã Tre Xanh và xã Hoa Sữa bằng tổng điểm, xếp thứ tự theo điểm mục II (400 và 380)",
    "Hạng 5 và 6: xã Dừa Nước và xã Bằng Lăng bằng tổng điểm, xếp thứ tự theo số điểm trừ ít hơn (0 và 8)",
    "Xã Tre Xanh: đủ điểm loại Xuất sắc nhưng xếp loại Tốt: ",
    "Xã Hoa Sữa: đủ điểm loại Xuất sắc nhưng xếp loại Tốt: thiếu minh chứng I.4",
    (
        "Xã Phượng Vĩ: đủ điểm loại Tốt nhưng xếp loại Khá: Có tập thể bị kỷ luật trong năm: Chi bộ một ấp bị kỷ "
        "luật khiển trách ngày 12/8/2024"
    ),
    "Xã Bằng Lăng: đủ điểm loại Tốt nhưng xếp loại Khá: ",
    (
        "Xã Bông Súng: không xếp hạng – Báo cáo không trung thực: Số liệu họp dân trong báo cáo năm không khớp với "
        "sổ gốc của ba ấp"
    ),
    "Xã Me Vàng: không phát sinh II.2 (không tính vào điểm đạt và điểm tối đa; điểm tối đa còn 850)",
    "I: Lãnh đạo, tổ chức phong trào thi đua (250 điểm)",
    "II: Thực hiện dân chủ ở cơ sở (400 điểm)",
    "III: Kết quả, điển hình (300 điểm)",
    "Thưởng: Điểm thưởng (tối đa 50 điểm)",
    "Trừ: Điểm trừ (trừ tối đa 100 điểm)",
    "Trưởng khối: Xã Tre Xanh · Phó khối: Xã Dừa Nước",
)


def case(name: str) -> Case:
    return case_of_file(next(path for path in EXPECTED if path.stem == name))


def test_notes_say_what_was_decided() -> None:
    table = ranking_table(case("thi-dua-1000").ranking)
    for note, begins in zip(table.notes, THI_DUA_NOTES, strict=True):
        assert note.startswith(begins)
    assert table.warnings == ()  # a bonus or a penalty that nobody wrote is not missing
    assert "Còn thiếu" not in [column.title for column in table.columns]


def test_what_a_period_does_not_hold_is_said_once() -> None:
    half = case("chi-so-phan-tram-2024-h1-thuong-nguon")
    for table in half.tables():
        assert table.notes.count("Không áp dụng trong kỳ này: B.3, D.2") == 1
        assert not [note for note in table.notes if "không áp dụng" in note.lower() and "Không" not in note]
    document = simplejson.loads(half.shown(RankingView()))
    assert all(one["not_held"] == ["B.3", "D.2"] for one in document["standings"])
    assert [one["excluded"] for one in document["standings"] if one["unit"] != "suoi-nang"] == [[], [], []]
    shown = half.explain("suoi-gio", "B.3")
    assert shown.endswith(
        "Không áp dụng trong kỳ này, với mọi đơn vị; chỉ áp dụng trong kỳ: Cả năm 2024. Không tính vào điểm đạt và "
        "điểm tối đa.\n"
    )


def test_ties_of_the_index_go_by_the_earlier_rank() -> None:
    notes = ranking_table(case("chi-so-phan-tram-2024-thuong-nguon").ranking).notes
    assert notes[0] == (
        "Hạng 1 và 2: xã Suối Mây và xã Suối Gió bằng tổng điểm, xếp thứ tự theo hạng trong kỳ 6 tháng đầu năm 2024 "
        "(1 và 2)"
    )
    tied = ranking_table(case("chi-so-phan-tram-2024-h1-ha-nguon").ranking).notes
    assert tied[0] == "Hạng 1: xã Bến Mía và xã Bến Dừa bằng điểm (65)"


@pytest.mark.parametrize(
    ("name", "unit", "identity", "lines"),
    [
        ("thi-dua-1000", "sen-hong", "III.3", ["Cộng: 75 + 40 = 115; mức trần 100 nên tính 100"]),
        (
            "thi-dua-1000",
            "sen-hong",
            "bonus",
            [
                "Thưởng – Điểm thưởng: 50/50 điểm",
                "Thuộc mục: ngoài thang điểm chính",
                "Cách tính điểm mục: tổng, tính tối đa 50 điểm",
                "Cộng: 30 + 20 + 5 = 55; mức trần 50 nên tính 50",
            ],
        ),
        ("thi-dua-1000", "hoa-sua", "penalties", ["Trừ – Điểm trừ: −8/100 điểm", "Cộng: −8"]),
        (
            "thi-dua-1000",
            "hoa-sua",
            "TR.1",
            [
                "TR.1 Thiếu bản đăng ký thi đua: trừ 8 điểm (tối đa 16)",
                "Thuộc mục: Điểm trừ",
                "Cách tính: 1 bản × 8 = 8; trừ 8 điểm",
            ],
        ),
        (
            "thi-dua-1000",
            "hoa-sua",
            "TR.2",
            [
                "TR.2 Báo cáo gửi chậm: không có",
                "Phiếu không ghi khoản này: không cộng, không trừ; không coi là còn thiếu.",
            ],
        ),
        (
            "thi-dua-1000",
            "bang-lang",
            None,
            [
                "Cộng: 230 + 343,33 + 232 + 20 − 8 = 817,33",
                "  Bằng điểm, xếp thứ tự theo: số điểm trừ ít hơn (xã Dừa Nước 0, xã Bằng Lăng 8)",
                "Xếp loại: Khá (từ 700 điểm)",
                "  Loại Tốt: tối đa 45% số đơn vị đạt từ Khá trở lên, làm tròn xuống",
            ],
        ),
        (
            "thi-dua-1000",
            "sen-hong",
            None,
            [
                "  Loại Xuất sắc: tối đa 20% của 8 đơn vị = 1,6, làm tròn xuống thành 1 đơn vị",
                (
                    "Khen: Cờ thi đua (hạng 1; chỉ xét đơn vị xếp loại Xuất sắc; nếu bằng điểm ở suất cuối thì không "
                    "đơn vị nào được khen)"
                ),
            ],
        ),
        (
            "thi-dua-1000",
            "bong-sung",
            None,
            [
                "Hạng: không xếp hạng (Báo cáo không trung thực)",
                (
                    "Trường hợp bị hạ loại, không xếp hạng: Báo cáo không trung thực (không xếp hạng): Số liệu họp "
                    "dân trong báo cáo năm không khớp với sổ gốc của ba ấp"
                ),
            ],
        ),
        (
            "chi-so-phan-tram-2024-thuong-nguon",
            "suoi-gio",
            "B",
            [
                "Cách tính điểm mục: trung bình có nhân hệ số của 3 thành phần",
                "Hệ số: × 3",
                "  B.1  7,5 / 10  Mức hài lòng qua khảo sát × 2",
                "Trung bình: (7,5 × 2 + 8,5 + 8,5) ÷ 4 = 8",
            ],
        ),
        (
            "chi-so-phan-tram-2024-thuong-nguon",
            "suoi-gio",
            "C",
            ["Cách tính điểm mục: lấy thành phần có điểm cao nhất", "Lấy cao nhất: cao nhất trong 20, 15 và 0 là 20"],
        ),
        (
            "chi-so-phan-tram-2024-thuong-nguon",
            "suoi-gio",
            None,
            [
                "Cộng: 33,5 + 8 × 3 + 20 + 9 = 86,5",
                "  Bằng điểm, xếp thứ tự theo: hạng trong kỳ 6 tháng đầu năm 2024 (xã Suối Mây 1, xã Suối Gió 2)",
            ],
        ),
        (
            "tuong-doi-chi-tieu",
            "son-ca",
            "A.3",
            [
                "Đơn vị dẫn đầu: Xã Họa Mi (1500/1000 hộ) và Xã Vành Khuyên (900/600 hộ)",
                "Cách tính: vượt (1499 − 1000) ÷ 1000 = 0,499, đơn vị dẫn đầu vượt 0,5: 20 + 20 × 0,499 ÷ 0,5 = 39,96",
            ],
        ),
        ("tuong-doi-chi-tieu", "bo-cau", "A.2", ["Đơn vị dẫn đầu: không có"]),
        (
            "tuong-doi-chi-tieu",
            "hai-au",
            "A.1",
            ["Cao nhất trong các đơn vị không có chỉ tiêu: Xã Chim Én (12 vụ (không có chỉ tiêu))"],
        ),
    ],
)
def test_explanations(name: str, unit: str, identity: str | None, lines: list[str]) -> None:
    told = case(name).explain(unit, identity).splitlines()
    for line in lines:
        assert line in told


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_every_class_that_was_passed_is_explained(path: Path) -> None:
    case = case_of_file(path)
    for standing in case.ranking.standings:
        told = case.explain(standing.result.unit).splitlines()
        for one in standing.passed_classes:
            assert f"  Đủ điểm loại {one.better.name} nhưng không được xếp loại này: {one.reason}" in told


def test_a_disqualifier_is_told_with_its_line() -> None:
    shown = case("thi-dua-1000").explain("phuong-vi")
    found = re.search(r"\n  (\S*)/units/phuong-vi\.yaml:(\d+)\n", shown)
    assert found is not None
    lines = (EXAMPLES / "thi-dua-1000" / "units" / "phuong-vi.yaml").read_text(encoding="utf-8").splitlines()
    assert "ky-luat" in lines[int(found[2]) - 1]


def test_the_workbook_says_how_it_was_decided() -> None:
    sheets = case("thi-dua-1000").workbook()
    facts = {row[0]: str(row[2]) for row in sheets["Cách tính"]}
    assert facts["Khi bằng điểm"].splitlines() == [
        "1. Điểm mục II",
        "2. Số điểm trừ ít hơn",
        "3. Mức điều chỉnh điểm tự chấm ít hơn",
        "Nếu vẫn bằng điểm thì xếp cùng hạng.",
    ]
    assert facts["Điểm thưởng"] == "Tính tối đa 50 điểm; được làm tổng điểm vượt 950."
    assert facts["Điểm trừ"] == "Trừ tối đa 100 điểm, trừ vào tổng."
    assert facts["Không phát sinh"].endswith("; chỉ được ghi từ bước “Khối thẩm định” trở đi")
    assert facts["Xếp loại"].splitlines()[0] == (
        "– Xuất sắc: từ 900 điểm trở lên; mục cấp một nào cũng đạt từ 80% điểm tối đa trở lên; không thiếu minh "
        "chứng; đã chấm xong tất cả tiêu chí; tối đa 20% của 8 đơn vị = 1,6, làm tròn xuống thành 1 đơn vị"
    )
    assert "Khi xếp loại, tổng điểm được tính tối đa 1000." in facts["Xếp loại"]
    assert "– Báo cáo không trung thực: không xếp hạng" in facts["Không xếp hạng, hạ loại"]
    assert facts["Hình thức khen thưởng"].startswith("– Cờ thi đua: hạng 1; chỉ xét đơn vị xếp loại Xuất sắc;")
    criteria = {row[0]: row for row in sheets["Tiêu chí"]}
    assert criteria["Thưởng"][:4] == ["Thưởng", "Điểm thưởng", 50, 50]
    assert criteria["T.3"][5] == "–"
    assert criteria["TR.1"][5] == -8
    assert criteria["III.3"][1] == "Mô hình và điển hình\n(Tính tối đa 100 điểm)"
    remarks = {row[0]: str(row[2]) for row in sheets["Xã Bằng Lăng"]}["Ghi chú"]
    assert "Bằng điểm, xếp thứ tự theo số điểm trừ ít hơn" in remarks
    assert "Đủ điểm loại Tốt nhưng xếp loại Khá" in remarks
    notes = [str(row[0]) for row in sheets["Xếp hạng"]]
    for note in THI_DUA_NOTES[:7]:
        assert any(line.startswith(f"– {note}") for line in notes)


def test_weights_and_group_rules_are_in_the_workbook() -> None:
    sheets = case("chi-so-phan-tram-2024-h1-thuong-nguon").workbook()
    names = {row[0]: row[1] for row in sheets["Tiêu chí"]}
    assert names["A.1"] == "Hồ sơ trả đúng hạn\n(Hệ số × 2)"
    assert names["B"] == "Tiếng nói của Nhân dân\n(Hệ số × 3; trung bình có nhân hệ số của 3 thành phần)"
    rules = {row[0]: row[3] for row in sheets["Thang điểm"]}
    assert rules["B"] == "Trung bình có nhân hệ số của 3 thành phần\nHệ số: × 3"
    assert str(rules["D.2"]).endswith("\nChỉ áp dụng trong kỳ: Cả năm 2024")
    assert str(rules["D.1"]).endswith("\nKhông phát sinh: Tính điểm tối đa")
    row = next(row for row in sheets["Tiêu chí"] if row[0] == "B")
    assert row[3:7] == [8.33333333333333, 7.16666666666667, 7.5, 4.58333333333333]
    assert next(row for row in sheets["Tiêu chí"] if row[0] == "B.3")[3:7] == ["–"] * 4


def test_figures_that_no_decimal_equals_do_not_widen_a_column() -> None:
    half = case("chi-so-phan-tram-2024-h1-thuong-nguon")
    assert [row["B × 3"] for row in rows_of(half)] == ["8,33", "7,17", "7,50", "4,58"]
    table = scores_table(half.scores, half.scoring_input.campaign, half.scoring_input.period)
    assert "8,33" in terminal_text([table], width=None, color=False)


def without_marks(text: str) -> str:
    letters = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


@pytest.mark.usefixtures("english")
@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_english_has_no_vietnamese_besides_data(path: Path, tmp_path: Path) -> None:
    """The data itself is written without marks first, so that whatever has marks is the program's own."""
    name = next(name for name in NAMES if path.stem.startswith(name))
    folder = tmp_path / name
    copytree(EXAMPLES / name, folder)
    for rubric in shipped_rubrics().values():
        (folder / rubric.name).write_bytes(rubric.read_bytes())
    for file in folder.rglob("*.yaml"):
        text = without_marks(file.read_text(encoding="utf-8"))
        for rubric_name in shipped_rubrics():
            for key in ("    rubric", "extends"):
                text = text.replace(f"{key}: {rubric_name}\n", f"{key}: {rubric_name}.yaml\n")
        file.write_text(text, encoding="utf-8")
    expected = expected_of(path)
    for kind, text in shipped(folder, expected["bloc"], expected["period"]).everything():
        assert not VIETNAMESE.search(text), (kind, VIETNAMESE.search(text), text[:3000])
