"""Why a workbook is not read: raised where it is noticed, given its file where reading began."""

from qcdc_cli.language import Text
from qcdc_cli.problems import Problem


class Unreadable(Exception):  # noqa: N818 - a refusal is an answer here, not an error of the program
    """A workbook is not read; carries the problem, which the reader gives its place if it has none."""

    def __init__(self, code: str, **values: str | Text) -> None:
        super().__init__(code)
        self.problem = Problem(code, values)

    @classmethod
    def of(cls, problem: Problem) -> "Unreadable":
        """Return the refusal that carries a problem which was made elsewhere."""
        refusal = cls(problem.code)
        refusal.problem = problem
        return refusal


def damaged() -> Unreadable:
    """Return the refusal of a file whose parts contradict what a workbook is."""
    return Unreadable("Q707")


def too_large(size: str | Text, limit: str | Text) -> Unreadable:
    """Return the refusal of a file that holds more inside than any workbook needs."""
    return Unreadable("Q709", size=size, limit=limit)
