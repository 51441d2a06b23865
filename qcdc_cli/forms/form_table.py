"""The table of a form: a row for each group, criterion and item; what is typed and what is computed from it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from qcdc_cli.campaign.rubric import CriterionBase, Group, is_extra
from qcdc_cli.campaign.states import State
from qcdc_cli.forms.entered import NOTHING_DONE, Entered
from qcdc_cli.forms.form_columns import LEFT, FormColumns, points_key, said_key
from qcdc_cli.forms.form_content import FormContent, entered_of
from qcdc_cli.forms.form_formulas import BY_BLOC, StateCell, exact_formula, points_formula
from qcdc_cli.forms.form_inputs import FormInputs
from qcdc_cli.forms.form_marks import NOTHING_DONE_SHOWN
from qcdc_cli.forms.form_rows import FormRow, criterion_key
from qcdc_cli.forms.returned import ID, OWN, label_of
from qcdc_cli.kinds import Ask, Cells, Exact
from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.render.rules import full_text, group_rule, title_of
from qcdc_cli.render.workbook.shown import name_with_rule, value_of
from qcdc_cli.render.workbook.unit_words import stage_mark
from qcdc_cli.scoring.result import CriterionResult, GroupResult, NodeResult
from qcdc_cli.workbook.canvas import Canvas, Cell, written_number
from qcdc_cli.workbook.formulas import (
    bonus_cut,
    criterion_attainable,
    group_attainable,
    group_points,
    ref,
    total_attainable,
    total_points,
)
from qcdc_cli.workbook.looks import BODY, CHANGEABLE, FIGURE, GREY, GROUP, HEADER, TOTAL, Looks, centred, figure_format

INPUT = replace(BODY, fill=CHANGEABLE, unlocked=True)
_CHOSEN = replace(INPUT, across="center")
_SMALL = replace(BODY, size=10)
_ITEM = replace(_SMALL, indent=1, italic=True)
_EARLIER = replace(FIGURE, colour=GREY, size=10)
_FIXED = replace(FIGURE, colour=GREY)


class FormTable:
    """Writes the table; rows first, and when all their numbers are known, the formulas.

    Attributes:
        rows: the number of each row, by its key.
    """

    def __init__(self, canvas: Canvas, looks: Looks, content: FormContent, columns: FormColumns, inputs: FormInputs):
        """Prepare to write below what stands on the canvas already."""
        self.rows: dict[str, int] = {}
        self._canvas, self._looks = canvas, looks
        self._content, self._columns, self._inputs = content, columns, inputs
        self._results = {result.criterion.id: result for result in content.own.criteria}

    # ---------------------------------------------------------------- rows

    def header(self) -> int:
        """Write the heading row; return its number."""
        return self._canvas.line(*(Cell(column.title, HEADER) for column in self._columns.all))

    def write(self) -> None:
        """Write all rows with their inputs, then what is computed in them."""
        for row in self._content.rows:
            if isinstance(row.node, Group):
                cells = self._group(row.node)
            elif row.part:
                cells = self._part(row, row.node)
            else:
                cells = self._criterion(row, row.node)
            self.rows[row.key] = self._line(row.key, cells, GROUP if row.is_group else BODY)
        for row in self._content.rows:
            if isinstance(row.node, CriterionBase) and not row.part:
                self._ask(row.node)
        for part, result in zip(self._content.rubric.parts, self._content.own.parts, strict=True):
            self._compute(part, result)

    def _line(self, key: str, cells: Mapping[str, Cell], otherwise: Any) -> int:
        """Write a row; return its number. The key stands in the hidden column at its left."""
        number = self._canvas.line(*(cells.get(column.key, Cell(None, otherwise)) for column in self._columns.all))
        for row in range(number, self._canvas.row + 1):
            self._canvas.sheet.write_string(row - 1, LEFT - 1, key if row == number else OWN)
        return number

    def _group(self, group: Group) -> dict[str, Cell]:
        name = f"{title_of(group)}. {name_with_rule(group)}" if is_extra(group) else name_with_rule(group)
        return {
            ID: Cell(group.id, GROUP),
            "name": Cell(name, GROUP),
            "max": Cell(group.points, centred(GROUP)),
            "guide": Cell(full_text(group) if is_extra(group) else group_rule(group), replace(GROUP, size=10)),
            **{
                points_key(self._content.campaign.stages[number].id): Cell(
                    self._earlier_value(number, group.id), replace(centred(GROUP), size=10)
                )
                for number in self._content.earlier
            },
        }

    def _criterion(self, row: FormRow, criterion: CriterionBase) -> dict[str, Cell]:
        content = self._content
        cells = {
            ID: Cell(criterion.id, BODY),
            "name": Cell(name_with_rule(criterion), replace(BODY, indent=row.level)),
            "max": Cell(criterion.points, FIGURE),
            "guide": Cell(_guide(criterion), _SMALL),
            "evidence": Cell(
                "\n".join(content.evidence[criterion.id]), replace(INPUT if content.first else BODY, size=10)
            ),
        }
        for number in content.earlier:
            stage = content.campaign.stages[number].id
            cells[said_key(stage)] = Cell(self._earlier_mark(number, criterion), _EARLIER)
            cells[points_key(stage)] = Cell(self._earlier_value(number, criterion.id), _EARLIER)
        return cells | self._typed(criterion, entered_of(content, criterion))

    def _typed(self, criterion: CriterionBase, own: Entered) -> dict[str, Cell]:
        """Return the cells that are typed into; those that the campaign has settled are locked."""
        settled = self._content.settled[criterion.id]
        look, kind = (_FIXED if settled.state else _CHOSEN), criterion.kind
        cells = {
            "state": Cell(self._inputs.offered(criterion, settled).get(own.state), replace(look, size=10)),
            "reason": Cell(own.reason, replace(BODY if settled.state else INPUT, size=10)),
            "mark": Cell(None, BODY if kind.asks is Ask.PLACES else look),
        }
        if kind.asks in (Ask.NUMBER, Ask.ACTUAL):
            cells["mark"] = Cell(_digits(own.mark), look, shown=_general())
        elif kind.asks is Ask.CHOICE:
            cells["mark"] = Cell(kind.options().get(own.mark), replace(look, size=10))
        elif kind.asks is Ask.TICKS:
            none = str(NOTHING_DONE_SHOWN) if own.mark == NOTHING_DONE else None
            cells["mark"] = Cell(none, replace(look, size=10))
        if kind.takes_target:
            cells["target"] = Cell(
                _digits(own.target), _FIXED if settled.target or settled.state else look, shown=_general()
            )
        return cells

    def _part(self, row: FormRow, criterion: CriterionBase) -> dict[str, Cell]:
        own = entered_of(self._content, criterion)
        look = _FIXED if self._content.settled[criterion.id].state else _CHOSEN
        if criterion.kind.asks is Ask.TICKS:
            name, mark = criterion.kind.options()[row.part], Cell("x" if row.part in own.parts else None, look)
        else:
            number = int(row.part)
            name = say(f"Nơi chấm {number}", f"Assessor {number}")
            mark = Cell(_digits(own.parts[number - 1]) if number <= len(own.parts) else None, look, shown=_general())
        return {
            ID: Cell(label_of(row), replace(_SMALL, colour=GREY)),
            "name": Cell(name, replace(_ITEM, indent=row.level)),
            "mark": mark,
        }

    def _earlier_mark(self, stage: int, criterion: CriterionBase) -> str:
        said, own = stage_mark(self._earlier_result(stage, criterion.id), stage)
        return said if own else ""

    def _earlier_value(self, stage: int, identity: str) -> str | Exact:
        assert self._content.scores is not None  # noqa: S101 - there is an earlier stage
        result = self._content.scores.by_stage[stage]
        return value_of(_found(result.parts, identity), result)

    def _earlier_result(self, stage: int, criterion: str) -> CriterionResult:
        assert self._content.scores is not None  # noqa: S101 - there is an earlier stage
        return next(one for one in self._content.scores.by_stage[stage].criteria if one.criterion.id == criterion)

    # ---------------------------------------------------------------- inputs and formulas

    def cell(self, key: str, column: str) -> str:
        """Return the reference of a cell by the keys of its row and column."""
        return ref(self.rows[key], self._columns.number(column))

    def _ask(self, criterion: CriterionBase) -> None:
        """Let the cells of a criterion take what it can have, and nothing else."""
        settled = self._content.settled[criterion.id]
        if settled.state:
            return
        key = criterion_key(criterion.id)
        parts = [row.key for row in self._content.rows if row.part and row.node is criterion]
        self._inputs.mark(criterion, self.rows[key], [self.rows[part] for part in parts])
        self._inputs.state(criterion, settled, self.rows[key])
        if criterion.kind.takes_target and not settled.target:
            self._inputs.target(criterion, self.rows[key])

    def _compute(self, node: Group | CriterionBase, result: NodeResult) -> None:
        """Write the points of a group or criterion, and what it counts on the other side; inner ones first."""
        if isinstance(result, GroupResult) and isinstance(node, Group):
            for part, inner in zip(node.criteria, result.parts, strict=True):
                self._compute(part, inner)
            self._compute_group(node, result)
        elif isinstance(result, CriterionResult) and criterion_key(result.criterion.id) in self.rows:
            self._compute_criterion(result)

    def _compute_criterion(self, result: CriterionResult) -> None:
        criterion, rubric = result.criterion, self._content.rubric
        key = criterion_key(criterion.id)
        row, settled = self.rows[key], self._content.settled[criterion.id]
        extra, penalty = result.extra, self._is_penalty(criterion)
        parts = tuple(
            self.cell(each.key, "mark") for each in self._content.rows if each.part and each.node is criterion
        )
        options = self._inputs.options(criterion)
        target = self.cell(key, "target") if criterion.kind.takes_target else ""
        cells = Cells(self.cell(key, "mark"), target, parts, options)
        state = StateCell(self.cell(key, "state"), self._inputs.offered(criterion, settled))
        value, exact = self._values(result)
        self._put(row, self._columns.exact, exact_formula(criterion, cells), exact, BODY)
        at = ref(row, self._columns.exact)
        formula = points_formula(criterion, at, state, rubric, extra=extra, penalty=penalty)
        self._put(row, self._columns.number("points"), formula, value, replace(FIGURE, bold=True))
        points = self.cell(key, "points")
        attainable = criterion_attainable(points, criterion, rubric, extra=extra)
        self._put(row, self._columns.attainable, attainable, "–" if result.excluded else result.maximum, BODY)

    def _values(self, result: CriterionResult) -> tuple[str | Exact, str | Exact]:
        """Return what stands in the cells of the points and of the exact points while nothing more is typed."""
        own = entered_of(self._content, result.criterion)
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

    def _is_penalty(self, criterion: CriterionBase) -> bool:
        penalties = self._content.rubric.penalties
        return penalties is not None and criterion in penalties.criteria

    def _compute_group(self, group: Group, result: GroupResult) -> None:
        key = f"g:{group.id}"
        if key not in self.rows:
            return
        points, attainable = self._refs(group.criteria)
        row, rounding = self.rows[key], self._content.rubric.rounding
        own = ref(row, self._columns.attainable)
        self._put(row, self._columns.attainable, group_attainable(group, attainable, rounding), result.maximum, BODY)
        formula = group_points(group, points, attainable, rounding, own)
        self._put(row, self._columns.number("points"), formula, result.points, centred(GROUP))

    def _refs(self, nodes: Sequence[Group | CriterionBase]) -> tuple[list[str], list[str]]:
        """Return the cells with the points of some nodes, and those with what they count on the other side.

        What the period does not hold has no row: it counts on neither side.
        """
        points, attainable = [], []
        for node in nodes:
            key = f"g:{node.id}" if isinstance(node, Group) else criterion_key(node.id)
            row = self.rows.get(key)
            points.append(ref(row, self._columns.number("points")) if row else '""')
            attainable.append(ref(row, self._columns.attainable) if row else '""')
        return points, attainable

    def total(self) -> None:
        """Write the total, what was attainable, and the bonus that does not count."""
        content, rubric = self._content, self._content.rubric
        points, attainable = self._refs(rubric.parts)
        column = self._columns.number("points")
        cut = ""
        name = say("Tổng điểm", "Total")
        if any(leaf.criterion.kind.relative for leaf in rubric.leaves):
            name += say(" (chưa gồm tiêu chí tính theo khối)", " (without what is counted by bloc)")
        last = self._canvas.row + (2 if rubric.bonus is not None and not rubric.bonus.above_total else 1)
        most = ref(last, self._columns.attainable)
        if last > self._canvas.row + 1:
            title = say("Điểm thưởng không tính, vì vượt thang", "Bonus that does not count")
            row = self._line(OWN, {"name": Cell(title, TOTAL)}, TOTAL)
            self._put(row, column, bonus_cut(rubric, points, most), content.own.cut, centred(TOTAL))
            cut = ref(row, column)
        cells = {"name": Cell(name, TOTAL), "max": Cell(rubric.total, centred(TOTAL))}
        for number in content.earlier:
            assert content.scores is not None  # noqa: S101 - there is an earlier stage
            key = points_key(content.campaign.stages[number].id)
            cells[key] = Cell(content.scores.by_stage[number].points, replace(centred(TOTAL), size=10))
        row = self._line(OWN, cells, TOTAL)
        self._put(row, self._columns.attainable, total_attainable(rubric, attainable), content.own.maximum, BODY)
        self._put(row, column, total_points(rubric, points, most, cut), content.own.points, centred(TOTAL))

    def _put(self, row: int, column: int, formula: str, value: str | Exact, look: Any) -> None:
        """Write a formula with what it comes to now."""
        shown = "General" if isinstance(value, str) else figure_format(_most_decimals(self._content))
        style = self._looks.format(look, shown)
        known = value if isinstance(value, str) else written_number(value)
        self._canvas.sheet.write_formula(row - 1, column - 1, f"={formula}", style, known)


def _most_decimals(content: FormContent) -> int:
    rounding = content.rubric.rounding
    return rounding.decimals if rounding is not None else 2


def _found(parts: Sequence[NodeResult], identity: str) -> NodeResult:
    for part in parts:
        if (part.group.id if isinstance(part, GroupResult) else part.criterion.id) == identity:
            return part
        if isinstance(part, GroupResult):
            try:
                return _found(part.parts, identity)
            except KeyError:
                continue
    raise KeyError(identity)


def _general() -> str:
    """Return the number format of what is typed: as it is, with the decimal mark of the language in use."""
    return say("[$-42A]General", "General")


def _digits(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _guide(criterion: CriterionBase) -> str:
    """Say how a criterion is scored, and which documents prove it."""
    lines = [str(criterion.kind.rule(criterion.points))]
    if criterion.kind.asks is Ask.TICKS:
        most = figure(criterion.points)
        lines = [
            say(
                f"Đánh x vào việc đã làm ở các dòng dưới, tối đa {most} điểm. Chưa làm việc nào thì chọn ở dòng này.",
                f"Tick what is done in the rows below, at most {most} points. If nothing is done, say so here.",
            )
        ]
    if criterion.guide:
        lines.append(criterion.guide)
    if criterion.documents:
        lines.append(say("Minh chứng: ", "Evidence: ") + "; ".join(criterion.documents))
    elif criterion.evidence_required:
        lines.append(say("Phải có minh chứng.", "Needs evidence."))
    return "\n".join(lines)
