"""A YAML file as a tree of texts: every scalar stays what was typed, and every place is known.

PyYAML's own loaders turn `1.10` into 1.1, `no` into False, `012` into 10 and keep the last of two equal
keys. Here PyYAML's C parser only gives the events; what a text means is for the models to decide.
"""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path as FilePath
from typing import Any

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

from qcdc_cli.campaign.encoding import decode
from qcdc_cli.campaign.syntax import hidden_characters, swallowed_comments, syntax_problem, tabs
from qcdc_cli.problems import Place, Problem
from qcdc_cli.problems.problem import Path

DEPTH_LIMIT = 40  # groups in groups; the deepest scale in use has five levels
Tree = dict[str, Any] | list[Any] | str
Spot = tuple[int, int, int, int]  # line and column of a node's begin and of its end, from 0
LocatedProblem = tuple[int, int, Problem]


class Document:
    """One file: its text tree, the problems of reading it, and the place of every node.

    Attributes:
        path: how the file is named to people.
        tree: the text tree, or None when the file cannot be used.
        problems: what is wrong with it as text and as YAML, each with its place.
    """

    __slots__ = ("_index", "_text", "path", "problems", "tree")

    def __init__(self, path: str, data: bytes) -> None:
        self.path = path
        self.tree: Tree | None = None
        self.problems: tuple[Problem, ...] = ()
        self._text = ""
        self._index: dict[Path, tuple[int, int]] | None = None
        decoded = decode(data)
        if isinstance(decoded, Problem):
            self.problems = (decoded.at(Place(path)),)
            return
        self._text = decoded
        self._read()

    @classmethod
    def read(cls, file: FilePath, path: str) -> "Document":
        """Read a file; `path` is its name for people. A file that cannot be read is a problem, not a crash."""
        try:
            return cls(path, file.read_bytes())
        except FileNotFoundError:
            problem = Problem("Q101", {"path": path})
        except OSError as failure:
            problem = Problem("Q103", {"path": path, "reason": failure.strerror or str(failure)})
        document = cls(path, b"-")
        document.tree, document._text = None, ""
        document.problems = (problem.at(Place(path)),)
        return document

    def _read(self) -> None:
        lexical = [*tabs(self._text), *hidden_characters(self._text)]
        if not lexical:
            tree, problems = compose(self._text)
            if problems:  # once more, now with every event kept, so that all of it can be told
                _, problems = compose(self._text, [])
            elif not isinstance(tree, dict):
                problems = [(0, 0, Problem("Q212"))]
            lexical = problems or list(swallowed_comments(self._text, lambda: places_of(self._text)))
            self.tree = tree if not lexical else None
        self.problems = tuple(self._at(line, column, problem) for line, column, problem in lexical)

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
        lines = self._text.splitlines()
        return lines[number] if number < len(lines) else ""

    def _spot(self, path: Path) -> tuple[int, int]:
        if self._index is None:
            # Composed again on demand: keeping every position of every file would cost a country's
            # campaign more memory than all its marks.
            tree, _ = compose(self._text)
            self._index = {} if tree is None else dict(_indexed((), tree, iter(places_of(self._text))))
        while path not in self._index and path:
            path = path[:-1]
        return self._index.get(path, (0, 0))


def _indexed(path: Path, tree: Tree, spots: Iterator[Spot]) -> Iterator[tuple[Path, tuple[int, int]]]:
    """Pair the nodes of a tree with their places, which stand in the order of the text.

    A mapping's entry is placed at its key: that is where people look for it.
    """
    own = next(spots)
    if not path or isinstance(path[-1], int):
        yield path, own[:2]
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield (*path, key), next(spots)[:2]
            yield from _indexed((*path, key), value, spots)
    elif isinstance(tree, list):
        for number, value in enumerate(tree):
            yield from _indexed((*path, number), value, spots)


def places_of(text: str) -> list[Spot]:
    """Return the places of a text's nodes in the order of the text."""
    events: list[Any] = []
    compose(text, events)
    return [(*_spot(event.start_mark), *_spot(event.end_mark)) for event in events if type(event) in _NODES]


def _spot(mark: Any) -> tuple[int, int]:
    return mark.line, mark.column


_NODES = (ScalarEvent, MappingStartEvent, SequenceStartEvent)


def compose(text: str, events: list[Any] | None = None) -> tuple[Tree | None, list[LocatedProblem]]:
    """Turn YAML text into a tree of dicts, lists and texts.

    Args:
        text: the text of one document.
        events: a list that receives the parser's events; leave it out where places are not asked for,
            since most files are right and keeping every event alive costs a third of the time.

    Returns:
        the tree (None when there is a problem) and the problems with line and column from 0.
    """
    problems: list[LocatedProblem] = []
    parser = CParser(text)
    next_event = parser.get_event if events is None else _recorded(parser.get_event, events)
    try:
        tree = _compose(next_event, problems, () if events is None else events, marked="&" in text or "!" in text)
    except yaml.YAMLError as failure:
        return None, [*problems, syntax_problem(failure, text)]
    return (None if problems else tree), problems


def _recorded(source: Callable[[], Any], events: list[Any]) -> Callable[[], Any]:
    def next_event() -> Any:
        event = source()
        events.append(event)
        return event

    return next_event


def _compose(  # noqa: C901 - one loop over the events of a whole file: calls in here cost a third of the time
    next_event: Callable[[], Any], problems: list[LocatedProblem], events: Sequence[Any], *, marked: bool
) -> Tree | None:
    next_event()  # the stream begins
    if type(next_event()) is StreamEndEvent:
        return ""
    root: Tree | None = None
    container: Any = None
    key: str | None = None
    outer: list[Any] = []
    while True:
        event = next_event()
        kind = type(event)
        node: Any
        if kind is ScalarEvent:
            node = event.value
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            container = outer.pop()
            if container is None:
                break
            key = None
            continue
        elif kind is AliasEvent:
            problems.append(_problem(event, "Q203"))
            return None
        else:
            node = {} if kind is MappingStartEvent else []
            if len(outer) >= DEPTH_LIMIT:
                problems.append(_problem(event, "Q204", limit=str(DEPTH_LIMIT)))
                return None
        if marked:
            _refuse_marks(event, problems)
        # The node takes its seat: as the root, in a list, as a key, or as the value of the last key.
        if container is None:
            root = node
            if kind is ScalarEvent:
                break
        elif container.__class__ is list:
            container.append(node)
        elif key is None:
            if kind is not ScalarEvent or "\n" in node:
                problems.append(_problem(event, "Q208"))
                return None
            if node in container:
                problems.append(_problem(event, "Q202", key=node, line=str(_first_line(event, events) + 1)))
            key = node
            continue
        else:
            container[key] = node
            key = None
        if kind is not ScalarEvent:
            outer.append(container)
            container, key = node, None
    next_event()  # the document ends
    after = next_event()
    if type(after) is not StreamEndEvent:
        problems.append(_problem(after, "Q206"))
    return root


def _problem(event: Any, code: str, **values: str) -> LocatedProblem:
    return event.start_mark.line, event.start_mark.column, Problem(code, values)


def _refuse_marks(event: Any, problems: list[LocatedProblem]) -> None:
    if event.anchor is not None:
        problems.append(_problem(event, "Q203"))
    if event.tag is not None:
        problems.append(_problem(event, "Q207"))


def _first_line(key: Any, events: Sequence[Any]) -> int:
    """Return the line (from 0) of the earlier key of the same mapping: same text, same mapping."""
    open_mappings = 0
    for event in reversed(events[:-1]):
        kind = type(event)
        if kind in (MappingEndEvent, SequenceEndEvent):
            open_mappings += 1
        elif kind in (MappingStartEvent, SequenceStartEvent):
            open_mappings -= 1
        elif open_mappings == 0 and kind is ScalarEvent and event.value == key.value:
            return int(event.start_mark.line)
    return int(key.start_mark.line)
