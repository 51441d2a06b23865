"""A composite index whose ranks are published: 51 countries, 49 indicators in eight pillars; see asem/README.md."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from qcdc_cli.language.figures import round_half_away
from qcdc_cli.process.sensitivity.alternatives import groups_to_leave_out, leaving_out
from qcdc_cli.process.sensitivity.ranked_anew import RankedAnew
from tests.campaigns import BLOC, input_from, rubric_from
from tests.scoring.scales import Tree

ASEM = Path(__file__).parent / "asem"


def rows(name: str) -> list[dict[str, str]]:
    with (ASEM / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def mean(identity: str, parts: list[Tree]) -> Tree:
    return {"id": identity, "points": "100", "take": "average", "average": "points", "criteria": parts}


def asem_bloc() -> RankedAnew:
    """Return the countries as units, the indicators as points of 100, and groups that average."""
    tree: dict[str, dict[str, list[Tree]]] = {}
    for row in rows("tree.csv"):
        pillars = tree.setdefault(row["sub-index"], {})
        pillars.setdefault(row["pillar"], []).append({"id": row["indicator"], "points": "100"})
    parts = [mean(sub, [mean(pillar, own) for pillar, own in pillars.items()]) for sub, pillars in tree.items()]
    rubric = rubric_from({"rounding": {"decimals": "6", "at": "total"}, "criteria": [mean("Index", parts)]})
    marks = {row.pop("unit"): row for row in rows("normalised.csv")}
    return RankedAnew(input_from(rubric, marks), BLOC)


def shifts(bloc: RankedAnew) -> Iterator[tuple[str, Decimal]]:
    for left in leaving_out(bloc, groups_to_leave_out(bloc.rubric)):
        yield left.node.id, round_half_away(left.mean_shift, 6)


def test_index_ranks_and_shifts_are_the_published_ones() -> None:
    """Leaving out a pillar moves ranks by as much in the mean as COINr's table says, to six decimals."""
    bloc = asem_bloc()
    expected = {row["unit"]: row for row in rows("expected.csv")}
    assert {unit: str(result.points) for unit, result in bloc.results.items()} == {
        unit: row["Index"] for unit, row in expected.items()
    }
    assert {unit: str(rank) for unit, rank in bloc.ranks.items()} == {
        unit: row["rank"] for unit, row in expected.items()
    }
    found = {name: f"{shift:.6f}" for name, shift in shifts(bloc)}
    pillars = {row["pillar left out"]: row["mean absolute rank shift"] for row in rows("leave-one-out.csv")}
    assert {name: found[name] for name in pillars} == pillars
    assert set(found) - set(pillars) == {row["sub-index"] for row in rows("tree.csv")}
