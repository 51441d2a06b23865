"""A command that runs out of memory says so; what is too large is refused without taking any."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from qcdc_cli.commands import campaign_loading
from tests.commands.conftest import Qcdc

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks


MEGABYTE = 1024 * 1024


def test_running_out_of_memory_is_told(qcdc: Qcdc, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(campaign_loading, "load", full)
    ran = qcdc("rank")
    assert (ran.status, ran.out) == (2, "")
    assert "Q125" in ran.err
    assert "not enough memory" in qcdc("--lang", "en", "rank").err


@pytest.mark.parametrize("arguments", [("check",), ("rank",), ("score", "units/phu-an.yaml"), ("import", "a.xlsx")])
def test_a_file_larger_than_the_memory_is_told_by_its_size(example: Path, arguments: tuple[str, ...]) -> None:
    """As under `ulimit -v`: half a gigabyte of memory, and a file of one and a half."""
    for name in ("units/phu-an.yaml", "a.xlsx"):
        with Path(name).open("r+b" if Path(name).exists() else "wb") as file:
            file.truncate(1536 * MEGABYTE)
    ran = subprocess.run(
        [sys.executable, "-m", "qcdc_cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (512 * MEGABYTE, 512 * MEGABYTE)),
    )
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "1536 MB" in ran.stdout + ran.stderr
