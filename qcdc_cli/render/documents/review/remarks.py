"""What the units say besides their marks, gathered: strengths, limits, difficulties, proposals, and tasks from them."""

from collections.abc import Iterable, Iterator

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.sheet import OPEN, SOLVED
from qcdc_cli.language import say
from qcdc_cli.process.comparison import StillOpen
from qcdc_cli.process.notes import GatheredRemark, same_text
from qcdc_cli.process.proceedings import Proceedings
from qcdc_cli.render.documents import Block, Heading, prose, to_add
from qcdc_cli.render.documents.tables import items
from qcdc_cli.render.report import Report
from qcdc_cli.render.words.names import listed, period_name, unit_in_sentence
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
    unsolved = [one for one in proceedings.remarks if one.section == "proposals" and one.status != SOLVED]
    if unsolved:
        yield prose(
            say(
                "Tiếp tục đề nghị giải quyết các đề xuất, kiến nghị chưa được ghi là đã giải quyết:",
                "Have the proposals dealt with that are not said to be solved:",
            )
        )
        yield from items(_remark(report.campaign, one, status=False) for one in unsolved)
    said = {same_text(one.text) for one in unsolved}
    before = [one for one in _open_before(proceedings) if same_text(one.remark.text) not in said]
    if before:
        period = period_name(report.campaign, proceedings.before_period)
        yield prose(say(f"Nội dung của kỳ {period} chưa giải quyết xong:", f"What is still open since {period}:"))
        yield from items(_from_before(report.campaign, one) for one in before)
    yield to_add(say("nhiệm vụ, giải pháp khác của kỳ tiếp theo", "further tasks of the next period"))


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
    beside = [_units(campaign, one.units)]
    if one.node is not None:
        beside.append(say(f"mục {one.node.shown}", f"on {one.node.shown}"))
    if one.solver:
        solver = visible(one.solver)
        beside.append(say(f"nơi giải quyết: {solver}", f"to be solved by {solver}"))
    if status and one.status:
        beside.append(str(STATUSES[one.status]))
    return f"{visible(one.text).rstrip(' .;')} ({'; '.join(beside)})."


def _units(campaign: Campaign, units: Iterable[str]) -> str:
    return listed([unit_in_sentence(campaign, unit) for unit in units])


def _open_before(proceedings: Proceedings) -> list[StillOpen]:
    return [] if proceedings.before is None else list(proceedings.before.still_open)


def _from_before(campaign: Campaign, one: StillOpen) -> str:
    beside = [unit_in_sentence(campaign, one.unit)]
    if one.remark.solver:
        solver = visible(one.remark.solver)
        beside.append(say(f"nơi giải quyết: {solver}", f"to be solved by {solver}"))
    if one.remark.status == OPEN:
        beside.append(str(STATUSES[OPEN]))
    return f"{visible(one.remark.text).rstrip(' .;')} ({'; '.join(beside)})."


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
