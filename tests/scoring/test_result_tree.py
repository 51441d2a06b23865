"""The result tree as a whole: no float in it, and the same files give the same results."""

from dataclasses import fields, is_dataclass
from datetime import date, time
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

import pytest
from pydantic import BaseModel

from qcdc_cli.language.names import Known
from qcdc_cli.scoring.ranking import rank_bloc, score_units
from qcdc_cli.scoring.result import Ranking, UnitScores
from tests.campaigns import EXAMPLE_BLOC, input_of, load_example

pytestmark = pytest.mark.slow  # rounds of whole commands and workbooks


Found = tuple[str, Any]


def values(tree: Any) -> tuple[Found, ...]:
    """Return every single value of a result with its path; what gives places in files is no value."""
    found: list[Found] = []
    _walk(tree, "", found)
    return tuple(found)


def _walk(tree: Any, path: str, found: list[Found]) -> None:
    if isinstance(tree, Known):  # helps to say which id was meant, and is no value
        return
    if isinstance(tree, BaseModel):
        inner: dict[Any, Any] = {**dict(tree), **(tree.__pydantic_private__ or {})}
    elif isinstance(tree, tuple) and hasattr(tree, "_asdict"):
        inner = tree._asdict()
    elif isinstance(tree, dict):
        inner = tree
    elif isinstance(tree, tuple | list):
        inner = dict(enumerate(tree))
    elif is_dataclass(tree) and not isinstance(tree, type):
        inner = {field.name: getattr(tree, field.name) for field in fields(tree)}
    else:
        if not callable(tree):
            found.append((path, tree))
        return
    for key, value in inner.items():
        _walk(value, f"{path}.{key}", found)


@pytest.fixture(scope="module", params=["self", "bloc", "board"])
def results(request: pytest.FixtureRequest) -> tuple[Ranking, tuple[UnitScores, ...]]:
    return computed(request.param)


@pytest.fixture(scope="module")
def found(results: tuple[Ranking, tuple[UnitScores, ...]]) -> tuple[Found, ...]:
    return values(results)


def computed(stage: str) -> tuple[Ranking, tuple[UnitScores, ...]]:
    scoring_input = input_of(load_example(), stage)
    return rank_bloc(scoring_input, EXAMPLE_BLOC), score_units(scoring_input, scoring_input.campaign.units)


def test_there_is_no_float_anywhere(found: tuple[Found, ...]) -> None:
    known = (str, int, bool, Decimal, Fraction, date, time, Enum, type(None))
    assert len(found) > 10_000
    assert [(path, value) for path, value in found if not isinstance(value, known)] == []


def test_derived_figures_are_exact_too(results: tuple[Ranking, tuple[UnitScores, ...]]) -> None:
    for standing in results[0].standings:
        assert isinstance(standing.result.share, Fraction)
        assert isinstance(standing.result.converted, Fraction)
        assert isinstance(standing.result.points, Decimal)
        assert isinstance(standing.result.maximum, Decimal)
        for part in standing.result.criteria:
            assert isinstance(part.points, Decimal)


def test_two_loads_give_the_same_results(
    results: tuple[Ranking, tuple[UnitScores, ...]], found: tuple[Found, ...]
) -> None:
    ranking, _ = results
    again = values(computed(ranking.campaign.stages[ranking.stage].id))
    assert found == again
    assert hash(found) == hash(again)
    # as typed, too: equal numbers that are written differently would show differently
    assert [repr(value) for _, value in found] == [repr(value) for _, value in again]


def test_the_order_of_the_files_does_not_change_the_results() -> None:
    campaign = load_example().campaign
    assert campaign is not None
    files = [f"units/{unit}.yaml" for unit in campaign.units]
    there, back = (rank_bloc(input_of(load_example(*order)), EXAMPLE_BLOC) for order in (files, files[::-1]))
    assert values(there) == values(back)


def test_every_criterion_of_the_rubric_is_in_every_result(results: tuple[Ranking, tuple[UnitScores, ...]]) -> None:
    ranking, scores = results
    expected = [leaf.criterion.id for leaf in ranking.rubric.leaves]
    for result in (*(standing.result for standing in ranking.standings), *(one.counted for one in scores)):
        assert [part.criterion.id for part in result.criteria] == expected
    assert {standing.result.unit for standing in ranking.standings} == set(ranking.bloc.units)
