"""A criterion at work: marks as YAML, and everything that its kind answers, in both languages."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter

from qcdc_cli.campaign.sheet import MarkValue
from qcdc_cli.kinds import Mark, NamedMarks
from qcdc_cli.language.figures import Exact
from qcdc_cli.problems import Path, Problem, QcdcError
from qcdc_cli.values import Target, read_number
from tests.campaigns import criterion_from, in_both, rubric_faults, tree_of, value_of

TARGET: TypeAdapter[Decimal] = TypeAdapter(Target)
MARK: TypeAdapter[str | tuple[str, ...] | NamedMarks] = TypeAdapter(MarkValue)


def mark_of(text: str, target: str = "") -> Mark:
    """Return a mark as it stands in a sheet; `target` is one that the campaign gives."""
    value = value_of(text)
    of_campaign = read_number(target) if target else None
    if isinstance(value, str):
        return Mark(value, target=of_campaign)
    if isinstance(value, list):
        return Mark(tuple(value), target=of_campaign)
    actual = read_number(value["actual"]) if "actual" in value else None
    own = TARGET.validate_python(value["target"]) if "target" in value else None
    written = MARK.validate_python(value["mark"]) if "mark" in value else None
    return Mark.of(written, actual, of_campaign if own is None else own)


class Judged:
    """One criterion, from the YAML of what stands in the rubric (10 points where it does not say)."""

    def __init__(self, source: str) -> None:
        self.criterion = criterion_from(source)
        self.kind = self.criterion.kind
        self.maximum = self.criterion.points

    def reading(self, mark: str, target: str = "") -> Any:
        """Return what the kind makes of a mark."""
        return self.kind.read(mark_of(mark, target), self.criterion.id, self.maximum)

    def points(self, mark: str, target: str = "") -> Exact:
        """Return the exact points of a mark; never a float."""
        points = self.kind.points(self.reading(mark, target), self.maximum)
        assert isinstance(points, Decimal | Fraction)
        return points

    def refusal(self, mark: str, target: str = "") -> Problem:
        """Return the problem for which a mark is refused; it can be said in both languages."""
        with pytest.raises(QcdcError) as refused:
            self.reading(mark, target)
        problem = refused.value.problem
        vietnamese, english = in_both(lambda: (problem.sentence(), problem.remedy(), str(problem.allowed)))
        assert vietnamese[0] != english[0]
        assert "{" not in vietnamese[0] + english[0]
        return problem

    def rule(self) -> tuple[str, str]:
        """Return the rule in Vietnamese and in English."""
        return in_both(lambda: self.kind.rule(self.maximum))

    def working(self, mark: str, target: str = "") -> tuple[str, str]:
        """Return the working of a mark in Vietnamese and in English."""
        return in_both(lambda: self.kind.working(self.reading(mark, target), self.maximum))

    def shown(self, mark: str, target: str = "") -> tuple[str, str]:
        """Return how a mark is shown in a table, in Vietnamese and in English."""
        return in_both(lambda: self.kind.shown(self.reading(mark, target)))

    def in_words(self, mark: str, target: str = "") -> tuple[str, str]:
        """Return how a mark is shown to people, in Vietnamese and English."""
        return in_both(lambda: self.kind.in_words(self.reading(mark, target)))


def faults(source: str, *, rounding: Mapping[str, str] | None = None) -> list[tuple[str, Path]]:
    """Return codes and paths (from the criterion down) of what is wrong with a criterion's definition."""
    criterion = {"id": "I.1", "points": "10", **tree_of(source)}
    rubric: dict[str, Any] = {"criteria": [criterion], "rounding": rounding or {"decimals": "2"}}
    found = rubric_faults(rubric)
    assert all(path[:2] == ("criteria", 0) for _, path in found)
    return [(code, path[2:]) for code, path in found]
