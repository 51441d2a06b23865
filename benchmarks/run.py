"""Is qcdc fast? Nearly every figure is a ratio of two kinds of process that take turns on the same machine.

    python benchmarks/run.py                 all of it, an hour or more
    python benchmarks/run.py start           only the measurements whose names contain "start"
    python benchmarks/run.py --assert        exit status 1 when a budget is broken

README.md beside this file says what each ratio means and what has been reached. The measurements are in measurements/.
"""

import argparse
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from measurements import MEASUREMENTS

PACKAGES = ("typer", "PyYAML", "pydantic", "pydantic_core", "rich")


def machine() -> str:
    names = [line.partition(":")[2].strip() for line in _cpu() if line.startswith("model name")]
    cpu = names[0] if names else platform.processor() or platform.machine()
    versions = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    return f"{cpu}, {os.cpu_count()} cores, {platform.system()}\nPython {platform.python_version()}, {versions}"


def _cpu() -> list[str]:
    file = Path("/proc/cpuinfo")
    return file.read_text().splitlines() if file.exists() else []


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
