"""The worksheet that says how the figures were computed: by which scale, rounding, order and classes."""

from collections.abc import Iterator
from dataclasses import replace

from openpyxl.worksheet.worksheet import Worksheet

from qcdc_cli import __version__
from qcdc_cli.campaign.rubric import CriterionBase, Rubric
from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import figure
from qcdc_cli.render.workbook.canvas import Canvas, Cell
from qcdc_cli.render.workbook.looks import BODY, GROUP, HEADER, TITLE, TOTAL, Looks, centred
from qcdc_cli.render.workbook.pages import PORTRAIT_UNITS, one_page_wide, repeated
from qcdc_cli.render.workbook.remarks import period_line, provisional_notice
from qcdc_cli.render.workbook.shown import rubric_lines
from qcdc_cli.scoring.result import Ranking

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
    header = _rules(canvas, ranking.rubric)
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
    yield say("Chưa chấm", "Blank"), say("Không phải là 0 điểm; kết quả là tạm tính", "Not a zero; provisional result")
    yield say("Không phát sinh", "Not applicable"), str(_NOT_COUNTED[rubric.not_applicable])
    yield say("Không giao", "Unassigned"), str(_NOT_COUNTED[rubric.unassigned])
    yield say("Thiếu minh chứng", "Missing evidence"), str(_EVIDENCE[rubric.missing_evidence])
    if rubric.classification:
        yield say("Xếp loại", "Classes"), _classes(rubric)
    yield (
        say("Tình trạng", "Status"),
        provisional_notice(ranking, stage) or say("Đủ điểm của mọi đơn vị.", "Complete."),
    )
    yield say("Phần mềm", "Program"), f"qcdc {__version__}"


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


def _classes(rubric: Rubric) -> str:
    lines = [
        f"– {entry.name}: "
        + (
            say("còn lại", "the rest")
            if entry.from_ is None
            else say(f"từ {figure(entry.from_)} điểm trở lên", f"from {figure(entry.from_)} up")
        )
        for entry in rubric.classification
    ]
    total = figure(rubric.total)
    lines.append(
        say(
            f"Xét trên điểm quy đổi về thang {total} (tỷ lệ × {total}), chính xác; xét từ trên xuống.",
            f"Decided by the exact total brought to the scale of {total} (share × {total}), from the top down.",
        )
    )
    return "\n".join(lines)


def _rules(canvas: Canvas, rubric: Rubric) -> float:
    """List how each criterion is scored; return the height of the header row."""
    headers = (
        (say("Mã", "Id"), 1),
        (say("Nội dung, tiêu chí", "Group, criterion"), _NAME),
        (say("Điểm tối đa", "Max"), 1),
        (say("Cách chấm", "How it is scored"), 1),
    )
    row = canvas.line(*(Cell(text, HEADER, span) for text, span in headers))
    header = repeated(canvas, row, row)
    for line in rubric_lines(rubric):
        node, look = line.node, GROUP if line.is_group else BODY
        rule = node.kind.rule(node.points) if isinstance(node, CriterionBase) else ""
        cells = (Cell(node.id, look), Cell(node.name, look, _NAME), Cell(node.points, centred(look)))
        canvas.line(*cells, Cell(rule, replace(look, size=10)))
    total = Cell(say("Tổng điểm", "Total"), TOTAL, 1 + _NAME)
    canvas.line(total, Cell(rubric.total, centred(TOTAL)), Cell(None, TOTAL))
    return header
