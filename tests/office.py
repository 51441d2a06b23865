"""LibreOffice as people use it: opening workbooks, computing every formula anew, saving or printing them."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest

MOST_AT_ONCE = 100  # files that one call is given
_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def needs(*tools: str) -> None:
    """Skip the test where a tool is not installed; fail it where all of them must be."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing and os.environ.get("QCDC_REQUIRE_TOOLS") == "1":
        pytest.fail(f"not installed: {', '.join(missing)}")
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")


def saved_as(kind: str, files: Sequence[Path], folder: Path) -> list[Path]:
    """Have LibreOffice open files, compute all their formulas, and save them as another kind of file.

    Args:
        kind: the suffix: xlsx, ods, pdf.
        files: the files, of different names.
        folder: a folder for LibreOffice's own settings, which several calls may share, and for what is saved.
    """
    needs("soffice")
    user = folder / "profile" / "user"
    if not user.exists():
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_RECALCULATE, encoding="utf-8")
    target = Path(tempfile.mkdtemp(prefix=f"{kind}-", dir=folder))  # a call's files are never taken for another's
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(target)]
    for first in range(0, len(files), MOST_AT_ONCE):
        some = map(str, files[first : first + MOST_AT_ONCE])
        subprocess.run([*command, *some], check=True, capture_output=True, timeout=300)
    results = [target / f"{file.stem}.{kind}" for file in files]
    assert all(result.is_file() for result in results)
    return results


def page_texts(pdf: Path) -> list[str]:
    """Return the text of each page of a printed file."""
    needs("pdftotext")
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=60)
    return text.stdout.decode().split("\f")[:-1]
