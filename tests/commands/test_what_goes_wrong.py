"""What goes wrong in systems in use around the numbers, each tried on a small campaign through the commands."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qcdc_cli.campaign import import_records
from qcdc_cli.forms.importing import import_plan
from tests.commands.conftest import Qcdc

CAMPAIGN = """\
campaign: Thi đua
period: k1
periods: {k1: {name: Kỳ 1, from: 2026-01-01, to: 2026-06-30, due: {self: 2026-06-25}, appeals: 2026-07-20}}
stages:
  - {id: self, name: Tự chấm, by: unit}
  - {id: bloc, name: Khối thẩm định, by: leader}
blocs:
  khoi: {name: Khối, rubric: rubric.yaml, leader: a, units: [a, b, c]}
units: {a: Xã An, b: Xã Bình, c: Xã Cường}
checkers:
  anh: {name: Trần Văn Anh, unit: a, role: leader}
  binh: {name: Lê Thị Bình, unit: b}
  cuong: {name: Vũ Văn Cường, unit: c}
evidence: minh-chung/{unit}/{period}
"""
RUBRIC = """\
rubric: thu
name: Thang thử
total: 20
rounding: {decimals: 2, at: criterion}
not_applicable: exclude
missing_evidence: ignore
classification: [{id: tot, name: Tốt, from: 17}, {id: kha, name: Khá}]
criteria:
  - {id: I.1, name: Họp dân, points: 10, evidence: optional}
  - {id: I.2, name: Công khai, points: 10, evidence: optional}
"""
SHEETS = {
    "a": "{I.1: {self: 8, bloc: {mark: 8, by: binh}}, I.2: {self: 9, bloc: {mark: 9, by: binh}}}",
    "b": "{I.1: {self: 9, bloc: {mark: 9, by: cuong}}, I.2: {self: 8, bloc: {mark: 8, by: cuong}}}",
    "c": "{I.1: {self: 7, bloc: {mark: 7, by: anh}}, I.2: {self: 7, bloc: {mark: 7, by: anh}}}",
}
Told = Callable[[], list[tuple[str, str]]]


@pytest.fixture
def campaign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a campaign of three units whose marks are all verified, by somebody of another unit."""
    (tmp_path / "qcdc.yaml").write_text(CAMPAIGN, encoding="utf-8")
    (tmp_path / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "units").mkdir()
    for unit, marks in SHEETS.items():
        write(tmp_path, unit, marks)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def told(qcdc: Qcdc) -> Told:
    """Return a function that gives the code and the sentence of everything that `check` says."""

    def told_now() -> list[tuple[str, str]]:
        found = json.loads(qcdc("check", "--format", "json").out)["problems"]
        return [(one["code"], one["message"]) for one in found]

    return told_now


def write(folder: Path, unit: str, marks: str, more: str = "") -> None:
    """Write a unit's sheet."""
    text = f"unit: {unit}\nperiod: k1\nmarks: {marks}\n{more}"
    (folder / "units" / f"{unit}.yaml").write_text(text, encoding="utf-8")


def totals(qcdc: Qcdc, *options: str) -> list[tuple[int, str, float]]:
    """Return rank, unit and total of each unit, the first first."""
    ran = qcdc("rank", "--format", "json", *options)
    return [(one["rank"], one["unit"], one["points"]) for one in json.loads(ran.out)["standings"]]


def test_the_campaign_itself_has_no_problem(campaign: Path, told: Told, qcdc: Qcdc) -> None:
    assert told() == []
    assert totals(qcdc) == [(1, "a", 17), (1, "b", 17), (3, "c", 14)]


def test_the_own_unit_verified_by_its_own_checker(campaign: Path, told: Told) -> None:
    write(campaign, "b", SHEETS["b"].replace("mark: 9, by: cuong", "mark: 9, by: binh"))
    assert told() == [("Q841", "Lê Thị Bình chấm I.1 ở bước `bloc` cho đơn vị `b`, là đơn vị của chính mình.")]


def test_the_leaders_own_unit_verified_by_the_leader(campaign: Path, told: Told) -> None:
    """The leader's checker may not, and where nobody is named it may have been the leader."""
    write(campaign, "a", SHEETS["a"].replace("mark: 8, by: binh", "mark: 8, by: anh").replace("9, by: binh", "9"))
    (campaign / "qcdc.yaml").write_text(f"{CAMPAIGN}checking: {{leader_own_unit: no}}\n", encoding="utf-8")
    sentence = "{} chấm {} ở bước `bloc` cho đơn vị `a`, là đơn vị của trưởng khối; đợt thi đua không cho phép."
    assert told() == [
        ("Q842", sentence.format("Trần Văn Anh", "I.1")),
        ("Q842", sentence.format("Trưởng khối (không ghi họ tên)", "I.2")),
    ]


def test_a_verified_mark_that_differs_without_a_reason(campaign: Path, told: Told, qcdc: Qcdc) -> None:
    write(campaign, "b", SHEETS["b"].replace("mark: 9,", "mark: 4,"))
    assert told() == [("Q611", "Điểm bước `bloc` (4) khác bước `self` (9) mà không ghi lý do.")]
    assert qcdc("rank").status == 1
    write(campaign, "b", SHEETS["b"].replace("mark: 9,", "mark: 4, reason: Thiếu hai cuộc họp,"))
    assert told() == []
    assert totals(qcdc) == [(1, "a", 17), (2, "c", 14), (3, "b", 12)]


def test_the_best_of_the_stages_marks_counts(campaign: Path, qcdc: Qcdc) -> None:
    write(campaign, "c", "{I.1: {self: 10, bloc: {mark: 2, by: anh, reason: Họp một lần}}, I.2: {self: 10}}")
    assert totals(qcdc) == [(1, "a", 17), (1, "b", 17), (3, "c", 12)]
    assert totals(qcdc, "--stage", "self") == [(1, "c", 20), (2, "a", 17), (2, "b", 17)]


def test_ties_broken_by_the_higher_self_mark(campaign: Path, qcdc: Qcdc) -> None:
    inflated = "{I.1: {self: 10, bloc: {mark: 9, by: cuong, reason: Thiếu một cuộc họp}}, I.2: {self: 8}}"
    write(campaign, "b", inflated)
    assert totals(qcdc) == [(1, "a", 17), (1, "b", 17), (3, "c", 14)]


APPEAL = "appeals: [{{text: Có đủ biên bản, date: 2026-07-10, by: Xã Cường, wants: 9{decision}}}]"
DECISION = ", decision: {{date: 2026-07-15, by: {by}, upheld: yes, mark: 9, reason: Đã xem biên bản}}"


def appealed(campaign: Path, decision: str = "") -> None:
    """Let the third unit appeal against a mark that the leader's checker gave."""
    appeal = APPEAL.format(decision=decision)
    write(campaign, "c", f"{{I.1: {{self: 9, bloc: {{mark: 7, by: anh, reason: Thiếu}}, {appeal}}}, I.2: 7}}")


def test_an_appeal_that_says_saved_and_saves_nothing(campaign: Path, told: Told, qcdc: Qcdc) -> None:
    appealed(campaign)
    assert told() == [("Q877", "Tiêu chí `I.1` của `c`: giải trình ngày 10/7/2026 chưa được giải quyết.")]
    assert json.loads(qcdc("rank", "--format", "json").out)["provisional"] is True
    assert qcdc("rank", "--strict").status == 1
    appealed(campaign, DECISION.format(by="Ban Chỉ đạo"))
    assert told() == []
    assert totals(qcdc) == [(1, "a", 17), (1, "b", 17), (3, "c", 16)]
    (decided,) = json.loads(qcdc("appeals", "--format", "json").out)["decided"]
    assert (decided["unit"], decided["criterion"], decided["upheld"], decided["mark"]) == ("c", "I.1", True, "9")


def test_an_appeal_decided_by_who_gave_the_mark(campaign: Path, told: Told) -> None:
    appealed(campaign, DECISION.format(by="anh"))
    sentence = "Tiêu chí `I.1`: Trần Văn Anh đã chấm điểm bước `bloc` nên không giải quyết giải trình về chính điểm đó."
    assert told() == [("Q876", sentence)]


def test_a_blank_that_disappears_or_turns_into_zero(campaign: Path, told: Told, qcdc: Qcdc) -> None:
    write(campaign, "c", "{I.1: {self: 10}}")
    assert told() == [("Q618", "Phiếu của `c` còn 1 tiêu chí chưa chấm: I.2.")]
    ran = json.loads(qcdc("rank", "--format", "json").out)
    last = ran["standings"][-1]
    assert (ran["provisional"], last["unit"], last["points"], last["max"], last["percent"]) == (True, "c", 10, 20, 50)
    assert last["missing"] == ["I.2"]


def test_evidence_of_a_verified_mark_changed_since(campaign: Path, told: Told, qcdc: Qcdc) -> None:
    file = campaign / "minh-chung" / "b" / "k1" / "bien-ban.txt"
    file.parent.mkdir(parents=True)
    file.write_bytes(b"Bien ban hop ngay 10/3")
    seen = hashlib.sha256(file.read_bytes()).hexdigest()
    evidence = "evidence: [{name: Biên bản, file: bien-ban.txt}]"
    verified = f"bloc: {{mark: 9, by: cuong, seen: {{bien-ban.txt: {seen}}}}}"
    write(campaign, "b", f"{{I.1: {{self: 9, {verified}, {evidence}}}, I.2: 8}}")
    assert told() == []
    file.write_bytes(b"Bien ban hop ngay 10/4")
    sentence = "Tiêu chí `I.1`: minh chứng đã thay đổi sau khi bước `bloc` chấm: `bien-ban.txt` đã bị sửa."
    assert told() == [("Q811", sentence)]
    assert totals(qcdc)[0] == (1, "a", 17)


def test_one_document_handed_in_twice(campaign: Path, told: Told) -> None:
    for unit in "ab":
        file = campaign / "minh-chung" / unit / "k1" / "bien-ban.txt"
        file.parent.mkdir(parents=True)
        file.write_bytes(b"Bien ban")
        evidence = ", evidence: [{name: Biên bản, file: bien-ban.txt}]}, I.2"
        write(campaign, unit, SHEETS[unit].replace("}, I.2", evidence, 1))
    sentence = (
        "Tiêu chí `I.1`: nội dung tệp `bien-ban.txt` cũng là minh chứng ở nơi khác: tiêu chí `I.1` của `{}`, kỳ `k1` "
        "(bien-ban.txt)."
    )
    assert told() == [("Q809", sentence.format(other)) for other in "ba"]


@pytest.fixture
def late(campaign: Path, monkeypatch: pytest.MonkeyPatch, qcdc: Qcdc) -> Path:
    """Let a mark of the third unit come in three times, two days after it was due."""
    for module in (import_records, import_plan):
        monkeypatch.setattr(module, "timestamp", lambda: "2026-06-27T08:00:00+07:00")
    write(campaign, "c", "{I.2: 7}")
    for mark in ("8", "9", "10"):
        (campaign / "diem.csv").write_text(f"unit,id,mark\nc,I.1,{mark}\n", encoding="utf-8")
        assert qcdc("import", "diem.csv", "--stage", "self", "--force").status == 0
    return campaign


LATE_MARK = (
    "Bước “Tự chấm” của `c`: I.1 nhận ngày 27/6/2026, chậm 2 ngày so với hạn 25/6/2026 (tệp diem.csv); "
    "điểm vẫn được tính."
)


def test_a_record_of_what_came_in_that_can_be_erased(late: Path, told: Told) -> None:
    records = late / "records" / "imports.jsonl"
    first, _, last = records.read_text(encoding="utf-8").splitlines(keepends=True)
    assert told() == [("Q866", LATE_MARK)]
    records.write_text(first + last, encoding="utf-8")
    broken = "Dòng 2 của sổ nhận tệp không nối tiếp dòng trước nó: có dòng bị xóa, bị chèn, bị đổi chỗ hoặc bị sửa."
    assert told() == [("Q863", broken), ("Q866", LATE_MARK)]


def test_late_marks_that_count_in_silence(late: Path, told: Told, qcdc: Qcdc) -> None:
    assert told() == [("Q866", LATE_MARK)]
    assert totals(qcdc) == [(1, "a", 17), (1, "b", 17), (1, "c", 17)]
    (late / "qcdc.yaml").write_text(f"{CAMPAIGN}late_marks: ignore\n", encoding="utf-8")
    assert totals(qcdc) == [(1, "a", 17), (1, "b", 17), (3, "c", 7)]
