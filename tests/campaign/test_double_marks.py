"""Two checkers, one mark: what counts of marks that each gave alone, compared as the criterion's kind reads them."""

from typing import Any

import pytest

from qcdc_cli.campaign.sheet import Sheet
from qcdc_cli.campaign.sheet_reader import SheetReader
from qcdc_cli.language.figures import figure
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.scoring.scoring_input import ScoringInput
from tests.campaigns import BLOC, campaign_from, nowhere, ranking_of, rubric_from

Tree = dict[str, Any]
LEVELS = {
    "id": "II",
    "points": "10",
    "levels": {key: {"name": key, "points": points} for key, points in (("tot", "10"), ("kha", "7"), ("cham", "0"))},
}
RUBRIC = rubric_from({"not_applicable": "exclude", "criteria": [{"id": "I", "points": "10"}, LEVELS]})
GOOD = {"marks": {"lan": "9", "hoa": "9"}}


def read(*units: Tree, needed: int = 2) -> tuple[Ranking, list[tuple[str, tuple[str | int, ...]]]]:
    """Rank units by what stands under their stage `bloc`; the codes and paths of what is wrong."""
    names = [f"u{number}" for number, _ in enumerate(units)]
    campaign = campaign_from(names)
    sheets, problems = {}, []
    for name, marks in zip(names, units, strict=True):
        reader = SheetReader(RUBRIC, ("self", "bloc"), {}, {}, doubles={"bloc": needed})
        first: Tree = {"I": "9", "II": "tot"}
        tree = {key: {"self": own, **({"bloc": marks[key]} if key in marks else {})} for key, own in first.items()}
        model = Sheet.model_validate({"unit": name, "period": campaign.period, "marks": tree})
        sheets[name, campaign.period], found = reader.read(model, nowhere)
        problems += [(one.code, one.path) for one in found if one.code != "Q619"]
    return ranking_of(ScoringInput(campaign, {BLOC: RUBRIC}, {BLOC: nowhere}, sheets, campaign.period, 1)), problems


def points(ranking: Ranking, unit: str = "u0") -> list[tuple[str, int]]:
    """Return the points of each criterion with the stage that they are of."""
    (result,) = (one.result for one in ranking.standings if one.result.unit == unit)
    return [(figure(one.points), one.counted.stage if one.counted else -1) for one in result.criteria]


PATH = ("marks", "I", "bloc")


@pytest.mark.parametrize(
    ("said", "counts", "told"),
    [
        ({"marks": {"lan": "9", "hoa": "9,0"}}, ("9", 1), []),  # equal as numbers
        ({"marks": {"lan": {"mark": "8", "reason": "x"}, "hoa": "8"}}, ("8", 1), []),  # the one with the reason
        ({"marks": {"lan": "8", "hoa": "8"}}, ("8", 1), [("Q611", PATH)]),  # nobody says why
        ({"marks": {"lan": "9", "hoa": "8"}}, ("9", 0), [("Q852", (*PATH, "marks"))]),
        ({"marks": {"lan": "9"}}, ("9", 0), [("Q853", PATH)]),
        ({"marks": {"lan": "9", "hoa": ""}}, ("9", 0), [("Q853", PATH)]),
        (
            {"marks": {"lan": "9", "hoa": "8"}, "settled": {"mark": "7", "by": "tam", "reason": "x"}},
            ("7", 1),
            [],
        ),
        (
            {"marks": {"lan": "9", "hoa": "8"}, "settled": {"mark": "8", "by": "hoa", "reason": "x"}},
            ("8", 1),
            [("Q854", (*PATH, "settled", "by"))],
        ),
        (
            {"marks": {"lan": "9", "hoa": "9"}, "settled": {"mark": "8", "by": "tam", "reason": "x"}},
            ("9", 1),
            [("Q855", (*PATH, "settled"))],
        ),
        ({"marks": {"lan": "9", "hoa": "11"}}, ("9", 0), [("Q603", (*PATH, "marks", "hoa", "mark")), ("Q853", PATH)]),
        ({"marks": {"lan": {"not_applicable": "x"}, "hoa": {"not_applicable": "y"}}}, ("0", 1), []),
        ({"marks": {"lan": {"not_applicable": "x"}, "hoa": "9"}}, ("9", 0), [("Q852", (*PATH, "marks"))]),
        (
            {"marks": {"lan": {"marks": {"a": "9"}}, "hoa": "9"}},
            ("9", 0),
            [("Q851", (*PATH, "marks", "lan")), ("Q853", PATH)],
        ),
    ],
)
def test_what_counts_of_two_marks(said: Tree, counts: tuple[str, int], told: list[Any]) -> None:
    ranking, problems = read({"I": said, "II": {"marks": {"lan": "tot", "hoa": "Tot"}}})
    found = [(code, path) for code, path in problems if path[1] == "I"]
    assert found == told
    assert points(ranking)[0] == counts


def test_a_line_that_is_open_keeps_the_ranking_provisional_though_nothing_counts_at_the_stage() -> None:
    ranking, _ = read({"I": {"marks": {"lan": "9"}}}, {})
    assert (ranking.reached, ranking.provisional) == (1, True)
    assert [one.result.unverified for one in ranking.standings] == [("I", "II"), ("I", "II")]
    whole, problems = read({"I": GOOD, "II": {"marks": {"lan": "tot", "hoa": "tot"}}})
    assert (whole.provisional, problems) == (False, [])


def test_three_must_be_equal_where_three_check() -> None:
    two, told = read({"I": GOOD, "II": {"marks": {"lan": "tot", "hoa": "tot", "tam": "tot"}}}, needed=3)
    assert points(two) == [("9", 0), ("10", 1)]
    assert told == [("Q853", PATH)]
    differing, told = read({"I": {"marks": {"lan": "9", "hoa": "9", "tam": "8"}}}, needed=3)
    assert points(differing)[0] == ("9", 0)
    assert ("Q852", (*PATH, "marks")) in told


def test_one_mark_of_nobody_in_particular_is_refused() -> None:
    for said in ("9", {"mark": "9", "by": "lan"}, {"by": "lan", "marks": {"lan": "9", "hoa": "9"}}):
        _, told = read({"I": said})
        assert next(one for one in told if one[1][1] == "I") == ("Q850", PATH)
