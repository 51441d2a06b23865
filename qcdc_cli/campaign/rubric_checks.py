"""Does a rubric agree with itself? Sums, ids, kinds, classes. Pure: findings carry paths, not places."""

from collections.abc import Iterator
from itertools import pairwise

from qcdc_cli.campaign.rubric import CriterionBase, Rubric, sum_of
from qcdc_cli.language.figures import figure
from qcdc_cli.problems import Problem
from qcdc_cli.problems.problem import Path


def rubric_problems(rubric: Rubric) -> Iterator[Problem]:
    """Yield everything that contradicts itself in a rubric, with paths in its file."""
    yield from _sums(rubric)
    yield from _twice(rubric)
    for leaf in rubric.leaves:
        yield from _criterion(leaf.criterion, leaf.path, rubric)
    yield from _classes(rubric)


def _sums(rubric: Rubric) -> Iterator[Problem]:
    for group, path in rubric.groups():
        together = sum_of(group.criteria)
        if not group.criteria:
            yield Problem("Q308", {"key": "criteria"}, path=(*path, "criteria"))
        elif together != group.points:
            values = {"id": group.id, "declared": figure(group.points), "sum": figure(together)}
            yield Problem("Q501", values, found=figure(group.points), path=(*path, "points"))
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


def _classes(rubric: Rubric) -> Iterator[Problem]:
    classes = rubric.classification
    if not classes:
        return
    bounds = [entry.from_ for entry in classes[:-1]]
    descending = all(upper is not None and lower is not None and upper > lower for upper, lower in pairwise(bounds))
    if None in bounds or not descending or classes[-1].from_ is not None:
        yield Problem("Q509", path=("classification",))
    for number, entry in enumerate(classes):
        if entry.from_ is not None and entry.from_ > rubric.total:
            values = {"id": entry.id, "found": figure(entry.from_), "maximum": figure(rubric.total)}
            yield Problem("Q511", values, found=figure(entry.from_), path=("classification", number, "from"))
    seen: set[str] = set()
    for number, entry in enumerate(classes):
        if entry.id in seen:
            yield Problem("Q405", {"found": entry.id}, found=entry.id, path=("classification", number, "id"))
        seen.add(entry.id)
