"""The same sheets under another rubric as lists: who moves and why, what goes along, what differs in the rubrics."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.nodes import CriterionBase
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import PERCENT_DECIMALS
from qcdc_cli.process.comparison import Moved
from qcdc_cli.process.rubric_changes import RubricChanges
from qcdc_cli.process.tried_rubric import ChangeSource, MarksFate, Reason, TriedBloc, TriedCriterion, open_share
from qcdc_cli.render.lists import List, ListColumn
from qcdc_cli.render.lists.rubric_changes import Sides, compared_rubrics, rubric_change_lists
from qcdc_cli.render.lists.standings import both_sides, percent_column
from qcdc_cli.render.words.names import ids, period_name, unit_name
from qcdc_cli.render.words.rules import title_of
from qcdc_cli.render.words.visible import visible

OWN_AND_TRIED: Sides = (Text("Gốc", "Own"), Text("Thử", "Tried"))
_FATES = {
    MarksFate.CARRIED: Text("", ""),
    MarksFate.PARTLY: Text(
        "điểm của một số đơn vị không phù hợp, coi là chưa chấm", "some marks do not fit: taken as blank"
    ),
    MarksFate.NOT_CARRIED: Text("điểm đã chấm không phù hợp, coi là chưa chấm", "no mark fits: taken as blank"),
    MarksFate.NEW: Text("tiêu chí mới, chưa có điểm", "new: nobody was marked on it"),
    MarksFate.GONE: Text("bị bỏ, điểm đã chấm không dùng đến", "gone: its marks are not used"),
}
_SOURCES = {
    ChangeSource.CAP: Text("mức trần", "cap"),
    ChangeSource.BONUS: Text("điểm thưởng không được tính", "bonus that does not count"),
    ChangeSource.ROUNDING: Text("làm tròn", "rounding"),
}


@dataclass(frozen=True, slots=True)
class MarkLeftBehind:
    """A mark, or something else that a sheet says, that does not fit the rubric that is tried.

    Attributes:
        unit: the unit's id.
        identity: the id that the sheet has it under.
        shown: what people see for it.
        why: why it does not fit.
    """

    unit: str
    identity: str
    shown: str
    why: str


def tried_rubric_lists(blocs: Sequence[TriedBloc], left_behind: Sequence[MarkLeftBehind]) -> tuple[List, ...]:
    """Return the lists of a rubric that is tried.

    Args:
        blocs: the blocs, each under both rubrics.
        left_behind: what did not fit.
    """
    first = blocs[0].tried
    campaign, several = first.campaign, len(blocs) > 1
    changes = tuple({one.changes.before: one.changes for one in blocs}.values())
    about = (
        campaign.campaign,
        period_name(campaign, first.period),
        *dict.fromkeys(line for one in changes for line in compared_rubrics(one, OWN_AND_TRIED)),
    )
    return (
        replace(_units(blocs, campaign, several=several), subtitle=about, warnings=tuple(_warnings(blocs))),
        replace(_reasons(blocs, campaign), subtitle=about),
        replace(_criteria(blocs, campaign, several=several), subtitle=about),
        replace(_left_behind(left_behind, campaign), subtitle=about),
        *rubric_change_lists(changes, about, OWN_AND_TRIED),
    )


def _warnings(blocs: Sequence[TriedBloc]) -> Iterator[str]:
    for one in blocs:
        name = visible(one.tried.bloc.name)
        if _is_same(one.changes):
            yield say(
                f"{name}: thang điểm thử giống hệt thang điểm gốc.", f"{name}: the rubric tried is the bloc's own."
            )
        if one.own.provisional:
            yield say(
                f"{name}: xếp hạng theo thang điểm gốc là tạm tính.",
                f"{name}: the ranking by its own rubric is provisional.",
            )
        blank = [criterion for criterion in one.criteria if criterion.blank]
        if blank:
            listed = ids([title_of(criterion.criterion) for criterion in blank])
            yield say(
                f"{name}: xếp hạng theo thang điểm thử là tạm tính. Chưa có điểm ở {len(blank)} tiêu chí ({listed}), "
                "đang tính 0 điểm; chấm các tiêu chí này thì thứ hạng còn có thể thay đổi.",
                f"{name}: the ranking by the rubric tried is provisional. Nothing is marked on {len(blank)} criteria "
                f"({listed}), which count as 0 for now; ranks can change when they are marked.",
            )
        elif one.tried.provisional:
            yield say(
                f"{name}: xếp hạng theo thang điểm thử là tạm tính.",
                f"{name}: the ranking by the rubric tried is provisional.",
            )


def _is_same(changes: RubricChanges) -> bool:
    return not changes.nodes and not changes.settings


def named_bloc_columns(blocs: Sequence[str], campaign: Campaign, *, several: bool) -> tuple[ListColumn, ListColumn]:
    """Return the columns that say of which bloc each row is; people see them where there are several blocs."""
    names = [campaign.blocs[one].name for one in blocs]
    return ListColumn("bloc", "", blocs), ListColumn("bloc_name", say(*terms.BLOC) if several else "", names)


def named_unit_columns(units: Sequence[str], campaign: Campaign) -> tuple[ListColumn, ListColumn]:
    """Return the columns that say of which unit each row is."""
    names = [unit_name(campaign, one) for one in units]
    return ListColumn("unit", "", units), ListColumn("name", say(*terms.UNIT), names, wraps=True)


def against_average(bloc: TriedBloc, unit: Moved) -> Fraction | None:
    """Return how much more a unit's share changed than on the average of its bloc; None without two shares."""
    return None if unit.share is None or bloc.average is None else unit.share - bloc.average


def _units(blocs: Sequence[TriedBloc], campaign: Campaign, *, several: bool) -> List:
    rows = [(bloc, unit) for bloc in blocs for unit in bloc.units]
    units = [unit for _, unit in rows]
    sides = {"own": say("gốc", "own"), "tried": say("thử", "tried")}
    open_ = [open_share(unit.after.result) for unit in units]
    return List(
        key="units",
        title=say("Thử thang điểm khác: điểm, thứ hạng, xếp loại", "Another rubric tried: totals, ranks and classes"),
        columns=(
            *named_bloc_columns([unit.bloc for unit in units], campaign, several=several),
            *named_unit_columns([unit.unit for unit in units], campaign),
            *both_sides("rank", say(*terms.RANK), units, sides),
            ListColumn("ranks_up", say("Hạng tăng, giảm", "Ranks up"), [unit.ranks_up for unit in units], signed=True),
            *both_sides("points", say(*terms.POINTS), units, sides),
            *both_sides("percent", "%", units, sides),
            percent_column("percent_change", say(*terms.PERCENT_CHANGE), [unit.share for unit in units], signed=True),
            percent_column(
                "against_average",
                say(*terms.AGAINST_AVERAGE),
                [against_average(bloc, unit) for bloc, unit in rows],
                signed=True,
            ),
            ListColumn(
                "open",
                say("% chưa chấm", "% still open") if any(open_) else "",
                open_,
                decimals=PERCENT_DECIMALS,
            ),
            *both_sides("class", say(*terms.CLASS), units, sides),
            *both_sides("awards", say(*terms.AWARDS), units, sides),
        ),
        notes=(
            say(
                "Hạng tăng, giảm: số bậc lên (+) hoặc xuống (−). Hai thang điểm so sánh theo tỷ lệ đạt (%); hạng thay "
                "đổi khi đơn vị tăng, giảm khác bình quân của khối. % chưa chấm: tỷ lệ còn có thể tăng tối đa ở các "
                "tiêu chí chưa có điểm. Tỷ lệ trong bảng đã làm tròn.",
                "Ranks up (+) or down (−). Two scales are compared by shares (%); ranks move where a unit's change is "
                "not the bloc's average. % still open: by how much a share can still rise, on criteria without a mark. "
                "Shares in the table are rounded for reading.",
            ),
        ),
        keys=2 if several else 1,
    )


def _reasons(blocs: Sequence[TriedBloc], campaign: Campaign) -> List:
    rows = [reason for bloc in blocs for reason in bloc.reasons]

    def shares(key: str, title: str, values: Sequence[Fraction], *, signed: bool = True) -> ListColumn:
        return ListColumn(key, title, values, signed=signed, decimals=PERCENT_DECIMALS)

    return List(
        key="reasons",
        title=say("Vì sao thay đổi", "Why units move"),
        columns=(
            ListColumn("bloc", "", [one.bloc for one in rows]),
            *named_unit_columns([one.unit for one in rows], campaign),
            ListColumn("source", "", [one.source.value for one in rows]),
            ListColumn("id", "", [None if one.node is None else one.node.id for one in rows]),
            ListColumn("label", say(*terms.ID), [reason_title(one) for one in rows]),
            ListColumn(
                "part",
                say(*terms.GROUP_OR_CRITERION),
                [None if one.node is None else one.node.name for one in rows],
                wraps=True,
            ),
            shares("own", say("% gốc", "% own"), [one.before for one in rows]),
            shares("tried", say("% thử", "% tried"), [one.after for one in rows]),
            shares("change", say(*terms.CHANGE), [one.change for one in rows]),
            shares("average", say("Bình quân khối", "Bloc's average"), [one.average for one in rows]),
            shares(
                "against_average",
                say(*terms.AGAINST_AVERAGE),
                [one.against_average for one in rows],
            ),
        ),
        notes=(
            say(
                "% gốc, % thử: phần đơn vị chưa đạt ở tiêu chí đó (số âm), tính theo phần trăm tổng điểm tối đa của "
                "đơn vị. Cộng chênh lệch các dòng của một đơn vị đúng bằng % tăng, giảm của đơn vị.",
                "% own, % tried: what a unit does not reach there (below 0), in percent of all that is attainable for "
                "it. The changes of a unit's lines come to its % change exactly.",
            ),
        ),
        empty=say("Không đơn vị nào thay đổi.", "No unit changes."),
        keys=3,
    )


def reason_title(reason: Reason) -> str:
    """Return what a reason is called: the criterion's or group's label, or what else it comes from."""
    source = str(_SOURCES[reason.source]) if reason.source in _SOURCES else ""
    return " ".join(filter(None, (source, "" if reason.node is None else title_of(reason.node))))


def _criteria(blocs: Sequence[TriedBloc], campaign: Campaign, *, several: bool) -> List:
    rows = [one for bloc in blocs for one in bloc.criteria]
    return List(
        key="criteria",
        title=say("Điểm nào chuyển được sang thang điểm thử", "Which marks carry over"),
        columns=(
            *named_bloc_columns([one.bloc for one in rows], campaign, several=several),
            ListColumn("id", "", [one.criterion.id for one in rows]),
            ListColumn("label", say(*terms.ID), [title_of(one.criterion) for one in rows]),
            ListColumn("name", say(*terms.CRITERION), [one.criterion.name for one in rows], wraps=True),
            ListColumn("max_own", say("Điểm gốc", "Max own"), [_points(one.before) for one in rows]),
            ListColumn("max_tried", say("Điểm thử", "Max tried"), [_points(one.after) for one in rows]),
            ListColumn("marked", say("Đã chấm", "Marked"), [len(one.marked) for one in rows]),
            ListColumn("carried", say("Chuyển được", "Carried over"), [len(one.carried) for one in rows]),
            ListColumn("blank", say("Còn trống", "Blank"), [len(one.blank) for one in rows]),
            ListColumn("fate", "", [one.fate.value for one in rows]),
            ListColumn("read_otherwise", "", [one.read_otherwise for one in rows]),
            ListColumn("not_converted", "", [one.not_converted for one in rows]),
            ListColumn("units_left_behind", "", [_left(one) for one in rows]),
            ListColumn("units_blank", "", [one.blank for one in rows]),
            ListColumn("remark", say(*terms.REMARKS), [mark_remark(one) for one in rows], wraps=True),
        ),
        notes=(
            say(
                "Đã chấm, chuyển được, còn trống: số đơn vị. Điểm được chuyển theo mã tiêu chí.",
                "Marked, carried over, blank: how many units. Marks carry over by the criterion's id.",
            ),
        ),
        keys=3 if several else 2,
    )


def _points(criterion: CriterionBase | None) -> Decimal | None:
    return None if criterion is None else criterion.points


def _left(one: TriedCriterion) -> tuple[str, ...]:
    return tuple(unit for unit in one.marked if unit not in one.carried)


def mark_remark(one: TriedCriterion) -> str | None:
    """Say what is to be known about the marks of a criterion; None where they simply go along."""
    said = [str(_FATES[one.fate])] if one.fate is not MarksFate.CARRIED else []
    if one.read_otherwise:
        said.append(
            say("cách chấm khác: số đã ghi được hiểu theo cách mới", "scored otherwise: marks are read in the new way")
        )
    if one.not_converted:
        said.append(say("điểm giữ nguyên, không quy đổi theo điểm tối đa mới", "points stay as given, not converted"))
    return "; ".join(said) or None


def _left_behind(rows: Sequence[MarkLeftBehind], campaign: Campaign) -> List:
    return List(
        key="left_behind",
        title=say("Nội dung trong phiếu không chuyển được", "What of the sheets does not fit"),
        columns=(
            *named_unit_columns([one.unit for one in rows], campaign),
            ListColumn("id", "", [one.identity for one in rows]),
            ListColumn("label", say(*terms.ID), [one.shown for one in rows]),
            ListColumn("why", say(*terms.REASON), [one.why for one in rows], wraps=True),
        ),
        empty=say("Không có: mọi điểm đều chuyển được.", "Nothing: all marks carry over."),
        keys=2,
    )
