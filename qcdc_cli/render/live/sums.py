"""The points, what was attainable and the total of one unit as formulas over the cells of its marks."""

from collections.abc import Iterable, Iterator, Sequence

from qcdc_cli.campaign.caps import ConditionalCap
from qcdc_cli.campaign.marks import State
from qcdc_cli.campaign.nodes import Group
from qcdc_cli.render.live import rubric_formulas as formulas
from qcdc_cli.render.live.live_tables import LiveCells, UnitCells
from qcdc_cli.render.live.rubric_formulas import WORDS
from qcdc_cli.render.words.table import NOTHING
from qcdc_cli.workbook.references import text, together

_TOLD = (*WORDS, State.BLANK)
CUT, TOTAL, MAXIMUM, SHARE, PERCENT = "cut", "total", "maximum", "share", "percent"


def points_formula(cells: UnitCells, line: int, value: object) -> str:
    """Return what a group's points are: the sum, or the words of its criteria where none has points that count.

    Args:
        cells: the unit's cells, for the worksheet of the marks.
        line: the group's line.
        value: what stands there now; words come in its order.
    """
    unit = cells.unit
    return cells.alike(_group_points, line, tuple(unit.result.disqualifiers), _words_of(value), unit.has_later)


def _group_points(cells: LiveCells, line: int, disqualifiers: Sequence[str], words: str, later: bool) -> str:  # noqa: FBT001
    group, parts, inside = cells.tables.lines[line]
    assert isinstance(group, Group)  # noqa: S101 - criteria are not computed
    points, attainable = cells.marks(parts), cells.attainable(parts)
    conditions = _cap_conditions(cells, group, disqualifiers)
    found = formulas.group_points(group, points, attainable, cells.rubric.rounding, cells.measure(line), conditions)
    return _or_words(cells, parts, inside, found, words, later=later)


def _cap_conditions(cells: LiveCells, group: Group, disqualifiers: Sequence[str]) -> list[str]:
    """Return what is true while each condition of a group's cap is met; of disqualifiers, what was exported."""
    if not isinstance(group.cap, ConditionalCap):
        return []
    tables, met = cells.tables, []
    for condition in group.cap.conditions:
        if condition.under is None:
            met.append("TRUE" if condition.disqualifier in disqualifiers else "FALSE")
            continue
        node = cells.rubric.find(condition.subject)
        line = next(number for number, one in enumerate(tables.lines) if one.node is node)
        inside = [one for one in (line, *tables.lines[line].inside) if one in tables.held]
        subject = formulas.SubjectCells(cells.mark(line), cells.measure(line), cells.marks(inside))
        met.append(formulas.condition_met(condition, subject, cells.rubric))
    return met


def total_formula(cells: UnitCells, value: object) -> str:
    """Return the total, or the words of the criteria where none has points that count.

    Args:
        cells: the unit's cells, for the worksheet of the measures.
        value: what the cell holds now; words come in its order.
    """
    return cells.alike(_total, _words_of(value), cells.unit.has_later)


def _total(cells: LiveCells, words: str, later: bool) -> str:  # noqa: FBT001
    tables = cells.tables
    cut = cells.measure(CUT) if formulas.cuts_bonus(cells.rubric) else ""
    total = formulas.total_points(cells.rubric, cells.marks(tables.tops), cells.measure(MAXIMUM), cut)
    return _or_words(cells, tables.tops, range(len(tables.lines)), total, words, later=later)


def attainable_formula(cells: UnitCells, line: int) -> str:
    """Return what was attainable on a line; "" where nothing can change it."""
    tables, unit = cells.tables, cells.unit
    leaf = tables.leaf_numbers.get(line) if unit.has_later else None
    if leaf is not None and unit.result.criteria[leaf].state is State.LATER:
        return ""
    return cells.alike(_attainable, line)


def _attainable(cells: LiveCells, line: int) -> str:
    tables, rubric = cells.tables, cells.rubric
    if line in tables.leaves:
        leaf = tables.leaves[line]
        if line not in tables.held or not any(formulas.leaves_out(state, leaf.criterion, rubric) for state in WORDS):
            return ""
        return formulas.criterion_attainable(cells.mark(line), leaf.criterion, rubric, extra=leaf.extra)
    group, parts, _ = tables.lines[line]
    assert isinstance(group, Group)  # noqa: S101 - all other lines are criteria
    return formulas.group_attainable(group, cells.attainable(parts), rubric.rounding)


def maximum_formula(cells: UnitCells) -> str:
    """Return what was attainable in all."""
    return cells.alike(_maximum)


def _maximum(cells: LiveCells) -> str:
    return formulas.total_attainable(cells.rubric, cells.attainable(cells.tables.tops))


def cut_formula(cells: UnitCells) -> str:
    """Return the bonus points that do not count."""
    return cells.alike(_cut)


def _cut(cells: LiveCells) -> str:
    tops = cells.tables.tops
    return formulas.bonus_cut(cells.rubric, cells.marks(tops), cells.attainable(tops), cells.measure(MAXIMUM))


def percent_formula(cells: UnitCells) -> str:
    """Return the share in percent, with as many decimals as the ranking shows."""
    return cells.alike(_percent, cells.unit.decimals)


def _percent(cells: LiveCells, decimals: int) -> str:
    total, maximum = cells.mark(TOTAL), cells.measure(MAXIMUM)
    percent = f"ROUND(ROUND({total}/{maximum}*100,10),{decimals})"
    return f'IF(ISNUMBER({total}),IF({maximum}=0,"{NOTHING}",{percent}),"{NOTHING}")'


def _words_of(value: object) -> str:
    return value if isinstance(value, str) else ""


def _or_words(cells: LiveCells, parts: Sequence[int], inside: range, found: str, shown: str, *, later: bool) -> str:
    """Return the figure where any part has points that count; else the words of what is in it: `KPS/trống`.

    Args:
        cells: the unit's cells, for the worksheet of the marks.
        parts: the lines that the figure is made of.
        inside: all lines in them: one range, so that the formula stays short however many there are.
        found: the figure.
        shown: the words that stand there now; words come in their order.
        later: the unit has criteria that only a later stage marks.
    """
    if not inside:
        return found
    span = cells.tables.marks.down(inside, cells.number, here=cells.here)
    counted = [f"COUNT({span})", *_with_states_that_count(cells, parts, inside, span)]
    words = _in_order_of(shown, (*_TOLD, State.LATER) if later else _TOLD)
    numbers = [f'COUNTIF({span},"*{word}*")' for word in words]
    said = "&".join(f'IF({number}>0,"/{word}","")' for number, word in zip(numbers, words, strict=True))
    none = f'IF({"+".join(numbers)}=0,"/{NOTHING}","")'
    return f"IF({'+'.join(counted)}>0,{found},MID({said}&{none},2,40))"


def _with_states_that_count(cells: LiveCells, parts: Sequence[int], inside: range, span: str) -> Iterator[str]:
    """Yield what counts the criteria that no mark but a state stands for, where the rubric counts them nevertheless.

    Groups in which there are such criteria have a figure, so that only the parts themselves are looked at.
    """
    leaves = {line: cells.tables.leaves[line].criterion for line in inside if line in cells.tables.leaves}
    for state in WORDS:
        word = str(state.symbol)
        counting = {line for line, leaf in leaves.items() if not formulas.leaves_out(state, leaf, cells.rubric)}
        own = [part for part in parts if part in counting]
        if own and len(counting) == len(leaves):
            yield having([span], word)
        elif own:
            yield having(together(cells.marks(own)), word)


def _in_order_of(shown: str, states: Iterable[State]) -> list[str]:
    """Return the words for states; those that are shown first, in their order."""
    words = [str(state.symbol) for state in states]
    return sorted(words, key=lambda word: shown.find(word) if word in shown else len(shown) + words.index(word))


def having(cells: Sequence[str], word: str) -> str:
    """Return how many of some cells hold a word."""
    return "+".join(f"COUNTIF({cell},{text(word)})" for cell in cells)
