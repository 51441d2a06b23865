"""A scale that exists as a table, into a first rubric with marks where a person must decide."""
