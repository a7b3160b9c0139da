"""Forms of the superior learned by the officer: opened as they came, filled where they were bound, else untouched.

`template` is a form with what its cells are bound to (`bound`); `filling` tells the values, `fill` writes them, `forms`
makes a report of it. `xml` is the file it came as, `calc` its formulas, `reading` what its words speak of, and `checks`
what is said of it before it is sent.
"""
