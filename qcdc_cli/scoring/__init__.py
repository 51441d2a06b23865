"""Marks into points, totals, ranks and classes. Pure: knows no files and no screens."""
