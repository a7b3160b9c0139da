"""Forms of the superior learned by the officer: opened as they came, filled where they were bound, else untouched."""
