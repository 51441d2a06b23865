"""What `qcdc export` does with the options of official papers: `--document` and `--todo`."""

from collections.abc import Sequence

from qcdc_cli.commands.destinations import is_standard_output
from qcdc_cli.commands.output import show, tell
from qcdc_cli.commands.usage import refuse_unknown_word
from qcdc_cli.language import Text
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.render.documents.gaps import gap_lines
from qcdc_cli.render.documents.papers import documents_of
from qcdc_cli.render.formats import FORMATS, Format
from qcdc_cli.render.report import Report

_FIX = Text("Đặt tên tệp ghi ra có đuôi .docx hoặc .pdf.", "Give the file to write the suffix .docx or .pdf.")


def refuse_no_paper(
    chosen: Format, target: str, formats: Sequence[str], papers: Sequence[str], document: str | None, *, todo: bool
) -> None:
    """Refuse options of papers for a file that is none, and a paper that does not exist.

    Args:
        chosen: the format of the file.
        target: the file's name.
        formats: the names of the formats that papers are written in.
        papers: the papers that can be asked for.
        document: the paper that was asked for; None for none.
        todo: whether its places to fill were asked for.

    Raises:
        QcdcError: Q909 for another format; Q906 for an unknown paper.
    """
    if document is not None:
        refuse_unknown_word(document, papers, option="--document")
    if chosen.name in formats:
        return
    for option, wanted in (("--document", document is not None), ("--todo", todo)):
        if wanted:
            suffixes = ", ".join(FORMATS[one].suffix for one in formats)
            raise QcdcError(
                Problem("Q909", {"found": option, "option": target}, target, suffixes, fix=_FIX), could_not_run=True
            )


def list_gaps(report: Report, target: str) -> None:
    """Print the places that a person must still fill; on stderr where the paper itself goes to the standard output."""
    lines = list(gap_lines(documents_of(report)))
    if is_standard_output(target):
        tell(*lines)
    else:
        show("\n".join(lines), None)
