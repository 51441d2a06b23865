"""Problems for people, like a compiler's messages, and the explanation of a code."""

from collections import defaultdict
from collections.abc import Sequence

from qcdc_cli.language import Text, say
from qcdc_cli.problems import CATALOGUE, Place, Problem, Severity, shortened
from qcdc_cli.render.terminal.tables import BLUE, BOLD, BOLD_RED, BOLD_YELLOW, cells, painted
from qcdc_cli.render.words.visible import visible

_LINE_WIDTH = 88  # of the excerpt; longer lines are cut around the caret
_BEFORE_CARET = 40
_AROUND_CARET = 400  # letters on either side; more than the width, since marks on letters take no cells

SEVERITIES = {
    Severity.ERROR: Text("lỗi", "error"),
    Severity.WARNING: Text("cảnh báo", "warning"),
    Severity.NOTE: Text("lưu ý", "note"),
}


def problems_text(problems: Sequence[Problem], *, color: bool) -> str:
    """Return all problems with their lines, and how many there are; without a line break at the end.

    Args:
        problems: the problems, in order.
        color: whether to add styles.
    """
    blocks = [_block(problem, color=color) for problem in problems]
    return "\n\n".join([*blocks, _count(problems)])


def _block(problem: Problem, *, color: bool) -> str:
    head = painted(problem.code, BOLD_RED if problem.is_error else BOLD_YELLOW, color=color)
    head += f" {_severity(problem.severity)}: {visible(problem.sentence())}"
    if problem.place is not None:
        head = f"{painted(visible(str(problem.place)), BOLD, color=color)}: {head}"
    lines = [head]
    if problem.place is not None and problem.place.line and problem.excerpt.strip():
        lines += _excerpt(problem.excerpt, problem.place, color=color)
    facts = (
        (say("đang ghi", "found"), shortened(problem.found)),
        (say("cho phép", "allowed"), shortened(str(problem.allowed))),
        (say("cách sửa", "fix"), problem.remedy()),
    )
    texts = [f"  {label}: {visible(text)}" for label, text in facts if text]
    if problem.nearest:
        near = visible(shortened(problem.nearest))
        texts.insert(len(texts) - bool(problem.remedy()), say(f"  có phải `{near}`?", f"  did you mean `{near}`?"))
    return "\n".join(lines + texts)


def _severity(severity: Severity) -> str:
    return str(SEVERITIES[severity])


def _excerpt(line: str, place: Place, *, color: bool) -> list[str]:
    """Return the line with its number, and a caret under the column."""
    # A line may hold a whole file: only what is around the caret is looked at.
    at = place.column - 1
    before = visible_part(line[max(0, at - _AROUND_CARET) : at])
    after = visible_part(line[at : at + _AROUND_CARET])
    if at > _AROUND_CARET or (cells(before + after) > _LINE_WIDTH and cells(before) > _BEFORE_CARET):
        before = "…" + _beginning(before[::-1], _BEFORE_CARET)[::-1]
    room = _LINE_WIDTH - cells(before)
    if len(line) > at + _AROUND_CARET or cells(after) > room:
        after = _beginning(after, room - 1) + "…"
    number = str(place.line)
    bar = painted("|", BLUE, color=color)
    caret = painted("^", BOLD_RED, color=color)
    shown = f"{painted(number, BLUE, color=color)} {bar} {before}{after}".rstrip()
    return [shown, f"{' ' * len(number)} {bar} {' ' * cells(before)}{caret}"]


def _beginning(text: str, room: int) -> str:
    """Return as much of the beginning of a text as goes into so many cells."""
    taken = 0
    for number, letter in enumerate(text):
        taken += cells(letter)
        if taken > room:
            return text[:number]
    return text


def visible_part(text: str) -> str:
    """Return a part of a line as it is shown; spaces at its ends are a part of it."""
    return text.replace("\t", " ") if text.isprintable() else "".join(visible(one) or " " for one in text)


def _count(problems: Sequence[Problem]) -> str:
    errors, notes = sum(problem.is_error for problem in problems), sum(problem.is_note for problem in problems)
    warnings = len(problems) - errors - notes
    texts = [say(f"{errors} lỗi", f"{errors} error{'s' * (errors != 1)}")] if errors else []
    texts += [say(f"{warnings} cảnh báo", f"{warnings} warning{'s' * (warnings != 1)}")] if warnings else []
    texts += [say(f"{notes} lưu ý", f"{notes} note{'s' * (notes != 1)}")] if notes else []
    if not errors:
        return ", ".join([say("Không có lỗi", "No errors"), *texts]) + "."
    return f"{say('Có', 'Found')} {', '.join(texts)}."


def code_explanation(code: str) -> str:
    """Return what a code of the catalogue means, why it is there, and what to do.

    Args:
        code: a key of the catalogue.
    """
    entry = CATALOGUE[code]
    gaps = defaultdict[str, str](lambda: "…")  # for every value that only a real problem would have
    sentence, why, fix = (str(text).format_map(gaps) for text in (entry.sentence, entry.why, entry.advice()))
    labels = (say("Vì sao", "Why"), say("Cách sửa", "What to do"))
    return f"{code} ({_severity(entry.severity)}): {sentence}\n\n{labels[0]}: {why}\n\n{labels[1]}: {fix}\n"
