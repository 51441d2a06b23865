"""A rubric (thang điểm): a tree of groups and criteria, and how their points turn into a total and a class."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple

from pydantic import Discriminator, Field, Tag, create_model

from qcdc_cli.kinds import KINDS, Direct, Kind
from qcdc_cli.language import both
from qcdc_cli.problems.problem import Path
from qcdc_cli.values import Decimals, Id, Model, Name, Points, PositiveNumber, one_of

NotCounted = Annotated[Literal["exclude", "full", "zero"], one_of(exclude="exclude", full="full", zero="zero")]
MissingEvidence = Annotated[Literal["warn", "zero", "ignore"], one_of(warn="warn", zero="zero", ignore="ignore")]
RoundingPlace = Annotated[
    Literal["criterion", "group", "total"], one_of(criterion="criterion", group="group", total="total")
]
EvidenceWord = Annotated[Literal["required", "optional"], one_of(required="required", optional="optional")]


EvidenceNeed = Annotated[tuple[Name, ...] | EvidenceWord, Field(union_mode="left_to_right")]


class Node(Model):
    """What groups and criteria share."""

    id: Id = Field(description=both("Mã, viết trong phiếu và mọi bảng", "The id, used in sheets and tables"))
    name: Name = Field(description=both("Tên nội dung", "What it is about"))
    points: Points = Field(description=both("Điểm tối đa", "The most points it can give"))
    basis: Name | None = Field(
        default=None, description=both("Căn cứ: điều, khoản", "What it rests on: article, paragraph")
    )
    guide: Name | None = Field(default=None, description=both("Hướng dẫn chấm", "How to judge"))


class CriterionBase(Node):
    """A criterion (tiêu chí): a leaf, scored in one way."""

    step: PositiveNumber | None = Field(
        default=None, description=both("Bước điểm, ví dụ 0,25", "Points go in steps of, such as 0.25")
    )
    evidence: EvidenceNeed | None = Field(
        default=None,
        description=both(
            "Minh chứng: danh sách tài liệu cần có, hoặc required, optional",
            "Evidence: the documents that prove it, or required, optional",
        ),
    )
    not_applicable: NotCounted | None = Field(
        default=None,
        description=both("Không phát sinh tính thế nào ở tiêu chí này", "How not applicable counts here"),
    )

    @cached_property
    def kind(self) -> Kind:
        """How it is scored: the one kind that it carries."""
        chosen = next((getattr(self, key) for key in KINDS if getattr(self, key) is not None), None)
        return chosen if chosen is not None else Direct.model_construct(step=self.step)

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
            key: (kind | None, Field(default=None, description=both(kind.title.vi, kind.title.en)))
            for key, kind in KINDS.items()
        },
    )


class Group(Node):
    """A group (nội dung, mục): an inner node; its points are the sum of its parts."""

    criteria: tuple["AnyNode", ...] = Field(
        description=both("Các mục con hoặc tiêu chí", "The groups or criteria in it")
    )


def _group_or_criterion(value: Any) -> str:
    return "group" if isinstance(value, Group) or (isinstance(value, dict) and "criteria" in value) else "criterion"


AnyNode = Annotated[
    Annotated[Group, Tag("group")] | Annotated[Criterion, Tag("criterion")],
    Discriminator(_group_or_criterion),
]
Group.model_rebuild()


class Rounding(Model):
    """The one rounding of all points: half up, to so many decimals, at one place."""

    decimals: Decimals
    at: RoundingPlace = "criterion"


class Class(Model):
    """A class (xếp loại): from this total (included) upwards."""

    id: Id
    name: Name
    from_: Points | None = Field(default=None, alias="from")


class Leaf(NamedTuple):
    """A criterion with its place in the tree: the groups above it, and the path in the file."""

    criterion: CriterionBase
    groups: tuple[Group, ...]
    path: Path


class Rubric(Model):
    """A whole rubric file."""

    rubric: Id = Field(description=both("Mã thang điểm", "The rubric's id"))
    version: Name | None = Field(default=None, description=both("Phiên bản", "Version"))
    name: Name = Field(description=both("Tên thang điểm", "The rubric's name"))
    note: Name | None = Field(default=None, description=both("Ghi chú cho người đọc", "A note to its readers"))
    basis: tuple[Name, ...] = Field(default=(), description=both("Các căn cứ", "What the rubric rests on"))
    total: PositiveNumber = Field(description=both("Tổng điểm, được cộng lại để kiểm tra", "The total, checked"))
    rounding: Rounding | None = Field(default=None, description=both("Cách làm tròn", "How points are rounded"))
    criteria: tuple[AnyNode, ...] = Field(description=both("Cây nội dung", "The tree of groups and criteria"))
    not_applicable: NotCounted | None = Field(
        default=None, description=both("Không phát sinh tính thế nào", "How not applicable counts")
    )
    unassigned: NotCounted | None = Field(
        default=None, description=both("Không giao tính thế nào", "How unassigned counts")
    )
    missing_evidence: MissingEvidence = Field(
        default="warn", description=both("Thiếu minh chứng thì sao", "What missing evidence means")
    )
    classification: tuple[Class, ...] = Field(default=(), description=both("Xếp loại", "Classes"))

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """All criteria in the order of the file, with the groups above them."""
        return tuple(_leaves(self.criteria, (), ("criteria",)))

    def groups(self) -> Iterator[tuple[Group, Path]]:
        """Yield all groups, outer before inner, with their paths in the file."""
        yield from _groups(self.criteria, ("criteria",))

    def find(self, identity: str) -> "Group | CriterionBase | None":
        """Return the node with this id, or None."""
        for leaf in self.leaves:
            if leaf.criterion.id == identity:
                return leaf.criterion
        return next((group for group, _ in self.groups() if group.id == identity), None)


def _leaves(nodes: tuple[Any, ...], above: tuple[Group, ...], path: Path) -> Iterator[Leaf]:
    for number, node in enumerate(nodes):
        if isinstance(node, Group):
            yield from _leaves(node.criteria, (*above, node), (*path, number, "criteria"))
        else:
            yield Leaf(node, above, (*path, number))


def _groups(nodes: tuple[Any, ...], path: Path) -> Iterator[tuple[Group, Path]]:
    for number, node in enumerate(nodes):
        if isinstance(node, Group):
            yield node, (*path, number)
            yield from _groups(node.criteria, (*path, number, "criteria"))


def sum_of(nodes: tuple[Any, ...]) -> Decimal:
    """Return the sum of the declared points of some nodes."""
    return sum((node.points for node in nodes), Decimal(0))


__all__ = ["AnyNode", "Class", "Criterion", "CriterionBase", "Group", "Leaf", "Rounding", "Rubric", "sum_of"]
