"""What the lists of how firm a ranking is rest on, in words: how things vary, how often, from which seed."""

from collections.abc import Iterable, Sequence

from qcdc_cli.language import say
from qcdc_cli.language.figures import figure, large_figure
from qcdc_cli.process.sensitivity import WhatVaries
from qcdc_cli.process.sensitivity.drawn_weights import Variation
from qcdc_cli.process.sensitivity.varied_marks import MOST_VALUES, VariedMarks
from qcdc_cli.process.sensitivity.varied_weights import VariedWeights


def too_few() -> str:
    """Say why a list has no unit."""
    return say("Chưa có hai đơn vị được xếp hạng để xét.", "Fewer than two units have a rank: nothing to look at.")


def only_first(most: int) -> str:
    """Say that a screen shows so many rows."""
    return say(
        f"Màn hình chỉ hiện {most} dòng đổi nhiều hơn cả; ghi ra tệp để xem tất cả.",
        f"The screen shows the {most} that shift most; a file has all of them.",
    )


def how_weights_vary(asked: WhatVaries, *ways: Variation) -> tuple[str, ...]:
    """Say how weights vary in some ways, and what stays as it is."""
    percent = figure(asked.percent)
    low, high = (figure(1 + sign * asked.percent / 100) for sign in (-1, 1))
    told = {
        Variation.UNIFORM: say(
            f"Hệ số ±{percent}%: mỗi lượt thử nhân hệ số của từng tiêu chí, kể cả điểm thưởng và điểm trừ, với một số "
            f"từ {low} đến {high}; mọi số trong khoảng có khả năng như nhau, các tiêu chí độc lập với nhau.",
            f"Weights ±{percent}%: each draw multiplies the weight of every criterion, bonus and penalties too, by a "
            f"number from {low} to {high}, each as likely as any other, the criteria independent of each other.",
        ),
        Variation.DIRICHLET: say(
            "Tổng giữ nguyên (phân phối Dirichlet): tổng các hệ số, tính theo điểm tối đa, không đổi; tiêu chí này "
            "được thêm thì tiêu chí khác bớt đi; một tiêu chí trung bình có độ lệch chuẩn bằng khi mỗi hệ số thay đổi "
            f"riêng ±{percent}%.",
            "Sum unchanged (Dirichlet's distribution): the weights, by full points, add up to the same; what one "
            "criterion gains, others lose; a criterion of average weight has the standard deviation that it has where "
            f"each weight varies by itself by ±{percent}%.",
        ),
    }
    return (
        *(told[way] for way in ways),
        say(
            "Điểm đã chấm, mức trần, cách làm tròn, thứ tự ưu tiên khi bằng điểm và hạng của kỳ trước giữ nguyên. Chỉ "
            "xét hạng, không xét xếp loại và khen thưởng.",
            "Points as marked, caps, rounding, tie-breaks and ranks of earlier periods stay as they are. Only ranks "
            "are looked at, not classes and awards.",
        ),
    )


def how_marks_vary(varied: Sequence[VariedMarks]) -> tuple[str, ...]:
    """Say what unverified marks may become, how bounds are found, and how marks are drawn."""
    if not any(bounds.marks for one in varied for bounds in one.bounds.values()):
        return (say("Không có điểm nào chưa thẩm định.", "No mark is unverified."),)
    claims = sum(one.claims for one in varied)
    kept = say(
        f" {claims} đề nghị không phát sinh, không giao chưa thẩm định được giữ nguyên.",
        f" Unverified claims that there is nothing to mark ({claims}) stay.",
    )
    return (
        say(
            "Điểm chưa thẩm định có thể thành bất kỳ điểm nào mà cách chấm của tiêu chí cho phép; tiêu chí chưa chấm "
            f"vẫn là chưa chấm.{kept if claims else ''}",
            "An unverified mark may become any that its way of scoring allows; blanks stay blank."
            f"{kept if claims else ''}",
        ),
        say(
            "Hạng có thể: tính chính xác từ tổng thấp nhất và tổng cao nhất của từng đơn vị, dù điểm nào thay đổi. Ở "
            "tiêu chí so các đơn vị với nhau thì khoảng này có thể rộng hơn thực tế.",
            "Possible ranks: exact, from the least and the greatest total of each unit, whatever marks become. With "
            "criteria that compare units they may be wider than need be.",
        ),
        say(
            "Mỗi lượt thử lấy cho từng điểm chưa thẩm định một giá trị; các giá trị có khả năng như nhau, độc lập với "
            f"nhau (nhiều hơn {MOST_VALUES} giá trị thì lấy {MOST_VALUES} giá trị cách đều).",
            "Each draw takes a value for every unverified mark, each as likely as any other, independent of each other "
            f"(of more than {MOST_VALUES} values, so many of them evenly).",
        ),
    )


def how_drawn(varied: Iterable[VariedWeights | VariedMarks], asked: WhatVaries) -> tuple[str, ...]:
    """Say how many draws there were, from which seed, and how totals were found."""
    told = []
    for added_up, draws in sorted({(one.added_up, one.draws) for one in varied if one.draws}, reverse=True):
        number = large_figure(draws)
        drawn = say(
            f"{number} lượt thử, số khởi tạo {asked.seed}: chạy lại với cùng số này thì được cùng kết quả.",
            f"{number} draws from the seed {asked.seed}: the same seed gives the same result.",
        )
        totals = say(
            "Tổng điểm là tổng chính xác của điểm từng tiêu chí.", "Totals are exact sums of the criteria's points."
        )
        if not added_up:
            totals = say(
                "Thang điểm có cách tính không cộng thẳng được (trung bình, mức trần có điều kiện, làm tròn mục hoặc "
                "tổng, thứ tự ưu tiên theo số liệu), nên mỗi lượt thử chấm lại cả khối; hệ số đổi theo từng phần trăm.",
                "The rubric cannot simply be added up (averages, caps under conditions, rounded groups or totals, "
                "tie-breaks by more than points), so each draw scores the bloc anew; weights vary in whole percents.",
            )
        told.append(f"{drawn} {totals}")
    return tuple(told)


def how_read() -> tuple[str, ...]:
    """Say what the columns of draws mean."""
    return (
        say(
            "Giữ hạng: tỷ lệ lượt thử có đúng hạng hiện nay; khoảng tin cậy 95% của tỷ lệ đó là của Wilson. Thường: "
            "các hạng của 90% số lượt thử ở giữa.",
            "Rank kept: the share of draws with the rank as it is; 95% interval: Wilson's, of that share. Mostly: the "
            "ranks of the middle 90% of the draws.",
        ),
    )
