"""Where a report comes from: when it was made, by which program, and from which files."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from qcdc_cli import __version__
from qcdc_cli.language import say
from qcdc_cli.language.figures import day
from qcdc_cli.workbook.canvas import Canvas, Cell
from qcdc_cli.workbook.looks import BODY, HEADER, PLAIN

DIGEST = "SHA-256"


@dataclass(frozen=True, slots=True)
class Origin:
    """When and from what a report was made; it cannot know that by itself.

    Attributes:
        made: the moment; None where it is not to be said.
        files: the names of the files it was computed from, each with its digest.
    """

    made: datetime | None = None
    files: tuple[tuple[str, str], ...] = ()


def write_origin(canvas: Canvas, origin: Origin) -> None:
    """Write program, moment, what is live in the workbook, and the files, below the facts.

    Args:
        canvas: the worksheet; its first two columns are for labels.
        origin: when and from what the report was made.
    """
    rest = len(canvas.widths) - 2
    for label, text in _facts(origin):
        canvas.line(Cell(label, replace(BODY, bold=True, down="top"), 2), Cell(text, replace(BODY, down="top"), rest))
    if not origin.files:
        return
    canvas.gap(8)
    wide = len(canvas.widths)
    files = Cell(say("Các tệp đã dùng", "Files that were used"), HEADER, 2)
    canvas.line(files, Cell(say(f"Mã {DIGEST} của tệp", f"{DIGEST} digest of the file"), HEADER, rest))
    for name, digest in origin.files:
        canvas.line(Cell(name, replace(BODY, size=10), 2), Cell(digest, replace(BODY, size=10), rest))
    told = say(
        f"Chỉ cần một ký tự trong tệp bị sửa thì mã {DIGEST} của tệp đó thay đổi.",
        f"A file that is changed by a single letter has another {DIGEST} digest.",
    )
    canvas.line(Cell(told, replace(PLAIN, size=10, italic=True), wide))


def _facts(origin: Origin) -> Iterator[tuple[str, str]]:
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
    yield say("Phần mềm", "Program"), f"qcdc {__version__}"
    if origin.made is not None:
        yield say("Thời điểm xuất", "Exported"), _moment(origin.made)


def _moment(made: datetime) -> str:
    """Show a moment to the second, with how far the clock is from UTC where that is known."""
    zone = made.isoformat(timespec="seconds")[len("2020-06-30T08:00:00") :]
    return f"{day(made.date())} {made:%H:%M:%S}" + (f" (UTC{zone})" if zone else "")
