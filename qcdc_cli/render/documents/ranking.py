"""The ranking as an appendix to sign (phụ lục xếp hạng): the table of the workbook, on pages that lie."""

from typing import Final

from qcdc_cli.campaign.papers import BLOC
from qcdc_cli.language import say, terms
from qcdc_cli.render.documents import Block, Document, DocumentTable, Paragraph, Run, prose
from qcdc_cli.render.documents.bases import goes_with
from qcdc_cli.render.documents.formalities import Formalities
from qcdc_cli.render.documents.lists import list_signatures
from qcdc_cli.render.documents.results import provisional_blocks
from qcdc_cli.render.documents.sealed import seal_blocks
from qcdc_cli.render.documents.tables import items
from qcdc_cli.render.report import Report
from qcdc_cli.render.tables.columns import (
    NamedColumn,
    decision_columns,
    level_columns,
    level_notes,
    rank_change_columns,
    rank_column,
    share_columns,
    table_columns,
    table_rows,
)
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.names import stage_line, unit_name
from qcdc_cli.render.words.remarks import basis_line, period_line, ranking_notes, unit_remarks
from qcdc_cli.render.words.rules import group_header
from qcdc_cli.render.words.table import Column, Table, figures, padded
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.scoring.table_level import MOST_COLUMNS, table_level

_KIND: Final = "ranking"


def documents(report: Report) -> tuple[Document, ...]:
    """Return the ranking of each bloc as an appendix.

    Args:
        report: the results, seen as a paper.
    """
    return tuple(_appendix(report, ranking) for ranking in report.rankings)


def _appendix(report: Report, ranking: Ranking) -> Document:
    campaign, period, bloc = ranking.campaign, ranking.period, ranking.bloc_id
    formal = Formalities(campaign, period, _KIND, bloc)
    basis, by_bloc = basis_line(ranking), formal.issuer.by == BLOC
    blocks: list[Block] = [
        *([Paragraph((Run(visible(basis), italic=True),), "centred")] if basis else []),
        *([] if by_bloc else [Paragraph((Run(visible(ranking.bloc.name), bold=True),), "centred")]),
        *ranking_blocks(ranking),
        *seal_blocks(report, [bloc]),
    ]
    review = Formalities(campaign, period, "report", bloc)
    if review.recorded_number():  # else it may go with another paper, such as the submission
        blocks.insert(0, goes_with(review, say("Báo cáo", "Report")))
    return Document(
        kind=_KIND,
        name=say("BẢNG XẾP HẠNG KẾT QUẢ THI ĐUA", "EMULATION RANKING"),
        subject=visible(campaign.campaign),
        head=formal.head(),
        blocks=tuple(blocks),
        signatures=formal.signatures(list_signatures(campaign)),
        recipients=formal.recipients() if _goes_out(ranking) else (),
        landscape=True,
    )


def ranking_blocks(ranking: Ranking, *, own_note: bool = True) -> list[Block]:
    """Return the ranking as it stands in an appendix: of which period and stage, why it is provisional, table, notes.

    Args:
        ranking: the bloc's ranking.
        own_note: whether the campaign's own note stands below, too.
    """
    table, notes = _table(ranking)
    if not own_note:
        notes = [note for note in notes if note != ranking.campaign.note]
    above = [visible(period_line(ranking)), stage_line(ranking)]
    return [
        *(prose(line, "centred") for line in above),
        *provisional_blocks(ranking),
        DocumentTable(table),
        *([prose(say("Ghi chú:", "Notes:")), *items(map(visible, notes))] if notes else []),
    ]


def _goes_out(ranking: Ranking) -> bool:
    """Return whether the campaign says who gets the appendix; else it goes with the paper that it belongs to."""
    papers = ranking.campaign.documents.get(ranking.period, ())
    return any(one.document == _KIND and one.recipients for one in papers)


def _table(ranking: Ranking) -> tuple[Table, list[str]]:
    """Return the table, and the notes below it."""
    standings, rubric, campaign = ranking.standings, ranking.rubric, ranking.campaign
    results = [standing.result for standing in standings]
    level = table_level(rubric, results)
    named = len(level.nodes) <= MOST_COLUMNS  # else there is room for their numbers only
    points = level_columns(results, rubric, level)
    if named:
        points = [
            (figures(visible(group_header(node))), cells) for node, (_, cells) in zip(level.nodes, points, strict=True)
        ]
    stage = campaign.stages[ranking.reached].name
    remarks = [visible(". ".join(unit_remarks(ranking, one, stage))) for one in standings]
    columns: list[NamedColumn] = [
        rank_column(say(*terms.RANK), (one.rank for one in standings)),
        (Column(say(*terms.UNIT), wraps=True), [unit_name(campaign, one.unit) for one in results]),
        *points,
        (figures(say(*terms.TOTAL_POINTS)), padded([total_value(one) for one in results])),
        *(share_columns(results, [rubric]) if ranking.leaves_out else ()),
        *decision_columns(standings, rubric),
        *rank_change_columns(ranking),
    ]
    if any(remarks) and named:
        columns.append((Column(say(*terms.REMARKS), wraps=True), remarks))
    table = Table(say(*terms.BLOC), "", (), (), table_columns(columns), table_rows(columns), keys=2)
    if named:
        return table, ranking_notes(ranking)
    beside = [  # a column of them would leave the units' names no room
        f"{unit_name(campaign, one.unit)}: {text}" for one, text in zip(results, remarks, strict=True) if text
    ]
    return table, [*ranking_notes(ranking), *beside, *level_notes(level)]
