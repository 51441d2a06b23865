"""`qcdc status`: how far a period has come, and reminders to the units."""

from typing import TYPE_CHECKING, Annotated

from qcdc_cli.commands import options
from qcdc_cli.language import Text, say, terms

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from qcdc_cli.campaign.campaign import Campaign
    from qcdc_cli.process.progress import PeriodProgress

OnOption = Annotated[
    str | None,
    options.option(
        "Tính đến ngày này, ví dụ 2020-06-20: còn mấy ngày, quá hạn mấy ngày. Không ghi thì không so với ngày nào.",
        "Count from this day, such as 2020-06-20: days left, days overdue. Without it no day is compared with.",
        "--on",
        value=Text("NGÀY", "DAY"),
    ),
]
RemindOption = Annotated[
    bool,
    options.option(
        "Soạn thư nhắc từng đơn vị, từng người thẩm định còn thiếu, gửi được qua thư điện tử hoặc Zalo; có -o thì ghi "
        "mỗi thư một tệp .txt vào thư mục đó.",
        "Write a reminder to each unit and checker who lacks something, to send by mail or Zalo; with -o a .txt file "
        "each, into that folder.",
        "--remind",
    ),
]
ReceivedOption = Annotated[
    bool,
    options.option(
        "Liệt kê các tệp đã nhận trong kỳ: tệp nào, của ai, lúc nào, chậm mấy ngày.",
        "List the files that came in for the period: which, whose, when, how late.",
        "--received",
    ),
]

HELP = Text(
    "Mỗi đơn vị một dòng, mỗi bước chấm một cột: chưa chấm, mới được mấy tiêu chí, đủ, chậm mấy ngày; thiếu minh "
    "chứng, lỗi; việc gì đến hạn kế tiếp.\nPhiếu có lỗi vẫn xem được tiến độ; khi đó mã thoát là 1.",
    "A line per unit, a column per stage: not begun, how many criteria, complete, how many days late; evidence that is "
    "missing, problems; what is due next.\nIt works over sheets with errors; the exit status is 1 then.",
)


def command(
    units: options.UnitsArgument = None,
    bloc: options.BlocOption = None,
    period: options.PeriodOption = None,
    on: OnOption = None,
    remind: RemindOption = False,
    received: ReceivedOption = False,
    style: options.ListFormatOption = None,
    output: options.OutputOption = None,
) -> int:
    """Find out how far a period has come, and show it or write reminders."""
    from qcdc_cli.commands.campaign_loading import load_campaign
    from qcdc_cli.commands.evidence_reading import suspect_criteria
    from qcdc_cli.commands.lookup import bloc_ids, period_id, unit_and_bloc
    from qcdc_cli.commands.output import show_report
    from qcdc_cli.commands.usage import list_format, refuse_together
    from qcdc_cli.problems import QcdcError
    from qcdc_cli.process.progress import period_progress
    from qcdc_cli.render.report import ListReport

    refuse_together({"--remind": remind, "--received": received, "--format": style is not None}, "--remind")
    refuse_together({"--received": received, "--on": on is not None}, "--received")
    chosen = list_format(style, output) if not remind else None
    counted_from = None if on is None else _day(on)
    loaded = load_campaign()
    campaign = loaded.campaign
    named = dict(unit_and_bloc(campaign, unit) for unit in units or ())
    refuse_together({"--bloc": bloc is not None, say(*terms.UNITS_VALUE): bool(named)}, "--bloc")
    blocs = [one for one in bloc_ids(campaign, bloc) if not named or one in named.values()]
    if any(one not in loaded.rubrics for one in blocs):
        raise QcdcError(*loaded.errors)
    of = period_id(campaign, period)
    asked = list(named) or [unit for one in blocs for unit in campaign.blocs[one].units]
    suspect = {} if remind or received else suspect_criteria(loaded, of, asked)
    progress = period_progress(loaded, of, blocs, units=named or None, on=counted_from, suspect=suspect)
    if chosen is None:
        _remind(progress, campaign, output)
    elif received:
        from qcdc_cli.render.lists.progress import imported_files_list

        own = {one.unit for one in progress.units}
        files = [one for one in loaded.received.files if one.period == of and one.unit in own]
        show_report(ListReport(campaign, of, (imported_files_list(files, of, campaign),)), chosen, output)
    else:
        from qcdc_cli.render.lists.progress import progress_lists, progress_on_screen

        lists = progress_lists(progress, campaign)
        lists = lists[:1] if chosen.name == "csv" else lists  # the rows of one table
        screen = progress_on_screen(progress, campaign)
        show_report(ListReport(campaign, of, lists, on_screen=screen), chosen, output)
    return int(any(problem.is_error for problem in loaded.problems_of(blocs, of)))


def _day(text: str) -> "date":
    """Read the day to count from.

    Raises:
        QcdcError: Q906 for what is no day.
    """
    from qcdc_cli.problems import Problem, QcdcError
    from qcdc_cli.values import read_date

    try:
        return read_date(text)
    except QcdcError as refused:
        values = {"found": text, "option": "--on", "command": options.running_command()}
        allowed = refused.problem.allowed or "2020-06-30"
        raise QcdcError(Problem("Q906", values, text, allowed), could_not_run=True) from None


def _remind(progress: "PeriodProgress", campaign: "Campaign", output: str | None) -> None:
    """Print the reminders, one below the other, or write each into a file of its own."""
    from pathlib import Path

    from qcdc_cli.commands.destinations import is_standard_output
    from qcdc_cli.commands.output import show, tell
    from qcdc_cli.render.words.reminder import checker_reminder, reminder

    units = {one.unit: reminder(one, progress, campaign) for one in progress.units}
    done = sum(not text for text in units.values())
    stages = [stage.id for stage in campaign.stages]
    checkers = {
        f"{one.checker}_{stages[one.stage]}": checker_reminder(one, progress, campaign) for one in progress.checkers
    }
    texts = {name: text for name, text in (*units.items(), *checkers.items()) if text}
    if output is not None and not is_standard_output(output):
        files = {Path(output) / f"{name}_{progress.period}.txt": text for name, text in texts.items()}
        _write(files)
        tell(say(f"Đã ghi {len(texts)} thư nhắc vào {output}.", f"Wrote reminders into {output}: {len(texts)}."))
    elif texts:
        show(f"\n{'─' * 40}\n\n".join(texts.values()), None)
    if done:
        tell(say(f"Không cần nhắc: {done} đơn vị đã đủ.", f"Units that lack nothing: {done}."))


def _write(files: "dict[Path, str]") -> None:
    """Write the reminders, all of them or none; earlier ones are replaced."""
    from qcdc_cli.commands.output import journal_folder, tell
    from qcdc_cli.commands.overwriting import refuse_overwriting
    from qcdc_cli.storage.replacing import NewFile, replace_all

    if not files:
        return
    refuse_overwriting(files)

    def made() -> "Iterator[NewFile]":
        for file, text in files.items():
            yield NewFile(file, text.encode())

    replace_all(made(), journal_folder(next(iter(files))), tell)
