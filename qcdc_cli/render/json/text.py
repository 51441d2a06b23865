"""Results and problems as JSON: versioned, numbers exact, the same facts as every other format shows."""

import re
from collections.abc import Mapping, Sequence

import simplejson

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.problems import Problem
from qcdc_cli.render.json.explained import explained_object, stages, tie_break
from qcdc_cli.render.json.parts import Object, criterion, disqualifiers, moved, totals
from qcdc_cli.render.words.explained_lookup import Explained
from qcdc_cli.scoring.result import Ranking, Standing, UnitScores

VERSION = 1
# Characters that steer terminals or are not seen. JSON can write them as escapes, without a change of meaning.
_UNSEEN = re.compile("[\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb]")


def rankings_json(rankings: Sequence[Ranking]) -> str:
    """Return rankings: of one bloc the ranking itself, of several a list under `rankings`."""
    if len(rankings) == 1:
        return dumped({"version": VERSION, **_ranking(rankings[0])})
    return dumped({"version": VERSION, "rankings": [_ranking(ranking) for ranking in rankings]})


def scores_json(scores: Sequence[UnitScores], campaign: Campaign, period: str) -> str:
    """Return what each unit gets, by stage and criterion by criterion."""
    units = [_unit(unit, campaign) for unit in scores]
    return dumped({"version": VERSION, "campaign": campaign.campaign, "period": period, "units": units})


def report_json(rankings: Sequence[Ranking], scores: Mapping[str, Sequence[UnitScores]]) -> str:
    """Return all of a report: the rankings, each with the scores of its units.

    Args:
        rankings: the rankings, at least one.
        scores: the scores of each bloc's units, by the bloc's id.
    """
    whole = [
        {**_ranking(ranking), "units": [_unit(unit, ranking.campaign) for unit in scores[ranking.bloc_id]]}
        for ranking in rankings
    ]
    return dumped({"version": VERSION, "rankings": whole})


def explanation_json(scores: UnitScores, ranking: Ranking, identity: str | None) -> str:
    """Return why a figure is what it is.

    Args:
        scores: the unit's scores.
        ranking: the ranking of its bloc.
        identity: a criterion or group of the rubric; None for the total and the rank.
    """
    return dumped({"version": VERSION, **explained_object(Explained(scores, ranking), identity)})


def problems_json(problems: Sequence[Problem]) -> str:
    """Return problems with how many errors and warnings there are."""
    errors = sum(problem.is_error for problem in problems)
    return dumped(
        {
            "version": VERSION,
            "problems": [_problem(problem) for problem in problems],
            "errors": errors,
            "warnings": len(problems) - errors,
        }
    )


def _ranking(ranking: Ranking) -> Object:
    return {
        "campaign": ranking.campaign.campaign,
        "period": ranking.period,
        "bloc": ranking.bloc_id,
        "rubric": ranking.rubric.rubric,
        **stages(ranking),
        "standings": [_standing(standing, ranking) for standing in ranking.standings],
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
        "moved": moved(standing.passed_classes),
        "disqualifiers": disqualifiers(standing.result, ranking.rubric),
    }


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
        "moved": moved(unit.passed_classes),
        "disqualifiers": disqualifiers(result, unit.rubric),
        "stages": [
            {"stage": campaign.stages[number].id, **totals(earlier)} for number, earlier in enumerate(unit.by_stage)
        ],
        "criteria": [criterion(one, unit, campaign) for one in result.criteria],
    }


def _problem(problem: Problem) -> Object:
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "path": place.path if place is not None else None,
        "line": (place.line or None) if place is not None else None,
        "column": (place.column or None) if place is not None else None,
        "sheet": (place.sheet or None) if place is not None else None,
        "cell": (place.cell or None) if place is not None else None,
        "message": problem.sentence(),
        "found": problem.found or None,
        "allowed": str(problem.allowed) or None,
        "nearest": problem.nearest or None,
        "fix": problem.remedy() or None,
    }


def dumped(document: Object) -> str:
    """Return a document as JSON: exact numbers, and what is not seen written out."""
    text = simplejson.dumps(document, use_decimal=True, ensure_ascii=False, indent=2)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"
