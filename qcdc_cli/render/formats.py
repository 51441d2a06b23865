"""The formats that qcdc shows reports in: each is a line here and a room of `render` with a function `render`.

A room is imported when its format is used. Its function takes a report and the options of the run, and gives the
output piece by piece, in order: texts or, where the format is no text, bytes. What a country's report comes to in JSON
(200 MB) is never in memory as a whole.
"""

import codecs
from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from qcdc_cli.render.report import AnyReport, Options

TABLES = ("table", "json", "csv", "md")  # what --format takes where there is a table
LISTS = (*TABLES, "xlsx", "html", "docx", "pdf")  # of what goes on around the numbers
EXPLANATION = ("text", "json")
PROBLEMS = ("text", "json", "github")


class Format(NamedTuple):
    """A format.

    Attributes:
        name: as `--format` takes it.
        room: the module of `render` that makes it.
        suffix: of the files that `qcdc export` writes in it; "" where it writes none.
        encoding: of a text in a file.
        binary: whether it is no text, and nothing for a screen.
        parted: whether a large report takes several files: its room has a function `render_parts`, too.
    """

    name: str
    room: str
    suffix: str = ""
    encoding: str = "utf-8"
    binary: bool = False
    parted: bool = False

    def render(self, report: "AnyReport", options: "Options") -> Iterator[str | bytes]:
        """Return the pieces of a report in this format, each made when it is asked for: texts, or bytes."""
        module = import_module(f"qcdc_cli.render.{self.room}")
        return iter(cast("Iterable[str | bytes]", module.render(report, options)))

    def parts(self, report: "AnyReport", options: "Options") -> Sequence[Iterator[str | bytes]]:
        """Return the pieces of each file that a report takes: several where it is too large for one of this format."""
        if not self.parted:
            return (self.render(report, options),)
        module = import_module(f"qcdc_cli.render.{self.room}")
        return cast("Sequence[Iterator[str | bytes]]", module.render_parts(report, options))

    def file(self, pieces: Iterable[str | bytes]) -> Iterator[bytes]:
        """Yield what a file of this format holds, piece by piece."""
        encode = codecs.getincrementalencoder(self.encoding)().encode  # which puts the mark before the first piece only
        for piece in pieces:
            yield piece if isinstance(piece, bytes) else encode(piece)


FORMATS = {
    one.name: one
    for one in (
        Format("table", "terminal"),
        Format("text", "terminal"),
        Format("github", "github"),
        Format("template", "template", binary=True),
        Format("word_template", "word_template", binary=True),
        Format("xlsx", "workbook", ".xlsx", binary=True),
        Format("csv", "delimited", ".csv", "utf-8-sig"),  # Excel takes one without the mark for the old code page
        Format("json", "json", ".json"),
        Format("md", "markdown", ".md"),
        Format("html", "page", ".html"),
        Format("docx", "word", ".docx", binary=True),
        Format("pdf", "pdf", ".pdf", binary=True, parted=True),
    )
}
BY_SUFFIX = {one.suffix: one for one in FORMATS.values() if one.suffix}
