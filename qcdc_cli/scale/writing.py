"""Values as a rubric's YAML has them: texts that are read back exactly, numbers that nobody can misread, comments."""

import re
from decimal import Decimal
from textwrap import wrap

from qcdc_cli.campaign.starting import quoted
from qcdc_cli.values import ID_PATTERN
from qcdc_cli.yamltext.editing.text import scalar

MARK = "# ? "
WIDTH = 110
_THOUSANDS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")  # 1.125 would be asked about: 1125 or 1.125?
_LOOKS_LIKE_A_NUMBER = re.compile(r"[0-9.]+")


def clean(text: str) -> str:
    """Return a text on one line, without what nobody sees."""
    words = " ".join(text.split())
    return words if words.isprintable() else "".join(sign for sign in words if sign.isprintable())


def number(value: Decimal) -> str:
    """Write a number with a decimal point; one that could be read as thousands gets another zero."""
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}0" if _THOUSANDS.fullmatch(text) else text


def flow(value: "str | dict[str, str]") -> str:
    """Write a text, or keys with texts, so that it can stand in braces; numbers stay as they are."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(text)}" for key, text in value.items()) + "}"
    return value if re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", value) else quoted(value)


def identity(text: str) -> str:
    """Write an id; one that an editor could take for a number stands in quotes: "1.10"."""
    return quoted(text) if _LOOKS_LIKE_A_NUMBER.fullmatch(text) or not re.match(ID_PATTERN, text) else text


def entry(key: str, text: str, indent: str) -> list[str]:
    """Write `key: text` on one line, or folded over several where it is long."""
    return _behind(f"{indent}{key}:", text, indent)


def item(text: str, indent: str) -> list[str]:
    """Write an item of a list of texts, on one line or folded over several."""
    return _behind(f"{indent}-", text, indent)


def _behind(head: str, text: str, indent: str) -> list[str]:
    line = f"{head} {scalar(text)}"
    return [line] if len(line) <= WIDTH else [f"{head} >-", *_folded(text, f"{indent}  ")]


def _folded(text: str, indent: str) -> list[str]:
    return wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def comment(text: str, indent: str, *, sign: str = "# ") -> list[str]:
    """Write a comment, broken into lines."""
    further = f"{indent}#{' ' * (len(sign) - 1)}"
    return wrap(
        clean(text),
        WIDTH,
        initial_indent=f"{indent}{sign}",
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )


def mark(text: str, indent: str, suggestions: tuple[str, ...] = ()) -> list[str]:
    """Write a decision that is left open, with ways to write it."""
    sentence = text[:1].upper() + text[1:]
    ended = sentence if sentence.endswith((".", "?", ":")) else f"{sentence}."
    return [*comment(ended, indent, sign=MARK), *(f"{indent}# {line}" for line in suggestions)]
