"""A scale that exists as a table, into a first rubric with a `# ?` wherever a person must decide.

The way of a table: `table` finds its header, `columns` what its columns hold, `table_end` where it ends, by the words
that `words` knows; `rows` reads each row, with `points` and `numbering`; `tree` finds its level and puts it there;
`reading` parts bonus and penalties from the rest and checks the total; `rubric_text` writes the rubric, with what
`questions` asks and proposes.
"""
