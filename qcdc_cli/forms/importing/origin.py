"""Whose form it is: of this campaign, of its rubric as it is now, and of the unit that its file is named after."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.campaign_checks import unknown
from qcdc_cli.campaign.loaded import Loaded
from qcdc_cli.campaign.rubric import Rubric, is_extra
from qcdc_cli.forms.form_key import FormKey, digest_of, digest_of_shown, shown_name
from qcdc_cli.forms.form_rows import FormRow
from qcdc_cli.forms.layout import NAME
from qcdc_cli.forms.returning.returned import Returned
from qcdc_cli.forms.submission import Given
from qcdc_cli.language.names import bare
from qcdc_cli.problems import Place, Problem

_WORD = re.compile(r"[a-z0-9]+")


def foreign(key: FormKey, file: Path, loaded: Loaded) -> Iterator[Problem]:
    """Yield why a form is not one of this campaign as it is now, or not that of the unit that its file is named after.

    Args:
        key: whose form it is.
        file: its file.
        loaded: the campaign.
    """
    campaign = loaded.campaign
    assert campaign is not None  # noqa: S101 - the caller has seen to it
    if key.campaign != campaign.campaign:
        yield Problem("Q723", {"found": key.campaign}, key.campaign, campaign.campaign)
        return
    stages = {stage.id: stage.name for stage in campaign.stages}
    for code, found, known in (
        ("Q401", key.unit, campaign.units),
        ("Q403", key.period, campaign.periods),
        ("Q404", key.stage, stages),
    ):
        if found not in known:
            yield unknown(code, found, known, ())
    bloc = campaign.bloc_of(key.unit)
    if key.unit in campaign.units and bloc is None:
        yield Problem("Q719", {"unit": key.unit}, key.unit)
    rubric = loaded.rubrics.get(bloc or "")
    if rubric is not None and (key.rubric, key.digest) != (rubric.rubric, digest_of(rubric)):
        made, now = (f"{name} {version}".rstrip() for name, version in _versions(key, rubric))
        told = ("", "") if made == now else (made, now)  # the same name and version say nothing of what differs
        yield Problem("Q724", {"rubric": key.rubric, **key.whose}, *told)
    named = _named_after(file, campaign)
    if named and key.unit not in named:
        yield Problem("Q725", {"named": named[0], "unit": key.unit}, file.name)


def contradicted(given: Given, stage: str | None, period: str | None) -> list[Problem]:
    """Return what a form is not of, though the command asked for it."""
    asked = (("--stage", given.stage, stage), ("--period", given.period, period))
    return [
        Problem("Q717", {"option": option, "own": own, "asked": wanted}, own, wanted).at(Place(given.source))
        for option, own, wanted in asked
        if wanted is not None and wanted != own
    ]


def renamed(form: Returned, expected: Sequence[FormRow]) -> Iterator[Problem]:
    """Yield criteria that are called otherwise on the form than in the rubric: their ids may mean something else now.

    What was typed over is told elsewhere; here the form says what it said when it was made.
    """
    for row in expected:
        number = form.rows.get(row.key, 0)
        shown_now = form.tab.text(number, form.column(NAME))
        untouched = form.key.before.get(shown_name(row.key, NAME)) == digest_of_shown(shown_now)
        if row.part or not untouched or is_extra(row.node):
            continue
        before, now = (" ".join(text.split()) for text in (shown_now, row.node.name))
        if before != now and not before.startswith(f"{now} ("):  # weight and rule stand behind a name
            values = {"id": row.node.id, "before": before, "now": now}
            yield Problem("Q718", values).at(form.tab.place(number, form.column(NAME)))


def _versions(key: FormKey, rubric: Rubric) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return what the rubric was called when the form was made, and what it is called now."""
    return (key.rubric, key.version), (rubric.rubric, rubric.version or "")


def _named_after(file: Path, campaign: Campaign) -> list[str]:
    """Return the units that a file is named after, by id or name: none, one, or some whose names are alike.

    People rename files: `Phú An (2).xlsx`, `phu-an-sua.xlsx`. Of `dong-phuoc` and `dong-phuoc-a`, the longer one.
    """
    words = [(_words(each), unit) for unit, name in campaign.units.items() for each in (unit, name)]
    stem = f"{_words(file.stem)} "
    found = max((each for each, _ in words if each and stem.startswith(f"{each} ")), key=len, default="")
    return [unit for each, unit in words if found and each == found]


def _words(text: str) -> str:
    """Return the plain letters and digits of a name, in words."""
    return " ".join(_WORD.findall(bare(text)))
