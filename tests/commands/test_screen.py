"""A real terminal: widths, colour and NO_COLOR, looked at through a pseudo-terminal."""

import os
import pty
import re
import select
import struct
import subprocess
import sys
from fcntl import ioctl
from pathlib import Path
from termios import TIOCSWINSZ

import pytest

pytestmark = pytest.mark.slow  # rounds of whole commands


TOTALS = ("95,36", "92,67", "89,10", "87,13", "83,63", "79,17", "75,32", "76,86")
ESCAPES = re.compile(r"\x1b\[[0-9;]*m")


def _on_terminal(folder: Path, columns: int, *arguments: str, **environment: str) -> str:
    leader, follower = pty.openpty()
    ioctl(follower, TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    own = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "COLUMNS", "LINES"}}
    process = subprocess.Popen(
        [sys.executable, "-m", "qcdc_cli", *arguments],
        cwd=folder,
        stdin=follower,
        stdout=follower,
        stderr=subprocess.DEVNULL,
        env=own | {"TERM": "xterm-256color"} | environment,
    )
    os.close(follower)
    seen = b""
    while select.select([leader], [], [], 60)[0]:
        try:
            part = os.read(leader, 65536)
        except OSError:  # Linux says so when the other side is closed
            break
        if not part:
            break
        seen += part
    os.close(leader)
    assert process.wait() == 0
    return seen.decode("utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [40, 80, 200])
def test_every_score_is_complete_at_any_width(example: Path, columns: int) -> None:
    shown = ESCAPES.sub("", _on_terminal(example, columns, "rank"))
    for total in TOTALS:
        assert re.search(rf"(?<![\d,]){total}(?![\d,])", shown)
    assert max(map(len, shown.splitlines())) <= columns
    assert "…" not in shown


def test_forty_columns_stack_rows(example: Path) -> None:
    shown = ESCAPES.sub("", _on_terminal(example, 40, "score", "units/nga-sau.yaml"))
    assert "92,67" in shown
    assert max(map(len, shown.splitlines())) <= 40


def test_no_color_is_obeyed_and_colour_carries_no_meaning(example: Path) -> None:
    coloured = _on_terminal(example, 100, "rank")
    plain = _on_terminal(example, 100, "rank", NO_COLOR="1")
    assert "\x1b[" in coloured
    assert "\x1b[" not in plain
    assert ESCAPES.sub("", coloured) == plain


def test_a_pipe_has_unlimited_width(example: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "qcdc_cli", "rank"], cwd=example, capture_output=True, check=True, text=True
    )
    header = next(line for line in ran.stdout.splitlines() if line.startswith("Hạng"))
    assert "VII" in header
    assert "Xếp loại" in header
