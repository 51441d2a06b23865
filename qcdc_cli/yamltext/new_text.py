"""The pieces of a new YAML file that people go on editing: exact texts, numbers that nobody can misread, comments."""

import re
from decimal import Decimal
from textwrap import wrap

from qcdc_cli.language.figures import digits
from qcdc_cli.values import ID_PATTERN
from qcdc_cli.yamltext.editing.text import quoted, scalar

_WIDTH = 110
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")  # 1.125 would be asked about: 1125 or 1.125?
_LOOKS_LIKE_A_NUMBER = re.compile(r"[0-9.]+")


def printable_line(text: str) -> str:
    """Return a text on one line, without what nobody sees."""
    words = " ".join(text.split())
    return words if words.isprintable() else "".join(sign for sign in words if sign.isprintable())


def printable_lines(text: str) -> str:
    """Return a text with its line breaks, without empty lines and what nobody sees."""
    return "\n".join(line for part in text.splitlines() if (line := printable_line(part)))


def yaml_number(value: Decimal) -> str:
    """Write a number with a decimal point; one that could be read as thousands gets another zero."""
    text = digits(value)
    return f"{text}0" if _THOUSANDS.fullmatch(text) else text


def in_braces(value: "str | dict[str, str]") -> str:
    """Write a text, or keys with texts, so that it can stand in braces; numbers stay as they are."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {in_braces(text)}" for key, text in value.items()) + "}"
    return value if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", value) else quoted(value)


def yaml_id(text: str) -> str:
    """Write an id; one that an editor could take for a number stands in quotes: "1.10"."""
    return quoted(text) if _LOOKS_LIKE_A_NUMBER.fullmatch(text) or not re.match(ID_PATTERN, text) else text


def text_lines(head: str, text: str) -> list[str]:
    """Write a text behind a key or a dash, which stands at its column; folded over several lines where it is long.

    A text of several lines keeps them.
    """
    inner = f"{' ' * (len(head) - len(head.lstrip()))}  "
    if "\n" in text:
        return [f"{head} |-", *(f"{inner}{line}" for line in text.split("\n"))]
    line = f"{head} {scalar(text)}"
    return [line] if len(line) <= _WIDTH else [f"{head} >-", *_wrapped(text, inner, inner)]


def comment(text: str, indent: str, *, sign: str = "# ") -> list[str]:
    """Write a comment, broken into lines; further lines stand in as far as the first."""
    return _wrapped(printable_line(text), f"{indent}{sign}", f"{indent}#{' ' * (len(sign) - 1)}")


def _wrapped(text: str, first: str, further: str) -> list[str]:
    return wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=further, break_long_words=False, break_on_hyphens=False
    )
