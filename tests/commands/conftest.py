"""Running commands as a user does: from a folder, with arguments, looking at what is printed."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from qcdc_cli.campaign.loading import load
from qcdc_cli.commands import campaign_loading
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
def read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read each campaign once for all commands of a test: most of their time would go into reading it 50 times.

    What a command was given by a name from the working folder is one campaign for each working folder.
    """
    read = cache(lambda source, _working_folder: load(source))
    monkeypatch.setattr(campaign_loading, "load", lambda source, _progress: read(source, Path.cwd()))


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
