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
        code, named = own.seal.code, seal_name(own.seal)
        if own.seal.provisional:
            lines.append(of + say(f"Mã niêm phong tạm tính: {code} ({named})", f"Provisional seal: {code} ({named})"))
            lines += [of + open_line(own)] if own.seal.open else []
        else:
            lines.append(of + f"{code_title()}: {code} ({named})")
        lines += (of + line for line in errata_lines(own))
    return tuple(lines)


def seals_of_blocs(
    seals: "Mapping[str, SealInForce]", campaign: Campaign | None, blocs: Iterable[str]
) -> "list[tuple[SealInForce, list[str]]]":
    """Return the seals of some blocs, each once, with the names of the blocs that have it; none without a campaign."""
    found: dict[int, tuple[SealInForce, list[str]]] = {}
    for bloc in blocs:
        if campaign is not None and bloc in seals:
            found.setdefault(seals[bloc].seal.seal, (seals[bloc], []))[1].append(campaign.blocs[bloc].name)
    return list(found.values())


def results_are_sealed(own: "SealInForce", blocs: Collection[str]) -> str:
    """Say in a paper that its results are sealed, before the code.

    Args:
        own: what is in force.
        blocs: the names of the blocs that it is about, where the paper is about others, too.
    """
    of, named = visible(", ".join(blocs)), seal_name(own.seal)
    whose, whose_en = (f" của {of}", f" of {of}") if of else ("", "")
    if own.seal.provisional:
        return say(
            f"Kết quả thi đua kỳ này{whose} mới được niêm phong tạm tính ({named}), số liệu chưa khóa. Mã niêm phong "
            "tạm tính:",
            f"The emulation results of this period{whose_en} are sealed provisionally ({named}), and are not closed. "
            "Code of the provisional seal:",
        )
    return say(
        f"Kết quả thi đua kỳ này{whose} đã được niêm phong ({named}). {code_title()}:",
        f"The emulation results of this period{whose_en} are sealed ({named}). {code_title()}:",
    )


def open_line(own: "SealInForce") -> str:
    """Say what was open when a provisional seal was made."""
    still = visible("; ".join(own.seal.open))
    return say(f"Khi niêm phong còn: {still}.", f"Open when it was sealed: {still}.")


def signing_means() -> str:
    """Say in a paper, below the code, what it means to sign it."""
    return say(
        "Mã này tính từ toàn bộ kết quả và tệp số liệu, nên sửa một con số thì mã khác đi. Người ký văn bản này xác "
        "nhận mã nêu trên.",
        "The code is made of all results and of the files behind them, so that it is another one as soon as a figure "
        "is changed. Those who sign this paper confirm the code.",
    )


def code_in_minutes(own: "SealInForce", meeting: date | None) -> str:
    """Say in the minutes of a meeting, below the code, that the meeting has seen it, or those who sign have.

    Args:
        own: what is in force.
        meeting: the day of the meeting; None where it is not recorded.
    """
    sealed = _moment(own.seal)
    if meeting is not None and sealed is not None and sealed.date() > meeting:
        on = day(sealed.date())
        return say(
            f"Kết quả được niêm phong sau cuộc họp, ngày {on}. Chủ trì và thư ký đã xem mã nêu trên, đối chiếu với mã "
            "trên bảng xếp hạng và ký biên bản này để xác nhận.",
            f"The results were sealed after the meeting, on {on}. Chair and secretary have seen the code above, "
            "compared it with that on the ranking, and sign these minutes to confirm it.",
        )
    return say(
        "Cuộc họp đã xem mã nêu trên, đối chiếu với mã trên bảng xếp hạng. Chủ trì và thư ký ký biên bản này để xác "
        "nhận mã.",
        "The meeting has seen the code above and compared it with that on the ranking. Chair and secretary sign these "
        "minutes to confirm it.",
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
