"""Official papers and lists as Word documents (.docx)."""
