"""What a result says once more in a spreadsheet's formulas."""
