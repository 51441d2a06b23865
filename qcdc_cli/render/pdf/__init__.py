"""Official papers and lists as PDF, drawn by Typst: the papers that Word files hold, in the font that comes with qcdc.

Everything that a paper says goes to Typst as data, never as a text of its language, in an empty folder, without
packages and without the system's fonts: the same papers give the same bytes on every machine.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from qcdc_cli.campaign.loaded import Progress
from qcdc_cli.language import current
from qcdc_cli.language.figures import large_figure
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.render.documents import Document
from qcdc_cli.render.documents.parts import cells_of, parted
from qcdc_cli.render.pdf.contents import Data, data_of, one_line_title
from qcdc_cli.render.pdf.drawing import typeset
from qcdc_cli.render.pdf.letters import missing_letters
from qcdc_cli.render.report import AnyReport, Options

MOST_CELLS = 18_000  # of a file's tables: 1,500 units in 12 columns; each cell takes Typst 15 to 19 kB


def render(report: AnyReport, options: Options) -> tuple[bytes]:
    """Return the file with the papers that a report is shown as.

    Raises:
        QcdcError: as `write`; Q939 for papers that take more than one file.
    """
    documents = _papers(report)
    if len(parted(documents, MOST_CELLS)) > 1:
        values = {
            "paper": f"“{one_line_title(documents[0])}”",
            "cells": large_figure(sum(map(cells_of, documents))),
            "most": large_figure(MOST_CELLS),
        }
        raise QcdcError(Problem("Q939", values), could_not_run=True)
    return (write(documents, progress=options.progress),)


def render_parts(report: AnyReport, options: Options) -> tuple[Iterator[bytes], ...]:
    """Return the files with the papers that a report is shown as, each drawn when it is asked for.

    Typst lays a file out as a whole: tables of a country in one would take gigabytes.

    Raises:
        QcdcError: as `write`, of each file when it is drawn.
    """
    files = parted(_papers(report), MOST_CELLS)
    return tuple(map(partial(_file, options), files))


def _file(options: Options, documents: Sequence[Document]) -> Iterator[bytes]:
    yield write(documents, progress=options.progress)


def _papers(report: AnyReport) -> tuple[Document, ...]:
    from qcdc_cli.render.documents.papers import documents_of

    _refuse_without_typst()  # before the papers are made
    return documents_of(report)


def write(documents: Sequence[Document], *, progress: Progress | None = None) -> bytes:
    """Return papers as one file, one after the other, each with pages of its own numbers.

    Args:
        documents: the papers; each 250 cells of their tables take about 4 MB until the file is done.
        progress: is called with how many papers have been laid out, and of how many.

    Raises:
        QcdcError: Q930 where Typst is not installed; Q938 for every letter that the font lacks.
    """
    _refuse_without_typst()
    papers: list[Data] = []
    problems: list[Problem] = []
    for number, document in enumerate(documents, 1):
        data = data_of(document)
        problems += missing_letters(document, data)
        papers.append(data)
        if progress is not None:
            progress(number, len(documents))
    if problems:
        raise QcdcError(*problems)
    title = one_line_title(documents[0]) if documents else ""
    return typeset({"language": current(), "title": title, "papers": papers})


def _refuse_without_typst() -> None:
    try:
        import typst  # noqa: F401
    except ImportError:
        raise QcdcError(Problem("Q930"), could_not_run=True) from None
