"""Streams that are closed, full, or that nobody reads: the fate of the data decides the exit status."""

import os
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

import pytest

from qcdc_cli.commands.entry import run
from tests.commands.conftest import Qcdc

pytestmark = pytest.mark.slow  # rounds of whole commands


FULL = Path("/dev/full")
QCDC = f'"{sys.executable}" -m qcdc_cli'


def _bash(script: str) -> tuple[int, str, str]:
    """Run a script that calls the program as `qcdc`, with the exit status of its first command that fails."""
    whole = f'set -o pipefail; qcdc() {{ {QCDC} "$@"; }}; {script}'
    ran = subprocess.run(["bash", "-c", whole], capture_output=True, check=False, text=True)
    return ran.returncode, ran.stdout, ran.stderr


@pytest.fixture
def broken() -> Any:
    """Return what opens a stream that cannot be written: closed, full, or without its reader."""
    opened: list[IO[str]] = []

    def stream(kind: str) -> IO[str] | None:
        if kind == "closed":
            return None
        if kind == "full":
            opened.append(FULL.open("w", encoding="utf-8"))
        else:
            reading, writing = os.pipe()
            os.close(reading)
            opened.append(os.fdopen(writing, "w", encoding="utf-8"))
        return opened[-1]

    yield stream
    for one in opened:
        one.close()


# What is asked for on the standard output, and what is asked for in a file.
SHOWN = (
    ["rank"],
    ["rank", "-f", "json"],
    ["explain", "nga-sau"],
    ["schema", "sheet"],
    ["rank", "-h"],
    ["--help"],
    ["--version"],
)
WRITTEN = (["rank", "-o", "rank.txt"], ["export", "report.xlsx"], ["form", "mai-dam"], ["init", "new"])


@pytest.mark.parametrize("kind", ["closed", "full"])
@pytest.mark.parametrize("arguments", SHOWN)
def test_data_that_nobody_got_is_a_failure(
    broken: Any,
    example: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    arguments: list[str],
) -> None:
    monkeypatch.setattr(sys, "stdout", broken(kind))
    assert run(arguments) == 2
    assert "Q914 lỗi: Kết quả chưa được ghi ra đầu ra chuẩn: " in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [*SHOWN, *WRITTEN])
def test_a_reader_that_goes_away_changes_nothing(
    broken: Any,
    example: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
) -> None:
    monkeypatch.setattr(sys, "stdout", broken("left"))
    assert run(arguments) == 0
    assert "Q914" not in capsys.readouterr().err


def test_what_was_found_counts_although_nobody_read_it(
    broken: Any, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("units/phu-an.yaml").write_text("unit: phu-an\n", encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", broken("left"))
    assert run(["check"]) == 1
    monkeypatch.setattr(sys, "stderr", broken("left"))
    assert run(["rank"]) == 1
    assert run(["rank", "--no-such-option"]) == 2


@pytest.mark.parametrize("kind", ["closed", "full", "left"])
@pytest.mark.parametrize("arguments", [*SHOWN, *WRITTEN])
def test_messages_that_nobody_can_read_change_nothing(
    qcdc: Qcdc, broken: Any, example: Path, monkeypatch: pytest.MonkeyPatch, kind: str, arguments: list[str]
) -> None:
    heard = qcdc(*arguments)
    before = {path: path.read_bytes() for path in example.rglob("*") if path.is_file()}
    if arguments in WRITTEN:
        for path in example.rglob("new/**/*"):
            path.unlink() if path.is_file() else None
        arguments = [*arguments, *(["--force"] if arguments[0] == "form" else [])]
    monkeypatch.setattr(sys, "stderr", broken(kind))
    silent = qcdc(*arguments)
    assert (silent.status, silent.out) == (heard.status, heard.out) == (0, heard.out)
    assert {path for path in example.rglob("*") if path.is_file()} == before.keys()


@pytest.mark.parametrize("arguments", WRITTEN)
def test_what_goes_into_files_needs_no_standard_output(
    broken: Any, example: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdout", broken("closed"))
    assert run(arguments) == 0


def test_an_import_says_what_it_did_to_the_sheets(
    broken: Any, qcdc: Qcdc, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("marks.csv").write_text("unit,criterion,mark,reason\nmai-dam,I.1,tot,\n", encoding="utf-8")
    monkeypatch.setattr(sys, "stdout", broken("closed"))
    monkeypatch.setattr(sys, "stderr", broken("full"))
    dry = run(["import", "marks.csv", "--stage", "self", "--dry-run"])
    assert dry == 2  # the table of changes is what was asked for
    assert run(["import", "marks.csv", "--stage", "self"]) == 0


@pytest.mark.parametrize(
    ("script", "status", "message"),
    [
        ("qcdc rank >&-", 2, "Q914"),
        ("qcdc rank 2>&-", 0, ""),
        ("qcdc rank <&-", 0, "cảnh báo"),
        ("qcdc rank <&- >&- 2>&-", 2, ""),
        ("qcdc rank -o rank.txt <&- >&- 2>&- && test -s rank.txt", 0, ""),
        ("qcdc export report.xlsx <&- >&- 2>&- && test -s report.xlsx", 0, ""),
        ("qcdc rank >/dev/full", 2, "Q914"),
        ("qcdc rank 2>/dev/full", 0, ""),
        ("qcdc export report.xlsx 2>/dev/full && test -s report.xlsx", 0, ""),
        ("qcdc rank >/dev/full 2>&1", 2, ""),
        ("qcdc score --detail | head -1", 0, "cảnh báo"),
        ("qcdc score --detail -f json | true", 0, "cảnh báo"),
        ("qcdc rank --help | true", 0, ""),
        ("qcdc rank 2>&1 >/dev/null | true", 0, ""),
        ("qcdc rank </dev/null >/dev/null", 0, "cảnh báo"),
    ],
)
def test_a_real_shell(example: Path, script: str, status: int, message: str) -> None:
    ended, _, messages = _bash(script)
    assert ended == status
    assert "Traceback" not in messages
    assert "Exception ignored" not in messages
    assert bool(messages) == bool(message)
    assert message in messages


def test_files_never_get_the_number_of_a_closed_stream(example: Path) -> None:
    script = (
        "import os, sys; from qcdc_cli.commands.streams import watched_streams\n"
        "with watched_streams(): print(os.open('qcdc.yaml', os.O_RDONLY), file=open('number', 'w'))"
    )
    subprocess.run(["bash", "-c", 'exec "$@" <&- >&- 2>&-', "bash", sys.executable, "-c", script], check=True)
    assert int(Path("number").read_text(encoding="utf-8")) > 2


def test_a_pipe_that_another_program_made_impatient_gets_everything(example: Path) -> None:
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    command = [sys.executable, "-m", "qcdc_cli", "score", "-f", "json", "--detail"]
    with subprocess.Popen(command, stdout=writing, stderr=subprocess.DEVNULL) as process:
        os.close(writing)
        with os.fdopen(reading, "rb") as stream:
            printed = stream.read()
    assert process.returncode == 0
    assert printed == subprocess.run(command, capture_output=True, check=True).stdout
