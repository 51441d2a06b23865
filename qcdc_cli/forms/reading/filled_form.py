"""A form that came back: whose it is, which row and column is about what, and what was filled in."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Period
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import SECTIONS
from qcdc_cli.forms.form_key import FORM_MARK, FormKey, fingerprint, locked_text_name, text_digest
from qcdc_cli.forms.form_layout import (
    AGREED_BY,
    AGREED_ON,
    AGREEMENT_ROWS,
    DISQUALIFIER,
    ID,
    INPUT_COLUMNS,
    KEYS,
    MOST_ASSESSORS,
    NAME,
    NOT_READ,
    NOT_UNDERSTOOD,
    NOTE,
    NOTE_COLUMN,
    ONLY_IN_PARTS,
    POINTS,
    REASON_COLUMN,
    FormRow,
    assessor_name,
    criterion_key,
    disqualifier_key,
    note_key,
    parts_of,
    row_cited,
    row_label,
)
from qcdc_cli.forms.form_mark import NOTHING_DONE, STATES, FormMark, form_mark, state_options
from qcdc_cli.forms.reading.cells import NO_NAME, NO_NUMBER, CellReader, visible_text, without_denied_reason
from qcdc_cli.forms.sheet_file import AGREED_ON_FORM, digest_name
from qcdc_cli.forms.submission import Agreed, Preset, Submission
from qcdc_cli.kinds import Ask
from qcdc_cli.kinds.base import look_of, without_off
from qcdc_cli.language import Text
from qcdc_cli.language.figures import day as day_in_words
from qcdc_cli.language.refusing_words import is_mere_sign, is_nobody, tells_nothing
from qcdc_cli.problems import Path, Place, Problem, QcdcError
from qcdc_cli.workbook.reading.book import Book, CellPlaces, Spot, Tab
from qcdc_cli.workbook.references import column_letters

_NO_NAME_OF_ANYBODY = Text("đây không phải tên người thống nhất", "that is not the name of whoever agrees")
_MOST_DAYS_AFTER = timedelta(days=366)  # a stage may be long after its period, but 2062 is a slip of the keyboard


class FilledForm(NamedTuple):
    """The worksheet of a form that came back.

    Attributes:
        key: whose it is.
        tab: the worksheet.
        keys: the key of each row that has one, the form's own rows too, by its number.
        rows: the number of each row, by its key.
        columns: the number of each column, by its key.
        rubric: the rubric that it was made from.
        expected: the rows of the table that the rubric gives it.
        first: it is a form of the campaign's first stage, which evidence and remarks belong to.
        input_columns: the keys of the columns that are filled in, by their numbers.
        values_only: none of its formulas is left: a program read the values and wrote them anew.
    """

    key: FormKey
    tab: Tab
    keys: Mapping[int, str]
    rows: Mapping[str, int]
    columns: Mapping[str, int]
    rubric: Rubric
    expected: tuple[FormRow, ...]
    first: bool
    input_columns: Mapping[int, str]
    values_only: bool

    @property
    def criteria(self) -> tuple[CriterionBase, ...]:
        """The criteria that it asks for."""
        nodes = (row.node for row in self.expected if not row.part and not row.later)
        return tuple(node for node in nodes if isinstance(node, CriterionBase))

    def was_not_understood(self, criterion: CriterionBase) -> bool:
        """Return whether whoever filled it in saw that the form took a criterion's mark for none."""
        cell = self.row(criterion), self.column(POINTS)
        return NOT_UNDERSTOOD in (self.tab.shown.get(cell), self.tab.text(*cell))

    def row(self, criterion: CriterionBase, part: str = "") -> int:
        """Return the number of a criterion's row or of one of its parts'; 0, where nothing stands, if it is gone."""
        return self.rows.get(criterion_key(criterion.id, part), 0)

    def place(self, row: int, column: str) -> Place:
        """Return the place of a cell by its row's number and its column's key."""
        return self.tab.place(row, self.column(column))

    def seen(self, row: int, column: str) -> str:
        """Return what people see in a cell."""
        return visible_text(self.tab.cells.get((row, self.column(column))))

    def column(self, name: str) -> int:
        """Return the number of a column; 0, where nothing ever stands, for one that this form does not have."""
        return self.columns.get(name, 0)

    def notes(self, section: str) -> list[int]:
        """Return the numbers of the rows for the remarks of a section, from top to bottom."""
        return [row for key, row in self.rows.items() if key.startswith(f"{NOTE}{section}/")]


def form_tabs(book: Book) -> list[Tab]:
    """Return the worksheets that may have been filled in, whatever they are called by now: one, or copies of it."""
    return [tab for tab in book.tabs if tab.text(KEYS, KEYS) == FORM_MARK and ID in column_keys(tab).values()]


def column_keys(tab: Tab) -> dict[int, str]:
    """Return the keys of a form's columns, by their numbers."""
    columns = sorted(column for row, column in tab.cells if row == KEYS and column > KEYS)
    return {column: tab.text(KEYS, column) for column in columns}


def filled_form(
    key: FormKey, tab: Tab, rubric: Rubric, expected: tuple[FormRow, ...], *, first: bool
) -> tuple[FilledForm, list[Problem]]:
    """Find a form's rows and columns again; report those that are there twice.

    Args:
        key: whose form it is.
        tab: its worksheet.
        rubric: the rubric that it was made from.
        expected: the rows of the table that the rubric gives it.
        first: it is a form of the campaign's first stage.
    """
    keys = {row: tab.text(row, KEYS) for row in sorted(row for row, at in tab.cells if at == KEYS and row > KEYS)}
    rows, rows_again = _numbers((row, name) for row, name in keys.items() if name != NOT_READ)
    columns, columns_again = _numbers(column_keys(tab).items())
    problems: list[Problem] = []
    for row, name in rows_again:
        first_row = Text(f"dòng {rows[name]}", f"row {rows[name]}")
        problems.append(Problem("Q729", {"id": row_cited(name, rubric), "first": first_row}).at(tab.place(row)))
    for column, name in columns_again:
        values: dict[str, str | Text] = {"id": INPUT_COLUMNS.get(name, name), "first": at_column(columns[name])}
        problems.append(Problem("Q729", values).at(tab.place(0, column)))
    inputs = {columns[name]: name for name in INPUT_COLUMNS if name in columns}
    values_only = all(found.what != "formula" for found in tab.cells.values())
    return FilledForm(key, tab, keys, rows, columns, rubric, expected, first, inputs, values_only), problems


def _numbers(named: Iterable[tuple[int, str]]) -> tuple[dict[str, int], list[tuple[int, str]]]:
    """Return the number of each name where it stands first, and the numbers where names stand again."""
    first: dict[str, int] = {}
    again = [(number, name) for number, name in named if first.setdefault(name, number) != number]
    return first, again


def at_column(column: int) -> Text:
    """Name a column to people."""
    return Text(f"cột {column_letters(column)}", f"column {column_letters(column)}")


def submission_of(form: FilledForm, period: Period) -> tuple[Submission, list[Problem]]:
    """Read what was filled into a form; what cannot be read becomes a problem.

    Args:
        form: the form.
        period: the period that it is of.
    """
    reader, key, first = CellReader(form.tab), form.key, form.first
    marks, presets = {}, {}
    for criterion in form.criteria:
        before = len(reader.problems)
        what = _form_mark(reader, form, criterion)
        if len(reader.problems) == before:  # what was refused has its problem already
            then = presets[criterion.id] = _preset(form, criterion, what)
            own = what._replace(state="", reason="") if then.state else what  # the campaign's word is nobody's claim
            own = own._replace(target="") if then.target else own
            as_made = key.before.get(digest_name("mark", criterion.id)) == fingerprint(own.content)
            marks[criterion.id] = own if as_made else _with_reason(reader, form, criterion, own)
    evidence = form.column("evidence")
    submission = Submission(
        unit=key.unit,
        period=key.period,
        stage=key.stage,
        first=first,
        marks=marks,
        presets=presets,
        evidence={one.node.id: reader.lines(form.rows.get(one.key, 0), evidence) for one in form.expected if one.first},
        notes=_notes(reader, form) if first else {},
        disqualifiers=_disqualifiers(reader, form),
        agreed=_agreed(reader, form, period),
        form=key.digest_of_key,
        before=key.before,
        places=CellPlaces(form.tab, dict(_spots(form))),
        source=form.tab.book,
        not_understood=frozenset(one.id for one in form.criteria if form.was_not_understood(one)),
        checker=key.checker,
    )
    return submission, reader.problems


def _form_mark(reader: CellReader, form: FilledForm, criterion: CriterionBase) -> FormMark:
    """Read the cells of one criterion."""
    row, kind = form.row(criterion), criterion.kind
    state = reader.state(row, form.column("state"))
    reason = reader.text(row, form.column("reason"))
    if state and not reason:
        values = {"id": criterion.cited, "state": state_options()[state]}
        reader.refuse(row, form.column("reason"), Problem("Q741", values))
    beside = FormMark(state=state, reason=reason)
    if kind.asks is Ask.CHOICE:
        return beside._replace(mark=_chosen(reader, row, form.column("mark"), criterion))
    if kind.asks is Ask.TICKS:
        return _ticks(reader, form, criterion, beside)
    if kind.asks is Ask.COUNTS:
        return beside._replace(parts=_counts(reader, form, criterion))
    if kind.asks is Ask.PLACES:
        return _by_assessors(reader, form, criterion, beside)
    if not kind.takes_target:
        return beside._replace(mark=reader.number_for(row, form.column("mark"), criterion))
    target = reader.number(row, form.column("target"))
    titles = INPUT_COLUMNS["mark"], INPUT_COLUMNS["target"]
    return beside._replace(
        mark=reader.actual_of_target(row, form.column("mark"), target, titles, criterion), target=target
    )


def _with_reason(reader: CellReader, form: FilledForm, criterion: CriterionBase, what: FormMark) -> FormMark:
    """Return a mark that somebody typed, without a reason that is none; beside a state, a mere dash is refused."""
    if what.state and is_mere_sign(what.reason):
        values = {"id": criterion.cited, "state": state_options()[what.state]}
        reader.refuse(form.row(criterion), form.column("reason"), Problem("Q741", values, what.reason))
    return without_denied_reason(what)


def _preset(form: FilledForm, criterion: CriterionBase, what: FormMark) -> Preset:
    """Return what of this the campaign had set when the form was made: locked cells that are unchanged."""
    row, key = form.row(criterion), criterion_key(criterion.id)

    def as_made(column: str, text: str) -> bool:
        return form.key.before.get(locked_text_name(key, column)) == text_digest(text)

    target = what.target if as_made("target", what.target) else ""
    if what.state and as_made("state", form.tab.text(row, form.column("state"))):
        return Preset(target, what.state, what.reason)
    return Preset(target)


def _chosen(reader: CellReader, row: int, column: int, criterion: CriterionBase) -> str:
    """Return the option chosen; whatever a sheet may say for it may be typed here, too."""
    said, options = reader.text(row, column), criterion.options
    if said in options.values():  # as the cell's list has it, which is nearly always
        return reader.choice(row, column, options)
    try:
        other = {said: form_mark(said, criterion).mark} if said else {}
    except QcdcError:
        other = {}
    if criterion.penalty and said:
        without = {look_of(shown): option for option, shown in criterion.kind.options().items()}
        option = without.get(look_of(without_off(said)))
        other |= {} if option is None else {said: option}
    return reader.choice(row, column, options, other)


def _by_assessors(reader: CellReader, form: FilledForm, criterion: CriterionBase, beside: FormMark) -> FormMark:
    """Read the assessors' numbers, each in a row of its own, with the names where these are asked for."""
    found: list[tuple[str, str, int]] = []
    for part in parts_of(criterion, MOST_ASSESSORS):
        row = form.row(criterion, part)
        typed = reader.text(row, form.column(NAME)) if row and criterion.kind.names_parts else ""
        found.append((reader.number(row, form.column("mark")), assessor_name(criterion, int(part), typed), row))
    numbers = tuple(number for number, _, _ in found if number)
    names = tuple(name for number, name, _ in found if number)
    if not numbers or not any(name for _, name, _ in found):
        return beside._replace(parts=numbers)
    for number, name, row in found:
        if bool(number) is not bool(name):
            why = NO_NAME if number else NO_NUMBER
            reader.refuse(row, form.column("mark" if name else NAME), Problem("Q782", {"id": criterion.id, "why": why}))
    return beside._replace(parts=numbers, names=names)


def _ticks(reader: CellReader, form: FilledForm, criterion: CriterionBase, beside: FormMark) -> FormMark:
    """Read a checklist: its items have rows of their own, and its own row says when none of them is done."""
    row, column = form.row(criterion), form.column("mark")
    nothing = criterion.kind.none_of_them
    ways = dict.fromkeys((*nothing, "[]"), NOTHING_DONE)
    none = reader.choice(row, column, {NOTHING_DONE: str(nothing)}, ways)
    done = tuple(part for part in parts_of(criterion) if reader.ticked(form.row(criterion, part), column))
    if none and done:
        reader.refuse(row, column, Problem("Q742", {"id": criterion.cited}))
    return beside._replace(mark="" if done else none, parts=done)


def _counts(reader: CellReader, form: FilledForm, criterion: CriterionBase) -> tuple[str, ...]:
    """Read how many there are of each thing; where some are filled in, the blank ones are asked for."""
    column = form.column("mark")
    rows = {part: form.row(criterion, part) for part in parts_of(criterion)}
    counts = {part: reader.number(row, column) for part, row in rows.items()}
    if any(counts.values()):
        for part, row in rows.items():
            if (row, column) not in reader.tab.cells:
                reader.refuse(row, column, Problem("Q781", {"id": criterion.id, "part": criterion.options[part]}))
    return tuple(f"{part}: {count}" for part, count in counts.items() if count)


def _notes(reader: CellReader, form: FilledForm) -> dict[str, tuple[str, ...]]:
    """Read the remarks: whatever stands in the rows of each section, in their order."""
    column = form.column(NOTE_COLUMN)
    return {
        section: tuple(dict.fromkeys(line for row in form.notes(section) for line in reader.lines(row, column)))
        for section in SECTIONS
    }


def _disqualifiers(reader: CellReader, form: FilledForm) -> dict[str, str]:
    """Read the disqualifiers: one that has a reason applies. A reason that says no was not meant to disqualify."""
    found, column = {}, form.column(REASON_COLUMN)
    for identity, disqualifier in form.rubric.disqualifiers.items():
        row = form.rows.get(disqualifier_key(identity), 0)
        reason = _words_in(reader, row, column)
        if not reason:
            continue
        found[identity] = reason
        as_made = form.key.before.get(digest_name("disqualifier", identity)) == fingerprint(reason)
        if not as_made and tells_nothing(reason, disqualifier.name):
            reader.refuse(row, column, Problem("Q792", {"found": reason, "name": disqualifier.name}, reason))
    return found


def _agreed(reader: CellReader, form: FilledForm, period: Period) -> Agreed | None:
    """Read who agrees with what was claimed in the lines left blank, and on which day; one says nothing alone."""
    before, column = len(reader.problems), form.column(REASON_COLUMN)
    by_row, day_row = (form.rows.get(key, 0) for key in (AGREED_BY, AGREED_ON))
    by, on = _words_in(reader, by_row, column), reader.text(day_row, column)
    day = reader.day(day_row, column) if on else None
    agreed = Agreed(by, day) if by and day is not None else None
    if agreed is not None and form.key.before.get(AGREED_ON_FORM) == fingerprint(agreed.content):
        return agreed  # as it was when the form was made
    if by and is_nobody(by):
        _refuse_agreement(reader, form, AGREED_BY, by, _NO_NAME_OF_ANYBODY)
    if day is not None and (why := _not_of_period(day, period)) is not None:
        _refuse_agreement(reader, form, AGREED_ON, on, why)
    if len(reader.problems) > before:
        return None
    if bool(by) is not bool(on):
        values: dict[str, str | Text] = {"found": by or on, "title": AGREEMENT_ROWS[AGREED_ON if by else AGREED_BY]}
        reader.refuse(day_row if by else by_row, column, Problem("Q786", values))
    return agreed


def _refuse_agreement(reader: CellReader, form: FilledForm, key: str, found: str, why: Text) -> None:
    values: dict[str, str | Text] = {"title": AGREEMENT_ROWS[key], "found": found, "why": why}
    reader.refuse(form.rows.get(key, 0), form.column(REASON_COLUMN), Problem("Q760", values, found))


def _not_of_period(found: date, period: Period) -> Text | None:
    """Say why nobody can have agreed on a day with the marks of a period; None where somebody can."""
    if period.from_ is not None and found < period.from_:
        first = day_in_words(period.from_)
        return Text(f"ngày này trước ngày đầu kỳ {first}", f"that is before the period begins, {first}")
    if period.to is not None and found > period.to + _MOST_DAYS_AFTER:
        last = day_in_words(period.to)
        return Text(
            f"ngày này sau ngày cuối kỳ {last} hơn một năm", f"that is over a year after the period ends, {last}"
        )
    return None


def _words_in(reader: CellReader, row: int, column: int) -> str:
    """Return what somebody typed where words are asked for; true and false as they are shown."""
    found = reader.tab.cells.get((row, column))
    if found is not None and found.what == "boolean":
        return visible_text(found)
    return reader.text(row, column)


def _spots(form: FilledForm) -> Iterator[tuple[Path, Spot]]:
    """Yield the cells of what a sheet says: of criteria, of remarks (of a section, its first), of disqualifiers."""
    stage, mark, evidence = form.key.stage, form.column("mark"), form.column("evidence")
    named = (("reason", "reason"), ("target", "target"), *((state.value, "state") for state in STATES))
    beside = [(key, column) for key, name in named if (column := form.column(name))]
    with_evidence = {each.node.id for each in form.expected if each.first}
    for criterion in form.criteria:
        row, own = form.row(criterion), ("marks", criterion.id)
        parts = parts_of(criterion) if criterion.kind.asks in ONLY_IN_PARTS else ()
        first_cell = form.row(criterion, parts[0]) if parts else row
        yield own, (first_cell, mark)
        yield (*own, stage), (first_cell, mark)
        yield from (((*own, stage, "mark", part), (form.row(criterion, part), mark)) for part in parts)
        if criterion.id in with_evidence:
            yield (*own, "evidence"), (row, evidence)
        yield from (((*own, stage, key), (row, column)) for key, column in beside)
    for section in SECTIONS:
        yield ("notes", section), (form.rows.get(note_key(section, 1), 0), form.column(NOTE_COLUMN))
    yield ("agreed", stage), (form.rows.get(AGREED_BY, 0), form.column(REASON_COLUMN))
    for key, row in form.rows.items():
        if key.startswith(DISQUALIFIER):
            yield ("disqualifiers", row_label(key)), (row, form.column(REASON_COLUMN))
