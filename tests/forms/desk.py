"""A secretary's desk: a small campaign in a folder, its forms, what comes back, and `qcdc import` over it."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from openpyxl import Workbook

from qcdc_cli.commands.entry import run
from qcdc_cli.forms.issuing.workbook import forms_of
from tests.campaigns import tree_of
from tests.forms.filling import Form
from tests.forms.form_campaigns import scoring_input

CAMPAIGN = """\
campaign: Đợt thử 2020
period: 2020-h1
periods:
  2020-h1: {name: 6 tháng đầu năm}
stages:
  - {id: self, name: Tự chấm}
  - {id: bloc, name: Khối thẩm định}
blocs:
  khoi: {name: Khối, rubric: thang-diem.yaml, units: [nga-sau, phu-an, dong-phuoc, dong-phuoc-a]}
units: {nga-sau: Thị trấn Ngã Sáu, phu-an: Xã Phú An, dong-phuoc: Xã Đông Phước, dong-phuoc-a: Xã Đông Phước A}
targets:
  I.5: {nga-sau: 9, phu-an: 8, dong-phuoc: 7}
unassigned:
  I.9: {phu-an: Không có ấp nào}
"""
RUBRIC = """\
rubric: thang-diem
name: Thang điểm
total: 45
rounding: {decimals: 2, at: criterion}
not_applicable: exclude
unassigned: exclude
missing_evidence: ignore
criteria:
  - id: I
    name: Mục một
    points: 45
    criteria:
      - {id: I.1, name: Kiện toàn, points: 5, evidence: [Quyết định], levels: {tot: {name: Hòa đồng tốt, points: 5},
          kha: {name: Khá, points: 3}, kem: {name: Kém, points: 0}}}
      - {id: I.2, name: Quy chế, points: 5, evidence: optional, pass: Có quy chế}
      - {id: I.3, name: Kế hoạch, points: 10, step: 0.5, evidence: optional}
      - {id: I.4, name: Họp, points: 5, evidence: optional, ratio: {unit: cuộc}}
      - {id: I.5, name: Ấp, points: 5, evidence: optional, ratio: {unit: ấp}}
      - {id: I.6, name: Việc, points: 5, evidence: optional, checklist: {a: {name: Việc a, points: 3},
          "12": {name: Việc mười hai, points: 2}}}
      - {id: I.7, name: Hạng, points: 5, evidence: optional, place: {points: [5, 3, 0], average: points}}
      - {id: I.8, name: Vi phạm, points: 3, evidence: optional, deduct: {each: 1, unit: lần, floor: 0}}
      - {id: I.9, name: Công trình, points: 2, evidence: optional}
disqualifiers: {ky-luat: {name: Có tập thể bị kỷ luật, effect: unranked}}
"""
NGA_SAU = """\
# Phiếu của thị trấn
unit: nga-sau
period: 2020-h1
marks:
  I.3: # kế hoạch
    self: 7,5
    bloc: {mark: 7, reason: Chậm, by: Tổ giúp việc}
    evidence: [Kế hoạch số 3]
  I.1: {self: tot, bloc: tot}
notes: {strengths: [Tốt]}
"""
DONG_PHUOC = """\
unit: dong-phuoc
period: 2020-h1
marks: {I.1: kha, I.3: 8}
disqualifiers: {ky-luat: Chi bộ ấp 3}
notes: {limits: [Còn chậm]}
"""
FILES = {
    "qcdc.yaml": CAMPAIGN,
    "thang-diem.yaml": RUBRIC,
    "units/nga-sau.yaml": NGA_SAU,
    "units/dong-phuoc.yaml": DONG_PHUOC,
}
TAB = "Phiếu chấm điểm"
CODE = "Q"


class Ran(NamedTuple):
    """What a command did."""

    status: int
    out: str
    err: str


class Told(NamedTuple):
    """A problem as it was told: its code, and its place behind the file's name."""

    code: str
    where: str


class Desk:
    """The desk.

    Attributes:
        folder: the campaign's folder, which is the working folder.
    """

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str | bytes) -> Path:
        """Write a file of the campaign."""
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return file

    def read(self, name: str) -> str:
        """Return a file's text."""
        return (self.folder / name).read_text(encoding="utf-8")

    def marks(self, unit: str = "phu-an", name: str = "") -> dict[str, Any]:
        """Return what a unit's sheet says of criteria, those that it says nothing of left out."""
        marks = tree_of(self.read(name or f"units/{unit}.yaml"))["marks"]
        return {criterion: said for criterion, said in marks.items() if said != ""}

    def form(self, unit: str = "phu-an", stage: str = "self") -> Form:
        """Open a unit's form as it is made now."""
        from qcdc_cli.campaign.loaded import Source
        from qcdc_cli.campaign.loading import load

        loaded = load(Source(self.folder))
        return Form(next(data for _, data in forms_of(loaded, scoring_input(loaded, stage), [unit])))

    def send(self, form: Form, name: str = "phu-an.xlsx") -> str:
        """Put a form that comes back on the desk."""
        self.write(name, form.saved())
        return name

    def filled(self, cells: Mapping[tuple[str, str], Any], unit: str = "phu-an", stage: str = "self") -> str:
        """Put a form on the desk in which only these cells were typed into, by the keys of row and column."""
        form = self.form(unit, stage)
        for (row, column), value in cells.items():
            form.cell(row, column).value = value
        return self.send(form, f"{unit}.xlsx")

    def qcdc(self, *arguments: str) -> Ran:
        """Run a command."""
        self._capsys.readouterr()
        status = run(list(arguments))
        said = self._capsys.readouterr()
        assert "Traceback" not in said.err
        return Ran(status, said.out, said.err)

    def take(self, *arguments: str) -> Ran:
        """Run `qcdc import`."""
        return self.qcdc("import", *arguments)

    def all_files(self) -> dict[str, bytes]:
        """Return every file with what is in it."""
        return {str(file): file.read_bytes() for file in sorted(self.folder.rglob("*")) if file.is_file()}

    def refused(self, *arguments: str, status: int = 1) -> list[Told]:
        """Run an import that must be refused, in both languages, with nothing written; return what was told.

        That criteria are still blank (Q618) is left out: of a form with one mark it is told always.
        """
        before = self.all_files()
        vietnamese, english = self.take(*arguments), self.qcdc("--lang", "en", "import", *arguments)
        assert (vietnamese.status, english.status) == (status, status), vietnamese.err
        assert self.all_files() == before
        assert not vietnamese.out
        told = told_in(vietnamese.err)
        assert told == told_in(english.err)
        return told

    def taken(self, *arguments: str) -> list[Told]:
        """Run an import that goes through; return the warnings, as `refused` does."""
        ran = self.take(*arguments)
        assert ran.status == 0, ran.err
        assert self.qcdc("check").status == 0
        return told_in(ran.err)


def told_in(text: str) -> list[Told]:
    """Return the problems that are told in an output, each `file › sheet › cell: Q123 error: …`; not Q618."""
    told = []
    for line in text.splitlines():
        place, _, rest = line.partition(f": {CODE}")
        if rest[:3].isdecimal() and rest[:3] != "618" and not line.startswith(" "):
            told.append(Told(f"{CODE}{rest[:3]}", place))
    return told


def at(row: str, column: str, form: Form, file: str = "phu-an.xlsx") -> str:
    """Return a cell of a form as people are told of it."""
    return f"{file} › {form.sheet.title} › {form.cell(row, column).coordinate}"


def saved(book: Workbook) -> bytes:
    """Return a workbook as it is saved."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
