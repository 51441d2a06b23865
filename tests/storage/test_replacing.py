"""Files replaced all or none, within one process: errors between, disks that only read, files that cannot be meant."""

import errno
import json
import os
from pathlib import Path

import pytest

from qcdc_cli.commands.entry import run
from qcdc_cli.problems import QcdcError
from qcdc_cli.storage import JOURNAL, LOCK, disk, lock
from qcdc_cli.storage.disk import digest
from qcdc_cli.storage.lock import Holder
from qcdc_cli.storage.replacing import ChangedMeanwhileError, NewFile, replace_all, write
from tests.storage.faults import files_in
from tests.storage.test_journal import NOTHING

IMPORT = ["import", "marks.csv", "--stage", "board"]


def refuse(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """Let no file of these names be put in place."""
    replace = Path.replace

    def refusing(self: Path, target: Path) -> Path:
        if Path(target).name in names:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refusing)


@pytest.mark.parametrize("links", [True, False])
def test_files_are_put_back_when_one_of_them_cannot_be_replaced(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], links: bool
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.chdir(small)
    before = files_in(small)
    refuse(monkeypatch, "c-sheet.yaml")
    if not links:
        monkeypatch.setattr(disk.os, "link", no_links)
    assert run(IMPORT) == 2
    err = capsys.readouterr().err
    assert "Q106" in err
    assert "Q116" in err
    for name in "abcd":
        assert f"units/{name}.yaml" in err
    assert "đã ghi" not in err
    assert files_in(small) == before


def test_files_that_cannot_be_put_back_now_are_put_back_by_the_next_command(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(small)
    before, replace = files_in(small), Path.replace

    def refusing(self: Path, target: Path) -> Path:
        if Path(target).name == "c-sheet.yaml" or (Path(target).name == "a.yaml" and "old" in self.name):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refusing)
    assert run(IMPORT) == 2
    err = capsys.readouterr().err
    assert "Q119" in err
    assert "Q116" not in err
    assert run(["rank"]) == 2  # half of the sheets are replaced: no results from these
    assert "Q119" in capsys.readouterr().err
    (small / "kept" / "c-sheet.yaml").write_text("unit: c\nperiod: p1\nmarks: {I.1: 1}\n", encoding="utf-8")
    monkeypatch.undo()
    monkeypatch.chdir(small)
    assert run(["rank"]) == 0
    assert "đã trả lại như trước: records/imports.jsonl, .qcdc/records.jsonl, units/a.yaml" in capsys.readouterr().err
    after = files_in(small)
    assert {name for name in after if after[name] != before.get(name)} == {"kept/c-sheet.yaml"}


@pytest.mark.parametrize(("ready", "status"), [(True, 2), (False, 0)])
def test_a_disk_that_only_reads(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], ready: bool, status: int
) -> None:
    """While nothing was replaced, results are right; else it is a problem, which names the journal and the reason."""

    def only_reads(*_: object, **__: object) -> str:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.chdir(small)
    (small / JOURNAL).write_text(json.dumps({**NOTHING, "ready": ready}), encoding="utf-8")
    monkeypatch.setattr(lock, "create", only_reads)
    assert run(["rank"]) == status
    err = capsys.readouterr().err
    assert ("Q119" in err) == ready
    assert ("ổ đĩa chỉ cho đọc" in err) == ready
    assert (JOURNAL in err) == ready
    (small / JOURNAL).unlink()
    (small / LOCK).write_text(json.dumps({**Holder.own()._asdict(), "started": 1}), encoding="utf-8")
    assert run(["rank"]) == 0  # the lock of a dead run keeps nobody from reading
    assert run(IMPORT) == 2
    assert "Q106" in capsys.readouterr().err


def test_temporary_files_that_a_killed_run_left_outside_of_campaigns_are_removed(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", b"1", None, print)
    host = lock.hashlib.sha256(lock.host().encode()).hexdigest()[:8]
    dead, running, other = (
        tmp_path / f".qcdc-{name}-ab-0"
        for name in (f"new-{host}-999999999", f"new-{host}-{os.getpid()}", "old-01234567-1")
    )
    for file in (dead, running, other):
        file.write_bytes(b"")
    write(tmp_path / "a.txt", b"2", None, print)
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted([running.name, other.name, "a.txt"])
    assert (tmp_path / "a.txt").read_bytes() == b"2"


def test_files_that_cannot_be_meant_are_refused_and_no_other_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "campaign"
    folder.mkdir()
    (folder / "link").symlink_to("b")
    for file in (tmp_path / "outside", folder / ".." / "outside", folder / "b", folder / "link", folder):
        with pytest.raises(QcdcError) as refusal:
            replace_all(
                [NewFile(folder / "new" / "a", b""), NewFile(folder / "b", b""), NewFile(file, b"")], folder, print
            )
        assert refusal.value.problem.code == "Q106"
        assert refusal.value.could_not_run
        assert sorted(path.name for path in tmp_path.rglob("*")) == ["campaign", "link"]


def test_bytes_that_come_in_pieces_are_all_written_and_none_when_they_break_off(tmp_path: Path) -> None:
    pieces = [b"x" * 1000] * 200
    write(tmp_path / "a", iter(pieces), None, print)
    assert (tmp_path / "a").read_bytes() == b"".join(pieces)

    def broken() -> object:
        yield b"y" * 100_000
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write(tmp_path / "a", broken(), tmp_path, print)  # type: ignore[arg-type]
    assert (tmp_path / "a").read_bytes() == b"".join(pieces)
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_no_folder_is_made_for_a_file_that_somebody_named(tmp_path: Path) -> None:
    with pytest.raises(QcdcError) as refusal:
        write(tmp_path / "nowhere" / "a", b"", None, print)
    assert refusal.value.problem.code == "Q919"
    assert list(tmp_path.iterdir()) == []


def test_very_many_files_are_named_by_the_first_of_them(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small)
    refuse(monkeypatch, "59")
    with pytest.raises(QcdcError) as refusal:
        replace_all([NewFile(Path(str(number)), b"x") for number in range(60)], small, print)
    assert "38, 39 và 20 tệp khác" in refusal.value.problems[1].sentence()
    assert not [file for file in small.iterdir() if file.name.isdecimal()]


# ---------------------------------------------------------------- files that are removed


@pytest.mark.parametrize("inside", [True, False])
def test_files_are_removed_beside_others_that_are_replaced(tmp_path: Path, inside: bool) -> None:
    (tmp_path / "gone").write_bytes(b"1")
    folder = tmp_path if inside else None
    files = [NewFile(tmp_path / "gone", None), NewFile(tmp_path / "never", None, None), NewFile(tmp_path / "new", b"2")]
    replace_all(files, folder, print)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"new": b"2"}


def test_a_removed_file_is_put_back_when_another_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(name.encode())
    refuse(monkeypatch, "b")
    with pytest.raises(QcdcError):
        replace_all([NewFile(tmp_path / "a", None), NewFile(tmp_path / "b", b"2")], tmp_path, print)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"a", "b": b"b"}


def test_a_file_that_is_not_as_it_was_read_is_not_removed(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"by hand")
    with pytest.raises(ChangedMeanwhileError):
        replace_all([NewFile(tmp_path / "a", None, digest(b"a"))], tmp_path, print)
    assert (tmp_path / "a").read_bytes() == b"by hand"
