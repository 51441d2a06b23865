"""Reads how a line of a scale is numbered: `I`, `1.1`, `a)`, `a1.2`, `Mục II`, `–`; ambiguous signs in several ways."""

import re
from typing import NamedTuple

from qcdc_cli.language.names import LEGAL_LETTERS, bare

ARABIC, ROMAN, LETTER, DOTTED, BULLET = "arabic", "roman", "letter", "dotted", "bullet"
_LOWER = "lower "  # before a kind whose signs are small

_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN = re.compile("M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
# Legal texts count a, b, c, d, đ, e, g, h …, some with ê behind e; other people's keyboards count a, b, c, d, e, f …
_ALPHABETS = (
    LEGAL_LETTERS,
    "abcdefghijklmnopqrstuvwxyz",
    "aăâbcdđeêghiklmnoôơpqrstuưvxy",
    "abcdđeêfghijklmnopqrstuvwxyz",
)
_LETTERS = "abcdđefghijklmnopqrstuvwxyzêăâôơư"
_TYPED = {"đ": "dd", "ê": "ee", "ă": "aw", "â": "aa", "ô": "oo", "ơ": "ow", "ư": "uw"}  # ids are ASCII
_IN_IDS = {**_TYPED, **{letter.upper(): typed.upper() for letter, typed in _TYPED.items()}}
_PRINTED = {typed: letter for letter, typed in _IN_IDS.items()}

_ORDINALS = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")  # Phần thứ nhất
_ORDINAL = re.compile(rf"\bthứ ({'|'.join(_ORDINALS)})\b", re.IGNORECASE)
_WORD = (
    "(?P<word>Mục|Phần|Nội dung|Tiêu chí|Chỉ tiêu|Tiêu chuẩn|Nhóm|Lĩnh vực|Chương|Phụ lục|Điều|Khoản|"
    r"Điểm(?=\s+[a-zđ]\b(?!-))|Part|Section|Criterion|Item|Group)"
)
_SIGN = f"[A-Za-z{''.join(_IN_IDS)}]"
_PIECE = f"(?:[0-9]{{1,3}}|[IVXLCDM]{{1,8}}|[ivxlcdm]{{1,8}}|{_SIGN})"
_CORE = f"(?P<core>(?:{_PIECE}|{_SIGN}[0-9]{{1,2}}|[0-9]{{1,2}}{_SIGN})(?:[.,]{_PIECE}){{0,7}})"
_LABEL = re.compile(rf"(?:{_WORD}\s+)?(?P<open>\(?)\s*{_CORE}\s*(?P<close>[.):/–-]*)", re.IGNORECASE)
_BULLET = re.compile(r"[-–—*•●○▪+➢✓]")
# A label in front of a name: `Tiêu chí 1 Ban hành`, `1.1 Kế hoạch`, `a) Có`, `a1. Có`, `I/ Lãnh đạo`, `- Có quy chế`.
_FRONT = (
    re.compile(
        rf"(?P<label>{_WORD}\s+(?:{_CORE}|{_ORDINAL.pattern})[.):/]*)\s+(?:[-–]\s+)?(?P<rest>\S.*)", re.IGNORECASE
    ),
    re.compile(
        r"(?P<label>(?:[0-9]{1,3}|[IVX]{1,5}|[A-H]|[A-Ha-h][0-9]{1,2})(?:\.[0-9]{1,2})+[.):/]?)\s+"
        r"(?P<rest>(?!điểm\b|triệu\b|tỷ\b|points?\b)[^\W\d].*)"
    ),
    re.compile(rf"(?P<label>\(?(?:{_PIECE}|{_SIGN}[0-9]{{1,2}})(?:\.{_PIECE})*[.):/]+)\s+(?P<rest>\S.*)"),
    re.compile(rf"(?P<label>(?:[0-9]{{1,3}}|[IVX]{{1,6}}|{_SIGN})[.)/])(?P<rest>[^\W\d]{{2,}}.*)"),
    # `I- Tổ chức`, `1-Kế hoạch`, `I – TỔ CHỨC`; not `2-3 lần`, `A-B`.
    re.compile(rf"(?P<label>(?:{_PIECE}|[0-9]{{1,2}}(?:\.[0-9]{{1,2}})+)[-–])\s+(?P<rest>[^\W\d].*)"),
    re.compile(r"(?P<label>(?:[0-9]{1,2}|[IVX]{1,6})\s+[-–])\s+(?P<rest>(?=[^\W\d_])[^a-z].*)"),
    re.compile(r"(?P<label>(?:[0-9]{1,3}|[IVX]{1,6})[-–])(?P<rest>(?=[^\W\d_])[^a-z].*)"),
    re.compile(rf"(?P<label>{_BULLET.pattern})\s*(?P<rest>[^\W\d_].*)"),
)


class Style(NamedTuple):
    """What the labels of one level have in common.

    Attributes:
        kind: the kind of signs; upper and lower case are two.
        bracket: ")" or "()" where the label has them, else "": dots and strokes differ from line to line.
        word: the word before the number, without marks: "tieu chi".
    """

    kind: str
    bracket: str = ""
    word: str = ""


class Numbering(NamedTuple):
    """One way to read a label.

    Attributes:
        style: the style of its level.
        parts: the signs themselves, as ids have them: ("1", "10") of `1.10`.
        order: how many-th it is, by its last sign; 0 for a bullet, which does not count.
        letter: its last sign where that is a letter, in lower case, else "".
    """

    style: Style
    parts: tuple[str, ...]
    order: int
    letter: str = ""

    @property
    def first(self) -> bool:
        """True where a sequence begins with it."""
        return self.order == 1

    def follows(self, other: "Numbering", *, brackets: bool = True, case: bool = True) -> bool:
        """Return whether this is the next label after `other`; unless told, brackets and case must be the same."""
        style, wanted = self.style, other.style
        if not brackets:
            style, wanted = style._replace(bracket=""), wanted._replace(bracket="")
        if not case:
            style, wanted = (own._replace(kind=own.kind.removeprefix(_LOWER)) for own in (style, wanted))
        if not self.order or style != wanted or _small(self.parts[:-1]) != _small(other.parts[:-1]):
            return False
        if self.letter:
            return any(f"{other.letter}{self.letter}" in letters for letters in _ALPHABETS if other.letter)
        return not other.letter and self.order == other.order + 1

    def below(self, other: "Numbering") -> bool:
        """Return whether a dotted label says that it stands below `other`: 1.2.3 below 1.2 and below 1."""
        own = _small(self.parts[: len(other.parts)])
        return self.style.kind == DOTTED and bool(own) and own == _small(other.parts) != _small(self.parts)

    def tenfold(self) -> "Numbering":
        """Return the label that a spreadsheet made this one of: 1.10 was kept as the number 1.1."""
        return self._replace(parts=(*self.parts[:-1], f"{self.parts[-1]}0"), order=self.order * 10)


def _small(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return signs whose case does not matter: b1 stands below B where one of them is a slip."""
    return tuple(part.lower() for part in parts)


UNNUMBERED = Numbering(Style("unnumbered"), (), 0)  # of a criterion without a number
HEADING = Numbering(Style("heading"), (), 0)  # of a group's name without a number
COLUMN = "column"  # the style of a name without a number in one of several columns
DESCRIBING = (BULLET, UNNUMBERED.style.kind, f"{_LOWER}{LETTER}", COLUMN)  # may only describe the row above


def label_readings(text: str) -> tuple[Numbering, ...]:
    """Return the ways to read a label, the likelier first; nothing where the text is not a label."""
    plain = _ORDINAL.sub(lambda found: str(_ORDINALS.index(found[1].lower()) + 1), " ".join(text.split()))
    if _BULLET.fullmatch(plain):
        return (Numbering(Style(BULLET, "+" if plain == "+" else ""), ("-",), 0),)
    match = _LABEL.fullmatch(plain)
    if match is None:
        return ()
    bracket = "()" if match["open"] and ")" in match["close"] else ")" if ")" in match["close"] else ""
    word = bare(match["word"] or "")
    pieces = tuple(re.findall(r"[^\W\d_]+|[0-9]+", match["core"]))
    found = [_read(piece) for piece in pieces]
    if not all(found):
        return ()
    if len(pieces) > 1:
        _, order, letter = found[-1][0]
        style = Style(DOTTED, "", word)
        return (Numbering(style, tuple(_in_id(piece) for piece in pieces), order, letter),)
    ways = sorted(found[0], key=lambda way: way[1])
    return tuple(Numbering(Style(kind, bracket, word), (_in_id(pieces[0]),), order, own) for kind, order, own in ways)


def _read(piece: str) -> list[tuple[str, int, str]]:
    """Return kind, order and letter of one sign, in all ways that it can be read."""
    if piece.isdigit():
        return [(ARABIC, int(piece), "")]
    case = "" if piece.isupper() else _LOWER
    ways: list[tuple[str, int, str]] = []
    if piece in (piece.upper(), piece.lower()) and _ROMAN.fullmatch(piece.upper()):
        values = [_ROMAN_VALUES[sign] for sign in piece.upper()]
        order = sum(-own if own < after else own for own, after in zip(values, [*values[1:], 0], strict=True))
        ways.append((f"{case}{ROMAN}", order, ""))
    if len(piece) == 1:
        ways.append((f"{case}{LETTER}", _LETTERS.index(piece.lower()) + 1, piece.lower()))
    return ways


def _in_id(piece: str) -> str:
    return _IN_IDS.get(piece, piece.lstrip("0") or "0" if piece.isdigit() else piece)


def printed_id(identity: str) -> str:
    """Return an id, or the end of one, with its signs as lists print them: `1.dd` is `1.đ`."""
    return ".".join(_PRINTED.get(sign, sign) for sign in identity.split("."))


def split_label(name: str) -> tuple[str, str]:
    """Split a label in front of a name from it; the label is "" where there is none."""
    for pattern in _FRONT:
        match = pattern.fullmatch(name)
        if match is not None and label_readings(match["label"]):
            return match["label"], match["rest"]
    return "", name
