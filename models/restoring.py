"""Putting a backup in the place of the data file; what stood there is kept."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path

from models.backup import SUFFIX, check, copy_to, drop_old, named
from models.errors import KnownError
from models.opening import inspect_file


def restore(source: Path, target: Path, folder: Path, at: datetime) -> Path | None:
    """Put a backup in the place of the data file, which must not be open; the present file is kept in `folder` first.

    A present file too broken to back up is kept as it is, named “…-hong”. Returns the file kept, None if there was
    nothing to keep. Raises KnownError, the present file untouched, if `source` is not ours, newer or broken.
    """
    if source.is_dir():
        raise KnownError(f"“{source}” là một thư mục; hãy chọn một tệp sao lưu trong đó.")
    if not source.is_file():
        raise KnownError(f"Không thấy tệp sao lưu “{source}”; hãy kiểm tra lại tên tệp và ổ đĩa, USB.")
    if target.exists() and source.samefile(target):
        raise KnownError("Đây chính là tệp dữ liệu đang dùng; hãy chọn một bản sao lưu.")
    inspect_file(source)
    check(source)
    kept: Path | None = None
    if target.exists() and target.stat().st_size:
        try:
            kept = copy_to(target, named(target, folder, at))
        except KnownError:
            kept = _set_aside(target, folder, at)
    journal = target.with_name(f"{target.name}-journal")
    journal.unlink(missing_ok=True)  # it belongs to the old file; SQLite would undo it into the restored one
    copy_to(source, target)
    drop_old(target, folder, at)  # only now: the oldest backup may be the one that was asked for
    return kept


def _set_aside(broken: Path, folder: Path, at: datetime) -> Path:
    kept = folder / f"{broken.stem}-{at:%Y%m%d-%H%M%S}-hong{SUFFIX}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(broken, kept)
    except OSError as error:
        raise KnownError(
            f"Không giữ lại được tệp hiện nay vào “{folder}” nên chưa khôi phục gì; "
            "hãy xóa bớt tệp trên ổ đĩa, xem lại quyền ghi rồi làm lại."
        ) from error
    return kept
