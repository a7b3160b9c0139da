"""What is made as many files in one go, one a cell; named, listed and asked for like a report (exports.offered)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.database import Database
from models.dates import Period


@dataclass(frozen=True)
class FileSet:
    """`key` names it on the command line; `produce` writes the files of a period, of one cell by name or of all.

    There is nothing to preview and no PDF: the files are to be filled in and come back.
    """

    key: str
    title: str
    produce: Callable[[Database, Period | None, Path, str], list[Path]]


def _slips(db: Database, period: Period | None, folder: Path, cell: str) -> list[Path]:
    from exports import slips  # openpyxl comes with it: only when asked for

    return slips.produce(db, period, folder, cell)


FILE_SETS = (FileSet("phieu-excel", "Phiếu điểm danh Excel để chi bộ điền, mỗi chi bộ một tệp", _slips),)
