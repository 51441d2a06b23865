"""Tables in papers: the table, and around it as paragraphs what belongs to it on the page."""

from collections.abc import Iterable, Iterator

from qcdc_cli.language import say
from qcdc_cli.render.documents import Annex, Block, DocumentTable, Paragraph, Run, prose
from qcdc_cli.render.tables.results import ranking_table
from qcdc_cli.render.words.table import Table
from qcdc_cli.scoring.result import Ranking

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


def ranking_annexes(rankings: Iterable[Ranking], first: int = 1, last: int = 0) -> tuple[Annex, ...]:
    """Return each bloc's ranking with its groups as an appendix, on pages that lie.

    Args:
        rankings: the rankings.
        first: the number of the first one among the paper's appendices.
        last: how many appendices the paper has; 0 where it has these alone. A paper's only one has no number.
    """
    found = list(rankings)
    alone = max(last, len(found)) == 1
    title = say("Kết quả xếp hạng và điểm từng mục", "Ranking, and points by group")
    return tuple(
        Annex(
            say("Phụ lục", "Appendix") if alone else annex_label(number),
            title.upper(),
            tuple(table_blocks(ranking_table(ranking))),
            landscape=True,
        )
        for number, ranking in enumerate(found, first)
    )


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
