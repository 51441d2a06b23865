"""Which papers there are: each kind is a line here, and a module of this room with a function `documents`.

A module is imported when its paper is asked for. Its function takes a report, and gives the papers: one for most, one
for each unit of letters.
"""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from qcdc_cli.render.documents import Document
from qcdc_cli.render.report import AnyReport, DocumentView, ListReport, Report

_MODULES = {
    "report": "review",
    "minutes": "minutes",
    "submission": "submission",
    "notice": "notice",
    "index": "index",
    "ranking": "ranking",
    "letters": "letters",
}
_LISTS = "lists"


def documents_of(report: AnyReport) -> tuple[Document, ...]:
    """Return the papers that a report is shown as.

    Args:
        report: lists, or results that are looked at as a paper.

    Raises:
        TypeError: for a report that is no paper: rubrics by themselves, problems, a single ranking.
    """
    if isinstance(report, ListReport):
        return _module(_LISTS)(report)
    if isinstance(report, Report) and isinstance(report.view, DocumentView):
        return _module(_MODULES[report.view.kind])(report)
    raise TypeError(report)


def _module(name: str) -> Callable[[AnyReport], tuple[Document, ...]]:
    module = import_module(f"qcdc_cli.render.documents.{name}")
    return cast("Callable[[AnyReport], tuple[Document, ...]]", module.documents)
