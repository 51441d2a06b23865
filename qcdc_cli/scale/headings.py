"""Knows by its words, in Vietnamese or English, what a column of a scale's table holds."""

import re

from qcdc_cli.language.names import bare

_LONGEST = 80  # a longer text is a sentence, not the head of a column
_SHORT = 2  # words: `Điểm`, `Số điểm`

_NUMBER = re.compile("stt|tt|so tt|so thu tu|thu tu|so|no|nr|muc|ky hieu|ma|ma so|ma tieu chi|id|code|item|number")
_NAME = re.compile(
    r"\b(?:noi dung|tieu chi|chi tieu|tieu chuan|nhiem vu|hang muc|cong viec|danh muc|criteri(?:on|a)|contents?|"
    r"description|indicators?|tasks?)\b"
)
_POINTS = re.compile(r"\b(?:diem|toi da|points?|scores?|marks?|max|maximum)\b")
_MOST = re.compile(
    r"\b(?:toi da|cao nhat|diem chuan|thang diem|khung diem|muc diem|bieu diem|diem quy dinh|max|maximum|full)\b"
)
# Columns of points that somebody gave; the first words say so even beside `tối đa`.
_SOMEBODYS = re.compile(
    r"\b(?:tu cham|tu danh gia|tham dinh|duyet|dat duoc|thong nhat|nam truoc|self|verified|given|awarded|actual)\b"
)
_GIVEN = re.compile(r"\b(?:danh gia|diem cham|cham diem|ket qua|thuc hien|dat|reviewed)\b")
_EVIDENCE = re.compile(r"\b(?:minh chung|kiem chung|ho so|tai lieu|evidence|proofs?|documents?)\b")
_GUIDE = re.compile(
    r"\b(?:huong dan|cach (?:cham|tinh|danh gia)|phuong phap|ghi chu|yeu cau|can cu|co so|dien giai|giai thich|guide|"
    r"guidance|how|notes?|remarks?|method|comments?)\b"
)


def heading(text: str) -> str:
    """Return a heading's words in plain letters, without what stands between them; "" for a sentence."""
    if len(text) > 2 * _LONGEST:  # with the spaces and strokes that people put around words
        return ""
    plain = re.sub(r"[^a-z0-9]+", " ", bare(text)).strip()
    return plain if len(plain) <= _LONGEST else ""


def is_number(words: str) -> bool:
    """Return whether a column is that of the numbering."""
    return bool(_NUMBER.fullmatch(words))


def is_name(words: str) -> bool:
    """Return whether a column holds the names of groups and criteria."""
    return bool(_NAME.search(words)) and not words.startswith("diem") and not is_evidence(words)


def is_evidence(words: str) -> bool:
    """Return whether a column says what proves a criterion."""
    return bool(_EVIDENCE.search(words))


def is_guide(words: str) -> bool:
    """Return whether a column says how to judge."""
    return bool(_GUIDE.search(words))


def is_points(words: str) -> bool:
    """Return whether a column holds points of any kind, also those that somebody gave."""
    return bool(_POINTS.search(words))


def is_given(words: str) -> bool:
    """Return whether a column holds what somebody gave or claimed, whatever else it says."""
    return bool(_SOMEBODYS.search(words))


def most_points(words: str) -> int:
    """Return how surely a column holds the most points: from 4 down to 1, or 0 for not at all."""
    if not (is_points(words) or _MOST.search(words)) or is_given(words):
        return 0
    if _MOST.search(words):
        return 3 if is_name(words) else 4
    if _GIVEN.search(words) or is_name(words):
        return 0
    return 2 if len(words.split()) <= _SHORT else 1
