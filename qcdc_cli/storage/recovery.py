"""What an interrupted run left behind: finished where all of it is there, else undone. Digests decide, file by file.

Each file is in one of three states: it has its new bytes, its old ones, or others, which somebody else wrote since.
What somebody else wrote is never touched. Interrupted itself, this begins again from whatever it left.
"""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from qcdc_cli.language import Text, say
from qcdc_cli.language.names import first_words
from qcdc_cli.language.system import reason
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.storage import JOURNAL, has_traces
from qcdc_cli.storage.disk import file_digest, force_folders, remove_folders, shown
from qcdc_cli.storage.journal import DRAFT, FileChange, Journal, read_journal
from qcdc_cli.storage.lock import Tell, is_held, locked

_MOST_NAMES = 40  # of files in one message


def finish_interrupted(folder: Path, tell: Tell, *, undo: bool = False) -> None:
    """Finish or undo what an interrupted run left in a folder.

    Args:
        folder: a campaign's folder, no link on the way to it.
        tell: is called with what people are to know about it; most often not at all.
        undo: undo it where that is possible, rather than finish it.

    Raises:
        QcdcError: Q117 while another run is replacing files, Q119 when the journal cannot be read, and what `recover`
            raises.
    """
    if not has_traces(folder):
        return
    try:
        journal = read_journal(folder)
    except OSError as failure:
        raise unfinished(folder, failure) from failure
    touched = journal is not None and journal.ready
    if is_held(folder) and not touched:
        return  # another run is preparing to write
    try:
        with locked(folder, tell):
            recover(folder, tell, undo=undo)
    except OSError as failure:  # no lock can be made here
        if touched:
            raise unfinished(folder, failure) from failure


def recover(folder: Path, tell: Tell, *, undo: bool = False) -> None:
    """Do what `finish_interrupted` says, for who holds the folder's lock.

    Raises:
        QcdcError: Q118 for a journal that cannot be used, Q119 when its files cannot be written now.
    """
    journal = read_journal(folder)
    if journal is None:
        with suppress(OSError):
            (folder / DRAFT).unlink(missing_ok=True)
        return
    try:
        if journal.ready:
            _finish_or_undo(folder, journal, tell, undo=undo)
            return
        _sweep(folder, journal)
        journal.remove()
    except OSError as failure:
        raise unfinished(folder, failure) from failure
    tell(
        say(
            f"Lần chạy qcdc lúc {journal.time} bị ngắt trước khi thay tệp nào; đã xóa các tệp tạm. Hãy chạy lại lệnh "
            "đó.",
            f"The run of qcdc at {journal.time} was interrupted before it replaced any file; its temporary files are "
            "removed. Run it again.",
        )
    )


def _finish_or_undo(folder: Path, journal: Journal, tell: Tell, *, undo: bool) -> None:
    states = [(change, _state(change)) for change in journal.changes]
    can_finish, can_undo = all(_can_finish(*one) for one in states), all(_can_undo(*one) for one in states)
    if not can_finish and not can_undo:
        raise QcdcError(_stuck(folder, states), could_not_run=True)
    names = names_of(change.target for change, state in states if state != "other")
    if can_finish and not (undo and can_undo):
        finish(journal)
        done = say(f"đã hoàn tất: {names}.", f"now complete: {names}.")
    else:
        undo_changes(journal)
        done = say(f"đã trả lại như trước: {names}. Hãy chạy lại lệnh đó.", f"now as before: {names}. Run it again.")
    when = journal.time
    tell(
        say(
            f"Lần chạy qcdc lúc {when} bị ngắt khi đang thay tệp; {done}",
            f"The run of qcdc at {when} was interrupted while it replaced files; {done}",
        )
    )
    changed = names_of(change.target for change, state in states if state == "other")
    if changed:
        tell(
            say(
                f"Đã có người sửa sau đó nên giữ nguyên, cần xem lại: {changed}.",
                f"Changed by somebody since then and left as they are, please look: {changed}.",
            )
        )


def finish(journal: Journal) -> None:
    """Replace what is not replaced yet, and remove all that is left of the run.

    Raises:
        OSError: when a file cannot be replaced; the journal stays.
    """
    for change in journal.changes:
        if file_digest(change.target) != change.old:
            continue
        if change.new is None:
            change.target.unlink(missing_ok=True)
        elif file_digest(change.new_file) == change.new:
            change.new_file.replace(change.target)
    force_folders(change.target.parent for change in journal.changes)
    clear(journal)


def undo_changes(journal: Journal) -> None:
    """Put back what was replaced, remove what was new, and remove all that is left of the run.

    Raises:
        OSError: when a file cannot be put back; the journal stays.
    """
    others = []
    for change in journal.changes:
        state = _state(change)
        if state == "new" and change.new != change.old:
            if change.old is None:
                change.target.unlink()
            else:
                change.old_file.replace(change.target)
        others += [change.new_file] if state == "other" else []
    force_folders(change.target.parent for change in journal.changes)
    # Those of files that were changed since go last: without any of the others, nobody will finish this instead.
    last = set(others)
    for change in journal.changes:
        if change.new_file not in last:
            change.new_file.unlink(missing_ok=True)
    clear(journal)


def clear(journal: Journal) -> None:
    """Remove the temporary files that are left, and then the journal.

    Raises:
        OSError: when one cannot be removed; the journal stays.
    """
    for change in journal.changes:
        for file in (change.new_file, change.old_file):
            with suppress(FileNotFoundError, NotADirectoryError):  # a file may stand where its folder was to be
                file.unlink()
    journal.remove()


def unfinished(folder: Path, failure: OSError) -> QcdcError:
    """Return the refusal (Q119) where files can be neither replaced nor put back now."""
    values: dict[str, str | Text] = {"path": shown(folder / JOURNAL), "reason": reason(failure)}
    return QcdcError(Problem("Q119", values), could_not_run=True)


def names_of(files: Iterable[Path]) -> str:
    """Name files to people: all of them, or the first ones of very many and how many there are."""
    return first_words([shown(file) for file in files], _MOST_NAMES, "tệp")


def _state(change: FileChange) -> str:
    now = file_digest(change.target)
    if now == change.new:
        return "new"
    return "old" if now == change.old else "other"


def _can_finish(change: FileChange, state: str) -> bool:
    """Return whether a file has its new bytes or can be given them; one changed since then had them already."""
    if state == "old":
        return change.new is None or file_digest(change.new_file) == change.new
    return state == "new" or file_digest(change.new_file) is None


def _can_undo(change: FileChange, state: str) -> bool:
    return state != "new" or change.old in (None, change.new) or file_digest(change.old_file) == change.old


def _stuck(folder: Path, states: Sequence[tuple[FileChange, str]]) -> Problem:
    by_state: dict[str, str] = {
        state: names_of(change.target for change, own in states if own == state) or "–"
        for state in ("new", "old", "other")
    }
    why: str = say(
        f"tệp tạm đã mất; đã thay: {by_state['new']}; chưa thay: {by_state['old']}; đã sửa sau đó: {by_state['other']}",
        f"temporary files are gone; replaced: {by_state['new']}; not replaced: {by_state['old']}; changed since: "
        f"{by_state['other']}",
    )
    return Problem("Q118", {"path": shown(folder / JOURNAL), "reason": why})


def _sweep(folder: Path, journal: Journal) -> None:
    """Remove the temporary files of a run that had not replaced anything yet, and folders made for nothing else."""
    for name, _, files in os.walk(folder, topdown=False):
        own = [file for file in files if journal.is_temporary(file)]
        for file in own:
            (Path(name) / file).unlink(missing_ok=True)
        if own and Path(name) != folder:
            remove_folders([Path(name)])  # which stays if there is anything else in it
