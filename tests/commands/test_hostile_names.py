"""Names that could steer a terminal, or are no UTF-8: shown written out, in whatever command, format and stream."""

import os
import re
from pathlib import Path

import pytest

from tests.commands.conftest import Qcdc

pytestmark = pytest.mark.slow  # rounds of whole commands


HOSTILE = os.fsdecode(
    b"x\xff\x1b[31m\x07\xe2\x80\xae\xc2\x9b"
)  # no UTF-8, a colour, a bell, right to left, C1's escape
SHOWN = r"x\udcff\x1b[31m\x07\u202e\x9b"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


@pytest.fixture
def hostile(example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand beside a campaign whose folder and one of whose sheets have such a name."""
    folder = tmp_path / HOSTILE
    monkeypatch.chdir(tmp_path)
    example.rename(folder)
    (folder / "units/phu-an.yaml").rename(folder / f"units/{HOSTILE}.yaml")
    return folder


def _checked(qcdc: Qcdc, *arguments: str) -> int:
    ran = qcdc(*arguments)
    assert not STEERING.search(ran.out), arguments
    assert not STEERING.search(ran.err), arguments
    (ran.out + ran.err).encode()
    return ran.status


@pytest.mark.parametrize("style", ["text", "json", "github"])
def test_problems_of_such_a_file(qcdc: Qcdc, hostile: Path, style: str) -> None:
    (hostile / f"units/{HOSTILE}.yaml").write_text("unit: phu-an\nperiod: '", encoding="utf-8")
    assert _checked(qcdc, "-C", str(hostile), "check", "-f", style) == 1
    assert _checked(qcdc, "-C", str(hostile), "check", "-f", style, "-o", f"{HOSTILE}.txt") == 1
    assert not STEERING.search(Path(f"{HOSTILE}.txt").read_text(encoding="utf-8"))
    assert _checked(qcdc, "-C", str(hostile), "rank") == 1
    assert SHOWN in qcdc("-C", str(hostile), "check").out


@pytest.mark.parametrize(
    "arguments",
    [
        ("rank",),
        ("rank", "-f", "json", "-o", f"{HOSTILE}.json"),
        ("score", "--detail", "-f", "md"),
        ("explain", "phu-an", "I.1"),
        ("explain", "phu-an", "I.1", "-f", "json"),
        ("export", f"{HOSTILE}.xlsx"),
        ("export", f"{HOSTILE}.json"),
        ("form", "-o", f"{HOSTILE}-forms"),
        ("init", f"{HOSTILE}-new"),
    ],
)
def test_commands_that_do_their_work(qcdc: Qcdc, hostile: Path, arguments: tuple[str, ...]) -> None:
    assert _checked(qcdc, "-C", str(hostile), *arguments) == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("rank", "--bloc", HOSTILE),
        ("rank", "--rubric", HOSTILE),
        ("rank", "--stage", HOSTILE),
        ("rank", f"--{HOSTILE}"),
        ("rank", "-o", f"no/{HOSTILE}"),
        ("export", f"report.{HOSTILE}"),
        ("export", "report", "-f", HOSTILE),
        ("import", f"{HOSTILE}.xlsx"),
        ("check", f"{HOSTILE}*.yaml"),
        ("check", "--explain", HOSTILE),
        ("help", HOSTILE),
        ("--lang", HOSTILE),
        ("init", "new", "--unit", HOSTILE),
        ("init", "new", "--unit", "Xã A\nunit: b"),
        (HOSTILE,),
    ],
)
def test_commands_that_refuse(qcdc: Qcdc, hostile: Path, arguments: tuple[str, ...]) -> None:
    assert _checked(qcdc, "-C", str(hostile), *arguments) == 2
    assert not Path("new").exists()
