"""Why a figure is what it is, in words: from the rule and the marks with their lines to points, sums and rank."""

from collections.abc import Iterator

from qcdc_cli.render.words.cells import period_name, stage_line
from qcdc_cli.render.words.explained_criterion import criterion_lines
from qcdc_cli.render.words.explained_lookup import Explained
from qcdc_cli.render.words.explained_parts import group_lines
from qcdc_cli.render.words.explained_unit import unit_lines
from qcdc_cli.render.words.text import visible
from qcdc_cli.scoring.result import GroupResult, Ranking, UnitScores


def explanation_text(scores: UnitScores, ranking: Ranking, identity: str | None) -> str:
    """Explain a figure.

    Args:
        scores: the unit's scores.
        ranking: the ranking of its bloc.
        identity: a criterion or group of the rubric; None for the total, the rank and the class.

    Raises:
        KeyError: when the rubric has no node with this id.
    """
    explained = Explained(scores, ranking)
    if identity is None:
        lines = unit_lines(explained)
    else:
        part = explained.node(identity)
        lines = group_lines(explained, part) if isinstance(part, GroupResult) else criterion_lines(explained, part)
    return "\n".join([*_heading(explained), "", *lines]) + "\n"


def _heading(explained: Explained) -> Iterator[str]:
    ranking = explained.ranking
    yield f"{visible(explained.scores.name)} · {visible(ranking.bloc.name)}"
    yield f"{visible(ranking.campaign.campaign)} · {period_name(ranking.campaign, ranking.period)}"
    yield stage_line(ranking)
