"""What stands in the place of words about one unit: exact figures, the word for a state, or nothing."""

# ruff: noqa: ARG001 - all words about units are asked alike, whether they need the whole matter or not

from qcdc_cli.render.template.template_data import Line, Matter, Value, parts_by_id
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.decision_notes import awards_text
from qcdc_cli.render.words.points_cells import value_of
from qcdc_cli.render.words.remarks import decisions, unit_remarks
from qcdc_cli.render.words.table import NOTHING
from qcdc_cli.scoring.result import UnitResult


def number(matter: Matter, line: Line) -> Value:
    """Return the unit's place in the table."""
    return line.number


def unit(matter: Matter, line: Line) -> Value:
    """Name the unit."""
    return matter.ranking.campaign.unit_name(line.result.unit)


def rank(matter: Matter, line: Line) -> Value:
    """Return the rank; a dash for a unit without one."""
    return NOTHING if line.standing.rank is None else line.standing.rank


def points(matter: Matter, line: Line) -> Value:
    """Return the total."""
    return total_value(line.result)


def maximum(matter: Matter, line: Line) -> Value:
    """Return what was attainable for the unit."""
    return line.result.maximum


def percent(matter: Matter, line: Line) -> Value:
    """Return its share of that, in percent."""
    return line.percent


def classified(matter: Matter, line: Line) -> Value:
    """Name the class; a dash for a unit without one."""
    return NOTHING if line.standing.classified is None else line.standing.classified.name


def award(matter: Matter, line: Line) -> Value:
    """Name the awards."""
    return awards_text(line.standing)


def remarks(matter: Matter, line: Line) -> Value:
    """Return the remarks: roles, ties, what is missing, and what was decided beyond the points."""
    told = unit_remarks(matter.ranking, line.standing, matter.stage)
    return "; ".join([*told, *decisions(matter.ranking, line.standing)])


def part(matter: Matter, line: Line, identity: str) -> Value:
    """Return the points on a group or criterion, or the state in its word."""
    return value_of(line.parts[identity], line.result)


def stage_total(matter: Matter, line: Line, at: str) -> Value:
    """Return the total as of a stage; a dash where the bloc has not come to it."""
    result = _at(matter, line, at)
    return NOTHING if result is None else total_value(result)


def stage_part(matter: Matter, line: Line, at: str, identity: str) -> Value:
    """Return the points on a group or criterion as of a stage; a dash where the bloc has not come to it."""
    result = _at(matter, line, at)
    return NOTHING if result is None else value_of(parts_by_id(result)[identity], result)


def _at(matter: Matter, line: Line, at: str) -> UnitResult | None:
    number = matter.stages[at]
    return line.scores.by_stage[number] if number < len(line.scores.by_stage) else None
