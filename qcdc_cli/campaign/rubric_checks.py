"""Does a rubric agree with itself? Sums, ids, kinds, classes. Pure: findings carry paths, not places."""

from collections.abc import Iterator

from qcdc_cli.campaign.decision_checks import decision_problems
from qcdc_cli.campaign.rubric import PENALTIES, CriterionBase, Group, Rubric, is_extra, sum_of
from qcdc_cli.language import Text
from qcdc_cli.language.figures import figure
from qcdc_cli.problems import Problem
from qcdc_cli.problems.problem import Path

_LOOKS = str.maketrans("lI|O_", "1110-")  # letters that print like others


_CAPPED = Text("bị mức trần giới hạn ở", "are capped at")
_TAKES = {
    "sum": Text("cộng lại được", "add up to"),
    "best": Text("lấy cao nhất được", "give at best"),
    "average": Text("lấy trung bình được", "average to"),
}


def rubric_problems(rubric: Rubric) -> Iterator[Problem]:
    """Yield everything that contradicts itself in a rubric, with paths in its file."""
    yield from _sums(rubric)
    yield from _twice(rubric)
    yield from _alike(rubric)
    for leaf in rubric.leaves:
        yield from _criterion(leaf.criterion, leaf.path, rubric)
        if leaf.extra and leaf.groups[0].id == PENALTIES and leaf.criterion.kind.counts_down:
            yield Problem("Q529", {"id": leaf.criterion.id}, path=(*leaf.path, leaf.criterion.kind.key))
    yield from _averages(rubric)
    yield from decision_problems(rubric)


def _sums(rubric: Rubric) -> Iterator[Problem]:
    for group, path in rubric.groups():
        if is_extra(group) or _unsaid(group):  # what an average comes to is not known until it is said of what
            continue
        together = group.reachable
        if not group.criteria:
            yield Problem("Q308", {"key": "criteria"}, path=(*path, "criteria"))
        elif together != group.points:
            take = _CAPPED if group.cap == together else _TAKES[group.take]
            declared = figure(group.points)
            values = {"id": group.id, "declared": declared, "sum": figure(together)}
            yield Problem("Q501", {**values, "take": take}, found=declared, path=(*path, "points"))
    together = sum_of(rubric.criteria)
    if not rubric.criteria:
        yield Problem("Q308", {"key": "criteria"}, path=("criteria",))
    elif together != rubric.total:
        values = {"declared": figure(rubric.total), "sum": figure(together)}
        yield Problem("Q502", values, found=figure(rubric.total), path=("total",))


def _twice(rubric: Rubric) -> Iterator[Problem]:
    nodes = [(group.id, path) for group, path in rubric.groups()]
    nodes += [(leaf.criterion.id, leaf.path) for leaf in rubric.leaves]
    first: dict[str, Path] = {}
    for identity, path in sorted(nodes, key=lambda node: node[1]):
        if identity in first:
            yield Problem("Q503", {"id": identity}, found=identity, path=(*path, "id"))
        first.setdefault(identity, path)


def _alike(rubric: Rubric) -> Iterator[Problem]:
    """Yield ids that differ only in case, or that look alike in print: I.1, l.1 and 1.1."""
    first: dict[str, str] = {}
    nodes = [(group.id, path) for group, path in rubric.groups()]
    nodes += [(leaf.criterion.id, leaf.path) for leaf in rubric.leaves]
    for identity, path in nodes:
        looks = identity.translate(_LOOKS).casefold()
        other = first.setdefault(looks, identity)
        if other != identity:
            yield Problem("Q514", {"id": identity, "other": other}, found=identity, path=(*path, "id"))


def _criterion(criterion: CriterionBase, path: Path, rubric: Rubric) -> Iterator[Problem]:
    keys = (*criterion.kinds, *(("step",) if criterion.step is not None else ()))
    if len(keys) > 1:
        yield Problem("Q504", {"id": criterion.id, "kinds": ", ".join(keys)}, path=(*path, keys[1]))
        return
    kind = criterion.kind
    below: Path = (*path, kind.key) if criterion.kinds else path
    for problem in kind.faults(criterion.id, criterion.points):
        yield problem.under(*below)
    if kind.divides and rubric.rounding is None:
        yield Problem("Q510", {"id": criterion.id}, path=below)
    if criterion.evidence is None:
        yield Problem("Q512", {"id": criterion.id}, path=path)


def _averages(rubric: Rubric) -> Iterator[Problem]:
    """Yield groups that average what is not said, or that would be rounded before they average."""
    for group, path in rubric.groups():
        if _unsaid(group):
            maxima = ", ".join(figure(points) for points in sorted({node.points for node in group.criteria}))
            yield Problem("Q530", {"id": group.id, "maxima": maxima}, path=(*path, "take"))
        if group.average is not None and group.take != "average":
            yield Problem("Q531", {"id": group.id}, found=group.average, path=(*path, "average"))
        if group.take == "average" and (rubric.rounding is None or rubric.rounding.at == "criterion"):
            yield Problem("Q513", {"id": group.id}, path=(*path, "take"))


def _unsaid(group: Group) -> bool:
    """Return whether a group averages parts of different maxima without saying what of them."""
    return group.take == "average" and group.average is None and len({node.points for node in group.criteria}) > 1
