"""What ranks and classes rest on, measure by measure: a title, the formula for a unit, and what it comes to now."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from qcdc_cli.campaign.marks import State, missing_evidence, rule_for
from qcdc_cli.campaign.nodes import Group, Leaf, is_extra
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import Exact, figure, round_half_away
from qcdc_cli.render.live import sums
from qcdc_cli.render.live.live_tables import Given, Key, LiveCells, LiveTables, LiveUnit, UnitCells
from qcdc_cli.render.live.rubric_formulas import WORDS, cuts_bonus
from qcdc_cli.render.live.sums import CUT, MAXIMUM, SHARE, TOTAL, having
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.table import class_text, or_dash
from qcdc_cli.scoring.result import CriterionResult
from qcdc_cli.workbook.references import call, number, together

CONVERTED, MISSING, LACKING, RANKED, RANK = "converted", "missing", "lacking", "ranked", "rank"
ZEROS, CLASS, CHANGED = "zeros", "class", "changed"
_WAS_TOTAL, _WAS_RANK, _WAS_CLASS = "was total", "was rank", "was class"
_FINE = 12  # decimals that shares are compared with

Value = str | Exact | int


class Measure(NamedTuple):
    """One thing that is measured of every unit.

    Attributes:
        key: its name in the live tables.
        title: what stands beside it.
        formula: makes its formula for a unit, on the worksheet of the measures; "" for a figure that does not change.
        value: what it comes to now.
    """

    key: Key
    title: str
    formula: Callable[[UnitCells], str]
    value: Callable[[LiveUnit], Value]


def same_for_all(formula: Callable[[LiveCells, *Given], str], *given: *Given) -> Callable[[UnitCells], str]:
    """Return what makes a formula that only the places of a unit's cells decide."""
    return lambda cells: cells.alike(formula, *given)


def total_measures(tables: LiveTables) -> list[Measure]:
    """Return the measures from what was attainable in all to the share that units are ranked by."""
    full = number(tables.rubric.total)
    cut = say("Điểm thưởng không tính", "Bonus that does not count")
    cuts = [Measure(CUT, cut, sums.cut_formula, lambda unit: unit.result.bonus_not_counted)]
    return [
        Measure(
            MAXIMUM, say("Điểm tối đa của đơn vị", "Attainable"), sums.maximum_formula, lambda unit: unit.result.maximum
        ),
        *(cuts if cuts_bonus(tables.rubric) else ()),
        Measure(
            TOTAL,
            say(*terms.TOTAL_POINTS),
            lambda cells: sums.total_formula(cells, total_value(cells.unit.result)),
            lambda unit: total_value(unit.result),
        ),
        Measure(
            SHARE,
            say("Tỷ lệ: tổng ÷ điểm tối đa", "Share: total ÷ attainable"),
            same_for_all(_ratio, "", _FINE),
            lambda unit: round_half_away(unit.result.share or Fraction(0), _FINE),
        ),
        Measure(
            CONVERTED,
            say(f"Điểm quy đổi về thang {figure(tables.rubric.total)}", f"Converted to {figure(tables.rubric.total)}"),
            same_for_all(_ratio, f"*{full}", 10),
            lambda unit: round_half_away(unit.result.converted or Fraction(0), 10),
        ),
    ]


def _ratio(cells: LiveCells, times: str, decimals: int) -> str:
    total, maximum = cells.measure(TOTAL), cells.measure(MAXIMUM)
    return f"IF({maximum}=0,0,ROUND(N({total}){times}/{maximum},{decimals}))"


# ------------------------------------------------------------------ who is ranked, and what is missing


def state_measures(tables: LiveTables) -> list[Measure]:
    """Return the measures of what is still missing, as far as the rubric's classes ask, and of who is ranked."""
    needs = [entry.needs for entry in tables.rubric.classification if entry.needs is not None]
    measures = []
    if any(each.complete for each in needs):
        title = say("Số tiêu chí chưa chấm hoặc chưa có điểm ở bước cuối", "Marks missing or not at the last stage")
        measures.append(
            Measure(
                MISSING, title, lambda cells: cells.alike(_missing, len(cells.unit.result.unverified)), _missing_now
            )
        )
    if any(each.evidence is not None for each in needs):
        title = say("Số tiêu chí thiếu minh chứng", "Criteria that lack evidence")
        measures.append(
            Measure(LACKING, title, _lacking, lambda unit: sum(c.lacks_evidence for c in unit.result.criteria))
        )
    for share in dict.fromkeys(each.groups_at_least for each in needs if each.groups_at_least is not None):
        title = say(f"Số mục dưới {figure(share)}%", f"Groups under {figure(share)}%")
        measures.append(Measure(weak(share), title, same_for_all(_weak, share), partial(_weak_groups, share=share)))
    for least in [each.criteria_at_least for each in needs if each.criteria_at_least]:
        shares = ", ".join(f"{identity} {figure(share)}%" for identity, share in least.items())
        title = say(f"Số tiêu chí dưới mức của loại ({shares})", f"Criteria under what a class needs ({shares})")
        measures.append(
            Measure(
                under(least), title, same_for_all(_under, tuple(least.items())), partial(_criteria_under, least=least)
            )
        )
    if any(each.no_zero for each in needs):
        title = say("Số tiêu chí bị 0 điểm", "Criteria scored 0")
        measures.append(Measure(ZEROS, title, same_for_all(_zeros), lambda unit: len(unit.result.zeros)))
    title = say("Được xếp hạng (1 = có, 0 = không)", "Is ranked (1: yes)")
    measures.append(Measure(RANKED, title, _ranked, lambda unit: int(unit.standing.rank is not None)))
    return measures


def weak(share: Decimal) -> str:
    """Return the key of the measure of how many groups are under a share."""
    return f"weak {share}"


def under(least: Mapping[str, Decimal]) -> str:
    """Return the key of the measure of how many criteria are under their shares."""
    return f"under {sorted(least.items())}"


def _missing(cells: LiveCells, unverified: int) -> str:
    # Every criterion that is held wants a mark, but for bonus and penalties; of a later stage, too, but not here.
    wanted = [line for line, leaf in cells.tables.leaves.items() if line in cells.tables.held and not leaf.extra]
    marks = together(cells.marks(wanted))
    said = "-".join([call("COUNT", marks), *(f"({sums.having(marks, str(state.symbol))})" for state in WORDS)])
    return f"{len(wanted)}-{said}+{unverified}"


def _missing_now(unit: LiveUnit) -> int:
    result = unit.result
    return len(result.blank) + len(result.unverified) + sum(not one.extra for one in result.later)


def _lacking(cells: UnitCells) -> str:
    """Count the criteria with points and without the evidence that the rubric wants for them."""
    always = 0  # whatever the mark
    above: list[str] = []
    below: list[str] = []
    for (line, leaf), result in zip(cells.tables.leaves.items(), cells.unit.result.criteria, strict=True):
        criterion = result.criterion
        wanted = criterion.evidence_required and missing_evidence(criterion, cells.rubric) != "ignore"
        if not wanted or result.marked.evidence:
            continue
        if result.lacks_evidence and waits_for_evidence(leaf, result, cells.rubric):
            always += 1
        elif result.state in (State.GIVEN, State.BLANK) or not result.points:
            (below if leaf.penalty else above).append(cells.mark(line))
    counted = [f'COUNTIF({mark},">0")' for mark in together(above)]
    counted += [f'COUNTIF({mark},"<0")' for mark in together(below)]
    return "+".join([str(always)] * bool(always or not counted) + counted)


def waits_for_evidence(leaf: Leaf, result: CriterionResult, rubric: Rubric) -> bool:
    """Return whether a criterion gives 0 points whatever the mark, until there is evidence."""
    if result.marked.evidence or leaf.penalty:
        return False
    return leaf.criterion.evidence_required and missing_evidence(leaf.criterion, rubric) == "zero"


def _weak(cells: LiveCells, share: Decimal) -> str:
    lacking = []
    for line in cells.tables.tops:
        node = cells.tables.lines[line].node
        if isinstance(node, Group) and not is_extra(node):
            most = cells.measure(line)
            low = f"ROUND({most}*{number(Fraction(share) / 100)},10)"
            lacking.append(f"({most}<>0)*(ROUND(N({cells.mark(line)}),10)<{low})")
    return "+".join(lacking) or "0"


def _weak_groups(unit: LiveUnit, share: Decimal) -> int:
    return len(unit.result.weak_groups(share))


def _under(cells: LiveCells, least: Sequence[tuple[str, Decimal]]) -> str:
    shares, lacking = dict(least), []
    for line, leaf in cells.tables.leaves.items():
        share = shares.get(leaf.criterion.id)
        if share is not None and line in cells.tables.held:
            most = cells.measure(line)
            low = f"ROUND(N({most})*{number(Fraction(share) / 100)},10)"
            lacking.append(f"(N({most})<>0)*(ROUND(N({cells.mark(line)}),10)<{low})")
    return "+".join(lacking) or "0"


def _criteria_under(unit: LiveUnit, least: Mapping[str, Decimal]) -> int:
    return len(unit.result.under(least))


def _zeros(cells: LiveCells) -> str:
    """Count the criteria of 0 points or less, and the words for states that the rubric counts as 0."""
    leaves = {line: leaf for line, leaf in cells.tables.leaves.items() if not leaf.extra and leaf.criterion.points}
    held = [line for line in leaves if line in cells.tables.held]
    # What is no more than the noise of binary fractions is 0; joined to the sign, it is spelt as the spreadsheet does.
    counted = [f'COUNTIF({mark},"<"&{number(Fraction(1, 10**_FINE))})' for mark in together(cells.marks(held))]
    for state in WORDS:
        zero = [line for line in held if rule_for(state, leaves[line].criterion, cells.rubric) == "zero"]
        if zero:
            counted.append(having(together(cells.marks(zero)), str(state.symbol)))
    return "+".join(counted) or "0"


def _ranked(cells: UnitCells) -> str:
    """Return 1 for a unit that has any mark and anything attainable, and that nothing keeps from a rank."""
    unit = cells.unit
    if any(entry.unranks for entry, _ in unit.standing.disqualifiers):
        return ""
    results = zip(cells.tables.leaves, unit.result.criteria, strict=True)
    # Points that a state gives say nothing of what the unit did, until another mark stands there.
    given = [(line, one.points) for line, one in results if one.state is not State.GIVEN and one.points]
    return cells.alike(_any_mark, tuple(given))


def _any_mark(cells: LiveCells, given: Sequence[tuple[int, Exact]]) -> str:
    """Return 1 where there is any mark, or other points than those that states give, and anything attainable."""
    without = {line for line, _ in given}
    places = together(cells.marks(line for line in cells.tables.leaves if line not in without))
    marks = [call("COUNT", places)] if places else []
    marks += [f"(N({cells.mark(line)})<>{number(points)})" for line, points in given]
    return f"IF(AND({cells.measure(MAXIMUM)}<>0,{'+'.join(marks)}>0),1,0)"


# ------------------------------------------------------------------ what was exported


def export_measures(tables: LiveTables) -> list[Measure]:
    """Return what total, rank and class were when the report was made, and whether they still are."""
    exported: list[tuple[str, str, Callable[[LiveUnit], Value]]] = [
        (_WAS_TOTAL, say("Tổng điểm khi xuất", "Total as exported"), lambda unit: total_value(unit.result)),
        (_WAS_RANK, say("Hạng khi xuất", "Rank as exported"), lambda unit: or_dash(unit.standing.rank)),
    ]
    if tables.rubric.classification:
        title = say("Xếp loại khi xuất", "Class as exported")
        exported.append((_WAS_CLASS, title, lambda unit: class_text(unit.standing.classified)))
    title = say("Có thay đổi so với khi xuất (1 = có, 0 = không)", "Differs from the export (1: yes)")
    constants = [Measure(key, name, lambda _cells: "", value) for key, name, value in exported]
    return [*constants, Measure(CHANGED, title, same_for_all(_changed), lambda _unit: 0)]


def _changed(cells: LiveCells) -> str:
    pairs = [(cells.mark(TOTAL), cells.measure(_WAS_TOTAL)), (cells.measure(RANK), cells.measure(_WAS_RANK))]
    if cells.rubric.classification:
        pairs.append((cells.measure(CLASS), cells.measure(_WAS_CLASS)))
    return f"IF(AND({','.join(f'{now}={was}' for now, was in pairs)}),0,1)"
