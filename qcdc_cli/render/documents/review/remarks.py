"""What the units say besides their marks, gathered: strengths, limits, difficulties, proposals, and tasks from them."""

from collections.abc import Iterator, Sequence

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.campaign.sheet import SOLVED
from qcdc_cli.language import say
from qcdc_cli.language.figures import day
from qcdc_cli.process.notes import GatheredRemark
from qcdc_cli.process.proceedings import Proceedings
from qcdc_cli.render.documents import Block, Heading, prose, to_add
from qcdc_cli.render.documents.tables import items
from qcdc_cli.render.report import Report
from qcdc_cli.render.words.names import period_in_sentence, units_in_sentence
from qcdc_cli.render.words.remarks import STATUSES
from qcdc_cli.render.words.visible import visible


def strengths_and_limits(campaign: Campaign, remarks: tuple[GatheredRemark, ...]) -> Iterator[Block]:
    """Yield what the units did well, their limits, and the place for the causes."""
    yield Heading(say("1. Ưu điểm, kết quả đạt được", "1. Strengths"), 2)
    yield from _section(campaign, remarks, "strengths", say("ưu điểm, kết quả đạt được", "the strengths"))
    yield Heading(say("2. Hạn chế", "2. Limits"), 2)
    yield from _section(campaign, remarks, "limits", say("hạn chế", "the limits"))
    yield Heading(say("3. Nguyên nhân", "3. Causes"), 2)
    yield to_add(say("nguyên nhân của những hạn chế trên", "the causes of these limits"))


def difficulties_and_proposals(campaign: Campaign, remarks: tuple[GatheredRemark, ...]) -> Iterator[Block]:
    """Yield what the units find difficult and what they propose, with who is to solve it and whether it is solved."""
    yield Heading(say("1. Khó khăn, vướng mắc", "1. Difficulties"), 2)
    yield from _section(campaign, remarks, "difficulties", say("khó khăn, vướng mắc (nếu có)", "difficulties, if any"))
    yield Heading(say("2. Đề xuất, kiến nghị", "2. Proposals"), 2)
    yield from _section(campaign, remarks, "proposals", say("đề xuất, kiến nghị (nếu có)", "proposals, if any"))


def next_tasks(report: Report, proceedings: Proceedings) -> Iterator[Block]:
    """Yield what is still to be done: what the results lack, what is proposed and open, the place for further tasks."""
    lacking = list(_to_finish(report, proceedings))
    if lacking:
        yield prose(say("Hoàn thành các việc còn lại của kỳ này:", "Finish what this period still lacks:"))
        yield from items(lacking)
    named = [one for one in proceedings.remarks if _is_task(one) and one.solver]
    if named:
        yield prose(
            say(
                "Tiếp tục đề nghị giải quyết các khó khăn, kiến nghị chưa được ghi là đã giải quyết:",
                "Difficulties and proposals that are not solved yet, each after who is to solve it:",
            )
        )
        yield from items(_task(report.campaign, one.text, one.units, one.solver) for one in named)
    unnamed = dict.fromkeys(("difficulties", "proposals"), 0)
    for one in proceedings.remarks:
        if _is_task(one) and not one.solver:
            unnamed[one.section] += 1
    for section, vi, en in (
        ("difficulties", "khó khăn, vướng mắc nêu tại điểm 1 mục V", "difficulties of section V.1"),
        ("proposals", "đề xuất, kiến nghị nêu tại điểm 2 mục V", "proposals of section V.2"),
    ):
        if number := unnamed[section]:
            yield prose(
                say(
                    f"Xem xét, giải quyết {number} {vi}, chưa ghi nơi giải quyết.",
                    f"Unsolved {en} that name nobody to solve them: {number}.",
                )
            )
    # What a sheet of this period says again stands above, as it is said now.
    before = [] if proceedings.before is None else [one for one in proceedings.before.still_open if not one.repeated]
    if before:
        period = period_in_sentence(report.campaign, proceedings.before_period)
        yield prose(
            say(
                f"Nội dung của kỳ {period} ghi là chưa giải quyết, kỳ này không nhắc lại:",
                f"What was open in {period}, and is not spoken of again:",
            )
        )
        yield from items(
            _task(report.campaign, one.remark.text, (one.unit,), one.remark.solver or "") for one in before
        )
    yield to_add(say("nhiệm vụ, giải pháp khác của kỳ tiếp theo", "further tasks of the next period"))


def _is_task(one: GatheredRemark) -> bool:
    """Return whether a remark is one that somebody must deal with: a proposal unless solved, a difficulty if open."""
    return one.status != SOLVED and (one.section == "proposals" or (one.section == "difficulties" and bool(one.status)))


def _task(campaign: Campaign, text: str, units: Sequence[str], solver: str) -> str:
    """Say what is to be dealt with, first by whom, where that is said, and which units say so."""
    lead = f"{visible(solver)}: " if solver else ""
    return f"{lead}{visible(text).rstrip(' .;')} ({units_in_sentence(campaign, units)})."


def _section(campaign: Campaign, remarks: tuple[GatheredRemark, ...], section: str, missing: str) -> Iterator[Block]:
    own = [one for one in remarks if one.section == section]
    if not own:
        yield prose(say("Phiếu của các đơn vị không nêu nội dung này.", "The units' sheets say nothing of this."))
        yield to_add(missing)
        return
    yield prose(say("Tổng hợp từ phiếu của các đơn vị:", "Gathered from the units' sheets:"))
    yield from items(_remark(campaign, one, status=section not in ("strengths", "limits")) for one in own)


def _remark(campaign: Campaign, one: GatheredRemark, *, status: bool) -> str:
    """Say a remark with the units that make it, what it is about, who is to solve it and, if asked, its status."""
    beside = [units_in_sentence(campaign, one.units)]
    if one.node is not None:
        what = "tiêu chí" if isinstance(one.node, CriterionBase) else "mục"
        beside.append(say(f"{what} {one.node.shown}", f"on {one.node.shown}"))
    if one.solver:
        solver = visible(one.solver)
        beside.append(say(f"nơi giải quyết: {solver}", f"to be solved by {solver}"))
    if status and one.status:
        beside.append(str(STATUSES[one.status]))
    return f"{visible(one.text).rstrip(' .;')} ({'; '.join(beside)})."


def _to_finish(report: Report, proceedings: Proceedings) -> Iterator[str]:
    """Yield what the results of the period still lack."""
    results = [one.result for ranking in report.rankings for one in ranking.standings]
    waiting = [one for one in results if one.sheet is None and not one.not_handed_in]
    blank = sum(len(one.blank) + len(one.unverified) for one in results if one.sheet is not None and one.lacks_marks)
    lacking = sum(len(unit.without_evidence) for unit in proceedings.progress.units)
    appeals = len(proceedings.appeals.open)
    for number, vi, en in (
        (len(waiting), f"Nhận phiếu của {len(waiting)} đơn vị.", f"Take the sheets of {len(waiting)} units."),
        (blank, f"Chấm {blank} lượt tiêu chí còn thiếu điểm.", f"Give the marks that are missing: {blank}."),
        (lacking, f"Bổ sung minh chứng cho {lacking} lượt tiêu chí.", f"Add the evidence of {lacking} marks."),
        (appeals, f"Giải quyết {appeals} giải trình.", f"Decide appeals: {appeals}."),
    ):
        if number:
            yield say(vi, en)
    yield from _stages_to_come(report)


def _stages_to_come(report: Report) -> Iterator[str]:
    """Yield the stages that were looked at and have given nothing yet, with the day on which they are due."""
    campaign = report.campaign
    looked_at = max((ranking.stage for ranking in report.rankings), default=0)
    for number in range(max((ranking.reached for ranking in report.rankings), default=0) + 1, looked_at + 1):
        stage, due = visible(campaign.stages[number].name), campaign.due_of(report.period, number)
        until = "" if due is None else say(f", hạn {day(due)}", f", due {day(due)}")
        yield say(f"Thực hiện bước “{stage}”{until}.", f"Mark at the stage “{stage}”{until}.")
