"""Words that stand on every official paper: the nation's name and motto, the Party's name, how it is signed."""

from qcdc_cli.campaign.papers import Signature
from qcdc_cli.language import say


def nation() -> str:
    """Return the nation's name, as it stands at the top of a state body's papers."""
    return say("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "SOCIALIST REPUBLIC OF VIET NAM")


def motto() -> str:
    """Return the motto, which stands below the nation's name."""
    return say("Độc lập - Tự do - Hạnh phúc", "Independence – Freedom – Happiness")


def party() -> str:
    """Return the Party's name, as it stands at the top of the papers of its bodies."""
    return say("ĐẢNG CỘNG SẢN VIỆT NAM", "COMMUNIST PARTY OF VIET NAM")


def sign_here(place: Signature) -> str:
    """Say how is signed: who heads a body that has a seal has the signature sealed."""
    if place.seal:
        return say("(Ký, đóng dấu, ghi rõ họ tên)", "(Signature, seal and full name)")
    return say("(Ký, ghi rõ họ tên)", "(Signature and full name)")
