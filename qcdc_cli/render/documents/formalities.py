"""Whose paper it is: who issues it, its number and day, to whom it is addressed, who signs it, who gets it.

What the campaign says of the paper (`documents` in qcdc.yaml) comes first; what it does not say stands open, since the
records office gives numbers and days.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.papers import AUTHORITY, BLOC, LETTERS, Paper, PaperKind, Signature, paper_of
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import day
from qcdc_cli.render.documents import Head
from qcdc_cli.render.report import Report
from qcdc_cli.render.words.papers import dateline, signs_for
from qcdc_cli.render.words.visible import visible

# How numbers of papers name their kind; an index and a ranking go with another paper, and have no number of their own.
_ABBREVIATIONS = {"report": "BC", "minutes": "BB", "submission": "TTr", "notice": "TB", LETTERS: "TB"}
_BY_AUTHORITY = ("notice", LETTERS)
_ADDRESSED = ("submission",)
_OPEN = "…"
_NO_NAME = "…………"
_NUMBER_WORD = re.compile(r"^(?:số\s*:?|no\.)\s+|^số:", re.IGNORECASE)  # that some offices write with it


class _Issuer(NamedTuple):
    """The body whose paper it is.

    Attributes:
        by: `bloc` or `authority`.
        name: its name; "" where the campaign names none.
        superior: the body above it; "" for none.
        symbol: its letters in numbers of papers; "" for none.
    """

    by: str
    name: str
    superior: str
    symbol: str


@dataclass(frozen=True, slots=True)
class Formalities:
    """What makes a text an official paper (thể thức).

    Attributes:
        campaign: the campaign.
        period: the period's id.
        kind: which paper.
        bloc: the bloc's id; None for a paper of several blocs.
    """

    campaign: Campaign
    period: str
    kind: PaperKind
    bloc: str | None

    @property
    def paper(self) -> Paper:
        """What the campaign says of the paper."""
        return paper_of(self.campaign, self.period, self.kind, self.bloc)

    @property
    def issuer(self) -> _Issuer:
        """Who issues it.

        Unless the campaign says who, a bloc issues what is about itself, but for the notice and the letters, which tell
        results that the authority stands for; the authority issues what is about several blocs. A body that has no name
        issues nothing.
        """
        campaign = self.campaign
        by = self.paper.by or (AUTHORITY if self.kind in _BY_AUTHORITY else BLOC)
        authority = campaign.authority or ""
        if self.bloc is not None and (by == BLOC or not authority):
            own = campaign.blocs[self.bloc]
            return _Issuer(BLOC, own.name, authority, own.symbol or "")
        return _Issuer(AUTHORITY, authority, campaign.superior or "", campaign.symbol or "")

    def head(self) -> Head:
        """Return what stands above the title; names of bodies stand as the campaign writes them."""
        paper, issuer, campaign = self.paper, self.issuer, self.campaign
        party = campaign.heading == "party"
        given = visible(paper.number or "")
        number = given if _NUMBER_WORD.match(given) else _number_line(self.number(), party=party)
        name = visible(issuer.name or _NO_NAME)
        return Head(party, visible(issuer.superior), name, number, dateline(campaign.place, paper.date))

    def recorded_number(self) -> str:
        """Return its number with its symbol, as its head has it; "" where nobody recorded it."""
        return "" if self.paper.number is None else self.number()

    def number(self) -> str:
        """Return its number with its symbol, open where the records office has not given it; "" where it has none.

        State: `05/BC-BCĐ` (Decree 30/2020/NĐ-CP); Party: `05-BC/HU` (Guidance 36-HD/VPTW).
        """
        given, kind_of = _NUMBER_WORD.sub("", visible(self.paper.number or "")), _ABBREVIATIONS.get(self.kind, "")
        if not kind_of or (given and not given.isdecimal()):
            return given
        symbol = self.issuer.symbol or _OPEN  # of a plain number it is that of the body
        plain = given.lstrip("0").rjust(2, "0") if given else _OPEN
        return f"{plain}-{kind_of}/{symbol}" if self.campaign.heading == "party" else f"{plain}/{kind_of}-{symbol}"

    def recorded_day(self) -> str:
        """Return its day; "" where nobody recorded it."""
        on = self.paper.date
        return "" if on is None else day(on)

    def addressees(self) -> tuple[str, ...]:
        """Return whom it is addressed to (Kính gửi): as the campaign says; a submission else the body above."""
        said = self.paper.addressees
        if said or self.kind not in _ADDRESSED:
            return tuple(map(visible, said))
        return (visible(self.issuer.superior or _NO_NAME),)

    def signatures(self, otherwise: tuple[Signature, ...] = ()) -> tuple[Signature, ...]:
        """Return who signs it: as the campaign says of it; else those who sign such papers, or the campaign's own.

        The campaign's signatures are those of the bloc, or of a body that they name.

        Args:
            otherwise: who signs such papers, where the campaign does not say of this one.
        """
        issuer, common = self.issuer, self.campaign.signatures
        if said := self.paper.signatures or otherwise:
            return said
        if common and (issuer.by == BLOC or any(signs_for(one.role, issuer.name) for one in common)):
            return common
        if issuer.by == BLOC:
            return (Signature(role=say(*terms.SIGNS_AS_LEADER)),)
        head = Signature(role=(issuer.name or _NO_NAME).upper())
        return (head.model_copy(update={"seal": True}),)  # which a file says in words

    def recipients(self) -> tuple[str, ...]:
        """Return who gets it (Nơi nhận), each line with its semicolon, the last one with its full stop."""
        *lines, last = [visible(one).rstrip(" ;.") for one in self.paper.recipients or self._usual_recipients()]
        return (*(f"{line};" for line in lines), last if last.endswith(_OPEN) else f"{last}.")

    def _usual_recipients(self) -> list[str]:
        issuer, campaign = self.issuer, self.campaign
        lines = []
        is_letter = self.kind == LETTERS  # each is addressed to its unit, and goes to no other
        if is_letter or self.addressees():
            lines.append(say("Như trên", "As above"))
        elif issuer.superior:
            lines.append(issuer.superior)
        if self.bloc is None and not is_letter:
            lines.append(say("Các khối thi đua, các đơn vị", "The blocs and their units"))
        elif self.bloc is not None and not is_letter:
            name = campaign.blocs[self.bloc].name
            lines.append(say(f"Các đơn vị thuộc {name}", f"The units of {name}"))
        kept = issuer.symbol if issuer.by == BLOC and issuer.symbol else _OPEN
        if issuer.by == AUTHORITY and campaign.heading != "party":
            kept = say(f"VT, {_OPEN}", f"the records office, {_OPEN}")
        return [*lines, say(f"Lưu: {kept}", f"Kept by: {kept}")]


def formalities_of(report: Report, kind: PaperKind) -> Formalities:
    """Return the formalities of a paper on all blocs of a report: the bloc's own where there is one."""
    bloc = report.rankings[0].bloc_id if len(report.rankings) == 1 else None
    return Formalities(report.campaign, report.period, kind, bloc)


def _number_line(number: str, *, party: bool) -> str:
    """Return the line of a number; "" for none."""
    if not number:
        return ""
    return say(f"Số {number}" if party else f"Số: {number}", f"No. {number}")
