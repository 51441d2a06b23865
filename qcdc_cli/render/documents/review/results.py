"""The results of a bloc: its ranking, groups, best and weakest criteria, who rose or fell since the last period."""

from collections.abc import Iterator, Sequence

from qcdc_cli.language import say
from qcdc_cli.language.figures import PERCENT_DECIMALS, figure, round_half_away, with_points
from qcdc_cli.process.comparison import MovedPart
from qcdc_cli.process.proceedings import Proceedings
from qcdc_cli.render.documents import Block, Heading, prose
from qcdc_cli.render.documents.tables import items, table_blocks
from qcdc_cli.render.tables.results import ranking_table
from qcdc_cli.render.tables.statistics import groups_table
from qcdc_cli.render.words.cells import shown_decimals, total_value
from qcdc_cli.render.words.names import ids, listed, offices_line, period_in_sentence, unit_in_sentence
from qcdc_cli.render.words.rules import title_of
from qcdc_cli.render.words.table import padded, percent_text, percents
from qcdc_cli.render.words.unit_notes import award_decision_notes, decision_notes, undecided_notes, unvoted_notes
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking, Standing
from qcdc_cli.scoring.rollup import roll_up
from qcdc_cli.scoring.statistics import CriterionStatistics, Statistics, statistics

_MOST_NAMED = 5  # criteria that are called the best or the weakest


def results_of(ranking: Ranking, proceedings: Proceedings, level: int) -> Iterator[Block]:
    """Yield a bloc's results, section by section.

    Args:
        ranking: the bloc's ranking.
        proceedings: what went on around the results.
        level: of the sections' headings: 2 (1, 2, …) or 3 (a, b, …).
    """
    found = statistics(ranking)
    sections = [
        (say("Kết quả chung", "Overall"), _overall(found)),
        (say("Kết quả theo từng mục", "By group"), _groups(found)),
        (say("Tiêu chí đạt cao nhất, thấp nhất", "Best and weakest criteria"), _criteria(found)),
        (say("So với kỳ trước", "Compared with the period before"), _since_before(ranking, proceedings)),
    ]
    for number, (title, blocks) in enumerate(sections):
        sign = f"{number + 1}." if level == 2 else f"{'abcd'[number]})"
        yield Heading(f"{sign} {title}", level)
        yield from blocks


def overall_text(found: Statistics) -> str:
    """Say how many units are ranked, who is first and last, and what they have on average."""
    ranking, all_units = found.ranking, len(found.ranking.standings)
    if not ranking.ranked:
        return say(
            f"Chưa đơn vị nào trong {all_units} đơn vị được xếp hạng.",
            f"None of the {all_units} units is ranked yet.",
        )
    return " ".join(_first_last_and_average(found))


def _overall(found: Statistics) -> Iterator[Block]:
    ranking = found.ranking
    yield prose(overall_text(found))
    table = ranking_table(ranking, groups=False)
    elsewhere = {  # in the bloc's description, and with the classes and awards that are proposed
        offices_line(ranking),
        *decision_notes(ranking),
        *award_decision_notes(ranking),
        *undecided_notes(ranking),
        *unvoted_notes(ranking),
    }
    notes = tuple(note for note in table.notes if note not in elsewhere)
    title = say("Bảng xếp hạng", "Ranking")
    yield from table_blocks(table._replace(title=title, subtitle=(), warnings=(), notes=notes))


def _first_last_and_average(found: Statistics) -> Iterator[str]:
    ranking = found.ranking
    shown = _shown_totals(ranking)
    ranks = ranking.by_rank
    yield say(
        f"Có {ranking.ranked}/{len(ranking.standings)} đơn vị được xếp hạng.",
        f"Ranked: {ranking.ranked} of {len(ranking.standings)} units.",
    )
    for vi, en, rank in (
        ("Xếp hạng cao nhất", "First", min(ranks)),
        ("Xếp hạng thấp nhất", "Last", max(ranks)),
    ):
        if rank == 1 or len(ranks) > 1:
            units = listed([f"{_named(ranking, one)} ({shown[one.result.unit]})" for one in ranks[rank]])
            yield say(f"{vi}: {units}.", f"{en}: {units}.")
            if len(ranks) == 1:
                break
    if ranking.leaves_out:
        average = roll_up([ranking], "bloc").whole.average
        if average is not None:
            share = percents([average])[0]
            yield say(f"Tỷ lệ điểm đạt bình quân: {share}%.", f"Average share: {share}%.")
    elif found.average is not None:
        points = with_points(figure(round_half_away(found.average, shown_decimals(ranking.rubric))))
        yield say(f"Bình quân: {points}.", f"Average: {points}.")


def _shown_totals(ranking: Ranking) -> dict[str, str]:
    """Return each unit's total as the ranking's table shows it, with what it is out of where that differs."""
    results = [standing.result for standing in ranking.standings]
    totals = padded([total_value(result) for result in results])
    if not ranking.leaves_out:
        return {result.unit: with_points(total) for result, total in zip(results, totals, strict=True)}
    most = padded([result.maximum for result in results], fraction_decimals=PERCENT_DECIMALS)
    shown = {}
    for result, total, maximum, percent in zip(results, totals, most, ranking.percents, strict=True):
        share = "" if percent is None else say(f", đạt {percent_text(percent)}%", f", {percent_text(percent)}%")
        shown[result.unit] = with_points(f"{total}/{maximum}") + share
    return shown


def _named(ranking: Ranking, standing: Standing) -> str:
    return unit_in_sentence(ranking.campaign, standing.result.unit)


def _groups(found: Statistics) -> Iterator[Block]:
    if not found.counted:
        yield prose(say("Chưa có số liệu.", "There are no figures yet."))
        return
    nodes = {node.id: node for node in found.ranking.rubric.parts}
    reached = [(part, part.reached) for part in found.parts if part.reached is not None]
    shares = percents([share for _, share in reached])
    names = {
        part.id: f"{title_of(nodes[part.id])} – {visible(part.name)} ({share}%)"
        for (part, _), share in zip(reached, shares, strict=True)
    }
    most, least = (edge((share for _, share in reached), default=None) for edge in (max, min))
    if most is not None and most != least:
        best, worst = (listed([names[part.id] for part, share in reached if share == edge]) for edge in (most, least))
        yield prose(
            say(
                f"Mục có tỷ lệ điểm đạt bình quân cao nhất: {best}; thấp nhất: {worst}.",
                f"Group with the highest average share: {best}; with the lowest: {worst}.",
            )
        )
    title = say("Kết quả bình quân từng mục", "Averages by group")
    yield from table_blocks(groups_table(found)._replace(title=title))


def _criteria(found: Statistics) -> Iterator[Block]:
    own = [one for one in found.criteria if not one.extra and one.average is not None]
    if not own:
        yield prose(say("Chưa có số liệu.", "There are no figures yet."))
        return
    if full := [one.criterion.shown for one in own if one.all_full]:
        yield prose(
            say(
                f"Tất cả đơn vị được chấm đều đạt điểm tối đa ở {len(full)}/{len(own)} tiêu chí: "
                f"{ids(full, most=len(full))}.",
                f"Every unit that was marked has the maximum on {len(full)} of {len(own)} criteria: "
                f"{ids(full, most=len(full))}.",
            )
        )
    else:
        yield prose(say("Tiêu chí có tỷ lệ điểm đạt bình quân cao nhất:", "Criteria with the highest average share:"))
        yield from _with_shares(found.strongest(_MOST_NAMED))
    if weakest := found.weakest(_MOST_NAMED):
        yield prose(say("Tiêu chí có tỷ lệ điểm đạt bình quân thấp nhất:", "Criteria with the lowest average share:"))
        yield from _with_shares(weakest)
    if none := [one.criterion.shown for one in own if one.all_none]:
        yield prose(
            say(
                f"Không đơn vị nào có điểm ở tiêu chí: {ids(none, most=len(none))}.",
                f"No unit has any points on: {ids(none, most=len(none))}.",
            )
        )


def _with_shares(criteria: Sequence[CriterionStatistics]) -> Iterator[Block]:
    shares = percents([one.average for one in criteria if one.average is not None])
    yield from items(
        f"{one.criterion.shown} – {visible(one.criterion.name)}: {share}%."
        for one, share in zip(criteria, shares, strict=True)
    )


def _since_before(ranking: Ranking, proceedings: Proceedings) -> Iterator[Block]:
    before = ranking.before
    if before is None:
        yield prose(
            say(
                "Không có kết quả xếp hạng của kỳ trước để so sánh.",
                "There is no ranking of a period before to compare.",
            )
        )
        return
    period = period_in_sentence(ranking.campaign, before.period)
    lead = say(f"So với kỳ {period}", f"Since {period}")
    if before.provisional:
        lead += say(" (xếp hạng kỳ đó là tạm tính)", " (whose ranking is provisional)")
    yield prose(f"{lead}:")
    moved = [(one, up) for one in ranking.standings if (up := ranking.ranks_up(one)) is not None]
    rose, fell = ([one for one, up in moved if up * sign > 0] for sign in (1, -1))
    for vi, en, units in (("Tăng hạng", "Rose", rose), ("Giảm hạng", "Fell", fell)):
        if units:
            names = listed([_from_to(ranking, one) for one in units])
            yield prose(f"{say(vi, en)}: {names}.", "item")
    if same := len(moved) - len(rose) - len(fell):
        yield prose(say(f"Giữ nguyên hạng: {same} đơn vị.", f"At the same rank: {same} units."), "item")
    if new := [_named(ranking, one) for one in ranking.standings if one.rank and ranking.ranks_up(one) is None]:
        yield prose(say(f"Kỳ trước không có hạng: {listed(new)}.", f"Not ranked before: {listed(new)}."), "item")
    if lost := [
        _named(ranking, one) for one in ranking.standings if not one.rank and before.ranks.get(one.result.unit)
    ]:
        yield prose(say(f"Kỳ này không có hạng: {listed(lost)}.", f"Not ranked now: {listed(lost)}."), "item")
    yield from _moved_groups(ranking, proceedings)


def _from_to(ranking: Ranking, standing: Standing) -> str:
    then = None if ranking.before is None else ranking.before.ranks.get(standing.result.unit)
    name, now = _named(ranking, standing), standing.rank
    way = "lên" if (ranking.ranks_up(standing) or 0) > 0 else "xuống"
    return say(f"{name} (từ hạng {then} {way} hạng {now})", f"{name} (from {then} to {now})")


def _moved_groups(ranking: Ranking, proceedings: Proceedings) -> Iterator[Block]:
    """Yield which top groups have a higher or lower average share than in the period before."""
    compared = proceedings.before
    if compared is None or ranking.before is None or proceedings.before_period != ranking.before.period:
        return
    tops = {node.id for node in ranking.rubric.parts}
    parts = [one for one in compared.parts if one.bloc == ranking.bloc_id and one.node.id in tops]
    for vi, en, sign in (
        ("Mục có tỷ lệ điểm đạt bình quân tăng", "Groups with a higher average share", 1),
        ("Mục có tỷ lệ điểm đạt bình quân giảm", "Groups with a lower average share", -1),
    ):
        changed = [text for one in parts if (text := _change(one, sign))]
        if changed:
            yield prose(f"{say(vi, en)}: {listed(changed)}.", "item")


def _change(part: MovedPart, sign: int) -> str:
    """Say from which share to which a group moved; "" where it did not move that way."""
    if part.before is None or part.after is None or (part.after - part.before) * sign <= 0:
        return ""
    then, now = percents([part.before, part.after])
    title = title_of(part.node)
    way = "lên" if sign > 0 else "xuống"
    return say(f"{title} (từ {then}% {way} {now}%)", f"{title} (from {then}% to {now}%)")
