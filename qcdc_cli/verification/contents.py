"""What a file says, piece by piece, and in which pieces two files differ."""

import re
from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from functools import cached_property

from qcdc_cli.language import say
from qcdc_cli.problems import Place, Problem
from qcdc_cli.render.words.look_alikes import told_apart

_MOST_ALIGNED = 4_000_000  # pairs of pieces among which a place is looked for where some were added or left out
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")


class PieceKind(Enum):
    """What a piece is, which decides on what is said where it differs."""

    TEXT = "text"  # a figure, words
    FORMULA = "formula"
    HIDDEN = "hidden"  # what keeps a reader from seeing something that is there
    FOREIGN = "foreign"  # scripts, macros, pictures: what can show anything


# By the kind, the code where it differs, where only the file has it, and where the file lacks it; "" for none.
_CODES = {
    PieceKind.TEXT: ("Q060", "Q063", "Q064"),
    PieceKind.FORMULA: ("Q062", "Q062", "Q061"),
    PieceKind.HIDDEN: ("Q065", "Q065", ""),
    PieceKind.FOREIGN: ("Q066", "Q066", "Q064"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of what a file says.

    Attributes:
        value: what two files must have alike.
        shown: the same for people.
        place: where it stands.
        key: what it is found by in the other file, whatever stands around it; "" where only the order says that.
        what: what it is, in words: `xã Phú Hữu, Tổng`.
        kind: what it is.
        cells: of a line of a table, its cells, each with what it is; they are told one by one.
    """

    value: Hashable
    shown: str
    place: Place
    key: str = ""
    what: str = ""
    kind: PieceKind = PieceKind.TEXT
    cells: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class FileContent:
    """What a file says.

    Attributes:
        pieces: all of it, in order.
        keyed: whether the pieces have keys.
    """

    pieces: Collection[Piece]
    keyed: bool = False

    @cached_property
    def text(self) -> str:
        """All that it says as one text."""
        return "\n".join(piece.shown for piece in self.pieces)

    @cached_property
    def figures(self) -> int:
        """How many figures stand in it."""
        return sum(1 for piece in self.pieces if piece.kind is PieceKind.TEXT for _ in _FIGURE.finditer(piece.shown))

    def equal(self, one: Piece, other: Piece) -> bool:
        """Return whether two pieces say the same."""
        return one.value == other.value

    def what(self, piece: Piece) -> str:
        """Return what a piece is, in words."""
        return piece.what

    def likeness(self, found: "FileContent") -> float:
        """Return how much of two contents is alike, from 0 to 1; 1 does not say that all is."""
        own, other = Counter(map(_rough, self.pieces)), Counter(map(_rough, found.pieces))
        return sum((own & other).values()) / max(own.total(), other.total(), 1)

    def differences(self, found: "FileContent") -> Iterator[Problem]:
        """Yield where a file differs from this, which is what it should say."""
        if self.keyed:
            yield from self._by_key(found)
        else:
            yield from self._in_order(found)

    def differs_in_figures_only(self, found: "FileContent") -> bool:  # noqa: ARG002 - for those that can tell
        """Return whether all that has another value in a file is a figure: then it differs in each language likewise.

        Args:
            found: the file.
        """
        return False

    def _by_key(self, found: "FileContent") -> Iterator[Problem]:
        others = {piece.key: piece for piece in found.pieces}
        own = {piece.key: piece for piece in self.pieces}
        for key, piece in own.items():
            other = others.get(key)
            if other is None:
                yield from self.missing(piece)
            elif not self.equal(piece, other):
                yield self.differs(piece, other)
        for key, other in others.items():
            if key not in own:
                yield self.added(other)

    def _in_order(self, found: "FileContent") -> Iterator[Problem]:
        own, other = tuple(self.pieces), tuple(found.pieces)
        first, last = _alike_at_the_ends(own, other)
        own, other = own[first : len(own) - last], other[first : len(other) - last]
        if len(own) * len(other) > _MOST_ALIGNED or len(own) == len(other):
            steps: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(own), 0, len(other))]
        else:
            values = [one.value for one in own], [one.value for one in other]
            steps = SequenceMatcher(None, *values, autojunk=False).get_opcodes()
        for step, from_own, to_own, from_other, to_other in steps:
            if step != "equal":
                yield from self._apart(own[from_own:to_own], other[from_other:to_other])

    def _apart(self, own: Sequence[Piece], other: Sequence[Piece]) -> Iterator[Problem]:
        """Yield what is wrong where some pieces stand in the place of others."""
        for piece, instead in zip(own, other, strict=False):
            if not self.equal(piece, instead):
                yield from self._cell_by_cell(piece, instead)
        for piece in own[len(other) :]:
            yield from self.missing(piece)
        for piece in other[len(own) :]:
            yield self.added(piece)

    def _cell_by_cell(self, piece: Piece, other: Piece) -> Iterator[Problem]:
        if not piece.cells or len(piece.cells) != len(other.cells):
            yield self.differs(piece, other)
            return
        for (what, text), (_, instead) in zip(piece.cells, other.cells, strict=True):
            if text != instead:
                yield _problem(_CODES[piece.kind][0], what, other.place, instead, text)

    def differs(self, piece: Piece, other: Piece) -> Problem:
        """Return the problem of a piece in whose place another one stands."""
        code = _CODES[piece.kind if piece.kind is other.kind else PieceKind.TEXT][0]
        if other.kind is PieceKind.FOREIGN:
            code = _CODES[other.kind][0]
        return _problem(code, self.what(piece) or other.what, other.place, other.shown, piece.shown)

    def missing(self, piece: Piece) -> Iterator[Problem]:
        """Yield the problem of a piece that the file lacks."""
        code = _CODES[piece.kind][2]
        if code:
            yield _problem(code, self.what(piece), piece.place, "", piece.shown)

    def added(self, piece: Piece) -> Problem:
        """Return the problem of a piece that only the file has."""
        return _problem(_CODES[piece.kind][1], self.what(piece), piece.place, piece.shown, "")


def _problem(code: str, what: str, place: Place, found: str, expected: str) -> Problem:
    nothing = say("(trống)", "(nothing)")
    found, expected = told_apart(found, expected)
    values = {
        "what": what or say("Nội dung", "The text"),
        "found": found.strip() or nothing,
        "expected": expected.strip() or nothing,
    }
    return Problem(code, values).at(place)


def _rough(piece: Piece) -> Hashable:
    is_text = piece.kind is PieceKind.TEXT and isinstance(piece.value, str | tuple)
    return piece.key, piece.value if is_text else piece.shown


def _alike_at_the_ends(own: Sequence[Piece], other: Sequence[Piece]) -> tuple[int, int]:
    """Return how many pieces are alike from the beginning, and then from the end."""
    shorter = min(len(own), len(other))
    first = next((at for at in range(shorter) if own[at].value != other[at].value), shorter)
    rest = shorter - first
    last = next((at for at in range(rest) if own[-1 - at].value != other[-1 - at].value), rest)
    return first, last
