"""Refused files as they go back: faults marked red at their cells, with notes, and listed on a worksheet in front."""
