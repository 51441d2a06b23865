"""`--template`: the report in a bloc's own layout, an Excel workbook with words to be filled in."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcdc_cli.language import Text, both
from qcdc_cli.problems import Problem, QcdcError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qcdc_cli.scoring.result import Ranking, UnitScores

TemplateOption = Annotated[
    str | None,
    typer.Option(
        "--template",
        metavar=both("MẪU", "TEMPLATE"),
        help=both(
            "Mẫu Excel của khối để điền vào: ô có chữ như {{đơn vị}}, {{tổng điểm}}.",
            "The bloc's own Excel layout to fill: cells with words such as {{unit}}, {{points}}.",
        ),
    ),
]


def refuse_wrong_target(target: Path, template: str) -> None:
    """Refuse a file to write that is no workbook (Q909), or that is the template itself (Q114)."""
    if target.suffix.lower() != ".xlsx":
        fix = Text("Đặt tên tệp ghi ra có đuôi .xlsx.", "Give the file to write the suffix .xlsx.")
        values = {"found": "--template", "option": target.name}
        raise QcdcError(Problem("Q909", values, target.name, ".xlsx", fix=fix), could_not_run=True)
    if target.resolve() == Path(template).resolve():
        fix = Text("Ghi ra tên khác để giữ mẫu.", "Write to another name, so that the template is kept.")
        raise QcdcError(Problem("Q114", {"path": str(target)}, fix=fix), could_not_run=True)


def from_template(
    template: str, rankings: "Sequence[Ranking]", scores: "Mapping[str, Sequence[UnitScores]]", today: date
) -> bytes:
    """Return the template filled; see `render.template.fill_template`."""
    from qcdc_cli.render.template import fill_template

    return fill_template(Path(template), rankings, scores, today)
