"""`qcdc init`: a campaign to start from."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

from qcdc_cli.commands.options import argument, option, rubric_option
from qcdc_cli.language import Text, say, terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qcdc_cli.campaign.rubric import Rubric
    from qcdc_cli.problems import QcdcError

_ATTACHED = re.compile(r"^(?:(?:ban hành )?kèm theo|căn cứ(?: theo)?|attached to|based on)\s*:?\s*", re.IGNORECASE)
_ATTRIBUTES = ".gitattributes"
_SAMPLE_UNITS = 3
_SAMPLE_RUBRIC = "dan-chu-co-so-cap-xa-2023"

FolderArgument = Annotated[
    str,
    argument("Thư mục mới của đợt thi đua.", "The campaign's new folder.", value=terms.FOLDER),
]
UnitsOption = Annotated[
    list[str] | None,
    option(
        'Tên một đơn vị, ghi nhiều lần: -u "Xã Phú An" -u "Xã Phú Hữu".',
        'A unit\'s name, as often as needed: -u "Xã Phú An" -u "Xã Phú Hữu".',
        "--unit",
        "-u",
        value=Text("TÊN", "NAME"),
    ),
]
RubricOption = Annotated[
    str | None,
    rubric_option("Thang điểm để sao chép ra và sửa theo khối.", "The rubric to copy and adapt."),
]
FromOption = Annotated[
    str | None,
    option(
        "Bảng thang điểm có sẵn (.xlsx, .ods, .csv, .docx) để tạo rubric.yaml; nội dung cần quyết định có dấu `# ?`.",
        "A scale as a table (.xlsx, .ods, .csv, .docx) to make rubric.yaml of; `# ?` marks what is left to decide.",
        "--from",
        value=terms.FILE,
    ),
]

HELP = Text(
    "Tạo thư mục với qcdc.yaml, rubric.yaml, một phiếu trống cho mỗi đơn vị và lược đồ cho trình soạn thảo.",
    "Makes a folder with qcdc.yaml, rubric.yaml, an empty sheet per unit and schemas for editors.",
)


def command(
    folder: FolderArgument,
    units: UnitsOption = None,
    rubric: RubricOption = None,
    table: FromOption = None,
) -> None:
    """Make the files of a new campaign; nothing that exists is touched."""
    from datetime import UTC, datetime

    from qcdc_cli.campaign import starting
    from qcdc_cli.campaign.campaign import CAMPAIGN_FILE
    from qcdc_cli.campaign.schema import SCHEMAS, schema_text
    from qcdc_cli.commands.output import tell
    from qcdc_cli.problems import Problem, QcdcError
    from qcdc_cli.render.words.visible import visible

    for name in units or ():
        if not name.strip() or visible(name) != name:  # what cannot be seen would not even be YAML
            values = {"found": name, "option": "--unit", "command": "qcdc init"}
            raise QcdcError(Problem("Q906", values, name), could_not_run=True)
    if table is not None and rubric is not None:
        raise QcdcError(Problem("Q909", {"found": "--from", "option": "--rubric"}), could_not_run=True)
    names = tuple(units or (say(f"Đơn vị {n}", f"Unit {n}") for n in range(1, _SAMPLE_UNITS + 1)))
    ids = starting.unit_ids(names)
    start = _copied(rubric or _SAMPLE_RUBRIC) if table is None else _made_of_table(table)
    today = datetime.now(UTC).astimezone().date()
    period = starting.current_period(today)
    sheets = (
        {}
        if start.rubric is None
        else {f"units/{unit}.yaml": starting.sheet_text(unit, name, period, start.rubric) for unit, name in ids.items()}
    )
    files = {
        _ATTRIBUTES: starting.git_attributes(),
        "rubric.yaml": start.text,
        **sheets,
        **{f"schemas/{name}.schema.json": schema_text(name) for name in SCHEMAS},
        # The last: with it, all of the campaign is there.
        CAMPAIGN_FILE: starting.campaign_text(ids, "rubric.yaml", today, start.basis),
    }
    _make(Path(folder), files)
    tell(*start.messages, _next_steps(folder, len(sheets), start))


def _make(folder: Path, files: "Mapping[str, str]") -> None:
    """Write all files, or refuse before the first when one of them exists."""
    from qcdc_cli.campaign.campaign import CAMPAIGN_FILE
    from qcdc_cli.commands.output import tell
    from qcdc_cli.storage.recovery import finish_interrupted
    from qcdc_cli.storage.replacing import ChangedMeanwhileError, NewFile, replace_all

    if not (folder / CAMPAIGN_FILE).exists():
        finish_interrupted(Path(os.path.realpath(folder)), tell, undo=True)
    if os.path.lexists(folder / _ATTRIBUTES):  # what git is told there already, stays
        files = {name: text for name, text in files.items() if name != _ATTRIBUTES}
    existing = [folder] if folder.is_file() else [folder / name for name in files if (folder / name).exists()]
    if existing:
        raise _existing(folder, existing)
    try:
        replace_all((NewFile(folder / name, text.encode(), None) for name, text in files.items()), folder, tell)
    except ChangedMeanwhileError as failure:  # another `qcdc init` has made them
        raise _existing(folder, failure.files) from failure


def _existing(folder: Path, files: "Iterable[Path]") -> "QcdcError":
    """Return the refusal to replace a campaign as a whole, or else files, each by its name."""
    from qcdc_cli.campaign.campaign import CAMPAIGN_FILE
    from qcdc_cli.problems import Problem, QcdcError

    if (folder / CAMPAIGN_FILE).exists():
        return QcdcError(Problem("Q917", {"path": folder.as_posix()}), could_not_run=True)
    return QcdcError(*(Problem("Q114", {"path": file.as_posix()}) for file in files), could_not_run=True)


class _Start(NamedTuple):
    """The rubric that a campaign starts with.

    Attributes:
        text: its text.
        rubric: the rubric itself; None while its text has errors.
        messages: what was found, for people.
        questions: how many decisions its text leaves open.
        basis: what a table says that it rests on.
    """

    text: str
    rubric: "Rubric | None"
    messages: tuple[str, ...] = ()
    questions: int = 0
    basis: str | None = None


def _copied(name: str) -> _Start:
    """Start with a copy of a rubric, by its shipped name or its path.

    Raises:
        QcdcError: when there is none, or when it has errors.
    """
    from qcdc_cli.campaign.rubric_loading import read_rubric

    text, rubric = read_rubric(name)
    return _Start(text.replace("../schemas/", "./schemas/"), rubric)


def _made_of_table(name: str) -> _Start:
    """Start with a rubric made of the table in a file.

    Raises:
        QcdcError: with everything that keeps the file or the table from being read.
    """
    from qcdc_cli.campaign.file_lookup import display_path
    from qcdc_cli.scale.reading import read_scale
    from qcdc_cli.scale.rubric_text import found_in, open_questions, read_back, rubric_text
    from qcdc_cli.workbook.reading.opening import read_tables

    book = read_tables(Path(name), display_path(Path(name)))
    scale = read_scale(book)
    text = rubric_text(scale, Path(name).stem)
    questions = open_questions(text)
    rubric, _ = read_back(text)
    messages = found_in(scale, questions)
    if book.tracked_changes:
        tracked = say(
            "Văn bản có thay đổi chưa duyệt (Track Changes): đọc như khi đã chấp nhận tất cả thay đổi.",
            "The document has tracked changes: it was read as if all were accepted.",
        )
        messages = (*messages, tracked)
    return _Start(text, rubric, messages, questions, _plan(scale.basis))


def _plan(basis: "Iterable[str]") -> str | None:
    """Return what a table says that it rests on, as it stands behind “Căn cứ”; None where it says nothing."""
    plans = (_ATTACHED.sub("", text) for text in basis)
    return "; ".join(f"{plan[:1].upper()}{plan[1:]}" for plan in plans if plan) or None


def _next_steps(folder: str, sheets: int, start: _Start) -> str:
    """Say what was made, and what the secretary does next."""
    file = f"{folder}/rubric.yaml"
    if start.rubric is None:
        return say(
            f"Đã tạo thư mục {folder}; chưa tạo phiếu vì thang điểm còn thiếu nội dung hoặc tổng điểm chưa khớp. "
            f"Tiếp theo: xử lý các dòng `# ?` trong {file}, chạy `qcdc -C {folder} check` đến khi hết lỗi, sửa "
            "qcdc.yaml, rồi tạo biểu mẫu bằng `qcdc form`.",
            f"Made {folder}, without sheets, because the rubric has gaps or does not add up. Next: decide the lines "
            f"`# ?` in {file}, run `qcdc -C {folder} check` until no error is left, edit qcdc.yaml, then make forms "
            "with `qcdc form`.",
        )
    made = say(f"Đã tạo {folder} với {sheets} phiếu trống.", f"Made {folder} with {sheets} empty sheets.")
    decide = (
        say(f"xử lý các dòng `# ?` trong {file}, ", f"decide the lines `# ?` in {file}, ") if start.questions else ""
    )
    return say(
        f"{made} Tiếp theo: {decide}sửa qcdc.yaml, điền phiếu, rồi chạy `qcdc check`.",
        f"{made} Next: {decide}edit qcdc.yaml, fill in sheets, then `qcdc check`.",
    )
