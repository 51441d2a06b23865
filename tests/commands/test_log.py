"""How a mark came to be what it is: from a git repository with all that happens in one, and without git."""

import json
import os
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from qcdc_cli import git
from qcdc_cli.campaign import version_reading
from qcdc_cli.campaign.import_records import added_records
from qcdc_cli.campaign.received_files import ReceivedFile
from tests.commands.conftest import REPOSITORY, Qcdc
from tests.docs.pages import LANGUAGES, page
from tests.git_repository import GitRepository

EXPECTED = Path(__file__).parent / "expected"
CAMPAIGN = """\
campaign: Đợt thử
period: p1
periods:
  p1: {name: Kỳ 1}
stages:
  - {id: self, name: Tự chấm}
  - {id: bloc, name: Khối thẩm định}
blocs:
  khoi: {name: Khối, rubric: thang.yaml, units: [a, b]}
units: {a: Xã An, b: Xã Bình}
"""
TARGETS = "targets:\n  I.2: {a: %s, b: 9}\n"
RUBRIC = """\
rubric: thu
name: Thang thử
total: 20
not_applicable: exclude
missing_evidence: ignore
rounding: {decimals: 2, at: criterion}
criteria:
  - {id: I.1, name: Tiêu chí một, points: 10, evidence: optional}
  - {id: I.2, name: Tiêu chí hai, points: 10, evidence: optional, ratio: {unit: ấp}}
"""
SHEET = "unit: a\nperiod: p1\nmarks:\n"
MARKED = (
    f"{SHEET}  I.1:\n    self: 8\n    bloc: {{mark: %s, reason: Thiếu biên bản, by: Trần Văn C}}\n  I.2: {{self: 8}}\n"
)


class Desk:
    """A campaign in a folder of a repository."""

    def __init__(self, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        self.folder = repository / "thi đua"
        self.sheet = self.folder / "units" / "a.yaml"
        self.sheet.parent.mkdir(parents=True)
        self.write("thang.yaml", RUBRIC)
        self.write("qcdc.yaml", CAMPAIGN + TARGETS % 9)
        self.sheet.write_text(f"{SHEET}  I.1: 8\n  I.2: {{self: 8}}\n", encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        """Write a file of the campaign."""
        file = self.folder / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def receive(self, moment: str, file: str, stage: str, *lines: str, undone: str = "") -> None:
        """Record that a file was imported, and that this was undone."""
        self._patch.setattr("qcdc_cli.campaign.import_records.timestamp", lambda: undone)
        own = ReceivedFile(datetime.fromisoformat(moment), file, file, "0" * 64, "a", "p1", stage, lines, len(lines))
        for added in ((own,), ()) if undone else ((own,),):
            for new in added_records(self.folder, added, undoes="" if added else file):
                new.file.parent.mkdir(exist_ok=True)
                new.file.write_bytes(new.data)


@pytest.fixture
def repository(tmp_path: Path) -> GitRepository:
    return GitRepository(tmp_path / "kho")


@pytest.fixture
def desk(repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(repository.folder, monkeypatch)
    monkeypatch.chdir(made.folder)
    return made


def told(qcdc: Qcdc, *arguments: str) -> tuple[list[tuple[Any, ...]], dict[str, Any]]:
    """Return what the log says: source, subject, before and after, row by row; and all of it."""
    ran = qcdc("log", "a", *arguments, "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    found = json.loads(ran.out)
    return [(row["source"], row["about"], row["before"], row["after"]) for row in found["history"]], found


def test_the_whole_story(qcdc: Qcdc, repository: GitRepository, desk: Desk) -> None:
    """Imports, a target, the rubric, a moved sheet, one that cannot be read, two branches, an appeal, and what is new.

    `9`, `9,0` and `9.00` are one mark; line ends, comments and evidence change none.
    """
    desk.receive("2026-06-19T16:00:00+07:00", "an.xlsx", "self", "I.1", "I.2")
    repository.commit("2026-06-20T08:00:00+07:00", "Nhận phiếu tự chấm")
    desk.write("qcdc.yaml", CAMPAIGN + TARGETS % 10)
    repository.commit("2026-06-21T08:00:00+07:00", "Điều chỉnh chỉ tiêu", "Phạm Văn Đ")
    more = RUBRIC.replace("points: 10, evidence: optional}", "points: 12, evidence: optional}")
    desk.write("thang.yaml", more.replace("total: 20", "total: 22"))
    repository.commit("2026-06-22T08:00:00+07:00", "Nâng điểm I.1")
    repository.git("checkout", "--quiet", "-b", "khoi")
    desk.sheet.write_text(MARKED % "6", encoding="utf-8")
    repository.commit("2026-06-23T08:00:00+07:00", "Khối thẩm định", "Trần Văn C")
    repository.git("checkout", "--quiet", "main")
    moved = desk.folder / "units" / "xa-an.yaml"
    desk.sheet.rename(moved)
    repository.commit("2026-06-23T09:00:00+07:00", "Đổi tên tệp")
    repository.git("merge", "--quiet", "khoi", **repository.identity("2026-06-23T10:00:00+07:00"))
    desk.receive("2026-06-24T08:00:00+07:00", "nham.xlsx", "bloc", "I.1", undone="2026-06-24T09:00:00+07:00")
    moved.write_text(f"{MARKED % 6}<<<<<<< khoi\n", encoding="utf-8")
    repository.commit("2026-06-25T08:00:00+07:00", "Lỡ tay")
    moved.write_bytes((MARKED % '"6,0"').replace("\n", "\r\n").encode())
    repository.commit("2026-06-25T09:00:00+07:00", "Sửa lại")
    appeal = "    appeals:\n      - {text: Đã có biên bản, date: 2026-07-01}\n"
    moved.write_text((MARKED % "6.00").replace("  I.2:", f"{appeal}  I.2:"), encoding="utf-8")
    repository.commit("2026-07-01T08:00:00+07:00", "=1+1 Giải trình của xã An")
    moved.write_text((MARKED % "7").replace("  I.2:", f"{appeal}  I.2:"), encoding="utf-8")
    for language in LANGUAGES:  # which is what the docs show
        shown = next(block.text for block in page(language, "process").blocks if block.section == "log")
        assert qcdc("log", "Xã An", "I.1", "--lang", language).out == f"{shown}\n"
    whole, _ = told(qcdc)
    assert ("commit", "Chỉ tiêu", "9", "10") in whole
    assert [one for one in whole if one[1] == "Thang điểm: points"] == [("commit", "Thang điểm: points", "10", "12")]
    assert len({one["commit"] for one in told(qcdc, "--lang", "en")[1]["commits"]}) == 7


def test_merges(qcdc: Qcdc, repository: GitRepository, desk: Desk) -> None:
    """A merge is told where it holds what neither side does, and where it drops what one side has changed."""
    repository.commit("2026-06-20T08:00:00+07:00", "Đầu")
    for branch, day, marks in (("b1", "21", "  I.1: 7\n  I.2: 5\n"), ("b2", "22", "  I.1: 6\n  I.2: 4\n")):
        repository.git("checkout", "--quiet", "-b", branch, "main")
        desk.sheet.write_text(SHEET + marks, encoding="utf-8")
        repository.commit(f"2026-06-{day}T08:00:00+07:00", branch)
    identity = repository.identity("2026-06-23T08:00:00+07:00")
    repository.git("merge", "--quiet", "--strategy=ours", "--no-commit", "b1", **identity)
    desk.sheet.write_text(f"{SHEET}  I.1: 6\n  I.2: 3\n", encoding="utf-8")
    merge = repository.commit("2026-06-23T08:00:00+07:00", "Gộp")
    rows, found = told(qcdc)
    own = [row for row in found["history"] if row["commit"] == merge]
    said = [(one["criterion"], one["before"], one["after"], one["left_out"]) for one in own]
    assert said == [("I.1", "7", "6", True), ("I.2", "4/9 ấp", "3/9 ấp", False)]
    assert ("commit", "Tự chấm", "8", "7") in rows
    assert [one["merge"] for one in found["commits"]] == [False, False, False, True]


def test_a_sheet_that_is_gone(qcdc: Qcdc, repository: GitRepository, desk: Desk) -> None:
    """It is still told of: removed in the folder, or by a commit; what comes back unchanged is no change."""
    repository.commit("2026-06-20T08:00:00+07:00", "Đầu")
    text = desk.sheet.read_text(encoding="utf-8")
    desk.sheet.unlink()
    assert told(qcdc, "I.1")[0][1:] == [("not_committed", "Phiếu", "có phiếu", "đã xóa")]
    repository.commit("2026-06-21T08:00:00+07:00", "Xóa")
    removed = ("commit", "Phiếu", "có phiếu", "đã xóa")
    assert told(qcdc, "I.1")[0] == [("commit", "Tự chấm", None, "8"), removed]
    desk.sheet.write_text(text, encoding="utf-8")
    assert told(qcdc, "I.1")[0][1:] == [removed, ("not_committed", "Phiếu", None, "có phiếu")]


def test_what_does_not_fit_today(qcdc: Qcdc, repository: GitRepository, desk: Desk) -> None:
    """A mark above today's maximum, and one of a criterion that the rubric lost, are told as they were written."""
    desk.sheet.write_text(
        f"{SHEET}  I.1: 18\n  I.9: {{self: [x, y]}}\n  I.2: {{unassigned: Không có ấp}}\n", encoding="utf-8"
    )
    repository.commit("2026-06-20T08:00:00+07:00", "Đầu")
    desk.sheet.write_text(f"{SHEET}  I.1: 8\n  I.2:\ndisqualifiers: {{}}\n", encoding="utf-8")
    repository.commit("2026-06-21T08:00:00+07:00", "Sửa")
    assert told(qcdc)[0] == [
        ("commit", "Tự chấm", None, "18"),
        ("commit", "Tự chấm", None, "không giao"),
        ("commit", "Tự chấm", None, "x, y"),
        ("commit", "Chỉ tiêu", None, "9"),
        ("commit", "Tự chấm", "18", "8"),
        ("commit", "Tự chấm", "không giao", None),
        ("commit", "Tự chấm", "x, y", None),
    ]


MARKER = "started"


def _hostile(repository: GitRepository, marker: Path) -> None:
    """Have everything in a repository's settings that names a program start one that leaves a mark."""
    program = repository.folder.parent / "program.sh"
    program.write_text(f"#!/bin/sh\ntouch '{marker}'\ncat\n", encoding="utf-8")
    program.chmod(0o755)
    hooks = repository.folder / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for hook in ("post-index-change", "pre-auto-gc", "reference-transaction"):
        (hooks / hook).symlink_to(program)
    (repository.folder / ".git" / "info" / "attributes").write_text("* diff=evil filter=evil\n", encoding="utf-8")
    names = (
        *(
            "core.fsmonitor",
            "core.pager",
            "pager.log",
            "core.editor",
            "core.sshCommand",
            "diff.external",
            "gpg.program",
        ),
        *("diff.evil.textconv", "diff.evil.command", "filter.evil.clean", "filter.evil.smudge", "filter.evil.process"),
        *("core.gitProxy", "credential.helper", "uploadpack.packObjectsHook", "core.alternateRefsCommand"),
    )
    for name in names:
        repository.git("config", name, str(program))
    values = {
        "log.showSignature": "true",
        "log.follow": "true",
        "core.hooksPath": str(hooks),
        "core.quotePath": "true",
        "i18n.logOutputEncoding": "UTF-16",
        "protocol.ext.allow": "always",
        "remote.origin.url": f"ext::{program} %S",
        "remote.origin.promisor": "true",
        "extensions.partialClone": "origin",
        "alias.log": f"!{program}",
    }
    for name, value in values.items():
        repository.git("config", name, value)


def test_a_hostile_repository(
    qcdc: Qcdc, repository: GitRepository, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No program that its settings name is started, and no object that is missing is fetched; the story is the same."""
    repository.commit("2026-06-20T08:00:00+07:00", "Điểm \x1b[31mđỏ", "Lê <b>Thư</b> {{x}}")
    desk.sheet.write_text(MARKED % 6, encoding="utf-8")
    repository.commit("2026-06-21T08:00:00+07:00", "Sửa")
    before, marker = qcdc("log", "a").out, tmp_path / MARKER
    assert "\x1b" not in before
    _hostile(repository, marker)
    repository.git("status")
    assert marker.exists(), "the settings start nothing, so that nothing is proved"
    marker.unlink()
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(tmp_path / "program.sh"))
    assert qcdc("log", "a").out == before
    blob = repository.git("rev-parse", "HEAD^:thi đua/units/a.yaml").strip()
    (repository.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    _, found = told(qcdc)
    assert found["without_git"] == "incomplete"
    assert not marker.exists()


def _without_git(tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch, why: str, made: Path) -> None:
    if why == "no_program":
        monkeypatch.setenv("PATH", os.pathsep.join((str(tmp_path / "empty"), ".", "")))
        (desk.folder / "git").write_text("#!/bin/sh\n", encoding="utf-8")
        (desk.folder / "git").chmod(0o755)
    elif why == "old":
        monkeypatch.setattr(git, "LEAST_VERSION", (99, 0))
    elif why == "too_much":
        monkeypatch.setattr(git, "_MOST_SAID", 8)
    elif why == "no_repository":  # a folder that looks like a repository itself
        (made / ".git").rename(made / "was")
        for name in ("HEAD", "config", "objects", "refs"):
            (desk.folder / name).symlink_to(made / "was" / name)


@pytest.mark.parametrize("why", ["no_program", "old", "no_repository", "no_commit", "too_much"])
def test_without_git(
    qcdc: Qcdc, repository: GitRepository, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    """What the record of imports says is told, and why no more is."""
    desk.receive("2026-06-19T16:00:00+07:00", "an.xlsx", "self", "I.1", "I.2")
    if why != "no_commit":
        repository.commit("2026-06-20T08:00:00+07:00", "Đầu")
    _without_git(tmp_path, desk, monkeypatch, why, repository.folder)
    rows, found = told(qcdc)
    assert rows == [("import", "Tự chấm", None, "an.xlsx")]
    assert (found["without_git"], len(found["warnings"])) == (why, 1)
    assert found["warnings"][0].startswith("Chỉ nêu được theo sổ nhập tệp, không có điểm cũ: ")
    assert "commits" not in found
    if why == "no_program":
        assert qcdc("log", "a", "--lang", "en").out == (EXPECTED / "log-without-git.en.txt").read_text(encoding="utf-8")


def test_a_shallow_copy(
    qcdc: Qcdc, repository: GitRepository, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was before it begins is not known, and that is said."""
    repository.commit("2026-06-20T08:00:00+07:00", "Đầu")
    desk.sheet.write_text(MARKED % 6, encoding="utf-8")
    repository.commit("2026-06-21T08:00:00+07:00", "Sửa")
    copy = tmp_path / "copy"
    repository.git("clone", "--quiet", "--depth=1", repository.folder.as_uri(), str(copy))
    monkeypatch.chdir(copy / "thi đua")
    rows, found = told(qcdc, "I.1")
    assert rows == [("commit", "Tự chấm", "không rõ", "8"), ("commit", "Khối thẩm định", "không rõ", "6")]
    assert "bản sao nông" in found["warnings"][0]
    for module in (git, version_reading):
        monkeypatch.setattr(module, "MOST_COMMITS", 1)
    monkeypatch.chdir(desk.folder)
    latest, found = told(qcdc, "I.1")
    assert latest == rows
    assert found["warnings"] == ["Chỉ xét 1 lần ghi mới nhất; các lần ghi cũ hơn không nêu."]


def test_appeals_and_marks_given_alone(qcdc: Qcdc, repository: GitRepository, monkeypatch: pytest.MonkeyPatch) -> None:
    """An appeal with its decision and the mark that counts since; what each of two checkers gave alone."""
    for campaign in ("valid/appeals", "broken/Q855"):
        shutil.copytree(REPOSITORY / "tests" / campaign, repository.folder / campaign)
    repository.commit("2026-07-20T08:00:00+07:00", "Đầu")
    monkeypatch.chdir(repository.folder / "valid" / "appeals")
    rows = json.loads(qcdc("log", "u1", "I.1", "--format", "json").out)["history"]
    assert [(row["about"], row["after"], row["reason"], row["by"]) for row in rows[1:]] == [
        ("Khối thẩm định", "5", "Thiếu biên bản", "Nguyễn Văn A"),
        ("Giải trình 1 (Khối thẩm định)", "chấp nhận: 7", "Đã có biên bản, gửi chậm", "Lê Văn D"),
        ("Giải trình 2", "giữ nguyên điểm", "Dấu công văn đến ngày 02/7", "Phạm Văn E"),
    ]
    monkeypatch.chdir(repository.folder / "broken" / "Q855")
    rows = json.loads(qcdc("log", "u1", "I.1", "--format", "json").out)["history"]
    assert [row["about"] for row in rows[2:]] == ["Khối thẩm định (Trần Thị Lan)", "Khối thẩm định (Lê Thị Hoa)"]
