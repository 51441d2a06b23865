"""`qcdc import --undo`: what the last import replaced is restored."""

from itertools import chain

from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.import_records import added_records
from qcdc_cli.commands.campaign_loading import campaign_folder
from qcdc_cli.commands.output import tell
from qcdc_cli.language import Text, say
from qcdc_cli.language.names import first_words
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.storage.replacing import ChangedMeanwhileError, replace_all
from qcdc_cli.storage.undo import read_undo

_MOST_NAMES = 12  # of files that were imported
_EDITED = Text("đã được sửa", "edited")
_DELETED = Text("đã bị xóa", "deleted")


def undo_import(*, dry_run: bool) -> None:
    """Restore what the last import replaced, all of it or nothing, and say so file by file.

    Raises:
        QcdcError: Q788 where there is nothing to undo, Q789 where a file has been changed since.
    """
    folder = campaign_folder()
    record = read_undo(folder)
    if record is None:
        raise QcdcError(Problem("Q788"), could_not_run=True)
    try:
        if dry_run:
            record.refuse_changed()
        else:
            replace_all(chain(added_records(folder, undoes=record.run), record.restored()), folder, tell)
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
