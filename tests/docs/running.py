"""Runs the commands that pages show, in a copy of an example, and compares what they print."""

import io
import os
import re
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from qcdc_cli.commands.entry import run
from qcdc_cli.commands.options import settings
from tests.docs.pages import ROOT, Block, Page

ELISION = "…"  # a line of its own in a transcript: any lines may stand here
_WIDTH = "80"


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
            elif "file" in block.marks:
                file = work / block.marks["file"]
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(block.text + "\n", encoding="utf-8")
            elif block.kind == "console":
                with _inside(work):
                    yield Transcript(block, _played(block.text))


def _begin(example: str, work: Path) -> None:
    if example == "empty":
        work.mkdir(parents=True)
    else:
        shutil.copytree(ROOT / "examples" / example, work)


def _played(text: str) -> str:
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
            assert name == "qcdc", line
            status, printed = _printed(arguments)
            lines += [shown.rstrip() for shown in _scrubbed(printed).rstrip("\n").split("\n")] if printed else []
    return "\n".join(lines)


def _printed(arguments: list[str]) -> tuple[int, str]:
    screen = io.StringIO()
    settings.folder = None
    with redirect_stdout(screen), redirect_stderr(screen):
        status = run(arguments)
    return status, screen.getvalue()


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
    """Make what commands print depend on nothing but the page: width, language, no colour."""
    before = dict(os.environ)
    os.environ.update({"COLUMNS": _WIDTH, "LINES": "40", "NO_COLOR": "1", "QCDC_LANG": language})
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
