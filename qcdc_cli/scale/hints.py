"""Guesses from a criterion's words how it may be scored. Only ever proposed: a person decides."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.language import say
from qcdc_cli.language.names import bare
from qcdc_cli.problems import QcdcError
from qcdc_cli.scale.writing import flow, number
from qcdc_cli.values import read_number

_AMOUNT = r"(?P<points>[0-9]+(?:[.,][0-9]+)?)\s*(?:điểm|đ\b|points?\b)"
_WORDS = r"(?P<unit>[^\W\d_][^.;:,()]{0,60}?)"
_COUNTS = (
    re.compile(
        rf"\b(?:mỗi|cứ|thêm|each|every)\s+(?:0?1\s+|một\s+)?{_WORDS}\s*(?:thì\s+)?"
        rf"(?:được|cộng|tính|thưởng|chấm|đạt|gives?|gets?|earns?)\s+(?:thêm\s+|cộng\s+|thưởng\s+)?{_AMOUNT}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?<!trừ )(?<!minus )\b{_AMOUNT}\s*(?:/|cho mỗi|mỗi|for each|per)\s*{_WORDS}(?=$|[.;:,()])", re.IGNORECASE
    ),
)
_DEDUCTIONS = (
    re.compile(
        rf"\b(?:mỗi|cứ|each|every)\s+(?:0?1\s+|một\s+)?{_WORDS}\s*(?:thì\s+)?(?:bị\s+)?"
        rf"(?:trừ|loses?|costs?)\s+(?:đi\s+)?{_AMOUNT}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?:trừ|minus|deduct)\s+{_AMOUNT}"
        rf"(?:\s*(?:/|cho mỗi|mỗi|for each|per)\s*(?:0?1\s+)?{_WORDS}(?=$|[.;:,()]))?",
        re.IGNORECASE,
    ),
)
_PERCENT = re.compile(r"(?P<from>[0-9]{1,3}(?:[.,][0-9]+)?)\s*%")
_UNDER = re.compile(r"^\W*(?:dưới|under|less than|below|<)\s*[0-9]", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:tỷ lệ|tỉ lệ|ratio|share|percentage)\b|%", re.IGNORECASE)
_PIECES = re.compile(r"[;\n]|(?<=điểm)\s*[,.]|\s[-+–•]\s")
_LEVEL = re.compile(
    r"(?:^|\W)(?P<name>xuất sắc|tốt|khá|trung bình|đạt yêu cầu|yếu|kém|excellent|good|fair|average|poor)\b",
    re.IGNORECASE,
)
_LEVEL_POINTS = re.compile(rf"(?P<name>[^:;]{{1,60}}?)\s*[:=]\s*{_AMOUNT}", re.IGNORECASE)
_MET = re.compile(r"\b(?:không đạt|chưa đạt|đạt/không|có/không|not met|met or not)\b", re.IGNORECASE)
_ENOUGH = 2
_LONGEST_LEVEL = 12  # words of a level's name
_LONGEST = 2_000  # characters; what says more speaks of everything, and takes its time to look through


class Hint(NamedTuple):
    """A way of scoring that a criterion's words speak of.

    Attributes:
        text: what the words seem to say.
        lines: the lines of YAML that would say it, at the criterion's own depth; they may be incomplete in meaning,
            never in form.
    """

    text: str
    lines: tuple[str, ...]


def hints(words: str, name: str, points: Decimal | None, *, penalty: bool = False) -> Iterator[Hint]:
    """Yield the ways of scoring that a criterion's words speak of, the surest first.

    Args:
        words: its name and guide.
        name: its name alone.
        points: its most points, where they are known.
        penalty: it takes points off a total instead of giving some.
    """
    if len(words) > _LONGEST:
        return
    deducted = _each(words, _DEDUCTIONS)
    counted = _each(words, _COUNTS) if deducted is None else None
    if deducted is not None and penalty:
        yield Hint(
            say("câu chữ nói trừ điểm mỗi lần: trừ theo số lượng?", "it speaks of points off for each: by count?"),
            (f"count: {_amount(*deducted)}",),
        )
    elif deducted is not None:
        text = say(
            "câu chữ nói trừ điểm theo lần: chấm theo số lần vi phạm?", "it speaks of points off: by violations?"
        )
        yield Hint(text, (f"deduct: {_amount(*deducted, floor='0')}",))
    elif counted is not None:
        text = say(
            "câu chữ nói mỗi cái được bấy nhiêu điểm: chấm theo số lượng?", "it speaks of points for each: by count?"
        )
        yield Hint(text, (f"count: {_amount(*counted)}",))
    bands = _bands(words)
    levels = _levels(words, points)
    if bands:
        table = ", ".join(flow({**({"from": bound} if bound else {}), "points": given}) for bound, given in bands)
        yield Hint(
            say("câu chữ nói điểm theo khoảng tỷ lệ: chấm theo khoảng?", "it speaks of points by percent: by bands?"),
            (f'bands: {{unit: "%", table: [{table}]}}',),
        )
    elif _SHARE.search(words):
        text = say(
            "câu chữ nói đến tỷ lệ: chấm theo tỷ lệ đạt chỉ tiêu (cần `rounding`), hay theo khoảng?",
            "it speaks of a share: by the share of a target (needs `rounding`), or by bands?",
        )
        top = number(points) if points is not None else "1"
        yield Hint(
            text,
            (
                f"ratio: {flow({'unit': say('đơn vị tính', 'unit')})}",
                f'bands: {{unit: "%", table: [{{from: 100, points: {top}}}, {{points: 0}}]}}',
            ),
        )
    if levels:
        lines = tuple(f"  {identity}: {flow({'name': level, 'points': given})}" for identity, level, given in levels)
        yield Hint(
            say("câu chữ nói đến các mức: chấm theo mức?", "it speaks of levels: by level?"), ("levels:", *lines)
        )
    elif not bands and len({match["name"].casefold() for match in _LEVEL.finditer(words)}) >= _ENOUGH:
        yield Hint(
            say(
                "câu chữ nói đến các mức: nếu chấm theo mức, thêm `levels` với điểm từng mức",
                "it speaks of levels: to score by level, add `levels` with the points of each",
            ),
            (),
        )
    if _MET.search(words):
        yield Hint(
            say(
                "câu chữ nói đạt, không đạt: chấm đạt hoặc không?", "it speaks of met and not met: all points or none?"
            ),
            (f"pass: {flow(name)}",),
        )


def _each(words: str, patterns: tuple[re.Pattern[str], ...]) -> tuple[str, str] | None:
    for pattern in patterns:
        match = pattern.search(words)
        each = _exactly(match["points"]) if match is not None else None
        if match is not None and each:
            return each, " ".join((match["unit"] or say("lần", "time")).split())
    return None


def _amount(each: str, unit: str, floor: str = "") -> str:
    return f"{{each: {each}, unit: {flow(unit)}{f', floor: {floor}' if floor else ''}}}"


def _exactly(text: str) -> str:
    """Return a number as it is written in braces, "" for what is none above 0."""
    try:
        value = read_number(text)
    except QcdcError:
        return ""
    return number(value) if value > 0 else ""


def _bands(words: str) -> list[tuple[str, str]]:
    """Return bounds and points of bands, the highest first; nothing unless all of them can be read."""
    found: dict[str, str] = {}
    for piece in _PIECES.split(words):
        percent, amount = _PERCENT.search(piece), re.search(_AMOUNT, piece, re.IGNORECASE)
        if percent is None or amount is None:
            continue
        bound = "" if _UNDER.search(_opening(piece, percent.start())) else number(read_number(percent["from"]))
        given = number(Decimal(amount["points"].replace(",", ".")))
        if bound in found:
            return []
        found[bound] = given
    if len(found) < _ENOUGH:
        return []
    found.setdefault("", "0")
    return sorted(found.items(), key=lambda band: Decimal(band[0] or -1), reverse=True)


def _opening(piece: str, end: int) -> str:
    """Return the words right before a percentage, with its first digit."""
    words = piece[:end].split()
    return f"{words[-1] if words else ''} {piece[end]}"


def _levels(words: str, most: Decimal | None) -> list[tuple[str, str, str]]:
    """Return ids, names and points of levels; nothing unless two are named with points, or the best gives the most."""
    found: dict[str, tuple[str, str]] = {}
    for piece in _PIECES.split(words):
        match = _LEVEL_POINTS.search(piece)
        if match is None or _PERCENT.search(piece) or len(match["name"].split()) > _LONGEST_LEVEL:
            continue
        level = match["name"].strip(" -–+•.")
        identity = re.sub(r"[^a-z0-9]+", "-", bare(level)).strip("-")[:30].strip("-")
        if not identity or identity in found:
            return []
        found[identity] = level[:1].upper() + level[1:], number(Decimal(match["points"].replace(",", ".")))
    named = all(_LEVEL.search(name) for name, _ in found.values())
    sure = named or max((Decimal(given) for _, given in found.values()), default=None) == most
    return [(identity, *level) for identity, level in found.items()] if sure and len(found) >= _ENOUGH else []
