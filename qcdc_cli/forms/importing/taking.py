"""Files that came back, taken from what people sent to the sheets as they are to be written."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.forms.importing.gathering import gathered
from qcdc_cli.forms.importing.planning import Import, planned
from qcdc_cli.forms.on_file import unreadable
from qcdc_cli.problems import Problem, QcdcError, in_order


def taken(
    files: Iterable[Path],
    loaded: Loaded,
    *,
    period: str | None = None,
    kind: str | None = None,
    stage: str | None = None,
    force: bool = False,
) -> Import:
    """Read files and work out what they change in the sheets; nothing is written.

    Args:
        files: the files.
        loaded: the campaign, whose own file could be read, with its sheets.
        period: the period that was asked for; None for the current one.
        kind: "form", "table" or "csv" for what all files are; None to find out.
        stage: the stage that was asked for; None where it does not matter, or the files say so.
        force: take what the files say also where a sheet was changed after its form was made.

    Returns:
        what the import comes to, with everything that is wrong with the files and the sheets, in order.

    Raises:
        QcdcError: when the campaign or a rubric is wrong, so that no file means anything for sure.
    """
    shared = _shared(loaded)
    if shared:
        raise QcdcError(*shared)
    given, problems = gathered(files, loaded, kind=kind, stage=stage, period=period)
    plan = planned(loaded, given, force=force)
    return replace(plan, problems=in_order(_true([*problems, *plan.problems])))


def _true(problems: list[Problem]) -> list[Problem]:
    """Leave out that criteria are blank (Q618) of files with errors: some of the blank ones were refused, not empty."""
    faulty = {problem.place.path for problem in problems if problem.is_error and problem.place is not None}
    return [
        problem
        for problem in problems
        if problem.code != "Q618" or problem.place is None or problem.place.path not in faulty
    ]


def _shared(loaded: Loaded) -> list[Problem]:
    """Return the errors that are not a single sheet's: of one that nobody can read it is told where it matters."""
    of_sheets = unreadable(loaded)
    return [
        problem
        for problem in loaded.errors
        if problem not in of_sheets and (problem.place is None or problem.place.path not in loaded.owners)
    ]
