"""Names of worksheets and ranges: not too long, without characters that Excel forbids, each one once."""

import re
from collections.abc import Iterable
from itertools import chain, count

from qcdc_cli.workbook.plain import cut, plain, utf16

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\n\t]")
_NO_LETTER = re.compile("[^0-9A-Za-z]")
_RESERVED = frozenset({"history"})  # Excel keeps this name for itself


class SheetNames:
    """Gives out the names of one workbook's worksheets."""

    def __init__(self) -> None:
        """Start without names."""
        self._taken: set[str] = set(_RESERVED)

    def take(self, wanted: str, prefix: str = "") -> str:
        """Return the name for a sheet: the wanted one, as far as Excel allows it.

        Args:
            wanted: what the sheet should be called.
            prefix: the bloc that it belongs to, where there are several; cut first when both are too long.
        """
        name = _allowed(wanted) or "…"
        if prefix:
            room = max(LONGEST - utf16(name) - 1, 8)
            name = f"{cut(_allowed(prefix), room)} {name}"
        tails = (f" ({number})" for number in count(2))
        further = (cut(name, LONGEST - len(tail)).rstrip() + tail for tail in tails)
        return _first_free(chain([cut(name, LONGEST).rstrip(" '")], further), self._taken)


class RangeNames:
    """Gives out the names of one workbook's ranges: letters, digits and underscores, each one once."""

    def __init__(self) -> None:
        """Start without names."""
        self._taken: set[str] = set()

    def take(self, wanted: str, bloc: str = "") -> str:
        """Return the name for a range.

        Args:
            wanted: what the range should be called: the program's own word, of letters alone.
            bloc: the id of the bloc that it belongs to, where there are several.
        """
        name = f"{wanted}_{_NO_LETTER.sub('_', bloc)}" if bloc else wanted
        return _first_free(chain([name], (f"{name}_{number}" for number in count(2))), self._taken)


def _first_free(names: Iterable[str], taken: set[str]) -> str:
    """Take the first of some names that nobody has; case makes no difference."""
    free = next(name for name in names if name.casefold() not in taken)
    taken.add(free.casefold())
    return free


def _allowed(text: str) -> str:
    """Replace what Excel forbids; an apostrophe may not stand at either end."""
    return " ".join(_FORBIDDEN.sub("-", plain(text)).split()).strip("'")
