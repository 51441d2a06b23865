"""Lists of draws: how often each unit keeps its rank when weights or unverified marks vary."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from qcdc_cli.language import say
from qcdc_cli.language.figures import PERCENT_DECIMALS, figure
from qcdc_cli.process.sensitivity import Sensitivity, WhatVaries
from qcdc_cli.process.sensitivity.drawn_weights import Variation
from qcdc_cli.process.sensitivity.rank_spread import RankSpread
from qcdc_cli.render.lists import List, ListColumn, Value
from qcdc_cli.render.lists.sensitivity.assumptions import how_drawn, how_marks_vary, how_read, how_weights_vary, too_few
from qcdc_cli.render.lists.sensitivity.columns import UnitSpread, columns, ranked_unit_columns


def weights_list(found: Sequence[Sensitivity], how: Variation, asked: WhatVaries) -> List:
    """Return how far ranks stray when weights vary in one way."""
    varied = [(one, weights) for one in found for weights in one.weights if weights.how is how]
    rows = [
        UnitSpread(one, unit, spread.rank, spread)
        for one, weights in varied
        for unit, spread in weights.spreads.items()
    ]
    column, blocs = columns(rows, found, lambda one: one.own)
    percent = figure(asked.percent)
    return List(
        key=f"weights_{how.value}",
        title=say(
            f"Hạng khi hệ số ±{percent}% ({how.title.vi})",
            f"Weights ±{percent}% ({how.title.en})",
        ),
        columns=(*blocs, *ranked_unit_columns(column), *_spread_columns(column)),
        notes=(*how_weights_vary(asked, how), *how_drawn([weights for _, weights in varied], asked), *how_read()),
        empty=too_few(),
    )


def marks_list(found: Sequence[Sensitivity], asked: WhatVaries) -> List:
    """Return between which ranks units stay, and how often they keep theirs, when unverified marks vary."""
    varied = [(one, one.marks) for one in found if one.marks is not None]
    rows = [
        UnitSpread(one, unit, one.weights[0].spreads[unit].rank, marks.spreads.get(unit), bounds)
        for one, marks in varied
        for unit, bounds in marks.bounds.items()
    ]
    column, blocs = columns(rows, found, lambda one: one.own)
    return List(
        key="marks",
        title=say("Hạng khi thẩm định xong", "Ranks once verified"),
        columns=(
            *blocs,
            *ranked_unit_columns(column),
            column("unverified", say("Tiêu chí chưa thẩm định", "Unverified"), lambda one: one.bounds.marks),
            column("possible_best", say("Hạng cao nhất có thể", "Best possible"), lambda one: one.bounds.best),
            column("possible_worst", say("Hạng thấp nhất có thể", "Worst possible"), lambda one: one.bounds.worst),
            column("certain", say("Chắc chắn giữ hạng", "Certain"), lambda one: one.bounds.fixed),
            *_spread_columns(column),
        ),
        notes=(
            *how_marks_vary([marks for _, marks in varied]),
            *how_drawn([marks for _, marks in varied], asked),
            *how_read(),
        ),
        empty=too_few(),
    )


def _spread_columns(column: Callable[..., ListColumn]) -> tuple[ListColumn, ...]:
    def of(value: Callable[[RankSpread], Value]) -> Callable[[UnitSpread], Value]:
        return lambda one: None if one.spread is None else value(one.spread)

    def percent(key: str, title: str, value: Callable[[RankSpread], Value]) -> ListColumn:
        return column(key, title, of(value), decimals=PERCENT_DECIMALS)

    return (
        column("draws", "", of(lambda one: one.draws)),
        column("kept", "", of(lambda one: one.kept)),
        percent("kept_percent", say("Giữ hạng (%)", "Rank kept %"), lambda one: one.share * 100),
        percent(
            "kept_from_percent", say("Khoảng tin cậy 95%: từ", "95% interval: from"), lambda one: one.interval[0] * 100
        ),
        percent("kept_to_percent", say("đến", "to"), lambda one: one.interval[1] * 100),
        column("usually_best", say("Thường từ hạng", "Mostly from rank"), of(lambda one: one.usual_best)),
        column("usually_worst", say("đến hạng", "to rank"), of(lambda one: one.usual_worst)),
        column("drawn_best", say("Hạng cao nhất đã gặp", "Best met"), of(lambda one: one.best)),
        column("drawn_worst", say("Hạng thấp nhất đã gặp", "Worst met"), of(lambda one: one.worst)),
    )


def overview(found: Sequence[Sensitivity], asked: WhatVaries) -> List:
    """Return one row for each unit: how often its rank is kept, and between which ranks it stays."""
    rows = [
        UnitSpread(one, unit, spread.rank, spread, one.marks.bounds[unit])
        for one in found
        if one.marks is not None
        for unit, spread in one.weights[0].spreads.items()
    ]
    column, blocs = columns(rows, found, lambda one: one.own)

    def kept(number: int) -> Callable[[UnitSpread], Value]:
        return lambda one: one.own.weights[number].spreads[one.unit].share * 100

    def with_marks(one: UnitSpread) -> Value:
        spread = one.own.marks.spreads.get(one.unit) if one.own.marks is not None else None
        return Decimal(100) if one.bounds is not None and one.bounds.fixed else spread and spread.share * 100

    percent = figure(asked.percent)
    varied = [weights for one in found for weights in one.weights]
    marks = [one.marks for one in found if one.marks is not None]
    return List(
        key="units",
        title=say("Độ vững của hạng", "How firm the ranks are"),
        columns=(
            *blocs,
            *ranked_unit_columns(column),
            column(
                "uniform", say(f"Hệ số ±{percent}%: giữ hạng (%)", f"Weights ±{percent}%: kept %"), kept(0), decimals=1
            ),
            column("usual", say("thường ở hạng", "mostly at"), lambda one: _ranks(*one.spread[5:])),
            column("dirichlet", say("tổng giữ nguyên: giữ hạng (%)", "sum unchanged: kept %"), kept(1), decimals=1),
            column("marks", say("Thẩm định xong: giữ hạng (%)", "Once verified: kept %"), with_marks, decimals=1),
            column("possible", say("hạng có thể", "possible"), lambda one: _ranks(one.bounds.best, one.bounds.worst)),
        ),
        notes=(
            *how_weights_vary(asked, *Variation),
            *how_marks_vary(marks),
            *how_drawn([*varied, *marks], asked),
            say(
                "Giữ hạng: tỷ lệ lượt thử có đúng hạng hiện nay. Thường: các hạng của 90% số lượt thử ở giữa. Khoảng "
                "tin cậy và bảng đầy đủ: ghi ra tệp .xlsx; biểu đồ: .html.",
                "Kept: the share of draws with the rank as it is. Mostly: the ranks of the middle 90% of the draws. "
                "Intervals and the full lists: write an .xlsx file; a chart: an .html file.",
            ),
        ),
        empty=too_few(),
    )


def _ranks(best: int, worst: int) -> str:
    return str(best) if best == worst else f"{best}–{worst}"
