"""What an import comes to, before anything is written: the sheets that change, what is wrong, file by file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from sys import intern
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.received_files import ReceivedFile
from qcdc_cli.forms.importing.differences import Difference
from qcdc_cli.forms.importing.records import FormRecord
from qcdc_cli.language import say, terms
from qcdc_cli.problems import Problem
from qcdc_cli.render.words.table import NOTHING, Column, Row, Table, figures
from qcdc_cli.render.words.visible import visible
from qcdc_cli.storage.disk import timestamp


class SheetUpdate(NamedTuple):
    """A sheet as it is to be written.

    Attributes:
        file: where it lies.
        data: its bytes.
        replaces: the digest of the bytes that they were worked out from; None for a new sheet.
        unit: the unit's id.
        period: the period's id.
        new: there was no such sheet.
        differences: what changes in it.
        records: what is to be known of the forms that it comes from, once it is written.
    """

    file: Path
    data: bytes
    replaces: str | None
    unit: str
    period: str
    new: bool
    differences: tuple[Difference, ...]
    records: tuple[FormRecord, ...] = ()


class FileOutcome(NamedTuple):
    """What an import comes to for one file that was given, or lies in a folder that was.

    Attributes:
        source: the file, as it is named to people.
        problems: everything that is wrong with it and with what it would change, in order, and warnings. Those that
            a person can mend in the file have it as their place; others lie in a sheet, or in another file.
    """

    source: str
    problems: tuple[Problem, ...]

    @property
    def refused(self) -> bool:
        """True when nothing of it is to be written, in none of the sheets that it speaks of."""
        return any(problem.is_error for problem in self.problems)

    @property
    def is_copy(self) -> bool:
        """True when it says the same as another file."""
        return any(problem.code in ("Q787", "Q791") for problem in self.problems)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import comes to.

    Attributes:
        updates: the sheets that change, each unpacked when it is looked at.
        unchanged: the files that say nothing new.
        problems: everything that is wrong, and warnings.
        files: what it comes to file by file.
        digests: the digests of the files' bytes, by the names by which people know them.
    """

    updates: Sequence[SheetUpdate]
    unchanged: tuple[str, ...]
    problems: tuple[Problem, ...]
    files: tuple[FileOutcome, ...]
    digests: Mapping[str, str]

    @property
    def refused(self) -> bool:
        """True when something is wrong: nothing is to be written, unless each file is taken for itself."""
        return any(problem.is_error for problem in self.problems)

    @property
    def rejected(self) -> tuple[FileOutcome, ...]:
        """The files that something is wrong with."""
        return tuple(one for one in self.files if one.refused)

    @property
    def accepted(self) -> tuple[FileOutcome, ...]:
        """The files that nothing is wrong with, each once however often it was sent."""
        return tuple(one for one in self.files if not one.refused and not one.is_copy)

    @property
    def sources(self) -> list[str]:
        """The files that change anything, as they are named to people."""
        return [one.source for one in self.accepted if one.source not in self.unchanged]

    def received(self) -> Iterator[ReceivedFile]:
        """Yield what the records say of each file that changes a sheet, as one import of this moment."""
        moment, run = datetime.fromisoformat(timestamp()), token_hex(8)
        for one in self.updates:
            by_file: dict[tuple[str, str], list[Difference]] = {}
            for difference in one.differences:
                by_file.setdefault((difference.source, difference.stage), []).append(difference)
            for (source, stage), own in by_file.items():
                lines = dict.fromkeys(line for difference in own for line in difference.lines)
                name, content = Path(source).name, self.digests.get(source, "")
                yield ReceivedFile(
                    moment, run, name, content, one.unit, one.period, stage, tuple(map(intern, lines)), len(own)
                )


def change_table(plan: ImportPlan, campaign: Campaign) -> Table:
    """Return the table of an import's changes, sheet by sheet.

    Args:
        plan: what the import comes to, free of errors.
        campaign: the campaign.
    """
    rows: list[Row] = []
    for sheet in plan.updates:
        state = say("phiếu mới", "new sheet") if sheet.new else display_path(sheet.file)
        rows.append(Row((visible(campaign.unit_name(sheet.unit)), state, "", "", ""), strong=True))
        for one in sheet.differences:
            there, found = (visible(text) or NOTHING for text in (one.there, one.found))
            rows.append(Row((visible(one.about), there, "→", found, one.points), level=1))
    number = sum(len(sheet.differences) for sheet in plan.updates)
    notes = [say(f"{source}: không có thay đổi", f"{source}: nothing new") for source in plan.unchanged]
    return Table(
        subject=say("Nhập", "Import"),
        title=say("Các thay đổi dự kiến", "What would change"),
        subtitle=(say(f"{number} thay đổi; chưa ghi vào phiếu", f"{number} changes; nothing is written yet"),),
        warnings=(),
        columns=(
            Column(say("Đơn vị, tiêu chí", "Unit, criterion")),
            Column(say("Trong phiếu hiện nay", "The sheet says"), wraps=True),
            Column("", align="center"),
            Column(say("Trong tệp nhập vào", "The file says"), wraps=True),
            figures(say(*terms.POINTS)),
        ),
        rows=tuple(rows),
        notes=tuple(notes),
    )
