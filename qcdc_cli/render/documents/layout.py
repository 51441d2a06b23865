"""How official papers are laid out: what the writers of Word files and PDFs share.

State bodies: Decree 30/2020/NĐ-CP, Appendix I. Party bodies: Guidance 36-HD/VPTW of 3/4/2018, of which only the rules
of the heading could be read; its sizes and margins are those in common use, and stand here alone so that they can be
corrected in one place.
"""

from typing import NamedTuple

FONT = "Times New Roman"
PAGE = (210.0, 297.0)  # A4, in mm
LINE_OF_NAME = (1, 3)  # the line below the issuing body and below the subject: a third of their length
SUBJECT_HYPHENS = "-----"  # below the subject of a Party body's paper, where a state body's has a line


class Layout(NamedTuple):
    """The measures of a paper: lengths in mm, sizes of letters in points.

    Attributes:
        top: the margin at the top.
        bottom: the margin at the bottom.
        left: the margin at the left, where papers are bound.
        right: the margin at the right.
        body: the text.
        table: the text of tables.
        nation: the nation's name, the Party's name, the names of both bodies.
        motto: the motto.
        number: the line of the number.
        dateline: the line of place and day.
        title: the kind of paper, its subject, the titles of appendices.
        annex: the label of an appendix.
        signature: offices and names of those who sign.
        recipients_title: `Nơi nhận:`.
        recipients: its lines.
        page_number: the number in the top margin.
        first_line: how far the first line of a paragraph is set in.
        after_paragraph: the room between paragraphs, in points.
        line: the line spacing, as a multiple of single.
    """

    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15
    body: float = 14
    table: float = 11
    nation: float = 13
    motto: float = 14
    number: float = 13
    dateline: float = 14
    title: float = 14
    annex: float = 14
    signature: float = 14
    recipients_title: float = 12
    recipients: float = 11
    page_number: float = 14
    first_line: float = 12.7
    after_paragraph: float = 6
    line: float = 1.15


STATE = Layout()
PARTY = Layout(bottom=20, nation=15, number=14, dateline=14)


def layout_of(*, party: bool) -> Layout:
    """Return the layout of a Party body's paper, or of a state body's."""
    return PARTY if party else STATE


def turned(layout: Layout) -> Layout:
    """Return the layout of a page that lies: it is bound at its top, which has the margin that was at the left."""
    return layout._replace(top=layout.left, right=layout.top, bottom=layout.right, left=layout.bottom)
