"""Relative to the bloc's leader: who most exceeds the target sets the measure for all others.

The rule is article 6 of a police emulation scale (docs: kinds, "leader"). With actual A, target T and
maximum M: A < T gives ½·M·A/T; A = T gives ½·M; the greatest (A−T)/T above 0 gives M, ties included; any
other A > T gives ½·M + ½·M·[(A−T)/T] ÷ [the leader's (A−T)/T]. With nobody above target there is no leader.
Units with a result but without a target are compared among themselves: M × A ÷ (the highest A of them).
A unit of which it is said that it has no target, and that has no result, counts as unassigned.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, NamedTuple

from pydantic import PrivateAttr

from qcdc_cli.kinds.base import ZERO, Cells, Mark, as_penalty
from qcdc_cli.kinds.ratio import Achieved, Targeted
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import Exact, about, figure

HALF = Fraction(1, 2)


class Best(NamedTuple):
    """What the bloc's units set as the measure.

    Attributes:
        lead: the leader's (A−T)/T; 0 when nobody is above target.
        actual: the highest result among the units without a target.
    """

    lead: Fraction
    actual: Decimal


class Leader(Targeted):
    """Half the points for meeting the target, the other half by how far above it, next to the leader."""

    key: ClassVar[str] = "leader"
    title: ClassVar[Text] = Text("so với đơn vị dẫn đầu", "relative to the leader")
    form: ClassVar[Text] = Text(
        "Ghi {actual: 15, target: 10}; nếu chỉ tiêu đã có trong qcdc.yaml thì chỉ ghi 15.",
        "Write {actual: 15, target: 10}; only 15 where qcdc.yaml has the target.",
    )

    _best: Best | None = PrivateAttr(default=None)

    @property
    def relative(self) -> bool:
        """Always: the leader is one of the bloc's units."""
        return True

    def read(self, mark: Mark, criterion: str, maximum: Decimal) -> Achieved:
        """Read actual and target; a target of 0 is no target."""
        target = mark.target if mark.target else ZERO
        return Achieved(self.actual_of(mark, criterion), target)

    def unassigned(self, reading: Achieved) -> bool:
        """Return whether there is neither a target nor a result."""
        return not reading.target and not reading.actual

    def unassigned_formula(self, cells: Cells) -> str:
        """A target of 0 that is there, and a result of 0."""
        return f"AND(ISNUMBER({cells.target}),{cells.target}=0,{cells.mark}=0)"

    def among(self, readings: Iterable[Achieved]) -> "Leader":
        """Return this kind knowing the leader's lead and the highest result without a target."""
        bound = self.model_copy()
        bound._best = _best_of(readings)  # noqa: SLF001 - its own copy
        return bound

    def measures(self, reading: Achieved) -> dict[str, Callable[[Achieved], bool]]:
        """Return who leads those with a target, or those without one, as the reading is."""
        best = self._measure(reading)

        def leads(other: Achieved) -> bool:
            if bool(other.target) is not bool(reading.target):
                return False
            return _above(other) == best.lead > 0 if other.target else other.actual == best.actual > 0

        if reading.target:
            return {say("Đơn vị dẫn đầu", "Leader"): leads}
        return {say("Cao nhất trong các đơn vị không có chỉ tiêu", "Highest without a target"): leads}

    def _measure(self, reading: Achieved) -> Best:
        """Return the measure for a reading: that of the bloc, or its own where it is better.

        So it is for who sets no measure (disqualified, say), and for a first mark that was taken down later.
        """
        own = _best_of([reading])
        if self._best is None:
            return own
        return Best(max(self._best.lead, own.lead), max(self._best.actual, own.actual))

    def points(self, reading: Achieved, maximum: Decimal) -> Exact:
        """Return the points next to the bloc's best."""
        best = self._measure(reading)
        if not reading.target:
            return Fraction(maximum) * Fraction(reading.actual) / Fraction(best.actual) if best.actual else ZERO
        half = Fraction(maximum) * HALF
        above = _above(reading)
        if above <= 0:
            return half * Fraction(reading.actual) / Fraction(reading.target)
        return half + half * above / best.lead

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """Nothing: the measure is another unit's."""
        return ""

    def rule(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """Say the rule for all cases."""
        top, half = figure(maximum), figure(Fraction(maximum) * HALF)
        text = say(
            f"Chưa đạt chỉ tiêu: {half} × kết quả ÷ chỉ tiêu; đạt đúng chỉ tiêu: {half} điểm; có tỷ lệ vượt cao nhất "
            f"khối: {top} điểm; vượt chỉ tiêu nhưng thấp hơn: {half} + {half} × tỷ lệ vượt ÷ tỷ lệ vượt cao nhất "
            f"(tính theo {self.unit}). Không có chỉ tiêu: {top} × kết quả ÷ kết quả cao nhất trong các đơn vị không "
            "có chỉ tiêu.",
            f"Below the target ({self.unit}): {half} × actual ÷ target; on it: {half}; "
            f"furthest above it in the bloc: {top}; "
            f"above it by less: {half} + {half} × own excess ÷ the leader's excess. "
            f"Without a target: {top} × actual ÷ the highest actual of the units without one.",
        )
        return as_penalty(text, penalty=penalty)

    def working(self, reading: Achieved, maximum: Decimal) -> str:
        """Say the case that applies, with the numbers."""
        best = self._measure(reading)
        points = self.points(reading, maximum)
        top, half = figure(maximum), figure(Fraction(maximum) * HALF)
        actual, target = figure(reading.actual), figure(reading.target)
        if not reading.target:
            without = say("không có chỉ tiêu", "no target")
            if not best.actual:
                return f"{without}: 0"
            return f"{without}: {top} × {actual} ÷ {figure(best.actual)} {about(points)}"
        above = _above(reading)
        if above < 0:
            return f"{half} × {actual} ÷ {target} {about(points)}"
        if above == 0:
            return say(f"đạt đúng chỉ tiêu {target}: {half}", f"target {target} met exactly: {half}")
        excess = f"({actual} − {target}) ÷ {target} {about(above)}"
        if above == best.lead:
            return say(f"vượt {excess}, dẫn đầu khối: {top}", f"above by {excess}, the bloc's leader: {top}")
        lead = figure(best.lead)
        return say(
            f"vượt {excess}, đơn vị dẫn đầu vượt {lead}: {half} + {half} × {figure(above)} ÷ {lead} {about(points)}",
            f"above by {excess}, the leader by {lead}: {half} + {half} × {figure(above)} ÷ {lead} {about(points)}",
        )


def _best_of(readings: Iterable[Achieved]) -> Best:
    lead, actual = Fraction(0), ZERO
    for reading in readings:
        if reading.target:
            lead = max(lead, _above(reading))
        else:
            actual = max(actual, reading.actual)
    return Best(lead, actual)


def _above(reading: Achieved) -> Fraction:
    """Return (A−T)/T; exact, so that a near-leader is no leader."""
    return Fraction(reading.actual - reading.target) / Fraction(reading.target)
