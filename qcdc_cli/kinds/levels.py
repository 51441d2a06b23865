"""Graded levels: each level has its points (Tốt, Khá, …)."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property
from typing import ClassVar

from qcdc_cli.kinds.base import (
    Ask,
    Cells,
    Kind,
    Mark,
    above_maximum,
    choice_text,
    literals,
    out_of_reach,
    points_or_off,
)
from qcdc_cli.kinds.possible_points import PossiblePoints, any_of
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import figure
from qcdc_cli.language.names import Known, first_words, fold
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.values import Bare, Id, Model, Name, Points


class Level(Model):
    """One level: what it is called and what it gives."""

    name: Name
    points: Points


class Levels(Kind, Bare):
    """The levels by id; the mark is the id (or the name) of one of them."""

    root: dict[Id, Level]

    key: ClassVar[str] = "levels"
    title: ClassVar[Text] = Text("theo mức", "levels")
    asked: ClassVar[Ask] = Ask.CHOICE
    form: ClassVar[Text] = Text("Ghi mã của một mức.", "Write the id of a level.")

    def faults(self, criterion: str, maximum: Decimal) -> Iterator[Problem]:
        """Yield levels above the maximum, and a maximum that no level gives."""
        for identity, level in self.root.items():
            if level.points > maximum:
                yield above_maximum(identity, level.points, criterion, maximum, identity, "points")
        yield from out_of_reach(criterion, maximum, (level.points for level in self.root.values()))

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        by_name: dict[str, list[str]] = {}
        for identity, level in self.root.items():
            by_name.setdefault(fold(level.name), []).append(identity)
        return by_name

    @cached_property
    def _known(self) -> Known:
        return Known(self.root)

    @cached_property
    def _described(self) -> list[str]:
        return [f"{identity} ({level.name})" for identity, level in self.root.items()]

    def read(self, mark: Mark, criterion: str, maximum: Decimal) -> str:
        """Read the level's id; its name, where only one has it, is accepted too, with forgiving spelling."""
        text = self.text_of(mark, criterion)
        if text in self.root:
            return text
        named = self._by_name.get(fold(text), ())
        if len(named) == 1:
            return named[0]
        allowed, near = first_words(self._described, what="mức"), self._known.nearest(text)
        raise QcdcError(Problem("Q606", {"id": criterion, "found": text}, found=text, allowed=allowed, nearest=near))

    def points(self, reading: str, maximum: Decimal) -> Decimal:
        """Return the level's points."""
        return self.root[reading].points

    def possible_points(self, maximum: Decimal) -> PossiblePoints:
        """The points of a level."""
        return any_of(level.points for level in self.root.values())

    def shown(self, reading: str) -> str:
        """Show the level's name."""
        return self.root[reading].name

    def choices(self, *, penalty: bool = False) -> dict[str, str]:
        """Return the levels with their points, by id."""
        return {
            identity: choice_text(level.name, level.points, penalty=penalty) for identity, level in self.root.items()
        }

    def formula(self, cells: Cells, maximum: Decimal) -> str:
        """The points of the level chosen."""
        # Not MATCH, which takes `?` and `*` in a text for wildcards.
        return f"SUMPRODUCT(({cells.options}={cells.mark})*{literals(level.points for level in self.root.values())})"

    def rule(self, maximum: Decimal, *, penalty: bool = False) -> str:
        """List the levels with their points."""
        if penalty:
            listed = "; ".join(
                f"{level.name}: {points_or_off(level.points, penalty=True)}" for level in self.root.values()
            )
            return say(f"Trừ theo mức: {listed}.", f"Taken off by level: {listed}.")
        listed = "; ".join(f"{level.name}: {figure(level.points)}" for level in self.root.values())
        return say(f"Chấm theo mức: {listed}.", f"By level: {listed}.")

    def working(self, reading: str, maximum: Decimal) -> str:
        """Say the level and its points."""
        name, points = self.root[reading].name, figure(self.root[reading].points)
        return say(f"mức “{name}”: {points}", f"level “{name}”: {points}")
