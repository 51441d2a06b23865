"""Tables and CSV files that a secretary keeps, into what they say for each unit."""

from collections.abc import Iterable, Iterator

from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.forms.returning.typed import Typed, as_seen
from qcdc_cli.forms.returning.unread_cells import not_read
from qcdc_cli.forms.submission import Given
from qcdc_cli.forms.tables.heads import head_of
from qcdc_cli.forms.tables.rows import Line, TableRows, Who
from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem
from qcdc_cli.problems.problem import Path
from qcdc_cli.workbook.reading.book import Book

_NO_HEADING = Text("trang này không có dòng tiêu đề của bảng", "the worksheet has no heading row of a table")


def table_given(book: Book, loaded: Loaded, stage: str | None, period: str) -> tuple[list[Given], list[Problem]]:
    """Return what a table says, unit by unit.

    Args:
        book: the workbook; all worksheets that have a heading row are read, but for hidden ones.
        loaded: the campaign.
        stage: the stage that its marks are of; None where it does not matter, or its rows say so.
        period: the period that its marks are of, unless its rows say so.
    """
    campaign = loaded.campaign
    assert campaign is not None  # noqa: S101 - the caller has seen to it
    tabs = [(tab, *head_of(tab, campaign)) for tab in book.tabs if tab.cells and not tab.hidden]
    if all(head is None for _, head, _ in tabs):
        return [], [problem for _, _, faults in tabs for problem in faults] or [Problem("Q744").at(Place(book.path))]
    lines: list[Line] = []
    problems: list[Problem] = []
    for tab, head, faults in tabs:
        if head is None:
            first = min(tab.cells)
            problems.append(not_read(tab.place(*first), as_seen(tab.cells[first]), _NO_HEADING))
            continue
        typed = Typed(tab, faults)
        if stage is None and "stage" not in head.columns and len(campaign.stages) > 1:
            values = {"stages": ", ".join(one.id for one in campaign.stages)}
            return [], [*problems, *faults, Problem("Q746", values).at(tab.place())]
        only = campaign.stages[0].id if len(campaign.stages) == 1 else ""
        lines += TableRows(typed, head, loaded, campaign, Who("", period, stage or only)).lines()
        problems += typed.problems
    return list(_by_unit(lines, book.path)), [*problems, *_twice(lines)]


def _twice(lines: Iterable[Line]) -> Iterator[Problem]:
    seen: dict[tuple[Who, str], Place] = {}
    for line in lines:
        first = seen.setdefault((line.who, line.criterion.id), line.place)
        if first is not line.place:
            yield Problem("Q729", {"id": line.criterion.id, "first": str(first)}).at(line.place)


def _by_unit(lines: Iterable[Line], source: str) -> Iterator[Given]:
    parts: dict[Who, list[Line]] = {}
    for line in lines:
        parts.setdefault(line.who, []).append(line)
    for who, own in parts.items():
        marks = {line.criterion.id: line.entered for line in own}
        evidence = {line.criterion.id: line.evidence for line in own if line.evidence}
        places: dict[Path, Place] = {}
        for line in own:
            places[("marks", line.criterion.id)] = line.place
            places[("marks", line.criterion.id, who.stage)] = line.place
            if line.evidence:
                places[("marks", line.criterion.id, "evidence")] = line.evidence_place
        yield Given(*who, marks, {}, evidence, {}, {}, None, places, source)
