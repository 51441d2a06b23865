"""Forms that came back: taken apart by their keys, read cell by cell, and what was done to them told."""
