"""No command's peak memory grows by more than a bound for each further unit (benchmarks/README.md, "Memory")."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="the memory of processes is measured on Linux and macOS")

import country
from memory import commands, form_commands
from turns import QCDC, process

_Commands = Callable[[Path, Path], Iterator[tuple[str, ...]]]
MOST = 100  # kB per unit: 3,321 of them and 60 MB to start from are under 400 MB
MOST_OF_FORMS = 150  # workbooks are full of cycles, which the collector finds later or sooner: 104 measured for `form`


def peaks(of: _Commands, folder: Path, units: int) -> dict[str, float]:
    """Run the commands on a country with so many units; return the peak memory of each in MB."""
    campaign, into = folder / f"country-{units}", folder / f"written-{units}"
    country.build(campaign, units)
    into.mkdir()
    return {
        " ".join(Path(word).name for word in command[:-1]): process(QCDC, *command).megabytes
        for command in of(campaign, into)
    }


def growth(of: _Commands, folder: Path, few: int, many: int) -> dict[str, int]:
    """Return how many kB each command takes for a further unit, between two sizes."""
    before, after = (peaks(of, folder, units) for units in (few, many))
    assert before.keys() == after.keys()
    return {command: round((after[command] - before[command]) * 1000 / (many - few)) for command in before}


@pytest.mark.slow
@pytest.mark.rounds
@pytest.mark.no_cover
def test_no_command_takes_more_than_a_bound_for_a_further_unit(tmp_path: Path) -> None:
    taken = growth(commands, tmp_path, 160, 240)  # from 150 units on a workbook has no worksheets of single ones
    assert len(taken) == len(list(commands(tmp_path / "country-160", tmp_path)))
    assert {command: kilobytes for command, kilobytes in taken.items() if kilobytes > MOST} == {}


@pytest.mark.slow
@pytest.mark.rounds
@pytest.mark.no_cover
def test_forms_are_made_and_imported_in_memory_that_hardly_grows(tmp_path: Path) -> None:
    taken = growth(form_commands, tmp_path, 34, 68)
    assert {command: kilobytes for command, kilobytes in taken.items() if kilobytes > MOST_OF_FORMS} == {}
    sheets = list((tmp_path / "country-68").rglob("units/**/*.yaml"))
    assert all(sheet.read_text("utf-8").count("/2021") > 40 for sheet in sheets)
