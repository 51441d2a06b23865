"""Q7: forms that come back, from Q721 on."""

from qcdc_cli.problems.entry import Entry

ENTRIES: dict[str, Entry] = {}
