"""The notice of results (thông báo kết quả): ranks, classes, awards, and where and until when appeals are taken."""

from collections.abc import Sequence
from typing import Final

from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import day
from qcdc_cli.process.proceedings import Proceedings
from qcdc_cli.render.documents import Block, Document, Heading, Paragraph, Run, prose
from qcdc_cli.render.documents.bases import basis_blocks
from qcdc_cli.render.documents.formalities import Formalities, formalities_of
from qcdc_cli.render.documents.results import campaign_note, results_blocks
from qcdc_cli.render.documents.sealed import seal_blocks
from qcdc_cli.render.report import DocumentView, Report
from qcdc_cli.render.words.names import period_in_sentence
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking

_KIND: Final = "notice"


def documents(report: Report) -> tuple[Document, ...]:
    """Return the notice of the chosen blocs' results.

    Args:
        report: the results, seen as a paper.
    """
    assert isinstance(report.view, DocumentView)  # noqa: S101 - what papers are made of
    campaign, period, rankings = report.campaign, report.period, report.rankings
    when = period_in_sentence(campaign, period)
    formal = formalities_of(report, _KIND)
    issuer = visible(formal.issuer.name)
    blocks: list[Block] = [
        *basis_blocks(rankings),
        prose(_opening(issuer, when, rankings)),
        Heading(say("I. KẾT QUẢ", "I. RESULTS")),
        *_results(rankings),
        *campaign_note(campaign),
        Heading(say("II. GIẢI TRÌNH", "II. APPEALS")),
        *_appeals(report, report.view.proceedings, formal),
        *seal_blocks(report, (ranking.bloc_id for ranking in rankings)),
        prose(say(f"{issuer} thông báo để các đơn vị biết./.", f"{issuer} lets the units know.")),
    ]
    return (
        Document(
            kind=_KIND,
            name=say("THÔNG BÁO", "NOTICE"),
            subject=say(f"Kết quả thi đua {when}", f"Emulation results, {when}"),
            head=formal.head(),
            addressees=formal.addressees(),
            blocks=tuple(blocks),
            signatures=formal.signatures(),
            recipients=formal.recipients(),
        ),
    )


def _opening(issuer: str, when: str, rankings: Sequence[Ranking]) -> str:
    number = sum(len(ranking.standings) for ranking in rankings)
    if len(rankings) == 1:
        bloc = visible(rankings[0].bloc.name)
        return say(
            f"{issuer} thông báo kết quả thi đua {when} của {number} đơn vị thuộc {bloc}, như sau:",
            f"{issuer} announces the emulation results of {when} (units of {bloc}: {number}), as follows:",
        )
    blocs = len(rankings)
    return say(
        f"{issuer} thông báo kết quả thi đua {when} của {number} đơn vị thuộc {blocs} khối, như sau:",
        f"{issuer} announces the emulation results of {when} (blocs: {blocs}, units: {number}), as follows:",
    )


def _results(rankings: Sequence[Ranking]) -> list[Block]:
    blocks: list[Block] = []
    for number, ranking in enumerate(rankings, 1):
        if len(rankings) > 1:
            blocks.append(Heading(f"{number}. {visible(ranking.bloc.name)}", 2))
        if not ranking.ranked:
            blocks.append(prose(say(*terms.NO_RANK_YET)))
        blocks += results_blocks(ranking)
        if ranking.provisional:
            told = say(
                "Kết quả trên là tạm tính, có thể thay đổi khi có đủ các nội dung còn thiếu.",
                "These results are provisional and may change when what is missing is there.",
            )
            blocks.append(prose(told))
    return blocks


def _appeals(report: Report, proceedings: Proceedings, formal: Formalities) -> list[Block]:
    """Return how many appeals were decided, and where and until when more are taken."""
    campaign, decided, waiting = report.campaign, proceedings.appeals.decided, proceedings.appeals.open
    upheld = sum(one.appeal.decision is not None and one.appeal.decision.upheld is True for one in decided)
    blocks: list[Block] = []
    if decided or waiting:
        known, left = len(decided), len(waiting)
        told = say(
            f"Đã giải quyết {known} giải trình, trong đó chấp nhận {upheld}; kết quả trên đã tính theo các giải trình "
            "được chấp nhận.",
            f"Appeals decided: {known}, of which upheld: {upheld}; the results above take these into account.",
        )
        more = say(f" Còn {left} giải trình chưa giải quyết.", f" Appeals that are still open: {left}.")
        blocks.append(prose(told + (more if left else "")))
    last = campaign.periods[report.period].appeals if report.period in campaign.periods else None
    issued = formal.paper.date
    if last is not None and issued is not None and issued > last:
        on = day(last)
        over = say(f"Thời hạn nhận giải trình đã hết ngày {on}.", f"Appeals were taken until {on}.")
        return [*blocks, prose(over)]
    where = visible(formal.issuer.name)
    until = Run(day(last)) if last is not None else Run(say("ngày cuối nhận giải trình", "the last day"), to_add=True)
    return [
        *blocks,
        Paragraph(
            (
                Run(say("Đơn vị không nhất trí với kết quả gửi giải trình về ", "Units that disagree appeal to ")),
                Run(where) if where else Run(say("nơi nhận giải trình", "where appeals are taken"), to_add=True),
                Run(say(", đến hết ngày ", ", until ")),
                until,
                Run("."),
            )
        ),
    ]
