"""JSON: the contract's keys, exact numbers, one ranking or several."""

from decimal import Decimal
from typing import Any

import simplejson

from qcdc_cli.render.formats import FORMATS
from qcdc_cli.render.report import ExplanationView, Options, ProblemReport, RankingView, ScoresView, WholeView
from tests.campaigns import load_example
from tests.render.cases import Case, example, whole_text


def read(text: str) -> Any:
    return simplejson.loads(text, use_decimal=True)


def test_one_ranking_is_the_object_itself(small: Case) -> None:
    ranking = read(small.shown(RankingView()))
    standings = ranking.pop("standings")
    assert ranking == {
        "version": 1,
        "campaign": "Campaign 2024",
        "period": "h1",
        "bloc": "one",
        "rubric": "small",
        "stage": "bloc",
        "reached": "bloc",
        "provisional": True,
        "undecided": [],
    }
    assert standings == [
        {
            "rank": 1,
            "unit": "alpha",
            "name": "Alpha",
            "points": Decimal("15.63"),
            "max": 20,
            "percent": Decimal("78.15"),
            "class": "good",
            "award": None,
            "awards": [],
            "groups": {"I": Decimal("11.13"), "II": Decimal("4.5")},
            "bonus": None,
            "penalties": None,
            "cut": 0,
            "missing": [],
            "no_sheet": False,
            "not_handed_in": False,
            "unverified": [],
            "excluded": [],
            "not_held": [],
            "later": [],
            "tie_break": None,
            "tied": False,
            "unranked": None,
            "moved": [],
            "disqualifiers": [],
        },
        {
            "rank": 2,
            "unit": "beta",
            "name": "Beta",
            "points": 8,
            "max": 17,
            "percent": Decimal("47.06"),
            "class": "weak",
            "award": None,
            "awards": [],
            "groups": {"I": 8, "II": None},
            "bonus": None,
            "penalties": None,
            "cut": 0,
            "missing": ["II.1"],
            "no_sheet": False,
            "not_handed_in": False,
            "unverified": ["I.3"],
            "excluded": [{"criterion": "I.2", "state": "unassigned", "reason": "has no hamlets"}],
            "not_held": [],
            "later": [],
            "tie_break": None,
            "tied": False,
            "unranked": None,
            "moved": [],
            "disqualifiers": [],
        },
        {
            "rank": None,
            "unit": "gamma",
            "name": "Gamma",
            "points": None,
            "max": 20,
            "percent": None,
            "class": None,
            "award": None,
            "awards": [],
            "groups": {"I": None, "II": None},
            "bonus": None,
            "penalties": None,
            "cut": None,
            "missing": ["I.1", "I.2", "I.3", "II.1"],
            "no_sheet": True,
            "not_handed_in": False,
            "unverified": [],
            "excluded": [],
            "not_held": [],
            "later": [],
            "tie_break": None,
            "tied": False,
            "unranked": "no_sheet",
            "moved": [],
            "disqualifiers": [],
        },
    ]


def test_several_rankings_are_a_list(small: Case) -> None:
    one = read(small.shown(RankingView()))
    twice = small.report(RankingView())._replace(rankings=(small.ranking, small.ranking))
    several = read(whole_text(FORMATS["json"].render(twice, Options())))
    assert several["version"] == one.pop("version") == 1
    assert several["rankings"] == [one, one]


def test_numbers_are_exact() -> None:
    text = example().shown(RankingView())
    assert '"points": 87.13,' in text
    assert '"V": 10,' in text
    by_unit = {standing["unit"]: standing for standing in read(text)["standings"]}
    for standing in example().ranking.standings:
        assert by_unit[standing.result.unit]["points"] == standing.result.points
    assert by_unit["phu-an"]["percent"] == Decimal("76.86")
    assert by_unit["mai-dam"]["tied"]
    assert by_unit["phu-an"]["groups"]["IV.1"] == 5


def test_scores_tell_every_mark_with_its_line(small: Case) -> None:
    (unit,) = read(small.shown(ScoresView(), unit="alpha"))["units"]
    assert [(stage["stage"], stage["points"]) for stage in unit["stages"]] == [
        ("self", Decimal("19.63")),
        ("bloc", Decimal("15.63")),
    ]
    assert unit["criteria"][0] == {
        "id": "I.1",
        "label": "I.1",
        "name": "Plan",
        "kind": "points",
        "state": "given",
        "extra": None,
        "stage": "bloc",
        "from": "self",
        "points": Decimal("3.5"),
        "max": 4,
        "full": 4,
        "weight": 1,
        "marks": [
            {
                "stage": "self",
                "state": "given",
                "mark": "4",
                "points": 4,
                "reason": None,
                "by": None,
                "agreed": None,
                "file": "units/alpha.yaml",
                "line": 4,
            },
            {
                "stage": "bloc",
                "state": "given",
                "mark": "3,5",
                "points": Decimal("3.5"),
                "reason": "No deadlines",
                "by": None,
                "agreed": None,
                "file": "units/alpha.yaml",
                "line": 4,
            },
        ],
        "evidence": [{"name": "Plan 12", "file": None}],
        "lacks_evidence": False,
        "file": "units/alpha.yaml",
        "line": 4,
    }


def test_states_in_scores(small: Case) -> None:
    (unit,) = read(small.shown(ScoresView(), unit="beta"))["units"]
    told = {one["id"]: (one["state"], one["points"], one["max"], one["full"]) for one in unit["criteria"]}
    assert told == {
        "I.1": ("given", 3, 4, 4),
        "I.2": ("unassigned", None, 0, 3),
        "I.3": ("given", 5, 5, 5),
        "II.1": ("blank", None, 8, 8),
    }


def test_a_report_holds_rankings_and_units(small: Case) -> None:
    (ranking,) = read(small.shown(WholeView()))["rankings"]
    assert [unit["unit"] for unit in ranking["units"]] == ["alpha", "beta", "gamma"]
    assert ranking["standings"] == read(small.shown(RankingView()))["standings"]


def test_explanations_have_the_facts_of_the_text(small: Case) -> None:
    criterion = read(small.shown(ExplanationView("I.2"), unit="alpha"))["criterion"]
    assert criterion["before_rounding"] == Decimal("2.625")
    assert criterion["points"] == Decimal("2.63")
    assert (criterion["rubric_file"], criterion["rubric_line"]) == ("rubric.yaml", 13)
    assert criterion["groups"] == ["I"]
    group = read(small.shown(ExplanationView("I"), unit="alpha"))["group"]
    assert [part["points"] for part in group["parts"]] == [Decimal("3.5"), Decimal("2.63"), 5]
    total = read(small.shown(ExplanationView(None), unit="alpha"))["total"]
    assert (total["rank"], total["ranked"], total["above"], total["class"]["from"]) == (1, 2, [], 15)
    assert total["below"] == [{"unit": "beta", "rank": 2, "points": 8, "percent": Decimal("47.06")}]


def test_problems(tmp_path: object) -> None:
    document = read(whole_text(FORMATS["json"].render(ProblemReport(load_example().problems), Options())))
    assert (document["version"], document["errors"], document["warnings"]) == (1, 0, 2)
    blank = next(problem for problem in document["problems"] if problem["code"] == "Q618")
    assert blank["severity"] == "warning"
    assert blank["path"].endswith("units/dong-phuoc-a.yaml")
    assert blank["column"] == 3
    assert (blank["sheet"], blank["cell"], blank["found"]) == (None, None, None)
    assert blank["message"] == "Phiếu của `dong-phuoc-a` còn 1 tiêu chí chưa chấm: VI.4."
