"""An office's own Word file with placeholders, filled."""
