"""What importing filled forms prints, for the page on Excel: forms made from the example and filled by a program."""

import io
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

from openpyxl import load_workbook

from qcdc_cli.commands.entry import run
from qcdc_cli.commands.options import settings
from qcdc_cli.language import current
from tests.docs.pages import ROOT

_EXAMPLE = ROOT / "examples" / "chau-thanh-2020"
_FOLDER = "nhan-ve"
Typed = Mapping[tuple[str, str], object]  # what is typed, by the keys of row and column

_REASON = "Xã đã bổ sung bảng phân công theo từng ấp"
_GOOD: Typed = {
    ("c:I.3", "mark"): 4,
    ("c:I.3", "reason"): _REASON,
    ("c:II.5", "mark"): "1,5",
    ("c:II.5", "reason"): "Đã xem sản phẩm tuyên truyền của xã",
    ("c:IV.1.c", "state"): "KPS",
    ("c:IV.1.c", "reason"): "Cả năm không có công trình dân đóng góp",
}
_BAD: Typed = {
    ("c:I.3", "mark"): 4.6,
    ("c:II.1", "mark"): "96,7%",
    ("c:II.5", "mark"): "=1+0.5",
    ("c:I.1", "mark"): "Kiện toàn xong",
    ("c:IV.1.c", "state"): "KPS",
}


def dry_run() -> str:
    """Return what `qcdc import … --dry-run` prints for a form that was filled in well."""
    return _shown({"phu-huu": _GOOD}, [["import", f"{_FOLDER}/", "--dry-run"]])


def problems() -> str:
    """Return what `qcdc import …` prints for a form with slips."""
    return _shown({"phu-huu": _BAD}, [["import", f"{_FOLDER}/"]])


def each() -> str:
    """Return what `qcdc import … --each` prints for a form that was filled in well, its copy, and one with a slip."""
    return _shown(
        {"phu-huu": _GOOD, "phu-an": {("c:I.3", "mark"): 4.6}}, [["import", f"{_FOLDER}/", "--each"]], "phu-huu"
    )


def undo() -> str:
    """Return what an import and `qcdc import --undo` print."""
    return _shown({"phu-huu": _GOOD}, [["import", f"{_FOLDER}/"], ["import", "--undo"]])


def _shown(typed: Mapping[str, Typed], commands: Sequence[list[str]], sent_twice: str = "") -> str:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "dot"
        shutil.copytree(_EXAMPLE, work)
        with chdir(work):
            _run(["form", *typed, "--stage", "board", "-o", f"{_FOLDER}/"])
            for file in (work / _FOLDER).iterdir():
                unit = file.name.partition("_")[0]
                _fill(file, typed[unit])
                if unit == sent_twice:
                    shutil.copy(file, file.with_stem(f"{file.stem} (1)"))
            printed = [f"$ qcdc {' '.join(arguments)}\n{_run(arguments)}" for arguments in commands]
    lines = [line.rstrip() for line in "\n".join(printed).rstrip("\n").split("\n")]
    return "\n".join(["", "```text", *lines, "```", "", ""])


def _run(arguments: list[str]) -> str:
    screen = io.StringIO()
    settings.folder = None
    with redirect_stdout(screen), redirect_stderr(screen):
        run(["--lang", current(), *arguments])
    return screen.getvalue()


def _fill(file: Path, typed: Typed) -> None:
    book = load_workbook(file)
    sheet = book.worksheets[0]
    rows = {sheet.cell(row, 1).value: row for row in range(2, sheet.max_row + 1)}
    columns = {sheet.cell(1, column).value: column for column in range(2, sheet.max_column + 1)}
    for (row, column), value in typed.items():
        sheet.cell(rows[row], columns[column]).value = value
    book.save(file)
