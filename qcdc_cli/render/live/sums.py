"""The points, what was attainable and the total of one unit as formulas over the cells of its marks."""

from collections.abc import Iterator, Sequence

from qcdc_cli.campaign.rubric import Group
from qcdc_cli.campaign.states import State
from qcdc_cli.render.live import rubric_formulas as formulas
from qcdc_cli.render.live.live_tables import Ledger, Seat
from qcdc_cli.render.live.rubric_formulas import WORDS
from qcdc_cli.render.words.table import NOTHING
from qcdc_cli.workbook.references import text, together

_TOLD = (*WORDS, State.BLANK)
CUT, TOTAL, MAXIMUM, SHARE, PERCENT = "cut", "total", "maximum", "share", "percent"


def points_formula(ledger: Ledger, line: int, seat: Seat, value: object) -> str:
    """Return what a group's points are: the sum, or the words of its criteria where none has points that count.

    Args:
        ledger: the live tables.
        line: the group's line.
        seat: the unit.
        value: what stands there now; words come in its order.
    """
    group, parts = ledger.lines[line].node, ledger.lines[line].parts
    assert isinstance(group, Group)  # noqa: S101 - criteria are not computed
    here = ledger.marks.sheet
    points = ledger.marks_of(seat, parts, here=here)
    attainable = ledger.attainable_of(seat, parts, here=here)
    own = ledger.measure(line, seat, here=here)
    found = formulas.group_points(group, points, attainable, ledger.rubric.rounding, own)
    return _or_words(ledger, parts, ledger.lines[line].inside, seat, found, value)


def total_formula(ledger: Ledger, seat: Seat, value: object) -> str:
    """Return the total, or the words of the criteria where none has points that count."""
    found = ledger.measure(TOTAL, seat, here=ledger.marks.sheet)
    return _or_words(ledger, ledger.tops, range(len(ledger.lines)), seat, found, value)


def attainable_formula(ledger: Ledger, line: int, seat: Seat) -> str:
    """Return what was attainable on a line; "" where nothing can change it."""
    here = ledger.measures.sheet
    if line in ledger.leaves:
        leaf = ledger.leaves[line]
        states = [state for state in WORDS if formulas.leaves_out(state, leaf.criterion, ledger.rubric)]
        if not states or line not in ledger.held:
            return ""
        cell = ledger.mark(line, seat, here=here)
        return formulas.criterion_attainable(cell, leaf.criterion, ledger.rubric, extra=leaf.extra)
    group = ledger.lines[line].node
    assert isinstance(group, Group)  # noqa: S101 - all other lines are criteria
    parts = ledger.attainable_of(seat, ledger.lines[line].parts, here=here)
    return formulas.group_attainable(group, parts, ledger.rubric.rounding)


def maximum_formula(ledger: Ledger, seat: Seat) -> str:
    """Return what was attainable in all."""
    here = ledger.measures.sheet
    return formulas.total_attainable(ledger.rubric, ledger.attainable_of(seat, ledger.tops, here=here))


def cut_formula(ledger: Ledger, seat: Seat) -> str:
    """Return the bonus points that do not count."""
    here = ledger.measures.sheet
    points = ledger.marks_of(seat, ledger.tops, here=here)
    attainable = ledger.attainable_of(seat, ledger.tops, here=here)
    return formulas.bonus_cut(ledger.rubric, points, attainable, ledger.measure(MAXIMUM, seat))


def sum_formula(ledger: Ledger, seat: Seat) -> str:
    """Return the total as a number, whatever stands in its place elsewhere."""
    here = ledger.measures.sheet
    points = ledger.marks_of(seat, ledger.tops, here=here)
    cut = ledger.measure(CUT, seat) if formulas.cuts_bonus(ledger.rubric) else ""
    return formulas.total_points(ledger.rubric, points, ledger.measure(MAXIMUM, seat), cut)


def percent_formula(ledger: Ledger, seat: Seat) -> str:
    """Return the share in percent, with as many decimals as the ranking shows."""
    here = ledger.marks.sheet
    total, maximum = ledger.mark(TOTAL, seat, here=here), ledger.measure(MAXIMUM, seat, here=here)
    percent = f"ROUND(ROUND({total}/{maximum}*100,10),{seat.decimals})"
    return f'IF(ISNUMBER({total}),IF({maximum}=0,"{NOTHING}",{percent}),"{NOTHING}")'


def _or_words(ledger: Ledger, parts: Sequence[int], inside: range, seat: Seat, found: str, value: object) -> str:
    """Return the figure where any part has points that count; else the words of what is in it: `KPS/trống`.

    Args:
        ledger: the live tables.
        parts: the lines that the figure is made of.
        inside: all lines in them: one range, so that the formula stays short however many there are.
        seat: the unit.
        found: the figure.
        value: what stands there now; words come in its order.
    """
    if not inside:
        return found
    cells = ledger.marks.down(inside, seat.number, here=ledger.marks.sheet)
    counted = [f"COUNT({cells})", *_with_states_that_count(ledger, parts, inside, seat, cells)]
    words = _in_order_of(value if isinstance(value, str) else "")
    numbers = [f'COUNTIF({cells},"*{word}*")' for word in words]
    said = "&".join(f'IF({number}>0,"/{word}","")' for number, word in zip(numbers, words, strict=True))
    none = f'IF({"+".join(numbers)}=0,"/{NOTHING}","")'
    return f"IF({'+'.join(counted)}>0,{found},MID({said}&{none},2,40))"


def _with_states_that_count(
    ledger: Ledger, parts: Sequence[int], inside: range, seat: Seat, cells: str
) -> Iterator[str]:
    """Yield what counts the criteria that no mark but a state stands for, where the rubric counts them nevertheless.

    Groups in which there are such criteria have a figure, so that only the parts themselves are looked at.
    """
    leaves = [line for line in inside if line in ledger.leaves]
    for state in WORDS:
        word = str(state.symbol)
        counting = {
            line for line in leaves if not formulas.leaves_out(state, ledger.leaves[line].criterion, ledger.rubric)
        }
        own = [part for part in parts if part in counting]
        if own and len(counting) == len(leaves):
            yield having([cells], word)
        elif own:
            yield having(together(ledger.marks_of(seat, own, here=ledger.marks.sheet)), word)


def _in_order_of(shown: str) -> list[str]:
    """Return the words for states; those that are shown first, in their order."""
    words = [str(state.symbol) for state in _TOLD]
    return sorted(words, key=lambda word: shown.find(word) if word in shown else len(shown) + words.index(word))


def having(cells: Sequence[str], word: str) -> str:
    """Return how many of some cells hold a word."""
    return "+".join(f"COUNTIF({cell},{text(word)})" for cell in cells)
