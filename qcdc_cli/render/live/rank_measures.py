"""Ranks as formulas: the rubric's ladder, measured of every unit, and how many come before it."""

from decimal import Decimal
from fractions import Fraction
from functools import partial

from qcdc_cli.campaign.deciding import TieRule
from qcdc_cli.campaign.rubric import PENALTIES
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import round_half_away
from qcdc_cli.render.live.live_tables import LiveTables, LiveUnit, UnitCells
from qcdc_cli.render.live.measures import RANK, RANKED, Measure
from qcdc_cli.render.live.sums import SHARE
from qcdc_cli.render.words.rules import step_text
from qcdc_cli.render.words.table import NOTHING, or_dash
from qcdc_cli.workbook.references import call, number, together

_FINE = 10  # decimals that what a step measures is compared with


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
    measures.append(Measure(RANK, title, _rank, lambda unit: or_dash(unit.standing.rank)))
    return measures


def ladder(position: int) -> str:
    """Return the key of a step of the ladder, from 0."""
    return f"step {position}"


def _corrected(line: int) -> str:
    return f"corrected {line}"


def _corrections(tables: LiveTables) -> list[Measure]:
    """Return by how much each criterion's points differ from those of the first stage."""
    changed = Text("chênh lệch so với bước đầu", "changed since the first stage")
    return [
        Measure(
            _corrected(line),
            f"{leaf.criterion.id}: {changed}",
            partial(_correction, line=line, at=at),
            partial(_corrected_now, at=at),
        )
        for at, (line, leaf) in enumerate(tables.leaves.items())
    ]


def _correction(cells: UnitCells, line: int, at: int) -> str:
    return f"ABS(N({cells.mark(line)})-({number(cells.unit.first_points[at])}))"


def _corrected_now(unit: LiveUnit, at: int) -> Fraction:
    return abs(Fraction(unit.first_points[at]) - Fraction(unit.result.criteria[at].points))


def _step(cells: UnitCells, step: TieRule) -> str:
    if step.rule == "correction":
        corrections = together([cells.measure(_corrected(line)) for line in cells.tables.leaves])
        return f"-ROUND({call('SUM', corrections)},{_FINE})"
    subject = PENALTIES if step.rule == "penalties" else step.subject
    line = cells.tables.line_of(subject) if step.rule in ("group", "criterion", "penalties") else None
    return "" if line is None else f"ROUND(N({cells.mark(line)}),{_FINE})"


def _measured(unit: LiveUnit, position: int) -> Decimal:
    return round_half_away(unit.keys[position], _FINE)


def _rank(cells: UnitCells) -> str:
    """Return 1 more than the number of ranked units of the bloc that come before, step by step of the ladder."""
    keys = [SHARE, *(ladder(position) for position in range(len(cells.rubric.ties)))]
    before = ""
    for key in reversed(keys):
        others, own = cells.bloc(key), cells.measure(key)
        behind = f"+({others}={own})*({before})" if before else ""
        before = f"({others}>{own}){behind}"
    return f'IF({cells.measure(RANKED)}=1,1+SUMPRODUCT({cells.bloc(RANKED)}*({before})),"{NOTHING}")'
