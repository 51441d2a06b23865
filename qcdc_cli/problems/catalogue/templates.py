"""Q7: a bloc's own layout to fill in, from Q761 on."""

from qcdc_cli.problems.entry import Entry

ENTRIES: dict[str, Entry] = {}
