"""Outputs made again in memory, as `qcdc` once made the files that are checked."""

import csv
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from io import StringIO
from typing import TYPE_CHECKING, cast

from qcdc_cli.campaign.papers import LETTERS
from qcdc_cli.language import speaking
from qcdc_cli.render.formats import FORMATS
from qcdc_cli.render.page.site import Site
from qcdc_cli.render.report import ListReport, Options, Report
from qcdc_cli.verification.outputs import SITE, Output

if TYPE_CHECKING:
    from qcdc_cli.render.documents import Document

Make = Callable[[Output], tuple[Report | ListReport, Options]]
"""Gives what an output shows, and how it is made; raises QcdcError where the campaign gives no such output."""


def pdf_title(output: Output, make: Make) -> str:
    """Return the title of a PDF without drawing it; "" for one of no papers."""
    from qcdc_cli.render.documents.papers import documents_of
    from qcdc_cli.render.pdf.contents import one_line_title

    with speaking(output.language):
        report = make(output)[0]
        own = _letters(output, report) if output.view == LETTERS else documents_of(report)
        return one_line_title(own[0]) if own else ""


def _letters(output: Output, report: Report | ListReport) -> "Sequence[Document]":
    """Return the letters that an output holds."""
    from qcdc_cli.render.documents.letters import letters

    return [one for one in letters(cast("Report", report)) if not output.units or one.unit in output.units]


def made_again(output: Output, make: Make, name: str = "", most: int | None = None) -> Iterator[bytes]:
    """Yield the files of an output: one, its parts where it is too large for one, or a folder's pages with a name.

    Args:
        output: the output.
        make: gives what it shows.
        name: the name of the page.
        most: of a CSV, with how many lines it is given up when it has more; None to make all of it.
    """
    with speaking(output.language):
        report, options = make(output)
        chosen = FORMATS[output.format]
        if output.view == SITE:
            files = [data for _, data in pages_of(output, make, name)]
        elif output.view == LETTERS:
            write = cast("Callable[..., bytes]", import_module(f"qcdc_cli.render.{chosen.room}").write)
            own = _letters(output, report)
            files = [write(own)] if own else []
        else:
            parts = chosen.parts(report, options)
            if most is not None:
                parts = [_given_up(cast("Iterator[str]", pieces), most) for pieces in parts]
            files = [b"".join(chosen.file(pieces)) for pieces in parts]
    yield from files


def _given_up(pieces: Iterator[str], most: int) -> Iterator[str]:
    """Yield the pieces of a CSV, and no more of them once they have more lines than so many."""
    lines = 0
    for piece in pieces:
        yield piece
        lines += sum(1 for _ in csv.reader(StringIO(piece, newline="")))
        if lines > most:
            return


def pages_of(output: Output, make: Make, only: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield the pages of a folder by their paths in it; only those of a name, where one is given."""
    with speaking(output.language):
        report, options = make(output)
        pages = Site(cast("Report", report), options).pages()
    while True:
        with speaking(output.language):  # not while a page is compared: what differs is told in the reader's language
            page = next(pages, None)
            if page is None:
                return
            if only and page.path.rpartition("/")[2] != only:
                continue
            data = b"".join(FORMATS[output.format].file(page.pieces))
        yield page.path, data
