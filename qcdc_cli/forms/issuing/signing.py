"""Who signs a form, and where: the unit its own papers, the bloc or a body those of a later stage."""

from qcdc_cli.campaign.campaign import AUTHORITY, CHECKERS, LEADER, Campaign
from qcdc_cli.campaign.papers import Signature
from qcdc_cli.forms.issuing.content import FormContent
from qcdc_cli.language import Text, say, terms
from qcdc_cli.language.names import place_in
from qcdc_cli.render.words.official import signatures
from qcdc_cli.render.words.papers import signs_for
from qcdc_cli.workbook.canvas import Canvas

_OFFICES = {LEADER: terms.SIGNS_AS_LEADER, CHECKERS: Text("NGƯỜI THẨM ĐỊNH", "CHECKED BY")}


def sign(canvas: Canvas, content: FormContent) -> None:
    """Write date and places to sign below a form, of whoever marks at its stage."""
    if content.of_unit:
        sign_by_unit(canvas, content.campaign, content.name)
    else:
        _sign(canvas, content.campaign, _who_signs(content), content.campaign.place)


def sign_by_unit(canvas: Canvas, campaign: Campaign, name: str) -> None:
    """Write date and places to sign below a unit's own paper: at its place, by its head."""
    head = _signed_by(say("THỦ TRƯỞNG ĐƠN VỊ", "HEAD OF THE UNIT"), seal=True)
    _sign(canvas, campaign, head, place_in(name) or campaign.place)


def _sign(canvas: Canvas, campaign: Campaign, places: tuple[Signature, ...], place: str | None) -> None:
    canvas.gap(8)
    signatures(canvas, campaign.model_copy(update={"signatures": places, "place": place}))


def _who_signs(content: FormContent) -> tuple[Signature, ...]:
    """Return the places to sign of whoever, but the unit, marks at the form's stage.

    The campaign's own are those of the bloc's report: of the bloc, or of a body that they name.
    """
    campaign, by = content.campaign, content.campaign.stages[content.stage].by
    body = (campaign.authority or "") if by == AUTHORITY else by or ""
    of_report = by in (None, LEADER) or any(signs_for(one.role, body) for one in campaign.signatures)
    if campaign.signatures and of_report:
        return campaign.signatures
    if by in _OFFICES:
        return _signed_by(str(_OFFICES[by]))
    return _signed_by((body or content.stage_name).upper(), seal=by == AUTHORITY)


def _signed_by(head: str, *, seal: bool = False) -> tuple[Signature, ...]:
    clerk = Signature(role=say("NGƯỜI LẬP PHIẾU", "PREPARED BY"))
    return clerk, Signature(role=head).model_copy(update={"seal": seal})  # which a file says in words
