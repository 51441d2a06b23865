"""What explanations share: parts under each other, sums written out, how rounding and places are told."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from qcdc_cli.campaign.states import State
from qcdc_cli.kinds import Exact
from qcdc_cli.language import say
from qcdc_cli.language.figures import FRACTION_DECIMALS, figure, fraction_as_decimal
from qcdc_cli.problems import Place
from qcdc_cli.render.cells import part_value
from qcdc_cli.render.facts import Explained, id_of, name_of
from qcdc_cli.render.table import decimals_apart, padded
from qcdc_cli.render.text import visible
from qcdc_cli.scoring.result import CriterionResult, GroupResult, NodeResult, UnitResult


def titled(title: str, text: str) -> str:
    """Return one fact: what it is, and the fact."""
    return f"{title}: {text}"


def place_text(place: Place) -> str:
    """Return a file and a line; a column says nothing more about a mark."""
    return visible(f"{place.path}:{place.line}" if place.line else place.path)


def part_lines(parts: Sequence[NodeResult], result: UnitResult) -> Iterator[str]:
    """Yield a line per part: its id, its points out of what was attainable, its name."""
    ids = max(len(id_of(part)) for part in parts)
    points = padded([part_value(part, result) for part in parts])
    maxima = padded([_maximum(part) for part in parts])
    wide, wide_maxima = max(map(len, points)), max(map(len, maxima))
    for part, own, maximum in zip(parts, points, maxima, strict=True):
        name = visible(name_of(part))
        yield f"  {id_of(part):{ids}}  {own:>{wide}} / {maximum:>{wide_maxima}}  {name}{_remark(part)}"


def _maximum(part: NodeResult) -> Exact | str:
    return "–" if isinstance(part, CriterionResult) and part.excluded else part.maximum


def _remark(part: NodeResult) -> str:
    """Say what the points do not show: a state, marks that are missing inside a group."""
    if isinstance(part, CriterionResult):
        return "" if part.state is State.GIVEN else f" ({part.state.title})"
    if not part.blank:
        return ""
    return say(f" ({part.blank} tiêu chí chưa chấm)", f" (blank criteria: {part.blank})")


def sum_text(parts: Sequence[NodeResult], result: UnitResult, points: Exact) -> str:
    """Write out the sum of the parts that count, blanks as themselves, and what rounding made of it."""
    counting = [part for part in parts if part.maximum or part.points]
    values = [part_value(part, result) for part in counting]
    addends = " + ".join(value if isinstance(value, str) else figure(value) for value in values) or "0"
    exact = sum((Fraction(part.points) for part in counting), Fraction(0))
    if len(counting) < 2:
        return addends if exact == Fraction(points) else f"{addends} → {figure(points)}"
    sign = "=" if all(is_shown_exactly(part.points) for part in counting) else "≈"
    text = f"{addends} {sign} {figure(fraction_as_decimal(exact, FRACTION_DECIMALS))}"
    return text if exact == Fraction(points) else f"{text}; {rounded_text(points)}"


def is_shown_exactly(points: Exact) -> bool:
    """Return whether `figure` shows all of a number."""
    return isinstance(points, Decimal) or fraction_as_decimal(points, FRACTION_DECIMALS) == points


def rounded_text(points: Exact) -> str:
    """Say what rounding, as the rubric declares it, made of a number."""
    return say(f"làm tròn (nửa thì lên) thành {figure(points)}", f"rounded half up to {figure(points)}")


def share_text(points: Decimal, maximum: Decimal, bounds: Iterable[Fraction]) -> str:
    """Write a percent out as its fraction; a class bound (a share) that it does not reach, it does not show."""
    exact = Fraction(points) / Fraction(maximum) * 100
    decimals = decimals_apart([exact, Fraction(100), *(bound * 100 for bound in bounds)])
    shown = fraction_as_decimal(exact, decimals)
    sign = "=" if Fraction(shown) == exact else "≈"
    return f"{figure(points)} ÷ {figure(maximum)} {sign} {figure(shown)}%"


def group_lines(explained: Explained, part: GroupResult) -> Iterator[str]:
    """Yield the explanation of a group: where it stands, its parts, their sum."""
    result = explained.standing.result
    name = f"{part.group.id} {visible(part.group.name)}"
    has_sheet = result.sheet is not None
    outcome = out_of(part_value(part, result), part.maximum) if has_sheet else say("chưa có phiếu", "no sheet")
    yield f"{name}: {outcome}"
    yield ""
    yield titled(say("Vị trí", "Part of"), where(explained, part))
    yield titled(say("Thang điểm", "Rubric"), place_text(explained.place(part)))
    if part.maximum != part.group.points:
        full = figure(part.group.points)
        yield say(
            f"Điểm tối đa trong thang điểm là {full}; phần không tính đã bỏ khỏi cả hai bên.",
            f"The rubric gives it {full} points; what does not count is left out of both sides.",
        )
    yield ""
    yield say("Gồm:", "Made of:")
    yield from part_lines(part.parts, result)
    if has_sheet:
        yield ""
        yield titled(say("Cộng", "Sum"), sum_text(part.parts, result, part.points))


def out_of(points: Exact | str, maximum: Decimal) -> str:
    """Return points out of what was attainable, or the sign that stands in the place of points."""
    own, most = points if isinstance(points, str) else figure(points), figure(maximum)
    return say(f"{own} trên {most} điểm", f"{own} of {most} points")


def where(explained: Explained, part: NodeResult) -> str:
    """Return the groups above a node, from the rubric down."""
    above = explained.above(part)
    if not above:
        return say("mục cấp một của thang điểm", "the top of the rubric")
    return " › ".join(f"{group.id} {visible(group.name)}" for group in above)
