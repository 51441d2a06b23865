"""Why a group has its points: its parts under each other, and how they become its points, with the numbers."""

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from qcdc_cli.campaign.marks import State
from qcdc_cli.campaign.nodes import Group, is_extra, is_penalties
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import (
    FRACTION_DECIMALS,
    Exact,
    figure,
    fraction_as_decimal,
    round_half_away,
    with_points,
)
from qcdc_cli.render.words.cells import part_value
from qcdc_cli.render.words.explained import ExplainedUnit, out_of, place_text, titled, where
from qcdc_cli.render.words.names import listed
from qcdc_cli.render.words.rules import (
    cap_rule,
    condition_text,
    counted_times,
    group_rule,
    times_text,
    title_of,
)
from qcdc_cli.render.words.table import NOTHING, padded
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.combining import average_divisor, with_a_share
from qcdc_cli.scoring.result import CapCheck, CriterionResult, GroupResult, NodeResult, UnitResult


def group_lines(explained: ExplainedUnit, part: GroupResult) -> Iterator[str]:
    """Yield the explanation of a group: where it stands, its parts, their sum."""
    result = explained.standing.result
    name = f"{part.group.shown} {visible(part.group.name)}"
    has_sheet = result.sheet is not None
    if is_extra(part.group):
        name = " – ".join(dict.fromkeys((title_of(part.group), visible(part.group.name))))
    outcome = out_of(part_value(part, result), part.out_of) if has_sheet else say(*terms.NO_SHEET)
    yield f"{name}: {outcome}"
    yield ""
    yield titled(say(*terms.PART_OF), where(explained, part))
    yield titled(say(*terms.RUBRIC), place_text(explained.place(part)))
    rule = group_rule(part.group)
    if is_extra(part.group) and part.group.cap is not None:
        rule = say(f"tổng, {cap_rule(part.group)}", f"the sum, {cap_rule(part.group)}")
    if rule:
        yield say(f"Cách tính điểm mục: {rule}", f"Taken as: {rule}")
    if part.cap_checks and has_sheet:
        yield from (f"  {check_text(check)}" for check in part.cap_checks)
    if times_text(part.group):
        yield counted_times(part.group)
    if part.out_of != part.group.points:
        full = figure(part.group.points)
        yield say(
            f"Điểm tối đa trong thang điểm là {full}; thành phần không tính thì không có trong điểm đạt và điểm tối "
            "đa.",
            f"The rubric gives it {with_points(full)}; what does not count is left out of total and maximum.",
        )
    yield ""
    yield say(*terms.MADE_OF)
    yield from part_lines(part.parts, result)
    if part.counts:
        yield ""
        yield titled(*group_working(part, result))


def check_text(check: CapCheck) -> str:
    """Say whether a condition of a cap is met, and by what."""
    text, met = condition_text(check.condition), say(*(terms.YES if check.met else terms.NO))
    if check.condition.under is None:
        return titled(text, met)
    if check.points is None:
        unknown = say("chưa xét, vì chưa chấm xong hoặc không tính điểm", "not met: not all of it is marked and counts")
        return titled(text, unknown)
    return titled(text, f"{met} ({out_of(check.points, check.maximum)})")


def part_lines(parts: Sequence[NodeResult], result: UnitResult, through: Collection[Group] = ()) -> Iterator[str]:
    """Yield a line per part: its id, its points out of what was attainable, its name.

    Args:
        parts: the parts.
        result: the result that they are of.
        through: the groups below which their own parts are listed, indented.
    """
    levels, parts = zip(*_down_to(parts, {id(group) for group in through}), strict=True)
    titles = [f"{'  ' * level}{title_of(part.node)}" for level, part in zip(levels, parts, strict=True)]
    ids = max(map(len, titles))
    points = padded([part_value(part, result) for part in parts])
    maxima = padded([NOTHING if isinstance(part, CriterionResult) and part.excluded else part.out_of for part in parts])
    wide, wide_maxima = max(map(len, points)), max(map(len, maxima))
    for title, part, own, maximum in zip(titles, parts, points, maxima, strict=True):
        name = " ".join(filter(None, (visible(part.node.name), times_text(part.node))))
        yield f"  {title:{ids}}  {own:>{wide}} / {maximum:>{wide_maxima}}  {name}{_remark(part)}"


def _down_to(parts: Sequence[NodeResult], through: Collection[int], level: int = 0) -> Iterator[tuple[int, NodeResult]]:
    """Yield parts with their depth, and below some groups, known by their identity, the groups' own parts."""
    for part in parts:
        yield level, part
        if isinstance(part, GroupResult) and id(part.group) in through:
            yield from _down_to(part.parts, through, level + 1)


def _remark(part: NodeResult) -> str:
    """Say what the points do not show: a state, marks that are missing inside a group."""
    if isinstance(part, CriterionResult):
        plain = part.state is State.GIVEN or (part.extra and part.state is State.BLANK)
        return "" if plain else f" ({part.state.title})"
    if not part.blank:
        return ""
    return say(f" ({part.blank} tiêu chí chưa chấm)", f" (blank criteria: {part.blank})")


def group_working(part: GroupResult, result: UnitResult) -> tuple[str, str]:
    """Return what is done with a group's parts (sum, best, average), and how, with the numbers."""
    group = part.group
    having = [inner for inner in part.parts if not inner.excluded]
    working = _taken(group, having, result, part.before_cap)
    capped = part.before_rounding
    if capped != part.before_cap:
        most = figure(part.cap or Decimal(0))
        working += say(f"; mức trần {most} nên tính {figure(capped)}", f"; capped at {most}: {figure(capped)}")
    if Fraction(capped) != Fraction(part.points):
        working += f"; {rounded_text(part.points)}"
    title = {
        "sum": say(*terms.SUM),
        "best": say("Mức trừ cao nhất", "Heaviest") if is_penalties(group) else say("Lấy cao nhất", "Best"),
        "average": say("Trung bình", "Average"),
        "geometric": say("Trung bình nhân", "Geometric mean"),
    }[group.take]
    return title, working


def total_working(result: UnitResult) -> str:
    """Write out the total: the parts, each as often as it counts, bonus, penalties, what is cut."""
    parts = [part for part in result.parts if not part.excluded and (not part.extra or part.points)]
    addends = _addends(parts, result)
    if result.bonus_not_counted:
        cut = figure(result.bonus_not_counted)
        addends += say(f" − {cut} (điểm thưởng vượt mức tối đa, không tính)", f" − {cut} (bonus beyond the limit)")
    return _equals(addends, parts, result)


def _taken(group: Group, having: Sequence[NodeResult], result: UnitResult, exact: Exact) -> str:
    if group.take == "best" and having:
        each = listed([_addend(part, result) for part in having])
        if is_penalties(group):
            return say(f"nặng nhất trong {each} là {figure(exact)}", f"the heaviest of {each} is {figure(exact)}")
        return say(f"cao nhất trong {each} là {figure(exact)}", f"the best of {each} is {figure(exact)}")
    if group.take == "average" and having:
        return _averaged(group, having, result, exact)
    if group.take == "geometric" and having:
        return _geometric(group, having, result, exact)
    counting = [part for part in having if part.out_of or part.points]
    if group.outside:
        counting = [part for part in counting if part.points]
    addends = _addends(counting, result) or "0"
    return (
        addends
        if len(counting) < 2 and not _weighs(counting)
        else f"{addends} {_sign(counting, exact)} {figure(exact)}"
    )


def _averaged(group: Group, having: Sequence[NodeResult], result: UnitResult, exact: Exact) -> str:
    """Write out an average: `(3 + 4) ÷ 2 = 3,5`; of shares `3 × (1 ÷ 2 + 3 ÷ 4) ÷ 2 = 1,875`."""
    if group.averages_shares:
        having = [part for part in having if part.node.points]
        shares = [_addend(part, result, f"÷ {figure(part.node.points)}") for part in having]
        text = f"{figure(group.points)} × ({' + '.join(shares) or '0'})"
    else:
        text = f"({_addends(having, result)})"
    weights, divisor = sum((part.node.times for part in having), Decimal(0)), average_divisor(group, having)
    text, remark = f"{text} ÷ {figure(weights)}", ""
    if weights and divisor != weights:
        most, left = figure(group.mean), figure(group.mean * divisor / Fraction(weights))
        text += f" × {most} ÷ {left}"
        remark = say(
            f" (các thành phần còn lại tối đa trung bình {left} điểm, quy về {most})",
            f" (the parts that count average {with_points(left)} at most, scaled to {most})",
        )
    return f"{text} {_sign(having, exact)} {figure(exact)}{remark}"


def _geometric(group: Group, having: Sequence[NodeResult], result: UnitResult, exact: Exact) -> str:
    """Write out a geometric mean: `10 × [(4 ÷ 5) × (1 ÷ 2)]^(1 ÷ 2) ≈ 6,324555`; weights are exponents: `(4 ÷ 5)^2`."""
    having = with_a_share(having)
    weighs, weights = _weighs(having), sum((part.node.times for part in having), Decimal(0))
    shares = []
    for part in having:
        value = part_value(part, result)
        shown = value if isinstance(value, str) else figure(value)
        share = f"({shown} ÷ {figure(part.maximum)})"
        shares.append(f"{share}^{figure(part.node.times)}" if weighs and part.node.times != 1 else share)
    text = f"{figure(group.points)} × [{' × '.join(shares) or '0'}]^(1 ÷ {figure(weights)})"
    if len(having) < 2 and not weighs:
        text = f"{figure(group.points)} × {shares[0] if shares else '0'}"
    near = round_half_away(exact, FRACTION_DECIMALS)  # a root has more decimals than anybody reads
    return f"{text} {'=' if near == exact else '≈'} {figure(near)}"


def _weighs(parts: Sequence[NodeResult]) -> bool:
    return any(times_text(part.node) for part in parts)


def _equals(addends: str, parts: Sequence[NodeResult], result: UnitResult) -> str:
    exact, points = result.before_rounding, result.points
    text = addends or "0"
    if len(parts) < 2 and not result.bonus_not_counted and not _weighs(parts):
        return text if Fraction(exact) == Fraction(points) else f"{text} → {figure(points)}"
    text = f"{text} {_sign(parts, exact)} {figure(exact)}"
    return text if Fraction(exact) == Fraction(points) else f"{text}; {rounded_text(points)}"


def _addends(parts: Sequence[NodeResult], result: UnitResult) -> str:
    """Write parts as a sum: `30,5 × 2 + trống − 8`."""
    text = ""
    for part in parts:
        addend = _addend(part, result)
        if not text:
            text = addend
        elif addend.startswith("−"):
            text += f" − {addend.removeprefix('−')}"
        else:
            text += f" + {addend}"
    return text


def _addend(part: NodeResult, result: UnitResult, behind: str = "") -> str:
    value = part_value(part, result)
    shown = value if isinstance(value, str) else figure(value)
    return " ".join(filter(None, (shown, behind, times_text(part.node))))


def _sign(parts: Sequence[NodeResult], exact: Exact) -> str:
    """Return `=`, or `≈` where `figure` does not show all of a number."""
    fractions = [number for number in (*(part.points for part in parts), exact) if isinstance(number, Fraction)]
    return "=" if all(fraction_as_decimal(each, FRACTION_DECIMALS) == each for each in fractions) else "≈"


def rounded_text(points: Exact) -> str:
    """Say what rounding, as the rubric declares it, made of a number."""
    return say(
        f"làm tròn (từ 5 trở lên) thành {figure(points)}",
        f"rounded (half away from zero) to {figure(points)}",
    )
