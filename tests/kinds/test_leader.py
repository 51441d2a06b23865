"""Relative to the bloc's leader: DOMAIN.md, article 6 of a police emulation scale, with its worked example."""

from fractions import Fraction

import pytest

from tests.campaigns import in_both
from tests.kinds.judging import Judged, faults

FIVE = "{points: 5, leader: {unit: mô hình}}"


class Bloc:
    """A criterion of 5 points and all marks of a bloc for it, by letter from a."""

    def __init__(self, *marks: str) -> None:
        judged = Judged(FIVE)
        self.readings = [judged.reading(mark) for mark in marks]
        self.kind = judged.kind.among(self.readings)
        self.maximum = judged.maximum

    def points(self) -> list[Fraction]:
        return [Fraction(self.kind.points(reading, self.maximum)) for reading in self.readings]

    def workings(self) -> list[tuple[str, str]]:
        return [in_both(lambda own=reading: self.kind.working(own, self.maximum)) for reading in self.readings]  # type: ignore[misc]


def of_ten(*actuals: str) -> Bloc:
    return Bloc(*(f"{{actual: {actual}, target: 10}}" for actual in actuals))


def exactly(*points: str) -> list[Fraction]:
    return [Fraction(point) for point in points]


def test_the_worked_example_of_the_scale() -> None:
    """T = 10, M = 5: A = 8 → 2; 10 → 2.5; 15 → 3.75 while the leader has 20 → 5."""
    assert of_ten("8", "10", "15", "20").points() == exactly("2", "2.5", "3.75", "5")


def test_without_the_leader_the_next_one_leads() -> None:
    assert of_ten("8", "10", "15").points() == exactly("2", "2.5", "5")


def test_those_that_share_the_lead_all_get_the_maximum() -> None:
    assert of_ten("20", "15", "20").points() == exactly("5", "3.75", "5")
    assert Bloc("{actual: 4, target: 2}", "{actual: 20, target: 10}").points() == exactly("5", "5")  # both by 100 %


def test_the_lead_is_a_share_of_the_own_target() -> None:
    """3 of 2 is above by 50 %, 14 of 10 only by 40 %: 2.5 + 2.5 × 0.4 ÷ 0.5 = 4.5."""
    assert Bloc("{actual: 14, target: 10}", "{actual: 3, target: 2}").points() == exactly("4.5", "5")


def test_nobody_above_target_is_no_leader() -> None:
    assert of_ten("10", "8", "10").points() == exactly("2.5", "2", "2.5")
    assert of_ten("5", "0").points() == exactly("1.25", "0")


def test_a_near_leader_is_no_leader() -> None:
    """A tolerance of 0.0001 would hand one part in 100,000 full marks."""
    leader, near = of_ten("20", "19.9999").points()
    assert leader == 5
    assert near == Fraction(5, 2) + Fraction(5, 2) * Fraction(99_999, 100_000)
    assert near < 5


def test_units_without_a_target_are_compared_among_themselves() -> None:
    """M × A ÷ the highest A of those without a target: 5 × 3 ÷ 4; who has a target plays no part."""
    bloc = Bloc("3", "{actual: 4, target: 0}", "{actual: 0, target: none}", "{actual: 40, target: 20}")
    assert bloc.points() == exactly("3.75", "5", "0", "5")


def test_a_target_of_0_is_no_target() -> None:
    judged = Judged(FIVE)
    assert judged.reading("3") == judged.reading("{actual: 3, target: 0}") == judged.reading("3", target="0")


def test_all_zero() -> None:
    assert Bloc("0", "0").points() == exactly("0", "0")
    assert of_ten("0", "0").points() == exactly("0", "0")


def test_alone_it_leads() -> None:
    judged = Judged(FIVE)  # not yet knowing the bloc
    assert [judged.points(mark, "10") for mark in ("8", "10", "11")] == exactly("2", "2.5", "5")
    assert judged.points("7") == 5


def test_what_one_unit_gets_does_not_depend_on_the_order() -> None:
    assert of_ten("8", "10", "15", "20").points() == of_ten("20", "15", "10", "8").points()[::-1]


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("{target: 9}", "Q614"),
        ("{actual: -1, target: 9}", "Q604"),
        ("nhiều", "Q301"),
        ("[8, 9]", "Q615"),
        ("{mark: 8, actual: 8, target: 9}", "Q615"),
    ],
)
def test_refused(mark: str, code: str) -> None:
    assert Judged(FIVE).refusal(mark).code == code


def test_it_divides_and_is_relative() -> None:
    kind = Judged(FIVE).kind
    assert kind.relative
    assert kind.divides
    assert kind.takes_target
    assert faults("leader: {unit: vụ}") == []


def test_in_words() -> None:
    vietnamese, english = Judged(FIVE).rule()
    assert vietnamese == (
        "Chưa đạt chỉ tiêu: 2,5 × kết quả ÷ chỉ tiêu; đạt đúng chỉ tiêu: 2,5 điểm; có tỷ lệ vượt cao nhất khối: 5 "
        "điểm; vượt chỉ tiêu nhưng thấp hơn: 2,5 + 2,5 × tỷ lệ vượt ÷ tỷ lệ vượt cao nhất (tính theo mô hình). Không "
        "có chỉ tiêu: 5 × kết quả ÷ kết quả cao nhất trong các đơn vị không có chỉ tiêu."
    )
    assert english.startswith("Below the target (mô hình): 2.5 × actual ÷ target; on it: 2.5;")
    assert [vi for vi, _ in of_ten("8", "10", "15", "20").workings()] == [
        "2,5 × 8 ÷ 10 = 2",
        "đạt đúng chỉ tiêu 10: 2,5",
        "vượt (15 − 10) ÷ 10 = 0,5, đơn vị dẫn đầu vượt 1: 2,5 + 2,5 × 0,5 ÷ 1 = 3,75",
        "vượt (20 − 10) ÷ 10 = 1, dẫn đầu khối: 5",
    ]
    assert [en for _, en in of_ten("10", "15", "20").workings()] == [
        "target 10 met exactly: 2.5",
        "above by (15 − 10) ÷ 10 = 0.5, the leader by 1: 2.5 + 2.5 × 0.5 ÷ 1 = 3.75",
        "above by (20 − 10) ÷ 10 = 1, the bloc's leader: 5",
    ]
    assert Bloc("3", "4").workings() == [
        ("không có chỉ tiêu: 5 × 3 ÷ 4 = 3,75", "no target: 5 × 3 ÷ 4 = 3.75"),
        ("không có chỉ tiêu: 5 × 4 ÷ 4 = 5", "no target: 5 × 4 ÷ 4 = 5"),
    ]
    assert Bloc("0").workings() == [("không có chỉ tiêu: 0", "no target: 0")]
    assert Judged(FIVE).shown("{actual: 8, target: 10}") == ("8/10 mô hình", "8/10 mô hình")
    assert Judged(FIVE).shown("8") == ("8 mô hình (không có chỉ tiêu)", "8 mô hình (no target)")
