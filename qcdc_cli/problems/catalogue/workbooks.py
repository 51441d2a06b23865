"""Q7: how workbooks and tables are read, from Q701 on."""

from qcdc_cli.problems.entry import Entry

ENTRIES: dict[str, Entry] = {}
