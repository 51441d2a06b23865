"""Who hands in nothing until a period is closed: a class without a total, or no rank; the same on whatever day.

After Decision 2579/QĐ-UBND of Cần Thơ: without a self-assessment a commune is classed Không hoàn thành.
"""

import json
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.commands.conftest import Qcdc
from tests.office import Office

RUBRIC = """\
rubric: r
name: Thang điểm
total: 10
not_applicable: zero
criteria:
  - {id: I, name: Văn bản, points: 4, evidence: optional}
  - {id: II, name: Thực hiện, points: 6, evidence: optional}
disqualifiers:
  khong-nop: {name: Không gửi bản tự đánh giá, EFFECT}
  khien-trach: {name: Lãnh đạo bị khiển trách, at_most: tot}
classification:
  - {id: xs, name: Xuất sắc, from: 9, quota: {percent: 50, rounding: down, of: kht}}
  - {id: tot, name: Tốt, from: 7}
  - {id: kht, name: Không hoàn thành}
awards:
  - {id: bk, name: Bằng khen, share: {percent: 100, rounding: down}, ties: all}
"""
CAMPAIGN = """\
campaign: Thi đua
period: "2026"
periods:
  "2026": PERIOD
stages:
  - {id: self, name: Tự chấm}
  - {id: so, name: Sở Nội vụ}
blocs:
  b: {name: Khối, rubric: rubric.yaml, units: [an, binh, chi, dung]}
units: {an: Xã An, binh: Xã Bình, chi: Xã Chi, dung: Xã Dung}
NOT_HANDED_IN
"""
CLOSED = "{name: Năm 2026, due: {self: 2026-12-15, so: 2026-12-31}, closed: 2026-12-16}"
OPEN = CLOSED.replace(", closed: 2026-12-16", "")
MARKS = {
    "an": "I: {self: 4, so: 4}\n  II: {self: 6, so: 6}",
    "binh": "I: {self: 3, so: 3}\n  II: {self: 6, so: 6}",
    "chi": "I: {so: 4}\n  II: {so: 6}",  # the office marked it; the unit did not
}  # dung has no sheet at all


def campaign(folder: Path, *, period: str = CLOSED, effect: str = "at_most: kht", late: bool = True) -> None:
    """Write a campaign of four units: two that handed in, one marked by the office only, one without a sheet."""
    said = "not_handed_in: khong-nop" if late else ""
    text = CAMPAIGN.replace("PERIOD", period).replace("NOT_HANDED_IN", said)
    (folder / "qcdc.yaml").write_text(text, encoding="utf-8")
    (folder / "rubric.yaml").write_text(RUBRIC.replace("EFFECT", effect), encoding="utf-8")
    (folder / "units").mkdir(exist_ok=True)
    for unit, marks in MARKS.items():
        text = f'unit: {unit}\nperiod: "2026"\nmarks:\n  {marks}\n'
        (folder / "units" / f"{unit}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder for a campaign."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def standings(qcdc: Qcdc) -> dict[str, dict[str, object]]:
    """Return the lines of the ranking by unit."""
    return {one["unit"]: one for one in json.loads(qcdc("rank", "--format", "json").out)["standings"]}


def test_without_a_self_assessment_a_unit_is_in_the_last_class(qcdc: Qcdc, folder: Path) -> None:
    """Xuất sắc takes half of those classed at all: all four are, so that An and Bình fill its two places.

    Chi, whom the office gave 10 points, keeps its rank but is in the last class. Dung has neither points nor rank.
    """
    campaign(folder)
    found = standings(qcdc)
    assert {unit: (one["rank"], one["class"], one["points"]) for unit, one in found.items()} == {
        "an": (1, "xs", 10),
        "chi": (1, "kht", 10),
        "binh": (3, "xs", 9),
        "dung": (None, "kht", None),
    }
    assert [unit for unit, one in found.items() if one["not_handed_in"]] == ["chi", "dung"]
    assert found["dung"]["disqualifiers"] == [
        {
            "id": "khong-nop",
            "name": "Không gửi bản tự đánh giá",
            "reason": "không tự chấm trong hạn (15/12/2026)",
            "file": None,
            "line": None,
        }
    ]
    chi = found["chi"]["disqualifiers"]
    assert (chi[0]["id"], chi[0]["file"]) == ("khong-nop", None)  # type: ignore[index]
    assert (found["dung"]["unranked"], found["dung"]["awards"]) == ("no_sheet", [])


def test_where_the_rubric_says_so_it_is_not_ranked(qcdc: Qcdc, folder: Path) -> None:
    campaign(folder, effect="effect: unranked")
    found = standings(qcdc)
    assert {unit: (one["rank"], one["class"], one["unranked"]) for unit, one in found.items()} == {
        "an": (1, "xs", None),
        "binh": (2, "tot", None),  # of the two that are classed, one may be Xuất sắc
        "chi": (None, None, "disqualified"),
        "dung": (None, None, "disqualified"),
    }


@pytest.mark.parametrize(("period", "late"), [(OPEN, True), (CLOSED, False)])
def test_nothing_follows_until_the_file_says_that_the_period_is_closed(
    qcdc: Qcdc, folder: Path, period: str, late: bool
) -> None:
    campaign(folder, period=period, late=late)
    found = standings(qcdc)
    assert (found["chi"]["class"], found["dung"]["class"]) == ("tot", None)  # of three that are classed, one: not two
    assert not any(one["disqualifiers"] or one["not_handed_in"] for one in found.values())
    assert "Q617" in qcdc("check").out
    assert qcdc("rank", "--strict").status == 1


def test_what_the_sheet_itself_says_against_the_unit_is_kept(qcdc: Qcdc, folder: Path) -> None:
    campaign(folder)
    sheet = folder / "units" / "chi.yaml"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(f"{text}disqualifiers: {{khong-nop: Công văn số 5, khien-trach: Quyết định số 7}}\n", "utf-8")
    reasons = [(one["id"], one["reason"], one["line"]) for one in standings(qcdc)["chi"]["disqualifiers"]]  # type: ignore[attr-defined]
    assert reasons == [("khong-nop", "Công văn số 5", 6), ("khien-trach", "Quyết định số 7", 6)]


def test_a_claim_of_the_unit_is_a_self_assessment(qcdc: Qcdc, folder: Path) -> None:
    campaign(folder)
    sheet = 'unit: dung\nperiod: "2026"\nmarks:\n  I: {not_applicable: Không phát sinh}\n'
    (folder / "units" / "dung.yaml").write_text(sheet, encoding="utf-8")
    assert not standings(qcdc)["dung"]["not_handed_in"]


def test_it_is_settled_so_strict_does_not_refuse_it(qcdc: Qcdc, folder: Path) -> None:
    campaign(folder)
    ran = qcdc("rank", "--strict")
    assert (ran.status, ran.err) == (0, "")
    assert "TẠM TÍNH" not in ran.out
    checked = qcdc("--lang", "en", "check", "--strict")
    assert checked.status == 0
    assert checked.out.endswith("No errors, 2 notes.\n")
    who = "The unit `dung` handed in no self-assessment by 2026-12-15 for `2026`: Không gửi bản tự đánh giá."
    assert f"Q637 note: {who}" in checked.out
    problems = json.loads(qcdc("check", "--format", "json").out)
    assert (problems["errors"], problems["warnings"], problems["notes"]) == (0, 0, 2)
    assert qcdc("check", "--format", "github").out.count("::notice ") == 2


@pytest.mark.parametrize("command", [("rank",), ("rank", "--format", "md"), ("rank", "--format", "csv"), ("score",)])
def test_every_table_says_who_handed_in_nothing(qcdc: Qcdc, folder: Path, command: tuple[str, ...]) -> None:
    campaign(folder)
    out = " ".join(qcdc(*command).out.split())
    assert "chưa có phiếu" not in out.lower()
    assert "Không hoàn thành" in out or command == ("score",)


def test_explanations_give_the_reason_and_the_effect(qcdc: Qcdc, folder: Path) -> None:
    campaign(folder)
    effect = "xếp loại cao nhất là Không hoàn thành"
    against = f"Không gửi bản tự đánh giá ({effect}): không tự chấm trong hạn (15/12/2026)\n"
    for unit in ("chi", "dung"):
        text = qcdc("explain", unit).out
        assert text.endswith(against)  # no place: no sheet says it
        assert "Xếp loại: Không hoàn thành" in text
    assert "không nộp phiếu" in text
    assert "chưa có phiếu" not in text
    campaign(folder, effect="effect: unranked")
    assert "không tự chấm trong hạn" in qcdc("explain", "dung").out


@pytest.mark.office
@pytest.mark.parametrize("effect", ["at_most: kht", "effect: unranked"])
def test_the_live_workbook_comes_to_the_same(qcdc: Qcdc, folder: Path, office: Office, effect: str) -> None:
    campaign(folder, effect=effect)
    assert qcdc("export", "bao-cao.xlsx").status == 0
    report = folder / "bao-cao.xlsx"
    made, again = (load_workbook(file, data_only=True) for file in (report, office([report], "xlsx")[report.name]))
    for name in made.sheetnames:
        pairs = zip(made[name].iter_rows(values_only=True), again[name].iter_rows(values_only=True), strict=True)
        for before, after in pairs:
            assert [str(value) for value in before] == [str(value) for value in after], name


@pytest.mark.parametrize(("stage", "day"), [("self", "15/12/2026"), ("so", "31/12/2026")])
def test_a_form_names_the_day_of_its_own_stage(qcdc: Qcdc, folder: Path, stage: str, day: str) -> None:
    campaign(folder, period=OPEN)
    assert qcdc("form", "an", "--stage", stage, "-o", "an.xlsx").status == 0
    worksheet = load_workbook(folder / "an.xlsx").worksheets[0]
    texts = [str(cell) for row in worksheet.iter_rows(values_only=True) for cell in row if cell is not None]
    assert any(text.endswith(f"hạn nộp: ngày {day}") for text in texts)
