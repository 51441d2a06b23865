"""What the program and the process that fills a template agree on."""

UNIT, ALL = "u", "units"  # the unit at hand, and all of them
FILTERS = ("upper", "lower", "capitalize", "trim")  # of Jinja
COMPARABLE = "comparable"  # a filter of our own, which no template can name
LOOP = ("index", "index0", "revindex", "revindex0", "first", "last", "length")  # what may be asked of a loop
# What stands for braces that are text while a part is filled; no XML can hold it.
OPEN, CLOSE = "\ufffe(", "\ufffe)"
OUT_OF_MEMORY = 3  # the status with which the process ends
