"""What a folder stands for in `qcdc import`: every file in it is taken, or told with what to do."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from qcdc_cli.campaign.file_lookup import SHEETS, display_path, expand
from qcdc_cli.campaign.file_patterns import entries_below
from qcdc_cli.forms.importing.gathering import SUFFIXES
from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem, QcdcError
from qcdc_cli.storage.disk import is_own

_LOCKS = ("~$", ".~lock.")  # of Excel, of LibreOffice
_NAMED = 12  # of many files, how many are named

_SAVE_ANEW = Text("Mở tệp bằng Excel và lưu lại thành .xlsx.", "Open it in Excel and save it as .xlsx.")
_SAVE_FLAT = Text("Mở tệp bằng LibreOffice và lưu lại thành .ods.", "Open it in LibreOffice and save it as .ods.")
_UNPACK = Text("Giải nén tệp vào thư mục, rồi chạy lại.", "Unpack it into the folder, and run again.")
_TAKE_OUT = Text(
    "Nếu thư có biểu mẫu đính kèm thì lưu biểu mẫu vào thư mục; sau đó chuyển thư ra khỏi đó.",
    "If a form is attached to the mail, save the form into the folder; then move the mail out of it.",
)
_NAME_IT = Text(
    "Nếu là bảng điểm thì ghi rõ tên tệp trong lệnh; nếu không thì chuyển ra khỏi thư mục.",
    "If it is a table of marks, name the file itself in the command; if not, move it out of the folder.",
)
_OLD = (".xls", ".xlsb", ".xlt", ".xltx", ".xltm", ".xlw", ".ots", ".et", ".numbers")
_ARCHIVES = (".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz")
_MAILS = (".eml", ".msg", ".pst", ".mbox")
_FIXES = {
    **dict.fromkeys(_OLD, _SAVE_ANEW),
    ".fods": _SAVE_FLAT,
    **dict.fromkeys(_ARCHIVES, _UNPACK),
    **dict.fromkeys(_MAILS, _TAKE_OUT),
}
# What comes beside forms, and what no marks are imported from: reports, scans, pictures, files of systems, qcdc's own.
_FOREIGN = (
    *(".doc", ".docx", ".docm", ".odt", ".rtf", ".wps", ".ppt", ".pptx", ".odp", ".pages"),
    *(".pdf", ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".webp", ".svg"),
    *(".mp3", ".mp4", ".mov", ".m4a", ".wav", ".avi", ".html", ".htm", ".md", ".json", ".lnk", ".url", ".ini", ".log"),
    *SHEETS,
)
_OF_SYSTEMS = ("thumbs.db", "desktop.ini", "icon\r")


def files_to_import(named: Sequence[str], folder: Path) -> tuple[list[Path], list[Problem]]:
    """Return the files that were named, or lie in folders that were; and the problems of what is not taken from these.

    Args:
        named: files, folders and patterns, as they were typed.
        folder: the campaign's folder.

    Raises:
        QcdcError: for what leads to no file; then with the problems of what lies in folders beside.
    """
    left = [problem for name in named for problem in _left_out(name, folder)]
    try:
        return expand(named, folder, SUFFIXES, empty="Q747"), left
    except QcdcError as refusal:
        raise QcdcError(*refusal.problems, *left, could_not_run=refusal.could_not_run) from None


def _left_out(name: str, campaign: Path) -> Iterator[Problem]:
    """Yield what is not taken from a folder; nothing for a file or a pattern, which say themselves what they mean."""
    folder = next((base / name for base in (Path(), campaign) if (base / name).is_dir()), None)
    if folder is None:
        return
    foreign: list[str] = []
    for file in sorted(entries_below(folder)):
        suffix = file.suffix.lower()
        if is_own(file.name):
            continue
        if file.name.startswith(_LOCKS):
            yield Problem("Q772", {"path": display_path(file)}).at(Place(display_path(file)))
        elif file.name.startswith(".") or suffix in _FOREIGN or file.name.lower() in _OF_SYSTEMS:
            foreign.append(file.relative_to(folder).as_posix())
        elif suffix not in SUFFIXES:
            fix = _FIXES.get(suffix, _NAME_IT)
            yield Problem("Q771", {"path": display_path(file)}, fix=fix).at(Place(display_path(file)))
    if foreign:
        listed = ", ".join(foreign[:_NAMED]) + (" …" if len(foreign) > _NAMED else "")
        values = {"number": str(len(foreign)), "files": listed}
        yield Problem("Q774", values).at(Place(display_path(folder)))
