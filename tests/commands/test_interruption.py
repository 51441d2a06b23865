"""Ctrl-C and SIGTERM at any moment: exit status 130 or 143, one sentence, no traceback, nothing torn."""

import fcntl
import json
import os
import signal
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest

from qcdc_cli import __main__ as program
from tests.commands.conftest import Qcdc

pytestmark = pytest.mark.slow  # rounds of whole commands


VIETNAMESE, ENGLISH = "Đã dừng theo yêu cầu (Ctrl-C).\n", "Interrupted (Ctrl-C).\n"
HERE = Path(__file__).parent


def _raising(where: str, raised: str) -> list[str]:
    """Return a command line: the program, with something raised when a function of it is called the first time."""
    module, name = where.rsplit(".", 1)
    lines = (
        "import importlib, os, signal, sys",
        "from qcdc_cli.__main__ import main",
        f"module = importlib.import_module({module!r})",
        f"function = module.{name}",
        "def stop(*arguments, **options):",
        f"    module.{name} = function",
        f"    {raised}",
        "    return function(*arguments, **options)",
        f"module.{name} = stop",
        "main()",
    )
    return [sys.executable, "-c", "\n".join(lines)]


def _ended(command: list[str], *arguments: str) -> tuple[int, str, str]:
    ran = subprocess.run([*command, *arguments], capture_output=True, check=False, text=True)
    return ran.returncode, ran.stdout, ran.stderr


@pytest.mark.no_cover
@pytest.mark.parametrize(("arguments", "step"), [(["--help"], 101), (["-C", "{example}", "rank"], 7919)])
def test_every_moment_ends_in_one_sentence(example: Path, arguments: list[str], step: int) -> None:
    found = example / "found.jsonl"
    command = [sys.executable, str(HERE / "interrupting.py"), str(found), str(step)]
    own = [argument.format(example=example) for argument in arguments]
    ran = subprocess.run([*command, *own, "--lang", "en"], capture_output=True, check=False, text=True)
    assert ran.returncode == 0, ran.stderr
    moments = [json.loads(line) for line in found.read_text(encoding="utf-8").splitlines()]
    assert len(moments) > 20
    # Whoever stops before the language is known, which takes the first imports, is answered in the first language.
    wrong = [one for one in moments if one["status"] != 130 or one["said"] not in (ENGLISH, VIETNAMESE)]
    assert wrong == []
    assert [one["said"] for one in moments].count(ENGLISH) > len(moments) / 2


@pytest.mark.parametrize(
    "where",
    [
        "qcdc_cli.language.choosing.choose_language",
        "qcdc_cli.commands.entry.run",
        "qcdc_cli.commands.streams.watched_streams",
        "qcdc_cli.commands.campaign_loading.load_campaign",
        "qcdc_cli.commands.output.show_report",
        "qcdc_cli.commands.output.tell",
        "sys.exit",
    ],
)
def test_a_real_signal_at_some_moments(example: Path, where: str) -> None:
    status, _, messages = _ended(_raising(where, "os.kill(os.getpid(), signal.SIGINT)"), "rank")
    assert (status, messages.splitlines()[-1:]) == (130, [VIETNAMESE.strip()])
    assert "Traceback" not in messages


def test_an_interrupted_command_says_so_in_the_language_of_the_run(
    qcdc: Qcdc, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("qcdc_cli.commands.session.rank_bloc", interrupted)
    assert qcdc("rank", "-o", "rank.txt")[:2] == (130, "")
    assert qcdc("rank", "-o", "rank.txt", "--lang", "en").err.endswith(ENGLISH)
    assert not Path("rank.txt").exists()


def test_sigterm_unwinds_the_program_and_is_told(example: Path) -> None:
    before = sorted(path.name for path in example.rglob("*"))
    stopping = _raising("qcdc_cli.storage.replacing.write", "os.kill(os.getpid(), signal.SIGTERM)")
    status, out, messages = _ended(stopping, "export", "report.md")
    assert (status, out) == (143, "")
    assert messages.splitlines()[-1] == "Đã dừng theo yêu cầu của hệ thống."
    assert sorted(path.name for path in example.rglob("*")) == before


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_process_that_reads_ahead_ends_too(example: Path, number: signal.Signals) -> None:
    command = _raising("qcdc_cli.campaign.sheet_loading.late_lines", f"os.kill(os.getpid(), {number})")
    ahead = "from qcdc_cli.yamltext import reading_ahead as ahead; ahead.LEAST = 1; ahead._cores = lambda: 2"
    command[-1] = f"{ahead}; ahead.BEFORE = 0\n{command[-1]}"
    process = subprocess.Popen(
        [*command, "rank"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    out, messages = process.communicate()
    assert (process.returncode, out, len(messages.splitlines())) == (128 + number, "", 1)
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)


def test_sigterm_that_is_ignored_stays_ignored(example: Path) -> None:
    stopping = _raising("qcdc_cli.commands.session.rank_bloc", "os.kill(os.getpid(), signal.SIGTERM); 1 / 0")
    ignoring = ["bash", "-c", 'trap "" TERM; exec "$@"', "bash", *stopping]
    status, _, messages = _ended(ignoring, "rank")
    assert status == 1
    assert "ZeroDivisionError" in messages


def test_what_was_printed_does_not_wait_for_a_reader_any_more(example: Path) -> None:
    reading, writing = os.pipe()
    fcntl.fcntl(writing, fcntl.F_SETPIPE_SZ, 4096)
    command = [sys.executable, "-m", "qcdc_cli", "score", "-f", "json"]
    process = subprocess.Popen(command, stdout=writing, stderr=subprocess.PIPE, text=True)
    os.close(writing)
    while not struct.unpack("i", fcntl.ioctl(reading, termios.FIONREAD, b"\0" * 4))[0]:
        assert process.poll() is None
    process.send_signal(signal.SIGINT)  # there is more than the pipe holds, and nobody reads
    assert process.wait(timeout=60) == 130
    assert process.stderr is not None
    assert process.stderr.read().endswith(VIETNAMESE)
    process.stderr.close()
    os.close(reading)


def test_interrupted_in_a_destructor_it_ends_all_the_same(example: Path) -> None:
    lines = (
        "class Last:",
        "    def __del__(self): raise KeyboardInterrupt",
        "import qcdc_cli.__main__",
        "Last()",
    )
    status, out, messages = _ended([sys.executable, "-c", "\n".join(lines)])
    assert (status, out, messages) == (130, "", VIETNAMESE)


def test_a_bug_keeps_its_traceback(example: Path) -> None:
    status, out, messages = _ended(_raising("qcdc_cli.commands.session.rank_bloc", "raise ZeroDivisionError"), "rank")
    assert (status, out) == (1, "")
    assert messages.rstrip().endswith("ZeroDivisionError")
    assert "Traceback" in messages


def test_a_module_that_the_interruption_broke_is_no_matter(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delattr("qcdc_cli.language.system.INTERRUPTED")
    assert program._interrupted() == 130
    assert capfd.readouterr().err == "Ctrl-C\n"
