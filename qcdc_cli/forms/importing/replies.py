"""Refused files as they go back to who sent them: a copy each, in which the faults are marked and listed."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.file_bytes import read_file
from qcdc_cli.forms.importing.import_plan import FileOutcome, ImportPlan
from qcdc_cli.forms.replies.faults import Fault, FaultList
from qcdc_cli.forms.replies.marked_copy import form_language, is_untouched, marked_copy
from qcdc_cli.language import Text, current, say, speaking
from qcdc_cli.problems import Place, Problem, QcdcError, shortened
from qcdc_cli.render.words.visible import visible
from qcdc_cli.storage.disk import digest
from qcdc_cli.storage.replacing import NewFile
from qcdc_cli.workbook.reading.opening import MOST_MEGABYTES

_MARKED = (".xlsx", ".xlsm")
_COMMAND = re.compile(r"`(?:qcdc |--)")  # advice for who keeps the campaign
_OF_COMMAND = ("Q717", "Q773")  # the command asked for another stage or period than a file is of
_OF_CAMPAIGN = (*_OF_COMMAND, "Q612", "Q621", "Q624", "Q719")  # what only who keeps campaign and rubric can settle
_PLACE = re.compile(r" \([^()]*:\d+:\d+\)$")
# What is said otherwise to who sent a file: the sentence, where that names what others keep, and what to do.
_TO_SENDER: Mapping[str, tuple[Text | str, Text]] = {
    "Q619": ("", Text("Điền minh chứng: {documents}.", "Fill in the evidence: {documents}.")),
    "Q620": (
        Text(
            "Chỉ tiêu {found} của tiêu chí `{id}` khác chỉ tiêu {target} đã giao.",
            "The target {found} of the criterion `{id}` is not the {target} that was set.",
        ),
        Text("Xóa chỉ tiêu ở ô này.", "Clear the target in this cell."),
    ),
    "Q725": ("", Text("Gửi lại đúng biểu mẫu của đơn vị mình.", "Send your own unit's form.")),
}
_MARKS = re.compile("`([^`]*)`")
_NO_WORKBOOK = Text("chỉ đánh dấu được tệp .xlsx", "only .xlsx files can be marked")
_DAMAGED = Text("tệp không mở ra được", "the file cannot be taken apart")
_NOTHING = Text("không có lỗi nào mà người gửi sửa được trong tệp", "nothing in it is for the sender to correct")


def replies(
    rejected: Iterable[FileOutcome],
    files: Iterable[Path],
    folder: Path,
    campaign: Campaign,
    planned: Callable[[], ImportPlan],
) -> tuple[list[NewFile], list[Problem]]:
    """Return the copies of the refused files, as files to write.

    Each speaks the language of its form, whatever the command speaks. A copy of before that nobody has saved since is
    replaced; any other file stays, and the new copy gets a number.

    Args:
        rejected: what the import came to for the refused files.
        files: all files that were read.
        folder: where the copies are to lie.
        campaign: the campaign, which names units, stages and periods.
        planned: works out the import anew, for a form in another language than the run: problems hold words, too.

    Returns:
        the copies; and a warning (Q797) for each file that gets none, with the reason, and a note (Q798) for each that
        lies beside a file which stays.
    """
    rejected = tuple(rejected)
    said = {current(): {one.source: one for one in rejected}}  # what the files come to, by the language it is said in
    by_source: Mapping[str, Path] = {display_path(file): file for file in files}
    made: list[NewFile] = []
    told: list[Problem] = []
    names: set[str] = set()
    for outcome in rejected:
        file = by_source.get(outcome.source)
        if file is None:  # it lies beside the others, and is of no kind that is read
            continue
        place, data, why = Place(outcome.source), b"", _NO_WORKBOOK
        if file.suffix.lower() in _MARKED:
            sent = _bytes_of(file)
            language = form_language(sent) or current()
            with speaking(language):
                if language not in said:
                    said[language] = {one.source: one for one in planned().rejected}
                own = said[language].get(outcome.source, outcome)
                faults = [_fault(problem, campaign) for problem in _for_sender(own)]
                to_correct = any(one.red for one in faults)
                why = _DAMAGED if to_correct else _NOTHING
                data = _copy(sent, faults) if to_correct else b""
        if not data:
            told.append(Problem("Q797", {"why": why}).at(place))
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


def _fault(problem: Problem, campaign: Campaign) -> Fault:
    """Return a problem in the words of who fills in forms: names for ids, and nothing that only others can do."""
    problem = problem._replace(values=_named(problem, campaign))
    place, command = problem.place or Place(""), problem.code in _OF_CAMPAIGN
    if problem.code in _TO_SENDER:
        sentence, remedy = (str(one).format_map(problem.values) for one in _TO_SENDER[problem.code])
        sentence = sentence or problem.sentence()
    else:
        sentence, remedy = problem.sentence(), problem.remedy()
        command |= _COMMAND.search(remedy) is not None
    if command:
        remedy = say("Người tổng hợp xử lý.", "For whoever sent the form to settle.")
    elif problem.allowed:
        remedy += " " + say("Cho phép: {}.", "Allowed: {}.").format(shortened(str(problem.allowed)).rstrip("."))
    what = sentence if problem.is_error else say("Lưu ý: {}", "Note: {}").format(sentence)
    what, found, remedy = (_for_officers(text) for text in (what, problem.found, remedy))
    return Fault(place.sheet, place.cell, what, found, remedy, problem.is_error and not command)


def _named(problem: Problem, campaign: Campaign) -> dict[str, str | Text]:
    """Return what a problem's sentences name, with the names of units, stages and periods instead of their ids."""
    stages = {stage.id: stage.name for stage in campaign.stages}
    periods = {identity: period.name for identity, period in campaign.periods.items()}
    names = dict.fromkeys(("unit", "named"), campaign.unit_names) | {"period": periods}
    names |= dict.fromkeys(("stage", "earlier", "from", "claim"), stages)
    if problem.code in _OF_COMMAND:
        names |= dict.fromkeys(("own", "asked"), periods | stages)
    values = {key: names.get(key, {}).get(str(value), value) for key, value in problem.values.items()}
    if "there" in values:  # where in the sheet is of no use to the unit
        values["there"] = _PLACE.sub("", str(values["there"]))
    return values


def _for_officers(text: str) -> str:
    """Return a text as a worksheet shows it: the marks around ids and values are quotes."""
    return _MARKS.sub(r"“\1”", visible(shortened(text)))


def _bytes_of(file: Path) -> bytes:
    """Return the bytes of a file; none of what cannot be read, or is no file."""
    data = read_file(file, display_path(file), MOST_MEGABYTES)
    return data if isinstance(data, bytes) else b""


def _copy(data: bytes, faults: list[Fault]) -> bytes:
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
        return marked_copy(data, listed)
    except QcdcError:
        return b""
