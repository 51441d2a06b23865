"""Two rubrics side by side as lists: what changed in groups and criteria, in points, in what holds for the whole."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from qcdc_cli.campaign.nodes import CriterionBase, Group, is_extra
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import figure
from qcdc_cli.process.rubric_changes import NodeChange, NodeChangeKind, PlacedNode, RubricChanges, SettingChange
from qcdc_cli.render.lists import List, ListColumn, untitled
from qcdc_cli.render.words.names import listed
from qcdc_cli.render.words.rubric_settings import (
    above_total_text,
    evidence_text,
    ladder_text,
    missing_evidence_text,
    not_counted_text,
    rounding_text,
)
from qcdc_cli.render.words.rules import (
    award_rule,
    cap_rule,
    class_name,
    class_rule,
    criterion_rule,
    disqualifier_effect,
    full_text,
    group_rule,
    title_of,
)
from qcdc_cli.render.words.visible import visible

Sides = tuple[Text, Text]  # what the two rubrics are called, over their columns
BEFORE_AND_AFTER = (terms.BEFORE, terms.AFTER)

_WHAT = {
    NodeChangeKind.ADDED: Text("thêm", "added"),
    NodeChangeKind.REMOVED: Text("bỏ", "removed"),
    NodeChangeKind.NAME: Text("đổi tên", "renamed"),
    NodeChangeKind.LABEL: Text("ký hiệu", "label"),
    NodeChangeKind.POINTS: Text("điểm tối đa", "points"),
    NodeChangeKind.WEIGHT: Text("hệ số", "weight"),
    NodeChangeKind.MOVED: Text("chuyển mục", "moved"),
    NodeChangeKind.RULE: Text("cách chấm", "how it is scored"),
    NodeChangeKind.TAKING: Text("cách tính của mục", "how its parts count"),
    NodeChangeKind.ORDER: Text("thứ tự trong mục", "order in it"),
    NodeChangeKind.EVIDENCE: Text("minh chứng cần có", "evidence wanted"),
    NodeChangeKind.NOT_APPLICABLE: Text("không phát sinh", "not applicable"),
    NodeChangeKind.UNASSIGNED: Text("không giao", "unassigned"),
    NodeChangeKind.MISSING_EVIDENCE: Text("thiếu minh chứng", "missing evidence"),
    NodeChangeKind.PERIODS: Text("kỳ áp dụng", "periods"),
    NodeChangeKind.FROM: Text("bước bắt đầu chấm", "first stage"),
    NodeChangeKind.BASIS: Text("căn cứ", "basis"),
    NodeChangeKind.GUIDE: Text("hướng dẫn chấm", "guide"),
}
_SETTINGS = {
    "rubric": Text("Mã thang điểm", "The rubric's id"),
    "version": Text("Phiên bản", "Version"),
    "name": Text("Tên thang điểm", "The rubric's name"),
    "note": Text("Ghi chú cho người đọc", "A note to its readers"),
    "basis": terms.BASIS,
    "total": terms.TOTAL_POINTS,
    "criteria": Text("Thứ tự các mục cấp một", "Order of the top groups"),
    "rounding": terms.ROUNDING,
    "not_applicable": terms.NOT_APPLICABLE,
    "unassigned": terms.UNASSIGNED,
    "missing_evidence": terms.MISSING_EVIDENCE,
    "bonus.above_total": terms.BONUS,
    "ties": Text("Khi bằng điểm", "Equal totals"),
    "classify_up_to": Text("Điểm tối đa được tính khi xếp loại", "The most that counts for a class"),
    "classification": terms.CLASS,
    "disqualifiers": Text("Trường hợp không xếp hạng hoặc hạ loại", "Disqualifier"),
    "awards": Text("Hình thức khen thưởng", "Award"),
}


_ORDERED = ("criteria", "classification", "disqualifiers", "awards")  # of which the order is told, too


def rubric_change_lists(found: Sequence[RubricChanges], about: tuple[str, ...], sides: Sides) -> tuple[List, ...]:
    """Return the lists of what is not the same in rubrics.

    Args:
        found: what differs, for each pair of rubrics; of several, lines say which first rubric they are about.
        about: lines under each title.
        sides: what the first and the second rubric are called.
    """
    several = len(found) > 1
    lists = (_nodes(found, sides), _points(found, sides), _settings(found, sides), _suspected(found, sides))
    return tuple(_about(one if several else untitled(one, "rubric"), about) for one in lists)


def _about(one: List, about: tuple[str, ...]) -> List:
    return replace(one, subtitle=about)


def compared_rubrics(found: RubricChanges, sides: Sides) -> tuple[str, str]:
    """Return a line for each of two rubrics: what it is called here, its name, its id, its version where it has one."""
    before, after = (
        f"{say(*side)}: {visible(', '.join(filter(None, (rubric.name, rubric.rubric, rubric.version))))}"
        for side, rubric in zip(sides, (found.before, found.after), strict=True)
    )
    return before, after


def _rubric_column(rubrics: Sequence[Rubric]) -> ListColumn:
    return ListColumn("rubric", say(*terms.RUBRIC), [one.rubric for one in rubrics])


def _nodes(found: Sequence[RubricChanges], sides: Sides) -> List:
    rows = [(own.before, one) for own in found for one in own.nodes]
    texts = [_node_texts(one) for _, one in rows]
    return List(
        key="changes",
        title=say("Thay đổi ở từng nội dung, tiêu chí", "Changes by group and criterion"),
        columns=(
            _rubric_column([rubric for rubric, _ in rows]),
            ListColumn("id", "", [one.placed.node.id for _, one in rows]),
            ListColumn("label", say(*terms.ID), [title_of(one.placed.node) for _, one in rows]),
            ListColumn("name", say(*terms.GROUP_OR_CRITERION), [one.placed.node.name for _, one in rows], wraps=True),
            ListColumn("what", "", [one.what.value for _, one in rows]),
            ListColumn("what_name", say("Thay đổi", "What"), [str(_WHAT[one.what]) for _, one in rows]),
            ListColumn("before", say(*sides[0]), [before for before, _ in texts], wraps=True),
            ListColumn("after", say(*sides[1]), [after for _, after in texts], wraps=True),
        ),
        empty=say("Các nội dung, tiêu chí giống nhau.", "All groups and criteria are the same."),
        keys=2,
    )


def _node_texts(change: NodeChange) -> tuple[str | None, str | None]:
    """Return what each rubric says; where both read alike, what their files declare."""
    said = _SAID[change.what]
    before, after = (None if one is None else said(one) or None for one in (change.before, change.after))
    if before is not None and before == after and change.before is not None and change.after is not None:
        return _declared(_compared(change.what, change.before)), _declared(_compared(change.what, change.after))
    return before, after


def _compared(what: NodeChangeKind, placed: PlacedNode) -> Any:
    node = placed.node
    if isinstance(node, CriterionBase):
        return node.kind if what is NodeChangeKind.RULE else node.evidence
    return node.cap


def _declared(value: Any) -> str:
    """Return what a file declares, on one line as YAML can have it."""
    plain = value.model_dump(mode="json", by_alias=True, exclude_none=True) if isinstance(value, BaseModel) else value
    return visible(json.dumps(plain, ensure_ascii=False, default=str))


def _whole(placed: PlacedNode) -> str:
    """Say what a group or criterion is that only one of the rubrics has: its points and how it is scored."""
    node = placed.node
    rule = criterion_rule(node) if isinstance(node, CriterionBase) else "" if is_extra(node) else group_rule(node)
    return "; ".join(filter(None, (full_text(node), rule.rstrip("."))))


def _place(placed: PlacedNode) -> str:
    above = placed.above
    if above is None:
        return say("cấp một", "at the top")
    return title_of(above) if is_extra(above) else f"{title_of(above)} {visible(above.name)}"


def _rule(placed: PlacedNode) -> str:
    node = placed.node
    if isinstance(node, CriterionBase):
        return criterion_rule(node)
    number = len(node.criteria)
    return say(f"là mục gồm {number} thành phần", f"a group of {number} part{'' if number == 1 else 's'}")


def _taking(placed: PlacedNode) -> str:
    node = placed.node
    assert isinstance(node, Group)  # noqa: S101 - only groups take parts
    plain = say("cộng điểm các thành phần", "the sum of its parts")
    return (cap_rule(node) if is_extra(node) else group_rule(node)) or plain


def _order(placed: PlacedNode) -> str:
    assert isinstance(placed.node, Group)  # noqa: S101 - only groups have an order
    return ", ".join(title_of(part) for part in placed.node.criteria)


def _not_counted(key: str) -> Callable[[PlacedNode], str]:
    def text(placed: PlacedNode) -> str:
        rule = getattr(placed.node, key)
        return say("như cả thang điểm", "as the whole rubric") if rule is None else not_counted_text(rule)

    return text


def _missing_evidence(placed: PlacedNode) -> str:
    rule = getattr(placed.node, "missing_evidence", None)
    return say("như cả thang điểm", "as the whole rubric") if rule is None else missing_evidence_text(rule)


_SAID: Mapping[NodeChangeKind, Callable[[PlacedNode], str]] = {
    NodeChangeKind.ADDED: _whole,
    NodeChangeKind.REMOVED: _whole,
    NodeChangeKind.NAME: lambda placed: visible(placed.node.name),
    NodeChangeKind.LABEL: lambda placed: title_of(placed.node),
    NodeChangeKind.POINTS: lambda placed: figure(placed.node.points),
    NodeChangeKind.WEIGHT: lambda placed: f"× {figure(placed.node.times)}",
    NodeChangeKind.MOVED: _place,
    NodeChangeKind.RULE: _rule,
    NodeChangeKind.TAKING: _taking,
    NodeChangeKind.ORDER: _order,
    NodeChangeKind.EVIDENCE: lambda placed: evidence_text(placed.node),
    NodeChangeKind.NOT_APPLICABLE: _not_counted("not_applicable"),
    NodeChangeKind.UNASSIGNED: _not_counted("unassigned"),
    NodeChangeKind.MISSING_EVIDENCE: _missing_evidence,
    NodeChangeKind.PERIODS: lambda placed: (
        listed([visible(one) for one in placed.node.periods]) if placed.node.periods else ""
    ),
    NodeChangeKind.FROM: lambda placed: placed.node.from_ or "",
    NodeChangeKind.BASIS: lambda placed: visible(placed.node.basis or ""),
    NodeChangeKind.GUIDE: lambda placed: visible(placed.node.guide or ""),
}


def _points(found: Sequence[RubricChanges], sides: Sides) -> List:
    rows = [(own.before, one) for own in found for one in own.points]
    nodes = [
        [None if placed is None else placed.node for placed in side]
        for side in ([one.before for _, one in rows], [one.after for _, one in rows])
    ]
    points = [[None if node is None else node.points for node in side] for side in nodes]
    weights = [[None if node is None else node.times for node in side] for side in nodes]
    change = [None if one is None or other is None else other - one for one, other in zip(*points, strict=True)]
    weighted = any(times is not None and times != 1 for side in weights for times in side)
    weight, names = (say(*terms.WEIGHT) if weighted else ""), [str(side).lower() for side in sides]
    return List(
        key="points",
        title=say("Điểm tối đa và hệ số thay đổi", "Points and weights that changed"),
        columns=(
            _rubric_column([rubric for rubric, _ in rows]),
            ListColumn("id", "", [one.placed.node.id for _, one in rows]),
            ListColumn("label", say(*terms.ID), [title_of(one.placed.node) for _, one in rows]),
            ListColumn("name", say(*terms.GROUP_OR_CRITERION), [one.placed.node.name for _, one in rows], wraps=True),
            ListColumn("points_before", f"{say(*terms.POINTS)} {names[0]}", points[0]),
            ListColumn("points_after", f"{say(*terms.POINTS)} {names[1]}", points[1]),
            ListColumn("points_change", say(*terms.CHANGE), change, signed=True),
            ListColumn("weight_before", weight and f"{weight} {names[0]}", weights[0]),
            ListColumn("weight_after", weight and f"{weight} {names[1]}", weights[1]),
        ),
        empty=say("Điểm tối đa và hệ số giống nhau.", "All points and weights are the same."),
        keys=2,
    )


def _settings(found: Sequence[RubricChanges], sides: Sides) -> List:
    rows = [(own, one) for own in found for one in own.settings]
    texts = [_setting_texts(own, one) for own, one in rows]
    return List(
        key="settings",
        title=say("Quy định chung thay đổi", "What changed for the whole rubric"),
        columns=(
            _rubric_column([own.before for own, _ in rows]),
            ListColumn("key", "", [one.key for _, one in rows]),
            ListColumn("id", "", [one.identity or None for _, one in rows]),
            ListColumn("setting", say("Quy định", "Setting"), [str(_SETTINGS[one.key]) for _, one in rows], wraps=True),
            ListColumn("before", say(*sides[0]), [before for before, _ in texts], wraps=True),
            ListColumn("after", say(*sides[1]), [after for _, after in texts], wraps=True),
        ),
        empty=say("Quy định chung giống nhau.", "What holds for the whole is the same."),
    )


def _setting_texts(own: RubricChanges, change: SettingChange) -> tuple[str | None, str | None]:
    before, after = (
        _setting_text(change, value, rubric)
        for value, rubric in ((change.before, own.before), (change.after, own.after))
    )
    if before is not None and before == after:  # such as a class with another id in its quota, under one name
        return _declared(change.before), _declared(change.after)
    return before, after


def _setting_text(change: SettingChange, value: Any, rubric: Rubric) -> str | None:
    if change.key in _ORDERED and not change.identity:
        return ", ".join(_names_in_order(change.key, value, rubric))
    if change.key == "ties":
        return ladder_text(value, rubric) if value else say("xếp cùng hạng", "share a rank")
    if value is None or value == ():
        return None
    return _VALUES[change.key](value, rubric) if change.key in _VALUES else visible(str(value))


def _names_in_order(key: str, identities: tuple[str, ...], rubric: Rubric) -> Iterator[str]:
    for identity in identities:
        node = rubric.find(identity) if key == "criteria" else None
        named = rubric.disqualifiers if key == "disqualifiers" else {award.id: award for award in rubric.awards}
        if node is not None:
            yield title_of(node)
        else:
            yield class_name(rubric, identity) if key == "classification" else visible(named[identity].name)


_VALUES: Mapping[str, Callable[[Any, Rubric], str]] = {
    "basis": lambda value, _: visible("; ".join(value)),
    "total": lambda value, _: figure(value),
    "rounding": lambda value, _: rounding_text(value),
    "not_applicable": lambda value, _: not_counted_text(value),
    "unassigned": lambda value, _: not_counted_text(value),
    "missing_evidence": lambda value, _: missing_evidence_text(value),
    "bonus.above_total": lambda value, _: above_total_text(above=value),
    "classify_up_to": lambda value, _: figure(value),
    "classification": lambda value, rubric: f"{visible(value.name)}: {class_rule(value, rubric, None)}",
    "disqualifiers": lambda value, rubric: f"{visible(value.name)}: {disqualifier_effect(value, rubric)}",
    "awards": lambda value, rubric: f"{visible(value.name)}: {award_rule(value, rubric, None)}",
}


def _suspected(found: Sequence[RubricChanges], sides: Sides) -> List:
    rows = [(own.before, one) for own in found for one in own.suspected]
    names = [str(side).lower() for side in sides]
    return List(
        key="suspected",
        title=say("Cùng tên nhưng khác mã", "The same name under another id"),
        columns=(
            _rubric_column([rubric for rubric, _ in rows]),
            ListColumn("id_before", "", [one.before.id for _, one in rows]),
            ListColumn("label_before", f"{say(*terms.ID)} {names[0]}", [title_of(one.before) for _, one in rows]),
            ListColumn("id_after", "", [one.after.id for _, one in rows]),
            ListColumn("label_after", f"{say(*terms.ID)} {names[1]}", [title_of(one.after) for _, one in rows]),
            ListColumn("name", say(*terms.GROUP_OR_CRITERION), [one.after.name for _, one in rows], wraps=True),
        ),
        notes=(
            say(
                "Nghi là một nội dung đã đổi mã. qcdc so sánh theo mã nên coi là hai nội dung khác nhau, không chuyển "
                "điểm từ mã này sang mã kia. Nếu đúng là một thì giữ mã cũ trong thang điểm mới.",
                "These may be one thing whose id was changed. qcdc compares by ids, takes them as two, and carries no "
                "mark from the one to the other. If it is one, keep its id in the new rubric.",
            ),
        )
        if rows
        else (),
        empty=say(*terms.NOTHING),
        keys=2,
    )
