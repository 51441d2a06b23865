"""No command's cost grows faster than n log n: exponents of CPU time, not seconds (benchmarks/README.md, "Growth")."""

import math
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="costs of processes are measured on Linux and macOS")

from cases import CASES, Case
from growth import MEASURABLE, Growth, measure


@pytest.mark.slow
@pytest.mark.rounds
@pytest.mark.no_cover
@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_nothing_grows_faster_than_n_log_n(case: Case, tmp_path: Path) -> None:
    growth = measure(case, tmp_path)
    assert growth.over_start[-1] >= MEASURABLE, "the sizes of this case are too small to tell"
    assert not growth.too_fast, str(growth)


def _growth(*seconds: float) -> Growth:
    """Return what was measured of a case that takes a second to start; a second turn was disturbed."""
    case = Case("case", lambda _folder, _size: [], (100, 200, 400))
    return Growth(case, tuple((one, one * 1.5) for one in (1.0, *(1.0 + each for each in seconds))))


@pytest.mark.parametrize(
    ("seconds", "exponent"),
    [
        ((0.25, 0.5, 1.0), 1),
        ((0.1, 0.4, 1.6), 2),
        ((100 * math.log(100), 200 * math.log(200), 400 * math.log(400)), 1.19),
        ((0.3, 0.3, 0.3), 0),
        ((0.1, 0.2, math.inf), math.inf),
    ],
)
def test_the_exponent_is_of_what_a_case_takes_over_its_start(seconds: tuple[float, ...], exponent: float) -> None:
    assert _growth(*seconds).exponent == pytest.approx(exponent, abs=0.01)


def test_more_than_n_log_n_is_too_fast() -> None:
    assert not _growth(0.25, 0.5, 1.0).too_fast
    assert _growth(0.1, 0.26, 0.68).too_fast  # about n^1.4
    assert "TOO FAST" in str(_growth(0.1, 0.2, math.inf))


def test_one_turn_that_stood_still_is_measured_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = iter([[0.1, 0.2, 0.3, 1.5], [0.1, 0.2, 0.3, 0.5]])
    monkeypatch.setattr("growth._turns", lambda *_: [next(turns)])
    growth = measure(Case("case", lambda _folder, _size: [], (100, 200, 400)), tmp_path)
    assert not growth.too_fast
    assert len(growth.runs[0]) == 2
