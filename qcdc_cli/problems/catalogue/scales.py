"""Q7: scales that begin as an Excel table, from Q751 on."""

from qcdc_cli.problems.entry import Entry

ENTRIES: dict[str, Entry] = {}
