"""What explanations share: parts under each other, what is told of groups, how places are told."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from qcdc_cli.campaign.rubric import is_extra
from qcdc_cli.campaign.states import State
from qcdc_cli.language import say
from qcdc_cli.language.figures import Exact, decimals_apart, figure, fraction_as_decimal
from qcdc_cli.problems import Place
from qcdc_cli.render.words.cells import part_value
from qcdc_cli.render.words.explained_lookup import Explained, name_of, node_of
from qcdc_cli.render.words.explained_sums import group_working, taking_lines
from qcdc_cli.render.words.rules import counted_times, times_text, title_of
from qcdc_cli.render.words.table import NOTHING, padded
from qcdc_cli.render.words.text import visible
from qcdc_cli.scoring.result import CriterionResult, GroupResult, NodeResult, UnitResult


def titled(title: str, text: str) -> str:
    """Return one fact: what it is, and the fact."""
    return f"{title}: {text}"


def place_text(place: Place) -> str:
    """Return a file and a line; a column says nothing more about a mark."""
    return visible(f"{place.path}:{place.line}" if place.line else place.path)


def part_lines(parts: Sequence[NodeResult], result: UnitResult) -> Iterator[str]:
    """Yield a line per part: its id, its points out of what was attainable, its name."""
    ids = max(len(title_of(node_of(part))) for part in parts)
    points = padded([part_value(part, result) for part in parts])
    maxima = padded([_maximum(part) for part in parts])
    wide, wide_maxima = max(map(len, points)), max(map(len, maxima))
    for part, own, maximum in zip(parts, points, maxima, strict=True):
        name = " ".join(filter(None, (visible(name_of(part)), times_text(node_of(part)))))
        title = title_of(node_of(part))
        yield f"  {title:{ids}}  {own:>{wide}} / {maximum:>{wide_maxima}}  {name}{_remark(part)}"


def _maximum(part: NodeResult) -> Exact | str:
    return NOTHING if isinstance(part, CriterionResult) and part.excluded else part.out_of


def _remark(part: NodeResult) -> str:
    """Say what the points do not show: a state, marks that are missing inside a group."""
    if isinstance(part, CriterionResult):
        plain = part.state is State.GIVEN or (part.extra and part.state is State.BLANK)
        return "" if plain else f" ({part.state.title})"
    if not part.blank:
        return ""
    return say(f" ({part.blank} tiêu chí chưa chấm)", f" (blank criteria: {part.blank})")


def share_text(points: Decimal, maximum: Exact, bounds: Iterable[Fraction]) -> str:
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
    if part.extra:
        name = " – ".join(dict.fromkeys((title_of(part.group), visible(part.group.name))))
    outcome = out_of(part_value(part, result), part.out_of) if has_sheet else say("chưa có phiếu", "no sheet")
    yield f"{name}: {outcome}"
    yield ""
    yield titled(say("Vị trí", "Part of"), where(explained, part))
    yield titled(say("Thang điểm", "Rubric"), place_text(explained.place(part)))
    yield from taking_lines(part.group)
    if times_text(part.group):
        yield counted_times(part.group)
    if part.out_of != part.group.points:
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
        yield titled(*group_working(part, result))


def out_of(points: Exact | str, maximum: Exact) -> str:
    """Return points out of what was attainable, or the sign that stands in the place of points."""
    own, most = points if isinstance(points, str) else figure(points), figure(maximum)
    return say(f"{own} trên {most} điểm", f"{own} of {most} points")


def where(explained: Explained, part: NodeResult) -> str:
    """Return the groups above a node, from the rubric down."""
    above = explained.above(part)
    if not above and isinstance(part, GroupResult) and part.extra:
        return say("ngoài thang điểm chính", "outside the rubric's total")
    if not above:
        return say("mục cấp một của thang điểm", "the top of the rubric")
    return " › ".join(
        visible(group.name) if is_extra(group) else f"{group.id} {visible(group.name)}" for group in above
    )
