"""Growth of the year around the numbers: progress, checkers, evidence files, appeals."""

import subprocess
import sys
from pathlib import Path

from cases.case import case, units, write_campaign, write_rubric, write_sheets

_APPEAL = "appeals: [{{text: Xin xem lại, date: 2020-06-30, by: Xã}}]"  # for str.format


def _blocs_of_ten(folder: Path, size: int, marks: str, more: str = "") -> None:
    own = units(size)
    blocs = {f"b{first}": own[first : first + 10] for first in range(0, size, 10)}
    write_campaign(folder, blocs, stages=("self", "bloc"), more=more)
    write_rubric(folder)
    write_sheets(folder, own, lambda number: marks.format(number / size))


@case(250, 500, 1000)
def progress_of_many_units(folder: Path, size: int) -> list[str]:
    """How far a period has come whose second stage has not begun."""
    _blocs_of_ten(folder, size, "A: {{self: {:.4f}}}")
    return ["status", "-C", str(folder)]


@case(250, 500, 1000)
def reminders_to_many_units(folder: Path, size: int) -> list[str]:
    """Reminders to units that lack marks."""
    _blocs_of_ten(folder, size, "A: {{}}")
    return ["status", "--remind", "-C", str(folder)]


@case(250, 500, 1000)
def appeals_in_many_blocs(folder: Path, size: int) -> list[str]:
    """Every unit of blocs of ten appeals, and its bloc is ranked once more for each."""
    _blocs_of_ten(folder, size, f"A: {{{{self: 10, bloc: {{{{mark: {{:.4f}}, reason: Thiếu}}}}, {_APPEAL}}}}}")
    return ["appeals", "-C", str(folder)]


@case(250, 500, 1000)
def appeals_in_one_bloc(folder: Path, size: int) -> list[str]:
    """Every unit of one bloc appeals; half of them are equal, which a ladder breaks in part."""
    write_campaign(folder, {"b": units(size)}, stages=("self", "bloc"))
    decided = "classification: [{id: tot, name: Tốt, from: 9}, {id: kha, name: Khá}]\n"
    awards = "awards: [{id: co, name: Cờ, ranks: 3, ties: all}]\n"
    write_rubric(folder, more=f"{decided}{awards}ties: [criterion A, lots]")
    own = f"A: {{{{self: 10, bloc: {{{{mark: {{:.4f}}, reason: Thiếu}}}}, {_APPEAL}}}}}"
    write_sheets(folder, units(size), lambda number: own.format(max(number / size, 0.5)))
    return ["appeals", "-C", str(folder)]


@case(500, 1000, 2000)
def checkers_of_many_blocs(folder: Path, size: int) -> list[str]:
    """Each unit of blocs of ten has a checker, and each gets two."""
    checkers = (f"  c{unit}: {{name: Tổ viên {unit}, unit: {unit}}}" for unit in units(max(size, 10)))
    _blocs_of_ten(folder, max(size, 10), "A: {:.4f}", "\n".join(["checkers:", *checkers]))
    return ["assign", "--seed", "1", "--dry-run", "-C", str(folder)]


@case(250, 500, 1000)
def evidence_files_of_many_units(folder: Path, size: int) -> list[str]:
    """Each unit has a document as a file, named in its sheet; the files' digests are kept already."""
    _blocs_of_ten(
        folder,
        size,
        "A: {{self: {:.4f}, evidence: [{{name: Tài liệu, file: A/t.txt}}]}}",
        "evidence: mc/{unit}/{period}",
    )
    for unit in units(size):
        (folder / "mc" / unit / "p0" / "A").mkdir(parents=True)
        (folder / "mc" / unit / "p0" / "A" / "t.txt").write_text(f"Tài liệu của {unit}\n", "utf-8")
    listed = ["evidence", "-C", str(folder)]
    subprocess.run(
        [sys.executable, "-c", "from qcdc_cli.__main__ import main; main()", *listed], capture_output=True, check=False
    )
    return listed


@case(250, 500, 1000)
def notes_of_many_units(folder: Path, size: int) -> list[str]:
    """Each unit has a difficulty of its own, and one that all have."""
    _blocs_of_ten(folder, size, "A: {:.4f}")
    for unit in units(size):
        sheet = folder / "units" / "p0" / f"{unit}.yaml"
        text = sheet.read_text("utf-8")
        sheet.write_text(f"{text}notes: {{difficulties: [Thiếu cán bộ, Khó khăn của {unit}]}}\n", "utf-8")
    return ["notes", "-C", str(folder)]


@case(125, 250, 500)
def periods_compared(folder: Path, size: int) -> list[str]:
    """Two periods of a bloc."""
    write_campaign(folder, {"b": units(size)}, periods=("p0", "p1"))
    write_rubric(folder)
    write_sheets(folder, units(size), lambda number: f"A: {number / size:.4f}", periods=("p0", "p1"))
    return ["compare", "p0", "p1", "-C", str(folder)]
