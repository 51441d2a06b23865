"""Blocs summed up by bloc, district or province, as a table and as JSON."""

from collections.abc import Sequence
from fractions import Fraction

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.language import say, terms
from qcdc_cli.render.tables.columns import (
    table_columns,
    table_rows,
)
from qcdc_cli.render.words.names import listed, period_name
from qcdc_cli.render.words.table import Column, Table, figures, or_dash, percents
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import class_bounds
from qcdc_cli.scoring.rollup import Rollup

_TITLES = {
    "bloc": terms.BLOC,
    "district": terms.DISTRICT,
    "province": terms.PROVINCE,
}


def rollup_table(rollup: Rollup, campaign: Campaign, period: str) -> Table:
    """Return the roll-up: a row per bloc, district or province, and one for all of them."""
    lines = [*rollup.lines, rollup.whole]
    names = [visible(line.name) or say(*terms.NOT_STATED) for line in rollup.lines]
    columns = [
        (Column(str(_TITLES[rollup.by]), wraps=True), [*names, say("Tất cả", "All")]),
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
        warnings=_warnings(rollup),
        columns=table_columns(columns),
        rows=table_rows(columns, total=True),
        notes=_notes(rollup),
    )


def _shares(shares: Sequence[Fraction | None], rollup: Rollup) -> list[str]:
    bounds = [bound for rubric in rollup.rubrics for bound in class_bounds(rubric)]
    return percents([or_dash(share) for share in shares], bounds)


def _warnings(rollup: Rollup) -> tuple[str, ...]:
    if not rollup.whole.provisional:
        return ()
    names = [visible(line.name) or say(*terms.NOT_STATED) for line in rollup.lines if line.provisional]
    return (
        say(
            f"TẠM TÍNH, chưa phải kết quả cuối cùng: {listed(names)} còn thiếu (xem `qcdc rank`).",
            f"PROVISIONAL, not the final result: something is missing in {listed(names)} (see `qcdc rank`).",
        ),
    )


def _notes(rollup: Rollup) -> tuple[str, ...]:
    notes = [
        say(
            "Bình quân tính trên các đơn vị được xếp hạng: tỷ lệ điểm đạt ÷ điểm tối đa của từng đơn vị, tính chính "
            "xác, chỉ làm tròn khi hiện.",
            "Averages are over the ranked units: each unit's points ÷ what was attainable for it, computed exactly, "
            "rounded for showing.",
        )
    ]
    if len(rollup.rubrics) > 1:
        names = listed([visible(rubric.name) for rubric in rollup.rubrics])
        notes.append(
            say(
                f"Các khối dùng thang điểm khác nhau ({names}), nên không so sánh trực tiếp các tỷ lệ.",
                f"The blocs use different rubrics ({names}), so that their percentages do not compare directly.",
            )
        )
    return tuple(notes)
