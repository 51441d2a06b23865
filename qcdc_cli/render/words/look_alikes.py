"""Texts that differ, but look alike to the eye: letters of other alphabets are shown with their numbers."""

from unicodedata import normalize

_MARKS = frozenset(normalize("NFD", "àáãảạâăơ")) - set("ao")  # of Vietnamese letters


def told_apart(first: str, second: str) -> tuple[str, str]:
    """Return two texts that differ as people can tell them apart: `Р[U+0420]hú` where the other one is `Phú`.

    Where texts differ in nothing but signs that no Vietnamese keyboard has (letters of another alphabet, a space that
    does not break, marks that are typed apart from their letters), each of these signs has its number behind it; other
    texts stay as they are.

    Args:
        first: a text.
        second: another one.
    """
    if first == second:
        return first, second
    if normalize("NFC", first) == normalize("NFC", second):
        return _numbered(first, first), _numbered(second, second)
    pairs = list(zip(first, second, strict=False))
    if len(first) != len(second) or not all(one == other or _foreign(one) or _foreign(other) for one, other in pairs):
        return first, second
    return _numbered(first, second), _numbered(second, first)


def _numbered(text: str, other: str) -> str:
    """Return a text with the numbers of foreign signs, but for those that the other text has at the same place."""
    return "".join(
        f"{one}[U+{ord(one):04X}]" if _foreign(one) and (one != its or text == other) else one
        for one, its in zip(text, other, strict=True)
    )


def _foreign(sign: str) -> bool:
    """Return whether a sign is neither plain nor a Vietnamese letter."""
    if sign.isascii() or sign in "đĐ":
        return False
    letter, *marks = list(normalize("NFD", sign))
    return not (letter.isascii() and letter.isalpha() and marks and _MARKS.issuperset(marks))
