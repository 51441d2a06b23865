"""What the process around the numbers takes against ranking the same units: status, appeals, seals and the like."""

from pathlib import Path

import country
import memory
import year
from turns import QCDC, Figure, against, in_turns, peak, process


def process_of_a_year(times: int, folder: Path) -> list[Figure]:
    campaign = folder / "year"
    country.build(campaign)
    year.add(campaign)
    process(QCDC, "assign", "--seed", "1", "-C", str(campaign))
    year.commit(campaign)
    rank, *others = in_turns(times, *((QCDC, *command, "-C", str(campaign)) for command in year.commands()))
    figures = []
    for command, runs in zip(year.commands()[1:], others, strict=True):
        words = f"process: {' '.join(command)}"
        budget = 2 if command[0] == "status" else None
        figures += [Figure(f"{words} : rank", *against(runs, rank), budget), peak(words, runs, memory.BUDGET)]
    return [*figures, *_two_periods(times, folder)]


def _two_periods(times: int, folder: Path) -> list[Figure]:
    """Measure the comparison of two periods against ranking one of them; both read the sheets of both."""
    campaign = folder / "two-periods"
    country.build(campaign)
    year.add_period_before(campaign)
    where = ("-C", str(campaign))
    rank, compare = in_turns(times, (QCDC, "rank", *where), (QCDC, "compare", year.BEFORE, *where))
    return [
        Figure("process: compare, two periods : rank", *against(compare, rank), None),
        peak("process: compare, two periods", compare, memory.BUDGET),
        peak("process: rank, two periods", rank, memory.BUDGET),
    ]


def sealed(times: int, folder: Path) -> list[Figure]:
    """Measure what sealing and verifying take, evidence and copy with it, against ranking, which is a part of both."""
    campaign = folder / "sealed"
    country.build(campaign)
    year.add(campaign)
    anew = f"import shutil, sys; shutil.rmtree(sys.argv[-1] + '/seals', ignore_errors=True); {QCDC}"
    where = ("-C", str(campaign))
    seal_anew, verify_it = (anew, "seal", "--provisional", *where), (QCDC, "verify", *where)
    rank, seal, verify = in_turns(times, (QCDC, "rank", *where), seal_anew, verify_it)
    return [
        Figure("seal : rank", *against(seal, rank), None),
        peak("seal", seal, memory.BUDGET),
        Figure("verify : rank", *against(verify, rank), None),
        peak("verify", verify, memory.BUDGET),
    ]
