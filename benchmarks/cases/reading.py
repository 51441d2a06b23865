"""Growth of what files are read with: YAML, sheets, workbooks, and the problems found in them."""
