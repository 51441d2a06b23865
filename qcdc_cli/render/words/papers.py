"""Words that stand on every official paper: nation and motto, the Party's name, place and day, how it is signed."""

from datetime import date

from qcdc_cli.campaign.papers import Signature
from qcdc_cli.language import say
from qcdc_cli.language.figures import day
from qcdc_cli.language.names import fold
from qcdc_cli.render.words.visible import visible

_NO_PLACE = "…………"
_FOR = ("tm. ", "t/m ")  # thay mặt: before the body that an office signs for


def nation() -> str:
    """Return the nation's name, as it stands at the top of a state body's papers."""
    return say("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM")


def motto() -> str:
    """Return the motto, which stands below the nation's name."""
    return say("Độc lập - Tự do - Hạnh phúc", "Independence – Freedom – Happiness")


def party() -> str:
    """Return the Party's name, as it stands at the top of the papers of its bodies."""
    return say("ĐẢNG CỘNG SẢN VIỆT NAM", "COMMUNIST PARTY OF VIET NAM")


def dateline(place: str | None, on: date | None = None) -> str:
    """Return the line of place and day, each open where it is not known.

    Args:
        place: where the paper is signed.
        on: the day (Decree 30/2020/NĐ-CP, Appendix I, gives its form).
    """
    return f"{visible(place or _NO_PLACE)}, {day_in_words(on)}"


def day_in_words(on: date | None) -> str:
    """Return a day as papers write it, open where it is not known; days under 10 and the months 1 and 2 take a 0."""
    if on is None:
        return say("ngày … tháng … năm …", "day … month … year …")
    month = f"{on.month:02}" if on.month <= 2 else str(on.month)
    return say(f"ngày {on.day:02} tháng {month} năm {on.year}", day(on))


def sign_here(place: Signature) -> str:
    """Say how is signed: who heads a body that has a seal has the signature sealed."""
    if place.seal:
        return say("(Ký, đóng dấu, ghi rõ họ tên)", "(Signature, seal and full name)")
    return say("(Ký, ghi rõ họ tên)", "(Signature and full name)")


def signs_for(role: str, body: str) -> bool:
    """Return whether an office is one of a body: `GIÁM ĐỐC SỞ NỘI VỤ`, or `TM. HỘI ĐỒNG` of one with a longer name."""
    said, known = fold(role), fold(body)
    if not known:
        return False
    return known in said or any(said.startswith(sign) and known.startswith(said.removeprefix(sign)) for sign in _FOR)
