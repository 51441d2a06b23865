"""Papers drawn by Typst from their data, many of them in a process of its own: Typst keeps what it has laid out.

Nothing of the machine gets into a file: an empty folder, no packages, no fonts but those that come with qcdc.
"""

import json
import subprocess
import sys
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from qcdc_cli.render.pdf.letters import FONTS

if TYPE_CHECKING:
    import typst

_MOST_HERE = 30_000  # letters of data, which Typst takes 20 MB to draw, and keeps for ten more files
_PAPERS = Path(__file__).parent / "papers.typ"
_STANDARD: Literal["a-2a"] = "a-2a"  # tagged, with every font inside: what Typst is asked for
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from qcdc_cli.render.pdf.drawing import answer; answer(sys.argv[2])"
)


def drawn(data: dict[str, Any], made: datetime) -> bytes:
    """Return the file that Typst makes of papers.

    Args:
        data: their data, as `papers.typ` takes it.
        made: the moment that the file's properties name.
    """
    text, moment = json.dumps(data, ensure_ascii=False), made.replace(microsecond=0)  # Typst takes whole seconds
    return _drawn(text, moment) if len(text) <= _MOST_HERE else _drawn_apart(text, moment)


def answer(made: str) -> None:
    """Draw what comes in, and write the file to the standard output.

    Args:
        made: the moment that the file's properties name.
    """
    file = _drawn(sys.stdin.buffer.read().decode(), datetime.fromisoformat(made))
    sys.stdout.buffer.write(file)


def _drawn_apart(text: str, made: datetime) -> bytes:
    """Return the file, made by another process; by this one where none can be started."""
    command = [sys.executable, "-c", _PROGRAM, json.dumps(sys.path), made.isoformat()]
    try:
        ran = subprocess.run(command, input=text.encode(), capture_output=True, check=False)  # noqa: S603
    except OSError:
        return _drawn(text, made)
    if ran.returncode:
        raise RuntimeError(ran.stderr.decode(errors="replace"))
    return ran.stdout


def _drawn(text: str, made: datetime) -> bytes:
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
        file = compiler.compile(format="pdf", pdf_standards=_STANDARD, timestamp=made)
    if not isinstance(file, bytes):
        raise TypeError(file)  # a list of pages is what other formats give
    return file


@cache
def _fonts() -> "typst.Fonts":
    """Return the font that comes with qcdc; each of its four files is read once."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
