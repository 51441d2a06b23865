"""Workbooks themselves, whatever stands in them: how they are written, and how other people's are read safely."""
