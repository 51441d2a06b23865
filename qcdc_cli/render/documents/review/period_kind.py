"""Whether a period is reviewed midway (sơ kết) or at the end (tổng kết), and what such a report is called."""

from enum import Enum

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.language import Text, say
from qcdc_cli.language.names import fold
from qcdc_cli.render.words.names import period_in_sentence
from qcdc_cli.render.words.visible import visible

_YEAR = 300  # days, from which on a period is a year
# First words of campaigns' names that are no proper names, so that they are small inside a sentence.
_COMMON = (
    "Thi đua", "Công tác", "Phong trào", "Cuộc vận động", "Chương trình", "Kế hoạch", "Thực hiện", "Đánh giá",
    "Chấm điểm", "Đợt",
)  # fmt: skip


class Review(Enum):
    """Which review a period gets: midway, at the end, or neither, where nothing says which."""

    MIDWAY = Text("Sơ kết", "Mid-term review of")
    END = Text("Tổng kết", "Final review of")
    RESULTS = Text("Kết quả", "Results of")


def review_of(campaign: Campaign, period: str) -> Review:
    """Return which review a period gets.

    Its sort decides, else its days: a year is reviewed at its end, and so is the last period of a campaign that has
    none of a year; any other midway. Without days only a campaign's single period is known to be its end.

    Args:
        campaign: the campaign.
        period: the period's id.
    """
    own = campaign.periods[period]
    if own.sort is not None and fold(own.sort) in ("year", "half"):
        return Review.END if fold(own.sort) == "year" else Review.MIDWAY
    if own.from_ is None or own.to is None:
        return Review.END if len(campaign.periods) == 1 else Review.RESULTS
    if (own.to - own.from_).days >= _YEAR:
        return Review.END
    ends = [other.to for identity, other in campaign.periods.items() if identity != period and other.to is not None]
    return Review.END if all(end < own.to for end in ends) else Review.MIDWAY


def title_of_review(campaign: Campaign, period: str, bloc_name: str) -> str:
    """Return what a report is about: `Sơ kết thi đua thực hiện … (6 tháng đầu năm 2020) của Khối Dân vận`.

    Args:
        campaign: the campaign.
        period: the period's id.
        bloc_name: the bloc's name; "" for a report of several.
    """
    name, when = visible(campaign.campaign), period_in_sentence(campaign, period)
    small = f"{name[0].lower()}{name[1:]}" if f"{name} ".startswith(tuple(f"{word} " for word in _COMMON)) else name
    about = f"{review_of(campaign, period).value} {say(small, name)}"
    if fold(when).removeprefix(fold("cả ") + " ") not in fold(name):  # the name says the year already
        about += f" ({when})"
    return say(f"{about} của {bloc_name}", f"{about}, {bloc_name}") if bloc_name else about
