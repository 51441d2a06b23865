"""`qcdc status`: how far a period has come, as people and programs see it, and reminders."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from qcdc_cli.commands.entry import run
from qcdc_cli.render.terminal.tables import fold_lines
from tests.campaigns import EXAMPLE

CAMPAIGN = """\
campaign: Thi đua dân chủ cơ sở năm 2026
authority: Ban Chỉ đạo huyện
period: p1
periods:
  p1:
    name: 6 tháng đầu năm
    opens: {self: 2026-06-01, bloc: 2026-06-26}
    due: {self: 2026-06-25, bloc: 2026-07-05}
stages:
  - {id: self, name: Tự chấm}
  - {id: bloc, name: Khối thẩm định}
  - {id: board, name: Huyện duyệt}
blocs:
  khoi: {name: Khối, rubric: rubric.yaml, units: [a, b, c, d]}
units: {a: Xã An, b: Xã Bình, c: Xã Cường, d: Xã Dân}
unassigned: {II.1: {b: Không giao}}
"""
RUBRIC = """\
rubric: thu
name: Thang thử
total: 30
not_applicable: exclude
unassigned: exclude
missing_evidence: warn
criteria:
  - {id: I.1, name: Họp dân, points: 10, evidence: [Biên bản họp]}
  - {id: I.2, name: Công khai, points: 10, evidence: optional}
  - {id: II.1, name: Công trình, points: 10, evidence: optional}
bonus: {cap: 5, above_total: no, criteria: [{id: T.1, name: Sáng kiến, points: 5, evidence: optional}]}
"""
SHEETS = {
    "a": "{I.1: {self: 8, bloc: 8, evidence: [Biên bản số 1]}, I.2: {self: 7, bloc: 7}, II.1: {self: 5}}",
    "b": "{I.1: {self: 8, bloc: 8}, I.2: {not_applicable: Không có việc}}",
    "c": "{I.1: 8, I.2: 70}",
}
RECORD = (
    '{"time": "2026-06-27T08:15:00+07:00", "import": "1", "file": "xa-an.xlsx", "sha256": "0", "unit": "a", '
    '"period": "p1", "stage": "self", "lines": ["II.1"], "changes": 1, "before": "", "digest": "0"}\n'
)
FULL = """\
Tiến độ
6 tháng đầu năm · Tính đến ngày 28/6/2026

Quá hạn 3 ngày: Tự chấm (hạn 25/6/2026), còn 2 đơn vị: Xã Cường và Xã Dân.

Đơn vị    Tự chấm                Khối thẩm định  Huyện duyệt  Thiếu minh chứng  Lỗi, cảnh báo
─────────────────────────────────────────────────────────────────────────────────────────────
Xã An     đủ, nhận chậm 2 ngày   mới 2/3         chưa chấm                   0              0
Xã Bình   đủ                     mới 1/2         chưa chấm                   1              0
Xã Cường  mới 1/3, quá 3 ngày    chưa chấm       chưa chấm                   1              1
Xã Dân    chưa chấm, quá 3 ngày  chưa chấm       chưa chấm                   0              0

Tự chấm (01/6/2026 – 25/6/2026, quá hạn 3 ngày): đủ 2, đang chấm 1, chưa chấm 1, nhận chậm 1.
Khối thẩm định (26/6/2026 – 05/7/2026, còn 7 ngày): đang chấm 2, chưa chấm 2.
Huyện duyệt: chưa chấm 4.
Việc đến hạn kế tiếp: Khối thẩm định, hạn 05/7/2026, còn 7 ngày; còn 4 đơn vị chưa đủ.
"""
FULL_IN_ENGLISH = """\
Progress
6 tháng đầu năm

Unit      Tự chấm                Khối thẩm định  Huyện duyệt  Missing evidence  Problems
────────────────────────────────────────────────────────────────────────────────────────
Xã An     complete, 2 days late  2 of 3          not begun                   0         0
Xã Bình   complete               1 of 2          not begun                   1         0
Xã Cường  1 of 3                 not begun       not begun                   1         1
Xã Dân    not begun              not begun       not begun                   0         0

Tự chấm (2026-06-01 – 2026-06-25): 2 complete, 1 begun, 1 not begun, 1 came in late.
Khối thẩm định (2026-06-26 – 2026-07-05): 2 begun, 2 not begun.
Huyện duyệt: 4 not begun.
Due next: Tự chấm, on 2026-06-25; units that are not complete: 2.
"""
REMINDER = """\
Kính gửi: Xã Cường

Ban Chỉ đạo huyện kính đề nghị quý đơn vị hoàn thành phiếu tự chấm điểm (6 tháng đầu năm) của đợt “Thi đua dân chủ cơ \
sở năm 2026”.
Hạn gửi: ngày 25/6/2026 (còn 5 ngày, tính từ ngày 20/6/2026).

Phiếu còn 2/3 tiêu chí chưa chấm hoặc cần sửa:
- I.2 Công khai (tối đa 10 điểm) – đã ghi nhưng cần sửa: Điểm 70 vượt điểm tối đa 10 của tiêu chí `I.2`.
- II.1 Công trình (tối đa 10 điểm)

Có 1 tiêu chí đã chấm điểm nhưng chưa có minh chứng:
- I.1 Họp dân (cần có: Biên bản họp)

Nội dung nào không phát sinh trong kỳ, đề nghị ghi rõ “không phát sinh” kèm lý do.
Nếu quý đơn vị đã gửi, xin bỏ qua thư này.

Trân trọng cảm ơn./.
Ban Chỉ đạo huyện
"""
REMINDER_IN_ENGLISH = """\
To: Xã Dân

Ban Chỉ đạo huyện kindly asks you to complete your self-assessment (6 tháng đầu năm) of “Thi đua dân chủ cơ sở năm \
2026”.
It was due on 2026-06-25 and, on 2026-06-28, is 3 days overdue. Please send it at once.

Your sheet has not come in yet. Its criteria (3):
- I.1 Họp dân (at most 10 points)
- I.2 Công khai (at most 10 points)
- II.1 Công trình (at most 10 points)

Where nothing arose in the period, please write “not applicable” with the reason.
If you have sent it already, please disregard this message.

With thanks,
Ban Chỉ đạo huyện
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a campaign of four units: late, complete, with an error, without a sheet."""
    monkeypatch.setenv("QCDC_LANG", "vi")
    (tmp_path / "qcdc.yaml").write_text(CAMPAIGN, encoding="utf-8")
    (tmp_path / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    (tmp_path / "units").mkdir()
    for unit, marks in SHEETS.items():
        text = f"unit: {unit}\nperiod: p1\nmarks: {marks}\n"
        (tmp_path / "units" / f"{unit}.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "imports.jsonl").write_text(RECORD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Run `qcdc status` with some options, and return what it prints."""

    def run_and_read(*options: str, status: int = 1) -> str:
        capsys.readouterr()
        assert run(["status", *options]) == status
        return capsys.readouterr().out

    return run_and_read


@pytest.mark.usefixtures("folder")
class TestAPeriodThatIsUnderWay:
    """Four units: late, complete, with an error, without a sheet."""

    def test_whole_output_counted_from_a_day(self, shown: Callable[..., str]) -> None:
        assert shown("--on", "28/6/2026") == FULL

    def test_whole_output_counted_from_no_day_in_english(self, shown: Callable[..., str]) -> None:
        assert shown("--lang", "en") == FULL_IN_ENGLISH

    def test_the_day_on_which_it_runs_does_not_matter(self, shown: Callable[..., str]) -> None:
        assert "quá" not in shown()
        assert "chưa mở" not in shown()

    def test_a_stage_that_is_not_open_yet(self, shown: Callable[..., str]) -> None:
        assert "Xã Dân    chưa chấm             chưa mở         chưa chấm" in shown("--on", "2026-06-25")

    def test_exact_figures_for_programs(self, shown: Callable[..., str]) -> None:
        found = json.loads(shown("--on", "2026-06-28", "--format", "json"))
        first, second, third, last = found["units"]
        assert first["stages"]["self"] == {
            "text": "đủ, nhận chậm 2 ngày",
            "reached": "complete",
            "given": 3,
            "lines": 3,
            "days_late": 2,
            "ignored": 0,
            "overdue": 0,
            "received": "2026-06-27T08:15:00+07:00",
            "file": "xa-an.xlsx",
        }
        assert (second["stages"]["bloc"]["given"], second["stages"]["bloc"]["lines"]) == (1, 2)  # one is not assigned
        assert (third["problems"], third["missing_evidence"], third["stages"]["self"]["overdue"]) == (1, 1, 3)
        assert (last["has_sheet"], last["stages"]["self"]["reached"]) == (False, "not_begun")
        assert [one["days_left"] for one in found["stages"]] == [-3, 7, None]

    def test_csv_has_the_units_and_no_cell_that_a_spreadsheet_takes_for_a_day(self, shown: Callable[..., str]) -> None:
        lines = shown("--format", "csv").splitlines()
        assert lines[0] == 'Đơn vị,Tự chấm,Khối thẩm định,Huyện duyệt,Thiếu minh chứng,"Lỗi, cảnh báo"'
        assert lines[3] == "Xã Cường,mới 1/3,chưa chấm,chưa chấm,1,1"
        assert len(lines) == 5

    def test_some_units_only(self, shown: Callable[..., str]) -> None:
        lines = shown("b", "Xã An", "--format", "csv", status=1).splitlines()
        assert [line.partition(",")[0] for line in lines] == ["Đơn vị", "Xã An", "Xã Bình"]

    def test_a_reminder_says_line_by_line_what_is_missing_and_until_when(self, shown: Callable[..., str]) -> None:
        assert shown("c", "--remind", "--on", "2026-06-20") == REMINDER

    def test_a_reminder_to_a_unit_that_has_sent_nothing(self, shown: Callable[..., str]) -> None:
        assert shown("d", "--remind", "--on", "2026-06-28", "--lang", "en") == REMINDER_IN_ENGLISH
        assert "Hạn gửi: hôm nay, ngày 25/6/2026." in shown("d", "--remind", "--on", "2026-06-25")
        assert "Hạn gửi: ngày 25/6/2026.\n" in shown("d", "--remind")

    def test_reminders_in_files(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for _ in range(2):  # earlier ones are replaced
            assert run(["status", "--remind", "--on", "2026-06-20", "-o", "nhac"]) == 1
            assert capsys.readouterr().err == "Đã ghi 3 thư nhắc vào nhac.\nKhông cần nhắc: 1 đơn vị đã đủ.\n"
        assert sorted(file.name for file in (folder / "nhac").iterdir()) == ["b_p1.txt", "c_p1.txt", "d_p1.txt"]
        assert (folder / "nhac" / "c_p1.txt").read_text(encoding="utf-8") == REMINDER

    def test_names_of_others_steer_no_terminal_and_no_letter(self, folder: Path, shown: Callable[..., str]) -> None:
        text = (folder / "qcdc.yaml").read_text(encoding="utf-8")
        (folder / "qcdc.yaml").write_text(text.replace("Xã Dân", '"=1+1\\e[31m"'), encoding="utf-8")
        for options in ([], ["--remind"], ["--format", "csv"], ["--received"]):
            assert "\x1b" not in shown(*options)

    def test_what_contradicts_itself(self, shown: Callable[..., str]) -> None:
        for options in (["--remind", "-f", "json"], ["--received", "--on", "2026-06-20"], ["a", "--bloc", "khoi"]):
            shown(*options, status=2)
        for day in ("hôm nay", "2026-13-01", "31/6/2026", ""):
            shown("--on", day, status=2)


CHECKERS = """
checkers: {lan: {name: Chị Lan}, tam: {name: Anh Tám}}
assignments: {p1: {bloc: {a: [lan], b: [lan, tam], c: [tam], d: [lan]}}}
"""
BY_CHECKER = """\
Người thẩm định

Người thẩm định  Bước chấm       Số đơn vị  Đang chấm  Chưa chấm  Tiêu chí còn lại
──────────────────────────────────────────────────────────────────────────────────
Chị Lan          Khối thẩm định          3          2          1                 5
Anh Tám          Khối thẩm định          2          1          1                 4
"""


def test_checker_by_checker_where_units_are_assigned(folder: Path, shown: Callable[..., str]) -> None:
    text = (folder / "qcdc.yaml").read_text(encoding="utf-8")
    (folder / "qcdc.yaml").write_text(text + CHECKERS, encoding="utf-8")
    assert shown().endswith(f"\n{BY_CHECKER}")


FIFTEEN = [f"Xã {letter}{letter} Thượng Hạ" for letter in "ABCDEFGHIKLMNOP"]
BY_CHECKER_ALONE = """\
Người thẩm định

Người thẩm định  Bước chấm       Số đơn vị  Đang chấm  Chưa chấm  Tiêu chí còn lại
──────────────────────────────────────────────────────────────────────────────────
Anh Tám          Khối thẩm định          2          1          1                 4
Cô Ba            Khối thẩm định          1          1          0                 1
"""


def test_what_each_of_two_checkers_has_left_where_they_mark_alone(folder: Path, shown: Callable[..., str]) -> None:
    """Of b, whose two lines are marked at the stage, Lan gave both, Tám one, Ba one; of c nobody gave anything.

    A criterion on which their marks differ is nobody's to mark: it is to be settled.
    """
    text = (folder / "qcdc.yaml").read_text(encoding="utf-8").replace("Khối thẩm định}", "Khối thẩm định, double: yes}")
    own = "checkers: {lan: {name: Chị Lan}, tam: {name: Anh Tám}, ba: {name: Cô Ba}}"
    assigned = "assignments: {p1: {bloc: {a: [lan, ba], b: [lan, tam], c: [tam]}}}"
    (folder / "qcdc.yaml").write_text(f"{text}{own}\n{assigned}\n", encoding="utf-8")
    lan = "I.1: {self: 8, bloc: {marks: {lan: 8, OTHER: 7}}}, I.2: {self: 7, bloc: {marks: {lan: 7}}}"
    for unit, other in (("a", "ba"), ("b", "tam")):
        third = ", II.1: {self: 5, bloc: {marks: {lan: 5, ba: 5}}}" if unit == "a" else ""
        marks = f"unit: {unit}\nperiod: p1\nmarks: {{{lan.replace('OTHER', other)}{third}}}\n"
        (folder / "units" / f"{unit}.yaml").write_text(marks, encoding="utf-8")
    assert shown().endswith(f"Người thẩm định đã chấm xong các đơn vị được phân công: 1/3.\n\n{BY_CHECKER_ALONE}")
    checkers = json.loads(shown("--format", "json"))["checkers"]
    left = [(one["checker"], one["units"], one["complete"], one["criteria_left"]) for one in checkers]
    assert left == [("lan", 2, 2, 0), ("tam", 2, 0, 4), ("ba", 1, 0, 1)]  # programs are told of all


def test_fifteen_units_and_their_checkers_fit_one_screen(folder: Path, shown: Callable[..., str]) -> None:
    ids = [f"u{number}" for number in range(15)]
    units = "\n".join(f"  {unit}: {name}" for unit, name in zip(ids, FIFTEEN, strict=True))
    people = "\n".join(
        f"  c{unit}: {{name: Tổ viên của {name}, unit: {unit}}}" for unit, name in zip(ids, FIFTEEN, strict=True)
    )
    assigned = ", ".join(f"{unit}: [c{ids[number - 1]}]" for number, unit in enumerate(ids))
    text = CAMPAIGN.replace("[a, b, c, d]", f"[{', '.join(ids)}]").partition("units: {a")[0]
    text += f"units:\n{units}\ncheckers:\n{people}\nassignments: {{p1: {{bloc: {{{assigned}}}}}}}\n"
    (folder / "qcdc.yaml").write_text(text, encoding="utf-8")
    for number, unit in enumerate(ids):
        bloc = "" if number % 5 == 0 else ", bloc: 7"
        marks = ", ".join(f"{one}: {{self: 7{bloc}, evidence: [Biên bản]}}" for one in ("I.1", "I.2", "II.1"))
        (folder / "units" / f"{unit}.yaml").write_text(
            f"unit: {unit}\nperiod: p1\nmarks: {{{marks}}}\n", encoding="utf-8"
        )
    for left in "abc":
        (folder / "units" / f"{left}.yaml").unlink()
    (folder / "records" / "imports.jsonl").unlink()
    lines = shown("--on", "2026-06-28", status=0).splitlines()
    assert sum(len(fold_lines(line, 100)) for line in lines) <= 36
    assert sum("Tổ viên của" in line for line in lines) == 3
    assert "Người thẩm định đã chấm xong các đơn vị được phân công: 12/15." in lines


def test_evidence_that_changed_since_a_stage_saw_it(folder: Path, shown: Callable[..., str]) -> None:
    text = (folder / "qcdc.yaml").read_text(encoding="utf-8")
    (folder / "qcdc.yaml").write_text(f"{text}evidence: minh-chung/{{unit}}/{{period}}\n", encoding="utf-8")
    sheet = folder / "units" / "b.yaml"
    seen = f"bloc: {{mark: 8, seen: {{bien-ban.txt: {hashlib.sha256(b'A').hexdigest()}}}}}"
    evidence = "evidence: [{name: Biên bản, file: bien-ban.txt}]"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("bloc: 8", f"{seen}, {evidence}"), encoding="utf-8")
    lying = folder / "minh-chung" / "b" / "p1" / "bien-ban.txt"
    lying.parent.mkdir(parents=True)
    for content, number in (("A", 0), ("B", 1)):
        lying.write_text(content, encoding="utf-8")
        units = json.loads(shown("--format", "json"))["units"]
        assert [one["suspect"] for one in units] == [0, number, 0, 0]
        assert ("Minh chứng đổi sau khi chấm" in shown("--format", "csv")) == bool(number)


@pytest.mark.usefixtures("folder")
def test_a_sheet_that_cannot_be_read_is_told_above(folder: Path, shown: Callable[..., str]) -> None:
    (folder / "units" / "d.yaml").write_text("unit: d\nmarks: [", encoding="utf-8")
    assert "Có 1 lỗi không thuộc phiếu nào ở trên (qcdc.yaml, thang điểm, phiếu không đọc được)" in shown()


def test_a_campaign_that_has_not_begun_is_a_line_for_each_unit(
    tmp_path: Path, shown: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["init", str(tmp_path / "moi"), "-u", "Xã An", "-u", "Xã Bình"]) == 0
    lines = shown("-C", str(tmp_path / "moi"), "--format", "csv", status=0).splitlines()
    assert lines[1:] == ["Xã An,chưa chấm,chưa chấm,chưa chấm,0,0", "Xã Bình,chưa chấm,chưa chấm,chưa chấm,0,0"]
    run(["-C", str(tmp_path / "moi"), "check"])
    told = capsys.readouterr().out
    assert told.count("Q618") == 2
    assert "Phiếu của `an` còn 42 tiêu chí chưa chấm: cả phiếu." in told


def test_the_example_counted_from_a_day(shown: Callable[..., str]) -> None:
    text = shown("-C", str(EXAMPLE), "--on", "2020-06-20", status=0)
    assert "Việc đến hạn kế tiếp: Tự chấm, hạn 25/6/2020, còn 5 ngày; còn 1 đơn vị chưa đủ." in text


CHECKER_REMINDER = """\
Kính gửi: Khối Dân vận thị trấn Ngã Sáu

Ban Chỉ đạo thực hiện QCDC huyện Châu Thành kính đề nghị đồng chí hoàn thành bước “Khối thẩm định” (Cả năm 2020) của \
đợt “Thi đua thực hiện Quy chế dân chủ ở cơ sở năm 2020”.
Hạn gửi: ngày 18/12/2020 (còn 3 ngày, tính từ ngày 15/12/2020).

Các đơn vị được phân công còn chờ thẩm định:
- Xã Phú Hữu: còn 41/42 tiêu chí

Trân trọng cảm ơn./.
Ban Chỉ đạo thực hiện QCDC huyện Châu Thành
"""


def test_checkers_are_reminded_of_what_waits_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "example"
    shutil.copytree(EXAMPLE, folder)
    shutil.rmtree(folder / "records")
    monkeypatch.chdir(folder)
    for unit in ("phu-huu", "mai-dam"):
        sheet = folder / "units" / "2020" / f"{unit}.yaml"
        text = sheet.read_text(encoding="utf-8")
        sheet.write_text(text[: text.index("agreed:")] + text[text.index("notes:") :], encoding="utf-8")
    # Of Mái Dầm one of its own marks is gone, too: its checkers cannot go on.
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("    self: 1\n", "", 1), encoding="utf-8")
    arguments = ["status", "-p", "2020", "--remind", "--on"]
    assert run([*arguments, "2020-12-15", "-o", "nhac"]) == 0
    made = sorted(file.name for file in Path("nhac").iterdir())
    assert made == ["mai-dam_2020.txt", "to-dong-thanh_bloc_2020.txt", "to-nga-sau_bloc_2020.txt"]
    assert Path("nhac/to-nga-sau_bloc_2020.txt").read_text(encoding="utf-8") == CHECKER_REMINDER
    capsys.readouterr()
    assert run([*arguments, "2020-12-09", "phu-huu"]) == 0  # before the stage opens
    assert capsys.readouterr().out == ""
    assert run([*arguments, "2020-12-19", "phu-huu", "--lang", "en"]) == 0
    assert "- Xã Phú Hữu: criteria that are left: 41 of 42" in capsys.readouterr().out
