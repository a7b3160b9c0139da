"""Putting a file where the officer wants it: whole, or not at all."""

from __future__ import annotations

import errno
import re
import warnings
from collections.abc import Generator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import KnownError
from models.progress import SILENT, Progress
from models.text import clean

if TYPE_CHECKING:
    from openpyxl import Workbook


_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
_DEVICE = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(?=$|\.)", re.IGNORECASE)  # Windows' own, with any ending


def file_word(text: str) -> str:
    """Return a text as part of a file name, on any disk: what it does not take becomes a blank, “Con” is “Con_”."""
    return _DEVICE.sub(r"\1_", clean(_NOT_IN_A_NAME.sub(" ", text))[:80].rstrip(". "), count=1)


def beside(target: Path) -> Path:
    """Return the text file that says, beside a form whose notes cannot be in it, which numbers are by hand."""
    return target.with_name(f"{target.stem} – số sửa tay.txt")


@contextmanager
def replacing(target: Path, progress: Progress = SILENT) -> Generator[Path]:
    """Give a temporary name beside `target`, and put what was written there in its place when all went well.

    Whatever goes wrong, or when `progress` says stop, the temporary file is removed and an older `target` stays as it
    was. Raises KnownError if the folder cannot be written, the disk is full or the target is open elsewhere.
    """
    temporary = target.with_name(f"~{target.name}")
    try:
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary.touch()
            yield temporary
        except PermissionError as error:
            raise KnownError(f"Không được ghi vào thư mục “{target.parent}”; hãy chọn thư mục khác.") from error
        except OSError as error:
            raise KnownError(_why(error, target)) from error
        progress.step(0, 0)
        try:
            temporary.replace(target)
        except PermissionError as error:
            if target.is_dir():  # which Windows refuses as it refuses a file in use
                raise KnownError(_why(IsADirectoryError(errno.EISDIR, ""), target)) from error
            raise KnownError(f"Tệp “{target.name}” đang mở. Hãy đóng Excel rồi thử lại.") from error
        except OSError as error:
            raise KnownError(_why(error, target)) from error
    finally:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)


def _why(error: OSError, target: Path) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Ổ đĩa đã đầy; hãy xóa bớt tệp hoặc chọn nơi lưu khác."
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return f"Không được ghi vào thư mục “{target.parent}”; hãy chọn thư mục khác."
    if error.errno == errno.EISDIR:
        return f"“{target}” là một thư mục; hãy chọn nơi lưu khác."
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return f"“{target.parent}” không phải thư mục; hãy chọn một thư mục để lưu vào."
    return f"Không ghi được tệp “{target}”; hãy kiểm tra ổ đĩa, USB rồi thử lại."


def to_bytes(workbook: Workbook) -> bytes:
    """Return a workbook as its file will be."""
    from exports import saving

    return saving.to_bytes(workbook)


def from_bytes(content: bytes, *, with_results: bool = False) -> Workbook:
    """Return the workbook of a file's content; `with_results` with what its formulas came to instead of their text.

    What openpyxl does not know of a file that came from elsewhere is no matter: such a workbook is only looked at.
    """
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="openpyxl")
        return load_workbook(BytesIO(content), data_only=with_results)


def reread(workbook: Workbook) -> Workbook:
    """Return a workbook as it will be read from its file."""
    return from_bytes(to_bytes(workbook))
