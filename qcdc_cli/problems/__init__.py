"""What can be wrong with what a user gave: a code of the catalogue, a place, what was found, and what to do."""

from collections.abc import Callable, Collection, Iterable, Mapping
from contextvars import ContextVar
from types import MappingProxyType
from typing import NamedTuple

from qcdc_cli.language import Text, say
from qcdc_cli.problems.catalogue import CATALOGUE, Entry, Severity

__all__ = [
    "CATALOGUE",
    "Entry",
    "Locate",
    "Path",
    "Place",
    "Problem",
    "QcdcError",
    "Severity",
    "advise_for",
    "in_order",
    "shortened",
]

Path = tuple[str | int, ...]
_options: ContextVar[Collection[str] | None] = ContextVar("options", default=None)
_MOST_SHOWN = 300  # letters of a value in a message: a cell or a line of a file may hold millions


class Place(NamedTuple):
    """A place in a file: line and column count from 1; 0 means the file as a whole.

    In a workbook `sheet` and `cell` name the place instead (`file › sheet › cell`).
    """

    path: str
    line: int = 0
    column: int = 0
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        if self.sheet:
            return " › ".join(part for part in (self.path, self.sheet, self.cell) if part)
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


Locate = Callable[[Path], Place]  # the place of a path in some file that was read


class Problem(NamedTuple):
    """One thing that is wrong, or worth a warning, in what a user gave.

    Attributes:
        code: the stable code, a key of the catalogue.
        values: what the catalogue's sentences name (`{id}`, `{unit}` …).
        found: what stands there, as typed; "" where nothing does.
        allowed: what could stand there.
        nearest: the known word that was most likely meant, or "".
        fix: what to do, where that depends on the case; else the catalogue's own advice holds.
        path: where in the file's tree it is; turned into a `place` by the document that was read.
        place: where it is, for people.
        excerpt: the line itself, for the caret.
    """

    code: str
    values: Mapping[str, str | Text] = MappingProxyType({})
    found: str = ""
    allowed: str | Text = ""
    nearest: str = ""
    fix: str | Text = ""
    path: Path = ()
    place: Place | None = None
    excerpt: str = ""

    @property
    def entry(self) -> Entry:
        """The catalogue's entry of this problem's code."""
        return CATALOGUE[self.code]

    @property
    def severity(self) -> Severity:
        """ERROR stops ranking and exporting; WARNING is only reported."""
        return self.entry.severity

    @property
    def is_error(self) -> bool:
        """True when results must not be computed over this problem."""
        return self.severity is Severity.ERROR

    @property
    def is_note(self) -> bool:
        """True when it only says what is settled, which `--strict` does not refuse either."""
        return self.severity is Severity.NOTE

    def sentence(self) -> str:
        """Return the one sentence that names the fault, in the language in use."""
        return str(self.entry.sentence).format_map(self._shown_values())

    def remedy(self) -> str:
        """Return what to do about it, in the language in use."""
        chosen = str(self.fix) or str(self.entry.advice(_options.get()))
        return chosen.format_map(self._shown_values())

    def _shown_values(self) -> dict[str, str]:
        return {key: shortened(str(value)) for key, value in self.values.items()}

    def at(self, place: Place, excerpt: str = "") -> "Problem":
        """Return the same problem with its place filled in."""
        return self._replace(place=place, excerpt=excerpt)

    def under(self, *path: str | int) -> "Problem":
        """Return the same problem with its path put below `path`."""
        return self._replace(path=(*path, *self.path))


def advise_for(options: Collection[str] | None) -> None:
    """Have advice from now on name no option of commands but these, those of the command that runs; None for any."""
    _options.set(options)


def shortened(text: str, most: int = _MOST_SHOWN) -> str:
    """Return a value as messages show it: its beginning and how much more there is, where it is long."""
    more = len(text) - most
    if more <= 0:
        return text
    return text[:most] + say(f"… (còn {more} ký tự nữa)", f"… ({more} more characters)")


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems by file, line, column and code, each once."""
    unique = {(problem.place or Place(""), problem.code, problem.sentence()): problem for problem in problems}
    return tuple(unique[key] for key in sorted(unique))


class QcdcError(Exception):
    """Raised for everything that a user can cause and that stops a command.

    Attributes:
        problems: what is wrong, at least one.
        could_not_run: True where the command could not even start on the data (wrong usage, a missing
            file): exit status 2; else the data itself is wrong: exit status 1.
    """

    def __init__(self, *problems: Problem, could_not_run: bool = False) -> None:
        super().__init__(*problems)
        self.problems = problems
        self.could_not_run = could_not_run

    @property
    def problem(self) -> Problem:
        """The problem, where a single value or file is refused: there is one, often still without a place."""
        return self.problems[0]
