"""What stands at the end of a paper: who signs it, and at the left of the last of them who gets it."""

from collections.abc import Sequence
from typing import NamedTuple

from qcdc_cli.campaign.papers import Signature
from qcdc_cli.language import say
from qcdc_cli.render.documents.layout import Layout
from qcdc_cli.render.documents.text_width import LINE_HEIGHT, balanced_width, broken_lines, text_width
from qcdc_cli.render.word import styles
from qcdc_cli.render.word.elements import Placement, beside, line
from qcdc_cli.render.word.markup import Element
from qcdc_cli.render.words.papers import sign_here
from qcdc_cli.render.words.visible import visible

_ROOM_TO_SIGN = 58.0  # points
_ABOVE = 12.0  # points between the text and those who sign
_BESIDE_OFFICE = 2.0  # mm beside its longest line, since no two programs measure a text alike
_NARROWEST = 50.0  # mm that a place to sign needs


class _ToSign(NamedTuple):
    """A place to sign.

    Attributes:
        office: who signs, in capitals; "" where nobody does.
        how: how is signed.
        name: the name; "" where it is not known.
    """

    office: str = ""
    how: str = ""
    name: str = ""


def foot(signatures: Sequence[Signature], recipients: Sequence[str], layout: Layout, room: float) -> Element | None:
    """Return places to sign, and at the left of the last of them who gets the paper, all on one page.

    It is one row, which no page divides: LibreOffice did not keep a second table on the page of the first. In each
    column the places stand below each other, and offices and names beside each other begin equally low.

    Args:
        signatures: who signs.
        recipients: who gets the paper.
        layout: the measures.
        room: how wide the page is between its margins, in mm.

    Returns:
        The table; None for a paper that nobody signs and nobody gets.
    """
    if not signatures and not recipients:
        return None
    places = [_ToSign(visible(each.role.upper()), sign_here(each), visible(each.name or "")) for each in signatures]
    rows = _rows(places, max(2, int(room // _NARROWEST)), with_recipients=bool(recipients))
    width = room / len(rows[0])
    cells: list[list[Element]] = [[] for _ in rows[0]]
    above = [_ABOVE] * len(cells)
    for row in rows:
        lower = _lower([place.office for place in row], width, layout)
        for number, (cell, place) in enumerate(zip(cells, row, strict=True)):
            if recipients and row is rows[-1] and number == 0:
                cell += _recipients(recipients, above[0])
                continue
            cell += (
                _office(place.office, width, layout, above[number]),
                line(styles.SIGN_HERE, place.how),
                line(styles.SIGNER, place.name, place=Placement(before=_ROOM_TO_SIGN + lower[number])),
            )
        above = [_ABOVE + points for points in _lower([place.name for place in row], width, layout)]
    return beside([width] * len(cells), cells)


def _rows(places: Sequence[_ToSign], most: int, *, with_recipients: bool) -> list[list[_ToSign]]:
    """Return who signs beside each other, from above; with recipients, the last row has an empty place in front."""
    number = len(places) + with_recipients
    at_once = max(2, -(-number // -(-number // most)))  # rows of about the same length
    in_last = (number - 1) % at_once + 1 - with_recipients
    first, last = places[: len(places) - in_last], places[len(places) - in_last :]
    rows = [list(first[begin : begin + at_once]) for begin in range(0, len(first), at_once)]
    return [*rows, [*[_ToSign()] * (at_once - in_last), *last]]


def _office(office: str, width: float, layout: Layout, before: float) -> Element:
    """Return the office that signs; where it needs several lines, they are about as long as each other."""
    if text_width(office, layout.signature, bold=True) <= width:
        return line(styles.OFFICE, office, place=Placement(before=before))
    side = max(0.0, (width - balanced_width(office, width, layout.signature, bold=True) - _BESIDE_OFFICE) / 2)
    return line(styles.OFFICE, office, place=Placement(left=side, right=side, before=before))


def _lower(texts: Sequence[str], width: float, layout: Layout) -> list[float]:
    """Return, for texts beside each other, the points by which each takes less than the one of the most lines."""
    lines = [len(broken_lines(text, width, layout.signature, bold=True)) for text in texts]
    return [(max(lines) - own) * layout.signature * LINE_HEIGHT for own in lines]


def _recipients(recipients: Sequence[str], above: float) -> list[Element]:
    title = line(styles.RECIPIENTS_TITLE, say("Nơi nhận:", "Recipients:"), place=Placement(before=above))
    return [title, *(line(styles.RECIPIENTS, f"- {each}") for each in recipients)]
