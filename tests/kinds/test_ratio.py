"""Ratios: DOMAIN.md, "maximum × actual ÷ target, capped at the maximum"."""

from decimal import Decimal
from fractions import Fraction

import pytest

from qcdc_cli.language.figures import round_half_away
from tests.kinds.judging import Judged

RATIO = "{points: 10, ratio: {unit: ấp}}"


@pytest.mark.parametrize(
    ("mark", "exact", "rounded"),
    [
        ("{actual: 8, target: 9}", Fraction(80, 9), "8.89"),  # 8.888… of 10
        ("{actual: 1, target: 3}", Fraction(10, 3), "3.33"),
        ("{actual: 2, target: 3}", Fraction(20, 3), "6.67"),
        ("{actual: 7, target: 8}", Fraction(35, 4), "8.75"),
        ("{actual: 0, target: 9}", Fraction(0), "0"),
        ("{actual: 9, target: 9}", Fraction(10), "10"),
        ("{actual: 12, target: 9}", Fraction(10), "10"),  # capped
        ("{actual: 0.075, target: 10}", Fraction(75, 1000), "0.08"),  # half up, where toFixed(2) says 0.07
        ("{actual: 2.5, target: 7.5}", Fraction(10, 3), "3.33"),
        ("{mark: 8, target: 9}", Fraction(80, 9), "8.89"),
    ],
)
def test_the_share_of_the_target(mark: str, exact: Fraction, rounded: str) -> None:
    points = Judged(RATIO).points(mark)
    assert points == exact
    assert round_half_away(points, 2) == Decimal(rounded)


def test_the_target_of_the_campaign_and_of_the_sheet() -> None:
    ratio = Judged(RATIO)
    assert ratio.points("8", target="9") == ratio.points("{actual: 8}", target="9") == Fraction(80, 9)
    assert ratio.points("{actual: 8, target: 10}", target="9") == 8


def test_nothing_is_lost_before_the_rounding() -> None:
    third = Fraction(Judged("{points: 1, ratio: {unit: ấp}}").points("{actual: 1, target: 3}"))
    assert third + third + third == 1


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("{actual: 8}", "Q614"),
        ("8", "Q614"),
        ("{target: 9}", "Q614"),
        ("{actual: 8, target: 0.0}", "Q614"),  # a sheet's reader takes it as unassigned before
        ("{actual: 8, target: none}", "Q614"),
        ("{actual: -1, target: 9}", "Q604"),
        ("8/9", "Q301"),
        ("tám", "Q301"),
        ("[8, 9]", "Q615"),
        ("{mark: 8, actual: 8, target: 9}", "Q615"),
    ],
)
def test_refused(mark: str, code: str) -> None:
    assert Judged(RATIO).refusal(mark).code == code


@pytest.mark.parametrize(("target", "code"), [("0", "Q614"), ("-3", "Q614")])
def test_a_target_of_the_campaign_is_never_divided_by_when_it_is_not_above_0(target: str, code: str) -> None:
    assert Judged(RATIO).refusal("8", target=target).code == code


def test_refusals_say_how_to_write_it() -> None:
    ratio = Judged(RATIO)
    assert (
        ratio.refusal("8/9").remedy()
        == "Viết kết quả và chỉ tiêu riêng: {actual: 8, target: 9}; hoặc viết số thập phân."
    )
    missing = ratio.refusal("{actual: 8}")
    assert missing.sentence() == "Tiêu chí `I.1` thiếu `target`."
    assert missing.remedy() == "Ghi {actual: 8, target: 9}; nếu chỉ tiêu đã có trong qcdc.yaml thì chỉ ghi 8."
    assert ratio.refusal("{target: 9}").sentence() == "Tiêu chí `I.1` thiếu `actual`."


def test_in_words() -> None:
    ratio = Judged(RATIO)
    assert ratio.rule() == (
        "Điểm = 10 × kết quả ÷ chỉ tiêu (tính theo ấp), tối đa 10.",
        "Points = 10 × actual ÷ target (counted in ấp), at most 10.",
    )
    assert ratio.working("{actual: 8, target: 9}") == ("10 × 8 ÷ 9 ≈ 8,888889", "10 × 8 ÷ 9 ≈ 8.888889")
    assert ratio.working("{actual: 7, target: 8}") == ("10 × 7 ÷ 8 = 8,75", "10 × 7 ÷ 8 = 8.75")
    assert ratio.working("{actual: 9, target: 9}") == ("10 × 9 ÷ 9 = 10", "10 × 9 ÷ 9 = 10")
    assert ratio.working("{actual: 0, target: 9}") == ("10 × 0 ÷ 9 = 0", "10 × 0 ÷ 9 = 0")
    assert ratio.working("{actual: 12, target: 9}") == (
        "10 × 12 ÷ 9, tối đa 10",
        "10 × 12 ÷ 9, capped at 10",
    )
    assert ratio.shown("{actual: 8.50, target: 9}") == ("8,5/9 ấp", "8.5/9 ấp")


def test_more_than_six_decimals_are_shown_where_they_are_exact() -> None:
    assert Judged(RATIO).working("{actual: 1, target: 1024}")[0] == "10 × 1 ÷ 1024 = 0,009765625"


# ------------------------------------------------------------------ less is better, and a floor

FEWER = "{points: 10, ratio: {unit: vụ, lower_is_better: yes}}"
FLOOR = "{points: 10, ratio: {unit: ấp, floor: 50}}"


@pytest.mark.parametrize(
    ("mark", "points"),
    [
        ("{actual: 4, target: 4}", Fraction(10)),
        ("{actual: 8, target: 4}", Fraction(5)),
        ("{actual: 6, target: 4}", Fraction(20, 3)),
        ("{actual: 3, target: 4}", Fraction(10)),  # capped
        ("{actual: 0, target: 4}", Fraction(10)),  # none at all, and nothing is divided by it
    ],
)
def test_less_is_better(mark: str, points: Fraction) -> None:
    assert Judged(FEWER).points(mark) == points


@pytest.mark.parametrize(
    ("mark", "points"),
    [
        ("{actual: 5, target: 10}", Fraction(5)),  # exactly on the floor
        ("{actual: 4.9999999, target: 10}", Fraction(0)),
        ("{actual: 1, target: 2.0000001}", Fraction(0)),
        ("{actual: 0, target: 10}", Fraction(0)),
        ("{actual: 10, target: 10}", Fraction(10)),
        ("{actual: 12, target: 10}", Fraction(10)),
    ],
)
def test_under_the_floor_there_is_nothing(mark: str, points: Fraction) -> None:
    assert Judged(FLOOR).points(mark) == points


def test_a_floor_of_100_is_all_or_nothing_and_of_0_none() -> None:
    strict, loose = (Judged(f"{{points: 10, ratio: {{unit: ấp, floor: {floor}}}}}") for floor in (100, 0))
    assert [strict.points(f"{{actual: {actual}, target: 9}}") for actual in (8, 9, 10)] == [0, 10, 10]
    assert [loose.points(f"{{actual: {actual}, target: 8}}") for actual in (0, 1)] == [0, Fraction(5, 4)]


def test_a_floor_where_less_is_better() -> None:
    both = Judged("{points: 10, ratio: {unit: vụ, lower_is_better: yes, floor: 50}}")
    assert [both.points(f"{{actual: {actual}, target: 4}}") for actual in ("0", "8", "8.01")] == [10, 5, 0]


def test_less_is_better_and_the_floor_in_words() -> None:
    fewer, floor = Judged(FEWER), Judged(FLOOR)
    assert fewer.rule() == (
        "Điểm = 10 × chỉ tiêu ÷ kết quả (tính theo vụ), tối đa 10.",
        "Points = 10 × target ÷ actual (counted in vụ), at most 10.",
    )
    assert fewer.working("{actual: 8, target: 4}")[0] == "10 × 4 ÷ 8 = 5"
    assert fewer.working("{actual: 2, target: 4}")[1] == "10 × 4 ÷ 2, capped at 10"
    assert fewer.working("{actual: 0, target: 4}") == ("không có vụ nào: 10", "no vụ at all: 10")
    assert floor.rule() == (
        "Điểm = 10 × kết quả ÷ chỉ tiêu (tính theo ấp), tối đa 10; tỷ lệ dưới 50% thì 0 điểm.",
        "Points = 10 × actual ÷ target (counted in ấp), at most 10; 0 points where the share is under 50%.",
    )
    assert floor.working("{actual: 4, target: 10}") == (
        "10 × 4 ÷ 10; tỷ lệ dưới 50%: 0",
        "10 × 4 ÷ 10; a share under 50%: 0",
    )
    assert floor.working("{actual: 5, target: 10}")[0] == "10 × 5 ÷ 10 = 5"
