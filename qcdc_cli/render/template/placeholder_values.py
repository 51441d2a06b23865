"""Values of placeholders that take more than a glance into the data: exact figures, texts, the word for a state."""

# ruff: noqa: ARG001 - all values about units are asked for alike, whether they need all of the data or not

from qcdc_cli.language import say
from qcdc_cli.language.figures import day
from qcdc_cli.render.template.template_data import TemplateData, UnitData, Value, parts_by_id
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.points_cells import value_of
from qcdc_cli.render.words.remarks import decisions, unit_remarks
from qcdc_cli.render.words.table import NOTHING
from qcdc_cli.scoring.result import UnitResult


def period(data: TemplateData) -> Value:
    """Name the period."""
    known = data.ranking.campaign.periods.get(data.ranking.period)
    return data.ranking.period if known is None else known.name


def first_day(data: TemplateData) -> Value:
    """Return the period's first day."""
    known = data.ranking.campaign.periods.get(data.ranking.period)
    return None if known is None or known.from_ is None else day(known.from_)


def last_day(data: TemplateData) -> Value:
    """Return the period's last day."""
    known = data.ranking.campaign.periods.get(data.ranking.period)
    return None if known is None or known.to is None else day(known.to)


def name(data: TemplateData, identity: str) -> Value:
    """Name a group or criterion."""
    return data.nodes[identity].name


def full(data: TemplateData, identity: str) -> Value:
    """Return the most points of a group or criterion."""
    return data.nodes[identity].points


def day_of_month(data: TemplateData) -> Value:
    """Return the day's number, as official papers write it (Decree 30/2020/NĐ-CP): below 10 with a 0 before it."""
    return say(f"{data.today.day:02d}", str(data.today.day))


def month(data: TemplateData) -> Value:
    """Return the month's number, as official papers write it (Decree 30/2020/NĐ-CP): 1 and 2 with a 0 before them."""
    number = data.today.month
    return say(f"{number:02d}" if number <= 2 else str(number), str(number))


def signature(data: TemplateData, number: str) -> Value:
    """Name an office that signs."""
    return data.ranking.campaign.signatures[int(number) - 1].role


def signer(data: TemplateData, number: str) -> Value:
    """Name who signs for it."""
    return data.ranking.campaign.signatures[int(number) - 1].name


def remarks(data: TemplateData, unit: UnitData) -> Value:
    """Return the remarks: roles, ties, what is missing, and what was decided beyond the points."""
    remarks_of_unit = unit_remarks(data.ranking, unit.standing, data.stage)
    return "; ".join([*remarks_of_unit, *decisions(data.ranking, unit.standing)])


def part(data: TemplateData, unit: UnitData, identity: str) -> Value:
    """Return the points on a group or criterion, or the state in its word."""
    return value_of(unit.parts[identity], unit.result)


def stage_total(data: TemplateData, unit: UnitData, at: str) -> Value:
    """Return the total as of a stage; a dash where the bloc has not come to it."""
    result = _at(data, unit, at)
    return NOTHING if result is None else total_value(result)


def stage_part(data: TemplateData, unit: UnitData, at: str, identity: str) -> Value:
    """Return the points on a group or criterion as of a stage; a dash where the bloc has not come to it."""
    result = _at(data, unit, at)
    return NOTHING if result is None else value_of(parts_by_id(result)[identity], result)


def _at(data: TemplateData, unit: UnitData, at: str) -> UnitResult | None:
    number = data.stages[at]
    return unit.scores.by_stage[number] if number < len(unit.scores.by_stage) else None
