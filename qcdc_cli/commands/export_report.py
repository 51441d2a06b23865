"""What `qcdc export` writes of whole blocs: one file with the report or an official paper, or a folder of pages."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from qcdc_cli.commands.destinations import is_standard_output
from qcdc_cli.commands.export_formats import PAPER_FORMATS
from qcdc_cli.commands.file_digests import file_digests
from qcdc_cli.commands.output import journal_folder, put_report, replace_files, show, tell
from qcdc_cli.commands.overwriting import refuse_overwriting
from qcdc_cli.commands.progress import bar_when_slow
from qcdc_cli.commands.session import Session
from qcdc_cli.language import say
from qcdc_cli.render.formats import FORMATS, Format
from qcdc_cli.render.report import Options
from qcdc_cli.storage.replacing import NewFile, refuse_file_as_folder


def write_file(
    session: Session,
    target: str,
    chosen: Format,
    inputs: Sequence[str | None] = (),
    *,
    template: Path | None = None,
    document: str | None = None,
    todo: bool = False,
    public: bool = False,
) -> None:
    """Write one file, several where the format cannot hold so much in one, or the standard output.

    Args:
        session: the campaign, and what of it was chosen.
        target: the file's name.
        chosen: its format.
        inputs: the files that the command was given to read, which no file may replace.
        template: the bloc's own layout to fill; None for none.
        document: which official paper; None for the report.
        todo: whether to list the paper's places that a person must still fill: on stderr where the paper itself goes
            to the standard output.
        public: whether what is internal is left out.
    """
    report = session.paper(document or "report") if chosen.name in PAPER_FORMATS else session.whole()
    with _options(session, template=template, public=public) as options:
        in_parts = put_report(report, options, target, chosen, inputs)
    to_standard_output = is_standard_output(target)
    if not to_standard_output and not in_parts:
        tell(say(f"Đã ghi {target}.", f"Wrote {target}."))
    if todo:
        from qcdc_cli.render.documents.gaps import gap_lines
        from qcdc_cli.render.documents.papers import documents_of

        lines = list(gap_lines(documents_of(report)))
        if to_standard_output:
            tell(*lines)
        else:
            show("\n".join(lines), None)


def write_site(session: Session, folder: Path, *, public: bool) -> None:
    """Write the page for the public as a folder of pages, all of them or none.

    Args:
        session: the campaign, and what of it was chosen.
        folder: the folder; it is made where there is none.
        public: whether what is internal was asked to be left out.

    Raises:
        QcdcError: Q122 and Q123 where a page would replace what is to be kept; Q106 where one cannot be written, or the
            folder is a file.
    """
    from qcdc_cli.render.page.site import INDEX, Site

    refuse_file_as_folder(folder)
    report = session.whole()
    with _options(session, public=public) as options:
        site = Site(report, options)
        refuse_overwriting([folder / path for path in site.paths])
        pages = ((folder / page.path, page.pieces) for page in site.pages())
        replace_files(
            (NewFile(file, FORMATS["html"].file(pieces)) for file, pieces in pages), journal_folder(folder / INDEX)
        )
        number = len(site.paths)
        tell(
            say(
                f"Đã ghi {number} trang vào {folder}; mở {INDEX}.",
                f"Wrote {number} pages into {folder}; open {INDEX}.",
            )
        )


@contextmanager
def _options(session: Session, *, template: Path | None = None, public: bool = False) -> Iterator[Options]:
    """Give the options that a report is written with, beside a bar where that takes long."""
    with bar_when_slow(say("Ghi báo cáo", "Writing the report")) as progress:
        yield Options(
            made=datetime.now().astimezone(),
            files=partial(file_digests, session),
            template=template,
            public=public,
            progress=progress,
            tell=tell,
        )
