"""Tables and CSV files that a secretary keeps, into what they say for each unit."""

from collections.abc import Iterator
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.campaign_checks import unknown
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.rubric import CriterionBase, Group, Rubric
from qcdc_cli.forms.entered import Entered
from qcdc_cli.forms.form_marks import Given
from qcdc_cli.forms.table_heads import Head, head_of
from qcdc_cli.forms.table_marks import entered_in
from qcdc_cli.forms.typed import Typed
from qcdc_cli.language.names import fold
from qcdc_cli.problems import Place, Problem
from qcdc_cli.problems.problem import Path
from qcdc_cli.workbook.reading.book import Book


class _Line(NamedTuple):
    """One mark that a table gives."""

    unit: str
    period: str
    stage: str
    criterion: CriterionBase
    entered: Entered
    evidence: tuple[str, ...]
    place: Place


def table_given(book: Book, loaded: Loaded, stage: str | None, period: str) -> tuple[list[Given], list[Problem]]:
    """Return what a table says, unit by unit.

    Args:
        book: the workbook; its first worksheet that has a heading row is read.
        loaded: the campaign.
        stage: the stage that its marks are of; None where it does not matter, or its rows say so.
        period: the period that its marks are of, unless its rows say so.
    """
    campaign = loaded.campaign
    assert campaign is not None  # noqa: S101 - the caller has seen to it
    problems: list[Problem] = []
    for tab in (tab for tab in book.tabs if not tab.hidden):
        head, faults = head_of(tab, campaign)
        if head is None:
            problems += faults
            continue
        typed = Typed(tab, faults)
        if stage is None and "stage" not in head.columns:
            if len(campaign.stages) > 1:
                values = {"stages": ", ".join(one.id for one in campaign.stages)}
                return [], [*faults, Problem("Q746", values).at(Place(book.path))]
            stage = campaign.stages[0].id
        lines = list(_Table(typed, head, loaded, campaign, stage or "", period).lines())
        return list(_by_unit(lines, book.path)), typed.problems
    return [], problems or [Problem("Q744").at(Place(book.path))]


def _by_unit(lines: list[_Line], source: str) -> Iterator[Given]:
    keys = dict.fromkeys((line.unit, line.period, line.stage) for line in lines)
    for unit, period, stage in keys:
        own = [line for line in lines if (line.unit, line.period, line.stage) == (unit, period, stage)]
        marks = {line.criterion.id: line.entered for line in own}
        evidence = {line.criterion.id: line.evidence for line in own if line.evidence}
        places: dict[Path, Place] = {}
        for line in own:
            places[("marks", line.criterion.id)] = line.place
            places[("marks", line.criterion.id, stage)] = line.place
        yield Given(unit, period, stage, marks, evidence, {}, {}, None, places, source)


class _Table:
    """One table while it is read."""

    def __init__(self, typed: Typed, head: Head, loaded: Loaded, campaign: Campaign, stage: str, period: str) -> None:
        self._typed, self._tab, self._head = typed, typed.tab, head
        self._loaded, self._campaign = loaded, campaign
        self._stage, self._period = stage, period
        self._units = {fold(name): unit for unit, name in campaign.units.items()}
        self._seen: dict[tuple[str, str, str, str], int] = {}

    def lines(self) -> Iterator[_Line]:
        """Yield the marks that the table gives; empty cells say nothing."""
        for row in sorted({row for row, _ in self._tab.cells if row > self._head.row}):
            identity = self._tab.text(row, self._head.columns["id"])
            if self._head.units:
                for unit, column in self._head.units.items():
                    if (row, column) in self._tab.cells:
                        yield from self._line(row, column, identity, unit, self._stage, self._period)
            elif any((row, column) in self._tab.cells for column in self._head.columns.values()):
                yield from self._named(row, identity)

    def _named(self, row: int, identity: str) -> Iterator[_Line]:
        """Yield the mark of a row that names its unit."""
        columns = self._head.columns
        wanted = {
            "unit": (self._tab.text(row, columns["unit"]), "Q401", self._units, self._campaign.units),
            "stage": (
                self._in(row, "stage") or self._stage,
                "Q404",
                *_named({s.id: s.name for s in self._campaign.stages}),
            ),
            "period": (
                self._in(row, "period") or self._period,
                "Q403",
                *_named({key: one.name for key, one in self._campaign.periods.items()}),
            ),
        }
        found = {}
        for name, (said, code, names, known) in wanted.items():
            if said in known or fold(said) in names:
                found[name] = said if said in known else names[fold(said)]
            else:
                self._typed.refuse(row, columns.get(name, columns["id"]), unknown(code, said, known, ()))
        if len(found) == len(wanted):
            yield from self._line(row, columns["mark"], identity, found["unit"], found["stage"], found["period"])

    def _in(self, row: int, name: str) -> str:
        return self._tab.text(row, self._head.columns.get(name, 0))

    def _line(self, row: int, column: int, identity: str, unit: str, stage: str, period: str) -> Iterator[_Line]:
        rubric = self._loaded.rubrics.get(self._campaign.bloc_of(unit) or "")
        if rubric is None:
            self._typed.refuse(row, column, Problem("Q411", {"unit": unit}, unit))
            return
        criterion = self._criterion(row, identity, rubric)
        if criterion is None:
            return
        key = (unit, period, stage, criterion.id)
        if key in self._seen:
            values = {"id": criterion.id, "first": str(self._seen[key])}
            self._typed.refuse(row, column, Problem("Q729", values))
            return
        self._seen[key] = row
        what = entered_in(self._typed, row, column, criterion)
        columns = self._head.columns
        if not self._head.units:
            reason = self._typed.text(row, columns.get("reason", 0)) or what.reason
            target = self._typed.number(row, columns.get("target", 0)) or what.target
            what = what._replace(reason=reason, target=target)
        evidence = () if self._head.units else self._typed.lines(row, columns.get("evidence", 0))
        yield _Line(unit, period, stage, criterion, what, evidence, self._tab.place(row, column))

    def _criterion(self, row: int, identity: str, rubric: Rubric) -> CriterionBase | None:
        node = rubric.find(identity) if identity else None
        if isinstance(node, CriterionBase):
            return node
        at = row, self._head.columns["id"]
        criteria = dict.fromkeys(leaf.criterion.id for leaf in rubric.leaves)
        if isinstance(node, Group):
            inside = [leaf.criterion.id for leaf in rubric.leaves if node in leaf.groups]
            values = {"found": identity, "children": ", ".join(inside)}
            self._typed.refuse(*at, Problem("Q602", values, identity))
        else:
            self._typed.refuse(*at, unknown("Q601", identity or "…", criteria, ()))
        return None


def _named(names: dict[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    return {fold(name): identity for identity, name in names.items()}, names
