"""The parts that JSON documents are made of: numbers that stay exact, totals, criteria with their marks."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.deciding import Class
from qcdc_cli.campaign.marks import MarkedAppeal, StageReading, State, reading_text
from qcdc_cli.campaign.nodes import BONUS, PENALTIES, CriterionBase, is_extra
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import EvidenceItem, Notes
from qcdc_cli.language.figures import FRACTION_DECIMALS, PERCENT_DECIMALS, Exact, digits, fraction_as_decimal
from qcdc_cli.problems import Place
from qcdc_cli.render.words.cells import points_at
from qcdc_cli.render.words.remarks import remarks_with_keys
from qcdc_cli.render.words.rules import step_source
from qcdc_cli.scoring.result import (
    CriterionResult,
    PassedClass,
    Ranking,
    Standing,
    Undecided,
    UnitResult,
    UnitScores,
    groups_among,
)

if TYPE_CHECKING:
    from qcdc_cli.process.sealing.seal import SealInForce

Object = dict[str, Any]


@lru_cache(maxsize=4096)  # the same points come again in unit after unit
def json_number(exact: Exact) -> int | Decimal:
    """Return an exact number for JSON; a fraction that no decimal equals is rounded to six decimals."""
    decimal = exact if isinstance(exact, Decimal) else fraction_as_decimal(exact, FRACTION_DECIMALS)
    if decimal == decimal.to_integral_value():
        return int(decimal)
    return Decimal(digits(decimal))


def bound_object(entry: Class) -> Object:
    """Return the lower bound of a class: under `from` where it is included, under `above` where it is not."""
    bound = entry.bound
    found: Object = {"from": None, "above": None}
    return found if bound is None else {**found, bound.key: json_number(bound.value)}


def json_percent(share: Fraction | None) -> int | Decimal | None:
    """Return a share as percent: exact where a decimal equals it, else rounded half away from zero to two decimals."""
    return None if share is None else json_number(fraction_as_decimal(share * 100, PERCENT_DECIMALS))


def totals(result: UnitResult) -> Object:
    """Return a total with its groups; no figure where none counts: without a sheet, with blanks or states alone."""
    has_sheet, counts, left_out = result.sheet is not None, result.counts, result.excluded
    return {
        "points": json_number(result.points) if counts else None,
        "max": json_number(result.maximum),
        "percent": json_percent(result.share) if counts else None,
        "groups": {
            part.group.id: json_number(part.points) if part.counts else None
            for part in groups_among(result.parts)
            if not is_extra(part.group)
        },
        "bonus": _extra(result, BONUS),
        "penalties": _extra(result, PENALTIES),
        "cut": json_number(result.bonus_not_counted) if has_sheet else None,
        "missing": list(result.blank),
        "no_sheet": not has_sheet,
        "not_handed_in": result.not_handed_in,
        "unverified": list(result.unverified),
        **({"appeals": list(result.appeals)} if result.appeals else {}),
        "excluded": [
            {
                "criterion": one.criterion.id,
                "state": one.state.value,
                "reason": (one.counted.reason or None) if one.counted is not None else None,
            }
            for one in left_out
            if one.state not in (State.NOT_HELD, State.LATER) and not one.extra
        ],
        "not_held": [one.criterion.id for one in left_out if one.state is State.NOT_HELD],
        "later": [one.criterion.id for one in left_out if one.state is State.LATER],
    }


def _extra(result: UnitResult, identity: str) -> int | Decimal | None:
    """Return the points of bonus or (below 0) of penalties; None where the rubric or the unit has none."""
    if result.sheet is None:
        return None
    return next(
        (json_number(part.points) for part in result.parts if is_extra(part.node) and part.node.id == identity), None
    )


def passed_classes(passed: Sequence[PassedClass]) -> list[Object]:
    """Return the classes that a total reaches and that the unit is not in, each with the reason."""
    return [{"class": one.better.id, "reason": str(one.reason)} for one in passed]


def disqualifiers(result: UnitResult, rubric: Rubric) -> list[Object]:
    """Return what keeps a unit from a rank or a class, with the place where its sheet says so."""
    sheet = result.sheet
    return [
        {
            "id": identity,
            "name": rubric.disqualifiers[identity].name,
            "reason": reason,
            **_where(sheet.place(("disqualifiers", identity)) if sheet and identity in sheet.disqualifiers else None),
        }
        for identity, reason in result.disqualifiers.items()
    ]


def criterion(result: CriterionResult, scores: UnitScores, campaign: Campaign) -> Object:
    """Return one criterion of one unit: what every stage marked, what counts, and where it stands."""
    counted, unit = result.counted, scores.counted
    latest, unasked = len(scores.by_stage) - 1, (State.NOT_HELD, State.LATER)
    return {
        "id": result.criterion.id,
        "label": result.criterion.shown,
        "name": result.criterion.name,
        "kind": result.criterion.kind.key,
        "state": result.state.value,
        "extra": None if not result.extra else extra_of(result.criterion, scores.rubric),
        "stage": None if counted is None or result.state in unasked else campaign.stages[counted.stage].id,
        "from": campaign.stages[result.marked.start].id,
        "points": json_number(result.points) if result.counts else None,
        "max": json_number(result.out_of),
        "full": json_number(result.criterion.points),
        "weight": json_number(result.criterion.times),
        "marks": [
            _mark(reading, result, scores, campaign)
            for reading in result.marked.readings
            if reading.stage <= latest and reading.state is not State.NOT_HELD
        ],
        "evidence": list(map(_document, result.marked.evidence)),
        "lacks_evidence": result.lacks_evidence,
        **_doubles(result, scores, campaign),
        **_appeals(result, scores, campaign),
        **_where(None if unit.sheet is None else unit.sheet.place_of(result.criterion.id)),
    }


def _document(item: str | EvidenceItem) -> Object:
    """Return a document; what few of them have stands there only where it is said."""
    if isinstance(item, str):
        return {"name": item, "file": None}
    beside = {"number": item.number, "date": item.date and item.date.isoformat(), "note": item.note}
    return {"name": item.name, "file": item.file, **{key: text for key, text in beside.items() if text}}


def extra_of(criterion: CriterionBase, rubric: Rubric) -> str:
    """Return which list outside the total a criterion stands in: `bonus` or `penalties`."""
    return str(rubric.parts[rubric.positions[criterion.id][0]].id)


def _mark(reading: StageReading, result: CriterionResult, scores: UnitScores, campaign: Campaign) -> Object:
    unit, points = scores.counted, points_at(scores, reading, result)
    stage = campaign.stages[reading.stage].id
    place = None
    if unit.sheet is not None:
        # A claim that nothing arose stands beside the stages, not under one of them.
        own = stage if reading.state is State.GIVEN else ""
        place = unit.sheet.place_of(result.criterion.id, own)
        if reading.agreed is not None:
            place = unit.sheet.place_of_agreement(result.criterion.id, stage)
        if reading.appeal is not None:
            place = unit.sheet.place_of_appeal(result.criterion.id, reading.appeal.number, "decision")
    return {
        "stage": stage,
        "state": reading.state.value,
        "mark": reading_text(reading, result.criterion),
        "points": None if points is None else json_number(points),
        "reason": reading.reason or None,
        "by": reading.by or None,
        "agreed": None if reading.agreed is None else reading.agreed.isoformat(),
        **({} if reading.appeal is None else {"appeal": reading.appeal.date.isoformat()}),
        **_where(place),
    }


def _doubles(result: CriterionResult, scores: UnitScores, campaign: Campaign) -> Object:
    """Return what checkers gave alone under `checkers`; nothing where no two of them mark."""
    objects = [
        {
            "stage": campaign.stages[double.stage].id,
            "by": checker,
            "mark": reading_text(reading, result.criterion),
            "reason": reading.reason or None,
            "open": double.open,
        }
        for double in result.marked.doubles
        if double.stage < len(scores.by_stage)
        for checker, reading in double.marks
    ]
    return {"checkers": objects} if objects else {}


def _appeals(result: CriterionResult, scores: UnitScores, campaign: Campaign) -> Object:
    """Return the appeals against a criterion's marks under `appeals`; nothing where there is none."""
    latest, sheet = len(scores.by_stage) - 1, scores.counted.sheet
    found = [one for one in result.marked.appeals if one.stage <= latest]
    objects = [
        {
            **appeal(one, result.criterion, campaign),
            **_where(None if sheet is None else sheet.place_of_appeal(result.criterion.id, one.number)),
        }
        for one in found
    ]
    return {"appeals": objects} if objects else {}


def appeal(one: MarkedAppeal, criterion: CriterionBase, campaign: Campaign) -> Object:
    """Return an appeal with what was decided on it."""
    decision = one.decision
    decided = None
    if decision is not None:
        decided = {
            "date": decision.date.isoformat() if isinstance(decision.date, date) else None,
            "by": decision.by or None,
            "upheld": decision.upheld is True,
            "mark": None if one.upheld is None else reading_text(one.upheld, criterion),
            "reason": decision.reason or None,
        }
    return {
        "stage": campaign.stages[one.stage].id,
        "date": one.appeal.date.isoformat(),
        "by": one.appeal.by or None,
        "text": one.appeal.text,
        "disputed": reading_text(one.disputed, criterion),
        "wants": None if one.wanted is None else reading_text(one.wanted, criterion),
        "late": one.late,
        "decision": decided,
    }


def _where(place: Place | None) -> Object:
    return {"file": None if place is None else place.path, "line": None if place is None else place.line}


def scope(ranking: Ranking) -> Object:
    """Return what is ranked, the stage asked for, the one that the bloc has come to, and whether marks are missing."""
    campaign = ranking.campaign
    return {
        "campaign": campaign.campaign,
        "period": ranking.period,
        "bloc": ranking.bloc_id,
        "rubric": ranking.rubric.rubric,
        "stage": campaign.stages[ranking.stage].id,
        "reached": campaign.stages[ranking.reached].id,
        "provisional": ranking.provisional,
    }


def seal(own: "SealInForce | None") -> Object:
    """Return the seal of a bloc's results under `seal`; nothing where they are not sealed."""
    return {} if own is None else {"seal": _seal(own)}


def seals(own: "Mapping[str, SealInForce]") -> Object:
    """Return the seals of the results of several blocs under `seals`, by the blocs' ids; nothing without one."""
    return {"seals": {bloc: _seal(one) for bloc, one in own.items()}} if own else {}


def _seal(own: "SealInForce") -> Object:
    entry = own.seal
    return {
        "number": int(entry.seal),
        "code": entry.code,
        "time": entry.time,
        "provisional": bool(entry.provisional),
        "open": list(entry.open),
        "errata": [{"number": int(one.seal), "time": one.time, "reason": one.reason} for one in own.errata],
    }


def undecided(one: Undecided) -> Object:
    """Return what somebody must still decide between equal units, or by a ballot on units."""
    return {
        "by": one.by,
        "award": None if one.award is None else one.award.id,
        "rank": one.rank,
        "places": one.places,
        "units": list(one.units),
        "votes": one.votes,
        "final": one.final,
        **({} if one.better is None else {"class": one.better.id}),
        **({} if one.at_least is None else {"at_least": json_number(one.at_least)}),
    }


def tie_break(standing: Standing) -> str | None:
    """Return the tie-break step between a unit and one with an equal total, as the rubric writes it."""
    return None if standing.tie_break is None else step_source(standing.tie_break)


def remarks(notes: Notes, node: str | None = None) -> Object:
    """Return the remarks that say more than a text under `notes`, or those about a node; nothing without any."""
    found = remarks_with_keys(notes, node)
    keys = ("text", "status", "solver", "criterion")
    objects = [{"kind": section, **{key: getattr(one, key) or None for key in keys}} for section, one in found]
    return {"notes": objects} if objects else {}
