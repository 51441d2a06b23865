"""JSON read back: every value by its path, numbers as the exact decimals that stand there."""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from qcdc_cli.language import Text
from qcdc_cli.problems import Place
from qcdc_cli.verification.contents import FileContent, Piece
from qcdc_cli.verification.refusals import decoded_text, not_readable

_NAMES = ("name", "id", "unit", "stage")  # what an object is called by, the first that it has
_MOST_NAMES = 2  # of the objects around a value: a unit, and a criterion in it


def read_json(data: bytes, path: str) -> FileContent:
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
        return FileContent(tuple(_pieces(tree, path, "", ())), keyed=True)
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


def _pieces(tree: Any, file: str, path: str, called: tuple[str, ...]) -> Iterator[Piece]:
    """Yield the values of a tree, and each empty list and object."""
    if isinstance(tree, dict) and tree:
        name = next((tree[key] for key in _NAMES if isinstance(tree.get(key), str)), "")
        around = (*called, name)[-_MOST_NAMES:] if name else called
        for key, value in tree.items():
            yield from _pieces(value, file, f"{path}.{_step(key)}" if path else _step(key), around)
    elif isinstance(tree, list) and tree:
        for number, value in enumerate(tree):
            yield from _pieces(value, file, f"{path}[{number}]", called)
    else:
        what = ", ".join((*called, path.rpartition(".")[2]))
        # A boolean equals a number for Python, and is none for whoever reads the file.
        yield Piece((type(tree).__name__, _value(tree)), _shown(tree), Place(file, sheet=path), path or ".", what)


def _step(key: str) -> str:
    """Return a key as a step of a path; in quotes where it could be taken for two."""
    return key if key.isidentifier() else json.dumps(key, ensure_ascii=False)


def _value(tree: Any) -> Any:
    return "" if isinstance(tree, list | dict) else tree


def _shown(value: Any) -> str:
    return str(value) if isinstance(value, str | Decimal) else json.dumps(value)
