"""The report of a period (báo cáo sơ kết, tổng kết): what was done, results, strengths and limits, what comes next.

Every sentence comes from the data and says no more than it does. What a person must add (causes, direction, tasks) is
a place to fill.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from qcdc_cli.language import say
from qcdc_cli.language.figures import figure, with_points
from qcdc_cli.process.proceedings import Proceedings
from qcdc_cli.render.documents import Annex, Block, Document, Heading, Paragraph, Run, prose
from qcdc_cli.render.documents.bases import basis_blocks, goes_with
from qcdc_cli.render.documents.formalities import formalities_of
from qcdc_cli.render.documents.ranking import ranking_blocks
from qcdc_cli.render.documents.review.carried_out import carried_out
from qcdc_cli.render.documents.review.period_kind import title_of_review
from qcdc_cli.render.documents.review.proposed import proposed
from qcdc_cli.render.documents.review.remarks import difficulties_and_proposals, next_tasks, strengths_and_limits
from qcdc_cli.render.documents.review.results import overall_text, results_of
from qcdc_cli.render.documents.sealed import seal_blocks
from qcdc_cli.render.documents.tables import annex_label, items, roman, table_blocks
from qcdc_cli.render.report import DocumentView, Report
from qcdc_cli.render.tables.several_blocs import rollup_table
from qcdc_cli.render.words.names import listed, roles, unit_in_sentence
from qcdc_cli.render.words.remarks import period_line, provisional_notice
from qcdc_cli.render.words.unit_notes import not_carried_lines, provisional_lines
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.scoring.rollup import roll_up
from qcdc_cli.scoring.statistics import statistics

_MOST_NAMED = 30  # units of a bloc that are named in its description; more stand in the appendix
_MOST_IN_FULL = 8  # blocs whose units are named and whose results stand in the text; of more the appendices have them
_MOST_GAPS = 10  # lines on what is missing that stand at the beginning; all of them stand in the appendix
_KIND: Final = "report"


def documents(report: Report) -> tuple[Document, ...]:
    """Return the report of a period, of one bloc or of several."""
    assert isinstance(report.view, DocumentView)  # noqa: S101 - what papers.py looks at
    campaign, period, rankings = report.campaign, report.period, report.rankings
    formal = formalities_of(report, _KIND)
    bloc_name = visible(rankings[0].bloc.name) if formal.bloc is not None else ""
    return (
        Document(
            kind=_KIND,
            name=say("BÁO CÁO", "REPORT"),
            subject=title_of_review(campaign, period, bloc_name),
            head=formal.head(),
            blocks=tuple(_blocks(report, report.view.proceedings)),
            addressees=formal.addressees(),
            signatures=formal.signatures(),
            recipients=formal.recipients(),
            annexes=tuple(_annexes(rankings, goes_with(formal, say("Báo cáo", "Report")))),
        ),
    )


def _blocks(report: Report, proceedings: Proceedings) -> Iterator[Block]:
    yield from basis_blocks(report.rankings)
    issuer = visible(formalities_of(report, _KIND).issuer.name)
    if issuer:
        yield prose(say(f"{issuer} báo cáo kết quả như sau:", f"{issuer} reports as follows:"))
    yield from _warnings(report)
    remarks, campaign = proceedings.remarks, report.campaign
    parts = (
        (say("ĐẶC ĐIỂM, TÌNH HÌNH", "WHO TAKES PART"), _about(report)),
        (say("TÌNH HÌNH TỔ CHỨC THỰC HIỆN", "HOW IT WAS CARRIED OUT"), carried_out(report, proceedings)),
        (say("KẾT QUẢ CHẤM ĐIỂM, XẾP HẠNG", "RESULTS"), _results(report, proceedings)),
        (
            say("ƯU ĐIỂM, HẠN CHẾ VÀ NGUYÊN NHÂN", "STRENGTHS, LIMITS AND CAUSES"),
            strengths_and_limits(campaign, remarks),
        ),
        (
            say("KHÓ KHĂN, VƯỚNG MẮC; ĐỀ XUẤT, KIẾN NGHỊ", "DIFFICULTIES AND PROPOSALS"),
            difficulties_and_proposals(campaign, remarks),
        ),
        (say("ĐỀ NGHỊ XẾP LOẠI, KHEN THƯỞNG", "CLASSES AND AWARDS PROPOSED"), _proposed(report)),
        (say("NHIỆM VỤ KỲ TIẾP THEO", "TASKS OF THE NEXT PERIOD"), next_tasks(report, proceedings)),
    )
    for number, (title, blocks) in enumerate(parts, 1):
        yield Heading(f"{roman(number)}. {title}")
        yield from blocks
    if campaign.note:
        note = visible(campaign.note)
        yield Paragraph((Run(say(f"Ghi chú: {note}", f"Note: {note}"), italic=True),))
    yield from seal_blocks(report, (ranking.bloc_id for ranking in report.rankings))
    of = say(f" của {issuer}", f" of {issuer}") if issuer else ""
    yield prose(say(f"Trên đây là báo cáo{of}./.", f"This is the report{of}."))


def _warnings(report: Report) -> Iterator[Block]:
    """Yield what must be read first: what is provisional, and what could not be carried over to another rubric."""
    campaign = report.campaign
    for ranking in report.rankings:
        stage = visible(campaign.stages[ranking.reached].name)
        notice = provisional_notice(ranking, stage)
        if not notice:
            continue
        of = f"{visible(ranking.bloc.name)}: " if len(report.rankings) > 1 else ""
        yield Paragraph((Run(f"{of}{notice}", bold=True),))
        results = [(unit_in_sentence(campaign, one.result.unit), one.result, stage) for one in ranking.standings]
        _, *lines = provisional_lines(results)
        if len(lines) <= _MOST_GAPS:
            yield from items(f"{line[:1].upper()}{line[1:]}." for line in lines)
        else:
            yield prose(say("Chi tiết từng đơn vị nêu ở phụ lục.", "The appendix has what each unit lacks."))
    ranked = [one.result.unit for ranking in report.rankings for one in ranking.standings]
    _, *lines = not_carried_lines(campaign, report.not_carried, ranked) or ("",)
    if lines:
        yield prose(
            say(
                "Các điểm sau không chuyển được sang thang điểm này, coi là chưa chấm:",
                "Marks that cannot be carried over to this rubric, and are taken as blank:",
            )
        )
        yield from items(f"{line}." for line in lines)


def _about(report: Report) -> Iterator[Block]:
    rankings = report.rankings
    period = period_line(rankings[0])
    yield prose(say(f"Kỳ báo cáo: {period}.", f"Period: {period}."))
    in_full = len(rankings) <= _MOST_IN_FULL
    if len(rankings) > 1:
        number = sum(len(ranking.standings) for ranking in rankings)
        yield prose(
            say(
                f"Có {len(rankings)} khối với {number} đơn vị tham gia:",
                f"{len(rankings)} blocs with {number} units take part:",
            )
        )
        yield from items(_bloc(ranking, in_full=in_full) for ranking in rankings)
    else:
        yield prose(_bloc(rankings[0], in_full=True))
    by_rubric: dict[str, list[Ranking]] = {}
    for ranking in rankings:
        by_rubric.setdefault(ranking.rubric.rubric, []).append(ranking)
    for own in by_rubric.values():
        yield prose(_scale(own, of_all=len(own) == len(rankings)))
    stages = listed([f"“{visible(stage.name)}”" for stage in report.campaign.stages])
    if len(report.campaign.stages) == 1:
        yield prose(say(f"Chấm điểm một bước: {stages}.", f"There is one stage: {stages}."))
    else:
        yield prose(say(f"Các bước chấm theo thứ tự: {stages}.", f"The stages, in order: {stages}."))


def _bloc(ranking: Ranking, *, in_full: bool) -> str:
    """Say how many units a bloc has, which, and who leads it."""
    campaign, bloc = ranking.campaign, ranking.bloc
    name, number = visible(bloc.name), len(bloc.units)
    text = say(f"{name} gồm {number} đơn vị", f"{name} has {number} unit{'' if number == 1 else 's'}")
    if in_full and number <= _MOST_NAMED:
        text += ": " + listed([unit_in_sentence(campaign, unit) for unit in bloc.units])
    offices = "; ".join(f"{role}: {unit_in_sentence(campaign, unit)}" for role, unit in roles(bloc))
    return f"{text}. {offices}." if offices else f"{text}."


def _scale(rankings: Sequence[Ranking], *, of_all: bool) -> str:
    """Say by which rubric units are marked; whose, where not all blocs have it."""
    rubric = rankings[0].rubric
    total, criteria = with_points(figure(rubric.total)), sum(not leaf.extra for leaf in rubric.leaves)
    scale, blocs = visible(rubric.name), listed([visible(ranking.bloc.name) for ranking in rankings])
    of = "" if of_all else say(f" của {blocs}", f" of {blocs}")
    return say(
        f"Các đơn vị{of} được chấm theo “{scale}”, tổng {total}, {criteria} tiêu chí.",
        f"The units{of} are marked by “{scale}”: {total}, {criteria} criteria.",
    )


def _results(report: Report, proceedings: Proceedings) -> Iterator[Block]:
    rankings: Sequence[Ranking] = report.rankings
    if len(rankings) == 1:
        yield prose(_in_annex(say("Phụ lục", "the appendix")))
        yield from results_of(rankings[0], proceedings, 2)
        return
    yield Heading(say("1. Tổng hợp các khối", "1. All blocs"), 2)
    table = rollup_table(roll_up(rankings, "bloc"), report.campaign, report.period)
    yield from table_blocks(table._replace(title=say("Tổng hợp theo khối", "By bloc"), subtitle=(), warnings=()))
    for number, ranking in enumerate(rankings, 2):
        yield Heading(f"{number}. {visible(ranking.bloc.name)}", 2)
        annex = annex_label(number - 1)
        if len(rankings) <= _MOST_IN_FULL:
            yield prose(_in_annex(annex))
            yield from results_of(ranking, proceedings, 3)
        else:
            told = say(f"Bảng xếp hạng: {annex}.", f"The ranking stands in {annex}.")
            yield prose(f"{overall_text(statistics(ranking))} {told}")


def _in_annex(annex: str) -> str:
    """Say which appendix has all results: the text of a paper names its appendices (Decree 30/2020/NĐ-CP)."""
    return say(f"Kết quả chi tiết của từng đơn vị nêu tại {annex} kèm theo.", f"All results stand in {annex}.")


def _proposed(report: Report) -> Iterator[Block]:
    for number, ranking in enumerate(report.rankings, 1):
        if len(report.rankings) > 1:
            yield Heading(f"{number}. {visible(ranking.bloc.name)}", 2)
        yield from proposed(ranking)


def _annexes(rankings: Sequence[Ranking], report: Paragraph) -> Iterator[Annex]:
    """Yield each bloc's ranking with the points of its groups, on pages that lie; a paper's only one has no number.

    Args:
        rankings: the rankings.
        report: the line that names the report that they go with.
    """
    title = say("KẾT QUẢ XẾP HẠNG", "RANKING")
    for number, ranking in enumerate(rankings, 1):
        label = say("Phụ lục", "Appendix") if len(rankings) == 1 else annex_label(number)
        bloc = Paragraph((Run(visible(ranking.bloc.name), bold=True),), "centred")
        yield Annex(label, title, (report, bloc, *ranking_blocks(ranking, own_note=False)), landscape=True)
