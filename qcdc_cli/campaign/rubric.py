"""A rubric (thang điểm): a tree of groups and criteria, and how their points turn into a total and a class."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, PrivateAttr

from qcdc_cli.campaign.caps import Cap, ConditionalCap
from qcdc_cli.campaign.deciding import (
    ALL,
    BLOC,
    DECISION,
    LOWER,
    RECORDED,
    Award,
    Class,
    Disqualifier,
    TieRule,
    TieStep,
)
from qcdc_cli.campaign.nodes import (
    BONUS,
    PENALTIES,
    AnyNode,
    CriterionBase,
    Group,
    Leaf,
    MissingEvidence,
    NotApplicable,
    NotCounted,
    groups_in,
    is_extra,
    leaves_in,
    positions_in,
    show_labels,
    sum_of,
)
from qcdc_cli.language import say, terms
from qcdc_cli.language.names import Known, fold
from qcdc_cli.problems import Path, Problem, QcdcError
from qcdc_cli.values import Decimals, Flag, Id, Model, Name, Points, PositiveNumber, described, one_of

RoundingPlace = Annotated[Literal["criterion", "group", "total"], one_of("criterion", "group", "total")]


class Extra(Model):
    """Bonus or penalties: a list outside the total, with a cap of its own."""

    name: Name | None = None
    cap: Cap | None = described("Mức trần của cả danh sách", "The whole list's cap", None)
    from_: Id | None = described(
        "Chỉ chấm từ bước này (mã bước chấm)", "Only this stage and later ones mark it", None, alias="from"
    )
    criteria: tuple[AnyNode, ...] = described("Các khoản, hoặc các mục chứa khoản", "Its criteria, or groups of them")

    @property
    def points(self) -> Decimal:
        """The most that the list can come to."""
        points = sum_of(self.criteria)
        return points if self.cap is None or isinstance(self.cap, ConditionalCap) else min(points, self.cap)

    def as_group(self, identity: str, name: str) -> Group:
        """Return the list as a group of the result tree."""
        # Only now: most rubrics have no such list, and each class of models takes its time to define.
        from qcdc_cli.campaign.outside_groups import BonusGroup, BonusList, PenaltyGroup, PenaltyList

        listed, inner = (BonusList, BonusGroup) if identity == BONUS else (PenaltyList, PenaltyGroup)
        return listed.model_construct(
            id=identity,
            name=self.name or name,
            points=self.points,
            cap=self.cap,
            from_=self.from_,
            criteria=tuple(_outside(node, inner) for node in self.criteria),
        )


def _outside(node: Any, made: type[Group]) -> Any:
    """Return a node of a list outside the total as one that knows where it stands."""
    if not isinstance(node, Group):
        return node
    parts = tuple(_outside(part, made) for part in node.criteria)
    copied = made.model_construct(**{**dict(node), "criteria": parts})
    copied.show_as(node)
    return copied


class Bonus(Extra):
    """Points on top of the total."""

    above_total: Flag = described(
        "Điểm thưởng có được làm tổng điểm vượt điểm tối đa không (yes = có, no = không)",
        "May bonus lift a total above the full scale",
    )


class Rounding(Model):
    """The one rounding of all points: half away from zero, to so many decimals, at one place."""

    decimals: Decimals
    at: RoundingPlace = "criterion"


class Rubric(Model, defer_build=False):
    """A whole rubric file."""

    rubric: Id = described("Mã thang điểm", "The rubric's id")
    version: Name | None = described("Phiên bản", "Version", None)
    name: Name = described("Tên thang điểm", "The rubric's name")
    note: Name | None = described("Ghi chú cho người đọc", "A note to its readers", None)
    basis: tuple[Name, ...] = described("Các căn cứ", "What the rubric rests on", ())
    total: PositiveNumber = described("Tổng điểm, được cộng lại để kiểm tra", "The total, checked")
    rounding: Rounding | None = described("Cách làm tròn", "How points are rounded", None)
    criteria: tuple[AnyNode, ...] = described("Cây nội dung", "The tree of groups and criteria")
    bonus: Bonus | None = described(*terms.BONUS, None)
    penalties: Extra | None = described(*terms.PENALTIES, None)
    not_applicable: NotApplicable | None = described("Cách tính khi không phát sinh", "How not applicable counts", None)
    unassigned: NotCounted | None = described("Cách tính khi không giao", "How unassigned counts", None)
    missing_evidence: MissingEvidence = described(
        "Cách tính khi thiếu minh chứng", "What missing evidence means", "warn"
    )
    disqualifiers: dict[Id, Disqualifier] = described(
        "Trường hợp không xếp hạng hoặc hạ loại", "What keeps a unit from a rank or a class", {}
    )
    ties: tuple[TieStep, ...] = described(
        "Thứ tự ưu tiên khi bằng điểm; xét hết mà vẫn bằng thì xếp cùng hạng",
        "The tie-break, step by step; units that are still tied share a rank",
        (),
    )
    classify_up_to: Points | None = described(
        "Tổng tối đa khi xếp loại", "The most of a total that counts for its class", None
    )
    classification: tuple[Class, ...] = described(*terms.CLASSES, ())
    awards: tuple[Award, ...] = described(*terms.AWARDS, ())
    _based_on: str = PrivateAttr(default="")

    def model_post_init(self, _context: Any, /) -> None:
        """Work out what groups and criteria are shown as, which take off, and what conditions of caps call things."""
        taking_off = self.penalties.criteria if self.penalties is not None else ()
        for leaf in leaves_in(taking_off, (), *([()] * len(taking_off))):
            leaf.criterion.take_off()
        for own in (self.criteria, *(extra.criteria for extra in (self.bonus, self.penalties) if extra is not None)):
            show_labels(own, None)
        lists = [extra for extra in (self.bonus, self.penalties) if extra is not None]
        tops = (*self.criteria, *(node for extra in lists for node in extra.criteria))
        nowhere: list[Path] = [()] * len(tops)
        groups = [group for group, _ in groups_in(tops, *nowhere)]
        shown = {leaf.criterion.id: leaf.criterion.shown for leaf in leaves_in(tops, (), *nowhere)}
        shown |= {group.id: group.shown for group in groups}
        caps = [extra.cap for extra in lists] + [group.cap for group in groups]
        for cap in caps:
            for condition in cap.conditions if isinstance(cap, ConditionalCap) else ():
                if condition.disqualifier in self.disqualifiers:
                    condition.name_disqualifier(self.disqualifiers[condition.disqualifier].name)
                if condition.subject in shown:
                    condition.show_subject(shown[condition.subject])

    @property
    def based_on(self) -> str:
        """The name of the rubric that it extends; "" where it stands alone."""
        return self._based_on

    def named_base(self, name: str) -> "Rubric":
        """Return the same rubric, knowing what it extends."""
        self._based_on = name
        return self

    @cached_property
    def parts(self) -> tuple[Any, ...]:
        """The top groups and criteria, then bonus and penalties as groups of their own."""
        extras = []
        if self.bonus is not None:
            extras.append(self.bonus.as_group(BONUS, say(*terms.BONUS)))
        if self.penalties is not None:
            extras.append(self.penalties.as_group(PENALTIES, say(*terms.PENALTIES)))
        return (*self.criteria, *extras)

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """All criteria in the order of the result tree, with the groups above them."""
        return tuple(
            leaf for number, part in enumerate(self.parts) for leaf in leaves_in((part,), (), _top(part, number))
        )

    @cached_property
    def conditional_caps(self) -> tuple[tuple[Group, Path, ConditionalCap], ...]:
        """The groups whose cap holds only under a condition, with their paths and those caps."""
        return tuple((group, path, group.cap) for group, path in self.groups() if isinstance(group.cap, ConditionalCap))

    @cached_property
    def spans_blocs(self) -> bool:
        """True when classes or awards are decided over all blocs of the campaign that share the rubric."""
        quotas = (entry.quota for entry in self.classification)
        return any(quota is not None and quota.of == ALL for quota in quotas) or any(
            award.spans_blocs for award in self.awards
        )

    @cached_property
    def has_later(self) -> bool:
        """True when some of it is marked only from a stage that it names."""
        return any(node.from_ is not None for node, _ in self.nodes())

    @property
    def needs_bloc(self) -> bool:
        """True when a unit's points, rank or class cannot be known without the bloc's other units."""
        if self.ties or self.has_ties_decided or any(leaf.criterion.kind.relative for leaf in self.leaves):
            return True
        return any(
            entry.quota is not None or (entry.needs is not None and entry.needs.rank_within is not None)
            for entry in self.classification
        )

    @property
    def asks_for_ballots(self) -> bool:
        """True when a class or an award wants a share of the ballots."""
        needs = [*(entry.needs for entry in self.classification), *(award.needs for award in self.awards)]
        return any(each is not None and each.ballot_at_least is not None for each in needs)

    @property
    def has_ties_decided(self) -> bool:
        """True when somebody decides between equal units: their order, or who of them gets an award."""
        return any(step.rule in RECORDED for step in self.ties) or any(one.ties == DECISION for one in self.awards)

    def higher_is_better(self, criterion: str) -> bool | None:
        """Return whether more of what is measured on a criterion is better; None where its kind does not say.

        In penalties more of what gives points is worse.
        """
        leaf = self.leaves[self.leaf_numbers[criterion]]
        higher = leaf.criterion.kind.higher_is_better
        return not higher if leaf.penalty and higher is not None else higher

    def lower_first(self, step: TieRule) -> bool:
        """Return whether a step by what was reached puts the lower first, as it says or as the kind implies."""
        return step.direction == LOWER or (not step.direction and self.higher_is_better(step.subject) is False)

    def groups(self) -> Iterator[tuple[Group, Path]]:
        """Yield all groups, outer before inner, with their paths in the file."""
        for number, part in enumerate(self.parts):
            yield from groups_in((part,), _top(part, number))

    def nodes(self) -> Iterator[tuple[Group | CriterionBase, Path]]:
        """Yield all groups, then all criteria, with their paths in the file."""
        yield from self.groups()
        yield from ((leaf.criterion, leaf.path) for leaf in self.leaves)

    @cached_property
    def known_criteria(self) -> Known:
        """The criteria's ids, to find which of them was meant by one that is not known."""
        return Known(dict.fromkeys(leaf.criterion.id for leaf in self.leaves))

    @cached_property
    def known_shares(self) -> Known:
        """What a share can be one of: the bloc, all blocs, or the units of a class."""
        return Known(dict.fromkeys((BLOC, ALL, *(entry.id for entry in self.classification))))

    @cached_property
    def _by_id(self) -> dict[str, Group | CriterionBase]:
        nodes: dict[str, Group | CriterionBase] = {leaf.criterion.id: leaf.criterion for leaf in reversed(self.leaves)}
        for group, _ in self.groups():
            nodes.setdefault(group.id, group)
        return nodes

    def find(self, identity: str) -> "Group | CriterionBase | None":
        """Return the node with this id, or None."""
        return self._by_id.get(identity)

    @cached_property
    def leaf_numbers(self) -> dict[str, int]:
        """For each criterion's id its number among all of them, in the order of the result tree."""
        return {leaf.criterion.id: number for number, leaf in enumerate(self.leaves)}

    @cached_property
    def _by_label(self) -> dict[str, list[Group | CriterionBase]]:
        """The nodes that are shown as something else than their id, by how people may write it."""
        named: dict[str, list[Group | CriterionBase]] = {}
        for node, _ in self.nodes():
            if node.shown != node.id:
                for text in {fold(text) for text in (node.shown, node.label) if text is not None}:
                    named.setdefault(text, []).append(node)
        return named

    def labelled(self, text: str) -> "Sequence[Group | CriterionBase]":
        """Return the nodes with this label, however its case was typed; full labels come before ends of them."""
        found = self._by_label.get(fold(text), ())
        full = [node for node in found if fold(node.shown) == fold(text)]
        return full or found

    def find_typed(self, text: str) -> "Group | CriterionBase | None":
        """Return the node that people mean by an id or a label, or None.

        Raises:
            QcdcError: Q553 for a label that several have.
        """
        node = self.find(text)
        if node is not None:
            return node
        found = self.labelled(text)
        if len(found) > 1:
            listed = ", ".join(one.cited for one in found)
            raise QcdcError(Problem("Q553", {"found": text, "nodes": listed}, found=text, allowed=listed))
        return found[0] if found else None

    @cached_property
    def positions(self) -> dict[str, tuple[int, ...]]:
        """For each id, where its node stands in the result tree: its number among the parts, then inside that part."""
        found: dict[str, tuple[int, ...]] = {}
        for identity, position in positions_in(self.parts, ()):
            found.setdefault(identity, position)
        return found

    @cached_property
    def class_numbers(self) -> dict[str, int]:
        """The place of each class in the classification, from 0, the best first."""
        return {entry.id: number for number, entry in enumerate(self.classification)}

    def class_number(self, identity: str) -> int:
        """Return the place of a class in the classification, from 0, the best first."""
        return self.class_numbers[identity]

    def __hash__(self) -> int:
        """Return the same for equal rubrics, so that those of many blocs need not be compared pair by pair."""
        return self.content_hash

    @cached_property
    def content_hash(self) -> int:
        """The hash of all that the file says."""
        return hash(_hashable(self))


def _hashable(value: Any) -> Any:
    """Return what has a hash and is equal for equal values."""
    if isinstance(value, BaseModel):
        return tuple(_hashable(getattr(value, name)) for name in type(value).model_fields)
    if isinstance(value, dict):
        return frozenset((key, _hashable(one)) for key, one in value.items())
    return tuple(map(_hashable, value)) if isinstance(value, tuple) else value


def _top(part: Any, number: int) -> Path:
    """Return the path of a top part in the file."""
    return (part.id,) if is_extra(part) else ("criteria", number)
