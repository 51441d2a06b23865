"""What a form computes while it is filled in: points, what was attainable, subtotals and the total, as formulas."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.campaign.caps import ConditionalCap
from qcdc_cli.campaign.marks import State, rule_for
from qcdc_cli.campaign.nodes import CriterionBase, Group, criteria_in
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.forms.form_layout import (
    AGREED_BY,
    AGREED_ON,
    BY_BLOC,
    KEYS,
    NOT_UNDERSTOOD,
    REASON_COLUMN,
    criterion_key,
    disqualifier_key,
    group_key,
)
from qcdc_cli.forms.form_mark import FormMark, count_of
from qcdc_cli.forms.issuing.content import mark_in_cells
from qcdc_cli.forms.issuing.page import HINT, FormPage, points_key
from qcdc_cli.forms.issuing.typed_cells import HINT_LOOK, blank, hint, part_hint, sound
from qcdc_cli.kinds import Ask, Cells
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import Exact
from qcdc_cli.render.live.rubric_formulas import (
    SubjectCells,
    bonus_cut,
    condition_met,
    criterion_attainable,
    group_attainable,
    group_points,
    left_out_or_maximum,
    rounded,
    total_attainable,
    total_points,
)
from qcdc_cli.scoring.result import CriterionResult, GroupResult, NodeResult
from qcdc_cli.workbook.book import PutCell
from qcdc_cli.workbook.canvas import MOST_IN_FORMULA, Cell, written_number
from qcdc_cli.workbook.looks import BODY, FIGURE, GROUP, TEXT_FORMAT, TOTAL, Look, centred, figure_format, small
from qcdc_cli.workbook.plain import cached
from qcdc_cli.workbook.references import call, number, ref, text
from qcdc_cli.workbook.written_cell import cell_style, written_cell

_POINTS = FIGURE._replace(bold=True)
_A_TEXT = ref(KEYS, KEYS)  # a cell that holds a text: counts nothing, where a text in a formula would be an error


class FormSums:
    """Writes the formulas of a form whose rows are all there."""

    def __init__(self, page: FormPage, rows: Mapping[str, int]) -> None:
        """Prepare to write into these rows, by their keys."""
        self._canvas, self._looks, self._columns = page.canvas, page.looks, page.columns
        self._content, self._inputs, self._rows = page.content, page.inputs, rows
        self._parts = page.content.parts()
        rounding = page.content.rubric.rounding
        self._figures = figure_format(rounding.decimals if rounding is not None else 2)
        self._layout: object = None
        self._later = {row.key for row in page.content.rows if row.later}

    def write(self) -> None:
        """Write what is computed in each row; inner rows first."""
        # One object for all forms that have the same in the same rows and columns: their formulas are the same.
        self._layout = self._content.blank.once((FormSums, id(self._columns), *self._rows.items()), object)
        for result in self._content.own.parts:
            self._compute(result)

    def cell(self, key: str, column: str) -> str:
        """Return the reference of a cell by the keys of its row and column."""
        return ref(self._rows[key], self._columns.number(column))

    def exact(self, key: str) -> str:
        """Return the reference of the cell with the points of a row before rounding."""
        return ref(self._rows[key], self._columns.exact)

    def _compute(self, result: NodeResult) -> None:
        """Write the points of a group or criterion, and what it counts on the other side; inner ones first."""
        if isinstance(result, GroupResult):
            for part in result.parts:
                self._compute(part)
            self._compute_group(result.group, result)
        elif criterion_key(result.criterion.id) in self._rows:
            self._compute_criterion(result)

    def _compute_criterion(self, result: CriterionResult) -> None:
        criterion, key = result.criterion, criterion_key(result.criterion.id)
        if key in self._later:
            self._fix(result, self._rows[key])
            return
        row, parts = self._rows[key], [self._rows[part] for part in self._parts.get(criterion.id, ())]
        claimed = self._agreed_to(criterion)
        preset = self._content.presets[criterion.id].state
        formulas = self._content.blank.once(
            (self._layout, criterion.id, claimed, preset),
            lambda: self._formulas_of(result, row, parts, claimed),
        )
        own = mark_in_cells(self._content, criterion)
        value, exact = self._values(result, own)
        doubt = _doubt(criterion, "", own.mark, own.target)
        self._put(
            row,
            (self._columns.number("points"), formulas.points, value, _POINTS),
            (self._columns.number(HINT), formulas.hint, doubt, HINT_LOOK),
            (self._columns.exact, formulas.exact, exact, BODY),
            (self._columns.attainable, formulas.attainable, left_out_or_maximum(result), BODY),
        )
        if criterion.kind.asks is Ask.COUNTS:
            counts = dict(map(count_of, own.parts))
            for part, each, formula in zip(self._parts[criterion.id], parts, formulas.part_hints, strict=True):
                name = part.rpartition("/")[2]
                doubt = _doubt(criterion, name, counts.get(name, ""))
                self._put(each, (self._columns.number(HINT), formula, doubt, HINT_LOOK))

    def _formulas_of(
        self, result: CriterionResult, row: int, parts: Sequence[int], claimed: tuple[str, str] | None
    ) -> "_CriterionFormulas":
        """Return the formulas of a criterion's rows.

        Args:
            result: what the criterion gives, of which nothing but its rules goes into the formulas.
            row: its own row.
            parts: the rows of its parts.
            claimed: what is true while it is agreed with, and what its points are then; None where it cannot be.
        """
        criterion, mark = result.criterion, self._columns.number("mark")
        cells = Cells(
            mark=ref(row, mark),
            target=ref(row, self._columns.number("target")) if criterion.kind.takes_target else "",
            parts=tuple(ref(part, mark) for part in parts),
            options=self._inputs.options(criterion),
        )
        counted = zip(self._parts[criterion.id], cells.parts, strict=True) if criterion.kind.asks is Ask.COUNTS else ()
        range_of, rubric = self._content.blank.lists.range_of, self._content.rubric
        points = ref(row, self._columns.number("points"))
        return _CriterionFormulas(
            points=self._points_formula(result, ref(row, self._columns.exact), claimed),
            hint=hint(criterion, cells, range_of),
            exact=_exact_formula(result, cells, rubric),
            attainable=criterion_attainable(points, criterion, rubric, extra=result.extra),
            part_hints=tuple(part_hint(criterion, key.rpartition("/")[2], cell, range_of) for key, cell in counted),
        )

    def _fix(self, result: CriterionResult, row: int) -> None:
        """Write what a criterion counts that only a later stage marks, and that nothing on this form changes."""
        points: str | Exact = result.points if result.counts and not result.extra else str(result.state.symbol)
        attainable = left_out_or_maximum(result)
        self._put(
            row,
            (self._columns.number("points"), _written(points), points, _POINTS),
            (self._columns.attainable, _written(attainable), attainable, BODY),
        )

    def _points_formula(self, result: CriterionResult, exact: str, claimed: tuple[str, str] | None) -> str:
        """Return the points of a criterion, rounded as the rubric says; or what stands there in their place.

        Args:
            result: what the criterion gives now.
            exact: the cell with the points before rounding.
            claimed: what is true while it is agreed with, and what stands there then; None where it cannot be.
        """
        criterion, rubric = result.criterion, self._content.rubric
        points, state_cell = exact, self.cell(criterion_key(criterion.id), "state")
        if rubric.rounding is not None and rubric.rounding.at == "criterion":
            points = rounded(exact, number(criterion.points), rubric.rounding.decimals, criterion.kind.least)
        signed = f"0-({points})" if criterion.penalty else points
        formula = f"IF(ISNUMBER({exact}),{signed},{exact})"
        if claimed is not None:
            agreed, value = claimed
            formula = f'IF(AND({exact}="",{agreed}),{value},{formula})'
        for state, choice in reversed(self._inputs.state_choices(criterion).items()):
            counted = _of_state(State(state), result, rubric)
            formula = f"IF({state_cell}={text(choice)},{counted},{formula})"
        return formula

    def _agreed_to(self, criterion: CriterionBase) -> tuple[str, str] | None:
        """Return what is true once somebody has agreed with what was claimed, in all lines that are blank.

        Beside it stands what the criterion's line gives then. None where nothing is claimed that could be agreed with.
        """
        if criterion.id not in self._content.claims or AGREED_BY not in self._rows:
            return None
        cells = (ref(self._rows[key], self._columns.number(REASON_COLUMN)) for key in (AGREED_BY, AGREED_ON))
        return ",".join(f"LEN(TRIM({cell}))>0" for cell in cells), _written(self._claimed(criterion))

    def _claimed(self, criterion: CriterionBase) -> str | Exact:
        """Return what a line that is agreed to gives, or the sign of what stands in its place."""
        result = self._content.claimed.criteria[self._content.rubric.leaf_numbers[criterion.id]]
        if result.state is State.GIVEN:
            return result.points
        if result.state is State.BLANK:
            return str(BY_BLOC)
        return str(result.state.symbol) if result.excluded or result.extra else result.points

    def _values(self, result: CriterionResult, own: FormMark) -> tuple[str | Exact, str | Exact]:
        """Return what stands in the cells of the points and of the exact points while nothing more is typed.

        Args:
            result: what the criterion gives.
            own: what stands in its cells.
        """
        if own.blank and self._content.agreed is not None and result.criterion.id in self._content.claims:
            return self._claimed(result.criterion), ""
        given = result.state is State.GIVEN
        exact: str | Exact = ""
        if given and result.counted is not None and result.counted.points is not None:
            exact = result.counted.points
        elif not own.blank and not own.state and result.criterion.kind.relative:
            exact = str(BY_BLOC)
        if own.state:
            symbol = str(State(own.state).symbol)
            return (symbol if result.excluded or result.extra else result.points), exact
        return (result.points if given else exact), exact

    def _compute_group(self, group: Group, result: GroupResult) -> None:
        key = group_key(group)
        if key not in self._rows:
            return
        summed, attainable = self._content.blank.once((self._layout, key), lambda: self._group_formulas(group))
        value = result.points if self._any_in(result) else ""
        self._put(
            self._rows[key],
            (self._columns.number("points"), summed, value, centred(GROUP)),
            (self._columns.attainable, attainable, left_out_or_maximum(result), BODY),
        )

    def _group_formulas(self, group: Group) -> tuple[str, str]:
        """Return the formulas of a group's points, and of what was attainable in it."""
        points, attainable = self._refs(group.criteria)
        rounding, own = self._content.rubric.rounding, ref(self._rows[group_key(group)], self._columns.attainable)
        summed = group_points(group, points, attainable, rounding, own, self._cap_conditions(group))
        return _while_any(points, summed), group_attainable(group, attainable, rounding)

    def _cap_conditions(self, group: Group) -> list[str]:
        """Return what is true while each condition of a cap is met; of disqualifiers, while a reason is there."""
        met = []
        for condition in group.cap.conditions if isinstance(group.cap, ConditionalCap) else ():
            if condition.under is None:
                reason = self.cell(disqualifier_key(condition.disqualifier or ""), REASON_COLUMN)
                met.append(f"LEN(TRIM({reason}))>0")
                continue
            node = self._content.rubric.find(condition.subject)
            assert node is not None  # noqa: S101 - checked with the rubric
            (points,), (attainable,) = self._refs([node])
            inside = [node.id] if not isinstance(node, Group) else criteria_in(node)
            keys = [key for key in map(criterion_key, inside) if key in self._rows]
            subject = SubjectCells(points, attainable, [self.cell(key, "points") for key in keys])
            met.append(condition_met(condition, subject, self._content.rubric))
        return met

    def _any_in(self, result: NodeResult) -> bool:
        """Return whether anything has points in a group, or a criterion has: blanks alone are no 0."""
        if isinstance(result, GroupResult):
            return any(self._any_in(part) for part in result.parts)
        held = criterion_key(result.criterion.id) in self._rows
        own = mark_in_cells(self._content, result.criterion)
        return held and result.state is not State.LATER and not isinstance(self._values(result, own)[0], str)

    def _refs(self, nodes: Sequence[Group | CriterionBase]) -> tuple[list[str], list[str]]:
        """Return the cells with the points of some nodes, and those with what they count on the other side.

        What the period does not hold has no row: it counts on neither side.
        """
        keys = (group_key(node) if isinstance(node, Group) else criterion_key(node.id) for node in nodes)
        rows = [self._rows.get(key) for key in keys]
        columns = self._columns.number("points"), self._columns.attainable
        points, attainable = ([ref(row, column) if row else _A_TEXT for row in rows] for column in columns)
        return points, attainable

    def total(self) -> None:
        """Write the total, what was attainable, and the bonus that does not count."""
        content, rubric = self._content, self._content.rubric
        points, attainable = self._refs(rubric.parts)
        column = self._columns.number("points")
        cut = ""
        name = say(*terms.TOTAL_POINTS)
        if content.most != rubric.total:
            name += say(" (chưa gồm tiêu chí do bước sau chấm)", " (without what a later stage marks)")
        if any(leaf.criterion.kind.relative for leaf in rubric.leaves):
            name += say(" (chưa gồm tiêu chí phải so với các đơn vị trong khối)", " (without what is counted by bloc)")
        last = self._canvas.row + (2 if rubric.bonus is not None and not rubric.bonus.above_total else 1)
        most = ref(last, self._columns.attainable)
        if last > self._canvas.row + 1:
            title = say(*terms.BONUS_CUT)
            row = self._line({"name": Cell(title, TOTAL)})
            formula = bonus_cut(rubric, points, attainable, most)
            self._put(row, (column, formula, content.own.bonus_not_counted, centred(TOTAL)))
            cut = ref(row, column)
        cells = {"name": Cell(name, TOTAL), "max": Cell(content.most, centred(TOTAL))}
        for stage in content.earlier:
            assert content.scores is not None  # noqa: S101 - there is an earlier stage
            key = points_key(content.campaign.stages[stage].id)
            cells[key] = Cell(content.scores.by_stage[stage].points, small(centred(TOTAL)))
        row = self._line(cells)
        of_maximum = (self._columns.attainable, total_attainable(rubric, attainable), content.own.maximum, BODY)
        formula = _while_any(points, total_points(rubric, points, most, cut))
        value = content.own.points if any(map(self._any_in, content.own.parts)) else ""
        self._put(row, (column, formula, value, centred(TOTAL)), of_maximum)

    def _line(self, cells: Mapping[str, Cell]) -> int:
        blank = Cell(None, TOTAL)
        return self._canvas.line(*(cells.get(column.key, blank) for column in self._columns.all))

    def _put(self, row: int, *cells: tuple[int, str, str | Exact, Look]) -> None:
        """Write formulas with what they come to now; nothing for one that is too long, whose value would not follow.

        Args:
            row: the row, from 1.
            cells: for each its column, from 1, its formula, what that comes to, and its look; from left to right.
        """
        put: list[PutCell] = []
        for column, formula, value, look in cells:
            # Though nothing stands there yet: to a cell without a format LibreOffice gives that of the marks, "0 điểm".
            style = cell_style(look, TEXT_FORMAT if look is HINT_LOOK else self._figures)
            cell = written_cell("", style)
            if short := len(formula) < MOST_IN_FORMULA:
                known = cached(value) if isinstance(value, str) else written_number(value)
                cell = written_cell(known, style, computed=True)
            put.append((column - 1, cell, self._looks.format_of(style), formula if short else ""))
        self._canvas.sheet.put(row - 1, put)


class _CriterionFormulas(NamedTuple):
    """The formulas of a criterion's rows: of its points, of what says why its mark is none, and the hidden ones."""

    points: str
    hint: str
    exact: str
    attainable: str
    part_hints: tuple[str, ...]


def _doubt(criterion: CriterionBase, part: str, typed: str, target: str = "") -> str:
    """Say why what the sheet holds already is hardly meant; nothing where it may be."""
    if not typed or criterion.kind.asks in (Ask.CHOICE, Ask.TICKS):
        return ""
    found = Decimal(typed), Decimal(target or 0)
    return next((str(doubt.why) for doubt in criterion.doubts(part) if doubt.holds(*found)), "")


def _written(value: str | Exact) -> str:
    return text(value) if isinstance(value, str) else number(value)


def _while_any(points: Sequence[str], formula: str) -> str:
    """Return a sum that is empty as long as none of the cells that it sums up has points."""
    return f'IF({call("COUNT", [cell for cell in points if cell != _A_TEXT])}=0,"",{formula})'


def _of_state(state: State, result: CriterionResult, rubric: Rubric) -> str:
    """Return what counts for a state in a formula: its symbol where it is left out, else points."""
    rule = rule_for(state, result.criterion, rubric)
    if result.extra or rule == "exclude":
        return text(str(state.symbol))
    return number(result.criterion.points) if rule == "full" else "0"


def _exact_formula(result: CriterionResult, cells: Cells, rubric: Rubric) -> str:
    """Return the points before rounding: nothing while the criterion is blank, `?` for what is no mark."""
    criterion = result.criterion
    points = criterion.kind.formula(cells, criterion.points) or text(str(BY_BLOC))
    unassigned = criterion.kind.unassigned_formula(cells)
    if unassigned:
        points = f"IF({unassigned},{_of_state(State.UNASSIGNED, result, rubric)},{points})"
    what = text(NOT_UNDERSTOOD)
    return f'IFERROR(IF({blank(criterion.kind.asks, cells)},"",IF({sound(criterion, cells)},{points},{what})),{what})'
