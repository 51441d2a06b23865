"""Notes that leave the word `điểm` out, written with it where it is sure: `mỗi mô hình +1`, `Tốt: 5; Khá: 3`.

A sign, or `mỗi` with a verb or a colon, says that a number is one of points. A list of numbers says it where the best
is the criterion's maximum and the list grades: by words of grades, by ranges, by what is missing, or down to 0.
"""

import re
from decimal import Decimal

from qcdc_cli.scale.points import exact_points
from qcdc_cli.scale.words import without_points

_N = r"[0-9]+(?:[.,][0-9]+)?"
# The number ends a clause; what it is given for, or how much at most, may follow.
_LIMIT = r"\s+(?:nhưng|song|tối đa|không quá|but|at most|up to)\b"
_END = rf"(?=\s*(?:[,.]\s|[;()\n/]|[.,]?$)|{_LIMIT})"
_ONES = r"(?:/|\s+(?:cho\s+)?mỗi\b|\s+(?:for\s+)?(?:each|every)\b|\s+per\b)"
_GIVEN = re.compile(rf"(?:(?<=[\s:(])|^)\+\s?({_N})(?:{_END}|(?={_ONES}))", re.MULTILINE)
_ADDED = re.compile(rf"(\b(?:cộng|thưởng)\s+{_N})(?={_ONES})", re.IGNORECASE)
_TAKEN = re.compile(rf"(?:(?<=[^\W\d][\s:(])|(?<=[%:(]\s)|^)[-–−]({_N})(?:{_END}|(?={_ONES}))", re.MULTILINE)
_EACH = re.compile(
    r"((?:^|[;\n.,]\s*)(?:[^\d;:\n]{0,60}\s)?(?:mỗi|cứ|each|every)\s[^\d;:\n%]{1,80}?"
    rf"(?::|\s(?:được|tính|cộng|thưởng|gives?|gets?|earns?))\s*(?:(?:tính|cộng|thưởng)\s+)?{_N}){_END}",
    re.IGNORECASE,
)
_WORDS = (
    r"(?:xuất sắc|giỏi|tốt|khá|trung bình|đạt yêu cầu|yếu|kém|(?:không |chưa )?hoàn thành|(?:không |chưa )?đạt|"
    r"excellent|good|fair|average|poor|not met|met)"
)
_AT_MOST = re.compile(rf"(\b(?:tối đa|không quá|at most|up to)\s+(?:là\s+|trừ\s+|cộng\s+)?{_N}){_END}", re.IGNORECASE)
_RULE = re.compile(r"\b(?:trừ|cộng|mỗi|cứ|each|every)\b", re.IGNORECASE)  # beside which the most is one of points
_GRADE = re.compile(rf"(?:(?:xếp |đánh giá )?(?:loại|mức)\s+)?(?:{_WORDS}(?: (?:nhiệm vụ|tốt))*|tb)", re.IGNORECASE)
_GRADES = re.compile(
    rf"\b{_WORDS}\b|\b(?:thiếu|chậm|trễ|muộn|sai|không|chưa|dưới|late|missing|not|no|under|below)\b|[%<≤≥]",
    re.IGNORECASE,
)
_BETWEEN = tuple(re.compile(rf"\s*(?:{signs})\s*") for signs in (r"[;\n]", r"[;\n]|\.\s|,\s|\s/\s"))
_ITEM = re.compile(rf"[-–+•*]?\s*(?P<name>.*?\S)\s*(?P<sign>[:=(]|\s[-–]\s|\s)\s*(?P<points>{_N})\s*\)?[.;]?")
_FEWEST = 2


def is_grade(name: str) -> bool:
    """Return whether a name is that of a grade and nothing else but its points: `Tốt`, `Loại khá (3 điểm)`."""
    return _GRADE.fullmatch(without_points(name)) is not None


def with_point_words(text: str, most: Decimal | None) -> str:
    """Return a note with `điểm` behind the numbers that are surely points; as it is where none is.

    Args:
        text: the note.
        most: the criterion's most points, where they are known.
    """
    for between in _BETWEEN:
        if graded := _graded([part for part in between.split(text.strip()) if part], most):
            return graded
    signed = _TAKEN.sub(r"trừ \1 điểm", _GIVEN.sub(r"cộng \1 điểm", text))
    said = _EACH.sub(r"\1 điểm", _ADDED.sub(r"\1 điểm", signed))
    return _AT_MOST.sub(r"\1 điểm", said) if _RULE.search(said) else said


def _graded(parts: list[str], most: Decimal | None) -> str:
    """Return a list of grades, each with a number alone, with `điểm` behind each number; "" for any other."""
    items = [item for part in parts if (item := _ITEM.fullmatch(part)) is not None]
    points = [value for item in items if (value := exact_points(item["points"])) is not None]
    if len(parts) < _FEWEST or len(points) < len(parts):
        return ""
    grades = all(is_grade(item["name"]) for item in items)
    apart = all(item["sign"].strip() for item in items)
    falling = points == sorted(set(points), reverse=True)
    sure = grades or (apart and any(_GRADES.search(item["name"]) for item in items)) or (falling and not points[-1])
    if not sure or (max(points) != most and not (most is None and grades)):
        return ""
    return "; ".join(f"{item['name']}: {item['points']} điểm" for item in items)
