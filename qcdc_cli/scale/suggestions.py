"""Ways of scoring that a criterion's words name, as YAML to take or to leave; where they leave a doubt, a question.

Nothing here is ever a rule by itself, and nothing is proposed that the words, or the column of points, contradict.
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from itertools import pairwise

from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.language.names import fold, slug
from qcdc_cli.scale.bare_points import with_point_words
from qcdc_cli.scale.clauses import Clause, Grade, Per, Range, RangeEnd, Slope, clauses_of
from qcdc_cli.scale.nodes import ScaleNode
from qcdc_cli.scale.questions import Question, ask
from qcdc_cli.values import MOST_DECIMALS
from qcdc_cli.yamltext.new_text import in_braces, printable_lines, yaml_number

_SHARE = re.compile(r"\b(?:tỷ lệ|tỉ lệ|ratio|share|percentage)\b|%", re.IGNORECASE)
_LEVEL = re.compile(
    r"(?:^|\W)(?P<name>xuất sắc|tốt|khá|trung bình|đạt yêu cầu|yếu|kém|excellent|good|fair|average|poor)\b",
    re.IGNORECASE,
)
_MET = re.compile(r"\b(?:không đạt|chưa đạt|đạt/không|có/không|not met|met or not)\b", re.IGNORECASE)
_NOT_MET = ("không đạt", "chưa đạt", "không", "not met")
_PERCENT, _WHOLE = "%", Decimal(100)
_FEWEST = 2  # bands or levels
_LONGEST_LEVEL_ID = 30
_LONGEST_QUOTE = 80
_LONGEST = 2_000  # characters; a longer text fits every way of scoring, and takes long to search
_ZERO = Decimal(0)


class _Doubt(Exception):  # noqa: N818 - no error: the way out of reading a note, to a question
    """Why a note cannot be turned into one way of scoring, in the language in use."""


def suggestions(name: str, guide: str, points: Decimal | None, *, penalty: bool = False) -> Iterator[Question]:
    """Yield the way of scoring that a criterion's words name, or what they leave open.

    Args:
        name: its name.
        guide: how the table says to judge it, or "".
        points: its most points, where they are known.
        penalty: it takes points off a total instead of giving some.
    """
    words = f"{name}; {guide}" if guide else name
    if len(words) > _LONGEST:
        return
    # Of a name only what is surely a rule counts: others name points of something else ("đạt 80 điểm trở lên").
    most = None if points is None else abs(points)
    named_points = clauses_of(with_point_words(name, most))
    own = [one for one in named_points if one.per or one.slope or one.cap or one.whole is not None]
    noted = [
        one
        for one in clauses_of(with_point_words(guide, most))
        if all(fold(one.text) != fold(named.text) for named in own)
    ]
    clauses = [*own, *noted]
    try:
        found = list(_ways(clauses, name, most, penalty=penalty))
    except _Doubt as doubt:
        quoted = _quoted(name, guide, own, noted)
        yield ask(
            f"bảng ghi “{quoted}”; {doubt}: chấm theo cách nào?",
            f"the table says “{quoted}”; {doubt}: how is it scored?",
        )
        return
    yield from found or _hints(words, name, points)


def level_suggestions(node: ScaleNode) -> Iterator[Question]:
    """Yield the way of scoring that a criterion's levels in rows of their own are: bands, or levels.

    Args:
        node: a criterion with levels.
    """
    grades = [Grade(level.name, level.points.value or _ZERO) for level in node.levels]
    said = [list(clauses_of(f"{grade.name}: {grade.points:f} điểm")) for grade in grades]
    ranges = [one.range for clauses in said for one in clauses if one.range is not None]
    first, last = node.levels[0].row, node.levels[-1].row
    rows = say(f"các dòng {first}–{last} là các mức để chọn một", f"rows {first}–{last} are levels to choose one of")
    if len(ranges) == len(grades) == sum(map(len, said)):
        with suppress(_Doubt):
            found = _by_bands(ranges, node.points.value, penalty=False)
            yield found._replace(text=f"{rows}; {found.text}")
            return
    try:
        found = _by_levels(grades, node.name, node.points.value, penalty=False)
        yield found._replace(text=f"{rows}; {found.text}")
    except _Doubt as doubt:
        yield ask(f"{rows}; {doubt}: chấm theo cách nào?", f"{rows}; {doubt}: how is it scored?")


def _quoted(name: str, guide: str, own: Sequence[Clause], noted: Sequence[Clause]) -> str:
    """Return the words that name points as the table has them, from the first clause on; ` / ` breaks a line."""
    texts = []
    for text, clauses in ((name, own), (guide, noted)):
        line = printable_lines(text).replace("\n", " / ")
        first = next((one.text for one in clauses if one.names_points), None)
        if first is not None:
            texts.append(line[max(line.find(first), 0) :].rstrip(" .;"))
    words = "; ".join(texts)
    return f"{words[:_LONGEST_QUOTE].rstrip()}…" if len(words) > _LONGEST_QUOTE else words


def _ways(clauses: Sequence[Clause], name: str, most: Decimal | None, *, penalty: bool) -> Iterator[Question]:
    """Yield the one way of scoring that all clauses together name; nothing where they name none.

    Raises:
        _Doubt: where they contradict each other or the column of points, or can be read in several ways.
    """
    rules = [one for one in clauses if one.names_points]
    unclear = next((one for one in rules if one.unclear), None)
    if rules and any(one.condition for one in clauses):
        raise _Doubt(say("còn kèm điều kiện", "there is a condition beside it"))
    if unclear is not None:
        raise _Doubt(say("chưa rõ điểm tính cho gì", "it is not clear what the points are for"))
    caps = [one.cap for one in rules if one.cap is not None]
    others = [one for one in rules if one.cap is None]
    pers = list(dict.fromkeys(one.per for one in others if one.per is not None))
    if len(pers) > 1 and any(one.per for one in clauses_of(name)):  # one rule in other words, or two?
        raise _Doubt(say("tên và ghi chú nêu khác nhau", "name and notes differ"))
    slopes = [one.slope for one in others if one.slope is not None]
    ranges = [one.range for one in others if one.range is not None]
    grades = [one.grade for one in others if one.grade is not None]
    off_caps = {cap.points for cap in caps if cap.off}
    contrary = [cap.points for cap in caps if most not in (None, cap.points) and (penalty or not cap.off)]
    if contrary:
        raise _Doubt(_contrary(contrary[0], most))
    full = [one for one in others if one.off_once is None and most is not None and _gives(one) == most]
    apart = [one for one in others if one not in full]
    if pers and all(one.per is not None for one in (apart if pers[0].off else others)):
        yield _counted(pers, off_caps, most, penalty=penalty)
    elif slopes and all(one.slope is not None for one in apart) and not off_caps - {most}:
        yield _falling(slopes, [*full, *(one for one in clauses if one.whole is not None)], most, penalty=penalty)
    elif pers or slopes or off_caps:
        raise _Doubt(say("có nhiều cách tính điểm trong đó", "it names several ways to score"))
    elif others and len(others) == len(ranges) and len(ranges) >= _FEWEST:
        yield _by_bands(ranges, most, penalty=penalty)
    elif others and len(others) == len(grades) and len(grades) >= _FEWEST:
        yield _by_levels(grades, name, most, penalty=penalty)
    elif any(one.off_once not in (None, most) for one in others):
        raise _Doubt(say("chưa rõ trừ một lần hay mỗi lần", "it is not clear whether once or each time"))
    elif any(_gives(one) != most for one in others):
        raise _Doubt(_contrary(next(given for one in others if (given := _gives(one)) not in (None, most)), most))


def _gives(clause: Clause) -> Decimal | None:
    """Return the points that a clause gives for a level, a range, or takes off once."""
    named = clause.grade or clause.range
    return clause.off_once if named is None else named.points


def _contrary(said: Decimal, most: Decimal | None) -> str:
    if most is None:
        return say("cột điểm không ghi số điểm", "the column of points has no number")
    return say(
        f"cột điểm ghi {figure(most)}, không phải {figure(said)}",
        f"the column of points has {figure(most)}, not {figure(said)}",
    )


def _given_in_penalty() -> _Doubt:
    return _Doubt(say("đây là mục trừ điểm, bảng lại cho điểm theo mức", "it is a penalty, but gives points by level"))


def _counted(pers: Sequence[Per], off_caps: set[Decimal], most: Decimal | None, *, penalty: bool) -> Question:
    """Return so many points for each of something, or off for each."""
    per = pers[0]
    if len(pers) > 1 and (penalty or not all(one.off for one in pers)):
        raise _Doubt(say("có nhiều mức điểm cho mỗi loại", "it names several points for each"))
    if most is not None and per.each > most:
        raise _Doubt(
            say(
                f"một {per.unit} đã là {figure(per.each)} điểm, vượt cột điểm ({figure(most)})",
                f"one {per.unit} is {figure(per.each)}, above the column of points ({figure(most)})",
            )
        )
    keys = f"each: {yaml_number(per.each)}, unit: {in_braces(per.unit)}"
    if penalty:
        once = per.each == most  # a cap of one, or a column that repeats what each takes off?
        points = figure(per.each)
        vietnamese = f"; cột điểm cũng ghi {points}: nếu không phải mức trừ tối đa thì sửa `points`" if once else ""
        english = f"; the column of points has {points}, too: if that is not the most, correct `points`" if once else ""
        return ask(
            f"bảng ghi trừ điểm mỗi lần{vietnamese}: trừ theo số lượng?",
            f"the table takes points off for each{english}: by count?",
            f"count: {{{keys}}}",
        )
    if not per.off and (off_caps or per.fault):
        raise _Doubt(say("chưa rõ là cộng hay trừ", "it is not clear whether points are given or taken off"))
    if not per.off:
        if per.each == most:
            raise _Doubt(say("một lần đã đạt điểm tối đa", "a single one gives all points"))
        return ask(
            "bảng ghi điểm cho mỗi việc: chấm theo số lượng?",
            "the table gives points for each: by count?",
            f"count: {{{keys}}}",
        )
    if len(off_caps) > 1 or (off_caps and (most is None or max(off_caps) > most)):
        raise _Doubt(say("chưa rõ trừ tối đa bao nhiêu", "it is not clear how much is taken off at most"))
    floor = most - max(off_caps) if off_caps and most is not None else _ZERO
    if len(pers) > 1:
        return _by_faults(pers, floor, most)
    return ask(
        "bảng ghi trừ điểm theo lần: chấm theo số lần vi phạm?",
        "the table takes points off: by violations?",
        f"deduct: {{{keys}, floor: {yaml_number(floor)}}}",
    )


def _by_faults(pers: Sequence[Per], floor: Decimal, most: Decimal | None) -> Question:
    """Return several kinds of faults that each take off so many points."""
    ids = [slug(one.name, _LONGEST_LEVEL_ID) for one in pers]
    if "" in ids or len(set(ids)) < len(ids) or any(most is not None and one.each > most for one in pers):
        raise _Doubt(say("có nhiều mức điểm trừ cho một lỗi", "it takes off several points for one fault"))
    return ask(
        "bảng trừ điểm riêng cho từng loại vi phạm: chấm theo số lần của từng loại?",
        "the table takes points off for each kind of violation: by how many of each kind?",
        "deduct:",
        "  faults:",
        *(
            f"    {identity}: {in_braces({'name': one.name, 'each': yaml_number(one.each)})}"
            for identity, one in zip(ids, pers, strict=True)
        ),
        f"  floor: {yaml_number(floor)}",
    )


def _falling(slopes: Sequence[Slope], whole: Sequence[Clause], most: Decimal | None, *, penalty: bool) -> Question:
    """Return points that fall with each percent that is missing."""
    values = {one.whole if one.range is None else one.range.low and one.range.low.value for one in whole}
    ends = {value for value in (*values, *(one.start for one in slopes)) if value is not None} or {_WHOLE}
    slope = slopes[0]
    if (
        len({(one.step, one.points) for one in slopes}) > 1
        or len(ends) > 1
        or slope.step != 1
        or most is None
        or not most
        or penalty
    ):
        raise _Doubt(
            say("chưa rõ từ mức nào, trừ đến đâu", "it is not clear from which value points fall, and how far")
        )
    end = ends.pop()
    width = most / slope.points
    exact = -int(width.as_tuple().exponent) <= MOST_DECIMALS and width * slope.points == most
    if not exact or width > end:
        raise _Doubt(
            say(
                "trừ như vậy thì ở 0% vẫn còn điểm, hoặc mốc 0 điểm là số lẻ",
                "points are left at 0%, or no exact value gives 0 points",
            )
        )
    begin = end - width
    return ask(
        f"bảng trừ {figure(slope.points)} điểm cho mỗi 1% còn thiếu: tính theo tỷ lệ từ {figure(begin)}% (0 điểm) đến "
        f"{figure(end)}% ({figure(most)} điểm; cần `rounding`)?",
        f"the table takes {figure(slope.points)} off for each 1% that is missing: evenly from {figure(begin)}% (0) to "
        f"{figure(end)}% ({figure(most)}; needs `rounding`)?",
        f'linear: {{unit: "%", from: {yaml_number(begin)}, to: {yaml_number(end)}}}',
    )


def _by_bands(ranges: Sequence[Range], most: Decimal | None, *, penalty: bool) -> Question:
    """Return bands of a measured value, when they meet without gaps and give more in one direction only."""
    if penalty:
        raise _given_in_penalty()
    units = {one.unit for one in ranges if one.unit}
    rising = sorted(ranges, key=lambda one: (one.low is not None, one.low and (one.low.value, not one.low.included)))
    points = [one.points for one in rising]
    unit = units.pop() if len(units) == 1 else ""
    best = max(points)
    if (
        not unit
        or len({one.low for one in rising}) < len(rising)
        or not all(_meet(lower, upper, unit) for lower, upper in pairwise(rising))
        or not _open_above(rising[-1], unit)
        or points not in (sorted(set(points)), sorted(set(points), reverse=True))
    ):
        raise _Doubt(
            say(
                "các khoảng hở, trùng nhau hoặc không cùng đơn vị tính",
                "the ranges leave gaps, overlap or differ in unit",
            )
        )
    if most not in (None, best):
        raise _Doubt(_contrary(best, most))
    table = [_band(one.low, one.points) for one in reversed(rising)]
    low, least = rising[0].low, rising[0].points
    if low is None or not least or low == RangeEnd(_ZERO, included=True):
        return _bands(unit, [*table[:-1], _band(None, least)])
    if least > points[-1]:
        raise _Doubt(say("chưa nêu điểm của các giá trị nhỏ nhất", "the points of the lowest values are not named"))
    bound = f"{figure(low.value)}{'' if unit == _PERCENT else ' '}{unit}"
    assumed = say(f"; dưới {bound} bảng không nêu, ở đây 0 điểm", f"; under {bound} it says nothing, here 0")
    return _bands(unit, [*table, _band(None, _ZERO)], assumed)


def _meet(lower: Range, upper: Range, unit: str) -> bool:
    """Return whether a range ends where the next one begins; `70–89` meets `từ 90`."""
    if upper.low is None:
        return False
    if lower.high is None:
        return lower.upwards or (lower.low is not None and not lower.low.included)
    apart = upper.low.value - lower.high.value
    if not apart:
        return lower.high.included != upper.low.included  # in neither is a gap, in both two answers for one value
    whole = unit != _PERCENT or lower.low != lower.high  # 90 % and 95 % alone say nothing of what lies between
    return whole and lower.high.included and upper.low.included and 0 < apart <= 1


def _open_above(highest: Range, unit: str) -> bool:
    """Return whether nothing lies above the highest range, and values that it begins with can be reached."""
    if unit == _PERCENT and highest.low is not None:
        reached = highest.low.value < _WHOLE or highest.low == RangeEnd(_WHOLE, included=True)
        return reached and highest.high in (None, RangeEnd(_WHOLE, included=True))
    return highest.high is None


def _band(low: RangeEnd | None, points: Decimal) -> dict[str, str]:
    bound = {} if low is None else {"from" if low.included else "above": yaml_number(low.value)}
    return {**bound, "points": yaml_number(points)}


def _bands(unit: str, table: Sequence[dict[str, str]], remark: str = "") -> Question:
    of_share, by = (" tỷ lệ", "percent") if unit == _PERCENT else ("", "ranges")
    return ask(
        f"bảng ghi điểm theo khoảng{of_share}{remark}: chấm theo khoảng?",
        f"the table gives points by {by}{remark}: by bands?",
        _bands_line(unit, table),
    )


def _bands_line(unit: str, table: Sequence[dict[str, str]]) -> str:
    return f"bands: {{unit: {in_braces(unit)}, table: [{', '.join(map(in_braces, table))}]}}"


def _by_levels(grades: Sequence[Grade], name: str, most: Decimal | None, *, penalty: bool) -> Question:
    """Return levels, or met and not met; unless ids clash or the best is not this criterion's maximum."""
    if penalty:
        raise _given_in_penalty()
    ids = [slug(one.name, _LONGEST_LEVEL_ID) for one in grades]
    best, named = max(one.points for one in grades), all(_LEVEL.search(one.name) for one in grades)
    if "" in ids or len(set(ids)) < len(ids):  # long names that begin alike
        ids = [f"m{place}" for place, _ in enumerate(grades, start=1)]
    if len({fold(one.name) for one in grades}) < len(grades) or len({one.points for one in grades}) < _FEWEST:
        raise _Doubt(say("các mức trùng nhau", "levels are the same"))
    if (most is not None and best != most) or (most is None and not named):
        raise _Doubt(_contrary(best, most))
    if len(grades) == _FEWEST and min(one.points for one in grades) == 0 and grades[-1].name.casefold() in _NOT_MET:
        return _met(name)
    remark = ""
    if all(one.points for one in grades):  # a unit may have reached none of them
        none = Grade(say("Không thuộc mức nào", "None of these"), _ZERO)
        grades, ids = [*grades, none], [*ids, slug(none.name, _LONGEST_LEVEL_ID)]
        remark = say("; không thuộc mức nào bảng không nêu, ở đây 0 điểm", "; for none of them it says nothing, here 0")
    lines = (
        f"  {identity}: {in_braces({'name': one.name, 'points': yaml_number(one.points)})}"
        for identity, one in zip(ids, grades, strict=True)
    )
    return ask(
        f"bảng ghi các mức{remark}: chấm theo mức?",
        f"the table names levels{remark}: score by level?",
        "levels:",
        *lines,
    )


def _met(name: str) -> Question:
    return ask(
        "bảng ghi đạt, không đạt: chấm theo cách đạt hoặc không đạt?",
        "the table names met and not met: give all points or none?",
        f"pass: {in_braces(name)}",
    )


def _hints(words: str, name: str, points: Decimal | None) -> Iterator[Question]:
    """Yield what words without points suggest: a share, levels, met or not met."""
    if _SHARE.search(words):
        bands = [] if points is None else [[_band(RangeEnd(_WHOLE, included=True), points), _band(None, _ZERO)]]
        yield ask(
            "bảng ghi tỷ lệ: chấm theo tỷ lệ đạt chỉ tiêu (cần `rounding`), hay theo khoảng?",
            "the table names a share: score by the share of a target (needs `rounding`), or by bands?",
            f"ratio: {in_braces({'unit': say('đơn vị tính', 'unit')})}",
            *(_bands_line(_PERCENT, table) for table in bands),
        )
    if len({match["name"].casefold() for match in _LEVEL.finditer(words)}) >= _FEWEST:
        yield ask(
            "bảng ghi các mức: nếu chấm theo mức, thêm `levels` với điểm từng mức",
            "the table names levels: to score by level, add `levels` with the points of each",
        )
    if _MET.search(words):
        yield _met(name)
