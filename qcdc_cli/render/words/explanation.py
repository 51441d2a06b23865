"""Why a figure is what it is, in words: from the rule and the marks with their lines to points, sums and rank."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import chain

from qcdc_cli.kinds import LowerBound
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import (
    day,
    decimals_apart,
    figure,
    round_half_away,
    with_points,
)
from qcdc_cli.render.words.cells import shown_decimals, total_value
from qcdc_cli.render.words.explained import ExplainedUnit, noted_lines, out_of, place_text, titled
from qcdc_cli.render.words.explained_criterion import criterion_lines
from qcdc_cli.render.words.explained_group import (
    group_lines,
    part_lines,
    total_working,
)
from qcdc_cli.render.words.names import listed, period_name, stage_line, unit_in_sentence, unit_name
from qcdc_cli.render.words.received import received_lines
from qcdc_cli.render.words.rules import (
    award_rule,
    disqualifier_effect,
    quota_text,
    times_text,
    title_of,
)
from qcdc_cli.render.words.table import padded, percent_text
from qcdc_cli.render.words.unit_notes import (
    agreement_lines,
    appeal_lines,
    award_decision_notes,
    bonus_not_counted_text,
    gaps,
    left_out,
    provisional,
    recorded_step,
    unasked_notes,
    undecided_text,
    unranked_reason,
)
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.behind import Behind
from qcdc_cli.scoring.classes import unmet_need
from qcdc_cli.scoring.result import (
    GroupResult,
    Ranking,
    Standing,
    UnitScores,
)


def explanation_text(scores: UnitScores, ranking: Ranking, identity: str | None) -> str:
    """Explain a figure.

    Args:
        scores: the unit's scores.
        ranking: the ranking of its bloc.
        identity: a criterion or group of the rubric; None for the total, the rank and the class.

    Raises:
        KeyError: when the rubric has no node with this id.
    """
    explained = ExplainedUnit(scores, ranking)
    if identity is None:
        lines = unit_lines(explained)
    else:
        part = explained.node(identity)
        about = group_lines(explained, part) if isinstance(part, GroupResult) else criterion_lines(explained, part)
        lines = chain(about, noted_lines(explained, part.node.id))
    heading = (
        f"{visible(scores.name)} · {visible(ranking.bloc.name)}",
        f"{visible(ranking.campaign.campaign)} · {period_name(ranking.campaign, ranking.period)}",
        stage_line(ranking),
    )
    return "\n".join([*heading, "", *lines]) + "\n"


def unit_lines(explained: ExplainedUnit) -> Iterator[str]:
    """Yield the explanation of a unit's total, rank and class."""
    ranking, standing = explained.ranking, explained.standing
    result = standing.result
    if result.sheet is None:
        if result.not_handed_in:
            yield say(
                "Đơn vị không nộp phiếu kỳ này: không có điểm và không được xếp hạng.",
                "The unit handed in nothing in this period, which is closed: it has no points and no rank.",
            )
        else:
            yield say(
                "Đơn vị chưa có phiếu kỳ này: chưa có điểm và chưa được xếp hạng.",
                "The unit has handed in no sheet: it has no points and no rank.",
            )
        if standing.classified is not None:
            yield titled(say(*terms.CLASS), visible(standing.classified.name))
        yield from _disqualifiers(explained)
        return
    yield titled(say("Tổng", "Total"), out_of(total_value(result), result.maximum))
    if result.provisional:
        yield ""
        yield provisional()
        stage = visible(ranking.campaign.stages[ranking.reached].name)
        yield from (f"  {line}" for line in gaps("", result, stage))
    yield ""
    yield say("Gồm:", "Made of:")
    yield from part_lines(result.parts, result, explained.looked_through)
    yield ""
    if result.counts:
        yield titled(say("Cộng", "Sum"), total_working(result))
    if result.bonus_not_counted:
        text = bonus_not_counted_text(result)
        yield f"  {text[:1].upper()}{text[1:]}."
    yield from left_out("", result)
    yield from agreement_lines(result, ranking.campaign, ranking.stage)
    yield from appeal_lines(result, ranking.campaign, ranking.stage)
    yield from unasked_notes([result], ranking.campaign)
    percent = explained.percents[result.unit]
    if percent is not None and result.share is not None:
        sign = "=" if Fraction(percent) == result.share * 100 else "≈"
        working = f"{figure(result.points)} ÷ {figure(result.maximum)} {sign} {figure(percent)}%"
        yield titled(say("Tỷ lệ", "Share"), working)
    yield from _rank(explained)
    for one in ranking.undecided:
        if result.unit in one.units:
            yield titled(say("Chưa phân định", "Undecided"), undecided_text(one, ranking))
    yield from _class(explained)
    for award in standing.awards:
        rule = award_rule(award, ranking.rubric, len(ranking.bloc.units))
        yield titled(say("Khen", "Award"), f"{visible(award.name)} ({rule})")
    yield from award_decision_notes(ranking, result.unit)
    yield from _conditions(explained)
    yield from _disqualifiers(explained)
    yield from noted_lines(explained)
    if result.sheet.received:
        yield ""
        yield say("Tệp đã nhận:", "Files that came in:")
        yield from (f"  {line}" for line in received_lines(result.sheet, ranking.campaign))


def _conditions(explained: ExplainedUnit) -> Iterator[str]:
    """Say what a ballot gave a ranked unit, and which awards it cannot have for want of their conditions."""
    standing, rubric = explained.standing, explained.ranking.rubric
    if standing.rank is None:
        return
    if standing.vote is not None and rubric.asks_for_ballots:
        votes, valid, document, on = standing.vote
        number = f"{votes}/{valid}"
        yield titled(
            say("Bỏ phiếu", "Ballot"),
            say(
                f"{number} phiếu hợp lệ ({visible(document)} ngày {day(on)})",
                f"{number} of the valid ballots ({visible(document)} of {day(on)})",
            ),
        )
    for award in rubric.awards:
        unmet = unmet_need(standing, award.needs)
        if unmet is not None and not unmet.waits:
            name, reason = visible(award.name), visible(str(unmet.reason))
            yield say(f"Không đủ điều kiện khen {name}: {reason}", f"Not eligible for {name}: {reason}")


def _rank(explained: ExplainedUnit) -> Iterator[str]:
    standing, ranking = explained.standing, explained.ranking
    title = say("Hạng", "Rank")
    if standing.rank is None:
        barring = [visible(entry.name) for entry, _ in standing.disqualifiers if entry.unranks]
        if barring:
            yield titled(title, say(f"không xếp hạng ({'; '.join(barring)})", f"none: {'; '.join(barring)}"))
        else:
            why = unranked_reason(standing)
            yield titled(title, say(f"không xếp hạng, vì {why}", f"none, since {why}"))
        return
    basis = (
        say("xếp theo tỷ lệ điểm đạt so với điểm tối đa của từng đơn vị", "by the share of what each unit could attain")
        if ranking.leaves_out
        else say("theo tổng điểm chính xác", "by exact totals")
    )
    place = say(f"{standing.rank}/{ranking.ranked} đơn vị", f"{standing.rank} of {ranking.ranked}")
    yield titled(title, f"{place}, {basis}")
    above, tied, below = explained.neighbours()
    for label, others in (
        (say("Đơn vị xếp liền trên", "Next above"), above),
        (say("Bằng điểm", "Tied with"), tied),
        (say("Đơn vị xếp liền dưới", "Next below"), below),
    ):
        if others:
            yield f"  {titled(label, listed(_measured(explained, others)))}"
        if others is above and explained.behind is not None:
            yield f"  {behind_text(explained, explained.behind)}"
    for measured in explained.tie():
        step = recorded_step(measured, ranking)
        campaign = ranking.campaign
        values = ", ".join(f"{unit_in_sentence(campaign, one.result.unit)} {value}" for one, value in measured.values)
        yield f"  {titled(say('Bằng điểm, xếp thứ tự theo', 'Tied, ranked by'), f'{step} ({values})')}"


def behind_text(explained: ExplainedUnit, behind: Behind) -> str:
    """Say how far a unit is behind the one above it, and where, in figures that sum to the whole as they are shown."""
    ranking = explained.ranking
    name = unit_in_sentence(ranking.campaign, behind.above.result.unit)
    told = behind.as_shown(ranking, explained.standing.result.unit, shown_decimals(ranking.rubric))
    parts = sorted(told.parts, key=lambda one: one.amount)
    amounts = [
        *((" ".join(filter(None, (title_of(one.node), times_text(one.node)))), one.amount) for one in parts),
        *((say(f"mức trần {one.node.shown}", f"cap of {one.node.shown}"), one.amount) for one in told.caps),
        (say("điểm thưởng vượt mức tối đa", "bonus beyond the limit"), told.bonus),
        (say("làm tròn", "rounding"), told.rounding),
    ]
    shown = [(title, amount) for title, amount in amounts if amount]
    figures = padded([abs(told.whole), *(amount for _, amount in shown)], sign=True)
    less = figures[0].removeprefix("+")
    where = ", ".join(f"{title} {own}" for (title, _), own in zip(shown, figures[1:], strict=True))
    if behind.by_share:
        return say(
            f"Kém {name} {less} điểm phần trăm, theo phần không đạt: {where}",
            f"Behind {name} by {less} percentage points, by what is not reached: {where}",
        )
    return say(f"Kém {name} {less} điểm: {where}", f"Behind {name} by {with_points(less)}: {where}")


def _measured(explained: ExplainedUnit, standings: Sequence[Standing]) -> list[str]:
    """Return names with their ranks and what they are ranked by, in figures that differ where theirs do."""
    ranking, texts = explained.ranking, []
    for one in standings:
        percent = explained.percents[one.result.unit]
        basis = figure(one.result.points)
        if ranking.leaves_out and percent is not None:
            basis = f"{percent_text(percent)}%"
        name = unit_name(ranking.campaign, one.result.unit)
        texts.append(say(f"{name} (hạng {one.rank}, {basis})", f"{name} (rank {one.rank}, {basis})"))
    return texts


def _class(explained: ExplainedUnit) -> Iterator[str]:
    entry, result = explained.standing.classified, explained.standing.result
    if entry is not None and explained.standing.rank is None:  # by what it did not hand in, not by its total
        yield titled(say(*terms.CLASS), visible(entry.name))
        return
    if entry is None or result.converted is None:
        return
    rubric, passed = explained.ranking.rubric, explained.standing.passed_classes
    better = None if passed else explained.class_above()
    text = visible(entry.name)
    if bounds := _bounds(entry.bound, None if better is None else better.bound):
        text += f" ({bounds})"
    if result.maximum != result.full:
        limits = [Fraction(one.bound.value) for one in rubric.classification if one.bound is not None]
        converted = figure(round_half_away(result.converted, decimals_apart([result.converted, *limits])))
        full = figure(result.full)
        text += say(f"; điểm quy đổi về thang {full}: {converted}", f"; brought to the scale of {full}: {converted}")
    if rubric.classify_up_to is not None and result.converted > rubric.classify_up_to:
        most = figure(rubric.classify_up_to)
        text += say(f"; khi xếp loại được tính tối đa {most}", f"; at most {most} counts for the class")
    yield titled(say(*terms.CLASS), text)
    for one in passed:
        name, reason = visible(one.better.name), visible(str(one.reason))
        yet = "chưa" if one.waits else "không"
        yield say(
            f"  Đủ điểm loại {name} nhưng {yet} được xếp loại này: {reason}",
            f"  Enough points for {name}, but: {reason}",
        )
    units = len(explained.ranking.bloc.units)
    for quoted in {one.id: one for one in (*(one.better for one in passed), entry)}.values():
        if quoted.quota is not None:
            name, quota = visible(quoted.name), quota_text(quoted.quota, rubric, units)
            yield say(f"  Loại {name}: tối đa {quota}", f"  {name} at most {quota}")


def _bounds(own: LowerBound | None, better: LowerBound | None) -> str:
    """Say between which totals a class lies: its own bound, and that of the next better one; "" for none."""
    if better is None:
        return "" if own is None else own.start(_in_points(own))
    if own is None:
        return better.before(_in_points(better))
    return say(" đến ", " to ").join((own.start(figure(own.value)), better.end(_in_points(better))))


def _in_points(bound: LowerBound) -> str:
    return f"{figure(bound.value)} {say(*terms.POINTS_COUNTED)}"


def _disqualifiers(explained: ExplainedUnit) -> Iterator[str]:
    rubric = explained.ranking.rubric
    for entry, reason in explained.standing.disqualifiers:
        text = f"{visible(entry.name)} ({disqualifier_effect(entry, rubric)}): {visible(reason)}"
        yield titled(say("Trường hợp bị hạ loại, không xếp hạng", "Against it"), text)
        place = explained.disqualifier_place(entry)
        if place is not None:
            yield f"  {place_text(place)}"
