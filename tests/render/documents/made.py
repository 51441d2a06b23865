"""Reports as papers, of campaigns in folders."""

from contextlib import chdir, redirect_stderr
from io import StringIO
from pathlib import Path

from qcdc_cli.commands import session
from qcdc_cli.commands.options import settings
from qcdc_cli.render.documents import Document
from qcdc_cli.render.documents.papers import documents_of
from qcdc_cli.render.report import Report
from tests.render.documents.as_text import as_text


def paper_report(folder: Path, kind: str = "report", period: str | None = None, bloc: str | None = None) -> Report:
    """Return the report on a campaign's period, looked at as a paper.

    Args:
        folder: the campaign's folder.
        kind: which paper.
        period: the period's id; None for the current one.
        bloc: the bloc's id; None for all.
    """
    settings.folder = None
    with chdir(folder), redirect_stderr(StringIO()):
        chosen = session.Choice(bloc, period, None, strict=False)
        return session.start(session.load_campaign(), chosen).paper(kind)


def papers_of(
    folder: Path, kind: str = "report", period: str | None = None, bloc: str | None = None
) -> tuple[Document, ...]:
    """Return the papers on a campaign's period; arguments as for `paper_report`."""
    return documents_of(paper_report(folder, kind, period, bloc))


def paper_text(folder: Path, kind: str = "report", period: str | None = None, bloc: str | None = None) -> str:
    """Return the same as plain text."""
    return as_text(papers_of(folder, kind, period, bloc))
