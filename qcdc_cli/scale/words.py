"""The words by which a scale's table is read, in Vietnamese or English: headings, totals, bonus, penalties, titles."""

import re

from qcdc_cli.campaign.nodes import BONUS, PENALTIES
from qcdc_cli.language.names import letters_and_digits

BOTH = "both"  # a section that is bonus and penalties in one

_LONGEST = 80  # a longer text is a sentence, not the head of a column
_SHORT = 2  # words: `Điểm`, `Số điểm`

NUMBER = re.compile("stt|tt|so tt|so thu tu|thu tu|so|no|nr|muc|ky hieu|ma|ma so|ma tieu chi|id|code|item|number")
_NAME = re.compile(
    r"\b(?:noi dung|tieu chi|chi tieu|tieu chuan|nhiem vu|hang muc|cong viec|danh muc|criteri(?:on|a)|contents?|"
    r"description|indicators?|tasks?)\b"
)
ANY_POINTS = re.compile(r"\b(?:diem|toi da|points?|scores?|marks?|max|maximum)\b")
_MOST = re.compile(
    r"\b(?:toi da|cao nhat|diem chuan|thang diem|khung diem|muc diem|bieu diem|diem quy dinh|max|maximum|full)\b"
)
# Columns of points that somebody gave; the first words mean that even beside `tối đa`.
SOMEBODYS = re.compile(
    r"\b(?:tu cham|tu danh gia|tham dinh|duyet|dat duoc|thong nhat|nam truoc|self|verified|given|awarded|actual)\b"
)
_GIVEN = re.compile(r"\b(?:danh gia|diem cham|cham diem|ket qua|thuc hien|dat|reviewed)\b")
EVIDENCE = re.compile(r"\b(?:minh chung|kiem chung|ho so|tai lieu|evidence|proofs?|documents?)\b")
GUIDE = re.compile(
    r"\b(?:huong dan|cach (?:cham|tinh|danh gia)|phuong phap|ghi chu|yeu cau|can cu|co so|dien giai|giai thich|guide|"
    r"guidance|how|notes?|remarks?|method|comments?)\b"
)

_TOTAL = re.compile(
    r"(?:tong cong|tong(?: so)? diem|grand total|total (?:points|score))\b.*|"
    r"(?:tong(?: so)?|cong(?: diem)?|(?:sub)?total|sum)(?: (?:cua|cac|muc|phan|nhom|noi dung|of|[ivx]+|[0-9]+|[a-h]))*"
)
_TOTAL_OF = re.compile(r"\b(?:[ivx]+|[0-9]{1,2}|[a-h])\b")

_BEFORE = "(?:(?:cac|noi dung|phan|muc|tieu chi|khoan|truong hop|quy dinh) )*"
_BONUS = re.compile(rf"{_BEFORE}(?:(?:diem|phan) (?:thuong|cong)|(?:thuong|cong) diem|bonus|extra points)\b")
_PENALTIES = re.compile(rf"{_BEFORE}(?:diem (?:bi )?tru|(?:bi )?tru diem|penalt(?:y|ies)|deductions?|minus points)\b")
_PENALTIES_TOO = re.compile(r"\b(?:tru|penalt(?:y|ies)|deductions?)\b")
_BONUS_TOO = re.compile(r"\b(?:thuong|cong|bonus)\b")
TAKES_POINTS = re.compile(r"\b(?:tru|minus)\b")

SCALE_TITLE = re.compile(r"\b(?:thang diem|bang diem|bieu diem|tieu chi|bang cham|phieu cham|scale|rubric|criteria)\b")
BASIS = re.compile(r"\(?\s*(?:kem theo|ban hanh kem|can cu|attached)\b")


def plain_words(text: str) -> str:
    """Return a text's words in plain letters, without what stands between them; "" for a sentence."""
    if len(text) > 2 * _LONGEST:  # with the spaces and strokes that people put around words
        return ""
    plain = letters_and_digits(text)
    return plain if len(plain) <= _LONGEST else ""


def heads_names(words: str) -> bool:
    """Return whether a column with this heading holds the names of groups and criteria."""
    return bool(_NAME.search(words)) and not words.startswith("diem") and not EVIDENCE.search(words)


def heads_most_points(words: str) -> int:
    """Return how surely a column with this heading holds the most points: from 4 down to 1, or 0 for not at all."""
    if not (ANY_POINTS.search(words) or _MOST.search(words)) or SOMEBODYS.search(words):
        return 0
    if _MOST.search(words):
        return 3 if heads_names(words) else 4
    if _GIVEN.search(words) or heads_names(words):
        return 0
    return 2 if len(words.split()) <= _SHORT else 1


def total_of(name: str) -> str | None:
    """Return which group a row with this name adds up, as ids have it; "" where it names none, None for no total."""
    words = plain_words(name)
    if not _TOTAL.fullmatch(words):
        return None
    named = _TOTAL_OF.findall(words)
    return named[0].upper() if len(named) == 1 else ""


def section_of(name: str) -> str:
    """Return what a row is by its name: "bonus", "penalties", "both" of them, or ""."""
    words = plain_words(name)
    if _BONUS.match(words):
        return BOTH if _PENALTIES_TOO.search(words) else BONUS
    if _PENALTIES.match(words):
        return BOTH if _BONUS_TOO.search(words) else PENALTIES
    return ""
