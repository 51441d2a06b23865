"""What stands beside and below figures in words: roles, gaps, ties, each stage's mark, reasons, evidence."""

from collections.abc import Mapping, Sequence

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import Marked, StageReading, State, reading_in_words
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import OPEN, SOLVED, EvidenceItem, Notes, Remark, written_out
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import day
from qcdc_cli.render.words.names import roles, unit_in_sentence
from qcdc_cli.render.words.rank_changes import rank_change_notes
from qcdc_cli.render.words.rules import step_text
from qcdc_cli.render.words.table import NOTHING
from qcdc_cli.render.words.unit_notes import (
    appeal_text,
    award_decision_notes,
    decision_notes,
    decision_texts,
    labels,
    tie_break_notes,
    unasked_notes,
    undecided_notes,
    undecided_text,
    unvoted_notes,
)
from qcdc_cli.scoring.result import CriterionResult, Ranking, Standing

_MOST_LISTED = 4
STATUSES: Mapping[str, Text] = {
    OPEN: terms.NOT_DECIDED,
    SOLVED: Text("đã giải quyết", "solved"),
}


def unit_remarks(ranking: Ranking, standing: Standing, stage: str, *, public: bool = False) -> list[str]:
    """Return the remarks on one unit, one short sentence each.

    Args:
        ranking: the bloc's ranking.
        standing: the unit's line in it.
        stage: the name of the latest stage that the bloc has come to.
        public: whether nothing is said of appeals that are not decided.
    """
    result = standing.result
    remarks = [role for role, holder in roles(ranking.bloc) if holder == result.unit]
    if standing.tied:
        remarks.append(_tie(ranking, standing))
    if result.sheet is None:
        missing = say("Không nộp phiếu", "Handed in nothing")
        return [*remarks, missing if result.not_handed_in else say("Chưa có phiếu", "No sheet yet")]
    if result.blank:
        remarks.append(say("Chưa chấm: ", "Blank: ") + _listed(labels(result, result.blank)))
    for state in (State.NOT_APPLICABLE, State.UNASSIGNED):
        held = [one.criterion.shown for one in result.criteria if one.state is state and not one.extra]
        if held:
            title = str(state.title)
            remarks.append(f"{title[0].upper()}{title[1:]}: {_listed(held)}")
    if result.unverified:
        remarks.append(
            say(f"Chưa có điểm bước “{stage}”: ", f"Not at “{stage}” yet: ")
            + _listed(labels(result, result.unverified))
        )
    if result.appeals and not public:
        what = say("Giải trình chưa giải quyết: ", "Appeals not decided: ")
        remarks.append(what + _listed(labels(result, result.appeals)))
    upheld = [one.criterion.shown for one in result.criteria if one.counted is not None and one.counted.appeal]
    if upheld:
        remarks.append(say("Chấp nhận giải trình: ", "Upheld on appeal: ") + _listed(upheld))
    lacking = [criterion.criterion.shown for criterion in result.criteria if criterion.lacks_evidence]
    if lacking:
        remarks.append(say("Thiếu minh chứng: ", "No evidence: ") + _listed(lacking))
    return remarks


def decisions(ranking: Ranking, standing: Standing) -> list[str]:
    """Return the tie-break that ranks a unit, what is still to be decided, what keeps it from rank, class or bonus."""
    texts = []
    if standing.tie_break is not None:
        step = step_text(standing.tie_break, ranking)
        texts.append(say(f"bằng điểm, xếp thứ tự theo {step}", f"tied, ranked by {step}"))
    texts += [undecided_text(one, ranking) for one in ranking.undecided if standing.result.unit in one.units]
    texts += decision_texts(standing, ranking.rubric)
    return [f"{text[:1].upper()}{text[1:]}" for text in texts]


def _tie(ranking: Ranking, standing: Standing) -> str:
    rank = standing.rank or 0
    equal = ranking.by_rank[rank]
    if len(equal) > _MOST_LISTED:
        with_whom = say(f"{len(equal) - 1} đơn vị", f"{len(equal) - 1} units")
    else:
        others = [one.result.unit for one in equal if one is not standing]
        with_whom = ", ".join(unit_in_sentence(ranking.campaign, unit) for unit in others)
    if rank in ranking.ranks_of_shares:
        return say(f"Bằng tỷ lệ với {with_whom}", f"Same share as {with_whom}")
    return say(f"Bằng điểm với {with_whom}", f"Same points as {with_whom}")


def _listed(identities: Sequence[str]) -> str:
    """Name a few criteria; of more only how many they are, since a row has little room."""
    number = len(identities)
    return ", ".join(identities) if number <= _MOST_LISTED else say(f"{number} tiêu chí", f"{number} criteria")


def about_line(ranking: Ranking) -> str:
    """Name the campaign and, on a line below, the bloc and the period."""
    return f"{ranking.campaign.campaign}\n{ranking.bloc.name} – {period_line(ranking)}"


def period_line(ranking: Ranking) -> str:
    """Name the period with its days."""
    period = ranking.campaign.periods.get(ranking.period)
    if period is None:
        return ranking.period
    if period.from_ is None or period.to is None:
        return period.name
    days = say(
        f"từ ngày {day(period.from_)} đến ngày {day(period.to)}", f"from {day(period.from_)} to {day(period.to)}"
    )
    return f"{period.name} ({days})"


def basis_line(ranking: Ranking) -> str:
    """Name what the campaign rests on; "" where it does not say."""
    basis = ranking.campaign.basis
    if not basis:
        return ""
    return basis if basis.casefold().startswith("căn cứ") else say(f"Căn cứ {basis}", f"On the basis of: {basis}")


def provisional_notice(ranking: Ranking, stage: str, *, public: bool = False) -> str:
    """Say why the ranking is provisional; "" when it is not.

    Args:
        ranking: the ranking.
        stage: the name of the latest stage that the bloc has come to.
        public: whether nothing is said of appeals that are not decided. Where they are all that is open, it is still
            said that the ranking is provisional.
    """
    if not ranking.provisional:
        return ""
    results = [standing.result for standing in ranking.standings if standing.result.provisional]
    absent = sum(result.sheet is None for result in results)
    blank = sum(len(result.blank) for result in results if result.sheet is not None)
    unverified = sum(len(result.unverified) for result in results)
    appeals = 0 if public else sum(len(result.appeals) for result in results)
    unvoted = len({unit for one in ranking.unvoted for unit in one.units})
    reasons = [
        say(vi, en)
        for number, vi, en in (
            (absent, f"{absent} đơn vị chưa có phiếu", f"units without a sheet: {absent}"),
            (blank, f"{blank} lượt tiêu chí chưa chấm", f"blank marks: {blank}"),
            (
                unverified,
                f"{unverified} lượt tiêu chí chưa có điểm bước “{stage}”",
                f"marks not at “{stage}” yet: {unverified}",
            ),
            (appeals, f"{appeals} lượt tiêu chí có giải trình chưa giải quyết", f"appeals not decided: {appeals}"),
            (unvoted, f"{unvoted} đơn vị chưa có kết quả bỏ phiếu", f"units without a ballot: {unvoted}"),
        )
        if number
    ]
    if not reasons:
        return say("TẠM TÍNH, chưa phải kết quả cuối cùng.", "PROVISIONAL, not the final result.")
    return say("TẠM TÍNH: còn ", "PROVISIONAL: ") + "; ".join(reasons) + "."


def ranking_notes(ranking: Ranking) -> list[str]:
    """Return the notes below the ranking: how it ranks, what ties mean, and the campaign's own note."""
    results = [standing.result for standing in ranking.standings]
    notes = []
    if ranking.leaves_out and len({result.maximum for result in results}) > 1:
        notes.append(
            say(
                "Có đơn vị không phát sinh hoặc không được giao một số tiêu chí, nên xếp hạng theo tỷ lệ: tổng điểm "
                "÷ điểm tối đa của đơn vị. So sánh bằng tỷ lệ chính xác; tỷ lệ trong bảng đã làm tròn.",
                "Some units have criteria left out of their scale, so units rank by share: total ÷ what was attainable "
                "for the unit. Exact shares are compared; those in the table are rounded for reading.",
            )
        )
    if any(standing.tied for standing in ranking.standings):
        notes.append(
            say(
                "Các đơn vị bằng điểm xếp cùng hạng; các hạng kế tiếp bỏ trống tương ứng.",
                "Equal units share a rank; the ranks after it are left out.",
            )
        )
    notes += tie_break_notes(ranking)
    notes += [*undecided_notes(ranking), *unvoted_notes(ranking)]
    notes += award_decision_notes(ranking)
    notes += decision_notes(ranking)
    notes += unasked_notes(results, ranking.campaign)
    notes += rank_change_notes(ranking)
    if ranking.campaign.note:
        notes.append(ranking.campaign.note)
    return notes


def stage_mark(result: CriterionResult, stage: int) -> tuple[str, bool]:
    """Return what a stage said, and whether it said anything itself.

    A stage need not repeat that a criterion is not applicable or unassigned.
    """
    upto = result.marked.upto(stage)
    blank = NOTHING if result.extra else str(State.BLANK.symbol)
    if upto is None:
        return (str(State.LATER.symbol) if stage < result.marked.start else blank), True
    if upto.state is not State.GIVEN:
        return str(upto.state.symbol), True
    if upto.stage < stage:
        return blank, False
    return reading_in_words(upto, result.criterion), True


def reasons(marked: Marked, stages: Mapping[int, str], campaign: Campaign) -> str:
    """Return why marks were changed or nothing is marked, and who marked where a sheet names them, one stage a line."""
    told = (one for one in marked.readings if (one.reason or one.by) and one.stage in stages)
    return "\n".join(_reason(one, stages, campaign) for one in told)


def _reason(reading: StageReading, stages: Mapping[int, str], campaign: Campaign) -> str:
    who = stages[reading.stage]
    if reading.state is not State.GIVEN:
        # What is said before any stage is the unit's; a later stage that says so, too, is named.
        who = f"{who}, {reading.state.title}" if reading.stage else str(reading.state.title)
    if reading.agreed is not None:
        own = say("thống nhất", "agreed")
        who = f"{stages[reading.stage]}: {own}"
        return f"{who[0].upper()}{who[1:]}" + (f" ({reading.reason})" if reading.reason else "")
    if reading.appeal is not None:
        who += f", {appeal_text(reading)}"
    if reading.by:
        by = say(*(terms.MARKED_BY if reading.appeal is None else terms.DECIDED_BY))
        who += f" ({by}: {campaign.checker_name(reading.by)})"
    return f"{who[0].upper()}{who[1:]}" + (f": {reading.reason}" if reading.reason else "")


def evidence(result: CriterionResult) -> str:
    """List the documents, or say that they are missing."""
    items = [document_text(item) for item in result.marked.evidence]
    if result.lacks_evidence:
        return no_evidence()
    return "\n".join(f"– {item}" for item in items) if len(items) > 1 else "".join(items)


def no_evidence() -> str:
    """Say that evidence is missing."""
    return say("Thiếu minh chứng", "No evidence")


def document_text(item: str | EvidenceItem, *, public: bool = False) -> str:
    """Name a document, with its number, its day and, where it is not for the public, its file."""
    if isinstance(item, str):
        return item
    name = item.name
    if item.number:
        name += say(f", số {item.number}", f", no. {item.number}")
    if item.date:
        name += say(f" ngày {day(item.date)}", f" of {day(item.date)}")
    return f"{name} ({item.file})" if item.file and not public else name


def remark_text(remark: str | Remark, rubric: Rubric) -> str:
    """Return what a unit remarked, with what it is about, whether it is solved and who is to solve it."""
    own = written_out(remark)
    node = rubric.find(own.criterion) if own.criterion else None
    told = [
        "" if node is None else f"{node.shown} {node.name}",
        str(STATUSES[own.status]) if own.status else "",
        say(f"nơi giải quyết: {own.solver}", f"to be solved by: {own.solver}") if own.solver else "",
    ]
    beside = "; ".join(text for text in told if text)
    return f"{own.text} ({beside})" if beside else own.text


def remarks_with_keys(notes: Notes, node: str | None = None) -> list[tuple[str, Remark]]:
    """Return the remarks that say more than a text, each with its section.

    Args:
        notes: what the unit remarks.
        node: the id of a criterion or group: only what is about it; None for all.
    """
    found = [(section, one) for section, _, one in notes.remarks() if one.status or one.solver or one.criterion]
    return [(section, one) for section, one in found if node is None or one.criterion == node]


def no_marks_to_prove() -> str:
    """Say that nothing can be said on evidence, since nothing is marked."""
    return say("Chưa có điểm nên chưa xét minh chứng.", "There are no marks yet for which evidence would be needed.")
