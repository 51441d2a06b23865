"""The pages of docs/ as the tests see them: headings, tables, code blocks, and the marks that say what is checked.

A mark is an HTML comment on a line of its own, which readers do not see. It belongs to the table or code
block below it:

- `<!-- start: chau-thanh-2020 -->` the commands below run in a fresh copy of this example (or `empty`),
- `<!-- file: qcdc.yaml -->` the block below is written to this file before the next command runs,
- `<!-- edit: units/a.yaml -->` the `diff` block below says what changes in this file before the next command runs,
- `<!-- delete: evidence/a.pdf -->` this file is deleted before the next command runs,
- `<!-- typed: paper -->` whoever runs the commands below types what is asked for from the paper with the code,
- `<!-- run: signing -->` the shell commands below are run by a test of their own,
- `<!-- model: Period -->`, `<!-- marks: levels -->`, `<!-- json: rank -->` … what a table describes,
- `<!-- generated: problems -->` to `<!-- end -->` is rendered by `python -m tests.docs.regenerate`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
LANGUAGES = ("vi", "en")
README = "README"  # the name of the page that stands at the top of the repository

_MARK = re.compile(r"<!-- ([a-z]+)(?:: (.*?))? -->")
_ANCHOR = re.compile(r'<a id="([a-z0-9_-]+)"></a>')
_CELL = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and the anchor that stands above it."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Block:
    """A code block, or a mark that stands for itself (`start`, `delete`).

    Attributes:
        kind: the language of the block (`yaml`, `console`), or the mark.
        text: what is in it, or the mark's value.
        marks: the marks above it.
        section: the anchor of the section that it stands in.
        line: the number of its first line in the page, from 0.
    """

    kind: str
    text: str
    marks: dict[str, str]
    section: str
    line: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its rows as cells, without the heading row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    marks: dict[str, str]
    section: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page in one language."""

    language: str
    name: str
    text: str
    headings: tuple[Heading, ...] = ()
    blocks: tuple[Block, ...] = ()
    tables: tuple[Table, ...] = ()
    anchors: tuple[str, ...] = field(default=())

    @property
    def path(self) -> Path:
        """The page's file."""
        return file_of(self.language, self.name)

    def marked(self, mark: str) -> dict[str, Table]:
        """Return the tables with this mark, by its value; none may be marked twice."""
        found = [(table.marks[mark], table) for table in self.tables if mark in table.marks]
        assert len(dict(found)) == len(found), f"{self.path}: {mark} twice"
        return dict(found)


def page_names(language: str) -> list[str]:
    """Return the names of all pages in one language."""
    return sorted(file.stem for file in (DOCS / language).glob("*.md"))


def page(language: str, name: str) -> Page:
    """Read a page."""
    return parse(language, name, file_of(language, name).read_text(encoding="utf-8"))


def file_of(language: str, name: str) -> Path:
    """Return the file of a page."""
    if name == README:
        return ROOT / ("README.md" if language == "en" else f"README.{language}.md")
    return DOCS / language / f"{name}.md"


def parse(language: str, name: str, text: str) -> Page:
    """Take a page apart."""
    headings: list[Heading] = []
    blocks: list[Block] = []
    tables: list[Table] = []
    marks: dict[str, str] = {}
    lines = text.split("\n")
    anchor = section = ""
    number = 0
    while number < len(lines):
        line = lines[number]
        if found := _MARK.fullmatch(line.strip()):
            if found[1] in ("start", "delete"):
                blocks.append(Block(found[1], found[2], {}, section, number))
            else:
                marks[found[1]] = found[2] or ""
        elif found := _ANCHOR.fullmatch(line.strip()):
            anchor = found[1]
        elif line.startswith("```"):
            end = next(n for n in range(number + 1, len(lines)) if lines[n] == "```")
            blocks.append(Block(line[3:], "\n".join(lines[number + 1 : end]), marks, section, number))
            marks, number = {}, end
        elif found := re.match(r"(#+) (.*)", line):
            headings.append(Heading(len(found[1]), found[2], anchor))
            section, anchor = anchor, ""
        elif line.startswith("|"):
            end = number
            while end < len(lines) and lines[end].startswith("|"):
                end += 1
            head, _, *rows = (_cells(row) for row in lines[number:end])
            tables.append(Table(head, tuple(rows), marks, section))
            marks, number = {}, end - 1
        elif line.strip():
            marks = {}
        number += 1
    return Page(language, name, text, tuple(headings), tuple(blocks), tuple(tables), tuple(_ANCHOR.findall(text)))


def _cells(row: str) -> tuple[str, ...]:
    return tuple(cell.strip().replace("\\|", "|") for cell in _CELL.split(row.strip())[1:-1])


def codes(cell: str) -> list[str]:
    """Return the texts in backticks of a cell."""
    return re.findall(r"`` (.+?) ``|`([^`]+)`", cell) and [
        a or b for a, b in re.findall(r"`` (.+?) ``|`([^`]+)`", cell)
    ]


def code(cell: str) -> str:
    """Return the one text in backticks of a cell."""
    (only,) = codes(cell)
    return only


def generated(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the generated parts of a page: what of, and where the part begins and ends in the text."""
    for found in re.finditer(r"<!-- generated: ([a-z-]+) -->\n(.*?)<!-- end -->", text, re.DOTALL):
        yield found[1], found.start(2), found.end(2)
