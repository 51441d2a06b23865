"""Charts of ranks: for each unit a bar from the best rank that it had to the worst, with a mark at the one it has."""

from typing import NamedTuple

from qcdc_cli.language import say
from qcdc_cli.render.lists import RankBar, RankChart
from qcdc_cli.render.words.visible import visible

_WIDTH = 1000  # of the drawing
_MARK = 8  # how wide the mark is in it


class DrawnBar(NamedTuple):
    """A unit's bar.

    Attributes:
        name: the unit's name.
        text: its rank, and in brackets between which it stayed.
        all_ranks: where the ranks begin that it had, and how far they go.
        usual: where those begin that it mostly had, and how far they go.
        mark: where the mark begins.
    """

    name: str
    text: str
    all_ranks: tuple[int, int]
    usual: tuple[int, int]
    mark: int


class DrawnChart(NamedTuple):
    """A chart, ready to be drawn.

    Attributes:
        title: what it shows.
        legend: how it is read.
        bars: its bars, the best unit first.
        mark_width: how wide marks are.
        notes: lines below.
    """

    title: str
    legend: str
    bars: tuple[DrawnBar, ...]
    mark_width: int
    notes: tuple[str, ...]


def drawn_chart(chart: RankChart) -> DrawnChart:
    """Return a chart with the places of its bars, in thousandths of its width: each rank has an equal part of it."""

    def left(rank: int) -> int:
        return _WIDTH * (rank - 1) // chart.ranks

    def place(best: int, worst: int) -> tuple[int, int]:
        return left(best), left(worst + 1) - left(best)

    def drawn(bar: RankBar) -> DrawnBar:
        text = f"{bar.rank} ({bar.best}–{bar.worst})" if bar.best < bar.worst else f"{bar.rank}"
        middle = (left(bar.rank) + left(bar.rank + 1) - _MARK) // 2
        usual = place(bar.usual_best, bar.usual_worst)
        return DrawnBar(visible(bar.name), text, place(bar.best, bar.worst), usual, middle)

    legend = say(
        f"Từ hạng 1 (trái) đến hạng {chart.ranks} (phải). Vạch đứng: hạng hiện nay. Thanh dày: các hạng của 90% số "
        "lượt thử ở giữa. Thanh mảnh: mọi hạng đã gặp, như trong ngoặc.",
        f"From rank 1 (left) to rank {chart.ranks} (right). Mark: the rank as it is. Thick bar: the ranks of the "
        "middle 90% of the draws. Thin bar: all ranks that were met, as in brackets.",
    )
    return DrawnChart(chart.title, legend, tuple(map(drawn, chart.bars)), _MARK, chart.notes)
