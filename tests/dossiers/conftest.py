"""A desk to work at: the folder that commands run in."""

from pathlib import Path

import pytest

from tests.dossiers.desks import Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    made = Desk(tmp_path / "desk")
    monkeypatch.chdir(made.folder)
    return made
