"""The worksheet that says how the figures were computed: by which scale, rounding, order and classes."""

from collections.abc import Iterator
from dataclasses import replace

from xlsxwriter.worksheet import Worksheet

from qcdc_cli import __version__
from qcdc_cli.campaign.rubric import Claim, CriterionBase, Group, Rubric, is_extra
from qcdc_cli.language import Text, say
from qcdc_cli.render.cells import period_name
from qcdc_cli.render.rules import counted_times, full_text, group_rule, held_in, times_text, title_of
from qcdc_cli.render.workbook.method_decisions import decisions, ladder
from qcdc_cli.render.workbook.remarks import period_line, provisional_notice
from qcdc_cli.render.workbook.shown import rubric_lines
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.workbook.canvas import Canvas, Cell
from qcdc_cli.workbook.looks import BODY, GROUP, HEADER, TITLE, TOTAL, Looks, centred
from qcdc_cli.workbook.pages import PORTRAIT_UNITS, one_page_wide, repeated

_WIDTHS = (9.0, 14.0, 18.0, 8.0)
_LABEL, _NAME = 2, 2  # columns that a label covers; columns that a criterion's name covers

_NOT_COUNTED = {
    "exclude": Text(
        "Bỏ điểm của tiêu chí khỏi thang điểm của đơn vị",
        "The criterion's points leave the unit's scale, on both sides",
    ),
    "full": Text("Tính đủ điểm", "Full points"),
    "zero": Text("Tính 0 điểm, thang điểm giữ nguyên", "0 points, the scale stays"),
    None: Text("Thang điểm không quy định", "The rubric does not say"),
}
_EVIDENCE = {
    "warn": Text("Nhắc, không trừ điểm", "A warning, no points are taken"),
    "zero": Text("Tiêu chí được 0 điểm", "The criterion gives 0"),
    "ignore": Text("Không xét", "Not looked at"),
}
_ROUNDED = {
    "criterion": Text("Từng tiêu chí", "Each criterion"),
    "group": Text("Từng nội dung (nhóm)", "Each group"),
    "total": Text("Tổng điểm", "The total"),
}


def write_method(sheet: Worksheet, looks: Looks, ranking: Ranking, stage: str) -> None:
    """Write how the figures were computed.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        ranking: the ranking.
        stage: the name of the latest stage that the bloc has come to.
    """
    widths = [*_WIDTHS, round(PORTRAIT_UNITS - sum(_WIDTHS), 2)]
    canvas = Canvas(sheet, looks, widths)
    canvas.line(Cell(say("CÁCH TÍNH", "HOW THE FIGURES WERE COMPUTED"), TITLE, len(widths)))
    canvas.gap(5)
    for label, text in _facts(ranking, stage):
        title = Cell(label, replace(BODY, bold=True, down="top"), _LABEL)
        canvas.line(title, Cell(text, replace(BODY, down="top"), len(widths) - _LABEL))
    canvas.gap(8)
    header = _rules(canvas, ranking)
    one_page_wide(canvas, header, landscape=False)


def _facts(ranking: Ranking, stage: str) -> Iterator[tuple[str, str]]:
    yield from _about(ranking)
    rubric, campaign = ranking.rubric, ranking.campaign
    order = " → ".join(stage.name for stage in campaign.stages)
    yield say("Các bước chấm", "Stages"), order
    yield (
        say("Điểm được tính", "Which mark counts"),
        say(
            f"Điểm của bước sau cùng đã chấm, xét đến bước “{stage}”. Không lấy bước cho điểm cao nhất.",
            f"The mark of the latest stage that gave one, up to “{stage}”; never the highest.",
        ),
    )
    yield say("Làm tròn", "Rounding"), _rounding(rubric)
    yield (
        say("Xếp hạng", "Ranking"),
        say(
            "Theo tỷ lệ tổng điểm ÷ điểm tối đa của đơn vị, so sánh chính xác, không làm tròn thêm. Đơn vị bằng nhau "
            "cùng hạng, hạng kế tiếp bỏ trống (1, 2, 2, 4).",
            "By total ÷ what was attainable for the unit, compared exactly, with no further rounding. Equal units "
            "share a rank and the next is left out (1, 2, 2, 4).",
        ),
    )
    yield say("Khi bằng nhau", "Ties"), ladder(ranking)
    yield say("Chưa chấm", "Blank"), say("Không phải là 0 điểm; kết quả là tạm tính", "Not a zero; provisional result")
    yield say("Không phát sinh", "Not applicable"), _not_applicable(ranking)
    yield say("Không giao", "Unassigned"), str(_NOT_COUNTED[rubric.unassigned])
    yield say("Thiếu minh chứng", "Missing evidence"), str(_EVIDENCE[rubric.missing_evidence])
    yield from decisions(ranking)
    yield (
        say("Tình trạng", "Status"),
        provisional_notice(ranking, stage) or say("Đủ điểm của mọi đơn vị.", "Complete."),
    )
    yield say("Phần mềm", "Program"), f"qcdc {__version__}"


def _not_applicable(ranking: Ranking) -> str:
    """Say how not applicable counts, and which stage may say so first."""
    rule = ranking.rubric.not_applicable
    if not isinstance(rule, Claim):
        return str(_NOT_COUNTED[rule])
    stage = next((stage.name for stage in ranking.campaign.stages if stage.id == rule.claim), rule.claim)
    return f"{_NOT_COUNTED[rule.count]}; " + say(f"chỉ từ bước “{stage}” được ghi", f"to be said from “{stage}” on")


def _about(ranking: Ranking) -> Iterator[tuple[str, str]]:
    """Name the campaign and the rubric, as far as they say."""
    campaign, rubric = ranking.campaign, ranking.rubric
    version = say(f", phiên bản {rubric.version}", f", version {rubric.version}") if rubric.version else ""
    named = (
        (say("Đợt thi đua", "Campaign"), campaign.campaign),
        (say("Cơ quan chủ trì", "Authority"), campaign.authority),
        (say("Căn cứ", "Basis"), campaign.basis),
        (say("Khối", "Bloc"), f"{ranking.bloc.name} ({ranking.bloc_id})"),
        (say("Kỳ", "Period"), period_line(ranking)),
        (say("Ghi chú", "Note"), campaign.note),
        (say("Thang điểm", "Rubric"), f"{rubric.name} ({rubric.rubric}{version})"),
        (say("Dựa trên thang điểm", "Extends the rubric"), rubric.based_on),
        (say("Căn cứ của thang điểm", "Basis of the rubric"), "\n".join(f"– {basis}" for basis in rubric.basis)),
        (say("Ghi chú của thang điểm", "Note of the rubric"), rubric.note),
    )
    for label, text in named:
        if text:
            yield label, text


def _rounding(rubric: Rubric) -> str:
    rounding = rubric.rounding
    if rounding is None:
        return say("Không làm tròn", "None")
    where = _ROUNDED[rounding.at]
    return say(
        f"{where}, đến {rounding.decimals} chữ số thập phân, từ nửa trở lên làm tròn lên; không làm tròn ở chỗ khác",
        f"{where}, to {rounding.decimals} decimals, half up; nowhere else",
    )


def _rules(canvas: Canvas, ranking: Ranking) -> float:
    """List how each criterion is scored; return the height of the header row."""
    headers = (
        (say("Mã", "Id"), 1),
        (say("Nội dung, tiêu chí", "Group, criterion"), _NAME),
        (say("Điểm tối đa", "Max"), 1),
        (say("Cách chấm", "How it is scored"), 1),
    )
    row = canvas.line(*(Cell(text, HEADER, span) for text, span in headers))
    header = repeated(canvas, row, row)
    rubric = ranking.rubric
    held = {leaf.criterion.id: held_in(leaf, ranking.campaign) for leaf in rubric.leaves}
    for line in rubric_lines(rubric):
        node, look = line.node, GROUP if line.is_group else BODY
        told = [*_told(node)]
        if node.periods and node.id in held:
            told.append(say("Chỉ áp dụng trong kỳ: ", "Holds only in: ") + _periods(ranking, held[node.id]))
        rule = "\n".join(told)
        cells = (Cell(title_of(node), look), Cell(node.name, look, _NAME), Cell(node.points, centred(look)))
        canvas.line(*cells, Cell(rule, replace(look, size=10)))
    total = Cell(say("Tổng điểm", "Total"), TOTAL, 1 + _NAME)
    canvas.line(total, Cell(rubric.total, centred(TOTAL)), Cell(None, TOTAL))
    return header


def _told(node: Group | CriterionBase) -> Iterator[str]:
    """Yield how a criterion is scored or a group takes its parts, its weight, and its own rule for what is no mark."""
    if isinstance(node, CriterionBase):
        yield node.kind.rule(node.points)
        if node.not_applicable is not None:
            own = node.not_applicable
            counts = _NOT_COUNTED[own.count if isinstance(own, Claim) else own]
            yield f"{say('Không phát sinh', 'Not applicable')}: {counts}"
        if node.unassigned is not None:
            yield f"{say('Không giao', 'Unassigned')}: {_NOT_COUNTED[node.unassigned]}"
    else:
        rule = full_text(node) if is_extra(node) else group_rule(node)
        if rule:
            yield rule[:1].upper() + rule[1:]
    if times_text(node):
        yield counted_times(node)


def _periods(ranking: Ranking, periods: list[str]) -> str:
    """Name periods; where the campaign has none in which a criterion holds, say so."""
    names = [period_name(ranking.campaign, period) for period in periods]
    return ", ".join(names) or say("không có trong đợt này", "none of this campaign")
