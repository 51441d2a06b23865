"""Shares of the valid ballots that classes and awards ask for: exact, and open where no ballot is recorded."""

from typing import Any

import pytest

from qcdc_cli.scoring.recorded import record_problems
from qcdc_cli.scoring.result import Ranking
from tests.campaigns import input_from, ranking_of, rubric_faults, rubric_from

Tree = dict[str, Any]
TOTALS = {"a": "95", "b": "92", "c": "91", "d": "60"}
VOTES = {"a": "24", "b": "23", "c": "30", "d": "30"}
CLASSES = [
    {"id": "xs", "name": "Xuất sắc", "from": "90", "needs": {"ballot_at_least": "80"}},
    {"id": "tot", "name": "Tốt", "from": "50"},
    {"id": "con-lai", "name": "Còn lại"},
]
FLAG = {"id": "co", "name": "Cờ", "ties": "none", "needs": {"ballot_at_least": "80"}}


def ranked(votes: dict[str, str] | None, valid: str = "30", **rubric: Any) -> Ranking:
    tree = {"criteria": [{"id": "I", "points": "100"}], **rubric}
    on_units = None if votes is None else {"votes": votes, "valid": valid}
    marks = {unit: {"I": {"self": total, "bloc": total}} for unit, total in TOTALS.items()}
    return ranking_of(input_from(rubric_from(tree), marks, on_units=on_units))


def classes(ranking: Ranking) -> list[str]:
    return [one.classified.id if one.classified else "" for one in ranking.standings]


def awarded(ranking: Ranking) -> str:
    return "".join(one.result.unit for one in ranking.standings if one.awards)


def waiting(ranking: Ranking) -> list[tuple[str, str]]:
    return [
        (entry.id, "".join(one.units)) for one in ranking.undecided if (entry := one.better or one.award) is not None
    ]


def test_a_class_goes_by_the_exact_share_of_the_valid_ballots() -> None:
    ranking = ranked(VOTES, classification=CLASSES)
    assert classes(ranking) == ["xs", "tot", "xs", "tot"]  # 24 of 30 are 80 %, 23 are not
    reasons = [[str(moved.reason.en) for moved in one.passed_classes] for one in ranking.standings]
    assert reasons == [[], ["23/30 of the valid ballots are under 80%"], [], []]
    assert (ranking.provisional, waiting(ranking), list(record_problems(ranking))) == (False, [], [])
    third = [{**CLASSES[0], "needs": {"ballot_at_least": "66,67"}}, *CLASSES[1:]]
    thirds = ranked({"a": "2", "b": "3", "c": "2", "d": "0"}, "3", classification=third)
    assert classes(thirds) == ["tot", "xs", "tot", "tot"]  # two thirds are 66,666… %


def test_without_a_ballot_a_class_stays_open_and_the_ranking_is_provisional() -> None:
    ranking = ranked({"b": "30", "d": "30"}, classification=CLASSES)
    assert classes(ranking) == ["tot", "xs", "tot", "tot"]
    assert waiting(ranking) == [("xs", "ac")]  # d is far from the class, whatever a ballot says
    assert ranking.provisional
    (told,) = record_problems(ranking)
    assert (told.code, told.path) == ("Q886", ("blocs", "khoi"))
    assert told.sentence().endswith(
        "loại “Xuất sắc” cần từ 80% phiếu hợp lệ, chưa có kết quả bỏ phiếu đối với xã a, xã c."
    )
    failing = [{**CLASSES[0], "needs": {"ballot_at_least": "80", "rank_within": "1"}}, *CLASSES[1:]]
    assert waiting(ranked(None, classification=failing)) == [("xs", "a")]  # the others fail for another reason


@pytest.mark.parametrize(
    ("places", "votes", "has", "open_"),
    [
        ({"units": "2"}, VOTES, "ac", []),  # b has too few votes, and the next in line moves up
        ({"ranks": "2"}, VOTES, "a", []),  # a rank passes to nobody
        ({"units": "2"}, {"a": "24", "b": "23"}, "a", [("co", "c")]),  # the place of c is kept
        ({"units": "2"}, {"a": "24", "c": "30", "d": "30"}, "a", [("co", "b")]),
        ({"units": "1"}, {"a": "24"}, "a", []),  # nobody else could have it
        ({"units": "2"}, None, "", [("co", "ab")]),
        ({}, VOTES, "acd", []),  # everybody with so many votes
        ({"share": {"percent": "50", "rounding": "down"}}, VOTES, "ac", []),
        ({"group": "I"}, {"a": "0", "b": "24"}, "b", []),
    ],
)
def test_an_award_goes_to_those_with_enough_votes_and_keeps_places_of_those_without_a_ballot(
    places: Tree, votes: dict[str, str] | None, has: str, open_: list[tuple[str, str]]
) -> None:
    tree = {"criteria": [{"id": "I", "criteria": [{"id": "I.1", "points": "100"}]}], "awards": [{**FLAG, **places}]}
    marks = {unit: {"I.1": {"self": total, "bloc": total}} for unit, total in TOTALS.items()}
    on_units = None if votes is None else {"votes": votes, "valid": "30"}
    ranking = ranking_of(input_from(rubric_from(tree), marks, on_units=on_units))
    assert (awarded(ranking), waiting(ranking)) == (has, open_)
    assert ranking.provisional is bool(open_)


def test_an_award_may_have_any_condition_of_a_class() -> None:
    assert awarded(ranked(None, awards=[{**FLAG, "needs": {"criteria_at_least": {"I": "92"}}}])) == "ab"
    assert awarded(ranked(None, awards=[{**FLAG, "needs": {"rank_within": "1"}}])) == "a"
    at_least = [{**FLAG, "needs": {"criteria_at_least": {"Z": "92"}}}]
    criteria = [{"id": "I", "points": "100"}]
    path = ("awards", 0, "needs", "criteria_at_least", "Z")
    assert rubric_faults({"criteria": criteria, "awards": at_least}) == [("Q521", path)]
    empty = {**FLAG, "needs": {"no_zero": "no"}}  # asks for nothing
    assert rubric_faults({"criteria": criteria, "awards": [empty]}) == [("Q519", ("awards", 0))]


def test_votes_on_units_part_no_ties_and_a_ballot_on_ties_is_none_on_units() -> None:
    tree = {
        "criteria": [{"id": "I", "points": "100"}],
        "ties": ["ballot"],
        "classification": [{**CLASSES[0], "from": "40"}, CLASSES[2]],
    }
    marks = {unit: {"I": {"self": "50", "bloc": "50"}} for unit in "ab"}
    on_units = {"votes": {"a": "30", "b": "24"}, "valid": "30"}
    alone = ranking_of(input_from(rubric_from(tree), marks, on_units=on_units))
    assert [(one.rank, one.classified and one.classified.id) for one in alone.standings] == [(1, "xs"), (1, "xs")]
    assert [one.code for one in record_problems(alone)] == ["Q433"]
    tied = ranking_of(input_from(rubric_from(tree), marks, ballots=[{"a": "1", "b": "2"}]))
    assert [(one.result.unit, one.rank) for one in tied.standings] == [("b", 1), ("a", 2)]
    assert [one.code for one in record_problems(tied)] == ["Q886"]
