"""Classes as formulas: the bound that is reached, what forbids a class, then quotas from the top, as in scoring."""

from collections.abc import Sequence
from functools import partial

from qcdc_cli.campaign.deciding import BLOC, Class, Quota
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say
from qcdc_cli.render.live.live_tables import LiveTables, LiveUnit
from qcdc_cli.render.live.measures import (
    CLASS,
    CONVERTED,
    LACKING,
    MISSING,
    RANK,
    RANKED,
    Measure,
    Value,
    weak,
)
from qcdc_cli.render.words.table import NOTHING, class_text, or_dash
from qcdc_cli.scoring.classes import Candidate, forbidden
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
    measures.append(
        Measure(
            CLASS,
            say("Xếp loại", "Class"),
            partial(_named, last=last),
            lambda _, unit: class_text(unit.standing.classified),
        )
    )
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
    return rubric.classification[at].needs is not None or any(at < _class_number(rubric, each) for each in lowered)


def _open(tables: LiveTables, unit: LiveUnit, at: int) -> str:
    """Return 1 where nothing forbids a class to a unit whose total reaches it."""
    classes, rank = tables.rubric.classification, tables.measure(RANK, unit)
    if at < _lowest_allowed(unit, tables.rubric):
        return ""
    needs, wanted = classes[at].needs, [f"{tables.measure(RANKED, unit)}=1"]
    if needs is not None:
        if needs.groups_at_least is not None:
            wanted.append(f"{tables.measure(weak(needs.groups_at_least), unit)}=0")
        if needs.evidence is not None:
            wanted.append(f"{tables.measure(LACKING, unit)}=0")
        if needs.complete:
            wanted.append(f"{tables.measure(MISSING, unit)}=0")
        if needs.rank_within is not None:
            wanted.append(f"N({rank})<={needs.rank_within}")
    return f"IF(AND({','.join(wanted)}),1,0)"


def _before_quotas(tables: LiveTables, unit: LiveUnit) -> Value:
    """Return the number of the class that a unit reaches before any quota."""
    return _number_of(tables.rubric, unit.standing.before_quotas)


def _after_quotas(tables: LiveTables, unit: LiveUnit, number: int) -> Value:
    """Return the number of a unit's class after one of the quotas, by that one's number from 0."""
    after = unit.standing.after_quotas
    return _number_of(tables.rubric, after[number] if after else None)


def _number_of(rubric: Rubric, entry: Class | None) -> Value:
    return or_dash(None if entry is None else rubric.classification.index(entry))


def _lowest_allowed(unit: LiveUnit, rubric: Rubric) -> int:
    """Return the number of the best class that the unit's disqualifiers leave it."""
    ids = [entry.id for entry in rubric.classification]
    return max((ids.index(each.at_most) for each, _ in unit.standing.disqualifiers if each.at_most in ids), default=0)


def _is_open(tables: LiveTables, unit: LiveUnit, at: int) -> Value:
    candidate = _candidate(unit)
    return int(candidate is not None and forbidden(candidate, tables.rubric, at) is None)


def _candidate(unit: LiveUnit) -> Candidate | None:
    standing = unit.standing
    return None if standing.rank is None else Candidate(standing.result, standing.rank, standing.disqualifiers)


def _reached(tables: LiveTables, unit: LiveUnit) -> str:
    classes, converted = tables.rubric.classification, tables.measure(CONVERTED, unit)
    if tables.rubric.classify_up_to is not None:
        converted = f"MIN({converted},{number(tables.rubric.classify_up_to)})"
    bounds = [f"{converted}>={number(entry.from_ or 0)}" for entry in classes[:-1]]
    opens = _opens(tables, unit)
    conditions = [f"AND({bound},{opens[at]})" if opens[at] else bound for at, bound in enumerate(bounds)]
    return _if_ranked(tables, unit, _first_of(conditions, 0))


def _opens(tables: LiveTables, unit: LiveUnit) -> list[str]:
    """Return for each class but the last the condition that it is open to a unit; "" where it always is."""
    numbers = range(len(tables.rubric.classification) - 1)
    return [f"{tables.measure(opened(at), unit)}=1" if _may_be_closed(tables.rubric, at) else "" for at in numbers]


def _first_of(conditions: Sequence[str], start: int) -> str:
    """Return the number of the first class from one on whose condition holds, or has none; else of the last class."""
    found = str(len(conditions))
    for at in range(len(conditions) - 1, start - 1, -1):
        found = f"IF({conditions[at]},{at},{found})" if conditions[at] else str(at)
    return found


def _after_quota(tables: LiveTables, unit: LiveUnit, at: int, last: str) -> str:
    """Return the class after a quota: those that it leaves no room for go on to the next one that is open."""
    classes = tables.rubric.classification
    quota, level, rank = classes[at].quota, tables.measure(last, unit), tables.measure(RANK, unit)
    assert quota is not None  # noqa: S101 - only classes with one have this measure
    levels, ranks = tables.bloc(last, unit), tables.bloc(RANK, unit)
    inside = f'COUNTIFS({levels},{at},{ranks},"<="&{rank})'
    moved = _first_of(_opens(tables, unit), at + 1)
    return _if_ranked(
        tables, unit, f"IF({level}<>{at},{level},IF({inside}<={_room(tables, unit, quota)},{at},{moved}))"
    )


def _room(tables: LiveTables, unit: LiveUnit, quota: Quota) -> str:
    """Return how many units a quota leaves room for."""
    if quota.of == BLOC:
        return str(quota.room(len(unit.ranking.bloc.units)))
    lowest = _class_number(tables.rubric, quota.of)
    pool = f'COUNTIF({tables.bloc(REACHED, unit)},"<={lowest}")'
    exact = f"ROUND({number(quota.percent)}*{pool}/100,{_PRODUCT})"
    function = {"down": "ROUNDDOWN", "half-up": "ROUND", "up": "ROUNDUP"}[quota.rounding]
    return f"{function}({exact},0)"


def _class_number(rubric: Rubric, identity: str) -> int:
    return next(at for at, entry in enumerate(rubric.classification) if entry.id == identity)


def _named(tables: LiveTables, unit: LiveUnit, last: str) -> str:
    return _if_ranked(tables, unit, f"VLOOKUP({tables.measure(last, unit)},{tables.classes},2,FALSE)")


def _if_ranked(tables: LiveTables, unit: LiveUnit, found: str) -> str:
    return f"IF({tables.measure(RANKED, unit)}=1,{found},{text(NOTHING)})"
