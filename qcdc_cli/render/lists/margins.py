"""How firm a ranking is as lists: gaps to the next ranks, classes and awards, and the marks that would close them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import Exact, decimals_apart, figure, fraction_as_decimal
from qcdc_cli.process.margins import Answer, BlocMargins, ClassGap, Flip, RankGap
from qcdc_cli.render.lists import List, ListColumn, Value, untitled
from qcdc_cli.render.lists.margin_marks import (
    MarginRow,
    changed_marks_list,
    changed_sets_list,
    name_column,
    whose_columns,
)
from qcdc_cli.render.words.names import period_name
from qcdc_cli.render.words.remarks import provisional_notice
from qcdc_cli.scoring.result import Ranking

_ANSWERS = {
    Answer.IMPOSSIBLE: Text("không thể", "impossible"),
    Answer.NO_MARKS: Text("không có", "no marks"),
    Answer.UNKNOWN: Text("không xét được", "not known"),
}


def margin_lists(found: Sequence[BlocMargins], campaign: Campaign, period: str) -> tuple[List, ...]:
    """Return the lists of ranks, classes and awards, and of the marks that would change them, one row per mark.

    Args:
        found: how firm the rankings of the chosen blocs are.
        campaign: the campaign.
        period: the period's id.
    """
    about = (campaign.campaign, period_name(campaign, period))
    rows = [MarginRow(bloc, unit) for bloc in found for unit in bloc.units]
    return (*_gaps(found, rows, about), changed_marks_list(rows, about))


def margins_on_screen(found: Sequence[BlocMargins], campaign: Campaign, period: str) -> tuple[List, ...]:
    """Return the same in fewer lines: bloc by bloc, with one row for the marks of a smallest set.

    Arguments as of `margin_lists`.
    """
    of_all = [MarginRow(bloc, unit) for bloc in found for unit in bloc.units]
    notes = {one.key: one.notes for one in (*_gaps(found, of_all, ()), changed_sets_list(of_all, ()))}
    lists: list[List] = []
    for bloc in reversed(found):
        named = (bloc.ranking.bloc.name,) if len(found) > 1 else ()
        about = (campaign.campaign, period_name(campaign, period), *named)
        rows = [MarginRow(bloc, unit) for unit in bloc.units]
        own = [*_gaps([bloc], rows, about), changed_sets_list(rows, about)]
        # The class beside that by points makes rows too wide, and the ranking has it.
        own = [untitled(one, "class") if one.key == "classes" and _differ(rows) else one for one in own]
        lists[:0] = [replace(one, notes=notes.pop(one.key, ())) for one in own]  # below the last list of a kind
    return tuple(lists)


def _gaps(found: Sequence[BlocMargins], rows: Sequence[MarginRow], about: tuple[str, ...]) -> list[List]:
    lists = [_ranks(found, rows, about)]
    if any(row.unit.by_total is not None for row in rows):
        lists.append(_classes([row for row in rows if row.unit.by_total is not None], about))
    if any(bloc.ranking.rubric.awards for bloc in found):
        lists.append(_awards(found, [row for row in rows if row.unit.award is not None], about))
    return lists


def _ranks(found: Sequence[BlocMargins], rows: Sequence[MarginRow], about: tuple[str, ...]) -> List:
    by_share = any(bloc.by_share for bloc in found)
    percents = {
        standing.result.unit: percent
        for bloc in found
        if bloc.by_share
        for standing, percent in zip(bloc.ranking.standings, bloc.ranking.percents, strict=True)
    }

    def column(key: str, title: str, value: Callable[[MarginRow], Value], *, wraps: bool = False) -> ListColumn:
        return ListColumn(key, title, [value(row) for row in rows], wraps)

    return List(
        key="ranks",
        title=say("Khoảng cách giữa các hạng", "Gaps between ranks"),
        columns=(
            *whose_columns(rows),
            column("rank", say(*terms.RANK), lambda row: row.unit.standing.rank),
            name_column(rows),
            column("points", say(*terms.POINTS), lambda row: _points(row)),
            column("percent", say(*terms.SHARE_PERCENT) if by_share else "", lambda row: percents.get(row.id)),
            *_gap_to_rank("above", [row.unit.above for row in rows]),
            *_gap_to_rank("below", [row.unit.below for row in rows]),
            column("disputed", say("Điểm có thể đổi", "Disputed marks"), lambda row: row.unit.disputed),
            column("left_out", "", lambda row: row.unit.left_out),
        ),
        subtitle=about,
        warnings=tuple(filter(None, map(_provisional, found))),
        notes=_rank_notes(found, rows) if rows else (),
        empty=say("Không có đơn vị nào.", "There is no unit."),
        keys=2,
    )


def _points(row: MarginRow) -> Exact | None:
    result = row.unit.standing.result
    return result.points if result.counts else None


def _provisional(bloc: BlocMargins) -> str:
    ranking = bloc.ranking
    notice = provisional_notice(ranking, ranking.campaign.stages[ranking.reached].name)
    return f"{ranking.bloc.name}: {notice}" if notice and len(ranking.campaign.blocs) > 1 else notice


def _gap_to_rank(key: str, gaps: Sequence[RankGap | None]) -> tuple[ListColumn, ...]:
    titles = {
        "above": (say("Kém hạng trên", "Behind the rank above"), say("Lên hạng nếu đổi", "Catches up with")),
        "below": (say("Hơn hạng dưới", "Ahead of the rank below"), say("Bị vượt nếu đổi", "Is caught with")),
        "award": (say("Còn kém", "Behind it"), say("Ngang hạng nếu đổi", "Catches up with")),
    }
    title, flip = titles[key]
    return (
        ListColumn(f"{key}/units", "", [() if gap is None else gap.units for gap in gaps]),
        _amounts(f"{key}/gap", title, [None if gap is None else gap.gap for gap in gaps]),
        *_flips(key, flip, [None if gap is None else gap.flip for gap in gaps]),
    )


def _amounts(key: str, title: str, amounts: Sequence[Fraction | None]) -> ListColumn:
    """Return a column of gaps, with as many decimals as it takes to tell different ones, and any from 0."""
    exact = [None if one is None else fraction_as_decimal(one, 0) for one in amounts]
    if all(one is None or one == amount for one, amount in zip(exact, amounts, strict=True)):
        return ListColumn(key, title, exact)
    decimals = decimals_apart([Fraction(0), *(one for one in amounts if one is not None)])
    return ListColumn(key, title, list(amounts), decimals=decimals)


def _flips(key: str, title: str, flips: Sequence[Flip | None]) -> tuple[ListColumn, ...]:
    possible = [None if one is None or one.answer is not Answer.POSSIBLE else one for one in flips]
    return (
        ListColumn(f"{key}/answer", "", [None if one is None else one.answer.value for one in flips]),
        ListColumn(f"{key}/marks", "", [None if one is None else len(one.marks) for one in possible]),
        ListColumn(f"{key}/at_least", "", [None if one is None else one.level for one in possible]),
        ListColumn(f"{key}/words", title, [None if one is None else _fewest(one) for one in flips]),
    )


def _fewest(flip: Flip) -> str:
    """Say how many marks it takes, or why there are none that would do."""
    if flip.answer is not Answer.POSSIBLE:
        return str(_ANSWERS[flip.answer])
    number = len(flip.marks)
    shown = str(number) if flip.level == number else f"{flip.level}–{number}"
    return say(f"{shown} tiêu chí", f"{shown} mark{'' if shown == '1' else 's'}")


def _measure(found: Sequence[BlocMargins]) -> str:
    """Say in what gaps between ranks are told."""
    by_share = [bloc.ranking.bloc.name for bloc in found if bloc.by_share]
    if not by_share:
        return say("Khoảng cách tính bằng điểm.", "Gaps are points.")
    if len(by_share) == len(found):
        return say(
            "Khoảng cách tính bằng điểm phần trăm (tỷ lệ của đơn vị này trừ tỷ lệ của đơn vị kia), vì khối xếp hạng "
            "theo tỷ lệ.",
            "Gaps are percentage points (one unit's share minus the other's), since units rank by share.",
        )
    names = "; ".join(by_share)
    return say(
        f"Khoảng cách tính bằng điểm; ở khối xếp hạng theo tỷ lệ thì bằng điểm phần trăm: {names}.",
        f"Gaps are points; in blocs that rank by share they are percentage points: {names}.",
    )


def _rank_notes(found: Sequence[BlocMargins], rows: Sequence[MarginRow]) -> tuple[str, ...]:
    notes = [
        _measure(found),
        say(
            "Điểm có thể đổi: điểm đang được tính mà bước sau chưa thẩm định, có giải trình chưa giải quyết, hoặc bước "
            "sau đã điều chỉnh. Điểm chưa thẩm định có thể thành bất kỳ mức nào mà tiêu chí cho phép; điểm có giải "
            "trình thành mức đề nghị (không ghi thì bất kỳ mức nào); điểm đã điều chỉnh trở lại mức trước đó. Tiêu chí "
            "chưa chấm không xét.",
            "Disputed marks count today, and a later stage has not verified them, or an appeal against them is not "
            "decided, or a later stage changed them. Unverified ones can become any mark of the criterion; appealed "
            "ones the mark that is wanted (any, where none is named); changed ones the mark before. Blanks are not "
            "looked at.",
        ),
        say(
            "Lên hạng nếu đổi: số tiêu chí ít nhất, của hai đơn vị cộng lại, mà đổi điểm thì đơn vị dưới không còn xếp "
            "sau đơn vị trên (hơn điểm; hoặc bằng điểm và không xếp sau theo thứ tự ưu tiên). Không thể: đổi tất cả "
            "cũng không được. Không có: không có điểm nào có thể đổi.",
            "Catches up with: the fewest marks, of both units together, with which the lower one no longer ranks "
            "behind the upper one (more points; or as many, and the tie-break does not put it behind). Impossible: "
            "not even all of them do. No marks: none is disputed.",
        ),
    ]
    standings = [row.unit.standing for row in rows]
    if any(one.tied for one in standings):
        notes.append(
            say(
                "Các đơn vị cùng hạng cách nhau 0 điểm; ở đây chỉ nêu khoảng cách đến hạng khác.",
                "Units that share a rank are 0 apart; only the gaps to other ranks are told here.",
            )
        )
    if any(one.rank is None for one in standings):
        notes.append(
            say(
                "Đơn vị chưa hoặc không được xếp hạng (–) thì không có khoảng cách.",
                "A unit without a rank (–) has no gaps.",
            )
        )
    for bloc in found:
        if len(bloc.ranking.by_rank) == 1:
            name = bloc.ranking.bloc.name
            notes.append(
                say(
                    f"{name} chỉ có một hạng, nên không có khoảng cách giữa các hạng.",
                    f"{name} has one rank only, so that there are no gaps between ranks.",
                )
            )
    flips = [gap.flip for row in rows for gap in (row.unit.above, row.unit.below) if gap is not None]
    if any(one.level < len(one.marks) for one in flips):
        notes.append(
            say(
                "1–2 tiêu chí: đổi 1 thì có thể bằng điểm, khi đó xếp theo mức điều chỉnh điểm tự chấm, không xét ở "
                "đây; đổi 2 thì chắc chắn.",
                "1–2 marks: with 1 they may be level, and then self-marks corrected least come first, which is not "
                "looked at here; 2 do in any case.",
            )
        )
    if any(one.answer is Answer.UNKNOWN for one in flips):
        notes.append(
            say(
                "Không xét được: cao nhất cũng chỉ bằng điểm, khi đó xếp theo mức điều chỉnh điểm tự chấm; hoặc thang "
                "điểm có chỗ mà điểm cao hơn lại làm tổng thấp hơn (mức trần điểm trừ theo điều kiện, hoặc làm tròn "
                "tổng có điểm thưởng).",
                "Not known: at best the two are level, and then self-marks corrected least come first; or in this "
                "rubric a better mark can make a total less (a cap of penalties under a condition, or a rounded total "
                "with bonus).",
            )
        )
    left_out = sum(row.unit.left_out for row in rows)
    if left_out:
        notes.append(
            say(
                f"Không xét {left_out} điểm có thể đổi ở tiêu chí so sánh giữa các đơn vị (đổi điểm một đơn vị thì "
                "điểm đơn vị khác cũng đổi), hoặc làm đổi điểm tối đa theo quá nhiều cách.",
                f"Disputed marks that are not looked at: {left_out}. They are of criteria that compare units (one "
                "unit's mark changes what others get), or change what was attainable in too many ways.",
            )
        )
    return tuple(notes)


def _classes(rows: Sequence[MarginRow], about: tuple[str, ...]) -> List:
    def gap(key: str, gaps: Sequence[ClassGap | None], titles: Sequence[str]) -> tuple[ListColumn, ...]:
        names = [None if one is None else _bound(one) for one in gaps]
        return (
            ListColumn(f"{key}/class", "", [None if one is None else one.entry.id for one in gaps]),
            ListColumn(f"{key}/name", titles[0], names, wraps=True),
            _amounts(f"{key}/gap", titles[1], [None if one is None else one.gap for one in gaps]),
            *_flips(key, titles[2], [None if one is None else one.flip for one in gaps]),
        )

    converted = [row.unit.standing.result.converted for row in rows]
    other = _differ(rows)
    above = (say("Loại trên", "Class above"), say("Còn thiếu", "Short of it"), say("Lên loại nếu đổi", "Reached with"))
    below = ("", say("Hơn mức tối thiểu", "Above the bound"), say("Xuống loại nếu đổi", "Lost with"))
    return List(
        key="classes",
        title=say("Khoảng cách đến các loại", "Gaps to the classes"),
        columns=(
            *whose_columns(rows),
            name_column(rows),
            _amounts("converted", say(*terms.TOTAL_POINTS), converted),
            ListColumn("class", say(*terms.CLASS), [_class_name(row) for row in rows], wraps=True),
            ListColumn(
                "by_total",
                say("Loại theo điểm", "Class by points") if other else "",
                [None if row.unit.by_total is None else row.unit.by_total.name for row in rows],
                wraps=True,
            ),
            *gap("above", [row.unit.class_above for row in rows], above),
            *gap("below", [row.unit.class_below for row in rows], below),
        ),
        subtitle=about,
        notes=(
            say(
                "Chỉ xét mức điểm của mỗi loại (tổng điểm, quy đổi về thang điểm nếu có tiêu chí không tính); không "
                "xét điều kiện khác, trường hợp hạ loại và tỷ lệ khống chế.",
                "Only the bounds of the classes are looked at (totals, brought to the full scale where criteria are "
                "left out); other conditions, disqualifiers and quotas are not.",
            ),
        ),
    )


def _differ(rows: Sequence[MarginRow]) -> bool:
    return any(row.unit.standing.classified != row.unit.by_total for row in rows)


def _class_name(row: MarginRow) -> str | None:
    classified = row.unit.standing.classified
    return None if classified is None else classified.name


def _bound(gap: ClassGap) -> str:
    bound = gap.entry.bound
    return gap.entry.name if bound is None else f"{gap.entry.name} ({bound.start(figure(bound.value))})"


def _awards(found: Sequence[BlocMargins], rows: Sequence[MarginRow], about: tuple[str, ...]) -> List:
    gaps = [row.unit.award for row in rows]
    ranking: Sequence[Ranking] = [row.bloc.ranking for row in rows]
    holders = [
        tuple(own.campaign.unit_name(unit) for unit in gap.gap.units) if gap is not None else None
        for own, gap in zip(ranking, gaps, strict=True)
    ]
    beside = list(dict.fromkeys(one.name for bloc in found for one in bloc.awards_beside))
    notes = [
        say(
            "Hình thức kế tiếp: cao hơn hình thức đơn vị đang được, và đơn vị xếp trên gần nhất đang được. Chỉ xét "
            "thứ hạng so với đơn vị đó; điều kiện khác của hình thức khen thưởng không xét.",
            "The next award is better than the unit's own, and the nearest unit ranked above has it. Only the rank "
            "beside that unit is looked at, no other condition of the award.",
        )
    ]
    if beside:
        names = ", ".join(beside)
        notes.append(
            say(
                f"Không xét hình thức khen thưởng theo một mục hoặc xét chung các khối: {names}.",
                f"Awards that go by one group, or over all blocs, are not looked at: {names}.",
            )
        )
    return List(
        key="awards",
        title=say("Khoảng cách đến hình thức khen thưởng kế tiếp", "Gaps to the next award"),
        columns=(
            *whose_columns(rows),
            name_column(rows),
            ListColumn("award/id", "", [None if gap is None else gap.award.id for gap in gaps]),
            ListColumn(
                "award/name",
                say("Hình thức kế tiếp", "Next award"),
                [gap and gap.award.name for gap in gaps],
                wraps=True,
            ),
            ListColumn("award/holders", say("Đơn vị đang được", "Held by"), holders, wraps=True),
            *_gap_to_rank("award", [None if gap is None else gap.gap for gap in gaps]),
        ),
        subtitle=about,
        notes=tuple(notes),
        empty=say(
            "Không đơn vị nào xếp sau đơn vị được khen mức cao hơn.", "No unit ranks behind one with a better award."
        ),
    )
