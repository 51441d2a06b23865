"""What came in when: records of imports that nobody changes unnoticed, and marks that came in after they were due."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qcdc_cli.campaign import import_records
from qcdc_cli.commands.entry import run
from qcdc_cli.forms.importing import import_plan

CAMPAIGN = """\
campaign: Đợt thử
period: p1
periods:
  p1: {name: Kỳ 1, due: {self: 2026-06-25, board: 2026-07-05}}
stages:
  - {id: self, name: Tự chấm}
  - {id: board, name: Ban duyệt}
blocs:
  khoi: {name: Khối, rubric: rubric.yaml, units: [a, b]}
units: {a: Xã An, b: Xã Bình}
"""
RUBRIC = """\
rubric: thu
name: Thang thử
total: 20
not_applicable: exclude
missing_evidence: ignore
criteria:
  - {id: I.1, name: Tiêu chí một, points: 10, evidence: optional}
  - {id: I.2, name: Tiêu chí hai, points: 10, evidence: optional}
"""


class Desk:
    """A campaign, and what comes in on which day."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._patch, self._capsys = folder, monkeypatch, capsys
        self.records = folder / "records" / "imports.jsonl"
        (folder / "qcdc.yaml").write_text(CAMPAIGN, encoding="utf-8")
        (folder / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
        (folder / "units").mkdir()
        for unit in "ab":
            sheet = f"unit: {unit}\nperiod: p1\nmarks:\n  I.1:\n  I.2:\n"
            (folder / "units" / f"{unit}.yaml").write_text(sheet, encoding="utf-8")
        monkeypatch.chdir(folder)

    def at(self, moment: str) -> None:
        """Let all that is recorded from now on have this moment."""
        for module in (import_records, import_plan):
            self._patch.setattr(module, "timestamp", lambda: moment)

    def send(self, moment: str, marks: str, *options: str, name: str = "diem.csv", stage: str = "self") -> None:
        """Import a table of marks, such as `a I.1 8`, at a moment."""
        self.at(moment)
        rows = "".join(f"{line.replace(' ', ',')}\n" for line in marks.split("; "))
        (self.folder / name).write_text(f"unit,id,mark,reason\n{rows}", encoding="utf-8")
        assert run(["import", name, "--stage", stage, *options]) == 0, self._capsys.readouterr().err

    def set(self, before: str, now: str) -> None:
        """Change the campaign's file."""
        file = self.folder / "qcdc.yaml"
        text = file.read_text(encoding="utf-8")
        assert before in text
        file.write_text(text.replace(before, now), encoding="utf-8")

    def told(self, *arguments: str, status: int = 0) -> str:
        """Return what a command prints."""
        self._capsys.readouterr()
        assert run(list(arguments)) == status
        return self._capsys.readouterr().out

    def codes(self) -> list[str]:
        """Return the codes and places of what `check` tells of the records and of days."""
        found = json.loads(self.told("check", "--format", "json"))["problems"]
        return [f"{one['code']} {one['path']}:{one['line'] or 0}" for one in found if one["code"].startswith("Q86")]

    def lines(self) -> list[dict[str, object]]:
        """Return the records."""
        return [json.loads(line) for line in self.records.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    monkeypatch.setenv("QCDC_LANG", "vi")
    return Desk(tmp_path, monkeypatch, capsys)


IN_TIME, LATE, LATER = "2026-06-25T23:59:00+07:00", "2026-06-27T08:15:00+07:00", "2026-07-01T09:00:00+07:00"


def test_each_import_adds_a_line_for_each_unit_and_names_the_line_before(desk: Desk) -> None:
    desk.send(IN_TIME, "a I.1 8; a I.2 7; b I.1 6")
    desk.send(LATE, "b I.2 5", name="bo-sung.csv")
    first, second, third = desk.lines()
    assert {key: first[key] for key in ("time", "file", "unit", "period", "stage", "lines", "changes")} == {
        "time": IN_TIME,
        "file": "diem.csv",
        "unit": "a",
        "period": "p1",
        "stage": "self",
        "lines": ["I.1", "I.2"],
        "changes": 2,
    }
    assert (second["unit"], second["lines"], second["import"]) == ("b", ["I.1"], first["import"])
    assert (third["file"], third["lines"]) == ("bo-sung.csv", ["I.2"])
    assert third["import"] != first["import"]
    assert [one["before"] for one in (first, second, third)] == ["", first["digest"], second["digest"]]


def test_a_day_counts_to_its_end_where_the_file_was_imported(desk: Desk) -> None:
    """23:59 in Hà Nội on the due day is in time, although it would be another day elsewhere."""
    desk.send("2026-06-25T23:59:00-10:00", "a I.1 8")
    desk.send("2026-06-26T00:00:00+07:00", "b I.1 8")
    assert desk.codes() == ["Q866 units/b.yaml:5"]


def test_a_moved_day_changes_what_is_late_and_the_same_file_again_does_not(desk: Desk) -> None:
    desk.send(IN_TIME, "a I.1 8")
    desk.send(LATER, "a I.1 8")
    assert len(desk.lines()) == 1
    assert desk.codes() == []
    desk.set("self: 2026-06-25", "self: 2026-06-20")
    assert desk.codes() == ["Q866 units/a.yaml:5"]
    assert "chậm 5 ngày so với hạn 20/6/2026 (tệp diem.csv); điểm vẫn được tính" in desk.told("check")
    desk.set("self: 2026-06-20", "self: 2026-07-05")
    assert desk.codes() == []


def test_only_the_lines_that_came_late_are_late(desk: Desk) -> None:
    desk.send(IN_TIME, "a I.1 8; a I.2 7")
    desk.send(LATE, "a I.1 8; a I.2 9", "--force", name="sua.csv")
    (late,) = [one for one in json.loads(desk.told("check", "-f", "json"))["problems"] if one["code"] == "Q866"]
    assert "I.2 nhận ngày 27/6/2026, chậm 2 ngày" in late["message"]


def test_what_the_campaign_ignores_is_blank_everywhere_and_explained(desk: Desk) -> None:
    desk.send(IN_TIME, "a I.1 8")
    desk.send(LATE, "a I.2 7", name="bo-sung.csv")
    counted = desk.told("score", "--format", "json")
    assert '"points": 15' in counted
    desk.set("units: {a", "late_marks: ignore\nunits: {a")
    assert desk.codes() == ["Q867 units/a.yaml:7"]
    assert "Q618 cảnh báo: Phiếu của `a` còn 1 tiêu chí chưa chấm: I.2." in desk.told("check")
    unit = json.loads(desk.told("score", "--format", "json"))["units"][0]
    assert (unit["points"], unit["missing"]) == (8, ["I.2"])
    explained = desk.told("explain", "a", "I.2")
    assert "  Tự chấm: chưa chấm\n    nhận sau hạn: 7\n    units/a.yaml:7\n" in explained
    assert (
        "    nhận lúc 08:15 ngày 27/6/2026, tệp bo-sung.csv; chậm 2 ngày so với hạn; không được tính "
        "(late_marks: ignore)\n"
    ) in explained
    assert "Ban duyệt: chưa chấm" in explained
    assert "nhận lúc 23:59 ngày 25/6/2026, tệp diem.csv\n" in desk.told("explain", "a")
    (file,) = json.loads(desk.told("explain", "a", "I.2", "--format", "json"))["criterion"]["received"]
    assert (file["file"], file["days_late"], file["counts"]) == ("bo-sung.csv", 2, False)
    desk.set("late_marks: ignore", "late_marks: count")
    assert desk.codes() == ["Q868 units/a.yaml:7"]
    assert desk.told("check", "--strict", status=1).count("Q868 lưu ý") == 1  # what is missing is refused, not this
    assert '"points": 15' in desk.told("score", "--format", "json")


def test_a_later_stage_in_time_counts_where_the_first_came_late(desk: Desk) -> None:
    desk.set("units: {a", "late_marks: ignore\nunits: {a")
    desk.send(LATE, "a I.1 8; a I.2 7")
    desk.send(LATER, "a I.1 8 Đúng; a I.2 6 Thiếu", stage="board", name="duyet.csv")
    unit = json.loads(desk.told("score", "--format", "json"))["units"][0]
    assert (unit["points"], unit["missing"]) == (14, [])


def test_a_unit_whose_whole_sheet_came_late_has_not_handed_in_where_that_is_ignored(desk: Desk) -> None:
    text = (desk.folder / "rubric.yaml").read_text(encoding="utf-8")
    more = "disqualifiers: {khong-nop: {name: Không nộp, effect: unranked}}\n"
    (desk.folder / "rubric.yaml").write_text(text + more, encoding="utf-8")
    desk.set("2026-07-05}}", "2026-07-05}, closed: 2026-06-26}")
    desk.set("units: {a", "late_marks: ignore\nnot_handed_in: khong-nop\nunits: {a")
    desk.send(IN_TIME, "a I.1 8; a I.2 7")
    desk.send(LATE, "b I.1 8; b I.2 7", name="b.csv")
    standings = json.loads(desk.told("rank", "--format", "json"))["standings"]
    assert [(one["unit"], one["rank"]) for one in standings] == [("a", 1), ("b", None)]


def test_undoing_is_recorded_and_the_marks_come_in_anew(desk: Desk) -> None:
    desk.send(IN_TIME, "a I.1 8")
    desk.at(LATE)
    desk.told("import", "--undo")
    first, undoing = desk.lines()
    assert (undoing["undoes"], undoing["before"], undoing["time"]) == (first["import"], first["digest"], LATE)
    desk.send(LATER, "a I.1 8")
    assert desk.codes() == ["Q866 units/a.yaml:5"]
    received = json.loads(desk.told("status", "--received", "--format", "json"))["received"]
    assert [(one["time"], one["undone"], one["days_late"]) for one in received] == [
        (IN_TIME, LATE, 0),
        (LATER, None, 6),
    ]


def test_the_second_of_two_imports_undone_leaves_the_first(desk: Desk) -> None:
    desk.send(IN_TIME, "a I.1 8")
    desk.send(LATE, "a I.1 9", "--force")
    assert desk.codes() == ["Q866 units/a.yaml:5"]
    desk.told("import", "--undo")
    assert desk.codes() == []


def test_a_dry_run_and_a_refused_file_leave_no_line(desk: Desk) -> None:
    desk.send(IN_TIME, "a I.1 8")
    before = desk.records.read_bytes()
    (desk.folder / "xau.csv").write_text("unit,id,mark\nb,I.1,80\n", encoding="utf-8")
    assert run(["import", "xau.csv", "--stage", "self"]) == 1
    (desk.folder / "tot.csv").write_text("unit,id,mark\na,I.2,8\n", encoding="utf-8")
    assert run(["import", "tot.csv", "--stage", "self", "--dry-run"]) == 0
    assert desk.records.read_bytes() == before
    assert run(["import", "tot.csv", "xau.csv", "--stage", "self", "--each"]) == 1
    assert [one["file"] for one in desk.lines()] == ["diem.csv", "tot.csv"]


Damage = Callable[[list[bytes]], list[bytes]]


_UNDOES_A_LIST = b'{"time": "2026-06-27T08:00:00+07:00", "undoes": [1], "before": ""}'


def _without_end(line: bytes) -> bytes:
    return line.replace(b'"changes": 1', b'"changes": Infinity')


def _edited(lines: list[bytes]) -> list[bytes]:
    return [lines[0], lines[1].replace(b"2026-06-27", b"2026-06-24"), *lines[2:]]


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        (_edited, ["Q862 records/imports.jsonl:2"]),
        (lambda lines: [lines[0], *lines[2:]], ["Q863 records/imports.jsonl:2"]),
        (lambda lines: lines[1:], ["Q863 records/imports.jsonl:1"]),
        (lambda lines: [lines[1], lines[0], lines[2]], [f"Q863 records/imports.jsonl:{line}" for line in (1, 2, 3)]),
        (lambda lines: [lines[0], lines[0], *lines[1:]], ["Q863 records/imports.jsonl:2"]),
        (lambda lines: lines[:-1], ["Q864 records/imports.jsonl:2"]),
        (lambda lines: [*lines[:-1], lines[-1][:40]], ["Q862 records/imports.jsonl:3", "Q864 records/imports.jsonl:3"]),
        (lambda lines: [lines[0], b"[" * 9999, *lines[1:]], ["Q862 records/imports.jsonl:2"]),
        (lambda lines: [lines[0], b"", *lines[1:]], ["Q862 records/imports.jsonl:2"]),
        (lambda lines: [lines[0], _UNDOES_A_LIST, *lines[1:]], ["Q862 records/imports.jsonl:2"]),
        (lambda lines: [lines[0], _without_end(lines[1]), lines[2]], ["Q862 records/imports.jsonl:2"]),
        (lambda lines: [line + b"\r" for line in lines], []),
        (lambda _lines: [], ["Q864 records/imports.jsonl:0"]),
    ],
)
def test_what_was_done_to_the_records_is_told_with_the_line(desk: Desk, damage: Damage, expected: list[str]) -> None:
    desk.send(IN_TIME, "a I.1 8")
    desk.send(LATE, "a I.2 8", name="b.csv")
    desk.send(LATER, "b I.1 8", name="c.csv")
    desk.set("units: {a", "late_marks: count\nunits: {a")
    lines = damage(desk.records.read_bytes().splitlines())
    desk.records.write_bytes(b"".join(line + b"\n" for line in lines))
    found = [one for one in desk.codes() if not one.startswith("Q868")]
    inserted = {"Q863 records/imports.jsonl:3"} if len(lines) > 3 else set()  # what stands behind an inserted line
    assert [one for one in found if one not in inserted] == expected


def test_records_that_are_gone_altogether_are_told(desk: Desk) -> None:
    desk.send(IN_TIME, "a I.1 8")
    desk.records.unlink()
    assert desk.codes() == ["Q864 records/imports.jsonl:0"]
    desk.send(LATE, "a I.2 8")
    assert desk.codes() == ["Q866 units/a.yaml:7"]  # a new chain, which the last import has noted


def test_a_line_whose_digest_was_made_to_fit_breaks_the_next_one(desk: Desk) -> None:
    desk.send(LATE, "a I.1 8")
    desk.send(LATER, "a I.2 8")
    first, second = desk.records.read_bytes().splitlines()
    text = first.partition(b', "digest"')[0].replace(b"2026-06-27", b"2026-06-24")
    forged = text + f', "digest": "{import_records.digest(text)}"}}'.encode()
    desk.records.write_bytes(forged + b"\n" + second + b"\n")
    assert "Q863 records/imports.jsonl:2" in desk.codes()


def test_marks_typed_by_hand_are_never_late(desk: Desk) -> None:
    (desk.folder / "units" / "a.yaml").write_text("unit: a\nperiod: p1\nmarks: {I.1: 8, I.2: 7}\n", encoding="utf-8")
    assert desk.codes() == []
    assert "nhận lúc" not in desk.told("explain", "a", "I.1")
