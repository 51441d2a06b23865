"""Blocs summed up: by bloc, district or province, how many units there are and how far they are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from qcdc_cli.campaign.deciding import Class
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.scoring.result import Ranking

By = Literal["bloc", "district", "province"]


@dataclass(frozen=True, slots=True)
class RollupLine:
    """One bloc, district or province.

    Attributes:
        name: its name; "" where the blocs do not say.
        blocs: the ids of its blocs.
        units: how many units compete.
        ranked: how many of them are ranked.
        without_sheet: how many have handed in no sheet.
        average: the exact average of the ranked units' shares (points ÷ attainable); None without any.
        lowest: the lowest of these shares.
        highest: the highest of them.
        classes: how many units are in each class, by the class's name.
        unclassified: how many units have no class.
        provisional: something is still missing.
    """

    name: str
    blocs: tuple[str, ...]
    units: int
    ranked: int
    without_sheet: int
    average: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None
    classes: Mapping[str, int]
    unclassified: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class Rollup:
    """Rankings of several blocs summed up.

    Attributes:
        by: what each line sums up.
        lines: the lines, in the order of the campaign's blocs.
        whole: all of them together.
        classes: the classes that the rubrics have, the best first, each name once.
        rubrics: the rubrics, each once.
    """

    by: By
    lines: tuple[RollupLine, ...]
    whole: RollupLine
    classes: tuple[Class, ...]
    rubrics: tuple[Rubric, ...]


def roll_up(rankings: Sequence[Ranking], by: By) -> Rollup:
    """Sum rankings up.

    Args:
        rankings: the rankings of all blocs that count, each of one bloc.
        by: "bloc", "district" or "province".

    Returns:
        averages over units, not over blocs: a bloc of ten units weighs ten times as much as one of one.
    """
    by_key: dict[tuple[str, str], list[Ranking]] = {}
    for ranking in rankings:
        by_key.setdefault(_key(ranking, by), []).append(ranking)
    classes: dict[str, Class] = {}
    for ranking in rankings:
        for entry in ranking.rubric.classification:
            classes.setdefault(entry.name, entry)
    rubrics = tuple(dict.fromkeys(ranking.rubric for ranking in rankings))
    often = Counter(name for name, _ in by_key)
    lines = tuple(
        _line(f"{name} ({province})" if often[name] > 1 and province else name, own)
        for (name, province), own in by_key.items()
    )
    return Rollup(by, lines, _line("", rankings), tuple(classes.values()), rubrics)


def _key(ranking: Ranking, by: By) -> tuple[str, str]:
    """Return what a bloc is summed up under: districts of the same name lie in different provinces."""
    bloc = ranking.bloc
    if by == "bloc":
        return bloc.name, ranking.bloc_id
    if by == "province":
        return bloc.province or "", ""
    return bloc.district or "", bloc.province or ""


def _line(name: str, rankings: Sequence[Ranking]) -> RollupLine:
    standings = [standing for ranking in rankings for standing in ranking.standings]
    ranked = [standing for standing in standings if standing.rank is not None]
    shares = [standing.result.share for standing in ranked if standing.result.share is not None]
    classes = Counter(standing.classified.name for standing in standings if standing.classified is not None)
    return RollupLine(
        name=name,
        blocs=tuple(ranking.bloc_id for ranking in rankings),
        units=len(standings),
        ranked=len(ranked),
        without_sheet=sum(standing.result.sheet is None for standing in standings),
        average=sum(shares, Fraction(0)) / len(shares) if shares else None,
        lowest=min(shares, default=None),
        highest=max(shares, default=None),
        classes=dict(classes),
        unclassified=len(standings) - classes.total(),
        provisional=any(ranking.provisional for ranking in rankings),
    )
