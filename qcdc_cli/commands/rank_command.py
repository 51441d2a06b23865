"""`qcdc rank`: the ranking of a bloc."""

import typer

from qcdc_cli.commands.command import Command
from qcdc_cli.commands.options import (
    BlocOption,
    FormatOption,
    OutputOption,
    PeriodOption,
    RubricOption,
    SheetsArgument,
    StageOption,
    StrictOption,
)
from qcdc_cli.language import both

app = typer.Typer(add_completion=False, rich_markup_mode=None)


@app.command(
    cls=Command,
    help=both(
        "Đơn vị được xếp theo tổng điểm chính xác; bằng điểm thì cùng hạng (1, 2, 2, 4).\n"
        "Còn tiêu chí trống thì xếp hạng là tạm thời và nói rõ còn thiếu gì; --strict thì từ chối.",
        "Units are ranked by exact totals; equal totals share a rank (1, 2, 2, 4).\n"
        "With blanks left the ranking is provisional and says what is missing; --strict refuses.",
    ),
)
def rank(
    sheets: SheetsArgument = None,
    bloc: BlocOption = None,
    period: PeriodOption = None,
    stage: StageOption = None,
    rubric: RubricOption = None,
    style: FormatOption = "table",
    output: OutputOption = None,
    strict: StrictOption = False,
) -> None:
    """Rank the chosen blocs and show them."""
    from qcdc_cli.commands import work
    from qcdc_cli.commands.output import known_format, show_tables
    from qcdc_cli.render.tables import ranking_table
    from qcdc_cli.scoring.ranking import rank_bloc

    known_format(style)
    loaded = work.loaded(sheets, rubric)
    bench = work.bench(loaded, period=period, stage=stage, strict=strict, bloc=bloc)
    rankings = [rank_bloc(bench, identity) for identity in work.chosen_blocs(bench.campaign, bloc)]

    def json() -> str:
        from qcdc_cli.render.json_text import rankings_json

        return rankings_json(rankings)

    show_tables((ranking_table(ranking) for ranking in rankings), json, style, output)
