"""The version of the program; pyproject.toml says the same."""

PROGRAM_VERSION = "0.1.0"
