"""The bar while many files are read: on a terminal only, on stderr only, and only when it takes long."""

import os
import pty
import re
import select
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

BAR = "Đọc phiếu"
PROGRAM = (
    "import sys; from qcdc_cli.commands import progress; progress._PATIENCE = float(sys.argv[1]);"
    "from qcdc_cli.commands.entry import run; status = run(sys.argv[2:]);"
    "print('rich.progress' in sys.modules); sys.exit(status)"
)


def _run(folder: Path, patience: str, *arguments: str, **environment: str) -> tuple[str, str]:
    """Run with stderr on a pseudo-terminal; return what went to stdout and to it."""
    leader, follower = pty.openpty()
    own = {name: value for name, value in os.environ.items() if name not in {"NO_COLOR", "FORCE_COLOR"}}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, patience, *arguments],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=follower,
        env=own | {"TERM": "xterm-256color", "COLUMNS": "80"} | environment,
    )
    os.close(follower)
    out, _ = process.communicate()
    seen = b""
    while select.select([leader], [], [], 0.2)[0]:
        try:
            part = os.read(leader, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.close(leader)
    assert process.returncode == 0
    return out.decode(), seen.decode()


@pytest.mark.parametrize("command", ["rank", "check"])
def test_a_bar_appears_on_a_terminal_where_reading_takes_long(example: Path, command: str) -> None:
    out, err = _run(example, "0", command)
    assert BAR in err
    assert re.search(r"\d/(16|9)\b", err)  # sheets of two periods; files of the evidence
    assert BAR not in out
    assert "\x1b[" in err


def test_quick_reading_shows_none_and_imports_nothing(example: Path) -> None:
    out, err = _run(example, "60", "rank")
    assert BAR not in err
    assert out.splitlines()[-1] == "False"


def test_a_dumb_terminal_shows_none(example: Path) -> None:
    assert BAR not in _run(example, "0", "rank", TERM="dumb")[1]


def test_no_color_is_obeyed(example: Path) -> None:
    _, err = _run(example, "0", "rank", NO_COLOR="1")
    assert BAR in err
    assert "\x1b[3" not in err  # no colours; moving the cursor stays


def test_a_pipe_shows_none(example: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, "0", "rank"], cwd=example, capture_output=True, check=True, text=True
    )
    assert BAR not in ran.stderr
    assert ran.stdout.splitlines()[-1] == "False"


def test_a_bar_tells_how_many_forms_are_made(example: Path) -> None:
    out, err = _run(example, "0", "form")
    assert "Tạo biểu mẫu" in err
    assert re.search(r"\d/(16|9)\b", err)  # sheets of two periods; files of the evidence
    assert "Tạo biểu mẫu" not in out
