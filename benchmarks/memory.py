"""The commands whose peak memory is measured: on a country by run.py, on two smaller ones by a test."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

BUDGET = 400  # MB, for every command on 3,321 communes
_YEAR = re.compile(rb"(ng\xc3\xa0y \d\d/\d/)2020")  # of the documents that prove the marks


def commands(campaign: Path, into: Path) -> Iterator[tuple[str, ...]]:
    """Yield the commands that read the sheets, with all of their outputs.

    Args:
        campaign: the folder of the campaign.
        into: where what they write goes.
    """
    unit = min(file.stem for file in campaign.rglob("units/**/*.yaml"))
    styles = ("table", "json", "csv", "md")
    plain = [
        ("check",),
        *(("rank", "--format", style) for style in styles),
        ("rank", "--all"),
        ("status", "--on", "2020-07-01"),
        ("rank", "--by", "bloc"),
        *(("score", "--format", style) for style in styles),
        *(("score", "--detail", "--format", style) for style in styles),
        ("explain", unit),
        ("margins", "--format", "json"),
        ("rubric", "show"),
        ("rubric", "stats"),
        *(("export", str(into / f"report.{suffix}")) for suffix in ("xlsx", "csv", "json", "md", "html")),
        ("export", "--site", str(into / "site")),
    ]
    yield from ((*one, "-C", str(campaign)) for one in plain)


def list_commands(campaign: Path, into: Path) -> Iterator[tuple[str, ...]]:
    """Yield the commands that write the longest lists for people to print, to filter, and to keep.

    Args:
        campaign: the folder of the campaign, with the year around its numbers.
        into: where what they write goes.
    """
    for name in ("changes", "margins", "status", "evidence", "appeals", "notes"):
        for suffix in ("docx", "xlsx"):
            yield name, "-o", str(into / f"{name}.{suffix}"), "-C", str(campaign)


def verify_commands(campaign: Path, into: Path) -> Iterator[tuple[str, ...]]:
    """Yield the commands that write a ranking and check it; each is to be run before the next one is asked for."""
    file = into / "rank.json"
    yield "rank", "--format", "json", "-o", str(file), "-C", str(campaign)
    yield "verify", str(file), "-C", str(campaign)


def form_commands(campaign: Path, into: Path) -> Iterator[tuple[str, ...]]:
    """Yield the commands that make the forms of all units, and import them with every document changed.

    A command is to be run before the next one is asked for: the forms are filled in between.
    """
    forms = into / "forms"
    yield "form", "-o", str(forms), "-C", str(campaign)
    for form in forms.iterdir():
        _fill_in(form)
    yield "import", str(forms), "-C", str(campaign)


def _fill_in(form: Path) -> None:
    """Change the year of every document in a form."""
    with zipfile.ZipFile(form) as before:
        parts = {part: before.read(part) for part in before.namelist()}
    with zipfile.ZipFile(form, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as after:
        for name, data in parts.items():
            after.writestr(name, _YEAR.sub(rb"\g<1>2021", data) if name == "xl/sharedStrings.xml" else data)
