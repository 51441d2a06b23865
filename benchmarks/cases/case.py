"""A case, and campaigns as plain as can be to make one of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

Build = Callable[[Path, int], list[str]]


@dataclass(frozen=True)
class Case:
    """Something whose cost must not grow faster than n log n.

    Attributes:
        name: the name of its function, with hyphens.
        build: writes an input of a size into an empty folder, and returns the arguments of `qcdc`. An input of
            size 1 must be possible: what it takes is the start-up cost.
        sizes: the sizes, the least first.
        status: the exit status that the command ends with.
    """

    name: str
    build: Build
    sizes: tuple[int, ...]
    status: int = 0


CASES: dict[str, Case] = {}


def case(*sizes: int, status: int = 0) -> Callable[[Build], Build]:
    """Make a case of a function; see `Case`."""

    def known(build: Build) -> Build:
        name = build.__name__.replace("_", "-")
        CASES[name] = Case(name, build, sizes, status)
        return build

    return known


ONE_CRITERION = "  - {id: A, name: Tiêu chí A, points: 10, evidence: optional}\n"


def criteria(number: int, more: str = "") -> str:
    """Return the lines of so many criteria of one point each, c0 first; `more` begins with a comma."""
    each = [f"  - {{id: c{one}, name: Tiêu chí {one}, points: 1, evidence: optional{more}}}" for one in range(number)]
    return "\n".join(each) + "\n"


def units(number: int, prefix: str = "u") -> list[str]:
    """Return so many ids."""
    return [f"{prefix}{one}" for one in range(number)]


def write_campaign(
    folder: Path,
    blocs: Mapping[str, Sequence[str]],
    *,
    periods: Sequence[str] = ("p0",),
    stages: Sequence[str] = ("self",),
    more: str = "",
    of_bloc: Callable[[str], str] = lambda _bloc: "",
    name: Callable[[str], str] = lambda unit: f"Xã {unit}",
    rubric: Callable[[str], str] = lambda _bloc: "rubric.yaml",
) -> None:
    """Write qcdc.yaml; the last period is the current one.

    Args:
        folder: where.
        blocs: the units of each bloc.
        periods: the ids of the periods.
        stages: the ids of the stages.
        more: further lines of the file.
        of_bloc: what else a bloc says, beginning with a comma.
        name: the name of a unit.
        rubric: the file of a bloc's rubric.
    """
    lines = ["campaign: Thi đua (số liệu giả định)", f"period: {periods[-1]}", "periods:"]
    lines += [f"  {period}: {{name: Kỳ {period}, kind: half}}" for period in periods]
    lines += ["stages:", *(f"  - {{id: {stage}, name: Bước {stage}}}" for stage in stages), "blocs:"]
    for bloc, own in blocs.items():
        lines += [f"  {bloc}:", f"    {{name: Khối {bloc}, rubric: {rubric(bloc)}{of_bloc(bloc)}, units: ["]
        lines += [*(f"      {unit}," for unit in own), "    ]}"]
    lines += ["units:", *(f"  {unit}: {name(unit)}" for own in blocs.values() for unit in own), more]
    (folder / "qcdc.yaml").write_text("\n".join(lines), "utf-8")


def write_rubric(
    folder: Path, lines: str = ONE_CRITERION, total: int = 10, more: str = "", file: str = "rubric.yaml"
) -> None:
    """Write a rubric: its criteria as lines of YAML, and what else it says."""
    text = f"rubric: r\nname: Thang điểm\ntotal: {total}\nrounding: {{decimals: 2, at: criterion}}\n{more}\n"
    (folder / file).write_text(f"{text}criteria:\n{lines}", "utf-8")


def write_sheets(
    folder: Path,
    own: Sequence[str],
    marks: Callable[[int], str] = lambda _number: "A: 8",
    *,
    periods: Sequence[str] = ("p0",),
) -> None:
    """Write a sheet for each unit and period; its marks, in the braces of YAML, come from the unit's number."""
    for period in periods:
        place = folder / "units" / period
        place.mkdir(parents=True, exist_ok=True)
        for number, unit in enumerate(own):
            text = f"unit: {unit}\nperiod: {period}\nmarks: {{{marks(number)}}}\n"
            (place / f"{unit}.yaml").write_text(text, "utf-8")
