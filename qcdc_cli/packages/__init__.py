"""Zip packages of files: the same files are written as the same bytes; what others made is read within bounds."""
