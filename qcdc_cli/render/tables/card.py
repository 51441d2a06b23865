"""One unit on a card: its groups, then the criteria that lost points, the most first."""

from collections.abc import Iterator

from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import Exact, figure
from qcdc_cli.render.tables.columns import NamedColumn, table_columns, table_rows
from qcdc_cli.render.words.cells import part_value, shown_decimals, stages_to_show, total_value
from qcdc_cli.render.words.marked import marks_text, why_lost
from qcdc_cli.render.words.names import period_name, stage_line
from qcdc_cli.render.words.rank_changes import rank_change
from qcdc_cli.render.words.remarks import decisions
from qcdc_cli.render.words.rules import title_of
from qcdc_cli.render.words.table import NOTHING, Column, Table, class_text, figures, padded
from qcdc_cli.render.words.unit_notes import (
    appeal_lines,
    awards_text,
    left_out,
    provisional_lines,
    unasked_notes,
    unranked_reason,
)
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.lost import LostPoints, lost_points
from qcdc_cli.scoring.result import NodeResult, Ranking, Standing, UnitScores


def card_tables(scores: UnitScores, ranking: Ranking, standing: Standing) -> Iterator[Table]:
    """Yield the two tables of a unit's card.

    Args:
        scores: what the unit gets as of each stage.
        ranking: its bloc's ranking.
        standing: its line there.
    """
    yield _groups(scores, ranking, standing)
    yield _lost(scores)


def _groups(scores: UnitScores, ranking: Ranking, standing: Standing) -> Table:
    campaign, result, reached = ranking.campaign, scores.counted, ranking.reached
    decimals = shown_decimals(scores.rubric)
    parts = result.parts
    columns: list[NamedColumn] = [
        (Column(say(*terms.ID)), [*(title_of(part.node) for part in parts), ""]),
        (Column(say(*terms.CONTENT), wraps=True), [*(visible(part.node.name) for part in parts), say(*terms.TOTAL)]),
        (
            figures(say(*terms.MAXIMUM)),
            padded([*(_maximum(part) for part in parts), result.maximum], fraction_decimals=decimals),
        ),
    ]
    for number in stages_to_show([scores]):
        own = scores.by_stage[number]
        points = [*(part_value(part, own) for part in own.parts), total_value(own)]
        columns.append((figures(visible(campaign.stages[number].name)), padded(points, fraction_decimals=decimals)))
    shares = [*(part.share for part in parts), result.share if result.counts else None]
    return Table(
        subject=say(*terms.UNIT),
        title=visible(scores.name),
        subtitle=(
            _outcome(ranking, standing),
            f"{visible(ranking.bloc.name)} · {visible(campaign.campaign)}",
            f"{period_name(campaign, ranking.period)} · {stage_line(ranking)}",
        ),
        warnings=provisional_lines([("", result, visible(campaign.stages[reached].name))]),
        columns=table_columns(columns),
        rows=table_rows(columns, [(0, False) for _ in parts], total=True),
        notes=(
            *decisions(ranking, standing),
            *left_out("", result),
            *appeal_lines(result, campaign, reached),
            *unasked_notes([result], campaign),
        ),
        keys=2,
        shares=tuple(shares),
    )


def _outcome(ranking: Ranking, standing: Standing) -> str:
    """Say in one line what the unit has come to: total, rank, class, awards, how its rank moved."""
    result = standing.result
    total = total_value(result)
    points = total if isinstance(total, str) else f"{figure(total)}/{figure(result.maximum)}"
    said = [say(f"Tổng điểm {points}", f"Total {points}")]
    if standing.rank is None:
        said.append(unranked_reason(standing))
    else:
        said.append(say(f"hạng {standing.rank}/{ranking.ranked}", f"rank {standing.rank} of {ranking.ranked}"))
        if ranking.before is not None:
            moved = rank_change(ranking, standing)
            said.append(say(f"tăng, giảm hạng: {moved}", f"change of rank: {moved}"))
    if standing.classified is not None:
        said.append(class_text(standing.classified))
    if standing.awards:
        said.append(awards_text(standing))
    return visible(" · ".join(filter(None, said)))


def _maximum(part: NodeResult) -> Exact | str:
    return NOTHING if part.excluded else part.out_of


def _lost(scores: UnitScores) -> Table:
    """Return the criteria that lost points; bonus that was not reached is no loss."""
    result, last, decimals = scores.counted, scores.reached, shown_decimals(scores.rubric)
    lost = lost_points(result)
    columns: list[NamedColumn] = [
        (Column(say(*terms.ID)), [title_of(one.criterion.criterion) for one in lost]),
        (Column(say(*terms.CONTENT), wraps=True), [visible(one.criterion.criterion.name) for one in lost]),
        (figures(say("Chưa đạt", "Lost")), padded([_points(one) for one in lost], fraction_decimals=decimals)),
        (
            figures(say(*terms.COUNTS)),
            padded([part_value(one.criterion, result) for one in lost], fraction_decimals=decimals),
        ),
        (figures(say(*terms.MAXIMUM)), padded([one.criterion.out_of for one in lost], fraction_decimals=decimals)),
        (
            Column(say("Mức, số liệu", "Mark, figures"), wraps=True, detail=True),
            [marks_text(one.criterion, last, has_sheet=result.sheet is not None) for one in lost],
        ),
        (Column(say(*terms.REASON), wraps=True, detail=True), [why_lost(one.criterion, last) for one in lost]),
    ]
    nothing = say("Không tiêu chí nào bị mất điểm.", "No criterion lost any points.")
    no_marks = say("Chưa có điểm.", "There are no marks yet.")
    return Table(
        subject=say(*terms.UNIT),
        title=say("Điểm chưa đạt, từ nhiều đến ít", "Points lost, the most first"),
        subtitle=(),
        warnings=(),
        columns=table_columns(columns),
        rows=table_rows(columns),
        notes=() if lost else (nothing if result.counts else no_marks,),
        keys=2,
    )


def _points(one: LostPoints) -> Exact | str:
    return NOTHING if one.points is None else one.points
