"""Workbooks and tables that people send back, read within bounds and without believing them."""
