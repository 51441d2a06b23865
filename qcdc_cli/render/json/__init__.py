"""Reports as JSON: versioned, numbers exact, the same facts as every other format shows."""

import re
from collections.abc import Iterator, Sequence
from types import GeneratorType
from typing import Any

import simplejson

from qcdc_cli.problems import Problem, shortened
from qcdc_cli.render.json.parts import Object
from qcdc_cli.render.report import (
    AcrossView,
    AnyReport,
    ExplanationView,
    ListReport,
    Options,
    ProblemReport,
    RollupView,
    RubricReport,
    ScoresView,
    StatisticsView,
    WholeView,
)

VERSION = 1
_INDENT = "  "
_LAZY = frozenset({GeneratorType, map})  # the iterators of which documents are made
_ENCODER = simplejson.JSONEncoder(use_decimal=True, namedtuple_as_object=False, ensure_ascii=False, indent=_INDENT)
# All but the letters and signs of Vietnamese and English texts: among it is what steers terminals, or is not seen.
_RARE = re.compile("[^\n -~\u00a0-\u00ac\u00ae-\u0377\u1e00-\u1eff\u2010-\u2027]")


def render(report: AnyReport, _options: Options) -> Iterator[str]:
    """Yield the pieces of a JSON document: exact numbers, and what is not seen written out.

    The objects of units come from iterators: each is made when its turn comes, and forgotten when it is written.
    """
    for piece in _pieces({"version": VERSION, **_document(report)}, "\n"):
        # Most pieces have nothing that is not seen, which is sooner found out.
        yield piece if piece.replace("\n", "").isprintable() else _RARE.sub(_seen, piece)
    yield "\n"


def _seen(rare: re.Match[str]) -> str:
    """Return a character, or its escape where it is not seen: for JSON both mean the same."""
    return rare[0] if rare[0].isprintable() else str(simplejson.dumps(rare[0]))[1:-1]


def _pieces(value: Any, line: str) -> Iterator[str]:
    """Yield a value as JSON; what comes from an iterator as a list, element by element.

    simplejson knows iterators too, but makes all of the text before it gives any of it.

    Args:
        value: the value.
        line: a line break with the spaces that lines of it begin with.
    """
    inner = f"{line}{_INDENT}"
    if type(value) in _LAZY:
        before = "["
        for element in value:
            yield f"{before}{inner}"
            yield from _pieces(element, inner)
            before = ","
        yield "[]" if before == "[" else f"{line}]"
    elif isinstance(value, dict) and not _LAZY.isdisjoint(map(type, value.values())):
        before = "{"
        for key, own in value.items():
            yield f"{before}{inner}{_ENCODER.encode(key)}: "
            yield from _pieces(own, inner)
            before = ","
        yield f"{line}}}"
    else:
        yield _ENCODER.encode(value).replace("\n", line)  # inside a text a line break is written as an escape


def _document(report: AnyReport) -> Object:
    if isinstance(report, ProblemReport):
        return _problems(report.problems)
    if isinstance(report, RubricReport):
        from qcdc_cli.render.json.rubric import rubrics_object

        return rubrics_object(report.rubrics)
    if isinstance(report, ListReport):
        from qcdc_cli.render.json.lists import lists_object

        return lists_object(report)
    view = report.view
    if isinstance(view, StatisticsView):
        from qcdc_cli.render.json.rubric import statistics_object

        return statistics_object(view.statistics, report)
    if isinstance(view, ExplanationView):
        from qcdc_cli.render.json.explained import explained_object

        return explained_object(report, view.identity)
    from qcdc_cli.render.json import results

    if isinstance(view, AcrossView):
        return results.across_object(view.across, report)
    if isinstance(view, RollupView):
        return results.rollup_object(view.rollup, report)
    if isinstance(view, ScoresView):
        return results.scores_object(report)
    return results.rankings_object(report, whole=isinstance(view, WholeView))


def _problems(problems: Sequence[Problem]) -> Object:
    """Return problems with how many errors, warnings and notes there are."""
    errors, notes = sum(problem.is_error for problem in problems), sum(problem.is_note for problem in problems)
    return {
        "problems": [_problem(problem) for problem in problems],
        "errors": errors,
        "warnings": len(problems) - errors - notes,
        "notes": notes,
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
        "found": shortened(problem.found) or None,
        "allowed": shortened(str(problem.allowed)) or None,
        "nearest": shortened(problem.nearest) or None,
        "fix": problem.remedy() or None,
    }
