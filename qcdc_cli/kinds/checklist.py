"""Checklists: points for each item that is done."""

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar

from qcdc_cli.kinds.base import (
    ZERO,
    Ask,
    Cells,
    Kind,
    Mark,
    above_maximum,
    cell_name,
    choice_text,
    literals,
    out_of_reach,
)
from qcdc_cli.kinds.possible_points import PossiblePoints, any_of, sums
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import figure, with_points
from qcdc_cli.language.names import nearest
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.values import Bare, Id, Model, Name, Points


class Item(Model):
    """One thing to do and what it gives."""

    name: Name
    points: Points


class Checklist(Kind, Bare):
    """The items by id; the mark is the list of the ids of what was done, `[]` for none."""

    root: dict[Id, Item]

    key: ClassVar[str] = "checklist"
    title: ClassVar[Text] = Text("danh mục việc", "checklist")
    asked: ClassVar[Ask] = Ask.TICKS
    form: ClassVar[Text] = Text(
        "Ghi danh sách mã các việc đã làm, ví dụ [a, c]; [] nếu chưa làm việc nào.",
        "List the ids of what is done, such as [a, c]; [] for nothing.",
    )

    def faults(self, criterion: str, maximum: Decimal) -> Iterator[Problem]:
        """Yield an items' sum that is not the maximum: a checklist has no silent cap."""
        together = sum((item.points for item in self.root.values()), ZERO)
        yield from out_of_reach(criterion, maximum, [together])
        if together > maximum:
            yield above_maximum(" + ".join(self.root), together, criterion, maximum)

    def read(self, mark: Mark, criterion: str, maximum: Decimal) -> tuple[str, ...]:
        """Read the items done, in the rubric's order; unknown and repeated items are refused."""
        if mark.actual is not None or mark.target is not None or mark.value is None:
            raise self.wrong_form(criterion)
        given = (mark.value,) if isinstance(mark.value, str) else mark.value
        for number, item in enumerate(given):
            if item not in self.root:
                values = {"id": criterion, "found": item, "example": ", ".join(list(self.root)[:2])}
                allowed = ", ".join(f"{identity} ({known.name})" for identity, known in self.root.items())
                near = nearest(item, self.root)
                raise QcdcError(Problem("Q608", values, found=item, allowed=allowed, nearest=near, path=(number,)))
            if item in given[:number]:
                raise QcdcError(Problem("Q609", {"found": item}, found=item, path=(number,)))
        return tuple(item for item in self.root if item in given)

    def points(self, reading: tuple[str, ...], maximum: Decimal) -> Decimal:
        """Return the sum of the items done."""
        return sum((self.root[item].points for item in reading), ZERO)

    def possible_points(self, maximum: Decimal) -> PossiblePoints:
        """What some of the items come to together."""
        found = sums([item.points for item in self.root.values()], maximum, repeated=False)
        return PossiblePoints(between=(ZERO, maximum)) if found is None else any_of(found)

    def shown(self, reading: tuple[str, ...]) -> str:
        """Show how many items are done and which."""
        done = f"{len(reading)}/{len(self.root)}"
        return f"{done} ({', '.join(reading)})" if reading else done

    def in_words(self, reading: tuple[str, ...]) -> str:
        """Show how many items are done and which, by their names."""
        names = [cell_name(item, self.root[item].name) for item in reading]
        between = ", " if names == [*reading] else "; "  # names may have commas
        return f"{len(reading)}/{len(self.root)}" + (f" ({between.join(names)})" if names else "")

    def choices(self, *, penalty: bool = False) -> dict[str, str]:
        """Return the items with their points, by id."""
        return {identity: choice_text(item.name, item.points, penalty=penalty) for identity, item in self.root.items()}

    def form_guide(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """Say what to do: the items have rows of their own, with their points."""
        most = figure(maximum)
        if penalty:
            return say(
                f"Đánh dấu x vào các việc xảy ra ở các dòng dưới; trừ tối đa {most} điểm. Nếu không có việc nào, chọn "
                "“chưa làm việc nào” ở dòng này.",
                f"Tick what applies in the rows below, at most {with_points(most)} off. If nothing does, say so here.",
            )
        return say(
            f"Đánh dấu x vào các việc đã làm ở các dòng dưới; tối đa {most} điểm. Nếu chưa làm việc nào, chọn “chưa "
            "làm việc nào” ở dòng này.",
            f"Tick what is done in the rows below, at most {with_points(most)}. If nothing is done, say so here.",
        )

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """The sum of the points of the items that are ticked."""
        return f'SUMPRODUCT(({cells.block}<>"")*{literals(item.points for item in self.root.values())})'

    def rule(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """List the items with their points."""
        listed = "; ".join(f"{item.name}: {figure(item.points)}" for item in self.root.values())
        if penalty:
            return say(f"Trừ điểm từng việc xảy ra: {listed}.", f"Taken off for each that applies: {listed}.")
        return say(f"Cộng điểm từng việc đã làm: {listed}.", f"Points for each item done: {listed}.")

    def working(self, reading: tuple[str, ...], maximum: Decimal) -> str:
        """Say the sum of the items."""
        if not reading:
            return say("chưa làm việc nào: 0", "nothing done: 0")
        parts = " + ".join(f"{figure(self.root[item].points)} ({self.root[item].name})" for item in reading)
        return f"{parts} = {figure(self.points(reading, maximum))}"
