"""Letters of `qcdc export --letters`: a file for each unit in a folder, or all in one file to print."""

from collections.abc import Callable, Iterator
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import cast

from qcdc_cli.campaign.loaded import Progress
from qcdc_cli.campaign.papers import LETTERS
from qcdc_cli.commands.output import journal_folder, names_of_parts, show, tell
from qcdc_cli.commands.overwriting import refuse_overwriting
from qcdc_cli.commands.progress import bar_when_slow, with_collector
from qcdc_cli.commands.session import Session
from qcdc_cli.language import say
from qcdc_cli.render.documents.gaps import Gaps
from qcdc_cli.render.documents.letters import letters
from qcdc_cli.render.formats import Format
from qcdc_cli.render.report import Report
from qcdc_cli.storage.replacing import NewFile, refuse_file_as_folder, refuse_missing_folder, replace_all

# How many letters a file of each format takes: a printer takes several files, and a file of thousands takes gigabytes
# to make; Typst needs about 4 MB for a letter on 42 criteria.
MOST_IN_ONE = {"docx": 150, "pdf": 50}


def write_letters(session: Session, target: Path, chosen: Format, *, todo: bool = False) -> None:
    """Write the letters, all of them or none: into one file where the target is named as one, else one each.

    Args:
        session: the campaign, and what of it was chosen.
        target: the file, such as `thong-bao.docx`; or the folder for files such as `nga-sau_2020.docx`, which is made
            where there is none. Many letters in one file are parted into `thong-bao-1.docx`, `thong-bao-2.docx`, …
        chosen: the format.
        todo: whether to list the places that a person must still fill.

    Raises:
        QcdcError: Q919 for a file in a folder that is not there; Q106 where a file cannot be written, or what is to be
            the folder is a file.
    """
    report = session.paper(LETTERS)
    sizes = _sizes(report, target, chosen)
    in_one = target.suffix.lower() == chosen.suffix
    if in_one:
        refuse_missing_folder(target)
    else:
        refuse_file_as_folder(target)
    refuse_overwriting(sizes)
    write = cast("Callable[..., bytes]", import_module(f"qcdc_cli.render.{chosen.room}").write)
    number, gaps = sum(sizes.values()), Gaps()

    def made(progress: Progress | None) -> Iterator[NewFile]:
        to_come, done = letters(report), 0
        for file, size in sizes.items():
            own = tuple(islice(to_come, size))
            for letter in own:
                gaps.add(letter)
            yield NewFile(file, write(own))
            done += size
            if progress is not None:
                progress(done, number)

    with bar_when_slow(say("Ghi thông báo", "Writing letters")) as progress, with_collector():
        replace_all(made(progress), journal_folder(next(iter(sizes))), tell)
    _tell_written(number, len(sizes), target, in_one=in_one)
    if todo:
        show("\n".join(gaps.lines()), None)


def _tell_written(number: int, files: int, target: Path, *, in_one: bool) -> None:
    """Say how many letters were written, and where."""
    wrote = "Wrote 1 letter" if number == 1 else f"Wrote {number} letters"
    if files == 1 and in_one:
        tell(say(f"Đã ghi {number} thông báo vào {target}.", f"{wrote} into {target}."))
        return
    folder = target.parent if in_one else target
    tell(
        say(
            f"Đã ghi {number} thông báo vào {files} tệp ở {folder}.",
            f"{wrote} into {folder}, in {files} {'file' if files == 1 else 'files'}.",
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
    return {file: len(units[at * most : (at + 1) * most]) for at, file in enumerate(names_of_parts(target, files))}
