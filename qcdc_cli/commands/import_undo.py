"""`qcdc import --undo`: what the last import replaced is restored."""

from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.import_records import added_records
from qcdc_cli.campaign.sheet_loading import read_sheets
from qcdc_cli.commands.campaign_loading import campaign_file, campaign_folder
from qcdc_cli.commands.output import tell
from qcdc_cli.language import Text, say
from qcdc_cli.language.names import first_words
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.process.sealing import SEALS
from qcdc_cli.storage.replacing import ChangedMeanwhileError, NewFile, replace_all
from qcdc_cli.storage.undo import UndoRecord, read_undo

_MOST_NAMES = 12  # of files that were imported
_EDITED = Text("đã được sửa", "edited")
_DELETED = Text("đã bị xóa", "deleted")


def undo_import(*, dry_run: bool) -> None:
    """Restore what the last import replaced, all of it or nothing, and say so file by file.

    Raises:
        QcdcError: Q788 where there is nothing to undo, Q789 where a file has been changed since, Q014 where a period is
            sealed.
    """
    folder = campaign_folder()
    record = read_undo(folder)
    if record is None:
        raise QcdcError(Problem("Q788"), could_not_run=True)
    try:
        if dry_run:
            list(_none_sealed(folder, record))
            record.refuse_changed()
        else:
            records = added_records(folder, undoes=record.run)
            replace_all(chain(_none_sealed(folder, record), records, record.restored()), folder, tell)
    except ChangedMeanwhileError as failure:
        raise QcdcError(
            *(
                Problem("Q789", {"how": _EDITED if file.exists() else _DELETED}).at(Place(display_path(file)))
                for file in failure.files
            )
        ) from failure
    sources = first_words(record.sources, _MOST_NAMES, "tệp")
    if dry_run:
        tell(say(f"Sẽ hoàn tác lần nhập {sources}; chưa ghi gì:", f"Would undo the import of {sources}:"))
    else:
        tell(say(f"Đã hoàn tác lần nhập {sources}:", f"Undid the import of {sources}:"))
    for one in record.sheets:
        name = display_path(one.file)
        back = say(f"  {name}: trở lại như trước khi nhập.", f"  {name}: as it was before.")
        away = say(f"  {name}: xóa, vì do lần nhập này tạo.", f"  {name}: removed, since the import had made it.")
        tell(back if one.old is not None else away)


def _none_sealed(folder: Path, record: UndoRecord) -> Iterator[NewFile]:
    """Yield no file, after refusing (Q014) to undo what was imported for a period that is sealed by now."""
    if not (folder / SEALS).is_dir():
        return
    from qcdc_cli.commands.sealed_periods import NOT_UNDONE, SealedPeriods

    sealed = SealedPeriods(campaign_file().campaign, folder)
    problems = []
    with closing(read_sheets([one.file for one in record.sheets])) as read:
        for one, (_, sheet, _) in zip(record.sheets, read, strict=True):
            problem = None if sheet is None else sealed.problem(sheet.unit, sheet.period, NOT_UNDONE)
            if problem is not None:
                problems.append(problem.at(Place(display_path(one.file))))
    if problems:
        raise QcdcError(*problems)
    yield from ()
