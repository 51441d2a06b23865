"""The workbooks that are kept as text: each example's report, and a form in which every kind of criterion asks."""

import shutil
from collections.abc import Callable
from contextlib import chdir, redirect_stderr
from io import StringIO
from pathlib import Path

from qcdc_cli import language
from qcdc_cli.commands.entry import run
from qcdc_cli.commands.options import settings
from tests.campaigns import ROOT, STAGES
from tests.forms.every_kind import CAMPAIGN, RUBRIC, SHEETS
from tests.forms.form_campaigns import OnDisk

FOLDER = Path(__file__).parent
UNIT = "a"


def _report(example: str) -> Callable[[Path], bytes]:
    def made(folder: Path) -> bytes:
        shutil.copytree(ROOT / "examples" / example, folder / example)
        settings.folder = None
        with chdir(folder / example), redirect_stderr(StringIO()):
            assert run(["export", str(folder / "report.xlsx")]) == 0
        return (folder / "report.xlsx").read_bytes()

    return made


def _form(stage: str) -> Callable[[Path], bytes]:
    def made(folder: Path) -> bytes:
        language.use(language.DEFAULT_LANGUAGE)
        campaign = OnDisk(folder / "every-kind", RUBRIC, SHEETS, campaign=CAMPAIGN)
        campaign.before(stage)
        return campaign.forms(stage, [UNIT])[UNIT]

    return made


WORKBOOKS: dict[str, Callable[[Path], bytes]] = {
    **{example.name: _report(example.name) for example in sorted((ROOT / "examples").iterdir())},
    **{f"form-{stage}": _form(stage) for stage in STAGES[:2]},
}
