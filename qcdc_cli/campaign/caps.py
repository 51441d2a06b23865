"""A group's cap that holds only under a condition: a criterion or group under some points, or a disqualifier.

A cap that is a plain number holds always and on both sides. One under a condition takes points away while the
condition is met: what was attainable, and what the group declares, stay as they are.
"""

import re
from collections.abc import Collection, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, NamedTuple

from pydantic import PrivateAttr

from qcdc_cli.language import Text
from qcdc_cli.language.figures import Exact, figure
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.values import FIRST_THAT_FITS, Id, Model, Points, described, read_number, validated

_SHARE = r"(.*?)\s*%"  # compiled where a cap has a condition
_WHOLE = 100


class Bound(NamedTuple):
    """What something is under: points, or a percentage of what was attainable in it.

    Attributes:
        number: the points, or the percentage.
        percent: it is a percentage.
    """

    number: Decimal
    percent: bool

    def points(self, maximum: Exact) -> Fraction:
        """Return the points that it comes to where this much was attainable."""
        return Fraction(maximum) * Fraction(self.number) / _WHOLE if self.percent else Fraction(self.number)

    @property
    def text(self) -> str:
        """The bound as people write it: `5`, `50%`."""
        return f"{figure(self.number)}%" if self.percent else figure(self.number)


def _read_bound(text: str) -> Bound:
    share = re.fullmatch(_SHARE, text.strip())
    number = read_number(share[1] if share else text)
    if number <= 0 or (share and number > _WHOLE):
        allowed = Text("điểm lớn hơn 0, hoặc tỷ lệ lớn hơn 0%, đến 100%", "points above 0, or a share up to 100%")
        raise QcdcError(Problem("Q309", {"found": text, "range": allowed}, found=text))
    return Bound(number, bool(share))


class CapCondition(Model):
    """One thing under which a cap holds: a criterion or a group of the total under a bound, or a disqualifier."""

    criterion: Id | None = described("Tiêu chí được xét", "The criterion that is looked at", None)
    group: Id | None = described("Mục được xét", "The group that is looked at", None)
    under: (
        Annotated[
            Bound, validated(_read_bound, {"anyOf": [{"type": "number", "exclusiveMinimum": 0}, {"type": "string"}]})
        ]
        | None
    ) = described(
        "Dưới số điểm này, hoặc dưới số phần trăm này của điểm tối đa, ví dụ 50%",
        "Under these points, or under this percentage of its maximum, such as 50%",
        None,
    )
    disqualifier: Id | None = described(
        "Trường hợp trong `disqualifiers` mà phiếu ghi", "A disqualifier that the sheet names", None
    )

    _name: str = PrivateAttr(default="")
    _shown: str = PrivateAttr(default="")

    @property
    def disqualifier_name(self) -> str:
        """The name of the disqualifier, as the rubric says it; its id where the rubric has none of that id."""
        return self._name or self.disqualifier or ""

    def name_disqualifier(self, name: str) -> None:
        """Take note of what the rubric calls the disqualifier."""
        self._name = name

    @property
    def subject_shown(self) -> str:
        """What people see for the criterion or group that is looked at; its id where the rubric has none of that id."""
        return self._shown or self.subject

    def show_subject(self, shown: str) -> None:
        """Take note of what people see for the criterion or group."""
        self._shown = shown

    @property
    def subject(self) -> str:
        """The id of the criterion or group that is looked at; "" for a disqualifier."""
        return self.criterion or self.group or ""

    @property
    def whole(self) -> bool:
        """True where it says one thing: a criterion or a group with a bound, or a disqualifier without one."""
        named = sum(one is not None for one in (self.criterion, self.group, self.disqualifier))
        return named == 1 and (self.under is None) == (self.disqualifier is not None)


class ConditionalCap(Model):
    """A cap that holds only while at least one of its conditions is met."""

    points: Points = described("Mức trần khi có điều kiện", "The cap while a condition is met")
    when: Annotated[tuple[CapCondition, ...] | CapCondition, FIRST_THAT_FITS] = described(
        "Điều kiện; nhiều điều kiện thì chỉ cần một", "The condition; of several, one is enough"
    )

    @property
    def conditions(self) -> tuple[CapCondition, ...]:
        """Its conditions, of which one is enough."""
        return self.when if isinstance(self.when, tuple) else (self.when,)


def cap_points(cap: Decimal | ConditionalCap) -> Decimal:
    """Return the points of a cap, whether it holds always or under conditions."""
    return cap.points if isinstance(cap, ConditionalCap) else cap


Cap = Annotated[Points | ConditionalCap, FIRST_THAT_FITS]


def circle_of(depends: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """Return the ids of a circle of groups whose points depend on each other; empty where there is none.

    Args:
        depends: for each group's id, the ids of what its points depend on: its parts, and what its cap looks at.
    """
    done: set[str] = set()

    def below(identity: str, above: tuple[str, ...]) -> tuple[str, ...]:
        if identity in above:
            return above[above.index(identity) :]
        if identity in done:
            return ()
        for inner in sorted(depends.get(identity, ())):
            if circle := below(inner, (*above, identity)):
                return circle
        done.add(identity)
        return ()

    return next((circle for identity in depends if (circle := below(identity, ()))), ())
