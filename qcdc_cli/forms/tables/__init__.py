"""Tables and CSV files that a secretary keeps, read by their headings."""
