"""Who checks whom: what a number drawn gives, against all assignments that there are of small blocs."""

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.process.assigning import Assignment, DrawList, TooFew, Uneven, drawn

Tree = dict[str, Any]


def campaign_of(units: Sequence[str], checkers: Mapping[str, Tree], per_unit: int = 1, blocs: int = 1) -> Campaign:
    """Return a campaign with units spread over blocs, and checkers as `{id: {unit: …}}`."""
    named = {f"b{number}": list(units[number::blocs]) for number in range(blocs)}
    return Campaign.model_validate(
        {
            "campaign": "Thi đua",
            "period": "k1",
            "periods": {"k1": {"name": "Kỳ 1"}},
            "stages": [{"id": "self", "name": "Tự chấm"}, {"id": "bloc", "name": "Khối"}],
            "blocs": {bloc: {"name": bloc, "rubric": "r", "units": own} for bloc, own in named.items()},
            "units": {unit: f"Xã {unit}" for unit in units},
            "checkers": {identity: {"name": identity, **own} for identity, own in checkers.items()},
            "checking": {"per_unit": str(per_unit)},
        }
    )


def fixed_of(campaign: Campaign) -> DrawList:
    return DrawList(campaign, "k1", "bloc", tuple(campaign.blocs))


def one_each(number: int, per_unit: int, **more: Tree) -> DrawList:
    """Return a bloc of units `u0`, `u1` …, each with one checker `c0`, `c1` …"""
    units = [f"u{n}" for n in range(number)]
    checkers = {f"c{n}": {"unit": f"u{n}", **more.get(f"c{n}", {})} for n in range(number)}
    return fixed_of(campaign_of(units, checkers, per_unit))


def loads_of(fixed: DrawList, checkers: Mapping[str, Sequence[str]]) -> list[int]:
    numbers = Counter(one for own in checkers.values() for one in own)
    return sorted(numbers[checker] for checker in fixed.checkers)


def mutual_in(fixed: DrawList, checkers: Mapping[str, Sequence[str]]) -> set[frozenset[str]]:
    """Return the pairs of units of which each has a checker of the other."""
    homes = {checker: fixed.campaign.checkers[checker].unit or "" for checker in fixed.checkers}
    arcs = {(homes[one], unit) for unit, own in checkers.items() for one in own}
    return {frozenset(arc) for arc in arcs if arc[::-1] in arcs}


def found(fixed: DrawList, seed: int = 7, **options: bool) -> Assignment:
    result = drawn(fixed, seed, **options)
    assert isinstance(result, Assignment), result
    return result


def all_assignments(fixed: DrawList) -> Iterator[dict[str, tuple[str, ...]]]:
    """Yield every assignment that respects own units and exclusions, even or not."""
    every, needed = fixed.campaign.checkers, fixed.campaign.checking.per_unit
    choices = [
        list(
            combinations([one for one in every if every[one].unit != unit and unit not in every[one].excludes], needed)
        )
        for unit in fixed.units
    ]
    for chosen in product(*choices):
        yield dict(zip(fixed.units, chosen, strict=True))


@st.composite
def small_blocs(draw: st.DrawFn) -> DrawList:
    """Give blocs of two to five units with up to six checkers, of units or of none, who exclude and wish."""
    units = [f"u{number}" for number in range(draw(st.integers(2, 5)))]
    some = st.lists(st.sampled_from(units), max_size=2, unique=True)
    checkers: dict[str, Tree] = {}
    for number in range(draw(st.integers(2, 6 if len(units) < 5 else 5))):
        excludes = draw(some)
        own: Tree = {"excludes": excludes, "prefers": [unit for unit in draw(some) if unit not in excludes]}
        unit = draw(st.sampled_from([*units, None]))
        checkers[f"c{number}"] = own if unit is None else {**own, "unit": unit}
    return fixed_of(campaign_of(units, checkers, draw(st.integers(1, 2))))


@given(small_blocs(), st.integers(0, 3))
@settings(max_examples=200)
def test_small_blocs_are_as_even_as_can_be_with_the_fewest_pairs_that_check_each_other(
    fixed: DrawList, seed: int
) -> None:
    every = list(all_assignments(fixed))
    result = drawn(fixed, seed, uneven=True)
    if isinstance(result, tuple):
        assert not every
        assert all(isinstance(one, TooFew) for one in result)
        return
    chosen = {unit: frozenset(own) for unit, own in result.checkers.items()}
    assert chosen in [{unit: frozenset(own) for unit, own in one.items()} for one in every]
    loads = loads_of(fixed, result.checkers)
    squares = min(sum(load**2 for load in loads_of(fixed, one)) for one in every)
    assert sum(load**2 for load in loads) == squares
    as_even = [one for one in every if loads_of(fixed, one) == loads]
    assert {frozenset(pair) for pair in result.mutual} == mutual_in(fixed, result.checkers)
    fewest = min(len(mutual_in(fixed, one)) for one in as_even)
    assert result.certain
    assert len(result.mutual) == fewest
    even_to_one = any(loads_of(fixed, one)[-1] - loads_of(fixed, one)[0] <= 1 for one in every)
    assert even_to_one is (loads[-1] - loads[0] <= 1)
    assert isinstance(drawn(fixed, seed), Assignment) is even_to_one


@given(small_blocs(), st.integers(0, 3))
def test_who_stands_in_the_way_does_so(fixed: DrawList, seed: int) -> None:
    """The units that are named are checked by the named ones alone, who cannot have fewer of them by handing on."""
    result = drawn(fixed, seed)
    every, needed = fixed.campaign.checkers, fixed.campaign.checking.per_unit
    for obstacle in result if isinstance(result, tuple) else ():
        if isinstance(obstacle, TooFew):
            allowed = {c for c in every if every[c].unit != obstacle.unit and obstacle.unit not in every[c].excludes}
            assert set(obstacle.candidates) == allowed
            assert len(allowed) < needed
            continue
        outside = [set(fixed.candidates(unit)) - set(obstacle.over) for unit in obstacle.units]
        least = sum(max(0, needed - len(others)) for others in outside)
        assert least > (obstacle.most - 1) * len(obstacle.over)  # one of them has the most, whatever is done
        assert obstacle.least < obstacle.most - 1
        assert obstacle.under


@pytest.mark.parametrize(
    ("number", "per_unit"), [(2, 1), (3, 1), (3, 2), (7, 3), (8, 2), (8, 3), (8, 4), (8, 7), (9, 5)]
)
def test_with_one_checker_a_unit_pairs_check_each_other_only_where_there_are_too_few_pairs(
    number: int, per_unit: int
) -> None:
    fixed = one_each(number, per_unit)
    for seed in range(5):
        result = found(fixed, seed)
        assert loads_of(fixed, result.checkers) == [per_unit] * number
        assert len(result.mutual) == max(0, number * per_unit - number * (number - 1) // 2)
        assert result.certain


def test_the_same_number_gives_the_same_on_every_machine() -> None:
    """Written down once: who was drawn by 4127 must be drawn by it for ever."""
    written_down = {"u0": {"c2", "c3"}, "u1": {"c0", "c2"}, "u2": {"c3", "c4"}, "u3": {"c1", "c4"}, "u4": {"c0", "c1"}}
    result = found(one_each(5, 2), 4127)
    assert {unit: set(own) for unit, own in result.checkers.items()} == written_down


@pytest.mark.parametrize("seed", [0, 7, 4127])
def test_everybody_can_repeat_it_by_hand(seed: int) -> None:
    """With one checker a unit and no wishes: the units in the order of their digests, each checked by those before."""
    units = sorted((f"u{n}" for n in range(9)), key=lambda unit: sha256(f"{seed}\nunit\n{unit}".encode()).hexdigest())
    result = found(one_each(9, 3), seed)
    for place, unit in enumerate(units):
        before = {units[place - 1], units[place - 2], units[place - 3]}
        assert {f"u{checker[1:]}" for checker in result.checkers[unit]} == before


def test_the_order_of_the_file_does_not_matter() -> None:
    units = [f"u{number}" for number in range(8)]
    checkers: dict[str, Tree] = {f"c{number}": {"unit": f"u{number}", "prefers": ["u0"]} for number in range(1, 8)}
    there = fixed_of(campaign_of(units, checkers, 2))
    back = fixed_of(campaign_of(units[::-1], dict(reversed(checkers.items())), 2))
    assert there.digest == back.digest
    assert found(there).checkers == found(back).checkers


@pytest.mark.parametrize(
    "changed",
    [
        {"c1": {"unit": "u1", "name": "Người khác"}},
        {"c1": {"unit": "u2"}},
        {"c1": {"unit": "u1", "excludes": ["u0"]}},
        {"c1": {"unit": "u1", "prefers": ["u0"]}},
        {"c3": {}},
    ],
)
def test_another_list_has_another_digest(changed: dict[str, Tree]) -> None:
    units, own = ["u0", "u1", "u2"], {"c0": {"unit": "u0"}, "c1": {"unit": "u1"}}
    assert fixed_of(campaign_of(units, own)).digest != fixed_of(campaign_of(units, {**own, **changed})).digest
    assert fixed_of(campaign_of(units, own)).digest != fixed_of(campaign_of(units, own, 2)).digest


def test_wishes_are_met_where_that_makes_nothing_less_fair() -> None:
    wishes = {f"c{number}": {"prefers": [f"u{(number + 3) % 8}"]} for number in range(8)}
    result = found(one_each(8, 1, **wishes))
    assert (result.wishes, result.all_wishes) == (8, 8)
    assert result.mutual == ()
    each_other = found(one_each(4, 1, c0={"prefers": ["u1"]}, c1={"prefers": ["u0"]}))
    assert (each_other.wishes, each_other.mutual) == (1, ())


def test_checkers_of_one_unit_do_not_sit_together_where_others_can() -> None:
    units = [f"u{number}" for number in range(6)]
    two_each = {f"c{number}{which}": {"unit": f"u{number}"} for number in range(6) for which in "ab"}
    fixed = fixed_of(campaign_of(units, two_each, 2))
    result = found(fixed)
    assert result.together == ()
    assert loads_of(fixed, result.checkers) == [1] * 12
    alone = found(fixed_of(campaign_of(["u0", "u1"], {f"c{n}": {"unit": f"u{n % 2}"} for n in range(4)}, 2)))
    assert alone.together == ("u0", "u1")


def test_a_unit_that_too_few_may_get_is_named_with_those_who_may() -> None:
    result = drawn(one_each(4, 2, c0={"excludes": ["u3"]}, c1={"excludes": ["u3"]}), 7)
    assert result == (TooFew("u3", ("c2",)),)


def test_units_that_only_some_may_get_are_named_with_them() -> None:
    """Units 4 and 5 go to checker 0 alone, and 3 to nobody else either: the others cannot have as many."""
    free = {"c0": {}, **{f"c{number}": {"excludes": ["u3", "u4", "u5"]} for number in range(1, 6)}}
    fixed = fixed_of(campaign_of([f"u{number}" for number in range(6)], free))
    result = drawn(fixed, 7)
    assert isinstance(result, tuple)
    (obstacle,) = result
    assert isinstance(obstacle, Uneven)
    assert (obstacle.units, obstacle.over, obstacle.most, obstacle.least) == (("u3", "u4", "u5"), ("c0",), 3, 0)
    as_even_as_can_be = found(fixed, uneven=True)
    assert loads_of(fixed, as_even_as_can_be.checkers) == [0, 0, 1, 1, 1, 3]
    assert as_even_as_can_be.obstacles == (obstacle,)


def test_blocs_are_assigned_by_themselves_unless_somebody_of_no_unit_may_check_in_both() -> None:
    units = [f"u{number}" for number in range(12)]
    own = {f"c{number}": {"unit": f"u{number}"} for number in range(12)}
    campaign = campaign_of(units, own, 2, blocs=2)
    result = found(fixed_of(campaign))
    for unit, checkers in result.checkers.items():
        assert {campaign.bloc_of(campaign.checkers[one].unit or "") for one in checkers} == {campaign.bloc_of(unit)}
    alone = found(DrawList(campaign, "k1", "bloc", ("b1",)))
    assert alone.checkers == {unit: result.checkers[unit] for unit in campaign.blocs["b1"].units}
    shared = fixed_of(campaign_of(units, {**own, "office": {}}, 2, blocs=2))
    assert loads_of(shared, found(shared).checkers) == [1, 1, *[2] * 11]


def test_a_large_bloc_and_a_country_are_assigned_at_once() -> None:
    """103 units × 3 take milliseconds, 33 blocs of 100 take a second: bounded here by ten times that."""
    started = time.process_time()
    result = found(one_each(103, 3))
    assert (result.mutual, result.certain) == ((), True)
    assert time.process_time() - started < 1
    started = time.process_time()
    units = [f"u{number}" for number in range(3300)]
    country = fixed_of(
        campaign_of(units, {f"c{number}": {"unit": f"u{number}"} for number in range(3300)}, 2, blocs=33)
    )
    assert loads_of(country, found(country).checkers) == [2] * 3300
    assert time.process_time() - started < 15
