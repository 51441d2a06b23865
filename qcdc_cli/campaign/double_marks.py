"""Two checkers, one mark (`double: yes`): what each gave alone, what of it counts, what is still to be settled."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from qcdc_cli.campaign.marks import DoubleMark, Marked, MarkedSheet, StageReading, reading_in_words
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import AnyMark, MarkEntry, Settlement, Sheet, StageMark
from qcdc_cli.language import Text
from qcdc_cli.language.names import first_words
from qcdc_cli.problems import Path, Problem

Read = Callable[[AnyMark, Path, list[Problem]], StageReading | None]
_ALONE = Text("mới có một người chấm", "only one checker has marked")
_EQUAL = Text("các điểm giống nhau", "the marks are equal")


class TakenMark(NamedTuple):
    """What the marks of a stage's checkers come to.

    Attributes:
        double: the marks, as they were read.
        mark: the one that counts, as a sheet says it; "" while the line is open.
    """

    double: DoubleMark
    mark: AnyMark


def taken_mark(
    criterion: CriterionBase, given: StageMark, stage: int, needed: int, read: Read, path: Path, problems: list[Problem]
) -> TakenMark:
    """Read what the checkers of a stage gave alone, and return what counts: their equal mark, or the settlement.

    Args:
        criterion: the criterion.
        given: what stands under the stage, with `marks`.
        stage: the stage's number, from 0.
        needed: how many checkers must have marked.
        read: reads a mark at a path; what is wrong is added to the list that it is given.
        path: the stage's path in the sheet.
        problems: errors are added here; what is only doubtful is told of the mark that counts.
    """
    marks: list[tuple[str, StageReading]] = []
    sources: list[AnyMark] = []
    for checker, mark in given.marks or ():
        reading = _read(read, mark, (*path, "marks", checker), problems)
        if reading is not None:
            marks.append((checker, reading))
            sources.append(mark)
    settlement = given.settled if isinstance(given.settled, Settlement) else None
    settled = None
    if settlement is not None:
        settled = _read(read, settlement.as_mark, (*path, "settled", "mark"), problems)
    double = DoubleMark(stage, tuple(marks), needed, settled)
    if settlement is not None and not double.differ:
        why = _ALONE if len(marks) < needed else _EQUAL
        problems.append(Problem("Q855", {"id": criterion.cited, "why": why}, path=(*path, "settled")))
    if double.open:
        return TakenMark(double, "")
    if settlement is not None and double.differ:
        return TakenMark(double, settlement.as_mark)
    explained = (mark for mark, (_, reading) in zip(sources, marks, strict=True) if reading.reason)
    return TakenMark(double, next(explained, sources[0]))


def _read(read: Read, mark: AnyMark, path: Path, problems: list[Problem]) -> StageReading | None:
    found: list[Problem] = []
    reading = read(mark, path, found)
    problems += [problem for problem in found if problem.is_error]
    return reading


def with_taken(entry: MarkEntry, taken: Mapping[str, TakenMark]) -> MarkEntry:
    """Return an entry with what counts of double stages in the place of the checkers' marks."""
    return entry.model_copy(update={stage: one.mark for stage, one in taken.items()})


def double_problems(sheet: Sheet, rubric: Rubric, marked: Sequence[Marked], stages: Sequence[str]) -> Iterator[Problem]:
    """Yield marks that differ (Q852), marks by one checker only (Q853), settlements by one who differs (Q854)."""
    alone: dict[int, list[str]] = {}
    first: dict[int, Path] = {}
    for leaf, own in zip(rubric.leaves, marked, strict=True):
        for double in own.doubles:
            stage = stages[double.stage]
            path: Path = ("marks", leaf.criterion.id, stage)
            values: dict[str, str | Text] = {"id": leaf.criterion.cited, "stage": stage}
            if double.differ and double.settled is None:
                marks = "; ".join(f"{by}: {reading_in_words(one, leaf.criterion)}" for by, one in double.marks)
                yield Problem("Q852", {**values, "marks": marks}, marks, path=(*path, "marks"))
            elif double.settled is not None and double.settled.by in dict(double.marks):
                by = double.settled.by
                yield Problem("Q854", {**values, "by": by}, by, path=(*path, "settled", "by"))
            elif double.open:
                alone.setdefault(double.stage, []).append(leaf.criterion.cited)
                first.setdefault(double.stage, path)
    for number, cited in alone.items():
        values = {
            "stage": stages[number],
            "unit": sheet.unit,
            "number": str(len(cited)),
            "ids": first_words(cited, what="tiêu chí"),
        }
        yield Problem("Q853", values, path=first[number])


def sheet_for(sheet: Sheet | None, stage: str, checker: str) -> Sheet | None:
    """Return a sheet as one of a stage's checkers may see it: of what was given alone, the checker's own marks."""
    if sheet is None:
        return None
    marks = dict(sheet.marks)
    for criterion, entry in sheet.marks.items():
        said = entry.stages.get(stage) if isinstance(entry, MarkEntry) else None
        if isinstance(entry, MarkEntry) and isinstance(said, StageMark) and said.marks:
            marks[criterion] = entry.model_copy(update={stage: dict(said.marks).get(checker, "")})
    return sheet.model_copy(update={"marks": marks})


def marked_for(marked: MarkedSheet, stage: int, checker: str) -> MarkedSheet:
    """Return the same of a sheet whose marks were read."""
    return marked._replace(criteria=tuple(_own_reading(one, stage, checker) for one in marked.criteria))


def _own_reading(marked: Marked, stage: int, checker: str) -> Marked:
    own = [double for double in marked.doubles if double.stage == stage]
    if not own:
        return marked
    others = [one for one in marked.readings if one.stage != stage]
    readings = sorted((*others, *(one for by, one in own[0].marks if by == checker)), key=lambda one: one.stage)
    return marked._replace(readings=tuple(readings), doubles=())
