"""The table of a form: a row for each group, criterion and item, with the cells that are typed into."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from qcdc_cli.campaign.nodes import CriterionBase, Group
from qcdc_cli.forms.form_key import locked_text_name, text_digest
from qcdc_cli.forms.form_layout import ONLY_IN_PARTS, FormRow, criterion_key, group_key
from qcdc_cli.forms.form_mark import NOTHING_DONE, FormMark, count_of, state_options
from qcdc_cli.forms.issuing.content import mark_in_cells
from qcdc_cli.forms.issuing.page import HINT, FormInputs, FormPage, Rule, earlier_mark_key, number_format, points_key
from qcdc_cli.forms.issuing.typed_cells import TICK
from qcdc_cli.kinds import Ask
from qcdc_cli.language import say
from qcdc_cli.language.figures import Exact, digits
from qcdc_cli.render.words.points_cells import value_of
from qcdc_cli.render.words.remarks import stage_mark
from qcdc_cli.scoring.result import CriterionResult, GroupResult, NodeResult
from qcdc_cli.workbook.canvas import Cell
from qcdc_cli.workbook.looks import BODY, CHANGEABLE, FIGURE, GREY, GROUP, Look, centred, small
from qcdc_cli.workbook.pages import keep_block
from qcdc_cli.workbook.plain import plain

INPUT = BODY._replace(fill=CHANGEABLE, unlocked=True)
_CHOSEN = INPUT._replace(across="center")
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
        blank = self._content.blank
        for row in self._content.rows:
            if isinstance(row.node, Group):
                cells = self._earlier_points(row.node)
            elif row.part:
                cells = self._part(row, row.node)
            else:
                cells = self._criterion(row, row.node)
            least = blank.least_height(row, self._columns.width(HINT))
            self.rows[row.key] = self._line(row.key, blank.cells(row) | cells, GROUP if row.is_group else BODY, least)
        for identity, parts in self._parts.items():
            keep_block(self._canvas, self.rows[criterion_key(identity)], self.rows[parts[-1]])
        self._inputs.write(self._rules())

    def _line(self, key: str, cells: Mapping[str, Cell], otherwise: Look, least: float) -> int:
        """Write a row; return its number. The key stands in the hidden column at its left."""
        empty = Cell(None, otherwise)
        row = [cells.get(column.key, empty) for column in self._columns.all]
        number = self._canvas.line(*row, least=least)
        self._keys.put(number, key)
        for column, cell in cells.items():
            text = digits(cell.value) if column == "target" and isinstance(cell.value, Decimal) else cell.value
            if isinstance(text, str) and text and not cell.look.unlocked:
                self.digests[locked_text_name(key, column)] = text_digest(plain(text))
        return number

    def _earlier_points(self, group: Group) -> dict[str, Cell]:
        return {
            points_key(self._content.campaign.stages[number].id): Cell(
                self._earlier_value(number, group_key(group)), small(centred(GROUP))
            )
            for number in self._content.earlier
        }

    def _criterion(self, row: FormRow, criterion: CriterionBase) -> dict[str, Cell]:
        content = self._content
        documents = "\n".join(content.evidence[criterion.id])
        cells = {"evidence": Cell(documents, small(INPUT if row.first else BODY))}
        for number in content.earlier:
            stage = content.campaign.stages[number].id
            cells[earlier_mark_key(stage)] = Cell(self._earlier_mark(number, criterion), _EARLIER)
            cells[points_key(stage)] = Cell(self._earlier_value(number, row.key), _EARLIER)
        if row.later:
            return cells | self._left_to(row.later, criterion)
        return cells | self._typed(criterion, mark_in_cells(content, criterion))

    def _left_to(self, stage: str, criterion: CriterionBase) -> dict[str, Cell]:
        """Return the locked cells that say which later stage marks a criterion, or what the campaign has set for it."""
        look, preset = small(_FIXED), self._content.presets[criterion.id]
        if preset.state:
            return {"state": Cell(state_options()[preset.state], look), "reason": Cell(preset.reason, small(BODY))}
        name = self._content.stage_called(stage)
        return {"mark": Cell(say(f"do bước “{name}” chấm", f"marked at the stage “{name}”"), look)}

    def _typed(self, criterion: CriterionBase, own: FormMark) -> dict[str, Cell]:
        """Return the cells that are typed into; those that the campaign has set are locked."""
        preset = self._content.presets[criterion.id]
        look, kind = (_FIXED if preset.state else _CHOSEN), criterion.kind
        cells = {
            "state": Cell(self._inputs.state_choices(criterion).get(own.state), small(look)),
            "reason": Cell(own.reason, small(BODY if preset.state else INPUT)),
            "mark": Cell(None, BODY if kind.asks in ONLY_IN_PARTS else look),
        }
        if kind.asks in (Ask.NUMBER, Ask.ACTUAL):
            cells["mark"] = self._number(own.mark, criterion, "mark", look)
        elif kind.asks is Ask.CHOICE:
            options = self._content.blank.once((Ask.CHOICE, criterion.id), lambda: criterion.options)
            cells["mark"] = Cell(options.get(own.mark), small(look))
        elif kind.asks is Ask.TICKS:
            none = str(kind.none_of_them) if own.mark == NOTHING_DONE else None
            cells["mark"] = Cell(none, small(look))
        if kind.takes_target:
            fixed = _FIXED if preset.target or preset.state else look
            cells["target"] = self._number(own.target, criterion, "target", fixed)
        return cells

    def _number(self, digits_typed: str, criterion: CriterionBase, column: str, look: Look) -> Cell:
        """Return the cell that a number is typed into, which shows the number's unit."""
        kind = criterion.kind
        width = self._columns.width(column)
        shown = self._content.blank.once(
            (number_format, criterion.id, width), lambda: number_format(kind, kind.limits(criterion.points), width)
        )
        return Cell(Decimal(digits_typed) if digits_typed else None, _shrunk(look), shown=shown)

    def _part(self, row: FormRow, criterion: CriterionBase) -> dict[str, Cell]:
        own = mark_in_cells(self._content, criterion)
        look = _FIXED if self._content.presets[criterion.id].state else _CHOSEN
        if criterion.kind.asks is Ask.TICKS:
            return {"mark": Cell(TICK if row.part in own.parts else None, look)}
        if criterion.kind.asks is Ask.COUNTS:
            count = dict(map(count_of, own.parts)).get(row.part, "")
            return {"mark": self._number(count, criterion, "mark", look)}
        number = int(row.part)
        given = own.parts[number - 1] if number <= len(own.parts) else ""
        mark = self._number(given, criterion, "mark", look)
        if not criterion.kind.names_parts:
            return {"mark": mark}
        name = self._content.blank.cells(row)["name"]  # the assessor's own name is typed over it
        name = name._replace(look=name.look if look is _FIXED else _unlocked(name.look))
        if number <= len(own.names):
            name = name._replace(value=own.names[number - 1])
        return {"name": name, "mark": mark}

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

    def _rules(self) -> Sequence[Rule]:
        """Return what the cells take, for all forms with the same rows, and with the same ones set by the campaign."""
        preset = {one: (each.state, bool(each.target)) for one, each in self._content.presets.items()}
        key = (id(self._columns), id(self._content.rows), *self.rows.values(), *preset.items())
        return self._content.blank.once((FormInputs, key), self._asked)

    def _asked(self) -> Sequence[Rule]:
        """Let the cells of the criteria take what they can have, and nothing else."""
        for row in self._content.rows:
            criterion, number = row.node, self.rows[row.key]
            if isinstance(criterion, Group) or row.part or row.later:
                continue
            preset = self._content.presets[criterion.id]
            if preset.state:
                continue
            self._inputs.mark(criterion, number, [self.rows[part] for part in self._parts.get(criterion.id, ())])
            self._inputs.state(criterion, number)
            if criterion.kind.takes_target and not preset.target:
                self._inputs.target(criterion, number)
        return self._inputs.rules()


@cache
def _shrunk(look: Look) -> Look:
    return look._replace(shrunk=True)


@cache
def _unlocked(look: Look) -> Look:
    return look._replace(fill=CHANGEABLE, unlocked=True)


def _by_key(parts: Sequence[NodeResult]) -> Iterator[tuple[str, NodeResult]]:
    """Yield the results of groups and criteria, all the way down, with the keys of their rows."""
    for part in parts:
        if isinstance(part, GroupResult):
            yield group_key(part.group), part
            yield from _by_key(part.parts)
        else:
            yield criterion_key(part.criterion.id), part
