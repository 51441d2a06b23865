"""The cases whose growth is measured: each builds an input of a size, and says which command is run on it."""

from cases import outputs, process, reading, scoring
from cases.case import CASES, Case

__all__ = ["CASES", "Case", "outputs", "process", "reading", "scoring"]
