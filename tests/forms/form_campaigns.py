"""Campaigns in a folder: forms made of them, filled in, and taken back, with what the sheets then say."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from qcdc_cli.campaign.loaded import Loaded, Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.campaign.marks import Marked, MarkedSheet
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import EvidenceItem
from qcdc_cli.forms.importing.import_plan import ImportPlan
from qcdc_cli.forms.importing.planning import import_plan
from qcdc_cli.forms.issuing.workbook import file_name, forms_of
from qcdc_cli.forms.sheet_file import CampaignSheets
from qcdc_cli.scoring.scoring_input import ScoringInput
from tests.campaigns import BLOC, PERIOD, STAGES, rubric_tree
from tests.forms.filling import filled, upto
from tests.scoring.scales import Tree


class Read(NamedTuple):
    """What the program's loader makes of a sheet: all that a form may change."""

    criteria: tuple[Marked, ...]
    notes: dict[str, tuple[str, ...]]
    disqualifiers: dict[str, str]


def read_of(sheet: MarkedSheet) -> Read:
    """Return a sheet as it was read; evidence in one way of writing it."""
    criteria = tuple(one._replace(evidence=tuple(map(_document, one.evidence))) for one in sheet.criteria)
    notes = {section: tuple(lines or ()) for section, lines in sheet.notes}
    return Read(criteria, notes, dict(sheet.disqualifiers))


def _document(item: str | EvidenceItem) -> str | EvidenceItem:
    return item.name if isinstance(item, EvidenceItem) and not item.file else item


class OnDisk:
    """A campaign in a folder of its own, with one rubric and one bloc.

    Attributes:
        folder: the folder.
        sheets: the sheets written by hand, by the units' ids, as trees of texts.
        stages: the stages' ids.
    """

    def __init__(
        self,
        folder: Path,
        rubric: Tree,
        sheets: Mapping[str, Tree],
        *,
        stages: Sequence[str] = STAGES,
        campaign: Tree | None = None,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.stages = folder, tuple(stages)
        self.sheets = {
            unit: {"unit": unit, "period": PERIOD, **sheet, "marks": sheet.get("marks", {})}
            for unit, sheet in sheets.items()
        }
        units = {unit: f"Xã {unit}" for unit in sheets}
        own: Tree = {
            "campaign": "Đợt thử",
            "period": PERIOD,
            "periods": {PERIOD: {"name": "6 tháng đầu năm"}},
            "stages": [{"id": stage, "name": f"Bước {stage}"} for stage in stages],
            "blocs": {BLOC: {"name": "Khối", "rubric": "thang-diem.yaml", "units": list(units)}},
            "units": units,
            **(campaign or {}),
        }
        write(folder / "qcdc.yaml", own)
        write(folder / "thang-diem.yaml", rubric_tree(rubric))

    def by_hand(self, stage: str) -> dict[str, Read]:
        """Write the sheets by hand up to a stage; return what the program reads."""
        upto_stage = self.stages[: self.stages.index(stage) + 1]
        for unit, sheet in self.sheets.items():
            write(self.folder / "units" / f"{unit}.yaml", upto(sheet, upto_stage, self.stages))
        return self.read()

    def before(self, stage: str) -> None:
        """Leave the sheets as they are when the forms of a stage go out: none at all for the first stage."""
        number = self.stages.index(stage)
        if number:
            self.by_hand(self.stages[number - 1])
        else:
            for file in self.folder.glob("units/*.yaml"):
                file.unlink()

    def load(self) -> Loaded:
        """Load the campaign, which is free of errors."""
        loaded = load(Source(self.folder))
        errors = [(problem.code, problem.sentence(), str(problem.place)) for problem in loaded.errors]
        assert not errors, errors
        return loaded

    def read(self) -> dict[str, Read]:
        """Return what the sheets say now."""
        return {unit: read_of(sheet) for (unit, _), sheet in self.load().sheets.items()}

    @property
    def rubric(self) -> Rubric:
        """The bloc's rubric."""
        return self.load().rubrics[BLOC]

    def forms(self, stage: str, units: Iterable[str] | None = None) -> dict[str, bytes]:
        """Make the forms of a stage."""
        loaded = self.load()
        return dict(forms_of(loaded, scoring_input(loaded, stage), list(units or self.sheets)))

    def filled(self, stage: str) -> dict[str, Path]:
        """Make the forms of a stage, fill them in by the sheets, and put them into a folder."""
        rubric, first = self.rubric, stage == self.stages[0]
        return {
            unit: self.put(unit, stage, filled(form, rubric, self.sheets[unit], stage, first=first))
            for unit, form in self.forms(stage).items()
        }

    def put(self, unit: str, stage: str, form: bytes) -> Path:
        """Put a form that came back into a folder."""
        file = self.folder / "forms" / file_name(unit, PERIOD, stage)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(form)
        return file

    def take(self, files: Iterable[Path], *, force: bool = False) -> ImportPlan:
        """Import files that are free of errors, as `qcdc import` does."""
        return take_in(self.load(), files, force=force)


def scoring_input(loaded: Loaded, stage: str, period: str | None = None) -> ScoringInput:
    """Return what a stage's forms are made from."""
    campaign = loaded.campaign
    assert campaign is not None
    number = [one.id for one in campaign.stages].index(stage)
    chosen = period or campaign.period
    return ScoringInput(campaign, loaded.rubrics, loaded.rubric_places, loaded.sheets, chosen, number)


def take_in(loaded: Loaded, files: Iterable[Path], *, force: bool = False) -> ImportPlan:
    """Import files that are free of errors into a campaign."""
    assert loaded.campaign is not None
    plan = import_plan(files, CampaignSheets.of(loaded), force=force)
    told = [(one.code, one.sentence(), str(one.place)) for one in plan.problems if one.is_error]
    assert not told, told
    for sheet in plan.updates:
        sheet.file.parent.mkdir(parents=True, exist_ok=True)
        sheet.file.write_bytes(sheet.data)
    return plan


def write(file: Path, tree: Any) -> None:
    """Write a tree of texts; what is JSON is YAML, too."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(tree, ensure_ascii=False, indent=1), encoding="utf-8")


def differing(read: Mapping[str, Read], expected: Mapping[str, Read]) -> list[tuple[Any, Any]]:
    """Return what was read otherwise than expected, criterion by criterion."""
    pairs: list[tuple[Any, Any]] = [(unit, None) for unit in read.keys() ^ expected.keys()]
    for unit in read.keys() & expected.keys():
        pairs += zip(read[unit].criteria, expected[unit].criteria, strict=True)
        pairs += zip(read[unit][1:], expected[unit][1:], strict=True)
    return [pair for pair in pairs if pair[0] != pair[1]]
