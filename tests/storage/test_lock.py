"""One writer at a time: locks of running, dead and unknown processes."""

import json
import os
import subprocess
import sys
import types
from pathlib import Path

import pytest

from qcdc_cli.commands.entry import run
from qcdc_cli.problems import QcdcError
from qcdc_cli.storage import LOCK, lock
from qcdc_cli.storage.lock import Holder, is_running, locked

IMPORT = ["import", "marks.csv", "--stage", "board"]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "_PATIENCE", 0.1)


@pytest.fixture
def dead() -> int:
    """Return the number of a process that has ended."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    return done.pid


def held(folder: Path, **about: object) -> bytes:
    """Write a lock as another run would; return its bytes."""
    data = json.dumps({**Holder.own()._asdict(), "once": "1", **about}).encode()
    (folder / LOCK).write_bytes(data)
    return data


def test_a_lock_of_a_running_process_is_waited_for_and_told(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(small)
    data = held(small, process=os.getppid(), started=0, time="2020-02-03T04:05:06")
    assert run(IMPORT) == 2
    err = capsys.readouterr().err
    assert "Q117" in err
    for told in (str(os.getppid()), "2020-02-03T04:05:06", lock.host(), LOCK):
        assert told in err
    assert (small / LOCK).read_bytes() == data
    assert b"6" not in (small / "units" / "a.yaml").read_bytes()
    assert run(["check"]) == 0  # who only reads need not wait
    (small / LOCK).unlink()
    assert run(IMPORT) == 0


def test_a_lock_of_another_computer_is_told_with_what_to_do(
    small: Path, monkeypatch: pytest.MonkeyPatch, dead: int, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(small)
    held(small, host="may-khac", process=dead)
    assert run(["--lang", "en", *IMPORT]) == 2
    err = capsys.readouterr().err
    assert "Q117" in err
    assert f"If no qcdc is running on `may-khac`, delete the file `{LOCK}`." in err


def test_a_lock_of_a_dead_process_is_taken_over_and_told(
    small: Path, monkeypatch: pytest.MonkeyPatch, dead: int, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(small)
    held(small, process=dead)
    assert run(IMPORT) == 0
    assert f"Đã gỡ khóa của lần chạy qcdc bị ngắt (tiến trình {dead}" in capsys.readouterr().err
    assert not (small / LOCK).exists()


def test_a_number_that_another_process_has_now_does_not_hold_the_lock(small: Path) -> None:
    held(small, started=1)  # our own number, of a process that was started at another time
    with locked(small, print):
        assert json.loads((small / LOCK).read_bytes())["started"] != 1


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"host": 1}', b"\xff", b'{"process": 1e999}'])
def test_a_lock_that_says_nothing_is_taken_over_after_a_while(small: Path, data: bytes) -> None:
    (small / LOCK).write_bytes(data)
    with locked(small, print):
        assert Holder.read((small / LOCK).read_bytes()) is not None
    assert not (small / LOCK).exists()


def test_what_was_killed_while_taking_over_a_lock_is_taken_over_too(small: Path, dead: int) -> None:
    data = held(small, process=dead)
    guard = small / f"{LOCK}-{lock.hashlib.sha256(data).hexdigest()[:16]}"
    guard.write_bytes(json.dumps({**Holder.own()._asdict(), "process": dead}).encode())
    (small / f"{LOCK}-0123456789abcdef").write_bytes(b"")  # of a lock that is long gone
    with locked(small, print):
        assert [file.name for file in small.glob(f"{LOCK}*")] == [LOCK]
    assert not list(small.glob(f"{LOCK}*"))


def test_a_lock_is_kept_from_a_second_writer_and_given_back(small: Path) -> None:
    with locked(small, print):
        with pytest.raises(QcdcError), locked(small, print):
            pass
        assert (small / LOCK).exists()
    assert not (small / LOCK).exists()


def test_a_process_has_ended_when_only_its_entry_is_left() -> None:
    done = subprocess.Popen([sys.executable, "-c", ""], stdout=subprocess.PIPE)
    assert done.stdout is not None
    assert done.stdout.read() == b""  # it has closed its output, and nobody has asked for its status
    os.waitid(os.P_PID, done.pid, os.WEXITED | os.WNOWAIT)
    assert not is_running(done.pid)
    done.stdout.close()
    done.wait()


def test_processes_that_cannot_be() -> None:
    assert [is_running(number) for number in (0, -1, 1 << 70)] == [False] * 3
    assert is_running(os.getpid())
    assert is_running(1)  # somebody else's, or ours where we are root


def test_windows_is_asked_in_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """There `os.kill` would end the process that is asked about."""
    import ctypes

    statuses = {7: 259, 8: 0}

    def status_of(handle: int, status: object) -> None:
        status._obj.value = statuses[handle]  # type: ignore[attr-defined]

    kernel = types.SimpleNamespace(
        OpenProcess=lambda _rights, _inherit, process: process if process in statuses else 0,
        GetExitCodeProcess=status_of,
        CloseHandle=lambda _handle: None,
    )
    monkeypatch.setattr(ctypes, "windll", types.SimpleNamespace(kernel32=kernel), raising=False)
    monkeypatch.setattr(lock.sys, "platform", "win32")
    assert [is_running(number) for number in (7, 8, 9)] == [True, False, False]
