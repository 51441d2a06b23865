"""The worksheet of the rubric: groups and criteria with their points, how each is scored, and its evidence."""

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.campaign.nodes import Claim, CriterionBase, Group, is_extra
from qcdc_cli.language import say, terms
from qcdc_cli.render.words.method import NOT_COUNTED
from qcdc_cli.render.words.names import period_name
from qcdc_cli.render.words.points_cells import most_cell, rubric_lines
from qcdc_cli.render.words.rules import cap_rule, counted_times, full_text, group_rule, held_in, times_text, title_of
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.workbook.canvas import Canvas, Cell
from qcdc_cli.workbook.looks import BODY, GROUP, HEADER, TOTAL, Looks, centred
from qcdc_cli.workbook.pages import PORTRAIT_UNITS, one_page_wide, repeated

_WIDTHS = (8.5, 25.0, 7.5, 26.0)


def write_rubric(sheet: Worksheet, looks: Looks, ranking: Ranking) -> None:
    """Write the rubric.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        ranking: a ranking by it.
    """
    rubric = ranking.rubric
    widths = [*_WIDTHS, round(PORTRAIT_UNITS - sum(_WIDTHS), 2)]
    canvas = Canvas(sheet, looks, widths)
    version = say(f", phiên bản {rubric.version}", f", version {rubric.version}") if rubric.version else ""
    canvas.title(say("THANG ĐIỂM", "RUBRIC"), about=f"{rubric.name}\n({rubric.rubric}{version})")
    header = _rules(canvas, ranking)
    one_page_wide(canvas, header, landscape=False)


def _rules(canvas: Canvas, ranking: Ranking) -> float:
    """List how each criterion is scored; return the height of the header row."""
    headers = (
        say(*terms.ID),
        say(*terms.GROUP_OR_CRITERION),
        say(*terms.MAX),
        say(*terms.HOW_SCORED),
        say(*terms.EVIDENCE),
    )
    row = canvas.line(*(Cell(text, HEADER) for text in headers))
    canvas.sheet.freeze_panes(row, 0)
    header = repeated(canvas, row, row)
    rubric = ranking.rubric
    held = {leaf.criterion.id: held_in(leaf, ranking.campaign) for leaf in rubric.leaves}
    for line in rubric_lines(rubric):
        node, look = line.node, GROUP if line.is_group else BODY
        rules = [*_rules_of(node)]
        if node.periods and node.id in held:
            names = ", ".join(period_name(ranking.campaign, period) for period in held[node.id])
            none = say("không có trong đợt này", "none of this campaign")
            rules.append(say("Chỉ áp dụng trong kỳ: ", "Holds only in: ") + (names or none))
        rule = "\n".join(rules)
        cells = (Cell(title_of(node), look), Cell(node.name, look), most_cell(node, look))
        small = look._replace(size=10)
        canvas.line(*cells, Cell(rule, small), Cell(_evidence(node), small))
    total = Cell(say(*terms.TOTAL_POINTS), TOTAL, 2)
    canvas.line(total, Cell(rubric.total, centred(TOTAL)), Cell(None, TOTAL), Cell(None, TOTAL))
    return header


def _rules_of(node: Group | CriterionBase) -> Iterator[str]:
    """Yield how a criterion is scored or a group takes its parts, its weight, and its own rule for what is no mark."""
    if isinstance(node, CriterionBase):
        yield node.rule
        if node.not_applicable is not None:
            own = node.not_applicable
            counts = NOT_COUNTED[own.count if isinstance(own, Claim) else own]
            yield f"{say(*terms.NOT_APPLICABLE)}: {counts}"
        if node.unassigned is not None:
            yield f"{say(*terms.UNASSIGNED)}: {NOT_COUNTED[node.unassigned]}"
    else:
        rule = group_rule(node)
        if is_extra(node):
            rule = (
                full_text(node)
                if node.fixed_cap is not None
                else "; ".join(filter(None, (full_text(node), cap_rule(node))))
            )
        if rule:
            yield rule[:1].upper() + rule[1:]
    if times_text(node):
        yield counted_times(node)


def _evidence(node: Group | CriterionBase) -> str:
    """Name the documents that prove a criterion, or say whether any are wanted."""
    if not isinstance(node, CriterionBase) or node.evidence is None:
        return ""
    if node.documents:
        return "\n".join(f"– {name}" for name in node.documents)
    return say("Bắt buộc", "Required") if node.evidence_required else say("Không bắt buộc", "Optional")
