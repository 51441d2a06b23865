"""What people type to say no where a form asks for something else: for what happened, or for who agrees."""

import re

from qcdc_cli.language.names import bare, fold


def _words(text: str) -> frozenset[str]:
    words = frozenset(re.findall(r"\w+", bare(text)))
    return frozenset({"na"}) if words == {"n", "a"} else words


_NO = _words("không ko k kg chưa kps no not none nil na 0")
# What goes with a no without saying anything more: `không có`, `không có trường hợp nào`, `x không`.
_BESIDE_NO = _words("có x gì bị nào phát sinh hiện vi phạm trường hợp áp dụng xảy ra thuộc đơn vị tập thể cá nhân any")
_NO_AGREEMENT = _words("thống nhất đồng ý trí với dòng điểm agree agreed ok")
_AGREEMENTS = tuple(
    map(_words, ("đồng ý", "thống nhất", "nhất trí", "agree", "agreed", "ok", "yes", "có", "x", "v", "true", "false"))
)
_BEGINNINGS = ("không", "ko", "chưa", "not", "no")  # with the tone: `Khổng` is a family's name
_TICKS = _words("x v o có rồi yes true false")


def tells_nothing(text: str, name: str) -> bool:
    """Return whether a text says no, or is a mere tick or dash, where what happened is asked for.

    Args:
        text: what was typed.
        name: what is asked about: `Không có tập thể bị kỷ luật` denies `Có tập thể bị kỷ luật`.
    """
    words, asked = _words(text), _words(name)
    repeated = frozenset[str]() if asked & _NO else asked  # `Không nộp báo cáo` may be the very thing that happened
    return words <= _TICKS or (bool(words & _NO) and words <= _NO | _BESIDE_NO | repeated)


def is_nobody(text: str) -> bool:
    """Return whether a text cannot be whoever agrees: it has no letter, or agrees or refuses itself."""
    first, words = fold(text.replace(",", " ")).partition(" ")[0], _words(text)
    refuses = first in map(fold, _BEGINNINGS) or (first == "khong" and words <= _NO | _BESIDE_NO | _NO_AGREEMENT)
    return refuses or words in _AGREEMENTS or not any(letter.isalpha() for letter in text)
