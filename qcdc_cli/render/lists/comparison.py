"""Two periods side by side as lists: units, groups and criteria, what is still open, targets."""

from collections.abc import Iterator, Sequence

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.campaign.sheet import SECTIONS
from qcdc_cli.language import Text, say, terms
from qcdc_cli.process.campaign_matching import Unmatched, UnmatchedEntry
from qcdc_cli.process.comparison import Apart, Moved, MovedPart, PeriodComparison, StillOpen, TargetsOfBoth
from qcdc_cli.render.lists import List, ListColumn
from qcdc_cli.render.lists.standings import both_sides, percent_column
from qcdc_cli.render.words.names import ids, period_name, unit_name
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking

_APART = {
    Apart.ONLY_EARLIER: Text(
        "chỉ có trong thang điểm kỳ trước, không so sánh", "only in the earlier rubric: not compared"
    ),
    Apart.ONLY_LATER: Text("chỉ có trong thang điểm kỳ sau, không so sánh", "only in the later rubric: not compared"),
    Apart.MAXIMUM: Text("điểm tối đa hai kỳ khác nhau, so sánh theo tỷ lệ", "other maximum: compared by share"),
    Apart.SCORED: Text("cách chấm hai kỳ khác nhau, không so sánh", "scored in another way: not compared"),
    Apart.EXTRA: Text(
        "chỉ một kỳ tính là điểm thưởng, điểm trừ; không so sánh", "bonus or penalty in one period only: not compared"
    ),
    Apart.NOT_IN_BOTH: Text("không đơn vị nào có điểm ở cả hai kỳ", "no unit has points in both periods"),
}
_UNMATCHED = {
    Unmatched.ONLY_EARLIER: Text("chỉ có ở kỳ trước", "in the earlier period only"),
    Unmatched.ONLY_LATER: Text("chỉ có ở kỳ sau", "in the later period only"),
    Unmatched.FROM_OTHER_BLOC: Text("kỳ trước thuộc khối khác: {other}", "earlier in another bloc: {other}"),
    Unmatched.TO_OTHER_BLOC: Text("kỳ sau thuộc khối khác: {other}", "later in another bloc: {other}"),
    Unmatched.BY_UNITS: Text(
        "khác mã khối; so sánh với khối kỳ trước có nhiều đơn vị chung nhất: {other}",
        "another id; compared with the earlier bloc that shares most units: {other}",
    ),
    Unmatched.RENAMED: Text("cùng mã; tên kỳ trước: {other}", "the same id; its earlier name: {other}"),
}
_KINDS = {"bloc": terms.BLOC, "unit": terms.UNIT}


def comparison_lists(
    found: PeriodComparison,
    campaigns: tuple[Campaign, Campaign],
    periods: tuple[str, str],
    rankings: Sequence[tuple[Ranking, Ranking]],
    unmatched: Sequence[UnmatchedEntry] | None = None,
) -> tuple[List, ...]:
    """Return the lists of a comparison.

    Args:
        found: the comparison.
        campaigns: the campaigns of the earlier and of the later period; mostly the same.
        periods: the ids of the earlier and of the later period.
        rankings: the rankings of each bloc in both, for what is provisional about them.
        unmatched: the blocs and units that are not the same in both campaigns; None where there is one campaign.
    """
    campaign = campaigns[1]
    names = [period_name(own, one) for own, one in zip(campaigns, periods, strict=True)]
    title = say(f"So sánh {names[0]} với {names[1]}", f"{names[1]} compared with {names[0]}")
    about: tuple[str, ...] = (campaign.campaign, title)
    warnings = [*_other_rubrics(found, rankings)]
    if unmatched is not None:
        of = visible(campaigns[0].campaign)
        about = (*about, say(f"Kỳ trước thuộc: {of}", f"The earlier period is of: {of}"))
    for number, name in enumerate(names):
        if any(pair[number].provisional for pair in rankings):
            warnings.append(say(f"Xếp hạng {name} là tạm tính.", f"The ranking of {name} is provisional."))
    several = len(rankings) > 1
    return (
        _units(found.units, campaign, about, tuple(warnings), several=several),
        *(() if unmatched is None else [_unmatched(unmatched, about)]),
        _parts(found.parts, campaign, about, several=several),
        _open(found.still_open, campaign, about),
        _targets(found.targets, campaign, about),
    )


def _other_rubrics(found: PeriodComparison, rankings: Sequence[tuple[Ranking, Ranking]]) -> Iterator[str]:
    """Say which blocs have another rubric now, and how it differs beside its criteria: classes rest on that."""
    for earlier, later in rankings:
        if earlier.rubric == later.rubric:
            continue
        bloc, before, after = visible(later.bloc.name), _called(earlier.rubric), _called(later.rubric)
        keys = ids(found.settings[later.bloc_id])
        yield say(
            f"{bloc}: hai kỳ dùng thang điểm khác nhau, kỳ trước “{before}”, kỳ sau “{after}”; "
            f"{f'khác ở khóa {keys}; ' if keys else ''}nội dung không so sánh được ghi ở bảng theo nhóm và tiêu chí.",
            f"{bloc}: the rubrics differ, “{before}” before and “{after}” after; "
            f"{f'other values of {keys}; ' if keys else ''}"
            "what cannot be compared is told in the table by group and criterion.",
        )


def _called(rubric: Rubric) -> str:
    name = rubric.name if rubric.version is None else f"{rubric.name}, {rubric.version}"
    return visible(name)


def _unmatched(entries: Sequence[UnmatchedEntry], about: tuple[str, ...]) -> List:
    return List(
        key="unmatched",
        title=say("Khối, đơn vị không giống nhau ở hai kỳ", "Blocs and units that differ"),
        columns=(
            ListColumn("kind", "", [one.kind for one in entries]),
            ListColumn("kind_name", say(*terms.KIND), [say(*_KINDS[one.kind]) for one in entries]),
            ListColumn("id", say(*terms.ID), [one.identity for one in entries]),
            ListColumn("name", say("Tên", "Name"), [one.name for one in entries], wraps=True),
            ListColumn("why", "", [one.why.value for one in entries]),
            ListColumn("other", "", [one.other or None for one in entries]),
            ListColumn(
                "remark",
                say(*terms.REMARKS),
                [str(_UNMATCHED[one.why]).replace("{other}", one.other) for one in entries],
                wraps=True,
            ),
        ),
        subtitle=about,
        empty=say("Khối và đơn vị hai kỳ giống nhau.", "Blocs and units are the same in both."),
        keys=2,
    )


def _units(
    units: Sequence[Moved], campaign: Campaign, about: tuple[str, ...], warnings: tuple[str, ...], *, several: bool
) -> List:
    sides = {"before": say("kỳ trước", "before"), "after": say("kỳ sau", "after")}
    note = say(
        "Hạng tăng, giảm: số bậc lên (+) hoặc xuống (−). Chênh lệch điểm chỉ ghi khi điểm tối đa của đơn vị ở hai kỳ "
        "bằng nhau; nếu không thì so sánh theo tỷ lệ. Tỷ lệ trong bảng đã làm tròn.",
        "Ranks up (+) or down (−). Points are compared only where the unit could attain as many in both periods, else "
        "shares are. Shares in the table are rounded for reading.",
    )
    return List(
        key="units",
        title=say("Điểm, thứ hạng, xếp loại", "Totals, ranks and classes"),
        columns=(
            ListColumn("bloc", "", [one.bloc for one in units]),
            ListColumn(
                "bloc_name", say(*terms.BLOC) if several else "", [campaign.blocs[one.bloc].name for one in units]
            ),
            ListColumn("unit", "", [one.unit for one in units]),
            ListColumn("name", say(*terms.UNIT), [unit_name(campaign, one.unit) for one in units], wraps=True),
            *both_sides("points", say(*terms.POINTS), units, sides),
            ListColumn("points_change", say(*terms.CHANGE), [one.points for one in units], signed=True),
            *both_sides("percent", "%", units, sides),
            percent_column("percent_change", say(*terms.PERCENT_CHANGE), [one.share for one in units], signed=True),
            *both_sides("rank", say(*terms.RANK), units, sides),
            ListColumn("ranks_up", say("Hạng tăng, giảm", "Ranks up"), [one.ranks_up for one in units], signed=True),
            *both_sides("class", say(*terms.CLASS), units, sides),
        ),
        subtitle=about,
        warnings=warnings,
        notes=(note,),
        keys=2 if several else 1,
    )


def _parts(parts: Sequence[MovedPart], campaign: Campaign, about: tuple[str, ...], *, several: bool) -> List:
    def named(unit: str | None) -> str | None:
        return None if unit is None else unit_name(campaign, unit)

    change = [None if one.before is None or one.after is None else one.after - one.before for one in parts]
    return List(
        key="parts",
        title=say("Theo nhóm và tiêu chí", "By group and criterion"),
        columns=(
            ListColumn("bloc", "", [one.bloc for one in parts]),
            ListColumn(
                "bloc_name", say(*terms.BLOC) if several else "", [campaign.blocs[one.bloc].name for one in parts]
            ),
            ListColumn("id", "", [one.node.id for one in parts]),
            ListColumn("label", say(*terms.ID), [one.node.shown for one in parts]),
            ListColumn("name", say(*terms.GROUP_OR_CRITERION), [one.node.name for one in parts], wraps=True),
            ListColumn("units", say(*terms.NUMBER_OF_UNITS), [one.units for one in parts]),
            percent_column("percent_before", say("% kỳ trước", "% before"), [one.before for one in parts]),
            percent_column("percent_after", say("% kỳ sau", "% after"), [one.after for one in parts]),
            percent_column("percent_change", say(*terms.PERCENT_CHANGE), change, signed=True),
            ListColumn("strongest", "", [one.strongest for one in parts]),
            ListColumn("strongest_name", say("Tăng mạnh nhất", "Gained most"), [named(one.strongest) for one in parts]),
            ListColumn("weakest", "", [one.weakest for one in parts]),
            ListColumn("weakest_name", say("Giảm mạnh nhất", "Lost most"), [named(one.weakest) for one in parts]),
            ListColumn("apart", "", [None if one.apart is None else one.apart.value for one in parts]),
            ListColumn("name_before", "", [one.name_before or None for one in parts]),
            ListColumn("remark", say(*terms.REMARKS), list(map(_remark, parts)), wraps=True),
        ),
        subtitle=about,
        notes=(
            say(
                "Tỷ lệ bình quân của các đơn vị có điểm ở cả hai kỳ.",
                "Averages of the shares of the units that have points in both periods.",
            ),
        ),
        keys=2,
    )


def _remark(part: MovedPart) -> str | None:
    renamed = [say(f"tên kỳ trước: {part.name_before}", f"earlier name: {part.name_before}")] * bool(part.name_before)
    return "; ".join([*renamed, *(() if part.apart is None else [str(_APART[part.apart])])]) or None


def _open(remarks: Sequence[StillOpen], campaign: Campaign, about: tuple[str, ...]) -> List:
    why = {True: say("kỳ sau nêu lại", "said again"), False: say("ghi là chưa giải quyết", "said to be open")}
    return List(
        key="still_open",
        title=say("Kỳ trước nêu, chưa giải quyết", "Still open from the earlier period"),
        columns=(
            ListColumn("unit", "", [one.unit for one in remarks]),
            ListColumn("name", say(*terms.UNIT), [unit_name(campaign, one.unit) for one in remarks]),
            ListColumn("kind", "", [one.section for one in remarks]),
            ListColumn("kind_name", say(*terms.KIND), [str(SECTIONS[one.section]) for one in remarks]),
            ListColumn("text", say(*terms.CONTENT), [one.remark.text for one in remarks], wraps=True),
            ListColumn("criterion", say(*terms.CRITERION), [one.remark.criterion or None for one in remarks]),
            ListColumn(
                "solver",
                say("Nơi giải quyết", "To be solved by"),
                [one.remark.solver or None for one in remarks],
                wraps=True,
            ),
            ListColumn("repeated", "", [one.repeated for one in remarks]),
            ListColumn("why", say(*terms.REMARKS), [why[one.repeated] for one in remarks]),
        ),
        subtitle=about,
        empty=say(*terms.NOTHING),
    )


def _targets(targets: Sequence[TargetsOfBoth], campaign: Campaign, about: tuple[str, ...]) -> List:
    return List(
        key="targets",
        title=say("Chỉ tiêu", "Targets"),
        columns=(
            ListColumn("unit", "", [one.unit for one in targets]),
            ListColumn("name", say(*terms.UNIT), [unit_name(campaign, one.unit) for one in targets]),
            ListColumn("criterion", "", [one.criterion.id for one in targets]),
            ListColumn("label", say(*terms.CRITERION), [one.criterion.shown for one in targets]),
            ListColumn("actual_before", say("Thực hiện kỳ trước", "Done before"), [one.before[0] for one in targets]),
            ListColumn("target_before", say("Chỉ tiêu kỳ trước", "Target before"), [one.before[1] for one in targets]),
            ListColumn("reached_before", say("Đạt kỳ trước", "Reached before"), [one.reached[0] for one in targets]),
            ListColumn("actual_after", say("Thực hiện kỳ sau", "Done after"), [one.after[0] for one in targets]),
            ListColumn("target_after", say("Chỉ tiêu kỳ sau", "Target after"), [one.after[1] for one in targets]),
            ListColumn("reached_after", say("Đạt kỳ sau", "Reached after"), [one.reached[1] for one in targets]),
        ),
        subtitle=about,
        empty=say("Không chỉ tiêu nào có ở cả hai kỳ.", "No target is there in both periods."),
        keys=2,
    )
