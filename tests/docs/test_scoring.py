"""docs/…/scoring.md: what is worked out by hand there is what the program computes."""

import re
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from qcdc_cli.campaign.deciding import Quota, QuotaRounding, TieStep
from qcdc_cli.campaign.marks import State
from qcdc_cli.campaign.rubric import RoundingPlace, Rubric
from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.sheet_reader import SheetReader
from qcdc_cli.language import use
from qcdc_cli.language.figures import figure
from qcdc_cli.problems import Place
from qcdc_cli.scoring.result import GroupResult, UnitResult
from qcdc_cli.scoring.unit import score_unit
from qcdc_cli.yamltext.document import compose
from tests.campaigns import input_from, ranking_of, ranks_of, results_of, rubric_from
from tests.docs.pages import LANGUAGES, code, codes, page
from tests.docs.test_files import words_of

pytestmark = pytest.mark.parametrize("language", LANGUAGES)


def test_rounding_at_each_place(language: str) -> None:
    use(language)
    table = page(language, "scoring").marked("rounding")[""]
    assert {code(row[0]) for row in table.rows} == words_of(RoundingPlace)
    for at, _, expected in table.rows:
        assert figure(two_groups_of_thirds(code(at))) == expected, at


def test_all_states_are_told(language: str) -> None:
    assert len(page(language, "scoring").marked("states")[""].rows) == len(State)


def two_groups_of_thirds(at: str) -> Decimal:
    """Return the total of two groups with two criteria each, all of them 1 of 3 of 10 points."""
    groups = [
        {
            "id": group,
            "name": group,
            "points": "20",
            "criteria": [{"id": f"{group}.{n}", "name": "x", "points": "10", "ratio": {"unit": "x"}} for n in (1, 2)],
        }
        for group in ("I", "II")
    ]
    rubric = Rubric.model_validate(
        {"rubric": "r", "name": "r", "total": "40", "rounding": {"decimals": "2", "at": at}, "criteria": groups}
    )
    marks = {leaf.criterion.id: {"self": {"actual": "1", "target": "3"}} for leaf in rubric.leaves}
    sheet = Sheet.model_validate({"unit": "u", "period": "p", "marks": marks})
    marked, _ = SheetReader(rubric, ("self",), {}, {}).read(sheet, lambda _: Place(""))
    return score_unit("u", marked, rubric, 0).points


def test_groups_are_worked_out_as_the_page_says(language: str) -> None:
    use(language)
    for keys, _, whole, without in page(language, "scoring").marked("groups")[""].rows:
        assert _out_of(_group(codes(keys), left_out=False), language) == whole, keys
        assert _out_of(_group(codes(keys), left_out=True), language) == without, keys


def _group(keys: list[str], *, left_out: bool) -> GroupResult:
    """Return the result of a group with these keys, the second of them its first part's; R may be left out."""
    parts: list[dict[str, Any]] = [{"id": identity, "name": identity, "points": "10"} for identity in "PQR"]
    parts[0] |= _tree("\n".join(keys[1:])) if keys[1:] else {}
    group = {"id": "G", "name": "G", "points": "10", "criteria": parts} | _tree(keys[0])
    rubric = Rubric.model_validate(
        {"rubric": "r", "name": "r", "total": "10", "rounding": {"decimals": "6", "at": "total"}, "criteria": [group]}
        | {"not_applicable": "exclude"}
    )
    marks = {"P": "7", "Q": "9", "R": {"not_applicable": "x"} if left_out else "2"}
    (part,) = _scored(rubric, marks).parts
    assert isinstance(part, GroupResult)
    return part


def test_averages_are_worked_out_as_the_page_says(language: str) -> None:
    use(language)
    table = page(language, "scoring").marked("averages")[""].rows
    assert len(table) == 6
    for average, marked, _, shown in table:
        marks: dict[str, Any] = {
            identity: mark if mark.isdecimal() else {"not_applicable": "x"}
            for identity, mark in zip("AB", marked.split(", "), strict=True)
        }
        parts = [{"id": identity, "name": identity, "points": points} for identity, points in (("A", "2"), ("B", "4"))]
        group = {"id": "G", "name": "G", "points": "3", "take": "average", "criteria": parts}
        rubric = Rubric.model_validate(
            {"rubric": "r", "name": "r", "total": "3", "rounding": {"decimals": "2", "at": "total"}}
            | {"not_applicable": "exclude", "criteria": [{**group, "average": codes(average)[0]}]}
        )
        (part,) = _scored(rubric, marks).parts
        assert isinstance(part, GroupResult)
        assert _out_of(part, language) == shown, (average, marked)


def _out_of(part: GroupResult, language: str) -> str:
    return f"{figure(part.points)} {'trên' if language == 'vi' else 'of'} {figure(part.maximum)}"


def test_bonus_and_penalties_are_worked_out_as_the_page_says(language: str) -> None:
    use(language)
    for above, scale, bonus, penalties, total, share in page(language, "scoring").marked("bonus")[""].rows:
        points, _, maximum = scale.split()
        criteria = [{"id": "A", "name": "A", "points": "80"}, {"id": "B", "name": "B", "points": "20"}]
        rubric = Rubric.model_validate(
            {"rubric": "r", "name": "r", "total": "100", "not_applicable": "exclude", "criteria": criteria}
            | {"bonus": {"above_total": code(above), "criteria": [{"id": "T", "name": "T", "points": "5"}]}}
            | {"penalties": {"criteria": [{"id": "P", "name": "P", "points": "5"}]}}
        )
        second = {"not_applicable": "x"} if maximum == "80" else str(int(points) - 80)
        own = {"A": points if maximum == "80" else "80", "B": second}
        result = _scored(rubric, {**own, "T": bonus, "P": penalties})
        assert (figure(result.points), figure(result.maximum)) == (total, maximum), scale
        assert result.share is not None
        assert f"{figure(result.share * 100)}%" == share, scale


def test_a_cap_under_a_condition_holds_as_the_page_says(language: str) -> None:
    use(language)
    table = page(language, "scoring").marked("caps")[""].rows
    assert len(table) == 4
    cap = {"points": "10", "when": {"criterion": "III.2", "under": "5"}}
    group = {"id": "G", "name": "G", "points": "20", "cap": cap}
    group["criteria"] = [{"id": "A", "name": "A", "points": "20"}]
    subject = {"id": "III.2", "name": "III.2", "points": "10"}
    rubric = Rubric.model_validate(
        {"rubric": "r", "name": "r", "total": "30", "not_applicable": "exclude", "criteria": [group, subject]}
    )
    no_marks: dict[str, dict[str, Any]] = {
        str(State.BLANK.title): {},
        "không tính": {"III.2": {"not_applicable": "x"}},
        "left out": {"III.2": {"not_applicable": "x"}},
    }
    for mark, shown in table:
        part, _ = _scored(rubric, {"A": "18", **no_marks.get(mark, {"III.2": mark})}).parts
        assert isinstance(part, GroupResult)
        assert _out_of(part, language) == shown, mark


def test_groups_of_penalties_are_worked_out_as_the_page_says(language: str) -> None:
    table = page(language, "scoring").marked("taken")[""].rows
    assert len(table) == 4
    for keys, taken in table:
        parts = [{"id": identity, "name": identity, "points": "5"} for identity in "PQ"]
        group = {"id": "G", "name": "G", "points": "10", "criteria": parts} | _tree(codes(keys)[0])
        rubric = Rubric.model_validate(
            {"rubric": "r", "name": "r", "total": "10", "criteria": [{"id": "A", "name": "A", "points": "10"}]}
            | {"penalties": {"criteria": [group]}}
        )
        assert _scored(rubric, {"A": "10", "P": "2", "Q": "4"}).points == 10 - int(taken), keys


def test_quotas_are_rounded_as_the_page_says(language: str) -> None:
    use(language)
    table = page(language, "scoring").marked("quotas")[""]
    ways = [code(name) for name in table.head[2:]]
    assert set(ways) == words_of(QuotaRounding)
    for quota, exactly, *rooms in table.rows:
        percent, pool = re.findall(r"\d+", quota)
        assert figure(Decimal(percent) * int(pool) / 100) == exactly
        for way, room in zip(ways, rooms, strict=True):
            assert Quota.model_validate({"percent": percent, "rounding": way}).room(int(pool)) == int(room), quota


def test_every_step_for_ties_is_told(language: str) -> None:
    told = [code(row[0]) for row in page(language, "scoring").marked("ties")[""].rows]
    for step in told:
        TypeAdapter(TieStep).validate_python(step)
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(TieStep).validate_python("?")
    (error,) = refused.value.errors()
    assert ", ".join(told) == str(error["ctx"]["problem"].allowed)


def _scored(rubric: Rubric, marks: dict[str, Any]) -> UnitResult:
    sheet = Sheet.model_validate({"unit": "u", "period": "p", "marks": marks})
    marked, problems = SheetReader(rubric, ("self",), {}, {}).read(sheet, lambda _: Place(""))
    assert [problem.code for problem in problems if problem.is_error] == []
    return score_unit("u", marked, rubric, 0)


def _tree(text: str) -> dict[str, Any]:
    tree, problems = compose(text)
    assert problems == []
    assert isinstance(tree, dict)
    return tree


def test_a_unit_without_target_and_result_is_left_out_as_the_page_says(language: str) -> None:
    use(language)
    rows = page(language, "scoring").marked("unassigned")[""].rows
    marks: dict[str, Any] = {}
    for unit, figures, _, other, *_ in rows:
        actual, target = figures.split(", ")
        marks[unit.lower()] = {"A": {"self": {"actual": actual, "target": target}}, "B": other}
    leader = {"id": "A", "points": "20", "leader": {"unit": "vụ"}}
    tree = {"criteria": [leader, {"id": "B", "points": "80"}], "rounding": {"decimals": "2"}, "unassigned": "exclude"}
    ranking = ranking_of(input_from(rubric_from(tree), marks))
    counted = ranks_of(ranking_of(input_from(rubric_from({**tree, "unassigned": "zero"}), marks)))
    results = results_of(ranking)
    for unit, _, points, _, total, share, rank, rank_with_0 in rows:
        result = results[unit.lower()]
        a = result.criteria[0]
        assert points == ({"vi": "không tính", "en": "left out"}[language] if a.excluded else figure(a.points)), unit
        assert total == f"{figure(result.points)} {'trên' if language == 'vi' else 'of'} {figure(result.maximum)}"
        assert share == figure((result.share or 0) * 100)
        assert rank == str(ranks_of(ranking)[unit.lower()])
        assert rank_with_0 == str(counted[unit.lower()])
