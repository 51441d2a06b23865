"""The parts of a Word template filled in a process of its own, which is ended when it takes too long.

What is run there is written by `expressions`, not by whoever made the template. What is left to bound is how
long a file can keep docxtpl busy, and how much memory that takes.
"""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from qcdc_cli.language import Text
from qcdc_cli.language.figures import figure
from qcdc_cli.language.system import reason
from qcdc_cli.problems import Problem, QcdcError
from qcdc_cli.render.placeholders import PERCENT, PlaceholderCall, shown_text
from qcdc_cli.render.placeholders.template_data import PlaceholderValue, TemplateData
from qcdc_cli.render.word_template.expressions import exact
from qcdc_cli.render.word_template.scan import TemplateScan
from qcdc_cli.render.word_template.vocabulary import OUT_OF_MEMORY
from qcdc_cli.render.words.cells import shown_decimals
from qcdc_cli.render.words.table import padded, percent_text
from qcdc_cli.workbook.markup_tree import DECLARATION
from qcdc_cli.workbook.plain import plain

SECONDS = 20  # a bloc of 103 units takes one
MEGABYTES = 1_024  # of addresses, of which Python and the libraries take a quarter
Value = tuple[str, str | None]
_PROGRAM = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from qcdc_cli.render.word_template.rendering import fill_parts; fill_parts()"
)
_TOO_LONG = Text(f"lâu hơn {SECONDS} giây", f"more than {SECONDS} seconds")
_TOO_MUCH = Text("nhiều hơn 1 GB bộ nhớ", "more than 1 GB of memory")


def fill(sources: Mapping[str, str], scan: TemplateScan, data: TemplateData) -> dict[str, str]:
    """Return the parts of a template, filled.

    Args:
        sources: the parts by their names, with marks for what is asked for.
        scan: what that is.
        data: what it is filled from.

    Raises:
        QcdcError: Q954 where it takes too long or too much memory; Q955 where what comes out is no document; Q956 where
            no other process can be started.
    """
    calls = scan.fields.calls
    columns = {name: _column(call, data) for name, call in calls.items() if call.placeholder.of_unit}
    units = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    constants = {name: [str(value), exact(value)] for name, value in scan.fields.constants.items()}
    job = {
        "megabytes": MEGABYTES,
        "seconds": SECONDS,
        "values": constants
        | {name: _value(call.value(data, None)) for name, call in calls.items() if not call.placeholder.of_unit},
        "units": units or [{} for _ in data.units],
        "parts": {part: scan.source(text.removeprefix(DECLARATION)) for part, text in sources.items()},
    }
    answer = _answer(json.dumps(job).encode())
    fault = answer.get("fault")
    if fault is not None:
        raise QcdcError(Problem("Q955", {"part": str(fault)}))
    return {part: DECLARATION + text for part, text in answer["parts"].items()}


def _column(call: PlaceholderCall, data: TemplateData) -> list[Value]:
    """Return what a placeholder stands for, unit by unit; figures have equal decimals, for they may form a column."""
    values = [call.value(data, unit) for unit in data.units]
    exact = [value for value in values if isinstance(value, Decimal | Fraction)]
    if call.placeholder is PERCENT:
        shown: Iterator[str] = (percent_text(value) if isinstance(value, Decimal) else figure(value) for value in exact)
    else:
        shown = iter(padded(exact, fraction_decimals=shown_decimals(data.ranking.rubric)))
    return [_value(value, next(shown) if isinstance(value, Decimal | Fraction) else None) for value in values]


def _value(value: PlaceholderValue, shown: str | None = None) -> Value:
    """Return a value as it is shown, and the exact number where it is one."""
    number = None if value is None or isinstance(value, str) else str(value)
    return plain(shown_text(value) if shown is None else shown), number


def _answer(job: bytes) -> dict[str, Any]:
    """Return what the other process answers; none is left running, however this one ends."""
    # -P: nothing is imported from the working folder, such as a file `json.py` in somebody's campaign.
    command = [sys.executable, "-P", "-c", _PROGRAM, json.dumps(sys.path)]
    try:
        ran = subprocess.run(command, input=job, capture_output=True, check=False, timeout=SECONDS)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise QcdcError(Problem("Q954", {"what": _TOO_LONG})) from None
    except OSError as failure:
        raise QcdcError(Problem("Q956", {"reason": reason(failure)})) from failure
    if ran.returncode == 0:
        answer: dict[str, Any] = json.loads(ran.stdout)
        return answer
    if ran.returncode == OUT_OF_MEMORY or ran.returncode < 0:  # the system ends what goes beyond a bound
        raise QcdcError(Problem("Q954", {"what": _TOO_MUCH if ran.returncode == OUT_OF_MEMORY else _TOO_LONG}))
    raise RuntimeError(ran.stderr.decode(errors="replace"))
