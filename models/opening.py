"""Opening a data file: is it ours, is it sound, is nobody else in it."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.exc import DatabaseError, OperationalError

from models.backup import backups as made_before
from models.backup import folder_of
from models.database import APPLICATION_ID, Clock, Database
from models.errors import BrokenFile, KnownError
from models.migrations import migrate, refuse_newer

_MAGIC = b"SQLite format 3\x00"
_EMPTIED = (
    "Tệp “{name}” không còn chữ nào, có thể do USB bị rút hoặc ổ đĩa hỏng; hãy khôi phục từ bản sao lưu. "
    "Nếu muốn lập sổ mới thì xóa tệp trống này rồi mở lại."
)
_HEAD = 100
"""Bytes of the file's head: count of changes at 24, user_version at 60, application_id at 68 (SQLite's fileformat2)."""


def open_database(
    path: Path,
    *,
    backups: Path | None = None,
    user: str = "",
    clock: Clock = datetime.now,
    sealed: str = "",
) -> Database:
    """Open a data file, making a new one if there is none, and bring it to today's schema.

    `backups` receives the copy made before an upgrade (default: the folder “sao-luu” beside the file). A file under
    the seal that it was found sound with is not looked through again.
    Raises KnownError, the file untouched, if it is a folder, not ours, newer than the program, or broken (BrokenFile).
    """
    if path.is_dir():
        raise KnownError(f"“{path}” là một thư mục; hãy chọn một tệp dữ liệu.")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size:
            _refuse_foreign(path)
        elif path.exists() and made_before(backups or folder_of(path), path.stem):
            raise BrokenFile(_EMPTIED.format(name=path.name), path)
    except OSError as error:
        raise KnownError(f"Không mở được “{path}”; hãy kiểm tra ổ đĩa và quyền ghi.") from error
    db = Database(path, user=user, clock=clock)
    try:
        if not sealed or sealed != seal(path, clock().date()):
            _refuse_unsound(db)
        migrate(db, backups or folder_of(path))
        db.mark_start()
    except OperationalError as error:
        db.close()
        raise KnownError(
            f"Không đọc hoặc không ghi được tệp dữ liệu “{path.name}”: "
            "hãy kiểm tra ổ đĩa, quyền ghi, và chương trình khác đang mở tệp."
        ) from error
    except DatabaseError as error:
        db.close()
        raise _broken(path) from error
    except KnownError:
        db.close()
        raise
    return db


def seal(path: Path, on: date) -> str:
    """Return what tells on day `on` whether a file is still as it was when it was found sound.

    To look through a big file takes longer than to open it. Each week has other seals: disks fail by themselves.
    """
    try:
        seen = path.stat()
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return ""
    year, week, _day = on.isocalendar()
    return f"{path.absolute()} {seen.st_size} {seen.st_mtime_ns} {head[24:28].hex()} {year}-{week}"


def inspect_file(path: Path) -> None:
    """Raise KnownError unless the file is a sound data file of this program, not made by a newer version."""
    _refuse_foreign(path)
    db = Database(path)
    try:
        _refuse_unsound(db)
    except DatabaseError as error:
        raise _broken(path) from error
    finally:
        db.close()


def _refuse_foreign(path: Path) -> None:
    """Raise KnownError for a file that is not ours or newer.

    Whose file it is stands in its first bytes; only one of ours is given to SQLite, which first takes back what a
    power cut left half written.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.startswith(_MAGIC) or len(head) < _HEAD:
        raise KnownError(f"“{path.name}” không phải tệp dữ liệu của Sổ Chi Bộ; hãy chọn tệp khác. Tệp không bị sửa.")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise KnownError(f"“{path.name}” là dữ liệu của chương trình khác; hãy chọn tệp khác. Tệp không bị sửa.")
    refuse_newer(int.from_bytes(head[60:64], "big"))


def _refuse_unsound(db: Database) -> None:
    """Raise BrokenFile for a file that SQLite finds damaged; the pages it reads stay at hand for what comes next."""
    with db.engine.connect() as link:
        if link.exec_driver_sql("PRAGMA quick_check(1)").scalar_one() != "ok":
            raise _broken(db.path)


def _broken(path: Path) -> BrokenFile:
    return BrokenFile(f"Tệp “{path.name}” bị hỏng; hãy khôi phục từ bản sao lưu. Tệp không bị sửa.", path)


def lock(path: Path) -> sqlite3.Connection:
    """Take the file for this program alone; raise KnownError if another one holds it. Released at exit or crash.

    Beside it lies an empty “….lock” that SQLite locks, as it locks data files on every system. Keep what is returned.
    """
    try:
        return _held(path.with_name(f"{path.name}.lock"))
    except sqlite3.Error as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            raise KnownError(
                f"Tệp dữ liệu “{path.name}” đang mở trong một cửa sổ Sổ Chi Bộ khác; hãy đóng cửa sổ đó rồi thử lại."
            ) from error
        raise KnownError(
            f"Không ghi được vào thư mục “{path.parent}”; hãy mở khóa ghi của USB, hoặc chép tệp sang chỗ khác."
        ) from error


def _held(path: Path) -> sqlite3.Connection:
    link = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        link.execute("PRAGMA journal_mode = OFF").close()  # nothing is written: no journal beside it either
        link.execute("BEGIN EXCLUSIVE").close()
    except sqlite3.Error:
        link.close()
        raise
    return link
