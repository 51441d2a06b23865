"""Graded levels: DOMAIN.md, "Graded levels (Tốt, Khá, …)"."""

from decimal import Decimal

import pytest

from tests.kinds.judging import Judged, faults

LEVELS = """
points: 3
levels:
  tot: {name: Kịp thời, points: 3}
  cham: {name: Chậm, points: "1,5"}
  chua: {name: Chưa kiện toàn, points: 0}
"""


@pytest.mark.parametrize(
    ("mark", "points"),
    [
        ("tot", "3"),
        ("cham", "1.5"),
        ("chua", "0"),
        ("Chậm", "1.5"),  # names are forgiving: case, spaces, Unicode form
        ("CHẬM", "1.5"),
        ("' chậm '", "1.5"),
        ("Cha\u0323\u0302m", "1.5"),
        ("chưa  kiện toàn", "0"),
    ],
)
def test_a_level_gives_its_points(mark: str, points: str) -> None:
    assert Judged(LEVELS).points(mark) == Decimal(points)


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("TOT", "Q606"),  # ids are exact
        ("kha", "Q606"),
        ("3", "Q606"),
        ("''", "Q606"),
        ("[tot]", "Q615"),
        ("{actual: 3}", "Q615"),
        ("{mark: tot, target: 3}", "Q615"),
    ],
)
def test_refused(mark: str, code: str) -> None:
    assert Judged(LEVELS).refusal(mark).code == code


def test_an_unknown_level_names_those_that_exist_and_the_nearest() -> None:
    problem = Judged(LEVELS).refusal("chậmm")
    assert problem.sentence() == "Tiêu chí `I.1` không có mức `chậmm`."
    assert problem.allowed == "tot (Kịp thời), cham (Chậm), chua (Chưa kiện toàn)"
    assert problem.nearest == "cham"


def test_an_id_goes_before_another_levels_name() -> None:
    crossed = Judged("{points: 3, levels: {a: {name: b, points: 3}, b: {name: a, points: 1}}}")
    assert [crossed.points(mark) for mark in "ab"] == [3, 1]


def test_a_name_that_two_levels_have_is_not_guessed() -> None:
    twice = Judged("{points: 3, levels: {a: {name: Khá, points: 3}, b: {name: khá, points: 1}}}")
    assert twice.refusal("Khá").code == "Q606"
    assert twice.points("b") == 1


def test_faults() -> None:
    above = "{points: 3, levels: {a: {name: A, points: 4}, b: {name: B, points: 3.5}, c: {name: C, points: 3}}}"
    assert faults(above) == [("Q505", ("levels", "a", "points")), ("Q505", ("levels", "b", "points"))]
    assert faults("{points: 3, levels: {a: {name: A, points: 2}}}") == [("Q506", ("levels",))]
    assert faults("{points: 3, levels: {}}") == [("Q506", ("levels",))]
    assert faults(LEVELS) == []


def test_in_words() -> None:
    levels = Judged(LEVELS)
    assert levels.rule() == (
        "Chấm theo mức: Kịp thời: 3; Chậm: 1,5; Chưa kiện toàn: 0.",
        "By level: Kịp thời: 3; Chậm: 1.5; Chưa kiện toàn: 0.",
    )
    assert levels.working("cham") == ("mức “Chậm”: 1,5", "level “Chậm”: 1.5")
    assert levels.shown("cham") == ("Chậm", "Chậm")


def test_of_many_levels_the_first_are_named_and_how_many_there_are_besides() -> None:
    levels = ", ".join(f"m{number}: {{name: Mức {number}, points: {3 if number == 0 else 1}}}" for number in range(40))
    problem = Judged(f"points: 3\nlevels: {{{levels}}}\n").refusal("m39x")
    assert str(problem.allowed).startswith("m0 (Mức 0), m1 (Mức 1), ")
    assert str(problem.allowed).endswith("m11 (Mức 11) và 28 mức khác")
    assert problem.nearest == "m39"
