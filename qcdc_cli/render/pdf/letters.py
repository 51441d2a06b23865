"""Which letters the font of PDFs has, so that a letter that it lacks is named, and never printed as an empty square."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from qcdc_cli.problems import Problem
from qcdc_cli.render.documents import Document
from qcdc_cli.render.pdf.contents import Data, one_line_title

FONTS = Path(__file__).parent / "fonts"
_LETTERS = FONTS / "letters.txt"


@cache
def font_letters() -> frozenset[str]:
    """Return the letters that all of the font's styles have: the ranges in `letters.txt`, which a test compares."""
    ranges = [line.split("-") for line in _LETTERS.read_text(encoding="ascii").splitlines()]
    return frozenset(
        chr(code) for first, *last in ranges for code in range(int(first, 16), int((last or [first])[0], 16) + 1)
    )


def missing_letters(document: Document, data: Data) -> Iterator[Problem]:
    """Yield a problem (Q938) for each letter of a paper that the font lacks, with the first text that it stands in.

    Args:
        document: the paper.
        data: everything that is printed of it.
    """
    seen: set[str] = set()
    for text in _texts(data):
        for letter in text:
            if letter in font_letters() or letter in seen:
                continue
            seen.add(letter)
            paper = f"“{one_line_title(document)}”" + (f" ({document.unit})" if document.unit else "")
            yield Problem(
                "Q938", {"letter": letter, "code": f"U+{ord(letter):04X}", "paper": paper, "text": text}, text
            )


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for one in data.values():
            yield from _texts(one)
    elif isinstance(data, list | tuple):
        for one in data:
            yield from _texts(one)
