"""The worksheet that says how the figures were computed: by which scale, rounding, order and classes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.campaign.rubric import Claim, Rubric
from qcdc_cli.language import Text, say
from qcdc_cli.render.words.remarks import period_line, provisional_notice
from qcdc_cli.render.workbook.method_decisions import decisions, ladder
from qcdc_cli.render.workbook.origin import Origin, write_origin
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.workbook.canvas import Canvas, Cell
from qcdc_cli.workbook.looks import BODY, TITLE, Looks
from qcdc_cli.workbook.pages import PORTRAIT_UNITS, one_page_wide

_WIDTHS = (9.0, 14.0)
_LABEL = 2  # columns that a label covers

NOT_COUNTED = {
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


def write_method(sheet: Worksheet, looks: Looks, ranking: Ranking, stage: str, origin: Origin) -> None:
    """Write how the figures were computed.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        ranking: the ranking.
        stage: the name of the latest stage that the bloc has come to.
        origin: when and from what the report was made.
    """
    _write(sheet, looks, facts(ranking, stage), origin)


def write_method_of_many(sheet: Worksheet, looks: Looks, rankings: Sequence[Ranking], origin: Origin) -> None:
    """Write how the figures of several blocs that share a rubric were computed.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        rankings: the rankings.
        origin: when and from what the report was made.
    """
    first = rankings[0]
    of_one_bloc = {say("Khối", "Bloc"), say("Tình trạng", "Status")}
    latest = first.campaign.stages[max(ranking.reached for ranking in rankings)].name
    shared = [(label, text) for label, text in facts(first, latest) if label not in of_one_bloc]
    stages = [ranking.campaign.stages[ranking.reached].name for ranking in rankings]
    blocs = [
        f"{ranking.bloc.name} ({ranking.bloc_id}): "
        + (provisional_notice(ranking, stage) or say("Đủ điểm của mọi đơn vị.", "Complete."))
        for ranking, stage in zip(rankings, stages, strict=True)
    ]
    shared.append((say("Các khối", "Blocs"), "\n".join(blocs)))
    if len(rankings) > 1:
        example = say(
            f"Số suất theo tỷ lệ nêu ở trên là của {first.bloc.name}; khối khác tính theo số đơn vị của khối ấy.",
            f"The numbers of places named above are those of {first.bloc.name}; other blocs have their own.",
        )
        shared.append((say("Số suất", "Places"), example))
    shared.append(
        (
            say("Trang từng đơn vị", "Sheets per unit"),
            say(
                "Không có, vì quá nhiều đơn vị. Có đủ khi xuất từng khối: qcdc export TỆP.xlsx --bloc KHỐI.",
                "Left out, because there are too many units. Export a single bloc to have them: "
                "qcdc export FILE.xlsx --bloc BLOC.",
            ),
        )
    )
    _write(sheet, looks, shared, origin)


def _write(sheet: Worksheet, looks: Looks, told: Iterable[tuple[str, str]], origin: Origin) -> None:
    """Write facts, each beside its label, and where the report comes from."""
    widths = [*_WIDTHS, round(PORTRAIT_UNITS - sum(_WIDTHS), 2)]
    canvas = Canvas(sheet, looks, widths)
    canvas.line(Cell(say("CÁCH TÍNH", "HOW THE FIGURES WERE COMPUTED"), TITLE, len(widths)))
    canvas.gap(5)
    for label, text in told:
        title = Cell(label, replace(BODY, bold=True, down="top"), _LABEL)
        canvas.line(title, Cell(text, replace(BODY, down="top"), len(widths) - _LABEL))
    write_origin(canvas, origin)
    one_page_wide(canvas, 0.0, landscape=False)


def facts(ranking: Ranking, stage: str) -> Iterator[tuple[str, str]]:
    """Yield what the figures of a ranking rest on, each with its label."""
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
    yield say("Không giao", "Unassigned"), str(NOT_COUNTED[rubric.unassigned])
    yield say("Thiếu minh chứng", "Missing evidence"), str(_EVIDENCE[rubric.missing_evidence])
    yield from decisions(ranking)
    yield (
        say("Tình trạng", "Status"),
        provisional_notice(ranking, stage) or say("Đủ điểm của mọi đơn vị.", "Complete."),
    )


def _not_applicable(ranking: Ranking) -> str:
    """Say how not applicable counts, and which stage may say so first."""
    rule = ranking.rubric.not_applicable
    if not isinstance(rule, Claim):
        return str(NOT_COUNTED[rule])
    stage = next((stage.name for stage in ranking.campaign.stages if stage.id == rule.claim), rule.claim)
    return f"{NOT_COUNTED[rule.count]}; " + say(f"chỉ từ bước “{stage}” được ghi", f"to be said from “{stage}” on")


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
