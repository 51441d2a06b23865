"""Is qcdc fast? Nearly every figure is a ratio of two kinds of process that take turns on the same machine.

    python benchmarks/run.py                 all of it, a few minutes
    python benchmarks/run.py start           only the measurements whose names contain "start"
    python benchmarks/run.py --assert        exit status 1 when a budget is broken

README.md beside this file says what each ratio means and what has been reached.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import NamedTuple

import country
import memory
import yaml
import year

HERE = Path(__file__).resolve().parent
PEERS = HERE / "peers"
EXAMPLE = HERE.parent / "examples" / "chau-thanh-2020"
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
PACKAGES = ("typer", "PyYAML", "pydantic", "pydantic_core", "rich")
TENTH = country.UNITS // 10
MOST_WITH_SHEETS = 140  # more than 150 units are read downwards in one table, without a worksheet each
_PER_MEGABYTE = 1 << (20 if sys.platform == "darwin" else 10)  # of ru_maxrss

# What the `qcdc` script does; `-m` would measure Python's runpy too.
QCDC = "from qcdc_cli.__main__ import main; main()"
# The least that has to be done with a campaign's bytes: PyYAML's C parser goes over them, nothing is kept.
SCAN = """
import sys
from pathlib import Path
import yaml
for file in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    for event in yaml.parse(file.read_bytes(), Loader=yaml.CSafeLoader):
        pass
"""


class Run(NamedTuple):
    """What one process took, from its start to its end: seconds of a core, and MB of memory at the peak."""

    seconds: float
    megabytes: float


class Figure(NamedTuple):
    """One line of the table: a number, what it was measured from, and the budget for it."""

    name: str
    measured: str
    values: Sequence[float]
    budget: float | None
    unit: str = "×"

    @property
    def broken(self) -> bool:
        """True when the median is over the budget."""
        return self.budget is not None and median(self.values) > self.budget

    def __str__(self) -> str:
        middle, low, high = median(self.values), min(self.values), max(self.values)
        digits = 0 if self.unit == " MB" else 2
        reached = f"{middle:.{digits}f}{self.unit} ({low:.{digits}f}–{high:.{digits}f})"
        budget = "" if self.budget is None else f"≤ {self.budget:g}{self.unit}{'  BROKEN' if self.broken else ''}"
        return f"{self.name:<46} {self.measured:<26} {reached:<24} {budget}"


def process(code: str, *arguments: str) -> Run:
    """Run Python code in a new process and measure it."""
    # Python's own settings are its defaults; above all, compiled modules are kept, as for everyone who installed qcdc.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    command = [sys.executable, "-c", code, *arguments]
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            said.seek(0)
            raise SystemExit(f"exit status {child.returncode}: {arguments}\n{said.read().decode()}")
    # What the process computed, not what it waited for: each has one thread, and the machine may have other work.
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _PER_MEGABYTE)


def in_turns(times: int, *processes: Sequence[str]) -> list[list[Run]]:
    """Run processes in turns, so that what disturbs one of them disturbs all; one round first that does not count."""
    rounds = [[process(*arguments) for arguments in processes] for _ in range(times + 1)][1:]
    return [list(runs) for runs in zip(*rounds, strict=True)]


def against(subject: list[Run], other: list[Run]) -> tuple[str, list[float]]:
    """Return both medians as text, and the ratio of each turn."""
    shown = " : ".join(_shown(median(run.seconds for run in runs)) for runs in (subject, other))
    return shown, [one.seconds / two.seconds for one, two in zip(subject, other, strict=True)]


def _shown(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.0f} ms"


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
    # pydantic and rich import nearly nothing before they are used, so what every use of them needs is named.
    imports = "import typer, yaml, rich.console, rich.table; from pydantic import BaseModel, TypeAdapter"
    subject, libraries = in_turns(times * 3, (QCDC, "rank", "-C", str(half_year(folder))), (imports,))
    return [Figure("start: qcdc rank, 8 units : its libraries", *against(subject, libraries), 1.7)]


def whole_country(times: int, folder: Path) -> list[Figure]:
    full, tenth, result = folder / "full", folder / "tenth", folder / "result.json"
    country.build(full)
    country.build(tenth, TENTH)
    rank = (QCDC, "rank", "--format", "json", "-o", str(result), "-C")
    ours, scan, less, least = in_turns(
        times, (*rank, str(full)), (SCAN, str(full)), (*rank, str(tenth)), (*rank, str(half_year(folder)))
    )
    # What the program takes to start is the same for any number of units and would flatter the growth.
    grown, small = _without_start(ours, least), _without_start(less, least)
    return [
        Figure(f"country: qcdc rank, {country.UNITS} units : scanning", *against(ours, scan), 2),
        Figure("country: peak memory", "", [run.megabytes for run in ours], 400, " MB"),
        Figure(f"country: {country.UNITS} units : {TENTH} units", *against(grown, small), 10.5),
    ]


def _without_start(runs: list[Run], least: list[Run]) -> list[Run]:
    start = median(run.seconds for run in least)
    return [Run(run.seconds - start, run.megabytes) for run in runs]


def reports(times: int, folder: Path) -> list[Figure]:
    figures = []
    for units in (8, MOST_WITH_SHEETS, country.UNITS):
        campaign = half_year(folder) if units == 8 else folder / f"report{units}"
        if units != 8:
            country.build(campaign, units)
        rank = (QCDC, "rank", "--format", "json", "-o", str(folder / "result.json"), "-C", str(campaign))
        export, less = in_turns(times, (QCDC, "export", str(folder / "report.xlsx"), "-C", str(campaign)), rank)
        figures += [
            Figure(f"export: workbook of {units} units : qcdc rank", *against(export, less), None),
            Figure("export: its peak memory", "", [run.megabytes for run in export], 400, " MB"),
        ]
    return figures


def published(times: int, folder: Path) -> list[Figure]:
    """Measure what is made public and signed against ranking the same units: of a bloc of 103, and of the country."""
    figures = []
    for units in (103, country.UNITS):
        campaign, out = folder / f"published{units}", folder / f"out{units}"
        country.build(campaign, units, blocs=1 if units == 103 else country.BLOCS)
        out.mkdir()
        commands = {
            "page": ("export", str(out / "page.html")),
            "site": ("export", "--site", str(out / "site")),
            "report": ("export", str(out / "report.docx")),
            "report as PDF": ("export", str(out / "report.pdf")),
            "letters, a file each": ("export", str(out / "letters"), "--letters"),
            "letters in one": ("export", str(out / "letters.docx"), "--letters"),
            "letters as PDF, in one": ("export", str(out / "letters.pdf"), "--letters"),
        }
        where = ("-C", str(campaign))
        rank, *others = in_turns(times, *((QCDC, *command, *where) for command in (("rank",), *commands.values())))
        for words, runs in zip(commands, others, strict=True):
            budget = None if units > 103 and words == "report as PDF" else memory.BUDGET
            figures += [
                Figure(f"publish: {words}, {units} units : rank", *against(runs, rank), None),
                Figure("publish: its peak memory", "", [run.megabytes for run in runs], budget, " MB"),
            ]
            if units == 103 and words.startswith("letters"):
                figures.append(Figure("publish: its seconds of a core", "", [run.seconds for run in runs], 10, " s"))
    return figures


def long_sheets(times: int, folder: Path) -> list[Figure]:
    country.build(folder / "long", 100, documents=15)
    (runs,) = in_turns(times, (QCDC, "check", "-C", str(folder / "long")))
    lines = median(len(file.read_bytes().splitlines()) for file in (folder / "long" / "units").rglob("*.yaml"))
    return [Figure(f"check: 100 files of {lines:.0f} lines", "", [run.seconds for run in runs], 3, " s")]


def process_of_a_year(times: int, folder: Path) -> list[Figure]:
    campaign = folder / "year"
    country.build(campaign)
    year.add(campaign)
    process(QCDC, "assign", "--seed", "1", "-C", str(campaign))
    rank, *others = in_turns(times, *((QCDC, *command, "-C", str(campaign)) for command in year.commands()))
    figures = []
    for command, runs in zip(year.commands()[1:], others, strict=True):
        words = " ".join(command)
        budget = 2 if command[0] == "status" else None
        figures += [
            Figure(f"process: {words} : rank", *against(runs, rank), budget),
            Figure(f"process: {words}, peak memory", "", [run.megabytes for run in runs], memory.BUDGET, " MB"),
        ]
    return [*figures, *_two_periods(times, folder)]


def firmness(times: int, folder: Path) -> list[Figure]:
    """Measure `qcdc sensitivity` against ranking the same units: of one bloc of 100, and of the country's blocs."""
    figures = []
    for units, blocs in ((100, 1), (country.UNITS, country.BLOCS)):
        campaign = folder / f"firm{units}"
        country.build(campaign, units, blocs=blocs)
        where = ("-C", str(campaign), "--format", "json", "-o", str(folder / "firm.json"))
        rank, firm = in_turns(times, (QCDC, "rank", *where), (QCDC, "sensitivity", *where))
        figures += [
            Figure(f"sensitivity: {units} units × 42 criteria : rank", *against(firm, rank), None),
            Figure("sensitivity: its seconds of a core", "", [run.seconds for run in firm], None, " s"),
            Figure("sensitivity: its peak memory", "", [run.megabytes for run in firm], memory.BUDGET, " MB"),
        ]
    return figures


def _two_periods(times: int, folder: Path) -> list[Figure]:
    """Measure the comparison of two periods against ranking one of them; both read the sheets of both."""
    campaign = folder / "two-periods"
    country.build(campaign)
    year.add_period_before(campaign)
    where = ("-C", str(campaign))
    rank, compare = in_turns(times, (QCDC, "rank", *where), (QCDC, "compare", year.BEFORE, *where))
    return [
        Figure("process: compare, two periods : rank", *against(compare, rank), None),
        *(
            Figure(f"process: {words}, two periods, peak memory", "", [run.megabytes for run in runs], budget, " MB")
            for words, runs, budget in (("compare", compare, memory.BUDGET), ("rank", rank, None))
        ),
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
        Figure("seal: its peak memory", "", [run.megabytes for run in seal], memory.BUDGET, " MB"),
        Figure("seal: verify : rank", *against(verify, rank), None),
        Figure("seal: verify, peak memory", "", [run.megabytes for run in verify], memory.BUDGET, " MB"),
    ]


def peers(times: int, folder: Path) -> list[Figure]:
    """Measure what people use today against qcdc, on the same files: scripts that check nothing, in `peers/`."""
    missing = [name for name in ("pandas", "skcriteria", "openpyxl") if find_spec(name) is None]
    if missing:
        print(f"peers: needs {', '.join(missing)}: pip install 'qcdc[peers]'")
        return []
    figures = []
    for units in (TENTH, country.UNITS):
        campaign, result = folder / f"peers{units}", str(folder / "result.json")
        country.build(campaign, units)
        rank = (QCDC, "rank", "--format", "json", "-o", result, "-C", str(campaign))
        scripts = {
            "pandas": _peer("pandas_rank.py", campaign, result),
            "pandas and yaml.safe_load": _peer("pandas_rank.py", campaign, result, "safe"),
            "scikit-criteria": _peer("criteria_rank.py", campaign, result),
        }
        ours, *others = in_turns(times, rank, *scripts.values())
        figures += [
            Figure(f"peers: {words} : rank, {units} units", *against(runs, ours), None)
            for words, runs in zip(scripts, others, strict=True)
        ]
    return [*figures, *_peers_of_forms(times, folder)]


def _peers_of_forms(times: int, folder: Path) -> list[Figure]:
    """Measure plain forms made and read back with openpyxl against qcdc's, by what one form takes."""
    campaign, plain, forms = folder / "peers-forms", folder / "plain", folder / "forms"
    country.build(campaign, MOST_WITH_SHEETS, blocs=1)
    where = ("-C", str(campaign))
    made, other = in_turns(
        times,
        (f"import shutil; shutil.rmtree({str(forms)!r}, ignore_errors=True); {QCDC}", "form", "-o", str(forms), *where),
        _peer("openpyxl_forms.py", "make", campaign, plain),
    )
    taken, read = in_turns(
        times,
        (QCDC, "import", "--dry-run", str(forms), *where),
        _peer("openpyxl_forms.py", "read", campaign, plain),
    )
    return [
        Figure("peers: a plain form with openpyxl : form", *against(other, made), None),
        Figure("peers: reading it : import --dry-run", *against(read, taken), None),
        *(
            Figure(
                f"peers: qcdc {words}, one form",
                "",
                [run.seconds / MOST_WITH_SHEETS * 1000 for run in runs],
                None,
                " ms",
            )
            for words, runs in (("form", made), ("import --dry-run", taken))
        ),
    ]


def _peer(script: str, *arguments: object) -> tuple[str, ...]:
    """Return the process of a script in `peers/`."""
    code = (
        f"import runpy, sys; sys.path.insert(0, {str(PEERS)!r}); sys.argv = sys.argv[1:]; "
        "runpy.run_path(sys.argv[0], run_name='__main__')"
    )
    return (code, str(PEERS / script), *map(str, arguments))


def memory_of_commands(_times: int, folder: Path) -> list[Figure]:
    campaign = folder / "memory"
    country.build(campaign)
    return [_peak(*command) for command in memory.commands(campaign, folder)]


def memory_of_forms(_times: int, folder: Path) -> list[Figure]:
    campaign = folder / "memory-forms"
    country.build(campaign)
    return [_peak(*command) for command in memory.form_commands(campaign, folder)]


def memory_of_ten_countries(_times: int, folder: Path) -> list[Figure]:
    campaign = folder / "memory-ten"
    country.build(campaign, 10 * country.UNITS)
    peak = process(QCDC, "rank", "--format", "json", "-C", str(campaign)).megabytes
    return [Figure("memory: rank of ten countries", "", [peak], 1000, " MB")]


def _peak(*command: str) -> Figure:
    """Return the peak memory of a command; it hardly differs from run to run."""
    words = " ".join(Path(word).name for word in command[:-2])
    return Figure(f"memory: {words}", "", [process(QCDC, *command).megabytes], memory.BUDGET, " MB")


def machine() -> str:
    names = [line.partition(":")[2].strip() for line in _cpu() if line.startswith("model name")]
    cpu = names[0] if names else platform.processor() or platform.machine()
    versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    return f"{cpu}, {os.cpu_count()} cores, {platform.system()}\nPython {platform.python_version()}, {versions}"


def _cpu() -> list[str]:
    file = Path("/proc/cpuinfo")
    return file.read_text().splitlines() if file.exists() else []


MEASUREMENTS = {
    "start-help": help_start,
    "start-rank": rank_start,
    "country": whole_country,
    "export": reports,
    "publish": published,
    "check": long_sheets,
    "process": process_of_a_year,
    "seal": sealed,
    "sensitivity": firmness,
    "peers": peers,
    "memory": memory_of_commands,
    "memory-forms": memory_of_forms,
    "memory-ten": memory_of_ten_countries,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("only", nargs="?", default="", help=f"a part of: {', '.join(MEASUREMENTS)}")
    parser.add_argument("--runs", type=int, default=7, help="turns of the long measurements; three times for the short")
    parser.add_argument("--assert", dest="strict", action="store_true", help="exit status 1 when a budget is broken")
    arguments = parser.parse_args()
    print(machine())
    broken = False
    with tempfile.TemporaryDirectory() as folder:
        for name, measurement in MEASUREMENTS.items():
            if arguments.only in name:
                for figure in measurement(arguments.runs, Path(folder)):
                    print(figure, flush=True)
                    broken |= figure.broken
    return int(broken and arguments.strict)


if __name__ == "__main__":
    sys.exit(main())
