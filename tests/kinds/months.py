"""A kind that the program does not ship: a mark is a list of months, written by number or by name.

It is what somebody writes who adds a kind: one module. As a plugin of pytest (`-p tests.kinds.months`) it is its
line in the registry too, before the rubric's model is built from that.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from qcdc_cli.kinds import KINDS, Ask, Cells, Kind, Mark
from qcdc_cli.kinds.base import above_maximum, literal
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import figure
from qcdc_cli.problems import Problem
from qcdc_cli.values import Model, PositiveNumber

YEAR = range(1, 13)
_MONTH = re.compile(r"(?:tháng|month)?\s*(\d{1,2})", re.IGNORECASE)


class Months(Kind, Model):
    """So many points for each month in which something was done."""

    key: ClassVar[str] = "months"
    title: ClassVar[Text] = Text("theo tháng", "months")
    form: ClassVar[Text] = Text("Ghi các tháng, ví dụ [1, 2, 3].", "List the months, such as [1, 2, 3].")
    none_of_them: ClassVar[Text] = Text("không tháng nào", "no month")

    each: PositiveNumber

    def faults(self, criterion: str, maximum: Decimal) -> Iterator[Problem]:
        """Yield a month that gives more than the criterion has."""
        if self.each > maximum:
            yield above_maximum("each", self.each, criterion, maximum, "each")

    def read(self, mark: Mark, criterion: str, maximum: Decimal) -> tuple[int, ...]:
        """Read the months in their order: `[1, 2]`, `1, 2`, `tháng 1, tháng 2`."""
        if mark.actual is not None or mark.target is not None or mark.value is None:
            raise self.wrong_form(criterion)
        parts = mark.value.split(",") if isinstance(mark.value, str) else mark.value
        found = [_MONTH.fullmatch(part.strip()) for part in parts]
        if not all(match is not None and int(match[1]) in YEAR for match in found):
            raise self.wrong_form(criterion, ", ".join(parts))
        return tuple(sorted({int(match[1]) for match in found if match is not None}))

    def points(self, reading: tuple[int, ...], maximum: Decimal) -> Decimal:
        """Return so many points for each month, at most the maximum."""
        return min(self.each * len(reading), maximum)

    def shown(self, reading: tuple[int, ...]) -> str:
        """Show the months."""
        return ", ".join(f"T{month}" for month in reading) or str(self.none_of_them)

    @property
    def asks(self) -> Ask:
        """Which months."""
        return Ask.TICKS

    def choices(self, *, penalty: bool = False) -> dict[str, str]:
        """Return the twelve months."""
        return {str(month): say(f"Tháng {month}", f"Month {month}") for month in YEAR}

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """So many points for each month that is ticked."""
        return f"MIN(COUNTA({cells.block})*{literal(self.each)},{literal(maximum)})"

    def rule(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """Say what a month gives, or takes off."""
        each, most = figure(self.each), figure(maximum)
        if penalty:
            return say(f"Mỗi tháng trừ {each} điểm, tối đa {most} điểm.", f"{each} points off a month, at most {most}.")
        return say(f"Mỗi tháng {each} điểm, tối đa {most} điểm.", f"{each} points a month, at most {most}.")

    def working(self, reading: tuple[int, ...], maximum: Decimal) -> str:
        """Say the product."""
        return f"{len(reading)} × {figure(self.each)} = {figure(self.points(reading, maximum))}"


KINDS[Months.key] = Months
