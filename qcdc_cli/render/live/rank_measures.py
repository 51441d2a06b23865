"""Ranks as formulas: the rubric's ladder, measured of every unit, and how many come before it."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial

from qcdc_cli.campaign.deciding import TieRule
from qcdc_cli.campaign.rubric import PENALTIES
from qcdc_cli.language import say
from qcdc_cli.language.figures import round_half_up
from qcdc_cli.render.live.live_tables import LiveTables, LiveUnit
from qcdc_cli.render.live.measures import RANK, RANKED, Measure
from qcdc_cli.render.live.sums import SHARE
from qcdc_cli.render.words.rules import step_text
from qcdc_cli.render.words.table import NOTHING, or_dash
from qcdc_cli.scoring.unit import score_unit
from qcdc_cli.workbook.references import call, number, together

_FINE = 10  # decimals that what a step measures is compared with

First = Sequence[Sequence[Fraction]]  # by unit and criterion: the points as of the first stage


def rank_measures(tables: LiveTables) -> list[Measure]:
    """Return the measures of the rubric's ladder, and the rank."""
    steps = tables.rubric.ties
    ranking = tables.units[0].ranking if tables.units else None
    measures = []
    for position, step in enumerate(steps):
        if step.rule == "correction":
            measures += _corrections(tables)
        title = "" if ranking is None else step_text(step, ranking)
        measures.append(
            Measure(
                ladder(position),
                say(f"Ưu tiên {position + 1}: {title}", f"Tie {position + 1}: {title}"),
                partial(_step, step=step),
                partial(_measured, position=position),
            )
        )
    title = say("Hạng trong khối", "Rank in the bloc")
    measures.append(Measure(RANK, title, _rank, lambda _, s: or_dash(s.standing.rank)))
    return measures


def ladder(position: int) -> str:
    """Return the key of a step of the ladder, from 0."""
    return f"step {position}"


def _corrected(line: int) -> str:
    return f"corrected {line}"


def _corrections(tables: LiveTables) -> list[Measure]:
    """Return by how much each criterion's points differ from those of the first stage."""
    first = [_first(unit) for unit in tables.units]
    return [
        Measure(
            _corrected(line),
            say(
                f"{leaf.criterion.id}: chênh lệch so với bước đầu",
                f"{leaf.criterion.id}: changed since the first stage",
            ),
            partial(_correction, first, line),
            partial(_corrected_now, first, at),
        )
        for at, (line, leaf) in enumerate(tables.leaves.items())
    ]


def _correction(first: First, line: int, tables: LiveTables, unit: LiveUnit) -> str:
    own = number(first[unit.number][tables.leaf_numbers[line]])
    return f"ABS(N({tables.mark(line, unit, here=tables.measures.sheet)})-({own}))"


def _corrected_now(first: First, at: int, _ledger: LiveTables, unit: LiveUnit) -> Fraction:
    return abs(first[unit.number][at] - Fraction(unit.result.criteria[at].points))


def _first(unit: LiveUnit) -> list[Fraction]:
    """Return the criteria's points as of the first stage, beside the same other units as in the ranking."""
    result, criteria = unit.result, unit.result.criteria
    if result.sheet is not None:
        kinds = {one.criterion.id: one.kind for one in criteria}
        criteria = score_unit(result.unit, result.sheet, unit.ranking.rubric, 0, kinds=kinds).criteria
    return [Fraction(one.points) for one in criteria]


def _step(tables: LiveTables, unit: LiveUnit, step: TieRule) -> str:
    if step.rule == "correction":
        cells = together([tables.measure(_corrected(line), unit) for line in tables.leaves])
        return f"-ROUND({call('SUM', cells)},{_FINE})"
    subject = PENALTIES if step.rule == "penalties" else step.subject
    line = tables.line_of(subject) if step.rule in ("group", "criterion", "penalties") else None
    return "" if line is None else f"ROUND(N({tables.mark(line, unit, here=tables.measures.sheet)}),{_FINE})"


def _measured(_ledger: LiveTables, unit: LiveUnit, position: int) -> Decimal:
    return round_half_up(unit.keys[position], _FINE)


def _rank(tables: LiveTables, unit: LiveUnit) -> str:
    """Return 1 more than the number of ranked units of the bloc that come before, step by step of the ladder."""
    keys = [SHARE, *(ladder(position) for position in range(len(tables.rubric.ties)))]
    before = ""
    for key in reversed(keys):
        others, own = tables.bloc(key, unit), tables.measure(key, unit)
        behind = f"+({others}={own})*({before})" if before else ""
        before = f"({others}>{own}){behind}"
    ranked = tables.bloc(RANKED, unit)
    return f'IF({tables.measure(RANKED, unit)}=1,1+SUMPRODUCT({ranked}*({before})),"{NOTHING}")'
