"""Results as an Excel workbook: a ranking to print and sign, every criterion, every unit, and how it was computed.

A workbook shows the result tree and computes nothing of its own. Every figure in it is an exact number;
whatever comes from data is text.
"""

from collections.abc import Mapping, Sequence

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from qcdc_cli.language import say
from qcdc_cli.render.cells import reached_stage, stages_to_show
from qcdc_cli.render.workbook.criteria_sheet import write_criteria
from qcdc_cli.render.workbook.method_sheet import write_method
from qcdc_cli.render.workbook.ranking_sheet import write_ranking
from qcdc_cli.render.workbook.shown import percents_of
from qcdc_cli.render.workbook.unit_sheet import UnitPage, write_unit
from qcdc_cli.scoring.result import Ranking, UnitScores
from qcdc_cli.workbook.book import book, packed
from qcdc_cli.workbook.looks import Looks
from qcdc_cli.workbook.names import SheetNames


def workbook_bytes(rankings: Sequence[Ranking], scores: Mapping[str, Sequence[UnitScores]]) -> bytes:
    """Return the results of some blocs as the bytes of an .xlsx file.

    Args:
        rankings: the rankings, at least one, of one campaign.
        scores: for each bloc's id, what its units get as of each stage, in the order of the ranking.

    Returns:
        the file; the same results give the same bytes.
    """
    campaign = rankings[0].campaign
    begun = book(f"{say('Xếp hạng', 'Ranking')} – {campaign.campaign}")
    looks, names = Looks(begun), SheetNames()
    for ranking in rankings:
        prefix = ranking.bloc_id if len(rankings) > 1 else ""
        _write_bloc(begun, looks, names, prefix, ranking, scores.get(ranking.bloc_id, ()))
    return packed(begun)


def _write_bloc(
    book: Workbook, looks: Looks, names: SheetNames, prefix: str, ranking: Ranking, scores: Sequence[UnitScores]
) -> None:
    """Write the worksheets of one bloc."""
    stages = {number: ranking.campaign.stages[number].name for number in stages_to_show(scores)}
    latest = ranking.campaign.stages[reached_stage(ranking)].name
    ranked, criteria, method = (
        names.take(name, prefix)
        for name in (say("Xếp hạng", "Ranking"), say("Tiêu chí", "Criteria"), say("Cách tính", "How computed"))
    )
    write_ranking(_sheet(book, ranked), looks, ranking, latest)
    write_criteria(_sheet(book, criteria), looks, ranking, latest)
    percents = percents_of(ranking)
    places = {each.result.unit: (each, percent) for each, percent in zip(ranking.standings, percents, strict=True)}
    for unit in scores:
        page = UnitPage(ranking, *places[unit.counted.unit], unit, stages)
        write_unit(_sheet(book, names.take(unit.name, prefix)), looks, page)
    write_method(_sheet(book, method), looks, ranking, latest)


def _sheet(book: Workbook, name: str) -> Worksheet:
    sheet: Worksheet = book.add_worksheet(name)
    return sheet
