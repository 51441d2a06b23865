"""A table or CSV file that a secretary keeps: what it says for each unit, row by row."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from qcdc_cli.campaign.campaign_checks import not_a_criterion, unknown
from qcdc_cli.campaign.nodes import CriterionBase, Group
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.forms.form_mark import FormMark
from qcdc_cli.forms.reading.cells import (
    CellReader,
    mark_in_cell,
    target_contradicted,
    visible_text,
    without_denied_reason,
)
from qcdc_cli.forms.reading.table_head import TableHead, table_head
from qcdc_cli.forms.reading.unread_cells import not_read
from qcdc_cli.forms.sheet_file import CampaignSheets
from qcdc_cli.forms.submission import Submission
from qcdc_cli.language import Text
from qcdc_cli.language.names import Known, fold
from qcdc_cli.problems import Path, Place, Problem, QcdcError
from qcdc_cli.workbook.reading.book import Book, meets
from qcdc_cli.workbook.references import column_letters

_NO_ID = Text("dòng này không có mã tiêu chí", "its row has no criterion's id")
_PUT_ID = Text(
    "Nếu là điểm thì ghi mã tiêu chí vào cột mã.", "If these are marks, put the criterion's id into its column."
)
_HIDDEN_TAB = Text("trang này bị ẩn", "the worksheet is hidden")
_NO_HEADING = Text("trang này không có dòng tiêu đề của bảng", "the worksheet has no heading row of a table")


class MarkOwner(NamedTuple):
    """Whose marks they are.

    Attributes:
        unit: the unit's id.
        period: the period's id.
        stage: the stage's id.
    """

    unit: str
    period: str
    stage: str


class TableMark(NamedTuple):
    """One mark that a table gives.

    Attributes:
        who: whose it is.
        criterion: what it is for.
        mark: what the table says.
        evidence: the documents that it names.
        place: its cell.
        evidence_place: that of the documents.
    """

    who: MarkOwner
    criterion: CriterionBase
    mark: FormMark
    evidence: tuple[str, ...]
    place: Place
    evidence_place: Place


class TableRows:
    """The rows of one table below its heading; what is wrong with them is collected in its `CellReader`."""

    def __init__(
        self,
        reader: CellReader,
        head: TableHead,
        sheets: CampaignSheets,
        usual: MarkOwner,
        asked: Mapping[str, str | None],
    ) -> None:
        """Prepare to read.

        Args:
            reader: the worksheet's cells.
            head: the heading row.
            sheets: the campaign with its rubrics.
            usual: the period and the stage of rows that do not say so themselves.
            asked: the period and the stage that the command asked for, None where it did not.
        """
        self._asked = asked
        self._contradicted: set[tuple[str, str]] = set()
        self._reader, self._tab, self._head = reader, reader.tab, head
        self._rubric_of, self._usual, self._stages = sheets.rubric_of, usual, sheets.stages
        campaign = sheets.campaign
        stages = {stage.id: stage.name for stage in campaign.stages}
        periods = {identity: period.name for identity, period in campaign.periods.items()}
        self._names = {
            "unit": ("Q401", _ways(campaign.unit_names), campaign.unit_names, campaign.known_units),
            "period": ("Q403", _ways(periods), periods, campaign.known_periods),
            "stage": ("Q404", _ways(stages), stages, Known(stages)),
        }

    def lines(self) -> Iterator[TableMark]:
        """Yield the marks that the table gives; empty cells say nothing."""
        read = {*self._head.units.values(), *self._head.columns.values()}
        self._reader.problems.extend([*self._joined(read), *self._hidden(read)])
        for row in sorted({row for row, column in self._tab.cells if row > self._head.row and column in read}):
            lines = list(self._across(row)) if self._head.units else [self._named(row)]
            if row in self._tab.hidden_rows and any(lines):
                identity = self._tab.text(row, self._head.columns["id"])
                self._reader.problems.append(Problem("Q731", {"id": identity}).at(self._tab.place(row)))
            yield from (line for line in lines if line is not None)

    def _across(self, row: int) -> Iterator[TableMark | None]:
        """Yield the marks of a row that has a cell for each unit."""
        if not self._tab.text(row, self._head.columns["id"]):
            self._reader.problems.extend(self._without_id(row))
            return
        for unit, column in self._head.units.items():
            found = self._tab.cells.get((row, column))
            if found is not None and not (found.what == "formula" and self._sums_up(row, unit)):
                yield self._line(row, column, self._usual._replace(unit=unit))

    def _without_id(self, row: int) -> Iterator[Problem]:
        """Report that a row without an id is not imported: ranks and signatures stand below tables; formulas sum up."""
        for column in sorted(self._head.units.values()):
            found = self._tab.cells.get((row, column))
            if found is not None and found.what != "formula":
                values: dict[str, str | Text] = {"found": visible_text(found), "why": _NO_ID}
                yield Problem("Q749", values, fix=_PUT_ID).at(self._tab.place(row, column))
                return

    def _sums_up(self, row: int, unit: str) -> bool:
        """Return whether a row is a group's: formulas there sum up, for whoever looks at them."""
        identity, rubric = self._tab.text(row, self._head.columns["id"]), self._rubric_of(unit)
        if rubric is None:
            return False
        node = rubric.find(identity)
        return isinstance(node, Group) or any(isinstance(one, Group) for one in rubric.labelled(identity))

    def _joined(self, read: set[int]) -> Iterator[Problem]:
        """Yield joined cells among those that are read: what stood in all but the first of them is lost."""
        columns = sorted(read)
        for top, left, bottom, right in self._tab.merged:
            if bottom > self._head.row and meets(columns, left, right):
                cells = f"{column_letters(left)}{top}:{column_letters(right)}{bottom}"
                yield Problem("Q732", {"cells": cells}).at(self._tab.place(top, left))

    def _hidden(self, read: set[int]) -> Iterator[Problem]:
        """Yield hidden columns that marks, or what belongs to them, are read from."""
        filled = {column for row, column in self._tab.cells if row > self._head.row}
        for column in sorted(read & filled & self._tab.hidden_columns):
            heading = self._tab.text(self._head.row, column)
            yield Problem("Q793", {"column": heading}).at(self._tab.place(0, column))

    def _named(self, row: int) -> TableMark | None:
        """Return the mark of a row that names its unit."""
        columns = self._head.columns
        usual, found = self._usual._asdict(), {}
        for name, (code, ways, ids, known) in self._names.items():
            said = self._tab.text(row, columns.get(name, 0)) or usual[name]
            if said in ids or fold(said) in ways:
                found[name] = said if said in ids else ways[fold(said)]
                self._compare(name, found[name], row)
            else:
                self._reader.refuse(row, columns.get(name, columns["id"]), unknown(code, said or "…", known, ()))
        return self._line(row, columns["mark"], MarkOwner(**found)) if len(found) == len(self._names) else None

    def _compare(self, name: str, own: str, row: int) -> None:
        """Report a period or a stage that is not the one asked for, at the first row that has it."""
        asked = self._asked.get(name)
        if asked is not None and own != asked and (name, own) not in self._contradicted:
            self._contradicted.add((name, own))
            values = {"option": f"--{name}", "own": own, "asked": asked}
            self._reader.refuse(row, self._head.columns[name], Problem("Q773", values, own, asked))

    def _line(self, row: int, column: int, who: MarkOwner) -> TableMark | None:
        """Return what a cell says for a unit, with what its row says beside where there is one row for each mark."""
        rubric = self._rubric_of(who.unit)
        if rubric is None:
            self._reader.refuse(row, column, Problem("Q719", {"unit": who.unit}, who.unit))
            return None
        criterion = self._criterion(row, rubric)
        if criterion is None:
            return None
        columns, reader = self._head.columns, self._reader
        before = len(reader.problems)
        reason = reader.text(row, columns["reason"]) if "reason" in columns else None
        what = without_denied_reason(mark_in_cell(reader, row, column, criterion, reason))
        target = columns.get("target", 0)
        if (row, target) in self._tab.cells and not criterion.kind.takes_target:
            found = visible_text(self._tab.cells[row, target])
            reader.refuse(row, target, Problem("Q748", {"found": found}, found))
        elif target:
            in_column = reader.number(row, target)
            if in_column and what.target not in ("", in_column):
                reader.refuse(row, column, target_contradicted(what.target, in_column))
            what = what._replace(target=in_column or what.target)
        evidence = reader.lines(row, columns.get("evidence", 0))
        start = self._start(rubric, criterion, who.stage)
        if start and (not what.blank or what.reason or what.target):
            values = {"id": criterion.cited, "stage": who.stage, "from": start}
            reader.refuse(row, column, Problem("Q780", values, visible_text(self._tab.cells.get((row, column)))))
        if len(reader.problems) > before:  # what is refused needs no other problem
            return None
        beside = self._tab.place(row, columns.get("evidence", column))
        return TableMark(who, criterion, what, evidence, self._tab.place(row, column), beside)

    def _start(self, rubric: Rubric, criterion: CriterionBase, stage: str) -> str:
        """Return the stage after this one that first marks a criterion; "" where this one may."""
        start = rubric.leaves[rubric.leaf_numbers[criterion.id]].start(self._stages)
        return self._stages[start] if start > self._stages.index(stage) else ""

    def _criterion(self, row: int, rubric: Rubric) -> CriterionBase | None:
        at = row, self._head.columns["id"]
        identity, found = self._tab.text(*at), self._tab.cells.get(at)
        try:
            node = rubric.find_typed(identity)
        except QcdcError as refused:
            self._reader.refuse(*at, *refused.problems)
            return None
        longer = f"{identity}0" if found is not None and found.what == "number" and "." in identity else ""
        if longer and rubric.find(longer) is not None:
            self._reader.refuse(*at, Problem("Q720", {"found": identity, "other": longer}, identity))
        elif isinstance(node, CriterionBase):
            return node
        else:
            self._reader.refuse(*at, not_a_criterion(rubric, identity if node is None else node.id, ()))
        return None


def _ways(names: Mapping[str, str]) -> dict[str, str]:
    return {fold(name): identity for identity, name in names.items()}


def table_submissions(
    book: Book, sheets: CampaignSheets, stage: str | None, period: str | None
) -> tuple[list[Submission], list[Problem]]:
    """Return what a table says, unit by unit.

    Args:
        book: the workbook; all worksheets that have a heading row are read, but for hidden ones.
        sheets: the campaign.
        stage: the stage that was asked for, which no row may contradict; None where it does not matter, or rows say so.
        period: the same for the period; None for the current one, unless rows say so.
    """
    campaign, stages = sheets.campaign, sheets.stages
    tables = [(tab, *table_head(tab, campaign)) for tab in book.tabs if tab.cells]
    tabs = [table for table in tables if not table[0].hidden]
    if all(head is None for _, head, _ in tabs):
        return [], [problem for _, _, faults in tabs for problem in faults] or [Problem("Q744").at(Place(book.path))]
    lines: list[TableMark] = []
    problems: list[Problem] = []
    for tab, head, _ in tables:
        if tab.hidden and head is not None:
            problems.append(not_read(tab.place(), tab.name, _HIDDEN_TAB))
    for tab, head, faults in tabs:
        if head is None:
            first = min(tab.cells)
            problems.append(not_read(tab.place(*first), visible_text(tab.cells[first]), _NO_HEADING))
            continue
        reader = CellReader(tab, faults)
        if stage is None and "stage" not in head.columns and len(stages) > 1:
            return [], [*problems, *faults, Problem("Q746", {"stages": ", ".join(stages)}).at(tab.place())]
        only = stages[0] if len(stages) == 1 else ""
        usual = MarkOwner("", period or campaign.period, stage or only)
        lines += TableRows(reader, head, sheets, usual, {"stage": stage, "period": period}).lines()
        problems += reader.problems
    return list(_by_unit(lines, stages[0], book.path)), [*problems, *_twice(lines)]


def _twice(lines: Iterable[TableMark]) -> Iterator[Problem]:
    seen: dict[tuple[MarkOwner, str], Place] = {}
    for line in lines:
        first = seen.setdefault((line.who, line.criterion.id), line.place)
        if first is not line.place:
            yield Problem("Q729", {"id": line.criterion.cited, "first": str(first)}).at(line.place)


def _by_unit(lines: Iterable[TableMark], first_stage: str, source: str) -> Iterator[Submission]:
    parts: dict[MarkOwner, list[TableMark]] = {}
    for line in lines:
        parts.setdefault(line.who, []).append(line)
    for who, own in parts.items():
        marks = {line.criterion.id: line.mark for line in own}
        evidence = {line.criterion.id: line.evidence for line in own if line.evidence}
        places: dict[Path, Place] = {}
        for line in own:
            places[("marks", line.criterion.id)] = line.place
            places[("marks", line.criterion.id, who.stage)] = line.place
            if line.evidence:
                places[("marks", line.criterion.id, "evidence")] = line.evidence_place
        yield Submission(*who, who.stage == first_stage, marks, {}, evidence, {}, {}, None, "", None, places, source)
