"""Runs the commands that pages show, in a copy of an example, and compares what they print."""

import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from qcdc_cli import __version__
from qcdc_cli.commands.entry import run
from qcdc_cli.commands.options import settings
from qcdc_cli.process.sealing.seal import REMOVAL
from qcdc_cli.seals.seal_files import read_chain
from tests.docs.pages import ROOT, Block, Page

ELISION = "…"  # a line of its own in a transcript: any lines may stand here
_WIDTH = "80"
_LEFT_OUT = (0, 3)  # the groups of a code that have to be typed from the paper; drawn each time otherwise
_SEALED = "2020-12-31T10:00:00+07:00"


@dataclass(frozen=True, slots=True)
class Transcript:
    """A console block with what its commands print now."""

    block: Block
    now: str

    @property
    def holds(self) -> bool:
        """True when the block shows what the commands print, elisions aside."""
        pattern = "".join(
            r"(?:.*\n)+" if line == ELISION else re.escape(f"{line}\n") for line in self.block.text.split("\n")
        )
        return re.fullmatch(pattern, f"{self.now}\n") is not None


def transcripts(page: Page, folder: Path) -> Iterator[Transcript]:
    """Run a page from top to bottom in `folder`; yield its console blocks with what they print now."""
    work = folder
    with _settled(page.language):
        for number, block in enumerate(page.blocks):
            if block.kind == "start":
                work = folder / str(number)
                _begin(block.text, work)
            elif block.kind == "delete":
                (work / block.text).unlink()
            elif "edit" in block.marks:
                _edit(work / block.marks["edit"], block.text)
            elif "file" in block.marks:
                file = work / block.marks["file"]
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(block.text + "\n", encoding="utf-8")
            elif block.kind == "console":
                with _inside(work):
                    yield Transcript(block, _played(block.text, typed_from_paper="typed" in block.marks))


def _begin(example: str, work: Path) -> None:
    if example == "empty":
        work.mkdir(parents=True)
    else:
        shutil.copytree(ROOT / "examples" / example, work)


def _edit(file: Path, diff: str) -> None:
    """Change the lines of a file that begin with `-` in a `diff` block into those with `+`; those with a space stay."""
    lines = diff.split("\n")
    before, after = ("".join(f"{line[1:]}\n" for line in lines if not line.startswith(other)) for other in ("+", "-"))
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, (file, before)
    file.write_text(text.replace(before, after), encoding="utf-8")


def _played(text: str, *, typed_from_paper: bool = False) -> str:
    """Return the block as it would look now: its commands, and what each of them prints."""
    lines: list[str] = []
    status = 0
    for line in text.split("\n"):
        if not line.startswith("$ "):
            continue
        lines.append(line)
        if line == "$ echo $?":
            lines.append(str(status))
        else:
            name, *arguments = shlex.split(line.removeprefix("$ "))
            assert name in ("qcdc", "python"), line
            if name == "python":
                ran = subprocess.run([sys.executable, *arguments], capture_output=True, encoding="utf-8", check=False)
                status, printed = ran.returncode, ran.stdout + ran.stderr
            else:
                status, printed = _printed(arguments, _groups_on_paper if typed_from_paper else str)
            lines += [shown.rstrip() for shown in _scrubbed(printed).rstrip("\n").split("\n")] if printed else []
    return "\n".join(lines)


def _printed(arguments: list[str], typed: Callable[[], str]) -> tuple[int, str]:
    screen = io.StringIO()
    settings.folder = None
    with redirect_stdout(screen), redirect_stderr(screen), patch("sys.stdin", _Keyboard(typed(), screen)):
        status = run(arguments)
    return status, screen.getvalue()


class _Keyboard(io.StringIO):
    """A standard input whose lines are seen on the screen, as in a terminal."""

    def __init__(self, typed: str, screen: io.StringIO) -> None:
        super().__init__(typed)
        self._screen = screen

    def readline(self, size: int | None = -1, /) -> str:
        """Return a line, and show it."""
        line = super().readline(size)
        self._screen.write(line)
        return line


def _groups_on_paper() -> str:
    """Return the groups that are left out, of the code that the paper has."""
    on_paper = [one for one in read_chain(Path.cwd()).seals if one.sort != REMOVAL][-1]
    groups = on_paper.code.split("-")
    return " ".join(groups[at] for at in _LEFT_OUT) + "\n"


def _scrubbed(printed: str) -> str:
    """Leave out where on this machine qcdc is installed."""
    return re.sub(r"/\S*/rubrics/", "…/rubrics/", printed)


@contextmanager
def _inside(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


@contextmanager
def _settled(language: str) -> Iterator[None]:
    """Make what commands print depend on nothing but the page: width, language, no colour; the code of a seal, too.

    A code is made from the moment and the program's own files, among others, and two of its groups are drawn.
    """
    fixed = {"COLUMNS": _WIDTH, "LINES": "40", "NO_COLOR": "1", "QCDC_LANG": language}
    program = {"version": __version__, "sha256": "0" * 64}
    with ExitStack() as stack:
        stack.enter_context(patch.dict(os.environ, fixed))
        stack.enter_context(patch("qcdc_cli.seals.sealing.timestamp", lambda: _SEALED))
        for module in ("sealing", "verifying", "verifying_inputs"):
            stack.enter_context(patch(f"qcdc_cli.seals.{module}.program", lambda: program))
        drawn = "qcdc_cli.commands.typed_code.SystemRandom.sample"
        stack.enter_context(patch(drawn, lambda _self, _among, _number: list(_LEFT_OUT)))
        yield
