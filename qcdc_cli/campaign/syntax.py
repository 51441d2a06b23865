"""What goes wrong below YAML's grammar: tabs, hidden characters, swallowed comments, broken syntax."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import yaml

from qcdc_cli.language import Text
from qcdc_cli.problems import Problem

_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]")
_COMMENT_WITHOUT_SPACE = re.compile(r"(?<=\S)[ ]+(#[^\s#]\S*)")
_NO_BREAK_SPACE = re.compile("^\\s*[^\\s'\"#][^'\"]*?:(\u00a0|\u202f)")

# libyaml's messages, as far as people meet them, in words for people.
_REASONS = {
    "mapping values are not allowed in this context": Text(
        "có dấu hai chấm ở chỗ không được phép", "there is a colon where none is allowed"
    ),
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
    "found unexpected end of stream": Text("hết tệp khi dấu nháy chưa đóng", "the file ends inside quotes"),
    "found character that cannot start any token": Text(
        "ký tự này phải đặt trong dấu nháy", "this character needs quotes around the text"
    ),
    "found undefined tag handle": Text("dấu `!` phải đặt trong dấu nháy", "text with `!` needs quotes"),
    "block sequence entries are not allowed in this context": Text(
        "danh sách `-` phải bắt đầu ở dòng mới", "a `-` list must begin on a line of its own"
    ),
    "found unknown escape character": Text(
        "dấu `\\` trong dấu nháy kép phải viết hai lần", "a `\\` inside double quotes must be doubled"
    ),
}
_OTHER_REASON = Text("không hiểu được cấu trúc dòng này", "the structure of this line is not understood")


def tabs(text: str) -> Iterator[tuple[int, int, Problem]]:
    """Yield every line's first tab outside a comment, with line and column from 0."""
    if "\t" in text:
        for number, line in enumerate(text.splitlines()):
            column = line.find("\t")
            before = line[:column]
            if column >= 0 and not before.lstrip().startswith("#") and " #" not in before:
                yield number, column, Problem("Q205")


def hidden_characters(text: str) -> Iterator[tuple[int, int, Problem]]:
    """Yield characters that change a text unseen: controls, marks inside the file, odd line breaks."""
    if text.replace("\n", "").isprintable():
        return
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text)):
        for match in _HIDDEN.finditer(line):
            yield number, match.start(), Problem("Q209", {"character": f"U+{ord(match[0]):04X}"})


def swallowed_comments(
    text: str, places: Callable[[], Iterable[tuple[int, int, int, int]]]
) -> Iterator[tuple[int, int, Problem]]:
    """Yield comments that are probably content: `Tiêu chí #3` would be read as `Tiêu chí`.

    A comment that is meant has a space behind its `#`. What stands inside a scalar is no comment.
    """
    if "#" not in text:
        return
    spans: list[tuple[tuple[int, int], tuple[int, int]]] | None = None
    for number, line in enumerate(text.splitlines()):
        for match in _COMMENT_WITHOUT_SPACE.finditer(line):
            if spans is None:
                spans = [((a, b), (c, d)) for a, b, c, d in places()]
            spot = (number, match.start(1))
            if any(start <= spot < end for start, end in spans) or "# " in line[: match.start(1)]:
                continue
            yield *spot, Problem("Q210", {"comment": match[1]}, found=match[1])


def syntax_problem(failure: yaml.YAMLError, text: str) -> tuple[int, int, Problem]:
    """Return what PyYAML's parser found, in words for people, with line and column from 0."""
    mark: Any = getattr(failure, "problem_mark", None) or getattr(failure, "context_mark", None)
    line, column = (mark.line, mark.column) if mark is not None else (0, 0)
    lines = text.splitlines()
    for number in range(min(line, len(lines) - 1), max(-1, line - 3), -1):
        match = _NO_BREAK_SPACE.match(lines[number])
        if match:
            return number, match.start(1), Problem("Q211")
    problem = getattr(failure, "problem", "") or ""
    reason = next((said for known, said in _REASONS.items() if known in problem), _OTHER_REASON)
    return line, column, Problem("Q201", {"reason": reason})
