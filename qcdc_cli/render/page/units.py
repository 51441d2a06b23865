"""What the page says of a unit: its place, every criterion with its marks by stage, reasons, evidence, appeals."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from qcdc_cli.campaign.evidence_kinds import KINDS, suffix_of
from qcdc_cli.campaign.marks import MarkedAppeal, reading_in_words
from qcdc_cli.campaign.nodes import CriterionBase, Group, is_extra, takes_off
from qcdc_cli.campaign.sheet import SECTIONS, EvidenceItem
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import Exact, day, figure
from qcdc_cli.render.page.cells import PageCell, exact_text
from qcdc_cli.render.page.figures import CLASS, MAX, RANK, TOTAL, figure_key
from qcdc_cli.render.words.cells import parts_with_groups, shown_decimals, total_value
from qcdc_cli.render.words.explained_criterion import decision_text
from qcdc_cli.render.words.points_cells import PointsValue, name_with_rule, points_value, value_of
from qcdc_cli.render.words.rank_changes import RANK_CHANGE, rank_change
from qcdc_cli.render.words.remarks import (
    decisions,
    document_text,
    no_evidence,
    reasons,
    remark_text,
    stage_mark,
    unit_remarks,
)
from qcdc_cli.render.words.rules import title_of
from qcdc_cli.render.words.table import NOTHING, class_text, padded
from qcdc_cli.render.words.unit_notes import agreement_lines, awards_text
from qcdc_cli.scoring.result import CriterionResult, Ranking, Standing, UnitScores


class CriterionRow(NamedTuple):
    """A row of a unit's table.

    Attributes:
        id: what the group or criterion is shown as; "" for the lists of bonus and of penalties.
        name: its name.
        rule: of a group how it takes its parts, and how often a part counts; "" for nothing special.
        level: how deep it stands in the rubric, from 0.
        is_group: whether it is a group.
        stages: what each stage marked, and what that gives.
        counted: the points that count.
        most: the most points that it gives.
        reasons: why marks were changed, or nothing is marked.
        evidence: the documents.
        lacking: says that evidence is missing; "" where it is not.
        appeals: the appeals against its marks, each with what was decided on it.
    """

    id: str
    name: str
    rule: str
    level: int
    is_group: bool
    stages: tuple[PageCell, ...]
    counted: PageCell
    most: PageCell
    reasons: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    lacking: str = ""
    appeals: tuple[str, ...] = ()

    @property
    def has_notes(self) -> bool:
        """Whether anything stands beside its points."""
        return bool(self.reasons or self.evidence or self.lacking or self.appeals)


class UnitSection(NamedTuple):
    """The section on a unit.

    Attributes:
        id: the unit's id.
        name: its name.
        rank: its rank; a dash without one.
        ranked: how many units have a rank.
        points: its total.
        maximum: what was attainable for it.
        share: its share in percent.
        facts: what is said of its place besides, each with its label.
        classified: its class; None where the rubric has no classes.
        remarks: the remarks on it, a sentence each.
        stages: the names of the stages that have columns.
        rows: its groups and criteria.
        totals: its total as of each stage.
        notes: what it says besides its marks, by the title of each section.
    """

    id: str
    name: str
    rank: PageCell
    ranked: int
    points: PageCell
    maximum: PageCell
    share: PageCell
    classified: PageCell | None
    facts: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    stages: tuple[str, ...]
    rows: tuple[CriterionRow, ...]
    totals: tuple[PageCell, ...]
    notes: tuple[tuple[str, tuple[str, ...]], ...]


def unit_section(
    ranking: Ranking,
    standing: Standing,
    scores: UnitScores,
    stages: Mapping[int, str],
    *,
    share: PageCell,
    public: bool,
) -> UnitSection:
    """Return what the page says of a unit.

    Args:
        ranking: the ranking of its bloc.
        standing: its line in that.
        scores: what it gets as of each stage.
        stages: the names of the stages that have columns, by their numbers.
        share: its share, as the ranking shows it.
        public: whether notes, the files of evidence, and appeals that are not decided are left out.
    """
    counted, campaign = scores.counted, ranking.campaign

    def key(which: str) -> str:
        return figure_key(ranking.bloc_id, counted.unit, which)

    totals = [total_value(scores.by_stage[stage]) if stage < len(scores.by_stage) else NOTHING for stage in stages]
    total = total_value(counted)
    shown = padded([*totals, total], fraction_decimals=shown_decimals(scores.rubric))
    last = campaign.stages[ranking.reached].name
    agreed = agreement_lines(counted, campaign, ranking.stage)
    remarks = [*unit_remarks(ranking, standing, last, public=public), *decisions(ranking, standing), *agreed]
    rank = NOTHING if standing.rank is None else str(standing.rank)
    return UnitSection(
        id=counted.unit,
        name=scores.name,
        rank=PageCell(rank, exact_text(standing.rank), key(RANK)),
        ranked=ranking.ranked,
        points=PageCell(shown[-1], exact_text(total), key(TOTAL)),
        maximum=PageCell(figure(counted.maximum), exact_text(counted.maximum), key(MAX)),
        share=share,
        classified=PageCell(class_text(standing.classified), key=key(CLASS)) if ranking.rubric.classification else None,
        facts=tuple(_facts(ranking, standing, public=public)),
        remarks=tuple(remarks),
        stages=tuple(stages.values()),
        rows=tuple(_rows(ranking, scores, stages, public=public)),
        totals=tuple(PageCell(text, exact_text(value)) for text, value in zip(shown, [*totals, total], strict=True)),
        notes=() if public else tuple(_notes(scores)),
    )


def _facts(ranking: Ranking, standing: Standing, *, public: bool) -> Iterator[tuple[str, str]]:
    """Yield what is said of a unit's place besides rank, points and class."""
    if standing.awards:
        yield say(*terms.AWARDS), awards_text(standing)
    if ranking.before is not None:
        yield str(RANK_CHANGE), rank_change(ranking, standing)
    result = standing.result
    unvoted = any(result.unit in one.units for one in ranking.unvoted)
    if unvoted or (result.lacks_marks if public else result.provisional):
        yield say(*terms.STATUS), say("Tạm tính", "Provisional")


def _rows(ranking: Ranking, scores: UnitScores, stages: Mapping[int, str], *, public: bool) -> Iterator[CriterionRow]:
    """Yield the rows of groups and criteria; the figures of all columns have equal decimals."""
    nodes = parts_with_groups(scores.counted.parts)
    by_stage = [_column(scores, stage, len(nodes)) for stage in stages]
    counted = [points_value(part, scores.counted) for _, part in nodes]
    columns: list[Sequence[Exact | str]] = [*by_stage, list(map(_figure, counted))]
    texts = padded([value for column in columns for value in column], fraction_decimals=shown_decimals(scores.rubric))
    of_column = [texts[first : first + len(nodes)] for first in range(0, len(texts), len(nodes) or 1)]
    for number, (level, part) in enumerate(nodes):
        node: Group | CriterionBase = part.node
        result = part if isinstance(part, CriterionResult) else None
        marks = [
            _stage_cell(result, stage, texts[number], values[number])
            for stage, texts, values in zip(stages, of_column, by_stage, strict=False)
        ]
        own = counted[number]
        word = f"{own.word}: " if own.word else ""
        most = figure(node.points)
        name, _, rule = name_with_rule(node).partition("\n")
        row = CriterionRow(
            id="" if is_extra(node) else title_of(node),  # whose names say it
            name=name,
            rule=rule,
            level=level,
            is_group=result is None,
            stages=tuple(_each_once(marks)),
            counted=PageCell(
                f"{word}{of_column[-1][number]}",
                exact_text(_figure(own)),
                figure_key(ranking.bloc_id, scores.counted.unit, node),
            ),
            most=PageCell(f"{say(*terms.OFF)} {most}" if takes_off(node) else most, exact_text(node.points)),
        )
        yield row if result is None else _with_notes(row, result, ranking, stages, public=public)


def _column(scores: UnitScores, stage: int, number: int) -> list[Exact | str]:
    """Return what a column shows as of a stage, line by line."""
    if stage >= len(scores.by_stage):
        return [NOTHING] * number
    result = scores.by_stage[stage]
    return [value_of(part, result) for _, part in parts_with_groups(result.parts)]


def _figure(shown: PointsValue) -> Exact | str:
    """Return the points of a cell; a dash for none."""
    return NOTHING if shown.value is None or isinstance(shown.value, int) else shown.value


def _stage_cell(result: CriterionResult | None, stage: int, text: str, value: Exact | str) -> PageCell:
    """Return what a stage marked in words, where that is not the points themselves, and what it gives."""
    if result is None:
        return PageCell(text, exact_text(value))
    mark, own = stage_mark(result, stage)
    if not own:
        return PageCell(text, exact_text(value), earlier=True)
    said = "" if isinstance(value, str) or mark in (text, figure(value)) else mark
    return PageCell(text, exact_text(value), beside=said)


def _each_once(marks: Sequence[PageCell]) -> Iterator[PageCell]:
    """Yield the stages' marks; words that are those of the stage before are not said again."""
    said = ""
    for mark in marks:
        yield mark._replace(beside="") if mark.beside == said else mark
        said = mark.beside or said


def _with_notes(
    row: CriterionRow, result: CriterionResult, ranking: Ranking, stages: Mapping[int, str], *, public: bool
) -> CriterionRow:
    """Return a criterion's row with what is said besides its points."""
    marked = result.marked
    told = reasons(marked, stages, ranking.campaign)
    appeals = [
        _appeal(one, result, ranking)
        for one in marked.appeals
        if one.stage <= ranking.stage and not (public and one.decision is None)
    ]
    return row._replace(
        reasons=tuple(told.split("\n")) if told else (),
        evidence=tuple(_document(item, public=public) for item in marked.evidence),
        lacking=no_evidence() if result.lacks_evidence else "",
        appeals=tuple(appeals),
    )


def _document(item: str | EvidenceItem, *, public: bool) -> str:
    """Name a document; for the public, one that is only the name of a file is not named."""
    text = document_text(item, public=public)
    name = item if isinstance(item, str) else item.name
    if public and suffix_of(name) in KINDS:
        return say("Một tệp minh chứng", "An evidence file")
    return text


def _appeal(appeal: MarkedAppeal, result: CriterionResult, ranking: Ranking) -> str:
    """Say what an appeal brings forward, what it wants, and what was decided on it."""
    stage, on = ranking.campaign.stages[appeal.stage].name, day(appeal.appeal.date)
    text = say(
        f"Giải trình về điểm bước “{stage}”, ngày {on}: {appeal.appeal.text}",
        f"Appeal against the stage “{stage}” on {on}: {appeal.appeal.text}",
    )
    if appeal.wanted is not None:
        wanted = reading_in_words(appeal.wanted, result.criterion)
        text += say(f" (đề nghị: {wanted})", f" (wanted: {wanted})")
    return text + say(" – Kết quả: ", " – Outcome: ") + decision_text(appeal)


def _notes(scores: UnitScores) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what a unit says besides its marks."""
    sheet = scores.counted.sheet
    for section, title in SECTIONS.items() if sheet is not None else ():
        remarks = getattr(sheet.notes, section) if sheet is not None else ()
        if remarks:
            yield str(title), tuple(remark_text(remark, scores.rubric) for remark in remarks)
