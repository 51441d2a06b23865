"""Reads cells of points as people write them: `10`, `4,5`, `10đ`, `tối đa 10 điểm`, `−2`, `0 – 5`."""

import re
from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.language import Text
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.values import read_number
from qcdc_cli.workbook.reading.book import Found

_AROUND = re.compile(
    r"(?<![^\W\d_])(?:tổng|tối đa|không quá|đến|cộng|thưởng|điểm|đ|points?|pts?|max(?:imum)?|at most|up to)\b|[()≤:/*]",
    re.IGNORECASE,
)
_MINUS = re.compile(r"(?:[-–—−]|\b(?:trừ|minus)\b)\s*", re.IGNORECASE)
_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_RANGE = re.compile(rf"(?:từ|from)?\s*({_NUMBER})\s*(?:[-–—−]|đến|to)\s*({_NUMBER})", re.IGNORECASE)
_UNIT = re.compile(r"(?<![^\W\d_])(?:điểm|points?|đ)\b|[()]", re.IGNORECASE)
_NO_POINTS = {
    "date": Text("ngày tháng", "a date"),
    "percent": Text("phần trăm", "a percentage"),
    "boolean": Text("đúng/sai", "true or false"),
    "error": Text("giá trị lỗi", "an error value"),
}


class PointsCell(NamedTuple):
    """What a cell of points holds.

    Attributes:
        value: the points; None where the cell gives no number.
        text: what stands there, where a person must look at it, else "".
        formula: it is a formula, whose result is not believed.
        readings: the numbers that points such as `1.000` may mean, 1000 and 1, while nothing has decided.
    """

    value: Decimal | None = None
    text: str = ""
    formula: bool = False
    readings: tuple[Decimal, ...] = ()


NO_POINTS = PointsCell()


def read_points(found: Found | None) -> PointsCell:
    """Read a cell of points: `10`, `4,5`, `10đ`, `tối đa 10 điểm`, `−2`, `0 – 5`; or say that it is none.

    Raises:
        QcdcError: Q753 for what a number was turned into, Q301 or Q302 for a number that cannot be read exactly.
    """
    if found is None or not found.text:
        return NO_POINTS
    if found.what == "formula":
        return PointsCell(None, found.text, formula=True)
    if found.what in _NO_POINTS:
        raise QcdcError(Problem("Q753", {"found": found.text, "what": _NO_POINTS[found.what]}, found.text))
    if found.what == "number" and re.fullmatch(r"-?[0-9]{1,9}(?:\.[0-9]{1,6})?", found.text):
        return PointsCell(Decimal(found.text))
    return points_from_text(found.text)


def either_reading(refused: QcdcError, text: str) -> PointsCell:
    """Return what may be meant by points that have two readings, as Q302 has them; raise any other refusal again."""
    if refused.problem.code != "Q302":
        raise refused
    written = (str(refused.problem.values[way]) for way in ("thousands", "decimal"))
    return PointsCell(None, text, readings=tuple(abs(Decimal(way.replace(",", "."))) for way in written))


def points_from_text(text: str) -> PointsCell:
    """Read points in a text, as `read_points` does."""
    words = " ".join(text.split())
    between = _RANGE.fullmatch(" ".join(_UNIT.sub(" ", words).split()))
    if between is not None:
        lower, upper = read_number(between[1]), read_number(between[2])
        return PointsCell(upper, "" if lower == 0 else text) if lower < upper else PointsCell(None, text)
    plain = " ".join(_AROUND.sub(" ", words).split()).rstrip(".").removeprefix("+").strip()
    minus = _MINUS.match(plain)
    digits = plain[minus.end() :].strip() if minus else plain
    if not re.fullmatch(_NUMBER, digits):
        return PointsCell(None, text)
    number = read_number(digits)
    return PointsCell(-number if minus else number)


def reads_as_points(text: str) -> bool:
    """Return whether a cell is a number of points, even one that cannot be read exactly, and no sentence."""
    try:
        return points_from_text(text).value is not None
    except QcdcError:
        return True


def exact_points(text: str) -> Decimal | None:
    """Return the number in a text that is read as points; None where it has none, or none that can be read exactly."""
    try:
        return points_from_text(text).value
    except QcdcError:
        return None
