"""What results are computed from: the marks of a bloc, how far it has come, the kinds that compare its units."""

from collections.abc import Collection, Iterable, Mapping
from functools import cache
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import MarkedSheet, NoSheet, State
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.kinds import Kind
from qcdc_cli.language import say
from qcdc_cli.language.figures import day
from qcdc_cli.problems import Locate
from qcdc_cli.scoring.unit import without_sheet, zeroed


class ScoringInput(NamedTuple):
    """All that results are computed from: one period of a campaign, as of one stage.

    Attributes:
        campaign: the campaign.
        rubrics: the rubric of every bloc, free of problems, by the bloc's id.
        rubric_places: for each of them, what gives the place of a path in its file.
        sheets: the sheets by unit and period.
        period: the period's id.
        stage: the latest stage whose marks count, from 0.
    """

    campaign: Campaign
    rubrics: Mapping[str, Rubric]
    rubric_places: Mapping[str, Locate]
    sheets: Mapping[tuple[str, str], MarkedSheet]
    period: str
    stage: int


def blocs_needed(rubrics: Mapping[str, Rubric], blocs: Iterable[str]) -> list[str]:
    """Return the blocs whose sheets the results of some blocs rest on: where a rubric spans blocs, all that share it.

    Args:
        rubrics: the rubric of every bloc whose rubric can be used, by the bloc's id.
        blocs: the ids of the blocs whose results are asked for; they come first.
    """
    own = list(blocs)
    spanning = {rubric for one in own if (rubric := rubrics.get(one)) is not None and rubric.spans_blocs}
    if not spanning:
        return own
    return [*own, *(one for one, rubric in rubrics.items() if rubric in spanning and one not in own)]


def periods_needed(
    campaign: Campaign, rubrics: Mapping[str, Rubric], blocs: Collection[str], period: str
) -> tuple[str, ...]:
    """Return the periods whose sheets the results of some blocs rest on: a tie-break may take earlier ranks.

    Args:
        campaign: the campaign.
        rubrics: the rubric of every bloc, by the bloc's id.
        blocs: the blocs' ids.
        period: the period whose results are asked for; it comes last.
    """
    known = list(campaign.periods)
    looks_back = any(step.rule == "earlier" for bloc in blocs for step in rubrics[bloc].ties)
    return (*known[: known.index(period)], period) if looks_back and period in known else (period,)


def marks_of(scoring_input: ScoringInput, bloc_id: str) -> dict[str, MarkedSheet | NoSheet]:
    """Return the bloc's units with their sheets, or with what stands for a sheet that is not there.

    Once the period is closed, the campaign's disqualifier applies to those without a self-assessment. This is the
    only place where that is decided.
    """
    units = scoring_input.campaign.blocs[bloc_id].units
    names = scoring_input.campaign.period_names(scoring_input.period)
    stages = [stage.id for stage in scoring_input.campaign.stages]
    nothing = cache(lambda: without_sheet(scoring_input.rubrics[bloc_id], names, stages))  # few blocs have such a unit
    marked = {unit: scoring_input.sheets.get((unit, scoring_input.period)) or nothing() for unit in units}
    due, late = scoring_input.campaign.late_since(scoring_input.period), scoring_input.campaign.not_handed_in
    if due is None or late is None:
        return marked
    reason = say(f"không tự chấm trong hạn ({day(due)})", f"no self-assessment by {day(due)}")
    return {
        unit: own if isinstance(own, MarkedSheet) and own.self_marked else own._replace(late={late: reason})
        for unit, own in marked.items()
    }


def kinds_among(rubric: Rubric, marked: Iterable[MarkedSheet | NoSheet], stage: int) -> dict[str, Kind]:
    """Return the kinds whose points depend on the bloc's units, knowing the readings that set the measure.

    Who is out of the running takes no points from others: a unit that a disqualifier keeps from a rank, and a mark
    that gives nothing for want of evidence, set no measure.

    Args:
        rubric: the bloc's rubric.
        marked: what the bloc's units have been marked.
        stage: the latest stage whose marks count.
    """
    relative = [(number, leaf) for number, leaf in enumerate(rubric.leaves) if leaf.criterion.kind.relative]
    if not relative:
        return {}
    sheets = [
        own.criteria for own in marked if isinstance(own, MarkedSheet) and not is_disqualified(own.against, rubric)
    ]
    kinds = {}
    for number, leaf in relative:
        counted = ((criteria[number], criteria[number].upto(stage)) for criteria in sheets)
        readings = [
            one.reading
            for mark, one in counted
            if one is not None and one.state is State.GIVEN and not zeroed(leaf, mark, one, rubric)
        ]
        kinds[leaf.criterion.id] = leaf.criterion.kind.among(readings)
    return kinds


def is_disqualified(disqualifiers: Iterable[str], rubric: Rubric) -> bool:
    """Return whether any of these disqualifiers, by id, keeps a unit from a rank."""
    return any(rubric.disqualifiers[identity].unranks for identity in disqualifiers)
