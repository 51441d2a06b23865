"""The submission (tờ trình): who is proposed for which class and award, what is still open, and the dossier."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from qcdc_cli.language import say, terms
from qcdc_cli.process.proceedings import Proceedings
from qcdc_cli.render.documents import Block, Document, DocumentTable, Heading, prose, to_add
from qcdc_cli.render.documents.bases import basis_blocks, enclosed, records_of
from qcdc_cli.render.documents.formalities import Formalities, formalities_of
from qcdc_cli.render.documents.results import (
    campaign_note,
    class_lines,
    note_blocks,
    provisional_blocks,
    results_table,
    rubric_with_total,
    stage_reached,
)
from qcdc_cli.render.documents.sealed import seal_blocks
from qcdc_cli.render.documents.tables import items
from qcdc_cli.render.report import DocumentView, Report
from qcdc_cli.render.tables.columns import NamedColumn, rank_column, table_columns, table_rows
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.names import period_in_sentence, unit_name
from qcdc_cli.render.words.table import Column, Table, class_text, figures, padded
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking

_KIND: Final = "submission"


def documents(report: Report) -> tuple[Document, ...]:
    """Return the submission on the chosen blocs.

    Args:
        report: the results, seen as a paper.
    """
    assert isinstance(report.view, DocumentView)  # noqa: S101 - what papers are made of
    campaign, period, rankings = report.campaign, report.period, report.rankings
    when = period_in_sentence(campaign, period)
    formal = formalities_of(report, _KIND)
    issuer = visible(formal.issuer.name)
    known = bool(formal.issuer.superior or formal.paper.addressees)
    addressed = formal.addressees() if known else ()
    blocks: list[Block] = [
        *([] if known else [to_add(say("nơi nhận tờ trình", "to whom it is addressed"), say("Kính gửi: ", "To: "))]),
        *basis_blocks(rankings),
        prose(_opening(issuer, addressed, when, rankings)),
        Heading(say("I. KẾT QUẢ XÉT", "I. THE RESULTS")),
        *_by_bloc(rankings, _outcome),
        *campaign_note(campaign),
        Heading(say("II. DANH SÁCH ĐỀ NGHỊ XẾP LOẠI", "II. PROPOSED CLASSES")),
        *_by_bloc(rankings, _classes),
        Heading(say("III. DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", "III. PROPOSED AWARDS")),
        *_by_bloc(rankings, _awards),
        Heading(say("IV. HỒ SƠ KÈM THEO", "IV. THE DOSSIER")),
        *_dossier(report, report.view.proceedings),
        *seal_blocks(report, (ranking.bloc_id for ranking in rankings)),
        prose(_closing(issuer, addressed)),
    ]
    return (
        Document(
            kind=_KIND,
            name=say("TỜ TRÌNH", "SUBMISSION"),
            subject=say(
                f"Đề nghị công nhận kết quả thi đua và khen thưởng {when}",
                f"Recognition of the emulation results, and awards, {when}",
            ),
            head=formal.head(),
            addressees=addressed,
            blocks=tuple(blocks),
            signatures=formal.signatures(),
            recipients=formal.recipients(),
        ),
    )


def _opening(issuer: str, addressed: Sequence[str], when: str, rankings: Sequence[Ranking]) -> str:
    whom = ", ".join(addressed) or say("cấp có thẩm quyền", "the competent authority")
    number = sum(len(ranking.standings) for ranking in rankings)
    return say(
        f"{issuer} kính trình {whom} xem xét, công nhận kết quả thi đua và quyết định khen thưởng {when} đối với "
        f"{number} đơn vị, như sau:",
        f"{issuer} submits the emulation results of {when} (units: {number}) to {whom}, to be recognised and to decide "
        "on awards, as follows:",
    )


def _closing(issuer: str, addressed: Sequence[str]) -> str:
    whom = ", ".join(addressed) or say("cấp có thẩm quyền", "the competent authority")
    return say(f"{issuer} kính trình {whom} xem xét, quyết định./.", f"{issuer} submits this to {whom} for decision.")


def _by_bloc(rankings: Sequence[Ranking], blocks: Callable[[Ranking], list[Block]]) -> Iterator[Block]:
    """Yield what is said of each bloc, under its name where there are several."""
    for number, ranking in enumerate(rankings, 1):
        if len(rankings) > 1:
            yield Heading(f"{number}. {visible(ranking.bloc.name)}", 2)
        yield from blocks(ranking)


def _outcome(ranking: Ranking) -> list[Block]:
    """Return how many units were marked and ranked, by which rubric, up to which stage."""
    units, ranked, bloc = len(ranking.standings), ranking.ranked, visible(ranking.bloc.name)
    rubric, stage = rubric_with_total(ranking), stage_reached(ranking)
    told = say(
        f"{bloc} có {units} đơn vị, xếp hạng {ranked} đơn vị theo {rubric}, đến bước “{stage}”.",
        f"Units of {bloc}: {units}; ranked by {rubric}, up to the stage “{stage}”: {ranked}.",
    )
    return [prose(told), *provisional_blocks(ranking), *note_blocks(ranking)]


def _classes(ranking: Ranking) -> list[Block]:
    if not ranking.rubric.classification:
        return [prose(say("Thang điểm không quy định xếp loại.", "The rubric has no classes."))]
    if not ranking.ranked:
        return [_nobody_ranked(), to_add(say("danh sách đề nghị xếp loại", "the proposed classes"))]
    return [DocumentTable(results_table(ranking, awards=False)), *items(class_lines(ranking))]


def _awards(ranking: Ranking) -> list[Block]:
    """Return those proposed for awards, award by award in the rubric's order."""
    rubric = ranking.rubric
    if not rubric.awards:
        nothing = say("Thang điểm không quy định hình thức khen thưởng.", "The rubric has no awards.")
        proposed = to_add(say("danh sách đề nghị khen thưởng, nếu có", "those proposed for awards, if anybody"))
        return [prose(nothing), proposed]
    given = [(award, one) for award in rubric.awards for one in ranking.standings if award in one.awards]
    if not given:
        return [prose(say("Chưa có đơn vị nào được đề nghị khen thưởng.", "No unit is proposed for an award yet."))]
    columns: list[NamedColumn] = [
        (figures(say(*terms.ROW_NUMBER)), [str(number) for number in range(1, len(given) + 1)]),
        (Column(say(*terms.UNIT), wraps=True), [unit_name(ranking.campaign, one.result.unit) for _, one in given]),
        (Column(say(*terms.AWARDS), wraps=True), [visible(award.name) for award, _ in given]),
        rank_column(say(*terms.RANK), (one.rank for _, one in given)),
        (figures(say(*terms.TOTAL_POINTS)), padded([total_value(one.result) for _, one in given])),
    ]
    if rubric.classification:
        columns.append((Column(say(*terms.CLASS)), [visible(class_text(one.classified)) for _, one in given]))
    table = Table(say(*terms.BLOC), "", (), (), table_columns(columns), table_rows(columns), keys=2)
    return [DocumentTable(table)]


def _nobody_ranked() -> Block:
    return prose(say(*terms.NO_RANK_YET))


def _dossier(report: Report, proceedings: Proceedings) -> list[Block]:
    """Return what goes with the submission: the report, minutes, the ranking, indexes of evidence files."""
    campaign, period = report.campaign, report.period
    when = period_in_sentence(campaign, period)
    records = records_of(report.rankings)
    blocks: list[Block] = [
        enclosed(formalities_of(report, "report"), say(f"Báo cáo kết quả thi đua {when}", f"Report on {when}")),
        *items(f"{one}." for one in records),
    ]
    lacking = [one for one in report.rankings if one.bloc_id not in campaign.meetings.get(period, {})]
    for one in lacking:
        own = visible(one.bloc.name)
        name = say(f"Biên bản họp xét của {own}", f"Minutes of the meeting of {own}")
        blocks.append(enclosed(Formalities(campaign, period, "minutes", one.bloc_id), name))
    blocks += items([say("Bảng xếp hạng kết quả thi đua.", "The ranking.")])
    if proceedings.evidence is not None:
        number = sum(len(ranking.standings) for ranking in report.rankings)
        blocks += items(
            [say(f"Mục lục hồ sơ minh chứng của {number} đơn vị.", f"Indexes of evidence files (units: {number}).")]
        )
    return blocks
