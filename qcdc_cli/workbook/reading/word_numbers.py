"""Numbers that Word makes itself: a list's `1.`, `a)`, `II.` stands in no text, only how the list counts does."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from docx.oxml.ns import qn

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_MOST = 999  # beyond it nothing is numbered; letters would be repeated without end
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_BULLET = "-"  # whatever sign a font shows for it


class _Level(NamedTuple):
    """How one level of a list is numbered: its first number, its signs, and what is written around them (`%1.%2)`)."""

    start: int
    signs: str
    pattern: str
    style: str


def _value(element: Any, *path: str) -> str | None:
    """Return the value of what stands inside an element, or None."""
    found = element.find("/".join(qn(f"w:{name}") for name in path))
    return None if found is None else found.get(qn("w:val"))


def _number(element: Any, *path: str) -> int | None:
    found = _value(element, *path)
    return None if found is None else int(found)


class AutomaticNumbers:
    """Counts the paragraphs of a document as Word does: one count for each list, however many texts stand between."""

    def __init__(self, numbering: Any, styles: Any) -> None:
        """Learn how lists count.

        Args:
            numbering: the document's numbering part as a tree, or None.
            styles: its styles, or None; a paragraph may be numbered by its style.
        """
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._styles: dict[str, Any] = {}
        self._lists: dict[str, dict[int, _Level]] = {}
        self._list_of: dict[str, str] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        for style in _all(styles, "style"):
            self._styles[style.get(qn("w:styleId"), "")] = style
        linked: dict[str, str] = {}
        for abstract in _all(numbering, "abstractNum"):
            identity = abstract.get(qn("w:abstractNumId"), "")
            self._lists[identity] = dict(map(_level, _all(abstract, "lvl")))
            if (style_link := _value(abstract, "numStyleLink")) is not None:
                linked[identity] = style_link
        for number in _all(numbering, "num"):
            identity = number.get(qn("w:numId"), "")
            self._list_of[identity] = _value(number, "abstractNumId") or ""
            for changed in _all(number, "lvlOverride"):
                start = _number(changed, "startOverride")
                if start is not None:
                    self._restarts[identity, int(changed.get(qn("w:ilvl"), "0"))] = start
        for identity, style_link in linked.items():
            used, _ = self._of_style(style_link)
            self._lists[identity] = self._lists.get(self._list_of.get(used, ""), {})

    def next(self, paragraph: Any) -> str:
        """Return the number that Word shows in front of the document's next paragraph; "" for none."""
        used, depth = self._numbered(paragraph)
        own = self._list_of.get(used, "")
        levels = self._lists.get(own, {})
        if depth not in levels:
            return ""
        counts = self._counts.setdefault(own, {})
        for outer in (level for level in levels if level < depth):  # one that is left out counts as begun
            counts.setdefault(outer, levels[outer].start)
        restart = self._restarts.get((used, depth)) if (used, depth) not in self._begun else None
        self._begun.add((used, depth))
        counts[depth] = restart if restart is not None else counts.get(depth, levels[depth].start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if levels[depth].signs == "bullet":
            return _BULLET

        def shown(match: re.Match[str]) -> str:
            number = int(match[1]) - 1
            level = levels.get(number)
            return "" if level is None else _signs(counts.get(number, level.start), level.signs)

        return re.sub("%([1-9])", shown, levels[depth].pattern).strip()

    def _numbered(self, paragraph: Any) -> tuple[str, int]:
        """Return the list that a paragraph belongs to, "" for none, and its level there."""
        style = _value(paragraph, "pPr", "pStyle") or ""
        used = _value(paragraph, "pPr", "numPr", "numId")
        depth = _number(paragraph, "pPr", "numPr", "ilvl")
        if used is None:
            used, of_style = self._of_style(style)
            depth = of_style if depth is None else depth
        return used, depth or 0

    def _of_style(self, style: str) -> tuple[str, int]:
        """Return the list that paragraphs of a style belong to, "" for none, and their level there."""
        passed: set[str] = set()
        while style in self._styles and style not in passed:
            passed.add(style)
            element = self._styles[style]
            used = _value(element, "pPr", "numPr", "numId")
            if used is not None:
                levels = self._lists.get(self._list_of.get(used, ""), {})
                by_level = next((number for number, level in levels.items() if level.style == style), 0)
                depth = _number(element, "pPr", "numPr", "ilvl")
                return used, by_level if depth is None else depth
            style = _value(element, "basedOn") or ""
        return "", 0


def _all(parent: Any, name: str) -> Iterator[Any]:
    return iter(()) if parent is None else parent.iterchildren(qn(f"w:{name}"))


def _level(element: Any) -> tuple[int, _Level]:
    start = _number(element, "start") or 0  # what holds where nothing is said; Word always says 1
    texts = (_value(element, "numFmt") or "decimal", _value(element, "lvlText") or "", _value(element, "pStyle") or "")
    return int(element.get(qn("w:ilvl"), "0")), _Level(start, *texts)


def _signs(number: int, signs: str) -> str:
    """Write a number as a list does: 4 is `4`, `04`, `IV`, `iv`, `D` or `d`."""
    if signs == "none":
        return ""
    if not 0 < number <= _MOST:
        return str(number)
    if signs.endswith("Letter"):
        rounds, place = divmod(number - 1, len(_LETTERS))
        text = _LETTERS[place] * (rounds + 1)
    elif signs.endswith("Roman"):
        text = _roman(number).lower()
    else:
        return f"{number:02}" if signs == "decimalZero" else str(number)
    return text.upper() if signs.startswith("upper") else text


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text
