"""LibreOffice as people use it: opening workbooks, computing every formula anew, saving or printing them.

A test asks for the fixture `office`, itself or through another fixture, and so gets the marker `office`. A test that
starts LibreOffice or poppler in another way fails: `pytest -m "not office"` is for machines without them.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

Office = Callable[[Sequence[Path], str], dict[str, Path]]
"""Has LibreOffice save files, of different names, as another kind (xlsx, ods, pdf); each is found by its old name."""

FIXTURE = MARKER = "office"
TOOLS = frozenset({"soffice", "libreoffice", "pdftotext", "pdfinfo", "pdftoppm", "pdffonts"})
MOST_AT_ONCE = 100  # files that one call is given
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def office_in(folder: Path) -> Office:
    """Return what has LibreOffice open files, compute all their formulas, and save them as another kind of file.

    Args:
        folder: for LibreOffice's own settings, which all calls share, and for what is saved.
    """
    needs("soffice", "pdftotext", "pdfinfo")
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"

    def saved(files: Sequence[Path], to: str) -> dict[str, Path]:
        target = Path(tempfile.mkdtemp(prefix=f"{to}-", dir=folder))  # a call's files are never taken for another's
        command = ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(target)]
        for first in range(0, len(files), MOST_AT_ONCE):
            some = map(str, files[first : first + MOST_AT_ONCE])
            subprocess.run([*command, *some], check=True, capture_output=True, timeout=300)
        results = {file.name: target / f"{file.stem}.{to}" for file in files}
        assert len(results) == len(files)
        assert all(result.is_file() for result in results.values())
        return results

    return saved


def page_texts(pdf: Path) -> list[str]:
    """Return the text of each page of a printed file."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return text.stdout.decode().split("\f")[:-1]


def needs(*tools: str) -> None:
    """Skip the test where a tool is not installed; fail it where all of them must be."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing and os.environ.get("QCDC_REQUIRE_TOOLS") == "1":
        pytest.fail(f"not installed: {', '.join(missing)}")
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


class Guard:
    """Lets only tests that have the marker of a tool start it.

    Attributes:
        markers: the markers of the test that runs; None between tests.
    """

    def __init__(self, tools: Mapping[str, frozenset[str]]) -> None:
        """Begin to hear what is started.

        Args:
            tools: the names of the tools by the marker that they need, which is the name of their fixture, too.
        """
        self.markers: frozenset[str] | None = None
        self._marker_of = {tool: marker for marker, own in tools.items() for tool in own}
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "subprocess.Popen" and self.markers is not None:
            tool = Path(os.fsdecode(arguments[0])).stem  # type: ignore[arg-type]
            marker = self._marker_of.get(tool)
            if marker is not None and marker not in self.markers:
                message = f"{tool} is started by a test that does not ask for the fixture `{marker}`"
                raise AssertionError(message)
