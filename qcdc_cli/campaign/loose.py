"""Sheets that belong to no campaign, scored against one rubric."""

from qcdc_cli.campaign.campaign import DEFAULT_SHEETS, Bloc, Campaign, Period, Stage
from qcdc_cli.campaign.file_lookup import expand
from qcdc_cli.campaign.loaded import Loaded, Progress, Source
from qcdc_cli.campaign.rubric_loading import bloc_rubrics
from qcdc_cli.campaign.sheet_loading import load_sheets, read_sheet
from qcdc_cli.campaign.shipped import rubric_file
from qcdc_cli.language import say
from qcdc_cli.problems import in_order

LOOSE_BLOC = "bloc"


def load_loose(source: Source, progress: Progress | None) -> Loaded:
    """Load sheets that belong to no campaign, against one rubric."""
    files = expand(source.sheets)
    assert source.rubric is not None  # noqa: S101 - the caller has seen to it
    rubric_file(source.rubric, None)
    read = [read_sheet(file) for file in files]
    names = {sheet.unit: sheet.unit for _, sheet, _ in read if sheet is not None}
    periods = {
        sheet.period: Period.model_construct(name=sheet.period, kind=None, from_=None, to=None, due=None)
        for _, sheet, _ in read
        if sheet is not None
    }
    campaign = Campaign.model_construct(
        campaign=say("Phiếu rời", "Loose sheets"),
        authority=None,
        basis=None,
        place=None,
        note=None,
        period=next(iter(periods), ""),
        periods=periods,
        stages=default_stages(),
        blocs={
            LOOSE_BLOC: Bloc.model_construct(
                name=say("Các phiếu đã cho", "The given sheets"),
                rubric=source.rubric,
                district=None,
                province=None,
                leader=None,
                deputy=None,
                pilot=None,
                units=tuple(names),
            )
        },
        units=names,
        sheets=DEFAULT_SHEETS,
        targets={},
        unassigned={},
        lots={},
        signatures=(),
    )
    rubrics, places, problems, bases = bloc_rubrics({LOOSE_BLOC: source.rubric}, None, source.rubric, None)
    sheets, more, owners = load_sheets(files, campaign, rubrics, progress=progress)
    return Loaded(campaign, None, rubrics, places, sheets, in_order((*problems, *more)), owners, tuple(bases))


def default_stages() -> tuple[Stage, ...]:
    """Return the three stages that scales in use have: self, bloc, board."""
    return (
        Stage.model_construct(id="self", name=say("Tự chấm", "Self"), by="unit"),
        Stage.model_construct(id="bloc", name=say("Khối thẩm định", "Bloc"), by="leader"),
        Stage.model_construct(id="board", name=say("BCĐ duyệt", "Committee"), by="authority"),
    )
