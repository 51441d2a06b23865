"""The formats that qcdc shows reports in: each is a line here and a room of `render` with a function `render`.

A room is imported when its format is used. Its function takes a report and the options of the run, and returns a
text or, where the format is no text, bytes.
"""

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from qcdc_cli.render.report import AnyReport, Options

TABLES = ("table", "json", "csv", "md")  # what --format takes where there is a table
EXPLANATION = ("text", "json")
PROBLEMS = ("text", "json", "github")


class Format(NamedTuple):
    """A format.

    Attributes:
        name: as `--format` takes it.
        room: the module of `render` that makes it.
        suffix: of the files that `qcdc export` writes in it; "" where it writes none.
        encoding: of a text in a file.
    """

    name: str
    room: str
    suffix: str = ""
    encoding: str = "utf-8"

    def render(self, report: "AnyReport", options: "Options") -> str | bytes:
        """Return a report in this format: a text, or bytes."""
        module = import_module(f"qcdc_cli.render.{self.room}")
        return cast("str | bytes", module.render(report, options))

    def file(self, content: str | bytes) -> bytes:
        """Return what a file of this format holds."""
        return content if isinstance(content, bytes) else content.encode(self.encoding)


FORMATS = {
    one.name: one
    for one in (
        Format("table", "terminal"),
        Format("text", "terminal"),
        Format("github", "github"),
        Format("template", "template"),
        Format("xlsx", "workbook", ".xlsx"),
        Format("csv", "delimited", ".csv", "utf-8-sig"),  # Excel takes one without the mark for the old code page
        Format("json", "json", ".json"),
        Format("md", "markdown", ".md"),
    )
}
BY_SUFFIX = {one.suffix: one for one in FORMATS.values() if one.suffix}
