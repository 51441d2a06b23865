"""A cell's value as it was typed: a text without its edges, a number's own digits; and what a number format shows."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from qcdc_cli.encoding import in_normal_form
from qcdc_cli.language.figures import digits
from qcdc_cli.workbook.reading.book import Found, Spot
from qcdc_cli.workbook.reading.refusals import MOST_CELLS, too_many_cells

# All that Python takes for a space (no-break, figure and narrow spaces too), and what nobody sees at all.
_EDGES = "".join(chr(code) for code in range(0x3001) if chr(code).isspace()) + "\u200b\u200c\u200d\u2060\ufeff"
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})?T?([0-9]{2}:[0-9]{2}(?::[0-9]{2})?)?(?:[.,][0-9]+)?Z?")
_ONLY_ERROR = re.compile(r"=(#(?:N/A|[A-Z0-9/_]+[!?]))")
_BOOLEANS = {"=TRUE()": "1", "=FALSE()": "0"}

_FIRST_DAY = datetime(1899, 12, 30)  # noqa: DTZ001 - days in workbooks have no time zone
_FIRST_DAY_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_BEFORE_DAYS = "1899-12-30"  # the day of a mere time
_LEAP_DAY_THAT_NEVER_WAS = 60  # Excel counts a 29 February 1900
_LAST_DAY = 2_958_466  # the first of January 10000
_SECONDS = 86_400
Shows = Literal["number", "date", "time", "percent"]

# The formats that have a number instead of a code: days, times and percentages. All others show numbers or texts.
_BUILT_IN: dict[int, Shows] = {
    **dict.fromkeys((9, 10), "percent"),
    **dict.fromkeys((14, 15, 16, 17, 22, *range(27, 32), 34, 35, 36, *range(50, 59)), "date"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 46, 47), "time"),
}
# What stands in a code without showing a part of the value: texts, single letters, widths, colours and currencies;
# but hours in brackets are hours that go on after 24. What is never closed goes on to the end: whoever looked for an
# end again from each of many brackets would never be done.
_LITERAL = re.compile(r'"[^"]*(?:"|\Z)|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*(?:\]|\Z)', re.IGNORECASE | re.DOTALL)


def built_in(number: int) -> Shows:
    """Return what the format of this number shows."""
    return _BUILT_IN.get(number, "number")


@lru_cache(maxsize=1024)
def shown_by(code: str) -> Shows:
    """Return what a format's code shows: `0.00` a number, `d.m` a date, `[h]:mm` a time, `0%` a percentage."""
    bare = _LITERAL.sub("", code).lower().replace("general", "")
    if "%" in bare:
        return "percent"
    if re.search("[dy]", bare):
        return "date"
    if re.search("[hs]|\\[m", bare):
        return "time"
    return "date" if "m" in bare else "number"


def text_found(text: str) -> Found | None:
    """Return what a text is without what stands around it, in normal form C; None when nothing is left."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = text.strip(_EDGES)
    if not plain:
        return None
    return Found("text", in_normal_form(plain))


def number_found(text: str, shows: Shows = "number", *, since_1904: bool = False) -> Found | None:
    """Return what a number is that a format shows; None for no text at all.

    A number that was typed as 8.7 stands in files as 8.6999999999999993: both are the same float, whose shortest
    digits are those that were typed. What a program computed may be beside it by the last bit, as
    2.7500000000000004: of fractions 15 digits count, which are all that spreadsheets keep and show.
    """
    plain = text.strip(_EDGES)
    if not plain:
        return None
    value = float(plain) if _NUMBER.fullmatch(plain) else float("nan")
    if value - value != 0:  # neither text that is no number, nor what is beyond all numbers
        return Found("error", plain)
    typed = _typed(value)
    if shows == "number":
        return Found("number", typed)
    exact = Decimal(typed)
    if shows == "percent":
        return Found("percent", digits(exact.scaleb(2)))
    return _moment(exact, shows, since_1904=since_1904) or Found("error", typed)


@lru_cache(maxsize=4096)  # the figures of one form are those of the next
def _typed(value: float) -> str:
    return digits(Decimal(repr(value) if value.is_integer() else f"{value:.15g}"))


def _moment(days: Decimal, shows: Shows, *, since_1904: bool) -> Found | None:
    """Return the day, or the time where there is no day; None for what no calendar has."""
    if not 0 <= days < _LAST_DAY:
        return None
    if shows == "time" or days < 1:
        return time_found(int((days * _SECONDS).to_integral_value()))
    whole = int(days)
    if not since_1904 and whole < _LEAP_DAY_THAT_NEVER_WAS:
        whole += 1
    day = (_FIRST_DAY_1904 if since_1904 else _FIRST_DAY) + timedelta(days=whole)
    return Found("date", day.date().isoformat())


def time_found(seconds: int) -> Found:
    """Return a time of day, or a length of time: 8:30 is `08:30:00`."""
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return Found("date", f"{hour:02}:{minute:02}:{second:02}")


def moment_found(text: str) -> Found:
    """Return what a day (`2020-01-05`), or a day with a time, is; of the day before all days only the time."""
    match = _MOMENT.fullmatch(text.strip())
    if match is None or not match[0]:
        return Found("error", text.strip())
    day, time = match[1], match[2]
    if time and (not day or day == _BEFORE_DAYS):
        return Found("date", time if len(time) > len("08:30") else f"{time}:00")
    return Found("date", day or "")


def formula_found(formula: str) -> Found:
    """Return what a formula with its `=` is; LibreOffice writes error values and booleans that were typed as one."""
    if formula in _BOOLEANS:
        return Found("boolean", _BOOLEANS[formula])
    match = _ONLY_ERROR.fullmatch(formula)
    return Found("error", match[1]) if match else Found("formula", formula)


def spread(cells: dict[Spot, Found], results: Iterable[tuple[tuple[int, int, int, int], Found]]) -> None:
    """Mark the cells that show results of one formula for a whole range: a file writes them as if they were typed.

    Raises:
        QcdcError: Q710 for so many ranges that only an attack has them.
    """
    work = 0
    for (top, left, bottom, right), found in results:
        area = (bottom - top + 1) * (right - left + 1)
        work += min(area, len(cells))
        if work > 10 * MOST_CELLS:
            raise too_many_cells()
        if area < len(cells):
            inside = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        else:
            inside = [spot for spot in cells if top <= spot[0] <= bottom and left <= spot[1] <= right]
        cells.update((spot, found) for spot in inside if spot in cells and cells[spot].what != "formula")
