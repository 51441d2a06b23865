"""The table of a form: a row for each group, criterion and item, with the cells that are typed into."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from qcdc_cli.campaign.nodes import CriterionBase, Group, is_extra
from qcdc_cli.forms.form_key import locked_text_name, text_digest
from qcdc_cli.forms.form_layout import ID, ONLY_IN_PARTS, FormRow, assessor_label, criterion_key, group_key, label_of
from qcdc_cli.forms.form_mark import NOTHING_DONE, FormMark, count_of, evidence_lines, state_options
from qcdc_cli.forms.issuing.content import mark_in_cells
from qcdc_cli.forms.issuing.page import HINT, TICK, FormPage, earlier_mark_key, number_format, points_key
from qcdc_cli.forms.issuing.typed_cells import HINT_LOOK, hints
from qcdc_cli.forms.sheet_file import evidence_of
from qcdc_cli.kinds import Ask
from qcdc_cli.language import say
from qcdc_cli.language.figures import Exact, digits
from qcdc_cli.language.names import fold
from qcdc_cli.render.words.points_cells import most_cell, name_with_rule, value_of
from qcdc_cli.render.words.remarks import stage_mark
from qcdc_cli.render.words.rules import full_text, title_of
from qcdc_cli.scoring.result import CriterionResult, GroupResult, NodeResult
from qcdc_cli.workbook.canvas import Cell
from qcdc_cli.workbook.fitting import height_of, wrapped
from qcdc_cli.workbook.looks import BODY, CHANGEABLE, FIGURE, GREY, GROUP, Look, centred
from qcdc_cli.workbook.pages import keep_block
from qcdc_cli.workbook.plain import plain

INPUT = BODY._replace(fill=CHANGEABLE, unlocked=True)
_CHOSEN = INPUT._replace(across="center")
_SMALL = BODY._replace(size=10)
_ITEM = _SMALL._replace(indent=1, italic=True)
_SIGN = _ITEM._replace(indent=0, across="right")
_NAMED_ITEM = _ITEM._replace(fill=CHANGEABLE, unlocked=True)
_EARLIER = FIGURE._replace(colour=GREY, size=10)
_FIXED = FIGURE._replace(colour=GREY)


class FormTable:
    """Writes the rows of the table.

    Attributes:
        rows: the number of each row, by its key.
        digests: those of the locked texts and of the campaign's targets, by what they are called among all
            digests of the form's key.
    """

    def __init__(self, page: FormPage) -> None:
        """Prepare to write below what stands on the page already."""
        self.rows: dict[str, int] = {}
        self.digests: dict[str, str] = {}
        self._canvas, self._keys, self._columns, self._inputs = page.canvas, page.keys, page.columns, page.inputs
        self._content = content = page.content
        self._parts = content.parts()
        stages = content.scores.by_stage if content.scores is not None else ()
        self._earlier = {number: dict(_by_key(stages[number].parts)) for number in content.earlier}

    def write(self) -> None:
        """Write all rows, and say what their cells take."""
        for row in self._content.rows:
            if isinstance(row.node, Group):
                cells = self._group(row.node)
            elif row.part:
                cells = self._part(row, row.node)
            else:
                cells = self._criterion(row, row.node)
            self.rows[row.key] = self._line(row.key, cells, GROUP if row.is_group else BODY, self._least(row))
        for identity, parts in self._parts.items():
            keep_block(self._canvas, self.rows[criterion_key(identity)], self.rows[parts[-1]])
        for row in self._content.rows:
            if isinstance(row.node, CriterionBase) and not row.part and not row.later:
                self._ask(row.node)

    def _least(self, row: FormRow) -> float:
        """Return the least height of a row: what may come to be said beside its mark has room in it."""
        if isinstance(row.node, Group) or row.later:
            return 0.0
        width = self._columns.width(HINT)
        lines = [len(wrapped(said, width, HINT_LOOK.size)) for said in hints(row.node, row.part)]
        return height_of(max(lines, default=1), HINT_LOOK.size)

    def _line(self, key: str, cells: Mapping[str, Cell], otherwise: Look, least: float) -> int:
        """Write a row; return its number. The key stands in the hidden column at its left."""
        row = [cells.get(column.key, Cell(None, otherwise)) for column in self._columns.all]
        number = self._canvas.line(*row, least=least)
        self._keys.put(number, key)
        for column, cell in cells.items():
            text = digits(cell.value) if column == "target" and isinstance(cell.value, Decimal) else cell.value
            if isinstance(text, str) and text and not cell.look.unlocked:
                self.digests[locked_text_name(key, column)] = text_digest(plain(text))
        return number

    def _group(self, group: Group) -> dict[str, Cell]:
        name, title = name_with_rule(group), title_of(group)
        if is_extra(group) and fold(title) not in fold(name):
            name = f"{title}. {name}"
        return {
            ID: Cell(None if is_extra(group) else group.shown, GROUP),
            "name": Cell(name, GROUP),
            "max": most_cell(group, GROUP),
            "guide": Cell(full_text(group) if is_extra(group) else group.guide, GROUP._replace(size=10)),
            **{
                points_key(self._content.campaign.stages[number].id): Cell(
                    self._earlier_value(number, group_key(group)), centred(GROUP)._replace(size=10)
                )
                for number in self._content.earlier
            },
        }

    def _criterion(self, row: FormRow, criterion: CriterionBase) -> dict[str, Cell]:
        content = self._content
        documents = evidence_lines(evidence_of(content.sheet, criterion.id))
        cells = {
            ID: Cell(criterion.shown, BODY),
            "name": Cell(_name(criterion, asked=not row.later), BODY._replace(indent=row.level)),
            "max": most_cell(criterion, BODY),
            "guide": Cell(self._guide(criterion), _SMALL),
            "evidence": Cell("\n".join(documents), (INPUT if row.first else BODY)._replace(size=10)),
        }
        for number in content.earlier:
            stage = content.campaign.stages[number].id
            cells[earlier_mark_key(stage)] = Cell(self._earlier_mark(number, criterion), _EARLIER)
            cells[points_key(stage)] = Cell(self._earlier_value(number, row.key), _EARLIER)
        if row.later:
            return cells | self._left_to(row.later, criterion)
        return cells | self._typed(criterion, mark_in_cells(content, criterion))

    def _left_to(self, stage: str, criterion: CriterionBase) -> dict[str, Cell]:
        """Return the locked cells that say which later stage marks a criterion, or what the campaign has set for it."""
        look, preset = _FIXED._replace(size=10), self._content.presets[criterion.id]
        if preset.state:
            return {"state": Cell(state_options()[preset.state], look), "reason": Cell(preset.reason, _SMALL)}
        name = self._content.stage_called(stage)
        return {"mark": Cell(say(f"do bước “{name}” chấm", f"marked at the stage “{name}”"), look)}

    def _guide(self, criterion: CriterionBase) -> str:
        """Say how a criterion is scored, and which documents prove it."""
        lines = [criterion.form_guide]
        if criterion.guide:
            lines.append(criterion.guide)
        if criterion.documents:
            lines.append(say("Minh chứng: ", "Evidence: ") + "; ".join(criterion.documents))
        elif criterion.evidence_required:
            lines.append(say("Bắt buộc có minh chứng.", "Needs evidence."))
        return "\n".join(lines)

    def _typed(self, criterion: CriterionBase, own: FormMark) -> dict[str, Cell]:
        """Return the cells that are typed into; those that the campaign has set are locked."""
        preset = self._content.presets[criterion.id]
        look, kind = (_FIXED if preset.state else _CHOSEN), criterion.kind
        cells = {
            "state": Cell(self._inputs.state_choices(criterion).get(own.state), look._replace(size=10)),
            "reason": Cell(own.reason, (BODY if preset.state else INPUT)._replace(size=10)),
            "mark": Cell(None, BODY if kind.asks in ONLY_IN_PARTS else look),
        }
        if kind.asks in (Ask.NUMBER, Ask.ACTUAL):
            cells["mark"] = self._number(own.mark, criterion, "mark", look)
        elif kind.asks is Ask.CHOICE:
            cells["mark"] = Cell(criterion.options.get(own.mark), look._replace(size=10))
        elif kind.asks is Ask.TICKS:
            none = str(kind.none_of_them) if own.mark == NOTHING_DONE else None
            cells["mark"] = Cell(none, look._replace(size=10))
        if kind.takes_target:
            fixed = _FIXED if preset.target or preset.state else look
            cells["target"] = self._number(own.target, criterion, "target", fixed)
        return cells

    def _number(self, digits_typed: str, criterion: CriterionBase, column: str, look: Look) -> Cell:
        """Return the cell that a number is typed into, which shows the number's unit."""
        kind = criterion.kind
        shown = number_format(kind, kind.limits(criterion.points), self._columns.width(column))
        return Cell(Decimal(digits_typed) if digits_typed else None, look._replace(shrunk=True), shown=shown)

    def _part(self, row: FormRow, criterion: CriterionBase) -> dict[str, Cell]:
        own = mark_in_cells(self._content, criterion)
        look, name_look = (_FIXED if self._content.presets[criterion.id].state else _CHOSEN), _ITEM
        if criterion.kind.asks is Ask.TICKS:
            name, mark = criterion.options[row.part], Cell(TICK if row.part in own.parts else None, look)
        elif criterion.kind.asks is Ask.COUNTS:
            count = dict(map(count_of, own.parts)).get(row.part, "")
            name, mark = criterion.options[row.part], self._number(count, criterion, "mark", look)
        else:
            number = int(row.part)
            name = assessor_label(criterion, number)
            if criterion.kind.names_parts:  # the name is typed over it
                name_look = _ITEM if look is _FIXED else _NAMED_ITEM
                name = own.names[number - 1] if number <= len(own.names) else name
            given = own.parts[number - 1] if number <= len(own.parts) else ""
            mark = self._number(given, criterion, "mark", look)
        return {
            ID: Cell(label_of(row), _SIGN),
            "name": Cell(name, name_look._replace(indent=row.level)),
            "mark": mark,
        }

    def _earlier_mark(self, stage: int, criterion: CriterionBase) -> str:
        result = self._earlier[stage][criterion_key(criterion.id)]
        assert isinstance(result, CriterionResult)  # noqa: S101 - it is a criterion's
        said, own = stage_mark(result, stage)
        if not own:
            return ""
        beside = [one.reason for one in result.marked.readings if one.stage == stage and one.reason]
        if any(one.stage == stage and one.agreed is not None for one in result.marked.readings):
            beside = [say("(thống nhất)", "(agreed)")]
        return "\n".join((said, *beside))

    def _earlier_value(self, stage: int, key: str) -> str | Exact:
        assert self._content.scores is not None  # noqa: S101 - there is an earlier stage
        return value_of(self._earlier[stage][key], self._content.scores.by_stage[stage])

    def _ask(self, criterion: CriterionBase) -> None:
        """Let the cells of a criterion take what it can have, and nothing else."""
        preset = self._content.presets[criterion.id]
        if preset.state:
            return
        key = criterion_key(criterion.id)
        parts = [self.rows[part] for part in self._parts.get(criterion.id, ())]
        self._inputs.mark(criterion, self.rows[key], parts)
        self._inputs.state(criterion, self.rows[key])
        if criterion.kind.takes_target and not preset.target:
            self._inputs.target(criterion, self.rows[key])


def _by_key(parts: Sequence[NodeResult]) -> Iterator[tuple[str, NodeResult]]:
    """Yield the results of groups and criteria, all the way down, with the keys of their rows."""
    for part in parts:
        if isinstance(part, GroupResult):
            yield group_key(part.group), part
            yield from _by_key(part.parts)
        else:
            yield criterion_key(part.criterion.id), part


def _name(criterion: CriterionBase, *, asked: bool) -> str:
    """Return what a criterion is called, and which number is asked for, where it is one number."""
    name = name_with_rule(criterion)
    if not asked or criterion.kind.asks not in (Ask.NUMBER, Ask.ACTUAL):
        return name
    what = criterion.kind.typed_number.what
    return name + say(f" (nhập: {what})", f" (type: {what})")
