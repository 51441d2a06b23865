"""What makes a table an official paper: the heading above it, the date and the signatures below."""

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.papers import Signature
from qcdc_cli.language import say, terms
from qcdc_cli.render.words.papers import dateline, motto, nation, party, sign_here
from qcdc_cli.workbook.canvas import Canvas, Cell
from qcdc_cli.workbook.fitting import spans
from qcdc_cli.workbook.looks import CENTRED, PLAIN

_STRONG = CENTRED._replace(bold=True)
_UNDERLINED = _STRONG._replace(underlined=True)
_ROLE = _STRONG._replace(down="top")
_SIGN_HERE = CENTRED._replace(italic=True, size=11)
_ROOM_TO_SIGN = 58.0
_MOST_BESIDE = 4
_MOST_DATED = 3  # in a narrower part of the page the date would break


def heading(canvas: Canvas, campaign: Campaign, above: str, below: str) -> None:
    """Write whose paper it is at the left, and at the right the state's name and motto, or the Party's name.

    A state body's name has a line below it (Decree 30/2020/NĐ-CP, Appendix I), a Party body's a star (Guidance
    36-HD/VPTW).

    Args:
        canvas: what is written on.
        campaign: the campaign, which says which of the two it is.
        above: the superior body: the authority, the bloc.
        below: the body whose paper it is: the bloc, the unit.
    """
    left, right = spans(canvas.widths, 2) if len(canvas.widths) > 1 else [0, 1]
    superior, blank = Cell(above.upper(), CENTRED, left), Cell(None, CENTRED, right)
    if campaign.heading == "party":
        canvas.line(superior, Cell(party(), _UNDERLINED, right))
        canvas.line(Cell(below.upper(), _STRONG, left), blank)
        canvas.line(Cell("*", CENTRED, left), blank)
        return
    canvas.line(superior, Cell(nation(), _STRONG, right))
    canvas.line(Cell(below.upper(), _UNDERLINED, left), Cell(motto(), _UNDERLINED, right))


def signers(campaign: Campaign, places: tuple[Signature, ...] = ()) -> tuple[Signature, ...]:
    """Return who signs a table: those who are named for it, else by the campaign, else who made it and who leads.

    Args:
        campaign: the campaign.
        places: who signs; none for those whom the campaign names.
    """
    nobody = (
        Signature(role=say(*terms.PREPARED_BY)),
        Signature(role=say(*terms.SIGNS_AS_LEADER)),
    )
    return places or campaign.signatures or nobody


def even_parts(campaign: Campaign, places: tuple[Signature, ...] = ()) -> tuple[int, int]:
    """Return into how many parts the heading and the signatures of a paper part its page."""
    return 2, min(_MOST_BESIDE, len(signers(campaign, places)))


def signatures(canvas: Canvas, campaign: Campaign, places: tuple[Signature, ...] = ()) -> None:
    """Write the place and the date left open, and a place to sign for each office, on one page with the row above.

    Args:
        canvas: what is written on.
        campaign: the campaign.
        places: who signs; none for those whom the campaign names.
    """
    above = canvas.row
    places = signers(campaign, places)
    *before, last = spans(canvas.widths, max(2, min(len(places), _MOST_DATED)))
    canvas.line(
        Cell(None, PLAIN, sum(before)), Cell(dateline(campaign.place), CENTRED._replace(italic=True), last), least=20
    )
    beside = min(_MOST_BESIDE, len(canvas.widths))
    for first in range(0, len(places), beside):
        row = places[first : first + beside]
        shares = spans(canvas.widths, len(row))
        canvas.line(*(Cell(each.role, _ROLE, share) for each, share in zip(row, shares, strict=True)))
        canvas.line(*(Cell(sign_here(each), _SIGN_HERE, share) for each, share in zip(row, shares, strict=True)))
        canvas.gap(_ROOM_TO_SIGN)
        canvas.line(*(Cell(each.name or "", _STRONG, share) for each, share in zip(row, shares, strict=True)))
    canvas.keep(above, canvas.row)
