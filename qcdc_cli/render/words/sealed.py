"""What outputs say of sealed results: the code with its number and day, what was open, the errata."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.language import say, terms
from qcdc_cli.language.figures import day
from qcdc_cli.render.words.visible import visible

if TYPE_CHECKING:  # what is not sealed, as most of what is shown, needs no models of seals
    from qcdc_cli.process.sealing.seal import Seal, SealInForce


def seal_day(seal: "Seal") -> str:
    """Return the day on which a seal was made, as people read it; what stands there where that is no time."""
    moment = _moment(seal)
    return visible(seal.time) if moment is None else day(moment.date())


def _moment(seal: "Seal") -> datetime | None:
    try:
        return datetime.fromisoformat(seal.time)
    except ValueError:
        return None


def seal_code(own: "SealInForce") -> str:
    """Return the code of what is in force; of a provisional seal marked as that."""
    code = own.seal.code
    return say(f"{code} (tạm tính)", f"{code} (provisional)") if own.seal.provisional else code


def code_title() -> str:
    """Return what codes are called, as a heading or before one."""
    return say("Mã niêm phong", "Seal code")


def errata_title() -> str:
    """Return what errata are called, as a heading."""
    return say("Đính chính", "Errata")


def seal_name(seal: "Seal") -> str:
    """Return a seal's sort, number and day: `niêm phong số 1, 30/11/2026`."""
    number, on = seal.seal, seal_day(seal)
    if seal.sort == "erratum":
        return say(f"đính chính số {number}, {on}", f"erratum {number}, {on}")
    return say(f"niêm phong số {number}, {on}", f"seal {number}, {on}")


def errata_lines(own: "SealInForce") -> tuple[str, ...]:
    """Return the errata of what is in force, a line each: number, day, reason."""
    lines = []
    for one in own.errata:
        named = seal_name(one)
        lines.append(visible(f"{named[:1].upper()}{named[1:]}: {one.reason or say(*terms.NOT_STATED)}"))
    return tuple(lines)


def seal_lines(
    seals: "Mapping[str, SealInForce]", campaign: Campaign | None, blocs: Iterable[str], *, lead: str = ""
) -> tuple[str, ...]:
    """Return what stands below results that are sealed: the code with number and day, what was open, the errata.

    Args:
        seals: the seals that results agree with, by the bloc's id.
        campaign: the campaign; None for what is of none, and rests on no results.
        blocs: the blocs whose results they are; where not all of them are sealed alike, each line names its own.
        lead: what else stands before each line, such as the period.
    """
    asked = dict.fromkeys(blocs)
    lines: list[str] = []
    for own, names in seals_of_blocs(seals, campaign, asked):
        of = lead if len(names) == len(asked) else f"{lead}{visible(', '.join(names))}: "
        more = [open_line(own)] if own.seal.open else []
        named = f"{titled_code(own)}: {own.seal.code} ({seal_name(own.seal)})"
        lines += (of + line for line in (named, *more, *errata_lines(own)))
    return tuple(lines)


def foot_text(seals: "Mapping[str, SealInForce]", campaign: Campaign | None, blocs: Iterable[str]) -> str:
    """Return what stands at the foot of each page of results: the code, where all of the blocs have the same one."""
    asked = dict.fromkeys(blocs)
    found = seals_of_blocs(seals, campaign, asked)
    return f"{code_title()}: {seal_code(found[0][0])}" if len(found) == 1 and len(found[0][1]) == len(asked) else ""


def seals_of_blocs(
    seals: "Mapping[str, SealInForce]", campaign: Campaign | None, blocs: Iterable[str]
) -> "list[tuple[SealInForce, list[str]]]":
    """Return the seals of some blocs, each once, with the names of the blocs that have it; none without a campaign."""
    found: dict[int, tuple[SealInForce, list[str]]] = {}
    for bloc in blocs:
        if campaign is not None and bloc in seals:
            found.setdefault(seals[bloc].seal.seal, (seals[bloc], []))[1].append(campaign.blocs[bloc].name)
    return list(found.values())


def titled_code(own: "SealInForce") -> str:
    """Return what stands before the code of what is in force."""
    return say("Mã niêm phong tạm tính", "Provisional seal") if own.seal.provisional else code_title()


def open_line(own: "SealInForce") -> str:
    """Say what was open when a provisional seal was made."""
    still = visible("; ".join(own.seal.open))
    return say(f"Chưa xong khi niêm phong: {still}", f"Open when it was sealed: {still}")


def signing_means(own: "SealInForce") -> str:
    """Say in a paper, behind the code, what it means to sign it."""
    if own.seal.provisional:
        return say("Số liệu chưa khóa, còn có thể thay đổi.", "The figures are not closed and may still change.")
    return say("Người ký văn bản này xác nhận mã nêu trên.", "Those who sign this paper confirm the code.")


def code_in_minutes(own: "SealInForce", meeting: date | None) -> str:
    """Say in the minutes of a meeting, behind the code, that the meeting has seen it, or those who sign have.

    Args:
        own: what is in force.
        meeting: the day of the meeting; None where it is not recorded.
    """
    sealed = _moment(own.seal)
    if meeting is not None and sealed is not None and sealed.date() > meeting:
        return say(
            "Kết quả được niêm phong sau cuộc họp; chủ trì và thư ký đã đối chiếu mã này với mã trên bảng xếp hạng, ký "
            "biên bản để xác nhận.",
            "The results were sealed after the meeting; chair and secretary have compared this code with that on the "
            "ranking, and sign the minutes to confirm it.",
        )
    return say(
        "Cuộc họp đã xem mã này và đối chiếu với mã trên bảng xếp hạng; chủ trì và thư ký ký biên bản để xác nhận.",
        "The meeting has seen this code and compared it with that on the ranking; chair and secretary sign to "
        "confirm it.",
    )


def seal_columns(
    seals: "Mapping[str, SealInForce]", rows: Sequence[Collection[str]]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the columns of codes and of errata that rows of results have in files for programs; none without a seal.

    Args:
        seals: the seals that results agree with, by the bloc's id.
        rows: of each row the blocs whose results it shows; a row of blocs that are not all sealed has no code.
    """
    own = [[seals[bloc] for bloc in blocs] if blocs and all(bloc in seals for bloc in blocs) else [] for blocs in rows]
    if not any(own):
        return ()
    codes = tuple("; ".join(dict.fromkeys(map(seal_code, found))) for found in own)
    errata = tuple("; ".join(dict.fromkeys(line for one in found for line in errata_lines(one))) for found in own)
    return ((code_title(), codes), *(((errata_title(), errata),) if any(errata) else ()))
