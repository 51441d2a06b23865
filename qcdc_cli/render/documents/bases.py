"""What a paper rests on: the campaign's basis, minutes and ballots; and how a paper that goes with it is named."""

from collections.abc import Iterable, Sequence

from qcdc_cli.language import say
from qcdc_cli.language.figures import day
from qcdc_cli.render.documents import Block, Paragraph, Run, prose, to_add
from qcdc_cli.render.documents.formalities import Formalities
from qcdc_cli.render.words.papers import day_in_words
from qcdc_cli.render.words.remarks import basis_line
from qcdc_cli.render.words.visible import visible
from qcdc_cli.scoring.result import Ranking


def basis_blocks(rankings: Sequence[Ranking]) -> list[Block]:
    """Return the bases of a paper on some blocs, each on a line of its own: the last ends with a full stop."""
    if not rankings:
        return []
    basis = visible(basis_line(rankings[0]))
    on = say("Căn cứ ", "On the basis of: ")
    lines = [*([basis] if basis else []), *(f"{on}{one}" for one in records_of(rankings))]
    ends = [";"] * (len(lines) - 1) + ["."] if lines else []
    found: list[Block] = [prose(f"{line.rstrip(' ;.')}{end}", "basis") for line, end in zip(lines, ends, strict=True)]
    return found if basis else [to_add(say("văn bản làm căn cứ", "what it rests on"), on), *found]


def records_of(rankings: Iterable[Ranking]) -> list[str]:
    """Return the minutes of meetings and of counts that the campaign records of some blocs, each with its day."""
    found: dict[str, None] = {}
    for ranking in rankings:
        campaign, period, bloc = ranking.campaign, ranking.period, ranking.bloc_id
        meeting = campaign.meetings.get(period, {}).get(bloc)
        if meeting is not None:
            found[_dated(meeting.document, day(meeting.date))] = None
        for ballot in campaign.ballots.get(period, {}).get(bloc, ()):
            found[_dated(ballot.document, day(ballot.date))] = None
        for decision in campaign.decisions.get(period, {}).get(bloc, ()):
            found[_dated(decision.document, day(decision.date))] = None
    return list(found)


def _dated(document: str, on: str) -> str:
    """Name a document with its day, unless its name says the day."""
    shown = visible(document)
    return shown if on in shown else say(f"{shown} ngày {on}", f"{shown} of {on}")


def goes_with(formal: Formalities, name: str) -> Paragraph:
    """Return the line of an appendix that names the paper it goes with (Decree 30/2020/NĐ-CP, Appendix I).

    Number and day are open there as long as they are open in the paper's head.

    Args:
        formal: the formalities of that paper.
        name: what it is called: `Báo cáo`.
    """
    head = formal.head()
    number, on = formal.number(), day_in_words(formal.paper.date)
    told = say(f"(Kèm theo {name} số {number} {on} của {head.issuer})", f"({name} no. {number}, {on}, {head.issuer})")
    return Paragraph((Run(told, italic=True),), "centred")


def enclosed(formal: Formalities, name: str) -> Paragraph:
    """Return a paper that goes with another, with its number and day; those open that nobody recorded.

    Args:
        formal: the formalities of that paper.
        name: what it is called.
    """
    number, on = formal.recorded_number(), formal.recorded_day()
    if not number and not on:
        return Paragraph(
            (Run(f"{name}, "), Run(say("số, ngày của văn bản", "its number and day"), to_add=True)), "item"
        )
    return Paragraph(
        (
            Run(say(f"{name} số ", f"{name}, no. ")),
            Run(number) if number else Run(say("số của văn bản", "its number"), to_add=True),
            Run(say(" ngày ", " of ")),
            Run(on) if on else Run(say("ngày của văn bản", "its day"), to_add=True),
            Run("."),
        ),
        "item",
    )
