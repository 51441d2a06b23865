"""What no output may replace: what results are computed from, and forms, whatever they are called there."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from qcdc_cli.commands.options import folder
from qcdc_cli.language import Text
from qcdc_cli.problems import Problem, QcdcError

_READ_HERE = Text("tệp mà lệnh này đọc, dữ liệu", "a file that this command reads, data")
_A_FILE = Text("Ghi ra một tệp.", "Write to a file.")


def refuse_overwriting(targets: Iterable[Path], inputs: Iterable[Path | str] = (), *, forms: bool = True) -> None:
    """Refuse to write over an input of a campaign, or over a form.

    Files are compared by what they are on the disk: a link, a hard link, and another letter case where that makes no
    difference all lead to the same file. A target that does not exist yet costs nothing.

    Args:
        targets: the files that are about to be written.
        inputs: what this command reads besides the campaign: files, folders and patterns.
        forms: whether forms are refused; where they are made, another check looks at what is in them.

    Raises:
        QcdcError: Q122 for an input, Q123 for a form, Q120 for a disk.
    """
    existing = {identity: target for target in targets if (identity := _identity(target)) is not None}
    problems = [
        Problem("Q120", {"path": str(target), "kind": Text("một ổ đĩa", "a disk")}, fix=_A_FILE)
        for target in existing.values()
        if stat.S_ISBLK(target.stat().st_mode)
    ]
    for what, file in _inputs([*existing.values()], inputs) if existing else ():
        target = existing.pop(_identity(file) or (-1, -1), None)
        if target is not None:
            problems.append(Problem("Q122", {"path": str(target), "what": what}))
        if not existing:
            break
    if forms:
        problems += _forms(existing.values())
    if problems:
        raise QcdcError(*problems, could_not_run=True)


def _identity(file: Path) -> tuple[int, int] | None:
    """Return what tells a file from all others; None for one that is not there, or is no file."""
    try:
        found = file.stat()
    except (OSError, ValueError):  # writing will say why
        return None
    return None if stat.S_ISDIR(found.st_mode) or stat.S_ISCHR(found.st_mode) else (found.st_dev, found.st_ino)


def _inputs(targets: Iterable[Path], given: Iterable[Path | str]) -> Iterator[tuple[Text, Path]]:
    """Yield the inputs of this command and of every campaign that it, or a target, stands in."""
    from qcdc_cli.campaign.file_lookup import expand, find_campaign
    from qcdc_cli.campaign.inputs import campaign_inputs
    from qcdc_cli.campaign.loading import read_campaign_file
    from qcdc_cli.campaign.rubric_loading import rubric_files
    from qcdc_cli.file_bytes import is_there

    folders: list[Path] = []
    for start in (folder(), *(Path(os.path.realpath(target)).parent for target in targets)):
        try:
            found = find_campaign(start)
        except QcdcError:
            continue
        if found not in folders:
            folders.append(found)
    for name in given:
        if is_there(Path(name)):
            yield from ((_READ_HERE, file) for file in rubric_files([os.path.realpath(name)], Path()))
        try:
            yield from ((_READ_HERE, file) for file in expand([str(name)], folders[0] if folders else None))
        except QcdcError:
            continue  # it leads nowhere, or holds nothing
    for each in folders:
        yield from campaign_inputs(each, read_campaign_file(each).tree)


def _forms(targets: Iterable[Path]) -> Iterator[Problem]:
    from qcdc_cli.forms.form_files import form_at

    for target in targets:
        what = form_at(target)
        if what is not None:
            yield Problem("Q123", {"path": str(target), "what": what})
