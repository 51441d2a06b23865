"""What commands share: their class, and options, said once: how they are written, completed and explained."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from qcdc_cli.commands import COMMON_OPTIONS
from qcdc_cli.commands.help import command_page
from qcdc_cli.language import LANGUAGES, both, pick, terms
from qcdc_cli.render.formats import TABLES


class Command(TyperCommand):
    """A command whose help page is in the language in use."""

    def get_help(self, ctx: Any) -> str:
        """Return the whole help page."""
        return command_page(self, ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return one line of help, for shell completion."""
        return pick(self.help or "").partition("\n")[0][:limit]


@dataclass
class Settings:
    """What the common options said, for the one run of the program; they may stand before the command or behind.

    Attributes:
        folder: the folder in which to look for the campaign; None for the working folder.
    """

    folder: Path | None = None


settings = Settings()


def folder() -> Path:
    """Return the folder in which to look for the campaign: -C, or the working folder."""
    return settings.folder if settings.folder is not None else Path()


def _set_folder(value: str | None) -> None:
    if value is not None:
        settings.folder = Path(value)


def _known_language(value: str | None) -> None:
    """Refuse a language that qcdc does not speak; the entry has shown everything in Vietnamese until here."""
    chosen, origin = (value, "--lang") if value is not None else (os.environ.get("QCDC_LANG") or None, "QCDC_LANG")
    if chosen is not None and chosen.strip().lower() not in LANGUAGES:
        from qcdc_cli.problems import Problem, QcdcError

        values = {"found": chosen, "option": origin, "command": "qcdc"}
        raise QcdcError(Problem("Q906", values, chosen, ", ".join(LANGUAGES)), could_not_run=True)


def _show_version(value: bool) -> None:  # noqa: FBT001 - the form that Typer calls
    if value:
        from qcdc_cli import __version__

        print(f"qcdc {__version__}")  # noqa: T201
        raise typer.Exit


def _common(
    folder: Annotated[
        str | None,
        typer.Option(
            *COMMON_OPTIONS["folder"][0],
            metavar=both(*COMMON_OPTIONS["folder"][1]),
            callback=_set_folder,
            expose_value=False,
            help=both(*COMMON_OPTIONS["folder"][2]),
        ),
    ] = None,
    lang: Annotated[
        str | None,
        typer.Option(
            *COMMON_OPTIONS["lang"][0],
            metavar=both(*COMMON_OPTIONS["lang"][1]),
            callback=_known_language,
            is_eager=True,
            expose_value=False,
            help=both(*COMMON_OPTIONS["lang"][2]),
        ),
    ] = None,
) -> None: ...


def _program(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            callback=_show_version,
            is_eager=True,
            expose_value=False,
        ),
    ] = False,
) -> None: ...


def _parameters(function: Callable[..., None]) -> list[Any]:
    app = typer.Typer(add_completion=False)
    app.command()(function)
    return [parameter for parameter in typer.main.get_command(app).params if parameter.name != "help"]


def common_parameters(*, program: bool = False) -> list[Any]:
    """Return the common options as Typer knows them, for a command or for the program itself."""
    return [*_parameters(_common), *(_parameters(_program) if program else [])]


def _completed(known: Callable[[Any], Any]) -> Callable[[str], list[str]]:
    def complete(incomplete: str) -> list[str]:
        from qcdc_cli.commands.lookup import campaign_to_complete

        campaign = campaign_to_complete(folder())
        return [] if campaign is None else [name for name in known(campaign) if name.startswith(incomplete)]

    return complete


complete_bloc = _completed(lambda campaign: campaign.blocs)
complete_unit = _completed(lambda campaign: campaign.units)
complete_period = _completed(lambda campaign: campaign.periods)
complete_stage = _completed(lambda campaign: [stage.id for stage in campaign.stages])


def complete_rubric(incomplete: str) -> list[str]:
    """Complete the names of the shipped rubrics."""
    from qcdc_cli.campaign.shipped import shipped_rubrics

    return [name for name in shipped_rubrics() if name.startswith(incomplete)]


def _complete_format(incomplete: str) -> list[str]:
    return [name for name in TABLES if name.startswith(incomplete)]


BlocOption = Annotated[
    str | None,
    typer.Option(
        "--bloc",
        "-b",
        metavar=both("KHỐI", "BLOC"),
        autocompletion=complete_bloc,
        help=both("Mã khối; mặc định mọi khối.", "The bloc's id; every bloc by default."),
    ),
]
PeriodOption = Annotated[
    str | None,
    typer.Option(
        "--period",
        "-p",
        metavar=both("KỲ", "PERIOD"),
        autocompletion=complete_period,
        help=both("Mã kỳ; mặc định kỳ hiện tại.", "The period's id; the current one by default."),
    ),
]
StageOption = Annotated[
    str | None,
    typer.Option(
        "--stage",
        "-s",
        metavar=both(*terms.STAGE),
        autocompletion=complete_stage,
        help=both(
            "Chỉ tính đến bước chấm này, ví dụ self; mặc định bước sau cùng đã chấm.",
            "Count marks up to this stage only, such as self; by default the latest one given.",
        ),
    ),
]
RubricOption = Annotated[
    str | None,
    typer.Option(
        "--rubric",
        "-r",
        metavar=both(*terms.RUBRIC_VALUE),
        autocompletion=complete_rubric,
        help=both(
            "Thang điểm khác: tên thang điểm có sẵn trong qcdc, hoặc đường dẫn; dùng được cả khi không có qcdc.yaml.",
            "Another rubric: a shipped name or a path; works without a qcdc.yaml too.",
        ),
    ),
]
FormatOption = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="table|json|csv|md",
        autocompletion=_complete_format,
        help=both("Định dạng kết quả; mặc định là bảng (table).", "How to print it; a table by default."),
    ),
]
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar=both(*terms.FILE),
        help=both("Ghi vào tệp (UTF-8) thay vì màn hình.", "Write to a file (UTF-8) instead of the screen."),
    ),
]
StrictOption = Annotated[
    bool,
    typer.Option(
        "--strict",
        help=both(
            "Cảnh báo cũng bị coi là lỗi, kết quả tạm tính bị từ chối.",
            "Warnings count as errors; provisional results are refused.",
        ),
    ),
]
SheetsArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=both("PHIẾU", "SHEETS"),
        help=both(
            "Tệp phiếu, thư mục hoặc mẫu tên tệp như units/*.yaml; mặc định mọi phiếu của đợt.",
            "Sheets, folders or patterns such as units/*.yaml; all sheets of the campaign by default.",
        ),
    ),
]
