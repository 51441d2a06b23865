"""An entry of the catalogue: what a code means, how bad it is and what to do."""

from dataclasses import dataclass
from enum import Enum

from qcdc_cli.language import Text


class Severity(Enum):
    """An error stops ranking and exporting; a warning is told, and stops them only with --strict."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Entry:
    """What the catalogue says about one code.

    Attributes:
        severity: error or warning.
        sentence: one sentence naming the fault; `{name}` parts are filled in by the problem.
        fix: one sentence saying what to do.
        why: why qcdc refuses or warns, and an example; shown by `qcdc check --explain CODE`.
    """

    severity: Severity
    sentence: Text
    fix: Text
    why: Text


def error(sentence: str, sentence_en: str, fix: str, fix_en: str, why: str, why_en: str) -> Entry:
    """Return an entry for a problem over which nothing is computed; each text in Vietnamese, then in English."""
    return Entry(Severity.ERROR, Text(sentence, sentence_en), Text(fix, fix_en), Text(why, why_en))


def warning(sentence: str, sentence_en: str, fix: str, fix_en: str, why: str, why_en: str) -> Entry:
    """Return an entry for something that results are computed over, but that people must see; texts as for `error`."""
    return Entry(Severity.WARNING, Text(sentence, sentence_en), Text(fix, fix_en), Text(why, why_en))
