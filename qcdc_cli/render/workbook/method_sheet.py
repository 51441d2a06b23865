"""The worksheet that says how the figures were computed: by which scale, rounding, order and classes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from xlsxwriter.worksheet import Worksheet

from qcdc_cli.language import say, terms
from qcdc_cli.render.words.method import digest_remark, digest_titles, facts, program_facts
from qcdc_cli.render.words.remarks import provisional_notice
from qcdc_cli.scoring.result import Ranking
from qcdc_cli.workbook.canvas import Canvas, Cell
from qcdc_cli.workbook.looks import BODY, HEADER, PLAIN, Looks
from qcdc_cli.workbook.pages import PORTRAIT_UNITS, one_page_wide

_LABEL = (9.0, 14.0)  # the widths of the columns that a label covers


def write_method(
    sheet: Worksheet,
    looks: Looks,
    notes: Iterable[tuple[str, str]],
    made: datetime | None,
    files: Sequence[tuple[str, str]],
) -> None:
    """Write how the figures were computed, and when and from what the report was made.

    Args:
        sheet: an empty worksheet.
        looks: the looks of its workbook.
        notes: what the figures rest on, each with its label.
        made: the moment that the report is made; None where it is not to be said.
        files: the names of the files that it was computed from, each with its digest.
    """
    rest = round(PORTRAIT_UNITS - sum(_LABEL), 2)
    canvas = Canvas(sheet, looks, [*_LABEL, rest])
    canvas.title(say("CÁCH TÍNH", "HOW THE FIGURES WERE COMPUTED"))
    look = BODY._replace(down="top")
    for label, text in (*notes, *_about_export(made)):
        canvas.line(Cell(label, look._replace(bold=True), 2), Cell(text, look))
    if files:
        _write_files(canvas, files)
    one_page_wide(canvas, 0.0, landscape=False)


def _about_export(made: datetime | None) -> Iterator[tuple[str, str]]:
    """Say what is live in the workbook, by which program it was made, and when."""
    yield (
        say("Công thức", "Formulas"),
        say(
            "Tổng, điểm tối đa, tỷ lệ, hạng và loại là công thức trên các ô điểm của trang “Tiêu chí”; sửa điểm thì "
            "các ô ấy tự tính lại. Điểm từng bước, khen thưởng, ghi chú, minh chứng và thay đổi điểm giữ nguyên như "
            "khi xuất.",
            "Totals, maxima, shares, ranks and classes are formulas over the marks on the sheet “Criteria” and follow "
            "when a mark is changed. Marks by stage, awards, remarks, evidence and changes are those of the export.",
        ),
    )
    yield from program_facts(made)


def _write_files(canvas: Canvas, files: Iterable[tuple[str, str]]) -> None:
    canvas.gap(8)
    name, digest = digest_titles()
    canvas.line(Cell(name, HEADER, 2), Cell(digest, HEADER))
    small = BODY._replace(size=10)
    for name, digest in files:
        canvas.line(Cell(name, small, 2), Cell(digest, small))
    canvas.line(Cell(digest_remark(), PLAIN._replace(size=10, italic=True), 3))


def facts_of_many(rankings: Sequence[Ranking]) -> list[tuple[str, str]]:
    """Return what the figures of several blocs that share a rubric rest on, each with its label."""
    first = rankings[0]
    of_one_bloc = {say(*terms.BLOC), say(*terms.STATUS)}
    latest = max(ranking.reached for ranking in rankings)
    shared = [(label, text) for label, text in facts(first, latest) if label not in of_one_bloc]
    stages = [ranking.campaign.stages[ranking.reached].name for ranking in rankings]
    blocs = [
        f"{ranking.bloc.name} ({ranking.bloc_id}): " + (provisional_notice(ranking, stage) or say(*terms.COMPLETE))
        for ranking, stage in zip(rankings, stages, strict=True)
    ]
    shared.append((say("Các khối", "Blocs"), "\n".join(blocs)))
    if len(rankings) > 1:
        example = say(
            f"Số suất nêu ở trên tính theo tỷ lệ khống chế cho {first.bloc.name}; khối khác tính theo số đơn vị của "
            "khối đó.",
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
    return shared
