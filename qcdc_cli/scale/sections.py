"""Recognises the parts of a scale that stand outside its total: bonus and penalties, by their names."""

import re

from qcdc_cli.campaign.rubric import BONUS, PENALTIES
from qcdc_cli.scale.headings import heading

BOTH = "both"

_BEFORE = "(?:(?:cac|noi dung|phan|muc|tieu chi|khoan|truong hop|quy dinh) )*"
_BONUS = re.compile(rf"{_BEFORE}(?:(?:diem|phan) (?:thuong|cong)|(?:thuong|cong) diem|bonus|extra points)\b")
_PENALTIES = re.compile(rf"{_BEFORE}(?:diem (?:bi )?tru|(?:bi )?tru diem|penalt(?:y|ies)|deductions?|minus points)\b")
_PENALTIES_TOO = re.compile(r"\b(?:tru|penalt(?:y|ies)|deductions?)\b")
_BONUS_TOO = re.compile(r"\b(?:thuong|cong|bonus)\b")


def section_of(name: str) -> str:
    """Return what a line's name says it is: "bonus", "penalties", "both" of them, or ""."""
    words = heading(name)
    if _BONUS.match(words):
        return BOTH if _PENALTIES_TOO.search(words) else BONUS
    if _PENALTIES.match(words):
        return BOTH if _BONUS_TOO.search(words) else PENALTIES
    return ""
