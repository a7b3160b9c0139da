"""Forms of the superior learned by the officer: opened as they came, filled where they were bound, else untouched.

`template` is a form with what its cells are bound to (`bound`), `filling` and `fill` fill it, `forms` makes it a report.
`xml` is the file it came as, `calc` its formulas, `reading` what its words speak of, `checks` what is said before it is
sent.
"""
