"""Reports as JSON: versioned, numbers exact, the same facts as every other format shows."""

import re
from collections.abc import Sequence

import simplejson

from qcdc_cli.problems import Problem
from qcdc_cli.render.json.parts import Object
from qcdc_cli.render.report import (
    AcrossView,
    AnyReport,
    ExplanationView,
    Options,
    ProblemReport,
    RollupView,
    RubricReport,
    ScoresView,
    StatisticsView,
    WholeView,
)

VERSION = 1
# Characters that steer terminals or are not seen. JSON can write them as escapes, without a change of meaning.
_UNSEEN = re.compile("[\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\ufff9-\ufffb]")


def render(report: AnyReport, _options: Options) -> str:
    """Return a report as a JSON document: exact numbers, and what is not seen written out."""
    document = {"version": VERSION, **_document(report)}
    text = simplejson.dumps(document, use_decimal=True, ensure_ascii=False, indent=2)
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


def _document(report: AnyReport) -> Object:
    if isinstance(report, ProblemReport):
        return _problems(report.problems)
    if isinstance(report, RubricReport):
        from qcdc_cli.render.json.rubric import rubrics_object

        return rubrics_object(report.rubrics)
    view = report.view
    if isinstance(view, StatisticsView):
        from qcdc_cli.render.json.rubric import statistics_object

        return statistics_object(view.statistics)
    if isinstance(view, ExplanationView):
        from qcdc_cli.render.json.explained import explained_object

        return explained_object(report, view.identity)
    from qcdc_cli.render.json import results

    if isinstance(view, AcrossView):
        return results.across_object(view.across)
    if isinstance(view, RollupView):
        return results.rollup_object(view.rollup, report)
    if isinstance(view, ScoresView):
        return results.scores_object(report)
    return results.rankings_object(report, whole=isinstance(view, WholeView))


def _problems(problems: Sequence[Problem]) -> Object:
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
