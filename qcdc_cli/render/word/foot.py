"""What stands at the end of a paper: who signs it, and at the left of the last of them who gets it."""

from collections.abc import Iterator, Sequence

from qcdc_cli.campaign.papers import Signature
from qcdc_cli.language import say
from qcdc_cli.render.documents.layout import Layout
from qcdc_cli.render.documents.text_width import LINE_HEIGHT, broken_lines
from qcdc_cli.render.word import styles
from qcdc_cli.render.word.elements import Placement, beside, line
from qcdc_cli.render.word.markup import Element
from qcdc_cli.render.words.papers import sign_here
from qcdc_cli.render.words.visible import visible

_ROOM_TO_SIGN = 58.0  # points
_ABOVE = 12.0  # points between the text and those who sign
_NARROWEST = 50.0  # mm that a place to sign needs


def foot(signatures: Sequence[Signature], recipients: Sequence[str], layout: Layout, room: float) -> Iterator[Element]:
    """Yield rows of places to sign, each on one page with what follows; none for a paper that nobody signs or gets.

    Args:
        signatures: who signs.
        recipients: who gets the paper.
        layout: the measures.
        room: how wide the page is between its margins, in mm.
    """
    most = max(1, int(room // _NARROWEST))
    for signers, is_last in _rows(signatures, most - bool(recipients)):
        with_recipients = bool(recipients) and is_last
        cells = max(2, len(signers) + with_recipients)
        width = room / cells
        roles = [visible(each.role.upper()) for each in signers]
        lines = [len(broken_lines(role, width, layout.signature, bold=True)) for role in roles]
        most_lines = max(lines, default=0)
        row = [
            _place_to_sign(each, role, (most_lines - own) * layout.signature * LINE_HEIGHT)
            for each, role, own in zip(signers, roles, lines, strict=True)
        ]
        if with_recipients:
            row.insert(0, _recipients(recipients))
        while len(row) < cells:  # a paper that one signs, or that one only gets
            row.insert(0 if signers else 1, [line(styles.OFFICE, "")])
        yield beside([width] * cells, row)


def _rows(signatures: Sequence[Signature], most: int) -> Iterator[tuple[Sequence[Signature], bool]]:
    """Yield who signs beside each other, from above; of several rows the last has the one who signs last."""
    if len(signatures) <= most:
        yield signatures, True
        return
    before = signatures[:-1]
    for first in range(0, len(before), most):
        yield before[first : first + most], False
    yield signatures[-1:], True


def _place_to_sign(each: Signature, role: str, lower: float) -> list[Element]:
    """Return an office, room to sign, and the name; names beside each other stand on one line."""
    return [
        line(styles.OFFICE, role, place=Placement(before=_ABOVE)),
        line(styles.SIGN_HERE, sign_here(each)),
        line(styles.SIGNER, each.name or "", place=Placement(before=_ROOM_TO_SIGN + lower)),
    ]


def _recipients(recipients: Sequence[str]) -> list[Element]:
    title = line(styles.RECIPIENTS_TITLE, say("Nơi nhận:", "Recipients:"), place=Placement(before=_ABOVE))
    return [title, *(line(styles.RECIPIENTS, f"- {each}") for each in recipients)]
