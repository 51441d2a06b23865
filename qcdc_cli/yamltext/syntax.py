"""What goes wrong below YAML's grammar: tabs, hidden characters, swallowed comments, broken syntax."""

import re
import sys
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import pairwise, starmap
from typing import Any

import yaml

from qcdc_cli.language import Text
from qcdc_cli.problems import Path, Problem

Span = tuple[int, int, int, int]  # line and column of a node's begin and of its end, from 0
LocatedProblem = tuple[int, int, Problem]  # with line and column from 0

DEPTH_LIMIT = 40  # groups in groups; the deepest scale in use has five levels
_DASH = re.compile("\n(?<!:\n)( ++)- ")  # not the first item of a list, as most are
_COMMA_IN_BRACES = re.compile(",[0-9]+ *[,}]")  # as `_FLOW_DECIMAL` ends; begun with a comma, it is found faster
# Patterns that hardly any file needs are texts: to compile them all would slow down each start.
_BREAK = "\r\n|\n|\r"  # the line ends of YAML and of editors; `str.splitlines` knows more
_HIDDEN = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]"
_COMMENT = r"(?<=\S)[ ]+(#)"
_COMMENT_AS_MEANT = r"#+(?:\s|$)"
_COMMENT_SWALLOWING = r"[^#'\"]*\S +(#[^\s#].*)"
_FLOW_DECIMAL = r"(: *)([+-]?[0-9]+),([0-9]+)(?= *[,}])"
# Where YAML wants an ordinary space: as indentation, behind the `-` of a list, behind the colon of a key.
_ODD_SPACE = "[\u00a0\u2007\u202f\u3000]"
_KEY = "[A-Za-z0-9._-]+:"
_KEY_WITHOUT_SPACE = rf"{_KEY}[^\s:/]"
_ODD_SPACES = f"^ *(?:- +)*(?:-|{_KEY})?({_ODD_SPACE})", f"[{{,] *{_KEY}({_ODD_SPACE})"
_ODD_SPACE_BEHIND_KEY = f"^\\s*[^\\s'\"#][^'\"]*?:({_ODD_SPACE})"

_COLON = "mapping values are not allowed in this context"
_UNQUOTED = (
    "found character that cannot start any token",
    "found undefined tag handle",
    "did not find expected alphabetic or numeric character",
    "did not find expected whitespace or line break",
)
_COLON_IN_TEXT = Text(
    "Nếu dấu hai chấm thuộc câu chữ, đặt cả câu trong dấu nháy; nếu không, xem lại thụt lề của dòng này.",
    "If the colon belongs to the text, put the whole text in quotes; if not, check this line's indentation.",
)
_QUOTES = Text("Đặt cả phần chữ này trong dấu nháy.", "Put this whole text in quotes.")

# libyaml's messages, as far as people meet them, in words for people.
_REASONS = {
    _COLON: Text("có dấu hai chấm ở chỗ không được phép", "there is a colon where none is allowed"),
    "could not find expected ':'": Text("thiếu dấu hai chấm sau khóa", "a key is not followed by a colon"),
    "did not find expected key": Text(
        "dòng này không khớp với thụt lề phía trên", "this line does not fit the indentation above it"
    ),
    "did not find expected '-' indicator": Text(
        "dòng này phải bắt đầu bằng dấu `-` như các dòng trên",
        "this line must begin with `-` like those above it",
    ),
    "did not find expected ',' or '}'": Text("thiếu dấu phẩy hoặc dấu `}`", "a comma or a `}` is missing"),
    "did not find expected ',' or ']'": Text("thiếu dấu phẩy hoặc dấu `]`", "a comma or a `]` is missing"),
    "found unexpected end of stream": Text(
        "dấu nháy mở ở đây không được đóng", "the quote that opens here is never closed"
    ),
    "found character that cannot start any token": Text(
        "ký tự này phải đặt trong dấu nháy", "this character needs quotes around the text"
    ),
    "did not find expected node content": Text(
        "thiếu nội dung, hoặc ngoặc mở mà chưa đóng", "content is missing, or a bracket is not closed"
    ),
    "did not find expected alphabetic or numeric character": Text(
        "chữ bắt đầu bằng `*` hoặc `&` phải đặt trong dấu nháy", "text that begins with `*` or `&` needs quotes"
    ),
    "did not find expected whitespace or line break": Text(
        "chữ bắt đầu bằng `!` phải đặt trong dấu nháy", "text that begins with `!` needs quotes"
    ),
    "found undefined tag handle": Text("dấu `!` phải đặt trong dấu nháy", "text with `!` needs quotes"),
    "block sequence entries are not allowed in this context": Text(
        "danh sách `-` phải bắt đầu ở dòng mới", "a `-` list must begin on a new line"
    ),
    "found unknown escape character": Text(
        "dấu `\\` trong dấu nháy kép phải viết hai lần", "a `\\` inside double quotes must be doubled"
    ),
}
_OTHER_REASON = Text("không hiểu được cấu trúc dòng này", "the structure of this line is not understood")
SPACE_MISSING = Text("Thêm một dấu cách sau dấu hai chấm.", "Put a space after the colon.")


@lru_cache(maxsize=32)  # problems of several files may come in turns, as of a rubric and those that it extends
def lines_of(text: str) -> list[str]:
    """Return the lines of a text as YAML counts them, without their ends."""
    return re.split(_BREAK, text)


def odd_characters(text: str) -> Iterator[LocatedProblem]:
    """Yield tabs, hidden characters and odd spaces, each kind for itself, with line and column from 0.

    None of them is printable, so that most files need not be looked through for them.
    """
    yield from _tabs(text)
    yield from _hidden_characters(text)
    yield from _odd_spaces(text)


def _tabs(text: str) -> Iterator[LocatedProblem]:
    """Yield every line's first tab outside a comment."""
    if "\t" in text:
        for number, line in enumerate(lines_of(text)):
            column = line.find("\t")
            before = line[:column]
            if column >= 0 and not before.lstrip().startswith("#") and " #" not in before:
                yield number, column, Problem("Q205")


def _hidden_characters(text: str) -> Iterator[LocatedProblem]:
    """Yield every line's first character that changes a text unseen: a control, a mark, an odd line break."""
    if not re.search(_HIDDEN, text):
        return
    for number, line in enumerate(lines_of(text)):
        match = re.search(_HIDDEN, line)
        if match:
            yield number, match.start(), _hidden(match[0])


def _hidden(character: str) -> Problem:
    return Problem("Q209", {"character": f"U+{ord(character):04X}"})


def escaped_characters(tree: Any, path: Path = ()) -> Iterator[Problem]:
    """Yield hidden characters that were written as escapes, with their paths in the tree."""
    if isinstance(tree, str):
        match = re.search(_HIDDEN, tree)
        if match:
            yield _hidden(match[0])._replace(path=path)
        elif not unicodedata.is_normalized("NFC", tree):
            loose = next((letter for letter in tree if unicodedata.combining(letter)), tree[0])
            yield _hidden(loose)._replace(path=path)
        return
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        if isinstance(key, str):
            yield from escaped_characters(key, (*path, key))
        yield from escaped_characters(value, (*path, key))


def _odd_spaces(text: str) -> Iterator[LocatedProblem]:
    """Yield no-break spaces where YAML wants an ordinary one: with them `I.1: 5` is one text, not a mark."""
    if "\u00a0" in text or "\u202f" in text or "\u2007" in text or "\u3000" in text:
        for number, line in enumerate(lines_of(text)):
            match = re.match(_ODD_SPACES[0], line) or ("{" in line and re.search(_ODD_SPACES[1], line))
            if match:
                yield number, match.start(1), Problem("Q211")


def swallowed_comments(text: str, places: Callable[[], list[Span]]) -> Iterator[LocatedProblem]:
    """Yield comments that are probably content: `Tiêu chí #3` would be read as `Tiêu chí`.

    A comment that is meant has a space behind its `#`. What stands inside a scalar is no comment.
    """
    if not any(before.rpartition("\n")[2].strip() for before in text.split("#")[:-1]):  # none behind anything
        return
    if not any(starmap(_may_swallow, pairwise(text.split(" #")))):
        return
    for number, line in enumerate(lines_of(text)):
        # A line that is a comment as a whole may name `#3`; inside a block of text it is no comment at all.
        for match in re.finditer(_COMMENT, line) if "#" in line and not line.lstrip().startswith("#") else ():
            column = match.start(1)
            as_meant = re.match(_COMMENT_AS_MEANT, line[column:])
            if as_meant and '"' not in line and "'" not in line:
                break
            if span_at(places(), number, column):
                continue
            if not as_meant:
                yield number, column, _swallowed(line[column:])
            break


def _may_swallow(before: str, behind: str) -> bool:
    """Return whether a `#` behind a space may begin no comment: what follows it is no space, or there are quotes.

    Args:
        before: the text before it, up to the `#` before.
        behind: the text behind it, up to the next one.
    """
    beside = before[before.rfind("\n") + 1 :]
    if not beside.strip():  # the line is a comment as a whole, as most are
        return False
    line, _, _ = behind.partition("\n")
    content = line.lstrip("#")
    return (content != "" and not content[0].isspace()) or any(quote in beside or quote in line for quote in "'\"")


def span_at(spans: list[Span], line: int, column: int) -> Span | None:
    """Return the span that a place lies in, of those that begin last before it."""
    before = bisect_right(spans, (line, column, sys.maxsize, 0)) - 1
    return spans[before] if before >= 0 and (line, column) < spans[before][2:] else None


def joined_items(text: str, places: Callable[[], list[Span]]) -> Iterator[LocatedProblem]:
    """Yield list items that are indented deeper than the line above: YAML would join them to its text."""
    number = counted = 0
    for match in _DASH.finditer(text):
        begin = text.rfind("\n", 0, match.start()) + 1
        if text.startswith(match[1], begin):  # the line above is indented as deep, as most are
            continue
        above = text[begin : match.start()].rstrip()
        if not above or above.endswith(":"):
            continue
        number += text.count("\n", counted, match.start() + 1)
        counted = match.start() + 1
        span = span_at(places(), number, len(match[1]))
        if span is not None and span[0] < number and lines_of(text)[span[0]][span[1]] not in "'\"|>":
            yield number, len(match[1]), Problem("Q214", {"before": above.strip().removeprefix("- ")})


def lacks_space(text: str) -> bool:
    """Return whether a text looks like a key and its value without the space between them: `I.1:5`."""
    return re.match(_KEY_WITHOUT_SPACE, text) is not None


def syntax_problem(failure: yaml.YAMLError, text: str) -> LocatedProblem:
    """Return what PyYAML's parser found, in words for people, with line and column from 0."""
    lines = lines_of(text)
    mark: Any = getattr(failure, "problem_mark", None)
    begun: Any = getattr(failure, "context_mark", None)
    if begun is not None and (mark is None or not any(line.strip() for line in lines[mark.line :])):
        mark = begun  # what is never closed is found at the end of the file, but to be mended where it begins
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    while line and (line >= len(lines) or not lines[line].strip()):  # the end of the text is behind its last line
        line, column = line - 1, len(lines[line - 1].rstrip())
    for number in range(line, max(-1, line - 3), -1):
        space = re.match(_ODD_SPACE_BEHIND_KEY, lines[number])
        if space:
            return number, space.start(1), Problem("Q211")
        comment = re.match(_COMMENT_SWALLOWING, lines[number])
        if comment:
            return number, comment.start(1), _swallowed(comment[1])
    problem = getattr(failure, "problem", "") or ""
    if "nesting depth" in problem:  # what the parser itself refuses, before it gives us an event to count
        return line, column, Problem("Q204", {"limit": str(DEPTH_LIMIT)})
    reason = next((said for known, said in _REASONS.items() if known in problem), _OTHER_REASON)
    fix: Text | str = ""
    if lines[line][column : column + 1] == ":":
        reason, fix = _REASONS[_COLON], _COLON_IN_TEXT
    elif problem in _UNQUOTED:
        fix = _QUOTES
    return line, column, Problem("Q201", {"reason": reason}, fix=fix)


def _swallowed(comment: str) -> Problem:
    return Problem("Q210", {"comment": comment.rstrip()}, found=comment.rstrip())


def commas_between(text: str, places: Callable[[], list[Span]]) -> Iterator[LocatedProblem]:
    """Yield decimal commas inside braces, where a comma parts two entries: `{self: 8,5}` would be 8 and a key 5."""
    if "{" not in text or not _COMMA_IN_BRACES.search(text):
        return
    for number, line in enumerate(lines_of(text)):
        for match in re.finditer(_FLOW_DECIMAL, line):
            if not span_at(places(), number, match.end(2)):
                values = {"found": f"{match[2]},{match[3]}", "read": match[2], "point": f"{match[2]}.{match[3]}"}
                yield number, match.start(2), Problem("Q213", values, found=values["found"])
