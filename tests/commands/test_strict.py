"""--strict, periods of given sheets, and where messages go."""

import re
from pathlib import Path

import pytest

from tests.commands.conftest import Qcdc


def test_strict_says_that_warnings_are_why(qcdc: Qcdc, example: Path) -> None:
    ran = qcdc("--lang", "en", "rank", "--strict")
    assert (ran.status, ran.out) == (1, "")
    assert "Q911 error: There are warnings (2), and `--strict` takes warnings as errors" in ran.err
    checked = qcdc("check", "--strict")
    assert checked.status == 1
    assert checked.err == "--strict: cảnh báo bị coi là lỗi.\n"


@pytest.mark.parametrize("command", [["rank"], ["rank", "--all"], ["score"], ["export", "x.xlsx"]])
def test_strict_refuses_what_has_no_warning_but_is_provisional(qcdc: Qcdc, two_blocs: Path, command: list[str]) -> None:
    for file in Path("units").glob("*/2024-h1.yaml"):
        if file.parent.name == "ben-mia":
            file.unlink()
    assert qcdc(*command, "--strict").status == 0  # the period that is not looked at
    Path("x.xlsx").unlink(missing_ok=True)
    ran = qcdc(*command, "--strict", "-p", "2024-h1")
    assert (ran.status, ran.out) == (1, "")
    assert "Q912" in ran.err
    assert "chưa có phiếu của xã Bến Mía" in ran.err
    assert not Path("x.xlsx").exists()


def test_strict_refuses_unverified_marks(qcdc: Qcdc, two_blocs: Path) -> None:
    campaign = Path("qcdc.yaml")
    text = campaign.read_text(encoding="utf-8")
    campaign.write_text(text.replace("  - {id: data,", "  - {id: bloc, name: Khối}\n  - {id: data,"), encoding="utf-8")
    # Short entries are the first stage's from now on; one mark of the second one makes all others unverified.
    sheet = Path("units/ben-mia/2024.yaml")
    marks = sheet.read_text(encoding="utf-8")
    assert "  A.1: " in marks
    sheet.write_text(re.sub(r"  A\.1: (\S+)", r"  A.1: {data: \1}", marks), encoding="utf-8")
    ran = qcdc("rank", "--strict", "-b", "ha-nguon")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("Q912") == 3
    assert "chưa có điểm bước Số liệu đã kiểm tra" in ran.err
    assert qcdc("rank", "--strict", "-b", "ha-nguon", "--stage", "bloc").status == 1  # A.1 is blank there


def test_warnings_of_another_period_do_not_matter(qcdc: Qcdc, two_blocs: Path) -> None:
    Path("units/ben-mia/2024.yaml").unlink()  # Q617, of the current period only
    assert qcdc("rank", "--strict", "-p", "2024-h1").status == 0
    assert qcdc("rank", "-p", "2024-h1").err == ""
    ran = qcdc("rank", "--strict")
    assert ran.status == 1
    assert "Q617" in ran.err
    assert qcdc("rank", "--strict", "-b", "thuong-nguon").status == 0


def test_given_sheets_of_one_other_period_choose_it(qcdc: Qcdc, two_blocs: Path) -> None:
    ran = qcdc("score", "units/ben-mia/2024-h1.yaml", "units/ben-dua/2024-h1.yaml")
    assert ran.status == 0
    assert "6 tháng đầu năm 2024" in ran.out
    assert "Xã Bến Mía" in ran.out
    assert "Cả năm 2024" in qcdc("score", "units/ben-mia").out  # both periods: the current one


def test_nothing_to_show_is_a_problem_not_an_empty_table(qcdc: Qcdc, two_blocs: Path) -> None:
    for command in ("score", "rank"):
        ran = qcdc(command, "units/ben-mia/2024-h1.yaml", "-p", "2024")
        assert (ran.status, ran.out) == (2, "")
        assert "Q910" in ran.err
        assert "2024-h1" in ran.err
    ran = qcdc("--lang", "en", "score", "units/ben-mia", "-b", "thuong-nguon")
    assert ran.status == 2
    assert "The given sheets are of the bloc: ha-nguon." in ran.err


def test_a_given_sheet_is_scored_alone_although_others_are_read(qcdc: Qcdc, tmp_path: Path) -> None:
    from tests.commands.conftest import REPOSITORY

    folder = REPOSITORY / "examples" / "tuong-doi-chi-tieu"
    ran = qcdc("score", "-C", str(folder), str(folder / "units" / "son-ca.yaml"), "-f", "csv")
    assert ran.status == 0
    assert len(ran.out.splitlines()) < 80
    table = qcdc("score", "-C", str(folder), str(folder / "units" / "son-ca.yaml")).out
    assert "Hải Âu" not in table


def test_messages_go_to_stderr(qcdc: Qcdc, two_blocs: Path, tmp_path: Path) -> None:
    assert qcdc("export", "x.csv")[1:] == ("", "Đã ghi x.csv.\n")
    ran = qcdc("init", str(tmp_path / "new"))
    assert ran.out == ""
    assert "Đã tạo" in ran.err


def test_shipped_rubrics_are_named_by_their_files(qcdc: Qcdc, example: Path) -> None:
    Path("units/phu-an.yaml").unlink()
    ran = qcdc("explain", "nga-sau", "I.1")
    assert "Thang điểm: qcdc-cap-xa-2020.yaml:" in ran.out
