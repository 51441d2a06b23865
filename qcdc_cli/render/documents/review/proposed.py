"""The classes and awards that a ranking comes to, with what keeps a unit from a better class and what is still open."""

from collections.abc import Iterator

from qcdc_cli.language import say
from qcdc_cli.render.documents import Block, prose
from qcdc_cli.render.documents.results import award_lines, class_lines
from qcdc_cli.render.documents.tables import items
from qcdc_cli.render.words.names import units_in_sentence
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
    yield from items(class_lines(ranking))
    without = [one.result.unit for one in ranking.standings if not one.classified]
    if without:
        names = units_in_sentence(ranking.campaign, without)
        yield prose(say(f"Chưa xếp loại: {names}.", f"Not classed: {names}."), "item")


def _awards(ranking: Ranking) -> Iterator[Block]:
    if not ranking.rubric.awards:
        yield prose(say("Thang điểm không quy định hình thức khen thưởng.", "The rubric has no awards."))
        return
    yield from items(award_lines(ranking))
    for award in ranking.rubric.awards:
        if not any(award in one.awards for one in ranking.standings):
            name = visible(award.name)
            yield prose(say(f"{name}: chưa có đơn vị nào.", f"{name}: no unit."), "item")
