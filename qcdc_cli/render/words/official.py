"""What makes a table an official paper: the heading above it, the date and the signatures below."""

from dataclasses import replace

from qcdc_cli.campaign.campaign import Campaign, Signature
from qcdc_cli.language import say
from qcdc_cli.workbook.canvas import Canvas, Cell
from qcdc_cli.workbook.fitting import spans
from qcdc_cli.workbook.looks import CENTRED, PLAIN

_STRONG = replace(CENTRED, bold=True)
_UNDERLINED = replace(_STRONG, underlined=True)
_ROLE = replace(_STRONG, down="top")
_SIGN_HERE = replace(CENTRED, italic=True, size=11)
_ROOM_TO_SIGN = 58.0
_MOST_BESIDE = 4
_MOST_DATED = 3  # in a narrower part of the page the date would break


def heading(canvas: Canvas, above: str, below: str) -> None:
    """Write two lines at the left (authority and bloc; bloc and unit), the state's name and motto at the right."""
    left, right = spans(canvas.widths, 2) if len(canvas.widths) > 1 else [0, 1]
    state = say("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM")
    motto = say("Độc lập - Tự do - Hạnh phúc", "Independence – Freedom – Happiness")
    canvas.line(Cell(above.upper(), CENTRED, left), Cell(state, _STRONG, right))
    canvas.line(Cell(below.upper(), _UNDERLINED, left), Cell(motto, _UNDERLINED, right))


def signatures(canvas: Canvas, campaign: Campaign) -> None:
    """Write the place and the date left open, and a place to sign for each office."""
    place = campaign.place or "…………"
    dateline = say(f"{place}, ngày … tháng … năm …", f"{place}, day … month … year …")
    places = campaign.signatures or (
        Signature(role=say("NGƯỜI LẬP BẢNG", "PREPARED BY")),
        Signature(role=say("TRƯỞNG KHỐI", "BLOC LEADER")),
    )
    *before, last = spans(canvas.widths, max(2, min(len(places), _MOST_DATED)))
    canvas.line(Cell(None, PLAIN, sum(before)), Cell(dateline, replace(CENTRED, italic=True), last), least=20)
    beside = min(_MOST_BESIDE, len(canvas.widths))
    for first in range(0, len(places), beside):
        row = places[first : first + beside]
        shares = spans(canvas.widths, len(row))
        canvas.line(*(Cell(each.role, _ROLE, share) for each, share in zip(row, shares, strict=True)))
        here = say("(Ký, ghi rõ họ tên)", "(Signature and full name)")
        canvas.line(*(Cell(here, _SIGN_HERE, share) for share in shares))
        canvas.gap(_ROOM_TO_SIGN)
        canvas.line(*(Cell(each.name or "", _STRONG, share) for each, share in zip(row, shares, strict=True)))
