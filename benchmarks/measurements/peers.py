"""What people use today against qcdc, on the same files: scripts that check nothing, in `peers/`."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import country
from turns import QCDC, Figure, Run, against, by_the_clock, folder_of, in_turns, of_a_core

from measurements.outputs import MOST_WITH_SHEETS
from measurements.reading import ranking

PEERS = folder_of("peers")


def peers(times: int, folder: Path) -> Iterator[Figure]:
    missing = [name for name in ("pandas", "skcriteria", "openpyxl") if find_spec(name) is None]
    if missing:
        print(f"peers: needs {', '.join(missing)}: pip install 'qcdc[peers]'")
        return
    for units in (country.TENTH, country.UNITS):
        campaign, result = folder / f"peers{units}", str(folder / "result.json")
        country.build(campaign, units)
        scripts = {
            "pandas": _peer("pandas_rank.py", campaign, result),
            "pandas and yaml.safe_load": _peer("pandas_rank.py", campaign, result, "safe"),
            "scikit-criteria": _peer("criteria_rank.py", campaign, result),
        }
        ours, *others = in_turns(times, ranking(campaign, folder), *scripts.values())
        for words, runs in zip(scripts, others, strict=True):
            budget = 2 if words == "pandas" else None  # the other way round: so much faster is rank to be
            for how, what in (("by the clock", by_the_clock), ("of a core", of_a_core)):
                name = f"peers: {words} : rank, {units} units, {how}"
                yield Figure(name, *against(runs, ours, what), budget, least=True)
    yield from _peers_of_forms(times, folder)


def _peers_of_forms(times: int, folder: Path) -> Iterator[Figure]:
    """Measure plain forms made and read back with openpyxl against qcdc's, by what one form takes."""
    campaign, plain, forms = folder / "peers-forms", folder / "plain", folder / "forms"
    country.build(campaign, MOST_WITH_SHEETS, blocs=1)
    where = ("-C", str(campaign))
    anew = f"import shutil; shutil.rmtree({str(forms)!r}, ignore_errors=True); {QCDC}"
    made, other, start = in_turns(
        times,
        (anew, "form", "-o", str(forms), *where),
        _peer("openpyxl_forms.py", "make", campaign, plain),
        (QCDC, "check", *where),
    )
    taken, read = in_turns(
        times,
        (QCDC, "import", "--dry-run", str(forms), *where),
        _peer("openpyxl_forms.py", "read", campaign, plain),
    )
    yield Figure("peers: a plain form with openpyxl : form", *against(other, made), None)
    yield Figure("peers: reading it : import --dry-run", *against(read, taken), None)
    yield _one_form("form", made, start, 18)
    yield _one_form("import --dry-run", taken, start, 15)


def _one_form(command: str, runs: list[Run], start: list[Run], budget: float) -> Figure:
    """Return what one form takes of a core, without what the campaign takes, which all forms share."""
    each = [(run.seconds - before.seconds) / MOST_WITH_SHEETS * 1000 for run, before in zip(runs, start, strict=True)]
    return Figure(f"peers: qcdc {command}, one form", "", each, budget, " ms")


def _peer(script: str, *arguments: object) -> tuple[str, ...]:
    """Return the process of a script in `peers/`."""
    code = (
        f"import runpy, sys; sys.path.insert(0, {str(PEERS)!r}); sys.argv = sys.argv[1:]; "
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    return (code, str(PEERS / script), *map(str, arguments))
