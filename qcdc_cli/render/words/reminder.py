"""Reminders, ready to be sent by mail or Zalo: to a unit of what its sheet lacks, to a checker of what is left."""

from collections.abc import Iterable, Iterator, Sequence

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.language import say
from qcdc_cli.language.figures import day, figure, with_points
from qcdc_cli.process.progress import CheckerProgress, PeriodProgress, UnitProgress
from qcdc_cli.render.words.names import period_name, unit_name
from qcdc_cli.render.words.received import days_text
from qcdc_cli.render.words.visible import visible


def reminder(unit: UnitProgress, progress: PeriodProgress, campaign: Campaign) -> str:
    """Return the reminder of a unit; "" for one whose self-assessment lacks nothing.

    Args:
        unit: how far the unit has come.
        progress: how far the period has come.
        campaign: the campaign.
    """
    if not unit.blank and not unit.without_evidence:
        return ""
    authority = _authority(campaign)
    request = (_request(progress, campaign, authority), *_deadline(progress, campaign, 0))
    return _letter(
        unit_name(campaign, unit.unit), request, (*_blank(unit), *_evidence(unit), *_ending(unit)), authority
    )


def checker_reminder(checker: CheckerProgress, progress: PeriodProgress, campaign: Campaign) -> str:
    """Return the reminder of a checker; "" for one who can mark nothing more now.

    Args:
        checker: how far the checker has come with the units assigned for a stage.
        progress: how far the period has come.
        campaign: the campaign.
    """
    if not checker.waiting:
        return ""
    authority, stage = _authority(campaign), visible(campaign.stages[checker.stage].name)
    period, name = period_name(campaign, progress.period), visible(campaign.campaign)
    request = say(
        f"{authority} kính đề nghị đồng chí hoàn thành bước “{stage}” ({period}) của đợt “{name}”.",
        f"{authority} kindly asks you to complete the stage “{stage}” ({period}) of “{name}”.",
    )
    left = [
        say(
            f"- {unit_name(campaign, unit)}: còn {one.lines - one.given}/{one.lines} tiêu chí",
            f"- {unit_name(campaign, unit)}: criteria that are left: {one.lines - one.given} of {one.lines}",
        )
        for unit, one in checker.waiting.items()
    ]
    return _letter(
        visible(campaign.checker_name(checker.checker)),
        (request, *_deadline(progress, campaign, checker.stage)),
        (say("Các đơn vị được phân công còn chờ thẩm định:", "Units assigned to you that wait:"), *left),
        authority,
    )


def _authority(campaign: Campaign) -> str:
    return visible(campaign.authority or say("Ban tổ chức đợt thi đua", "The organisers"))


def _letter(name: str, request: Iterable[str], body: Iterable[str], authority: str) -> str:
    thanks = say("Trân trọng cảm ơn./.", "With thanks,")
    lines = [say(f"Kính gửi: {name}", f"To: {name}"), "", *request, "", *body, "", thanks, authority]
    return "\n".join(lines) + "\n"


def _request(progress: PeriodProgress, campaign: Campaign, authority: str) -> str:
    period, name = period_name(campaign, progress.period), visible(campaign.campaign)
    return say(
        f"{authority} kính đề nghị quý đơn vị hoàn thành phiếu tự chấm điểm ({period}) của đợt “{name}”.",
        f"{authority} kindly asks you to complete your self-assessment ({period}) of “{name}”.",
    )


def _deadline(progress: PeriodProgress, campaign: Campaign, stage: int) -> Iterator[str]:
    due = campaign.due_of(progress.period, stage)
    if due is None:
        return
    left = None if progress.on is None else (due - progress.on).days
    if left is None:
        yield say(f"Hạn gửi: ngày {day(due)}.", f"It is due on {day(due)}.")
        return
    on = day(progress.on) if progress.on is not None else ""
    if left < 0:
        over = days_text(-left)
        yield say(
            f"Hạn gửi là ngày {day(due)}; tính đến ngày {on} đã quá hạn {over}. Kính đề nghị gửi ngay.",
            f"It was due on {day(due)} and, on {on}, is {over} overdue. Please send it at once.",
        )
    else:
        if not left:
            yield say(f"Hạn gửi: hôm nay, ngày {day(due)}.", f"It is due today, {day(due)}.")
            return
        remaining = days_text(left)
        yield say(
            f"Hạn gửi: ngày {day(due)} (còn {remaining}, tính từ ngày {on}).",
            f"It is due on {day(due)} ({remaining} from {on}).",
        )


def _blank(unit: UnitProgress) -> Iterator[str]:
    """Yield what is to be marked, line by line."""
    if not unit.blank:
        return
    missing, lines = len(unit.blank), unit.stages[0].lines
    if missing == lines:
        yield say(
            f"Đến nay chưa nhận được phiếu của quý đơn vị. Phiếu gồm {lines} tiêu chí:",
            f"Your sheet has not come in yet. Its criteria ({lines}):",
        )
    else:
        faulty = any(criterion.id in unit.faults for criterion in unit.blank)
        more = say(" hoặc cần sửa", " or to be corrected") if faulty else ""
        yield say(
            f"Phiếu còn {missing}/{lines} tiêu chí chưa chấm{more}:",
            f"Criteria that are blank{more} ({missing} of {lines}):",
        )
    for criterion in unit.blank:
        most, fault = with_points(figure(criterion.points)), unit.faults.get(criterion.id)
        wrong = visible(fault.sentence()) if fault is not None else ""
        yield _item(criterion, say(f"tối đa {most}", f"at most {most}")) + (
            say(f" – đã ghi nhưng cần sửa: {wrong}", f" – written, but to be corrected: {wrong}") if wrong else ""
        )


def _evidence(unit: UnitProgress) -> Iterator[str]:
    """Yield what evidence is to be sent, line by line."""
    if not unit.without_evidence:
        return
    number = len(unit.without_evidence)
    if unit.blank:
        yield ""
    yield say(
        f"Có {number} tiêu chí đã chấm điểm nhưng chưa có minh chứng:",
        f"Criteria that have points and no evidence yet ({number}):",
    )
    for criterion in unit.without_evidence:
        yield _item(criterion, _documents(criterion.documents))


def _documents(documents: Sequence[str]) -> str:
    named = visible("; ".join(documents))
    return say(f"cần có: {named}", f"asked for: {named}") if documents else ""


def _item(criterion: CriterionBase, more: str) -> str:
    end = f" ({more})" if more else ""
    return f"- {criterion.shown} {visible(criterion.name)}{end}"


def _ending(unit: UnitProgress) -> Iterator[str]:
    yield ""
    if unit.blank:
        yield say(
            "Nội dung nào không phát sinh trong kỳ, đề nghị ghi rõ “không phát sinh” kèm lý do.",
            "Where nothing arose in the period, please write “not applicable” with the reason.",
        )
    yield say(
        "Nếu quý đơn vị đã gửi, xin bỏ qua thư này.", "If you have sent it already, please disregard this message."
    )
