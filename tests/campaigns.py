"""Small builders for tests: rubrics, sheets, marks and whole campaigns from short YAML texts or trees.

A tree is what YAML gives when every scalar stays a text: `{"points": "4,5"}`.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from qcdc_cli import language
from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.loaded import Loaded, Source
from qcdc_cli.campaign.loading import load
from qcdc_cli.campaign.marks import MarkedSheet
from qcdc_cli.campaign.nodes import Criterion, CriterionBase
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.rubric_checks import rubric_problems
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.sheet_reader import SheetReader
from qcdc_cli.problems import Path as TreePath
from qcdc_cli.problems import Place, Problem
from qcdc_cli.scoring.ranking import rank_bloc
from qcdc_cli.scoring.result import CriterionResult, GroupResult, Ranking, UnitResult
from qcdc_cli.scoring.scoring_input import ScoringInput
from qcdc_cli.yamltext.document import YamlDocument

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "chau-thanh-2020"
EXAMPLE_BLOC = "dan-van"
STAGES = ("self", "bloc", "board")
BLOC = "khoi"
PERIOD = "2020-h1"
DECIDED = {"for": "rank", "document": "Quyết định số 15/QĐ-UBND", "date": "2020-07-10"}
AGREED = {"by": "Nguyễn Văn A, Phó khối", "date": "2020-07-05"}
COUNTED = {"document": "Biên bản kiểm phiếu", "date": "2020-07-08"}

Given = str | Mapping[str, Any]
T = TypeVar("T")


def load_example(*sheets: str) -> Loaded:
    """Load examples/chau-thanh-2020, or only the given sheets of it (paths from its folder)."""
    return load(Source(EXAMPLE, sheets))


def input_of(loaded: Loaded, stage: str | None = None) -> ScoringInput:
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
    return ScoringInput(campaign, loaded.rubrics, loaded.rubric_places, loaded.sheets, campaign.period, number)


def tree_of(source: Given) -> Any:
    """Return YAML text as a tree of texts, by the program's own reader; a tree is returned as it is."""
    if not isinstance(source, str):
        return source
    document = YamlDocument("thu.yaml", source.encode())
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
    tree.setdefault("total", spelt(_together(tree)))
    for extra in ("bonus", "penalties"):
        if extra in tree:
            tree[extra] = {**tree[extra], "criteria": [_filled(node) for node in tree[extra]["criteria"]]}
    return tree


def _filled(node: Mapping[str, Any]) -> dict[str, Any]:
    if "criteria" not in node:
        return {"name": f"Tiêu chí {node['id']}", "evidence": "optional", **node}
    parts = [_filled(part) for part in node["criteria"]]
    points = node["points"] if "points" in node else spelt(_together({**node, "criteria": parts}))
    return {"name": f"Mục {node['id']}", **node, "points": points, "criteria": parts}


def _together(node: Mapping[str, Any]) -> Fraction:
    """Return the points that the parts of a group (or a rubric) come to."""
    weights = [fraction_of(part.get("weight", "1")) for part in node["criteria"]]
    each = [weight * fraction_of(part["points"]) for weight, part in zip(weights, node["criteria"], strict=True)]
    take = node.get("take", "sum")
    points = max(each) if take == "best" else sum(each, Fraction(0))
    if take == "average":
        points /= sum(weights, Fraction(0))
    return min(points, fraction_of(node["cap"])) if isinstance(node.get("cap"), str) else points


def fraction_of(text: str) -> Fraction:
    """Return a number as it is written in a file."""
    return Fraction(text.replace(",", "."))


def spelt(number: Fraction) -> str:
    """Write a number that has an exact decimal as people do: 5/2 is "2,5"."""
    decimals = next(count for count in range(20) if (number * 10**count).denominator == 1)
    decimals += decimals == 3  # 1,125 could be read as 1125
    digits = f"{int(abs(number) * 10**decimals):0{decimals + 1}}"
    sign, whole, part = "-" if number < 0 else "", digits[: len(digits) - decimals], digits[len(digits) - decimals :]
    return f"{sign}{whole},{part}" if part else f"{sign}{whole}"


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
    period: str = PERIOD,
    periods: Mapping[str, Mapping[str, str]] | None = None,
    lots: Sequence[str] = (),
    decisions: Sequence[Mapping[str, Any]] = (),
    ballots: Sequence[Mapping[str, str]] = (),
    on_units: Mapping[str, Any] | None = None,
) -> Campaign:
    """Return a campaign of one bloc (`BLOC`) with these units, by default of one period (`PERIOD`)."""
    return Campaign.model_validate(
        {
            "campaign": "Đợt thử",
            "period": period,
            "periods": periods or {period: {"name": "6 tháng đầu năm"}},
            "lots": {period: {BLOC: list(lots)}} if lots else {},
            "decisions": {period: {BLOC: [{**DECIDED, **one} for one in decisions]}} if decisions else {},
            "ballots": {
                period: {
                    BLOC: [
                        *({**COUNTED, "votes": one} for one in ballots),
                        *([] if on_units is None else [{**COUNTED, "for": "units", **on_units}]),
                    ]
                }
            },
            "stages": [{"id": stage, "name": stage} for stage in stages],
            "blocs": {BLOC: {"name": "Khối", "rubric": "thang-diem", "units": list(units)}},
            "units": {unit: f"Xã {unit}" for unit in units},
            "targets": targets or {},
            "unassigned": unassigned or {},
        }
    )


def read_sheet(
    rubric: Rubric,
    marks: Given,
    campaign: Campaign,
    unit: str = "a",
    *,
    period: str = "",
    disqualifiers: Mapping[str, str] | None = None,
    agreed: Mapping[str, Given] | None = None,
    carried: bool = False,
) -> tuple[MarkedSheet, list[Problem]]:
    """Read one unit's marks against a rubric; problems carry paths in the sheet.

    Args:
        rubric: the rubric.
        marks: what stands under `marks` in the sheet.
        campaign: the campaign.
        unit: the unit's id.
        period: the sheet's period; by default the campaign's current one.
        disqualifiers: the rubric's disqualifiers that apply, with the reasons.
        agreed: what each stage agreed to, by the stage's id: the claims by criterion.
        carried: the marks were given for another rubric.
    """
    stages = tuple(stage.id for stage in campaign.stages)
    names = {identity: campaign.period_names(identity) for identity in campaign.periods}
    reader = SheetReader(
        rubric,
        stages,
        campaign.targets,
        campaign.unassigned,
        names,
        calendar=campaign.periods,
        carried=carried,
    )
    tree = {"unit": unit, "period": period or campaign.period, "marks": tree_of(marks)}
    agreements = {stage: {**AGREED, "claims": tree_of(claims)} for stage, claims in (agreed or {}).items()}
    return reader.read(
        Sheet.model_validate({**tree, "agreed": agreements, "disqualifiers": disqualifiers or {}}), nowhere
    )


def input_from(
    rubric: Rubric,
    marks: Mapping[str, Given | None],
    *,
    stages: Sequence[str] = STAGES,
    stage: str | None = None,
    targets: Mapping[str, Mapping[str, str]] | None = None,
    unassigned: Mapping[str, Mapping[str, str]] | None = None,
    period: str = PERIOD,
    periods: Mapping[str, Mapping[str, str]] | None = None,
    earlier: Mapping[str, Mapping[str, Given]] | None = None,
    lots: Sequence[str] = (),
    decisions: Sequence[Mapping[str, Any]] = (),
    ballots: Sequence[Mapping[str, str]] = (),
    on_units: Mapping[str, Any] | None = None,
    disqualified: Mapping[str, Mapping[str, str]] | None = None,
    agreed: Mapping[str, Mapping[str, Given]] | None = None,
) -> ScoringInput:
    """Return what a small bloc's results are computed from.

    Args:
        rubric: the bloc's rubric.
        marks: what stands under `marks` in each unit's sheet; None for a unit without a sheet.
        stages: the stages' ids in order.
        stage: the latest stage whose marks count; None for the last one.
        targets: targets by criterion and unit.
        unassigned: reasons by criterion and unit.
        period: the period that is scored.
        periods: the campaign's periods; by default only that one.
        earlier: marks of other periods, by period and unit.
        lots: the lots drawn in that period, the first first.
        decisions: the decisions recorded for that period; what is not said is about the ranks.
        ballots: the votes of each ballot of that period on equal units.
        on_units: its ballot on each unit: `votes` and how many were `valid`.
        disqualified: disqualifiers with the reasons, by unit.
        agreed: what stages agreed to in that period, by unit and stage.
    """
    campaign = campaign_from(
        list(marks),
        stages=stages,
        targets=targets,
        unassigned=unassigned,
        period=period,
        periods=periods,
        lots=lots,
        decisions=decisions,
        ballots=ballots,
        on_units=on_units,
    )
    against = disqualified or {}
    sheets = {}
    for when, by_unit in {**(earlier or {}), period: marks}.items():
        for unit, given in by_unit.items():
            if given is not None:
                said, to = (found.get(unit) if when == period else None for found in (against, agreed or {}))
                sheets[unit, when], problems = read_sheet(
                    rubric, given, campaign, unit, period=when, disqualifiers=said, agreed=to
                )
                errors = [(problem.path, problem.sentence()) for problem in problems if problem.is_error]
                assert not errors, errors
    number = len(stages) - 1 if stage is None else list(stages).index(stage)
    return ScoringInput(campaign, {BLOC: rubric}, {BLOC: nowhere}, sheets, period, number)


def ranking_of(scoring_input: ScoringInput) -> Ranking:
    """Rank the one bloc of a scoring_input made by `input_from`."""
    return rank_bloc(scoring_input, BLOC)


def results_of(ranking: Ranking) -> dict[str, UnitResult]:
    """Return the units' results by the units' ids."""
    return {standing.result.unit: standing.result for standing in ranking.standings}


def ranks_of(ranking: Ranking) -> dict[str, int | None]:
    """Return the ranks by the units' ids."""
    return {standing.result.unit: standing.rank for standing in ranking.standings}


def unit_result(rubric: Rubric, marks: Given, **options: Any) -> UnitResult:
    """Score one unit that competes alone; options as for `input_from`."""
    return results_of(ranking_of(input_from(rubric, {"a": marks}, **options)))["a"]


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
