"""Ten thousand whole numbers in one: added and multiplied at once, exactly, at the speed of Python's own integers.

The numbers of all draws lie side by side in one large integer, each in a lane of so many bits. A sum of two such
integers is the sum in every lane, and a multiple of one the multiple in every lane, as long as no lane overflows. That
is made sure by bounds: every value knows the least and the most that can stand in a lane of it.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from sys import byteorder
from typing import NamedTuple

_WORD = 8  # bytes, of the machine's own integers: lanes of such are taken apart at once


class Lanes(NamedTuple):
    """A whole number for each draw.

    Attributes:
        packed: all of them in one integer: the sum of each, shifted to its lane.
        least: none of them is less.
        most: none of them is more.
    """

    packed: int
    least: int
    most: int

    def __add__(self, other: "Lanes") -> "Lanes":  # type: ignore[override]
        """Return the sums, draw by draw."""
        return Lanes(self.packed + other.packed, self.least + other.least, self.most + other.most)

    def times(self, factor: int) -> "Lanes":
        """Return a multiple of all of them."""
        ends = sorted((self.least * factor, self.most * factor))
        return Lanes(self.packed * factor, *ends)


NOTHING = Lanes(0, 0, 0)


class DrawLanes:
    """How many draws there are, and how wide the lane of each is."""

    def __init__(self, number: int, bound: int) -> None:
        """Prepare.

        Args:
            number: how many draws there are; 1 or more.
            bound: no number that is taken apart, nor a difference of two of them, is larger, whatever its sign.
        """
        self.number = number
        self.width = max(_WORD, (2 * bound).bit_length() // 8 + 1)  # in bytes
        self._ones = int.from_bytes((b"\1" + bytes(self.width - 1)) * number, "little")

    def constant(self, value: int) -> Lanes:
        """Return the same number in every draw."""
        return Lanes(self._ones * value, value, value)

    def pack(self, numbers: Sequence[int]) -> Lanes:
        """Return numbers, one for each draw, side by side."""
        least, most = min(numbers), max(numbers)
        shifted = [number - least for number in numbers] if least else numbers
        return Lanes(self._packed(shifted) + self._ones * least, least, most)

    def choose(self, values: Sequence[int], chosen: bytes) -> Lanes:
        """Return one of some values for each draw.

        Args:
            values: the values, at most 256.
            chosen: which of them, by their numbers from 0.
        """
        least, most = min(values), max(values)
        lanes = bytearray(self.width * self.number)
        for byte in range(((most - least).bit_length() + 7) // 8):  # each byte of all lanes at once
            table = bytes((value - least) >> 8 * byte & 255 for value in values)
            lanes[byte :: self.width] = chosen.translate(table.ljust(256, b"\0"))
        return Lanes(int.from_bytes(lanes, "little") + self._ones * least, least, most)

    def unpack(self, lanes: Lanes) -> Sequence[int]:
        """Return the number of each draw."""
        shifted = lanes.packed - self._ones * lanes.least if lanes.least else lanes.packed
        numbers = self._unpacked(shifted.to_bytes(self.width * self.number, "little"))
        return [number + lanes.least for number in numbers] if lanes.least else numbers

    def each(self, function: Callable[..., int], *all_of: Lanes) -> Lanes:
        """Return what a function of numbers gives in every draw."""
        return self.pack(list(map(function, *map(self.unpack, all_of))))

    def _packed(self, numbers: Iterable[int]) -> int:
        if self.width == _WORD:
            words = array("Q", numbers)
            if byteorder == "big":
                words.byteswap()
            return int.from_bytes(words.tobytes(), "little")
        return int.from_bytes(b"".join([one.to_bytes(self.width, "little") for one in numbers]), "little")

    def _unpacked(self, packed: bytes) -> Sequence[int]:
        if self.width == _WORD:
            words = array("Q", packed)
            if byteorder == "big":
                words.byteswap()
            return words
        ends = range(0, len(packed), self.width)
        return [int.from_bytes(packed[end : end + self.width], "little") for end in ends]
