"""The index of each unit's evidence file (mục lục hồ sơ minh chứng), to sign and to hand over with the files."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.render.documents import Document
from qcdc_cli.render.documents.formalities import Formalities
from qcdc_cli.render.documents.lists import signed_list
from qcdc_cli.render.documents.sealed import seal_blocks
from qcdc_cli.render.lists.evidence import evidence_index
from qcdc_cli.render.report import DocumentView, Report

_KIND: Final = "index"


def documents(report: Report) -> tuple[Document, ...]:
    """Return the index of each unit's evidence file, bloc by bloc in the campaign's order.

    Args:
        report: the results, seen as a paper.

    Raises:
        QcdcError: Q944 where the campaign names no folder of evidence.
    """
    return tuple(_indexes(report))


def _indexes(report: Report) -> Iterator[Document]:
    assert isinstance(report.view, DocumentView)  # noqa: S101 - what papers are made of
    evidence, campaign, period = report.view.proceedings.evidence, report.campaign, report.period
    if evidence is None:
        raise QcdcError(Problem("Q944"), could_not_run=True)
    for ranking in report.rankings:
        formal = Formalities(campaign, period, _KIND, ranking.bloc_id)
        said = formal.head()
        for unit in ranking.bloc.units:
            if unit not in evidence:
                continue
            own = signed_list(campaign, period, evidence_index(campaign, evidence[unit]), _KIND, unit)
            assert own.head is not None  # noqa: S101 - an index is signed
            yield replace(
                own,
                blocks=(*own.blocks, *seal_blocks(report, [ranking.bloc_id])),
                head=replace(own.head, number=said.number, dateline=said.dateline),
                signatures=formal.paper.signatures or own.signatures,
                recipients=formal.recipients() if formal.paper.recipients else (),
            )
