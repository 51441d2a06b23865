"""What a person typed into cells, as texts, digits and marks; what Excel made of it is refused, not guessed at.

A form has a cell for each thing; one cell of a secretary's table says all of a mark: `3,75 | why it was changed`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.forms.form_mark import NOTHING_DONE, FormMark, as_lines, form_mark, state_options, state_ways
from qcdc_cli.forms.reading.fractions import (
    asks_percentage,
    instead_of_date,
    instead_of_fraction,
    without_percent_sign,
)
from qcdc_cli.kinds import Ask, NamedMarks
from qcdc_cli.kinds.base import look_of, without_off
from qcdc_cli.language import Text
from qcdc_cli.language.figures import digits, figure
from qcdc_cli.language.names import fold, nearest
from qcdc_cli.language.refusing_words import gives_no_reason, is_mere_sign
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.values import read_date, read_number
from qcdc_cli.workbook.reading.book import Found, Tab
from qcdc_cli.yamltext.syntax import escaped_characters

_NUMBER = Text("Gõ một số, ví dụ 4,5.", "Type a number, such as 4.5.")
_DAY = Text("Gõ ngày, tháng, năm, ví dụ 05/7/2026.", "Type the day, month and year, such as 5/7/2026.")
_HIDDEN = Text("Xóa nội dung ô rồi gõ lại.", "Clear the cell and type it again.")
_TICKS = frozenset({"x", "✓", "✔", "v", "1", fold("có"), fold("rồi"), "yes"})
_NO_TICKS = frozenset({"0", "o", "-", fold("không"), fold("chưa"), "no"})
_BOOLEANS = {Found("boolean", "1"): "TRUE", Found("boolean", "0"): "FALSE"}
# What a number may have been turned into, and the code of the problem.
_CONVERTED = {"date": "Q734", "percent": "Q735", "formula": "Q736", "error": "Q737", "boolean": "Q737"}
NO_NAME = Text("một người chấm có điểm mà không có tên", "a judge has points and no name")
NO_NUMBER = Text("một người chấm có tên mà không có điểm", "a judge has a name and no points")
_FLOAT = re.compile(r"-?(?=[0-9.]{17,})[0-9]+\.[0-9]+")  # with more than the 15 digits that spreadsheets show
_BESIDE = "|"
_BY_NAME = re.compile(r"\s*[;\n]\s*|,\s+")  # numbers may have a comma: `Bà A: 8,5; Ông B: 9`
_LIST = re.compile(r"\s*[;,\n]\s*")
_OF_TARGET = re.compile(r"([^/]+)/([^/]+)")
_REASON_BESIDE = Text(
    "Ghi lý do sau dấu |, ví dụ `KPS | không có công trình`.", "Write the reason behind a bar: `n/a | no such works`."
)
_NONE = ("[]", "0", "không")  # besides the kind's own words, of a list of which nothing is done


@dataclass(frozen=True, slots=True)
class CellReader:
    """The cells of one worksheet; what is wrong in those that are asked for is collected.

    Attributes:
        tab: the worksheet.
        problems: everything that was refused, with its cell.
    """

    tab: Tab
    problems: list[Problem] = field(default_factory=list)

    def number_for(self, row: int, column: int, criterion: CriterionBase) -> str:
        """Return the digits of a number, as `number` does; for `79/91` is told which percentage is to be typed."""
        found = self.tab.cells.get((row, column))
        both = numbers_of_target(found.text) if found is not None and found.what == "text" else None
        fix = None if both is None else instead_of_fraction(both, criterion, in_form=True)
        code = "Q301"
        if found is not None and found.what == "date":
            fix, code = instead_of_date(criterion), "Q734"
        if found is None or fix is None:
            return self.number(row, column)
        shown = visible_text(found)
        self.refuse(row, column, Problem(code, {"found": shown}, shown, fix=fix))
        return ""

    def number(self, row: int, column: int) -> str:
        """Return the digits of a number; "" for an empty cell and for one that was refused."""
        found = self.tab.cells.get((row, column))
        if found is None:
            return ""
        if found.what in _CONVERTED:
            return self.refuse_found(row, column, found)
        try:
            if found.what == "number":  # as a text, `1.500` could be 1500; as a number it cannot
                return digits(Decimal(found.text))
            return digits(_number_of(found.text))
        except QcdcError as refusal:
            self.refuse(row, column, _cell_problem(refusal.problem))
            return ""

    def actual_of_target(
        self, row: int, column: int, target: str, titles: tuple[Text, Text], criterion: CriterionBase
    ) -> str:
        """Return the digits of an actual beside whose cell its target has one; "" as `number` does.

        `7/9` is 7 where the target is 9; else both are asked for, each in its own cell.

        Args:
            row: the cell's row.
            column: the cell's column.
            target: the digits in the target's cell; "" where it is empty.
            titles: what the columns of the actual and of the target are called.
            criterion: what it is about.
        """
        found = self.tab.cells.get((row, column))
        both = None if found is None or found.what != "text" else numbers_of_target(found.text)
        if both is not None and both[1] == target and Decimal(target):
            return both[0]
        if found is not None and both is not None:
            self.refuse(row, column, _not_in_one_cell(found.text, both, target, titles, criterion))
            return ""
        if found is not None and found.what == "date":
            fix = Text(
                f"Gõ lại số ở cột “{titles[0].vi}”, chỉ tiêu ở cột “{titles[1].vi}”, không gõ dạng 7/9.",
                f"Type the number again under “{titles[0].en}”, the target under “{titles[1].en}”, not as 7/9.",
            )
            shown = visible_text(found)
            self.refuse(row, column, Problem("Q734", {"found": shown}, shown, fix=fix))
            return ""
        return self.number(row, column)

    def text(self, row: int, column: int) -> str:
        """Return a text on one line; a number in its place is its digits, a date the day as people write it."""
        return " ".join(self._raw(row, column).split())

    def lines(self, row: int, column: int) -> tuple[str, ...]:
        """Return the lines of a cell, without bullets, each once."""
        return as_lines(self._raw(row, column).split("\n"))

    def day(self, row: int, column: int) -> date | None:
        """Return a day, which is a date to Excel or a text, day first; None for one that was refused."""
        try:
            return read_date(self.text(row, column))
        except QcdcError as refusal:
            self.refuse(row, column, refusal.problem._replace(fix=_DAY))
            return None

    def choice(self, row: int, column: int, options: Mapping[str, str], more: Mapping[str, str] | None = None) -> str:
        """Return the option that was chosen.

        Args:
            row: the cell's row.
            column: the cell's column.
            options: what is shown for each option, by the option.
            more: other ways in which people write options, by what they write.
        """
        typed = self.text(row, column)
        if not typed:
            return ""
        ways = {look_of(way): option for way, option in (more or {}).items()}
        ways |= {look_of(option): option for option in options}
        ways |= {look_of(shown): option for option, shown in options.items()}  # what the list shows comes first
        if look_of(typed) in ways:
            return ways[look_of(typed)]
        shown = list(options.values())
        listed = "; ".join(shown)
        self.refuse(row, column, Problem("Q738", {"found": typed}, typed, listed, nearest(typed, shown)))
        return ""

    def state(self, row: int, column: int) -> str:
        """Return the state that was chosen, as a sheet names it; "" where none was."""
        if (row, column) not in self.tab.cells:
            return ""
        return self.choice(row, column, state_options(), state_ways())

    def ticked(self, row: int, column: int) -> bool:
        """Return whether a cell is ticked."""
        found = self.tab.cells.get((row, column))
        if found is None:
            return False
        if found.what == "boolean":
            return found.text == "1"
        typed = self.text(row, column)
        if fold(typed) in _TICKS or fold(typed) in _NO_TICKS or not typed:
            return fold(typed) in _TICKS
        self.refuse(row, column, Problem("Q740", {"found": typed}, typed, "x"))
        return False

    def refuse(self, row: int, column: int, problem: Problem) -> None:
        """Collect a problem of a cell."""
        self.problems.append(problem.at(self.tab.place(row, column)))

    def _raw(self, row: int, column: int) -> str:
        found = self.tab.cells.get((row, column))
        if found is None:
            return ""
        if found.what in ("formula", "error", "boolean"):
            return self.refuse_found(row, column, found)
        hidden = next(escaped_characters(found.text), None)  # which no sheet may hold
        if hidden is not None:
            self.refuse(row, column, hidden._replace(fix=_HIDDEN))
            return ""
        return visible_text(found)

    def refuse_found(self, row: int, column: int, found: Found) -> str:
        """Refuse what Excel made of a value; return nothing in its place."""
        shown = visible_text(found)
        plain = shown.removesuffix("%") if found.what == "percent" else shown  # the sentence has its own sign
        self.refuse(row, column, Problem(_CONVERTED[found.what], {"found": plain}, shown))
        return ""


def visible_text(found: Found | None) -> str:
    """Return what people see in a cell: days and figures in their own way of writing; "" in an empty one."""
    if found is None:
        return ""
    if found.what in ("number", "percent"):
        return f"{figure(Decimal(found.text))}{'%' if found.what == 'percent' else ''}"
    return _day_first(found.text) if found.what == "date" else _BOOLEANS.get(found, found.text)


def _number_of(text: str) -> Decimal:
    """Return the number that a text is; one that a program wrote with all digits of a float, as cells are read."""
    if _FLOAT.fullmatch(text) and repr(float(text)) == text:
        text = f"{float(text):.15g}"
    return read_number(text)


def numbers_of_target(text: str) -> tuple[str, str] | None:
    """Return the digits of actual and target in `7/9`; None for what is not two numbers."""
    parts = _OF_TARGET.fullmatch(text)
    try:
        return None if parts is None else (digits(_number_of(parts[1])), digits(_number_of(parts[2])))
    except QcdcError:
        return None


def _not_in_one_cell(
    typed: str, both: tuple[str, str], target: str, titles: tuple[Text, Text], criterion: CriterionBase
) -> Problem:
    """Return the refusal of two numbers in the cell of an actual, with what to do: none is the target beside it."""
    nothing = not any(map(Decimal, both))
    fix = instead_of_fraction(both, criterion, in_form=True) if target or nothing else None
    if fix is None and target:
        return target_contradicted(both[1], target)
    own, beside = (figure(Decimal(number)) for number in both)
    in_two = Text(
        f"Ghi {own} ở cột “{titles[0].vi}”, {beside} ở cột “{titles[1].vi}” cùng dòng.",
        f"Write {own} into the column “{titles[0].en}”, {beside} into “{titles[1].en}” of the same row.",
    )
    return Problem("Q301", {"found": typed}, typed, fix=fix or in_two)


def target_contradicted(own: str, beside: str) -> Problem:
    """Return the refusal (Q796) of a mark with another target than the one beside it."""
    values = {"own": figure(Decimal(own)), "beside": figure(Decimal(beside))}
    return Problem("Q796", values, values["own"], values["beside"])


def _cell_problem(problem: Problem) -> Problem:
    """Return the refusal of a number with what to do in a cell: the catalogue's remedy for `5/1` is for YAML."""
    return problem._replace(fix=_NUMBER) if "first" in problem.values else problem


def _day_first(day: str) -> str:
    """Write `2020-01-05` as `5/1/2020`; other texts as they are."""
    year, _, rest = day.partition("-")
    month, _, date = rest.partition("-")
    if year.isdigit() and month.isdigit() and date.isdigit():
        return f"{int(date)}/{int(month)}/{year}"
    return day


def without_denied_reason(what: FormMark) -> FormMark:
    """Return a mark without a reason that says there is none; words beside a blank mark may say no to it."""
    if what.state or not gives_no_reason(what.reason) or (what.blank and any(map(str.isalnum, what.reason))):
        return what
    return what._replace(reason="")


def mark_in_cell(
    reader: CellReader, row: int, column: int, criterion: CriterionBase, reason: str | None = None
) -> FormMark:
    """Read one cell of a table; whatever is wrong with it is collected in `reader`.

    Args:
        reader: the worksheet's cells.
        row: the cell's row.
        column: the cell's column.
        criterion: what it is about.
        reason: what the row's own column of reasons says; None where the table has none.
    """
    beside = reason or ""
    found = reader.tab.cells.get((row, column))
    if found is None:
        return FormMark(reason=beside)
    if asks_percentage(criterion):  # `95%` can be nothing but 95
        found = without_percent_sign(found)
    if found.what == "number" and criterion.kind.asks in (Ask.NUMBER, Ask.ACTUAL, Ask.PLACES):
        number = digits(Decimal(found.text))
        own = FormMark(parts=(number,)) if criterion.kind.asks is Ask.PLACES else FormMark(number)
        return own._replace(reason=beside)
    if found.what in _CONVERTED:
        reader.refuse_found(row, column, found)
        return FormMark()
    typed, _, why = (part.strip() for part in found.text.partition(_BESIDE))
    beside = beside or " ".join(why.split())
    words = {word: state for state, word in state_options().items()} | state_ways()
    states = {fold(word): state for word, state in words.items()}
    state = "" if _is_option(typed, criterion) else states.get(fold(typed), "")
    if state and is_mere_sign(beside):
        values = {"id": criterion.cited, "state": state_options()[state]}
        reader.refuse(row, column, Problem("Q741", values, beside, fix=_REASON_BESIDE if reason is None else ""))
    if state or not typed:
        return FormMark(state=state, reason=beside)
    both = numbers_of_target(typed) if criterion.kind.asks in (Ask.NUMBER, Ask.ACTUAL) else None
    instead = None if both is None else instead_of_fraction(both, criterion, in_form=False)
    if both is not None and instead is not None and (criterion.kind.asks is Ask.NUMBER or not any(map(Decimal, both))):
        reader.refuse(row, column, Problem("Q301", {"found": typed}, typed, fix=instead))
        return FormMark()
    try:
        return _marked(typed, criterion)._replace(reason=beside)
    except QcdcError as refusal:
        reader.refuse(row, column, _cell_problem(refusal.problem))
        return FormMark()


def _is_option(typed: str, criterion: CriterionBase) -> bool:
    """Return whether a text is one of the options of a criterion, whatever else it could mean."""
    if criterion.kind.asks not in (Ask.CHOICE, Ask.TICKS):
        return False
    try:
        return not _marked(typed, criterion).blank
    except QcdcError:
        return False


def _marked(typed: str, criterion: CriterionBase) -> FormMark:
    """Read a mark as a table's cell says it.

    Raises:
        QcdcError: with the problem.
    """
    kind = criterion.kind
    if kind.names_parts:
        return form_mark(_by_name(typed, criterion), criterion)
    if kind.asks in (Ask.TICKS, Ask.PLACES, Ask.COUNTS):
        try:
            return form_mark(_listed(typed, criterion), criterion)
        except QcdcError:
            if kind.asks is Ask.TICKS and fold(typed) in map(fold, (*kind.none_of_them, *_NONE)):
                return FormMark(NOTHING_DONE)
            raise
    if kind.asks is Ask.ACTUAL and (parts := _OF_TARGET.fullmatch(typed)):
        return FormMark(digits(_number_of(parts[1])), digits(_number_of(parts[2])))
    if kind.asks is Ask.CHOICE:
        shown = {fold(text): option for option, text in kind.options().items()}
        look = fold(without_off(typed)) if criterion.penalty else fold(typed)
        return FormMark(shown[look]) if look in shown else form_mark(typed, criterion)
    return FormMark(digits(_number_of(typed)))


def _by_name(typed: str, criterion: CriterionBase) -> tuple[str, ...] | NamedMarks:
    """Read the parts of a mark, with their names where they have some: `8; 8,5; 9`, `Bà A: 8,5; Ông B: 9`."""
    items = [item for item in _BY_NAME.split(typed.strip("[]{} ")) if item]
    if not items:
        raise criterion.kind.wrong_form(criterion.id, typed)
    named = [tuple(part.strip() for part in item.rpartition(":")) for item in items]
    if not any(name for name, _, _ in named):
        return tuple(number for _, _, number in named)
    for name, _, number in named:
        if not name or not number:
            raise QcdcError(Problem("Q782", {"id": criterion.id, "why": NO_NUMBER if name else NO_NAME}, found=typed))
    return NamedMarks((name, number) for name, _, number in named)


def _listed(typed: str, criterion: CriterionBase) -> tuple[str, ...]:
    items = tuple(item for item in _LIST.split(typed.strip("[] ")) if item)
    if not items:
        raise criterion.kind.wrong_form(criterion.cited, typed)
    return items
