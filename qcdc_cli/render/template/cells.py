"""The cells of a template: the texts that stand in them, and what is written in their place."""

import copy
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple
from xml.etree.ElementTree import Element, SubElement

from qcdc_cli.language.figures import FRACTION_DECIMALS, Exact, figure, fraction_as_decimal
from qcdc_cli.render.template.markup import SPACE, alike, child, local
from qcdc_cli.render.template.placeholders import PERCENT, Asked
from qcdc_cli.render.template.styles import Styles
from qcdc_cli.render.template.template_data import Value
from qcdc_cli.workbook.plain import MOST_CHARACTERS, cut, escaped, needs_quote, plain, utf16

_PLACEHOLDER = re.compile(r"\{\{([^{}]*)\}\}")

Answer = Callable[[Asked], Value]


class Run(NamedTuple):
    """A part of a text that looks alike.

    Attributes:
        look: how it looks; None for as the cell does.
        text: the text, as it is written in the file.
    """

    look: Element | None
    text: str


class Slot(NamedTuple):
    """A cell to be filled.

    Attributes:
        runs: the text that stands there.
        words: what is asked for in it, with the places of its first letter and behind its last one.
    """

    runs: tuple[Run, ...]
    words: tuple[tuple[int, int, Asked], ...]

    @property
    def whole(self) -> Asked | None:
        """The word that the cell consists of; None where it holds more."""
        (start, end, word), *others = self.words
        text = text_of(self.runs)
        return word if not others and not text[:start].strip() and not text[end:].strip() else None

    @property
    def of_unit(self) -> bool:
        """True when it is about one unit, so that its row is repeated."""
        return any(asked.word.of_unit for _, _, asked in self.words)


def text_of(runs: Sequence[Run]) -> str:
    """Return the text of some runs together."""
    return "".join(run.text for run in runs)


def placeholders(text: str) -> tuple[list[re.Match[str]], list[str]]:
    """Return the placeholders of a text, and what is left of braces that are not two and two."""
    found = list(_PLACEHOLDER.finditer(text))
    rest = _PLACEHOLDER.sub("\0", text)
    return found, re.findall(r"\{\{[^\0]{0,20}|[^\0]{0,20}\}\}", rest)


def runs_of(holder: Element | None) -> tuple[Run, ...]:
    """Return the text of a shared or inline string."""
    if holder is None:
        return ()
    runs = []
    for each in holder:
        if local(each) == "t":
            runs.append(Run(None, each.text or ""))
        elif local(each) == "r":
            text = child(each, "t")
            runs.append(Run(child(each, "rPr"), (text.text or "") if text is not None else ""))
    return tuple(runs)


def text_in(cell: Element, shared: Sequence[Element]) -> tuple[Run, ...]:
    """Return the text in a cell; nothing where it holds no text.

    Args:
        cell: the cell.
        shared: the workbook's shared strings.
    """
    if cell.get("t") == "inlineStr":
        return runs_of(child(cell, "is"))
    value = child(cell, "v")
    if cell.get("t") != "s" or value is None or not (value.text or "").strip().isdecimal():
        return ()
    index = int(value.text or "")
    return runs_of(shared[index]) if index < len(shared) else ()


def fill(cell: Element, slot: Slot, answer: Answer, styles: Styles) -> None:
    """Write what is asked for into a cell.

    A cell that consists of one word gets the exact number, with the cell's own number format; inside a longer
    text it is a text in the language in use, and looks as the first letter of the word did.

    Args:
        cell: the cell; what stands in it is replaced.
        slot: what it asks for.
        answer: gives what stands in the place of a word.
        styles: the styles of its workbook.
    """
    for part in list(cell):
        cell.remove(part)
    for key in ("t", "cm", "vm"):
        cell.attrib.pop(key, None)
    whole = slot.whole
    if whole is None:
        _put_text(cell, _filled(slot, answer), styles)
        return
    value = answer(whole)
    if isinstance(value, str):
        _put_text(cell, [Run(slot.runs[0].look, escaped(plain(value)))], styles)
    elif value is not None:
        if whole.word is PERCENT and styles.in_percent(cell.get("s", "0")):
            value = Fraction(value) / 100  # the cell's format shows it times 100
        SubElement(cell, alike(cell, "v")).text = f"{_decimal(value):f}"


def _put_text(cell: Element, runs: Sequence[Run], styles: Styles) -> None:
    text = text_of(runs)
    if not text:
        return
    cell.set("t", "inlineStr")
    holder = SubElement(cell, alike(cell, "is"))
    if len(runs) == 1 and runs[0].look is None:
        _text(holder, text)
    else:
        for run in runs:
            part = SubElement(holder, alike(cell, "r"))
            if run.look is not None:
                part.append(copy.deepcopy(run.look))
            _text(part, run.text)
    if needs_quote(text):
        cell.set("s", styles.quoted(cell.get("s", "0")))


def _text(holder: Element, text: str) -> None:
    element = SubElement(holder, alike(holder, "t"))
    element.text = text
    element.set(SPACE, "preserve")


def _filled(slot: Slot, answer: Answer) -> list[Run]:
    """Return the runs with the words replaced; what is put in is not looked at again."""
    text, room = text_of(slot.runs), MOST_CHARACTERS
    filled, begin = [], 0
    for run in slot.runs:
        end, at, told = begin + len(run.text), begin, ""
        for first, behind, asked in slot.words:
            told += text[at : _between(at, first, end)]
            if begin <= first < end:  # a word belongs to the run in which it begins
                told += escaped(plain(_shown(answer(asked))))
            at = _between(at, behind, end)
        told = cut(told + text[at:end], room)
        room -= utf16(told)
        begin = end
        if told:
            filled.append(Run(run.look, told))
    return filled


def _between(low: int, number: int, high: int) -> int:
    return min(max(number, low), high)


def _shown(value: Value) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return str(value) if isinstance(value, int) else figure(value)


def _decimal(value: Exact | int) -> Decimal:
    return fraction_as_decimal(Fraction(value), FRACTION_DECIMALS)
