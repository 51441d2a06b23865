"""Why a workbook is not read: raised where it is noticed, given its file where reading began."""

from qcdc_cli.language import Text
from qcdc_cli.problems import Problem, QcdcError


def unreadable(code: str, **values: str | Text) -> QcdcError:
    """Return the refusal of a workbook; its problem gets its place where reading began."""
    return QcdcError(Problem(code, values))


def damaged() -> QcdcError:
    """Return the refusal of a file whose parts contradict what a workbook is."""
    return unreadable("Q707")


def too_large(size: str | Text, limit: str | Text) -> QcdcError:
    """Return the refusal of a file that holds more inside than any workbook needs."""
    return unreadable("Q709", size=size, limit=limit)
