"""The catalogue of all problems. A code never changes its meaning; tests and documents cite it.

Q1 files, Q2 YAML, Q3 values, Q4 the campaign, Q5 the rubric, Q6 sheets and marks, Q7 Excel and tables, Q9 the
command line.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module

from qcdc_cli.problems.entry import Entry

# The modules of each room of codes, by the code's first two letters.
_ROOMS = {
    "Q1": ("files",),
    "Q2": ("yaml",),
    "Q3": ("values",),
    "Q4": ("campaign",),
    "Q5": ("rubric",),
    "Q6": ("sheet",),
    "Q7": ("workbooks", "forms", "scales", "templates"),
    "Q9": ("usage",),
}
_ROOM = 2


class Catalogue(Mapping[str, Entry]):
    """All entries by code; a room is read when one of its codes is asked for, since most runs ask for one or none."""

    def __init__(self) -> None:
        """Begin with no room read."""
        self._rooms: dict[str, dict[str, Entry]] = {}

    def __getitem__(self, code: str) -> Entry:
        """Return the entry of a code."""
        return self._room(code[:_ROOM])[code]

    def __iter__(self) -> Iterator[str]:
        """Yield all codes in order."""
        for room in _ROOMS:
            yield from self._room(room)

    def __len__(self) -> int:
        """Return how many codes there are."""
        return sum(len(self._room(room)) for room in _ROOMS)

    def _room(self, name: str) -> dict[str, Entry]:
        if name not in self._rooms:
            modules = (import_module(f"{__name__}.{module}") for module in _ROOMS.get(name, ()))
            self._rooms[name] = {code: entry for module in modules for code, entry in module.ENTRIES.items()}
        return self._rooms[name]


CATALOGUE = Catalogue()

__all__ = ["CATALOGUE"]
