"""Running commands as a user does: from a folder, with arguments, looking at what is printed."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from qcdc_cli.commands.entry import run

REPOSITORY = Path(__file__).resolve().parents[2]
EXAMPLE = REPOSITORY / "examples" / "chau-thanh-2020"


class Ran(NamedTuple):
    """What a command did."""

    status: int
    out: str
    err: str


Qcdc = Callable[..., Ran]


@pytest.fixture(autouse=True)
def plain_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the machine that runs the tests shows in them."""
    for name in ("QCDC_LANG", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def qcdc(capsys: pytest.CaptureFixture[str]) -> Qcdc:
    """Return a function that runs one command line."""

    def call(*arguments: str) -> Ran:
        status = run(list(arguments))
        captured = capsys.readouterr()
        return Ran(status, captured.out, captured.err)

    return call


@pytest.fixture
def example(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the shipped example."""
    folder = tmp_path / "chau-thanh-2020"
    shutil.copytree(EXAMPLE, folder)
    monkeypatch.chdir(folder)
    return folder


TWO_BLOCS = REPOSITORY / "examples" / "chi-so-phan-tram"


@pytest.fixture
def two_blocs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a copy of the example with two blocs, two districts and two periods."""
    folder = tmp_path / "chi-so-phan-tram"
    shutil.copytree(TWO_BLOCS, folder)
    monkeypatch.chdir(folder)
    return folder
