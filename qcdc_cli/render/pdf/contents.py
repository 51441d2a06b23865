"""Official papers as the data that `papers.typ` draws: finished texts and measures, nothing left to decide there."""

from collections.abc import Sequence
from typing import NamedTuple

from qcdc_cli.campaign.papers import Signature
from qcdc_cli.language import say
from qcdc_cli.render.documents import Annex, Block, Document, DocumentTable, Head, Heading, Run
from qcdc_cli.render.documents.column_widths import INDENT, PADDING, fitted
from qcdc_cli.render.documents.layout import LINE_OF_NAME, PAGE, SUBJECT_HYPHENS, Layout, layout_of, turned
from qcdc_cli.render.documents.text_width import (
    LINE_HEIGHT,
    MM_PER_POINT,
    balanced_width,
    broken_lines,
    text_width,
    widest_line,
)
from qcdc_cli.render.words.papers import motto, nation, party, sign_here
from qcdc_cli.render.words.visible import visible

Data = dict[str, object]
MAY_BREAK = "\u200b"  # without width: a line may end there
_SLACK = 0.3  # mm
_BETWEEN = 4.0  # mm between the two halves of a heading
_ITALIC = 1.05  # how much wider italic letters are than upright ones, at most
_WIDER_HALF = 0.62  # of the page's room that the right half of a heading takes at most
_SUBJECT = 0.8  # of the page's room that a subject takes at most
_GUTTER = 4.0  # mm between places to sign
_BESIDE = 3  # how many sign beside each other at most, where nobody is told of the paper
_HYPHENS = ("-", "–", "+", "•")  # with which a line of a list may begin
_TALLEST_ROW = 0.6  # of the page's height that a row may take and stay on one page


class _Page(NamedTuple):
    """A page.

    Attributes:
        layout: the paper's layout, its margins as this page lies.
        width: its width, in mm.
        height: its height, in mm.
    """

    layout: Layout
    width: float
    height: float

    @property
    def room(self) -> float:
        """How wide it is between its margins."""
        return self.width - self.layout.left - self.layout.right

    def data(self) -> Data:
        """Return its measures."""
        return {**self.layout._asdict(), "page": [self.width, self.height]}


def data_of(document: Document) -> Data:
    """Return everything that stands in a paper, and how it is laid out."""
    layout = layout_of(party=document.head is not None and document.head.party)
    page = _page(layout, landscape=document.landscape)
    is_party = document.head is not None and document.head.party
    name, name_width, name_line = _balanced(document.name, page.room * _SUBJECT, layout.title)
    subject, subject_width, subject_line = _balanced(document.subject, page.room * _SUBJECT, layout.title)
    return {
        "layout": page.data(),
        "head": None if document.head is None else _head(document.head, page),
        "name": name,
        "name_width": name_width,
        "subject": subject,
        "subject_width": subject_width,
        "subject_rule": 0 if document.head is None or is_party else subject_line or name_line,
        "subject_hyphens": SUBJECT_HYPHENS if is_party else "",
        "to": say("Kính gửi:", "To:"),
        "addressees": _listed(document.addressees, page),
        "blocks": _blocks(document.blocks, page),
        "recipients_title": say("Nơi nhận:", "Recipients:"),
        "recipients": [_broken(one, page.room / _BESIDE, layout.recipients) for one in document.recipients],
        "signed": [
            {"signatures": _places_to_sign(signers, page, beside=beside), "with_recipients": beside}
            for signers, is_last in _rows_signed(document)
            for beside in (is_last and bool(document.recipients),)
        ],
        "annexes": [_annex(one, layout) for one in document.annexes],
    }


def one_line_title(document: Document) -> str:
    """Return what a paper is called, on one line."""
    return visible(" ".join(filter(None, (document.name, document.subject))))


def _page(layout: Layout, *, landscape: bool) -> _Page:
    """Return a page that stands, or lies."""
    width, height = PAGE
    return _Page(turned(layout), height, width) if landscape else _Page(layout, width, height)


def _head(head: Head, page: _Page) -> Data:
    """Return the heading: each half as wide as it takes for the nation's name to stand on one line."""
    layout = page.layout
    name, below = (party(), "") if head.party else (nation(), motto())
    name_width, below_width = text_width(name, layout.nation, bold=True), text_width(below, layout.motto, bold=True)
    dateline = text_width(visible(head.dateline), layout.dateline) * _ITALIC
    right = min(max(name_width, below_width, dateline), page.room * _WIDER_HALF)
    left = page.room - right - _BETWEEN
    issuer, issuer_width, issuer_line = _balanced(head.issuer.upper(), left, layout.nation)
    superior, superior_width, _ = _balanced(head.superior.upper(), left, layout.nation, bold=False)
    return {
        "party": head.party,
        "superior": superior,
        "superior_width": superior_width,
        "issuer": issuer,
        "issuer_width": issuer_width,
        "issuer_rule": issuer_line,
        "nation": name,
        "motto": below,
        "nation_rule": below_width or name_width,
        "number": _broken(head.number, left, layout.number),
        "dateline": _broken(head.dateline, right, layout.dateline),
        "left": left,
        "right": right + _SLACK,
    }


def _balanced(text: str, room: float, size: float, *, bold: bool = True) -> tuple[str, float, float]:
    """Return a name, the width in which its lines are about equally long, and the length of the line below it."""
    text = visible(text)
    width = balanced_width(text, room, size, bold=bold)
    line = min(room, widest_line(text, width, size, bold=bold)) * LINE_OF_NAME[0] / LINE_OF_NAME[1]
    return _broken(text, room, size, bold=bold), width + _SLACK, line


def _listed(addressees: Sequence[str], page: _Page) -> list[str]:
    """Return to whom a paper goes, each but the last with a semicolon behind it."""
    names = [_broken(one, page.room / 2, page.layout.body).rstrip(" ;.") for one in addressees]
    return [*(f"{name};" for name in names[:-1]), *(f"{name}." for name in names[-1:])]


def _blocks(blocks: Sequence[Block], page: _Page) -> list[Data]:
    return [_block(block, page) for block in blocks if not isinstance(block, DocumentTable) or block.table.columns]


def _block(block: Block, page: _Page) -> Data:
    layout = page.layout
    if isinstance(block, Heading):
        text = _broken(block.text, page.room - layout.first_line, layout.body, bold=True)
        return {"type": "heading", "level": block.level, "text": text}
    if isinstance(block, DocumentTable):
        return _table(block, page)
    runs = [
        {**run._asdict(), "text": _broken(f"[…: {run.text}]" if run.to_add else run.text, page.room, layout.body)}
        for run in block.runs
    ]
    if block.look == "item" and runs and not block.runs[0].text.lstrip().startswith(_HYPHENS):
        runs.insert(0, Run("- ")._asdict())
    return {"type": "paragraph", "look": block.look, "runs": runs, "introduces": block.introduces}


def _table(block: DocumentTable, page: _Page) -> Data:
    """Return a table with the measures that it has on a page; a word breaks where even its column is too narrow."""
    measures = fitted(block, page.room, page.layout.table)
    size = measures.size
    rooms = [width - 2 * PADDING for width in measures.widths]
    most_lines = page.height * _TALLEST_ROW / (size * MM_PER_POINT * LINE_HEIGHT)
    rows = []
    for row in block.table.rows:
        indent = INDENT * row.level
        places = list(zip(map(visible, row.cells), (rooms[0] - indent, *rooms[1:]), strict=True))
        rows.append(
            {
                "cells": [_broken(cell, room, size, bold=row.strong) for cell, room in places],
                "indent": indent,
                "strong": row.strong,
                "long": any(_lines(cell, room, size, bold=row.strong) > most_lines for cell, room in places),
            }
        )
    columns = [
        {"title": _broken(column.title, room, size, bold=True), "align": column.align}
        for column, room in zip(block.table.columns, rooms, strict=True)
    ]
    return {
        "type": "table",
        "padding": PADDING,
        "size": size,
        "widths": measures.widths,
        "columns": columns,
        "rows": rows,
    }


def _lines(text: str, room: float, size: float, *, bold: bool) -> float:
    """Return how many lines a text takes at most, where its words may have to break."""
    lines = broken_lines(text, room, size, bold=bold)
    return sum(max(1.0, text_width(line, size, bold=bold) / room) for line in lines)


def _rows_signed(document: Document) -> list[tuple[Sequence[Signature], bool]]:
    """Return who signs beside each other, from above; who signs last stands in the last row, beside the recipients."""
    signatures, beside = document.signatures, _BESIDE - bool(document.recipients)
    if len(signatures) <= beside:
        return [(signatures, True)] if signatures or document.recipients else []
    before = signatures[:-1]
    return [
        *((before[first : first + beside], False) for first in range(0, len(before), beside)),
        (signatures[-1:], True),
    ]


def _places_to_sign(signers: Sequence[Signature], page: _Page, *, beside: bool) -> list[Data]:
    """Return places to sign that stand beside each other, or beside who gets the paper, all names on one line."""
    layout, places = page.layout, max(2, len(signers) + beside)
    room = (page.room - (places - 1) * _GUTTER) / places
    roles = [visible(one.role.upper()) for one in signers]
    lines = [_lines(role, room, layout.signature, bold=True) for role in roles]
    return [
        {
            "role": _broken(role, room, layout.signature, bold=True),
            "role_width": min(balanced_width(role, room, layout.signature, bold=True) + _SLACK, room),
            "sign_here": sign_here(one),
            "name": _broken(one.name or "", room, layout.signature, bold=True),
            "lower": (max(lines) - own) * layout.signature * MM_PER_POINT * LINE_HEIGHT,
        }
        for one, role, own in zip(signers, roles, lines, strict=True)
    ]


def _annex(annex: Annex, layout: Layout) -> Data:
    page = _page(layout, landscape=annex.landscape)
    return {
        "layout": page.data(),
        "label": _broken(annex.label, page.room, layout.annex),
        "title": _broken(annex.title.upper(), page.room, layout.title, bold=True),
        "blocks": _blocks(annex.blocks, page),
    }


def _broken(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """Return a text on one line of which a word that is wider than its room may break between any two letters."""
    text = visible(text)
    if text_width(text, size, bold=bold) <= room:
        return text
    return " ".join(
        MAY_BREAK.join(word) if text_width(word, size, bold=bold) > room else word for word in text.split(" ")
    )
