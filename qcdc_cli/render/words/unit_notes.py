"""What is said of units beside and below their figures: what is missing or left out, and what was decided."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.deciding import ACTUAL, BALLOT, DECISION, RANK, RECORDED, Class, TieRule
from qcdc_cli.campaign.marks import Marked, StageReading, State
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import day, decimals_apart, figure, round_half_away, with_points
from qcdc_cli.render.words.cells import parts_with_groups
from qcdc_cli.render.words.names import ids, listed, unit_in_sentence, unit_name
from qcdc_cli.render.words.rules import condition_text, disqualifier_effect, step_text, title_of
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.recorded import ballots_of, decided_places, decisions_for, votes_of
from qcdc_cli.scoring.result import (
    CriterionResult,
    GroupResult,
    PassedClass,
    Ranking,
    Standing,
    Undecided,
    UnitResult,
    Unranked,
)
from qcdc_cli.scoring.ties import actual_of

_LOWER_FIRST = ("penalties", "correction", "earlier", "lots")  # what they measure counts downwards


def provisional() -> str:
    """Return the line that heads what is missing."""
    return say("TẠM TÍNH, chưa phải kết quả cuối cùng. Còn thiếu:", "PROVISIONAL, not the final result. Missing:")


def provisional_lines(units: Iterable[tuple[str, UnitResult, str]], unvoted: Iterable[str] = ()) -> tuple[str, ...]:
    """Head what units lack, each unit as `gaps` takes it, and what waits for a ballot; nothing where nothing does."""
    lines = [line for unit in units for line in gaps(*unit)]
    lines += unvoted
    return (provisional(), *lines) if lines else ()


def labels(result: UnitResult, identities: Sequence[str]) -> list[str]:
    """Return what criteria of a unit's result are shown as, by their ids."""
    shown = {one.criterion.id: one.criterion.shown for one in result.criteria} if identities else {}
    return [shown[identity] for identity in identities]


def gaps(name: str, result: UnitResult, stage: str) -> list[str]:
    """Say what a unit lacks, one line for each thing.

    Args:
        name: the unit's name, to begin the line with; "" where the page is about this unit alone.
        result: what the unit gets.
        stage: the name of the stage that the bloc has come to.
    """
    if not result.provisional:
        lines = []
    elif result.sheet is None:
        lines = [say(*terms.NO_SHEET)]
    else:
        lines = []
        # bonus, penalties, what the period does not hold and what a later stage marks want no mark
        unasked = (State.NOT_HELD, State.LATER)
        wanted = sum(not one.extra and one.state not in unasked for one in result.criteria)
        blank, late = (
            say("chưa chấm", "blank:"),
            say(f"chưa có điểm bước {stage}:", f"no mark of the stage {stage} yet:"),
        )
        for missing, what in ((result.blank, blank), (result.unverified, late)):
            number = len(missing)
            if missing and number >= wanted:
                lines.append(say(f"{what} cả {number} tiêu chí", f"{what} all {number} criteria"))
            elif missing:
                lines.append(f"{what} {ids(labels(result, missing))}")
        if result.appeals:
            what = say("giải trình chưa giải quyết:", "appeals not decided:")
            lines.append(f"{what} {ids(labels(result, result.appeals))}")
    return [_about(name, line) for line in lines]


def left_out(name: str, result: UnitResult) -> list[str]:
    """Say which criteria have no mark but a state, and what that does to both sides.

    Args:
        name: the unit's name, to begin the line with; "" where the page is about this unit alone.
        result: what the unit gets.
    """
    if result.sheet is None:
        return []
    lines = []
    excluded = {criterion.criterion.id for criterion in result.excluded}
    unmarked = [one for one in result.criteria if one.state is not State.GIVEN and not one.extra]
    for state in (State.NOT_APPLICABLE, State.UNASSIGNED):
        having = [one for one in unmarked if one.state is state]
        out = [one.criterion.shown for one in having if one.criterion.id in excluded]
        rest = figure(result.maximum)
        if out:
            effect = say(
                f"không tính vào điểm đạt và điểm tối đa; điểm tối đa còn {rest}",
                f"left out of the total and of the maximum; the maximum is {rest}",
            )
            lines.append(_about(name, f"{state.title} {ids(out)} ({effect})"))
        for one in having:
            if one.criterion.id not in excluded:
                points = figure(one.points)
                counted = say("tính ", "") + with_points(points)
                lines.append(_about(name, f"{state.title} {one.criterion.shown} ({counted})"))
    return lines


def agreement_text(reading: StageReading, marked: Marked, campaign: Campaign) -> str:
    """Say with which stage's mark a stage agreed, who did so and on which day; "" where it gave a mark of its own."""
    own = marked.agreed_with(reading.stage)
    if reading.agreed is None or own is None:
        return ""
    stage, on = visible(campaign.stages[own.stage].name), day(reading.agreed)
    who = visible(campaign.checker_name(reading.by))
    return say(
        f"thống nhất với điểm bước “{stage}”, ngày {on}, người thống nhất: {who}",
        f"agreed with the mark of the stage “{stage}” on {on}, by {who}",
    )


def appeal_text(reading: StageReading) -> str:
    """Say that a mark was upheld on appeal, and on which day that was decided; "" for a stage's own mark."""
    if reading.appeal is None:
        return ""
    on = day(reading.appeal.date)
    return say(f"chấp nhận giải trình ngày {on}", f"upheld on appeal on {on}")


def appeal_lines(result: UnitResult, campaign: Campaign, last: int, name: str = "") -> list[str]:
    """Say of which criteria an appeal was upheld, one line for each stage and day.

    Args:
        result: what the unit gets.
        campaign: the campaign.
        last: the number of the latest stage that is looked at.
        name: the unit's name, to begin the line with; "" where the page is about this unit alone.
    """
    found: dict[tuple[int, date], list[str]] = {}
    for part in result.criteria:
        for reading in part.marked.readings:
            if reading.appeal is not None and reading.stage <= last:
                found.setdefault((reading.stage, reading.appeal.date), []).append(part.criterion.shown)
    lines = []
    for (stage, on), criteria in sorted(found.items()):
        listed_ids, of = ids(list(dict.fromkeys(criteria))), visible(campaign.stages[stage].name)
        line = say(
            f"chấp nhận giải trình về điểm bước “{of}” ngày {day(on)}: {listed_ids}",
            f"upheld on appeal against the stage “{of}” on {day(on)}: {listed_ids}",
        )
        lines.append(_about(name, line))
    return lines


def agreement_lines(result: UnitResult, campaign: Campaign, last: int) -> list[str]:
    """Say at how many criteria each stage agreed with what was claimed before it, who did so and on which day.

    Args:
        result: what the unit gets.
        campaign: the campaign.
        last: the number of the latest stage that is looked at.
    """
    found: dict[tuple[int, str, date], int] = {}
    for reading in (one for part in result.criteria for one in part.marked.readings if one.stage <= last):
        if reading.agreed is not None:
            key = (reading.stage, reading.by, reading.agreed)
            found[key] = found.get(key, 0) + 1
    lines = []
    for (stage, by, on), number in sorted(found.items()):
        name, who, criteria = (
            visible(campaign.stages[stage].name),
            visible(campaign.checker_name(by)),
            len(result.criteria),
        )
        lines.append(
            say(
                f"Bước “{name}” thống nhất với điểm bước trước ở {number}/{criteria} tiêu chí, ngày {day(on)}, người "
                f"thống nhất: {who}",
                f"The stage “{name}” agreed with the marks before it on {number} of {criteria} criteria on {day(on)}, "
                f"by {who}",
            )
        )
    return lines


def not_carried_lines(campaign: Campaign, lost: Mapping[str, Sequence[str]], units: Iterable[str]) -> tuple[str, ...]:
    """Say what could not be carried over to another rubric, one line per unit; nothing where all could."""
    lines = []
    for unit in units:
        if unit in lost:
            name, number, listed = unit_name(campaign, unit), len(lost[unit]), ids(lost[unit])
            what = "criterion" if number == 1 else "criteria"
            lines.append(say(f"{name}: {number} tiêu chí ({listed})", f"{name}: {number} {what} ({listed})"))
    if not lines:
        return ()
    head = say(
        "Các điểm sau không chuyển được sang thang điểm này, coi là chưa chấm (xem đầy đủ bằng `qcdc check --rubric`):",
        "Marks that cannot be carried over to this rubric, taken as blank (all with `qcdc check --rubric`):",
    )
    return (head, *lines)


def _about(name: str, line: str) -> str:
    return f"{name}: {line}" if name else line[:1].upper() + line[1:]


class StepMeasures(NamedTuple):
    """A step of the ladder, what it measured of units with equal totals, and the documents that it rests on."""

    step: TieRule
    values: tuple[tuple[Standing, str], ...]
    documents: tuple[str, ...] = ()


def tie_break_groups(ranking: Ranking) -> Iterator[list[Standing]]:
    """Yield units with equal totals where a tie-break ranks them apart, in the order of their ranks."""
    ranked = [standing for standing in ranking.standings if standing.rank is not None]
    for _, group in groupby(ranked, key=lambda standing: standing.result.share):
        together = list(group)
        if any(standing.tie_break is not None for standing in together):
            yield together


def step_measures(group: Sequence[Standing], ranking: Ranking) -> list[StepMeasures]:
    """Return the tie-break steps that rank units of such a group apart, with what they measured."""
    steps = []
    for number, step in enumerate(ranking.rubric.ties):
        having = [(one, one.tie_measures[number][1]) for one in group if number < len(one.tie_measures)]
        if len({value for _, value in having}) < 2:
            continue
        texts = _values(step, having, ranking)
        values = tuple(zip((one for one, _ in having), texts, strict=True))
        documents = documents_on(ranking, step.rule, [one.result.unit for one, _ in having])
        steps.append(StepMeasures(step, values, documents))
    return steps


def _values(step: TieRule, having: Sequence[tuple[Standing, Fraction]], ranking: Ranking) -> list[str]:
    """Show what a step measured; a rank or a place in the lots that there is none of, as that."""
    units, values = len(ranking.standings), [value for _, value in having]
    if step.rule in RECORDED:
        where = (ranking.campaign, ranking.period, ranking.bloc_id)
        recorded = votes_of(*where) if step.rule == BALLOT else decided_places(*where, RANK)
        more = int(step.rule == DECISION)  # the first place is 1
        places = [recorded.get(one.result.unit) for one, _ in having]
        return [say(*terms.NONE) if place is None else str(place + more) for place in places]
    if step.rule == ACTUAL:
        return [_reached(step, one, ranking) for one, _ in having]
    counted = [-value for value in values] if step.rule in _LOWER_FIRST else list(values)
    decimals = decimals_apart(counted)
    texts = [figure(round_half_away(value, decimals)) for value in counted]
    none = say(*terms.NONE)
    if step.rule == "earlier":
        return [none if value > units else text for value, text in zip(counted, texts, strict=True)]
    if step.rule == "lots":
        return [figure(round_half_away(value + 1, 0)) for value in counted]
    return texts


def _reached(step: TieRule, standing: Standing, ranking: Ranking) -> str:
    """Show what a unit reached on a criterion, as its mark is shown; none where that is no number."""
    actual = actual_of(standing.result, step.subject, ranking.rubric)
    if actual is None:
        return say(*terms.NONE)
    part = standing.result.criteria[ranking.rubric.leaf_numbers[step.subject]]
    return figure(actual) if part.counted is None else visible(part.kind.in_words(part.counted.reading))


def documents_on(ranking: Ranking, rule: str, units: Sequence[str], what: str = RANK) -> tuple[str, ...]:
    """Name the decisions or ballots that were recorded about some equal units, each with its day; else nothing."""
    where = (ranking.campaign, ranking.period, ranking.bloc_id)
    records: list[tuple[str, date, Collection[str]]] = []
    if rule == DECISION:
        records = [(one.document, one.date, one.order) for _, one in decisions_for(*where, what)]
    elif rule == BALLOT:
        records = [(one.document, one.date, one.votes) for _, one in ballots_of(*where)]
    return tuple(
        say(f"{visible(document)} ngày {day(on)}", f"{visible(document)} of {day(on)}")
        for document, on, named in records
        if not set(units).isdisjoint(named)
    )


def recorded_step(measured: StepMeasures, ranking: Ranking) -> str:
    """Say a step of the ladder, and the documents that it rests on."""
    return ", ".join((step_text(measured.step, ranking), *measured.documents))


def tie_break_notes(ranking: Ranking) -> list[str]:
    """Say of all units with equal totals which tie-break ranks them, and by which numbers."""
    notes = []
    for group in tie_break_groups(ranking):
        names = listed([unit_in_sentence(ranking.campaign, one.result.unit) for one in group])
        ranks = listed(list(dict.fromkeys(str(one.rank) for one in group)))
        steps = [_step(measured, group, ranking) for measured in step_measures(group, ranking)]
        equal = (
            say("bằng tổng điểm", "have equal totals")
            if len({one.result.points for one in group}) == 1
            else say("bằng tỷ lệ", "have equal shares")
        )
        by = say(", tiếp theo là ", ", then by ").join(steps)
        notes.append(
            say(
                f"Hạng {ranks}: {names} {equal}, xếp thứ tự theo {by}",
                f"Ranks {ranks}: {names} {equal}, ranked by {by}",
            )
        )
    return notes


def _step(measured: StepMeasures, group: Sequence[Standing], ranking: Ranking) -> str:
    text = recorded_step(measured, ranking)
    values = [value for _, value in measured.values]
    if len(values) < len(group):  # an earlier step ranked some: say whose numbers these are
        campaign = ranking.campaign
        values = [f"{unit_in_sentence(campaign, one.result.unit)} {value}" for one, value in measured.values]
    return f"{text} ({listed(values)})"


def undecided_notes(ranking: Ranking) -> list[str]:
    """Say which equal units are still to be ranked or awarded by somebody's decision, and where votes are equal."""
    return [undecided_text(one, ranking) for one in ranking.undecided if one.at_least is None]


def unvoted_notes(ranking: Ranking) -> list[str]:
    """Say which classes and awards wait for a ballot on some units."""
    return [undecided_text(one, ranking) for one in ranking.unvoted]


def undecided_text(one: Undecided, ranking: Ranking) -> str:
    """Say what is still to be decided, by whom, among whom."""
    names = listed([unit_in_sentence(ranking.campaign, unit) for unit in one.units])
    if one.at_least is not None:
        least, entry = figure(one.at_least), one.better or one.award
        name = "" if entry is None else visible(entry.name)
        return say(
            f"{name}: chưa có kết quả bỏ phiếu đối với {names} (cần từ {least}% phiếu hợp lệ trở lên)",
            f"{name}: no ballot is recorded yet on {names} (at least {least}% of the valid ballots are needed)",
        )
    if one.award is not None:
        name, number = visible(one.award.name), len(one.units)
        return say(
            f"{name}: còn {one.places} suất cho {number} đơn vị bằng nhau ({names}), "
            "chờ cấp có thẩm quyền quyết định; chưa đơn vị nào trong số này được khen",
            f"{name}: {one.places} left for {number} equal units ({names}), for the competent authority to decide; "
            "until then none of them has it",
        )
    equal = say("còn bằng nhau", "are still equal")
    if one.votes is not None:
        equal = say(f"bằng số phiếu ({one.votes})", f"have equal votes ({one.votes})")
    if one.final:
        then = say("nên xếp cùng hạng", "so they share the rank")
    elif one.by == DECISION:
        then = say("chờ cấp có thẩm quyền quyết định thứ tự", "for the competent authority to decide their order")
    else:
        then = say("chờ bỏ phiếu để xếp thứ tự", "for a ballot to decide their order")
    return say(f"Hạng {one.rank}: {names} {equal}, {then}", f"Rank {one.rank}: {names} {equal}, {then}")


def award_decision_notes(ranking: Ranking, unit: str = "") -> list[str]:
    """Say who of those equal at an award's last place got it, and by which document; of one unit's ties, if named."""
    campaign, notes = ranking.campaign, []
    for tie in ranking.asked:
        if tie.award is not None and tie.chosen and (not unit or unit in tie.units):
            equal, chosen = (
                listed([unit_in_sentence(campaign, unit) for unit in some]) for some in (tie.units, tie.chosen)
            )
            name = visible(tie.award.name)
            by = ", ".join(documents_on(ranking, tie.by, tie.units, tie.award.id))
            notes.append(
                say(
                    f"{name}: {equal} bằng nhau ở suất cuối, khen {chosen} theo {by}",
                    f"{name}: {equal} are equal at the last place; it goes to {chosen} by {by}",
                )
            )
    return notes


def passed_classes_text(passed: Sequence[PassedClass], classified: Class) -> str:
    """Say which class the total reaches, which it is in, and why; "" where they are the same."""
    if not passed:
        return ""
    first, last = visible(passed[0].better.name), visible(classified.name)
    reasons = list(dict.fromkeys(visible(str(one.reason)) for one in passed))
    if len(reasons) == 1:
        why = reasons[0]
    else:
        why = "; ".join(f"{visible(one.better.name)}: {visible(str(one.reason))}" for one in passed)
    return say(f"đủ điểm loại {first} nhưng xếp loại {last}: {why}", f"reaches {first} but is classed {last}: {why}")


def disqualifier_texts(standing: Standing, rubric: Rubric) -> list[str]:
    """Say what keeps a unit from a rank or a class, where the reasons of its class do not say so already."""
    texts = []
    reasons = " ".join(str(one.reason) for one in standing.passed_classes)
    for entry, reason in standing.disqualifiers:
        name, why = visible(entry.name), visible(reason)
        if entry.unranks:
            texts.append(say(f"không xếp hạng – {name}: {why}", f"not ranked – {name}: {why}"))
        elif f"{entry.name}: {reason}" not in reasons:
            texts.append(f"{name}: {why} ({disqualifier_effect(entry, rubric)})")
    return texts


def unranked_reason(standing: Standing) -> str:
    """Say why a unit has no rank, where no disqualifier says so; "" where it has one, or its sheet may still come."""
    if standing.unranked is Unranked.NO_SHEET and standing.result.not_handed_in:
        return say(*terms.NOT_HANDED_IN)
    if standing.unranked is Unranked.NO_MARK:
        return say("chưa có tiêu chí nào được chấm", "no criterion has a mark")
    if standing.unranked is Unranked.NOTHING_ATTAINABLE:
        return say("không còn điểm tối đa để so sánh", "nothing is left that was attainable")
    return ""


def bonus_not_counted_text(result: UnitResult) -> str:
    """Say which bonus points do not count; "" where all do."""
    if not result.bonus_not_counted:
        return ""
    cut, most = figure(result.bonus_not_counted), figure(result.maximum)
    return say(
        f"không tính {cut} điểm thưởng, vì tổng điểm kể cả điểm thưởng không được vượt {most}",
        f"{cut} bonus points do not count, since no bonus may lift a total above {most}",
    )


def conditional_caps_texts(result: UnitResult) -> list[str]:
    """Say which groups give fewer points, since a condition of their cap is met."""
    texts = []
    for _, part in parts_with_groups(result.parts):
        if isinstance(part, GroupResult) and part.cap_checks and part.before_cap != part.before_rounding:
            why = say(" và ", " and ").join(condition_text(check.condition) for check in part.cap_checks if check.met)
            before, after = figure(part.before_cap), figure(part.before_rounding)
            name = title_of(part.group)
            texts.append(
                say(
                    f"{name}: tính {after} thay cho {before} điểm, vì {why}",
                    f"{name}: {after}, not {before}, since {why}",
                )
            )
    return texts


def awards_text(standing: Standing) -> str:
    """Name a unit's awards."""
    return "; ".join(visible(award.name) for award in standing.awards)


def any_award(ranking: Ranking) -> bool:
    """Return whether anybody is given an award."""
    return any(standing.awards for standing in ranking.standings)


def decision_notes(ranking: Ranking) -> list[str]:
    """Say, unit by unit, who is in another class than the total reaches, who is not ranked, whose bonus is cut."""
    return [
        f"{unit_name(ranking.campaign, standing.result.unit)}: {text}"
        for standing in ranking.standings
        for text in decision_texts(standing, ranking.rubric)
    ]


def decision_texts(standing: Standing, rubric: Rubric) -> list[str]:
    """Say what keeps a unit from a rank or a better class, and which bonus does not count."""
    texts = disqualifier_texts(standing, rubric)
    if why := unranked_reason(standing):
        texts.append(say(f"không xếp hạng – {why}", f"not ranked – {why}"))
    if standing.classified is not None:
        texts.append(passed_classes_text(standing.passed_classes, standing.classified))
    if rubric.conditional_caps:
        texts += conditional_caps_texts(standing.result)
    return [text for text in (*texts, bonus_not_counted_text(standing.result)) if text]


def not_held_ids(result: UnitResult) -> list[str]:
    """Return the ids of the criteria that the rubric does not hold in the period."""
    return [one.criterion.id for one in result.excluded if one.state is State.NOT_HELD]


def unasked_notes(results: Sequence[UnitResult], campaign: Campaign) -> list[str]:
    """Say, once for all units of a rubric, which criteria the period does not hold, and which a later stage marks."""
    notes = []
    identities = dict.fromkeys(identity for result in results for identity in labels(result, not_held_ids(result)))
    if identities:
        out = ", ".join(identities)
        notes.append(say(f"Không áp dụng trong kỳ này: {out}", f"Not applied in this period: {out}"))
    by_stage: dict[int, dict[str, None]] = {}
    for result in results:
        for one in result.later:
            by_stage.setdefault(one.marked.start, {}).update(dict.fromkeys(labels(result, [one.criterion.id])))
    for start, own in sorted(by_stage.items()):
        out, stage = ", ".join(own), visible(campaign.stages[start].name)
        notes.append(
            say(
                f"Do bước “{stage}” chấm, chưa tính vào điểm đạt và điểm tối đa: {out}",
                f"Marked at the stage “{stage}”, left out of the total and of the maximum until then: {out}",
            )
        )
    return notes


def later_text(criterion: CriterionResult, campaign: Campaign) -> str:
    """Say which later stage marks a criterion."""
    stage = campaign.stages[criterion.marked.start].name
    return say(f"do bước “{stage}” chấm", f"marked at the stage “{stage}”")
