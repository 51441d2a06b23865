"""Values written as YAML: plain where every reader sees the same text, else in quotes.

qcdc reads every scalar as the text that was typed. Other readers turn `no`, `1.10` and `2020-06-30` into
something else, so such texts stand in quotes. A decimal comma stays plain, but not inside of brackets: `[8,5]` is
two items.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

WIDTH = 100  # what is longer in brackets is written line by line

# The same number to everyone, and written as everyone would: no `-0`, no more digits than a float has.
_NUMBER = re.compile(r"(?!-0$)(?!.{16})-?(?:0|[1-9][0-9]*)(?:\.[0-9]*[1-9])?")
_LIKE_A_NUMBER = re.compile(r"[-+.]?[0-9][0-9A-Fa-f_xo.:eE+-]*|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt\s].*)?")
_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_RISKY = re.compile(r":(?:\s|$)|\s#|[\r\n\t]")
_RISKY_IN_BRACKETS = re.compile(r"[,:?\[\]{}]")
_OPENING = "(“‘«–…"  # besides letters and digits, what a plain text may begin with
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ODD_SPACES = "\u00a0\u2007\u202f\u3000"
# What does not stand as it is even in quotes: a space that looks to qcdc's reader like one behind a key.
ESCAPED = re.compile(f"[\r\n\t]|:[{_ODD_SPACES}]")


def scalar(text: str, *, in_brackets: bool = False) -> str:
    """Return a text as one scalar on one line, which qcdc's reader reads as exactly this text.

    Args:
        text: in normal form C, without hidden characters, which no sheet may hold (Q209).
        in_brackets: whether it will stand inside of `[…]` or `{…}`.
    """
    if _is_plain(text) and not (in_brackets and _RISKY_IN_BRACKETS.search(text)):
        return text
    if ('"' in text or "\\" in text) and "'" not in text and not ESCAPED.search(text):
        return f"'{text}'"
    return quoted(text)


def _is_plain(text: str) -> bool:
    if not text or text != text.strip() or _RISKY.search(text):
        return False
    if _NUMBER.fullmatch(text):
        return True
    if not (text[0].isalnum() or text[0] in _OPENING):
        return False
    return not _LIKE_A_NUMBER.fullmatch(text) and text.lower() not in _WORDS_OF_YAML


def quoted(text: str) -> str:
    """Return a text in double quotes, which every reader reads as exactly this text."""
    written: list[str] = []
    before = ""
    for letter in text:
        if letter in _ESCAPES:
            written.append(_ESCAPES[letter])
        elif (letter in _ODD_SPACES and before == ":") or (unicodedata.combining(letter) and before in _ESCAPES):
            # A loose mark would melt with the letter of the escape before it.
            written.append(f"\\u{ord(letter):04x}")
        else:
            written.append(letter)
        before = letter
    return f'"{"".join(written)}"'


@dataclass(frozen=True, slots=True)
class Writing:
    """How values are written into a file, so that they look like what stands there.

    Attributes:
        indent: how far the entries of a mapping stand in from its key.
        dash: how far the dashes of a list stand in from its key.
        tall: decides by a value's path and the value whether it is written line by line, however short it is.
        spellings: texts that keep the quotes which they had.
    """

    indent: int
    dash: int
    tall: Callable[[tuple[str, ...], Any], bool]
    spellings: Mapping[str, str] = field(default_factory=dict)

    def inline(self, value: Any, *, in_brackets: bool = True) -> str:
        """Return a value on one line, collections in brackets."""
        if isinstance(value, str):
            return self.spellings.get(value) or scalar(value, in_brackets=in_brackets)
        if isinstance(value, dict):
            entries = (f"{scalar(key, in_brackets=True)}: {self.inline(each)}" for key, each in value.items())
            return f"{{{', '.join(entries)}}}"
        return f"[{', '.join(self.inline(each) for each in value)}]"

    def entry(self, key: str, value: Any, column: int, path: tuple[str, ...]) -> list[str]:
        """Return the lines of an entry of a mapping that stands at a column."""
        head = f"{' ' * column}{scalar(key, in_brackets=True)}:"
        behind, below = self.behind(value, column, len(head), path)
        return [head + behind, *below]

    def item(self, value: Any, column: int, path: tuple[str, ...]) -> list[str]:
        """Return the lines of an item of a list, at this path, whose dashes stand at a column."""
        head = f"{' ' * column}-"
        line = f"{head} {self.inline(value, in_brackets=False)}"
        if not isinstance(value, dict) or not value or (len(line) <= WIDTH and not self.tall(path, value)):
            return [line]
        lines = [line for key, each in value.items() for line in self.entry(key, each, column + 2, (*path, key))]
        return [f"{head} {lines[0].lstrip()}", *lines[1:]]

    def behind(self, value: Any, column: int, used: int, path: tuple[str, ...]) -> tuple[str, list[str]]:
        """Return what stands behind a key on its own line, and the lines below it.

        Args:
            value: the key's value.
            column: the column of the key.
            used: how much of the line is taken.
            path: the path of the value.
        """
        if value == "":
            return "", []
        line = f" {self.inline(value, in_brackets=False)}"
        if isinstance(value, str) or not value:
            return line, []
        if not self.tall(path, value) and used + len(line) <= WIDTH:
            return line, []
        if isinstance(value, dict):
            inner = column + self.indent
            return "", [line for key, each in value.items() for line in self.entry(key, each, inner, (*path, key))]
        return "", [line for each in value for line in self.item(each, column + self.dash, path)]
