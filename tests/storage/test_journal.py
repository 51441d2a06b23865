"""A journal that lies in a campaign: damaged, made by somebody else, of files that are not there any more."""

import errno
import json
import os
from pathlib import Path
from typing import Any

import pytest

from qcdc_cli.commands.entry import run
from qcdc_cli.problems import QcdcError
from qcdc_cli.storage import JOURNAL
from qcdc_cli.storage.disk import digest
from qcdc_cli.storage.journal import read_journal
from qcdc_cli.storage.recovery import finish_interrupted

NOTHING: dict[str, Any] = {"qcdc-journal": 1, "token": "ab-1-cd", "time": "2020-01-01", "ready": True, "files": []}
OLD, NEW, OTHER = b"old", b"new", b"by hand"


def journal(folder: Path, *names: str) -> None:
    """Write the journal of a run that replaces these files."""
    files = [{"path": name, "old": digest(OLD), "new": digest(NEW)} for name in names]
    (folder / JOURNAL).write_text(json.dumps({**NOTHING, "files": files}), encoding="utf-8")


def put(folder: Path, name: str, data: bytes, *, new: bytes | None = None, old: bytes | None = None) -> None:
    """Write a file, and its temporary files where they are given; it is the one of its number in the journal."""
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    for kind, content in (("new", new), ("old", old)):
        if content is not None:
            file.with_name(f".qcdc-{kind}-ab-1-cd-{name[-1]}").write_bytes(content)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return Path(os.path.realpath(tmp_path))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"[" * 100_000,
        b'{"qcdc-journal": 1',
        b"{}",
        json.dumps({**NOTHING, "qcdc-journal": 2}).encode(),
        json.dumps({**NOTHING, "qcdc-journal": "1"}).encode(),
        json.dumps({**NOTHING, "token": "../x"}).encode(),
        json.dumps({**NOTHING, "token": "*-*-*"}).encode(),
        json.dumps({**NOTHING, "time": None}).encode(),
        json.dumps({**NOTHING, "ready": "yes"}).encode(),
        json.dumps({**NOTHING, "files": {}}).encode(),
        json.dumps({**NOTHING, "files": ["a"]}).encode(),
        json.dumps({**NOTHING, "files": [{"path": "a", "old": None, "new": "x"}]}).encode(),
        json.dumps({**NOTHING, "files": [{"path": "a", "old": 5, "new": digest(NEW)}]}).encode(),
        json.dumps({**NOTHING, "files": [{"path": 5, "old": None, "new": digest(NEW)}]}).encode(),
        json.dumps({**NOTHING, "files": [{"path": "a\0b", "old": None, "new": digest(NEW)}]}).encode(),
        json.dumps({**NOTHING, "files": [{"path": ".qcdc-lock", "old": None, "new": digest(NEW)}]}).encode(),
    ],
)
def test_a_damaged_journal_is_a_problem_and_stays(
    folder: Path, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "qcdc.yaml").write_text("campaign: x\n", encoding="utf-8")
    (folder / JOURNAL).write_bytes(content)
    for command in (["check"], ["rank"], ["rubric", "show"], ["import", "x.csv"]):
        assert run(command) == 2
        err = capsys.readouterr().err
        assert "Q118" in err
        assert JOURNAL in err
    assert (folder / JOURNAL).read_bytes() == content


@pytest.mark.parametrize("path", ["../out", "/etc/hostname", "in/../../out", "away/x", "link", ""])
def test_a_journal_that_leads_outside_is_refused(tmp_path: Path, path: str) -> None:
    folder = Path(os.path.realpath(tmp_path)) / "campaign"
    folder.mkdir()
    (tmp_path / "outside").mkdir()
    (tmp_path / "out").write_bytes(OLD)
    (folder / "away").symlink_to(tmp_path / "outside")
    (folder / "link").symlink_to(tmp_path / "out")
    journal(folder, path)
    with pytest.raises(QcdcError) as refusal:
        finish_interrupted(folder, print)
    assert refusal.value.problem.code == "Q118"
    assert (tmp_path / "out").read_bytes() == OLD


@pytest.mark.parametrize("kind", ["folder", "pipe", "link"])
def test_a_journal_that_is_no_file_is_refused(folder: Path, kind: str) -> None:
    at = folder / JOURNAL
    if kind == "folder":
        at.mkdir()
    elif kind == "pipe":
        os.mkfifo(at)
    else:
        at.symlink_to("/etc/hostname")
    with pytest.raises(QcdcError) as refusal:
        read_journal(folder)
    assert refusal.value.problem.code == "Q118"


def unreadable(monkeypatch: pytest.MonkeyPatch, failure: OSError) -> None:
    """Let the journal be seen, and then not be read."""

    def fail(_file: Path) -> bytes:
        raise failure

    monkeypatch.setattr(Path, "read_bytes", fail)


def test_a_journal_that_goes_away_while_it_is_looked_at_is_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "a").write_bytes(OLD)
    journal(folder, "a")
    unreadable(monkeypatch, FileNotFoundError(errno.ENOENT, "gone"))
    assert read_journal(folder) is None


def test_a_journal_that_nobody_lets_us_read_is_a_problem(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    journal(folder, "a")
    unreadable(monkeypatch, PermissionError(errno.EACCES, "no"))
    with pytest.raises(QcdcError) as refusal:
        finish_interrupted(folder, print)
    assert refusal.value.problem.code == "Q119"
    assert str(refusal.value.problem.values["reason"]) == "không có quyền"


def recovered(folder: Path, *, undo: bool = False) -> tuple[dict[str, bytes], str]:
    """Finish or undo, and return what the files hold then, with what was told."""
    told: list[str] = []
    finish_interrupted(folder, told.append, undo=undo)
    assert not list(folder.rglob(".qcdc-*"))
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}, "\n".join(told)


@pytest.mark.usefixtures("english")
def test_it_is_finished_where_all_new_bytes_are_there(folder: Path) -> None:
    put(folder, "0", NEW, old=OLD)
    put(folder, "1", OLD, new=NEW)
    journal(folder, "0", "1")
    files, told = recovered(folder)
    assert files == {"0": NEW, "1": NEW}
    assert told == ("The run of qcdc at 2020-01-01 was interrupted while it replaced files; now complete: 0, 1.")


@pytest.mark.parametrize("new", [None, b"damaged"])
def test_it_is_undone_where_new_bytes_are_missing(folder: Path, new: bytes | None) -> None:
    put(folder, "0", NEW, old=OLD)
    put(folder, "1", OLD, new=new)
    journal(folder, "0", "1")
    files, told = recovered(folder)
    assert files == {"0": OLD, "1": OLD}
    assert "đã trả lại như trước: 0, 1. Hãy chạy lại lệnh đó." in told


def test_what_was_changed_by_hand_before_it_was_replaced_is_kept_and_the_others_put_back(folder: Path) -> None:
    put(folder, "0", NEW, old=OLD)
    put(folder, "1", OTHER, new=NEW)
    put(folder, "2", OLD, new=NEW)
    journal(folder, "0", "1", "2")
    files, told = recovered(folder)
    assert files == {"0": OLD, "1": OTHER, "2": OLD}
    assert "như trước: 0, 2." in told
    assert "cần xem lại: 1." in told


def test_what_was_changed_by_hand_after_it_was_replaced_is_kept_and_the_others_finished(folder: Path) -> None:
    put(folder, "0", OTHER, old=OLD)
    put(folder, "1", OLD, new=NEW)
    journal(folder, "0", "1")
    files, told = recovered(folder)
    assert files == {"0": OTHER, "1": NEW}
    assert "đã hoàn tất: 1." in told
    assert "cần xem lại: 0." in told


def test_undoing_is_preferred_where_it_is_asked_for(folder: Path) -> None:
    put(folder, "0", NEW, old=OLD)
    put(folder, "1", OLD, new=NEW)
    journal(folder, "0", "1")
    assert recovered(folder, undo=True)[0] == {"0": OLD, "1": OLD}


@pytest.mark.usefixtures("english")
def test_where_neither_is_possible_nothing_is_touched_and_all_files_are_named(folder: Path) -> None:
    put(folder, "0", NEW)
    put(folder, "1", OLD)
    put(folder, "2", OTHER, new=NEW)
    journal(folder, "0", "1", "2")
    with pytest.raises(QcdcError) as refusal:
        finish_interrupted(folder, print)
    assert refusal.value.problem.code == "Q118"
    assert "replaced: 0; not replaced: 1; changed since: 2" in refusal.value.problem.sentence()
    assert [(folder / name).read_bytes() for name in "012"] == [NEW, OLD, OTHER]
    assert (folder / JOURNAL).exists()


def test_a_folder_in_a_file_s_place_is_left_alone(folder: Path) -> None:
    put(folder, "0", NEW, old=OLD)
    (folder / "1").mkdir()
    (folder / ".qcdc-new-ab-1-cd-1").write_bytes(NEW)
    journal(folder, "0", "1")
    assert recovered(folder)[0] == {"0": OLD}
    assert (folder / "1").is_dir()


# ---------------------------------------------------------------- files that were to be removed


def removal(folder: Path, *removed: str, replaced: str) -> None:
    """Write the journal of a run that removes files and replaces another one, the last."""
    files = [{"path": name, "old": digest(OLD), "new": None} for name in removed]
    files.append({"path": replaced, "old": digest(OLD), "new": digest(NEW)})
    (folder / JOURNAL).write_text(json.dumps({**NOTHING, "files": files}), encoding="utf-8")


def test_removing_is_finished_where_new_bytes_are_there(folder: Path) -> None:
    put(folder, "0", OLD, new=b"")
    put(folder, "1", OLD, new=NEW)
    removal(folder, "0", replaced="1")
    assert recovered(folder)[0] == {"1": NEW}


def test_what_was_removed_is_put_back_where_new_bytes_are_gone(folder: Path) -> None:
    put(folder, "0", OLD, old=OLD)
    (folder / "0").unlink()
    put(folder, "1", OLD)
    removal(folder, "0", replaced="1")
    assert recovered(folder)[0] == {"0": OLD, "1": OLD}


@pytest.mark.parametrize(("waiting", "others"), [(b"", OLD), (None, NEW)])
def test_what_somebody_wrote_in_its_place_stays(folder: Path, waiting: bytes | None, others: bytes) -> None:
    """Before it was removed, the run is undone; after that, it is finished."""
    put(folder, "0", OTHER, new=waiting)
    put(folder, "1", OLD, new=NEW)
    removal(folder, "0", replaced="1")
    assert recovered(folder)[0] == {"0": OTHER, "1": others}
