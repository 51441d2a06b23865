"""Where the files of the evidence (hồ sơ minh chứng) of each unit lie, and how files are named in it. Knows no disk."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import takewhile
from pathlib import PurePosixPath

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.campaign_checks import is_file_name
from qcdc_cli.campaign.file_patterns import is_passed_over, is_pattern
from qcdc_cli.language import Text
from qcdc_cli.problems import Problem

UNIT, PERIOD = "{unit}", "{period}"
_PLACEHOLDERS = (UNIT, PERIOD)
# Texts, which are compiled where a campaign names folders or files of evidence.
_DRIVE = "[A-Za-z]:"
_FORBIDDEN = r'[<>:"|?*\x00-\x1f]'  # in names of files on Windows

_ABSOLUTE = Text("là đường dẫn tuyệt đối", "it is an absolute path")
_BACKSLASH = Text("ngăn cách các thư mục bằng dấu `\\`, cần dấu `/`", "it parts folders with `\\`, not with `/`")
_DOTS = Text("có phần `{part}`", "it has the part `{part}`")
_UNNAMED = Text("Windows không đặt được tên thư mục `{part}`", "Windows can have no folder `{part}`")
_HIDDEN = Text("`{part}` là tên ẩn", "`{part}` is a hidden name")
_OTHER = Text(
    "`{part}`: mỗi phần là một tên thư mục, hoặc đúng `{{unit}}`, hoặc đúng `{{period}}`",
    "`{part}`: each part is a folder's name, or `{{unit}}` alone, or `{{period}}` alone",
)
_TWICE = Text("`{part}` có hai lần", "`{part}` stands there twice")
_NOT_THERE = Text("không có phần `{part}`", "it has no part `{part}`")
_NO_ROOT = Text(
    "phần đầu phải là tên thư mục, không phải `{part}`", "its first part must be a folder's name, not `{part}`"
)
_WITH_SHEETS = Text("trùng với nơi lưu phiếu (`sheets: {sheets}`)", "the sheets lie there (`sheets: {sheets}`)")


def evidence_path(campaign: Campaign, unit: str, period: str) -> str:
    """Return the folder of a unit's evidence of a period, from the campaign's folder, with `/` between its parts.

    Args:
        campaign: a campaign that names a folder for evidence, and names it well.
        unit: the unit's id.
        period: the period's id.
    """
    given = {UNIT: unit, PERIOD: period}
    return "/".join(given.get(part, part) for part in evidence_parts(campaign))


def evidence_parts(campaign: Campaign) -> tuple[str, ...]:
    """Return the parts of the path of evidence folders as the campaign names it; none where it names none."""
    return PurePosixPath(campaign.evidence or "").parts


def evidence_root(named: str) -> str:
    """Return the folder in which all evidence folders lie, from the campaign's folder, by what `evidence` says."""
    return "/".join(takewhile(lambda part: part not in _PLACEHOLDERS, PurePosixPath(named).parts))


def evidence_folder_problems(campaign: Campaign) -> Iterator[Problem]:
    """Yield why the campaign's `evidence` (Q800) names no folders that lie inside it and have names on every system."""
    named = campaign.evidence
    if named is None:
        return
    for why, part in _faults(named, campaign.sheets):
        reason = Text(*(text.format(part=part or "//", sheets=campaign.sheets) for text in why))
        yield Problem("Q800", {"found": named, "reason": reason}, named, path=("evidence",))


def _faults(named: str, sheets: str) -> Iterator[tuple[Text, str]]:
    if "\\" in named:
        yield _BACKSLASH, ""
        return
    if named.startswith("/") or re.match(_DRIVE, named):
        yield _ABSOLUTE, ""
        return
    parts = named.removesuffix("/").split("/")
    if parts[0] in _PLACEHOLDERS:
        yield _NO_ROOT, parts[0]
    for part in _PLACEHOLDERS:
        if part not in parts:
            yield _NOT_THERE, part
    for part in dict.fromkeys(parts):
        if part in _PLACEHOLDERS:
            if parts.count(part) > 1:
                yield _TWICE, part
        elif why := _no_folder(part):
            yield why, part
    where = takewhile(lambda part: not is_pattern(part), PurePosixPath(sheets).parts[:-1])
    ours, theirs = [[part.lower() for part in way if part not in _PLACEHOLDERS] for way in (parts, where)]
    if theirs and ours[: len(theirs)] == theirs:
        yield _WITH_SHEETS, ""


def _no_folder(part: str) -> Text | None:
    """Return why a part of the path cannot be the name of a folder everywhere; None where it can."""
    if part in ("", ".", ".."):
        return _DOTS
    if "{" in part or "}" in part:
        return _OTHER
    if is_passed_over(part):
        return _HIDDEN
    unnamed = re.search(_FORBIDDEN, part) or part != part.rstrip(". ") or not is_file_name(part)
    return _UNNAMED if unnamed else None


def file_key(name: str) -> str:
    r"""Return what two spellings of the path of one file have in common: its parts, in Unicode's normal form C.

    macOS gives names in another form than keyboards do, and Windows parts folders with `\`.
    """
    return unicodedata.normalize("NFC", "/".join(part for part in name.replace("\\", "/").split("/") if part != "."))


def leads_out(name: str) -> bool:
    """Return whether a path may lead out of the folder from which it is looked up, on any system."""
    plain = name.replace("\\", "/")
    return plain.startswith("/") or bool(re.match(_DRIVE, plain)) or ".." in plain.split("/")
