"""Bars beside figures: from 0 on, never longer or shorter than what they show."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qcdc_cli.render.terminal.bars import bars_of
from qcdc_cli.render.terminal.tables import cells, render_tables
from qcdc_cli.render.words.table import Column, Row, Table

SHARES = st.fractions(min_value=Fraction(-1, 2), max_value=Fraction(3, 2))


def test_bars_by_hand() -> None:
    """Of 8 cells: a half is 4 cells, 1/64 is one eighth of a cell, 1/1000 is shown as that, too."""
    shares = [Fraction(1), Fraction(1, 2), Fraction(1, 64), Fraction(1, 1000), Fraction(0), None, Fraction(-1, 5)]
    assert bars_of(shares, 8) == ("0–100%", ["████████", "████", "▏", "▏", "", "", ""])


def test_a_share_above_the_whole_widens_the_scale() -> None:
    """103.5 % of 8 cells that end at 104 %: 7.96 cells, which is 63 eighths."""
    assert bars_of([Fraction(207, 200), Fraction(52, 100)], 8) == ("0–104%", ["███████▉", "████"])


@given(st.lists(SHARES, min_size=1, max_size=8), st.integers(8, 20))
def test_greater_shares_have_no_shorter_bars(shares: list[Fraction], size: int) -> None:
    _, bars = bars_of(sorted(shares), size)
    lengths = [sum(8 if sign == "█" else " ▏▎▍▌▋▊▉".index(sign) for sign in bar) for bar in bars]
    assert all(before <= after for before, after in pairwise(lengths))
    assert all((share > 0) == bool(bar) for share, bar in zip(sorted(shares), bars, strict=True))
    assert max(lengths) <= size * 8


def test_they_stand_where_there_is_room_only() -> None:
    columns = (Column("Đơn vị"), Column("Tổng", "right"))
    table = Table(
        "Khối", "K", (), (), columns, (Row(("Xã A", "9")), Row(("Xã B", "4"))), (), 1, (Fraction(9, 10), None)
    )

    def drawn(width: int | None, *, bars: bool = True) -> list[str]:
        return "".join(render_tables([table], width=width, color=False, bars=bars)).splitlines()[2:]

    plain = ["Đơn vị  Tổng", "────────────", "Xã A       9", "Xã B       4"]
    assert drawn(21) == drawn(40, bars=False) == drawn(None) == plain
    assert drawn(22) == [
        "Đơn vị  Tổng  0–100%",
        "──────────────────────",
        "Xã A       9  ███████▏",
        "Xã B       4",
    ]
    assert max(map(cells, drawn(80))) == 34  # longer bars tell no more
