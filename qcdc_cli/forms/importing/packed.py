"""What an import remembers of each of very many files, packed until its turn comes."""

import pickle
import zlib
from collections.abc import Iterable, Sequence
from typing import TypeVar, cast, overload

_Item = TypeVar("_Item")
_QUICK = 1  # zlib's level: the most that it takes away, it takes away at once


class Packed(Sequence[_Item]):
    """Items that are pickled and compressed, and unpacked one at a time, anew each time.

    All that a country's 3,321 forms say would fill 500 MB; packed it is about 40 MB. An item that is unpacked equals
    the one that was added, but is another object.
    """

    def __init__(self) -> None:
        self._packed: list[bytes] = []

    def append(self, item: _Item) -> None:
        """Add an item."""
        self._packed.append(zlib.compress(pickle.dumps(item, pickle.HIGHEST_PROTOCOL), _QUICK))

    def only(self, numbers: Iterable[int]) -> "Packed[_Item]":
        """Return some of the items, by their numbers, still packed."""
        some = Packed[_Item]()
        some._packed = [self._packed[number] for number in numbers]
        return some

    def __len__(self) -> int:
        """Return how many items there are."""
        return len(self._packed)

    @overload
    def __getitem__(self, number: int) -> _Item: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[_Item]: ...

    def __getitem__(self, number: int | slice) -> _Item | Sequence[_Item]:
        """Unpack an item, or several."""
        if isinstance(number, slice):
            return [self[one] for one in range(*number.indices(len(self)))]
        return cast("_Item", pickle.loads(zlib.decompress(self._packed[number])))  # noqa: S301 - packed above, by us
