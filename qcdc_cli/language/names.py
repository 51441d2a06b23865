"""Names forgive, ids do not: how names are compared and how the nearest id is found.

Two names are the same when they differ only in Unicode form, case, spaces, the place of the tone mark
(Hòa, Hoà) or Đ (U+0110) against Ð (U+00D0), which old keyboards produce.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice

from qcdc_cli.language import Text, say

LEGAL_LETTERS = "abcdđeghiklmnopqrstuvxy"  # as points of a law are counted
_TONES = "\u0300\u0301\u0303\u0309\u0323"  # huyền, sắc, ngã, hỏi, nặng
_COMPARISONS = 20_000  # of two ids, which takes 0.02 ms: 100 unknown ids among 200, or six among a country's communes
_SORTS_OF_UNITS = ("Xã ", "Phường ", "Đặc khu ", "Thị trấn ")
_PLACES = (*_SORTS_OF_UNITS, "Huyện ", "Quận ", "Thị xã ", "Thành phố ", "Tỉnh ")
_ITEMS = "mục"  # what is counted where nothing better is known
_LONGEST_COMPARED = 250  # letters; no id is so long, and comparing takes as long as the square of it


@lru_cache(maxsize=4096)  # the same names and choices come again in form after form
def fold(name: str) -> str:
    """Return what two spellings of one name have in common; tone marks stay significant."""
    text = unicodedata.normalize("NFD", name.casefold().replace("\u00f0", "\u0111"))
    # The tone marks of a word move to its end, so that Hòa and Hoà are one word; sorting keeps the order of equals.
    return " ".join("".join(sorted(word, key=_TONES.__contains__)) for word in text.split())


def bare(name: str) -> str:
    """Return a name in plain ASCII letters as far as that goes: `Dân vận` becomes `dan van`."""
    text = unicodedata.normalize("NFD", fold(name)).replace("\u0111", "d")
    return "".join(letter for letter in text if not unicodedata.combining(letter))


def in_sentence(*names: str) -> Text:
    """Return units' names as they stand inside a sentence: in Vietnamese the sort is not capitalised, `xã Phú An`."""
    small = (f"{name[0].lower()}{name[1:]}" if name.startswith(_SORTS_OF_UNITS) else name for name in names)
    return Text(", ".join(small), ", ".join(names))


def place_in(name: str) -> str:
    """Return the place by which a commune, ward or district dates its papers; "" for a body that is none of these.

    `Thị trấn Ngã Sáu` is dated at `Ngã Sáu`; one that is called by a number is named in full, `Phường 1` (Decree
    30/2020/NĐ-CP, Appendix I).
    """
    sort = next((sort for sort in _PLACES if name.startswith(sort)), "")
    rest = name.removeprefix(sort).strip()
    return (name if rest[:1].isdecimal() else rest) if sort else ""


def without_sort(name: str) -> str:
    """Return a unit's name without its sort, as people call it: `Phú An` of `Xã Phú An`."""
    return next((name.removeprefix(sort) for sort in _SORTS_OF_UNITS if name.startswith(sort)), name)


def letters_and_digits(text: str) -> str:
    """Return the plain letters and digits of a text in words, without what separates them."""
    return " ".join(re.findall(r"[a-z0-9]+", bare(text)))


def slug(name: str, most: int = 40) -> str:
    """Return an id made of a name: `Thang điểm (2020)` becomes `thang-diem-2020`; "" where nothing is left.

    Args:
        name: the name, in any letters.
        most: how many letters the id may have; ids are file names, too.
    """
    return re.sub(r"[^a-z0-9]+", "-", bare(name)).strip("-")[:most].strip("-")


class Known:
    """Ids or names of which a word may have meant one; prepared once, however many words are not among them.

    Comparing every word with every id would take minutes in a large file. So the first words are compared with all
    ids, as far as `_COMPARISONS` go; later ones find what is one letter away, which does not take longer with more ids.
    """

    __slots__ = ("_by_bare", "_comparisons", "_letters", "_words")

    def __init__(self, words: Collection[str]) -> None:
        """Keep the words; they are prepared when the first nearest one is asked for."""
        self._words = words
        self._by_bare: dict[str, str] | None = None
        self._letters: frozenset[str] = frozenset()
        self._comparisons = 0

    def __contains__(self, word: str) -> bool:
        return word in self._words

    @property
    def listed(self) -> str:
        """The words for a message."""
        return first_words(self._words)

    def nearest(self, word: str) -> str:
        """Return the word that `word` most likely meant, or "" when none is near or it is as long as a page.

        Words are compared without marks and case, so `dan-vân` finds `dan-van`.
        """
        if len(word) > _LONGEST_COMPARED:
            return ""
        if self._by_bare is None:
            self._by_bare = {}
            for known in self._words:
                if len(known) <= 3 * _LONGEST_COMPARED:  # a longer one cannot be near to any word
                    self._by_bare.setdefault(_key(known), known)
            self._letters = frozenset().union(*self._by_bare)
        key, candidates = _key(word), self._by_bare
        if self._comparisons < _COMPARISONS:
            self._comparisons += len(candidates)
        else:
            candidates = {near: "" for near in _one_letter_away(key, self._letters) if near in self._by_bare}
        close = get_close_matches(key, candidates, n=1, cutoff=0.6)
        return self._by_bare[close[0]] if close else ""


def first_words(words: Collection[str], most: int = 12, what: str = _ITEMS) -> str:
    """Return words for a message: the first ones, and how many there are besides.

    Args:
        words: the words.
        most: how many are named.
        what: what they are, in Vietnamese, which counts no things without a word for them.
    """
    return ", ".join(islice(words, most)) + say(*and_more(len(words) - most, what))


def and_more(number: int, what: str = _ITEMS) -> Text:
    """Say behind what is named how many there are besides; nothing where there are none.

    Args:
        number: how many.
        what: what they are, in Vietnamese.
    """
    return Text(f" và {number} {what} khác", f" and {number} more") if number > 0 else Text("", "")


def nearest(word: str, known: Collection[str]) -> str:
    """Return the one of a few known words that `word` most likely meant, as `Known.nearest` does."""
    return Known(known).nearest(word)


def _one_letter_away(word: str, letters: Iterable[str]) -> Iterator[str]:
    """Yield a word itself, and with one letter more, less or another, or with two that stand the other way round."""
    yield word
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (f"{before}{letter}{after}" for letter in letters)
        yield from (f"{before}{letter}{after[1:]}" for letter in letters)
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]


def _key(word: str) -> str:
    return bare(word).replace(" ", "-").replace("_", "-")
