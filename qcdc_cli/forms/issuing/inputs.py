"""What a form's cells take: numbers within limits and in steps, choices from lists, ticks; and what is said if not."""

from collections.abc import Sequence
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import rule_for
from qcdc_cli.campaign.rubric import Claim, CriterionBase, Rubric
from qcdc_cli.campaign.states import State
from qcdc_cli.forms.form_mark import state_options
from qcdc_cli.forms.issuing.columns import FormColumns
from qcdc_cli.forms.issuing.formulas import TICK, within
from qcdc_cli.forms.submission import Preset
from qcdc_cli.kinds import Ask, Limits
from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.workbook.plain import cut, plain
from qcdc_cli.workbook.references import area, ref

_LONGEST_TITLE = 32  # of a message; Excel takes no more


class FormLists:
    """The lists of one form, each once, each in a column."""

    def __init__(self, book: Workbook) -> None:
        """Begin with no list; the worksheet is made with the first one."""
        self._name = say("Danh mục", "Lists")
        self._sheet = book.add_worksheet(self._name)
        self._sheet.very_hidden()
        self._ranges: dict[tuple[str, ...], str] = {}

    def range_of(self, entries: Sequence[str]) -> str:
        """Return the range that lists these entries, as a formula refers to it."""
        key = tuple(entries)
        if key not in self._ranges:
            column = len(self._ranges) + 1
            for row, entry in enumerate(key):
                self._sheet.write_string(row, column - 1, plain(entry))
            first, last = (ref(row, column, self._name, fixed=True) for row in (1, len(key)))
            self._ranges[key] = area(first, last)
        return self._ranges[key]


class FormInputs:
    """Gives the cells of one form their limits and lists."""

    def __init__(
        self, sheet: Worksheet, columns: FormColumns, lists: FormLists, campaign: Campaign, rubric: Rubric, stage: int
    ) -> None:
        """Prepare for a form of this stage (its number, from 0)."""
        self._sheet, self._columns, self._lists = sheet, columns, lists
        self._stages = [one.id for one in campaign.stages]
        self._rubric, self._stage = rubric, stage

    def options(self, criterion: CriterionBase) -> str:
        """Return the range that lists a criterion's options; "" where it is not chosen from a list."""
        if criterion.kind.asks is not Ask.CHOICE:
            return ""
        return self._lists.range_of(list(criterion.kind.options().values()))

    def offered(self, criterion: CriterionBase, preset: Preset) -> dict[str, str]:
        """Return the states that can be chosen for a criterion at this stage, as they are shown."""
        words = state_options()
        if preset.state:
            return {preset.state: words[preset.state]}
        return {state: word for state, word in words.items() if self._may(State(state), criterion)}

    def _may(self, state: State, criterion: CriterionBase) -> bool:
        """Return whether the rubric says how a state counts, and lets this stage say so."""
        if rule_for(state, criterion, self._rubric) is None:
            return False
        own = criterion.not_applicable if criterion.not_applicable is not None else self._rubric.not_applicable
        if state is not State.NOT_APPLICABLE or not isinstance(own, Claim) or own.claim not in self._stages:
            return True
        return self._stage >= self._stages.index(own.claim)

    def mark(self, criterion: CriterionBase, row: int, parts: Sequence[int]) -> None:
        """Say what the cells of a criterion's mark take.

        Args:
            criterion: the criterion.
            row: its row.
            parts: the rows of its items or assessors.
        """
        column, kind = self._columns.number("mark"), criterion.kind
        limits = kind.limits(criterion.points)
        if kind.asks is Ask.CHOICE:
            self._choice(row, column, self.options(criterion))
        elif kind.asks is Ask.TICKS:
            self._choice(row, column, self._lists.range_of([str(kind.none_of_them)]))
            ticks = self._lists.range_of([TICK])
            for part in parts:
                self._choice(part, column, ticks)
        else:
            for each in parts if kind.asks is Ask.PLACES else (row,):
                self._number(each, column, limits)

    def state(self, criterion: CriterionBase, preset: Preset, row: int) -> None:
        """Let a criterion be called not applicable or unassigned, as far as this stage may say so."""
        offered = list(self.offered(criterion, preset).values())
        if offered:
            self._choice(row, self._columns.number("state"), self._lists.range_of(offered))
        else:
            message = say("Thang điểm không cho ghi ở đây.", "The rubric has no such thing here.")
            self._rule(
                row, self._columns.number("state"), {"validate": "length", "criteria": "==", "value": 0}, message
            )

    def target(self, criterion: CriterionBase, row: int) -> None:
        """Let a target be typed."""
        self._number(row, self._columns.number("target"), criterion.kind.limits(criterion.points))

    def _number(self, row: int, column: int, limits: Limits) -> None:
        condition = {"validate": "custom", "value": f"={within(ref(row, column), limits)}"}
        self._rule(row, column, condition, _said(limits))

    def _choice(self, row: int, column: int, entries: str) -> None:
        self._rule(
            row,
            column,
            {"validate": "list", "source": f"={entries}"},
            say("Chọn một mục trong danh sách.", "Choose one from the list."),
        )

    def _rule(self, row: int, column: int, condition: dict[str, Any], message: str) -> None:
        title = say("Chưa đúng", "Not a value for this cell")
        shown = {**condition, "error_title": title, "error_message": message}
        # What a cell takes is said where it is chosen: far down the heading row is out of sight.
        shown |= {"input_title": cut(self._columns.title(column), _LONGEST_TITLE), "input_message": message}
        self._sheet.data_validation(row - 1, column - 1, row - 1, column - 1, shown)


def _said(limits: Limits) -> str:
    """Say which numbers can be typed."""
    least, most, step = (None if limit is None else figure(limit) for limit in limits)
    if limits.step is not None and limits.most is None:
        return say(f"Gõ số nguyên từ {least}, ví dụ 3.", f"Type a whole number from {least} up, such as 3.")
    if most is not None:
        steps = say(f", theo bước {step}", f", in steps of {step}") if step is not None else ""
        return say(f"Gõ một số từ {least} đến {most}{steps}.", f"Type a number from {least} to {most}{steps}.")
    return (
        say("Gõ một số.", "Type a number.")
        if least is None
        else say(f"Gõ một số từ {least} trở lên.", f"Type a number from {least} up.")
    )
