"""What a rubric says beyond points: classes with conditions and quotas, disqualifiers, ties, awards.

No regulation that could be read gives a commune a tie rule or fixed cut-offs, so that all of this is stated by
the rubric; nothing here has a silent default that decides anything.
"""

import re
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from qcdc_cli.kinds import ABOVE, LowerBound, lower_bound
from qcdc_cli.language import Text
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.values import Flag, Id, Model, Name, Percent, Points, Whole, described, one_of, validated

QuotaRounding = Annotated[Literal["down", "half-up", "up"], one_of("down", "half-up", "up")]
Counted = Annotated[Literal["reached", "left"], one_of("reached", "left")]
Scope = Annotated[Literal["bloc", "all"], one_of("bloc", "all")]
TiesAtEnd = Annotated[Literal["none", "all", "decision"], one_of("none", "all", "decision")]

BLOC = "bloc"
ALL = "all"  # of all blocs of the campaign that share the rubric
DECISION, BALLOT = "decision", "ballot"  # steps for ties: somebody decides, and the campaign records what
RECORDED = (DECISION, BALLOT)
ACTUAL, LOWER = "actual", "lower"
RANK = "rank"  # what a decision is for that is not for an award
_HALF = 50


class Quota(Model):
    """How many may be in a class: at most so many percent of the bloc, or of those in a pool of classes.

    Whoever shares the last place with somebody for whom there is no room is left out with them, so that a
    quota is never exceeded.
    """

    percent: Percent
    rounding: QuotaRounding = described("Làm tròn số đơn vị", "How the number is rounded")
    of: Id = described(
        "Tính trên cả khối (bloc), mọi khối dùng thang điểm này (all), hoặc các đơn vị đạt từ loại này trở lên",
        "Percent of the bloc, of all blocs with this rubric (all), or of the units that reach this class or better",
        BLOC,
    )
    counted: Counted | None = described(
        "Đếm các đơn vị đạt loại ấy khi chưa xét tỷ lệ (reached), hay còn lại ở loại ấy sau khi xét (left)",
        "Count the units that reach that class before the quota, or those that are left with it after the quota",
        None,
    )

    def room(self, pool: int) -> int:
        """Return how many units the quota leaves room for, computed exactly."""
        whole, rest = divmod(self.percent * pool, 100)
        up = (self.rounding == "up" and rest > 0) or (self.rounding == "half-up" and rest >= _HALF)
        return int(whole) + int(up)


class Needs(Model):
    """Conditions of a class besides its lower bound, or of an award besides its places."""

    groups_at_least: Percent | None = described(
        "Mục cấp một nào cũng đạt từ số phần trăm này của điểm tối đa trở lên",
        "No top group under this percentage of its points",
        None,
    )
    criteria_at_least: dict[Id, Percent] = described(
        "Từng tiêu chí nêu ở đây đạt từ số phần trăm này của điểm tối đa trở lên",
        "None of these criteria under this percentage of its points",
        {},
    )
    no_zero: Flag = described("Không tiêu chí nào bị 0 điểm", "No criterion was scored 0", default=False)
    evidence: Annotated[Literal["complete"], one_of("complete")] | None = described(
        "Không thiếu minh chứng nào", "No evidence is missing", None
    )
    rank_within: Whole | None = described("Hạng không sau hạng này", "Rank not below this one", None)
    complete: Flag = described("Đã chấm xong tất cả tiêu chí", "No criterion is blank", default=False)
    ballot_at_least: Percent | None = described(
        "Được từ số phần trăm này của số phiếu hợp lệ trở lên (`ballots` với `for: units` của qcdc.yaml)",
        "At least this percentage of the valid ballots (`ballots` with `for: units` in qcdc.yaml)",
        None,
    )


class Class(Model):
    """A class (xếp loại): from this total (included) upwards, or above it, under conditions, up to a quota."""

    id: Id
    name: Name
    from_: Points | None = Field(default=None, alias="from")
    above: Points | None = described(*ABOVE, None)
    needs: Needs | None = None
    quota: Quota | None = None

    @property
    def bound(self) -> LowerBound | None:
        """The lower bound of the total; None for the last class."""
        return lower_bound(self.from_, self.above)


class Disqualifier(Model):
    """Something that keeps a unit from being ranked, or from a better class, whatever its points."""

    name: Name
    effect: Annotated[Literal["unranked"], one_of("unranked")] | None = None
    at_most: Id | None = None

    @property
    def unranks(self) -> bool:
        """True where it keeps a unit from a rank."""
        return self.effect is not None


class Award(Model):
    """An award (hình thức khen): for the first ranks, so many units, a share of the bloc, or the best in a group.

    Ranks are those of the ranking, whoever holds them; `units` and a share are numbers of places, which units that
    cannot have the award do not use up: the next in line moves up. Where both are named, the smaller one holds. Other
    keys beside `group` narrow who can be the best in it. The places are each bloc's own, or, `of: all`, given out over
    all blocs with the rubric together.
    """

    id: Id
    name: Name
    ranks: Whole | None = described("Cho các hạng từ 1 đến", "For ranks 1 to", None)
    units: Whole | None = described(
        "Tối đa số đơn vị này, từ hạng cao nhất", "For at most so many units, from the top rank down", None
    )
    of: Scope = described(
        "`units` tính cho từng khối (bloc), hay cho mọi khối dùng thang điểm này (all)",
        "So many units of each bloc (bloc), or of all blocs with this rubric (all)",
        BLOC,
    )
    share: Quota | None = described(
        "Cho số phần trăm đơn vị xếp hạng cao nhất", "For this percentage of the units, from the top rank down", None
    )
    classes: tuple[Id, ...] = described("Chỉ các loại này", "Only these classes", ())
    group: Id | None = described("Cho đơn vị đứng đầu mục này", "For the best in this group", None)
    needs: Needs | None = None
    ties: TiesAtEnd = described(
        "Bằng điểm ở suất cuối: không đơn vị nào (none), tất cả (all), cấp có thẩm quyền quyết định (decision)",
        "Ties for the last place: nobody (none), everybody (all), or as the competent authority decides (decision)",
    )
    besides: Flag = described(
        "Được khen đồng thời với hình thức khác", "May be given together with another award", default=False
    )

    @property
    def spans_blocs(self) -> bool:
        """True when its places are given out over all blocs that share the rubric."""
        return self.of == ALL or (self.share is not None and self.share.of == ALL)


class TieRule(NamedTuple):
    """One step of the ladder that parts units with equal totals."""

    rule: str
    subject: str = ""
    direction: str = ""  # of what was reached: the `higher` or the `lower` first; "" where its kind implies it

    @property
    def title(self) -> Text:
        """The step in words."""
        vietnamese, english = _TITLES[self.rule]
        return Text(vietnamese.format(self.subject), english.format(self.subject))


_STEPS = (
    ("group", r"group (\S+)"),
    ("criterion", r"criterion (\S+)"),
    (ACTUAL, r"actual (\S+)(?: (higher|lower))?"),
    ("penalties", r"fewest penalties()"),
    ("correction", r"smallest correction()"),
    ("earlier", r"rank in (\S+)"),
    ("lots", r"lots()"),
    (DECISION, r"decision()"),
    (BALLOT, r"ballot()"),
)
_TITLES = {
    "group": ("điểm mục {}", "points of group {}"),
    "criterion": ("điểm tiêu chí {}", "points of criterion {}"),
    ACTUAL: ("kết quả đạt được ở tiêu chí {}", "what was reached on criterion {}"),
    "penalties": ("số điểm trừ ít hơn", "fewest penalties"),
    "correction": ("mức điều chỉnh điểm tự chấm ít hơn", "self-marks corrected least"),
    "earlier": ("hạng trong kỳ {}", "rank in {}"),
    "lots": ("bốc thăm", "drawing lots"),
    DECISION: ("quyết định của cấp có thẩm quyền", "decision of the competent authority"),
    BALLOT: ("kết quả bỏ phiếu", "ballot"),
}
_SHOWN = (
    "group ID, criterion ID, actual ID, actual ID higher, actual ID lower, fewest penalties, smallest correction, "
    "rank in PERIOD, lots, decision, ballot"
)


def _tie_step(text: str) -> TieRule:
    for rule, pattern in _STEPS:
        if match := re.fullmatch(pattern, text.strip()):
            return TieRule(rule, *(part or "" for part in match.groups()))
    raise QcdcError(Problem("Q310", {"found": text}, found=text, allowed=_SHOWN))


TieStep = Annotated[TieRule, validated(_tie_step, {"type": "string"})]
