"""`qcdc import` over the shipped example: what is told, what is written, and the whole way from form to ranking."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Qcdc
from tests.forms.filling import Form

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks


Change = Callable[[Form], None]


def back(folder: Path, qcdc: Qcdc, unit: str, stage: str, change: Change) -> str:
    """Make a unit's form, type into it, and have it come back; return its name."""
    assert qcdc("form", unit, "--stage", stage, "--force").status == 0
    file = folder / f"forms/{unit}_2020-h1_{stage}.xlsx"
    form = Form(file.read_bytes())
    change(form)
    file.write_bytes(form.saved())
    return file.relative_to(folder).as_posix()


def lower(form: Form) -> None:
    form.cell("c:I.3", "mark").value = 3.5
    form.cell("c:I.3", "reason").value = "Thiếu biên bản"


def test_from_a_form_to_the_ranking(example: Path, qcdc: Qcdc) -> None:
    before = qcdc("rank").out
    file = back(example, qcdc, "nga-sau", "bloc", lower)
    ran = qcdc("import", file)
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.endswith("Thị trấn Ngã Sáu: 1 thay đổi, đã ghi units/nga-sau.yaml.\n")
    after = qcdc("rank").out
    assert "92,67" in before
    assert "92,42" in after  # 3,75 became 3,5
    said = qcdc("explain", "nga-sau", "I.3").out
    assert "Thiếu biên bản" in said


def test_english(example: Path, qcdc: Qcdc) -> None:
    file = back(example, qcdc, "nga-sau", "bloc", lower)
    ran = qcdc("--lang", "en", "import", file, "--dry-run")
    assert "What would change" in ran.out
    assert re.search(r"I\.3 +3\.75 \(.*\) +→ +3\.5 \(Thiếu biên bản\)", ran.out)
    ran = qcdc("--lang", "en", "import", file)
    assert ran.err.endswith("Thị trấn Ngã Sáu: 1 change, wrote units/nga-sau.yaml.\n")
    assert qcdc("--lang", "en", "import", file).err == f"{file}: nothing new.\n"


def test_a_problem_as_a_whole(example: Path, qcdc: Qcdc) -> None:
    def wrong(form: Form) -> None:
        form.cell("c:I.3", "mark").value = 5

    file = back(example, qcdc, "nga-sau", "bloc", wrong)
    form = Form((example / file).read_bytes())
    cell = form.cell("c:I.3", "mark").coordinate
    ran = qcdc("import", file)
    assert ran.status == 1
    assert ran.out == ""
    assert f"{file} › Phiếu chấm điểm › {cell}: Q603 lỗi: " in ran.err
    assert "  đang ghi: 5\n" in ran.err
    assert ran.err.endswith("Chưa ghi tệp nào.\n")


def test_all_the_bloc_s_forms_at_once(example: Path, qcdc: Qcdc) -> None:
    sheets = {file: file.read_bytes() for file in example.glob("units/*.yaml")}
    assert qcdc("form", "--stage", "board").status == 0
    for file in (example / "forms").iterdir():
        form = Form(file.read_bytes())
        form.cell("c:I.6", "mark").value = 0
        form.cell("c:I.6", "reason").value = "Đúng hạn"
        file.write_bytes(form.saved())
    assert qcdc("import", "forms", "-n").status == 0
    assert {file: file.read_bytes() for file in sheets} == sheets
    ran = qcdc("import", "forms/*.xlsx")
    assert ran.status == 0
    assert ran.err.count("1 thay đổi, đã ghi units/") == 8
    for file, data in sheets.items():  # one line more each, all others as they were
        now = file.read_text(encoding="utf-8").splitlines()
        was = data.decode().splitlines()
        assert [line for line in now if "board" not in line and "Đúng hạn" not in line and "mark: 0" not in line] == was


@pytest.mark.parametrize("where", [".", "units"])
def test_files_are_found_from_the_working_folder_and_from_the_campaign_s(
    example: Path, qcdc: Qcdc, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    back(example, qcdc, "nga-sau", "bloc", lower)
    monkeypatch.chdir(example / where)
    ran = qcdc("import", "forms")
    assert ran.status == 0, ran.err
    assert "Thiếu biên bản" in (example / "units/nga-sau.yaml").read_text(encoding="utf-8")


def test_evidence_missing_in_a_later_stage_s_form_is_the_unit_s_to_give(example: Path, qcdc: Qcdc) -> None:
    """The later form shows evidence in locked cells: the place is the unit's sheet, not a cell that nobody may fill."""

    def elsewhere(form: Form) -> None:
        form.cell("c:VI.4", "mark").value = 87.5

    ran = qcdc("import", back(example, qcdc, "dong-phuoc", "board", elsewhere), "--dry-run")
    assert "units/dong-phuoc.yaml:227:3: Q619" in ran.err
    assert "Điền cột “Minh chứng”" not in ran.err


def test_an_option_that_a_form_contradicts_is_refused(example: Path, qcdc: Qcdc) -> None:
    file = back(example, qcdc, "nga-sau", "bloc", lower)
    before = (example / "units" / "nga-sau.yaml").read_bytes()
    for option, value, own in (("--stage", "self", "bloc"), ("--period", "2020", "2020-h1")):
        ran = qcdc("import", file, option, value)
        assert ran.status == 1
        assert f"Q717 lỗi: Biểu mẫu là của `{own}`, nhưng lệnh ghi `{option} {value}`." in ran.err
    assert (example / "units" / "nga-sau.yaml").read_bytes() == before
    assert qcdc("import", file, "--stage", "bloc", "--period", "2020-h1").status == 0


def test_what_was_refused_is_not_called_blank_too(example: Path, qcdc: Qcdc) -> None:
    def wrong(form: Form) -> None:
        form.cell("c:VI.4", "mark").value = "=1+1"  # the one blank of the example

    ran = qcdc("import", back(example, qcdc, "dong-phuoc-a", "bloc", wrong))
    assert "Q736" in ran.err
    assert "Q618" not in ran.err
