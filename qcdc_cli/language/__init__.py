"""The two languages of everything that qcdc shows: Vietnamese first, English complete beside it.

Both texts always stand side by side at the place that uses them, so that none can exist in one
language only. The language in use is set once, by the program's entry, for the whole run.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"
_SEPARATOR = "\x1f"  # the unit separator: no text that people write contains it

_language: ContextVar[str] = ContextVar("language", default=DEFAULT_LANGUAGE)


def use(language: str) -> None:
    """Make `language` ("vi" or "en") the one that everything after this call is shown in."""
    if language not in LANGUAGES:
        raise ValueError(language)
    _language.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Show what is shown inside in `language`, for what goes to somebody who has another one than the run."""
    before = current()
    use(language)
    try:
        yield
    finally:
        use(before)


def current() -> str:
    """Return the language in use: "vi" or "en"."""
    return _language.get()


def say(vietnamese: str, english: str) -> str:
    """Return the text of the language in use."""
    return english if _language.get() == "en" else vietnamese


class Text(NamedTuple):
    """A text in both languages, for places that are written before the language is known."""

    vi: str
    en: str

    def __str__(self) -> str:
        return say(self.vi, self.en)


def both(vietnamese: str, english: str) -> str:
    """Pack both texts into one plain string, for libraries that only carry `str` (help texts, schemas)."""
    return f"{vietnamese}{_SEPARATOR}{english}"


def pick(packed: str) -> str:
    """Return the half of a text made by `both` that is in the language in use; other texts unchanged."""
    vietnamese, separator, english = packed.partition(_SEPARATOR)
    return say(vietnamese, english) if separator else packed
