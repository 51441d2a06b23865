"""Official papers and lists as PDF."""
