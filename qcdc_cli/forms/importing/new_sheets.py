"""Where the sheet of a unit that has none is made, and what stands in it before its marks are put in."""

from collections.abc import Collection, Iterator, Sequence
from fnmatch import fnmatchcase
from itertools import takewhile
from pathlib import Path, PurePosixPath

from qcdc_cli.campaign.campaign import CAMPAIGN_FILE
from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.starting import sheet_text
from qcdc_cli.campaign.validation import validate
from qcdc_cli.forms.sheet_file import CampaignSheets, SheetFile
from qcdc_cli.problems import Place, Problem
from qcdc_cli.yamltext.document import Document

_WILD = frozenset("*?[")
_SCHEMAS = "schemas"
_MOST = 100  # files of one name that are not the sheet


def new_sheet(sheets: CampaignSheets, unit: str, period: str, taken: Collection[Path] = ()) -> SheetFile | Problem:
    """Return an empty sheet of a unit and period, which is not on the disk yet; or why it has no place there.

    Args:
        sheets: the campaign with its sheets.
        unit: the unit's id, whose bloc has a rubric.
        period: the period's id.
        taken: files that are about to be written for others.
    """
    campaign, folder, rubric = sheets.campaign, sheets.folder, sheets.rubric_of(unit)
    assert rubric is not None  # noqa: S101 - the caller has read marks by it
    several = len(campaign.periods) > 1
    has_folder = (folder / _root(campaign.sheets) / unit).is_dir()
    wanted = _candidates(campaign.sheets, unit, period, has_folder=has_folder, several=several)
    found = (folder / name for name in wanted if _finds(PurePosixPath(campaign.sheets).parts, name.parts))
    file = next((file for file in found if file not in taken and not file.exists()), None)
    if file is None:
        place = Place(display_path(folder / CAMPAIGN_FILE))
        return Problem("Q750", {"unit": unit, "pattern": campaign.sheets}).at(place)
    up = _way_up(folder, file) if (folder / _SCHEMAS).is_dir() else None
    held = campaign.period_names(period)
    text = sheet_text(unit, campaign.unit_name(unit), period, rubric, held=held, up=up)
    document = Document(display_path(file), text.encode())
    sheet, problems = validate(document, Sheet)
    assert sheet is not None, problems  # noqa: S101 - it is our own text
    return SheetFile(file, text.encode(), document, sheet)


def _root(pattern: str) -> PurePosixPath:
    """Return the folder above all that a pattern leaves open."""
    return PurePosixPath(*takewhile(lambda part: not _WILD & set(part), PurePosixPath(pattern).parts[:-1]))


def _candidates(pattern: str, unit: str, period: str, *, has_folder: bool, several: bool) -> Iterator[PurePosixPath]:
    """Yield where the sheet could lie, the usual place first; the pattern does not find all of these.

    A campaign with several periods keeps a unit's sheets in a folder of its own, where it does so already or the
    plain name is taken.
    """
    root, (*folders, last) = _root(pattern), PurePosixPath(pattern).parts
    suffix = PurePosixPath(last).suffix or ".yaml"
    names = [root / f"{unit}{suffix}", root / unit / f"{period}{suffix}"]
    yield from reversed(names) if has_folder and several else names
    inner = (part for part in folders[len(root.parts) :] if part != "**")
    own = root.joinpath(*(unit if _WILD & set(part) else part for part in inner))
    for name in (unit, f"{unit}-{period}", period, *(f"{unit}-{period}-{number}" for number in range(2, _MOST))):
        yield own / last.replace("*", name, 1).replace("*", period)
        yield root / f"{name}{suffix}"


def _finds(pattern: Sequence[str], way: Sequence[str]) -> bool:
    """Return whether a pattern finds a file, both part by part."""
    if not pattern or not way:
        return not pattern and not way
    if pattern[0] == "**":
        return _finds(pattern[1:], way) or _finds(pattern, way[1:])
    return fnmatchcase(way[0], pattern[0]) and _finds(pattern[1:], way[1:])


def _way_up(folder: Path, file: Path) -> str:
    return "../" * len(file.parent.resolve().relative_to(folder.resolve()).parts)
