"""What a bloc's sheets say about its rubric, as tables and in plain words."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import figure, percent, round_half_away
from qcdc_cli.render.tables.columns import NamedColumn, table_columns, table_rows
from qcdc_cli.render.words.cells import shown_decimals
from qcdc_cli.render.words.names import listed, period_name
from qcdc_cli.render.words.rules import title_of
from qcdc_cli.render.words.table import NOTHING, Column, Table, figures, or_dash, padded, percents
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.statistics import CriterionStatistics, PartStatistics, Statistics

_PARTING = 5  # criteria that are named as parting the units most


def statistics_tables(found: Statistics) -> list[Table]:
    """Return how the units did criterion by criterion, how much each top group decides, and what follows from that."""
    if not found.counted:
        return [_criteria_table(found)]
    return [_criteria_table(found), _parts_table(found), _findings_table(found)]


def groups_table(found: Statistics) -> Table:
    """Return how the units did group by group: average points, and the average share of what was attainable."""
    parts = found.parts
    nodes = {node.id: node for node in found.ranking.rubric.parts}
    titles = [(title_of(nodes[part.id]), _part_name(part)) if part.id else ("", _part_name(part)) for part in parts]
    full = [nodes[part.id].points * nodes[part.id].times if part.id else NOTHING for part in parts]
    decimals = shown_decimals(found.ranking.rubric)
    averages = [
        round_half_away(one, decimals) for one in (*(part.average for part in parts), found.average or Fraction(0))
    ]
    columns: list[NamedColumn] = [
        (Column(say("Mục", "Group")), [*(title for title, _ in titles), ""]),
        (Column(say(*terms.CONTENT), wraps=True), [*(name for _, name in titles), say(*terms.TOTAL)]),
        (figures(say(*terms.MAX)), padded([*full, found.ranking.rubric.total])),
        (
            figures(say("Điểm bình quân", "Average points")),
            padded(averages),
        ),
        (figures(say("Tỷ lệ đạt bình quân (%)", "Average share %")), [*_shares([one.reached for one in parts]), ""]),
    ]
    return Table(
        subject=say(*terms.BLOC),
        title=visible(found.ranking.bloc.name),
        subtitle=(),
        warnings=(),
        columns=table_columns(columns),
        rows=table_rows(columns, total=True),
        notes=(
            say(
                f"Tính trên {found.counted} đơn vị được xếp hạng; tỷ lệ đạt là điểm đạt ÷ điểm tối đa của từng đơn vị; "
                "số bình quân đã làm tròn.",
                f"Over the {found.counted} ranked units; shares are points ÷ what was attainable; averages "
                "are rounded.",
            ),
        ),
        keys=2,
    )


def _part_name(part: PartStatistics) -> str:
    return visible(part.name) if part.id else say("Điểm thưởng bị cắt và làm tròn", "Bonus cut and rounding")


def _criteria_table(found: Statistics) -> Table:
    ranking, criteria, units = found.ranking, found.criteria, len(found.ranking.standings)
    decimals = shown_decimals(ranking.rubric)
    shares = {one.node.id: one.share for one in found.differences if isinstance(one.node, CriterionBase)}
    columns: list[NamedColumn] = [
        (Column(say(*terms.ID)), [one.criterion.shown for one in criteria]),
        (Column(say(*terms.CRITERION), wraps=True), [visible(one.criterion.name) for one in criteria]),
        (figures(say(*terms.MAXIMUM)), padded([one.criterion.points for one in criteria])),
        (figures(say("Đã chấm", "Marked")), [f"{one.marked}/{found.counted}" for one in criteria]),
        (figures(say(*terms.LOWEST_PERCENT)), _shares([one.lowest for one in criteria])),
        (figures(say(*terms.AVERAGE_PERCENT)), _shares([one.average for one in criteria])),
        (figures(say(*terms.HIGHEST_PERCENT)), _shares([one.highest for one in criteria])),
        (
            figures(say("Chênh lệch điểm", "Spread in points")),
            padded([or_dash(one.spread) for one in criteria], fraction_decimals=decimals),
        ),
        (
            figures(say("Tỷ lệ trong chênh lệch (%)", "Of the difference %")),
            padded([or_dash(_percent(shares.get(one.criterion.id))) for one in criteria]),
        ),
        (Column(say("Nhận xét", "Remark"), wraps=True), [_remark(one) for one in criteria]),
    ]
    notes = [
        say(
            "Tỷ lệ là điểm đạt ÷ điểm tối đa của tiêu chí, của các đơn vị được xếp hạng và đã có điểm.",
            "Shares are points ÷ the criterion's maximum, of the ranked units that have a mark.",
        )
    ]
    parting = found.widest_spread(_PARTING)
    if parting:
        texts = ", ".join(f"{one.criterion.shown} ({figure(one.spread)})" for one in parting if one.spread is not None)
        notes.append(
            say(
                f"Tiêu chí có chênh lệch điểm giữa các đơn vị lớn nhất: {texts}",
                f"Largest differences between units: {texts}",
            )
        )
    return Table(
        subject=say(*terms.BLOC),
        title=visible(ranking.bloc.name),
        subtitle=(
            visible(ranking.campaign.campaign),
            period_name(ranking.campaign, ranking.period),
            visible(ranking.rubric.name),
            say(f"{found.counted}/{units} đơn vị được xếp hạng", f"{found.counted} of {units} units are ranked"),
        ),
        warnings=_warnings(found),
        columns=table_columns(columns),
        rows=table_rows(columns),
        notes=tuple(notes),
        keys=2,
    )


def _percent(share: Fraction | None) -> Decimal | None:
    return None if share is None else percent(share)


def _shares(shares: list[Fraction | None]) -> list[str]:
    return percents([or_dash(share) for share in shares])


def _remark(one: CriterionStatistics) -> str:
    if one.all_full and not one.extra:
        return say("tất cả đơn vị đạt điểm tối đa", "everyone has the maximum")
    if one.all_none:
        return say("không đơn vị nào có điểm", "no unit has any points")
    return "" if one.marked else say("chưa đơn vị nào được chấm", "no unit is marked")


def _warnings(found: Statistics) -> tuple[str, ...]:
    if not found.counted:
        return (say("Chưa có đơn vị nào được xếp hạng.", "No unit is ranked yet."),)
    if found.ranking.provisional:
        return (say("TẠM TÍNH: điểm còn thiếu.", "PROVISIONAL: marks are missing."),)
    return ()


def _parts_table(found: Statistics) -> Table:
    parts = found.parts
    names = list(map(_part_name, parts))
    nodes = {node.id: title_of(node) for node in found.ranking.rubric.parts}
    decides = _shares([part.decides for part in parts])
    decided = [part.decides for part in parts if part.decides is not None]
    whole = percents([sum(decided, Fraction(0))])[0] if decided else NOTHING
    columns: list[NamedColumn] = [
        (Column(say(*terms.ID)), [*(nodes.get(part.id, "") for part in parts), ""]),
        (Column(say("Mục", "Group"), wraps=True), [*names, say(*terms.TOTAL)]),
        (
            figures(say("Điểm bình quân", "Average points")),
            padded(
                [*(part.average for part in parts), found.average or Fraction(0)],
                fraction_decimals=shown_decimals(found.ranking.rubric),
            ),
        ),
        (figures(say("Mức ảnh hưởng đến xếp hạng (%)", "Decides the ranking %")), [*decides, whole]),
    ]
    notes: tuple[str, ...] = (
        say(
            "Mức ảnh hưởng: mục góp bao nhiêu phần trăm vào chênh lệch tổng điểm giữa các đơn vị; cộng các mục là "
            "100%. Số âm: các đơn vị xếp hạng thấp lại có điểm cao ở mục này.",
            "Decides the ranking: how much of the difference between the units' totals the group makes; together 100%. "
            "Below 0: those ranked low do well in this group.",
        )
        if decided
        else say(
            "Các đơn vị được xếp hạng đều bằng tổng điểm nên không mục nào ảnh hưởng đến xếp hạng.",
            "All ranked units have equal totals, so that no group decides the ranking.",
        ),
    )
    if found.by_share:
        by_share = say(
            "Có đơn vị không phát sinh một số tiêu chí nên so sánh theo tỷ lệ đạt của từng đơn vị, như khi xếp hạng.",
            "Some criteria are left out for some units, so that shares of what was attainable are compared, as in the "
            "ranking.",
        )
        notes = (*notes, by_share)
    return Table(
        subject=say(*terms.BLOC),
        title=visible(found.ranking.bloc.name),
        subtitle=(say("Mức ảnh hưởng của từng mục đến xếp hạng", "Which groups decide the ranking"),),
        warnings=(),
        columns=table_columns(columns),
        rows=table_rows(columns, total=True),
        notes=notes,
        keys=2,
    )


def _findings_table(found: Statistics) -> Table:
    """Say which criteria part nobody, which carry most of the difference, and which are nearly copies."""
    rows = [*_parting_nobody(found), *_carrying(found), *_copies(found)]
    columns: list[NamedColumn] = [
        (Column(say("Câu hỏi", "Question"), wraps=True), [question for question, _ in rows]),
        (Column(say("Trả lời", "Answer"), wraps=True), [answer for _, answer in rows]),
    ]
    number = found.counted
    few = say(
        f"Chỉ có {number} đơn vị được xếp hạng: số liệu nói được rất ít về thang điểm, điều thấy được có thể chỉ là "
        "ngẫu nhiên.",
        f"Only {number} unit{' is' if number == 1 else 's are'} ranked: this says little about the rubric; what is "
        "seen may be chance.",
    )
    return Table(
        subject=say(*terms.BLOC),
        title=visible(found.ranking.bloc.name),
        subtitle=(say("Thang điểm phân biệt các đơn vị ra sao", "How the rubric tells the units apart"),),
        warnings=(few,) if found.few else (),
        columns=table_columns(columns),
        rows=table_rows(columns),
        notes=(
            say(
                "Hai tiêu chí gần như trùng nhau khi xếp các đơn vị theo gần như cùng một thứ tự: trong các cặp đơn vị "
                "mà ít nhất một trong hai tiêu chí cho điểm khác nhau, từ 90% số cặp trở lên hơn kém cùng chiều ở cả "
                "hai. Chỉ xét hai tiêu chí cho điểm khác nhau ở ít nhất nửa số cặp đơn vị.",
                "Two criteria are nearly copies when they put the units into nearly the same order: of the pairs of "
                "units to which at least one of them gives different points, both put the same unit ahead in at least "
                "90%. Only criteria that give different points in at least half of all pairs are looked at.",
            ),
        ),
    )


def _parting_nobody(found: Statistics) -> Iterator[tuple[str, str]]:
    question = say("Tiêu chí nào không phân biệt được các đơn vị?", "Which criteria part nobody?")
    equal = [one for one in found.criteria if one.parts_nobody]
    for reason, chosen in (
        (say("Tất cả đơn vị đạt điểm tối đa", "All units have the maximum"), [one for one in equal if one.all_full]),
        (say("Không đơn vị nào có điểm", "No unit has any points"), [one for one in equal if one.all_none]),
        (
            say("Tất cả đơn vị bằng điểm", "All units have equal points"),
            [one for one in equal if not one.all_full and not one.all_none],
        ),
    ):
        if chosen:
            yield question, f"{reason}: {', '.join(one.criterion.shown for one in chosen)}"
    if not equal:
        yield question, say("Không có: ở tiêu chí nào các đơn vị cũng hơn kém nhau.", "None: the units differ on each.")


def _carrying(found: Statistics) -> Iterator[tuple[str, str]]:
    question = say(
        "Tiêu chí nào tạo ra phần lớn chênh lệch tổng điểm?",
        "Which criteria carry most of the difference between totals?",
    )
    main = found.main_differences
    if not main:
        yield question, say("Không có: các đơn vị bằng tổng điểm.", "None: all totals are equal.")
        return
    named = listed([f"{title_of(one.node)} ({figure(percent(one.share))}%)" for one in main])
    if len(main) > 1:
        whole = figure(percent(sum((one.share for one in main), Fraction(0))))
        named += say(f"; cộng lại {whole}% chênh lệch", f"; together {whole}% of it")
    yield question, named


def _copies(found: Statistics) -> Iterator[tuple[str, str]]:
    question = say("Tiêu chí nào gần như trùng nhau?", "Which criteria are nearly copies of each other?")
    if found.few:
        yield question, say("Không xét, vì có quá ít đơn vị.", "Not looked at: there are too few units.")
        return
    pairs = found.similar()
    for pair in pairs:
        both = f"{title_of(pair.first)} {say('và', 'and')} {title_of(pair.second)}"
        yield (
            question,
            say(
                f"{both}: cùng thứ tự ở {pair.same}/{pair.parted} cặp đơn vị",
                f"{both}: the same order in {pair.same} of {pair.parted} pairs of units",
            ),
        )
    if not pairs:
        yield question, say("Không có.", "None.")
