"""How the files end in which lists come: for the reader, for the choosers of files and for what these say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods")
LISTS: Final = (*WORKBOOKS, ".csv", ".txt", ".tsv")
"""Workbooks, and tables kept as text; what a file is, the reader judges by its content."""


def pattern(endings: Iterable[str]) -> str:
    """Return endings as a chooser of files wants them: “*.xlsx *.xls”."""
    return " ".join(f"*{ending}" for ending in endings)
