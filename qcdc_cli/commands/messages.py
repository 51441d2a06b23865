"""What is told beside a result: messages on stderr, refusals of --strict, what another rubric leaves out."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from qcdc_cli.language import Text, say
from qcdc_cli.problems import Place, Problem, QcdcError

if TYPE_CHECKING:
    from qcdc_cli.campaign.campaign import Campaign
    from qcdc_cli.campaign.loaded import Loaded
    from qcdc_cli.render.words.table import Table
    from qcdc_cli.scoring.result import Ranking, UnitResult, UnitScores


def tell(*lines: str) -> None:
    """Print messages for people on stderr."""
    for line in lines:
        print(line, file=sys.stderr)  # noqa: T201


def refuse_provisional_rankings(rankings: "Sequence[Ranking]") -> None:
    """Refuse (Q912) rankings that are not final: one problem per unit that lacks marks, one for all sheets missing."""
    for_each = [(standing.result, ranking.reached) for ranking in rankings for standing in ranking.standings]
    _refuse(for_each, rankings[0].campaign)


def refuse_provisional_scores(scores: "Sequence[UnitScores]", campaign: "Campaign") -> None:
    """Refuse (Q912) scores that are not final: one problem per unit that lacks marks, one for all sheets missing."""
    _refuse([(unit.counted, unit.reached) for unit in scores], campaign)


def _refuse(results: "Iterable[tuple[UnitResult, int]]", campaign: "Campaign") -> None:
    from qcdc_cli.render.words.cells import gaps

    problems: list[Problem] = []
    absent: list[str] = []
    for result, reached in results:
        name = campaign.unit_name(result.unit)
        if result.sheet is None:
            absent.append(name)
        elif missing := gaps(name, result, campaign.stages[reached].name):
            problem = Problem("Q912", {"missing": "; ".join(missing)})
            problems.append(problem.at(Place(result.sheet.place(()).path)))
    if absent:
        names = ", ".join(absent)
        problems.append(Problem("Q912", {"missing": Text(f"chưa có phiếu của {names}", f"no sheet from {names}")}))
    if problems:
        raise QcdcError(*problems)


def not_carried(work: "Loaded", period: str) -> dict[str, list[str]]:
    """Return by unit the ids whose marks did not fit another rubric (Q625) and were taken as blank."""
    lost: dict[str, list[str]] = {}
    for problem in work.problems:
        owner = work.owners.get(problem.place.path) if problem.code == "Q625" and problem.place is not None else None
        if owner is not None and owner.period == period:
            ids = lost.setdefault(owner.unit, [])
            identity = str(problem.values["id"])
            if identity not in ids:
                ids.append(identity)
    return lost


def not_carried_lines(campaign: "Campaign", lost: Mapping[str, Sequence[str]], units: Iterable[str]) -> tuple[str, ...]:
    """Say what could not be carried over to another rubric, one line per unit; nothing where all could."""
    from qcdc_cli.render.words.text import ids, visible

    told = []
    for unit in units:
        if unit in lost:
            name, number, listed = visible(campaign.unit_name(unit)), len(lost[unit]), ids(lost[unit])
            told.append(_told(name, number, listed))
    if not told:
        return ()
    head = say(
        "Điểm không chuyển sang thang điểm này được, coi là trống (xem đủ bằng `qcdc check --rubric`):",
        "Marks that cannot be carried over to this rubric, taken as blank (all with `qcdc check --rubric`):",
    )
    return (head, *told)


def _told(name: str, number: int, listed: str) -> str:
    what = "criterion" if number == 1 else "criteria"
    return say(f"{name}: {number} tiêu chí ({listed})", f"{name}: {number} {what} ({listed})")


def noted(table: "Table", lines: Sequence[str]) -> "Table":
    """Return a table with further notes below it."""
    return replace(table, notes=(*table.notes, *lines)) if lines else table
