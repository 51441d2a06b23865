"""A rubric as a table to print and sign, and what a bloc's sheets say about it."""

from collections.abc import Iterator
from fractions import Fraction

from qcdc_cli.campaign.nodes import Claim, CriterionBase, Group, Node, is_extra
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.figures import figure, round_half_away
from qcdc_cli.render.tables.columns import (
    NamedColumn,
    table_columns,
    table_rows,
)
from qcdc_cli.render.words.cells import shown_decimals
from qcdc_cli.render.words.names import ids, listed, period_name
from qcdc_cli.render.words.rules import (
    award_rule,
    cap_rule,
    class_rule,
    criterion_rule,
    disqualifier_effect,
    group_rule,
    ladder_step,
    title_of,
)
from qcdc_cli.render.words.table import NOTHING, Column, Table, figures, or_dash, padded, percents
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.statistics import CriterionStatistics, PartStatistics, Statistics

_NOT_COUNTED = {
    "exclude": Text("không tính tiêu chí vào điểm đạt và điểm tối đa", "left out of the total and of the maximum"),
    "full": Text("tính điểm tối đa", "full points"),
    "zero": Text("tính 0 điểm, điểm tối đa giữ nguyên", "0 points, the scale stays"),
}
_EVIDENCE = {
    "warn": Text("chỉ cảnh báo, không trừ điểm", "a warning, no points are taken"),
    "zero": Text("tiêu chí được 0 điểm", "the criterion gives 0"),
    "ignore": Text("không xét", "not looked at"),
}
_ROUNDED_AT = {
    "criterion": Text("từng tiêu chí", "each criterion"),
    "group": Text("từng mục", "each group"),
    "total": Text("tổng điểm", "the total"),
}
_PARTING = 5  # criteria that are named as parting the units most


def nodes_of(parts: tuple[Node, ...], level: int = 0) -> Iterator[tuple[int, Node]]:
    """Yield all groups and criteria among parts of a rubric in its order, each with its depth."""
    for node in parts:
        yield level, node
        if isinstance(node, Group):
            yield from nodes_of(node.criteria, level + 1)


def rubric_table(rubric: Rubric) -> Table:
    """Return the whole scale: a row per group and criterion, and below it all that decides besides points."""
    nodes = list(nodes_of(rubric.parts))
    columns: list[NamedColumn] = [
        (Column(say(*terms.ID)), [*(title_of(node) for _, node in nodes), ""]),
        (
            Column(say(*terms.CONTENT), wraps=True),
            [*(visible(node.name) for _, node in nodes), say(*terms.TOTAL)],
        ),
        (figures(say(*terms.POINTS)), padded([*(node.points for _, node in nodes), rubric.total])),
    ]
    if any(node.times != 1 for _, node in nodes):
        weights = ["" if node.times == 1 else f"× {figure(node.times)}" for _, node in nodes]
        columns.append((figures(say(*terms.WEIGHT)), [*weights, ""]))
    for title, texts in (
        (say(*terms.HOW_SCORED), [how_scored(node) for _, node in nodes]),
        (say(*terms.EVIDENCE), [evidence_text(node) for _, node in nodes]),
        (say(*terms.BASIS), [visible(node.basis or "") for _, node in nodes]),
        (say(*terms.GUIDE), [visible(node.guide or "") for _, node in nodes]),
    ):
        if any(texts):
            columns.append((Column(title, wraps=True, detail=title != say(*terms.HOW_SCORED)), [*texts, ""]))
    return Table(
        subject=say(*terms.RUBRIC),
        title=visible(rubric.name),
        subtitle=tuple(_subtitle(rubric)),
        warnings=(),
        columns=table_columns(columns),
        rows=table_rows(columns, [(level, isinstance(node, Group)) for level, node in nodes], total=True),
        notes=tuple(_notes(rubric)),
    )


def how_scored(node: Node) -> str:
    """Say how a criterion is scored, or how a group takes its parts, and in which periods only."""
    if isinstance(node, CriterionBase):
        texts = [criterion_rule(node)]
    elif isinstance(node, Group) and is_extra(node):
        rule = cap_rule(node)
        texts = [f"{rule[:1].upper()}{rule[1:]}."] if rule else []
    else:
        rule = group_rule(node) if isinstance(node, Group) else ""
        texts = [f"{rule[:1].upper()}{rule[1:]}."] if rule else []
    if node.periods:
        names = listed([visible(period) for period in node.periods])
        texts.append(say(f"Chỉ áp dụng trong kỳ: {names}.", f"Only in: {names}."))
    if node.from_ is not None:
        texts.append(
            say(f"Chỉ chấm từ bước có mã `{node.from_}`.", f"Marked from the stage {node.from_} on, not before.")
        )
    return " ".join(texts)


def evidence_text(node: Node) -> str:
    """Say what proves a criterion: the documents, or whether any is wanted."""
    if not isinstance(node, CriterionBase) or node.evidence is None:
        return ""
    if node.documents:
        return visible("; ".join(node.documents))
    return say("bắt buộc", "required") if node.evidence == "required" else say("không bắt buộc", "optional")


def _subtitle(rubric: Rubric) -> Iterator[str]:
    identity = rubric.rubric
    version = visible(rubric.version or "")
    yield say(f"Mã {identity}", f"Id {identity}") + (
        say(f", phiên bản {version}", f", version {version}") if version else ""
    )
    if rubric.based_on:
        base = visible(rubric.based_on)
        yield say(f"Dựa trên: {base}", f"Extends: {base}")
    if rubric.note:
        yield visible(rubric.note)


def _notes(rubric: Rubric) -> Iterator[str]:
    if rubric.rounding is not None:
        where, decimals = _ROUNDED_AT[rubric.rounding.at], rubric.rounding.decimals
        yield say(
            f"Làm tròn: {where}, {decimals} chữ số thập phân, từ 5 trở lên làm tròn lên, số âm theo trị tuyệt đối",
            f"Rounding: {where}, to {decimals} decimals, half away from zero",
        )
    for title, rule in (
        (say(*terms.NOT_APPLICABLE), rubric.not_applicable),
        (say(*terms.UNASSIGNED), rubric.unassigned),
    ):
        if rule is not None:
            texts = str(_NOT_COUNTED[rule.count if isinstance(rule, Claim) else rule])
            if isinstance(rule, Claim):
                texts += say(
                    f" (chỉ được ghi từ bước có mã `{rule.claim}`)", f" (claimed from the stage {rule.claim} on)"
                )
            yield f"{title}: {texts}"
    yield f"{say(*terms.MISSING_EVIDENCE)}: {_EVIDENCE[rubric.missing_evidence]}"
    if rubric.bonus is not None:
        yield (
            say("Điểm thưởng được làm tổng điểm vượt điểm tối đa", "Bonus may lift a total above the full scale")
            if rubric.bonus.above_total
            else say(
                "Điểm thưởng không được làm tổng điểm vượt điểm tối đa", "No bonus lifts a total above the full scale"
            )
        )
    yield from _deciding(rubric)
    yield from (say(f"Căn cứ: {visible(basis)}", f"Basis: {visible(basis)}") for basis in rubric.basis)


def _deciding(rubric: Rubric) -> Iterator[str]:
    for entry in rubric.classification:
        texts = class_rule(entry, rubric, None)
        yield say(f"Xếp loại {visible(entry.name)}: {texts}", f"Class {visible(entry.name)}: {texts}")
    if rubric.classify_up_to is not None:
        most = figure(rubric.classify_up_to)
        yield say(f"Khi xếp loại, tổng điểm được tính tối đa {most}", f"For its class, at most {most} of a total count")
    for disqualifier in rubric.disqualifiers.values():
        effect = disqualifier_effect(disqualifier, rubric)
        yield f"{visible(disqualifier.name)}: {effect}"
    if rubric.ties:
        steps = say(", tiếp theo là ", ", then ").join(ladder_step(step, rubric) for step in rubric.ties)
        yield say(f"Khi bằng điểm, xếp thứ tự theo: {steps}", f"Ties are broken by: {steps}")
    else:
        yield say("Bằng điểm thì xếp cùng hạng", "Equal totals share a rank")
    for award in rubric.awards:
        rule = award_rule(award, rubric, None)
        yield say(f"Hình thức khen thưởng “{visible(award.name)}”: {rule}", f"Award {visible(award.name)}: {rule}")


def statistics_tables(found: Statistics) -> list[Table]:
    """Return how the units did criterion by criterion, and how much each top group decides."""
    return [_criteria_table(found), _parts_table(found)] if found.counted else [_criteria_table(found)]


def groups_table(found: Statistics) -> Table:
    """Return how the units did group by group: average points, and the average share of what was attainable."""
    parts = found.parts
    nodes = {node.id: node for node in found.ranking.rubric.parts}
    titles = [(title_of(nodes[part.id]), _part_name(part)) if part.id else ("", _part_name(part)) for part in parts]
    full = [nodes[part.id].points * nodes[part.id].times if part.id else NOTHING for part in parts]
    decimals = shown_decimals(found.ranking.rubric)
    averages = [
        round_half_away(one, decimals) for one in (*(part.average for part in parts), found.average or Fraction(0))
    ]
    columns: list[NamedColumn] = [
        (Column(say("Mục", "Group")), [*(title for title, _ in titles), ""]),
        (Column(say(*terms.CONTENT), wraps=True), [*(name for _, name in titles), say(*terms.TOTAL)]),
        (figures(say(*terms.MAX)), padded([*full, found.ranking.rubric.total])),
        (
            figures(say("Điểm bình quân", "Average points")),
            padded(averages),
        ),
        (figures(say("Tỷ lệ đạt bình quân (%)", "Average share %")), [*_shares([one.reached for one in parts]), ""]),
    ]
    return Table(
        subject=say(*terms.BLOC),
        title=visible(found.ranking.bloc.name),
        subtitle=(),
        warnings=(),
        columns=table_columns(columns),
        rows=table_rows(columns, total=True),
        notes=(
            say(
                f"Tính trên {found.counted} đơn vị được xếp hạng; tỷ lệ đạt là điểm đạt ÷ điểm tối đa của từng đơn vị; "
                "số bình quân đã làm tròn.",
                f"Over the {found.counted} ranked units; shares are points ÷ what was attainable; averages "
                "are rounded.",
            ),
        ),
        keys=2,
    )


def _part_name(part: PartStatistics) -> str:
    return visible(part.name) if part.id else say("Điểm thưởng bị cắt và làm tròn", "Bonus cut and rounding")


def _criteria_table(found: Statistics) -> Table:
    ranking, criteria, units = found.ranking, found.criteria, len(found.ranking.standings)
    decimals = shown_decimals(ranking.rubric)
    columns: list[NamedColumn] = [
        (Column(say(*terms.ID)), [one.criterion.shown for one in criteria]),
        (Column(say(*terms.CRITERION), wraps=True), [visible(one.criterion.name) for one in criteria]),
        (figures(say(*terms.MAXIMUM)), padded([one.criterion.points for one in criteria])),
        (figures(say("Đã chấm", "Marked")), [f"{one.marked}/{found.counted}" for one in criteria]),
        (figures(say(*terms.LOWEST_PERCENT)), _shares([one.lowest for one in criteria])),
        (figures(say(*terms.AVERAGE_PERCENT)), _shares([one.average for one in criteria])),
        (figures(say(*terms.HIGHEST_PERCENT)), _shares([one.highest for one in criteria])),
        (
            figures(say("Chênh lệch điểm", "Spread in points")),
            padded([or_dash(one.spread) for one in criteria], fraction_decimals=decimals),
        ),
        (Column(say("Nhận xét", "Remark"), wraps=True), [_remark(one) for one in criteria]),
    ]
    notes = [
        say(
            "Tỷ lệ là điểm đạt ÷ điểm tối đa của tiêu chí, của các đơn vị được xếp hạng và đã có điểm.",
            "Shares are points ÷ the criterion's maximum, of the ranked units that have a mark.",
        )
    ]
    parting = found.widest_spread(_PARTING)
    if parting:
        texts = ", ".join(f"{one.criterion.shown} ({figure(one.spread)})" for one in parting if one.spread is not None)
        notes.append(
            say(
                f"Tiêu chí có chênh lệch điểm giữa các đơn vị lớn nhất: {texts}",
                f"Largest differences between units: {texts}",
            )
        )
    for title, chosen in (
        (say("Tất cả đơn vị đạt điểm tối đa", "All units have the maximum"), [one for one in criteria if one.all_full]),
        (say("Không đơn vị nào có điểm", "Nobody has any points"), [one for one in criteria if one.all_none]),
    ):
        if chosen:
            notes.append(f"{title}: {ids([one.criterion.shown for one in chosen])}")
    return Table(
        subject=say(*terms.BLOC),
        title=visible(ranking.bloc.name),
        subtitle=(
            visible(ranking.campaign.campaign),
            period_name(ranking.campaign, ranking.period),
            visible(ranking.rubric.name),
            say(f"{found.counted}/{units} đơn vị được xếp hạng", f"{found.counted} of {units} units are ranked"),
        ),
        warnings=_warnings(found),
        columns=table_columns(columns),
        rows=table_rows(columns),
        notes=tuple(notes),
        keys=2,
    )


def _shares(shares: list[Fraction | None]) -> list[str]:
    return percents([or_dash(share) for share in shares])


def _remark(one: CriterionStatistics) -> str:
    if one.all_full and not one.extra:
        return say("tất cả đơn vị đạt điểm tối đa", "everyone has the maximum")
    if one.all_none:
        return say("không đơn vị nào có điểm", "no unit has any points")
    return "" if one.marked else say("chưa đơn vị nào được chấm", "no unit is marked")


def _warnings(found: Statistics) -> tuple[str, ...]:
    if not found.counted:
        return (say("Chưa có đơn vị nào được xếp hạng.", "No unit is ranked yet."),)
    if found.ranking.provisional:
        return (say("TẠM TÍNH: điểm còn thiếu.", "PROVISIONAL: marks are missing."),)
    return ()


def _parts_table(found: Statistics) -> Table:
    parts = found.parts
    names = list(map(_part_name, parts))
    nodes = {node.id: title_of(node) for node in found.ranking.rubric.parts}
    decides = _shares([part.decides for part in parts])
    whole = (
        percents([sum((part.decides or Fraction(0) for part in parts), Fraction(0))])[0] if found.variance else NOTHING
    )
    columns: list[NamedColumn] = [
        (Column(say(*terms.ID)), [*(nodes.get(part.id, "") for part in parts), ""]),
        (Column(say("Mục", "Group"), wraps=True), [*names, say(*terms.TOTAL)]),
        (
            figures(say("Điểm bình quân", "Average points")),
            padded(
                [*(part.average for part in parts), found.average or Fraction(0)],
                fraction_decimals=shown_decimals(found.ranking.rubric),
            ),
        ),
        (figures(say("Mức ảnh hưởng đến xếp hạng (%)", "Decides the ranking %")), [*decides, whole]),
    ]
    notes = (
        say(
            "Mức ảnh hưởng: mục góp bao nhiêu phần trăm vào chênh lệch tổng điểm giữa các đơn vị; cộng các mục là "
            "100%. Số âm: các đơn vị xếp hạng thấp lại có điểm cao ở mục này.",
            "Decides the ranking: the covariance of the group's points with the total ÷ the variance of the total; "
            "together 100%. Below 0: those ranked low do well in this group.",
        )
        if found.variance
        else say(
            "Các đơn vị được xếp hạng đều bằng tổng điểm nên không mục nào ảnh hưởng đến xếp hạng.",
            "All ranked units have equal totals, so that no group decides the ranking.",
        ),
    )
    return Table(
        subject=say(*terms.BLOC),
        title=visible(found.ranking.bloc.name),
        subtitle=(say("Mức ảnh hưởng của từng mục đến xếp hạng", "Which groups decide the ranking"),),
        warnings=(),
        columns=table_columns(columns),
        rows=table_rows(columns, total=True),
        notes=notes,
        keys=2,
    )
