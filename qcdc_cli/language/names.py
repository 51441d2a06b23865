"""Names forgive, ids do not: how names are compared and how the nearest id is found.

Two names are the same when they differ only in Unicode form, case, spaces, the place of the tone mark
(Hòa, Hoà) or Đ (U+0110) against Ð (U+00D0), which old keyboards produce.
"""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng


def fold(name: str) -> str:
    """Return what two spellings of one name have in common; tone marks stay significant."""
    text = unicodedata.normalize("NFD", name.casefold().replace("\u00f0", "\u0111"))
    # The tone marks of a word move to its end, so that Hòa and Hoà are one word; sorting keeps the order of equals.
    return " ".join("".join(sorted(word, key=_TONES.__contains__)) for word in text.split())


def bare(name: str) -> str:
    """Return a name in plain ASCII letters as far as that goes: `Dân vận` becomes `dan van`."""
    text = unicodedata.normalize("NFD", fold(name)).replace("\u0111", "d")
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def slug(name: str, most: int = 40) -> str:
    """Return an id made of a name: `Thang điểm (2020)` becomes `thang-diem-2020`; "" where nothing is left.

    Args:
        name: the name, in any letters.
        most: how many letters the id may have; ids are file names, too.
    """
    return re.sub(r"[^a-z0-9]+", "-", bare(name)).strip("-")[:most].strip("-")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the one of `known` that `word` most likely meant, or "" when none is near.

    Words are compared without marks and case, so `dan-vân` finds `dan-van`.
    """
    by_bare: dict[str, str] = {}
    for candidate in known:
        by_bare.setdefault(_key(candidate), candidate)
    close = get_close_matches(_key(word), by_bare, n=1, cutoff=0.6)
    return by_bare[close[0]] if close else ""


def _key(word: str) -> str:
    return bare(word).replace(" ", "-").replace("_", "-")
