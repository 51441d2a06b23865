"""The ids of a scale's lines: the signs that the table has, put together along the tree, each id once."""

from collections import Counter
from collections.abc import Iterator

from qcdc_cli.language import say
from qcdc_cli.scale.node import Node
from qcdc_cli.scale.numbering import BULLET, DOTTED


def identify(roots: list[Node]) -> None:
    """Give every node its id: the signs of the lines above it and its own, as the table has them."""
    alone = Counter(node.numbering.parts for node, above, _ in _walk(roots, ()) if _stands_alone(node, above))
    plain = all(number == 1 for number in alone.values())
    used: Counter[str] = Counter()
    for node, above, place in _walk(roots, ()):
        own = node.id = _own_id(node, above, place, plain=plain)
        while node.id in used:
            used[own] += 1
            node.id = f"{own}-{used[own]}"
        used[node.id] = 1
        if node.id != own:
            node.remarks.append(
                say(f"mã {own} đã dùng nên đây là {node.id}", f"the id {own} is used already, so this is {node.id}")
            )


def _walk(nodes: list[Node], above: tuple[Node, ...]) -> Iterator[tuple[Node, tuple[Node, ...], int]]:
    """Yield all nodes with the nodes above them and their places among their siblings, outer before inner."""
    for place, node in enumerate(nodes, start=1):
        yield node, above, place
        yield from _walk(node.parts, (*above, node))


def _stands_alone(node: Node, above: tuple[Node, ...]) -> bool:
    """Return whether a dotted number stands below none of the lines above it: 1.1 below I."""
    return node.numbering.style.kind == DOTTED and not any(node.numbering.below(one.numbering) for one in above)


def _own_id(node: Node, above: tuple[Node, ...], place: int, *, plain: bool) -> str:
    signs = node.numbering.parts
    if not signs or node.numbering.style.kind == BULLET:
        signs = (str(place),)
    elif node.numbering.style.kind == DOTTED:
        for one in reversed(above):
            if node.numbering.below(one.numbering):
                return ".".join((one.id, *signs[len(one.numbering.parts) :]))
        if plain:
            return ".".join(signs)
    return ".".join((*((above[-1].id,) if above else ()), *signs))
