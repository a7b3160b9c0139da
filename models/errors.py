"""The one kind of error that is meant for the officer."""

from __future__ import annotations

import sqlite3
from pathlib import Path


class KnownError(Exception):
    """Something the officer can repair: one plain Vietnamese sentence that says what happened and what to do.

    `field` names the attribute the sentence speaks of, so that a form can show it beside the right entry; None when
    it concerns the whole action. Every other exception is a bug.
    """

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class BrokenFile(KnownError):
    """The data file at `path` cannot be read; a backup can be put in its place."""

    def __init__(self, message: str, path: Path) -> None:
        super().__init__(message)
        self.path = path


READ_ONLY = (
    "Tệp dữ liệu chỉ cho đọc nên không ghi được; hãy bỏ dấu “Chỉ đọc” trong Thuộc tính của tệp, mở khóa ghi của USB, "
    "hoặc chép tệp sang ổ khác, rồi mở lại."
)
_NO_DISK = "Không đọc hoặc không ghi được tệp dữ liệu; hãy kiểm tra ổ đĩa hoặc USB chứa tệp rồi làm lại."
_OF_THE_FILE = {
    sqlite3.SQLITE_BUSY: (
        "Một việc khác đang dùng tệp dữ liệu nên việc này chưa làm được, dữ liệu vẫn như trước; "
        "hãy chờ việc kia xong rồi làm lại."
    ),
    sqlite3.SQLITE_FULL: "Ổ đĩa đã đầy nên việc này chưa ghi được; hãy xóa bớt tệp trên ổ đĩa rồi làm lại.",
    sqlite3.SQLITE_IOERR: _NO_DISK,
    sqlite3.SQLITE_CANTOPEN: _NO_DISK,
    sqlite3.SQLITE_READONLY: READ_ONLY,
}


def trouble_with_file(error: BaseException | None) -> KnownError | None:
    """Return what the officer can do about the data file when SQLite could not use it; None for anything else.

    The kind of trouble is the low byte of SQLite's result code (sqlite.org/rescode.html).
    """
    code = getattr(error, "sqlite_errorcode", 0) if isinstance(error, sqlite3.OperationalError) else 0
    sentence = _OF_THE_FILE.get(code & 0xFF)
    return KnownError(sentence) if sentence else None


def places_of(error: BaseException) -> str:
    """The traceback without messages: an exception's text may quote a person's name, its place in the code cannot."""
    import traceback

    lines = [f"{type(error).__module__}.{type(error).__qualname__}"]
    frames = traceback.extract_tb(error.__traceback__)
    lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join(lines)
