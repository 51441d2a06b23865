"""Linear: points grow evenly with a measured value between two ends, in either direction."""

from fractions import Fraction

import pytest

from tests.campaigns import in_both, input_from, ranking_of, results_of, rubric_from
from tests.kinds.judging import Judged, faults

UP = '{points: 10, linear: {unit: "%", from: 50, to: 80}}'
DOWN = "{points: 10, linear: {unit: ngày, from: 30, to: 5}}"  # fewer days are better
COLD = "{points: 6, linear: {unit: độ, from: -4, to: 8}}"


@pytest.mark.parametrize(
    ("source", "mark", "points"),
    [
        (UP, "50", "0"),
        (UP, "65", "5"),  # 10 × 15 ÷ 30
        (UP, "57,5", "5/2"),  # 10 × 7.5 ÷ 30
        (UP, "60", "10/3"),
        (UP, "79,999999", "10/1 * 29.999999 / 30"),
        (UP, "80", "10"),
        (UP, "49,9", "0"),  # outside both ends
        (UP, "0", "0"),
        (UP, "100", "10"),
        (UP, "{actual: 65}", "5"),
        (DOWN, "30", "0"),
        (DOWN, "5", "10"),
        (DOWN, "10", "8"),  # 10 × 20 ÷ 25
        (DOWN, "0", "10"),
        (DOWN, "400", "0"),
        (COLD, "-4", "0"),
        (COLD, "-1", "3/2"),  # 6 × 3 ÷ 12
        (COLD, "-20", "0"),
        (COLD, "8", "6"),
    ],
)
def test_points_grow_evenly_between_the_ends(source: str, mark: str, points: str) -> None:
    expected = Fraction(29_999_999, 3_000_000) if "*" in points else Fraction(points)
    assert Judged(source).points(mark) == expected


@pytest.mark.parametrize(
    ("mark", "code"),
    [("-1", "Q604"), ("{actual: -1}", "Q604"), ("65%", "Q301"), ("nhiều", "Q301"), ("[65]", "Q615")],
)
def test_refused(mark: str, code: str) -> None:
    assert Judged(UP).refusal(mark).code == code


@pytest.mark.parametrize("ends", ["from: 0, to: 10", "from: 10, to: 0", "from: 0.5, to: 10"])
def test_values_below_0_need_an_end_below_0(ends: str) -> None:
    assert Judged(f"linear: {{unit: độ, {ends}}}").refusal("-1").code == "Q604"
    assert Judged("linear: {unit: độ, from: -0.5, to: 10}").points("-1") == 0


def test_equal_ends_divide_nothing() -> None:
    assert faults("linear: {unit: ngày, from: 5, to: 5.0}") == [("Q516", ("linear", "to"))]
    assert faults("linear: {unit: ngày, from: 5, to: 5.1}") == []


def test_in_words() -> None:
    up, down = Judged(UP), Judged(DOWN)
    assert up.rule() == (
        "Từ 80% trở lên: 10 điểm; từ 50% trở xuống: 0 điểm; trong khoảng đó tính theo tỷ lệ.",
        "80% or more: 10 points; 50% or less: 0 points; in proportion between them.",
    )
    assert up.working("57,5") == ("10 × (57,5 − 50) ÷ (80 − 50) = 2,5", "10 × (57.5 − 50) ÷ (80 − 50) = 2.5")
    assert up.working("60")[0] == "10 × (60 − 50) ÷ (80 − 50) ≈ 3,333333"
    assert up.working("95") == ("95% đã đạt mốc 80%: 10", "95% is at or beyond 80%: 10")
    assert up.working("50") == ("50% đã đạt mốc 50%: 0", "50% is at or beyond 50%: 0")
    assert down.working("40") == ("40 ngày đã đạt mốc 30 ngày: 0", "40 ngày is at or beyond 30 ngày: 0")
    assert up.shown("57,50") == ("57,5%", "57.5%")
    assert down.shown("10")[0] == "10 ngày"


# ------------------------------------------------------------------ ends that are the bloc's
# The index of a composite index: (x − min) ÷ (max − min), of which a criterion has so many points.


def points_among(ends: str, *marks: str, bloc: tuple[str, ...] = ()) -> list[Fraction]:
    """Return the points of marks, out of 10, in a bloc that is made of them, or of other ones."""
    judged = Judged(f"{{points: 10, linear: {{unit: '%', {ends}}}}}")
    kind = judged.kind.among([judged.reading(mark) for mark in bloc or marks])
    return [Fraction(kind.points(judged.reading(mark), judged.maximum)) for mark in marks]


def exactly(*points: str) -> list[Fraction]:
    return [Fraction(each) for each in points]


@pytest.mark.parametrize(
    ("ends", "marks", "points"),
    [
        # 40, 55 and 100: (55 − 40) ÷ (100 − 40) = 1/4
        ("from: lowest, to: highest, equal_ends: full", ("40", "55", "100"), ("0", "5/2", "10")),
        ("from: highest, to: lowest, equal_ends: full", ("40", "55", "100"), ("10", "15/2", "0")),  # less is better
        ("from: lowest, to: highest, equal_ends: zero", ("-2", "1", "4"), ("0", "5", "10")),  # growth, below 0 too
        ("from: lowest, to: highest, equal_ends: full", ("0", "1", "3"), ("0", "10/3", "10")),
        ("from: 0, to: highest, equal_ends: zero", ("40", "50"), ("8", "10")),  # x ÷ max
        ("from: lowest, to: 100, equal_ends: full", ("40", "70", "90"), ("0", "5", "25/3")),
        ("from: 100, to: lowest, equal_ends: full", ("20", "60", "100"), ("10", "5", "0")),
        ("from: highest, to: 0, equal_ends: full", ("20", "5", "0"), ("0", "15/2", "10")),
    ],
)
def test_ends_that_the_units_set(ends: str, marks: tuple[str, ...], points: tuple[str, ...]) -> None:
    assert points_among(ends, *marks) == exactly(*points)


@pytest.mark.parametrize(("equal", "points"), [("full", "10"), ("zero", "0")])
def test_all_equal_is_0_divided_by_0_so_that_the_rubric_says_what_it_gives(equal: str, points: str) -> None:
    for ends in ("from: lowest, to: highest", "from: highest, to: lowest", "from: 70, to: highest"):
        assert points_among(f"{ends}, equal_ends: {equal}", "70", "70") == exactly(points, points)
        assert points_among(f"{ends}, equal_ends: {equal}", "70") == exactly(points)  # a bloc of one


@pytest.mark.parametrize(
    ("ends", "marks", "points"),
    [
        ("from: 50, to: highest, equal_ends: full", ("40", "30"), ("0", "0")),  # nobody comes to where points begin
        ("from: lowest, to: 50, equal_ends: zero", ("60", "80"), ("10", "10")),  # all reach what gives all points
        ("from: 50, to: lowest, equal_ends: full", ("60", "80"), ("0", "0")),
        ("from: highest, to: 50, equal_ends: zero", ("40", "30"), ("10", "10")),
        # Between ends that are the same: 50 is both, 40 is below.
        ("from: 50, to: highest, equal_ends: full", ("50", "40"), ("10", "0")),
        ("from: 50, to: highest, equal_ends: zero", ("50", "40"), ("0", "0")),
    ],
)
def test_a_bloc_beyond_the_end_that_is_a_number(ends: str, marks: tuple[str, ...], points: tuple[str, ...]) -> None:
    assert points_among(ends, *marks) == exactly(*points)


def test_who_sets_no_end_may_lie_beyond_it() -> None:
    """A unit that is disqualified, or a mark of an earlier stage: clamped as at ends that are numbers."""
    ends = "from: lowest, to: highest, equal_ends: full"
    assert points_among(ends, "30", "100", bloc=("40", "90")) == exactly("0", "10")
    assert points_among("from: 50, to: highest, equal_ends: full", "45", "60", bloc=("40", "30")) == exactly("0", "10")
    assert points_among("from: lowest, to: 50, equal_ends: zero", "45", "55", bloc=("60", "80")) == exactly("0", "10")


def test_a_disqualified_unit_sets_no_end() -> None:
    """Of 40, 60, 80 and a disqualified 0 the lowest is 40: 60 is half the way."""
    rubric = rubric_from(
        {
            "criteria": [{"id": "I.1", "points": "10", "linear": OF_BOTH}],
            "rounding": {"decimals": "2"},
            "disqualifiers": {"x": {"name": "Bị kỷ luật", "effect": "unranked"}},
        }
    )
    marks = {"a": "40", "b": "60", "c": "80", "d": "0"}
    sheets = {unit: {"I.1": mark} for unit, mark in marks.items()}
    results = results_of(ranking_of(input_from(rubric, sheets, disqualified={"d": {"x": "Quyết định 1"}})))
    assert {unit: result.points for unit, result in results.items()} == {"a": 0, "b": 5, "c": 10, "d": 0}


OF_BOTH = {"unit": "%", "from": "lowest", "to": "highest", "equal_ends": "full"}


def test_what_an_end_can_be() -> None:
    assert Judged("linear: {unit: '%', from: LOWEST, to: Highest, equal_ends: zero}").kind.relative
    assert not Judged(UP).kind.relative
    assert faults("linear: {unit: '%', from: lowest, to: highest}") == [("Q546", ("linear",))]
    assert faults("linear: {unit: '%', from: 10, to: highest}") == [("Q546", ("linear",))]
    assert faults("linear: {unit: '%', from: lowest, to: lowest}") == [("Q516", ("linear", "to"))]
    assert faults("linear: {unit: '%', from: 1, to: 2, equal_ends: full}") == [("Q547", ("linear", "equal_ends"))]
    assert faults("linear: {unit: '%', from: lowest, to: 2, equal_ends: full}") == []
    assert Judged("linear: {unit: '%', from: lowest, to: 20, equal_ends: zero}").refusal("-1").code == "Q604"


def test_the_ends_of_the_bloc_in_words() -> None:
    judged = Judged("{points: 10, linear: {unit: '%', from: lowest, to: highest, equal_ends: full}}")
    assert judged.rule() == (
        (
            "Mức cao nhất trong khối: 10 điểm; mức thấp nhất trong khối: 0 điểm; trong khoảng đó tính theo tỷ lệ (tính "
            "theo %); giá trị bằng cả hai mốc: 10 điểm."
        ),
        (
            "The highest of the bloc: 10 points; the lowest of the bloc: 0 points; in proportion between them "
            "(counted in %); a value at both ends: 10 points."
        ),
    )
    mixed = Judged("{points: 10, linear: {unit: '%', from: 50, to: highest, equal_ends: zero}}")
    assert mixed.rule()[0].startswith("Mức cao nhất trong khối: 10 điểm; từ 50% trở xuống: 0 điểm;")
    kind = judged.kind.among([judged.reading(mark) for mark in ("40", "55", "100")])
    workings = {
        mark: in_both(lambda own=mark: kind.working(judged.reading(own), judged.maximum)) for mark in ("55", "100")
    }  # type: ignore[misc]
    assert workings["55"] == (
        "10 × (55 − 40) ÷ (100 − 40) = 2,5; mức thấp nhất trong khối 40%, mức cao nhất trong khối 100%",
        "10 × (55 − 40) ÷ (100 − 40) = 2.5; the lowest of the bloc 40%, the highest of the bloc 100%",
    )
    assert workings["100"][0] == "100% đã đạt mốc 100% (mức cao nhất trong khối): 10"
    same = judged.kind.among([judged.reading("7")])
    assert same.working(judged.reading("7"), judged.maximum) == (
        "7% bằng cả hai mốc (mức thấp nhất trong khối 7%, mức cao nhất trong khối 7%): 10"
    )
    titles = kind.measures(judged.reading("55"))
    assert {
        title: [mark for mark in ("40", "55", "100") if sets(judged.reading(mark))] for title, sets in titles.items()
    } == {
        "Thấp nhất trong khối": ["40"],
        "Cao nhất trong khối": ["100"],
    }
