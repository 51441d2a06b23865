"""The public page of a report, in one file."""
