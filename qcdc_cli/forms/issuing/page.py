"""The page that a form is drawn on: its columns, the keys of its rows, and what its cells take."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from xlsxwriter import Workbook

from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.forms.form_key import KEY_TAB, FormKey
from qcdc_cli.forms.form_layout import ID, INPUT_COLUMNS, KEYS, NOT_READ, ONLY_IN_PARTS, label_of
from qcdc_cli.forms.form_mark import state_options
from qcdc_cli.forms.issuing.content import FormContent
from qcdc_cli.forms.issuing.typed_cells import TICK, limits_condition, limits_in_words
from qcdc_cli.kinds import Ask, Kind, Limits
from qcdc_cli.language import say, terms
from qcdc_cli.workbook.book import WrittenSheet
from qcdc_cli.workbook.canvas import Canvas
from qcdc_cli.workbook.fitting import line_units, stretched, word_units
from qcdc_cli.workbook.looks import Looks, unit_format
from qcdc_cli.workbook.pages import LANDSCAPE_UNITS
from qcdc_cli.workbook.plain import cut, plain
from qcdc_cli.workbook.references import ref, together

_WIDEST_ID = 16.0
_NARROWEST_MARK, _WIDEST_MARK = 12.5, 15.0
_ROOM_FOR_DIGITS = "0000 "  # of a number before its unit
HINT = "hint"  # the column that says what is wrong with what was typed, or hardly meant
LEFT = KEYS  # hidden columns at the left
_LONGEST_TITLE, _LONGEST_MESSAGE = 32, 255  # Excel takes no more


class FormColumn(NamedTuple):
    """A column.

    Attributes:
        key: how it is known when the form comes back.
        title: what it is called.
        width: its least width, in width units.
        weight: its part in what is left of the page's width.
    """

    key: str
    title: str
    width: float
    weight: float = 0.0


class FormColumns:
    """The columns of one form, from left to right.

    Attributes:
        all: the columns.
        widths: their widths, which together fill a page.
    """

    def __init__(self, content: FormContent) -> None:
        """Choose the columns that a form needs."""
        self.all = tuple(_columns(content))
        given = [column.width for column in self.all]
        self.widths = stretched(given, [column.weight for column in self.all], LANDSCAPE_UNITS)
        self._numbers = {column.key: LEFT + number for number, column in enumerate(self.all, start=1)}

    @classmethod
    def of(cls, content: FormContent) -> "FormColumns":
        """Return the columns that a form needs, the same ones for all forms that need the same."""
        return content.blank.once((cls, id(content.rows), tuple(content.earlier.items())), lambda: cls(content))

    def number(self, key: str) -> int:
        """Return the number of a column, from 1; 0 where the form does not have it."""
        return self._numbers.get(key, 0)

    def width(self, key: str) -> float:
        """Return the width of a column that the form has, in width units."""
        return self.widths[self._numbers[key] - LEFT - 1]

    @property
    def exact(self) -> int:
        """The first hidden column behind all others: the points before rounding."""
        return LEFT + len(self.all) + 1

    @property
    def attainable(self) -> int:
        """The second hidden column behind all others: what each row counts on the other side."""
        return self.exact + 1


class RowKeys:
    """The hidden column in which each row of a form has its key."""

    def __init__(self, sheet: WrittenSheet) -> None:
        """Begin with no row keyed."""
        self._sheet = sheet
        self._keyed: set[int] = set()

    def put(self, row: int, key: str) -> None:
        """Give a row its key."""
        self._sheet.put_texts(row - 1, KEYS - 1, key)
        self._keyed.add(row)

    def rest(self, last: int) -> None:
        """Give all other rows the key of the form's own, so that a row without any is known to be somebody's."""
        for row in range(KEYS + 1, last + 1):
            if row not in self._keyed:
                self.put(row, NOT_READ)


def earlier_mark_key(stage: str) -> str:
    """Return the key of the column with what an earlier stage said."""
    return f"said {stage}"


def points_key(stage: str) -> str:
    """Return the key of the column with what an earlier stage's marks give."""
    return f"points {stage}"


def _columns(content: FormContent) -> Iterator[FormColumn]:
    longest = max((word_units(label_of(row), 11) for row in content.rows), default=0.0)
    yield FormColumn(ID, say(*terms.ID), min(max(7.0, longest), _WIDEST_ID))
    yield FormColumn("name", say(*terms.GROUP_OR_CRITERION), 26.0, 1)
    yield FormColumn("max", say(*terms.MAX), 6.5)
    guide = 31.5 if content.first else 27.5  # a later stage's form has the earlier marks beside
    yield FormColumn("guide", say("Cách chấm; minh chứng cần có", "How it is scored; evidence wanted"), guide, 3)
    for stage_number, name in content.earlier.items():
        stage = content.campaign.stages[stage_number].id
        yield FormColumn(earlier_mark_key(stage), name, 11.0)
        yield FormColumn(points_key(stage), say(*terms.POINTS), 6.5)
    titles = {key: str(title) for key, title in INPUT_COLUMNS.items()}
    yield FormColumn("mark", f"{titles['mark']}\n({content.stage_name})", _mark_width(content))
    if any(isinstance(row.node, CriterionBase) and row.node.kind.takes_target for row in content.rows):
        yield FormColumn("target", titles["target"], 7.5)
    yield FormColumn("points", say(*terms.POINTS), 7.0)
    yield FormColumn(HINT, say("Lưu ý", "Look again"), 11.0)
    yield FormColumn("state", titles["state"], 9.5)
    yield FormColumn("reason", titles["reason"], 12.0 if content.first else 16.0, 0.5)
    yield FormColumn("evidence", titles["evidence"], 24.0, 2)


def _mark_width(content: FormContent) -> float:
    """Return the width at which the units of all numbers can be read beside them, as far as the page allows."""
    numbers = (row.node.kind.typed_number for row in content.rows if isinstance(row.node, CriterionBase))
    widest = max((_number_units(f"{one.before} {one.behind}") for one in numbers), default=0.0)
    return min(max(_NARROWEST_MARK, widest), _WIDEST_MARK)


def _number_units(unit: str) -> float:
    """Return the column width that a number with a unit takes on one line."""
    return line_units(f"{_ROOM_FOR_DIGITS}{unit}", 11)


def number_format(kind: Kind, limits: Limits, width: float) -> str:
    """Return the number format of a cell that a number is typed into: with its unit, as far as the column has room.

    Args:
        kind: the kind of the criterion.
        limits: which numbers the cell takes.
        width: the width of its column.
    """
    typed = kind.typed_number
    words = plain(typed.behind).split()
    behind = " ".join(words)
    while words and _number_units(behind) > width:
        words.pop()
        behind = f"{' '.join(words)}…" if words else ""
    return unit_format(behind, typed.before, whole=limits.step == 1)


Rule = tuple[str, Mapping[str, Any]]  # the first of the cells that take the same, and what it is, as XlsxWriter says it


class FormInputs:
    """Gives the cells of one form their limits and lists; cells that take the same share one rule."""

    def __init__(self, sheet: WrittenSheet, columns: FormColumns, content: FormContent) -> None:
        """Prepare to give the cells of a worksheet what they take."""
        self._sheet, self._columns, self._content = sheet, columns, content
        self._range_of = content.blank.lists.range_of
        self._rules: dict[tuple[tuple[str, Any], ...], list[str]] = {}  # the cells by what they take

    def rules(self) -> Sequence[Rule]:
        """Return the rules of all cells that were said to take something."""
        return [
            (cells[0], {**dict(rule), "multi_range": " ".join(together(cells))}) for rule, cells in self._rules.items()
        ]

    def write(self, rules: Sequence[Rule]) -> None:
        """Write rules of this form's cells."""
        for first, rule in rules:
            self._sheet.data_validation(first, rule)

    def options(self, criterion: CriterionBase) -> str:
        """Return the range that lists a criterion's options; "" where it is not chosen from a list."""
        if criterion.kind.asks is not Ask.CHOICE:
            return ""
        return self._range_of(*criterion.options.values())

    def state_choices(self, criterion: CriterionBase) -> dict[str, str]:
        """Return the states that can be chosen for a criterion at this stage, as they are shown."""
        preset = self._content.presets[criterion.id]
        if preset.state:
            return {preset.state: state_options()[preset.state]}
        return self._content.blank.states[criterion.id]

    def mark(self, criterion: CriterionBase, row: int, parts: Sequence[int]) -> None:
        """Say what the cells of a criterion's mark take.

        Args:
            criterion: the criterion.
            row: its row.
            parts: the rows of its items, of what is counted, or of its assessors.
        """
        column, kind = self._columns.number("mark"), criterion.kind
        limits = kind.limits(criterion.points)
        if kind.asks is Ask.CHOICE:
            self._choice(row, column, self.options(criterion))
        elif kind.asks is Ask.TICKS:
            self._choice(row, column, self._range_of(str(kind.none_of_them)))
            ticks = self._range_of(TICK)
            for part in parts:
                self._choice(part, column, ticks)
        else:
            for each in parts if kind.asks in ONLY_IN_PARTS else (row,):
                self._number(each, column, limits, kind.typed_number.what, is_points=kind.typed_number.is_points)

    def state(self, criterion: CriterionBase, row: int) -> None:
        """Let a criterion be called not applicable or unassigned, as far as this stage may say so."""
        choices, column = self.state_choices(criterion).values(), self._columns.number("state")
        if choices:
            self._choice(row, column, self._range_of(*choices))
        else:
            message = say(
                "Thang điểm không cho ghi “không phát sinh”, “không giao” ở tiêu chí này.",
                "The rubric has no such thing here.",
            )
            self._rule(row, column, {"validate": "length", "criteria": "==", "value": 0}, message)

    def target(self, criterion: CriterionBase, row: int) -> None:
        """Let a target be typed."""
        what = say(f"chỉ tiêu: {criterion.kind.typed_number.what}", f"target: {criterion.kind.typed_number.what}")
        self._number(row, self._columns.number("target"), criterion.kind.limits(criterion.points), what)

    def _number(self, row: int, column: int, limits: Limits, what: str, *, is_points: bool = False) -> None:
        condition = {"validate": "custom", "value": f"={limits_condition(ref(row, column), limits)}"}
        what = f"{what[:1].upper()}{what[1:]}"
        asked = what if is_points else say(f"{what}, không phải số điểm", f"{what}, not points")
        self._rule(row, column, condition, cut(f"{asked}. {limits_in_words(limits)}", _LONGEST_MESSAGE), what)

    def _choice(self, row: int, column: int, entries: str) -> None:
        message = say("Chọn một giá trị trong danh sách.", "Choose one from the list.")
        self._rule(row, column, {"validate": "list", "source": f"={entries}"}, message)

    def _rule(self, row: int, column: int, condition: dict[str, Any], message: str, heading: str = "") -> None:
        title = say("Giá trị không hợp lệ", "Not a value for this cell")
        shown = {**condition, "error_title": title, "error_message": message}
        # What a cell takes is said where it is chosen: far down the heading row is out of sight.
        heading = heading or " ".join(self._columns.all[column - LEFT - 1].title.split())
        shown |= {"input_title": cut(heading, _LONGEST_TITLE), "input_message": message}
        self._rules.setdefault(tuple(shown.items()), []).append(ref(row, column))


class FormPage(NamedTuple):
    """A form while it is drawn.

    Attributes:
        canvas: what it is drawn on, from top to bottom.
        looks: the formats of its cells.
        columns: its columns.
        keys: the hidden keys of its rows.
        content: what stands on it.
        inputs: what its cells take.
    """

    canvas: Canvas
    looks: Looks
    columns: FormColumns
    keys: RowKeys
    content: FormContent
    inputs: FormInputs


def write_key(made: Workbook, key: FormKey) -> None:
    """Write the key of a form on a hidden worksheet of its own, the last one."""
    tab = made.add_worksheet(KEY_TAB)
    for row, (name, text) in enumerate(key.rows()):
        tab.put_texts(row, 0, plain(name), plain(text))
    tab.very_hidden()
    tab.protect()
