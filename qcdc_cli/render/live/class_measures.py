"""Classes as formulas: the bound that is reached, what forbids a class, then quotas from the top, as in scoring."""

from collections.abc import Sequence
from functools import partial

from qcdc_cli.campaign.deciding import BLOC, Class, Quota
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say, terms
from qcdc_cli.render.live.live_tables import LiveTables, LiveUnit, UnitCells
from qcdc_cli.render.live.measures import CLASS, CONVERTED, LACKING, MISSING, RANK, RANKED, Measure, Value, weak
from qcdc_cli.render.words.table import NOTHING, class_text, or_dash
from qcdc_cli.scoring.classes import is_open
from qcdc_cli.workbook.references import number, text

REACHED = "reached"
_PRODUCT = 10  # decimals of a percentage of some units that are more than enough


def class_measures(tables: LiveTables) -> list[Measure]:
    """Return, for a rubric with classes: which are open to a unit, which one it reaches, and what quotas leave."""
    classes = tables.rubric.classification
    if not classes:
        return []
    measures = [
        Measure(
            opened(at),
            say(f"Đủ điều kiện xét loại {entry.name} (1 = có, 0 = không)", f"The class {entry.name} is open (1: yes)"),
            partial(_open, at=at),
            partial(_is_open, at=at),
        )
        for at, entry in enumerate(classes[:-1])
        if _may_be_closed(tables.rubric, at)
    ]
    title = say(
        "Loại đạt được khi chưa xét tỷ lệ khống chế (0 = loại cao nhất)", "Class reached, before quotas (0: the first)"
    )
    measures.append(Measure(REACHED, title, _reached, _before_quotas))
    last = REACHED
    with_quotas = [(at, entry) for at, entry in enumerate(classes[:-1]) if entry.quota is not None]
    for position, (at, entry) in enumerate(with_quotas):
        title = say(f"Sau khi xét tỷ lệ khống chế loại {entry.name}", f"After the quota of {entry.name}")
        formula = partial(_after_quota, at=at, last=last)
        last = quota_key(at)
        measures.append(Measure(last, title, formula, partial(_after_quotas, number=position)))
    named = partial(_named, last=last)
    measures.append(Measure(CLASS, say(*terms.CLASS), named, lambda unit: class_text(unit.standing.classified)))
    return measures


def quota_key(at: int) -> str:
    """Return the key of the class that a unit has after the quota of a class."""
    return f"level {at}"


def opened(at: int) -> str:
    """Return the key of whether a class is open to a unit."""
    return f"open {at}"


def _may_be_closed(rubric: Rubric, at: int) -> bool:
    """Return whether anything can keep a unit from a class whose bound it reaches."""
    lowered = [entry.at_most for entry in rubric.disqualifiers.values() if entry.at_most is not None]
    return rubric.classification[at].needs is not None or any(at < rubric.class_number(each) for each in lowered)


def _open(cells: UnitCells, at: int) -> str:
    """Return 1 where nothing forbids a class to a unit whose total reaches it."""
    if at < _lowest_allowed(cells.unit):
        return ""
    needs, wanted = cells.rubric.classification[at].needs, [f"{cells.measure(RANKED)}=1"]
    if needs is not None:
        if needs.groups_at_least is not None:
            wanted.append(f"{cells.measure(weak(needs.groups_at_least))}=0")
        if needs.evidence is not None:
            wanted.append(f"{cells.measure(LACKING)}=0")
        if needs.complete:
            wanted.append(f"{cells.measure(MISSING)}=0")
        if needs.rank_within is not None:
            wanted.append(f"N({cells.measure(RANK)})<={needs.rank_within}")
    return f"IF(AND({','.join(wanted)}),1,0)"


def _before_quotas(unit: LiveUnit) -> Value:
    """Return the number of the class that a unit reaches before any quota."""
    return _number_of(unit, unit.standing.before_quotas)


def _after_quotas(unit: LiveUnit, number: int) -> Value:
    """Return the number of a unit's class after one of the quotas, by that one's number from 0."""
    after = unit.standing.after_quotas
    return _number_of(unit, after[number] if after else None)


def _number_of(unit: LiveUnit, entry: Class | None) -> Value:
    return or_dash(None if entry is None else unit.ranking.rubric.classification.index(entry))


def _lowest_allowed(unit: LiveUnit) -> int:
    """Return the number of the best class that the unit's disqualifiers leave it."""
    ids = [entry.id for entry in unit.ranking.rubric.classification]
    return max((ids.index(each.at_most) for each, _ in unit.standing.disqualifiers if each.at_most in ids), default=0)


def _is_open(unit: LiveUnit, at: int) -> Value:
    return int(is_open(unit.standing, unit.ranking.rubric, at))


def _reached(cells: UnitCells) -> str:
    classes, converted = cells.rubric.classification, cells.measure(CONVERTED)
    if cells.rubric.classify_up_to is not None:
        converted = f"MIN({converted},{number(cells.rubric.classify_up_to)})"
    bounds = [f"{converted}>={number(entry.from_ or 0)}" for entry in classes[:-1]]
    opens = _opens(cells)
    conditions = [f"AND({bound},{opens[at]})" if opens[at] else bound for at, bound in enumerate(bounds)]
    return _if_ranked(cells, _first_of(conditions, 0))


def _opens(cells: UnitCells) -> list[str]:
    """Return for each class but the last the condition that it is open to a unit; "" where it always is."""
    numbers = range(len(cells.rubric.classification) - 1)
    return [f"{cells.measure(opened(at))}=1" if _may_be_closed(cells.rubric, at) else "" for at in numbers]


def _first_of(conditions: Sequence[str], start: int) -> str:
    """Return the number of the first class from one on whose condition holds, or has none; else of the last class."""
    found = str(len(conditions))
    for at in range(len(conditions) - 1, start - 1, -1):
        found = f"IF({conditions[at]},{at},{found})" if conditions[at] else str(at)
    return found


def _after_quota(cells: UnitCells, at: int, last: str) -> str:
    """Return the class after a quota: those that it leaves no room for go on to the next one that is open."""
    quota, level = cells.rubric.classification[at].quota, cells.measure(last)
    assert quota is not None  # noqa: S101 - only classes with one have this measure
    inside = f'COUNTIFS({cells.bloc(last)},{at},{cells.bloc(RANK)},"<="&{cells.measure(RANK)})'
    moved = _first_of(_opens(cells), at + 1)
    return _if_ranked(cells, f"IF({level}<>{at},{level},IF({inside}<={_room(cells, quota)},{at},{moved}))")


def _room(cells: UnitCells, quota: Quota) -> str:
    """Return how many units a quota leaves room for."""
    if quota.of == BLOC:
        return str(quota.room(len(cells.unit.ranking.bloc.units)))
    pool = f'COUNTIF({cells.bloc(REACHED)},"<={cells.rubric.class_number(quota.of)}")'
    exact = f"ROUND({number(quota.percent)}*{pool}/100,{_PRODUCT})"
    function = {"down": "ROUNDDOWN", "half-up": "ROUND", "up": "ROUNDUP"}[quota.rounding]
    return f"{function}({exact},0)"


def _named(cells: UnitCells, last: str) -> str:
    return _if_ranked(cells, f"VLOOKUP({cells.measure(last)},{cells.tables.classes},2,FALSE)")


def _if_ranked(cells: UnitCells, found: str) -> str:
    return f"IF({cells.measure(RANKED)}=1,{found},{text(NOTHING)})"
