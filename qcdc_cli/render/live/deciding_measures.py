"""Ranks and classes as formulas, decided step by step as in scoring.

A rank rests on the rubric's ladder, measured of every unit; a class on the bound that is reached, on what forbids
it, then on quotas from the top.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import partial

from qcdc_cli.campaign.deciding import ALL, BLOC, Disqualifier, Quota, TieRule
from qcdc_cli.campaign.nodes import PENALTIES
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import round_half_away
from qcdc_cli.render.live.live_tables import Key, LiveCells, LiveTables, LiveUnit, UnitCells
from qcdc_cli.render.live.measures import (
    CLASS,
    CONVERTED,
    LACKING,
    MISSING,
    RANK,
    RANKED,
    ZEROS,
    Measure,
    Value,
    same_for_all,
    under,
    weak,
)
from qcdc_cli.render.live.sums import SHARE
from qcdc_cli.render.words.rules import step_text
from qcdc_cli.render.words.table import NOTHING, class_text, or_dash
from qcdc_cli.scoring.classes import is_open, lacks_votes, next_class
from qcdc_cli.scoring.ties import OWN_STEPS
from qcdc_cli.workbook.references import call, number, text, together

REACHED = "reached"
_FINE = 10  # decimals that what a step measures is compared with
_PRODUCT = 10  # decimals of a percentage of some units that are more than enough


# ------------------------------------------------------------------ ranks


def rank_measures(tables: LiveTables) -> list[Measure]:
    """Return the measures of the rubric's ladder, and the rank."""
    ranking = tables.units[0].ranking if tables.units else None
    measures = []
    for at, step in enumerate(tables.rubric.ties):
        if step.rule == "correction":
            measures += _corrections(tables)
        rule = "" if ranking is None else step_text(step, ranking)
        title = say(f"Ưu tiên {at + 1}: {rule}", f"Tie {at + 1}: {rule}")
        measures.append(Measure(ladder(at), title, same_for_all(_step, step), partial(_measured, position=at)))
    title = say("Hạng trong khối", "Rank in the bloc")
    return [*measures, Measure(RANK, title, _rank, lambda unit: or_dash(unit.standing.rank))]


def ladder(position: int) -> str:
    """Return the key of a step of the ladder, from 0."""
    return f"step {position}"


def _corrected(line: int) -> str:
    return f"corrected {line}"


def _corrections(tables: LiveTables) -> list[Measure]:
    """Return by how much each criterion's points differ from those of the first stage."""
    changed = Text("chênh lệch so với bước đầu", "changed since the first stage")
    return [
        Measure(
            _corrected(line),
            f"{leaf.criterion.shown}: {changed}",
            partial(_correction, line=line, at=at),
            partial(_corrected_now, at=at),
        )
        for at, (line, leaf) in enumerate(tables.leaves.items())
    ]


def _correction(cells: UnitCells, line: int, at: int) -> str:
    first = cells.unit.first_points[at]
    return "" if first is None else f"ABS(N({cells.mark(line)})-({number(first)}))"


def _corrected_now(unit: LiveUnit, at: int) -> Value:
    first = unit.first_points[at]  # None: only a later stage marks it, so that nothing of the first was corrected
    return Fraction(0) if first is None else abs(Fraction(first) - Fraction(unit.result.criteria[at].points))


def _step(cells: LiveCells, step: TieRule) -> str:
    if step.rule == "correction":
        corrections = together([cells.measure(_corrected(line)) for line in cells.tables.leaves])
        return f"-ROUND({call('SUM', corrections)},{_FINE})"
    if step.rule not in ("group", "criterion", "penalties"):
        return ""
    subject = PENALTIES if step.rule == "penalties" else step.subject
    line = next((at for at, line in enumerate(cells.tables.lines) if line.node.id == subject), None)
    return "" if line is None else f"ROUND(N({cells.mark(line)}),{_FINE})"


def _measured(unit: LiveUnit, position: int) -> Value:
    return round_half_away(unit.keys[position], _FINE)


def _rank(cells: UnitCells) -> str:
    """Return 1 more than the number of ranked units of the bloc that come before, step by step of the ladder."""
    keys = [SHARE, *(ladder(position) for position in range(len(cells.rubric.ties)))]
    before = ""
    for key in reversed(keys):
        others, own = cells.bloc(key), cells.measure(key)
        behind = f"+({others}={own})*({before})" if before else ""
        before = f"({others}>{own}){behind}"
    return f'IF({cells.measure(RANKED)}=1,1+SUMPRODUCT({cells.bloc(RANKED)}*({before})),"{NOTHING}")'


# ------------------------------------------------------------------ classes


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
    measures.append(Measure(REACHED, title, _reached, partial(_class_after, quotas=0)))
    last = REACHED
    with_quotas = [(at, entry) for at, entry in enumerate(classes[:-1]) if entry.quota is not None]
    for quotas, (at, entry) in enumerate(with_quotas, start=1):
        title = say(f"Sau khi xét tỷ lệ khống chế loại {entry.name}", f"After the quota of {entry.name}")
        if entry.quota is not None and entry.quota.of == ALL and not _has_all(tables):
            title += say(" (xét cùng các khối khác: không tự tính lại)", " (with other blocs: does not recompute)")
        if entry.quota is not None and entry.quota.counted == "left":
            moves = say(
                f"Loại kế tiếp nếu vượt tỷ lệ khống chế loại {entry.name}", f"Next class, over that of {entry.name}"
            )
            measures.append(Measure(_moves(at), moves, partial(_move, at=at), partial(_moved, at=at)))
        formula = partial(_after_quota, at=at, last=last)
        last = f"level {at}"
        measures.append(Measure(last, title, formula, partial(_class_after, quotas=quotas)))

    def named(cells: UnitCells) -> str:
        name = f"VLOOKUP({cells.measure(last)},{cells.tables.classes},2,FALSE)"
        return _if_ranked(cells, name, name if _without_rank(cells) else "")

    return [*measures, Measure(CLASS, say(*terms.CLASS), named, lambda unit: class_text(unit.standing.classified))]


def opened(at: int) -> str:
    """Return the key of whether a class is open to a unit."""
    return f"open {at}"


def _may_be_closed(rubric: Rubric, at: int) -> bool:
    """Return whether anything can keep a unit from a class whose bound it reaches."""
    return rubric.classification[at].needs is not None or _forbid(rubric.disqualifiers.values(), rubric, at)


def _forbid(entries: Iterable[Disqualifier], rubric: Rubric, at: int) -> bool:
    """Return whether any of these disqualifiers leaves a unit only classes below this one."""
    return any(entry.at_most is not None and at < rubric.class_number(entry.at_most) for entry in entries)


def _open(cells: UnitCells, at: int) -> str:
    """Return 1 where nothing forbids a class to a unit whose total reaches it."""
    if _forbid((entry for entry, _ in cells.unit.standing.disqualifiers), cells.rubric, at):
        return ""
    needs = cells.rubric.classification[at].needs
    if needs is not None and lacks_votes(cells.unit.standing, needs):
        return ""
    return cells.alike(_meets_needs, at)


def _meets_needs(cells: LiveCells, at: int) -> str:
    needs, wanted = cells.rubric.classification[at].needs, [f"{cells.measure(RANKED)}=1"]
    if needs is not None:
        if needs.groups_at_least is not None:
            wanted.append(f"{cells.measure(weak(needs.groups_at_least))}=0")
        if needs.criteria_at_least:
            wanted.append(f"{cells.measure(under(needs.criteria_at_least))}=0")
        if needs.no_zero:
            wanted.append(f"{cells.measure(ZEROS)}=0")
        if needs.evidence is not None:
            wanted.append(f"{cells.measure(LACKING)}=0")
        if needs.complete:
            wanted.append(f"{cells.measure(MISSING)}=0")
        if needs.rank_within is not None:
            wanted.append(f"N({cells.measure(RANK)})<={needs.rank_within}")
    return f"IF(AND({','.join(wanted)}),1,0)"


def _is_open(unit: LiveUnit, at: int) -> Value:
    return int(is_open(unit.standing, unit.ranking.rubric, at))


def _class_after(unit: LiveUnit, quotas: int) -> Value:
    """Return the number of a unit's class after so many of the quotas; a dash for one that has no class."""
    standing = unit.standing
    entry = standing.after_quotas[quotas - 1] if quotas and standing.after_quotas else standing.before_quotas
    return or_dash(None if entry is None else unit.ranking.rubric.classification.index(entry))


def _reached(cells: UnitCells) -> str:
    return cells.alike(_first_reached, _without_rank(cells))


def _first_reached(cells: LiveCells, unranked: str) -> str:
    classes, converted = cells.rubric.classification, cells.measure(CONVERTED)
    if cells.rubric.classify_up_to is not None:
        converted = f"MIN({converted},{number(cells.rubric.classify_up_to)})"
    bounds = [
        f"{converted}{entry.bound.sign}{number(entry.bound.value)}" for entry in classes if entry.bound is not None
    ]
    opens = _opens(cells)
    conditions = [f"AND({bound},{opens[at]})" if opens[at] else bound for at, bound in enumerate(bounds)]
    return _if_ranked(cells, _first_of(conditions, 0), unranked)


def _opens(cells: LiveCells) -> list[str]:
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
    if quota.of == ALL and not _has_all(cells.tables):
        return ""
    inside = f'COUNTIFS({cells.bloc(last)},{at},{cells.bloc(RANK)},"<="&{cells.measure(RANK)})'
    if quota.of == ALL:
        inside = f"SUMPRODUCT(({_everybody(cells, last)}={at})*({_not_behind(cells)}))"
    if quota.counted == "left":
        moved, room = cells.measure(_moves(at)), _rounded_room(quota, _left(cells, quota, at, last))
    else:
        moved, room = _first_of(_opens(cells), at + 1), _room(cells, quota)
    left = f"IF({level}<>{at},{level},IF({inside}<={room},{at},{moved}))"
    return _if_ranked(cells, left, _without_rank(cells))


def _has_all(tables: LiveTables) -> bool:
    """Return whether all units are here that quotas `of: all` are filled from."""
    return bool(tables.units) and len(tables.units) == tables.units[0].ranking.all_units


def _everybody(cells: UnitCells, key: Key) -> str:
    return cells.tables.measures.along(key, range(len(cells.tables.units)), here=cells.here)


def _not_behind(cells: UnitCells) -> str:
    """Return what is 1 for each unit of all blocs that does not stand behind this one, as in a ranking across blocs."""
    steps = [ladder(position) for position, step in enumerate(cells.rubric.ties) if step.rule in OWN_STEPS]
    found = "1"
    for key in reversed([SHARE, *steps]):
        others, own = _everybody(cells, key), cells.measure(key)
        found = f"({others}>{own})+({others}={own})*({found})"
    return found


def _moves(at: int) -> str:
    """Return the key of the class that a unit goes on to from a class."""
    return f"moves {at}"


def _move(cells: UnitCells, at: int) -> str:
    return _if_ranked(cells, _first_of(_opens(cells), at + 1))


def _moved(unit: LiveUnit, at: int) -> Value:
    return or_dash(None if unit.standing.rank is None else next_class(unit.standing, unit.ranking.rubric, at))


def _left(cells: UnitCells, quota: Quota, at: int, last: str) -> str:
    """Return how many units are left in the classes that a quota counts, if nobody behind this unit stays."""
    lowest, levels = cells.rubric.class_number(quota.of), cells.bloc(last)
    behind = f'{cells.bloc(RANK)},">"&{cells.measure(RANK)},{cells.bloc(_moves(at))},"<={lowest}"'
    return f'(COUNTIFS({levels},">{at}",{levels},"<={lowest}")+COUNTIFS({levels},{at},{behind}))'


def _without_rank(cells: UnitCells) -> str:
    """Return the class of a unit without a rank: the last one where it handed in nothing, else none."""
    result, rubric = cells.unit.result, cells.rubric
    barred = any(rubric.disqualifiers[identity].unranks for identity in result.disqualifiers)
    return str(len(rubric.classification) - 1) if result.not_handed_in and not barred else ""


def _room(cells: UnitCells, quota: Quota) -> str:
    """Return how many units a quota leaves room for."""
    if quota.of in (ALL, BLOC):
        ranking = cells.unit.ranking
        return str(quota.room(ranking.all_units if quota.of == ALL else len(ranking.bloc.units)))
    pool = f'COUNTIF({cells.bloc(REACHED)},"<={cells.rubric.class_number(quota.of)}")'
    return _rounded_room(quota, pool)


def _rounded_room(quota: Quota, pool: str) -> str:
    exact = f"ROUND({number(quota.percent)}*{pool}/100,{_PRODUCT})"
    function = {"down": "ROUNDDOWN", "half-up": "ROUND", "up": "ROUNDUP"}[quota.rounding]
    return f"{function}({exact},0)"


def _if_ranked(cells: LiveCells, found: str, unranked: str = "") -> str:
    """Return a formula where a unit is ranked, else what stands there without a rank: a dash if nothing is given."""
    return f"IF({cells.measure(RANKED)}=1,{found},{unranked or text(NOTHING)})"
