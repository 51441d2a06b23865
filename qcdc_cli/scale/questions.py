"""What a person must decide about a scale: how each criterion may be scored, its points, and what tables lack.

Ways of scoring are guessed from a criterion's words, and only ever proposed.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.language.names import slug
from qcdc_cli.problems import QcdcError
from qcdc_cli.scale.reading import Scale
from qcdc_cli.scale.rows import ScaleNode
from qcdc_cli.values import read_number
from qcdc_cli.yamltext.new_text import in_braces, yaml_number

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
_OVER = re.compile(r"^\W*(?:trên|hơn|over|above|than|>)\s*[0-9]", re.IGNORECASE)
_SHARE = re.compile(r"\b(?:tỷ lệ|tỉ lệ|ratio|share|percentage)\b|%", re.IGNORECASE)
_PIECES = re.compile(r"[;\n]|(?<=điểm)\s*[,.]|\s[-+–•]\s")
_LEVEL = re.compile(
    r"(?:^|\W)(?P<name>xuất sắc|tốt|khá|trung bình|đạt yêu cầu|yếu|kém|excellent|good|fair|average|poor)\b",
    re.IGNORECASE,
)
_LEVEL_POINTS = re.compile(rf"(?P<name>[^:;]{{1,60}}?)\s*[:=]\s*{_AMOUNT}", re.IGNORECASE)
_MET = re.compile(r"\b(?:không đạt|chưa đạt|đạt/không|có/không|not met|met or not)\b", re.IGNORECASE)
_FEWEST = 2  # bands or levels
_LONGEST_LEVEL = 12  # words of a level's name
_LONGEST_LEVEL_ID = 30
_LONGEST = 2_000  # characters; a longer text fits every way of scoring, and takes long to search


class Question(NamedTuple):
    """What a person must decide, with ways to write it.

    Attributes:
        text: the question, or what the table holds.
        lines: the lines of YAML that would answer it, at the depth of what it is about; they may be incomplete in
            meaning, never in form.
    """

    text: str
    lines: tuple[str, ...] = ()


def ask(vietnamese: str, english: str, *lines: str) -> Question:
    """Return a question in the language in use, with the lines of YAML that would answer it."""
    return Question(say(vietnamese, english), lines)


def about_scale(scale: Scale) -> Iterator[Question]:
    """Yield what a table of points never holds: rounding, ties, classes, what does not apply."""
    yield ask(
        "làm tròn thế nào? Chỉ cần khi có tiêu chí chấm theo tỷ lệ",
        "how to round? Only needed where a criterion is scored by a share",
        "rounding: {decimals: 2, at: criterion}",
    )
    yield ask(
        "cách tính khi không phát sinh, không giao: exclude (không tính vào điểm đạt và điểm tối đa), "
        "full (tính điểm tối đa) hay zero (0 điểm)?",
        "how do not applicable and unassigned count: exclude (left out of points and maximum), full or zero?",
        "not_applicable: exclude",
        "unassigned: exclude",
    )
    groups = scale.criteria
    while len(groups) == 1 and any(part.parts for part in groups[0].parts):
        groups = groups[0].parts  # one group around all others: units with equal totals are equal in it, too
    yield ask(
        "bằng điểm thì xếp thứ tự theo căn cứ ưu tiên nào? Không ghi thì xếp cùng hạng",
        "how are ties broken? Without this, tied units share a rank",
        f"ties: [group {groups[0].id}]" if groups[0].parts else "ties: [lots]",
    )
    top = scale.total if scale.total is not None and scale.total > 0 else Decimal(100)
    classes = (
        ("xuat-sac", say("Xuất sắc", "Excellent"), f", from: {yaml_number(top * 90 / 100)}"),
        ("tot", say("Tốt", "Good"), f", from: {yaml_number(top * 80 / 100)}"),
        ("hoan-thanh", say("Hoàn thành", "Fulfilled"), f", from: {yaml_number(top * 60 / 100)}"),
        ("chua-hoan-thanh", say("Chưa hoàn thành", "Not fulfilled"), ""),
    )
    yield ask(
        "mỗi loại từ bao nhiêu điểm?",
        "at how many points does each class begin?",
        "classification:",
        *(f"  - {{id: {own}, name: {in_braces(name)}{bound}}}" for own, name, bound in classes),
    )


def about_points(node: ScaleNode, *, extra: bool) -> Iterator[Question]:
    """Yield what a person should check about a node's points: what is empty, unclear, or does not add up."""
    value, text = node.points.value, node.points.text
    if node.parts:
        yield from _about_group(node)
    elif value is None and text:
        yield ask(f"bảng ghi “{text}”; ghi điểm tối đa", f"the table has “{text}”; write the maximum points")
    elif value is None:
        yield ask("bảng để trống điểm; ghi điểm tối đa", "the points are empty in the table; write the maximum points")
    elif value < 0 and not extra:
        yield ask(
            "điểm âm không thể là điểm tối đa: chuyển dòng này sang `penalties`, hoặc dùng `deduct` ở tiêu chí khác",
            "points below 0 cannot be a maximum: move this to `penalties`, or use `deduct` on another criterion",
        )
    if value is not None and text:
        read = figure(value)
        yield ask(f"bảng ghi “{text}”; ở đây lấy {read}", f"the table has “{text}”; read as {read}")


def _about_group(node: ScaleNode) -> Iterator[Question]:
    points, together = node.points, node.sum_of_parts
    worths = [part.worth for part in node.parts if part.worth is not None]
    choices = not any(part.parts for part in node.parts) and len(worths) == len(node.parts)
    best = max(worths, default=Decimal(0))
    if choices and (Decimal(0) in worths or (points.value == best != together)):
        levels = (
            f"  m{place}: {in_braces({'name': part.name, 'points': yaml_number(part.worth or Decimal(0))})}"
            for place, part in enumerate(node.parts, start=1)
        )
        yield ask(
            f"các dòng dưới giống các mức để chọn một: nếu đúng, thay `criteria` của {node.id} bằng:",
            f"the rows below look like levels to choose one of: if so, replace `criteria` of {node.id} with:",
            "levels:",
            *levels,
        )
    if points.value is not None and together is not None and points.value != together:
        stated, added = figure(points.value), figure(together)
        yield ask(
            f"bảng ghi {stated} nhưng các thành phần cộng lại được {added}; sửa cho khớp",
            f"the table has {stated}, but the parts add up to {added}; correct one of them",
        )
    elif points.value is None and together is None:
        yield ask("bảng không ghi điểm, và có thành phần chưa có điểm", "no points in the table, and a part has none")
    elif points.value is None and not points.formula:
        typed = f" (“{points.text}”)" if points.text else ""
        yield ask(
            f"bảng không ghi điểm của mục này{typed}; đây là tổng các thành phần",
            f"the table gives this group no points{typed}; this is the sum of its parts",
        )


def suggestions(name: str, guide: str, points: Decimal | None, *, penalty: bool = False) -> Iterator[Question]:
    """Yield the ways of scoring that a criterion's words name, the surest first.

    Args:
        name: its name.
        guide: how the table says to judge it, or "".
        points: its most points, where they are known.
        penalty: it takes points off a total instead of giving some.
    """
    words = f"{name}; {guide}" if guide else name
    if len(words) > _LONGEST:
        return
    yield from _by_number(words, penalty=penalty)
    bands, levels = _bands(words), _levels(words, points)
    if bands:
        yield ask(
            "bảng ghi điểm theo khoảng tỷ lệ: chấm theo khoảng?",
            "the table gives points by percent: by bands?",
            _percent_bands(bands),
        )
    elif _SHARE.search(words):
        top = yaml_number(points) if points is not None else "1"
        yield ask(
            "bảng ghi tỷ lệ: chấm theo tỷ lệ đạt chỉ tiêu (cần `rounding`), hay theo khoảng?",
            "the table names a share: score by the share of a target (needs `rounding`), or by bands?",
            f"ratio: {in_braces({'unit': say('đơn vị tính', 'unit')})}",
            _percent_bands([("from", "100", top), ("from", "", "0")]),
        )
    if levels:
        lines = (f"  {identity}: {in_braces({'name': level, 'points': given})}" for identity, level, given in levels)
        yield ask("bảng ghi các mức: chấm theo mức?", "the table names levels: score by level?", "levels:", *lines)
    elif not bands and len({match["name"].casefold() for match in _LEVEL.finditer(words)}) >= _FEWEST:
        yield ask(
            "bảng ghi các mức: nếu chấm theo mức, thêm `levels` với điểm từng mức",
            "the table names levels: to score by level, add `levels` with the points of each",
        )
    if _MET.search(words):
        yield ask(
            "bảng ghi đạt, không đạt: chấm theo cách đạt hoặc không đạt?",
            "the table names met and not met: give all points or none?",
            f"pass: {in_braces(name)}",
        )


def _by_number(words: str, *, penalty: bool) -> Iterator[Question]:
    """Yield a way to score by how often something was done, or done wrong."""
    if (deducted := _each(words, _DEDUCTIONS)) and penalty:
        yield ask(
            "bảng ghi trừ điểm mỗi lần: trừ theo số lượng?",
            "the table takes points off for each: by count?",
            f"count: {{{deducted}}}",
        )
    elif deducted:
        yield ask(
            "bảng ghi trừ điểm theo lần: chấm theo số lần vi phạm?",
            "the table takes points off: by violations?",
            f"deduct: {{{deducted}, floor: 0}}",
        )
    elif counted := _each(words, _COUNTS):
        yield ask(
            "bảng ghi điểm cho mỗi việc: chấm theo số lượng?",
            "the table gives points for each: by count?",
            f"count: {{{counted}}}",
        )


def _each(words: str, patterns: tuple[re.Pattern[str], ...]) -> str:
    """Return what each of something counts, as the keys of `count` and `deduct`; "" where the words name nothing."""
    for pattern in patterns:
        match = pattern.search(words)
        if match is not None and (each := _exact(match["points"])):
            return (
                f"each: {yaml_number(each)}, unit: {in_braces(' '.join((match['unit'] or say('lần', 'time')).split()))}"
            )
    return ""


def _exact(text: str) -> Decimal | None:
    """Return the number that a text is; None where it could be thousands, or is too long to be exact."""
    try:
        return read_number(text)
    except QcdcError:
        return None


def _percent_bands(bands: list[tuple[str, str, str]]) -> str:
    table = ", ".join(in_braces({**({key: bound} if bound else {}), "points": given}) for key, bound, given in bands)
    return f'bands: {{unit: "%", table: [{table}]}}'


def _bands(words: str) -> list[tuple[str, str, str]]:
    """Return keys, bounds and points of bands, the highest first; nothing unless all of them can be read."""
    found: dict[str, tuple[str, str]] = {}
    for piece in _PIECES.split(words):
        percent, amount = _PERCENT.search(piece), re.search(_AMOUNT, piece, re.IGNORECASE)
        if percent is None or amount is None:
            continue
        word_before = "".join(piece[: percent.start()].split()[-1:])
        beginning = f"{word_before} {piece[percent.start()]}"
        under = _UNDER.search(beginning)
        least, points = _exact(percent["from"]), _exact(amount["points"])
        if least is None or points is None:
            return []
        bound = "" if under else yaml_number(least)
        if bound in found:
            return []
        found[bound] = "above" if _OVER.search(beginning) else "from", yaml_number(points)
    if len(found) < _FEWEST:
        return []
    found.setdefault("", ("from", "0"))
    bands = [(key, bound, points) for bound, (key, points) in found.items()]
    return sorted(bands, key=lambda band: Decimal(band[1] or -1), reverse=True)


def _levels(words: str, most: Decimal | None) -> list[tuple[str, str, str]]:
    """Return ids, names and points of levels; nothing unless two are named with points, or the best gives the most."""
    found: dict[str, tuple[str, str]] = {}
    for piece in _PIECES.split(words):
        match = _LEVEL_POINTS.search(piece)
        if match is None or _PERCENT.search(piece) or len(match["name"].split()) > _LONGEST_LEVEL:
            continue
        level, points = match["name"].strip(" -–+•."), _exact(match["points"])
        identity = slug(level, _LONGEST_LEVEL_ID)
        if not identity or identity in found or points is None:
            return []
        found[identity] = level[:1].upper() + level[1:], yaml_number(points)
    named = all(_LEVEL.search(name) for name, _ in found.values())
    sure = named or max((Decimal(given) for _, given in found.values()), default=None) == most
    return [(identity, *level) for identity, level in found.items()] if sure and len(found) >= _FEWEST else []
