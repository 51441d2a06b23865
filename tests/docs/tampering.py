"""The shipped example sealed and published, then each input and each output changed in turn, for the honest page."""

import io
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch
from zipfile import ZipFile

from qcdc_cli.campaign.loaded import Loaded, Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.commands.campaign_loading import load_campaign
from qcdc_cli.commands.entry import run
from qcdc_cli.commands.options import settings
from qcdc_cli.commands.sealing import chain_of
from qcdc_cli.commands.typed_code import seal_of_code
from qcdc_cli.commands.verify_outputs import OutputMaker
from qcdc_cli.language import Text, say, speaking
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.seals.seal_files import read_chain
from qcdc_cli.seals.verifying import seals_in_force, verify
from qcdc_cli.seals.verifying_inputs import CampaignNow
from qcdc_cli.verification.contents import FileContent
from qcdc_cli.verification.outputs import KnownOfFile, Output, possible_outputs
from qcdc_cli.verification.verifying import OutputCheck
from tests.docs.pages import ROOT
from tests.seals.sealed import EXAMPLE, seal

PERIOD = "2020"
RUBRIC = "thang-diem.yaml"
PAGE, WORKBOOK, MINUTES, RANKING, TABLE = "ket-qua.html", "bao-cao.xlsx", "bien-ban.docx", "rank.json", "rank.csv"
OUTPUTS = (PAGE, WORKBOOK, MINUTES, RANKING, TABLE)
_PUBLISHED = (
    ("export", PAGE, "--public"),
    ("export", WORKBOOK),
    ("export", MINUTES, "--document", "minutes"),
    ("rank", "--format", "json", "-o", RANKING),
    ("rank", "--format", "csv", "-o", TABLE),
)
_SHEET = "units/2020/phu-huu.yaml"
_EVIDENCE = "minh-chung/phu-huu/2020/VII.2/ke-hoach-15.pdf"

Change = Callable[[bytes], bytes | None]  # None: the file is gone


class Tampering(NamedTuple):
    """A file that somebody changes behind everybody's back.

    Attributes:
        what: what is changed, in words.
        file: the file.
        change: makes its new content from the old one, which is empty for a new file.
    """

    what: Text
    file: str
    change: Change


def _put(before: str, after: str, data: bytes) -> bytes:
    """Put one text in the place of another, once."""
    assert before.encode() in data, before
    return data.replace(before.encode(), after.encode(), 1)


def _put_inside(member: str, before: str, after: str, data: bytes) -> bytes:
    """Put one text in the place of another inside a workbook or a Word file."""
    changed = io.BytesIO()
    with ZipFile(io.BytesIO(data)) as old, ZipFile(changed, "w") as new:
        for item in old.infolist():
            content = old.read(item)
            new.writestr(
                item, re.sub(before.encode(), after.encode(), content, count=1) if item.filename == member else content
            )
    return changed.getvalue()


def _gone(_data: bytes) -> None:
    """Take a file away."""


TAMPERINGS = (
    Tampering(
        Text("phiếu: sửa một điểm thẩm định", "a sheet: a verified mark"), _SHEET, partial(_put, "mark: 2", "mark: 1")
    ),
    Tampering(Text("phiếu: bỏ cả tệp", "a sheet: the whole file is gone"), "units/2020/phu-an.yaml", _gone),
    Tampering(
        Text("thang điểm: hạ ngưỡng loại Xuất sắc", "the rubric: a lower bound of the best class"),
        RUBRIC,
        partial(_put, "name: Xuất sắc, from: 90", "name: Xuất sắc, from: 89"),
    ),
    Tampering(
        Text("qcdc.yaml: đổi trưởng khối", "qcdc.yaml: another leader"),
        "qcdc.yaml",
        partial(_put, "leader: nga-sau", "leader: phu-tan"),
    ),
    Tampering(
        Text("sổ nhận tệp: sửa ngày nhận", "the record of imports: a day"),
        "records/imports.jsonl",
        partial(_put, "2020-12-04", "2020-12-03"),
    ),
    Tampering(Text("minh chứng: thay tệp", "evidence: another file"), _EVIDENCE, lambda data: data + b" "),
    Tampering(Text("minh chứng: mất tệp", "evidence: a file is gone"), _EVIDENCE, _gone),
    Tampering(
        Text("minh chứng: thêm tệp", "evidence: a file is added"),
        "minh-chung/phu-huu/2020/VII.2/bo-sung.txt",
        lambda _data: b"bo sung\n",
    ),
    Tampering(
        Text("niêm phong: sửa thời điểm", "the seal: its time"),
        "seals/2020.yaml",
        lambda data: re.sub(rb'time: "\d{4}', b'time: "2019', data),
    ),
    Tampering(Text("niêm phong: bỏ bản sao", "the seal: its copy is gone"), "seals/2020.1.zip", _gone),
    Tampering(
        Text("trang công khai: sửa tổng điểm", "the public page: a total"),
        PAGE,
        partial(_put, 'phu-huu/total" data-value="89.85">89,85', 'phu-huu/total" data-value="90.85">90,85'),
    ),
    Tampering(
        Text("tệp Excel: sửa kết quả trong ô", "the workbook: a result in a cell"),
        WORKBOOK,
        partial(_put_inside, "xl/worksheets/sheet1.xml", "<v>89.85</v>", "<v>90.85</v>"),
    ),
    Tampering(
        Text("tệp Excel: thay công thức bằng số", "the workbook: a number in the place of a formula"),
        WORKBOOK,
        partial(_put_inside, "xl/worksheets/sheet1.xml", "<f>[^<]*</f><v>89.85</v>", "<v>89.85</v>"),
    ),
    Tampering(
        Text("biên bản: sửa tổng điểm", "the minutes: a total"),
        MINUTES,
        partial(_put_inside, "word/document.xml", ">89,85<", ">90,85<"),
    ),
    Tampering(Text("tệp JSON: sửa tổng điểm", "the JSON: a total"), RANKING, partial(_put, "89.85", "90.85")),
    Tampering(Text("tệp CSV: sửa tổng điểm", "the CSV: a total"), TABLE, partial(_put, "89,85", "90,85")),
)


def publish(folder: Path) -> str:
    """Copy the example into a folder, its rubric too, seal its year, make all outputs; return the code."""
    shutil.copytree(EXAMPLE, folder)
    shutil.copyfile(ROOT / "rubrics" / "qcdc-cap-xa-2020.yaml", folder / RUBRIC)
    campaign = folder / "qcdc.yaml"
    campaign.write_bytes(_put("rubric: qcdc-cap-xa-2020", f"rubric: {RUBRIC}", campaign.read_bytes()))
    code = seal(folder, PERIOD)
    with chdir(folder), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()) as told:
        for line in _PUBLISHED:
            settings.folder = None
            assert run([*line, "-p", PERIOD, "--lang", "vi"]) == 0, told.getvalue()
    return code


@contextmanager
def tampered(folder: Path, tampering: Tampering) -> Iterator[None]:
    """Have a file changed, and put back what it was."""
    file = folder / tampering.file
    before = file.read_bytes() if file.exists() else None
    after = tampering.change(before or b"")
    assert after != before, tampering
    if after is None:
        file.unlink()
    else:
        file.write_bytes(after)
    try:
        yield
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)


def found(folder: Path, *, notes: bool = False) -> list[Problem]:
    """Return what `qcdc verify` finds wrong with the campaign in a folder, with its notes too where they are wanted."""
    with chdir(folder):
        loaded = load(Source(Path()))
        now = CampaignNow(Path(), loaded) if isinstance(loaded, Loaded) else CampaignNow(Path(), None, loaded.problems)
        chain = read_chain(Path())
        checked = verify(now, chain, seals_in_force(chain), lambda _folder, _seal: iter(()))
    return [one.problem for _, one in checked.all_findings() if notes or not one.problem.is_note]


class _Check(OutputCheck):
    """Checks outputs as `qcdc verify FILES` does, but makes each anew once, however often a file of it is looked at."""

    _made: dict[Output, list[FileContent]]

    def _made_again(self, output: Output, path: str, _most: int | None = None) -> Iterator[FileContent]:
        if output not in self._made:
            self._made[output] = list(super()._made_again(output, path))
        return iter(self._made[output])


class Outputs:
    """The outputs in a folder; what kind of output each file is was found before it was tampered with."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kinds: dict[str, Output] = {}
        self.campaign_changed()

    def campaign_changed(self) -> None:
        """Read the campaign anew."""
        settings.folder = None
        with chdir(self._folder):
            maker = OutputMaker(load_campaign)
            loaded = maker.loaded()
            self._check = _Check(loaded.campaign, chain_of(loaded), maker, KnownOfFile())
        self._check._made = {}

    def found(self, file: str) -> Sequence[Problem]:
        """Return what is wrong with an output."""
        kind = self._kinds.get(file)
        possible = possible_outputs if kind is None else lambda *_given, **_known: iter((kind,))
        with chdir(self._folder), patch("qcdc_cli.verification.verifying.possible_outputs", possible):
            checked = self._check.file(Path(file), file)
        if checked.output is not None:
            self._kinds[file] = checked.output
        return checked.problems


def _sealed_anew(folder: Path, code: str, outputs: Outputs) -> Iterator[tuple[Text, Problem]]:
    """Change a sheet and redo the whole chain: the folder agrees with itself, and what others hold does not."""
    sheet = folder / _SHEET
    sheet.write_bytes(_put("mark: 2", "mark: 1", sheet.read_bytes()))
    shutil.rmtree(folder / "seals")
    seal(folder, PERIOD)
    assert found(folder) == []
    outputs.campaign_changed()
    try:
        seal_of_code(read_chain(folder), code)
    except QcdcError as refusal:
        what = Text("làm lại cả chuỗi: mã trên biên bản đã ký", "the chain made anew: the code in the signed minutes")
        yield what, refusal.problem
    problem = next(one for one in outputs.found(PAGE) if one.code == "Q070")
    yield Text("làm lại cả chuỗi: trang đã công khai", "the chain made anew: the page that was published"), problem


@cache
def told() -> tuple[tuple[Text, Problem], ...]:
    """Tamper with everything in turn; return what was changed, with the problem that names it."""
    with tempfile.TemporaryDirectory() as parent, speaking("vi"):
        folder = Path(parent) / "campaign"
        code = publish(folder)
        outputs = Outputs(folder)
        assert [found(folder), *(outputs.found(file) for file in OUTPUTS)] == [[]] + [()] * len(OUTPUTS)
        rows = []
        for one in TAMPERINGS:
            with tampered(folder, one):
                problems = outputs.found(one.file) if one.file in OUTPUTS else found(folder)
            rows.append((one.what, next(each for each in problems if each.place and each.place.path == one.file)))
        return (*rows, *_sealed_anew(folder, code, outputs))


def table() -> str:
    """Return the table of what was tried and what was told."""
    head = say("| Điều bị sửa | `qcdc verify` báo |", "| What was changed | What `qcdc verify` says |")
    rows = [f"| {what} | {_cell(problem)} |" for what, problem in told()]
    return "\n".join(["", head, "|---|---|", *rows, "", ""])


def _cell(problem: Problem) -> str:
    sentence = re.sub(r"[A-Z]{5}(-[A-Z]{5}){4}", "…", problem.sentence()).replace("|", "\\|")
    link = f"[{problem.code}](problems.md#{problem.code.lower()})"
    return f"{link} {problem.place}: {sentence}" if problem.place else f"{link} {sentence}"
