"""Writing the members that the table shows into an Excel file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from exports import drafts, files, member_list
from exports.drafts import Draft
from exports.member_list import Line
from models.database import Database
from models.members import MemberRow
from models.progress import Progress


def shown(db: Database, rows: Sequence[MemberRow], on: date) -> Draft[list[Line]]:
    """Return the report of the member list on a day with only these members, in this order."""
    ready = drafts.draft(db, member_list.REPORT, None, on)
    with db.read() as session:
        return replace(ready, data=member_list.lines_of(session, rows, on))


def write(ready: Draft[list[Line]], target: Path, progress: Progress) -> Path:
    """Write the list as .xlsx, replacing a file of that name. Raises KnownError if it cannot be written."""
    workbook = ready.workbook(progress)
    with files.replacing(target, progress) as temporary:
        workbook.save(temporary)
    return target
