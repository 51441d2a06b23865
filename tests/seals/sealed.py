"""Campaigns that are sealed, for tests of what comes after."""

import shutil
from pathlib import Path
from typing import Any

from qcdc_cli.campaign.loaded import Loaded, Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.commands import session
from qcdc_cli.seals.seal_files import read_chain
from qcdc_cli.seals.sealing import gather, seal_files
from qcdc_cli.storage.replacing import replace_all

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "chau-thanh-2020"


def seal(folder: Path, period: str, bloc: str | None = None, **more: Any) -> str:
    """Seal a period of a campaign, or correct what is sealed (`sort="erratum"`), and return the code.

    Args:
        folder: the campaign's folder.
        period: the period's id.
        bloc: the bloc's id; None for all.
        more: further fields of the entry.
    """
    loaded = load(Source(folder))
    assert isinstance(loaded, Loaded)
    work = session.start(loaded, session.Choice(bloc, period, any_results=True))
    content = gather(loaded, work.rankings().rankings, work.blocs, [period])
    entry, files = seal_files(folder, read_chain(folder), period, content, more)
    replace_all(files, folder, print)
    return str(entry["code"])


def sealed_example(folder: Path, **more: Any) -> str:
    """Copy the shipped example into a folder, seal its year, with further fields of the entry, and return the code."""
    shutil.copytree(EXAMPLE, folder)
    return seal(folder, "2020", **more)
