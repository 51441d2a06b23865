"""LibreOffice as people use it: opening workbooks, recomputing every formula, saving or printing them."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

_ALWAYS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
"""


def needs_office() -> None:
    """Skip the test where LibreOffice is not installed; fail where it must be."""
    if shutil.which("soffice") is not None:
        return
    if os.environ.get("QCDC_REQUIRE_TOOLS") == "1":
        pytest.fail("not installed: soffice")
    pytest.skip("not installed: soffice")


def recalculated(files: Sequence[Path], folder: Path) -> list[Path]:
    """Open workbooks in LibreOffice, which computes all formulas anew, and save them as .xlsx into a folder.

    Args:
        files: the workbooks, of different names.
        folder: a folder for what is saved, and for LibreOffice's own settings.
    """
    user = folder / "profile" / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(_ALWAYS, encoding="utf-8")
    saved = folder / "saved"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(saved)]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)
    return [saved / file.name for file in files]
