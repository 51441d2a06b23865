"""What forms said when they were last imported, so that a corrected one can be told from one that is out of date.

It is kept in a file of the campaign's own, and not in the sheets: these are for people, who write in them by hand, and
a digest there would be a line that nobody may touch. It is replaced together with the sheets, and undone with them.
Where the file is lost, no figure is: corrected forms only need `--force`.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from qcdc_cli.storage import KEPT
from qcdc_cli.storage.kept import kept_lines, read_kept
from qcdc_cli.storage.replacing import NewFile

_FILE = f"{KEPT}/imports.jsonl"
_KIND = "imports"


class FormRecord(NamedTuple):
    """What is known of one form, however often it was imported.

    Attributes:
        form: the digest of the form's key.
        said: digests of what the last import of it put into the sheet, by what it is about; None for what it left
            blank. What is as it was when the form was made is left out, and so is what the import did not touch.
        content: the digest of all that the form said then.
        earlier: the same of the imports before: a form that says one of these again has been replaced since.
    """

    form: str
    said: Mapping[str, str | None]
    content: str
    earlier: tuple[str, ...] = ()

    def after(self, before: "FormRecord | None") -> "FormRecord":
        """Return the record with what is known of the imports before it."""
        if before is None:
            return self
        known = dict.fromkeys((*before.earlier, before.content))
        return self._replace(earlier=tuple(content for content in known if content != self.content))


def read_records(folder: Path) -> dict[str, FormRecord]:
    """Return what is known of the forms that were imported into a campaign, by the digests of their keys.

    Args:
        folder: the campaign's folder.

    Raises:
        QcdcError: Q790 when the file is damaged.
    """
    found = read_kept(folder / _FILE, _KIND, _record)
    return {} if found is None else {record.form: record for record in found[1]}


def _record(content: Any) -> FormRecord:
    return FormRecord(content["form"], dict(content["said"]), content["content"], tuple(content["earlier"]))


def with_records(files: Iterable[NewFile], folder: Path, new: Iterable[FormRecord]) -> Iterator[NewFile]:
    """Yield files to write, and then what is known of forms with what these imports add to it.

    That is read when its turn comes: under the lock, so that imports of other units meanwhile are not forgotten.

    Args:
        files: the files.
        folder: the campaign's folder.
        new: what is known of the forms that the files come from; looked at behind the files.
    """
    yield from files
    known = None
    for record in new:
        known = read_records(folder) if known is None else known
        known[record.form] = record.after(known.get(record.form))
    if known is not None:
        lines = kept_lines(_KIND, None, (record._asdict() for record in known.values()))
        yield NewFile(folder / _FILE, b"".join(lines))
