"""Small builders for tests: rubrics, sheets, marks and whole campaigns from short YAML texts or trees.

A tree is what YAML gives when every scalar stays a text: `{"points": "4,5"}`.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from qcdc_cli import language
from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.document import Document
from qcdc_cli.campaign.loading import Loaded, Source, load
from qcdc_cli.campaign.marks import MarkedSheet, MarkReader
from qcdc_cli.campaign.rubric import Criterion, CriterionBase, Rubric
from qcdc_cli.campaign.rubric_checks import rubric_problems
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.problems import Place, Problem
from qcdc_cli.problems.problem import Path as TreePath
from qcdc_cli.scoring.bench import Bench
from qcdc_cli.scoring.ranking import rank_bloc
from qcdc_cli.scoring.result import CriterionResult, GroupResult, Ranking, UnitResult

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "chau-thanh-2020"
EXAMPLE_BLOC = "dan-van"
STAGES = ("self", "bloc", "board")
BLOC = "khoi"
PERIOD = "2020-h1"

Given = str | Mapping[str, Any]
T = TypeVar("T")


def load_example(*sheets: str) -> Loaded:
    """Load examples/chau-thanh-2020, or only the given sheets of it (paths from its folder)."""
    return load(Source(EXAMPLE, sheets))


def bench_of(loaded: Loaded, stage: str | None = None) -> Bench:
    """Return what the results of a loaded campaign's current period are computed from.

    Args:
        loaded: the campaign, free of errors.
        stage: the id of the latest stage whose marks count; None for the last one.
    """
    campaign = loaded.campaign
    assert campaign is not None
    assert not loaded.errors, [problem.sentence() for problem in loaded.errors]
    stages = [entry.id for entry in campaign.stages]
    number = len(stages) - 1 if stage is None else stages.index(stage)
    return Bench(campaign, loaded.rubrics, loaded.rubric_places, loaded.sheets, campaign.period, number)


def tree_of(source: Given) -> Any:
    """Return YAML text as a tree of texts, by the program's own reader; a tree is returned as it is."""
    if not isinstance(source, str):
        return source
    document = Document("thu.yaml", source.encode())
    assert document.tree is not None, [problem.sentence() for problem in document.problems]
    return document.tree


def value_of(text: str) -> Any:
    """Return one YAML value (`8,5`, `[a, b]`, `{actual: 8}`) as a tree of texts."""
    return tree_of(f"value: {text}")["value"]


def criterion_from(source: Given) -> CriterionBase:
    """Return one criterion; what is not said gets an id, a name and 10 points."""
    criterion: CriterionBase = Criterion.model_validate(
        {"id": "I.1", "name": "Tiêu chí", "points": "10", "evidence": "optional", **tree_of(source)}
    )
    return criterion


def rubric_tree(source: Given) -> dict[str, Any]:
    """Return a rubric's tree: names, evidence, points of groups and the total are filled in where unsaid."""
    tree = {"rubric": "thang-diem", "name": "Thang điểm", **tree_of(source)}
    tree["criteria"] = [_filled(node) for node in tree["criteria"]]
    tree.setdefault("total", str(_sum(tree["criteria"])))
    return tree


def _filled(node: Mapping[str, Any]) -> dict[str, Any]:
    if "criteria" not in node:
        return {"name": f"Tiêu chí {node['id']}", "evidence": "optional", **node}
    parts = [_filled(part) for part in node["criteria"]]
    return {"name": f"Mục {node['id']}", "points": str(_sum(parts)), **node, "criteria": parts}


def _sum(nodes: Sequence[Mapping[str, Any]]) -> Decimal:
    return sum((Decimal(node["points"].replace(",", ".")) for node in nodes), Decimal(0))


def rubric_from(source: Given) -> Rubric:
    """Return a rubric (completed as by `rubric_tree`) that is free of errors."""
    rubric = Rubric.model_validate(rubric_tree(source))
    errors = [problem.sentence() for problem in rubric_problems(rubric) if problem.is_error]
    assert not errors, errors
    return rubric


def rubric_faults(source: Given) -> list[tuple[str, TreePath]]:
    """Return the codes and paths of what is wrong with a rubric (completed as by `rubric_tree`)."""
    return [(problem.code, problem.path) for problem in rubric_problems(Rubric.model_validate(rubric_tree(source)))]


def nowhere(path: TreePath) -> Place:
    """Stand in for the places of a file that was never read."""
    return Place("thu.yaml")


def campaign_from(
    units: Sequence[str],
    *,
    stages: Sequence[str] = STAGES,
    targets: Mapping[str, Mapping[str, str]] | None = None,
    unassigned: Mapping[str, Mapping[str, str]] | None = None,
) -> Campaign:
    """Return a campaign of one bloc (`BLOC`) and one period (`PERIOD`) with these units."""
    return Campaign.model_validate(
        {
            "campaign": "Đợt thử",
            "period": PERIOD,
            "periods": {PERIOD: {"name": "6 tháng đầu năm"}},
            "stages": [{"id": stage, "name": stage} for stage in stages],
            "blocs": {BLOC: {"name": "Khối", "rubric": "thang-diem", "units": list(units)}},
            "units": {unit: f"Xã {unit}" for unit in units},
            "targets": targets or {},
            "unassigned": unassigned or {},
        }
    )


def read_sheet(rubric: Rubric, marks: Given, campaign: Campaign, unit: str = "a") -> tuple[MarkedSheet, list[Problem]]:
    """Read one unit's marks against a rubric; problems carry paths in the sheet."""
    reader = MarkReader(rubric, tuple(stage.id for stage in campaign.stages), campaign.targets, campaign.unassigned)
    sheet = Sheet.model_validate({"unit": unit, "period": PERIOD, "marks": tree_of(marks)})
    return reader.read(sheet, nowhere)


def bench_from(
    rubric: Rubric,
    marks: Mapping[str, Given | None],
    *,
    stages: Sequence[str] = STAGES,
    stage: str | None = None,
    targets: Mapping[str, Mapping[str, str]] | None = None,
    unassigned: Mapping[str, Mapping[str, str]] | None = None,
) -> Bench:
    """Return what a small bloc's results are computed from.

    Args:
        rubric: the bloc's rubric.
        marks: what stands under `marks` in each unit's sheet; None for a unit without a sheet.
        stages: the stages' ids in order.
        stage: the latest stage whose marks count; None for the last one.
        targets: targets by criterion and unit.
        unassigned: reasons by criterion and unit.
    """
    campaign = campaign_from(list(marks), stages=stages, targets=targets, unassigned=unassigned)
    sheets = {}
    for unit, given in marks.items():
        if given is not None:
            sheets[unit, PERIOD], problems = read_sheet(rubric, given, campaign, unit)
            errors = [(problem.path, problem.sentence()) for problem in problems if problem.is_error]
            assert not errors, errors
    number = len(stages) - 1 if stage is None else list(stages).index(stage)
    return Bench(campaign, {BLOC: rubric}, {BLOC: nowhere}, sheets, PERIOD, number)


def ranking_of(bench: Bench) -> Ranking:
    """Rank the one bloc of a bench made by `bench_from`."""
    return rank_bloc(bench, BLOC)


def results_of(ranking: Ranking) -> dict[str, UnitResult]:
    """Return the units' results by the units' ids."""
    return {standing.result.unit: standing.result for standing in ranking.standings}


def ranks_of(ranking: Ranking) -> dict[str, int | None]:
    """Return the ranks by the units' ids."""
    return {standing.result.unit: standing.rank for standing in ranking.standings}


def unit_result(rubric: Rubric, marks: Given, **options: Any) -> UnitResult:
    """Score one unit that competes alone; options as for `bench_from`."""
    return results_of(ranking_of(bench_from(rubric, {"a": marks}, **options)))["a"]


def criteria_of(result: UnitResult) -> dict[str, CriterionResult]:
    """Return a unit's results on its criteria by the criteria's ids."""
    return {part.criterion.id: part for part in result.criteria}


def groups_of(result: UnitResult | GroupResult) -> dict[str, GroupResult]:
    """Return the results of all groups, at any depth, by the groups' ids."""
    found: dict[str, GroupResult] = {}
    for part in result.parts:
        if isinstance(part, GroupResult):
            found[part.group.id] = part
            found.update(groups_of(part))
    return found


def in_both(say: Callable[[], T]) -> tuple[T, T]:
    """Return what is said in Vietnamese and in English; the language in use stays as it was."""
    before = language.current()
    said = []
    for chosen in language.LANGUAGES:
        language.use(chosen)
        said.append(say())
    language.use(before)
    return said[0], said[1]
