"""Outputs read back: whether a workbook, a page, a paper or a file for programs is what the campaign gives.

Each kind of file has a reader here that shares nothing with the room of `render` that writes it: what a writer gets
wrong, its own reader would get wrong the same way.
"""
