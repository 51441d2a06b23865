"""The tree of a rubric: groups, in them criteria, each scored in one way; the way down to each of them."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import gcd, lcm
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NamedTuple

from pydantic import Discriminator, PrivateAttr, Tag, create_model

from qcdc_cli.campaign.caps import Cap, ConditionalCap
from qcdc_cli.kinds import KINDS, Direct, Doubt, Kind
from qcdc_cli.language.figures import Exact
from qcdc_cli.language.names import fold
from qcdc_cli.problems import Path
from qcdc_cli.values import FIRST_THAT_FITS, Id, Label, Model, Name, Points, PositiveNumber, described, one_of

NotCounted = Annotated[Literal["exclude", "full", "zero"], one_of("exclude", "full", "zero")]
MissingEvidence = Annotated[Literal["warn", "zero", "ignore"], one_of("warn", "zero", "ignore")]
Taking = Annotated[Literal["sum", "best", "average", "geometric"], one_of("sum", "best", "average", "geometric")]
Averaging = Annotated[Literal["shares", "points"], one_of("shares", "points")]
ONE = Decimal(1)
MOST_EXPONENT = 1000  # of a geometric mean: its weights, as the smallest whole numbers, together
EvidenceWord = Annotated[Literal["required", "optional"], one_of("required", "optional")]


class Claim(Model):
    """How not applicable counts, and the first stage that may say so."""

    count: NotCounted
    claim: Id = described("Bước sớm nhất được ghi", "The first stage that may say so")


NotApplicable = Annotated[NotCounted | Claim, FIRST_THAT_FITS]
EvidenceNeed = Annotated[tuple[Name, ...] | EvidenceWord, FIRST_THAT_FITS]


_SEPARATORS = ".-_"  # between the id of a group and the end of an id in it


class Node(Model):
    """What groups and criteria share.

    Attributes:
        is_list: it is the whole list of bonus or of penalties, as a group of the result tree.
    """

    is_list: ClassVar[bool] = False

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
        private = self.__pydantic_private__ or {}  # `self._shown` is found after a search of fifty times the time
        return private.get("_shown") or self.label or self.id

    @property
    def cited(self) -> str:
        """The id, as it stands in files, with the label beside it where that is another."""
        shown = self.shown
        return self.id if shown == self.id else f"{self.id} ({shown})"

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

    _penalty: bool = PrivateAttr(default=False)

    @property
    def penalty(self) -> bool:
        """True for a penalty, whose points are taken off."""
        return self._penalty

    def take_off(self) -> None:
        """Know that it stands among the penalties."""
        self._penalty = True

    @property
    def rule(self) -> str:
        """How it is scored, in one sentence, in the language in use."""
        return self.kind.rule(self.points, penalty=self.penalty)

    def doubts(self, part: str = "") -> tuple[Doubt, ...]:
        """Return the numbers that are taken as they are, but hardly meant; of one thing where several are counted."""
        return self.kind.doubts(self.points, penalty=self.penalty, part=part)

    @property
    def options(self) -> dict[str, str]:
        """What a form offers for a mark, by what is then written in the sheet."""
        return self.kind.options(penalty=self.penalty)

    @property
    def form_guide(self) -> str:
        """The same on a form, which may have rows of their own for what the rule lists."""
        return self.kind.form_guide(self.points, penalty=self.penalty)

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
    def declared(self) -> tuple[list[Decimal], Decimal]:
        """The points of its parts, and their plain sum."""
        points = [node.points for node in self.criteria]
        return points, sum(points, Decimal(0))

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


def show_labels(nodes: tuple[Any, ...], above: Node | None) -> None:
    """Work out what nodes and all below them are shown as, under the group that they stand in."""
    for node in nodes:
        node.show_below(above)
        show_labels(getattr(node, "criteria", ()), node)


def criteria_in(group: Group) -> list[str]:
    """Return the ids of all criteria in a group, on whatever level below it."""
    return [leaf.criterion.id for leaf in leaves_in((group,), (), ())]


def is_extra(node: Node) -> bool:
    """Return whether a node is the whole list of bonus or of penalties, which stand outside the total."""
    return node.is_list


def is_penalties(node: Any) -> bool:
    """Return whether a node is the list of penalties, or a group in it: its points are below 0."""
    return isinstance(node, Group) and node.outside == PENALTIES


def takes_off(node: Node) -> bool:
    """Return whether a node's points are taken off: a penalty, or a group of them."""
    return node.penalty if isinstance(node, CriterionBase) else is_penalties(node)


def leaves_in(nodes: tuple[Any, ...], above: tuple[Group, ...], *paths: Path) -> Iterator[Leaf]:
    """Yield the criteria in some nodes, in order; `above` are the groups around them, `paths` their own places."""
    for node, path in zip(nodes, paths, strict=True):
        if isinstance(node, Group):
            yield from leaves_in(node.criteria, (*above, node), *_below(node, path))
        else:
            yield Leaf(node, above, path)


def groups_in(nodes: tuple[Any, ...], *paths: Path) -> Iterator[tuple[Group, Path]]:
    """Yield the groups among some nodes and in them, outer before inner, each with its path in the file."""
    for node, path in zip(nodes, paths, strict=True):
        if isinstance(node, Group):
            yield node, path
            yield from groups_in(node.criteria, *_below(node, path))


def positions_in(nodes: tuple[Any, ...], above: tuple[int, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Yield the id of each node and of all in it, with its place: its number in each group down to it."""
    for number, node in enumerate(nodes):
        yield node.id, (*above, number)
        if isinstance(node, Group):
            yield from positions_in(node.criteria, (*above, number))


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
