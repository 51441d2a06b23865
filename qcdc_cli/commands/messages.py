"""What is told beside a report: messages on stderr, and the refusal of provisional results by --strict."""

import sys
from typing import TYPE_CHECKING

from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem, QcdcError

if TYPE_CHECKING:
    from qcdc_cli.render.report import Report


def tell(*lines: str) -> None:
    """Print messages for people on stderr."""
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201


def refuse_provisional(report: "Report") -> None:
    """Refuse (Q912) results that are not final: one problem per unit that lacks marks, one for all sheets missing."""
    from qcdc_cli.render.words.cells import gaps

    results = [(one.result, ranking.reached) for ranking in report.rankings for one in ranking.standings]
    problems: list[Problem] = []
    absent: list[str] = []
    for result, reached in results or [(unit.counted, unit.reached) for unit in report.units]:
        name = report.campaign.unit_name(result.unit)
        if result.sheet is None:
            absent.append(name)
        elif missing := gaps(name, result, report.campaign.stages[reached].name):
            problem = Problem("Q912", {"missing": "; ".join(missing)})
            problems.append(problem.at(Place(result.sheet.place(()).path)))
    if absent:
        names = ", ".join(absent)
        problems.append(Problem("Q912", {"missing": Text(f"chưa có phiếu của {names}", f"no sheet from {names}")}))
    if problems:
        raise QcdcError(*problems)
