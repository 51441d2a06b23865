"""Direct points: DOMAIN.md, "Direct points up to a maximum, often in steps (0.25, 0.5)"."""

from decimal import Decimal

import pytest

from tests.kinds.judging import Judged, faults

DIRECT = "points: 4"
STEPPED = "{points: 4, step: 0.25}"


@pytest.mark.parametrize(
    ("mark", "points"),
    [
        ("0", "0"),
        ("4", "4"),
        ("4,0", "4"),
        ("3,75", "3.75"),  # a comma and a point are the same decimal mark
        ("3.75", "3.75"),
        ("0.1", "0.1"),  # exactly a tenth, which no float is
        ("+2", "2"),
        ("03,5", "3.5"),
        ("' 3,5 '", "3.5"),
    ],
)
def test_the_points_are_the_mark(mark: str, points: str) -> None:
    assert Judged(DIRECT).points(mark) == Decimal(points)


@pytest.mark.parametrize("mark", ["0", "0,25", "0,50", "3,75", "4"])
def test_marks_on_the_step(mark: str) -> None:
    assert Judged(STEPPED).points(mark) == Decimal(mark.replace(",", "."))


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("4,01", "Q603"),
        ("5", "Q603"),
        ("-0,5", "Q604"),
        ("tốt", "Q301"),
        ("''", "Q301"),
        ("80%", "Q301"),
        ("1e0", "Q301"),
        ("NaN", "Q301"),
        ("yes", "Q301"),
        ("1.500", "Q302"),  # 1500 or 1.5: not for a program to decide
        ("[3]", "Q615"),
        ("[]", "Q615"),
        ("{actual: 3}", "Q615"),
        ("{actual: 3, target: 4}", "Q615"),
    ],
)
def test_refused(mark: str, code: str) -> None:
    assert Judged(DIRECT).refusal(mark).code == code


def test_over_the_maximum_is_refused_and_not_cut() -> None:
    problem = Judged(DIRECT).refusal("4,5")
    assert problem.sentence() == "Điểm 4,5 vượt điểm tối đa 4 của tiêu chí `I.1`."
    assert problem.remedy() == "Viết một số từ 0 đến 4."
    assert problem.allowed == "0–4"


@pytest.mark.parametrize(
    ("mark", "remedy"),
    [("3,7", "Viết 3,5 hoặc 3,75."), ("0,1", "Viết 0 hoặc 0,25."), ("3,99", "Viết 3,75 hoặc 4.")],
)
def test_off_the_step_names_both_neighbours(mark: str, remedy: str) -> None:
    problem = Judged(STEPPED).refusal(mark)
    assert (problem.code, problem.remedy()) == ("Q605", remedy)


def test_a_target_of_the_campaign_does_not_garble_what_was_found() -> None:
    problem = Judged(DIRECT).refusal("3,5", target="9")
    assert (problem.code, problem.found) == ("Q615", "3,5")


def test_the_step_must_divide_the_maximum() -> None:
    assert faults("{points: 4, step: 0.3}") == [("Q507", ("step",))]
    assert faults("{points: 4, step: 5}") == [("Q507", ("step",))]
    assert faults("{points: 4, step: 0.25}") == []
    assert faults("{points: 0.3, step: 0.1}") == []  # 0.3 % 0.1 is 0.1 in floats


def test_a_step_belongs_to_direct_points_only() -> None:
    assert faults("{points: 4, step: 0.25, pass: Có}") == [("Q504", ("step",))]


def test_in_words() -> None:
    assert Judged(DIRECT).rule() == ("Chấm trực tiếp từ 0 đến 4 điểm.", "Direct points from 0 to 4.")
    assert Judged(STEPPED).rule() == (
        "Chấm trực tiếp từ 0 đến 4 điểm, mỗi mức cách nhau 0,25 điểm.",
        "Direct points from 0 to 4, in steps of 0.25.",
    )
    assert Judged(STEPPED).working("3,50") == ("3,5/4 điểm", "3.5 of 4 points")
    assert Judged(STEPPED).shown("3,50") == ("3,5", "3.5")
