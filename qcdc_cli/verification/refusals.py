"""Files that cannot be read back, and the texts of those that can."""

from qcdc_cli.encoding import decode
from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem, QcdcError

MOST_MEGABYTES = 64  # of one file; the page of a bloc has 0.5, a bloc's results for programs 1


def not_readable(place: Place, why: Text) -> QcdcError:
    """Return the refusal (Q068) of a file that is damaged, or that two programs would read differently."""
    return QcdcError(Problem("Q068", {"why": why}).at(place), could_not_run=True)


def decoded_text(data: bytes, path: str) -> str:
    """Return a file's text, with line feeds alone at the ends of lines.

    Args:
        data: the file.
        path: how it is named to people.

    Raises:
        QcdcError: Q108 to Q112 for its encoding.
    """
    text = decode(data, path, MOST_MEGABYTES)
    if isinstance(text, Problem):
        raise QcdcError(text, could_not_run=True)
    return text.replace("\r\n", "\n")
