"""Where the sheet of a unit that has none is made, and what stands in it before its marks are put in."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from qcdc_cli.campaign.document import Document
from qcdc_cli.campaign.finding import shown
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.starting import sheet_text
from qcdc_cli.campaign.validation import validate
from qcdc_cli.forms.on_file import OnFile

_WILD = frozenset("*?[")
_SCHEMAS = "schemas"


def new_sheet(loaded: Loaded, unit: str, period: str) -> OnFile:
    """Return an empty sheet of a unit and period, which is not on the disk yet."""
    campaign = loaded.campaign
    assert campaign is not None  # noqa: S101 - there is nothing to import into without one
    assert loaded.folder is not None  # noqa: S101 - a campaign that was loaded has a folder
    rubric = loaded.rubrics[campaign.bloc_of(unit) or ""]
    several = len(campaign.periods) > 1
    file = next(file for file in _candidates(loaded.folder, campaign.sheets, unit, period, several=several))
    up = _way_up(loaded.folder, file) if (loaded.folder / _SCHEMAS).is_dir() else None
    held = campaign.period_names(period)
    text = sheet_text(unit, campaign.unit_name(unit), period, rubric, held=held, up=up)
    document = Document(shown(file), text.encode())
    sheet, problems = validate(document, Sheet)
    assert sheet is not None, problems  # noqa: S101 - it is our own text
    return OnFile(file, text.encode(), document, sheet)


def _candidates(folder: Path, pattern: str, unit: str, period: str, *, several: bool) -> Iterator[Path]:
    """Yield where the sheet could lie so that the campaign's pattern finds it, the usual place first.

    A campaign with several periods keeps a unit's sheets in a folder of its own, where it does so already or the
    plain name is taken.
    """
    parts = PurePosixPath(pattern).parts
    fixed = [part for part in parts[:-1] if not _WILD & set(part)]
    root = folder.joinpath(*fixed) if fixed else folder
    deep = "**" in parts
    suffix = PurePosixPath(parts[-1]).suffix or ".yaml"
    own = root / unit
    names = [root / f"{unit}{suffix}"]
    if deep and several:
        names = [own / f"{period}{suffix}", *names] if own.is_dir() else [*names, own / f"{period}{suffix}"]
    names += [root / f"{unit}-{period}{suffix}"]
    yield from (name for name in names if not name.exists())
    yield from (root / f"{unit}-{period}-{number}{suffix}" for number in range(2, 1000))


def _way_up(folder: Path, file: Path) -> str:
    return "../" * len(file.parent.resolve().relative_to(folder.resolve()).parts)
