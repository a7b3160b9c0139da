"""Plain files the program carries: icons, official forms, translations, help pages."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """Where a carried file or folder lies; the name is like “icons/users.svg”."""
    return _HERE / name
