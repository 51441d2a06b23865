"""Texts that come from data, made safe to show: one line, nothing hidden, nothing that steers a screen."""

import re
import unicodedata

_SPACES = r"[\t\n\r\u2028\u2029]+ *"  # compiled where a text has something that would not be seen


def visible(text: str) -> str:
    r"""Return a text on one line with everything that would not be seen written out.

    Line breaks and tabs become spaces. Other control characters, marks that turn the direction of writing
    and characters without width are shown as escapes (`\x1b`, `\u202e`), so that a name can neither steer
    a terminal nor look like another name.
    """
    text = text.strip("\t\n\r\u2028\u2029")
    if text.isprintable():
        return text
    return "".join(_shown(character) for character in re.sub(_SPACES, " ", text))


def _shown(character: str) -> str:
    # Cc: controls, Cf: direction marks and characters without width, Cs: halves of pairs, Co and Cn: no letter
    if unicodedata.category(character)[0] != "C":
        return character
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
