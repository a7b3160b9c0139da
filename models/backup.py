"""Verified copies of the data file (style.md 2): never a plain file copy of live data."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.errors import KnownError

KEEP = 30
SUFFIX = ".db"


def folder_of(path: Path) -> Path:
    """Return where the backups of a data file go by themselves: beside it."""
    return path.parent / "sao-luu"


@dataclass(frozen=True)
class BackupRow:
    """A backup file: where, when it was made, its size in bytes."""

    path: Path
    at: datetime
    size: int


def uri_of(path: Path, mode: str) -> str:
    """Return a data file's address for SQLite, opened as `mode` says.

    SQLite takes no server's name where a URI has it, so that of a shared folder (//may-chu/chung/so.db) goes into the
    path (sqlite.org/uri.html).
    """
    found = path.absolute().as_uri()
    if not found.startswith("file:///"):
        found = found.replace("file://", "file:////", 1)
    return f"{found}?mode={mode}"


def copy_to(source: Path, target: Path) -> Path:
    """Copy a data file while it may be in use, check the copy's integrity, and return its path.

    Raises KnownError if the target cannot be written, is in use, or the copy does not verify; nothing half-made stays.
    """
    partial = target.with_name(f"~{target.name}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # “rw”, or SQLite would make an empty file of a source that has gone
        with (
            closing(sqlite3.connect(uri_of(source, "rw"), uri=True)) as live,
            closing(sqlite3.connect(partial)) as copy,
        ):
            live.backup(copy)
        check(partial)
        _put(partial, target)
    except (OSError, sqlite3.Error) as error:
        raise KnownError(f"Không sao lưu được vào “{target.parent}”; hãy chọn thư mục khác hoặc ổ khác.") from error
    finally:
        with suppress(OSError):  # the stick may be gone, and with it what was half made
            partial.unlink(missing_ok=True)
            partial.with_name(f"{partial.name}-journal").unlink(missing_ok=True)
    return target


def _put(made: Path, target: Path) -> None:
    try:
        made.replace(target)
    except PermissionError as error:  # Windows lets nobody replace what a program holds open
        if not target.is_file():
            raise
        raise KnownError(
            f"Tệp “{target.name}” đang được chương trình khác mở nên chưa thay được, tệp vẫn như cũ; "
            "hãy đóng chương trình đó rồi làm lại."
        ) from error


def check(path: Path) -> None:
    """Raise KnownError unless the file is a sound SQLite database."""
    try:
        with closing(sqlite3.connect(uri_of(path, "ro"), uri=True)) as link:
            answer = link.execute("PRAGMA integrity_check(1)").fetchone()
    except sqlite3.Error as error:
        raise KnownError(f"Tệp “{path.name}” bị hỏng hoặc không phải tệp dữ liệu.") from error
    if answer != ("ok",):
        raise KnownError(f"Tệp “{path.name}” bị hỏng; hãy dùng bản sao lưu khác.")


def backup(path: Path, folder: Path, at: datetime) -> Path:
    """Make a backup named after the file and the moment in `folder`; keep the newest 30. Return its path."""
    made = copy_to(path, named(path, folder, at))
    drop_old(path, folder, at)
    return made


def named(path: Path, folder: Path, at: datetime) -> Path:
    """Return where the backup of a file at a moment stands."""
    return folder / f"{path.stem}-{at:%Y%m%d-%H%M%S}{SUFFIX}"


def drop_old(path: Path, folder: Path, at: datetime) -> None:
    """Keep the newest; one dated after this moment was made before the clock was put right, or back, so it is old."""
    made = sorted(backups(folder, path.stem), key=lambda row: (row.at <= at, row.at), reverse=True)
    for old in made[KEEP:]:
        with suppress(OSError):  # open elsewhere, or the stick is locked: the next backup tries again
            old.path.unlink(missing_ok=True)


def backups(folder: Path, stem: str) -> list[BackupRow]:
    """Return the backups of a data file in a folder, newest first."""
    if not folder.is_dir():
        return []
    found: list[BackupRow] = []
    for path in folder.iterdir():
        at = _made_at(path, stem) if path.suffix == SUFFIX and path.stem.startswith(f"{stem}-") else None
        if at is not None:  # else a copy made before an upgrade, or somebody else's file
            found.append(BackupRow(path, at, path.stat().st_size))
    return sorted(found, key=lambda row: row.at, reverse=True)


def row_of(path: Path) -> BackupRow:
    """Return any file as a backup: made when its name says, else when it was last changed."""
    facts = path.stat()
    at = _made_at(path, path.stem[: -len("-20261122-120000")])
    return BackupRow(path, at or datetime.fromtimestamp(facts.st_mtime), facts.st_size)


def _made_at(path: Path, stem: str) -> datetime | None:
    try:
        return datetime.strptime(path.stem.removeprefix(f"{stem}-"), "%Y%m%d-%H%M%S")
    except ValueError:
        return None
