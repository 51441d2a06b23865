"""`qcdc rank --watch`: the ranking follows the files, and the screen is as it was when it ends."""

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands.conftest import Qcdc

pytestmark = pytest.mark.slow  # rounds of whole commands
WATCHING = "Ctrl-C để dừng."


class Watched:
    """A running `qcdc rank --watch` on a terminal."""

    def __init__(self, folder: Path) -> None:
        self.leader, follower = pty.openpty()
        command = [sys.executable, "-m", "qcdc_cli", "rank", "--watch"]
        own = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "LINES"}}
        # Tests in the background have Ctrl-C ignored, which what they start would be, too.
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        self.process = subprocess.Popen(
            command, cwd=folder, stdin=follower, stdout=follower, stderr=follower, env=own | {"TERM": "xterm"}
        )
        signal.signal(signal.SIGINT, before)
        os.close(follower)

    def shown(self, until: str = "") -> str:
        """Return what it prints until something is there, or until it ends."""
        seen = b""
        while not (until and until.encode() in seen) and select.select([self.leader], [], [], 60)[0]:
            try:
                part = os.read(self.leader, 65536)
            except OSError:  # Linux says so when the other side is closed
                break
            if not part:
                break
            seen += part
        return seen.decode().replace("\r\n", "\n")


def _save(file: Path, text: str) -> None:
    """Write a file as editors do: whole, in one step."""
    new = file.with_suffix(".new")
    new.write_text(text, encoding="utf-8")
    new.replace(file)


@pytest.fixture
def watched(example: Path) -> Iterator[Watched]:
    running = Watched(example)
    yield running
    running.process.kill()
    running.process.wait()
    os.close(running.leader)


def test_it_follows_the_files_and_leaves_the_screen_as_it_was(example: Path, watched: Watched) -> None:
    first = watched.shown(WATCHING)
    assert first.startswith("\x1b[?1049h")
    assert "95,36" in first

    sheet = example / "units" / "phu-tan.yaml"
    text = sheet.read_text(encoding="utf-8")
    _save(sheet, f"{text}\nsai: [\n")
    assert "Q201" in watched.shown(WATCHING)

    _save(sheet, text)
    assert "95,36" in watched.shown(WATCHING)

    watched.process.send_signal(signal.SIGINT)
    last = watched.shown()
    assert watched.process.wait(timeout=60) == 0
    before, after = last.split("\x1b[?1049l")
    assert "95,36" not in before
    assert "95,36" in after


def test_a_sheet_that_is_new_is_seen(example: Path, watched: Watched) -> None:
    sheet = example / "units" / "phu-an.yaml"
    assert "76,86" in watched.shown(WATCHING)
    text = sheet.read_text(encoding="utf-8")
    sheet.unlink()
    assert "76,86" not in watched.shown(WATCHING)
    _save(sheet, text)
    assert "76,86" in watched.shown(WATCHING)


def test_what_no_change_of_files_mends_ends_it(example: Path, qcdc: Qcdc) -> None:
    unknown = qcdc("rank", "--watch", "--bloc", "khong-co")
    assert (unknown.status, "Q402" in unknown.err) == (2, True)
    assert "Q909" in qcdc("rank", "--watch", "-o", "x.txt").err
    assert "Q909" in qcdc("rank", "--watch", "--format", "json").err
