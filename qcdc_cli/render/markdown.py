"""Tables as Markdown (GitHub's): readable as it is, and data stays text when it is turned into a page."""

import re
from collections.abc import Iterable, Iterator, Sequence

from qcdc_cli.render.report import AnyReport, Options
from qcdc_cli.render.tables import tables_of
from qcdc_cli.render.words.table import Table
from qcdc_cli.render.words.visible import visible

_RULES = {"left": ":--", "right": "--:", "center": ":-:"}
_MARKS = re.compile(r"[\\`*_{}\[\]<>|~$]")
# What a backslash does not take the meaning from: entities, mentions, :emoji: and bare addresses.
_ENTITIES = re.compile(r"&|@|:(?=[\w+-]+:)|(?<=\bhttp):(?=//)|(?<=\bhttps):(?=//)|(?<=\bwww)\.", re.IGNORECASE)
_AT_START = re.compile(r"^([#+=-]|\d+(?=[.)](?:\s|$)))")


def render(report: AnyReport, _options: Options) -> Iterator[str]:
    """Return a report as Markdown: a section for each of its tables."""
    return render_tables(tables_of(report))


def render_tables(tables: Iterable[Table]) -> Iterator[str]:
    """Yield the tables as Markdown sections, one after the other."""
    for number, table in enumerate(tables):
        section = "\n".join(_section(table))
        yield f"\n{section}\n" if number else f"{section}\n"


def _section(table: Table) -> Iterator[str]:
    yield f"## {_line(table.title)}"
    yield ""
    for line in table.subtitle:
        yield from (_line(line), "")
    if table.warnings:
        first, *rest = table.warnings
        yield f"> **{markdown_text(first)}**"
        if rest:
            yield ">"
        yield from (f"> - {_line(line)}" for line in rest)
        yield ""
    yield _cells_line([markdown_text(column.title) for column in table.columns])
    yield _cells_line([_RULES[column.align] for column in table.columns])
    for row in table.rows:
        cells = [markdown_text(cell) for cell in row.cells]
        yield _cells_line([f"**{cell}**" if cell else "" for cell in cells] if row.strong else cells)
    if table.notes:
        yield ""
        yield from (f"- {_line(line)}" for line in table.notes)


def _cells_line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def markdown_text(text: str) -> str:
    """Return a text, on one line, so that Markdown shows it letter by letter."""
    plain = visible(text).strip()
    plain = _ENTITIES.sub(lambda match: f"&#{ord(match[0])};", plain)
    return _MARKS.sub(lambda match: "\\" + match[0], plain)


def _line(text: str) -> str:
    """Return a text that begins a line, where some more signs would begin a list or a heading."""
    plain = markdown_text(text)
    if match := _AT_START.match(plain):
        start = match[0]
        plain = (f"{start}\\" if start.isdigit() else f"\\{start}") + plain[len(start) :]
    return plain
