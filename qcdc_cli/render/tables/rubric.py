"""A rubric as a table to print and sign."""

from collections.abc import Iterator

from qcdc_cli.campaign.nodes import CriterionBase, Group, Node, is_extra
from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import figure
from qcdc_cli.render.tables.columns import (
    NamedColumn,
    table_columns,
    table_rows,
)
from qcdc_cli.render.words.names import listed
from qcdc_cli.render.words.rubric_settings import (
    above_total_text,
    evidence_text,
    ladder_text,
    missing_evidence_text,
    not_counted_text,
    rounding_text,
)
from qcdc_cli.render.words.rules import (
    award_rule,
    cap_rule,
    class_rule,
    criterion_rule,
    disqualifier_effect,
    group_rule,
    title_of,
)
from qcdc_cli.render.words.table import Column, Table, figures, padded
from qcdc_cli.render.words.visible import visible


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
        yield f"{say(*terms.ROUNDING)}: {rounding_text(rubric.rounding)}"
    for title, rule in (
        (say(*terms.NOT_APPLICABLE), rubric.not_applicable),
        (say(*terms.UNASSIGNED), rubric.unassigned),
    ):
        if rule is not None:
            yield f"{title}: {not_counted_text(rule)}"
    yield f"{say(*terms.MISSING_EVIDENCE)}: {missing_evidence_text(rubric.missing_evidence)}"
    if rubric.bonus is not None:
        yield above_total_text(above=rubric.bonus.above_total)
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
        steps = ladder_text(rubric.ties, rubric)
        yield say(f"Khi bằng điểm, xếp thứ tự theo: {steps}", f"Ties are broken by: {steps}")
    else:
        yield say("Bằng điểm thì xếp cùng hạng", "Equal totals share a rank")
    for award in rubric.awards:
        rule = award_rule(award, rubric, None)
        yield say(f"Hình thức khen thưởng “{visible(award.name)}”: {rule}", f"Award {visible(award.name)}: {rule}")
