"""Problems as a JSON object."""

from collections.abc import Sequence

from qcdc_cli.problems import Problem
from qcdc_cli.render.json.parts import Object


def problems_object(problems: Sequence[Problem]) -> Object:
    """Return problems with how many errors and warnings there are."""
    errors = sum(problem.is_error for problem in problems)
    return {
        "problems": [_problem(problem) for problem in problems],
        "errors": errors,
        "warnings": len(problems) - errors,
    }


def _problem(problem: Problem) -> Object:
    place = problem.place
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "path": place.path if place is not None else None,
        "line": (place.line or None) if place is not None else None,
        "column": (place.column or None) if place is not None else None,
        "sheet": (place.sheet or None) if place is not None else None,
        "cell": (place.cell or None) if place is not None else None,
        "message": problem.sentence(),
        "found": problem.found or None,
        "allowed": str(problem.allowed) or None,
        "nearest": problem.nearest or None,
        "fix": problem.remedy() or None,
    }
