"""What was exported, beside what the workbook comes to now: who changes a mark sees that results differ."""

from qcdc_cli.language import say
from qcdc_cli.render.live.live_tables import Ledger, Seat
from qcdc_cli.render.live.measures import CHANGED, CLASS, RANK, Measure, constant
from qcdc_cli.render.live.sums import TOTAL
from qcdc_cli.render.words.cells import total_value
from qcdc_cli.render.words.table import class_text, or_dash

_WAS_TOTAL, _WAS_RANK, _WAS_CLASS = "was total", "was rank", "was class"


def export_measures(ledger: Ledger) -> list[Measure]:
    """Return what total, rank and class were when the report was made, and whether they still are."""
    measures = [
        Measure(
            _WAS_TOTAL, say("Tổng điểm lúc xuất", "Total as exported"), constant, lambda _, s: total_value(s.result)
        ),
        Measure(
            _WAS_RANK,
            say("Hạng lúc xuất", "Rank as exported"),
            constant,
            lambda _, seat: or_dash(seat.standing.rank),
        ),
    ]
    if ledger.rubric.classification:
        title = say("Xếp loại lúc xuất", "Class as exported")
        measures.append(Measure(_WAS_CLASS, title, constant, lambda _, seat: class_text(seat.standing.classified)))
    measures.append(
        Measure(
            CHANGED, say("Khác lúc xuất (1: có)", "Differs from the export (1: yes)"), _changed, lambda _own, _seat: 0
        )
    )
    return measures


def _changed(ledger: Ledger, seat: Seat) -> str:
    here = ledger.measures.sheet
    pairs = [
        (ledger.mark(TOTAL, seat, here=here), ledger.measure(_WAS_TOTAL, seat)),
        (ledger.measure(RANK, seat), ledger.measure(_WAS_RANK, seat)),
    ]
    if ledger.rubric.classification:
        pairs.append((ledger.measure(CLASS, seat), ledger.measure(_WAS_CLASS, seat)))
    return f"IF(AND({','.join(f'{now}={was}' for now, was in pairs)}),0,1)"
