"""Lists as papers: each that is signed as an official one with heading and signatures."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.papers import Signature
from qcdc_cli.language import say, terms
from qcdc_cli.render.documents import Block, Document, DocumentTable, Head, Heading, prose
from qcdc_cli.render.documents.column_widths import needs_wide_page
from qcdc_cli.render.documents.layout import layout_of
from qcdc_cli.render.documents.sealed import seal_blocks
from qcdc_cli.render.documents.tables import table_blocks
from qcdc_cli.render.lists import List, as_table
from qcdc_cli.render.report import ListReport
from qcdc_cli.render.words.names import subject_of
from qcdc_cli.render.words.papers import dateline
from qcdc_cli.render.words.table import Table
from qcdc_cli.render.words.visible import visible


def documents(report: ListReport) -> tuple[Document, ...]:
    """Return lists as papers: each that is signed by itself, the others that follow each other as one.

    Args:
        report: the lists.
    """
    campaign, period = report.campaign, report.period
    found: list[Document] = []
    for is_signed, group in groupby(report.lists, key=lambda one: one.signed):
        if is_signed and campaign is not None:
            found += [signed_list(campaign, period, one) for one in group]
        else:
            found.append(_together(report.subject, list(group)))
    return tuple(
        replace(one, blocks=(*one.blocks, *seal_blocks(report, report.blocs, signed=bool(one.signatures))))
        for one in found
    )


def signed_list(campaign: Campaign, period: str, one: List, kind: str = "list", unit: str = "") -> Document:
    """Return a list that is signed as a paper of whom its first subtitle names.

    Args:
        campaign: the campaign.
        period: the period's id; "" for what is of no single period.
        one: the list.
        kind: which paper it is.
        unit: the id of the unit that it is of; "" for none.
    """
    subject = subject_of(campaign, period)
    table, (whose, *below) = as_table(one), one.subtitle or (campaign.campaign,)
    party = campaign.heading == "party"
    head = Head(party, visible(campaign.authority or ""), visible(whose), "", dateline(campaign.place))
    return Document(
        kind=kind,
        name=table.title.upper(),
        subject=_subject(subject),
        head=head,
        blocks=(*_lines(subject, below), *_table(one, table)),
        signatures=one.signatures or list_signatures(campaign),
        landscape=needs_wide_page([table], layout_of(party=party)),
        unit=unit,
    )


def list_signatures(campaign: Campaign) -> tuple[Signature, ...]:
    """Return who signs the campaign's tables."""
    return campaign.signatures or (
        Signature(role=say(*terms.PREPARED_BY)),
        Signature(role=say(*terms.SIGNS_AS_LEADER)),
    )


def _together(subject: Sequence[str], lists: Sequence[List]) -> Document:
    """Return lists that nobody signs as one paper without a heading, each after the first under its own title."""
    tables = list(map(as_table, lists))
    blocks: list[Block] = []
    for number, (one, table) in enumerate(zip(lists, tables, strict=True)):
        if number:
            blocks.append(Heading(table.title))
        blocks += [*_lines(subject, one.subtitle), *_table(one, table)]
    return Document(
        kind="list",
        name=tables[0].title.upper(),
        subject=_subject(subject),
        head=None,
        blocks=tuple(blocks),
        landscape=needs_wide_page(tables, layout_of(party=False)),
    )


def _table(one: List, table: Table) -> Iterator[Block]:
    """Yield a list's table with what stands around it; of an empty list what to say then, and no headings alone."""
    if table.rows:
        yield from table_blocks(table, titled=False)
        return
    said = [prose(visible(one.empty))] if one.empty else []
    without = table._replace(notes=table.notes[len(said) :])  # what an empty list says is the first of its notes
    for block in table_blocks(without, titled=False):
        yield from said if isinstance(block, DocumentTable) else (block,)


def _subject(subject: Sequence[str]) -> str:
    """Return what a list is about: the campaign, and the period where it is of one."""
    return " – ".join(map(visible, subject))


def _lines(subject: Sequence[str], lines: Sequence[str]) -> list[Block]:
    """Return the lines under a title, but for those that say no more than the subject."""
    return [prose(visible(line), "centred") for line in lines if line and line not in subject]
