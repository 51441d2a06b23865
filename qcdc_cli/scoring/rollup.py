"""Units summed up by bloc, by type or by a grouping of the campaign: how many there are and how far they are."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from qcdc_cli.campaign.deciding import Class
from qcdc_cli.campaign.groupings import BLOC, DISTRICT, PROVINCE, GroupsOfUnits
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.scoring.result import Ranking, Standing

_Member = tuple[Ranking, Standing]


@dataclass(frozen=True, slots=True)
class RollupLine:
    """One bloc, or the units of one group.

    Attributes:
        name: its name; "" where neither the units nor their blocs say.
        blocs: the ids of the blocs that its units are in.
        units: how many units compete.
        ranked: how many of them are ranked.
        without_sheet: how many have handed in no sheet.
        average: the exact average of the ranked units' shares (points ÷ attainable); None without any.
        lowest: the lowest of these shares.
        highest: the highest of them.
        classes: how many units are in each class, by the class's name.
        unclassified: how many units have no class.
        provisional: something is still missing in one of these blocs, so that shares or classes can still change.
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
    """Rankings summed up.

    Attributes:
        by: what each line sums up.
        lines: the lines, in the order in which the campaign declares groups, else has blocs and units.
        whole: all of them together.
        classes: the classes that the rubrics have, the best first, each name once.
        rubrics: the rubrics, each once.
        provisional_blocs: the names of the blocs in which something is still missing.
        parts_blocs: the units of some bloc are in several lines.
    """

    by: str
    lines: tuple[RollupLine, ...]
    whole: RollupLine
    classes: tuple[Class, ...]
    rubrics: tuple[Rubric, ...]
    provisional_blocs: tuple[str, ...]
    parts_blocs: bool


def roll_up(rankings: Sequence[Ranking], by: str) -> Rollup:
    """Sum rankings up.

    Args:
        rankings: the rankings of all blocs that count, each of one bloc.
        by: "bloc", "type", "district", "province", or a grouping that the campaign declares.

    Returns:
        averages over units, not over blocs: a bloc of ten units weighs ten times as much as one of one. What is shown
        of units of several blocs is what compares: how many there are, their shares and classes. Points, ranks and
        awards stay those of the blocs.
    """
    groups = [GroupsOfUnits(rankings[0].campaign, each) for each in ((by, PROVINCE) if by == DISTRICT else (by,))]
    by_key: dict[tuple[str, ...], list[_Member]] = {}
    for ranking in rankings:
        numbers = ranking.campaign.unit_numbers
        for standing in sorted(ranking.standings, key=lambda one: numbers.get(one.result.unit, 0)):
            unit = standing.result.unit
            key: tuple[str, ...]
            if by == BLOC:
                key = (ranking.bloc.name, ranking.bloc_id)
            else:  # districts of the same name lie in different provinces
                key = tuple(each.group_of(unit, ranking.bloc) for each in groups)
            by_key.setdefault(key, []).append((ranking, standing))
    classes: dict[str, Class] = {}
    for ranking in rankings:
        for entry in ranking.rubric.classification:
            classes.setdefault(entry.name, entry)
    rubrics = tuple(dict.fromkeys(ranking.rubric for ranking in rankings))
    often = Counter(name for name, *_ in by_key)
    lines: list[RollupLine] = []
    for (name, *rest), own in by_key.items():
        apart = often[name] > 1 and any(rest)
        lines.append(_line(f"{name} ({rest[0]})" if apart else name, own))
    order = groups[0].order
    lines.sort(key=lambda line: order.get(line.name, len(order)))
    blocs = Counter(bloc for line in lines for bloc in line.blocs)
    return Rollup(
        by=by,
        lines=tuple(lines),
        whole=_line("", [(ranking, standing) for ranking in rankings for standing in ranking.standings]),
        classes=tuple(classes.values()),
        rubrics=rubrics,
        provisional_blocs=tuple(ranking.bloc.name for ranking in rankings if ranking.provisional),
        parts_blocs=any(often > 1 for often in blocs.values()),
    )


def _line(name: str, members: Sequence[_Member]) -> RollupLine:
    standings = [standing for _, standing in members]
    rankings = {ranking.bloc_id: ranking for ranking, _ in members}
    ranked = [standing for standing in standings if standing.rank is not None]
    shares = [standing.result.share for standing in ranked if standing.result.share is not None]
    classes = Counter(standing.classified.name for standing in standings if standing.classified is not None)
    return RollupLine(
        name=name,
        blocs=tuple(rankings),
        units=len(standings),
        ranked=len(ranked),
        without_sheet=sum(standing.result.sheet is None for standing in standings),
        average=sum(shares, Fraction(0)) / len(shares) if shares else None,
        lowest=min(shares, default=None),
        highest=max(shares, default=None),
        classes=dict(classes),
        unclassified=len(standings) - classes.total(),
        provisional=any(ranking.provisional for ranking in rankings.values()),
    )
