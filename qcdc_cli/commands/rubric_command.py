"""`qcdc rubric`: a scale to print and sign, and what a bloc's sheets say about it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from qcdc_cli.commands.command import Command
from qcdc_cli.commands.options import (
    BlocOption,
    FormatOption,
    OutputOption,
    PeriodOption,
    StageOption,
    complete_rubric,
)
from qcdc_cli.language import both

if TYPE_CHECKING:
    from qcdc_cli.campaign.rubric import Rubric

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_ACTIONS = ("show", "stats")

ActionArgument = Annotated[
    str,
    typer.Argument(
        metavar="show|stats",
        autocompletion=lambda incomplete: [name for name in _ACTIONS if name.startswith(incomplete)],
        help=both(
            "show: cả thang điểm; stats: các đơn vị đạt bao nhiêu ở từng tiêu chí, mục nào quyết định thứ hạng.",
            "show: the whole scale; stats: how units did on each criterion, and which groups decide the ranking.",
        ),
    ),
]
RubricArgument = Annotated[
    str | None,
    typer.Argument(
        metavar=both("THANG-ĐIỂM", "RUBRIC"),
        autocompletion=complete_rubric,
        help=both(
            "Tên kèm theo hoặc đường dẫn; mặc định thang điểm của khối.",
            "A shipped name or a path; the bloc's own by default.",
        ),
    ),
]


@app.command(
    cls=Command,
    help=both(
        "Ví dụ: `qcdc rubric show qcdc-cap-xa-2020 -f md -o thang-diem.md`, `qcdc rubric stats --bloc dan-van`.",
        "Such as `qcdc rubric show qcdc-cap-xa-2020 -f md -o scale.md`, `qcdc rubric stats --bloc dan-van`.",
    ),
)
def rubric(
    action: ActionArgument,
    name: RubricArgument = None,
    bloc: BlocOption = None,
    period: PeriodOption = None,
    stage: StageOption = None,
    style: FormatOption = "table",
    output: OutputOption = None,
) -> None:
    """Show a rubric, or the statistics of blocs."""
    from qcdc_cli.commands.output import known_format, show_tables

    known_format(style)
    known_format(action, _ACTIONS, option="show|stats")
    if action == "stats":
        _statistics(name, bloc, period, stage, style, output)
        return
    from qcdc_cli.commands.session import not_together
    from qcdc_cli.render.json.rubric import rubrics_json
    from qcdc_cli.render.tables.rubric import rubric_table

    said = {"show": True, "--period": period is not None, "--stage": stage is not None}
    not_together(said | {"--bloc": bloc is not None and name is not None}, "show")

    rubrics = list(_rubrics(name, bloc))
    show_tables((rubric_table(one) for one in rubrics), lambda: rubrics_json(rubrics), style, output)


def _rubrics(name: str | None, bloc: str | None) -> "Iterator[Rubric]":
    """Yield the rubric asked for, or those of the chosen blocs, each once."""
    from qcdc_cli.campaign.rubric_loading import named_rubric
    from qcdc_cli.commands import session

    if name is not None:
        yield named_rubric(name)
        return
    campaign, rubrics = session.rubrics_of(bloc)
    seen: list[Rubric] = []
    for identity in session.chosen_blocs(campaign, bloc):
        if rubrics[identity] not in seen:
            seen.append(rubrics[identity])
            yield rubrics[identity]


def _statistics(
    name: str | None, bloc: str | None, period: str | None, stage: str | None, style: str, output: str | None
) -> None:
    from qcdc_cli.commands import session
    from qcdc_cli.commands.output import show_tables
    from qcdc_cli.render.json.rubric import statistics_json
    from qcdc_cli.render.tables.rubric import statistics_tables
    from qcdc_cli.scoring.ranking import rank_bloc
    from qcdc_cli.scoring.statistics import statistics

    loaded = session.loaded(rubric=name)
    scoring_input = session.scoring_input(loaded, period=period, stage=stage, strict=False, bloc=bloc)
    found = [
        statistics(rank_bloc(scoring_input, identity))
        for identity in session.chosen_blocs(scoring_input.campaign, bloc)
    ]
    tables = (table for one in found for table in statistics_tables(one))
    show_tables(tables, lambda: statistics_json(found), style, output)
