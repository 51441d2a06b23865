"""The peak memory of each command on a whole country, in every format; it hardly differs from run to run."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import country
import memory
import year
from turns import QCDC, Figure, peak, process


def memory_of_commands(_times: int, folder: Path) -> Iterator[Figure]:
    yield from _peaks(memory.commands(_country(folder / "memory"), folder))


def memory_of_lists(_times: int, folder: Path) -> Iterator[Figure]:
    campaign = _country(folder / "memory-lists")
    year.add(campaign)
    yield from _peaks(memory.list_commands(campaign, folder))
    yield from _peaks(memory.verify_commands(campaign, folder))


def memory_of_forms(_times: int, folder: Path) -> Iterator[Figure]:
    yield from _peaks(memory.form_commands(_country(folder / "memory-forms"), folder))


def memory_of_ten_countries(_times: int, folder: Path) -> Iterator[Figure]:
    campaign = folder / "memory-ten"
    country.build(campaign, 10 * country.UNITS)
    run = process(QCDC, "rank", "--format", "json", "-C", str(campaign))
    yield peak("memory: rank of ten countries", [run], 1000)


def _country(campaign: Path) -> Path:
    country.build(campaign)
    return campaign


def _peaks(commands: Iterable[tuple[str, ...]]) -> Iterator[Figure]:
    for command in commands:
        words = " ".join(Path(word).name for word in command[:-2])
        yield peak(f"memory: {words}", [process(QCDC, *command)], memory.BUDGET)
