"""`qcdc rank`: the ranking of a bloc, of all blocs together, or blocs summed up."""

from typing import TYPE_CHECKING, Annotated, cast

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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from qcdc_cli.render.words.table import Table
    from qcdc_cli.scoring.result import Ranking
    from qcdc_cli.scoring.rollup import By

    Shown = tuple[list[Table], Callable[[], str]]

app = typer.Typer(add_completion=False, rich_markup_mode=None)

_BY = ("bloc", "district", "province")

AllOption = Annotated[
    bool,
    typer.Option(
        "--all",
        "-a",
        help=both(
            "Xếp chung mọi khối cùng thang điểm thành một bảng.",
            "Rank all blocs that share a rubric in one table.",
        ),
    ),
]
ByOption = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="bloc|district|province",
        autocompletion=lambda incomplete: [name for name in _BY if name.startswith(incomplete)],
        help=both(
            "Tổng hợp theo khối, huyện hoặc tỉnh: số đơn vị, bình quân, số đơn vị mỗi loại.",
            "Sum up by bloc, district or province: units, averages, how many in each class.",
        ),
    ),
]


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
    across: AllOption = False,
    by: ByOption = None,
    style: FormatOption = "table",
    output: OutputOption = None,
    strict: StrictOption = False,
) -> None:
    """Rank the chosen blocs and show them."""
    from qcdc_cli.commands import messages, session
    from qcdc_cli.commands.output import known_format, show_tables
    from qcdc_cli.scoring.ranking import rank_bloc

    known_format(style)
    if by is not None:
        known_format(by, _BY, option="--by")
    session.not_together({"--all": across, "--bloc": bloc is not None, "--by": by is not None}, "--all")
    loaded = session.loaded(sheets, rubric)
    scoring_input = session.scoring_input(
        loaded, period=period, stage=stage, strict=strict, bloc=bloc, given=bool(sheets)
    )
    rankings = [rank_bloc(scoring_input, identity) for identity in session.chosen_blocs(scoring_input.campaign, bloc)]
    if strict:
        messages.refuse_provisional_rankings(rankings)
    lost = messages.not_carried(loaded, scoring_input.period)
    units = [standing.result.unit for ranking in rankings for standing in ranking.standings]
    messages.tell(*messages.not_carried_lines(scoring_input.campaign, lost, units))
    if not by and not across:
        show_tables(*_by_bloc(rankings, lost), style, output)
        return
    tables, json = _summed_up(rankings, by) if by else _across(rankings)
    if lost and tables:
        tables[-1] = messages.noted(tables[-1], messages.not_carried_lines(scoring_input.campaign, lost, units))
    show_tables(tables, json, style, output)


def _by_bloc(rankings: "list[Ranking]", lost: "dict[str, list[str]]") -> "tuple[Iterator[Table], Callable[[], str]]":
    from qcdc_cli.commands.messages import not_carried_lines, noted
    from qcdc_cli.render.tables import ranking_table

    def json() -> str:
        from qcdc_cli.render.json.text import rankings_json

        return rankings_json(rankings)

    def table(ranking: "Ranking") -> "Table":
        units = [standing.result.unit for standing in ranking.standings]
        return noted(ranking_table(ranking), not_carried_lines(ranking.campaign, lost, units))

    return (table(ranking) for ranking in rankings), json  # made only if a table is wanted


def _across(rankings: "Sequence[Ranking]") -> "Shown":
    from qcdc_cli.render.json.across import across_json
    from qcdc_cli.render.tables.across import across_table
    from qcdc_cli.scoring.across import rank_across

    found = rank_across(rankings)
    return [across_table(one, found) for one in found], lambda: across_json(found)


def _summed_up(rankings: "Sequence[Ranking]", by: str) -> "Shown":
    from qcdc_cli.render.json.across import rollup_json
    from qcdc_cli.render.tables.rollup import rollup_table
    from qcdc_cli.scoring.rollup import roll_up

    campaign, period = rankings[0].campaign, rankings[0].period
    found = roll_up(rankings, cast("By", by))
    return [rollup_table(found, campaign, period)], lambda: rollup_json(found, campaign, period)
