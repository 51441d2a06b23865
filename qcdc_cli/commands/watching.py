"""Showing something anew whenever a campaign's files change, until Ctrl-C."""

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from qcdc_cli.campaign.file_lookup import SHEETS
from qcdc_cli.campaign.file_patterns import entries_below
from qcdc_cli.commands import options
from qcdc_cli.commands.campaign_loading import campaign_folder
from qcdc_cli.commands.output import tell, tell_problems
from qcdc_cli.language import say
from qcdc_cli.problems import QcdcError

_PAUSE = 0.5  # seconds between two looks at the files
_OTHER_SCREEN, _FIRST_SCREEN = "\x1b[?1049h", "\x1b[?1049l"  # what was on the screen before comes back behind it
_CLEARED = "\x1b[H\x1b[2J\x1b[3J"

State = dict[Path, tuple[int, int]]


def show_anew(show: Callable[[], Iterable[Path]]) -> None:
    """Show something, and again whenever a file changes, until Ctrl-C; what was shown last stays on the screen.

    What cannot be shown because of problems in the files is told by these, and shown once they are mended.

    Args:
        show: shows it, and returns the files that it rests on; all YAML files of the campaign's folder are looked at
            besides, new ones too.

    Raises:
        QcdcError: where it cannot be shown at first, for what no change of the files mends.
    """
    folder = _folder()
    is_terminal = sys.stdout.isatty()
    shown: State | None = None
    others: tuple[Path, ...] = ()
    try:
        if is_terminal:
            _put(_OTHER_SCREEN)
        while True:
            state = _state(_sources(folder)) | _state(others)
            if state != shown:
                if is_terminal:
                    _put(_CLEARED)
                elif shown is not None:
                    _put("\n")
                files = _show(show, first=shown is None)
                tell(say("Đang theo dõi các tệp; Ctrl-C để dừng.", "Watching the files; Ctrl-C ends it."))
                # What lies in the folder was looked at before it was shown, so that no change meanwhile is missed.
                others = tuple(file for file in files if not file.resolve().is_relative_to(folder)) or others
                shown = state | _state(file for file in others if file not in state)
            time.sleep(_PAUSE)
    except KeyboardInterrupt:
        pass
    finally:
        if is_terminal:
            _put(_FIRST_SCREEN)
    if is_terminal:
        _show(show)


def _folder() -> Path:
    """Return the campaign's folder; without a campaign, as of sheets that are named with their rubric, where we are."""
    try:
        return campaign_folder()
    except QcdcError:
        return options.folder().resolve()


def _show(show: Callable[[], Iterable[Path]], *, first: bool = False) -> tuple[Path, ...]:
    files: tuple[Path, ...] = ()
    try:
        files = tuple(show())
    except QcdcError as refused:
        if first and refused.could_not_run:
            raise
        tell_problems(refused.problems)
    sys.stdout.flush()
    return files


def _put(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _sources(folder: Path) -> list[Path]:
    return [entry for entry in entries_below(folder) if entry.name.lower().endswith(SHEETS)]


def _state(files: Iterable[Path]) -> State:
    """Return when each file was changed last, and its size; a file that is being replaced is not there."""
    found: State = {}
    for file in files:
        try:
            status = file.stat()
        except OSError:
            continue
        found[file] = (status.st_mtime_ns, status.st_size)
    return found
