"""How marks came to be what they are, as two lists: what was changed when and by whom, and the commits behind it."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.versions import Said, Subject, Versions, What
from qcdc_cli.git import LEAST_VERSION, Commit, NoHistory
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import day
from qcdc_cli.process.history import Event, EventSource, FactChange
from qcdc_cli.render.lists import List, ListColumn, Value, untitled
from qcdc_cli.render.words.names import period_name, unit_name

_SHORT = 8  # letters of a commit's id: what people type
_LEAST = ".".join(map(str, LEAST_VERSION))
_WITHOUT_GIT = {
    NoHistory.NO_PROGRAM: Text("máy này chưa cài git", "git is not installed on this machine"),
    NoHistory.OLD: Text(f"git trên máy này cũ hơn {_LEAST}", f"git on this machine is older than {_LEAST}"),
    NoHistory.NO_REPOSITORY: Text(
        "thư mục đợt thi đua không nằm trong kho git", "the campaign's folder is in no git repository"
    ),
    NoHistory.NOT_TRUSTED: Text(
        "kho git thuộc người dùng khác của máy, nên git không đọc", "the repository is another user's; git refuses it"
    ),
    NoHistory.NO_COMMIT: Text("kho git chưa có lần ghi (commit) nào", "the repository has no commit yet"),
    NoHistory.INCOMPLETE: Text(
        "kho git thiếu dữ liệu của một số lần ghi (bản sao một phần, hoặc hỏng)",
        "the repository lacks data of some commits (a partial copy, or a damaged one)",
    ),
    NoHistory.FAILED: Text("git không đọc được kho", "git cannot read the repository"),
    NoHistory.TOO_MUCH: Text("git chạy quá lâu hoặc cho quá nhiều dữ liệu", "git took too long or said too much"),
}
_NOT_COMMITTED = Text("chưa ghi vào git", "not committed yet")
_SOURCES = {EventSource.IMPORT: Text("nhập tệp", "import"), EventSource.UNDONE: Text("hoàn tác", "undone")}
_ABOUT = {
    What.SHEET: Text("Phiếu", "Sheet"),
    What.CAMPAIGN: Text("qcdc.yaml", "qcdc.yaml"),
    What.TARGET: Text("Chỉ tiêu", "Target"),
    What.UNASSIGNED: terms.UNASSIGNED,
    What.RUBRIC: terms.RUBRIC,
    What.DISQUALIFIER: Text("Trường hợp không xếp hạng, hạ loại", "Disqualifier"),
    What.APPEAL: terms.APPEAL,
}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: a change, or a file that came in."""

    event: Event
    change: FactChange | None

    @property
    def commit(self) -> Commit | None:
        return None if self.event.version is None else self.event.version.commit

    @property
    def moment(self) -> datetime | None:
        """When it happened, as far as that is known."""
        if self.event.received is not None:
            undone = self.event.source is EventSource.UNDONE
            return self.event.received.undone if undone else self.event.received.moment
        return None if self.commit is None else self.commit.written


def history_lists(
    events: Sequence[Event],
    versions: Versions,
    campaign: Campaign,
    rubric: Rubric,
    asked: tuple[str, str, Collection[str] | None],
) -> tuple[tuple[List, ...], tuple[List, ...]]:
    """Return the lists of what was changed and of the commits, and the same as a screen shows them.

    Args:
        events: what happened.
        versions: what the repository remembers.
        campaign: the campaign.
        rubric: the rubric of the unit's bloc.
        asked: the unit's id, the period's, and the ids of the only criteria that are told of; None for all.
    """
    unit, period, criteria = asked
    rows = [_Row(event, change) for event in events for change in (event.changes or (None,))]
    words = _Words(campaign, rubric)
    only = next(iter(criteria)) if criteria is not None and len(criteria) == 1 else None
    found = None if only is None else words.criterion(only)
    named = unit_name(campaign, unit) if found is None else f"{unit_name(campaign, unit)} · {found.shown} {found.name}"
    changes = List(
        key="history",
        title=say("Quá trình hình thành điểm", "How the marks came to be"),
        columns=_columns(rows, words, in_git=versions.why_none is None),
        subtitle=(campaign.campaign, f"{named} · {period_name(campaign, period)}"),
        warnings=_warnings(versions),
        notes=_notes(versions),
        empty=say("Không có thay đổi nào.", "Nothing was changed."),
        keys=2,
    )
    if only is not None:
        changes = untitled(changes, "label")
    commits = list(dict.fromkeys(row.commit for row in rows if row.commit is not None))
    lists = (changes, _commits(commits)) if versions.why_none is None else (changes,)
    on_screen = replace(
        changes, columns=_narrow(rows, words, single=only is not None, in_git=versions.why_none is None)
    )
    return lists, (on_screen, *lists[1:])


class _Words:
    """What things are called to people."""

    def __init__(self, campaign: Campaign, rubric: Rubric) -> None:
        self._stages = {stage.id: stage.name for stage in campaign.stages}
        self._criteria = {leaf.criterion.id: leaf.criterion for leaf in rubric.leaves}

    def criterion(self, identity: str) -> CriterionBase | None:
        """Return a criterion that the rubric still has."""
        return self._criteria.get(identity)

    def label(self, row: _Row) -> str | None:
        """Return what a row's criterion is shown as."""
        identity = "" if row.change is None else row.change.subject.criterion
        found = self.criterion(identity)
        return (identity or None) if found is None else found.shown

    def about(self, row: _Row) -> str:
        """Say what a row is about: a stage, a target, an appeal."""
        if row.change is None:
            stage = row.event.received.stage if row.event.received is not None else ""
            return self._stages.get(stage, stage)
        subject = row.change.subject
        stage = self._stages.get(subject.stage, subject.stage)
        if subject.what is What.MARK:
            return stage
        if subject.what is What.MARK_ALONE:
            return f"{stage} ({subject.detail})"
        title = str(_ABOUT[subject.what])
        if subject.what is What.APPEAL:
            return f"{title} {subject.detail}" + (f" ({stage})" if stage else "")
        return f"{title}: {subject.detail}" if subject.what is What.RUBRIC else title


def _columns(rows: Sequence[_Row], words: _Words, *, in_git: bool) -> tuple[ListColumn, ...]:
    def column(key: str, title: str, value: Callable[[_Row], Value], *, wraps: bool = False) -> ListColumn:
        return ListColumn(key, title, [value(row) for row in rows], wraps)

    def of_subject(value: Callable[[Subject], str]) -> Callable[[_Row], Value]:
        return lambda row: None if row.change is None else value(row.change.subject) or None

    def of_commit(value: Callable[[Commit], Value]) -> Callable[[_Row], Value]:
        return lambda row: None if row.commit is None else value(row.commit)

    return (
        column("source", "", lambda row: row.event.source.value),
        column("moment", "", lambda row: row.moment),
        column("when", say("Thời điểm", "When"), lambda row: _moment(row.moment), wraps=True),
        column("commit", "", of_commit(lambda one: one.id)),
        column("author", "", of_commit(lambda one: one.author)),
        column("file", "", lambda row: None if row.event.received is None else row.event.received.file),
        column("source_name", say("Nguồn", "Source"), lambda row: _source(row, in_git=in_git)),
        column("criterion", "", of_subject(lambda one: one.criterion)),
        column("label", say(*terms.CRITERION), words.label),
        column("what", "", of_subject(lambda one: one.what.value)),
        column("stage", "", of_subject(lambda one: one.stage)),
        column("detail", "", of_subject(lambda one: one.detail)),
        column("about", say(*terms.CONTENT), words.about, wraps=True),
        column("before", say(*terms.BEFORE), _before, wraps=True),
        column("after", say(*terms.AFTER), _after, wraps=True),
        column("left_out", "", lambda row: None if row.change is None else row.change.left_out),
        column("reason", "", lambda row: _said(row).reason or None),
        column("by", "", lambda row: _said(row).by or None),
        column("explanation", say("Lý do, người chấm", "Reason, marked by"), _reason, wraps=True),
    )


def _narrow(rows: Sequence[_Row], words: _Words, *, single: bool, in_git: bool) -> tuple[ListColumn, ...]:
    """Return the same in five columns: day and commit together, criterion and stage together.

    The time of day of a commit stands in the other list, that of an import beside the number of criteria.
    """

    def when(row: _Row) -> str:
        return " ".join(
            filter(None, (None if row.moment is None else day(row.moment.date()), _source(row, in_git=in_git)))
        )

    def why(row: _Row) -> str | None:
        clock = None if row.event.received is None or row.moment is None else f"{row.moment:%H:%M}"
        return ", ".join(filter(None, (clock, _reason(row)))) or None

    def about(row: _Row) -> str:
        return ": ".join(filter(None, (None if single else words.label(row), words.about(row))))

    def column(key: str, title: str, value: Callable[[_Row], Value]) -> ListColumn:
        return ListColumn(key, title, [value(row) for row in rows], wraps=True)

    subject = say(*terms.CONTENT) if single else say("Tiêu chí, nội dung", "Criterion, about")
    return (
        column("shown_when", say("Thời điểm, nguồn", "When, source"), when),
        column("shown_about", subject, about),
        column("shown_before", say(*terms.BEFORE), _before),
        column("shown_after", say(*terms.AFTER), _after),
        column("shown_reason", say("Lý do, người chấm", "Reason, marked by"), why),
    )


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else f"{day(moment.date())} {moment:%H:%M}"


def _source(row: _Row, *, in_git: bool) -> str | None:
    """Say what a row is known from; where no git remembers anything, nothing is called not committed."""
    if row.commit is not None:
        return row.commit.id[:_SHORT]
    if row.event.source is EventSource.NOT_COMMITTED and not in_git:
        return None
    return str(_SOURCES.get(row.event.source, _NOT_COMMITTED))


def _before(row: _Row) -> str | None:
    received = row.event.received
    if received is not None:
        return received.file if row.event.source is EventSource.UNDONE else None
    if row.event.unknown_before:
        return say("không rõ", "not known")
    return None if row.change is None or row.change.before is None else row.change.before.words


def _after(row: _Row) -> str | None:
    received = row.event.received
    if received is not None:
        return received.file if row.event.source is EventSource.IMPORT else None
    if row.change is None or row.change.after is not None:
        return _said(row).words
    return say("đã xóa", "removed") if row.change.subject.what is What.SHEET else None


def _said(row: _Row) -> Said:
    change = row.change
    said = None if change is None else change.after
    return Said("", "") if said is None else said


def _reason(row: _Row) -> str | None:
    """Say why, and who marked; of a file that came in, of how many criteria."""
    if row.event.received is not None:
        number = len(row.event.received.lines)
        lines = say(f"{number} tiêu chí", f"{number} {'criterion' if number == 1 else 'criteria'}")
        if row.event.source is EventSource.IMPORT and row.event.received.undone is not None:
            lines += say("; sau đó đã hoàn tác", "; undone since")
        return lines
    said = _said(row)
    told = f"{said.reason} ({said.by})" if said.reason and said.by else said.reason or said.by
    if row.change is not None and row.change.left_out:
        merged = say("khi gộp hai nhánh, giữ điểm của nhánh kia", "a merge kept what the other side said")
        told = f"{told}; {merged}" if told else merged
    return told or None


def _commits(commits: Sequence[Commit]) -> List:
    def column(key: str, title: str, value: Callable[[Commit], Value], *, wraps: bool = False) -> ListColumn:
        return ListColumn(key, title, [value(one) for one in commits], wraps)

    return List(
        key="commits",
        title=say("Các lần ghi vào git (commit)", "Commits"),
        columns=(
            column("commit", "", lambda one: one.id),
            column("short", say("Lần ghi", "Commit"), lambda one: one.id[:_SHORT]),
            column("written", "", lambda one: one.written),
            column("committed", "", lambda one: one.committed),
            column("when", say("Thời điểm", "When"), lambda one: _moment(one.written), wraps=True),
            column("author", say("Người ghi", "Author"), lambda one: one.author, wraps=True),
            column("email", "", lambda one: one.email),
            column("subject", say("Ghi chú của lần ghi", "Message"), lambda one: one.subject, wraps=True),
            column("merge", "", lambda one: len(one.parents) > 1),
        ),
        empty=say("Không có lần ghi nào.", "There is no commit."),
    )


def _warnings(versions: Versions) -> tuple[str, ...]:
    lines = []
    if versions.why_none is not None:
        why = _WITHOUT_GIT[versions.why_none]
        said = (
            f" ({versions.git_said})" if versions.git_said and versions.why_none is not NoHistory.NO_REPOSITORY else ""
        )
        lines.append(
            say(
                f"Chỉ nêu được theo sổ nhập tệp, không có điểm cũ: {why.vi}{said}.",
                f"Told from the record of imports alone, without earlier marks: {why.en}{said}.",
            )
        )
    if versions.ends:
        lines.append(
            say(
                "Kho git này là bản sao nông (shallow): các lần ghi cũ hơn không có ở đây.",
                "This repository is a shallow copy: earlier commits are not in it.",
            )
        )
    if versions.cut:
        lines.append(
            say(
                f"Chỉ xét {versions.cut} lần ghi mới nhất; các lần ghi cũ hơn không nêu.",
                f"Only the latest {versions.cut} commits were looked at; earlier ones are not told.",
            )
        )
    return tuple(lines)


def _notes(versions: Versions) -> tuple[str, ...]:
    if versions.why_none is not None:
        return ()
    notes = [
        say(
            "Thời điểm và người ghi do máy ghi tự khai, git không xác minh; điểm cũ đọc theo thang điểm hiện nay.",
            "Times and authors are what the committing machine claimed; git verifies neither. Old marks are read by "
            "today's rubric.",
        )
    ]
    if not versions.paths:
        notes.append(say("Chưa có phiếu đọc được trong kho git.", "No sheet that can be read is in the repository."))
    elif len(versions.paths) > 1:
        earlier = ", ".join(versions.paths[1:])
        notes.append(say(f"Tên cũ của phiếu: {earlier}.", f"The sheet was called before: {earlier}."))
    return tuple(notes)
