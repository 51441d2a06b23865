"""The measurements of run.py, by their names; each takes the number of turns and a folder of its own to build in."""

from collections.abc import Callable, Iterable
from pathlib import Path

from turns import Figure

from measurements import outputs, peaks, peers, process, reading, sizes

MEASUREMENTS: dict[str, Callable[[int, Path], Iterable[Figure]]] = {
    "start-help": reading.help_start,
    "start-rank": reading.rank_start,
    "sizes": sizes.what_it_takes,
    "country": reading.whole_country,
    "check": reading.long_sheets,
    "export": outputs.reports,
    "publish": outputs.published,
    "sensitivity": outputs.firmness,
    "process": process.process_of_a_year,
    "seal": process.sealed,
    "peers": peers.peers,
    "memory": peaks.memory_of_commands,
    "memory-lists": peaks.memory_of_lists,
    "memory-forms": peaks.memory_of_forms,
    "memory-ten": peaks.memory_of_ten_countries,
}
