"""What stands in the place of each placeholder: exact figures, texts, the word for a state, or nothing."""

# ruff: noqa: ARG001 - all values about units are asked for alike, whether they need all of the data or not

from qcdc_cli.language import say
from qcdc_cli.language.figures import day
from qcdc_cli.render.template.template_data import TemplateData, UnitData, Value, parts_by_id
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.decision_notes import awards_text
from qcdc_cli.render.words.points_cells import value_of
from qcdc_cli.render.words.remarks import decisions, provisional_notice, unit_remarks
from qcdc_cli.render.words.table import NOTHING, class_text, or_dash
from qcdc_cli.scoring.result import UnitResult


def campaign(data: TemplateData) -> Value:
    """Name the campaign."""
    return data.ranking.campaign.campaign


def authority(data: TemplateData) -> Value:
    """Name who leads it."""
    return data.ranking.campaign.authority


def basis(data: TemplateData) -> Value:
    """Name what it rests on."""
    return data.ranking.campaign.basis


def place(data: TemplateData) -> Value:
    """Name the place of signing; room to write it where the campaign does not say."""
    return data.ranking.campaign.place or "…………"


def note(data: TemplateData) -> Value:
    """Return the campaign's note."""
    return data.ranking.campaign.note


def bloc(data: TemplateData) -> Value:
    """Name the bloc."""
    return data.ranking.bloc.name


def leader(data: TemplateData) -> Value:
    """Name the bloc's leader."""
    return _name_of(data, data.ranking.bloc.leader)


def deputy(data: TemplateData) -> Value:
    """Name the bloc's deputy."""
    return _name_of(data, data.ranking.bloc.deputy)


def pilot(data: TemplateData) -> Value:
    """Name the bloc's pilot unit."""
    return _name_of(data, data.ranking.bloc.pilot)


def _name_of(data: TemplateData, unit: str | None) -> Value:
    return None if unit is None else data.ranking.campaign.unit_name(unit)


def units(data: TemplateData) -> Value:
    """Count the units."""
    return len(data.ranking.standings)


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


def stage(data: TemplateData) -> Value:
    """Name the latest stage that the bloc has come to."""
    return data.stage


def rubric(data: TemplateData) -> Value:
    """Name the rubric."""
    return data.ranking.rubric.name


def total(data: TemplateData) -> Value:
    """Return the full scale."""
    return data.ranking.rubric.total


def name(data: TemplateData, identity: str) -> Value:
    """Name a group or criterion."""
    return data.nodes[identity].name


def full(data: TemplateData, identity: str) -> Value:
    """Return the most points of a group or criterion."""
    return data.nodes[identity].points


def date(data: TemplateData) -> Value:
    """Return the day on which the template is filled."""
    return day(data.today)


def day_of_month(data: TemplateData) -> Value:
    """Return the day's number, as official papers write it (Decree 30/2020/NĐ-CP): below 10 with a 0 before it."""
    return say(f"{data.today.day:02d}", str(data.today.day))


def month(data: TemplateData) -> Value:
    """Return the month's number, as official papers write it (Decree 30/2020/NĐ-CP): 1 and 2 with a 0 before them."""
    number = data.today.month
    return say(f"{number:02d}" if number <= 2 else str(number), str(number))


def year(data: TemplateData) -> Value:
    """Return the year."""
    return str(data.today.year)


def status(data: TemplateData) -> Value:
    """Say why the ranking is provisional; nothing when it is not."""
    return provisional_notice(data.ranking, data.stage)


def signature(data: TemplateData, number: str) -> Value:
    """Name an office that signs."""
    return data.ranking.campaign.signatures[int(number) - 1].role


def signer(data: TemplateData, number: str) -> Value:
    """Name who signs for it."""
    return data.ranking.campaign.signatures[int(number) - 1].name


def number(data: TemplateData, unit: UnitData) -> Value:
    """Return the unit's place in the table."""
    return unit.number


def unit_name(data: TemplateData, unit: UnitData) -> Value:
    """Name the unit."""
    return data.ranking.campaign.unit_name(unit.result.unit)


def rank(data: TemplateData, unit: UnitData) -> Value:
    """Return the rank; a dash for a unit without one."""
    return or_dash(unit.standing.rank)


def points(data: TemplateData, unit: UnitData) -> Value:
    """Return the total."""
    return total_value(unit.result)


def maximum(data: TemplateData, unit: UnitData) -> Value:
    """Return what was attainable for the unit."""
    return unit.result.maximum


def percent(data: TemplateData, unit: UnitData) -> Value:
    """Return its share of that, in percent."""
    return unit.percent


def classified(data: TemplateData, unit: UnitData) -> Value:
    """Name the class; a dash for a unit without one."""
    return class_text(unit.standing.classified)


def award(data: TemplateData, unit: UnitData) -> Value:
    """Name the awards."""
    return awards_text(unit.standing)


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
