"""The small campaign that most comparisons are made on."""

from pathlib import Path

import pytest

from tests.render.cases import Case, written


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Return the small campaign; its files are named from its own folder."""
    monkeypatch.chdir(tmp_path)
    return written(tmp_path)
