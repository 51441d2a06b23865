"""Where libyaml reads something else than YAML 1.2 says, without a word; each is refused with what to write instead.

Found with the cases of YAML's test suite and with small documents of every kind: all others are read as they say, or
refused by libyaml itself.
"""

import re
from collections.abc import Callable, Iterator

from qcdc_cli.language import Text
from qcdc_cli.problems import Problem
from qcdc_cli.yamltext.syntax import LocatedProblem, Span, lines_of, span_at

_GLUED_COMMENT = "(?<=[\"'\\]}\\[{,])#.*"  # compiled where there may be one
_BEFORE_GLUED = ('"', "'", "]", "}", "[", "{", ",")
_BLOCK_HEADER = "[|>]([-+0-9]*)(#?)"  # compiled where something may be lost in a block
# A glued comment, a line of spaces only, in a text behind a line break: begun with one of few characters, found faster.
_LOST_IN_BLOCKS = re.compile("[|>\r\n](?:(?<=[|>])[-+0-9]*#|(?<=[\r\n]) ++(?:[\r\n]|$))")
_SPACE_BEFORE = Text(
    "Nếu là chú thích, thêm dấu cách trước `#`; nếu là nội dung, đặt cả giá trị trong dấu nháy.",
    "If it is a comment, put a space before the `#`; if it is content, put the whole value in quotes.",
)


def parser_differences(text: str, places: Callable[[], list[Span]]) -> Iterator[LocatedProblem]:
    """Yield what libyaml would read as something else.

    Args:
        text: the text, which libyaml could read.
        places: gives the places of its nodes.
    """
    if "?" in text and re.search("[{\\[,]\\s*\\?", text):
        yield from _lost_question_marks(text, places())
    if any(before.endswith(_BEFORE_GLUED) for before in text.split("#")[:-1]):
        yield from _glued_comments(text, places())
    if ("|" in text or ">" in text) and _LOST_IN_BLOCKS.search(f"\n{text}"):
        yield from _block_scalars(text, places())


def _lost_question_marks(text: str, places: list[Span]) -> Iterator[LocatedProblem]:
    """Yield keys in braces with a `?` right before them, which belongs to the key: `{?foo: bar}`."""
    lines = lines_of(text)
    for line, column, _, _ in places:
        if lines[line][:column].endswith("?"):
            rest = re.split("[:,\\]}]", lines[line][column:], maxsplit=1)[0].strip()
            yield line, column - 1, Problem("Q215", {"key": rest}, found=f"?{rest}")


def _glued_comments(text: str, places: list[Span]) -> Iterator[LocatedProblem]:
    """Yield `#` right behind a quote, a bracket or a comma: no comment in YAML, but one to libyaml."""
    glued = re.compile(_GLUED_COMMENT)
    for number, line in enumerate(lines_of(text)):
        match = glued.search(line) if not line.lstrip().startswith("#") else None
        while match is not None and _is_inside(places, number, match.start()):
            match = glued.search(line, match.start() + 1)
        if match is not None and not re.search("\\s#", line[: match.start()]):
            yield (
                number,
                match.start(),
                Problem("Q210", {"comment": match[0].rstrip()}, match[0].rstrip(), fix=_SPACE_BEFORE),
            )


def _is_inside(places: list[Span], line: int, column: int) -> bool:
    return span_at(places, line, column) is not None


def _block_scalars(text: str, places: list[Span]) -> Iterator[LocatedProblem]:
    """Yield blocks of text (`|`, `>`) that end in a line of spaces only, and comments right behind their sign."""
    lines, header = lines_of(text), re.compile(_BLOCK_HEADER)
    for line, column, last, end in places:
        match = header.match(lines[line], column) if line < len(lines) else None
        if match is None:
            continue
        if match[2]:
            comment = lines[line][match.start(2) :].rstrip()
            yield line, match.start(2), Problem("Q210", {"comment": comment}, comment, fix=_SPACE_BEFORE)
        unended = last == len(lines) - 1 and not lines[last].strip(" ")
        block = lines[line + 1 : last + (1 if end or unended else 0)]
        blank = next((number for number in range(len(block), 0, -1) if block[number - 1].strip(" ")), 0)
        content = next((each for each in block if each.strip(" ")), "")
        indent = len(content) - len(content.lstrip(" ")) if content else len(block[0]) if block else 0
        for number, each in enumerate(block[blank:], start=line + 1 + blank):
            at_end = number == len(lines) - 1  # without a line end behind it, libyaml forgets the line
            if each and ("+" in match[1] or (content and len(each) > indent) or at_end):
                yield line, column, Problem("Q216", {"line": str(number + 1)})
                break
