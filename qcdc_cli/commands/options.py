"""What commands share: their class and options, with how these are written, completed and explained."""

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from qcdc_cli.commands import COMMON_OPTIONS
from qcdc_cli.commands.help import command_page
from qcdc_cli.language import LANGUAGES, Text, both, pick, terms
from qcdc_cli.render.formats import LISTS, TABLES


def written_options(command: Any) -> frozenset[str]:
    """Return the options of one of Typer's commands, as they are written."""
    options = (parameter for parameter in command.params if parameter.param_type_name == "option")
    return frozenset(name for option in options for name in option.opts)


class Command(TyperCommand):
    """A command whose help page is in the language in use, and which is given no advice that it cannot follow."""

    def make_context(self, *arguments: Any, **more: Any) -> Any:
        """Read the command line; from here on advice names only options that this command has."""
        from qcdc_cli.problems import advise_for

        advise_for(written_options(self))
        settings.command = f"qcdc {self.name}"
        return super().make_context(*arguments, **more)

    def get_help(self, ctx: Any) -> str:
        """Return the whole help page."""
        return command_page(self, ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return one line of help, for shell completion."""
        return pick(self.help or "").partition("\n")[0][:limit]


class Settings:
    """The values of the common options, for the one run of the program; they may come before the command or after.

    Attributes:
        folder: the folder in which to look for the campaign; None for the working folder.
        command: the command that runs, as it is called.
    """

    folder: Path | None = None
    command: str = "qcdc"


settings = Settings()


def running_command() -> str:
    """Return the command that runs, as it is called: `qcdc rank`; only `qcdc` as long as none is known."""
    return settings.command


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


def _common_option(name: str, callback: Callable[[str | None], None], *, is_eager: bool = False) -> Any:
    written, value, text = COMMON_OPTIONS[name]
    return typer.Option(
        *written, metavar=both(*value), callback=callback, is_eager=is_eager, expose_value=False, help=both(*text)
    )


def _common(
    folder: Annotated[str | None, _common_option("folder", _set_folder)] = None,
    lang: Annotated[str | None, _common_option("lang", _known_language, is_eager=True)] = None,
) -> None: ...


@cache
def common_parameters() -> tuple[Any, ...]:
    """Return the common options as Typer knows them, the same for the program itself and for every command."""
    app = typer.Typer(add_completion=False)
    app.command()(_common)
    return tuple(parameter for parameter in typer.main.get_command(app).params if parameter.name != "help")


def completing(words: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    """Return what completes one of some words, which are looked up only when a shell asks for them."""
    return lambda incomplete: [word for word in words() if word.startswith(incomplete)]


def _of_campaign(known: Callable[[Any], Iterable[str]]) -> Callable[[str], list[str]]:
    def words() -> Iterable[str]:
        from qcdc_cli.commands.lookup import campaign_to_complete

        campaign = campaign_to_complete(folder())
        return () if campaign is None else known(campaign)

    return completing(words)


def _shipped() -> Iterable[str]:
    from qcdc_cli.campaign.shipped import shipped_rubrics

    return shipped_rubrics()


def _criteria() -> Iterable[str]:
    from qcdc_cli.commands.lookup import criteria_to_complete

    return criteria_to_complete(folder())


def _groupings(campaign: Any) -> Iterable[str]:
    from qcdc_cli.campaign.groupings import groupings_here

    return groupings_here(campaign)


complete_bloc = _of_campaign(lambda campaign: campaign.blocs)
complete_grouping = _of_campaign(lambda campaign: _groupings(campaign))
complete_unit = _of_campaign(lambda campaign: campaign.units)
complete_checker = _of_campaign(lambda campaign: campaign.checkers)
complete_period = _of_campaign(lambda campaign: campaign.periods)
complete_stage = _of_campaign(lambda campaign: [stage.id for stage in campaign.stages])
complete_criterion = completing(_criteria)
complete_rubric = completing(_shipped)


def option(
    vietnamese: str,
    english: str,
    *written: str,
    value: Text | None = None,
    complete: Callable[[str], list[str]] | None = None,
) -> Any:
    """Return an option: its help in both languages, how it is written, its value's name and what completes it."""
    metavar = None if value is None else both(*value)
    return typer.Option(*written, metavar=metavar, autocompletion=complete, help=both(vietnamese, english))


def argument(vietnamese: str, english: str, *, value: Text, complete: Callable[[str], list[str]] | None = None) -> Any:
    """Return an argument: its help in both languages, its name and what completes it."""
    return typer.Argument(metavar=both(*value), autocompletion=complete, help=both(vietnamese, english))


def words_option(vietnamese: str, english: str, *written: str, words: Sequence[str]) -> Any:
    """Return an option that takes one of a few words."""
    known, text = completing(lambda: words), both(vietnamese, english)
    return typer.Option(*written, metavar="|".join(words), autocompletion=known, help=text)


def format_option(vietnamese: str, english: str, formats: Sequence[str]) -> Any:
    """Return the option `--format`, which takes one of some formats."""
    return words_option(vietnamese, english, "--format", "-f", words=formats)


def stage_option(vietnamese: str, english: str) -> Any:
    """Return the option `--stage`."""
    return option(vietnamese, english, "--stage", "-s", value=terms.STAGE, complete=complete_stage)


def rubric_option(vietnamese: str, english: str) -> Any:
    """Return the option `--rubric`."""
    return option(vietnamese, english, "--rubric", "-r", value=terms.RUBRIC_VALUE, complete=complete_rubric)


BlocOption = Annotated[
    str | None,
    option(
        "Mã khối; mặc định mọi khối.",
        "The bloc's id; every bloc by default.",
        "--bloc",
        "-b",
        value=Text("KHỐI", "BLOC"),
        complete=complete_bloc,
    ),
]
PeriodOption = Annotated[
    str | None,
    option(
        "Mã kỳ; mặc định kỳ hiện tại.",
        "The period's id; the current one by default.",
        "--period",
        "-p",
        value=Text("KỲ", "PERIOD"),
        complete=complete_period,
    ),
]
StageOption = Annotated[
    str | None,
    stage_option(
        "Chỉ tính đến bước chấm này, ví dụ self; mặc định bước sau cùng đã chấm.",
        "Count marks up to this stage only, such as self; by default the latest one given.",
    ),
]
RubricOption = Annotated[
    str | None,
    rubric_option(
        "Thang điểm khác: tên thang điểm có sẵn trong qcdc, hoặc đường dẫn; dùng được cả khi không có qcdc.yaml.",
        "Another rubric: a shipped name or a path; works without a qcdc.yaml too.",
    ),
]
FormatOption = Annotated[
    str,
    format_option("Định dạng kết quả; mặc định là bảng (table).", "How to print it; a table by default.", TABLES),
]
ListFormatOption = Annotated[
    str | None,
    format_option(
        "Định dạng kết quả; mặc định theo đuôi của tệp ghi ra, không thì là bảng (table).",
        "How to print it; by default as the suffix of the file to write says, else a table.",
        LISTS,
    ),
]
OutputOption = Annotated[
    str | None,
    option(
        "Ghi vào tệp (UTF-8) thay vì màn hình.",
        "Write to a file (UTF-8) instead of the screen.",
        "--output",
        "-o",
        value=terms.FILE,
    ),
]
StrictOption = Annotated[
    bool,
    option(
        "Cảnh báo cũng bị coi là lỗi, kết quả tạm tính bị từ chối.",
        "Warnings count as errors; provisional results are refused.",
        "--strict",
    ),
]
UnitArgument = Annotated[
    str, argument("Mã hoặc tên đơn vị.", "The unit's id or name.", value=terms.UNIT_VALUE, complete=complete_unit)
]
MaybeUnitArgument = Annotated[
    str | None,
    argument(
        "Mã hoặc tên đơn vị; mặc định mọi đơn vị.",
        "A unit's id or name; all units by default.",
        value=terms.UNIT_VALUE,
        complete=complete_unit,
    ),
]
UnitsArgument = Annotated[
    list[str] | None,
    argument(
        "Mã hoặc tên đơn vị; mặc định mọi đơn vị.",
        "Units by id or name; all by default.",
        value=terms.UNITS_VALUE,
        complete=complete_unit,
    ),
]
SheetsArgument = Annotated[
    list[str] | None,
    argument(
        "Tệp phiếu, thư mục hoặc mẫu tên tệp như units/*.yaml; mặc định mọi phiếu của đợt.",
        "Sheets, folders or patterns such as units/*.yaml; all sheets of the campaign by default.",
        value=Text("PHIẾU", "SHEETS"),
    ),
]
