"""What of a file is to go into a sheet: all that it says anew, and nothing that somebody changed there meanwhile."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from qcdc_cli.campaign.marks import MarkedSheet, State
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import SECTIONS, MarkEntry, Sheet, StageMark
from qcdc_cli.forms.form_key import fingerprint
from qcdc_cli.forms.form_layout import BY_BLOC, disputed_name
from qcdc_cli.forms.form_mark import (
    FormMark,
    as_lines,
    evidence_in_sheet,
    evidence_lines,
    form_mark,
    mark_in_words,
    remarks_in_sheet,
    sheet_value,
    state_options,
)
from qcdc_cli.forms.importing.appeals import (
    OpenAppeal,
    appeals_in_sheet,
    content_on_form,
    entry_appeals,
    open_appeal,
)
from qcdc_cli.forms.importing.records import FormRecord
from qcdc_cli.forms.merging import Change
from qcdc_cli.forms.sheet_file import (
    AGREED_ON_FORM,
    agreement_of,
    digest_name,
    disqualifiers_of,
    evidence_of,
    mark_in_sheet,
    notes_of,
    own_marks,
    remarks_of,
)
from qcdc_cli.forms.submission import Preset, Submission, without_preset
from qcdc_cli.kinds import NamedMarks
from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.problems import QcdcError
from qcdc_cli.render.words.remarks import remark_text
from qcdc_cli.scoring.result import UnitResult
from qcdc_cli.scoring.unit import score_unit

_NOTHING: Mapping[str, str | None] = MappingProxyType({})
_NO_TREE: Mapping[str, Any] = MappingProxyType({})


class Difference(NamedTuple):
    """One thing that a file says otherwise than the sheet.

    Attributes:
        path: where it stands in the sheet.
        about: what it is about, for people: a criterion's id, a section of the remarks.
        there: what the sheet says, in words; "" for nothing.
        found: what the file says, in words.
        changes: what is to be changed in the sheet.
        later: the sheet was changed after the form was made, so that this would undo somebody's work.
        points: what the mark in it gives, or the word that stands in its place; "" where it is of no mark.
        lines: the criteria of which the file's stage is given another mark, by id; none for evidence and remarks.
        source: the file, as it is named to people.
        stage: the id of the stage that the file is of.
    """

    path: tuple[str, ...]
    about: str
    there: str
    found: str
    changes: tuple[Change, ...]
    later: bool
    points: str = ""
    lines: tuple[str, ...] = ()
    source: str = ""
    stage: str = ""

    def said_by(self, submission: Submission) -> "Difference":
        """Return the difference with the file that it comes from."""
        return self._replace(source=submission.source, stage=submission.stage)


class Comparison(NamedTuple):
    """One file beside the sheet that it is for.

    Attributes:
        submission: what the file says.
        sheet: what the sheet says; None where there is none yet.
        rubric: the rubric.
        presets: what the campaign has set for the unit, by criterion.
        said: what the last import of the same form put into the sheet, as in its record; nothing where there was none.
        is_outdated: what the form says was imported before, and another import of the form has replaced it since.
        tree: the sheet as a tree of texts.
        alone: the form is one of several checkers' who mark the stage, each alone; the sheet is as this one sees it.
    """

    submission: Submission
    sheet: Sheet | None
    rubric: Rubric
    presets: Mapping[str, Preset]
    said: Mapping[str, str | None] = _NOTHING
    is_outdated: bool = False
    tree: Mapping[str, Any] = _NO_TREE
    alone: bool = False

    def knowing(self, records: Mapping[str, FormRecord]) -> "Comparison":
        """Return the comparison with what is known of earlier imports of the form."""
        last = records.get(self.submission.form)
        if last is None:
            return self
        return self._replace(said=last.said, is_outdated=self._content() in last.earlier)

    def record(self) -> FormRecord | None:
        """Return what is to be known of the form when what it says anew has been written; None for a table."""
        before = self.submission.before
        if before is None:
            return None
        said = {
            name: _digest(found)
            for name, there, found in self._items()
            if found == there or self.is_new(name, there, found)
        }
        said = {name: digest for name, digest in said.items() if digest != before.get(name)}
        return FormRecord(self.submission.form, said, self._content())

    def is_untouched(self) -> bool:
        """Return whether the form says what it did when it was made: what stood in its sheet, or was put in."""
        before = self.submission.before or {}
        return all(
            digest == before.get(name) or (digest is not None and digest == before.get(prefilled(name)))
            for name, digest in ((name, _digest(found)) for name, _, found in self._items())
        )

    def _content(self) -> str:
        return fingerprint(sorted((name, _digest(found)) for name, _, found in self._items() if found is not None))

    def _items(self) -> Iterator[tuple[str, Any, Any]]:
        """Yield what the file speaks of, by name: what the sheet and what the file says; None for nothing."""
        own = self.submission
        for criterion in (leaf.criterion for leaf in self.rubric.leaves):
            if criterion.id in own.marks:
                there, found = self._sides(criterion)
                yield digest_name("mark", criterion.id), _or_none(there), _or_none(found)
            if criterion.id in own.evidence:
                lines = evidence_lines(evidence_of(self.sheet, criterion.id))
                yield digest_name("evidence", criterion.id), lines or None, own.evidence[criterion.id] or None
            if own.appeals is not None:
                yield digest_name("appeal", criterion.id), *self._contents_of_appeals(criterion)
        for section, remarks in own.notes.items():
            yield digest_name("notes", section), remarks_of(self.sheet, section) or None, remarks or None
        if not own.first:
            recorded = agreement_of(self.sheet, own.stage)
            yield AGREED_ON_FORM, recorded and recorded.content, own.agreed and own.agreed.content
        known = disqualifiers_of(self.sheet)
        for identity in dict.fromkeys((*(known if own.first else ()), *own.disqualifiers)):
            yield digest_name("disqualifier", identity), known.get(identity), own.disqualifiers.get(identity)

    def differences(self) -> Iterator[Difference]:
        """Yield what the file says otherwise than the sheet, criterion by criterion."""
        for leaf in self.rubric.leaves:
            if leaf.criterion.id in self.submission.marks:
                yield from self._mark(leaf.criterion)
            if leaf.criterion.id in self.submission.evidence:
                yield from self._evidence(leaf.criterion)
            if self.submission.appeals is not None:
                yield from self._appeal(leaf.criterion)
        for section in SECTIONS:
            if section in self.submission.notes:
                yield from self._notes(section)
        yield from self._disqualifiers()

    def kept(self) -> frozenset[str]:
        """Return the criteria that differ in the sheet and in the file, and that the import leaves as they are."""
        stays = set()
        for criterion in (leaf.criterion for leaf in self.rubric.leaves):
            if criterion.id in self.submission.marks:
                there, found = self._sides(criterion)
                name = digest_name("mark", criterion.id)
                if there != found and not self.is_new(name, _or_none(there), _or_none(found)):
                    stays.add(criterion.id)
        return frozenset(stays)

    def is_new(self, name: str, there: Any, found: Any) -> bool:
        """Return whether what the file says is to be looked at: it differs from the sheet, and somebody typed it."""
        if found == there:
            return False
        if self.submission.before is None:  # a table, in which an empty cell says nothing
            return found is not None
        own = _digest(found)  # as it was, the form was not changed, but the sheet was
        return own != self.submission.before.get(name) or (name in self.said and own != self.said[name])

    def _is_later(self, name: str, there: Any) -> bool:
        """Return whether the sheet says neither what it did when the form was made, nor what the form said since."""
        if self.submission.before is None:
            return there is not None
        before, now = self.submission.before.get(name), _digest(there)
        return self.is_outdated or (now != before and now != self.said.get(name, before))

    def _sides(self, criterion: CriterionBase) -> tuple[FormMark, FormMark]:
        """Return what the sheet and what the file says of a criterion, each without what the campaign has set."""
        own, preset = self.submission, self.presets[criterion.id]
        there = _mark_or_words(mark_in_sheet(self.sheet, criterion.id, own.stage, first=own.first), criterion)
        return without_preset(there, preset), without_preset(own.marks[criterion.id], preset)

    def _mark(self, criterion: CriterionBase) -> Iterator[Difference]:
        own, name = self.submission, digest_name("mark", criterion.id)
        there, found = self._sides(criterion)
        if not self.is_new(name, _or_none(there), _or_none(found)):
            return
        in_sheet = mark_in_sheet(self.sheet, criterion.id, own.stage, first=own.first)
        by = own.checker or (in_sheet.by if isinstance(in_sheet, StageMark) and in_sheet.by else "")
        path: tuple[str, ...] = ("marks", criterion.id, own.stage)
        if self.alone:
            path, by = (*path, "marks", own.checker), ""
        changes = [Change(path, sheet_value(found, criterion, by))]
        if own.first:
            changes = [*self._withdrawn_claims(criterion, found), *changes]
            if found.state and not found.mark and not found.parts and not by:
                changes = [Change(path, None), Change(("marks", criterion.id, found.state), found.reason)]
        before, after = (mark_in_words(each, criterion) for each in (there, found))
        later = self._is_later(name, _or_none(there))
        yield Difference(path, criterion.id, before, after, tuple(changes), later, lines=(criterion.id,))

    def _withdrawn_claims(self, criterion: CriterionBase, found: FormMark) -> Iterator[Change]:
        """Yield what takes away the unit's claims that do not hold any more."""
        entry = self.sheet.marks.get(criterion.id) if self.sheet is not None else None
        if isinstance(entry, MarkEntry):
            for state in state_options():
                if getattr(entry, state) is not None and state != found.state:
                    yield Change(("marks", criterion.id, state), None)

    def _evidence(self, criterion: CriterionBase) -> Iterator[Difference]:
        known, found = evidence_of(self.sheet, criterion.id), self.submission.evidence[criterion.id]
        change = Change(("marks", criterion.id, "evidence"), evidence_in_sheet(found, known))
        about = f"{criterion.id} · {say('minh chứng', 'evidence')}"
        yield from self._lines(digest_name("evidence", criterion.id), about, evidence_lines(known), found, change)

    def _open_appeal(self, criterion: CriterionBase) -> OpenAppeal:
        stage = (self.submission.before or {}).get(disputed_name(criterion.id), self.submission.stage)
        return open_appeal(self.sheet, criterion.id, stage)

    def _contents_of_appeals(self, criterion: CriterionBase) -> tuple[Any, Any]:
        """Return what the sheet's open appeal and what the form's one says; None for nothing."""
        found = (self.submission.appeals or {}).get(criterion.id)
        return self._open_appeal(criterion).content(criterion), content_on_form(found)

    def _appeal(self, criterion: CriterionBase) -> Iterator[Difference]:
        name, (there, found) = digest_name("appeal", criterion.id), self._contents_of_appeals(criterion)
        if not self.is_new(name, there, found):
            return
        known, own = self._open_appeal(criterion), (self.submission.appeals or {}).get(criterion.id)
        path = ("marks", criterion.id, "appeals")
        change = Change(path, appeals_in_sheet(entry_appeals(self.tree, criterion.id), known, own, criterion))
        about = f"{criterion.id} · {say('giải trình', 'appeal')}"
        texts = (known.appeal.text if known.appeal is not None else "", own.text if own is not None else "")
        yield Difference(path, about, *texts, (change,), there is not None and self._is_later(name, there))

    def _notes(self, section: str) -> Iterator[Difference]:
        known, found = getattr(notes_of(self.sheet), section) or (), self.submission.notes[section]
        change = Change(("notes", section), remarks_in_sheet(found, known))
        name, there = digest_name("notes", section), remarks_of(self.sheet, section)
        for one in self._lines(name, str(SECTIONS[section]), there, found, change):
            yield one._replace(there="; ".join(as_lines(remark_text(remark, self.rubric) for remark in known)))

    def _lines(
        self, name: str, about: str, there: tuple[str, ...], found: tuple[str, ...], change: Change
    ) -> Iterator[Difference]:
        if self.is_new(name, there or None, found or None):
            later = self._is_later(name, there or None)
            yield Difference(change.path, about, "; ".join(there), "; ".join(found), (change,), later)

    def _disqualifiers(self) -> Iterator[Difference]:
        known, reasons = disqualifiers_of(self.sheet), self.submission.disqualifiers
        for identity in dict.fromkeys((*known, *reasons)):
            there, found = known.get(identity), reasons.get(identity)
            name = digest_name("disqualifier", identity)
            if not self.is_new(name, there, found) or (found is None and not self.submission.first):
                continue  # only the unit itself takes back what it said
            change = Change(("disqualifiers", identity), found)
            entry = self.rubric.disqualifiers.get(identity)
            about = identity if entry is None else f"{entry.name} ({identity})"
            yield Difference(change.path, about, there or "", found or "", (change,), self._is_later(name, there))


def _digest(value: Any) -> str | None:
    return None if value is None else fingerprint(value)


def scored_differences(
    found: Iterable[Difference],
    marked: MarkedSheet,
    rubric: Rubric,
    stages: Sequence[str],
    presets: Mapping[str, Preset],
) -> tuple[Difference, ...]:
    """Return the differences with the points that the marks in them give, as a form shows them."""
    results: dict[str, UnitResult] = {}
    told = []
    for one in found:
        leaf = rubric.leaf_numbers.get(one.path[1]) if one.path[0] == "marks" else None
        stage = one.path[2] if len(one.path) == len(("marks", "id", "stage")) else ""
        if leaf is None or stage not in stages:
            told.append(one)
            continue
        number = stages.index(stage)
        if stage not in results:
            own = own_marks(marked, number, rubric, presets, agreed=False)
            results[stage] = score_unit(marked.unit, own, rubric, number, number)
        result = results[stage].criteria[leaf]
        if result.state is State.GIVEN:
            told.append(one._replace(points=figure(result.points)))
        else:
            by_bloc = result.state is State.BLANK and one.found and result.criterion.kind.relative
            told.append(one._replace(points=str(BY_BLOC) if by_bloc else str(result.state.symbol)))
    return tuple(told)


def prefilled(name: str) -> str:
    """Return what the digest of a mark is called that was put into a form, by what the sheet's own is called."""
    return digest_name("prefilled", name.partition(" ")[2])


def _or_none(mark: FormMark) -> tuple[Any, ...] | None:
    return None if mark.blank else mark.content


def _mark_or_words(in_sheet: Any, criterion: CriterionBase) -> FormMark:
    """Return what a sheet says of a mark; of what is no mark of the criterion, the words alone."""
    try:
        return form_mark(in_sheet, criterion)
    except QcdcError:
        mark = in_sheet.mark if isinstance(in_sheet, StageMark) else in_sheet
        if isinstance(mark, NamedMarks):
            return FormMark(", ".join(f"{name}: {given}" for name, given in mark) or "{}")
        return FormMark(mark if isinstance(mark, str) else ", ".join(mark or ("?",)))
