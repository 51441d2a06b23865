"""How ranks changed since the last period that has a ranking, in words and signs."""

from qcdc_cli.language import Text, say
from qcdc_cli.language.figures import MINUS
from qcdc_cli.render.words.names import period_name
from qcdc_cli.render.words.table import NOTHING
from qcdc_cli.scoring.result import Ranking, Standing

RANK_CHANGE = Text("Tăng, giảm hạng", "Rank change")
_SAME = "="


def rank_change(ranking: Ranking, standing: Standing) -> str:
    """Return the ranks that a unit went up (+2) or down (−1); `=` for none, a word for a unit that had none before."""
    up = ranking.ranks_up(standing)
    if up is None:
        return NOTHING if standing.rank is None else say("mới", "new")
    return _SAME if up == 0 else f"{'+' if up > 0 else MINUS}{abs(up)}"


def rank_change_text(up: int) -> str:
    """Say how many ranks a unit went up, below 0 down, in the words of a sentence."""
    if not up:
        return say("giữ nguyên", "unchanged")
    ranks = f"{abs(up)} rank{'' if abs(up) == 1 else 's'}"
    return say(f"tăng {up} hạng", f"up {ranks}") if up > 0 else say(f"giảm {-up} hạng", f"down {ranks}")


def rank_change_notes(ranking: Ranking) -> list[str]:
    """Say since when ranks are compared, and whether those were final; nothing where there are none."""
    if ranking.before is None:
        return []
    period = period_name(ranking.campaign, ranking.before.period)
    note = say(
        f"Tăng (+), giảm ({MINUS}) hạng so với kỳ {period}; “mới”: kỳ đó không có hạng",
        f"Ranks gained (+) or lost ({MINUS}) since {period}; “new”: no rank in that period",
    )
    if ranking.before.provisional:
        note += say("; xếp hạng kỳ đó là tạm tính", "; the ranking of that period is provisional")
    return [note]
