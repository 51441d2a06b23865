"""`qcdc score`: what each unit gets."""

from typing import TYPE_CHECKING, Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text, terms
from qcdc_cli.render.formats import TABLES

if TYPE_CHECKING:
    from qcdc_cli.campaign.loaded import Loaded

SheetsOrUnitsArgument = Annotated[
    list[str] | None,
    options.argument(
        "Tệp phiếu, thư mục, mẫu tên tệp như units/*.yaml; hoặc mã, tên đơn vị. Mặc định mọi phiếu của đợt.",
        "Sheets, folders, patterns such as units/*.yaml; or units by id or name. By default all sheets.",
        value=Text("PHIẾU|ĐƠN-VỊ", "SHEETS|UNITS"),
        complete=options.complete_unit,
    ),
]
DetailOption = Annotated[
    bool,
    options.option(
        "Từng tiêu chí của từng đơn vị; tự hiện khi chỉ chọn một phiếu.",
        "Criterion by criterion; shown anyway for a single sheet.",
        "--detail",
        "-d",
    ),
]

HELP = Text(
    "Điểm tự chấm và điểm thẩm định ở hai cột cạnh nhau, kèm chênh lệch và nội dung còn thiếu.\n"
    "Một đơn vị (`qcdc score nga-sau`): điểm, hạng, xếp loại, từng nội dung, rồi tiêu chí mất điểm, từ nhiều đến ít.",
    "Shows self-marks and verified marks side by side, with the difference and what is missing.\n"
    "One unit (`qcdc score nga-sau`): points, rank, class, groups, then the criteria that lost points, the most first.",
)


def command(
    sheets: SheetsOrUnitsArgument = None,
    bloc: options.BlocOption = None,
    period: options.PeriodOption = None,
    stage: options.StageOption = None,
    rubric: options.RubricOption = None,
    detail: DetailOption = False,
    style: options.FormatOption = "table",
    output: options.OutputOption = None,
    strict: options.StrictOption = False,
) -> None:
    """Score the chosen units and show them."""
    from qcdc_cli.commands import session
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.usage import known_format, refuse_together

    chosen = known_format(style, TABLES)
    loaded, units = _asked(sheets or [], rubric)
    if units:
        refuse_together({"--bloc": bloc is not None, str(terms.UNIT_VALUE): True}, "--bloc")
        blocs = {loaded.campaign.bloc_of(unit) for unit in units}
        bloc = blocs.pop() if len(blocs) == 1 else None
    choice = session.Choice(bloc, period, stage, strict, sheets_named=bool(sheets) and not units, shown=tuple(units))
    work = session.start(loaded, choice)
    on_card = len(units) == 1 and not detail and chosen.name in ("table", "md")
    report = work.card() if on_card else work.scores(work.units(), detail=detail or len(units) == 1)
    show_report(report, chosen, output, [*(sheets or ()), rubric])


def _asked(words: list[str], rubric: str | None) -> "tuple[Loaded, list[str]]":
    """Load the campaign with the sheets that words lead to; or all of it, and the units that they name.

    Raises:
        QcdcError: for words that are neither, and what keeps the campaign from being loaded.
    """
    from qcdc_cli.commands.campaign_loading import campaign_file, load_campaign
    from qcdc_cli.commands.lookup import unit_and_bloc, units_called
    from qcdc_cli.problems import QcdcError

    try:
        return load_campaign(words, rubric), []
    except QcdcError as refused:
        if any(problem.code != "Q101" for problem in refused.problems):
            raise
        try:
            campaign = campaign_file().campaign
        except QcdcError:
            raise refused from None
        if not units_called(campaign, words):
            raise
    loaded = load_campaign(rubric=rubric)
    return loaded, [unit_and_bloc(loaded.campaign, unit)[0] for unit in units_called(loaded.campaign, words)]
