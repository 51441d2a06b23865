"""The files that came in: who sent which when, as the records of imports say it. Opens none of them."""

import os
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from qcdc_cli.problems import Problem
from qcdc_cli.storage import KEPT

RECORDS = "records/imports.jsonl"
LAST = f"{KEPT}/records.jsonl"  # how many lines there were, and the last one's digest: lines cut off there are missed


class ReceivedFile(NamedTuple):
    """What one file brought for one unit at one stage.

    Attributes:
        moment: when it was imported, with the distance from universal time of the machine that did it.
        run: the import, which may be of many files.
        file: its name.
        digest: the SHA-256 digest of its bytes.
        unit: the unit's id.
        period: the period's id.
        stage: the stage's id.
        lines: the criteria whose mark of that stage it changed, by id.
        changes: how many things it changed in all, evidence and notes among them.
        undone: when the import was undone; None where it was not.
    """

    moment: datetime
    run: str
    file: str
    digest: str
    unit: str
    period: str
    stage: str
    lines: tuple[str, ...] = ()
    changes: int = 0
    undone: datetime | None = None

    @property
    def day(self) -> date:
        """The day on which it came in, where it was imported."""
        return self.moment.date()


class ReceivedFiles(NamedTuple):
    """What the records of a campaign's imports say.

    Attributes:
        files: what came in, in the order in which it did.
        problems: what was done to the records since, line by line.
    """

    files: tuple[ReceivedFile, ...] = ()
    problems: tuple[Problem, ...] = ()

    def by_sheet(self) -> Mapping[tuple[str, str], list[ReceivedFile]]:
        """Return the files whose import was not undone, in their order, by unit and period."""
        found: dict[tuple[str, str], list[ReceivedFile]] = {}
        for one in self.files:
            if one.undone is None:
                found.setdefault((one.unit, one.period), []).append(one)
        return found


def has_records(folder: Path) -> bool:
    """Return whether a campaign has, or had, records of imports: all that one without imports needs of them."""
    return os.path.lexists(folder / RECORDS) or os.path.lexists(folder / LAST)
