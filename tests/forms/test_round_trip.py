"""A form that is filled in and imported says what the sheet written by hand says: every kind, every stage."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qcdc_cli import language
from qcdc_cli.campaign.loaded import Loaded, Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.forms.issuing.workbook import forms_of
from qcdc_cli.yamltext.document import YamlDocument
from tests.campaigns import ROOT, STAGES
from tests.forms.every_kind import CAMPAIGN, RUBRIC, SHEETS, SILENT
from tests.forms.filling import Form, filled, upto
from tests.forms.form_campaigns import OnDisk, differing, read_of, scoring_input, take_in, write
from tests.office import Office
from tests.scoring.scales import Tree

pytestmark = pytest.mark.slow

UNITS = 4  # of each bloc
EXAMPLES = sorted(folder.name for folder in (ROOT / "examples").iterdir())


@pytest.fixture
def campaign(tmp_path: Path) -> OnDisk:
    return OnDisk(tmp_path / "dot", RUBRIC, SHEETS, campaign=CAMPAIGN)


@pytest.mark.parametrize("stage", STAGES)
def test_each_stage(campaign: OnDisk, stage: str) -> None:
    by_hand = campaign.by_hand(stage)
    campaign.before(stage)
    files = campaign.filled(stage)
    campaign.take(files.values())
    if stage == STAGES[0]:  # who says nothing at all gets no sheet
        del by_hand[SILENT]
    assert not differing(campaign.read(), by_hand)


def test_from_nothing_through_all_stages(campaign: OnDisk) -> None:
    """The unit's sheet is never seen: each stage's forms are made from what the forms before them said."""
    by_hand = campaign.by_hand(STAGES[-1])
    campaign.before(STAGES[0])
    for stage in STAGES:
        campaign.take(campaign.filled(stage).values())
    del by_hand[SILENT]
    assert not differing(campaign.read(), by_hand)


def test_a_form_in_english_is_read_in_vietnamese(campaign: OnDisk) -> None:
    """What the lists show differs (`3.5`, `met`), and so does every heading; the keys are the same."""
    by_hand = campaign.by_hand("bloc")
    language.use("en")
    forms = campaign.forms("bloc")
    language.use("vi")
    for unit, form in forms.items():
        campaign.put(unit, "bloc", form)
    plan = campaign.take(campaign.folder.glob("forms/*.xlsx"))
    assert not plan.updates
    assert not differing(campaign.read(), by_hand)


# ------------------------------------------------------------------ nothing changes that nobody changed

ODD: Tree = {
    "marks": {
        "I.1": {
            "self": {"mark": "4,5", "by": "Bà Sáu", "reason": "Hai  dòng\nlý do"},
            "evidence": [
                "- Công văn",
                "+ + hai dấu",
                "Một  tài\nliệu",
                "Công văn",
                "=1+1",
                "{}",
                "x | y",
                "5/1",
                "#N/A",
            ],
        },
        "I.10": {"self": "Tốt"},
        "I.12": {"self": "Không Đạt"},
        "II.1": {"self": "a"},
        "III.4": {"self": {"actual": "8,0", "target": "10"}},
        "III.8": {"self": [str(place) for place in range(1, 13)], "bloc": {"mark": ["1"] * 7, "reason": "Bảy nơi"}},
        "IV.1": {"self": "", "not_applicable": "Không  có", "evidence": [{"name": "A", "file": ""}, {"name": "A"}]},
        "T.1": "",
    },
    "notes": {"strengths": ["• Một", "• Một", "Hai\nba"], "limits": "", "proposals": ["x" * 900, *map(str, range(40))]},
    "disqualifiers": {"ky-luat": "Quyết  định\nsố 3"},
}
LONG: Tree = {
    "marks": {
        "I.1": {
            "self": "1",
            "bloc": {"mark": "2", "reason": "Vì " + "lý do dài " * 120},
            "evidence": [f"Quyết định số {number}-QĐ/ĐU ngày 5/1/2020" for number in range(200)],
        }
    },
    "notes": {"limits": ["Rất dài " * 900]},
}


@pytest.fixture
def odd(tmp_path: Path) -> OnDisk:
    """A campaign with sheets as people write them: several ways to say one thing, and more than a page holds."""
    return OnDisk(tmp_path / "la", RUBRIC, {**SHEETS, "f": ODD, "g": LONG}, campaign=CAMPAIGN)


@pytest.mark.parametrize("stage", STAGES)
def test_an_untouched_form_changes_nothing(odd: OnDisk, stage: str) -> None:
    odd.by_hand(STAGES[-1])
    before = bytes_of(odd.folder)
    files = [odd.put(unit, stage, form) for unit, form in odd.forms(stage).items()]
    plan = odd.take(files)
    assert [one.differences for one in plan.updates] == []
    assert len(plan.unchanged) == len(files)
    resaved = [odd.put(file.stem.partition("_")[0], stage, Form(file.read_bytes()).saved()) for file in files]
    assert not odd.take(resaved).updates
    assert bytes_of(odd.folder) == before


def test_importing_twice_is_importing_once(campaign: OnDisk) -> None:
    campaign.before(STAGES[0])
    files = campaign.filled(STAGES[0])
    assert len(campaign.take(files.values()).updates) == len(SHEETS) - 1
    once = bytes_of(campaign.folder)
    again = campaign.take(files.values())
    assert not again.updates
    assert len(again.unchanged) == len(SHEETS)
    assert bytes_of(campaign.folder) == once


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("units/**/*.yaml")}


# ------------------------------------------------------------------ another program has saved it


def test_after_libreoffice_has_saved_it(tmp_path: Path, odd: OnDisk, office: Office) -> None:
    """Filled forms of all stages, and untouched ones of odd sheets, saved as .xlsx and as .ods."""
    by_stage = {stage: OnDisk(tmp_path / stage, RUBRIC, SHEETS, campaign=CAMPAIGN) for stage in STAGES}
    expected = {stage: one.by_hand(stage) for stage, one in by_stage.items()}
    del expected[STAGES[0]][SILENT]
    files: list[Path] = []
    for stage, one in by_stage.items():
        one.before(stage)
        files += one.filled(stage).values()
    odd.by_hand(STAGES[-1])
    untouched = [odd.put(unit, "bloc", odd.forms("bloc", [unit])[unit]) for unit in ("f", "g")]
    before = bytes_of(odd.folder)
    for to in ("xlsx", "ods"):
        saved = office([*files, *untouched], to)
        assert not odd.take(saved[file.name] for file in untouched).updates
        assert bytes_of(odd.folder) == before
        for stage, one in by_stage.items():
            one.before(stage)
            one.take(saved[file.name] for file in files if file.stem.endswith(stage))
            assert not differing(one.read(), expected[stage])


# ------------------------------------------------------------------ the examples


def sheets_of(loaded: Loaded) -> Iterator[tuple[Path, str, str, Tree]]:
    """Yield each sheet's file, its unit and period, and what it says as a tree of texts."""
    for path, owner in loaded.owners.items():
        file = Path(path)
        tree: Any = YamlDocument.read(file, path).tree
        yield file, owner.unit, owner.period, tree


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples(tmp_path: Path, example: str) -> None:
    """Every period and stage: the form of what was there before, filled in, gives the shipped sheet."""
    folder = tmp_path / example
    shutil.copytree(ROOT / "examples" / example, folder)
    shipped = load(Source(folder))
    assert shipped.campaign is not None
    stages = [stage.id for stage in shipped.campaign.stages]
    units = {unit for bloc in shipped.campaign.blocs.values() for unit in bloc.units[:UNITS]}
    # Where most lines are agreed to, little would be typed: `importing/test_agreeing.py` has forms of that kind.
    sheets = [sheet for sheet in sheets_of(shipped) if sheet[1] in units and "agreed" not in sheet[3]]
    for number, stage in enumerate(stages):
        for file, _, _, tree in sheets:
            write(file, upto(tree, stages[: number + 1], stages))
        expected = {key: read_of(sheet) for key, sheet in load(Source(folder)).sheets.items()}
        for file, unit, period, tree in sheets:
            emptied = upto(tree, stages[:number], stages) if number else {"unit": unit, "period": period, "marks": {}}
            write(file, emptied)
        loaded = load(Source(folder))
        files = []
        for period in {period for _, _, period, _ in sheets}:
            trees = {unit: tree for _, unit, when, tree in sheets if when == period}
            for unit, form in forms_of(loaded, scoring_input(loaded, stage, period), list(trees)):
                rubric = loaded.rubrics[shipped.campaign.bloc_of(unit) or ""]
                files.append(folder / f"{unit}_{period}_{stage}.xlsx")
                files[-1].write_bytes(filled(form, rubric, trees[unit], stage, first=number == 0))
        take_in(loaded, files)
        read = {key: read_of(sheet) for key, sheet in load(Source(folder)).sheets.items()}
        assert read.keys() == expected.keys()
        for key, sheet in expected.items():
            assert not differing({key[0]: read[key]}, {key[0]: sheet}), key
