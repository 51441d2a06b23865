"""`qcdc sensitivity`: how firm the ranking is when marks, weights, criteria, rounding, tie-breaks or units vary."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text, terms
from qcdc_cli.problems import Problem, QcdcError

if TYPE_CHECKING:
    from qcdc_cli.render.lists import Value

_DEFAULT_PERCENT, _DEFAULT_SEED = "20%", "1"
_LEAST_DRAWS, _MOST_DRAWS = 100, 1_000_000  # fewer tell nothing; more take hours and tell hardly more
_WHOLE = re.compile("[0-9]{1,12}")
_BY = ("criterion", "group", "both")

WeightsOption = Annotated[
    str,
    options.option(
        "Hệ số thay đổi tối đa bao nhiêu phần trăm; mặc định 20%.",
        "By how many percent weights vary at most; 20% by default.",
        "--weights",
        value=Text("PHẦN-TRĂM", "PERCENT"),
    ),
]
DrawsOption = Annotated[
    str | None,
    options.option(
        "Số lượt thử; mặc định 10.000, hoặc 200 khi thang điểm không cộng thẳng được nên mỗi lượt phải chấm lại.",
        "How many draws; 10,000 by default, or 200 where the rubric cannot be added up and each draw is scored anew.",
        "--draws",
        value=Text("SỐ-LƯỢT", "NUMBER"),
    ),
]
SeedOption = Annotated[
    str,
    options.option(
        "Số khởi tạo của các lượt thử; mặc định 1, cùng số thì cùng kết quả.",
        "The seed of the draws; 1 by default, the same seed gives the same result.",
        "--seed",
        value=terms.NUMBER,
    ),
]
ByOption = Annotated[
    str,
    options.words_option(
        "Bỏ lần lượt từng tiêu chí, từng mục, hay cả hai; mặc định cả hai.",
        "Leave out each criterion in turn, each group, or both; both by default.",
        "--by",
        words=_BY,
    ),
]

HELP = Text(
    "Thử: điểm chưa thẩm định thành điểm khác, hệ số thay đổi, bỏ từng tiêu chí và mục, làm tròn ở chỗ khác, thứ tự ưu "
    "tiên khác khi bằng điểm, bớt một đơn vị.\nKết quả xếp hạng không đổi; mọi giả định được ghi kèm. Biểu đồ: ghi ra "
    "tệp .html.",
    "Tries other marks where they are unverified, other weights, each criterion and group left out, other rounding, "
    "other tie-breaks, a unit less.\nThe ranking itself stays; all assumptions are told. A chart: write an .html file.",
)


def command(
    bloc: options.BlocOption = None,
    period: options.PeriodOption = None,
    stage: options.StageOption = None,
    weights: WeightsOption = _DEFAULT_PERCENT,
    draws: DrawsOption = None,
    seed: SeedOption = _DEFAULT_SEED,
    by: ByOption = "both",
    style: options.ListFormatOption = None,
    output: options.OutputOption = None,
) -> None:
    """Say whose rank hangs on what, in the chosen blocs."""
    from qcdc_cli.commands import session
    from qcdc_cli.commands.campaign_loading import load_campaign
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.usage import list_format, refuse_unknown_word
    from qcdc_cli.process.sensitivity import WhatVaries, sensitivities
    from qcdc_cli.render.lists.sensitivity import rank_charts, sensitivity_lists, sensitivity_on_screen

    chosen = list_format(style, output)
    refuse_unknown_word(by, _BY, option="--by")
    asked = WhatVaries(
        _percent(weights),
        None if draws is None else _whole(draws, "--draws", _LEAST_DRAWS, _MOST_DRAWS),
        _whole(seed, "--seed", 0),
        by != "group",
        by != "criterion",
    )
    work = session.start(load_campaign(), session.Choice(bloc, period, stage))
    campaign, of = work.campaign, work.scoring_input.period
    found = tuple(sensitivities(work.scoring_input, work.blocs, asked))
    lists = sensitivity_lists(found, asked, campaign, of)
    screen = sensitivity_on_screen(found, asked, campaign, of)
    facts: dict[str, Value] = {"seed": asked.seed, "weights_percent": asked.percent}
    report = work.listed(lists, facts, screen)._replace(charts=rank_charts(found, asked))
    show_report(report, chosen, output)


def _percent(typed: str) -> Decimal:
    """Return by how many percent weights vary."""
    from qcdc_cli.values import read_number

    allowed = Text("lớn hơn 0%, dưới 100%, ví dụ 20%", "over 0%, under 100%, such as 20%")
    try:
        percent = read_number(typed.strip().removesuffix("%").strip())
    except QcdcError:
        percent = Decimal(0)
    if not 0 < percent < 100:
        raise _refused(typed, "--weights", allowed)
    return percent


def _whole(typed: str, option: str, least: int, most: int | None = None) -> int:
    """Return a whole number."""
    allowed = Text("một số nguyên từ 0, tối đa 12 chữ số", "a whole number from 0, of at most 12 digits")
    if most is not None:
        allowed = Text(f"một số nguyên từ {least} đến {most}", f"a whole number from {least} to {most}")
    number = int(typed) if _WHOLE.fullmatch(typed.strip()) else -1
    if number < least or (most is not None and number > most):
        raise _refused(typed, option, allowed)
    return number


def _refused(typed: str, option: str, allowed: Text) -> QcdcError:
    values = {"found": typed, "option": option, "command": "qcdc sensitivity"}
    return QcdcError(Problem("Q906", values, typed, allowed), could_not_run=True)
