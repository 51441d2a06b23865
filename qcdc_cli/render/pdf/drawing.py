"""Papers drawn by Typst from their data, many of them in a process of its own: Typst keeps what it has laid out.

Nothing of the machine gets into a file: an empty folder, no packages, no fonts but those that come with qcdc.
"""

import json
import subprocess
import sys
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from qcdc_cli.render.pdf.letters import FONTS

if TYPE_CHECKING:
    import typst

_MOST_HERE = 30_000  # letters of data, which Typst takes 20 MB to draw, and keeps for ten more files
_PAPERS = Path(__file__).parent / "papers.typ"
_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)  # as in Word files: the day that it was made would change the file
_STANDARD: Literal["a-2a"] = "a-2a"  # tagged, with every font inside: what Typst is asked for
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); from qcdc_cli.render.pdf.drawing import answer; answer()"
)


def typeset(data: dict[str, Any]) -> bytes:
    """Return the file that Typst makes of papers.

    Args:
        data: their data, as `papers.typ` takes it.
    """
    text = json.dumps(data, ensure_ascii=False)
    return _drawn(text) if len(text) <= _MOST_HERE else _drawn_apart(text)


def answer() -> None:
    """Draw what comes in, and write the file to the standard output."""
    sys.stdout.buffer.write(_drawn(sys.stdin.buffer.read().decode()))


def _drawn_apart(text: str) -> bytes:
    """Return the file, made by another process; by this one where none can be started."""
    # -P: nothing is imported from the working folder, such as a file `json.py` in somebody's campaign.
    command = [sys.executable, "-P", "-c", _PROGRAM, json.dumps(sys.path)]
    try:
        ran = subprocess.run(command, input=text.encode(), capture_output=True, check=False)  # noqa: S603
    except OSError:
        return _drawn(text)
    if ran.returncode:
        raise RuntimeError(ran.stderr.decode(errors="replace"))
    return ran.stdout


def _drawn(text: str) -> bytes:
    import typst

    with TemporaryDirectory(prefix="qcdc-") as empty:
        compiler = typst.Compiler(
            _PAPERS.read_bytes(),
            root=empty,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": text},
            package_path=empty,
            package_cache_path=empty,
        )
        file = compiler.compile(format="pdf", pdf_standards=_STANDARD, timestamp=_MOMENT)
    if not isinstance(file, bytes):
        raise TypeError(file)  # a list of pages is what other formats give
    return file


@cache
def _fonts() -> "typst.Fonts":
    """Return the font that comes with qcdc; each of its four files is read once."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
