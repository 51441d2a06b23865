"""Forms for the units: their content, their looks, their formulas, and what their cells take."""
