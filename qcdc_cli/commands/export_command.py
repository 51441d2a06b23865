"""`qcdc export`: the report as a file; its suffix says which kind."""

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from qcdc_cli.commands.options import (
    BlocOption,
    PeriodOption,
    RubricOption,
    StageOption,
    StrictOption,
    argument,
    option,
)
from qcdc_cli.language import Text, say, terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qcdc_cli.commands.session import Session
    from qcdc_cli.render.formats import Format

FileArgument = Annotated[
    str,
    argument(
        "Tệp ghi ra; đuôi .xlsx, .csv, .json hoặc .md quyết định định dạng.",
        "The file to write; its suffix .xlsx, .csv, .json or .md says the format.",
        value=terms.FILE,
    ),
]


TemplateOption = Annotated[
    str | None,
    option(
        "Mẫu báo cáo (Excel) của khối để điền vào: ô có trường như {{đơn vị}}, {{tổng điểm}}.",
        "The bloc's own Excel layout to fill: cells with words such as {{unit}}, {{points}}.",
        "--template",
        value=Text("MẪU", "TEMPLATE"),
    ),
]

HELP = Text(
    "Tệp cũ chỉ được thay thế khi tệp mới đã ghi xong.",
    "An old file is replaced only when the new one is complete.",
)


def command(
    file: FileArgument,
    bloc: BlocOption = None,
    period: PeriodOption = None,
    stage: StageOption = None,
    rubric: RubricOption = None,
    strict: StrictOption = False,
    template: TemplateOption = None,
) -> None:
    """Rank the chosen blocs and write the report."""
    from datetime import datetime
    from functools import partial

    from qcdc_cli.commands import session
    from qcdc_cli.commands.output import tell, write_output
    from qcdc_cli.commands.overwriting import refuse_overwriting
    from qcdc_cli.commands.progress import bar_when_slow
    from qcdc_cli.render.report import Options

    target = Path(file)
    chosen = format_of(target, template)
    refuse_overwriting([target], filter(None, [rubric]))
    choice = session.Choice(bloc, period, stage, strict)
    work = session.start(session.load_campaign(rubric=rubric), choice)
    report = work.whole()
    with bar_when_slow(say("Ghi báo cáo", "Writing the report")) as progress:
        options = Options(
            made=datetime.now().astimezone(),
            files=partial(_file_digests, work),
            template=None if template is None else Path(template),
            progress=progress,
            tell=tell,
        )
        write_output(target, chosen.file(chosen.render(report, options)))
    tell(say(f"Đã ghi {target}.", f"Wrote {target}."))


def format_of(target: Path, template: str | None) -> "Format":
    """Return the format of a file to write.

    Raises:
        QcdcError: Q107 for an unknown suffix; for a template Q909 where the file is no workbook, and Q114 where it is
            the template itself.
    """
    from qcdc_cli.problems import Problem, QcdcError
    from qcdc_cli.render.formats import BY_SUFFIX, FORMATS

    suffix = target.suffix.lower()
    if suffix not in BY_SUFFIX:
        values = {"suffix": target.suffix or say("(không có)", "(none)"), "allowed": ", ".join(BY_SUFFIX)}
        raise QcdcError(Problem("Q107", values, target.suffix, ", ".join(BY_SUFFIX)), could_not_run=True)
    if template is None:
        return BY_SUFFIX[suffix]
    if suffix != ".xlsx":
        fix = Text("Đặt tên tệp ghi ra có đuôi .xlsx.", "Give the file to write the suffix .xlsx.")
        values = {"found": "--template", "option": target.name}
        raise QcdcError(Problem("Q909", values, target.name, ".xlsx", fix=fix), could_not_run=True)
    is_same = target.resolve() == Path(template).resolve()
    if is_same or (target.exists() and Path(template).exists() and target.samefile(template)):
        fix = Text("Ghi ra tên khác để giữ nguyên mẫu báo cáo.", "Write to another name, so that the template is kept.")
        raise QcdcError(Problem("Q114", {"path": str(target)}, fix=fix), could_not_run=True)
    return FORMATS["template"]


def _file_digests(session: "Session") -> tuple[tuple[str, str], ...]:
    """Return the name and the SHA-256 digest of every file that the results of the chosen blocs rest on."""
    loaded = session.loaded
    files = {file.resolve(): file for file in (*loaded.files, *_sheets(session))}
    return tuple((_name(file, loaded.folder), _digest(file)) for file in files)


def _sheets(session: "Session") -> "Iterator[Path]":
    """Yield the sheets of the period, and of those before it where a tie-break takes earlier ranks."""
    period, rubrics = session.scoring_input.period, session.scoring_input.rubrics
    periods = {period}
    if any(step.rule == "earlier" for bloc in session.blocs for step in rubrics[bloc].ties):
        known = list(session.campaign.periods)
        periods |= set(known[: known.index(period)]) if period in known else set()
    for name, owner in sorted(session.loaded.owners.items()):
        if owner.bloc in session.blocs and owner.period in periods:
            yield Path(name)


def _name(file: Path, folder: Path | None) -> str:
    """Name a file from the campaign's folder; one from elsewhere by its name alone."""
    whole = file.resolve()
    from qcdc_cli.campaign.shipped import is_shipped

    if is_shipped(file):
        return say(f"{file.name} (có sẵn trong qcdc)", f"{file.name} (ships with qcdc)")
    if folder is not None and whole.is_relative_to(folder.resolve()):
        return whole.relative_to(folder.resolve()).as_posix()
    return file.name


def _digest(file: Path) -> str:
    try:
        with file.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:  # moved away since it was read
        return say("không đọc lại được", "could not be read again")
