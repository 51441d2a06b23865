"""How long a bloc, a province and the country take, by the clock, of what people ask for most."""

from collections.abc import Iterator
from pathlib import Path

import country
from turns import QCDC, Figure, by_the_clock, in_turns, peak, process, taking

SIZES = {"a bloc": (8, 1), "a province": (98, 1), "the country": (country.UNITS, country.BLOCS)}  # units, blocs
_ANEW = "import shutil, sys; shutil.rmtree(sys.argv.pop(1), ignore_errors=True); "


def what_it_takes(times: int, folder: Path) -> Iterator[Figure]:
    for words, (units, blocs) in SIZES.items():
        campaign, out = folder / f"size{units}", folder / f"size{units}-out"
        country.build(campaign, units, blocs=blocs)
        out.mkdir()
        forms, unit = str(out / "forms"), min(file.stem for file in campaign.glob("units/**/*.yaml"))
        commands: dict[str, tuple[str, ...]] = {
            "check": (QCDC, "check"),
            "rank": (QCDC, "rank"),
            "explain": (QCDC, "explain", unit),
            "export report.xlsx": (QCDC, "export", str(out / "report.xlsx")),
            "export page.html": (QCDC, "export", str(out / "page.html")),
            "export report.docx": (QCDC, "export", str(out / "report.docx")),
            "form, all units": (f"{_ANEW}{QCDC}", forms, "form", "-o", forms),
            "import --dry-run, all units": (QCDC, "import", "--dry-run", forms),
            "seal --provisional": (f"{_ANEW}{QCDC}", str(campaign / "seals"), "seal", "--provisional"),
            "verify": (QCDC, "verify"),
        }
        whole = [(*command, "-C", str(campaign)) for command in commands.values()]
        # What takes minutes is run once: that it begins cold is lost in it.
        taken = in_turns(times, *whole) if units < 1000 else [[process(*one)] for one in whole]
        for command, runs in zip(commands, taken, strict=True):
            name = f"sizes: {words}, {units} units: {command}"
            yield taking(name, runs, by_the_clock)
            yield peak(name, runs, None)
