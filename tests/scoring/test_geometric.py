"""A geometric mean as a way to take a group: composite indices, exact to the last decimal that the rubric rounds to."""

from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qcdc_cli.campaign.nodes import MOST_EXPONENT, whole_exponents
from qcdc_cli.language.figures import round_half_away
from qcdc_cli.render.words.explained_group import group_working
from qcdc_cli.render.words.rules import group_rule
from qcdc_cli.scoring.roots import geometric_mean, whole_root
from tests.campaigns import groups_of, in_both, rubric_faults, rubric_from, unit_result

OUT = {"not_applicable": "Không có"}
PARTS = [{"id": "A", "points": "5"}, {"id": "B", "points": "20"}]


def taken(marks: dict[str, Any], parts: list[dict[str, Any]] | None = None, decimals: str = "2", **own: str) -> Any:
    """Return the group I of one unit: 10 points, the geometric mean of its parts."""
    rubric = rubric_from(
        {
            "criteria": [{"id": "I", "points": "10", "take": "geometric", "criteria": parts or PARTS, **own}],
            "rounding": {"decimals": decimals, "at": "group"},
            "not_applicable": "exclude",
        }
    )
    result = unit_result(rubric, marks)
    return groups_of(result)["I"], result


def points(*arguments: Any, **own: Any) -> tuple[Any, Any]:
    found, _ = taken(*arguments, **own)
    return found.points, found.maximum


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ({"A": "5", "B": "20"}, ("10", "10")),  # full shares
        ({"A": "1,25", "B": "20"}, ("5", "10")),  # 10 × √(1/4 × 1) = 5
        ({"A": "4", "B": "10"}, ("6.32", "10")),  # 10 × √(4/5 × 1/2) = 10 × √0.4 = 6.3245…
        ({"A": "2,5", "B": "20"}, ("7.07", "10")),  # 10 × √(1/2)
        ({"A": "0", "B": "20"}, ("0", "10")),  # one 0 makes all of it 0
        ({"A": "5", "B": ""}, ("0", "10")),  # a blank has no points yet
        ({"A": "4", "B": OUT}, ("8", "10")),  # what is left out has no say: 10 × 4/5
        ({"A": OUT, "B": OUT}, ("0", "0")),
    ],
)
def test_the_root_of_the_product_of_the_shares(marks: dict[str, Any], expected: tuple[str, str]) -> None:
    assert points(marks) == tuple(map(Decimal, expected))


def test_weights_are_exponents() -> None:
    """(4/5)^1 × (1/2)^3, the fourth root: √√0.1 = 0.562341…"""
    weighted = [PARTS[0], {**PARTS[1], "weight": "3"}]
    assert points({"A": "4", "B": "10"}, weighted) == (Decimal("5.62"), 10)
    halves = [{**PARTS[0], "weight": "0,5"}, {**PARTS[1], "weight": "1,5"}]
    assert points({"A": "4", "B": "10"}, halves) == (Decimal("5.62"), 10)
    assert points({"A": "4", "B": OUT}, weighted) == (8, 10)


def test_a_cap_and_groups_in_it() -> None:
    assert points({"A": "4", "B": "10"}, cap="6", points="6") == (Decimal("3.79"), 6)  # 6 × √0.4 = 3.7947…
    inner = [PARTS[0], {"id": "B", "points": "20", "take": "geometric", "criteria": [{"id": "C", "points": "1"}]}]
    assert points({"A": "5", "C": "0,5"}, inner) == (Decimal("7.07"), 10)
    # Of a part of which half does not count, the share is of the rest.
    summed = [PARTS[0], {"id": "B", "criteria": [{"id": "C", "points": "10"}, {"id": "D", "points": "10"}]}]
    assert points({"A": "5", "C": "2,5", "D": OUT}, summed) == (5, 10)


def test_it_is_rounded_half_away_at_a_half_that_is_exact() -> None:
    """10 × √(0.245025 …): shares of 0.4950 and 0.4950 give 4.95 exactly, to one decimal 5.0, not 4.9."""
    same = [{"id": "A", "points": "1"}, {"id": "B", "points": "1"}]
    assert points({"A": "0,4950", "B": "0,4950"}, same, decimals="1") == (5, 10)
    assert points({"A": "0,4950", "B": "0,4949"}, same, decimals="1") == (Decimal("4.9"), 10)
    assert points({"A": "0,9999", "B": "1"}, same, decimals="0") == (10, 10)
    assert points({"A": "0,0001", "B": "0,0001"}, same) == (0, 10)


SHARES = st.lists(st.tuples(st.fractions(0, 1, max_denominator=10**6), st.integers(1, 5)), min_size=1, max_size=4)


@given(st.fractions(0, 100, max_denominator=100), SHARES, st.integers(0, 6))
@example(Fraction(10), [(Fraction(495, 1000), 1), (Fraction(495, 1000), 1)], 1)
@example(Fraction(1), [(Fraction(1, 3), 5)], 6)
def test_what_is_cut_off_rounds_as_the_root_does(
    full: Fraction, shares: list[tuple[Fraction, int]], decimals: int
) -> None:
    """Proved by powers: half a unit below the rounded number does not exceed the root, half a unit above does."""
    mean = geometric_mean(full, tuple(share for share, _ in shares), tuple(often for _, often in shares))
    near, half = Fraction(round_half_away(mean, decimals)), Fraction(1, 2 * 10**decimals)
    degree, power = sum(often for _, often in shares), full ** sum(often for _, often in shares)
    for share, often in shares:
        power *= share**often
    assert max(near - half, Fraction(0)) ** degree <= power < (near + half) ** degree


@given(st.integers(0, 10**60), st.integers(1, 40))
@example(2**40, 40)
@example(2**40 - 1, 40)
@example(3**40, 40)
def test_whole_roots(number: int, degree: int) -> None:
    root = whole_root(number, degree)
    assert root**degree <= number < (root + 1) ** degree


def test_a_root_of_a_high_degree_agrees_with_decimals_of_many_digits() -> None:
    shares = (Fraction(1, 3), Fraction(9, 10))
    with localcontext(prec=60):
        expected = ((Decimal(1) / 3).ln() * 333 + Decimal("0.9").ln() * 667) / 1000
        assert abs(geometric_mean(Fraction(1), shares, (333, 667)) - expected.exp()) < Decimal("1e-24")


def test_weights_as_whole_numbers() -> None:
    assert whole_exponents([Decimal("1.5"), Decimal("0.5")]) == (3, 1)
    assert whole_exponents([Decimal(1), Decimal(1)]) == (1, 1)
    assert whole_exponents([Decimal(20), Decimal(30)]) == (2, 3)
    assert whole_exponents([]) == ()


def faults(rounding: dict[str, str] | None, **own: Any) -> list[str]:
    group = {"id": "I", "points": "10", "take": "geometric", "criteria": PARTS, **own}
    return [code for code, _ in rubric_faults({"criteria": [group], **({"rounding": rounding} if rounding else {})})]


def test_what_the_rubric_must_say() -> None:
    at_group = {"decimals": "2", "at": "group"}
    assert faults(at_group) == []
    assert faults({"decimals": "2", "at": "total"}) == ["Q548"]
    assert faults({"decimals": "2", "at": "criterion"}) == ["Q548"]
    assert faults(None) == ["Q548"]
    assert faults(at_group, average="shares") == ["Q531"]
    fine = [{**PARTS[0], "weight": "0,999"}, PARTS[1]]
    assert faults(at_group, criteria=fine) == ["Q549"]
    assert MOST_EXPONENT < 999 + 1000


def test_less_than_0_has_no_root() -> None:
    each = {"b": {"name": "B", "each": "1"}}
    below_0 = {"plus": each, "minus": {"d": {"name": "D", "each": "1"}}, "floor": "-5"}
    parts = [PARTS[0], {"id": "B", "points": "5", "plus_minus": below_0}]
    assert faults({"decimals": "2", "at": "group"}, criteria=parts) == ["Q550"]


def test_in_words() -> None:
    found, result = taken({"A": "4", "B": "10"})
    assert in_both(lambda: group_rule(found.group)) == (
        "trung bình nhân tỷ lệ đạt của 2 thành phần",
        "the geometric mean of the shares of 2 parts",
    )
    assert in_both(lambda: ": ".join(group_working(found, result))) == (
        "Trung bình nhân: 10 × [(4 ÷ 5) × (10 ÷ 20)]^(1 ÷ 2) ≈ 6,324555; làm tròn (từ 5 trở lên) thành 6,32",
        "Geometric mean: 10 × [(4 ÷ 5) × (10 ÷ 20)]^(1 ÷ 2) ≈ 6.324555; rounded (half away from zero) to 6.32",
    )
    weighted, result = taken({"A": "4", "B": "10"}, [PARTS[0], {**PARTS[1], "weight": "3"}])
    assert group_working(weighted, result)[1].startswith("10 × [(4 ÷ 5) × (10 ÷ 20)^3]^(1 ÷ 4) ≈ 5,623413;")
    assert group_rule(weighted.group).endswith("2 thành phần, hệ số là số mũ")
