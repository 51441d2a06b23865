"""A sheet as it would be after an import, checked: what the files said is placed in their cells."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.file_lookup import shown
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.sheet_reader import SheetReader
from qcdc_cli.campaign.validation import validate
from qcdc_cli.forms.importing.fixes import fixes_for
from qcdc_cli.forms.on_file import OnFile
from qcdc_cli.forms.submission import Given
from qcdc_cli.problems import Place, Problem
from qcdc_cli.problems.problem import Path as TreePath
from qcdc_cli.yamltext.document import Document, Tree

_BESIDE = {"Q611": "reason", "Q619": "evidence"}  # what is missing beside a mark, and is told in its own cell


class Merged:
    """A sheet as it would be, for those who check it: what the files said is placed in their cells.

    Attributes:
        path: how it is named to people.
        tree: what it would read as.
        problems: none; the sheet that it comes from could be read.
    """

    def __init__(self, tree: dict[str, Any], given: Sequence[Given], base: OnFile, kept: Collection[str] = ()) -> None:
        """Put together a sheet.

        Args:
            tree: what it would read as.
            given: what the files say.
            base: the sheet that it comes from.
            kept: the criteria of which the sheet says something else than the files, and goes on to say it.
        """
        self.path = shown(base.file)
        self.tree: Tree | None = tree
        self.problems: tuple[Problem, ...] = ()
        self._document: Document = base.document
        self._speakers: Mapping[TreePath, Given] = {path: one for one in given for path in one.places}
        self._kept = kept
        self._stages = {one.stage for one in given}

    def place(self, path: TreePath) -> Place:
        """Return the cell that says what stands at a path, or the place in the sheet's file."""
        cell = self._cell(path)
        return self._document.place(path) if cell is None else cell[0]

    def located(self, problem: Problem) -> Problem:
        """Return the problem with its place; in a cell, with what to do there."""
        cell = self._cell((*problem.path, _BESIDE[problem.code]) if problem.code in _BESIDE else problem.path)
        if cell is None:
            return self._document.located(problem)
        place, given = cell
        return replace(problem, fix=fixes_for(given).get(problem.code, problem.fix)).at(place)

    def _cell(self, path: TreePath) -> tuple[Place, Given] | None:
        """Return the cell of a path or of the nearest one above it, with the file that it is of; None for the sheet."""
        if len(path) > 2 and path[2] not in self._stages and path not in self._speakers:
            return None  # evidence, or another stage's mark, of which the files do not speak
        if len(path) > 1 and path[1] in self._kept:
            return None
        while path and path not in self._speakers:
            path = path[:-1]
        return (self._speakers[path].places[path], self._speakers[path]) if path else None


def checked(loaded: Loaded, rubric: Rubric, merged: Merged) -> Iterator[Problem]:
    """Yield what is wrong with a sheet as it would be.

    Args:
        loaded: the campaign.
        rubric: the rubric of the sheet's unit.
        merged: the sheet.
    """
    campaign: Campaign | None = loaded.campaign
    assert campaign is not None  # noqa: S101 - the caller has seen to it
    sheet, problems = validate(merged, Sheet)
    yield from problems
    if sheet is None:
        return
    stages = tuple(stage.id for stage in campaign.stages)
    periods = {period: campaign.period_names(period) for period in campaign.periods}
    reader = SheetReader(rubric, stages, campaign.targets, campaign.unassigned, periods)
    for problem in reader.read(sheet, merged.place)[1]:
        yield merged.located(problem)
