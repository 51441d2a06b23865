"""What ranks and classes rest on, measure by measure: a title, the formula for a unit, and what it comes to now."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import NamedTuple

from qcdc_cli.campaign.marks import missing_evidence
from qcdc_cli.campaign.rubric import Group, Leaf, Rubric, is_extra
from qcdc_cli.campaign.states import State
from qcdc_cli.language import say
from qcdc_cli.language.figures import Exact, figure, round_half_up
from qcdc_cli.render.live import sums
from qcdc_cli.render.live.grid import Key
from qcdc_cli.render.live.live_tables import Ledger, Seat
from qcdc_cli.render.live.rubric_formulas import WORDS, cuts_bonus, is_penalties
from qcdc_cli.render.live.sums import CUT, MAXIMUM, SHARE, TOTAL
from qcdc_cli.scoring.result import CriterionResult
from qcdc_cli.workbook.references import call, number, together

CONVERTED, MISSING, LACKING, RANKED, RANK = "converted", "missing", "lacking", "ranked", "rank"
CLASS, CHANGED = "class", "changed"
_FINE = 12  # decimals that shares are compared with

Value = str | Exact | int


class Measure(NamedTuple):
    """One thing that is measured of every unit.

    Attributes:
        key: its name in the live tables.
        title: what stands beside it.
        formula: makes its formula for a unit; "" for a figure that does not change.
        value: what it comes to now.
    """

    key: Key
    title: str
    formula: Callable[[Ledger, Seat], str]
    value: Callable[[Ledger, Seat], Value]


def constant(_ledger: Ledger, _seat: Seat) -> str:
    """Return no formula: what is measured was settled when the report was made."""
    return ""


def total_measures(ledger: Ledger) -> list[Measure]:
    """Return the measures from what was attainable in all to the share that units are ranked by."""
    full = number(ledger.rubric.total)
    cut = say("Điểm thưởng không tính", "Bonus that does not count")
    cuts = [Measure(CUT, cut, sums.cut_formula, lambda _, s: s.result.bonus_not_counted)]
    return [
        Measure(
            MAXIMUM, say("Điểm tối đa của đơn vị", "Attainable"), sums.maximum_formula, lambda _, s: s.result.maximum
        ),
        *(cuts if cuts_bonus(ledger.rubric) else ()),
        Measure(TOTAL, say("Tổng điểm", "Total"), sums.sum_formula, lambda _, s: s.result.points),
        Measure(
            SHARE,
            say("Tỷ lệ: tổng ÷ điểm tối đa", "Share: total ÷ attainable"),
            lambda own, seat: _ratio(own, seat, "", _FINE),
            lambda _, seat: round_half_up(seat.result.share or Fraction(0), _FINE),
        ),
        Measure(
            CONVERTED,
            say(f"Điểm quy đổi về thang {figure(ledger.rubric.total)}", f"Converted to {figure(ledger.rubric.total)}"),
            lambda own, seat: _ratio(own, seat, f"*{full}", 10),
            lambda _, seat: round_half_up(seat.result.converted or Fraction(0), 10),
        ),
    ]


def _ratio(ledger: Ledger, seat: Seat, times: str, decimals: int) -> str:
    total, maximum = ledger.measure(TOTAL, seat), ledger.measure(MAXIMUM, seat)
    return f"IF({maximum}=0,0,ROUND({total}{times}/{maximum},{decimals}))"


# ------------------------------------------------------------------ who is ranked, and what is missing


def state_measures(ledger: Ledger) -> list[Measure]:
    """Return the measures of what is still missing, as far as the rubric's classes ask, and of who is ranked."""
    needs = [entry.needs for entry in ledger.rubric.classification if entry.needs is not None]
    measures = []
    if any(each.complete for each in needs):
        title = say("Điểm còn thiếu, chưa qua bước cuối", "Marks missing or not at the last stage")
        measures.append(Measure(MISSING, title, _missing, lambda _, s: len(s.result.blank) + len(s.result.unverified)))
    if any(each.evidence is not None for each in needs):
        title = say("Tiêu chí thiếu minh chứng", "Criteria that lack evidence")
        measures.append(
            Measure(LACKING, title, _lacking, lambda _, seat: sum(c.lacks_evidence for c in seat.result.criteria))
        )
    for share in dict.fromkeys(each.groups_at_least for each in needs if each.groups_at_least is not None):
        title = say(f"Số mục dưới {figure(share)}%", f"Groups under {figure(share)}%")
        measures.append(
            Measure(
                weak(share),
                title,
                partial(_weak, share=share),
                partial(_weak_now, share=share),
            )
        )
    title = say("Được xếp hạng (1: có)", "Is ranked (1: yes)")
    measures.append(Measure(RANKED, title, _ranked, lambda _, seat: int(seat.standing.rank is not None)))
    return measures


def weak(share: Decimal) -> str:
    """Return the key of the measure of how many groups are under a share."""
    return f"weak {share}"


def _missing(ledger: Ledger, seat: Seat) -> str:
    cells = together(ledger.marks_of(seat, ledger.wanted, here=ledger.measures.sheet))
    said = "-".join([call("COUNT", cells), *(f"({sums.having(cells, str(state.symbol))})" for state in WORDS)])
    return f"{len(ledger.wanted)}-{said}+{len(seat.result.unverified)}"


def _lacking(ledger: Ledger, seat: Seat) -> str:
    """Count the criteria with points and without the evidence that the rubric wants for them."""
    settled = 0
    given: list[str] = []
    taken: list[str] = []
    for (line, leaf), result in zip(ledger.leaves.items(), seat.result.criteria, strict=True):
        criterion = result.criterion
        wanted = criterion.evidence_required and missing_evidence(criterion, ledger.rubric) != "ignore"
        if not wanted or result.marked.evidence:
            continue
        if result.lacks_evidence and waits_for_evidence(leaf, result, ledger.rubric):
            settled += 1
        elif result.state in (State.GIVEN, State.BLANK) or not result.points:
            (taken if _is_penalty(leaf) else given).append(ledger.mark(line, seat, here=ledger.measures.sheet))
    counted = [f'COUNTIF({cells},">0")' for cells in together(given)]
    counted += [f'COUNTIF({cells},"<0")' for cells in together(taken)]
    return "+".join([str(settled)] * bool(settled or not counted) + counted)


def waits_for_evidence(leaf: Leaf, result: CriterionResult, rubric: Rubric) -> bool:
    """Return whether a criterion gives 0 points whatever the mark, until there is evidence."""
    criterion = leaf.criterion
    wanted = criterion.evidence_required and missing_evidence(criterion, rubric) == "zero"
    return wanted and not result.marked.evidence and not _is_penalty(leaf)


def _is_penalty(leaf: Leaf) -> bool:
    return leaf.extra and is_penalties(leaf.groups[0])


def _weak(ledger: Ledger, seat: Seat, share: Decimal) -> str:
    terms = []
    for line in ledger.tops:
        node = ledger.lines[line].node
        if isinstance(node, Group) and not is_extra(node):
            points = ledger.mark(line, seat, here=ledger.measures.sheet)
            most = ledger.measure(line, seat)
            low = f"ROUND({most}*{number(Fraction(share) / 100)},10)"
            terms.append(f"({most}<>0)*(ROUND(N({points}),10)<{low})")
    return "+".join(terms) or "0"


def _weak_now(_ledger: Ledger, seat: Seat, share: Decimal) -> int:
    return len(seat.result.weak_groups(share))


def _ranked(ledger: Ledger, seat: Seat) -> str:
    """Return 1 for a unit that has anything marked and attainable, and that nothing keeps from a rank."""
    if any(entry.at_most is None for entry, _ in seat.standing.disqualifiers):
        return ""
    here, results = ledger.measures.sheet, dict(zip(ledger.leaves, seat.result.criteria, strict=True))
    # Points that 'unassigned' gives say nothing about what the unit did, until another mark stands there.
    given = {line: one.points for line, one in results.items() if one.state is State.UNASSIGNED and one.points}
    cells = together(ledger.marks_of(seat, [line for line in results if line not in given], here=here))
    marks = [call("COUNT", cells), sums.having(cells, str(State.NOT_APPLICABLE.symbol))] if cells else []
    marks += [f"(N({ledger.mark(line, seat, here=here)})<>{number(points)})" for line, points in given.items()]
    return f"IF(AND({ledger.measure(MAXIMUM, seat)}<>0,{'+'.join(marks)}>0),1,0)"
