"""What the tests of forms share: a desk with a small campaign on it."""

from pathlib import Path

import pytest

from tests.forms.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """Stand at a desk with a small campaign, in its folder."""
    for name in ("QCDC_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    return Desk(tmp_path, capsys)
