"""Q8: who checks whom, and two checkers of one mark, Q840 to Q859."""

from qcdc_cli.problems.catalogue import Entry

ENTRIES: dict[str, Entry] = {}
