"""Letters of `qcdc export --letters`: a file for each unit in a folder, or all in one file to print."""

from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import cast

from qcdc_cli.commands.output import journal_folder, tell
from qcdc_cli.commands.overwriting import refuse_overwriting
from qcdc_cli.commands.progress import with_collector
from qcdc_cli.language import say
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.render.documents.letters import letters
from qcdc_cli.render.formats import BY_SUFFIX, FORMATS, Format
from qcdc_cli.render.report import Options, Report
from qcdc_cli.storage.replacing import NewFile, refuse_missing_folder, replace_all

# The formats that letters are written in, and how many letters a file takes: a printer takes several files, and a file
# of thousands takes gigabytes to make; Typst needs about 4 MB for a letter on 42 criteria.
MOST_IN_ONE = {"docx": 150, "pdf": 50}
PAPERS = tuple(MOST_IN_ONE)


def letters_format(target: Path, style: str | None) -> Format:
    """Return the format of letters: by the name of the one file, or as asked for; Word where a folder says nothing.

    Args:
        target: the file or the folder to write.
        style: the format that was asked for by name; None for none.

    Raises:
        QcdcError: Q909 for a format that letters are not written in, or one that contradicts the suffix.
    """
    by_suffix = BY_SUFFIX.get(target.suffix.lower())
    name = style or (by_suffix.name if by_suffix is not None else "docx")
    if name not in PAPERS or (by_suffix is not None and by_suffix.name != name):
        found = f"--format {style}" if style is not None else target.name
        other = "--letters" if name not in PAPERS else target.name
        raise QcdcError(
            Problem("Q909", {"found": found, "option": other}, found, ", ".join(PAPERS)), could_not_run=True
        )
    return FORMATS[name]


def write_letters(report: Report, target: Path, chosen: Format, options: Options) -> None:
    """Write the letters, all of them or none: into one file where the target is named as one, else one each.

    Args:
        report: the rankings with what units get, looked at as letters.
        target: the file, such as `thong-bao.docx`; or the folder for files such as `nga-sau_2020.docx`, which is made
            where there is none. Many letters in one file are parted into `thong-bao-1.docx`, `thong-bao-2.docx`, …
        chosen: the format.
        options: how they are made.
    """
    sizes = _sizes(report, target, chosen)
    in_one = target.suffix.lower() == chosen.suffix
    if in_one:
        refuse_missing_folder(target)
    refuse_overwriting(sizes)
    write = cast("Callable[..., bytes]", import_module(f"qcdc_cli.render.{chosen.room}").write)
    number = sum(sizes.values())

    def made() -> Iterator[NewFile]:
        to_come, done = letters(report), 0
        for file, size in sizes.items():
            yield NewFile(file, write(tuple(islice(to_come, size))))
            done += size
            if options.progress is not None:
                options.progress(done, number)

    with with_collector():
        replace_all(made(), journal_folder(next(iter(sizes))), tell)
    if len(sizes) == 1 and in_one:
        tell(say(f"Đã ghi {number} thông báo vào {target}.", f"Wrote letters into {target}: {number}."))
        return
    folder = target.parent if in_one else target
    tell(
        say(
            f"Đã ghi {number} thông báo vào {len(sizes)} tệp ở {folder}.",
            f"Wrote letters: {number}, in files in {folder}: {len(sizes)}.",
        )
    )


def _sizes(report: Report, target: Path, chosen: Format) -> dict[Path, int]:
    """Return the files to write, in the order of the letters, each with how many letters it takes."""
    units = [unit.counted.unit for ranking in report.rankings for unit in report.scores[ranking.bloc_id]]
    if target.suffix.lower() != chosen.suffix:
        return {target / f"{unit}_{report.period}{chosen.suffix}": 1 for unit in units}
    most = MOST_IN_ONE[chosen.name]
    files = -(-len(units) // most)
    if files == 1:
        return {target: len(units)}
    named = (target.with_stem(f"{target.stem}-{part:0{len(str(files))}}") for part in range(1, files + 1))
    return {file: len(units[at * most : (at + 1) * most]) for at, file in enumerate(named)}
