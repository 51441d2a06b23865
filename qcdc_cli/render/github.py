"""Problems as GitHub shows them at the lines of a pull request."""

from collections.abc import Iterable, Iterator

from qcdc_cli.language import say
from qcdc_cli.problems import Problem, shortened
from qcdc_cli.render.report import AnyReport, Options, ProblemReport
from qcdc_cli.render.words.visible import visible


def render(report: AnyReport, _options: Options) -> Iterator[str]:
    """Return the problems of a report as workflow commands.

    Raises:
        TypeError: for a report of results, which is not shown like this.
    """
    if not isinstance(report, ProblemReport):
        raise TypeError(report)
    return problems_github(report.problems)


def problems_github(problems: Iterable[Problem]) -> Iterator[str]:
    """Yield problems as workflow commands, which GitHub shows at the lines of a pull request."""
    return (f"{_command(problem)}\n" for problem in problems)


def _command(problem: Problem) -> str:
    place = problem.place
    properties = {}
    if place is not None:
        properties["file"] = place.path
        if place.line:
            properties |= {"line": str(place.line), "col": str(place.column)}
    properties["title"] = problem.code
    message = problem.sentence()
    if place is not None and place.sheet:
        message = f"{place}: {message}"
    if problem.nearest:
        near = shortened(problem.nearest)
        message += say(f" Có phải `{near}`?", f" Did you mean `{near}`?")
    message += f" {problem.remedy()}"
    escaped = {key: _data(value).replace(":", "%3A").replace(",", "%2C") for key, value in properties.items()}
    fields = ",".join(f"{key}={value}" for key, value in escaped.items())
    command = "notice" if problem.is_note else problem.severity.value
    return f"::{command} {fields}::{_data(message.strip())}"


def _data(text: str) -> str:
    # https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts: what has to be escaped, and how
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
