"""Results as JSON objects: rankings, scores, the whole report, several blocs ranked together or summed up.

What there is of each unit comes from an iterator, so that the objects of a country's units are not all there at once.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.render.json.parts import (
    Object,
    criterion,
    disqualifiers,
    json_number,
    json_percent,
    passed_classes,
    remarks,
    scope,
    seal,
    seals,
    tie_break,
    totals,
    undecided,
)
from qcdc_cli.render.report import Report
from qcdc_cli.scoring.result import Ranking, Standing, UnitScores

if TYPE_CHECKING:  # as long to load as all of this, and hardly any document has them
    from qcdc_cli.scoring.across import Across, AcrossLine
    from qcdc_cli.scoring.rollup import Rollup, RollupLine


def rankings_object(report: Report, *, whole: bool) -> Object:
    """Return rankings: of one bloc the ranking itself, of several a list under `rankings`.

    Args:
        report: the report.
        whole: whether all of it is asked for: always a list, each ranking with the scores of its units.
    """
    if whole:
        return {
            "rankings": (
                {
                    **_ranking(one, report),
                    "units": (_unit(unit, report.campaign) for unit in report.scores[one.bloc_id]),
                }
                for one in report.rankings
            )
        }
    if len(report.rankings) == 1:
        return _ranking(report.rankings[0], report)
    return {"rankings": (_ranking(one, report) for one in report.rankings)}


def scores_object(report: Report) -> Object:
    """Return what each unit gets, by stage and criterion by criterion."""
    units = (_unit(unit, report.campaign) for unit in report.units)
    return {
        "campaign": report.campaign.campaign,
        "period": report.period,
        **seals(report.seals),
        "units": units,
    }


def _ranking(ranking: Ranking, report: Report) -> Object:
    before = ranking.before
    return {
        **scope(ranking),
        **seal(report.seals.get(ranking.bloc_id)),
        **({} if before is None else {"before": {"period": before.period, "provisional": before.provisional}}),
        "standings": (_standing(standing, ranking) for standing in ranking.standings),
        "undecided": [undecided(one) for one in ranking.undecided],
    }


def _standing(standing: Standing, ranking: Ranking) -> Object:
    sums = totals(standing.result)
    return {
        "rank": standing.rank,
        "unit": standing.result.unit,
        "name": ranking.campaign.unit_name(standing.result.unit),
        **{key: sums.pop(key) for key in ("points", "max", "percent")},
        "class": None if standing.classified is None else standing.classified.id,
        "award": standing.awards[0].id if standing.awards else None,
        "awards": [award.id for award in standing.awards],
        **sums,
        "tie_break": tie_break(standing),
        "tied": standing.tied,
        "unranked": None if standing.unranked is None else standing.unranked.value,
        "moved": passed_classes(standing.passed_classes),
        "disqualifiers": disqualifiers(standing.result, ranking.rubric),
        **_since_before(standing, ranking),
    }


def _since_before(standing: Standing, ranking: Ranking) -> Object:
    """Return the rank in the last period before that has a ranking, and the ranks gained since; nothing without one."""
    if ranking.before is None:
        return {}
    return {"rank_before": ranking.before.ranks.get(standing.result.unit), "ranks_up": ranking.ranks_up(standing)}


def _unit(unit: UnitScores, campaign: Campaign) -> Object:
    result = unit.counted
    entry = unit.classified
    return {
        "unit": result.unit,
        "name": unit.name,
        "bloc": unit.bloc_id,
        "rubric": unit.rubric.rubric,
        **totals(result),
        "class": None if entry is None else entry.id,
        "moved": passed_classes(unit.passed_classes),
        "disqualifiers": disqualifiers(result, unit.rubric),
        "stages": [
            {"stage": campaign.stages[number].id, **totals(earlier)} for number, earlier in enumerate(unit.by_stage)
        ],
        "change": None if unit.change is None else json_number(unit.change),
        "criteria": [criterion(one, unit, campaign) for one in result.criteria],
        **({} if result.sheet is None else remarks(result.sheet.notes)),
    }


def across_object(rankings: "Sequence[Across]", report: Report) -> Object:
    """Return the rankings across blocs, one for each rubric, under `across`."""
    return {"across": (_across_object(one, report) for one in rankings)}


def _across_object(across: "Across", report: Report) -> Object:
    blocs = [ranking.bloc_id for ranking in across.rankings]
    return {
        "campaign": across.campaign.campaign,
        "period": across.period,
        "rubric": across.rubric.rubric,
        "blocs": blocs,
        "stage": across.campaign.stages[across.stage].id,
        "provisional": across.provisional,
        **seals({bloc: report.seals[bloc] for bloc in blocs if bloc in report.seals}),
        "standings": map(_across_line, across.lines),
    }


def _across_line(line: "AcrossLine") -> Object:
    standing = line.standing
    sums = totals(standing.result)
    return {
        "rank": line.rank,
        "unit": standing.result.unit,
        "name": line.ranking.campaign.unit_name(standing.result.unit),
        "bloc": line.ranking.bloc_id,
        "rank_in_bloc": standing.rank,
        **{key: sums.pop(key) for key in ("points", "max", "percent")},
        "class": None if standing.classified is None else standing.classified.id,
        "awards": [award.id for award in standing.awards],
        **sums,
        "tied": line.tied,
    }


def rollup_object(rollup: "Rollup", report: Report) -> Object:
    """Return the roll-up: the lines, and all of them together under `all`."""
    return {
        "campaign": report.campaign.campaign,
        "period": report.period,
        "by": rollup.by,
        "rubrics": [rubric.rubric for rubric in rollup.rubrics],
        **seals(report.seals),
        "lines": [{"name": line.name or None, **_rollup_line(line, rollup)} for line in rollup.lines],
        "all": _rollup_line(rollup.whole, rollup),
    }


def _rollup_line(line: "RollupLine", rollup: "Rollup") -> Object:
    return {
        "blocs": list(line.blocs),
        "units": line.units,
        "ranked": line.ranked,
        "no_sheet": line.without_sheet,
        "average": json_percent(line.average),
        "lowest": json_percent(line.lowest),
        "highest": json_percent(line.highest),
        "classes": {entry.name: line.classes.get(entry.name, 0) for entry in rollup.classes},
        "unclassified": line.unclassified,
        "provisional": line.provisional,
    }
