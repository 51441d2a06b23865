"""Several blocs in one table: the ranking across blocs that share a rubric, and blocs summed up."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import islice

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.groupings import grouping_title
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import figure
from qcdc_cli.render.tables.columns import (
    NamedColumn,
    decision_columns,
    level_notes,
    missing_column,
    points_columns,
    rank_column,
    table_columns,
    table_rows,
    tie_notes,
)
from qcdc_cli.render.words.names import ids, listed, period_name, unit_name
from qcdc_cli.render.words.table import Column, Table, figures, or_dash, percents
from qcdc_cli.render.words.unit_notes import left_out, provisional_lines, unvoted_notes
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.across import Across, difference
from qcdc_cli.scoring.result import class_bounds
from qcdc_cli.scoring.rollup import Rollup
from qcdc_cli.scoring.table_level import table_level

_MOST_COMPARED = 10  # other rubrics whose differences a table lists


def across_table(across: Across, others: Sequence[Across] = ()) -> Table:
    """Return the ranking across blocs: a row per unit with its bloc and its rank in that.

    Args:
        across: the ranking.
        others: the rankings of blocs with other rubrics, to say how the rubrics differ.
    """
    lines, rubric, campaign = across.lines, across.rubric, across.campaign
    results = [line.standing.result for line in lines]
    level = table_level(rubric, results)
    names = [unit_name(line.ranking.campaign, line.standing.result.unit) for line in lines]
    stages = [visible(campaign.stages[line.ranking.reached].name) for line in lines]
    columns: list[NamedColumn] = [
        rank_column(say(*terms.RANK), (line.rank for line in lines)),
        (Column(say(*terms.UNIT), wraps=True), names),
        (Column(say(*terms.BLOC), wraps=True), [visible(line.ranking.bloc.name) for line in lines]),
        *points_columns(results, rubric, level, shares=across.leaves_out),
        rank_column(say("Hạng trong khối", "Rank in bloc"), (line.standing.rank for line in lines)),
        *decision_columns([line.standing for line in lines], rubric),
        *missing_column(results),
    ]
    blocs = listed([visible(ranking.bloc.name) for ranking in across.rankings])
    count, number = len(lines), len(across.rankings)
    units = say(
        f"{count} đơn vị của {number} khối: {blocs}",
        f"{count} unit{'s' * (count != 1)} of {number} bloc{'s' * (number != 1)}: {blocs}",
    )
    return Table(
        subject=say(*terms.RUBRIC),
        title=visible(rubric.name),
        subtitle=(visible(campaign.campaign), period_name(campaign, across.period), units),
        warnings=provisional_lines(
            zip(names, results, stages, strict=True),
            [note for ranking in across.rankings for note in unvoted_notes(ranking)],
        ),
        columns=table_columns(columns),
        rows=table_rows(columns),
        notes=(
            *_own(across),
            *tie_notes(campaign, ((line.rank, line.standing.result) for line in lines if line.tied)),
            *(note for name, result in zip(names, results, strict=True) for note in left_out(name, result)),
            *level_notes(level),
            *_not_ranked_with(across, others),
        ),
        keys=3,
    )


def _own(across: Across) -> list[str]:
    """Say what stays the bloc's own."""
    notes = [
        say(
            "Kết quả được tính trong từng khối rồi mới xếp chung: xếp loại, hình thức khen thưởng và tỷ lệ khống chế "
            "vẫn theo từng khối.",
            "Results are computed inside each bloc, then ranked together: classes, awards and quotas are the bloc's.",
        )
    ]
    relative = [leaf.criterion.shown for leaf in across.rubric.leaves if leaf.criterion.kind.relative]
    if relative:
        own = ids(relative)
        notes.append(
            say(
                f"Tiêu chí so với đơn vị trong khối vẫn so trong khối: {own}",
                f"Criteria that compare units still compare them inside their bloc: {own}",
            )
        )
    if across.ties_left_to_blocs and any(line.tied for line in across.lines):
        notes.append(
            say(
                "Không dùng các căn cứ ưu tiên chỉ có ý nghĩa trong một khối (bốc thăm, quyết định, bỏ phiếu, hạng ở "
                "kỳ khác, mức điều chỉnh điểm).",
                "Steps that part ties inside one bloc only (lots, decisions, ballots, earlier ranks, corrections) are "
                "not used here.",
            )
        )
    return notes


def _not_ranked_with(across: Across, others: Sequence[Across]) -> Iterator[str]:
    """Say how this rubric differs from those of the other tables; where there are very many, from the first of them."""
    for other in islice((one for one in others if one is not across), _MOST_COMPARED):
        yield _difference(across, other)
    rest = len(others) - 1 - _MOST_COMPARED
    if rest > 0:
        yield say(
            f"Cũng không xếp chung với các khối dùng {rest} thang điểm khác.",
            f"Nor ranked with the blocs that use {rest} more rubric{'s' * (rest != 1)}.",
        )


def _difference(across: Across, other: Across) -> str:
    """Say how this rubric differs from that of another table."""
    here, there = across.rubric, other.rubric
    name, found = visible(there.name), difference(here, there)
    only_here, only_there, scored = (
        ids(_shown(identities, rubric))
        for identities, rubric in ((found.only_here, here), (found.only_there, there), (found.scored, here))
    )
    parts = [
        say(
            f"tổng {figure(here.total)} và {figure(there.total)}",
            f"totals {figure(here.total)} and {figure(there.total)}",
        )
    ]
    if found.only_here:
        parts.append(say(f"chỉ có trong thang điểm này: {only_here}", f"only here: {only_here}"))
    if found.only_there:
        parts.append(say(f"chỉ có trong thang điểm “{name}”: {only_there}", f"only there: {only_there}"))
    both = _shown([identity for identity, *_ in found.points], here)
    points = ids(
        [f"{shown} ({figure(own)}/{figure(its)})" for shown, (_, own, its) in zip(both, found.points, strict=True)]
    )
    if points:
        parts.append(say(f"khác điểm: {points}", f"different points: {points}"))
    if found.scored:
        parts.append(say(f"khác cách chấm: {scored}", f"scored differently: {scored}"))
    if found.settings:
        parts.append(say(f"khác ở khóa {ids(found.settings)}", f"other values of {ids(found.settings)}"))
    return say(
        f"Không xếp chung với các khối dùng thang điểm “{name}”, vì hai thang khác nhau: {'; '.join(parts)}",
        f"Not ranked with the blocs that use “{name}”, since the two differ: {'; '.join(parts)}",
    )


def _shown(identities: Sequence[str], rubric: Rubric) -> list[str]:
    """Return what people see for groups and criteria, by their ids."""
    nodes = (rubric.find(identity) for identity in identities)
    return [node.shown for node in nodes if node is not None]


def rollup_table(rollup: Rollup, campaign: Campaign, period: str) -> Table:
    """Return the roll-up: a row per bloc or group of units, and one for all of them."""
    lines = [*rollup.lines, rollup.whole]
    names = [visible(line.name) or say(*terms.NOT_STATED) for line in rollup.lines]
    columns = [
        (Column(visible(grouping_title(campaign, rollup.by)), wraps=True), [*names, say("Tất cả", "All")]),
        (figures(say("Đơn vị", "Units")), [str(line.units) for line in lines]),
        (figures(say("Được xếp hạng", "Ranked")), [str(line.ranked) for line in lines]),
        (figures(say("Chưa có phiếu", "No sheet")), [str(line.without_sheet) for line in lines]),
        (figures(say(*terms.AVERAGE_PERCENT)), _shares([line.average for line in lines], rollup)),
        (figures(say(*terms.LOWEST_PERCENT)), _shares([line.lowest for line in lines], rollup)),
        (figures(say(*terms.HIGHEST_PERCENT)), _shares([line.highest for line in lines], rollup)),
        *(
            (figures(visible(entry.name), detail=True), [str(line.classes.get(entry.name, 0)) for line in lines])
            for entry in rollup.classes
        ),
    ]
    if rollup.classes and rollup.whole.unclassified:
        unclassified = [str(line.unclassified) for line in lines]
        columns.append((figures(say("Chưa xếp loại", "No class"), detail=True), unclassified))
    return Table(
        subject=say(*terms.CAMPAIGN),
        title=visible(campaign.campaign),
        subtitle=(period_name(campaign, period),),
        warnings=_rollup_warnings(rollup),
        columns=table_columns(columns),
        rows=table_rows(columns, total=True),
        notes=_rollup_notes(rollup),
    )


def _shares(shares: Sequence[Fraction | None], rollup: Rollup) -> list[str]:
    bounds = [bound for rubric in rollup.rubrics for bound in class_bounds(rubric)]
    return percents([or_dash(share) for share in shares], bounds)


def _rollup_warnings(rollup: Rollup) -> tuple[str, ...]:
    if not rollup.whole.provisional:
        return ()
    names = [visible(name) for name in rollup.provisional_blocs]
    return (
        say(
            f"TẠM TÍNH, chưa phải kết quả cuối cùng: {listed(names)} còn thiếu (xem `qcdc rank`).",
            f"PROVISIONAL, not the final result: something is missing in {listed(names)} (see `qcdc rank`).",
        ),
    )


def _rollup_notes(rollup: Rollup) -> tuple[str, ...]:
    notes = [
        say(
            "Bình quân tính trên các đơn vị được xếp hạng: tỷ lệ điểm đạt ÷ điểm tối đa của từng đơn vị, tính chính "
            "xác, chỉ làm tròn khi hiện.",
            "Averages are over the ranked units: each unit's points ÷ what was attainable for it, computed exactly, "
            "rounded for showing.",
        )
    ]
    if rollup.parts_blocs:
        notes.append(
            say(
                "Một dòng có thể gồm đơn vị của nhiều khối: điểm, hạng, xếp loại vẫn tính trong từng khối; ở đây chỉ "
                "tổng hợp số đơn vị, tỷ lệ và xếp loại.",
                "A row may hold units of several blocs: points, ranks and classes are computed inside each bloc; only "
                "numbers of units, percentages and classes are summed up here.",
            )
        )
    if len(rollup.rubrics) > 1:
        names = listed([visible(rubric.name) for rubric in rollup.rubrics])
        notes.append(
            say(
                f"Các khối dùng thang điểm khác nhau ({names}), nên không so sánh trực tiếp các tỷ lệ.",
                f"The blocs use different rubrics ({names}), so that their percentages do not compare directly.",
            )
        )
    return tuple(notes)
