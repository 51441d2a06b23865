"""What a rubric leaves to a person: comments `# ? …`, as `qcdc init --from` writes them and people may add them."""

import re
from collections.abc import Iterator

from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem
from qcdc_cli.yamltext.document import places_of
from qcdc_cli.yamltext.syntax import lines_of, span_at

QUESTION_SIGN = "# ? "  # of a question, in front of it
_QUESTION = r"(?:^|(?<=\s))# \?(?=\s|$)"  # compiled where a text may have one
_MOST_NAMED = 5  # lines in the message


def questions_in(text: str) -> Iterator[tuple[int, int]]:
    """Yield line and column, from 0, of every question in a YAML text; what stands inside a scalar is no comment."""
    if "# ?" not in text:
        return
    for number, line in enumerate(lines_of(text)):
        found = (match.start() for match in re.finditer(_QUESTION, line))
        column = next((column for column in found if not span_at(places_of(text), number, column)), None)
        if column is not None:
            yield number, column


def question_warning(path: str, text: str) -> Problem | None:
    """Return the warning that a rubric's text leaves questions open (Q545), at the first of them; None for none.

    Args:
        path: how its file is named to people.
        text: the file's text, which is readable as YAML.
    """
    found = list(questions_in(text))
    if not found:
        return None
    named = ", ".join(str(line + 1) for line, _ in found[:_MOST_NAMED])
    more = len(found) - _MOST_NAMED
    lines = Text(
        f"dòng {named}" + (f" và {more} dòng nữa" if more > 0 else ""),
        f"line{'' if len(found) == 1 else 's'} {named}" + (f" and {more} more" if more > 0 else ""),
    )
    line, column = found[0]
    place = Place(path, line + 1, column + 1)
    return Problem("Q545", {"number": str(len(found)), "lines": lines}).at(place, lines_of(text)[line])
