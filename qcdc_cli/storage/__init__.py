"""Files written so that none is torn, lost or overwritten in silence: several at a time, all of them or none."""

import os
from pathlib import Path

OWN = ".qcdc-"  # how the names of all files begin that are only there while others are written
LOCK = f"{OWN}lock"
JOURNAL = f"{OWN}journal.json"
KEPT = ".qcdc"  # the folder of what a campaign remembers of its imports; without it, only that is lost
UNDO = f"{KEPT}/undo.jsonl"


def has_traces(folder: Path) -> bool:
    """Return whether a run is writing in a folder, or was interrupted there: all that most runs need of this room."""
    return os.path.lexists(folder / JOURNAL) or os.path.lexists(folder / LOCK)
