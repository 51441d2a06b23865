"""The classes and awards that a ranking comes to, with what keeps a unit from a better class and what is still open."""

from collections.abc import Iterator

from qcdc_cli.campaign.deciding import Award, Class
from qcdc_cli.language import say, terms
from qcdc_cli.render.documents import Block, prose
from qcdc_cli.render.documents.tables import items
from qcdc_cli.render.words.names import listed, unit_in_sentence
from qcdc_cli.render.words.unit_notes import award_decision_notes, decision_notes, undecided_notes, unvoted_notes
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking


def proposed(ranking: Ranking) -> Iterator[Block]:
    """Yield the units by class and by award; what the rubric does not know is said to be unknown to it."""
    yield from _classes(ranking)
    yield from _awards(ranking)
    notes = [
        *decision_notes(ranking),
        *award_decision_notes(ranking),
        *undecided_notes(ranking),
        *unvoted_notes(ranking),
    ]
    if notes:
        yield prose(say("Trong đó:", "Of these:"))
        yield from items(f"{note}." for note in notes)


def _classes(ranking: Ranking) -> Iterator[Block]:
    if not ranking.rubric.classification:
        yield prose(say("Thang điểm không quy định xếp loại.", "The rubric has no classes."))
        return
    yield prose(f"{say(*terms.CLASS)}:")
    yield from items(_line(one.name, _in_class(ranking, one)) for one in ranking.rubric.classification)
    without = [_name(ranking, one.result.unit) for one in ranking.standings if one.classified is None]
    if without:
        yield prose(_line(say("Chưa xếp loại", "Not classed"), without), "item")


def _awards(ranking: Ranking) -> Iterator[Block]:
    if not ranking.rubric.awards:
        yield prose(say("Thang điểm không quy định hình thức khen thưởng.", "The rubric has no awards."))
        return
    yield prose(f"{say(*terms.AWARDS)}:")
    yield from items(_line(one.name, _with_award(ranking, one)) for one in ranking.rubric.awards)


def _in_class(ranking: Ranking, entry: Class) -> list[str]:
    return [
        _name(ranking, one.result.unit)
        for one in ranking.standings
        if one.classified is not None and one.classified.id == entry.id
    ]


def _with_award(ranking: Ranking, entry: Award) -> list[str]:
    return [
        _name(ranking, one.result.unit) for one in ranking.standings if any(own.id == entry.id for own in one.awards)
    ]


def _line(name: str, units: list[str]) -> str:
    shown, number = visible(name), len(units)
    if not units:
        return say(f"{shown}: không có đơn vị nào.", f"{shown}: none.")
    return say(f"{shown}: {number} đơn vị ({listed(units)}).", f"{shown}: {number} ({listed(units)}).")


def _name(ranking: Ranking, unit: str) -> str:
    return unit_in_sentence(ranking.campaign, unit)
