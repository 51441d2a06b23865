"""Lists as JSON: an object per row, by the columns' keys."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from qcdc_cli.render.json.parts import Object, json_number, seals
from qcdc_cli.render.lists import List, Value
from qcdc_cli.render.report import ListReport


def lists_object(report: ListReport) -> Object:
    """Return lists with the period that they are of and what is told besides; days are written as 2020-06-30."""
    about: Object = {} if report.campaign is None else {"campaign": report.campaign.campaign}
    about |= {"period": report.period} if report.period else {}
    warnings = [line for one in report.lists for line in one.warnings]
    lists: Object = {one.key: _rows(one) for one in report.lists}
    facts: Object = {name: _plain(value) for name, value in report.facts.items()}
    sealed = seals(report.seals)
    return {**about, **sealed, **facts, "warnings": warnings, **lists}


def _rows(one: List) -> Iterator[Object]:
    keys = [column.key.split("/") for column in one.columns]
    for values in zip(*(column.values for column in one.columns), strict=True):
        row: Object = {}
        for (*above, key), value in zip(keys, values, strict=True):
            inner = row
            for name in above:
                inner = inner.setdefault(name, {})
            inner[key] = _plain(value)
        yield row


def _plain(value: Value) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return json_number(value) if isinstance(value, Decimal | Fraction) else value
