"""A rubric that builds on another one: `extends`, with what it changes, removes and adds.

    rubric: khoi-1
    name: Thang điểm khối 1
    extends: qcdc-cap-xa-2020        # a shipped name, or a path from this file's folder
    total: 98                        # any other key of a rubric replaces the base's
    change:
      I.1: {points: 1, pass: Có quyết định}      # keys go into the node; a way of scoring replaces the base's
    remove: [VII.2]
    add:
      II: [{id: II.9, name: …, points: 2}]
      top: [{id: IX, name: …, points: 5}]   # `top`: beside the top groups; `bonus`, `penalties`: in those lists

The base's `rubric`, `name` and `version` are its own and are not taken over. Points of groups and the total
are not computed anew: where they no longer fit, the usual checks say so, until they are changed too.

All of this happens to trees of texts, before any model: every node keeps the file and the line it came from.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from pathlib import Path as FilePath
from typing import Any

from qcdc_cli.campaign.campaign_checks import unknown
from qcdc_cli.campaign.file_lookup import display_path
from qcdc_cli.campaign.nodes import BONUS, PENALTIES
from qcdc_cli.campaign.shipped import shipped_rubrics
from qcdc_cli.campaign.validation import validate
from qcdc_cli.file_bytes import is_there
from qcdc_cli.kinds import KINDS
from qcdc_cli.language import Text
from qcdc_cli.language.names import Known, nearest
from qcdc_cli.problems import Path, Place, Problem
from qcdc_cli.values import Id, Model, Name, described
from qcdc_cli.yamltext.document import Readable, Tree, YamlDocument
from qcdc_cli.yamltext.syntax import DEPTH_LIMIT

TOP = "top"
EXTENDS = "extends"
KEYS = (EXTENDS, "change", "remove", "add")
_OWN = ("rubric", "name", "version")  # what a rubric does not take over from its base
_SCORING = frozenset({*KINDS, "step"})
Origin = tuple[Readable, Path]


class Extension(Model):
    """The keys that make a rubric of another one; they are used up before the rubric's own model is read."""

    extends: Name = described(
        "Thang điểm gốc: tên thang điểm có sẵn trong qcdc, hoặc đường dẫn tính từ tệp này",
        "The base: a shipped rubric, or a path from this file",
    )
    change: dict[Id, dict[str, Any]] = described(
        "Sửa các khóa của mục, tiêu chí này", "Changes keys of these groups and criteria", {}
    )
    remove: tuple[Id, ...] = described("Bỏ các mục, tiêu chí này", "Takes these groups and criteria out", ())
    add: dict[Id, tuple[dict[str, Any], ...]] = described(
        "Thêm vào cuối mục này; top là cấp cao nhất, bonus, penalties là điểm thưởng, điểm trừ",
        "Adds to the end of this group; top is the top level, bonus and penalties are those lists",
        {},
    )


class Composite:
    """A rubric's tree put together from several files; it knows for every node where that came from.

    Attributes:
        path: how the file that extends is named to people.
        tree: the merged text tree, or None when it cannot be used.
        problems: what is wrong with the files as text, and with what is changed, removed and added.
        based_on: the base's name, as it calls itself.
        bases: the files that it builds on, the nearest first.
    """

    __slots__ = ("_copies", "_moved", "_own", "based_on", "bases", "path", "problems", "tree")

    def __init__(self, own: YamlDocument) -> None:
        self.path = own.path
        self.tree: Tree | None = None
        self.problems: tuple[Problem, ...] = ()
        self.based_on = ""
        self.bases: tuple[FilePath, ...] = ()
        self._own = own
        # Places, by the identity of a container of the merged tree and a key or index in it.
        self._moved: dict[tuple[int, str | int], Origin] = {}
        self._copies: list[Any] = []  # kept, so that no other container can get the identity of one of them

    @property
    def text(self) -> str:
        """The text of the file that extends."""
        return self._own.text

    def place(self, path: Path) -> Place:
        """Return where the node at `path` of the merged tree begins, in the file that it came from."""
        document, own = self._origin(path)
        return document.place(own)

    def located(self, problem: Problem) -> Problem:
        """Return the problem with the place and the line of its path filled in."""
        document, own = self._origin(problem.path)
        found = document.located(problem._replace(path=own))
        if document is not self._own and isinstance(document, YamlDocument) and problem.is_error:
            # The base is seldom one's own file: what does not fit is put right in the file that extends it.
            path = self.path.replace("{", "{{").replace("}", "}}")
            fix = problem.fix if isinstance(problem.fix, Text) else problem.entry.fix
            found = found._replace(
                fix=Text(
                    f"{fix.vi} Có thể sửa bằng `change`, `remove` hoặc `add` trong {path}.",
                    f"{fix.en} It can be put right by `change`, `remove` or `add` in {path}.",
                ),
            )
        return found._replace(path=problem.path)

    def _origin(self, path: Path) -> Origin:
        """Follow a path through the merged tree; it ends at the nearest node that exists."""
        origin: Origin = (self._own, ())
        node: Any = self.tree
        for segment in path:
            moved = self._moved.get((id(node), segment))
            if moved is not None:
                origin = moved
            elif _has(node, segment):
                origin = (origin[0], (*origin[1], segment))
            else:
                break
            node = node[segment]
        return origin

    def build(self, base: Readable, extension: Extension) -> None:
        """Merge a base's tree and the own one; what cannot be merged becomes problems."""
        own, old = self._own.tree, base.tree
        assert isinstance(own, dict)  # noqa: S101 - it has the key `extends`
        assert isinstance(old, dict)  # noqa: S101 - the base was read without problems
        merged: dict[str, Any] = {}
        self.tree = merged
        self.based_on = str(old.get("name", "")) or base.path
        for key, value in old.items():
            if key not in _OWN and key not in own:
                merged[key] = self._copied(value, (base, (key,)))
                self._moved[id(merged), key] = (base, (key,))
        merged.update({key: value for key, value in own.items() if key not in KEYS})
        problems = [*self._remove(extension.remove), *self._change(own), *self._add(own)]
        if _too_deep(merged):  # each file is no deeper than YAML may be, but together they are
            path: Path = ("add",) if "add" in own else ("change",)
            problems.append(Problem("Q204", {"limit": str(DEPTH_LIMIT)}, path=path))
        self.problems = tuple(self._own.located(problem) for problem in problems)
        if self.problems:
            self.tree = None

    def _copied(self, node: Any, origin: Origin) -> Any:
        """Copy a part of the base, so that two rubrics that extend it share no node; note the place of each part."""
        if not isinstance(node, dict | list):
            return node
        made: Any = {} if isinstance(node, dict) else []
        self._copies.append(made)
        for segment, value in node.items() if isinstance(node, dict) else enumerate(node):
            inner = (origin[0], (*origin[1], segment))
            held = self._copied(value, inner)
            if isinstance(made, dict):
                made[segment] = held
            else:
                made.append(held)
            self._moved[id(made), segment] = inner
        return made

    def _nodes(self) -> Iterator[tuple[str, dict[str, Any], list[Any]]]:
        """Yield all groups and criteria of the merged tree: the id, the node, and the list that it stands in."""
        assert isinstance(self.tree, dict)  # noqa: S101 - made by `build`
        yield from _inside(self.tree)
        for extra in (BONUS, PENALTIES):
            part = self.tree.get(extra)
            if isinstance(part, dict):
                yield from _inside(part)

    def _remove(self, unwanted: Iterable[str]) -> Iterator[Problem]:
        nodes = {identity: (node, held) for identity, node, held in self._nodes()}
        known = Known(nodes)
        gone: set[int] = set()
        thinned: dict[int, list[Any]] = {}
        for number, identity in enumerate(unwanted):
            if identity not in nodes:
                yield unknown("Q523", identity, known, ("remove", number))
                continue
            node, held = nodes[identity]
            gone.add(id(node))
            thinned[id(held)] = held
        for held in thinned.values():
            self._put(held, [node for node in held if id(node) not in gone])

    def _change(self, own: Mapping[str, Any]) -> Iterator[Problem]:
        nodes = {identity: node for identity, node, _ in self._nodes()}
        nodes |= self._extras(nodes)
        known = Known(nodes)
        for identity, changes in own.get("change", {}).items():
            if identity not in nodes:
                yield unknown("Q523", identity, known, ("change", identity))
                continue
            node = nodes[identity]
            if not _SCORING.isdisjoint(changes):
                for key in _SCORING & node.keys():
                    del node[key]
                    self._moved.pop((id(node), key), None)
            for key, value in changes.items():
                node[key] = value
                self._moved[id(node), key] = (self._own, ("change", identity, key))

    def _add(self, own: Mapping[str, Any]) -> Iterator[Problem]:
        nodes = {identity: node for identity, node, _ in self._nodes()}
        nodes |= self._extras(nodes)
        assert isinstance(self.tree, dict)  # noqa: S101 - made by `build`
        known = Known([TOP, *nodes])
        for identity, more in own.get("add", {}).items():
            group = self.tree if identity == TOP else nodes.get(identity)
            if group is None:
                yield unknown("Q523", identity, known, ("add", identity))
            elif not isinstance(group.get("criteria"), list):
                yield Problem("Q526", {"id": identity}, found=identity, path=("add", identity))
            else:
                held = group["criteria"]
                first = len(held)
                self._put(held, [*held, *more])
                for number in range(len(more)):
                    self._moved[id(held), first + number] = (self._own, ("add", identity, number))

    def _extras(self, nodes: Mapping[str, Any]) -> dict[str, Any]:
        """Return the lists of bonus and penalties by what they are called; a node of that id goes before."""
        assert isinstance(self.tree, dict)  # noqa: S101 - made by `build`
        extras = {extra: self.tree.get(extra) for extra in (BONUS, PENALTIES)}
        return {name: part for name, part in extras.items() if isinstance(part, dict) and name not in nodes}

    def _put(self, held: list[Any], wanted: list[Any]) -> None:
        """Replace the items of a list; its nodes keep the places that they came from."""
        seats = [(id(held), seat) for seat in range(len(held))]
        origins = {id(held[seat[1]]): self._moved[seat] for seat in seats if seat in self._moved}
        for seat in seats:
            self._moved.pop(seat, None)
        held[:] = wanted
        for number, one in enumerate(held):
            if id(one) in origins:
                self._moved[id(held), number] = origins[id(one)]


def _too_deep(tree: dict[str, Any]) -> bool:
    level: list[Any] = [tree]
    for _ in range(DEPTH_LIMIT):
        inner = (part for node in level for part in (node.values() if isinstance(node, dict) else node))
        level = [part for part in inner if isinstance(part, dict | list)]
    return bool(level)


def _has(node: Any, segment: str | int) -> bool:
    if isinstance(node, dict):
        return segment in node
    return isinstance(node, list) and isinstance(segment, int) and segment < len(node)


def _inside(group: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any], list[Any]]]:
    held = group.get("criteria")
    for node in held if isinstance(held, list) else ():
        if isinstance(node, dict):
            if isinstance(node.get("id"), str):
                yield str(node["id"]).strip(), node, held  # type: ignore[misc]
            yield from _inside(node)


def extended(own: YamlDocument, file: FilePath, above: tuple[FilePath, ...] = ()) -> YamlDocument | Composite:
    """Return a rubric's document; where it extends another one, merged with it.

    Args:
        own: the rubric's own document.
        file: its file, from whose folder the base is looked up.
        above: the files that extend this one, which it cannot extend in turn.
    """
    if not isinstance(own.tree, dict):
        return own
    values = {key: own.tree[key] for key in KEYS if key in own.tree}
    if not values:
        return own
    composite = Composite(own)
    if EXTENDS not in values:
        composite.problems = tuple(own.located(Problem("Q527", {"key": key}, found=key, path=(key,))) for key in values)
        return composite
    part = copy(own)  # the same places, of some of the keys
    part.tree = values
    extension, composite.problems = validate(part, Extension)
    if extension is None:
        return composite
    name, shipped = extension.extends, shipped_rubrics()
    beside = file.parent / name
    base_file = beside if is_there(beside) else shipped.get(name)
    chain = (*above, file.resolve())
    if base_file is None:
        problem = Problem("Q525", {"found": name}, name, ", ".join(shipped), nearest(name, shipped), path=(EXTENDS,))
        composite.problems = (own.located(problem),)
    elif base_file.resolve() in chain:
        names = " → ".join(one.name for one in (*chain, base_file))
        composite.problems = (own.located(Problem("Q524", {"chain": names}, name, path=(EXTENDS,))),)
    elif len(chain) > DEPTH_LIMIT:
        composite.problems = (own.located(Problem("Q204", {"limit": str(DEPTH_LIMIT)}, name, path=(EXTENDS,))),)
    else:
        base = extended(YamlDocument.read(base_file, display_path(base_file)), base_file, chain)
        composite.bases = (base_file, *(base.bases if isinstance(base, Composite) else ()))
        if base.tree is None:
            composite.problems = base.problems
        else:
            composite.build(base, extension)
    return composite
