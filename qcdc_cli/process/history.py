"""How marks came to be what they are: what each commit changed, and when which file was imported."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import chain
from typing import NamedTuple

from qcdc_cli.campaign.received_files import ReceivedFile
from qcdc_cli.campaign.versions import Facts, Said, Subject, Version, Versions, What

_OF_FILES = frozenset({What.SHEET, What.CAMPAIGN})


class EventSource(Enum):
    """What an event of a history is known from."""

    COMMIT = "commit"
    NOT_COMMITTED = "not_committed"  # the files in the folder say something else than the last commit
    IMPORT = "import"
    UNDONE = "undone"  # an import that was undone


class FactChange(NamedTuple):
    """What is said otherwise than before.

    Attributes:
        subject: what it is said about.
        before: what was said; None for nothing.
        after: what is said since; None for nothing.
        left_out: the commit is a merge that left out what one side had changed.
    """

    subject: Subject
    before: Said | None
    after: Said | None
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to a unit's marks.

    Attributes:
        source: what it is known from.
        version: the commit, for what is known from one.
        received: the file that was imported, for an import and its undoing.
        changes: what was changed, for what is known from a commit or from the files in the folder.
        unknown_before: what was said before is not known, since the copied history begins here.
    """

    source: EventSource
    version: Version | None = None
    received: ReceivedFile | None = None
    changes: tuple[FactChange, ...] = ()
    unknown_before: bool = False


def history(
    versions: Versions, received: Iterable[ReceivedFile], criteria: Collection[str] | None = None
) -> tuple[Event, ...]:
    """Return what happened to a unit's marks in a period, the earlier first.

    Commits stand in the order of the history, each behind all that it rests on; imports between them by their moment.

    Args:
        versions: what the repository remembers.
        received: the files that were imported for the unit in the period, in their order, undone ones too.
        criteria: the ids of the only criteria that are looked at; None for all, and for what is of no single one.
    """
    imports = list(_imports(received, criteria))
    events: list[Event] = []
    of_commits, last = _commits(versions, criteria)
    for event in of_commits:
        moment = None if event.version is None or event.version.commit is None else event.version.commit.committed
        while imports and moment is not None and imports[0][0] <= moment:
            events.append(imports.pop(0)[1])
        events.append(event)
    events += (event for _, event in imports)
    if versions.head is not None and versions.now is not None:
        before = _Told.of(versions.head, last)
        changes = _changes(before, _Told.of(versions.now, before), criteria)
        if changes:
            events.append(Event(EventSource.NOT_COMMITTED, changes=changes))
    return tuple(events)


def _imports(received: Iterable[ReceivedFile], criteria: Collection[str] | None) -> Iterator[tuple[datetime, Event]]:
    """Yield imports and what was undone of them by their moments."""
    files = [one for one in received if criteria is None or not set(criteria).isdisjoint(one.lines)]
    found = [(one.moment, Event(EventSource.IMPORT, received=one)) for one in files]
    found += ((one.undone, Event(EventSource.UNDONE, received=one)) for one in files if one.undone is not None)
    yield from sorted(found, key=lambda one: one[0])


class _Told(NamedTuple):
    """What is known as of a version: of a file that was not there or could not be read, what it said before.

    So what comes back unchanged is no change.
    """

    files: Facts
    sheet: Facts
    campaign: Facts
    rubric: Facts

    @classmethod
    def of(cls, version: Version, before: "_Told") -> "_Told":
        """Return what is known as of a version, from what was before it."""
        return cls(
            version.files,
            before.sheet if version.sheet is None else version.sheet,
            before.campaign if version.campaign is None else version.campaign,
            before.rubric if version.rubric is None else version.rubric,
        )

    def get(self, subject: Subject) -> Said | None:
        """Return what is said about a subject; None for nothing."""
        return next((facts[subject] for facts in self if subject in facts), None)


_NOTHING = _Told({}, {}, {}, {})


def _commits(versions: Versions, criteria: Collection[str] | None) -> tuple[list[Event], _Told]:
    """Return what each commit changed, and what is known as of the last one.

    Of a merge that is only what it holds otherwise than each of its sides, and what it left out.
    """
    events: list[Event] = []
    own = _NOTHING
    told: dict[str, _Told] = {}
    reach: dict[str, int] = {}  # a bit for each commit that a commit rests on, and its own
    touched: dict[Subject, int] = {}  # a bit for each commit that changed what is said about a subject
    for number, version in enumerate(versions.commits):
        commit = version.commit
        assert commit is not None  # noqa: S101 - as `Versions` says
        parents = [parent for parent in commit.parents if parent in told]
        before = [told[parent] for parent in parents] or [_NOTHING]
        own = told[commit.id] = _Told.of(version, before[0])
        reach[commit.id] = 1 << number
        for parent in parents:
            reach[commit.id] |= reach[parent]
        if len(parents) > 1:
            changes = _merged(before, own, [reach[one] for one in parents], touched, criteria)
        else:
            changes = _changes(before[0], own, criteria)
        for change in changes:
            touched[change.subject] = touched.get(change.subject, 0) | 1 << number
        if changes:
            begins = commit.id in versions.ends or (bool(commit.parents) and not parents)  # or it was cut off there
            events.append(Event(EventSource.COMMIT, version, changes=changes, unknown_before=begins))
    return events, own


def _changes(before: _Told, after: _Told, criteria: Collection[str] | None) -> tuple[FactChange, ...]:
    """Return what is said otherwise, file by file, in the order in which the files say it."""
    found: list[FactChange] = []
    for earlier, later in zip(before, after, strict=True):
        if earlier is later:
            continue
        for subject in (*later, *(one for one in earlier if one not in later)):
            pair = earlier.get(subject), later.get(subject)
            if _differ(*pair) and _is_asked(subject, criteria) and not _is_first_of_rubric(subject, earlier):
                found.append(FactChange(subject, *pair))
    if len(found) > 1 and found[0].subject.what is What.SHEET and found[0].before is None:
        del found[0]  # that the sheet is there now, its marks tell
    return tuple(found)


def _merged(
    sides: Sequence[_Told],
    own: _Told,
    reach: Sequence[int],
    touched: Mapping[Subject, int],
    criteria: Collection[str] | None,
) -> tuple[FactChange, ...]:
    """Return what a merge holds otherwise than each of its sides, and what one side had changed and it left out.

    Args:
        sides: what is known as of each side.
        own: what is known as of the merge.
        reach: the commits that each side rests on.
        touched: the commits that changed what is said about a subject.
        criteria: the ids of the only criteria that are looked at; None for all.
    """
    found: dict[Subject, FactChange] = {}
    for side, rests_on in zip(sides, reach, strict=True):
        for change in _changes(side, own, criteria):
            kept = [
                bits
                for other, bits in zip(sides, reach, strict=True)
                if not _differ(other.get(change.subject), change.after)
            ]
            if not kept:
                found.setdefault(change.subject, change)
            elif all(touched.get(change.subject, 0) & rests_on & ~bits for bits in kept):
                found.setdefault(change.subject, change._replace(left_out=True))
    order = {subject: number for number, subject in enumerate(chain(*own, *chain(*sides)))}
    return tuple(sorted(found.values(), key=lambda one: order[one.subject]))


def _differ(before: Said | None, after: Said | None) -> bool:
    if before is None or after is None:
        return before is not after
    return after.differs(before)


def _is_asked(subject: Subject, criteria: Collection[str] | None) -> bool:
    return criteria is None or subject.criterion in criteria or subject.what in _OF_FILES


def _is_first_of_rubric(subject: Subject, earlier: Facts) -> bool:
    """Return whether a rubric says for the first time how a criterion is scored: that changes no mark."""
    return subject.what is What.RUBRIC and not any(one.criterion == subject.criterion for one in earlier)
