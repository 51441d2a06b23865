"""What people type to say no where something else is asked for: what happened, a document, a reason, who agrees."""

import re
import unicodedata
from functools import lru_cache

from qcdc_cli.language.names import bare, fold

_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> frozenset[str]:
    """Return the words of a text, with their accents where they have some: `Cờ` is not `Có`, `Khổng` not `Không`."""
    words = frozenset(map(fold, _WORD.findall(unicodedata.normalize("NFC", text))))
    return frozenset({"na"}) if words == {"n", "a"} else words


def _either(text: str) -> frozenset[str]:
    """Return the words of a text with their accents, and as people type them without."""
    return _words(text) | _words(bare(text))


_NO = _either("không ko k kg chưa kps no not none nil na 0")
# What goes with a no without saying anything more: `không có`, `không có trường hợp nào`, `x không`.
_BESIDE_NO = _either("có x gì bị nào phát sinh hiện vi phạm trường hợp áp dụng xảy ra thuộc đơn vị tập thể cá nhân any")
# The same of evidence: `không có minh chứng`, `chưa có hồ sơ kèm theo`.
_NO_DOCUMENT = (
    _NO
    | _BESIDE_NO
    | _either("minh chứng hồ sơ tài liệu văn bản giấy tờ chứng từ tệp đính kèm theo cần bổ sung n")
    | _either("evidence document documents file v o rồi yes true false")
)
_BESIDE_NO_REASON = _either("có gì lý do ý kiến reason")
_LONGEST_DENIAL = 60  # letters: whoever needs more to deny that there is a document names one
_NUMBERED = re.compile("[1-9]")
_NO_AGREEMENT = _either("thống nhất đồng ý trí với dòng điểm agree agreed ok")
_AGREEMENTS = tuple(
    _words(bare(one))
    for one in ("đồng ý", "thống nhất", "nhất trí", "agree", "agreed", "ok", "yes", "có", "x", "v", "true", "false")
)
_BEGINNINGS = ("không", "ko", "chưa", "not", "no")  # with the tone: `Khổng` is a family's name
_TICKS = _either("x v o có rồi yes true false")


def tells_nothing(text: str, name: str) -> bool:
    """Return whether a text says no, or is a mere tick or dash, where what happened is asked for.

    Args:
        text: what was typed.
        name: what is asked about: `Không có tập thể bị kỷ luật` denies `Có tập thể bị kỷ luật`.
    """
    words, asked = _words(text), _either(name)
    repeated = frozenset[str]() if asked & _NO else asked  # `Không nộp báo cáo` may be the very thing that happened
    return words <= _TICKS or (bool(words & _NO) and words <= _NO | _BESIDE_NO | repeated)


def names_no_document(text: str) -> bool:
    """Return whether a text says that there is no document, or is a mere tick or dash, where evidence is asked for.

    `Không có đơn thư theo Báo cáo số 12/BC-UBND` names one, as whatever has a number does.
    """
    if len(text) > _LONGEST_DENIAL or _NUMBERED.search(text):
        return False
    first = _WORD.search(unicodedata.normalize("NFC", text))
    if first is not None and not _may_deny(first[0]):
        return False
    words = _words(text)
    return words <= _TICKS or (bool(words & _NO) and words <= _NO_DOCUMENT)


@lru_cache(maxsize=4096)  # a country's sheets name 100,000s of documents, which begin with the same few words
def _may_deny(word: str) -> bool:
    return fold(word) in _NO_DOCUMENT


def gives_no_reason(text: str) -> bool:
    """Return whether a text says that there is none, or is a mere tick or dash, where a reason is asked for.

    `Không phát sinh` is one: that nothing arose is why a later stage gives other points.
    """
    words = _words(text)
    return words <= _TICKS or (bool(words & _NO) and words <= _NO | _BESIDE_NO_REASON)


def is_mere_sign(text: str) -> bool:
    """Return whether a text is nothing but a tick, a dash, dots, or a bare no: it does not say what did not arise."""
    words = _words(text)
    return words <= _TICKS or words <= _NO


def is_nobody(text: str) -> bool:
    """Return whether a text cannot be whoever agrees: it has no letter, or agrees or refuses itself."""
    first, words = fold(text.replace(",", " ")).partition(" ")[0], _words(bare(text))
    refuses = first in map(fold, _BEGINNINGS) or (first == "khong" and words <= _NO | _BESIDE_NO | _NO_AGREEMENT)
    return refuses or words in _AGREEMENTS or not any(letter.isalpha() for letter in text)
