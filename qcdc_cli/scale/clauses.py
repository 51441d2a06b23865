"""What the words of a criterion say about its points, clause by clause: `mỗi tin, bài 0,5 điểm`, `dưới 70 %: 0 điểm`.

A clause is understood as a whole or not at all; one that names points and is not understood makes the note unclear.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.language.names import fold
from qcdc_cli.problems import QcdcError
from qcdc_cli.values import read_number

_LONGEST_NAME = 12  # words of a level's name
_LONGEST_UNIT = 8

_N = r"[0-9]+(?:[.,][0-9]+)?"
_POINT = r"(?:điểm|đ(?!\w)|points?\b|pts?\b)"
_AMOUNT = rf"(?P<points>{_N})\s*{_POINT}"
_VERB = r"(?:thì|sẽ|được|cộng|tính|thưởng|chấm|đạt|cho|hưởng|ghi|thêm|là|mức|gives?|gets?|earns?|is)"
# After `không` a verb is part of what is said: `chưa đạt 5 điểm` is the level `chưa đạt`.
_SEPARATOR = rf"(?:[\s:=,–—-]+(?<!không\s)(?<!chưa\s)(?<!not\s){_VERB}(?=[\s:=]))*[\s:=,–—-]+"
_TAKE = r"(?:trừ|(?<!xử\s)(?<!hình\s)phạt)"  # `quyết định xử phạt` is something that is counted
_OFF = rf"(?:bị\s+)?(?:{_TAKE}|loses?|costs?|minus|deducts?)\s+(?:đi\s+)?"
_OFF_AMOUNT = rf"{_OFF}(?P<points>{_N})(?:\s*{_POINT})?"
_ONE = r"(?:(?:0?1|một|one)\s+(?!(?:số|vài|phần|trong|of)\b))"
_UNIT = r"(?P<unit>[^\W\d_](?:[^\d%;:/]{0,80}?[^\W\d_])?)"
_EACH = r"(?:(?:cứ\s+)?mỗi(?:\s+một)?|cứ\s+có|cứ|each|every)\s+"
_PER = r"(?:/|cho\s+mỗi|cho\s+một|mỗi|for\s+each|for\s+every|per)"
_WORDS = r"[^\d;:]{0,60}?"
_HEADED = r"[^\d;]{0,60}?"  # with what a rule is about before it: `đơn thư vượt cấp: 01 đơn trừ 1 điểm`

_PERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<before>{_WORDS})\b{_EACH}{_ONE}?{_UNIT}{_SEPARATOR}{_AMOUNT}",
        rf"(?P<before>{_WORDS}){_AMOUNT}\s*{_PER}\s*{_ONE}?{_UNIT}",
        rf"(?P<before>{_HEADED})\b{_ONE}{_UNIT}\s+(?:được\s+)?(?:cộng|thưởng)\s+{_AMOUNT}",
    )
)
_FAULT = r"(?:thiếu|chậm|trễ|muộn|sai|vi phạm|vắng|bỏ sót|(?:để )?xảy ra)"
_WRONG = re.compile(rf"\b(?:{_FAULT}|không|chưa|quá hạn|late|missing|not)\b", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:không|chưa)\b", re.IGNORECASE)
_NO_FAULT = re.compile(rf"\b(?:không|chưa)\s+(?:(?:có|để|bị)\s+)*{_FAULT}\b|\bkhông\s+để\b", re.IGNORECASE)
# What is counted of anything; other units name a thing, which may well be a good one.
_OCCURRENCE = re.compile(r"(?:lần|lượt|vụ|vụ việc|trường hợp|lỗi|time|case)", re.IGNORECASE)
_OFF_PERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<before>{_HEADED})\b{_EACH}{_ONE}?{_UNIT}{_SEPARATOR}{_OFF_AMOUNT}",
        rf"(?P<before>{_HEADED})\b{_ONE}{_UNIT}{_SEPARATOR}{_OFF_AMOUNT}",
        rf"(?P<before>{_HEADED})\b{_OFF_AMOUNT}\s*{_PER}\s*{_ONE}?{_UNIT}",
    )
)
_EACH_BEFORE = re.compile(_EACH, re.IGNORECASE)
_AT_LEAST = re.compile(r"\b(?:trên|dưới|hơn|đến|tới|ít nhất|tối thiểu|đủ)\s*$", re.IGNORECASE)  # `chậm trên 1 ngày`
_COUNTING = re.compile(rf"\b(?:{_EACH}{_ONE}?|{_ONE})", re.IGNORECASE)
# `cứ thiếu 1 nội dung` is `thiếu 1 nội dung`; `cứ` before what is counted says `mỗi`.
_WHENEVER = re.compile(rf"\bcứ\s+(?=(?:{_FAULT}|không|chưa)\b[^\d;:]{{0,40}}?\s(?:{_ONE}|mỗi\s))", re.IGNORECASE)
_OFF_ONCE = re.compile(rf"{_WORDS}\b{_OFF_AMOUNT}", re.IGNORECASE)
_MOST_OF = r"(?:(?:nhưng|và|song|thì|tổng|số|điểm|mức|cộng|trừ|phạt|bị|được|thưởng|toàn mục|cả mục|but|in all)\s+)*"
_CAP = re.compile(
    rf"{_MOST_OF}(?:tối đa|không (?:\w+ )?(?:quá|vượt quá|vượt)|cao nhất|nhiều nhất|at most|up to|max(?:imum)?)\b"
    r"(?:\s+(?:không quá|là|trừ|cộng|được|chỉ|cho|tiêu chí|mục|nội dung|này|thưởng|điểm|of))*"
    rf"[\s:]*(?P<points>{_N})(?:\s*{_POINT})?",
    re.IGNORECASE,
)
_SLOPE = re.compile(
    rf"(?:{_WORDS}(?:dưới|thấp hơn|không đạt)\s+(?P<start>{_N})\s*%[\s,:]+(?:thì\s+)?)?"
    rf"(?P<words>{_WORDS}(?:(?P<step>{_N})\s*%|(?:mỗi|cứ)\s+%)[^\d;:%]{{0,40}}?)[\s,:]+{_OFF_AMOUNT}",
    re.IGNORECASE,
)
_LESS = re.compile(r"\b(?:giảm|thấp hơn|thiếu|hụt|kém|không đạt|chưa đạt|less|below|short)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(?:tăng|vượt|cao hơn|quá|chậm|more|above)\b", re.IGNORECASE)
_WHOLE = re.compile(rf"(?P<before>[^\d;:]*)(?P<value>{_N})\s*%[^\d%;:]*", re.IGNORECASE)

_MEASURED = r"(?:%(?:\s+[^\W\d_]+){0,4}?|[^\W\d_]+(?:\s[^\W\d_]+){0,2}?)"
_LOW, _HIGH = rf"(?P<low>{_N})\s*(?P<unit>{_MEASURED})?", rf"(?P<high>{_N})\s*(?P<last>{_MEASURED})?"
_TO = r"\s*(?:-|–|—|đến|tới|to)\s*"
_UNDER = r"(?P<under>dưới|chưa đến|chưa tới|<(?!=)|under|below|less than)\s*"
_OVER = r"(?:từ\s+)?(?P<over>trên|hơn|>(?!=)|over|above|more than)\s*"
_SMALLER = r"dưới|ít hơn|thấp hơn|chưa đạt|không đạt|chưa đến|chưa tới|<(?!=)|under|below|less than"
_DOWN = r"(?:trở xuống|trở lại|đổ xuống|or less|and below|and under)"
_BOUNDS = (
    rf"{_OVER}{_LOW}(?:{_TO}(?:{_UNDER})?{_HIGH})?",
    rf"(?:từ\s+)?{_LOW}{_TO}(?:{_UNDER})?{_HIGH}",
    rf"(?:(?:từ|ít nhất|tối thiểu|≥|>=|at least|from)\s*)?{_LOW}\s*(?P<up>trở lên|or more|and above|and over)",
    # Before a bare `từ`, which would take `trở xuống` for a part of the unit.
    rf"(?P<under>{_SMALLER})\s*{_HIGH}(?:\s*{_DOWN})?",
    rf"(?:từ\s+)?{_HIGH}\s*{_DOWN}",
    rf"(?:từ|ít nhất|tối thiểu|≥|>=|at least|from)\s*(?P<up>){_LOW}",
    rf"(?:không quá|≤|<=|at most|up to)\s*{_HIGH}",
    rf"(?P<exact>){_LOW}",
)
_BANDS = tuple(
    re.compile(rf"(?P<before>{_WORDS})(?<!\w){bound}{_SEPARATOR}{_AMOUNT}", re.IGNORECASE) for bound in _BOUNDS
)
_LEVEL = re.compile(rf"(?P<name>\S.*?){_SEPARATOR}{_AMOUNT}", re.IGNORECASE)

_NO_POINTS = re.compile(
    r"\bkhông (?:được |có |tính |chấm |cho |đạt )*điểm(?! (?:quá|vượt|tối đa|cao))\b|\bno points?\b", re.IGNORECASE
)
_HAS_POINTS = re.compile(
    rf"{_N}\s*{_POINT}|\b{_TAKE}\s+(?:đi\s+)?{_N}|\btrừ (?:đến |cho đến )?(?:hết|toàn bộ)|%.*\btrừ\b|"
    rf"\b(?:mỗi|cứ|each|every)\b.*{_N}$",
    re.IGNORECASE,
)
_BARE = re.compile(rf"[:=]\s*{_N}$")  # `Yếu: 0`: points too, where others beside it say that theirs are
_ALL_OFF = re.compile(r"(?:và |thì |bị )*trừ (?:đến |cho đến )?(?:hết|khi hết)(?: (?:số )?điểm)?", re.IGNORECASE)
# What makes a rule more than one: a choice, an estimate, a range of points, the second of something.
_OPEN = re.compile(
    rf"\b(?:hoặc|tùy|tuỳ|khoảng|thứ|or|depending)\b|{_N}\s*(?:-|–|—|đến|to)\s*{_N}\s*{_POINT}", re.IGNORECASE
)
_IF = re.compile(r"^(?:nếu|trường hợp|if)\s+", re.IGNORECASE)
_NO_UNIT = re.compile(
    r"\b(?:ít nhất|tối thiểu|tối đa|nếu|từ|trừ|trở lên|hoặc|mỗi|cứ|thì|at least|if|or)\b", re.IGNORECASE
)
_DONE_OR_NOT = re.compile(r"\b(?:không|chưa|đạt|not)\b", re.IGNORECASE)  # in what is given points: done, or not?
# What a rule may hang on; words before it that name one make it more than it says by itself.
_CONDITION = re.compile(
    r"\b(?:từ|kể từ|sau|ngoài|ngoại trừ|nếu|trường hợp|quá|vượt(?! cấp\b)|riêng|chỉ|trừ khi|"
    r"except|from|after|beyond|only|if)\b",
    re.IGNORECASE,
)
_TIMES = ("năm", "quý", "tháng", "tuần", "kỳ", "year", "quarter", "month", "week")
_NO_BAND = re.compile(r"\b(?:thiếu|chậm|trễ|trừ|giảm|không|chưa|vượt|hụt|mỗi|cứ|quá hạn)\b", re.IGNORECASE)
_UNDER_WORDS = re.compile(r"\b(?:dưới|under|below)\b|<", re.IGNORECASE)
_NO_LEVEL = re.compile(
    rf"\b(?:mỗi|cứ|từng|{_TAKE}|tối đa|không quá|cộng thêm|thêm|each|every|at most|per)\b|[%/:]|"
    rf"\d\s*(?:điểm|points?)\b",
    re.IGNORECASE,
)
_BEGINNING = (
    r"(?:từ|dưới|trên|thiếu|chậm|trễ|mỗi|cứ|tối đa|không|nhưng|trừ|phạt|giảm|còn|nếu|đạt|chưa|cao nhất|các|"
    r"under|over|each|every|at most|up to|from|less|more)\b|[<>≥≤]"
)
_LIMITING = (
    r"(?:(?:nhưng|và|song)\s+)?(?:(?:bị\s+)?(?:trừ|phạt)\s+)?(?:tổng\s+)?"
    r"(?:tối đa|không (?:trừ |cộng |được )?(?:quá|vượt))"
)
_PARTS = re.compile(
    rf"(?<=[\w,])\s+(?=(?:nhưng|và|song)\s+{_LIMITING})|(?:(?<=điểm)|(?<=\dđ))\s+(?={_LIMITING})|[;\n]|\.(?=\s|$)|(?<=điểm)\s*,|(?<=đ)\s*,|,(?=\s*{_BEGINNING})|(?<![\d%])\s[-+–•]\s(?!\d)",
    re.IGNORECASE,
)
# A line that goes on: broken in the middle of a sentence, or before the points alone.
_GOES_ON = re.compile(
    rf"(?<=[:,])\s*\n\s*|(?<=[^\W\d_])(?<!điểm)(?<!\dđ)\n(?=(?-i:[a-zà-ỹđ])(?![.)/]))|\n(?={_N}\s*{_POINT}\s*(?:[;.,\n]|$))",
    re.IGNORECASE,
)
# The sign of a line in a list: `1. `, `a) `.
_MARKER = re.compile(r"(?:\n|(?<=điểm)[;.,]?\s+)(?:[0-9]{1,2}|[a-zđ])[.)]\s+|\n(?:[0-9]{1,2}|[a-zđ])/\s+")
_AROUND = " \t.,:-–—+•*"


class RangeEnd(NamedTuple):
    """An end of a range, and whether the value itself belongs to it."""

    value: Decimal
    included: bool


class Per(NamedTuple):
    """So many points for each of something, or off for each.

    Attributes:
        each: the points.
        unit: what is counted; of a fault with the word of the fault, `văn bản thiếu`.
        off: they are taken off.
        fault: it is something done wrong.
        name: what is counted, in all the words that stand before the points.
    """

    each: Decimal
    unit: str
    off: bool
    fault: bool
    name: str


class Cap(NamedTuple):
    """The most points, or the most that is taken off."""

    points: Decimal
    off: bool


class Slope(NamedTuple):
    """So many points off for each step of percent that is missing, under `start` where the words name it."""

    step: Decimal
    points: Decimal
    start: Decimal | None


class Range(NamedTuple):
    """Points for values of a range; an end that is None is not named, `upwards` where the words say that it is open."""

    low: RangeEnd | None
    high: RangeEnd | None
    upwards: bool
    unit: str
    points: Decimal


class Grade(NamedTuple):
    """Points of a level."""

    name: str
    points: Decimal


class Clause(NamedTuple):
    """One clause, in all ways that it can be read.

    Attributes:
        text: the clause.
        names_points: it says something about points.
        per, cap, slope, range, grade: what it is; None for what it is not.
        off_once: the points that it takes off once, or None.
        whole: the percentage that it names without points, or None.
        condition: it names no points, and when the rules beside it hold.
    """

    text: str
    names_points: bool
    per: Per | None = None
    cap: Cap | None = None
    slope: Slope | None = None
    range: Range | None = None
    grade: Grade | None = None
    off_once: Decimal | None = None
    whole: Decimal | None = None
    condition: bool = False

    @property
    def unclear(self) -> bool:
        """True when it names points, and nobody can tell from it alone what they are given for."""
        read = (self.per, self.cap, self.slope, self.range, self.grade, self.off_once)
        return self.names_points and all(one is None for one in read)


def clauses_of(text: str) -> Iterator[Clause]:
    """Yield the clauses of a text, each once however often it stands there."""
    lines = _MARKER.sub("\n", _GOES_ON.sub(" ", f"\n{text}"))
    parts = (" ".join(part.split()).strip(_AROUND) for part in _PARTS.split(re.sub("[()]", " ", lines)))
    apart = {fold(part): part for part in parts if part and not _ALL_OFF.fullmatch(part)}
    points = any(_HAS_POINTS.search(part) for part in apart.values())
    yield from (_clause(part, points=points) for part in apart.values())


def _clause(text: str, *, points: bool) -> Clause:
    words = _NO_POINTS.sub("0 điểm", text)
    if points and _BARE.search(words):
        words = f"{words} điểm"
    if not _HAS_POINTS.search(words):
        return _without_points(text)
    words = _IF.sub("", words)
    if (doubtful := _OPEN.search(words)) is not None:
        one_of = doubtful[0].casefold() in ("hoặc", "or")  # a level may be one thing or another; a rule may not
        return Clause(text, names_points=True, grade=_grade(words) if one_of else None)
    takes_off = re.search(rf"\b{_TAKE}\b", words, re.IGNORECASE)
    if takes_off is not None and "%" in words[: takes_off.start()]:
        return Clause(text, names_points=True, slope=_slope(words))
    if (per := _per(words)) is not None:
        return Clause(text, names_points=True, per=per)
    if (cap := _cap(words)) is not None:
        return Clause(text, names_points=True, cap=cap)
    once = _OFF_ONCE.fullmatch(words)
    if once is not None:
        return Clause(text, names_points=True, off_once=_exact(once["points"]))
    if takes_off is not None:  # never points that a range or a level gives
        return Clause(text, names_points=True)
    return Clause(text, names_points=True, range=_range(words), grade=_grade(words))


def _without_points(text: str) -> Clause:
    """Read what stands beside rules: the value that all points are given for, or when the rules hold."""
    match = _WHOLE.fullmatch(text)
    if match is not None and not _NO_BAND.search(match["before"]) and not _UNDER_WORDS.search(match["before"]):
        return Clause(text, names_points=False, whole=_exact(match["value"]))
    begins = _CONDITION.match(text) is not None
    return Clause(text, names_points=False, condition=begins or re.search(rf"{_N}\s*%", text) is not None)


def _exact(text: str) -> Decimal | None:
    """Return the number that a text is; None where it could be thousands, or is too long to be exact."""
    try:
        return read_number(text)
    except QcdcError:
        return None


def _slope(words: str) -> Slope | None:
    match = _SLOPE.fullmatch(words)
    if match is None or not _LESS.search(match["words"]) or _MORE.search(match["words"]):
        return None
    step, points = _exact(match["step"] or "1"), _exact(match["points"])
    return Slope(step, points, _exact(match["start"]) if match["start"] else None) if step and points else None


def _per(words: str) -> Per | None:
    words = _WHENEVER.sub("", words)
    off = re.search(rf"\b{_OFF_AMOUNT}", words, re.IGNORECASE) is not None
    for pattern in _OFF_PERS if off else _PERS:
        match = pattern.fullmatch(words)
        if match is None or any(one.search(match["before"]) for one in (_CONDITION, _EACH_BEFORE, _AT_LEAST)):
            continue
        counted, each = match["unit"].strip(_AROUND), _exact(match["points"])
        unit = _unit(match["before"], counted, off=off)
        apart = unit.casefold().split()
        if not apart:
            continue
        of_time = not off and apart[0] in _TIMES and len(apart) > 1  # each quarter something: not so many quarters
        said = words[match.start("unit") : match.start("points")]  # `chỉ tiêu đạt 2 điểm`: reached, or given?
        doubtful = of_time or _NO_UNIT.search(unit) or (not off and _DONE_OR_NOT.search(said or counted))
        if each and len(apart) <= _LONGEST_UNIT and not doubtful:
            fault = re.search(rf"\b(?:{_FAULT}|bị)\b", words, re.IGNORECASE) is not None
            name = _COUNTING.sub("", re.split(rf"\b{_OFF}|{_AMOUNT}", words, maxsplit=1, flags=re.IGNORECASE)[0])
            name = name.strip(_AROUND) or unit
            return Per(each, unit, off, fault, f"{name[:1].upper()}{name[1:]}")
    return None


def _unit(before: str, counted: str, *, off: bool) -> str:
    """Return what is counted with the word of the fault before it; "" where the fault cannot be told from the words.

    `thiếu 1 văn bản` counts `văn bản thiếu`, `không nộp báo cáo trừ 2 điểm/báo cáo` counts `báo cáo không nộp`.
    """
    headed = before.rstrip().endswith(":")
    before = before.rstrip(" :").rpartition(":")[2].strip(_AROUND)
    if not before or before.casefold() == "có" or _WRONG.search(counted):
        return counted
    if _NO_FAULT.search(before) or (headed and _NEGATED.search(before)):
        return ""  # what should be so, or what is wrong?
    if f"{before.casefold()} ".startswith(f"{counted.casefold()} "):
        return f"{before[:1].lower()}{before[1:]}"
    wrong = _WRONG.search(before)
    fault = before[wrong.start() :].casefold().removeprefix("để ") if wrong else ""
    fault = fault.removesuffix(counted.casefold()).strip()
    if not fault or "," in fault or fault.endswith(" số"):  # `không đủ số lần`
        return counted if not off or _OCCURRENCE.fullmatch(counted) else ""
    return f"{counted} {fault}"


def _cap(words: str) -> Cap | None:
    match = _CAP.fullmatch(words)
    if match is None or "%" in words or re.search(rf"\b{_EACH}", words, re.IGNORECASE):
        return None
    points = _exact(match["points"])
    return None if points is None else Cap(points, bool(re.search(rf"\b(?:{_TAKE}|off)\b", words, re.IGNORECASE)))


def _range(words: str) -> Range | None:
    for pattern in _BANDS:
        match = pattern.fullmatch(words)
        if match is None or _NO_BAND.search(match["before"]):
            continue
        found = match.groupdict()
        points = _exact(found["points"])
        low = _exact(found["low"]) if found.get("low") else None
        high = _exact(found["high"]) if found.get("high") else None
        if "exact" in found:
            high = low
        if points is None or (low is None and high is None):
            return None
        unit = found.get("unit") or found.get("last") or ""
        return Range(
            None if low is None else RangeEnd(low, not found.get("over")),
            None if high is None else RangeEnd(high, not found.get("under")),
            "up" in found,
            "%" if unit.startswith("%") else unit.casefold(),
            points,
        )
    return None


def _grade(words: str) -> Grade | None:
    match = _LEVEL.fullmatch(words)
    if match is None:
        return None
    name, points = match["name"].strip(_AROUND), _exact(match["points"])
    if points is None or _NO_LEVEL.search(name) or not name or len(name.split()) > _LONGEST_NAME:
        return None
    return Grade(f"{name[:1].upper()}{name[1:]}", points)
