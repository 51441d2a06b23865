"""The rubric that a new campaign starts with: a copy of one that exists, or one made of a scale's table."""

from pathlib import Path
from typing import NamedTuple

from qcdc_cli.campaign.rubric import Rubric
from qcdc_cli.language import say


class Start(NamedTuple):
    """The rubric that a campaign starts with.

    Attributes:
        text: its text.
        rubric: the rubric itself; None while its text has errors.
        told: what was found, for people.
        questions: how many decisions its text leaves open.
    """

    text: str
    rubric: Rubric | None
    told: tuple[str, ...] = ()
    questions: int = 0


def copied(name: str) -> Start:
    """Start with a copy of a rubric, by its shipped name or its path.

    Raises:
        QcdcError: when there is none, or when it has errors.
    """
    from qcdc_cli.campaign.rubric_loading import read_rubric

    text, rubric = read_rubric(name)
    return Start(text.replace("../schemas/", "./schemas/"), rubric)


def made_of_table(name: str) -> Start:
    """Start with a rubric made of the table in a file.

    Raises:
        QcdcError: with everything that keeps the file or the table from being read.
    """
    from qcdc_cli.campaign.file_lookup import shown
    from qcdc_cli.scale.reading import read_scale
    from qcdc_cli.scale.rubric_text import found_in, open_questions, read_back, rubric_text
    from qcdc_cli.workbook.reading.opening import read_book

    scale = read_scale(read_book(Path(name), shown(Path(name))))
    text = rubric_text(scale, Path(name).stem)
    questions = open_questions(text)
    rubric, _ = read_back(text)
    return Start(text, rubric, found_in(scale, questions), questions)


def next_steps(folder: str, sheets: int, start: Start) -> str:
    """Say what was made, and what the secretary does next."""
    file = f"{folder}/rubric.yaml"
    if start.rubric is None:
        return say(
            f"Đã tạo {folder}, chưa có phiếu vì thang điểm còn chỗ trống hoặc chưa khớp. Tiếp theo: sửa các chỗ "
            f"`# ?` trong {file}, chạy `qcdc -C {folder} check` đến khi hết lỗi, sửa qcdc.yaml, rồi tạo biểu mẫu bằng "
            "`qcdc form`.",
            f"Made {folder}, without sheets, because the rubric has gaps or does not add up. Next: settle the `# ?` in "
            f"{file}, run `qcdc -C {folder} check` until no error is left, edit qcdc.yaml, then make forms with "
            "`qcdc form`.",
        )
    made = say(f"Đã tạo {folder} với {sheets} phiếu trống.", f"Made {folder} with {sheets} empty sheets.")
    decide = say(f"quyết định các chỗ `# ?` trong {file}, ", f"settle the `# ?` in {file}, ") if start.questions else ""
    return say(
        f"{made} Tiếp theo: {decide}sửa qcdc.yaml, điền phiếu, rồi chạy `qcdc check`.",
        f"{made} Next: {decide}edit qcdc.yaml, fill in sheets, then `qcdc check`.",
    )
