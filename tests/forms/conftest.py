"""LibreOffice for the tests of forms: it saves them again, in its own way, and computes all of their formulas."""

import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.forms.desk import Desk
from tests.forms.office import office

__all__ = ["desk", "office"]

TOOLS = ("soffice", "pdftotext", "pdfinfo")
Office = Callable[[Sequence[Path], str], dict[str, Path]]
_ALWAYS_RECALCULATE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Return a function that has LibreOffice save files (with names of their own) in a format, each by its name."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing and os.environ.get("QCDC_REQUIRE_TOOLS") == "1":
        pytest.fail(f"not installed: {', '.join(missing)}")
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    profile = tmp_path_factory.mktemp("profile")
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(_ALWAYS_RECALCULATE, encoding="utf-8")

    def saved(files: Sequence[Path], to: str) -> dict[str, Path]:
        out = tmp_path_factory.mktemp(to)
        command = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", to]
        subprocess.run([*command, "--outdir", out, *files], check=True, capture_output=True, timeout=300)
        return {file.name: out / f"{file.stem}.{to}" for file in files}

    return saved


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Stand at a desk with a small campaign, in its folder."""
    for name in ("QCDC_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys)
