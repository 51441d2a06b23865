"""A YAML file as a tree of texts: every scalar stays what was typed, and every place is known.

PyYAML's own loaders turn `1.10` into 1.1, `no` into False, `012` into 10 and keep the last of two equal
keys. Here PyYAML's C parser only gives the events; what a text means is for the models to decide.
"""

import os
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import chain, islice
from pathlib import Path as FilePath
from typing import Any, Protocol

import yaml
from yaml import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from yaml._yaml import CParser

from qcdc_cli.encoding import LIMIT_MEGABYTES, all_printable, decode
from qcdc_cli.file_bytes import read_file
from qcdc_cli.problems import Path, Place, Problem
from qcdc_cli.yamltext.parser_differences import parser_differences
from qcdc_cli.yamltext.syntax import (
    DEPTH_LIMIT,
    SPACE_MISSING,
    LocatedProblem,
    Span,
    commas_between,
    escaped_characters,
    joined_items,
    lacks_space,
    lines_of,
    odd_characters,
    swallowed_comments,
    syntax_problem,
)

Tree = dict[str, Any] | list[Any] | str
SUFFIXES = (".yaml", ".yml")
_MOST_PROBLEMS = 200  # of one file's text: a damaged file has one on every line


def is_yaml(file: FilePath) -> bool:
    """Return whether a file is called YAML; a link is called what it leads to."""
    real = FilePath(os.path.realpath(file)) if file.is_symlink() else file
    return real.suffix.lower() in SUFFIXES


class Readable(Protocol):
    """What a model is read from: a tree of texts that knows where its nodes stand.

    Attributes:
        path: how it is named to people.
        tree: the text tree, or None when it cannot be used.
        problems: why it cannot be used.
    """

    path: str
    tree: Tree | None
    problems: tuple[Problem, ...]

    def place(self, path: Path) -> Place:
        """Return where the node at `path` begins; for a path that does not exist, its nearest parent."""

    def located(self, problem: Problem) -> Problem:
        """Return the problem with the place and the line of its path filled in."""


class YamlDocument:
    """One file: its text tree, the problems of reading it, and the place of every node.

    Attributes:
        path: how the file is named to people.
        data: its bytes, which take half the memory of their text; none where they cannot be read as text.
        tree: the text tree, or None when the file cannot be used.
        problems: what is wrong with it as text and as YAML, each with its place.
    """

    __slots__ = ("data", "path", "problems", "tree")

    def __init__(self, path: str, data: bytes, megabytes: int = LIMIT_MEGABYTES) -> None:
        self.path = path
        self.tree: Tree | None = None
        self.problems: tuple[Problem, ...] = ()
        self.data = b""
        decoded = decode(data, path, megabytes)
        if isinstance(decoded, Problem):
            self.problems = (decoded,)
            return
        self.data = data
        self._read(decoded)

    @classmethod
    def read(cls, file: FilePath, path: str, megabytes: int = LIMIT_MEGABYTES) -> "YamlDocument":
        """Read a file; one that cannot be read is a problem, not a crash.

        Only files that are called YAML are read, and shown where something is wrong in them: a campaign from elsewhere
        could name any file of this machine as its rubric.

        Args:
            file: where it is.
            path: its name for people.
            megabytes: the largest file of its kind.
        """
        data = read_file(file, path, megabytes)
        if isinstance(data, bytes) and not is_yaml(file):
            refusal = decode(data, path, megabytes)
            if not isinstance(refusal, Problem) or refusal.code != "Q127":  # a workbook has advice of its own
                refusal = Problem("Q121", {"path": path}).at(Place(path))
            data = refusal
        if isinstance(data, bytes):
            return cls(path, data, megabytes)
        document = cls.composed(path, b"", None)
        document.problems = (data,)
        return document

    @classmethod
    def composed(cls, path: str, data: bytes, tree: Tree | None) -> "YamlDocument":
        """Return the document of a file from what was made of it elsewhere: its tree; None where there is none."""
        document = cls.__new__(cls)
        document.path, document.data, document.tree, document.problems = path, data, tree, ()
        return document

    @property
    def text(self) -> str:
        """The whole text, in normal form C; "" where it cannot be read as text."""
        return _text_of(self.data)

    def _read(self, text: str) -> None:
        odd = () if all_printable(self.data) else odd_characters(text)
        problems = list(islice(odd, _MOST_PROBLEMS))
        tree: Tree | None = None
        if not problems:
            tree, problems = compose(text)
            if problems:  # once more, now with the places that the problems need
                _, problems = compose(text, [])
            elif not isinstance(tree, dict):
                fix = SPACE_MISSING if isinstance(tree, str) and lacks_space(tree) else ""
                problems = [(0, 0, Problem("Q212", fix=fix))]
            else:
                places = partial(places_of, text)  # worked out when first asked for: most files need none
                lost = (
                    find(text, places)
                    for find in (swallowed_comments, commas_between, joined_items, parser_differences)
                )
                problems = list(islice(chain.from_iterable(lost), _MOST_PROBLEMS))
        self.problems = tuple(self._at(line, column, problem) for line, column, problem in problems)
        if not problems and "\\" in text:
            self.problems = tuple(self.located(problem) for problem in escaped_characters(tree))
        self.tree = None if self.problems else tree

    def place(self, path: Path) -> Place:
        """Return where the node at `path` begins; for a path that does not exist, its nearest parent."""
        line, column = self._spot(path)
        return Place(self.path, line + 1, column + 1)

    def located(self, problem: Problem) -> Problem:
        """Return the problem with the place and the line of its path filled in."""
        return self._at(*self._spot(problem.path), problem)

    def _at(self, line: int, column: int, problem: Problem) -> Problem:
        return problem.at(Place(self.path, line + 1, column + 1), self.line(line))

    def line(self, number: int) -> str:
        """Return a line of the text, counted from 0; "" beyond the end."""
        lines = lines_of(self.text)
        return lines[number] if number < len(lines) else ""

    def _spot(self, path: Path) -> tuple[int, int]:
        if self.problems:  # what cannot be used has no nodes
            return 0, 0
        known, further = _places_in(self.text)
        if path not in known:
            for passed, spot in further:
                known[passed] = spot
                if passed == path:
                    break
        while path not in known:
            path = path[:-1]
        return known[path]


@lru_cache(maxsize=32)
def _text_of(data: bytes) -> str:
    text = decode(data, megabytes=len(data))  # whether it is too large was asked when it was read
    return "" if isinstance(text, Problem) else text


@lru_cache(maxsize=32)
def _places_in(text: str) -> tuple[dict[Path, tuple[int, int]], Iterator[tuple[Path, tuple[int, int]]]]:
    """Return the places of a text's nodes by their paths, as far as somebody asked, and what gives those behind.

    Worked out up to what is asked for, and forgotten when 32 other files were asked for since: to keep every place of
    every file would cost a country's campaign eight times the memory of all its marks.
    """
    next_event = CParser(text).get_event
    next_event()  # the stream begins
    next_event()  # the document begins
    root = next_event()
    return {(): _begin(root)}, _nodes_in((), root, next_event)


def _nodes_in(path: Path, event: Any, next_event: Callable[[], Any]) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Yield the paths and places of the nodes in the one that an event begins, in the order of the text.

    A mapping's entry is placed at its key: that is where people look for it.
    """
    if type(event) is MappingStartEvent:
        while type(key := next_event()) is not MappingEndEvent:
            yield (*path, key.value), _begin(key)
            yield from _nodes_in((*path, key.value), next_event(), next_event)
    elif type(event) is SequenceStartEvent:
        number = 0
        while type(item := next_event()) is not SequenceEndEvent:
            yield (*path, number), _begin(item)
            yield from _nodes_in((*path, number), item, next_event)
            number += 1


def _begin(event: Any) -> tuple[int, int]:
    return event.start_mark.line, event.start_mark.column


@lru_cache(maxsize=1)
def places_of(text: str) -> list[Span]:
    """Return the places of a text's nodes in the order of the text."""
    places: list[Span] = []
    compose(text, places)
    return places


def compose(text: str, places: list[Span] | None = None) -> tuple[Tree | None, list[LocatedProblem]]:
    """Turn YAML text into a tree of dicts, lists and texts.

    Args:
        text: the text of one document.
        places: receives the places of its nodes in their order, which some problems need; leave it out where they are
            not asked for, since most files are right.

    Returns:
        the tree (None when there is a problem) and the problems with line and column from 0.
    """
    composer = _Composer(text, places)
    tree: Tree | None = None
    try:
        tree = composer.document()
    except _UnusableError:
        pass
    except yaml.YAMLError as failure:
        composer.problems.append(syntax_problem(failure, text))
    return (None if composer.problems else tree), composer.problems


class _UnusableError(Exception):
    """Nothing can be made of a node, nor of what is behind it; its problem is told already."""


class _Composer:
    """Makes the tree of one document out of libyaml's events.

    Attributes:
        problems: what is wrong so far.
    """

    __slots__ = ("_inspected", "_marked", "_next_event", "_places", "problems")

    def __init__(self, text: str, places: list[Span] | None) -> None:
        self.problems: list[LocatedProblem] = []
        self._places, self._marked = places, "&" in text or "!" in text
        self._inspected = self._marked or places is not None  # one question for each node: most files need neither
        self._next_event: Callable[[], Any] = CParser(text).get_event

    def document(self) -> Tree:
        """Return the tree; what is wrong has been added to the problems."""
        next_event = self._next_event
        next_event()  # the stream begins
        if type(next_event()) is StreamEndEvent:
            return ""
        root = self._node(next_event(), 0)
        next_event()  # the document ends
        after = next_event()
        if type(after) is not StreamEndEvent:
            self.problems.append(_problem(after, "Q206"))
        return root

    def _node(self, event: Any, depth: int) -> Tree:
        """Return the node that begins with an event, inside so many others."""
        next_event, inspected, kind = self._next_event, self._inspected, type(event)
        if inspected or kind is AliasEvent or depth >= DEPTH_LIMIT:
            self._inspect(event, depth)
        if kind is ScalarEvent:
            text: str = event.value
            return text
        plain = None if inspected else ScalarEvent  # what is taken without a call for it, as most of a file is
        if kind is SequenceStartEvent:
            items: list[Any] = []
            while type(event := next_event()) is not SequenceEndEvent:
                items.append(event.value if type(event) is plain else self._node(event, depth + 1))
            return items
        mapping: dict[str, Any] = {}
        lines: dict[str, int] = {}  # of the keys, where each is inspected
        while type(event := next_event()) is ScalarEvent:
            key = event.value
            if inspected:
                self._inspect(event, depth + 1)
                lines.setdefault(key, _begin(event)[0])
            if key in mapping or "\n" in key:
                self._refuse_key(event, lines.get(key, 0))
            event = next_event()
            mapping[key] = event.value if type(event) is plain else self._node(event, depth + 1)
        if type(event) is not MappingEndEvent:  # a key that is no text
            self._inspect(event, depth + 1)
            raise self._unusable(event, "Q208")
        return mapping

    def _inspect(self, event: Any, depth: int) -> None:
        """Refuse what no node may be or have, and keep the node's place where places are asked for."""
        if type(event) is AliasEvent:
            raise self._unusable(event, "Q203")
        if depth >= DEPTH_LIMIT and type(event) is not ScalarEvent:
            raise self._unusable(event, "Q204", limit=str(DEPTH_LIMIT))
        if self._places is not None:
            begin, end = event.start_mark, event.end_mark
            self._places.append((begin.line, begin.column, end.line, end.column))
        if self._marked and len(self.problems) < _MOST_PROBLEMS:
            marks = (event.anchor, "Q203"), (event.tag, "Q207")
            self.problems += [_problem(event, code) for mark, code in marks if mark is not None]

    def _refuse_key(self, event: Any, first: int) -> None:
        """Refuse a key of several lines, or one that the mapping has already, the first time on the line `first`."""
        if "\n" in event.value:
            raise self._unusable(event, "Q208")
        self.problems.append(_problem(event, "Q202", key=event.value, line=str(first + 1)))
        if len(self.problems) >= _MOST_PROBLEMS:
            raise _UnusableError

    def _unusable(self, event: Any, code: str, **values: str) -> _UnusableError:
        self.problems.append(_problem(event, code, **values))
        return _UnusableError()


def _problem(event: Any, code: str, **values: str) -> LocatedProblem:
    return event.start_mark.line, event.start_mark.column, Problem(code, values)
