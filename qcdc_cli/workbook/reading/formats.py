"""Number formats: whether they show a number as a number, a day, a time or a percentage."""

import re
from functools import lru_cache
from typing import Literal

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
