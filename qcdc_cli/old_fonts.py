"""Vietnamese written for fonts older than Unicode, TCVN3 (`.VnTime`) and VNI (`VNI-Times`), told from other languages.

Those fonts draw letters of Western Europe as Vietnamese ones: `Céng hßa` shows `Cộng hòa`. German and French have the
same letters, and `©` and `µ` stand in names and measures. So a word counts only where it is a Vietnamese syllable when
read as the font draws it, and a text only where all its odd words are such and one holds a sign that no other language
writes inside words.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from qcdc_cli.language import Text

_ENOUGH = 4  # different words; those with a sign count twice: one may be a note's number, a measure or a brand

_TCVN3_LETTERS = dict(
    enumerate(  # a space for what is no letter
        "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ",
        start=0xA1,
    )
)
_VNI_LETTERS = str.maketrans("ñôöíìæóòî", "đơưíìỉĩịỵ")
_HOOK, _CIRCUMFLEX, _BREVE = "\u0309", "\u0302", "\u0306"
_GRAVE, _ACUTE, _TILDE, _DOT = "\u0300", "\u0301", "\u0303", "\u0323"
# In VNI a vowel is followed by a letter that is drawn as its marks.
_VNI_MARKS = {
    **dict(zip("ùøûõï", (_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT), strict=True)),
    **dict(zip("âáàåãä", (_CIRCUMFLEX + tone for tone in ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)), strict=True)),
    **dict(zip("êéèúüë", (_BREVE + tone for tone in ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)), strict=True)),
}
# What hardly any text is looked at with stays a text, which `re` compiles when it is first needed.
_VNI_PAIR = f"([aeouyơư])([{''.join(_VNI_MARKS)}])"

_TONE = f"[{_GRAVE}{_ACUTE}{_TILDE}{_HOOK}{_DOT}]"
_ONSET = "(?:b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x)?"
_NUCLEUS = (
    "(?:[aăâeêioôơuưy]|a[iouy]|â[uy]|eo|êu|i[aêu]|iêu|o[aăei]|oa[ioy]|oeo|ôi|ơi|u[aâêiôơy]|uây|uôi|uy[aêu]|ư[aiơu]|"
    "ươ[iu]|yê|yêu)"
)
_SYLLABLE = f"{_ONSET}{_NUCLEUS}(?:ch?|m|ng?|nh|p|t)?"
# A tone behind a second vowel that never has it: `thu¹` is a word with a note's number, for the syllable is `thụa`.
_MISPLACED = f"(?:(?<!q)u\u031b?[ai]|(?<!^g)i[au]|u\u031bu|[aeo][\u0302\u031b]?[iu]|a\u0302?y|[ae]o){_TONE}$"
_STOPPED = "(?:c|ch|p|t)$"  # syllables that end so have one of two tones

# Patterns are texts here: few files need them, and to compile them all would slow down each start.
_WORD = "(?:[^\\W_]|[\u00a1-\u00fe])+"
_ABBREVIATION = "[A-Z\u00a1-\u00a7\u00d1]+"  # UBND, H§ND


class _Font(NamedTuple):
    """A way to write Vietnamese with letters of Western Europe.

    Attributes:
        name: how it is called.
        face: how its fonts are called.
        source: how programs that convert it call it.
        signs: characters without which no text in it is written, and which few other texts hold.
        signed: finds a word that has such a sign where no other language writes it.
    """

    name: str
    face: str
    source: str
    signs: str
    signed: str

    def shown(self, word: str) -> str:
        """Return a word as the font draws it, in lower case."""
        if self.name == "TCVN3":  # Ü and ü are two letters there, no pair of capital and small
            return word.translate(_TCVN3_LETTERS).lower()
        return re.sub(_VNI_PAIR, lambda pair: pair[1] + _VNI_MARKS[pair[2]], word.lower().translate(_VNI_LETTERS))

    def weight(self, word: str) -> int:
        """Return how much a word says: signs inside words of two letters (`Mª`) may be other abbreviations."""
        return 2 if len(word) > 2 and re.match(self.signed, word) else 1


_TCVN3_SIGNS = "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾×÷"
_FONTS = (
    _Font("TCVN3", ".VnTime", "TCVN3", _TCVN3_SIGNS, f"(?!µ)(?=..).*[{_TCVN3_SIGNS}]"),  # µm, µg are measures
    _Font("VNI", "VNI-Times", "VNI Windows", "øûïåäëüØÛÏÅÄËÜ", "(?i).*[aeouyôö][øûïåäëü]"),
)
_SIGN = f"[{''.join(font.signs for font in _FONTS)}]"


class OldFontText(NamedTuple):
    """The first of some texts that is written for an old font.

    Attributes:
        number: which one it is, from 0.
        values: what the catalogue's sentences name of the font.
    """

    number: int
    values: dict[str, str | Text]


def has_signs(text: str) -> bool:
    """Return whether a text holds a character without which no text is in an old font; few others do."""
    return not text.isascii() and any(sign in text for font in _FONTS for sign in font.signs)


def first_in_old_font(texts: Sequence[str]) -> OldFontText | None:
    """Return the first text that is written for an old font, if all of them together leave no doubt; else None.

    Args:
        texts: what belongs together: the lines of a file, the cells of a workbook.
    """
    signed = [text for text in texts if not text.isascii() and re.search(_SIGN, text)]
    for font in _FONTS:
        words: set[str] = set()
        for text in signed:
            if any(sign in text for sign in font.signs):
                here = _words(text, font)
                words |= here if any(re.match(font.signed, word) for word in here) else set()
        if sum(map(font.weight, words)) >= _ENOUGH and len(words) > len(_foreign_words(texts, font)):
            return _first(texts, font)
    return None


def _first(texts: Iterable[str], font: _Font) -> OldFontText:
    """Return the first text in a font that some of them are in; what is right as it is written may be Unicode."""
    numbers = (
        number
        for number, text in enumerate(texts)
        if not text.isascii() and not all(is_syllable(word.lower()) for word in _words(text, font))
    )
    return OldFontText(next(numbers), {"font": font.name, "face": font.face, "source": font.source})


def _odd(text: str) -> list[str]:
    """Return the words of a text that have other letters than English, without abbreviations."""
    return [word for word in re.findall(_WORD, text) if not word.isascii() and not re.fullmatch(_ABBREVIATION, word)]


def _words(text: str, font: _Font) -> set[str]:
    """Return the odd words of a text where all of them are syllables in this font; else none."""
    odd = set(_odd(text))
    return odd if all(_is_shown(word, font) for word in odd) else set()


def _foreign_words(texts: Iterable[str], font: _Font) -> set[str]:
    """Return the words that are no syllables, neither as they are written nor as the font shows them."""
    odd = {word for text in texts if not text.isascii() for word in _odd(text)}
    return {word for word in odd if not _is_shown(word, font) and not is_syllable(word.lower())}


@lru_cache(maxsize=4096)  # the words of one file are those of the next
def _is_shown(word: str, font: _Font) -> bool:
    return max(word) < "\u00ff" and is_syllable(font.shown(word))


def is_syllable(word: str) -> bool:
    """Return whether a word in lower case is spelled as a syllable of Vietnamese can be, tone and all."""
    apart = unicodedata.normalize("NFD", word)
    tones = re.findall(_TONE, apart)
    plain = unicodedata.normalize("NFC", re.sub(_TONE, "", apart))
    if len(tones) > 1 or not re.fullmatch(_SYLLABLE, plain) or re.search(_MISPLACED, apart):
        return False
    return not re.search(_STOPPED, plain) or tones in ([_ACUTE], [_DOT])
