"""Random rubrics and marks, and what they are worth by an independent reckoning in fractions.

The reckoning shares no line with the program: it reads the same trees of texts and knows the rules of
DOMAIN.md ("How scales in use score").
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

from hypothesis import strategies as st

Tree = dict[str, Any]
STATES = {"not_applicable": "không phát sinh", "unassigned": "không giao"}


class Given(NamedTuple):
    """What stands for one criterion: a mark and its worth; or a state with no mark; or a blank.

    Attributes:
        mark: the mark as it stands in a sheet; None for a state or a blank.
        worth: the mark's exact points.
        state: "given", "blank", "not_applicable" or "unassigned".
    """

    mark: Any
    worth: Fraction = Fraction(0)
    state: str = "given"


BLANK = Given(None, state="blank")
Marks = Mapping[str, Given]


def number(text: str) -> Fraction:
    return Fraction(text.replace(",", "."))


def written(hundredths: int) -> str:
    """Write a number of hundredths as people do: 250 is "2,5"."""
    whole, part = divmod(hundredths, 100)
    return f"{whole},{part:02}".rstrip("0").rstrip(",") if part else str(whole)


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
    table = [
        {"from": written(upper), "points": written(points)},
        {"from": written(lower), "points": written(draw(st.integers(0, points)))},
        {"points": "0"},
    ]
    return {"bands": {"unit": "%", "table": draw(st.permutations(table))}}


@st.composite
def _deduct(draw: st.DrawFn, points: int) -> Tree:
    each, floor_ = draw(st.integers(1, points)), draw(st.integers(0, points))
    return {"deduct": {"each": written(each), "unit": "lần", "floor": written(floor_)}}


KINDS: dict[str, Callable[[int], st.SearchStrategy[Tree]]] = {
    "direct": _direct,
    "pass": lambda _points: st.just({"pass": "Có"}),
    "levels": _levels,
    "checklist": _checklist,
    "count": _count,
    "bands": _bands,
    "ratio": lambda _points: st.just({"ratio": {"unit": "ấp"}}),
    "deduct": _deduct,
}


@st.composite
def _criterion(draw: st.DrawFn, identity: str) -> Tree:
    points = draw(POINTS)
    kind = draw(KINDS[draw(st.sampled_from(list(KINDS)))](points))
    own = draw(st.sampled_from([None, None, "exclude", "full", "zero"]))
    rule = {} if own is None else {"not_applicable": own}
    return {"id": identity, "points": written(points), **kind, **rule}


@st.composite
def _node(draw: st.DrawFn, identity: str, depth: int) -> Tree:
    if depth == 0 or not draw(st.booleans()):
        return draw(_criterion(identity))
    parts = draw(st.integers(1, 3))
    return {"id": identity, "criteria": [draw(_node(f"{identity}.{n}", depth - 1)) for n in range(1, parts + 1)]}


@st.composite
def rubrics(draw: st.DrawFn, places: tuple[str, ...] = ("criterion", "group", "total"), depth: int = 3) -> Tree:
    """Draw a rubric's tree: any kinds, groups in groups, one rounding, rules for what is left out."""
    nodes = [draw(_node(str(n), depth)) for n in range(1, draw(st.integers(1, 3)) + 1)]
    rules = st.sampled_from(["exclude", "full", "zero"])
    return {
        "criteria": nodes,
        "rounding": {"decimals": str(draw(st.integers(0, 3))), "at": draw(st.sampled_from(places))},
        "not_applicable": draw(rules),
        "unassigned": draw(rules),
    }


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


# ------------------------------------------------------------------ marks


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
        return done.map(lambda keys: Given(list(keys), sum((items[key] for key in keys), Fraction(0))))
    if "count" in criterion:
        each = number(criterion["count"]["each"])
        return counts.map(lambda n: Given(str(n), min(points, n * each)))
    if "deduct" in criterion:
        each, floor_ = number(criterion["deduct"]["each"]), number(criterion["deduct"]["floor"])
        return counts.map(lambda n: Given(str(n), max(floor_, points - n * each)))
    if "bands" in criterion:
        table = criterion["bands"]["table"]
        bounds = {number(line.get("from", "0")): number(line["points"]) for line in table}
        edges = [int(bound * 100) for bound in bounds]
        values = st.integers(0, 12_000) | st.sampled_from([*edges, *(edge - 1 for edge in edges if edge)])
        return values.map(lambda value: Given(written(value), bounds[max(b for b in bounds if b * 100 <= value)]))
    if "ratio" in criterion:
        figures = st.tuples(counts, st.integers(1, 12))
        return figures.map(
            lambda pair: Given(
                {"actual": str(pair[0]), "target": str(pair[1])}, min(points, points * pair[0] / pair[1])
            )
        )
    step = int(number(criterion.get("step", "0.01")) * 100)
    return st.integers(0, hundredths // step).map(lambda n: Given(written(n * step), Fraction(n * step, 100)))


def given_for(criterion: Tree) -> st.SearchStrategy[Given]:
    """Draw a mark, a blank, or a reason why there is none."""
    states = st.sampled_from([BLANK, *(Given(None, state=state) for state in STATES)])
    return st.one_of(marks_of(criterion), marks_of(criterion), marks_of(criterion), states)


@st.composite
def all_marks(draw: st.DrawFn, tree: Tree, one: Callable[[Tree], st.SearchStrategy[Given]] = given_for) -> Marks:
    """Draw what one unit has for every criterion of a rubric."""
    return {criterion["id"]: draw(one(criterion)) for criterion in leaves(tree["criteria"])}


def bloc_of(tree: Tree, least: int = 1, most: int = 4) -> st.SearchStrategy[dict[str, Marks]]:
    """Draw the marks of several units, by the units' ids."""
    return st.lists(all_marks(tree), min_size=least, max_size=most).map(
        lambda units: {f"u{number}": marks for number, marks in enumerate(units)}
    )


def sheet(marks: Marks) -> Tree:
    """Return what stands under `marks` in a sheet."""
    entries: Tree = {}
    for identity, given in marks.items():
        if given.state == "given":
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


def reckon(tree: Tree, marks: Marks) -> Reckoned:
    """Reckon a unit's points with fractions alone."""
    rounding = tree.get("rounding")
    groups: dict[str, tuple[Fraction, Fraction]] = {}

    def rounded(points: Fraction, maximum: Fraction, *places: str) -> Fraction:
        if rounding is None or rounding["at"] not in places:
            return points
        scale = 10 ** int(rounding["decimals"])
        return min(maximum, Fraction(floor(points * scale + Fraction(1, 2)), scale))

    def together(nodes: list[Tree]) -> tuple[Fraction, Fraction]:
        parts = [reckoned(node) for node in nodes]
        return sum((points for points, _ in parts), Fraction(0)), sum((top for _, top in parts), Fraction(0))

    def reckoned(node: Tree) -> tuple[Fraction, Fraction]:
        if "criteria" in node:
            points, maximum = together(node["criteria"])
            groups[node["id"]] = rounded(points, maximum, "group"), maximum
            return groups[node["id"]]
        given, maximum = marks[node["id"]], number(node["points"])
        if given.state == "given":
            return rounded(given.worth, maximum, "criterion"), maximum
        if given.state == "blank":
            return Fraction(0), maximum
        rule = tree[given.state]
        if given.state == "not_applicable":
            rule = node.get("not_applicable", rule)
        return {
            "exclude": (Fraction(0), Fraction(0)),
            "zero": (Fraction(0), maximum),
            "full": (maximum, maximum),
        }[rule]

    points, maximum = together(tree["criteria"])
    return Reckoned(rounded(points, maximum, "group", "total"), maximum, groups)
