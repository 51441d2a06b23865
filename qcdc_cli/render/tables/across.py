"""The ranking across blocs that share a rubric, as a table and as JSON."""

from collections.abc import Sequence
from itertools import groupby

from qcdc_cli.language import say
from qcdc_cli.language.figures import figure
from qcdc_cli.render.words.cells import (
    NamedColumn,
    gaps,
    group_notes,
    left_out,
    missing_column,
    period_name,
    provisional,
    share_columns,
    top_columns,
    total_value,
)
from qcdc_cli.render.words.decision_notes import awards_text
from qcdc_cli.render.words.table import Column, Row, Table, class_text, figures, or_dash, padded, percents
from qcdc_cli.render.words.text import ids, listed, visible
from qcdc_cli.scoring.across import Across, Line, difference


def across_table(across: Across, others: Sequence[Across] = ()) -> Table:
    """Return the ranking across blocs: a row per unit with its bloc and its rank in that.

    Args:
        across: the ranking.
        others: the rankings of blocs with other rubrics, to say how the rubrics differ.
    """
    lines, rubric, campaign = across.lines, across.rubric, across.campaign
    results = [line.standing.result for line in lines]
    columns: list[NamedColumn] = [
        (figures(say("Hạng", "Rank")), [str(or_dash(line.rank)) for line in lines]),
        (Column(say("Đơn vị", "Unit"), wraps=True), [_name(line) for line in lines]),
        (Column(say("Khối", "Bloc"), wraps=True), [visible(line.ranking.bloc.name) for line in lines]),
        *top_columns(results, rubric),
        (figures(say("Tổng", "Total")), padded([total_value(result) for result in results])),
    ]
    if across.leaves_out:
        columns += share_columns(results, [rubric])
    columns.append(
        (figures(say("Hạng trong khối", "Rank in bloc")), [str(or_dash(line.standing.rank)) for line in lines])
    )
    if rubric.classification:
        columns.append(
            (Column(say("Xếp loại", "Class")), [visible(class_text(line.standing.classified)) for line in lines])
        )
    if any(line.standing.awards for line in lines):
        columns.append((Column(say("Khen", "Awards"), wraps=True), [awards_text(line.standing) for line in lines]))
    columns += missing_column(results)
    return Table(
        subject=say("Thang điểm", "Rubric"),
        title=visible(rubric.name),
        subtitle=(visible(campaign.campaign), period_name(campaign, across.period), _blocs(across)),
        warnings=_warnings(across),
        columns=tuple(column for column, _ in columns),
        rows=tuple(Row(cells) for cells in zip(*(cells for _, cells in columns), strict=True)),
        notes=(
            *_own(across),
            *_ties(across),
            *(note for line in lines for note in left_out(_name(line), line.standing.result)),
            *group_notes(rubric),
            *(note for other in others if other is not across for note in _differences(across, other)),
        ),
        keys=3,
    )


def _name(line: Line) -> str:
    return visible(line.ranking.campaign.unit_name(line.standing.result.unit))


def _blocs(across: Across) -> str:
    names = listed([visible(ranking.bloc.name) for ranking in across.rankings])
    units, number = len(across.lines), len(across.rankings)
    return say(
        f"{units} đơn vị của {number} khối: {names}",
        f"{units} unit{'s' * (units != 1)} of {number} bloc{'s' * (number != 1)}: {names}",
    )


def _warnings(across: Across) -> tuple[str, ...]:
    if not across.provisional:
        return ()
    stages = {ranking.bloc_id: visible(ranking.campaign.stages[ranking.reached].name) for ranking in across.rankings}
    lines = [
        gap for line in across.lines for gap in gaps(_name(line), line.standing.result, stages[line.ranking.bloc_id])
    ]
    return (provisional(), *lines)


def _own(across: Across) -> list[str]:
    """Say what stays the bloc's own."""
    notes = [
        say(
            "Kết quả được tính trong từng khối rồi mới xếp chung: xếp loại, hình thức khen thưởng và tỷ lệ khống chế "
            "vẫn theo từng khối.",
            "Results are computed inside each bloc, then ranked together: classes, awards and quotas are the bloc's.",
        )
    ]
    relative = [leaf.criterion.id for leaf in across.rubric.leaves if leaf.criterion.kind.relative]
    if relative:
        own = ids(relative)
        notes.append(
            say(
                f"Tiêu chí so với đơn vị trong khối vẫn so trong khối: {own}",
                f"Criteria that compare units still compare them inside their bloc: {own}",
            )
        )
    if across.parted_inside_only and any(line.tied for line in across.lines):
        notes.append(
            say(
                "Không dùng các căn cứ ưu tiên chỉ có ý nghĩa trong một khối (bốc thăm, hạng ở kỳ khác, mức điều "
                "chỉnh điểm).",
                "Steps that part ties inside one bloc only (lots, earlier ranks, corrections) are not used here.",
            )
        )
    return notes


def _ties(across: Across) -> list[str]:
    notes = []
    for rank, group in groupby((line for line in across.lines if line.tied), key=lambda line: line.rank):
        sharing = list(group)
        names = listed([_name(line) for line in sharing])
        first = sharing[0].standing.result
        if len({line.standing.result.points for line in sharing}) == 1 or first.share is None:
            equal = figure(first.points)
        else:
            equal = f"{percents([first.share])[0]}%"
        notes.append(say(f"Hạng {rank}: {names} bằng điểm ({equal})", f"Rank {rank}: {names} are tied ({equal})"))
    return notes


def _differences(across: Across, other: Across) -> list[str]:
    """Say how this rubric differs from that of another table."""
    here, there = across.rubric, other.rubric
    name, found = visible(there.name), difference(here, there)
    told = [
        say(
            f"tổng {figure(here.total)} và {figure(there.total)}",
            f"totals {figure(here.total)} and {figure(there.total)}",
        )
    ]
    if found.only_here:
        told.append(say(f"chỉ có trong thang điểm này: {ids(found.only_here)}", f"only here: {ids(found.only_here)}"))
    if found.only_there:
        told.append(
            say(f"chỉ có trong thang điểm “{name}”: {ids(found.only_there)}", f"only there: {ids(found.only_there)}")
        )
    points = ids([f"{identity} ({figure(own)}/{figure(its)})" for identity, own, its in found.points])
    if points:
        told.append(say(f"khác điểm: {points}", f"different points: {points}"))
    if found.scored:
        told.append(say(f"khác cách chấm: {ids(found.scored)}", f"scored differently: {ids(found.scored)}"))
    return [
        say(
            f"Không xếp chung với các khối dùng thang điểm “{name}”, vì hai thang khác nhau: {'; '.join(told)}",
            f"Not ranked with the blocs that use “{name}”, since the two differ: {'; '.join(told)}",
        )
    ]
