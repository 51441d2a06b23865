"""Names of worksheets: at most 31 characters, without those that Excel forbids, each one once."""

import re

from qcdc_cli.workbook.plain import cut, plain, utf16

LONGEST = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\n\t]")
_RESERVED = frozenset({"history"})  # Excel keeps this name for itself


class SheetNames:
    """Gives out the names of one workbook's worksheets."""

    def __init__(self) -> None:
        """Start with no name given."""
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
        free = cut(name, LONGEST).rstrip(" '")
        number = 1
        while free.casefold() in self._taken:
            number += 1
            tail = f" ({number})"
            free = cut(name, LONGEST - len(tail)).rstrip() + tail
        self._taken.add(free.casefold())
        return free


def _allowed(text: str) -> str:
    """Replace what Excel forbids; an apostrophe may not stand at either end."""
    return " ".join(_FORBIDDEN.sub("-", plain(text)).split()).strip("'")
