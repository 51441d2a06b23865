"""Q8: progress, records of imports, appeals, meetings, comparison of periods, from Q860 on."""

from qcdc_cli.problems.catalogue import Entry

ENTRIES: dict[str, Entry] = {}
