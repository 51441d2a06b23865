"""The blank form of a rubric and stage: what is the same on the forms of all units, worked out once."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from xlsxwriter import Workbook

from qcdc_cli.campaign.marks import State, rule_for
from qcdc_cli.campaign.nodes import Claim, CriterionBase, Group, is_extra
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.forms.form_key import LISTS_TAB, digest_of
from qcdc_cli.forms.form_layout import ID, ONLY_IN_PARTS, FormRow, assessor_label, form_rows, label_of
from qcdc_cli.forms.form_mark import state_options
from qcdc_cli.forms.issuing.typed_cells import HINT_LOOK, TICK, hints
from qcdc_cli.kinds import Ask
from qcdc_cli.language import say
from qcdc_cli.language.names import fold
from qcdc_cli.render.words.points_cells import most_cell, name_with_rule
from qcdc_cli.render.words.rules import full_text, title_of
from qcdc_cli.scoring.scoring_input import ScoringInput
from qcdc_cli.scoring.unit import without_sheet
from qcdc_cli.workbook.canvas import Cell
from qcdc_cli.workbook.fitting import height_of, wrapped
from qcdc_cli.workbook.looks import BODY, GROUP, small
from qcdc_cli.workbook.plain import plain
from qcdc_cli.workbook.references import area, ref
from qcdc_cli.workbook.written_cell import KnownCells

_ITEM = small(BODY)._replace(indent=1, italic=True)
_SIGN = _ITEM._replace(indent=0, across="right")


_Made = TypeVar("_Made")


class FormLists:
    """What the cells of forms are chosen from, and what is said beside them: texts on a hidden worksheet.

    Each list stands there once, in a column of its own: one that is written into a rule ends at 255 letters.
    """

    def __init__(self, rows: Iterable[FormRow], states: Mapping[str, Mapping[str, str]]) -> None:
        """Gather the lists of rows; the states that can be chosen for each criterion are given."""
        self._ranges: dict[tuple[str, ...], str] = {}
        for row in rows:
            if isinstance(row.node, CriterionBase) and not row.later:
                for entries in _lists_of(row.node, row.part, states[row.node.id]):
                    self._add(entries)

    def _add(self, entries: tuple[str, ...]) -> None:
        if entries and entries not in self._ranges:
            column = len(self._ranges) + 1
            first, last = (ref(row, column, str(LISTS_TAB), fixed=True) for row in (1, len(entries)))
            self._ranges[entries] = area(first, last)

    def range_of(self, *entries: str) -> str:
        """Return the range that lists these entries, or holds this text, as a formula refers to it."""
        return self._ranges[entries]

    def write(self, made: Workbook) -> None:
        """Write all lists on the next worksheet."""
        tab = made.add_worksheet(str(LISTS_TAB))
        for column, entries in enumerate(self._ranges):
            for row, entry in enumerate(entries):
                tab.put_texts(row, column, plain(entry))
        tab.very_hidden()


def _lists_of(criterion: CriterionBase, part: str, states: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Yield what the cells of a criterion, or of a part of it, list or refer to."""
    asks = criterion.kind.asks
    if asks is Ask.CHOICE:
        yield tuple(criterion.options.values())
    if asks is Ask.TICKS:
        yield (TICK,) if part else (str(criterion.kind.none_of_them),)
    if not part:
        yield tuple(states.values())
    if asks is Ask.COUNTS if part else asks not in ONLY_IN_PARTS:
        for doubt in criterion.doubts(part):
            yield (str(doubt.why),)


class BlankForm:
    """What all forms of a rubric, period and stage show, in the language in use.

    Attributes:
        rubric: the rubric.
        digest: its digest, as the forms' keys hold it.
        lists: what the forms' cells are chosen from.
        written_cells: what cells are written as, on any of the forms.
        nothing: what stands for the sheet of a unit that has none.
        states: what the column “not marked” offers for each criterion at this stage: the states' names in a sheet,
            with the words that are shown.
    """

    def __init__(self, scoring_input: ScoringInput, rubric: Rubric) -> None:
        """Begin the forms of a rubric that can be used; the stage is the input's."""
        campaign = scoring_input.campaign
        self.rubric = rubric
        self.digest = digest_of(self.rubric)
        self._period = campaign.period_names(scoring_input.period)
        self._stages, self._stage = [stage.id for stage in campaign.stages], scoring_input.stage
        self.nothing = without_sheet(self.rubric, self._period, self._stages)
        self.states = {leaf.criterion.id: self._states(leaf.criterion) for leaf in self.rubric.leaves}
        self._rows: dict[int, tuple[FormRow, ...]] = {}
        self._cells: dict[str, dict[str, Cell]] = {}
        self._heights: dict[tuple[str, float], float] = {}
        self._made: dict[Hashable, Any] = {}
        self.written_cells: KnownCells = {}
        self.lists = FormLists(self.rows(), self.states)

    def once(self, key: Hashable, make: Callable[[], _Made]) -> _Made:
        """Return what several forms share, made for the first of them.

        Args:
            key: all that it hangs on, beside what all forms have in common.
            make: makes it.
        """
        if key not in self._made:
            self._made[key] = make()
        made: _Made = self._made[key]
        return made

    def rows(self, places: int = 0) -> tuple[FormRow, ...]:
        """Return the rows of the table, with so many for assessors where that is more than usual."""
        if places not in self._rows:
            stage = self._stages[self._stage]
            self._rows[places] = form_rows(self.rubric, self._period, self._stages, stage, places)
        return self._rows[places]

    def cells(self, row: FormRow) -> dict[str, Cell]:
        """Return the cells of a row in which the same stands on every form, by the keys of their columns."""
        if row.key not in self._cells:
            self._cells[row.key] = _cells(row)
        return self._cells[row.key]

    def least_height(self, row: FormRow, hints_width: float) -> float:
        """Return the least height of a row: what may come to be said beside its mark has room in it."""
        if isinstance(row.node, Group) or row.later:
            return 0.0
        if (row.key, hints_width) not in self._heights:
            lines = [len(wrapped(said, hints_width, HINT_LOOK.size)) for said in hints(row.node, row.part)]
            self._heights[row.key, hints_width] = height_of(max(lines, default=1), HINT_LOOK.size)
        return self._heights[row.key, hints_width]

    def _states(self, criterion: CriterionBase) -> dict[str, str]:
        return {state: word for state, word in state_options().items() if self._may(State(state), criterion)}

    def _may(self, state: State, criterion: CriterionBase) -> bool:
        """Return whether the rubric says how a state counts, and lets this stage say so."""
        if rule_for(state, criterion, self.rubric) is None:
            return False
        own = criterion.not_applicable if criterion.not_applicable is not None else self.rubric.not_applicable
        if state is not State.NOT_APPLICABLE or not isinstance(own, Claim) or own.claim not in self._stages:
            return True
        return self._stage >= self._stages.index(own.claim)


def _cells(row: FormRow) -> dict[str, Cell]:
    if isinstance(row.node, Group):
        return _of_group(row.node)
    if row.part:
        look = _ITEM._replace(indent=row.level)
        return {ID: Cell(label_of(row), _SIGN), "name": Cell(_part_name(row.node, row.part), look)}
    return {
        ID: Cell(row.node.shown, BODY),
        "name": Cell(_name(row.node, asked=not row.later), BODY._replace(indent=row.level)),
        "max": most_cell(row.node, BODY),
        "guide": Cell(_guide(row.node), small(BODY)),
    }


def _of_group(group: Group) -> dict[str, Cell]:
    name, title = name_with_rule(group), title_of(group)
    if is_extra(group) and fold(title) not in fold(name):
        name = f"{title}. {name}"
    return {
        ID: Cell(None if is_extra(group) else group.shown, GROUP),
        "name": Cell(name, GROUP),
        "max": most_cell(group, GROUP),
        "guide": Cell(full_text(group) if is_extra(group) else group.guide, small(GROUP)),
    }


def _part_name(criterion: CriterionBase, part: str) -> str:
    """Return what an item or a thing that is counted is called, or an assessor for whom the form has a row."""
    if criterion.kind.asks is Ask.PLACES:
        return assessor_label(criterion, int(part))
    return criterion.options[part]


def _guide(criterion: CriterionBase) -> str:
    """Say how a criterion is scored, and which documents prove it."""
    lines = [criterion.form_guide]
    if criterion.guide:
        lines.append(criterion.guide)
    if criterion.documents:
        lines.append(say("Minh chứng: ", "Evidence: ") + "; ".join(criterion.documents))
    elif criterion.evidence_required:
        lines.append(say("Bắt buộc có minh chứng.", "Needs evidence."))
    return "\n".join(lines)


def _name(criterion: CriterionBase, *, asked: bool) -> str:
    """Return what a criterion is called, and which number is asked for, where it is one number."""
    name = name_with_rule(criterion)
    if not asked or criterion.kind.asks not in (Ask.NUMBER, Ask.ACTUAL):
        return name
    what = criterion.kind.typed_number.what
    return name + say(f" (nhập: {what})", f" (type: {what})")
