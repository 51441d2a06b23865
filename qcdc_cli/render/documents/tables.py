"""Tables in papers: the table, and around it as paragraphs what belongs to it on the page."""

from collections.abc import Iterable, Iterator

from qcdc_cli.language import say
from qcdc_cli.render.documents import Block, DocumentTable, Paragraph, Run, prose
from qcdc_cli.render.words.table import Table

_NUMERALS = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def table_blocks(table: Table, *, titled: bool = True, notes: bool = True) -> Iterator[Block]:
    """Yield a table with what stands around it.

    Args:
        table: the table.
        titled: whether its title and subtitle stand above it.
        notes: whether its notes stand below it. What must be read before it always stands above.
    """
    if titled and table.title:
        yield Paragraph((Run(table.title, bold=True),), "centred")
    if titled:
        yield from (Paragraph((Run(line, italic=True),), "centred") for line in table.subtitle)
    head, *lines = table.warnings or ("",)
    if head:
        yield Paragraph((Run(head, bold=True),))
    yield from items(lines)
    yield DocumentTable(table)
    if notes and table.notes:
        yield prose(say("Ghi chú:", "Notes:"))
        yield from items(table.notes)


def items(lines: Iterable[str]) -> Iterator[Block]:
    """Yield lines of a list."""
    return (prose(line, "item") for line in lines)


def annex_label(number: int) -> str:
    """Return how an appendix is called: `Phụ lục II`."""
    return say(f"Phụ lục {roman(number)}", f"Appendix {roman(number)}")


def roman(number: int) -> str:
    """Return a number in the numerals by which parts and appendices are counted."""
    text = ""
    for value, sign in _NUMERALS:
        while number >= value:
            text, number = text + sign, number - value
    return text
