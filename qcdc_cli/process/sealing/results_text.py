"""What is sealed of a bloc's results: a text of lines that any program can make, and that two programs can compare.

A line says what one thing is: `UNIT`, `UNIT/ID` of a criterion or group, or `(bloc)`; then, each behind a tab, fields
as `name=value` in the order of their names. Lines are ordered by their bytes, and each ends with a line feed. Figures
are decimals as `language.figures.digits` writes them, `n/d` where no decimal equals one; there is no float anywhere. It
is the same whatever the language of the run.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from qcdc_cli.campaign.campaign import Campaign
from qcdc_cli.campaign.marks import StageReading, State
from qcdc_cli.language.figures import Exact, digits
from qcdc_cli.scoring.combining import as_decimal
from qcdc_cli.scoring.result import CriterionResult, GroupResult, Ranking, Standing, groups_among

BLOC = "(bloc)"  # no id has brackets
MARK = "mark."  # how the names of the fields begin that say what each stage marked
Fields = Mapping[str, str]
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


class ResultDifference(NamedTuple):
    """A field in which two results differ.

    Attributes:
        line: the line's key: `(bloc)`, a unit's id, or `UNIT/ID`.
        field: the field's name; "" where the whole line is in one of them only.
        before: its value in the first, escaped as it stands there; None where it has none.
        after: its value in the second, likewise.
    """

    line: str
    field: str
    before: str | None
    after: str | None

    @property
    def unit(self) -> str:
        """The id of the unit that it is about; "" for the bloc."""
        return "" if self.line == BLOC else self.line.partition("/")[0]

    @property
    def node(self) -> str:
        """The id of the criterion or group that it is about; "" for a unit as a whole, and the bloc."""
        return self.line.partition("/")[2]


def results_text(ranking: Ranking) -> str:
    """Return what is sealed of a bloc's results.

    Args:
        ranking: the bloc's ranking, as of the campaign's last stage.
    """
    lines = [_line(BLOC, _of_bloc(ranking))]
    for standing in ranking.standings:
        unit = standing.result.unit
        lines.append(_line(unit, _of_unit(standing, ranking)))
        lines += (_line(f"{unit}/{part.node.id}", _of_group(part)) for part in groups_among(standing.result.parts))
        lines += (
            _line(f"{unit}/{one.criterion.id}", _of_criterion(one, ranking.campaign))
            for one in standing.result.criteria
        )
    return "".join(sorted(lines, key=str.encode))


def digest_of_results(text: str) -> str:
    """Return the SHA-256 digest of what is sealed of a bloc's results."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_results(text: str) -> dict[str, Fields]:
    """Read such a text: the fields of each line, by the line's key; what is no field of the form is left out."""
    found: dict[str, Fields] = {}
    for line in filter(None, text.split("\n")):  # `splitlines` breaks lines at more than line feeds
        key, *fields = line.split("\t")
        found[key] = {name: value for name, is_field, value in (field.partition("=") for field in fields) if is_field}
    return found


def result_differences(before: str, after: str) -> Iterator[ResultDifference]:
    """Yield the fields in which two such texts differ, line by line; a line that one of them lacks once."""
    if before == after:
        return
    first, second = read_results(before), read_results(after)
    for key in sorted({*first, *second}):
        own, other = first.get(key), second.get(key)
        if own is None or other is None:
            yield ResultDifference(key, "", None if own is None else key, None if other is None else key)
            continue
        for name in sorted({*own, *other}):
            if own.get(name) != other.get(name):
                yield ResultDifference(key, name, own.get(name), other.get(name))


def _line(key: str, fields: Fields) -> str:
    return "\t".join([key, *(f"{name}={value.translate(_ESCAPES)}" for name, value in sorted(fields.items()))]) + "\n"


def _exact(number: Exact) -> str:
    decimal = as_decimal(number)
    return digits(decimal) if isinstance(decimal, Decimal) else f"{decimal.numerator}/{decimal.denominator}"


def _yes(value: object) -> str:
    return "yes" if value else "no"


def _of_bloc(ranking: Ranking) -> Fields:
    return {
        "id": ranking.bloc_id,
        "period": ranking.period,
        "provisional": _yes(ranking.provisional),
        "rubric": ranking.rubric.rubric,
        "stage": ranking.campaign.stages[ranking.reached].id,
        "undecided": _yes(ranking.undecided),
        "units": str(len(ranking.standings)),
    }


def _of_unit(standing: Standing, ranking: Ranking) -> Fields:
    result = standing.result
    fields = {
        "name": ranking.campaign.unit_name(result.unit),
        "points": _exact(result.points) if result.counts else "",
        "max": _exact(result.maximum),
        "rank": "" if standing.rank is None else str(standing.rank),
        "class": "" if standing.classified is None else standing.classified.id,
        "awards": _joined(award.id for award in standing.awards),
        "disqualifiers": _joined(sorted(result.disqualifiers)),
        "provisional": _yes(result.provisional),
    }
    return fields if standing.unranked is None else {**fields, "unranked": standing.unranked.value}


def _of_group(part: GroupResult) -> Fields:
    return {"points": _exact(part.points) if part.counts else "", "max": _exact(part.maximum)}


def _of_criterion(one: CriterionResult, campaign: Campaign) -> Fields:
    fields = {
        "state": one.state.value,
        "points": _exact(one.points) if one.counts else "",
        "max": _exact(one.maximum),
        "evidence": str(len(one.marked.evidence)),
    }
    for reading in one.marked.readings:
        stage = campaign.stages[reading.stage].id
        fields[MARK + stage + (f".appeal.{reading.appeal.number + 1}" if reading.appeal else "")] = _said(reading, one)
    return fields


def _said(reading: StageReading, one: CriterionResult) -> str:
    """Return what a stage said: a mark as its kind writes it into a sheet, or the state."""
    if reading.state is not State.GIVEN:
        return f"({reading.state.value})"
    if isinstance(reading.reading, bool):
        return _yes(reading.reading)
    return _joined(one.criterion.kind.form_parts(reading.reading))


def _joined(texts: Iterable[str]) -> str:
    return ", ".join(texts)
