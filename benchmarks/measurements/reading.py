"""What it takes to start, to read a campaign and to rank it, against the least that any program in Python needs."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from statistics import median

import country
import memory
import yaml
from turns import ON_ONE_CORE, QCDC, Figure, Run, against, by_the_clock, folder_of, in_turns, of_a_core, peak, taking

EXAMPLE = folder_of("..") / "examples" / "chau-thanh-2020"
YEAR_END = (
    "checkers",
    "checking",
    "late_marks",
    "assignments",
    "draws",
    "evidence",
    "meetings",
    "ballots",
    "documents",
)
# pydantic and rich import nearly nothing before they are used, so what every use of them needs is named.
LIBRARIES = "import typer, yaml, rich.console, rich.table; from pydantic import BaseModel, TypeAdapter"
# The least that has to be done with a campaign's bytes: PyYAML's C parser goes over them, nothing is kept.
SCAN = """
import sys
from pathlib import Path
import yaml
for file in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    for event in yaml.parse(file.read_bytes(), Loader=yaml.CSafeLoader):
        pass
"""


def help_start(times: int, _folder: Path) -> list[Figure]:
    subject, bare = in_turns(times * 3, (QCDC, "--help"), ("pass",))
    return [Figure("start: qcdc --help : python -c pass", *against(subject, bare), 6)]


def half_year(folder: Path) -> Path:
    """Return a copy of the example as it was at the half-year: what came later would not compare with older figures."""
    copy = folder / "half-year"
    if not copy.exists():
        copy.mkdir()
        shutil.copytree(EXAMPLE / "units", copy / "units", ignore=shutil.ignore_patterns("2020"))
        told = yaml.load((EXAMPLE / "qcdc.yaml").read_bytes(), Loader=yaml.CSafeLoader)
        kept = {key: value for key, value in told.items() if key not in YEAR_END}
        kept["periods"] = {"2020-h1": told["periods"]["2020-h1"]}
        (copy / "qcdc.yaml").write_text(yaml.safe_dump(kept, allow_unicode=True), "utf-8")
    return copy


def rank_start(times: int, folder: Path) -> list[Figure]:
    subject, libraries = in_turns(times * 3, (QCDC, "rank", "-C", str(half_year(folder))), (LIBRARIES,))
    return [Figure("start: qcdc rank, 8 units : its libraries", *against(subject, libraries), 1.5)]


def whole_country(times: int, folder: Path) -> list[Figure]:
    full, tenth = folder / "full", folder / "tenth"
    country.build(full)
    country.build(tenth, country.TENTH)
    alone, ours, scan, less, least = in_turns(
        times,
        ranking(full, folder, ON_ONE_CORE + QCDC),
        ranking(full, folder),
        (ON_ONE_CORE + SCAN, str(full)),
        ranking(tenth, folder, ON_ONE_CORE + QCDC),
        ranking(half_year(folder), folder),
    )
    # What the program takes to start is the same for any number of units and would flatter the growth.
    grown, small = _without_start(alone, least), _without_start(less, least)
    words = f"country: qcdc rank, {country.UNITS} units"
    return [
        Figure(f"{words}, one process : scanning", *against(alone, scan), 2.6),
        Figure(f"{words}, by the clock : scanning", *against(ours, scan, by_the_clock), 2.2),
        Figure(f"{words}, all processes : one", *against(ours, alone), None),
        peak(words, ours, memory.BUDGET),
        Figure(f"country: {country.UNITS} units : {country.TENTH} units", *against(grown, small), 10.5),
    ]


def ranking(campaign: Path, folder: Path, how: str = QCDC) -> Sequence[str]:
    """Return the process that ranks a campaign and writes the whole result into a file of a folder."""
    return (how, "rank", "--format", "json", "-o", str(folder / "result.json"), "-C", str(campaign))


def _without_start(runs: list[Run], least: list[Run]) -> list[Run]:
    start = median(run.seconds for run in least)
    return [run._replace(seconds=run.seconds - start) for run in runs]


def long_sheets(times: int, folder: Path) -> list[Figure]:
    country.build(folder / "long", 100, documents=15)
    (runs,) = in_turns(times, (QCDC, "check", "-C", str(folder / "long")))
    lines = median(len(file.read_bytes().splitlines()) for file in (folder / "long" / "units").rglob("*.yaml"))
    return [taking(f"check: 100 files of {lines:.0f} lines", runs, of_a_core, 3)]
