"""Excel out to the units and back: forms to fill in, tables to import, scales to begin from."""
