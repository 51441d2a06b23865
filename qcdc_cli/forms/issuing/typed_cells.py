"""What is true of the cells of a mark, as formulas: nothing is typed, a mark, no mark, or one that is hardly meant."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.forms.form_layout import ONLY_IN_PARTS
from qcdc_cli.kinds import Ask, Cells, Doubt, Limits
from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.workbook.looks import BODY, RED
from qcdc_cli.workbook.references import call, number, text

TICK = "x"
_NEAR = "0.000001"  # of a step: what binary fractions make of 0.3/0.1
_EXAMPLE = Decimal("1.5")
HINT_LOOK = BODY._replace(size=10, colour=RED)


def limits_in_words(limits: Limits) -> str:
    """Say which numbers can be typed."""
    least, most, step = (None if limit is None else figure(limit) for limit in limits)
    if limits.step is not None and limits.most is None:
        return say(f"Nhập số nguyên từ {least} trở lên, ví dụ 3.", f"Type a whole number from {least} up, such as 3.")
    if most is not None:
        steps = say(f", mỗi mức cách nhau {step}", f", in steps of {step}") if step is not None else ""
        return say(f"Nhập một số từ {least} đến {most}{steps}.", f"Type a number from {least} to {most}{steps}.")
    if least is None:
        return say("Nhập một số.", "Type a number.")
    return say(f"Nhập một số từ {least} trở lên.", f"Type a number from {least} up.")


def limits_condition(cells: str, limits: Limits, *, several: bool = False, whole: bool = False) -> str:
    """Return what is true of a cell that holds a number within the limits and on the step.

    Of a block of `several` cells: of one that holds nothing but such numbers, or blanks; no blanks in a `whole` block.
    """
    least, most = (f"MIN({cells})", f"MAX({cells})") if several else (cells, cells)
    full = f"ROWS({cells})" if whole else f"COUNTA({cells})"
    conditions = [f"COUNT({cells})={full}" if several else f"ISNUMBER({cells})"]
    if limits.least is not None:
        conditions.append(f"{least}>={number(limits.least)}")
    if limits.most is not None:
        conditions.append(f"{most}<={number(limits.most)}")
    if limits.step is not None:
        steps = cells if limits.step == 1 else f"{cells}/{number(limits.step)}"
        off = f"ABS({steps}-ROUND({steps},0))"
        conditions.append(f"SUMPRODUCT(--({off}>={_NEAR}))=0" if several else f"{off}<{_NEAR}")
    return call("AND", conditions)


def blank(asks: Ask, cells: Cells) -> str:
    """Return what is true while nothing has been typed."""
    if asks is Ask.TICKS:
        return f'AND({cells.mark}="",COUNTA({cells.block})=0)'
    if asks in ONLY_IN_PARTS:
        return f"COUNTA({cells.block})=0"
    return f'{cells.mark}=""'


def sound(criterion: CriterionBase, cells: Cells) -> str:
    """Return what is true of a mark that this criterion can have."""
    limits, kind = criterion.kind.limits(criterion.points), criterion.kind
    if kind.asks is Ask.TICKS:
        ticks = f"COUNTIF({cells.block},{text(TICK)})=COUNTA({cells.block})"
        none = f"AND({cells.mark}={text(str(kind.none_of_them))},COUNTA({cells.block})=0)"
        return f'AND({ticks},OR({cells.mark}="",{none}))'
    if kind.asks is Ask.CHOICE:
        return f"SUMPRODUCT(--({cells.options}={cells.mark}))>0"
    if kind.asks in ONLY_IN_PARTS:
        return limits_condition(cells.block, limits, several=True, whole=kind.asks is Ask.COUNTS)
    if kind.asks is Ask.ACTUAL and not kind.relative:
        return f"AND({limits_condition(cells.mark, limits)},ISNUMBER({cells.target}),{cells.target}>0)"
    return limits_condition(cells.mark, limits)


Reference = Callable[[str], str]  # gives the cell that holds a text: none from data stands in a formula


def hint(criterion: CriterionBase, cells: Cells, cell_with: Reference) -> str:
    """Return what says beside a criterion's mark why it is none, or why it is hardly meant; else it is empty."""
    wrong, asks = text(_what_to_type(criterion)), criterion.kind.asks
    if _may_be_text(criterion):
        # A number behind a text is shown with the decimal sign of the machine that the form is filled in on.
        wrong = f"IF(ISTEXT({cells.mark}),{text(_is_text())}&{number(_EXAMPLE)},{wrong})"
    if asks is Ask.ACTUAL and not criterion.kind.relative:
        wrong = f"IF(ISNUMBER({cells.target}),{wrong},{text(_no_target())})"
    doubted = _doubted(cells.mark, () if asks in ONLY_IN_PARTS else criterion.doubts(), cell_with, cells.target)
    checked = f"IF({sound(criterion, cells)},{doubted},{wrong})"
    return f'IFERROR(IF({blank(asks, cells)},"",{checked}),{wrong})'


def part_hint(criterion: CriterionBase, part: str, cell: str, cell_with: Reference) -> str:
    """Return the same beside one of several things that are counted."""
    return f'IF(ISNUMBER({cell}),{_doubted(cell, criterion.doubts(part), cell_with)},"")'


def hints(criterion: CriterionBase, part: str = "") -> Iterator[str]:
    """Yield all that such a formula can say."""
    if not part:
        yield _what_to_type(criterion)
    if not part and _may_be_text(criterion):
        yield _is_text() + figure(_EXAMPLE)
    for doubt in criterion.doubts(part):
        yield str(doubt.why)


def _what_to_type(criterion: CriterionBase) -> str:
    kind = criterion.kind
    if kind.asks is Ask.CHOICE:
        return say("Chọn một giá trị trong danh sách.", "Choose one from the list.")
    if kind.asks is Ask.TICKS:
        return say("Chỉ đánh dấu x vào các dòng dưới.", "Only tick the rows below with x.")
    if kind.asks is Ask.COUNTS:
        return say("Nhập đủ các dòng dưới; không có thì nhập 0.", "Fill in all rows below; 0 where there is none.")
    return limits_in_words(kind.limits(criterion.points))


def _may_be_text(criterion: CriterionBase) -> bool:
    """Return whether a number with decimals is typed, which is a text where the machine has the other decimal sign."""
    return criterion.kind.asks in (Ask.NUMBER, Ask.ACTUAL) and criterion.kind.limits(criterion.points).step != 1


def _is_text() -> str:
    return say("Ô đang là chữ; gõ lại số, ví dụ ", "This is text; type a number, such as ")


def _no_target() -> str:
    return say("Chưa có chỉ tiêu.", "The target is missing.")


def _doubted(cell: str, doubts: Sequence[Doubt], cell_with: Reference, target: str = "") -> str:
    """Return why a number is hardly meant, or nothing where it may be."""
    formula = text("")
    for doubt in reversed(doubts):
        bounds = [f"{cell}>{number(doubt.above)}"]
        if doubt.upto is not None:
            bounds.append(f"{cell}<={number(doubt.upto)}")
        if doubt.times is not None:
            aim = call("N", [target])  # 0 for a text, with which no formula computes
            bounds += [f"{aim}>0", f"{cell}>={number(doubt.times)}*{aim}"]
        formula = f"IF({call('AND', bounds)},{cell_with(str(doubt.why))},{formula})"
    return formula
