"""Workbooks and tables that people send back, read within bounds and without believing them."""

from qcdc_cli.workbook.reading.book import Book, Found, Tab
from qcdc_cli.workbook.reading.opening import read_book, read_delimited

__all__ = ["Book", "Found", "Tab", "read_book", "read_delimited"]
