"""Q8: the evidence file and the packages it is sent in, Q800 to Q839."""

from qcdc_cli.problems.catalogue import Entry

ENTRIES: dict[str, Entry] = {}
