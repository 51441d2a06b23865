"""`qcdc form`: which units, stages and periods, where the files go, and what is refused."""

import gc
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from xlsxwriter import Workbook

from tests.commands.conftest import REPOSITORY, Qcdc

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks


UNITS = ("nga-sau", "mai-dam", "dong-thanh", "dong-phuoc", "dong-phuoc-a", "phu-an", "phu-huu", "phu-tan")


@pytest.fixture
def collector_off() -> Iterator[None]:
    """The cyclic garbage collector as the program starts: off."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def made(folder: Path) -> set[str]:
    return {file.relative_to(folder).as_posix() for file in folder.rglob("*.xlsx")}


def test_a_form_for_every_unit_of_the_first_stage(example: Path, qcdc: Qcdc) -> None:
    ran = qcdc("form")
    assert (ran.status, ran.out) == (0, "")
    assert ran.err.endswith(
        "Đã tạo 8 biểu mẫu bước “Tự chấm”: forms. Khi nhận lại biểu mẫu đã điền, dùng lệnh `qcdc import`.\n"
    )
    assert made(example) == {f"forms/{unit}_2020-h1_self.xlsx" for unit in UNITS}


@pytest.mark.parametrize(
    ("arguments", "files"),
    [
        (("nga-sau",), {"forms/nga-sau_2020-h1_self.xlsx"}),
        (("Xã Phú An", "nga-sau", "phu-an"), {"forms/phu-an_2020-h1_self.xlsx", "forms/nga-sau_2020-h1_self.xlsx"}),
        (("nga-sau", "--stage", "bloc"), {"forms/nga-sau_2020-h1_bloc.xlsx"}),
        (("nga-sau", "-s", "Khối thẩm định"), {"forms/nga-sau_2020-h1_bloc.xlsx"}),
        (("nga-sau", "--period", "2020"), {"forms/nga-sau_2020_self.xlsx"}),
        (("nga-sau", "-o", "gui/xa"), {"gui/xa/nga-sau_2020-h1_self.xlsx"}),
        (("nga-sau", "-o", "gui/phieu.xlsx"), {"gui/phieu.xlsx"}),
        (("--bloc", "dan-van", "-o", "gui/"), {f"gui/{unit}_2020-h1_self.xlsx" for unit in UNITS}),
    ],
)
def test_which_forms_are_made(example: Path, qcdc: Qcdc, arguments: tuple[str, ...], files: set[str]) -> None:
    ran = qcdc("form", *arguments)
    assert ran.status == 0, ran.err
    assert made(example) == files


def test_only_the_bloc_s_units(two_blocs: Path, qcdc: Qcdc) -> None:
    assert qcdc("form", "--bloc", "ha-nguon").status == 0
    assert made(two_blocs) == {f"forms/{unit}_2024_data.xlsx" for unit in ("ben-mia", "ben-dua", "ben-cau")}


@pytest.mark.parametrize(
    ("arguments", "code", "nearest"),
    [
        (("nga-sáu",), "Q401", "nga-sau"),
        (("--bloc", "dan-vân"), "Q402", "dan-van"),
        (("--period", "2020-h2"), "Q403", "2020-h1"),
        (("--stage", "blok"), "Q404", "bloc"),
        (("nga-sau", "--bloc", "dan-van"), "Q909", ""),
        (("-o", "phieu.xlsx"), "Q906", ""),
        (("--form",), "Q902", ""),
    ],
)
def test_what_is_not_there(example: Path, qcdc: Qcdc, arguments: tuple[str, ...], code: str, nearest: str) -> None:
    vietnamese, english = qcdc("form", *arguments), qcdc("--lang", "en", "form", *arguments)
    assert (vietnamese.status, english.status) == (2, 2)
    assert code in vietnamese.err
    assert code in english.err
    assert not nearest or f"có phải `{nearest}`?" in vietnamese.err
    assert made(example) == set()


def test_a_form_that_is_there_is_not_overwritten(example: Path, qcdc: Qcdc) -> None:
    file = example / "forms/nga-sau_2020-h1_self.xlsx"
    qcdc("form", "nga-sau")
    file.write_bytes(b"filled in")
    ran = qcdc("form")
    assert ran.status == 2
    assert "Q743" in ran.err
    assert file.read_bytes() == b"filled in"
    assert made(example) == {"forms/nga-sau_2020-h1_self.xlsx"}  # nor are the others made
    assert qcdc("form", "--force").status == 0
    again = qcdc("form").err
    assert again.count("Q743") == 1
    assert again.count("_2020-h1_self.xlsx") == 3
    assert f"… ({len(made(example))} tệp)` đã có" in again
    assert load_workbook(file).sheetnames[0] == "Phiếu chấm điểm"


@pytest.mark.parametrize("inside", [True, False])
def test_forms_go_to_the_campaign_s_folder_wherever_one_stands(
    example: Path,
    qcdc: Qcdc,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    *,
    inside: bool,
) -> None:
    """Below the campaign's folder, and elsewhere with `-C`; each message names a file that opens from there."""
    here = example / "units" if inside else tmp_path_factory.mktemp("elsewhere")
    before = set(here.iterdir())
    monkeypatch.chdir(here)
    there = () if inside else ("-C", str(example))
    form = example.resolve() / "forms/nga-sau_2020-h1_self.xlsx"
    ran = qcdc("form", "nga-sau", *there)
    assert form.is_file()
    assert f"“Tự chấm”: {form}." in ran.err
    assert f"`{form}` đã có" in qcdc("form", "nga-sau", *there).err
    assert f"“Tự chấm”: {form.parent}." in qcdc("form", "phu-an", "mai-dam", *there).err
    assert f"{form}: không có thay đổi.\n" in qcdc("import", "forms", *there).err
    assert qcdc("form", "nga-sau", *there, "--force").status == 0
    assert "“Tự chấm”: a/nga-sau_2020-h1_self.xlsx." in qcdc("form", "nga-sau", *there, "-o", "a").err
    assert {file.name for file in set(here.iterdir()) - before} == {"a"}


def test_other_units_broken_sheets_do_not_matter(example: Path, qcdc: Qcdc) -> None:
    (example / "units/phu-an.yaml").write_text("unit: phu-an\nperiod: 2020-h1\nmarks: {I.1: z}\n", encoding="utf-8")
    assert qcdc("form", "nga-sau").status == 0
    ran = qcdc("form", "phu-an")
    assert ran.status == 1
    assert "units/phu-an.yaml:3" in ran.err


def test_a_broken_rubric_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qcdc: Qcdc) -> None:
    shutil.copytree(REPOSITORY / "tests/valid/all-kinds", tmp_path, dirs_exist_ok=True)
    rubric = tmp_path / "rubric.yaml"
    wrong = re.sub(r"^total: \d+$", "total: 1", rubric.read_text(encoding="utf-8"), flags=re.MULTILINE)
    rubric.write_text(wrong, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    ran = qcdc("form", "u1")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.startswith("rubric.yaml:3:1: Q502 lỗi: ")
    assert not made(tmp_path)


def test_forms_speak_the_language_in_use(example: Path, qcdc: Qcdc) -> None:
    ran = qcdc("--lang", "en", "form", "nga-sau")
    assert ran.err.endswith(
        "Made 1 form of the stage “Tự chấm”: forms/nga-sau_2020-h1_self.xlsx. "
        "Read filled-in forms with `qcdc import`.\n"
    )
    assert load_workbook(example / "forms/nga-sau_2020-h1_self.xlsx").sheetnames[0] == "Form"
    assert (
        qcdc("import", "forms").err == "forms/nga-sau_2020-h1_self.xlsx: không có thay đổi.\n"
    )  # read in any language


@pytest.mark.parametrize(
    "arguments", [("form", "nga-sau", "--force"), ("form", "--stage", "x"), ("import", "forms"), ("import", "x.xlsx")]
)
def test_any_stdout_speaks_vietnamese(example: Path, qcdc: Qcdc, arguments: tuple[str, ...]) -> None:
    qcdc("form", "nga-sau")
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONUTF8"}
    ran = subprocess.run(
        [sys.executable, "-m", "qcdc_cli", *arguments],
        cwd=example,
        capture_output=True,
        check=False,
        env=environment | {"PYTHONIOENCODING": "cp1258"},
    )
    assert ran.returncode == (2 if "x" in arguments or "x.xlsx" in arguments else 0)
    said = (ran.stdout + ran.stderr).decode("utf-8")
    assert "Traceback" not in said
    assert any(word in said for word in ("biểu mẫu", "không", "Không"))


def test_nothing_heavy_is_loaded_before_it_is_needed(example: Path) -> None:
    heavy = ("openpyxl", "xlsxwriter", "ruamel", "qcdc_cli.forms")
    for arguments in ("--help", "rank", "form --help", "import --help"):
        code = (
            "import sys\nfrom qcdc_cli.commands.entry import run\n"
            f"run({arguments.split()!r})\nprint([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)"
        )
        ran = subprocess.run([sys.executable, "-c", code], cwd=example, capture_output=True, check=True, text=True)
        assert ran.stderr.splitlines()[-1] == "[]", arguments


def test_workbooks_are_let_go_once_they_are_written(example: Path, qcdc: Qcdc, collector_off: None) -> None:
    """A workbook is full of cycles; with the collector off, 3,321 forms took 3 GB."""
    gc.collect()  # the workbooks of other tests
    assert qcdc("form").status == 0
    left = sum(type(one) is Workbook for one in gc.get_objects())
    assert left < len(UNITS)
    assert not gc.isenabled()
    assert gc.get_freeze_count() == 0


def with_texts(example: Path, reason: str, documents: list[str]) -> None:
    """Give two units' sheets a mark with a reason, and a mark with documents."""
    for unit, entry in (
        ("nga-sau", f"{{self: {{mark: 4, reason: {reason}}}}}"),
        ("phu-an", f"{{self: 4, evidence: [{', '.join(documents)}]}}"),
    ):
        text = f"unit: {unit}\nperiod: 2020-h1\nmarks:\n  I.3: {entry}\n"
        (example / f"units/{unit}.yaml").write_text(text, encoding="utf-8")


def test_what_no_cell_holds_is_refused_and_not_cut(example: Path, qcdc: Qcdc) -> None:
    """Cut in the form, it would come back as changed, and the rest would be lost from the sheet."""
    documents = [f"Quyết định số {number}" for number in range(2000)]  # 33,000 and some characters, with line ends
    with_texts(example, "a" * 32_768, documents)
    ran = qcdc("form")
    assert (ran.status, made(example)) == (1, set())
    length = len("\n".join(documents))
    assert "units/nga-sau.yaml:4:25: Q641 lỗi: Nội dung này dài 32768 ký tự" in ran.err
    assert f"Q641 lỗi: Nội dung này dài {length} ký tự" in ran.err
    assert "units/phu-an.yaml:4:" in ran.err


def test_what_a_cell_just_holds_comes_back_unchanged(example: Path, qcdc: Qcdc) -> None:
    documents = [f"{number:04}" for number in range(6553)]  # with line ends 32,764 characters
    with_texts(example, "a" * 32_767, documents)
    assert qcdc("form", "nga-sau", "phu-an").status == 0
    assert qcdc("import", "forms").err.count("không có thay đổi") == 2
