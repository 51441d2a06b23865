"""Does a rubric agree with itself? Sums, ids, kinds; what classes, ties and awards name, and whether they can apply.

Pure: findings carry paths, not places.
"""

from collections.abc import Iterator
from itertools import pairwise

from qcdc_cli.campaign.caps import CapCondition, circle_of
from qcdc_cli.campaign.deciding import ACTUAL, ALL, BLOC, DECISION, RANK, Award, Class, Needs, Quota, TieRule
from qcdc_cli.campaign.nodes import MOST_EXPONENT, CriterionBase, Group, Node, is_extra, sum_of, whole_exponents
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.kinds import two_bounds
from qcdc_cli.language import Text
from qcdc_cli.language.figures import figure, typed_figure
from qcdc_cli.language.names import Known, fold
from qcdc_cli.problems import Path, Problem

_LOOKS = str.maketrans("lI|O_", "1110-")  # letters that print like others


_NO_LAST_PLACE = Text("không giới hạn số đơn vị", "it is for any number of units")
_TAKEN = Text("mã `rank` đã dành cho quyết định về thứ hạng", "the id `rank` is taken for decisions on ranks")
_BY_BLOC = Text("`ties: decision` được ghi theo từng khối", "`ties: decision` is recorded bloc by bloc")
_NO_UNITS = Text("không có `units`", "there are no `units`")
_TWO_SCOPES = Text("`of` của `units` và của `share` khác nhau", "`units` and `share` differ in `of`")
_CAPPED = Text("bị mức trần giới hạn ở", "are capped at")
_TAKES = {
    "sum": Text("cộng lại được", "add up to"),
    "best": Text("lấy cao nhất được", "give at best"),
    "average": Text("lấy trung bình được", "average to"),
    "geometric": Text("lấy trung bình nhân được", "have a geometric mean of"),
}


def rubric_problems(rubric: Rubric) -> Iterator[Problem]:
    """Yield everything that contradicts itself in a rubric, with paths in its file."""
    yield from _sums(rubric)
    yield from _twice(rubric)
    yield from _alike(rubric)
    yield from _labels(rubric)
    for leaf in rubric.leaves:
        yield from _criterion(leaf.criterion, leaf.path, rubric)
        if leaf.penalty and leaf.criterion.kind.counts_down:
            yield Problem("Q529", {"id": leaf.criterion.id}, path=(*leaf.path, leaf.criterion.kind.key))
        if leaf.extra and leaf.criterion.may_be_negative:
            floor = typed_figure(leaf.criterion.kind.least)
            values = {"id": leaf.criterion.id, "floor": floor}
            yield Problem("Q542", values, found=floor, path=(*leaf.path, leaf.criterion.kind.key, "floor"))
    yield from _evidence(rubric)
    yield from _averages(rubric)
    yield from _caps(rubric)
    yield from _geometric_means(rubric)
    class_ids = Known(dict.fromkeys(entry.id for entry in rubric.classification))
    yield from _classes(rubric)
    yield from _disqualifiers(rubric, class_ids)
    yield from _awards(rubric, class_ids)
    yield from _ladder(rubric)


def _sums(rubric: Rubric) -> Iterator[Problem]:
    for group, path in rubric.groups():
        if is_extra(group) or _unsaid(group):  # the value of an average is not known until the rubric says of what
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
    seen: set[str] = set()
    for node, path in sorted(rubric.nodes(), key=lambda node: node[1]):
        if node.id in seen:
            yield Problem("Q503", {"id": node.id}, found=node.id, path=(*path, "id"))
        seen.add(node.id)


def _alike(rubric: Rubric) -> Iterator[Problem]:
    """Yield ids that differ only in case, or that look alike in print: I.1, l.1 and 1.1."""
    first: dict[str, str] = {}
    for node, path in rubric.nodes():
        other = first.setdefault(node.id.translate(_LOOKS).casefold(), node.id)
        if other != node.id:
            yield Problem("Q514", {"id": node.id, "other": other}, found=node.id, path=(*path, "id"))


def _labels(rubric: Rubric) -> Iterator[Problem]:
    """Yield labels that are shown like another node's label or id, so that nobody could tell which is meant."""
    ids = {fold(node.id): node for node, _ in reversed([*rubric.nodes()])}
    seen: dict[str, Node] = {}
    for node, path in sorted(rubric.nodes(), key=lambda node: node[1]):
        if node.shown == node.id:
            continue
        text = fold(node.shown)
        other = seen.setdefault(text, node)
        other = other if other is not node else ids.get(text, node)
        if other is not node:
            values = {"found": node.shown, "id": node.id, "other": other.id}
            yield Problem("Q551", values, found=node.label or node.id, path=(*path, "label" if node.label else "id"))


def _criterion(criterion: CriterionBase, path: Path, rubric: Rubric) -> Iterator[Problem]:
    stepless = criterion.step is None or (len(criterion.kinds) == 1 and criterion.kind.takes_step)
    keys = criterion.kinds if stepless else (*criterion.kinds, "step")
    if len(keys) > 1:
        yield Problem("Q504", {"id": criterion.id, "kinds": ", ".join(keys)}, path=(*path, keys[1]))
        return
    kind = criterion.kind
    below: Path = (*path, kind.key) if criterion.kinds else path
    for problem in kind.faults(criterion.id, criterion.points):
        yield problem.under(*below)
    if kind.divides and rubric.rounding is None:
        yield Problem("Q510", {"id": criterion.id}, path=below)


def _evidence(rubric: Rubric) -> Iterator[Problem]:
    """Yield criteria that do not say what proves them; where none does, the rubric as a whole."""
    unsaid = [(leaf.criterion.id, leaf.path) for leaf in rubric.leaves if leaf.criterion.evidence is None]
    if len(unsaid) == len(rubric.leaves) > 1:
        number = len(unsaid)
        every = Text(f"Cả {number} tiêu chí", f"any of the {number} criteria")
        yield Problem("Q512", {"criteria": every}, path=("criteria",))
        return
    for identity, path in unsaid:
        yield Problem("Q512", {"criteria": Text(f"Tiêu chí `{identity}`", f"the criterion `{identity}`")}, path=path)


def _averages(rubric: Rubric) -> Iterator[Problem]:
    """Yield groups that do not say what they average, or that would be rounded before they average."""
    for group, path in rubric.groups():
        if _unsaid(group):
            maxima = ", ".join(figure(points) for points in sorted({node.points for node in group.criteria}))
            yield Problem("Q530", {"id": group.id, "maxima": maxima}, path=(*path, "take"))
        if group.average is not None and group.take != "average":
            yield Problem("Q531", {"id": group.id}, found=group.average, path=(*path, "average"))
        if group.averages_shares:
            for number, part in enumerate(group.criteria):
                if not part.points and part.may_be_negative:
                    yield Problem("Q544", {"id": group.id, "part": part.id}, path=(*path, "criteria", number))
        if group.take == "average" and (rubric.rounding is None or rubric.rounding.at == "criterion"):
            yield Problem("Q513", {"id": group.id}, path=(*path, "take"))


def _caps(rubric: Rubric) -> Iterator[Problem]:
    """Yield caps under conditions that are none, that name what does not exist, or that could change nothing."""
    for group, path, cap in rubric.conditional_caps:
        if cap.points >= group.points:
            values = {"id": group.cited, "cap": figure(cap.points), "points": figure(group.points)}
            yield Problem("Q557", values, found=figure(cap.points), path=(*path, "cap", "points"))
        for number, condition in enumerate(cap.conditions):
            below: Path = (*path, "cap", "when", number) if isinstance(cap.when, tuple) else (*path, "cap", "when")
            yield from _condition(condition, group, rubric, below)
    yield from _circle(rubric)


def _condition(condition: CapCondition, group: Group, rubric: Rubric, path: Path) -> Iterator[Problem]:
    if not condition.whole:
        yield Problem("Q554", {"id": group.cited}, path=path)
    elif condition.disqualifier is not None:
        yield from _known(condition.disqualifier, Known(rubric.disqualifiers), (*path, "disqualifier"))
    else:
        key = "criterion" if condition.criterion is not None else "group"
        groups = Known(dict.fromkeys(each.id for each, _ in rubric.groups()))
        known = rubric.known_criteria if key == "criterion" else groups
        unknown = list(_known(condition.subject, known, (*path, key)))
        yield from unknown
        if not unknown:
            yield from _bound(condition, group, rubric, (*path, key))


def _bound(condition: CapCondition, group: Group, rubric: Rubric, path: Path) -> Iterator[Problem]:
    """Yield a condition on what stands outside the total, and one that points above the maximum always meet."""
    subject, under = condition.subject, condition.under
    assert under is not None  # noqa: S101 - the condition is whole
    outside = [leaf.criterion.id for leaf in rubric.leaves if leaf.extra]
    outside += [each.id for each, _ in rubric.groups() if each.outside]
    node = rubric.find(subject)
    if subject in outside or node is None:
        named = subject if node is None else node.cited
        yield Problem("Q555", {"id": group.cited, "found": named}, found=subject, path=path)
    elif not under.percent and under.number > node.points:
        values = {"id": group.cited, "found": node.cited, "under": under.text, "points": figure(node.points)}
        yield Problem("Q558", values, found=under.text, path=(*path[:-1], "under"))


def _circle(rubric: Rubric) -> Iterator[Problem]:
    """Yield a cap whose condition looks at a group that in turn depends on the capped group."""
    depends = {
        group.id: {part.id for part in group.criteria if isinstance(part, Group)}
        for group, _ in rubric.groups()
        if not group.outside
    }
    whole = [one for one in rubric.conditional_caps if all(condition.whole for condition in one[2].conditions)]
    looks = [(group, path, cap) for group, path, cap in whole if group.id in depends]
    for group, _, cap in looks:
        depends[group.id] |= {condition.group for condition in cap.conditions if condition.group is not None}
    circle = circle_of(depends)
    for group, path, cap in looks:
        if group.id in circle and any(condition.group in circle for condition in cap.conditions):
            cited = {each.id: each.cited for each, _ in rubric.groups()}
            chain = " → ".join(cited[identity] for identity in (*circle, circle[0]))
            yield Problem("Q556", {"id": group.cited, "chain": chain}, path=(*path, "cap", "when"))
            return


def _geometric_means(rubric: Rubric) -> Iterator[Problem]:
    """Yield geometric means that are not rounded where they are taken, cannot be computed, or have no meaning."""
    for group, path in rubric.groups():
        if group.take != "geometric":
            continue
        if rubric.rounding is None or rubric.rounding.at != "group":
            found = "" if rubric.rounding is None else f"at: {rubric.rounding.at}"
            yield Problem("Q548", {"id": group.id}, found=found, allowed="at: group", path=(*path, "take"))
        degree = sum(whole_exponents([node.times for node in group.criteria]))
        if degree > MOST_EXPONENT:
            values = {"id": group.id, "degree": str(degree), "most": str(MOST_EXPONENT)}
            yield Problem("Q549", values, found=str(degree), path=(*path, "take"))
        if group.outside or group.may_be_negative:
            yield Problem("Q550", {"id": group.id}, path=(*path, "take"))


def _unsaid(group: Group) -> bool:
    """Return whether a group averages parts of different maxima without saying what of them."""
    return group.take == "average" and group.average is None and len({node.points for node in group.criteria}) > 1


def _classes(rubric: Rubric) -> Iterator[Problem]:
    classes = rubric.classification
    if not classes:
        return
    bounds = [entry.bound for entry in classes[:-1]]
    descending = all(upper is not None and lower is not None and upper > lower for upper, lower in pairwise(bounds))
    if None in bounds or not descending or classes[-1].bound is not None:
        yield Problem("Q509", path=("classification",))
    highest = rubric.total
    if rubric.bonus is not None and rubric.bonus.above_total:
        highest += rubric.bonus.points
    if rubric.classify_up_to is not None:
        highest = min(highest, rubric.classify_up_to)
    seen: set[str] = set()
    for number, entry in enumerate(classes):
        path: Path = ("classification", number)
        yield from two_bounds(entry.from_, entry.above, *path)
        bound = entry.bound
        if bound is not None and not bound.reached(highest):
            found = figure(bound.value)
            values = {"id": entry.id, "bound": bound.start(found), "maximum": figure(highest)}
            yield Problem("Q511", values, found=found, path=(*path, bound.key))
        if entry.id in seen:
            yield Problem("Q405", {"found": entry.id}, found=entry.id, path=(*path, "id"))
        seen.add(entry.id)
        if entry.needs is not None:
            yield from _criteria_at_least(entry.id, entry.needs, rubric, (*path, "needs", "criteria_at_least"))
        if entry.quota is not None:
            yield from _quota(entry.id, entry.quota, rubric, (*path, "quota"))
            yield from _counted(entry, entry.quota, rubric, (*path, "quota", "of"))
    last = classes[-1]
    for key in ("needs", "quota"):
        if getattr(last, key) is not None:
            yield Problem("Q528", {"id": last.id, "key": key}, path=("classification", len(classes) - 1, key))


def _criteria_at_least(owner: str, needs: Needs, rubric: Rubric, path: Path) -> Iterator[Problem]:
    """Yield criteria of a class's or an award's needs that do not exist, or of which no share can be asked."""
    leaves = {leaf.criterion.id: leaf for leaf in reversed(rubric.leaves)}
    for identity in needs.criteria_at_least:
        leaf, node = leaves.get(identity), rubric.find(identity)
        if node is None:
            yield from _known(identity, rubric.known_criteria, (*path, identity))
        elif leaf is None or leaf.extra or not leaf.criterion.points:
            yield Problem("Q533", {"id": owner, "found": identity}, identity, path=(*path, identity))


def _quota(identity: str, quota: Quota, rubric: Rubric, path: Path) -> Iterator[Problem]:
    """Yield a share of nothing, and one of a class that the rubric does not have."""
    if not quota.percent:
        yield Problem("Q515", {"id": identity}, path=(*path, "percent"))
    if quota.of == ALL and ALL in rubric.class_numbers:
        why = Text("thang điểm có loại mang mã `all`", "the rubric has a class of the id `all`")
        yield Problem("Q537", {"id": identity, "why": why}, found=quota.of, path=(*path, "of"))
    elif quota.of not in (BLOC, ALL):
        yield from _known(quota.of, rubric.known_shares, (*path, "of"))
    elif quota.counted is not None:
        yield Problem("Q535", {"id": identity, "of": quota.of}, found=quota.counted, path=(*path, "counted"))


def _counted(entry: Class, quota: Quota, rubric: Rubric, path: Path) -> Iterator[Problem]:
    """Yield a quota of those left in its own class or a better one: who stays there is none of them."""
    numbers = rubric.class_numbers
    if quota.counted == "left" and quota.of in numbers and numbers[quota.of] <= numbers[entry.id]:
        yield Problem("Q536", {"id": entry.id, "of": quota.of}, found=quota.of, path=path)


def _disqualifiers(rubric: Rubric, class_ids: Known) -> Iterator[Problem]:
    looked_at = {one.disqualifier for _, _, cap in rubric.conditional_caps for one in cap.conditions}
    for identity, disqualifier in rubric.disqualifiers.items():
        path: Path = ("disqualifiers", identity)
        neither = disqualifier.effect is None and disqualifier.at_most is None
        both = disqualifier.effect is not None and disqualifier.at_most is not None
        if both or (neither and identity not in looked_at):
            yield Problem("Q518", {"id": identity}, path=path)
        if disqualifier.at_most is not None:
            yield from _known(disqualifier.at_most, class_ids, (*path, "at_most"))


def _awards(rubric: Rubric, class_ids: Known) -> Iterator[Problem]:
    groups = Known(dict.fromkeys(group.id for group, _ in rubric.groups()))
    seen: set[str] = set()
    for number, entry in enumerate(rubric.awards):
        path: Path = ("awards", number)
        if entry.id in seen:
            yield Problem("Q405", {"found": entry.id}, found=entry.id, path=(*path, "id"))
        seen.add(entry.id)
        for position, named in enumerate(entry.classes):
            yield from _known(named, class_ids, (*path, "classes", position))
        if entry.group is not None:
            yield from _known(entry.group, groups, (*path, "group"))
        if entry.needs is not None:
            yield from _criteria_at_least(entry.id, entry.needs, rubric, (*path, "needs", "criteria_at_least"))
        if not (_limited(entry) or entry.classes or entry.needs not in (None, Needs())):
            yield Problem("Q519", {"id": entry.id}, path=path)
        elif entry.ties == DECISION and not _limited(entry):
            yield Problem("Q538", {"id": entry.id, "why": _NO_LAST_PLACE}, path=(*path, "ties"))
        elif entry.ties == DECISION and entry.id == RANK:
            yield Problem("Q538", {"id": entry.id, "why": _TAKEN}, path=(*path, "id"))
        if entry.spans_blocs:
            yield from _over_all_blocs(entry, path)
        if entry.share is not None:
            yield from _quota(entry.id, entry.share, rubric, (*path, "share"))
            if entry.share.counted is not None and entry.share.of not in (BLOC, ALL):
                values = {"id": entry.id, "of": entry.share.of}
                yield Problem("Q535", values, found=entry.share.counted, path=(*path, "share", "counted"))


def _over_all_blocs(entry: Award, path: Path) -> Iterator[Problem]:
    """Yield what keeps the places of an award from being given out over all blocs together."""
    if entry.ties == DECISION:
        yield Problem("Q537", {"id": entry.id, "why": _BY_BLOC}, found=entry.ties, path=(*path, "ties"))
    if entry.of == ALL and entry.units is None:
        yield Problem("Q537", {"id": entry.id, "why": _NO_UNITS}, found=entry.of, path=(*path, "of"))
    elif entry.units is not None and entry.share is not None and entry.share.of != entry.of:
        yield Problem("Q537", {"id": entry.id, "why": _TWO_SCOPES}, found=entry.share.of, path=(*path, "share", "of"))


def _limited(entry: Award) -> bool:
    """Return whether an award has a last place."""
    return any(limit is not None for limit in (entry.ranks, entry.units, entry.share, entry.group))


def _ladder(rubric: Rubric) -> Iterator[Problem]:
    groups = Known(dict.fromkeys(group.id for group, _ in rubric.groups()))
    criteria = Known(dict.fromkeys(leaf.criterion.id for leaf in rubric.leaves))
    known = {"group": groups, "criterion": criteria, ACTUAL: criteria}
    for number, step in enumerate(rubric.ties):
        if step.rule in known:
            yield from _known(step.subject, known[step.rule], ("ties", number))
            if step.rule == ACTUAL and step.subject in criteria:
                yield from _actual(step, rubric, ("ties", number))
        elif step.rule == "penalties" and rubric.penalties is None:
            yield Problem("Q520", path=("ties", number))


def _actual(step: TieRule, rubric: Rubric, path: Path) -> Iterator[Problem]:
    """Yield a step by what was reached where nothing is measured, or where it is not clear which way is better."""
    kind, implied = (
        rubric.leaves[rubric.leaf_numbers[step.subject]].criterion.kind,
        rubric.higher_is_better(step.subject),
    )
    if not kind.has_actual:
        yield Problem("Q539", {"id": step.subject, "kind": kind.title}, path=path)
    elif implied is None and not step.direction:
        yield Problem("Q540", {"id": step.subject}, path=path)
    elif implied is not None and step.direction and rubric.lower_first(step) is implied:
        yield Problem("Q541", {"id": step.subject, "direction": step.direction}, step.direction, path=path)


def _known(wanted: str, known: Known, path: Path) -> Iterator[Problem]:
    if wanted not in known:
        yield Problem("Q521", {"found": wanted}, wanted, known.listed, known.nearest(wanted), path=path)
