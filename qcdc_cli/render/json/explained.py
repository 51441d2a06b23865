"""The explanation of a figure for JSON: the same facts as the text, numbers as numbers."""

from collections.abc import Collection, Sequence

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.caps import cap_points
from qcdc_cli.campaign.lateness import days_late
from qcdc_cli.campaign.marks import State
from qcdc_cli.campaign.nodes import is_extra
from qcdc_cli.campaign.received_files import ReceivedFile
from qcdc_cli.language.figures import fraction_as_decimal
from qcdc_cli.render.json.parts import (
    Object,
    bound_object,
    criterion,
    disqualifiers,
    json_number,
    json_percent,
    passed_classes,
    remarks,
    scope,
    seal,
    tie_break,
    totals,
    undecided,
)
from qcdc_cli.render.report import Report
from qcdc_cli.render.words.cells import criteria_of
from qcdc_cli.render.words.explained import ExplainedUnit
from qcdc_cli.render.words.explained_group import group_working, total_working
from qcdc_cli.render.words.received import brought
from qcdc_cli.render.words.rules import award_rule, condition_text, held_in, step_source, step_text
from qcdc_cli.render.words.unit_notes import StepMeasures
from qcdc_cli.scoring.behind import Behind
from qcdc_cli.scoring.result import CriterionResult, GroupResult, NodeResult, Ranking, Standing


def explained_object(report: Report, identity: str | None) -> Object:
    """Return the explanation of a criterion or group, or of the total and the rank.

    Args:
        report: the report.
        identity: a criterion or group of the rubric; None for the total and the rank.

    Raises:
        KeyError: when the rubric has no node with this id.
    """
    ranking = report.rankings[0]
    explained = ExplainedUnit(report.units[0], ranking)
    head: Object = {
        **scope(ranking),
        **seal(report.seals.get(ranking.bloc_id)),
        "unit": explained.scores.counted.unit,
        "name": explained.scores.name,
    }
    sheet = explained.scores.counted.sheet
    notes: Object = remarks(sheet.notes, identity) if sheet is not None else {}
    if identity is None:
        return {**head, "total": {**_total(explained), **notes}}
    part = explained.node(identity)
    if isinstance(part, GroupResult):
        return {**head, "group": {**_group(explained, part), **notes}}
    return {**head, "criterion": {**_criterion(explained, part), **notes}}


def _criterion(explained: ExplainedUnit, part: CriterionResult) -> Object:
    counted, points = part.counted, part.criterion.points
    reading = counted.reading if counted is not None and counted.state is State.GIVEN else None
    place = explained.place(part)
    return {
        **criterion(part, explained.scores, explained.ranking.campaign),
        "groups": [group.id for group in explained.above(part)],
        "rule": part.criterion.rule,
        "working": None if reading is None else part.kind.working(reading, points),
        "before_rounding": None if part.before_rounding is None else json_number(part.before_rounding),
        "best": [
            _best(title, standing, own) for title, setters in explained.best(part).items() for standing, own in setters
        ],
        "excluded": part.excluded,
        "periods": held_in(explained.leaf(part.criterion.id), explained.ranking.campaign),
        "rubric_file": place.path,
        "rubric_line": place.line,
        **_received(explained, part.criterion.id),
    }


def _received(explained: ExplainedUnit, criterion: str | None = None) -> Object:
    """Return the files that brought the unit's marks, or those of a criterion, stage by stage; nothing without any."""
    sheet, campaign = explained.scores.counted.sheet, explained.ranking.campaign
    files = () if sheet is None else sheet.received
    if criterion is not None:
        by_stage = (brought(sheet, stage.id, criterion) for stage in campaign.stages)
        files = [one for one in by_stage if one is not None]
    return {"received": [_received_object(one, campaign) for one in files]} if files else {}


def _received_object(received: ReceivedFile, campaign: Campaign) -> Object:
    """Return a file that was imported: when, for which stage, how late, and whether what is late counts."""
    late = days_late(campaign, received)
    return {
        "time": received.moment.isoformat(),
        "stage": received.stage,
        "file": received.file,
        "sha256": received.digest,
        "criteria": len(received.lines),
        "days_late": late,
        "counts": not late or campaign.late_marks != "ignore",
    }


def _best(title: str, standing: Standing, own: CriterionResult) -> Object:
    """Return who sets a measure for points relative to the bloc's units, with the figures."""
    assert own.counted is not None  # noqa: S101 - only marks set a measure
    reading = own.counted.reading  # what was measured, with the target where there is one
    actual, target = reading if isinstance(reading, tuple) else (reading, None)
    return {
        "unit": standing.result.unit,
        "measure": title,
        "actual": json_number(actual),
        "target": json_number(target) if target else None,
        "points": json_number(own.points),
    }


def _group(explained: ExplainedUnit, part: GroupResult) -> Object:
    place = explained.place(part)
    return {
        **_part(part),
        "groups": [group.id for group in explained.above(part)],
        "take": part.group.take,
        "average": part.group.average,
        "cap": None if part.group.cap is None else json_number(cap_points(part.group.cap)),
        "cap_holds": part.cap is not None,
        "cap_conditions": [
            {
                "rule": condition_text(check.condition),
                "met": check.met,
                "points": None if check.points is None else json_number(check.points),
            }
            for check in part.cap_checks
        ],
        "missing": [one.criterion.id for one in criteria_of(part) if one.missing],
        "parts": [_part(inner) for inner in part.parts],
        "working": group_working(part, explained.standing.result)[1] if part.counts else None,
        "before_rounding": json_number(part.before_rounding) if part.counts else None,
        "rubric_file": place.path,
        "rubric_line": place.line,
    }


def _part(part: NodeResult) -> Object:
    return {
        "id": part.node.id,
        "label": None if is_extra(part.node) else part.node.shown,
        "name": part.node.name,
        "points": json_number(part.points) if part.counts else None,
        "max": json_number(part.out_of),
        "full": json_number(part.node.points),
        "weight": json_number(part.node.times),
    }


def _parts(parts: Sequence[NodeResult], through: Collection[int]) -> list[Object]:
    """Return parts, with their own parts where a group, known by its identity, is looked through."""
    return [
        {**_part(part), "parts": _parts(part.parts, through)}
        if isinstance(part, GroupResult) and id(part.group) in through
        else _part(part)
        for part in parts
    ]


def _total(explained: ExplainedUnit) -> Object:
    standing, ranking = explained.standing, explained.ranking
    result, entry = standing.result, standing.classified
    above, tied, below = explained.neighbours()
    return {
        **totals(result),
        "full": json_number(result.full),
        "parts": _parts(result.parts, {id(group) for group in explained.looked_through}),
        "working": total_working(result) if result.counts else None,
        "converted": None
        if result.converted is None or not result.counts
        else json_number(fraction_as_decimal(result.converted, 2)),
        "rank": standing.rank,
        "unranked": None if standing.unranked is None else standing.unranked.value,
        "ranked": ranking.ranked,
        "above": [_neighbour(one) for one in above],
        "behind": None if explained.behind is None else _behind(explained.behind),
        "tied": [_neighbour(one) for one in tied],
        "below": [_neighbour(one) for one in below],
        "tie_break": tie_break(standing),
        "undecided": [undecided(one) for one in ranking.undecided if result.unit in one.units],
        "tie_steps": [_step(measured, ranking) for measured in explained.tie()],
        "class": None if entry is None else {"id": entry.id, "name": entry.name, **bound_object(entry)},
        "moved": passed_classes(standing.passed_classes),
        "awards": [
            {"id": award.id, "name": award.name, "rule": award_rule(award, ranking.rubric, len(ranking.bloc.units))}
            for award in standing.awards
        ],
        "disqualifiers": disqualifiers(result, ranking.rubric),
        **_vote(standing),
        **_received(explained),
    }


def _vote(standing: Standing) -> Object:
    """Return what a ballot on units gave the unit, under `vote`; nothing where none is recorded."""
    if standing.vote is None:
        return {}
    votes, valid, document, on = standing.vote
    return {"vote": {"votes": votes, "valid": valid, "document": document, "date": on.isoformat()}}


def _step(measured: StepMeasures, ranking: Ranking) -> Object:
    """Return a tie-break step with what it measured of each unit, as it is shown."""
    return {
        "step": step_source(measured.step),
        "name": step_text(measured.step, ranking),
        "measured": [{"unit": one.result.unit, "value": value} for one, value in measured.values],
        "documents": list(measured.documents),
    }


def _behind(found: Behind) -> Object:
    """Return how far a unit is behind the one above it: points, or percentage points where they compare by shares."""
    amounts = [
        *(("part", one.node.id, one.amount) for one in found.parts),
        *(("cap", one.node.id, one.amount) for one in found.caps),
        ("bonus_not_counted", None, found.bonus),
        ("rounding", None, found.rounding),
    ]
    return {
        "unit": found.above.result.unit,
        "percent": found.by_share,
        "difference": json_number(found.whole),
        "made_of": [
            {"what": what, "id": identity, "difference": json_number(amount)}
            for what, identity, amount in amounts
            if amount
        ],
    }


def _neighbour(standing: Standing) -> Object:
    result = standing.result
    return {
        "unit": result.unit,
        "rank": standing.rank,
        "points": json_number(result.points),
        "percent": json_percent(result.share),
    }
