"""Files that came back: forms known by their keys, tables by their headings, both read cell by cell."""
