"""Classes as formulas: the bound that is reached, what forbids a class, then quotas from the top, as in scoring."""

from collections.abc import Sequence
from functools import partial

from qcdc_cli.campaign.deciding import BLOC, Class, Quota
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say
from qcdc_cli.render.live.live_tables import Ledger, Seat
from qcdc_cli.render.live.measures import CLASS, CONVERTED, LACKING, MISSING, RANK, RANKED, Measure, Value, weak
from qcdc_cli.render.words.table import NOTHING, class_text, or_dash
from qcdc_cli.scoring.classes import Candidate, forbidden
from qcdc_cli.workbook.references import number, text

REACHED = "reached"
_PRODUCT = 10  # decimals of a percentage of some units that are more than enough


def class_measures(ledger: Ledger) -> list[Measure]:
    """Return, for a rubric with classes: which are open to a unit, which one it reaches, and what quotas leave."""
    classes = ledger.rubric.classification
    if not classes:
        return []
    measures = [
        Measure(
            opened(at),
            say(f"Được xét loại {entry.name} (1: có)", f"The class {entry.name} is open (1: yes)"),
            partial(_open, at=at),
            partial(_is_open, at=at),
        )
        for at, entry in enumerate(classes[:-1])
        if _may_be_closed(ledger.rubric, at)
    ]
    title = say("Loại đạt được, trước tỷ lệ khống chế (0: loại đầu)", "Class reached, before quotas (0: the first)")
    measures.append(Measure(REACHED, title, _reached, _level_before))
    last = REACHED
    with_quotas = [(at, entry) for at, entry in enumerate(classes[:-1]) if entry.quota is not None]
    for quota, (at, entry) in enumerate(with_quotas):
        key = quota_key(at)
        measures.append(
            Measure(
                key,
                say(f"Sau tỷ lệ khống chế loại {entry.name}", f"After the quota of {entry.name}"),
                partial(_after_quota, at=at, last=last),
                partial(_level_after, quota=quota),
            )
        )
        last = key
    measures.append(
        Measure(
            CLASS,
            say("Xếp loại", "Class"),
            partial(_named, last=last),
            lambda _, seat: class_text(seat.standing.classified),
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
    return rubric.classification[at].needs is not None or any(at < _number_of(rubric, each) for each in lowered)


def _open(ledger: Ledger, seat: Seat, at: int) -> str:
    """Return 1 where nothing forbids a class to a unit whose total reaches it."""
    classes, rank = ledger.rubric.classification, ledger.measure(RANK, seat)
    if at < _lowest_allowed(seat, ledger.rubric):
        return ""
    needs, wanted = classes[at].needs, [f"{ledger.measure(RANKED, seat)}=1"]
    if needs is not None:
        if needs.groups_at_least is not None:
            wanted.append(f"{ledger.measure(weak(needs.groups_at_least), seat)}=0")
        if needs.evidence is not None:
            wanted.append(f"{ledger.measure(LACKING, seat)}=0")
        if needs.complete:
            wanted.append(f"{ledger.measure(MISSING, seat)}=0")
        if needs.rank_within is not None:
            wanted.append(f"N({rank})<={needs.rank_within}")
    return f"IF(AND({','.join(wanted)}),1,0)"


def _lowest_allowed(seat: Seat, rubric: Rubric) -> int:
    """Return the number of the best class that the unit's disqualifiers leave it."""
    ids = [entry.id for entry in rubric.classification]
    return max((ids.index(each.at_most) for each, _ in seat.standing.disqualifiers if each.at_most in ids), default=0)


def _is_open(ledger: Ledger, seat: Seat, at: int) -> Value:
    candidate = _candidate(seat)
    return int(candidate is not None and forbidden(candidate, ledger.rubric, at) is None)


def _candidate(seat: Seat) -> Candidate | None:
    standing = seat.standing
    return None if standing.rank is None else Candidate(standing.result, standing.rank, standing.disqualifiers)


def _reached(ledger: Ledger, seat: Seat) -> str:
    classes, converted = ledger.rubric.classification, ledger.measure(CONVERTED, seat)
    if ledger.rubric.classify_up_to is not None:
        converted = f"MIN({converted},{number(ledger.rubric.classify_up_to)})"
    bounds = [f"{converted}>={number(entry.from_ or 0)}" for entry in classes[:-1]]
    opens = _opens(ledger, seat)
    conditions = [f"AND({bound},{opens[at]})" if opens[at] else bound for at, bound in enumerate(bounds)]
    return _if_ranked(ledger, seat, _first_of(conditions, 0))


def _opens(ledger: Ledger, seat: Seat) -> list[str]:
    """Return for each class but the last the condition that it is open to a unit; "" where it always is."""
    numbers = range(len(ledger.rubric.classification) - 1)
    return [f"{ledger.measure(opened(at), seat)}=1" if _may_be_closed(ledger.rubric, at) else "" for at in numbers]


def _first_of(conditions: Sequence[str], start: int) -> str:
    """Return the number of the first class from one on whose condition holds, or has none; else of the last class."""
    found = str(len(conditions))
    for at in range(len(conditions) - 1, start - 1, -1):
        found = f"IF({conditions[at]},{at},{found})" if conditions[at] else str(at)
    return found


def _after_quota(ledger: Ledger, seat: Seat, at: int, last: str) -> str:
    """Return the class after a quota: those that it leaves no room for go on to the next one that is open."""
    classes = ledger.rubric.classification
    quota, level, rank = classes[at].quota, ledger.measure(last, seat), ledger.measure(RANK, seat)
    assert quota is not None  # noqa: S101 - only classes with one have this measure
    levels, ranks = ledger.bloc(last, seat), ledger.bloc(RANK, seat)
    inside = f'COUNTIFS({levels},{at},{ranks},"<="&{rank})'
    moved = _first_of(_opens(ledger, seat), at + 1)
    return _if_ranked(
        ledger, seat, f"IF({level}<>{at},{level},IF({inside}<={_room(ledger, seat, quota)},{at},{moved}))"
    )


def _room(ledger: Ledger, seat: Seat, quota: Quota) -> str:
    """Return how many units a quota leaves room for."""
    if quota.of == BLOC:
        return str(quota.room(len(seat.ranking.bloc.units)))
    lowest = _number_of(ledger.rubric, quota.of)
    pool = f'COUNTIF({ledger.bloc(REACHED, seat)},"<={lowest}")'
    exact = f"ROUND({number(quota.percent)}*{pool}/100,{_PRODUCT})"
    function = {"down": "ROUNDDOWN", "half-up": "ROUND", "up": "ROUNDUP"}[quota.rounding]
    return f"{function}({exact},0)"


def _number_of(rubric: Rubric, identity: str) -> int:
    return next(at for at, entry in enumerate(rubric.classification) if entry.id == identity)


def _named(ledger: Ledger, seat: Seat, last: str) -> str:
    return _if_ranked(ledger, seat, f"VLOOKUP({ledger.measure(last, seat)},{ledger.classes},2,FALSE)")


def _if_ranked(ledger: Ledger, seat: Seat, found: str) -> str:
    return f"IF({ledger.measure(RANKED, seat)}=1,{found},{text(NOTHING)})"


def _level_before(ledger: Ledger, seat: Seat) -> Value:
    return _level(ledger.rubric, seat.standing.before_quotas)


def _level_after(ledger: Ledger, seat: Seat, quota: int) -> Value:
    after = seat.standing.after_quotas
    return _level(ledger.rubric, after[quota] if after else None)


def _level(rubric: Rubric, entry: Class | None) -> Value:
    """Return the number of a class, from 0 for the best; of a unit without one, what stands in its place."""
    return or_dash(None if entry is None else _number_of(rubric, entry.id))
