"""Workbooks, whatever their content: how they are written, and how other people's are read safely."""
