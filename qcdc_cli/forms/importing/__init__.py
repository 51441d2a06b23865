"""Filled forms and tables into the sheets: compared with them, checked, and only then written."""
