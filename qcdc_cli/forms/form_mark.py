"""What is entered for one criterion, in one way of writing it: the same whether it stands in a sheet or in a form."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from qcdc_cli.campaign.marks import State
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.sheet import EvidenceItem, Remark, StageMark, written_out
from qcdc_cli.kinds import Ask, Kind, Mark, NamedMarks
from qcdc_cli.language.figures import digits, figure
from qcdc_cli.problems import QcdcError
from qcdc_cli.values import read_number
from qcdc_cli.workbook.plain import plain

NOTHING_DONE = "none"  # of a checklist that was gone through: no item is done; blank is something else
STATES = (State.NOT_APPLICABLE, State.UNASSIGNED)
_AMBIGUOUS = "Q302"  # `1.125` could be 1125; `1.1250` could not
_BULLETS = ("- ", "– ", "— ", "• ", "+ ", "* ")
_BESIDE = " | "  # between a document's name and its file

SheetMark = str | tuple[str, ...] | NamedMarks | StageMark


class FormMark(NamedTuple):
    """What stands in a form's cells for one criterion.

    Attributes:
        mark: the digits of a number or an actual, with a point; an option's id; NOTHING_DONE; or "".
        target: the digits of a target that was written beside it; or "".
        state: "not_applicable" or "unassigned" where it is not marked; or "".
        reason: why it differs from the stage before, or why it is not marked.
        parts: the ids of the items done; or the assessors' numbers; or how many of each, as `cham: 2`.
        names: who gave these, where they are named.
    """

    mark: str = ""
    target: str = ""
    state: str = ""
    reason: str = ""
    parts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def content(self) -> tuple[Any, ...]:
        """What digests are made of: forms that are out hold those of marks without names."""
        return tuple(self) if self.names else tuple(self)[:-1]

    @property
    def blank(self) -> bool:
        """True when it says neither a mark nor a state; a reason alone says nothing."""
        return not (self.mark or self.state or self.parts)


BLANK = FormMark()


def form_mark(said: SheetMark | None, criterion: CriterionBase) -> FormMark:
    """Return what a sheet says of a stage's mark, as a form's cells would say it.

    Args:
        said: the mark as the sheet's model has it; None where the stage says nothing.
        criterion: its criterion.

    Raises:
        QcdcError: when it is no mark of this criterion.
    """
    if said is None or said == "":
        return BLANK
    if not isinstance(said, StageMark):
        return _marked(Mark.of(said), criterion)
    reason = one_line(said.not_applicable or said.unassigned or said.reason or "")
    state = next((state.value for state in STATES if getattr(said, state.value) is not None), "")
    actual = said.actual if isinstance(said.actual, Decimal) else None
    target = said.target if isinstance(said.target, Decimal) else None
    own = _marked(Mark.of(said.mark, actual, target), criterion)
    return own._replace(state=state, reason=reason)


def _marked(mark: Mark, criterion: CriterionBase) -> FormMark:
    kind, target = criterion.kind, "" if mark.target is None else digits(mark.target)
    if mark.blank:
        return FormMark(target=target)
    if kind.asks in (Ask.CHOICE, Ask.TICKS, Ask.PLACES, Ask.COUNTS):
        return _as_read(mark, criterion)
    if mark.actual is not None:
        return FormMark(digits(mark.actual), target)
    if len(_several(mark)) != 1:
        raise kind.wrong_form(criterion.cited)
    return FormMark(digits(read_number(_several(mark)[0])), target)


def _several(mark: Mark) -> tuple[str, ...]:
    return (mark.value,) if isinstance(mark.value, str) else mark.value or ()


def _as_read(mark: Mark, criterion: CriterionBase) -> FormMark:
    """Return a mark as its kind reads it, however it is written; only what would be read as the same again."""
    kind = criterion.kind

    def read(value: str | tuple[str, ...] | NamedMarks) -> Any:
        return kind.read(Mark.of(value), criterion.cited, criterion.points)

    wanted = kind.read(mark, criterion.cited, criterion.points)
    if kind.asks is Ask.CHOICE:
        chosen = next((option for option in kind.options() if read(option) == wanted), "")
        if chosen:
            return FormMark(chosen)
    else:
        parts = kind.form_parts(wanted)
        if kind.asks is Ask.TICKS:
            parts = tuple(option for option in kind.options() if option in parts)
        names = kind.part_names(wanted)
        written = tuple(map(sheet_number, parts)) if kind.asks is Ask.PLACES else parts
        if read(NamedMarks(zip(names, written, strict=True)) if names else written) == wanted:
            return FormMark(parts=parts, names=names) if parts else FormMark(NOTHING_DONE)
    raise kind.wrong_form(criterion.cited, ", ".join(_several(mark)))


def sheet_number(number: str) -> str:
    """Write digits as they stand in a sheet: with the decimal mark of the language, never to be misread."""
    shown = figure(Decimal(number))
    try:
        read_number(shown)
    except QcdcError as refusal:
        return f"{shown}0" if refusal.problem.code == _AMBIGUOUS else shown
    return shown


def sheet_value(what: FormMark, criterion: CriterionBase, by: str = "") -> Any:
    """Return what stands in a sheet for what was entered, as a tree of texts; None where nothing was.

    Args:
        what: what was entered.
        criterion: its criterion.
        by: who marked, where the sheet says so already.
    """
    if what.blank:
        return None
    own = _value(what, criterion.kind)
    beside = {"reason": what.reason} if what.reason and not what.state else {}
    if what.state:
        beside = {what.state: what.reason}
    if by:
        beside["by"] = by
    if what.names and not what.state:
        own = {"mark": own}
    if not beside:
        return own
    if own is None:
        return beside
    return {**(own if isinstance(own, dict) else {"mark": own}), **beside}


def _value(what: FormMark, kind: Kind) -> Any:
    """Return the mark alone; None where there is none beside a state."""
    if kind.asks is Ask.CHOICE:
        return what.mark or None
    if kind.asks is Ask.TICKS:
        return [] if what.mark == NOTHING_DONE else list(what.parts) or None
    if kind.asks is Ask.PLACES:
        places = [sheet_number(place) for place in what.parts]
        if what.names:
            return dict(zip(what.names, places, strict=True))
        return (places[0] if len(places) == 1 else places) if places else None
    if kind.asks is Ask.COUNTS:
        return {"mark": dict(map(count_of, what.parts))} if what.parts else None
    if not what.mark:
        return None
    if what.target:
        return {"actual": sheet_number(what.mark), "target": sheet_number(what.target)}
    return sheet_number(what.mark)


def count_of(part: str) -> tuple[str, str]:
    """Return what is counted, and how many there are of it, of a part of a mark such as `cham: 2`."""
    thing, _, number = part.rpartition(": ")
    return thing, number


def one_line(text: str) -> str:
    """Return a text as it comes back from a form's cell: on one line, with visible characters only."""
    return " ".join(plain(text).split())


def as_lines(texts: Iterable[str]) -> tuple[str, ...]:
    """Return documents or remarks as they are compared: each on one line, without bullets, each once."""
    return tuple(dict.fromkeys(line for line in map(_line, texts) if line))


def _line(text: str) -> str:
    line = one_line(text)
    while line.startswith(_BULLETS):  # all of them, so that nothing changes when the line comes back
        line = line[2:].lstrip()
    return line


def evidence_lines(items: Iterable[str | EvidenceItem]) -> tuple[str, ...]:
    """Return documents as they stand in a form, one line each: the name with number and day, its file behind a bar."""
    return as_lines(map(_named, items))


def _named(item: str | EvidenceItem) -> str:
    if isinstance(item, str) or not item.file:
        return _titled(item)
    return f"{_titled(item)}{_BESIDE}{item.file}"


def _titled(item: str | EvidenceItem) -> str:
    """Return a document without its file, the same in every language: a form may come back in another one."""
    if isinstance(item, str):
        return item
    beside = [item.number or "", f"{item.date:%d/%m/%Y}" if item.date else ""]
    told = ", ".join(text for text in beside if text)
    return f"{item.name} ({told})" if told else item.name


def evidence_in_sheet(lines: Sequence[str], known: Iterable[str | EvidenceItem]) -> list[Any] | None:
    """Return documents as they stand in a sheet; those that stand there already stay what they are.

    A form shows neither their notes nor what is their number. So a document whose file alone was changed keeps all
    else, and of several that look the same in a form none is lost.

    Args:
        lines: the documents as they stand in a form.
        known: those that stand in the sheet.
    """
    there: dict[str, list[str | EvidenceItem]] = {}
    for item in known:
        there.setdefault(_line(_named(item)), []).append(item)
    moved: dict[str, list[EvidenceItem]] = {}
    for line, items in there.items():
        for item in items:
            if line not in lines and isinstance(item, EvidenceItem):
                moved.setdefault(_line(_titled(item)), []).append(item)
    documents: list[Any] = []
    for line in lines:
        documents += map(_document, there[line]) if line in there else [_from_line(line, moved)]
    return documents or None


def _from_line(line: str, moved: Mapping[str, Sequence[EvidenceItem]]) -> Any:
    """Return a document that a form names anew, or with another file than one that stands in the sheet."""
    before, bar, behind = (part.strip() for part in line.rpartition(_BESIDE))
    title, file = (before, behind) if bar and before and behind else (line, "")
    same = moved.get(title, ())
    if len(same) == 1:
        return _document(same[0].model_copy(update={"file": file or None}))
    return {"name": title, "file": file} if file else line


def _document(item: str | EvidenceItem) -> Any:
    """Return a document of a sheet as a tree of texts."""
    if isinstance(item, str):
        return item
    written = {"name": item.name, "number": item.number, "date": item.date and item.date.isoformat()}
    return {key: text for key, text in {**written, "file": item.file, "note": item.note}.items() if text}


def remark_lines(remarks: Iterable[str | Remark]) -> tuple[str, ...]:
    """Return remarks as they stand in a form, one line each, which shows nothing but their text."""
    return as_lines(written_out(remark).text for remark in remarks)


def remarks_in_sheet(lines: Iterable[str], known: Iterable[str | Remark]) -> list[Any] | None:
    """Return remarks as they stand in a sheet; those that stand there already stay what they are.

    A form shows no more of them than their text, so that of several with the same text none is lost.
    """
    there: dict[str, dict[Any, None]] = {}
    for remark in known:
        there.setdefault(_line(written_out(remark).text), {})[remark] = None
    remarks: list[Any] = []
    for line in lines:
        remarks += map(_remark, there[line]) if line in there else [line]
    return remarks or None


def _remark(remark: str | Remark) -> Any:
    """Return a remark of a sheet as a tree of texts."""
    if isinstance(remark, str):
        return remark
    return {key: text for key in Remark.model_fields if (text := getattr(remark, key))}


def state_options() -> dict[str, str]:
    """Return what the column “not marked” offers, by the states' names in a sheet."""
    return {state.value: str(state.title)[:1].upper() + str(state.title)[1:] for state in STATES}


def state_ways() -> dict[str, str]:
    """Return other ways to write the states: their signs, and their names in the other language."""
    ways = {way: state.value for state in STATES for way in (*state.symbol, *state.title)}
    return ways | {"không áp dụng": State.NOT_APPLICABLE.value, "không có": State.NOT_APPLICABLE.value}


def mark_in_words(what: FormMark, criterion: CriterionBase) -> str:
    """Say what was entered, as people read it; "" for nothing."""
    kind, words = criterion.kind, ""
    if what.state:
        words = state_options()[what.state]
    elif kind.asks is Ask.CHOICE:
        words = criterion.options.get(what.mark, what.mark)
    elif kind.asks in (Ask.TICKS, Ask.COUNTS) and (what.parts or what.mark == NOTHING_DONE):
        words = _items_in_words(what.parts, kind)
    elif what.names:
        named = zip(what.names, what.parts, strict=True)
        words = "; ".join(f"{name}: {figure(Decimal(part))}" for name, part in named)
    elif what.parts:
        words = ", ".join(figure(Decimal(part)) for part in what.parts)
    elif what.mark:
        words = _figure(what.mark) + (f"/{_figure(what.target)}" if what.target else "")
    return f"{words} ({what.reason})" if words and what.reason else words


def _items_in_words(parts: Sequence[str], kind: Kind) -> str:
    """Name what is ticked or counted; what is none of the criterion's own stands as it was written."""
    numbers = dict(map(count_of, parts)) if kind.asks is Ask.COUNTS else {}
    things = kind.options()
    if kind.asks is Ask.TICKS and things.keys() >= set(parts):
        return kind.in_words(tuple(parts))
    if numbers.keys() == things.keys():
        return kind.in_words(tuple(Decimal(numbers[thing]) for thing in things))
    return "; ".join(parts)


def _figure(said: str) -> str:
    """Show digits as a figure; what a sheet says in their place as it stands there."""
    try:
        return figure(Decimal(said))
    except InvalidOperation:
        return said
