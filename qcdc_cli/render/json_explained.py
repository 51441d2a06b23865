"""The explanation of a figure for JSON: the same facts as the text, numbers as numbers."""

from fractions import Fraction

from qcdc_cli.language.figures import fraction_as_decimal
from qcdc_cli.render.facts import Explained, full_of, id_of, name_of
from qcdc_cli.render.json_parts import Object, criterion, number, percent, totals
from qcdc_cli.scoring.result import CriterionResult, GroupResult, NodeResult, Standing


def explained_object(explained: Explained, identity: str | None) -> Object:
    """Return the explanation of a criterion or group (or of the total and the rank) without its version.

    Raises:
        KeyError: when the rubric has no node with this id.
    """
    ranking = explained.ranking
    head: Object = {
        "campaign": ranking.campaign.campaign,
        "period": ranking.period,
        "bloc": ranking.bloc_id,
        "rubric": ranking.rubric.rubric,
        "unit": explained.scores.counted.unit,
        "name": explained.scores.name,
    }
    if identity is None:
        return {**head, "total": _total(explained)}
    part = explained.node(identity)
    if isinstance(part, GroupResult):
        return {**head, "group": _group(explained, part)}
    return {**head, "criterion": _criterion(explained, part)}


def _criterion(explained: Explained, part: CriterionResult) -> Object:
    counted, points = part.counted, part.criterion.points
    given = counted is not None and counted.points is not None
    place = explained.place(part)
    return {
        **criterion(part, explained.scores, explained.ranking.campaign),
        "groups": [group.id for group in explained.above(part)],
        "rule": part.criterion.kind.rule(points),
        "working": part.kind.working(counted.reading, points) if counted is not None and given else None,
        "before_rounding": number(counted.points) if counted is not None and counted.points is not None else None,
        "excluded": part.excluded,
        "rubric_file": place.path,
        "rubric_line": place.line,
    }


def _group(explained: Explained, part: GroupResult) -> Object:
    place = explained.place(part)
    return {
        **_part(part),
        "groups": [group.id for group in explained.above(part)],
        "missing": part.blank,
        "parts": [_part(inner) for inner in part.parts],
        "before_rounding": number(_sum(part.parts)),
        "rubric_file": place.path,
        "rubric_line": place.line,
    }


def _part(part: NodeResult) -> Object:
    return {
        "id": id_of(part),
        "name": name_of(part),
        "points": number(part.points) if isinstance(part, GroupResult) or part.counted is not None else None,
        "max": number(part.maximum),
        "full": number(full_of(part)),
    }


def _sum(parts: tuple[NodeResult, ...]) -> Fraction:
    return sum((Fraction(part.points) for part in parts), Fraction(0))


def _total(explained: Explained) -> Object:
    standing, ranking = explained.standing, explained.ranking
    result, entry = standing.result, standing.classified
    above, tied, below = explained.neighbours()
    return {
        **totals(result),
        "full": number(result.full),
        "parts": [_part(part) for part in result.parts],
        "converted": None if result.converted is None else number(fraction_as_decimal(result.converted, 2)),
        "rank": standing.rank,
        "ranked": sum(one.rank is not None for one in ranking.standings),
        "above": [_neighbour(one) for one in above],
        "tied": [_neighbour(one) for one in tied],
        "below": [_neighbour(one) for one in below],
        "class": None
        if entry is None
        else {"id": entry.id, "name": entry.name, "from": None if entry.from_ is None else number(entry.from_)},
    }


def _neighbour(standing: Standing) -> Object:
    result = standing.result
    return {
        "unit": result.unit,
        "rank": standing.rank,
        "points": number(result.points),
        "percent": percent(result.share),
    }
