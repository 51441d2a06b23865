"""The catalogue of all problems. A code never changes its meaning; tests and documents cite it.

Q0 seals, Q1 files, Q2 YAML, Q3 values, Q4 the campaign, Q5 the rubric, Q6 sheets and marks, Q7 Excel and tables, Q8 what
goes on around the numbers, Q9 the command line.
"""

from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import NamedTuple

from qcdc_cli.language import Text

# The modules of each room of codes, by the code's first two letters.
_ROOMS = {
    "Q0": ("seals", "verifying"),
    "Q1": ("files",),
    "Q2": ("yaml",),
    "Q3": ("values",),
    "Q4": ("campaign",),
    "Q5": ("rubric",),
    "Q6": ("sheet",),
    "Q7": ("workbooks", "forms", "scales", "imports", "templates"),
    "Q8": ("evidence", "checking", "process"),
    "Q9": ("usage", "papers"),
}
_NO_OPTIONS: Mapping[str, Text] = MappingProxyType({})


class Severity(Enum):
    """An error stops ranking and exporting, a warning only with --strict; a note says what is settled, and stops nothing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Entry(NamedTuple):
    """What the catalogue says about one code.

    Attributes:
        severity: error, warning or note.
        sentence: one sentence naming the fault; `{name}` parts are filled in by the problem.
        fix: one sentence saying what to do; it names no option that some command lacks.
        why: why qcdc refuses or warns, and an example; shown by `qcdc check --explain CODE`.
        with_option: how `fix` goes on for commands that have an option, by the option as it is written.
    """

    severity: Severity
    sentence: Text
    fix: Text
    why: Text
    with_option: Mapping[str, Text] = _NO_OPTIONS

    def advice(self, options: Collection[str] | None = None) -> Text:
        """Return what to do for a command that has these options; for None, whatever the command."""
        more = [text for option, text in self.with_option.items() if options is None or option in options]
        if not more:
            return self.fix
        vietnamese, english = zip(self.fix, *more, strict=True)
        return Text(_continued(*vietnamese), _continued(*english))


def _continued(sentence: str, *more: str) -> str:
    return "; ".join([sentence.removesuffix("."), *more]) + "."


def error(
    sentence: str,
    sentence_en: str,
    fix: str,
    fix_en: str,
    why: str,
    why_en: str,
    with_option: Mapping[str, Text] = _NO_OPTIONS,
) -> Entry:
    """Return an entry for a problem over which nothing is computed; each text in Vietnamese, then in English."""
    return Entry(Severity.ERROR, Text(sentence, sentence_en), Text(fix, fix_en), Text(why, why_en), with_option)


def warning(sentence: str, sentence_en: str, fix: str, fix_en: str, why: str, why_en: str) -> Entry:
    """Return an entry for something that results are computed over, but that people must see; texts as for `error`."""
    return Entry(Severity.WARNING, Text(sentence, sentence_en), Text(fix, fix_en), Text(why, why_en))


def note(sentence: str, sentence_en: str, fix: str, fix_en: str, why: str, why_en: str) -> Entry:
    """Return an entry for something that is settled, and that people must see; texts as for `error`."""
    return Entry(Severity.NOTE, Text(sentence, sentence_en), Text(fix, fix_en), Text(why, why_en))


class Catalogue(Mapping[str, Entry]):
    """All entries by code; a room is read when one of its codes is asked for, since most runs ask for one or none."""

    def __getitem__(self, code: str) -> Entry:
        """Return the entry of a code."""
        return _entries(code[:2])[code]

    def __iter__(self) -> Iterator[str]:
        """Yield all codes in order."""
        for room in _ROOMS:
            yield from _entries(room)

    def __len__(self) -> int:
        """Return how many codes there are."""
        return sum(len(_entries(room)) for room in _ROOMS)


@cache
def _entries(room: str) -> dict[str, Entry]:
    modules = (import_module(f"{__name__}.{module}") for module in _ROOMS.get(room, ()))
    return dict(sorted((code, entry) for module in modules for code, entry in module.ENTRIES.items()))


CATALOGUE = Catalogue()
