"""Official papers (văn bản), each described once: what the Word file and the PDF are both made of.

A paper is finished text: the writers place it on pages and compute nothing. What a paper must say and nobody recorded
is a gap (`Run.to_add`), shown as a place to fill, and listed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from qcdc_cli.campaign.papers import Signature
from qcdc_cli.render.words.table import Table

Look = Literal["body", "basis", "item", "centred"]


class Run(NamedTuple):
    """Words of a paragraph that look alike.

    Attributes:
        text: the words, on one line.
        bold: whether they are bold.
        italic: whether they are italic.
        to_add: True for a place that a person must fill: the text says in a few words with what.
    """

    text: str
    bold: bool = False
    italic: bool = False
    to_add: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text.

    Attributes:
        text: its words, with the number: `I. KẾT QUẢ`.
        level: 1 for parts (I, II), 2 for their sections (1, 2), 3 for what stands in these (a, b).
    """

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph.

    Attributes:
        runs: its words.
        look: `body` for prose, `basis` for a legal basis (italic), `item` for a line of a list, which begins with a
            hyphen of its own, `centred` for a line in the middle.
    """

    runs: tuple[Run, ...]
    look: Look = "body"

    @property
    def introduces(self) -> bool:
        """Whether it introduces what follows, and so stays on one page with it."""
        return bool(self.runs) and self.runs[-1].text.endswith(":")


@dataclass(frozen=True, slots=True)
class DocumentTable:
    """A table of a paper; its title, subtitle, warnings and notes stand around it as paragraphs.

    Attributes:
        table: the table, of finished texts.
        widths: how the page's width is shared among its columns, as relative widths; none where the writer shares it
            by what stands in them.
    """

    table: Table
    widths: tuple[int, ...] = ()


Block = Heading | Paragraph | DocumentTable


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the title: whose paper it is, its number and its day.

    Attributes:
        party: whether it is a Party body's paper, else a state body's.
        superior: the superior body; "" for none.
        issuer: the body whose paper it is.
        number: the whole line of its number, open where the records office has not given it.
        dateline: the whole line of place and day, likewise.
    """

    party: bool
    superior: str
    issuer: str
    number: str
    dateline: str


@dataclass(frozen=True, slots=True)
class Annex:
    """An appendix (phụ lục), which begins a new page.

    Attributes:
        label: `Phụ lục I`; "" where it is the only one and says so by its title.
        title: its title.
        blocks: what stands in it.
        landscape: whether its pages lie.
    """

    label: str
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """An official paper.

    Attributes:
        kind: which of the papers it is: `report`, `minutes`, …
        name: the kind of paper as it is printed: `BÁO CÁO`.
        subject: what it is about, below that.
        head: what stands above; None where it goes with another paper.
        addressees: whom it is addressed to (Kính gửi); none for most.
        blocks: its text.
        signatures: who signs it.
        recipients: who gets it (Nơi nhận), without hyphens.
        annexes: its appendices.
        landscape: whether its own pages lie.
        unit: the id of the unit that it is for; "" where it is for none.
    """

    kind: str
    name: str
    subject: str
    head: Head | None
    blocks: tuple[Block, ...]
    addressees: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    landscape: bool = False
    unit: str = ""

    def to_add(self) -> Iterator[tuple[str, str]]:
        """Yield the places that a person must fill: the heading that each stands under, and what belongs there."""
        for blocks in (self.blocks, *(annex.blocks for annex in self.annexes)):
            under = self.subject
            for block in blocks:
                if isinstance(block, Heading):
                    under = block.text
                elif isinstance(block, Paragraph):
                    yield from ((under, run.text) for run in block.runs if run.to_add)


def prose(text: str, look: Look = "body") -> Paragraph:
    """Return a paragraph of plain words."""
    return Paragraph((Run(text),), look)


def to_add(text: str, before: str = "") -> Paragraph:
    """Return a paragraph that a person must fill.

    Args:
        text: what belongs there, in a few words.
        before: the words that are known.
    """
    return Paragraph((*((Run(before),) if before else ()), Run(text, to_add=True)))
