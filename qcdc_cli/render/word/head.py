"""What stands at the top of a paper: whose it is, the nation or the Party, number and day, title, addressees."""

from collections.abc import Iterator

from qcdc_cli.language import say
from qcdc_cli.render.documents import Annex, Document, Head
from qcdc_cli.render.documents.layout import LINE_OF_NAME, SUBJECT_HYPHENS, Layout
from qcdc_cli.render.documents.text_width import balanced_width, text_width, widest_line
from qcdc_cli.render.word import styles
from qcdc_cli.render.word.elements import Placement, beside, line, paragraph
from qcdc_cli.render.word.markup import Element
from qcdc_cli.render.words.papers import motto, nation, party
from qcdc_cli.render.words.visible import visible

_MOST_AT_RIGHT = 0.62  # of the page's width, so that the body's name has room
_AROUND = 2.0  # mm beside the longest line, since no two programs measure a text alike
_ADDRESSEES = 25.0  # mm that addressees are set in, where they are several
_LISTED = 35.0


def head(shown: Head, layout: Layout, room: float) -> Element:
    """Return whose paper it is at the left, and at the right the nation and its motto, or the Party.

    Args:
        shown: what it says.
        layout: the measures.
        room: how wide the page is between its margins, in mm.
    """
    right_lines = [(party(), layout.nation)] if shown.party else [(nation(), layout.nation), (motto(), layout.motto)]
    widest = max(
        *(text_width(text, size, bold=True) for text, size in right_lines),
        text_width(visible(shown.dateline), layout.dateline),
    )
    right = min(widest + _AROUND, room * _MOST_AT_RIGHT)
    left = room - right
    superior, issuer = visible(shown.superior.upper()), visible(shown.issuer.upper())
    whose = [middle_line(styles.SUPERIOR, superior, layout.nation, left, bold=False)] if superior else []
    whose.append(middle_line(styles.ISSUER, issuer, layout.nation, left))
    if shown.party:
        whose.append(line(styles.SUPERIOR, "*"))
    else:
        whose.append(_part_rule(issuer, layout.nation, left))
    whole = [line(style, text) for style, (text, _) in zip((styles.NATION, styles.MOTTO), right_lines, strict=False)]
    last, size = right_lines[-1]
    whole.append(rule(text_width(last, size, bold=True), right))
    numbered = [line(styles.NUMBER, shown.number)], [line(styles.DATELINE, shown.dateline)]
    return beside((left, right), (whose, whole), numbered)


def title(paper: Document, layout: Layout, room: float) -> Iterator[Element]:
    """Yield the kind of paper, its subject, and what stands below it; to whom it is addressed.

    Args:
        paper: the paper.
        layout: the measures.
        room: how wide the page is between its margins, in mm.
    """
    is_party = paper.head is not None and paper.head.party
    if paper.name:
        yield middle_line(styles.TITLE, visible(paper.name), layout.title, room)
    if paper.subject:
        yield middle_line(styles.SUBJECT, visible(paper.subject), layout.title, room)
    if is_party:
        yield line(styles.SUBJECT, SUBJECT_HYPHENS)
    elif paper.head is not None:
        yield _part_rule(visible(paper.subject or paper.name), layout.title, room)
    yield line(styles.SPACER, "", place=Placement(before=layout.after_paragraph, keep_next=True))
    yield from _addressees([visible(one).rstrip(" ;.") for one in paper.addressees])


def annex_title(annex: Annex, layout: Layout, room: float) -> Iterator[Element]:
    """Yield the label and the title of an appendix."""
    if annex.label:
        yield line(styles.ANNEX, annex.label)
    if annex.title:
        yield middle_line(styles.ANNEX_TITLE, visible(annex.title.upper()), layout.title, room)


def middle_line(style: str, text: str, size: float, room: float, *, bold: bool = True) -> Element:
    """Return a line in the middle; where it needs several lines, they are about as long as each other."""
    side = (room - balanced_width(text, room, size, bold=bold) - _AROUND) / 2
    wraps = text_width(text, size, bold=bold) > room - _AROUND
    return line(style, text, place=Placement(left=side, right=side) if wraps and side > 0 else Placement())


def rule(length: float, room: float) -> Element:
    """Return a drawn line in the middle of a room; lengths come in mm."""
    side = max(0.0, (room - length) / 2)
    return paragraph(styles.RULE, place=Placement(left=side, right=side))


def _part_rule(text: str, size: float, room: float) -> Element:
    """Return the line below a name or a subject, a part of its length long."""
    part, whole = LINE_OF_NAME
    inner = balanced_width(text, room, size, bold=True)
    return rule(widest_line(text, inner, size, bold=True) * part / whole, room)


def _addressees(names: list[str]) -> Iterator[Element]:
    to = say("Kính gửi:", "To:")
    if len(names) == 1:
        yield line(styles.ADDRESSEE, f"{to} {names[0]}.")
    elif names:
        yield line(styles.ADDRESSEE, to, place=Placement(left=_ADDRESSEES, align="left"))
        for name in names[:-1]:
            yield line(styles.ADDRESSEE, f"- {name};", place=Placement(left=_LISTED, align="left"))
        yield line(styles.ADDRESSEE, f"- {names[-1]}.", place=Placement(left=_LISTED, align="left"))
