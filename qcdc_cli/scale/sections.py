"""Bonus and penalties of a scale: taken out of its tree, each a list of its own with a name and a cap."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from qcdc_cli.campaign.nodes import BONUS, PENALTIES
from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.scale.nodes import ScaleNode, total_worth
from qcdc_cli.scale.points import points_from_text
from qcdc_cli.scale.words import BOTH, Vocabulary, most_points_in_words


@dataclass(slots=True)
class Section:
    """Bonus or penalties, which stand outside a scale's total: a list of criteria and groups with a cap.

    Attributes:
        name: what the table calls it, or "".
        cap: the points beside its name; None where there are none.
        said: the points that its name or note says, where none stand beside it: its cap, perhaps.
        criteria: its criteria and groups; points of penalties are without their minus.
        remarks: what a person should check.
        root: the row of the table that it is; None where there is none, or several.
    """

    name: str = ""
    cap: Decimal | None = None
    criteria: list[ScaleNode] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    root: ScaleNode | None = None
    said: Decimal | None = None


def split_extras(roots: list[ScaleNode], words: Vocabulary) -> tuple[list[ScaleNode], dict[str, Section]]:
    """Return the top nodes without bonus and penalties, and those as sections, by their keys in a rubric."""
    criteria: list[ScaleNode] = []
    extras: dict[str, Section] = {}
    both: list[tuple[ScaleNode, set[str]]] = []
    for root in roots:
        if not root.section:
            criteria.append(root)
        for extra in [root] if root.section else list(_taken_out(root)):
            if extra.section == BOTH:
                both.append((extra, _split_both(extra, extras, words)))
            else:
                _add_to_section(extras, extra.section, extra)
    for root, kinds in both:
        _tell_both(root, [extras[kind] for kind in kinds])
    for kind, section in extras.items():
        for node in (inner for own in section.criteria for inner in own.nodes()):
            _without_minus(node, kind)
    return criteria, extras


def _taken_out(group: ScaleNode) -> Iterator[ScaleNode]:
    """Take bonus and penalties out of a group around the whole scale; what counts in its points stays, and is told."""
    for part in list(group.parts):
        if not part.section:
            yield from _taken_out(part)
            continue
        others = total_worth([other for other in group.parts if other is not part])
        stated, titled = group.points.value, bool(part.parts) or part.name.isupper()
        counted = stated is not None and stated == group.sum_of_parts != others
        if not counted and (titled or stated == others is not None) and len(group.parts) > 1:
            group.parts.remove(part)
            if not titled:
                part.remark(
                    f"bảng để dòng này trong mục {group.id} nhưng không tính vào điểm của mục",
                    f"the table has this in {group.id}, but does not count it in the points of {group.id}",
                )
            yield part
        else:
            part.remark(
                f"tên giống điểm thưởng, điểm trừ nhưng dòng này nằm trong mục {group.id}; ở đây để nguyên",
                f"this is called like bonus or penalties, but stands in {group.id}; it was left there",
            )


def _split_both(root: ScaleNode, extras: dict[str, Section], words: Vocabulary) -> set[str]:
    """Add the parts of a section that is bonus and penalties in one, each to what it is, and return which these are."""
    kinds = set[str]()
    for part in root.parts or [root]:
        kind = part.section
        if kind not in (BONUS, PENALTIES):
            below_zero = part.worth is not None and part.worth < 0
            part.remark(
                "mục này có cả điểm thưởng và điểm trừ; kiểm tra khoản này thuộc bên nào",
                "this section is bonus and penalties in one; check on which side this stands",
            )
            kind = PENALTIES if below_zero or words.takes_points(part.name) else BONUS
        _add_to_section(extras, kind, part)
        kinds.add(kind)
    return kinds


def _tell_both(root: ScaleNode, sections: list[Section]) -> None:
    """Tell of a section that is bonus and penalties in one, in what its parts became."""
    for section in sections if root.parts else ():
        if section.name:
            section.remarks.append(say(f"gồm cả mục “{root.name}”", f"“{root.name}” is in here, too"))
        section.name = section.name or root.name
        section.remarks += _about_section(root, points=True)


def _about_section(root: ScaleNode, *, points: bool = False) -> list[str]:
    """Return what stands beside a section's name and has no key of its own in a rubric."""
    texts = [root.guide, *root.evidence]
    if root.points.value is None or points:
        texts.append(root.points.text or (figure(root.points.value) if root.points.value is not None else ""))
    noted = [
        say(
            f"dòng {root.row}, bảng ghi cho cả mục: {text}",
            f"row {root.row}, the table has for the whole section: {text}",
        )
        for text in texts
        if text
    ]
    return [*root.remarks, *noted]


def _add_to_section(extras: dict[str, Section], kind: str, node: ScaleNode) -> None:
    """Add a section of the table, or one of its criteria, to the bonus or the penalties."""
    whole = bool(node.parts and node.section)
    if kind not in extras:
        cap = None if node.points.value is None else abs(node.points.value)
        extras[kind] = (
            Section(node.name, cap, list(node.parts), _about_section(node), node) if whole else Section(criteria=[node])
        )
        if cap is None and node.section:
            texts = (node.points.text, node.name, node.guide)
            written = next((most for text in texts if (most := most_points_in_words(text))), "")
            extras[kind].said = points_from_text(written).value if written else None
        return
    section = extras[kind]
    if section.root is not None:  # a second one: each is a group with its own name and points
        extras[kind] = section = Section(criteria=[section.root])
    section.criteria.append(node)
    if whole:
        several = say(
            "bảng có nhiều mục như thế này, mỗi mục thành một nhóm",
            "the table has several such sections, each a group here",
        )
        section.remarks.append(several)


def _without_minus(node: ScaleNode, kind: str) -> None:
    """Write the points of a penalty without their minus, which its list says; tell of one inside the bonus."""
    value = node.points.value
    if value is not None and value < 0:
        node.points = node.points._replace(value=-value)
        if kind == BONUS:
            node.remark(
                f"bảng ghi {figure(value)} trong phần điểm thưởng; nếu là điểm trừ thì chuyển sang `penalties`",
                f"the table has {figure(value)} among the bonus; if it is a penalty, move it to `penalties`",
            )
