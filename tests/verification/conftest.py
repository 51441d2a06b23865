"""Outputs that several tests look at, each made once."""

from pathlib import Path

import pytest

from qcdc_cli import language
from tests.verification.made import copied, qcdc


@pytest.fixture(scope="session")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a campaign, with its outputs in `out`, of a bloc whose targets are relative."""
    language.use(language.DEFAULT_LANGUAGE)
    folder = copied("tuong-doi-chi-tieu", tmp_path_factory.mktemp("outputs"))
    (folder / "out").mkdir()
    for name in ("a.xlsx", "a.docx", "a.pdf"):
        qcdc(folder, "export", f"out/{name}")
    qcdc(folder, "export", "--site", "out/site")
    for name, style in (("r.json", "json"), ("r.csv", "csv"), ("r.md", "md")):
        qcdc(folder, "rank", "--format", style, "-o", f"out/{name}")
    return folder


@pytest.fixture(autouse=True)
def _plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QCDC_LANG", raising=False)
