"""Random rubrics and marks, and what they are worth by an independent reckoning in fractions.

The reckoning shares no line with the program: it reads the same trees of texts and knows the rules of
DOMAIN.md ("How scales in use score").
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

from hypothesis import strategies as st

Tree = dict[str, Any]
STATES = {"not_applicable": "không phát sinh", "unassigned": "không giao"}
ZERO = Fraction(0)


class Given(NamedTuple):
    """What stands for one criterion: a mark and its worth; or a state with no mark; or a blank.

    Attributes:
        mark: the mark as it stands in a sheet; None for a state or a blank.
        worth: the mark's exact points; where they depend on the bloc, what makes a mark better (see `figures`).
        state: "given", "blank", "not_applicable", "unassigned"; or "later" where only a later stage marks it.
        figures: for a kind that depends on the bloc: actual and target (0 for none), or the places given.
    """

    mark: Any
    worth: Fraction = ZERO
    state: str = "given"
    figures: tuple[int, ...] = ()


BOUNDS = ("from", "above")
BLANK = Given(None, state="blank")
LATER = Given(None, state="later")
Marks = Mapping[str, Given]


def number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def written(hundredths: int) -> str:
    """Write a number of hundredths as people do: 250 is "2,5"."""
    whole, part = divmod(hundredths, 100)
    return f"{whole},{part:02}".rstrip("0").rstrip(",") if part else str(whole)


def weight_of(node: Tree) -> Fraction:
    return number(node.get("weight", "1"))


def full_points(node: Tree) -> Fraction:
    """Return what a group or criterion gives at most, before anything is left out."""
    if "criteria" not in node or node.get("average") == "shares" or node.get("take") == "geometric":
        return number(node["points"])
    each = [(weight_of(part), weight_of(part) * full_points(part)) for part in node["criteria"]]
    points = [point for _, point in each]
    take = node.get("take", "sum")
    most = max(points) if take == "best" else sum(points, ZERO)
    if take == "average":
        most /= sum((weight for weight, _ in each), ZERO)
    return most if fixed_cap(node) is None else min(most, number(node["cap"]))


def fixed_cap(node: Tree) -> Fraction | None:
    """Return a cap that holds always."""
    return number(node["cap"]) if isinstance(node.get("cap"), str) else None


# ------------------------------------------------------------------ rubrics

POINTS = st.integers(1, 40).map(lambda quarters: quarters * 25)  # in hundredths: 0.25 to 10


@st.composite
def _direct(draw: st.DrawFn, points: int) -> Tree:
    steps = [None, *(step for step in (25, 50) if points % step == 0)]
    step = draw(st.sampled_from(steps))
    return {} if step is None else {"step": written(step)}


@st.composite
def _levels(draw: st.DrawFn, points: int) -> Tree:
    middle = written(draw(st.integers(0, points)))
    parts = {"a": (written(points), "Tốt"), "b": (middle, "Khá"), "c": ("0", "Yếu")}
    return {"levels": {key: {"name": name, "points": value} for key, (value, name) in parts.items()}}


@st.composite
def _checklist(draw: st.DrawFn, points: int) -> Tree:
    first = draw(st.integers(0, points))
    items = {"a": {"name": "Một", "points": written(first)}, "b": {"name": "Hai", "points": written(points - first)}}
    return {"checklist": items}


@st.composite
def _count(draw: st.DrawFn, points: int) -> Tree:
    return {"count": {"each": written(draw(st.integers(1, points))), "unit": "vụ"}}


@st.composite
def _bands(draw: st.DrawFn, points: int) -> Tree:
    upper = draw(st.integers(5_000, 9_900))
    lower = draw(st.integers(1, upper - 1))
    first, second = (draw(st.sampled_from(["from", "above"])) for _ in range(2))
    table = [
        {first: written(upper), "points": written(points)},
        {second: written(lower), "points": written(draw(st.integers(0, points)))},
        {"points": "0"},
    ]
    return {"bands": {"unit": "%", "table": draw(st.permutations(table))}}


@st.composite
def _deduct(draw: st.DrawFn, points: int) -> Tree:
    each, floor_ = draw(st.integers(1, points)), draw(st.integers(0, points))
    return {"deduct": {"each": written(each), "unit": "lần", "floor": written(floor_)}}


@st.composite
def _each(draw: st.DrawFn, points: int, *names: str) -> Tree:
    """Draw what each of some things gives or takes off."""
    return {name: {"name": name.upper(), "each": written(draw(st.integers(1, points)))} for name in names}


@st.composite
def _faults(draw: st.DrawFn, points: int) -> Tree:
    names = draw(st.sampled_from([("x",), ("x", "y"), ("x", "y", "z")]))
    return {"deduct": {"faults": draw(_each(points, *names)), "floor": written(draw(st.integers(0, points)))}}


@st.composite
def _plus_minus(draw: st.DrawFn, points: int) -> Tree:
    floor_ = draw(st.integers(0, points) | st.integers(-2 * points, -1))
    own: Tree = {"plus": draw(_each(points, "b", "c")), "minus": draw(_each(points, "d"))}
    return {"plus_minus": {**own, "floor": f"-{written(-floor_)}" if floor_ < 0 else written(floor_)}}


@st.composite
def _ratio(draw: st.DrawFn, points: int) -> Tree:
    own: Tree = {"unit": "ấp"}
    if draw(st.booleans()):
        own["floor"] = draw(st.sampled_from(["0", "50", "62,5", "100"]))
    if draw(st.booleans()):
        own["lower_is_better"] = draw(st.sampled_from(["yes", "no"]))
    return {"ratio": own}


@st.composite
def _linear(draw: st.DrawFn, points: int) -> Tree:
    ends = [written(end) for end in draw(st.lists(st.integers(0, 10_000), min_size=2, max_size=2, unique=True))]
    of_bloc = draw(st.sampled_from([(), (), (0,), (1,), (0, 1)]))  # which ends are the bloc's
    words = draw(st.permutations(["lowest", "highest"]))
    own = {"unit": "%", "from": words[0] if 0 in of_bloc else ends[0], "to": words[1] if 1 in of_bloc else ends[1]}
    return {"linear": {**own, "equal_ends": draw(st.sampled_from(["full", "zero"]))} if of_bloc else own}


@st.composite
def _place(draw: st.DrawFn, points: int) -> Tree:
    behind = sorted(draw(st.lists(st.integers(0, points), max_size=3)), reverse=True)
    average = draw(st.sampled_from([None, "places", "points"]))
    own = {"points": [written(points), *(written(each) for each in behind)]}
    return {"place": own if average is None else {**own, "average": average}}


@st.composite
def _judges(draw: st.DrawFn, points: int) -> Tree:
    rule = {"average": "points", "drop": draw(st.sampled_from(["none", "ends"]))}
    return {**draw(_direct(points)), "judges": rule}


KINDS: dict[str, Callable[[int], st.SearchStrategy[Tree]]] = {
    "direct": _direct,
    "pass": lambda _points: st.just({"pass": "Có"}),
    "levels": _levels,
    "checklist": _checklist,
    "count": _count,
    "bands": _bands,
    "ratio": _ratio,
    "linear": _linear,
    "leader": lambda _points: st.just({"leader": {"unit": "mô hình"}}),
    "place": _place,
    "judges": _judges,
    "deduct": lambda points: _deduct(points) | _faults(points),
    "plus_minus": _plus_minus,
}


def is_relative(criterion: Tree) -> bool:
    """Return whether its points depend on the bloc's other units."""
    return (
        "leader" in criterion or criterion.get("place", {}).get("average") == "places" or ends_of_bloc(criterion) != []
    )


def ends_of_bloc(criterion: Tree) -> list[str]:
    """Return the ends of a linear criterion that the bloc's lowest and highest values are."""
    linear = criterion.get("linear", {})
    return [end for end in ("from", "to") if linear.get(end) in ("lowest", "highest")]


def _weight(draw: st.DrawFn) -> Tree:
    weight = draw(st.sampled_from([None, None, None, "2", "0,5", "1,5"]))
    return {} if weight is None else {"weight": weight}


@st.composite
def _criterion(draw: st.DrawFn, identity: str, kinds: tuple[str, ...] = tuple(KINDS)) -> Tree:
    points = draw(POINTS)
    kind = draw(KINDS[draw(st.sampled_from(kinds))](points))
    own = {
        key: rule
        for key in STATES
        if (rule := draw(st.sampled_from([None, None, "exclude", "full", "zero"]))) is not None
    }
    return {"id": identity, "points": written(points), **kind, **own, **_weight(draw)}


@st.composite
def _node(
    draw: st.DrawFn, identity: str, depth: int, takes: tuple[str, ...], kinds: tuple[str, ...] = tuple(KINDS)
) -> Tree:
    if depth == 0 or not draw(st.booleans()):
        return draw(_criterion(identity, kinds))
    parts = [draw(_node(f"{identity}.{n}", depth - 1, takes, kinds)) for n in range(1, draw(st.integers(1, 3)) + 1)]
    take = draw(st.sampled_from(takes))
    node: Tree = {"id": identity, "criteria": parts, **_weight(draw)}
    if take != "sum":
        node |= {"take": take, **(draw(_averaged(parts)) if take == "average" else {})}
        if take == "geometric":
            node["points"] = written(draw(POINTS))
            for one in leaves(parts):  # of less than 0 there is no root (Q550)
                if number(one.get("plus_minus", {}).get("floor", "0")) < 0:
                    one["plus_minus"]["floor"] = "0"
        if not _has_decimal(full_points(node), 6):
            node["take"] = "best"
            node.pop("average", None)
    if len(takes) > 1 and draw(st.integers(0, 3)) == 0:
        node["cap"] = written(max(1, int(full_points(node) * draw(st.integers(25, 120)))))
        if "points" in node:  # nobody declares more than the cap
            node["points"] = min(node["points"], node["cap"], key=number)
    return node


@st.composite
def _averaged(draw: st.DrawFn, parts: list[Tree]) -> Tree:
    """Draw what is averaged: of equal maxima it may stay unsaid; of shares any points can be made."""
    unsaid = [None] if len({full_points(part) for part in parts}) == 1 else []
    average = draw(st.sampled_from(["shares", "points", *unsaid]))
    if average == "shares":
        return {"average": "shares", "points": written(draw(POINTS))}
    return {} if average is None else {"average": average}


def _has_decimal(value: Fraction, decimals: int = 30) -> bool:
    return (value * 10**decimals).denominator == 1


@st.composite
def _extra(draw: st.DrawFn, name: str, depth: int, takes: tuple[str, ...]) -> Tree:
    # A penalty that begins at its heaviest is refused (Q529).
    kinds = tuple(kind for kind in KINDS if not (name == "p" and kind == "deduct"))
    nodes = [draw(_node(f"{name}.{n}", depth, takes, kinds)) for n in range(1, draw(st.integers(1, 2)) + 1)]
    for one in leaves(nodes):
        if number(one.get("plus_minus", {}).get("floor", "0")) < 0:  # below 0 it is refused here (Q542)
            one["plus_minus"]["floor"] = "0"
    own: Tree = {"criteria": nodes}
    if draw(st.booleans()):
        own["cap"] = written(draw(st.integers(0, 800)))
    return own


@st.composite
def rubrics(
    draw: st.DrawFn,
    places: tuple[str, ...] = ("criterion", "group", "total"),
    depth: int = 3,
    *,
    sums: bool = False,
    conditional: bool = True,
) -> Tree:
    """Draw a rubric's tree: any kinds, weights, takes and caps, groups in groups, bonus and penalties.

    Args:
        draw: hypothesis' own.
        places: where the one rounding may be.
        depth: how deep groups may stand in groups.
        sums: groups only add up, without caps.
        conditional: a cap may hold only under a condition, so that a better mark can give less.
    """
    rounding = {"decimals": str(draw(st.integers(0, 3))), "at": draw(st.sampled_from(places))}
    takes = ("sum",) if sums else ("sum", "best") if rounding["at"] == "criterion" else ("sum", "best", "average")
    means = (*takes, "geometric") if rounding["at"] == "group" and not sums else takes  # a root is rounded at its group
    nodes = [draw(_node(str(n), depth, means)) for n in range(1, draw(st.integers(1, 3)) + 1)]
    rules = st.sampled_from(["exclude", "full", "zero"])
    tree: Tree = {"criteria": nodes, "rounding": rounding}
    tree |= {"not_applicable": draw(rules), "unassigned": draw(rules)}
    if draw(st.integers(0, 2)) == 0:
        tree["bonus"] = {"above_total": draw(st.sampled_from(["yes", "no"])), **draw(_extra("b", depth - 1, takes))}
    if draw(st.integers(0, 2)) == 0:
        tree["penalties"] = draw(_extra("p", depth - 1, takes))
    if conditional and not sums and draw(st.booleans()):
        _cap_under_conditions(draw, tree)
    return tree


def nodes_of(nodes: list[Tree]) -> Iterator[Tree]:
    """Yield all groups and criteria of a tree, groups before what they hold."""
    for node in nodes:
        yield node
        yield from nodes_of(node.get("criteria", []))


def _cap_under_conditions(draw: st.DrawFn, tree: Tree) -> None:
    """Give a group, on whatever level, or a list outside the total a cap that holds under one condition or two."""
    lists = [tree[key] for key in ("bonus", "penalties") if key in tree]
    everything = nodes_of([*tree["criteria"], *(node for one in lists for node in one["criteria"])])
    free = [node for node in (*lists, *everything) if "criteria" in node and "cap" not in node]
    if not free:
        return
    group = draw(st.sampled_from(free))
    most = full_points(group)
    cap = int(most * draw(st.integers(0, 99)))
    if cap >= most * 100:
        return
    subjects = [one for one in nodes_of(tree["criteria"]) if _looks_elsewhere(one, group)]
    conditions = []
    for subject in draw(st.lists(st.sampled_from(subjects), min_size=1, max_size=2)):
        highest = int(full_points(subject) * 100)
        points = [written(draw(st.integers(1, highest)))] if highest else []
        under = draw(st.sampled_from([*points, f"{draw(st.integers(1, 100))}%"]))
        conditions.append({"group" if "criteria" in subject else "criterion": subject["id"], "under": under})
    group["cap"] = {"points": written(cap), "when": conditions[0] if len(conditions) == 1 else conditions}


def _looks_elsewhere(subject: Tree, group: Tree) -> bool:
    """Return whether the subject's points do not depend on the group's: it is no group around it, nor it itself."""
    if "criteria" not in subject:
        return True
    below = {one["id"] for one in nodes_of([subject])}
    return not ("id" in group and group["id"] in below)


def extras(tree: Tree) -> list[Tree]:
    """Return the criteria of bonus and penalties."""
    lists = [tree[key]["criteria"] for key in ("bonus", "penalties") if key in tree]
    return [criterion for nodes in lists for criterion in leaves(nodes)]


def all_criteria(tree: Tree) -> list[Tree]:
    """Return all criteria of a rubric in the order of its result tree."""
    return [*leaves(tree["criteria"]), *extras(tree)]


def leaves(nodes: list[Tree]) -> Iterator[Tree]:
    """Yield the criteria of a tree in the order of the file."""
    for node in nodes:
        if "criteria" in node:
            yield from leaves(node["criteria"])
        else:
            yield node


def without(nodes: list[Tree], identity: str) -> list[Tree]:
    """Return a tree without one criterion, and without the groups that are empty then."""
    kept = []
    for node in nodes:
        if "criteria" in node:
            inner = without(node["criteria"], identity)
            if inner:
                kept.append({**node, "criteria": inner})
        elif node["id"] != identity:
            kept.append(node)
    return kept


@st.composite
def left_to_later(draw: st.DrawFn, tree: Tree, stages: Sequence[str]) -> Tree:
    """Draw from which stage on each group, criterion, bonus and penalty of a rubric is marked; most say nothing."""

    def drawn(node: Tree, least: int) -> Tree:
        start = draw(st.sampled_from([0, 0, 0, *range(len(stages))]))
        own: Tree = {**node, "from": stages[start]} if start > least else dict(node)
        if "criteria" in own:
            own["criteria"] = [drawn(part, max(least, start)) for part in own["criteria"]]
        return own

    later: Tree = {**tree, "criteria": [drawn(node, 0) for node in tree["criteria"]]}
    return later | {key: drawn(tree[key], 0) for key in ("bonus", "penalties") if key in tree}


def starts_of(tree: Tree, stages: Sequence[str]) -> dict[str, int]:
    """Return for each criterion the number of the first stage that marks it, from 0."""
    found: dict[str, int] = {}

    def look(node: Tree, least: int) -> None:
        start = max(least, stages.index(node["from"]) if "from" in node else 0)
        for part in node.get("criteria", []):
            look(part, start)
        if "criteria" not in node:
            found[node["id"]] = start

    for node in (*tree["criteria"], *(tree[key] for key in ("bonus", "penalties") if key in tree)):
        look(node, 0)
    return found


# ------------------------------------------------------------------ marks


def _in_bands(table: list[Tree]) -> st.SearchStrategy[Given]:
    """Draw a measured value, often at a bound or beside it; a bound under `above` is not in its band."""
    lowest = next(number(line["points"]) for line in table if not {"from", "above"} & line.keys())
    bounds = [
        (key, int(number(line[key]) * 100), number(line["points"])) for line in table for key in BOUNDS if key in line
    ]
    edges = [0, *(bound for _, bound, _ in bounds)]
    near = [edge + step for edge in edges for step in (-1, 0, 1) if edge + step >= 0]

    def worth(value: int) -> Fraction:
        reached = [(b, given) for key, b, given in bounds if b < value or (b == value and key == "from")]
        return max(reached)[1] if reached else lowest

    return (st.integers(0, 12_000) | st.sampled_from(near)).map(lambda value: Given(written(value), worth(value)))


def marks_of(criterion: Tree) -> st.SearchStrategy[Given]:
    """Draw a mark for a criterion; its worth is reckoned here, in fractions."""
    points = number(criterion["points"])
    hundredths = int(points * 100)
    counts = st.integers(0, 12)
    if "pass" in criterion:
        return st.sampled_from([Given("không đạt"), Given("đạt", points)])
    if "levels" in criterion:
        levels = criterion["levels"]
        return st.sampled_from([Given(key, number(levels[key]["points"])) for key in ("c", "b", "a")])
    if "checklist" in criterion:
        items = {key: number(item["points"]) for key, item in criterion["checklist"].items()}
        done = st.sampled_from([(), ("a",), ("b",), ("a", "b"), ("b", "a")])
        return done.map(lambda keys: Given(list(keys), sum((items[key] for key in keys), ZERO)))
    if "count" in criterion:
        each = number(criterion["count"]["each"])
        return counts.map(lambda n: Given(str(n), min(points, n * each)))
    if "plus_minus" in criterion or "deduct" in criterion:
        return _of_each(criterion, points)
    if "bands" in criterion:
        return _in_bands(criterion["bands"]["table"])
    if "linear" in criterion:
        return _linear_marks(criterion)
    if "ratio" in criterion:
        return st.tuples(counts, st.integers(1, 12)).map(lambda pair: _of_target(criterion, points, *pair))
    if "leader" in criterion:
        return (
            st.tuples(counts, st.sampled_from([0, 4, 10]))
            .filter(any)  # neither a result nor a target is no mark: see `given_for`
            .map(lambda pair: Given({"actual": str(pair[0]), "target": str(pair[1])}, Fraction(pair[0]), figures=pair))
        )
    if "place" in criterion:
        return _places(criterion["place"])
    if "judges" in criterion:
        return _judged(criterion)
    step = int(number(criterion.get("step", "0.01")) * 100)
    return st.integers(0, hundredths // step).map(lambda n: Given(written(n * step), Fraction(n * step, 100)))


def _linear_marks(criterion: Tree) -> st.SearchStrategy[Given]:
    if ends_of_bloc(criterion):
        return st.integers(0, 12_000).map(lambda value: _measured(criterion, value))
    points = number(criterion["points"])
    low, high = (number(criterion["linear"][end]) for end in ("from", "to"))
    between = st.integers(0, 12_000) | st.sampled_from([int(low * 100), int(high * 100)])
    return between.map(
        lambda value: Given(
            written(value), points * min(Fraction(1), max(ZERO, (Fraction(value, 100) - low) / (high - low)))
        )
    )


def _measured(criterion: Tree, value: int) -> Given:
    """Return a measured value, in hundredths; the better it is the more it is worth here."""
    less = criterion["linear"]["from"] == "highest" or criterion["linear"]["to"] == "lowest"
    return Given(written(value), Fraction(-value if less else value), figures=(value,))


def _of_each(criterion: Tree, points: Fraction) -> st.SearchStrategy[Given]:
    if "each" in criterion.get("deduct", {}):
        one, lowest = number(criterion["deduct"]["each"]), number(criterion["deduct"]["floor"])
        return st.integers(0, 12).map(lambda n: Given(str(n), max(lowest, points - n * one)))
    if "plus_minus" in criterion:
        rule, begin = criterion["plus_minus"], ZERO
        each = {key: number(one["each"]) for key, one in rule["plus"].items()}
        each |= {key: -number(one["each"]) for key, one in rule["minus"].items()}
    else:
        rule, begin = criterion["deduct"], points
        each = {key: -number(one["each"]) for key, one in rule["faults"].items()}
    least = number(rule["floor"])
    return _counted(each).map(lambda one: one._replace(worth=min(points, max(least, begin + one.worth))))


def _counted(each: Mapping[str, Fraction]) -> st.SearchStrategy[Given]:
    """Draw how many there are of each thing; the worth is what they come to, before any bounds."""

    def worth(counts: tuple[int, ...]) -> Given:
        mark = {"mark": {key: str(count) for key, count in zip(each, counts, strict=True)}}
        return Given(mark, sum((own * count for own, count in zip(each.values(), counts, strict=True)), ZERO))

    return st.tuples(*(st.integers(0, 4) for _ in each)).map(worth)


def _of_target(criterion: Tree, points: Fraction, actual: int, target: int) -> Given:
    rule = criterion["ratio"]
    mark = {"actual": str(actual), "target": str(target)}
    if rule.get("lower_is_better") == "yes":
        share = Fraction(target, actual) if actual else Fraction(1)
    else:
        share = Fraction(actual, target)
    if "floor" in rule and share < number(rule["floor"]) / 100:
        return Given(mark)
    return Given(mark, points * min(Fraction(1), share))


def _judged(criterion: Tree) -> st.SearchStrategy[Given]:
    """Draw the points of each judge, all named or none; the average of all, or of all but one highest and lowest."""
    drop = criterion["judges"]["drop"] == "ends"
    step = int(number(criterion.get("step", "0.01")) * 100)

    def worth(drawn: tuple[list[int], bool]) -> Given:
        steps, named = drawn
        texts, left = [written(each * step) for each in steps], sorted(steps)[1:-1] if drop else steps
        names = {f"Người {place}": text for place, text in enumerate(texts)}
        return Given({"mark": names} if named else texts, Fraction(sum(left) * step, 100 * len(left)))

    each = st.integers(0, int(number(criterion["points"]) * 100) // step)
    return st.tuples(st.lists(each, min_size=3 if drop else 1, max_size=5), st.booleans()).map(worth)


def _places(rule: Tree) -> st.SearchStrategy[Given]:
    table = [number(points) for points in rule["points"]]

    def worth(places: tuple[int, ...]) -> Given:
        mark = str(places[0]) if len(places) == 1 else [str(place) for place in places]
        if rule.get("average") == "places":
            return Given(mark, -Fraction(sum(places), len(places)), figures=places)
        each = [table[place - 1] if place <= len(table) else ZERO for place in places]
        return Given(mark, sum(each, ZERO) / len(each))

    most = 3 if "average" in rule else 1
    return st.lists(st.integers(1, 5), min_size=1, max_size=most).map(tuple).map(worth)


def given_for(criterion: Tree) -> st.SearchStrategy[Given]:
    """Draw a mark, a blank, or a reason why there is none."""
    nothing = [Given({"actual": "0", "target": "none"}, state="unassigned")] if "leader" in criterion else []
    states = st.sampled_from([BLANK, *nothing, *(Given(None, state=state) for state in STATES)])
    return st.one_of(marks_of(criterion), marks_of(criterion), marks_of(criterion), states)


def given_in_forms(criterion: Tree) -> st.SearchStrategy[Given]:
    """Draw what a form's cells can say: not that there is no target, which is the campaign's word there."""
    return given_for(criterion).filter(lambda given: not (given.state == "unassigned" and given.mark is not None))


@st.composite
def all_marks(draw: st.DrawFn, tree: Tree, one: Callable[[Tree], st.SearchStrategy[Given]] = given_for) -> Marks:
    """Draw what one unit has for every criterion of a rubric."""
    return {criterion["id"]: draw(one(criterion)) for criterion in all_criteria(tree)}


def bloc_of(tree: Tree, least: int = 1, most: int = 4) -> st.SearchStrategy[dict[str, Marks]]:
    """Draw the marks of several units, by the units' ids."""
    return st.lists(all_marks(tree), min_size=least, max_size=most).map(
        lambda units: {f"u{number}": marks for number, marks in enumerate(units)}
    )


def sheet(marks: Marks) -> Tree:
    """Return what stands under `marks` in a sheet."""
    entries: Tree = {}
    for identity, given in marks.items():
        if given.mark is not None:
            entries[identity] = {"self": given.mark}
        elif given.state != "blank":
            entries[identity] = {given.state: STATES[given.state]}
    return entries


# ------------------------------------------------------------------ the reckoning


class Reckoned(NamedTuple):
    """Points and attainable points of the total and of every group."""

    points: Fraction
    maximum: Fraction
    groups: dict[str, tuple[Fraction, Fraction]]


def worths(tree: Tree, units: Mapping[str, Marks]) -> dict[str, dict[str, Given]]:
    """Return the marks with their worth, that of the relative kinds by the whole bloc."""
    known = {unit: dict(marks) for unit, marks in units.items()}
    for criterion in all_criteria(tree):
        if not is_relative(criterion):
            continue
        identity, points = criterion["id"], number(criterion["points"])
        given = [marks[identity] for marks in units.values() if marks[identity].state == "given"]
        for marks in known.values():
            own = marks[identity]
            if own.state == "given":
                if "linear" in criterion:
                    own_worth = points * _by_ends(criterion["linear"], own, given)
                elif "leader" in criterion:
                    own_worth = _by_leader(points, own, given)
                else:
                    own_worth = _by_place(criterion, own, given)
                marks[identity] = own._replace(worth=own_worth)
    return known


def _by_ends(rule: Tree, own: Given, given: list[Given]) -> Fraction:
    """Return the way from one end to the other; nobody of the bloc lies beyond an end that is the bloc's."""
    values = [Fraction(other.figures[0], 100) for other in given]
    ends = {"lowest": min(values), "highest": max(values)}
    value = Fraction(own.figures[0], 100)
    none, full = (ends[rule[end]] if rule[end] in ends else number(rule[end]) for end in ("from", "to"))
    if none == full:
        if value != none:  # on one side of both: it is better or worse than either
            more_is_better = rule["from"] == "lowest" or rule["to"] == "highest"
            return Fraction((value > none) == more_is_better)
        return Fraction(rule["equal_ends"] == "full")
    if (rule["from"] == "lowest" or rule["to"] == "highest") != (none < full):
        return Fraction(rule["to"] not in ends)  # all lie beyond the end that is a number: none or all of the points
    return min(Fraction(1), max(ZERO, (value - none) / (full - none)))


def _by_leader(points: Fraction, own: Given, given: list[Given]) -> Fraction:
    """Article 6 of the police scale, as DOMAIN.md has it."""
    actual, target = own.figures
    if target == 0:
        highest = max(other.figures[0] for other in given if other.figures[1] == 0)
        return points * actual / highest if highest else ZERO
    if actual <= target:
        return points / 2 * actual / target
    lead = max(Fraction(a - t, t) for a, t in (other.figures for other in given) if t)
    return points / 2 + points / 2 * Fraction(actual - target, target) / lead


def _by_place(criterion: Tree, own: Given, given: list[Given]) -> Fraction:
    table = criterion["place"]["points"]
    ahead = sum(other.worth > own.worth for other in given)  # the worth is the average place, below 0
    return number(table[ahead]) if ahead < len(table) else ZERO


def half_up(value: Fraction, decimals: int) -> Fraction:
    scale = 10**decimals
    away = Fraction(floor(abs(value) * scale + Fraction(1, 2)), scale)
    return away if value >= 0 else -away


def floor_of(criterion: Tree) -> Fraction:
    """Return the least points that a rubric names for a mark: a floor; else 0."""
    rule = criterion.get("plus_minus") or criterion.get("deduct") or {}
    return number(rule.get("floor", "0"))


class Reckoner:
    """Reckons one unit's points with fractions alone."""

    def __init__(self, tree: Tree, marks: Marks) -> None:
        self.tree, self.marks = tree, marks
        self.at, self.decimals = tree["rounding"]["at"], int(tree["rounding"]["decimals"])
        self.groups: dict[str, tuple[Fraction, Fraction]] = {}

    def attainable(self, maximum: Fraction, declared: Fraction) -> Fraction:
        """Round 20/3 of an average over what is left, as the points are, but never above what is declared."""
        return maximum if _has_decimal(maximum) else min(declared, half_up(maximum, self.decimals))

    def rounded(self, points: Fraction, maximum: Fraction, least: Fraction | None = None) -> Fraction:
        """Round half away from zero; full marks stay full, and a criterion does not come below its floor."""
        near = half_up(points, self.decimals)
        if points == maximum or points < maximum < near:
            return maximum
        return near if least is None else max(near, least)

    def together(self, node: Tree) -> tuple[Fraction, Fraction, bool]:
        """Return points, maximum and whether all of it is left out."""
        parts = [(weight_of(part), *self.of(part)) for part in node["criteria"]]
        left = [(weight, weight * points, weight * top) for weight, points, top, out in parts if not out]
        if not left:
            return ZERO, ZERO, True
        full = [full_points(part) for part, (*_, out) in zip(node["criteria"], parts, strict=True) if not out]
        found, most = [points for _, points, _ in left], [top for _, _, top in left]
        take = node.get("take", "sum")
        points, maximum = (max(found), max(most)) if take == "best" else (sum(found, ZERO), sum(most, ZERO))
        if take == "average":
            weights = sum((weight for weight, _, _ in left), ZERO)
            if node.get("average") == "shares":
                shares = [(own / of, top / of) for (_, own, top), of in zip(left, full, strict=True)]
                points, maximum = (
                    number(node["points"]) * sum(side, ZERO) / weights for side in zip(*shares, strict=True)
                )
            else:
                points, maximum = points / weights, maximum / weights
                declared = full_points({key: value for key, value in node.items() if key != "cap"})
                size = sum((weight * of for (weight, *_), of in zip(left, full, strict=True)), ZERO) / weights
                if size > declared:  # the larger parts alone: full marks stay the group's full points
                    points, maximum = points * declared / size, maximum * declared / size
        if take == "geometric":
            shares = [(weight, own / top) for weight, own, top, out in parts if top and not out]
            if not shares:
                return ZERO, ZERO, False
            maximum = number(node["points"])
            points = self.geometric(maximum, shares)
        fixed = fixed_cap(node)
        if fixed is not None:
            points, maximum = min(points, fixed), min(maximum, fixed)
        return self.under_condition(node, points), maximum, False

    def under_condition(self, node: Tree, points: Fraction) -> Fraction:
        """Return the points under a cap that holds while one of its conditions is met."""
        cap = node.get("cap")
        if not isinstance(cap, dict):
            return points
        conditions = cap["when"] if isinstance(cap["when"], list) else [cap["when"]]
        return min(points, number(cap["points"])) if any(map(self.met, conditions)) else points

    def met(self, condition: Tree) -> bool:
        """Return whether what a condition looks at is under its bound: all of it is marked, and some of it counts."""
        wanted = condition.get("criterion") or condition["group"]
        node = next(one for one in nodes_of(self.tree["criteria"]) if one["id"] == wanted)
        inside = [(one, self.marks[one["id"]].state) for one in leaves([node])]
        out = [
            state == "later" or (state in STATES and one.get(state, self.tree[state]) == "exclude")
            for one, state in inside
        ]
        if any(state == "blank" for _, state in inside) or all(out):
            return False
        points, maximum, _ = self.of(node)
        under = condition["under"]
        return points < (maximum * number(under[:-1]) / 100 if under.endswith("%") else number(under))

    def geometric(self, full: Fraction, shares: list[tuple[Fraction, Fraction]]) -> Fraction:
        """Return the geometric mean of shares, each with its weight, rounded; nothing but powers is compared.

        It is the largest number of units of the last decimal of which half a unit less does not exceed the root.
        """
        exponents = [int(2 * weight) for weight, _ in shares]  # weights go in halves
        product = Fraction(1)
        for exponent, (_, share) in zip(exponents, shares, strict=True):
            product *= share**exponent
        if product == 1:
            return full
        degree, scale, units = sum(exponents), 10**self.decimals, 0

        def reached(count: int) -> bool:
            return (Fraction(2 * count - 1, 2 * scale) / full) ** degree <= product

        for step in (2**bit for bit in reversed(range(20))):
            units += step if reached(units + step) else 0
        return min(Fraction(units, scale), full)

    def of(self, node: Tree) -> tuple[Fraction, Fraction, bool]:
        if "criteria" in node:
            points, maximum, out = self.together(node)
            if self.at == "group":
                maximum = self.attainable(maximum, full_points(node))
                points = self.rounded(points, maximum)
            self.groups[node["id"]] = points, maximum
            return points, maximum, out
        given, maximum = self.marks[node["id"]], number(node["points"])
        if given.state == "given":
            worth = given.worth
            if self.at == "criterion":
                worth = self.rounded(worth, maximum, floor_of(node))
            return worth, maximum, False
        if given.state == "blank":
            return ZERO, maximum, False
        if given.state == "later":
            return ZERO, ZERO, True
        rule = node.get(given.state, self.tree[given.state])
        return {"exclude": (ZERO, ZERO, True), "zero": (ZERO, maximum, False), "full": (maximum, maximum, False)}[rule]

    def outside(self, node: Tree, sign: int) -> tuple[Fraction, bool]:
        """Return how much a node of bonus or penalties gives or takes, and whether it is left out.

        A state gives nothing; where it does not leave its criterion out, that is a 0 in an average, as is a blank. What
        is left to a later stage is out of the average until then.
        """
        if "criteria" not in node:
            given = self.marks[node["id"]]
            left_out = given.state == "later" or (
                given.state in STATES and node.get(given.state, self.tree[given.state]) == "exclude"
            )
            return (self.of(node)[0] if given.state == "given" else ZERO), left_out
        parts = [(part, *self.outside(part, sign)) for part in node["criteria"]]
        counted = [(weight_of(part), full_points(part), size) for part, size, out in parts if not out]
        points, take = ZERO, node.get("take", "sum")
        if counted and take == "best":  # the heaviest penalty, as the greatest bonus
            points = max(weight * size for weight, _, size in counted)
        elif counted and node.get("average") == "shares":
            shares = sum((weight * size / full for weight, full, size in counted), ZERO)
            points = number(node["points"]) * shares / sum(weight for weight, _, _ in counted)
        elif counted:
            points = sum((weight * size for weight, _, size in counted), ZERO)
        if counted and take == "average" and node.get("average") != "shares":
            weights = sum(weight for weight, _, _ in counted)
            declared = full_points({key: value for key, value in node.items() if key != "cap"})
            mean = sum((weight * full for weight, full, _ in counted), ZERO) / weights
            points = points / weights * min(Fraction(1), declared / mean)
        fixed = fixed_cap(node)
        points = self.under_condition(node, points if fixed is None else min(points, fixed))
        if self.at == "group":
            points = self.rounded(points, full_points(node))
        self.groups[node["id"]] = sign * points, ZERO
        return points, not counted

    def listed(self, name: str, sign: int) -> Fraction:
        """Return what bonus (sign 1) or penalties (-1) add to the total."""
        if name not in self.tree:
            return ZERO
        listed = self.tree[name]["criteria"]
        points = sum((weight_of(one) * self.outside(one, sign)[0] for one in listed), ZERO)
        most = sum((weight_of(one) * full_points(one) for one in listed), ZERO)
        fixed = fixed_cap(self.tree[name])
        if fixed is not None:
            points, most = min(points, fixed), min(most, fixed)
        points = self.under_condition(self.tree[name], points)
        points = sign * (self.rounded(points, most) if self.at == "group" else points)
        self.groups[name] = points, ZERO
        return points

    def total(self) -> Reckoned:
        tops = [(weight_of(node), *self.of(node)) for node in self.tree["criteria"]]
        points = sum((weight * own for weight, own, _, _ in tops), ZERO)
        maximum = sum((weight * top for weight, _, top, _ in tops), ZERO)
        if self.at != "criterion":
            maximum = self.attainable(maximum, full_points(self.tree))
        points += self.listed("bonus", 1)
        if self.tree.get("bonus", {}).get("above_total") == "no":
            points = min(points, maximum)
        points += self.listed("penalties", -1)
        return Reckoned(points if self.at == "criterion" else self.rounded(points, maximum), maximum, self.groups)


def reckon_bloc(tree: Tree, units: Mapping[str, Marks]) -> dict[str, Reckoned]:
    """Reckon all units of a bloc."""
    return {unit: Reckoner(tree, marks).total() for unit, marks in worths(tree, units).items()}


def reckon_unit(tree: Tree, marks: Marks) -> Reckoned:
    """Reckon one unit whose marks have their worth by the bloc already."""
    return Reckoner(tree, marks).total()
