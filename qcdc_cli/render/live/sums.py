"""The points, what was attainable and the total of one unit as formulas over the cells of its marks."""

from collections.abc import Iterator, Sequence

from qcdc_cli.campaign.rubric import Group
from qcdc_cli.campaign.states import State
from qcdc_cli.render.live import rubric_formulas as formulas
from qcdc_cli.render.live.live_tables import LiveTables, LiveUnit
from qcdc_cli.render.live.rubric_formulas import WORDS
from qcdc_cli.render.words.table import NOTHING
from qcdc_cli.workbook.references import text, together

_TOLD = (*WORDS, State.BLANK)
CUT, TOTAL, MAXIMUM, SHARE, PERCENT = "cut", "total", "maximum", "share", "percent"


def points_formula(tables: LiveTables, line: int, unit: LiveUnit, value: object) -> str:
    """Return what a group's points are: the sum, or the words of its criteria where none has points that count.

    Args:
        tables: the live tables.
        line: the group's line.
        unit: the unit.
        value: what stands there now; words come in its order.
    """
    group, parts = tables.lines[line].node, tables.lines[line].parts
    assert isinstance(group, Group)  # noqa: S101 - criteria are not computed
    here = tables.marks.sheet
    points = tables.marks_of(unit, parts, here=here)
    attainable = tables.attainable_of(unit, parts, here=here)
    own = tables.measure(line, unit, here=here)
    found = formulas.group_points(group, points, attainable, tables.rubric.rounding, own)
    return _or_words(tables, parts, tables.lines[line].inside, unit, found, value)


def total_formula(tables: LiveTables, unit: LiveUnit, value: object) -> str:
    """Return the total, or the words of the criteria where none has points that count."""
    found = tables.measure(TOTAL, unit, here=tables.marks.sheet)
    return _or_words(tables, tables.tops, range(len(tables.lines)), unit, found, value)


def attainable_formula(tables: LiveTables, line: int, unit: LiveUnit) -> str:
    """Return what was attainable on a line; "" where nothing can change it."""
    here = tables.measures.sheet
    if line in tables.leaves:
        leaf = tables.leaves[line]
        states = [state for state in WORDS if formulas.leaves_out(state, leaf.criterion, tables.rubric)]
        if not states or line not in tables.held:
            return ""
        cell = tables.mark(line, unit, here=here)
        return formulas.criterion_attainable(cell, leaf.criterion, tables.rubric, extra=leaf.extra)
    group = tables.lines[line].node
    assert isinstance(group, Group)  # noqa: S101 - all other lines are criteria
    parts = tables.attainable_of(unit, tables.lines[line].parts, here=here)
    return formulas.group_attainable(group, parts, tables.rubric.rounding)


def maximum_formula(tables: LiveTables, unit: LiveUnit) -> str:
    """Return what was attainable in all."""
    here = tables.measures.sheet
    return formulas.total_attainable(tables.rubric, tables.attainable_of(unit, tables.tops, here=here))


def cut_formula(tables: LiveTables, unit: LiveUnit) -> str:
    """Return the bonus points that do not count."""
    here = tables.measures.sheet
    points = tables.marks_of(unit, tables.tops, here=here)
    attainable = tables.attainable_of(unit, tables.tops, here=here)
    return formulas.bonus_cut(tables.rubric, points, attainable, tables.measure(MAXIMUM, unit))


def sum_formula(tables: LiveTables, unit: LiveUnit) -> str:
    """Return the total as a number, whatever stands in its place elsewhere."""
    here = tables.measures.sheet
    points = tables.marks_of(unit, tables.tops, here=here)
    cut = tables.measure(CUT, unit) if formulas.cuts_bonus(tables.rubric) else ""
    return formulas.total_points(tables.rubric, points, tables.measure(MAXIMUM, unit), cut)


def percent_formula(tables: LiveTables, unit: LiveUnit) -> str:
    """Return the share in percent, with as many decimals as the ranking shows."""
    here = tables.marks.sheet
    total, maximum = tables.mark(TOTAL, unit, here=here), tables.measure(MAXIMUM, unit, here=here)
    percent = f"ROUND(ROUND({total}/{maximum}*100,10),{unit.decimals})"
    return f'IF(ISNUMBER({total}),IF({maximum}=0,"{NOTHING}",{percent}),"{NOTHING}")'


def _or_words(
    tables: LiveTables, parts: Sequence[int], inside: range, unit: LiveUnit, found: str, value: object
) -> str:
    """Return the figure where any part has points that count; else the words of what is in it: `KPS/trống`.

    Args:
        tables: the live tables.
        parts: the lines that the figure is made of.
        inside: all lines in them: one range, so that the formula stays short however many there are.
        unit: the unit.
        found: the figure.
        value: what stands there now; words come in its order.
    """
    if not inside:
        return found
    cells = tables.marks.down(inside, unit.number, here=tables.marks.sheet)
    counted = [f"COUNT({cells})", *_with_states_that_count(tables, parts, inside, unit, cells)]
    words = _in_order_of(value if isinstance(value, str) else "")
    numbers = [f'COUNTIF({cells},"*{word}*")' for word in words]
    said = "&".join(f'IF({number}>0,"/{word}","")' for number, word in zip(numbers, words, strict=True))
    none = f'IF({"+".join(numbers)}=0,"/{NOTHING}","")'
    return f"IF({'+'.join(counted)}>0,{found},MID({said}&{none},2,40))"


def _with_states_that_count(
    tables: LiveTables, parts: Sequence[int], inside: range, unit: LiveUnit, cells: str
) -> Iterator[str]:
    """Yield what counts the criteria that no mark but a state stands for, where the rubric counts them nevertheless.

    Groups in which there are such criteria have a figure, so that only the parts themselves are looked at.
    """
    leaves = [line for line in inside if line in tables.leaves]
    for state in WORDS:
        word = str(state.symbol)
        counting = {
            line for line in leaves if not formulas.leaves_out(state, tables.leaves[line].criterion, tables.rubric)
        }
        own = [part for part in parts if part in counting]
        if own and len(counting) == len(leaves):
            yield having([cells], word)
        elif own:
            yield having(together(tables.marks_of(unit, own, here=tables.marks.sheet)), word)


def _in_order_of(shown: str) -> list[str]:
    """Return the words for states; those that are shown first, in their order."""
    words = [str(state.symbol) for state in _TOLD]
    return sorted(words, key=lambda word: shown.find(word) if word in shown else len(shown) + words.index(word))


def having(cells: Sequence[str], word: str) -> str:
    """Return how many of some cells hold a word."""
    return "+".join(f"COUNTIF({cell},{text(word)})" for cell in cells)
