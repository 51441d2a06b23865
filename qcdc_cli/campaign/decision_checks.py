"""Do a rubric's classes, disqualifiers, ties and awards name what exists, and can they ever apply?"""

from collections.abc import Iterator
from itertools import pairwise

from qcdc_cli.campaign.deciding import BLOC, Quota
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language.figures import figure
from qcdc_cli.language.names import nearest
from qcdc_cli.problems import Problem
from qcdc_cli.problems.problem import Path


def decision_problems(rubric: Rubric) -> Iterator[Problem]:
    """Yield what is wrong with classes, disqualifiers, ties and awards, with paths in the rubric's file."""
    yield from _classes(rubric)
    yield from _disqualifiers(rubric)
    yield from _awards(rubric)
    yield from _ladder(rubric)


def _classes(rubric: Rubric) -> Iterator[Problem]:
    classes = rubric.classification
    if not classes:
        return
    bounds = [entry.from_ for entry in classes[:-1]]
    descending = all(upper is not None and lower is not None and upper > lower for upper, lower in pairwise(bounds))
    if None in bounds or not descending or classes[-1].from_ is not None:
        yield Problem("Q509", path=("classification",))
    highest = rubric.total
    if rubric.bonus is not None and rubric.bonus.above_total:
        highest += rubric.bonus.as_group("", "").points
    if rubric.classify_up_to is not None:
        highest = min(highest, rubric.classify_up_to)
    seen: set[str] = set()
    for number, entry in enumerate(classes):
        path: Path = ("classification", number)
        if entry.from_ is not None and entry.from_ > highest:
            values = {"id": entry.id, "found": figure(entry.from_), "maximum": figure(highest)}
            yield Problem("Q511", values, found=figure(entry.from_), path=(*path, "from"))
        if entry.id in seen:
            yield Problem("Q405", {"found": entry.id}, found=entry.id, path=(*path, "id"))
        seen.add(entry.id)
        if entry.quota is not None:
            yield from _quota(entry.id, entry.quota, rubric, (*path, "quota"))
    last = classes[-1]
    for key in ("needs", "quota"):
        if getattr(last, key) is not None:
            yield Problem("Q528", {"id": last.id, "key": key}, path=("classification", len(classes) - 1, key))


def _class_ids(rubric: Rubric) -> list[str]:
    return [entry.id for entry in rubric.classification]


def _quota(identity: str, quota: Quota, rubric: Rubric, path: Path) -> Iterator[Problem]:
    """Yield a share of nothing, and one of a class that the rubric does not have."""
    if not quota.percent:
        yield Problem("Q515", {"id": identity}, path=(*path, "percent"))
    if quota.of != BLOC:
        yield from _known(quota.of, _class_ids(rubric), (*path, "of"))


def _disqualifiers(rubric: Rubric) -> Iterator[Problem]:
    for identity, disqualifier in rubric.disqualifiers.items():
        path: Path = ("disqualifiers", identity)
        if (disqualifier.effect is None) == (disqualifier.at_most is None):
            yield Problem("Q518", {"id": identity}, path=path)
        if disqualifier.at_most is not None:
            yield from _known(disqualifier.at_most, _class_ids(rubric), (*path, "at_most"))


def _awards(rubric: Rubric) -> Iterator[Problem]:
    nodes = [group.id for group, _ in rubric.groups()]
    seen: set[str] = set()
    for number, entry in enumerate(rubric.awards):
        path: Path = ("awards", number)
        if entry.id in seen:
            yield Problem("Q405", {"found": entry.id}, found=entry.id, path=(*path, "id"))
        seen.add(entry.id)
        for seat, wanted in enumerate(entry.classes):
            yield from _known(wanted, _class_ids(rubric), (*path, "classes", seat))
        if entry.group is not None:
            yield from _known(entry.group, nodes, (*path, "group"))
        if entry.ranks is None and entry.share is None and entry.group is None and not entry.classes:
            yield Problem("Q519", {"id": entry.id}, path=path)
        if entry.share is not None:
            yield from _quota(entry.id, entry.share, rubric, (*path, "share"))


def _ladder(rubric: Rubric) -> Iterator[Problem]:
    nodes = [group.id for group, _ in rubric.groups()]
    criteria = [leaf.criterion.id for leaf in rubric.leaves]
    for number, step in enumerate(rubric.ties):
        if step.rule == "group":
            yield from _known(step.subject, nodes, ("ties", number))
        elif step.rule == "criterion":
            yield from _known(step.subject, criteria, ("ties", number))
        elif step.rule == "penalties" and rubric.penalties is None:
            yield Problem("Q520", path=("ties", number))


def _known(wanted: str, known: list[str], path: Path) -> Iterator[Problem]:
    if wanted not in known:
        listed = ", ".join(known)
        yield Problem("Q521", {"found": wanted}, wanted, listed, nearest(wanted, known), path=path)
