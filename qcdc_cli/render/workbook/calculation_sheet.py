"""The live worksheet that shows what ranks and classes rest on: what was attainable, shares, ladder, quotas."""

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say
from qcdc_cli.render.live import sums
from qcdc_cli.render.live.deciding_measures import class_measures, rank_measures
from qcdc_cli.render.live.live_tables import Key, LiveTables, LiveUnit, UnitCells
from qcdc_cli.render.live.measures import CONVERTED, export_measures, state_measures, total_measures
from qcdc_cli.render.live.rubric_formulas import LEFT_OUT, left_out_or_maximum
from qcdc_cli.render.live.sums import SHARE
from qcdc_cli.render.words.cells import parts_with_groups
from qcdc_cli.render.workbook.criteria_sheet import line_label
from qcdc_cli.render.workbook.orientation import LineLabel, LiveSheet, Orientation
from qcdc_cli.workbook.canvas import Cell
from qcdc_cli.workbook.looks import BODY, FIGURE, GROUP, HEADER, Looks, centred, figure_format

_FIGURE = FIGURE._replace(size=10)
_SHOWN = {SHARE: 6, CONVERTED: 4}  # decimals of what is seldom a short decimal


def calculation_sheet(sheet: Worksheet, looks: Looks, tables: LiveTables, orientation: Orientation) -> LiveSheet:
    """Prepare the worksheet of what figures rest on.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        tables: the live tables; they need no place yet.
        orientation: how the worksheet lies.
    """
    parts = (total_measures, state_measures, rank_measures, class_measures, export_measures)
    measures = [measure for part in parts for measure in part(tables)]  # each rests on those before it
    looks_of = [centred(GROUP) if line.is_group else FIGURE for line in tables.lines]

    shown: dict[Key, str] = {key: figure_format(decimals) for key, decimals in _SHOWN.items()}

    def cells(placed: LiveTables, unit: LiveUnit) -> list[Cell]:
        own = UnitCells(placed, unit.number, placed.measures.sheet)
        most = []
        for line, (_, node) in enumerate(parts_with_groups(unit.result.parts)):
            value = left_out_or_maximum(node)
            most.append(Cell(value, looks_of[line], 1, 0, sums.attainable_formula(own, line)))
        for measure in measures:
            number_format = shown.get(measure.key, "")
            most.append(Cell(measure.value(unit), _FIGURE, 1, 0, measure.formula(own), number_format))
        return most

    head = Cell(say("Xếp hạng và xếp loại", "Ranks and classes"), HEADER._replace(across="left"), 3)
    labels = [line_label(number, line) for number, line in enumerate(tables.lines)]
    labels.append(LineLabel(None, (head,)))
    for measure in measures:
        beside = (Cell("", BODY), Cell(measure.title, BODY, 2))
        labels.append(LineLabel(measure.key, beside, (Cell(measure.title, HEADER), Cell("", HEADER)), width=11.0))
    return LiveSheet(
        orientation.canvas(sheet, looks, labels),
        say("TÍNH TOÁN: TỪ ĐIỂM ĐẾN XẾP HẠNG, XẾP LOẠI", "CALCULATION: FROM POINTS TO RANKS AND CLASSES"),
        labels,
        cells,
        (_purpose(tables.rubric),),
        lists_classes=True,
    )


def _purpose(rubric: Rubric) -> str:
    """Say what the worksheet is for."""
    text = say(
        f"Phần trên: điểm tối đa mà đơn vị có thể đạt ({LEFT_OUT}: không tính vào điểm đạt và điểm tối đa). Phần "
        "dưới: từng bước từ tổng điểm đến hạng và loại. Các ô đều là công thức, trừ kết quả đạt được (không có số thì "
        "ghi −10¹³), hạng kỳ trước, kết quả bốc thăm, quyết định, bỏ phiếu, số liệu khi xuất và những ô có công thức "
        "quá dài so với giới hạn của Excel; không sửa trên trang này.",
        f"Above: what the unit could attain ({LEFT_OUT}: counts on neither side). Below: step by step from the total "
        "to rank and class. All cells are formulas, except what was reached (−10¹³ where that is no number), earlier "
        "ranks, lots, decisions, ballots, what was exported, and cells whose formula would be longer than Excel takes; "
        "nothing is to be changed on this sheet.",
    )
    conditions = (condition for _, _, cap in rubric.conditional_caps for condition in cap.conditions)
    if any(condition.disqualifier is not None for condition in conditions):
        text += say(
            " Trường hợp hạ loại, không xếp hạng mà mức trần của mục xét đến cũng giữ như khi xuất.",
            " Disqualifiers that the cap of a group looks at are those of the export, too.",
        )
    return text
