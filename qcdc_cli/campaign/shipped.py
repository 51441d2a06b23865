"""The rubrics that come with qcdc: in the installed package, or beside it in a checkout."""

from pathlib import Path

from qcdc_cli.file_bytes import is_there
from qcdc_cli.language.names import nearest
from qcdc_cli.problems import Problem, QcdcError

_PACKAGE = Path(__file__).resolve().parent.parent
_FOLDERS = (_PACKAGE / "shipped" / "rubrics", _PACKAGE.parent / "rubrics")


def shipped_rubrics() -> dict[str, Path]:
    """Return the shipped rubric files by their names (the file's name without its suffix)."""
    folder = next((folder for folder in _FOLDERS if folder.is_dir()), None)
    return {} if folder is None else {file.stem: file for file in sorted(folder.glob("*.yaml"))}


def is_shipped(file: Path) -> bool:
    """Return whether a file is one of the shipped rubrics: where they are installed says nothing to people."""
    return file.suffix == ".yaml" and file.parent in _FOLDERS


def rubric_file(name: str, folder: Path | None) -> Path:
    """Return the file of a rubric: a path from `folder` or from the working folder, or a shipped name.

    Raises:
        QcdcError: Q113 with the names that exist.
    """
    for base in (folder, Path()):
        if base is not None and is_there(base / name):
            return base / name
    shipped = shipped_rubrics()
    if name in shipped:
        return shipped[name]
    problem = Problem("Q113", {"rubric": name}, name, ", ".join(shipped), nearest(name, shipped))
    raise QcdcError(problem, could_not_run=True)
