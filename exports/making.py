"""Writing reports into files: one by its name, or whatever the command line names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from exports import by_hand, files, offered, sent
from exports.drafts import Draft, draft
from exports.file_sets import FILE_SETS
from exports.report import Report
from models import cells
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.progress import SILENT, Progress

if TYPE_CHECKING:
    from exports.pages import Page

Painter = Callable[[Sequence["Page"], Path], None]
Keeper = Callable[[Draft[Any], str, bytes], None]


def produce(
    db: Database,
    key: str,
    period: Period | None,
    on: date,
    folder: Path,
    format: Literal["xlsx", "pdf"] = "xlsx",
    progress: Progress = SILENT,
    paint: Painter | None = None,
    cell: str = "",
    say: Callable[[str], None] | None = None,
) -> Path:
    """Write a report into a folder and return its file, replacing one of the same name; `cell` names the one wanted.

    `say` is told of the numbers in it that were written by hand.

    `paint` draws pages into a PDF file (the window's printing does it) and is needed for format "pdf" only. A report
    that fails or is stopped leaves nothing behind. Raises KnownError in the officer's words.
    """
    progress.step(0, 3, "Đang đọc số liệu")
    report = offered.find(key, db)
    ready = draft(db, report, period, on, _cell(db, report, cell))
    ending = ".pdf" if format == "pdf" else report.ending
    if say is not None:
        for one in ready.placed:
            say(one.finding().text)
    return save(ready, folder / f"{ready.file_name}{ending}", progress, paint, sent.keeper(db))


def _cell(db: Database, report: Report[Any], name: str) -> int | None:
    """Return the cell of that name, with or without “Chi bộ” and accents; None for no name."""
    if not name:
        return None
    if not report.is_by_cell:
        raise KnownError(f"“{report.title}” lập cho mọi chi bộ một lần; hãy bỏ tên chi bộ khỏi lệnh.", "cell")
    with db.read() as session:
        return cells.named(session, name)


def save(
    ready: Draft[Any],
    target: Path,
    progress: Progress = SILENT,
    paint: Painter | None = None,
    keep: Keeper | None = None,
) -> Path:
    """Write a draft as the file `target`, by its ending a workbook or a PDF; see `produce`.

    `keep` is told the file's name and the workbook's bytes once the file is in its place (exports.sent).
    """
    progress.step(1, 3, "Đang lập báo cáo")
    content = ready.content(progress)
    progress.step(2, 3, "Đang ghi tệp")
    if target.suffix.lower() == ".pdf":
        if paint is None:
            raise ValueError("a PDF needs something to paint it")
        drawn = ready.pages_of(content)
        with files.replacing(target, progress) as temporary:
            paint(drawn, temporary)
    else:
        with files.replacing(target, progress) as temporary:
            temporary.write_bytes(content)
        if ready.report.own_file is not None:  # the superior's own file: its notes stand beside it
            by_hand.write_companion(target, ready.report.title, ready.placed)
    if keep is not None:
        try:
            keep(ready, target.name, content)
        except KnownError as error:
            raise KnownError(f"Đã lập tệp “{target.name}” nhưng chưa giữ được bản này trong sổ. {error}") from error
    progress.step(3, 3, "Đã xong")
    return target


def make(
    db: Database,
    key: str,
    period: Period | None,
    on: date,
    folder: Path,
    format: Literal["xlsx", "pdf"] = "xlsx",
    *,
    paint: Painter | None = None,
    cell: str = "",
    say: Callable[[str], None] | None = None,
) -> list[Path]:
    """Make what `key` names, a report or a set of files, and return its files. Raises KnownError."""
    for one in FILE_SETS:
        if one.key == key:
            if format == "pdf":
                raise KnownError(f"“{key}” là phiếu để điền nên chỉ lập bằng Excel; hãy bỏ “{format}”.", "format")
            return one.produce(db, period, folder, cell)
    return [produce(db, key, period, on, folder, format, paint=paint, cell=cell, say=say)]
