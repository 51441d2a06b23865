"""Refused files as they go back to who sent them: a copy each, in which the faults are marked and listed."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.file_bytes import read_file
from qcdc_cli.forms.importing.planning import FileOutcome
from qcdc_cli.forms.replies.faults import Fault, FaultList
from qcdc_cli.forms.replies.marked_copy import is_untouched, marked_copy
from qcdc_cli.language import Text, say
from qcdc_cli.problems import Place, Problem, QcdcError, shortened
from qcdc_cli.render.words.visible import visible
from qcdc_cli.storage.replacing import NewFile, digest
from qcdc_cli.workbook.reading.opening import MOST_MEGABYTES

_MARKED = (".xlsx", ".xlsm")
_COMMAND = re.compile(r"`(?:qcdc |--)")  # advice for who keeps the campaign
_MARKS = re.compile("`([^`]*)`")
_NO_WORKBOOK = Text("chỉ đánh dấu được tệp .xlsx", "only .xlsx files can be marked")
_DAMAGED = Text("tệp không mở ra được", "the file cannot be taken apart")
_NOTHING = Text("không có lỗi nào mà người gửi sửa được trong tệp", "nothing in it is for the sender to correct")


def replies(
    rejected: Iterable[FileOutcome], files: Iterable[Path], folder: Path
) -> tuple[list[NewFile], list[Problem]]:
    """Return the copies of the refused files, as files to write.

    A copy of before that nobody has saved since is replaced; any other file stays, and the new copy gets a number.

    Args:
        rejected: what the import came to for the refused files.
        files: all files that were read.
        folder: where the copies are to lie.

    Returns:
        the copies; and a warning (Q797) for each file that gets none, with the reason, and a note (Q798) for each that
        lies beside a file which stays.
    """
    by_source: Mapping[str, Path] = {display_path(file): file for file in files}
    made: list[NewFile] = []
    told: list[Problem] = []
    names: set[str] = set()
    for outcome in rejected:
        file = by_source.get(outcome.source)
        if file is None:  # it lies beside the others, and is of no kind that is read
            continue
        place = Place(outcome.source)
        why = _NO_WORKBOOK if file.suffix.lower() not in _MARKED else None
        faults = [_fault(problem) for problem in _for_sender(outcome)]
        if why is None and not any(problem.is_error and not _is_command(problem) for problem in _for_sender(outcome)):
            why = _NOTHING
        data = b"" if why is not None else _copy(file, faults)
        if why is not None or not data:
            told.append(Problem("Q797", {"why": why or _DAMAGED}).at(place))
            continue
        free = (folder / name for name in _names(file) if name.lower() not in names)
        first = target = next(free)
        while target.exists() and not is_untouched(_bytes_of(target)):
            target = next(free)
        names.add(target.name.lower())
        made.append(NewFile(target, data, digest(_bytes_of(target)) if target.exists() else None))
        if target != first:
            told.append(Problem("Q798", {"path": display_path(first), "copy": display_path(target)}).at(place))
    return made, told


def _names(file: Path) -> Iterator[str]:
    """Yield the file's own name, then with numbers: two folders may hold files of one name."""
    yield file.name
    number = 2
    while True:
        yield f"{file.stem}-{number}{file.suffix}"
        number += 1


def _for_sender(outcome: FileOutcome) -> list[Problem]:
    """Return what is wrong in the file itself, errors first."""
    own = [one for one in outcome.problems if one.place is not None and one.place.path == outcome.source]
    return sorted((one for one in own if not one.is_note), key=lambda one: not one.is_error)


def _is_command(problem: Problem) -> bool:
    return _COMMAND.search(problem.remedy()) is not None


def _fault(problem: Problem) -> Fault:
    place, command = problem.place or Place(""), _is_command(problem)
    remedy = say("Người tổng hợp xử lý.", "For whoever sent the form to settle.") if command else problem.remedy()
    what = problem.sentence() if problem.is_error else say("Lưu ý: {}", "Note: {}").format(problem.sentence())
    what, found, remedy = (_for_officers(text) for text in (what, problem.found, remedy))
    return Fault(place.sheet, place.cell, what, found, remedy, problem.is_error and not command)


def _for_officers(text: str) -> str:
    """Return a text as a worksheet shows it: the marks around ids and values are quotes."""
    return _MARKS.sub(r"“\1”", visible(shortened(text)))


def _bytes_of(file: Path) -> bytes:
    """Return the bytes of a file; none of what cannot be read, or is no file."""
    data = read_file(file, display_path(file), MOST_MEGABYTES)
    return data if isinstance(data, bytes) else b""


def _copy(file: Path, faults: list[Fault]) -> bytes:
    """Return a file's marked copy; nothing for one that cannot be read or taken apart."""
    listed = FaultList(
        name=say("Cần sửa", "To correct"),
        title=say("NỘI DUNG CẦN SỬA", "WHAT TO CORRECT"),
        lines=(
            say(
                "Sửa các ô nền đỏ ngay trong tệp này rồi gửi lại; không cần xóa trang này.",
                "Correct the red cells in this file and send it back; this worksheet may stay.",
            ),
            say("Ô đã sửa thì không còn đỏ.", "A cell that was changed is no longer red."),
        ),
        headings=(
            say("TT", "No."),
            say("Ô", "Cell"),
            say("Lỗi", "What is wrong"),
            say("Đang ghi", "What it says"),
            say("Cách sửa", "What to do"),
        ),
        faults=faults,
    )
    try:
        return marked_copy(_bytes_of(file), listed)
    except QcdcError:
        return b""
