"""Why one criterion gives what it gives: the rule, every stage's mark with its line, the working, the evidence."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import MarkedAppeal, StageReading, State, reading_in_words, rule_for
from qcdc_cli.campaign.nodes import BONUS
from qcdc_cli.kinds.base import ZERO
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import Exact, day, figure, with_points
from qcdc_cli.render.words.cells import points_at
from qcdc_cli.render.words.explained import ExplainedUnit, out_of, place_text, titled, where
from qcdc_cli.render.words.explained_group import rounded_text
from qcdc_cli.render.words.names import listed, period_name, unit_name
from qcdc_cli.render.words.received import brought, received_text
from qcdc_cli.render.words.remarks import document_text
from qcdc_cli.render.words.rules import counted_times, criterion_rule, held_in, times_text
from qcdc_cli.render.words.unit_notes import agreement_text, appeal_text, later_text
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import CriterionResult


def criterion_lines(explained: ExplainedUnit, part: CriterionResult) -> Iterator[str]:
    """Yield the explanation of a criterion."""
    criterion = part.criterion
    yield f"{criterion.shown} {visible(criterion.name)}: {_outcome(explained, part)}"
    yield ""
    yield titled(say(*terms.PART_OF), where(explained, part))
    yield titled(say(*terms.RUBRIC), place_text(explained.place(part)))
    rule = say("Cách chấm", "Rule")
    if part.extra and not _is_bonus(explained, part):
        rule = say("Cách tính điểm trừ", "Rule of what is taken")
    yield titled(rule, criterion_rule(criterion))
    if times_text(criterion):
        yield counted_times(criterion)
    if criterion.guide:
        yield titled(say(*terms.GUIDE), visible(criterion.guide))
    if criterion.basis:
        yield titled(say(*terms.BASIS), visible(criterion.basis))
    target = explained.target(criterion.id)
    if target is not None:
        text = figure(target) if target else say(*terms.NONE)
        yield titled(say("Chỉ tiêu được giao", "Target"), f"{text} (qcdc.yaml, targets.{criterion.id})")
    if part.marked.start:
        yield titled(say(*terms.MARKING_STAGE), visible(later_text(part, explained.ranking.campaign)))
    if part.state is State.NOT_HELD:
        yield ""
        yield _not_held(explained, part)
        return
    if part.marked.upto(explained.ranking.stage) is not None or part.marked.too_late:
        yield ""
        yield say("Các bước chấm:", "Stages:")
        yield from _stages(explained, part)
    yield ""
    yield from _counts(explained, part)
    yield from _evidence(explained, part)
    yield from _appeals(explained, part)


def _outcome(explained: ExplainedUnit, part: CriterionResult) -> str:
    if explained.scores.counted.sheet is None:
        return say(*terms.NO_SHEET)
    if part.extra and part.state is State.BLANK:
        return say(*terms.NONE)
    if part.state is State.LATER:
        return visible(later_text(part, explained.ranking.campaign))
    if part.state is not State.GIVEN:
        return str(part.state.title)
    if part.extra:
        own, most = figure(_given(explained, part)), figure(part.out_of)
        if _is_bonus(explained, part):
            return say(f"thưởng {own} điểm (tối đa {most})", f"{own} bonus points (at most {most})")
        return say(f"trừ {own} điểm (tối đa {most})", f"minus {with_points(own)} (at most {most})")
    return out_of(part.points, part.out_of)


def _given(explained: ExplainedUnit, part: CriterionResult) -> Exact:
    """Return the points as the kind gives them: those of a penalty before they are taken off."""
    return -part.points if explained.leaf(part.criterion.id).penalty else part.points


def _is_bonus(explained: ExplainedUnit, part: CriterionResult) -> bool:
    return explained.leaf(part.criterion.id).outside == BONUS


def _not_held(explained: ExplainedUnit, part: CriterionResult) -> str:
    """Say in which periods of the campaign a criterion holds."""
    campaign = explained.ranking.campaign
    leaf = explained.leaf(part.criterion.id)
    names = [period_name(campaign, period) for period in held_in(leaf, campaign)]
    named = listed(
        names or list(dict.fromkeys(period for node in (*leaf.groups, leaf.criterion) for period in node.periods))
    )
    return say(
        f"Không áp dụng trong kỳ này, với mọi đơn vị; chỉ áp dụng trong kỳ: {named}. Không tính vào điểm đạt và điểm "
        "tối đa.",
        f"Not applied in this period, for any unit; it applies in: {named}. Left out of the total and of the maximum.",
    )


def _best(explained: ExplainedUnit, part: CriterionResult) -> Iterator[str]:
    """Yield who sets the measures of points that are relative to other units'."""
    campaign = explained.ranking.campaign
    for title, setters in explained.best(part).items():
        best = [
            f"{unit_name(campaign, one.result.unit)} ({visible(reading_in_words(own.counted, own.criterion))})"
            for one, own in setters
            if own.counted is not None
        ]
        yield titled(title, listed(best) if best else say(*terms.NONE))


def _stages(explained: ExplainedUnit, part: CriterionResult) -> Iterator[str]:
    campaign = explained.ranking.campaign
    for number, stage in enumerate(campaign.stages[: explained.ranking.stage + 1]):
        readings = [reading for reading in part.marked.readings if reading.stage == number]
        if not readings:
            state = State.LATER if number < part.marked.start else State.BLANK
            yield f"  {visible(stage.name)}: {state.title}"
            yield from _received(explained, part, number)
        for reading in readings:
            told = appeal_text(reading)
            name = f"{visible(stage.name)}, {told}" if told else visible(stage.name)
            yield f"  {name}: {_said(explained, part, reading)}"
            if reading.reason:
                yield "    " + titled(say("lý do", "reason"), visible(reading.reason))
            if reading.agreed is not None:
                yield f"    {agreement_text(reading, part.marked, campaign)}"
            elif reading.by:
                by = terms.MARKED_BY if reading.appeal is None else terms.DECIDED_BY
                yield "    " + titled(say(*by), visible(campaign.checker_name(reading.by)))
            yield f"    {_source(explained, part, reading)}"
            if reading.appeal is None:  # no form brings a decision
                yield from _received(explained, part, number)
        yield from _checkers_marks(part, number, campaign)


def _checkers_marks(part: CriterionResult, stage: int, campaign: Campaign) -> Iterator[str]:
    """Yield what each checker gave alone at a stage, and why that does not count yet, where it does not."""
    for double in part.marked.doubles:
        if double.stage != stage:
            continue
        for checker, reading in double.marks:
            text = visible(reading_in_words(reading, part.criterion))
            reason = f" ({visible(reading.reason)})" if reading.reason else ""
            yield "    " + titled(visible(campaign.checker_name(checker)), f"{text}{reason}")
        if double.open and double.marks:
            yield "    " + (
                say("các điểm khác nhau, chưa kết luận", "the marks differ, and nobody has settled it")
                if double.differ
                else say("chưa đủ người chấm", "too few checkers have marked")
            )


def _received(explained: ExplainedUnit, part: CriterionResult, stage: int) -> Iterator[str]:
    """Yield which file brought what a stage says, when, and what of it came in too late to count."""
    campaign = explained.ranking.campaign
    for reading in (one for one in part.marked.too_late if one.stage == stage):
        text = visible(reading_in_words(reading, part.criterion))
        yield "    " + titled(say("nhận sau hạn", "came in too late"), text)
        yield f"    {_source(explained, part, reading)}"
    file = brought(explained.scores.counted.sheet, campaign.stages[stage].id, part.criterion.id)
    if file is not None:
        yield f"    {received_text(file, campaign)}"


def _said(explained: ExplainedUnit, part: CriterionResult, reading: StageReading) -> str:
    text = visible(reading_in_words(reading, part.criterion))
    if reading.state is not State.GIVEN:
        return text
    points = figure(points_at(explained.scores, reading, part) or ZERO)
    text = points if text == points else f"{text} → {points}"
    return with_points(text)


def _source(explained: ExplainedUnit, part: CriterionResult, reading: StageReading) -> str:
    """Return where a reading stands: the sheet's line, or the campaign's own list of what is not assigned."""
    ranking, unit, identity = explained.ranking, explained.scores.counted, part.criterion.id
    given = ranking.campaign.unassigned.get(identity, {}).get(unit.unit)
    if unit.sheet is None or (reading.state is State.UNASSIGNED and given == reading.reason):
        return f"qcdc.yaml, unassigned.{identity}.{unit.unit}"
    stage = ranking.campaign.stages[reading.stage].id
    if reading.agreed is not None:
        return place_text(unit.sheet.place_of_agreement(identity, stage))
    if reading.appeal is not None:
        return place_text(unit.sheet.place_of_appeal(identity, reading.appeal.number, "decision"))
    stage = stage if reading.state is State.GIVEN else ""
    return place_text(unit.sheet.place_of(identity, stage))


def _counts(explained: ExplainedUnit, part: CriterionResult) -> Iterator[str]:
    counted = part.counted
    if counted is None:
        yield _blank(explained, part)
        return
    stages = explained.ranking.campaign.stages
    stage = visible(stages[counted.stage].name)
    if counted.state is State.LATER:
        yield _later(explained, part)
        return
    if counted.state is not State.GIVEN:
        yield _not_counted(explained, part)
        return
    late = part.criterion.id in explained.standing.result.unverified
    yield titled(
        say(*terms.COUNTS),
        say(f"theo bước “{stage}”, bước chấm sau cùng", f"the stage {stage}, the last one that gave a mark")
        + (f", {appeal_text(counted)}" if counted.appeal is not None else "")
        + (say("; chưa được thẩm định ở bước sau", "; not verified by a later stage yet") if late else "")
        + ".",
    )
    yield from _best(explained, part)
    given = _given(explained, part)
    working = visible(part.kind.working(counted.reading, part.criterion.points))
    if part.lacks_evidence and not part.points:
        working += say("; thiếu minh chứng nên 0 điểm", "; 0 points, since the evidence is missing")
    elif part.before_rounding is not None and Fraction(part.before_rounding) != Fraction(given):
        working += f"; {rounded_text(given)}"
    if given != part.points:
        working += say(f"; trừ {figure(given)} điểm", f"; minus {with_points(figure(given))}")
    yield titled(say("Cách tính", "Working"), working)


def _blank(explained: ExplainedUnit, part: CriterionResult) -> str:
    maximum = figure(part.criterion.points)
    if part.extra and explained.standing.result.sheet is not None:
        return say(
            "Phiếu không ghi khoản này: không cộng, không trừ; không coi là còn thiếu.",
            "Nobody wrote it: nothing counts, nothing is missing.",
        )
    if explained.standing.result.sheet is None:
        return say(*terms.UNIT_WITHOUT_SHEET)
    return say(
        "Chưa chấm (không phải 0 điểm). Tổng điểm tạm tính chưa gồm tiêu chí này, nhưng điểm tối đa vẫn tính "
        f"{maximum} điểm; xếp hạng là tạm tính.",
        f"Nobody has marked it: blank, which is not 0. The provisional total lacks it while the maximum still "
        f"counts its {maximum}; the ranking is provisional.",
    )


def _later(explained: ExplainedUnit, part: CriterionResult) -> str:
    """Say what it means that only a later stage marks a criterion."""
    text = visible(later_text(part, explained.ranking.campaign))
    text = text[:1].upper() + text[1:]
    if part.extra:
        return say(
            f"{text}: các bước trước không chấm, không coi là còn thiếu.",
            f"{text}: the stages before it do not mark it, and nothing is missing.",
        )
    full, rest = figure(part.criterion.points), figure(explained.standing.result.maximum)
    return say(
        f"{text}: các bước trước không chấm, không coi là còn thiếu; chưa tính {full} điểm này vào điểm đạt và điểm "
        f"tối đa, điểm tối đa của đơn vị hiện là {rest}.",
        f"{text}: the stages before it do not mark it, and nothing is missing; until then {with_points(full)} "
        f"left out of what is earned and of what is attainable, which leaves {rest}.",
    )


def _not_counted(explained: ExplainedUnit, part: CriterionResult) -> str:
    """Say what a state in the place of a mark does to both sides."""
    title = str(part.state.title)
    title = title[:1].upper() + title[1:]
    rule = rule_for(part.state, part.criterion, explained.ranking.rubric)
    full, rest = figure(part.criterion.points), figure(explained.standing.result.maximum)
    said = {
        "full": say(
            f"theo thang điểm, được tính điểm tối đa ({full}/{full} điểm)",
            f"the rubric gives all {full} of {with_points(full)}",
        ),
        "zero": say(f"theo thang điểm, được tính 0/{full} điểm", f"the rubric gives 0 of {with_points(full)}"),
        "exclude": say(
            f"không tính {full} điểm này vào điểm đạt và điểm tối đa; điểm tối đa của đơn vị còn {rest}",
            f"{with_points(full)} left out of what is earned and of what is attainable, which leaves {rest}",
        ),
    }
    return f"{title}: {said[rule or 'exclude']}."


def _evidence(explained: ExplainedUnit, part: CriterionResult) -> Iterator[str]:
    title = say(*terms.EVIDENCE)
    if part.marked.evidence:
        yield f"{title} ({len(part.marked.evidence)}):"
        for item in part.marked.evidence:
            yield f"  - {visible(document_text(item))}"
        return
    if part.lacks_evidence:
        kept = explained.ranking.rubric.missing_evidence == "warn"
        yield titled(
            title,
            say(*terms.MISSING)
            + (
                say("; thang điểm chỉ cảnh báo, không trừ điểm", "; the rubric warns and takes no points")
                if kept
                else ""
            ),
        )
        if part.criterion.documents:
            yield titled(say("Tài liệu cần có", "Asked for"), visible("; ".join(part.criterion.documents)))
        return
    if part.state is State.GIVEN:
        yield titled(title, say(*terms.NONE))


def _appeals(explained: ExplainedUnit, part: CriterionResult) -> Iterator[str]:
    """Yield the appeals against the marks of a criterion, and what was decided on each."""
    appeals = [one for one in part.marked.appeals if one.stage <= explained.ranking.stage]
    if not appeals:
        return
    yield ""
    yield f"{say(*terms.APPEAL)} ({len(appeals)}):"
    sheet = explained.scores.counted.sheet
    for one in appeals:
        stage, on = visible(explained.ranking.campaign.stages[one.stage].name), day(one.appeal.date)
        who = f", {visible(one.appeal.by)}" if one.appeal.by else ""
        yield "  – " + say(f"về điểm bước “{stage}”, ngày {on}", f"against the stage {stage}, on {on}") + who
        yield f"    {visible(one.appeal.text)}"
        if one.wanted is not None:
            yield "    " + titled(say("đề nghị", "wanted"), visible(reading_in_words(one.wanted, part.criterion)))
        yield f"    {decision_text(one)}"
        if sheet is not None:
            yield f"    {place_text(sheet.place_of_appeal(part.criterion.id, one.number))}"


def decision_text(appeal: MarkedAppeal) -> str:
    """Say what was decided on an appeal, by whom, when and why; or that it is open."""
    decision = appeal.decision
    late = say("; gửi sau hạn nhận giải trình", "; it came after the last day for appeals") if appeal.late else ""
    if decision is None:
        return say("chưa giải quyết: xếp hạng là tạm tính", "not decided: the ranking is provisional") + late
    said = say(*terms.UPHELD) if decision.upheld else say("không chấp nhận, giữ nguyên điểm", "refused")
    on = f" {day(decision.date)}" if isinstance(decision.date, date) else ""
    by, reason = visible(decision.by or ""), visible(decision.reason or "")
    return said + say(f", ngày{on}, {by}; lý do: {reason}", f" on{on} by {by}; reason: {reason}") + late
