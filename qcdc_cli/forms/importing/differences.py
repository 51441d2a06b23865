"""What of a file is to go into a sheet: all that it says anew, and nothing that somebody changed there meanwhile."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from qcdc_cli.campaign.rubric import CriterionBase, Rubric
from qcdc_cli.campaign.sheet import MarkEntry, Sheet, StageMark
from qcdc_cli.forms.form_key import fingerprint
from qcdc_cli.forms.form_layout import SECTIONS
from qcdc_cli.forms.form_mark import (
    Entered,
    Said,
    entered,
    evidence_in_sheet,
    evidence_lines,
    in_sheet,
    in_words,
    remarks_in_sheet,
    state_options,
)
from qcdc_cli.forms.merging import Change
from qcdc_cli.forms.sheet_file import (
    disqualifier_name,
    disqualifiers_of,
    evidence_name,
    evidence_of,
    mark_name,
    notes_of,
    remarks_of,
    said_by,
    section_name,
)
from qcdc_cli.forms.submission import Given, Settled, apart_from
from qcdc_cli.language import say
from qcdc_cli.problems import QcdcError


class Difference(NamedTuple):
    """One thing that a file says otherwise than the sheet.

    Attributes:
        path: where it stands in the sheet.
        about: what it is about, for people: a criterion's id, a section of the remarks.
        there: what the sheet says, in words; "" for nothing.
        found: what the file says, in words.
        changes: what is to be changed in the sheet.
        later: the sheet was changed after the form was made, so that this would undo somebody's work.
    """

    path: tuple[str, ...]
    about: str
    there: str
    found: str
    changes: tuple[Change, ...]
    later: bool


def differences(
    given: Given, sheet: Sheet | None, rubric: Rubric, settled: Mapping[str, Settled], *, first: bool
) -> Iterator[Difference]:
    """Yield what a file says otherwise than the sheet, criterion by criterion.

    Args:
        given: what the file says.
        sheet: what the sheet says; None where there is none yet.
        rubric: the rubric.
        settled: what the campaign has settled for the unit, by criterion.
        first: the file is of the first stage.
    """
    for leaf in rubric.leaves:
        criterion = leaf.criterion
        if criterion.id in given.entered:
            yield from _mark(given, sheet, criterion, settled[criterion.id], first=first)
        if criterion.id in given.evidence:
            yield from _evidence(given, sheet, criterion)
    for section in SECTIONS:
        if section in given.notes:
            there, found = remarks_of(sheet, section), given.notes[section]
            if _is_new(given, section_name(section), there or None, found or None):
                known = getattr(notes_of(sheet), section) or ()
                change = Change(("notes", section), remarks_in_sheet(found, known))
                title = str(SECTIONS[section])
                later = _is_later(given, section_name(section), there or None)
                yield Difference(change.path, title, "; ".join(there), "; ".join(found), (change,), later)
    yield from _disqualifiers(given, sheet, first=first)


def kept(
    given: Given, sheet: Sheet | None, rubric: Rubric, settled: Mapping[str, Settled], *, first: bool
) -> frozenset[str]:
    """Return the criteria of which the sheet says something else than a file, and goes on to say it."""
    stays = set()
    for criterion in (leaf.criterion for leaf in rubric.leaves):
        if criterion.id in given.entered:
            there, found = _sides(given, sheet, criterion, settled[criterion.id], first=first)
            if there != found and not _is_new(given, mark_name(criterion.id), _or_none(there), _or_none(found)):
                stays.add(criterion.id)
    return frozenset(stays)


def _is_new(given: Given, name: str, there: Any, found: Any) -> bool:
    """Return whether what a file says is to be looked at: it differs from the sheet, and somebody typed it."""
    if found == there:
        return False
    if given.before is None:  # a table, in which an empty cell says nothing
        return found is not None
    return _digest(found) != given.before.get(name)  # else it is the sheet that was changed, and the form was not


def _is_later(given: Given, name: str, there: Any) -> bool:
    if given.before is None:
        return there is not None
    return _digest(there) != given.before.get(name)


def _digest(value: Any) -> str | None:
    return None if value is None else fingerprint(value)


def _mark(
    given: Given, sheet: Sheet | None, criterion: CriterionBase, settled: Settled, *, first: bool
) -> Iterator[Difference]:
    there, found = _sides(given, sheet, criterion, settled, first=first)
    name = mark_name(criterion.id)
    if not _is_new(given, name, _or_none(there), _or_none(found)):
        return
    said = said_by(sheet, criterion.id, given.stage, first=first)
    by = said.by if isinstance(said, StageMark) and said.by else ""
    path = ("marks", criterion.id, given.stage)
    value = in_sheet(found, criterion, by)
    changes = [Change(path, value)]
    if first:
        changes = [*_claims(sheet, criterion, found), *changes]
        if found.state and not found.mark and not found.parts and not by:
            changes = [Change(path, None), Change(("marks", criterion.id, found.state), found.reason)]
    later = _is_later(given, name, _or_none(there))
    yield Difference(path, criterion.id, in_words(there, criterion), in_words(found, criterion), tuple(changes), later)


def _sides(
    given: Given, sheet: Sheet | None, criterion: CriterionBase, settled: Settled, *, first: bool
) -> tuple[Entered, Entered]:
    """Return what the sheet and what a file says of a criterion, each without what the campaign has settled."""
    said = said_by(sheet, criterion.id, given.stage, first=first)
    return apart_from(_entered(said, criterion), settled), apart_from(given.entered[criterion.id], settled)


def _or_none(what: Entered) -> Entered | None:
    return None if what.blank else what


def _entered(said: Said | None, criterion: CriterionBase) -> Entered:
    """Return what a sheet says of a mark; of what is no mark of the criterion, the words alone."""
    try:
        return entered(said, criterion)
    except QcdcError:
        mark = said.mark if isinstance(said, StageMark) else said
        return Entered(mark=mark if isinstance(mark, str) else ", ".join(mark or ("?",)))


def _claims(sheet: Sheet | None, criterion: CriterionBase, found: Entered) -> Iterator[Change]:
    """Yield what takes away the unit's claims that do not hold any more."""
    entry = sheet.marks.get(criterion.id) if sheet is not None else None
    if isinstance(entry, MarkEntry):
        for state in state_options():
            if getattr(entry, state) is not None and state != found.state:
                yield Change(("marks", criterion.id, state), None)


def _evidence(given: Given, sheet: Sheet | None, criterion: CriterionBase) -> Iterator[Difference]:
    known = evidence_of(sheet, criterion.id)
    there, found = evidence_lines(known), given.evidence[criterion.id]
    name = evidence_name(criterion.id)
    if not _is_new(given, name, there or None, found or None):
        return
    change = Change(("marks", criterion.id, "evidence"), evidence_in_sheet(found, known))
    about = f"{criterion.id} · {say('minh chứng', 'evidence')}"
    later = _is_later(given, name, there or None)
    yield Difference(change.path, about, "; ".join(there), "; ".join(found), (change,), later)


def _disqualifiers(given: Given, sheet: Sheet | None, *, first: bool) -> Iterator[Difference]:
    known = disqualifiers_of(sheet)
    for identity in dict.fromkeys((*known, *given.disqualifiers)):
        there, found = known.get(identity), given.disqualifiers.get(identity)
        name = disqualifier_name(identity)
        if not _is_new(given, name, there, found) or (found is None and not first):
            continue  # only the unit itself takes back what it said
        change = Change(("disqualifiers", identity), found)
        yield Difference(change.path, identity, there or "", found or "", (change,), _is_later(given, name, there))
