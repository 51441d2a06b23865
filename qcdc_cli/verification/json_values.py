"""JSON read back: every value by its path, numbers as the exact decimals that stand there."""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast

from qcdc_cli.language import Text
from qcdc_cli.problems import Place, Problem
from qcdc_cli.verification.contents import FileContent, Piece
from qcdc_cli.verification.refusals import decoded_text, not_readable

_NAMES = ("name", "id", "unit", "stage")  # what an object is called by, the first that it has
_MOST_NAMES = 2  # of the objects around a value: a unit, and a criterion in it
_LAST_STEP = re.compile(r'(?:"(?:[^"\\]|\\.)*")?[^".]*$')
_ROOT = "."  # the path of a value that is the whole file


class Values(Collection[Piece]):
    """The values of a file; a piece is made of one when it is looked at, since all those of a country take too much.

    Attributes:
        by_path: every value, and each empty list and object, by its path: `rankings[0].standings[2].points`.
    """

    def __init__(self, by_path: Mapping[str, Any], file: str) -> None:
        """Begin.

        Args:
            by_path: the values by their paths.
            file: how the file is named to people.
        """
        self.by_path = by_path
        self._file = file

    def __len__(self) -> int:
        """Return how many values there are."""
        return len(self.by_path)

    def __iter__(self) -> Iterator[Piece]:
        """Yield every value as a piece."""
        return map(self.piece, self.by_path)

    def __contains__(self, piece: object) -> bool:
        """Return whether a piece is one of these values."""
        return isinstance(piece, Piece) and piece.key in self.by_path and self.piece(piece.key) == piece

    def piece(self, path: str) -> Piece:
        """Return the value of a path as a piece."""
        value = self.by_path[path]
        # A boolean equals a number for Python, and is none for whoever reads the file.
        typed = (type(value).__name__, "" if isinstance(value, list | dict) else value)
        place = Place(self._file, sheet="" if path == _ROOT else path)
        return Piece(typed, _shown(value), place, path, self._what(path))

    def _what(self, path: str) -> str:
        """Return what a value is, in words: what the objects around it are called, and its own key."""
        names: list[str] = []
        around = path
        while around and len(names) < _MOST_NAMES:
            around = around.rpartition(".")[0]
            inside = f"{around}." if around else ""
            own = (self.by_path.get(f"{inside}{key}") for key in _NAMES)
            name = next((one for one in own if isinstance(one, str)), "")
            names[:0] = [name] if name else []
        last = _LAST_STEP.search(path)
        return ", ".join((*names, path if last is None else last[0]))


@dataclass(frozen=True)
class JsonContent(FileContent):
    """What a file for programs says.

    Attributes:
        pieces: its values.
    """

    pieces: Values
    keyed: bool = True

    def likeness(self, found: FileContent) -> float:
        """As `FileContent`: of all values, those that stand under the same path in both."""
        own, other = self.pieces.by_path, _values_of(found)
        alike = sum(path in other and _alike(value, other[path]) for path, value in own.items())
        return alike / max(len(own), len(other), 1)

    def differences(self, found: FileContent) -> Iterator[Problem]:
        """Yield where a file differs from this, path by path."""
        theirs = cast("JsonContent", found).pieces
        own, other = self.pieces.by_path, theirs.by_path
        for path, value in own.items():
            if path not in other:
                yield from self.missing(self.pieces.piece(path))
            elif not _alike(value, other[path]):
                yield self.differs(self.pieces.piece(path), theirs.piece(path))
        for path in other:
            if path not in own:
                yield self.added(theirs.piece(path))

    def differs_in_figures_only(self, found: FileContent) -> bool:
        """As `FileContent`; a number that is written as a text is a text."""
        other = _values_of(found)
        return all(
            isinstance(value, Decimal | bool) or path not in other or _alike(value, other[path])
            for path, value in self.pieces.by_path.items()
        )


def _values_of(found: FileContent) -> Mapping[str, Any]:
    return cast("JsonContent", found).pieces.by_path


def _alike(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def read_json(data: bytes, path: str) -> JsonContent:
    """Read a file for programs.

    Args:
        data: the file.
        path: how it is named to people.

    Raises:
        QcdcError: Q068 where it is no JSON, or programs would not agree on what it says; Q108 and others for its
            encoding.
    """
    text = decoded_text(data, path)
    try:
        tree = json.loads(
            text,
            parse_float=Decimal,
            parse_int=Decimal,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
        values: dict[str, Any] = {}
        _add(values, tree, "")
        return JsonContent(Values(values, path))
    except json.JSONDecodeError as failure:
        raise not_readable(
            Place(path, failure.lineno, failure.colno), Text("không phải JSON", "it is no JSON")
        ) from None
    except _Refused as refused:
        raise not_readable(Place(path), refused.why) from None
    except RecursionError:
        raise not_readable(Place(path), Text("lồng quá nhiều tầng", "it is nested too deep")) from None
    except (ValueError, ArithmeticError):  # a number beyond what decimals hold
        raise not_readable(Place(path), Text("có số quá lớn", "a number in it is too large")) from None


class _Refused(Exception):  # noqa: N818 - it only carries the reason out of the parser
    def __init__(self, why: Text) -> None:
        super().__init__()
        self.why = why


def _refuse_constant(name: str) -> Any:
    raise _Refused(Text(f"`{name}` không phải là số trong JSON", f"`{name}` is no number in JSON"))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _Refused(Text(f"khóa `{twice}` có hai lần", f"the key `{twice}` is there twice"))
    return found


def _add(values: dict[str, Any], tree: Any, path: str) -> None:
    """Add the values of a tree, and each empty list and object, by their paths."""
    if isinstance(tree, dict) and tree:
        for key, value in tree.items():
            _add(values, value, f"{path}.{_step(key)}" if path else _step(key))
    elif isinstance(tree, list) and tree:
        for number, value in enumerate(tree):
            _add(values, value, f"{path}[{number}]")
    else:
        values[path or _ROOT] = tree


def _step(key: str) -> str:
    """Return a key as a step of a path; in quotes where it could be taken for two."""
    return key if key.isidentifier() else json.dumps(key, ensure_ascii=False)


def _shown(value: Any) -> str:
    return str(value) if isinstance(value, str | Decimal) else json.dumps(value)
