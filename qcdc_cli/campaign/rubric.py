"""A rubric (thang điểm): a tree of groups and criteria, and how their points turn into a total and a class."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import BaseModel, Discriminator, Field, PrivateAttr, Tag, create_model

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
from qcdc_cli.kinds import KINDS, Direct, Kind
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import Exact
from qcdc_cli.language.names import Known, fold
from qcdc_cli.problems import Path, Problem, QcdcError
from qcdc_cli.values import Decimals, Flag, Id, Label, Model, Name, Points, PositiveNumber, described, one_of

NotCounted = Annotated[Literal["exclude", "full", "zero"], one_of("exclude", "full", "zero")]
MissingEvidence = Annotated[Literal["warn", "zero", "ignore"], one_of("warn", "zero", "ignore")]
RoundingPlace = Annotated[Literal["criterion", "group", "total"], one_of("criterion", "group", "total")]
Taking = Annotated[Literal["sum", "best", "average", "geometric"], one_of("sum", "best", "average", "geometric")]
Averaging = Annotated[Literal["shares", "points"], one_of("shares", "points")]
ONE = Decimal(1)
MOST_EXPONENT = 1000  # of a geometric mean: its weights, as the smallest whole numbers, together
EvidenceWord = Annotated[Literal["required", "optional"], one_of("required", "optional")]


class Claim(Model):
    """How not applicable counts, and the first stage that may say so."""

    count: NotCounted
    claim: Id = described("Bước sớm nhất được ghi", "The first stage that may say so")


NotApplicable = Annotated[NotCounted | Claim, Field(union_mode="left_to_right")]
EvidenceNeed = Annotated[tuple[Name, ...] | EvidenceWord, Field(union_mode="left_to_right")]


_SEPARATORS = ".-_"  # between the id of a group and the end of an id in it


class Node(Model):
    """What groups and criteria share."""

    id: Id = described("Mã, viết trong phiếu và mọi bảng", "The id, used in sheets and tables")
    label: Label | None = described(
        "Ký hiệu in thay cho mã, ví dụ đ hoặc I.3.đ", "What is printed instead of the id, such as đ or I.3.đ", None
    )
    name: Name = described("Tên nội dung", "What it is about")
    points: Points = described("Điểm tối đa", "The most points it can give")
    basis: Name | None = described("Căn cứ: điều, khoản", "What it rests on: article, paragraph", None)
    guide: Name | None = described("Hướng dẫn chấm", "How to judge", None)
    weight: PositiveNumber | None = described("Hệ số trong mục chứa nó", "How many times it counts in its group", None)
    periods: tuple[Id, ...] = described(
        "Chỉ áp dụng ở các kỳ này (mã kỳ hoặc loại kỳ)", "Applies only in these periods (ids or sorts of periods)", ()
    )
    from_: Id | None = described(
        "Chỉ chấm từ bước này (mã bước chấm)", "Only this stage and later ones mark it", None, alias="from"
    )

    _shown: str = PrivateAttr(default="")

    @property
    def shown(self) -> str:
        """What people see: its full label, or the id where neither it nor a group above it has a label."""
        return self._shown or self.label or self.id

    @property
    def cited(self) -> str:
        """The id, as it stands in files, with the label beside it where that is another."""
        return self.id if self.shown == self.id else f"{self.id} ({self.shown})"

    def show_below(self, above: "Node | None") -> None:
        """Work out what it is shown as, below the group that it stands in (None at the top).

        Of an id that continues the group's id, a label stands for the end: `dd` of `I.3.dd` is `đ`, and the whole is
        shown as `I.3.đ`, which may be written in full as well.
        """
        end = self.id.removeprefix(above.id) if above is not None else self.id
        if above is None or not end or end == self.id or end[0] not in _SEPARATORS:
            full = self.label or self.id
        elif self.label is None:
            full = above.shown + end
        else:
            written = any(fold(self.label).startswith(fold(f"{one}{end[0]}")) for one in (above.shown, above.id))
            full = self.label if written else f"{above.shown}{end[0]}{self.label}"
        self._shown = "" if full == self.id else full

    def show_as(self, other: "Node") -> None:
        """Let it be shown as another node, of which it is a copy."""
        self._shown = other._shown  # noqa: SLF001 - of its own class

    @property
    def times(self) -> Decimal:
        """How many times it counts in its group: its weight, or 1."""
        return self.weight if self.weight is not None else ONE


class CriterionBase(Node):
    """A criterion (tiêu chí): a leaf, scored in one way."""

    step: PositiveNumber | None = described(
        "Khoảng cách giữa hai mức điểm, ví dụ 0,25", "Points go in steps of, such as 0.25", None
    )
    evidence: EvidenceNeed | None = described(
        "Minh chứng: danh sách tài liệu cần có, hoặc required, optional",
        "Evidence: the documents that prove it, or required, optional",
        None,
    )
    not_applicable: NotApplicable | None = described(
        "Cách tính khi không phát sinh ở tiêu chí này", "How not applicable counts here", None
    )
    unassigned: NotCounted | None = described(
        "Cách tính khi không giao ở tiêu chí này", "How unassigned counts here", None
    )
    missing_evidence: MissingEvidence | None = described(
        "Cách tính khi thiếu minh chứng ở tiêu chí này", "What missing evidence means here", None
    )

    @cached_property
    def kind(self) -> Kind:
        """How it is scored: the one kind that it carries."""
        chosen: Kind | None = next((getattr(self, key) for key in KINDS if getattr(self, key) is not None), None)
        if chosen is None:
            return Direct.model_construct(step=self.step)
        return chosen if self.step is None else chosen.in_steps(self.step)

    @property
    def may_be_negative(self) -> bool:
        """True where its points can be below 0."""
        return self.kind.least < 0

    @property
    def kinds(self) -> tuple[str, ...]:
        """The keys of all kinds that it carries; more than one is a fault of the rubric."""
        return tuple(key for key in KINDS if getattr(self, key) is not None)

    @property
    def evidence_required(self) -> bool:
        """True when a mark needs evidence beside it."""
        return self.evidence is not None and self.evidence != "optional"

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that prove it, as the rubric names them."""
        return self.evidence if isinstance(self.evidence, tuple) else ()


if TYPE_CHECKING:
    Criterion = CriterionBase
else:
    # The keys of the kinds come from the registry, so that a new kind is known here without a line.
    Criterion = create_model(
        "Criterion",
        __base__=CriterionBase,
        __doc__=CriterionBase.__doc__,
        **{
            key: (kind.definition() | None, described(kind.title.vi, kind.title.en, None))
            for key, kind in KINDS.items()
        },
    )


BONUS, PENALTIES = "bonus", "penalties"


class Group(Node):
    """A group (nội dung, mục): an inner node; its points come from its parts.

    Attributes:
        outside: the list outside the total that it stands in, `bonus` or `penalties`; "" for what makes the total.
    """

    outside: ClassVar[str] = ""

    take: Taking = described(
        "Lấy tổng (sum), cao nhất (best), trung bình (average) hay trung bình nhân (geometric) của các thành phần",
        "The sum, the best, the average or the geometric mean of its parts",
        "sum",
    )
    average: Averaging | None = described(
        "Lấy trung bình tỷ lệ đạt (shares) hay trung bình điểm (points) của các thành phần",
        "What is averaged: the parts' shares of their maxima, or their points",
        None,
    )
    cap: Cap | None = described("Mức trần riêng của mục", "The group's own cap", None)

    criteria: tuple["AnyNode", ...] = described("Các mục con hoặc tiêu chí", "The groups or criteria in it")

    @cached_property
    def plain(self) -> bool:
        """True for a plain sum: no weights, no cap."""
        return self.take == "sum" and self.cap is None and all(node.weight is None for node in self.criteria)

    @cached_property
    def may_be_negative(self) -> bool:
        """True where its points can be below 0."""
        return any(node.may_be_negative for node in self.criteria)

    @property
    def averages_shares(self) -> bool:
        """True where the parts' shares are averaged, not their points; with equal maxima that is the same."""
        return self.take == "average" and self.average == "shares"

    @property
    def fixed_cap(self) -> Decimal | None:
        """The cap that holds always; None where there is none, or one under a condition."""
        return None if isinstance(self.cap, ConditionalCap) else self.cap

    @cached_property
    def mean(self) -> Fraction:
        """The average of its parts' full points, each as often as its weight says."""
        times = sum((node.times for node in self.criteria), Decimal(0))
        return Fraction(sum_of(self.criteria)) / Fraction(times)

    @property
    def reachable(self) -> Exact:
        """The points that its parts come to, as it takes them: what it must declare."""
        if self.averages_shares or self.take == "geometric":  # whatever it declares is what full shares come to
            most: Exact = self.points if any(node.points for node in self.criteria) else Decimal(0)
        elif self.take == "best":
            most = max((node.points * node.times for node in self.criteria), default=Decimal(0))
        elif self.take == "average" and self.criteria:
            most = self.mean
        else:
            most = sum_of(self.criteria)
        return most if self.fixed_cap is None else min(most, self.fixed_cap)


def _group_or_criterion(value: Any) -> str:
    return "group" if isinstance(value, Group) or (isinstance(value, dict) and "criteria" in value) else "criterion"


AnyNode = Annotated[
    Annotated[Group, Tag("group")] | Annotated[Criterion, Tag("criterion")],
    Discriminator(_group_or_criterion),
]
Group.model_rebuild()


class BonusGroup(Group):
    """A group inside the bonus. Where a group stands is known by its class: an id may be anything."""

    outside: ClassVar[str] = BONUS


class PenaltyGroup(Group):
    """A group inside the penalties: all its points are below 0, and its best part is the heaviest one."""

    outside: ClassVar[str] = PENALTIES


class BonusList(BonusGroup):
    """The whole bonus as a group of the result tree."""


class PenaltyList(PenaltyGroup):
    """All penalties as a group of the result tree."""


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


class Leaf(NamedTuple):
    """A criterion with its place in the tree.

    Attributes:
        criterion: the criterion.
        groups: the groups above it, the outermost first.
        path: its path in the file.
    """

    criterion: CriterionBase
    groups: tuple[Group, ...]
    path: Path

    @property
    def outside(self) -> str:
        """The list outside the total that it stands in, `bonus` or `penalties`; "" for what makes the total."""
        return self.groups[0].outside if self.groups else ""

    @property
    def extra(self) -> bool:
        """True for a bonus or a penalty, outside the total and never missing."""
        return bool(self.outside)

    @property
    def penalty(self) -> bool:
        """True for a penalty, whose points are taken off."""
        return self.outside == PENALTIES

    def held_in(self, names: frozenset[str]) -> bool:
        """Return whether the criterion and all groups above it hold in a period that has these names."""
        return all(not node.periods or not names.isdisjoint(node.periods) for node in (*self.groups, self.criterion))

    def start(self, stages: Sequence[str]) -> int:
        """Return the number of the first stage that marks it, from 0: the latest that it or a group above it names.

        Args:
            stages: the stages' ids in order.
        """
        named = [node.from_ for node in (*self.groups, self.criterion) if node.from_ is not None]
        return max((stages.index(stage) for stage in named if stage in stages), default=0)


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
        """Work out what groups and criteria are shown as, and what the conditions of caps call disqualifiers."""
        for own in (self.criteria, *(extra.criteria for extra in (self.bonus, self.penalties) if extra is not None)):
            _show(own, None)
        lists = [extra for extra in (self.bonus, self.penalties) if extra is not None]
        tops = (*self.criteria, *(node for extra in lists for node in extra.criteria))
        caps = [extra.cap for extra in lists] + [group.cap for group, _ in _groups(tops, *([()] * len(tops)))]
        for cap in caps:
            for condition in cap.conditions if isinstance(cap, ConditionalCap) else ():
                if condition.disqualifier in self.disqualifiers:
                    condition.name_disqualifier(self.disqualifiers[condition.disqualifier].name)

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
            leaf for number, part in enumerate(self.parts) for leaf in _leaves((part,), (), _top(part, number))
        )

    @cached_property
    def conditional_caps(self) -> tuple[tuple[Group, Path, ConditionalCap], ...]:
        """The groups whose cap holds only under a condition, with their paths and those caps."""
        return tuple((group, path, group.cap) for group, path in self.groups() if isinstance(group.cap, ConditionalCap))

    @cached_property
    def spans_blocs(self) -> bool:
        """True when classes or awards are decided over all blocs of the campaign that share the rubric."""
        shares = (*(entry.quota for entry in self.classification), *(entry.share for entry in self.awards))
        return any(share is not None and share.of == ALL for share in shares)

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
            yield from _groups((part,), _top(part, number))

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
        for identity, position in _positions(self.parts, ()):
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


def _show(nodes: tuple[Any, ...], above: Node | None) -> None:
    for node in nodes:
        node.show_below(above)
        _show(getattr(node, "criteria", ()), node)


def _hashable(value: Any) -> Any:
    """Return what has a hash and is equal for equal values."""
    if isinstance(value, BaseModel):
        return tuple(_hashable(getattr(value, name)) for name in type(value).model_fields)
    if isinstance(value, dict):
        return frozenset((key, _hashable(one)) for key, one in value.items())
    return tuple(map(_hashable, value)) if isinstance(value, tuple) else value


def criteria_in(group: Group) -> list[str]:
    """Return the ids of all criteria in a group, on whatever level below it."""
    return [leaf.criterion.id for leaf in _leaves((group,), (), ())]


def is_extra(node: Any) -> bool:
    """Return whether a node is the whole list of bonus or of penalties, which stand outside the total."""
    return isinstance(node, BonusList | PenaltyList)


def is_penalties(node: Any) -> bool:
    """Return whether a node is the list of penalties, or a group in it: its points are below 0."""
    return isinstance(node, Group) and node.outside == PENALTIES


def _top(part: Any, number: int) -> Path:
    """Return the path of a top part in the file."""
    return (part.id,) if is_extra(part) else ("criteria", number)


def _leaves(nodes: tuple[Any, ...], above: tuple[Group, ...], *paths: Path) -> Iterator[Leaf]:
    for node, path in zip(nodes, paths, strict=True):
        if isinstance(node, Group):
            yield from _leaves(node.criteria, (*above, node), *_below(node, path))
        else:
            yield Leaf(node, above, path)


def _groups(nodes: tuple[Any, ...], *paths: Path) -> Iterator[tuple[Group, Path]]:
    for node, path in zip(nodes, paths, strict=True):
        if isinstance(node, Group):
            yield node, path
            yield from _groups(node.criteria, *_below(node, path))


def _positions(nodes: tuple[Any, ...], above: tuple[int, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    for number, node in enumerate(nodes):
        yield node.id, (*above, number)
        if isinstance(node, Group):
            yield from _positions(node.criteria, (*above, number))


def _below(group: Group, path: Path) -> list[Path]:
    return [(*path, "criteria", number) for number in range(len(group.criteria))]


def sum_of(nodes: tuple[Any, ...]) -> Decimal:
    """Return the sum of the declared points of some nodes, each as often as its weight says."""
    return sum((node.points * node.times for node in nodes), Decimal(0))


def whole_exponents(weights: Sequence[Decimal]) -> tuple[int, ...]:
    """Return the smallest whole numbers that are to each other as the weights are: 3 and 1 for 1.5 and 0.5."""
    exact = [Fraction(weight) for weight in weights]
    scale = lcm(*(weight.denominator for weight in exact))
    numbers = [int(weight * scale) for weight in exact]
    together = gcd(*numbers)
    return tuple(number // together for number in numbers) if together else tuple(numbers)
