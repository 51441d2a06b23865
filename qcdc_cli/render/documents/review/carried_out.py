"""How a period was carried out: who marked and when, what was checked, whether evidence is complete, appeals."""

from collections import Counter
from collections.abc import Iterator, Sequence

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import State
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.language import say
from qcdc_cli.language.figures import day, figure
from qcdc_cli.process.changes import StageChanges
from qcdc_cli.process.evidence_documents import There
from qcdc_cli.process.proceedings import Proceedings
from qcdc_cli.process.progress import Reached, StageSummary, UnitProgress
from qcdc_cli.render.documents import Block, Heading, prose, to_add
from qcdc_cli.render.documents.examined import appeal_blocks
from qcdc_cli.render.documents.tables import items
from qcdc_cli.render.report import Report
from qcdc_cli.render.words.names import ids, listed, unit_in_sentence, unit_name, units_in_sentence
from qcdc_cli.render.words.received import days_text
from qcdc_cli.render.words.remarks import no_marks_to_prove
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import UnitScores

_MOST_NAMED = 30  # units in a sentence


def carried_out(report: Report, proceedings: Proceedings) -> Iterator[Block]:
    """Yield how the period was carried out, section by section."""
    yield Heading(say("1. Công tác chỉ đạo, triển khai", "1. Direction"), 2)
    yield to_add(
        say(
            "văn bản chỉ đạo, hướng dẫn đã ban hành; hội nghị, tập huấn đã tổ chức; việc phân công theo dõi, kiểm tra",
            "instructions issued, conferences and training held, who was to follow and to check what",
        )
    )
    yield from map(prose, _meetings(report))
    yield Heading(say("2. Tự chấm, thẩm định", "2. Marking and checking"), 2)
    yield from _marking(report, proceedings)
    yield Heading(say("3. Hồ sơ minh chứng", "3. Evidence"), 2)
    yield from _evidence(report, proceedings)
    yield Heading(say("4. Giải trình về điểm", "4. Appeals"), 2)
    yield from _appeals(report, proceedings)


def _meetings(report: Report) -> Iterator[str]:
    recorded = report.campaign.meetings.get(report.period, {})
    for ranking in report.rankings:
        meeting = recorded.get(ranking.bloc_id)
        if meeting is None:
            continue
        bloc, on, document = visible(ranking.bloc.name), day(meeting.date), visible(meeting.document)
        text = say(
            f"Ngày {on}, {bloc} họp bình xét, có mặt {meeting.present}/{meeting.entitled} người được triệu tập "
            f"({document})",
            f"On {on} {bloc} met, with {meeting.present} of {meeting.entitled} entitled present ({document})",
        )
        if not meeting.has_quorum and meeting.quorum is not None:
            least = figure(meeting.quorum)
            text += say(f"; chưa đủ {least}% theo quy định", f"; fewer than the {least}% that are asked for")
        yield f"{text}."


def _marking(report: Report, proceedings: Proceedings) -> Iterator[Block]:
    campaign, progress = report.campaign, proceedings.progress
    looked_at = max((ranking.stage for ranking in report.rankings), default=0)
    changed = {one.stage: one for one in proceedings.changes.by_stage()}
    for number, summary in enumerate(progress.stages[: looked_at + 1]):
        stage = visible(summary.stage.name)
        lines = [_stage(campaign, report.period, number, summary, progress.units)]
        if late := _late(campaign, number, stage, progress.units):
            lines.append(late)
        if number in changed:
            lines.append(_changed(changed[number], stage))
        yield from items(lines)
    yield from items(_absent(report))
    yield from map(prose, _as_of(report))


def _late(campaign: Campaign, number: int, stage: str, units: Sequence[UnitProgress]) -> str:
    """Say whose marks of a stage came in late and by how much, and how many of them do not count; "" for nobody's."""
    late = [(unit.unit, unit.stages[number]) for unit in units if unit.stages[number].days_late]
    if not late:
        return ""
    if len(late) > _MOST_NAMED:
        names = say(f"{len(late)} đơn vị", f"{len(late)} units")
    else:
        names = listed([f"{unit_in_sentence(campaign, unit)} ({days_text(own.days_late)})" for unit, own in late])
    text = say(f"Nhận chậm so với hạn ở bước “{stage}”: {names}", f"Late at the stage “{stage}”: {names}")
    if ignored := sum(own.ignored for _, own in late):
        text += say(f"; {ignored} lượt tiêu chí không được tính", f"; marks that do not count: {ignored}")
    return f"{text}."


def _changed(changes: StageChanges, stage: str) -> str:
    """Say how many marks a stage changed, and which way."""
    lowered, raised, others = changes.lowered, changes.raised, changes.others
    told = ", ".join(
        say(vi, en)
        for number, vi, en in (
            (lowered, f"{lowered} lượt giảm điểm", f"{lowered} lowered"),
            (raised, f"{raised} lượt tăng điểm", f"{raised} raised"),
            (others, f"{others} lượt không làm thay đổi điểm", f"{others} with the same points"),
        )
        if number
    )
    return say(
        f"Bước “{stage}” điều chỉnh {changes.number} lượt tiêu chí so với bước chấm trước: {told}.",
        f"Marks that the stage “{stage}” changed: {changes.number} ({told}).",
    )


def _absent(report: Report) -> Iterator[str]:
    """Say who handed in nothing before the period was closed, and whose sheet may still come."""
    results = [standing.result for ranking in report.rankings for standing in ranking.standings]
    for vi, en, closed in (("Không nộp phiếu", "Handed in nothing", True), ("Chưa có phiếu", "No sheet yet", False)):
        units = [one.unit for one in results if one.sheet is None and one.not_handed_in == closed]
        if units:
            names = units_in_sentence(report.campaign, units)
            yield say(f"{vi}: {names}.", f"{en}: {names}.")


def _stage(campaign: Campaign, period: str, number: int, summary: StageSummary, units: Sequence[UnitProgress]) -> str:
    """Say how far the units have come at a stage, when it was due, and how many people were assigned to check."""
    stage, all_units = visible(summary.stage.name), len(units)
    done, begun = summary.numbers.get(Reached.COMPLETE, 0), summary.numbers.get(Reached.BEGUN, 0)
    # a stage that is asked for nothing counts as complete, and has done nothing all the same
    anything = any(unit.stages[number].given for unit in units)
    if not anything:
        text = say(f"Bước “{stage}”: chưa có điểm", f"Stage “{stage}”: no marks yet")
    else:
        text = say(
            f"Bước “{stage}”: {done}/{all_units} đơn vị đã chấm xong",
            f"Stage “{stage}”: complete for {done} of {all_units} units",
        )
        if begun:
            text += say(f", {begun} đơn vị đang chấm", f", begun for {begun}")
        if rest := all_units - done - begun:
            text += say(f", {rest} đơn vị chưa chấm", f", not begun for {rest}")
    if summary.due is not None:
        text += say(f"; hạn {day(summary.due)}", f"; due {day(summary.due)}")
    assigned = campaign.assigned(period, summary.stage.id)
    own = [assigned[unit.unit] for unit in units if unit.unit in assigned]
    if own:
        checkers = len({checker for each in own for checker in each})
        text += say(
            f"; {checkers} người được phân công thẩm định {len(own)} đơn vị",
            f"; {checkers} checkers assigned to {len(own)} units",
        )
    return f"{text}."


def _as_of(report: Report) -> Iterator[str]:
    """Say up to which stage the results of each bloc count."""
    stages = report.campaign.stages
    several = len(dict.fromkeys(ranking.reached for ranking in report.rankings)) > 1
    for ranking in report.rankings if several else report.rankings[:1]:
        stage, bloc = visible(stages[ranking.reached].name), visible(ranking.bloc.name)
        of = say(f" của {bloc}", f" of {bloc}") if several else ""
        yield say(f"Kết quả{of} tính đến bước “{stage}”.", f"Results{of} as of the stage “{stage}”.")


def _evidence(report: Report, proceedings: Proceedings) -> Iterator[Block]:
    campaign, units = report.campaign, proceedings.progress.units
    wanted = any(leaf.criterion.evidence_required for ranking in report.rankings for leaf in ranking.rubric.leaves)
    lacking = [unit for unit in units if unit.without_evidence]
    if not wanted:
        yield prose(say("Thang điểm không bắt buộc minh chứng.", "The rubric asks for no evidence."))
    elif lacking:
        number = sum(len(unit.without_evidence) for unit in lacking)
        yield prose(
            say(
                f"Còn thiếu minh chứng mà thang điểm bắt buộc ở {number} lượt tiêu chí của {len(lacking)} đơn vị:",
                f"Required evidence is missing for {number} marks of {len(lacking)} units:",
            )
        )
        yield from items(f"{unit_name(campaign, unit.unit)}: {_shown(unit.without_evidence)}." for unit in lacking)
    elif any(_is_marked(unit) for own in report.scores.values() for unit in own):
        yield prose(
            say(
                "Phiếu của các đơn vị đã nêu đủ minh chứng bắt buộc theo thang điểm đối với các tiêu chí có điểm.",
                "The units' sheets name evidence for every criterion with points for which the rubric asks for it.",
            )
        )
    else:
        yield prose(no_marks_to_prove())
    if proceedings.evidence:
        yield from map(prose, _files(proceedings))
    suspect = [unit for unit in units if unit.suspect]
    if suspect:
        yield prose(
            say(
                "Minh chứng đã thay đổi sau khi được chấm, cần thẩm định lại:",
                "Evidence that changed since it was marked, and is to be checked again:",
            )
        )
        yield from items(f"{unit_name(campaign, unit.unit)}: {_shown(unit.suspect)}." for unit in suspect)


def _is_marked(unit: UnitScores) -> bool:
    """Return whether a unit has a mark at all: of one without, nothing can be said on evidence."""
    return any(one.state is State.GIVEN for one in unit.counted.criteria)


def _files(proceedings: Proceedings) -> Iterator[str]:
    """Say how many of the documents that sheets name lie in the folder of evidence."""
    there = Counter(one.there for unit in (proceedings.evidence or {}).values() for one in unit.documents)
    if not there:
        return
    parts = [
        say(vi, en)
        for sort, vi, en in (
            (There.THERE, "{} tài liệu có tệp trong thư mục minh chứng", "{} have their file in the folder"),
            (
                There.MISSING,
                "{} tài liệu có nêu tên tệp nhưng trong thư mục không có tệp đó",
                "{} name a file that is not there",
            ),
            (There.UNUSABLE, "{} tài liệu có tệp không dùng được", "{} have a file that cannot be used"),
            (There.NO_FILE, "{} tài liệu không nêu tên tệp", "{} name no file"),
        )
        if there[sort]
        for vi, en in ((vi.format(there[sort]), en.format(there[sort])),)
    ]
    told = "; ".join(parts)
    yield say(
        f"Các phiếu nêu {there.total()} tài liệu minh chứng, trong đó: {told}.",
        f"Documents named in the sheets: {there.total()}; {told}.",
    )


def _shown(criteria: Sequence[CriterionBase]) -> str:
    return ids([one.shown for one in criteria])


def _appeals(report: Report, proceedings: Proceedings) -> Iterator[Block]:
    until = report.campaign.periods[report.period].appeals
    if until is not None:
        yield prose(say(f"Nhận giải trình đến hết ngày {day(until)}.", f"Appeals were taken until {day(until)}."))
    having = {one.bloc for one in proceedings.appeals.appeals}
    for ranking in report.rankings:
        if ranking.bloc_id in having:
            if len(report.rankings) > 1:
                yield prose(f"{visible(ranking.bloc.name)}:")
            yield from appeal_blocks(ranking, proceedings, None)
    if not having:
        yield prose(say("Không có giải trình nào được ghi nhận.", "No appeal is recorded."))
