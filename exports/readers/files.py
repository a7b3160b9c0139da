"""The bytes of an input file, and a plain sentence when it cannot be a workbook."""

from __future__ import annotations

import hashlib
import importlib
import re
import zipfile
import zlib
from contextlib import suppress
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, Final

from exports.readers import plain_text
from models.errors import KnownError

MAX_BYTES: Final = 100_000_000
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PACKED: Final = (_ZIP, _OLE)
"""How every workbook begins that is not kept as text."""
_SAVED: Final = re.compile(rb"<dcterms:modified[^>]*>([^<]+)<")
_PASSWORD: Final = (
    "Tệp “{name}” có mật khẩu; hãy mở bằng Excel, bỏ mật khẩu (Tệp → Thông tin → Bảo vệ), lưu rồi nhập lại."
)
_DAMAGED: Final = "Tệp “{name}” bị hỏng hoặc chép chưa hết; hãy chép lại từ nơi gửi rồi nhập lại."
_SAVE_AS: Final = "hãy mở bằng Excel, lưu thành “Sổ làm việc Excel (.xlsx)” rồi nhập lại."


class FileChanged(KnownError):
    """The file is not what was looked at: nothing is done with it."""


def load(path: Path) -> bytes:
    """Return the content of a workbook file (see `models.list_files`), judged by content, not by name.

    Raises KnownError for a file that is missing, locked, empty, too big, damaged, protected or not a workbook.
    """
    name = path.name
    if name.startswith("~$"):
        raise KnownError(f"“{name}” là tệp tạm của Excel; hãy đóng Excel rồi chọn tệp “{name[2:]}”.")
    try:
        if path.is_dir():
            raise KnownError(f"“{name}” là thư mục; hãy chọn một tệp Excel (.xlsx hoặc .xls) ở trong đó.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise KnownError(f"Tệp “{name}” lớn quá {MAX_BYTES // 1_000_000} MB; hãy chia nhỏ rồi nhập từng tệp.")
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise KnownError(f"Không tìm thấy tệp “{name}”; hãy kiểm tra lại tên tệp và thư mục.") from None
    except PermissionError:
        raise KnownError(f"Tệp “{name}” đang mở hoặc bị khóa; hãy đóng Excel rồi thử lại.") from None
    except (OSError, ValueError):  # ValueError: a name with a NUL character
        raise KnownError(f"Không đọc được tệp “{name}”; hãy chép tệp vào máy này rồi nhập lại.") from None
    if not content:
        raise KnownError(f"Tệp “{name}” trống, không có nội dung nào; hãy xin lại tệp từ nơi gửi.")
    _check_kind(name, content)
    return content


def check_unchanged(path: Path, sha256: str) -> None:
    """Raise FileChanged if a file is no longer what was read from it (`sha256`), or is not there any more."""
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        raise FileChanged(
            f"Không còn đọc được tệp “{path.name}” (đã xóa, đổi chỗ hoặc rút USB); chưa ghi gì, hãy tìm lại tệp."
        ) from None
    if found != sha256:
        raise FileChanged(f"Tệp “{path.name}” đã được sửa sau khi xem trước; chưa ghi gì, hãy đọc lại tệp rồi nhập.")


def damaged(name: str) -> KnownError:
    """Return the error for a workbook that starts well but cannot be read through."""
    return KnownError(_DAMAGED.format(name=name))


def protected(name: str) -> KnownError:
    """Return the error for a workbook that wants a password."""
    return KnownError(_PASSWORD.format(name=name))


def unreadable(name: str, content: bytes) -> KnownError:
    """Return the error for a workbook the fast reader gave up on, which cannot tell a password from damage."""
    return protected(name) if _has_password(content) else damaged(name)


def saved_on(content: bytes) -> date | None:
    """Return the day, on this machine's clock, on which a workbook says it was last saved; None where it does not."""
    if not content.startswith(_ZIP):
        return None
    with suppress(zipfile.BadZipFile, KeyError, OSError, RuntimeError, zlib.error, ValueError, OverflowError):
        told = _SAVED.search(zipfile.ZipFile(BytesIO(content)).read("docProps/core.xml"))
        return datetime.fromisoformat(told[1].decode("ascii")).astimezone().date() if told else None
    return None


def _has_password(content: bytes) -> bool:
    if content.startswith(_OLE):
        xlrd: Any = importlib.import_module("xlrd")  # loaded for such a file alone; it comes without types
        try:
            xlrd.open_workbook(file_contents=content, on_demand=True, logfile=StringIO())
        except Exception as error:  # on a broken file it raises whatever it stumbles over
            return "encrypt" in str(error).lower()
        return False
    with suppress(zipfile.BadZipFile, KeyError, OSError, RuntimeError, zlib.error):
        return b"encryption-data" in zipfile.ZipFile(BytesIO(content)).read("META-INF/manifest.xml")
    return False


def _check_kind(name: str, content: bytes) -> None:
    if content.startswith(_ZIP):
        _check_zip(name, content)
    elif content.startswith(_OLE):
        _check_ole(name, content)
    elif not plain_text.is_list(content):
        raise KnownError(f"Tệp “{name}” {_what_it_is(content)}; {_SAVE_AS}")


def _check_zip(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.namelist()
            unpacked = sum(part.file_size for part in package.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise damaged(name) from None
    if unpacked > 20 * MAX_BYTES:
        raise KnownError(f"Tệp “{name}” phình ra quá lớn khi mở; hãy chép bảng sang tệp mới rồi nhập lại.")
    if any(part.startswith("word/") for part in parts):
        raise KnownError(f"Tệp “{name}” là văn bản Word; hãy chép bảng sang Excel, lưu thành .xlsx rồi nhập lại.")
    if any(part.startswith("ppt/") for part in parts):
        raise KnownError(f"Tệp “{name}” là bản trình chiếu; hãy chép bảng sang Excel, lưu thành .xlsx rồi nhập lại.")
    if "bindings.json" in parts:
        raise KnownError(
            f"Tệp “{name}” là mẫu của cấp trên; hãy mở Báo cáo, bấm Mẫu của cấp trên, chọn Nhận mẫu xã khác gửi…"
        )
    if not any(part.startswith("xl/") for part in parts) and "content.xml" not in parts:
        raise KnownError(f"Tệp “{name}” là tệp nén, không phải bảng tính; hãy giải nén rồi chọn tệp Excel ở trong.")


def _check_ole(name: str, content: bytes) -> None:
    def has(stream: str) -> bool:
        return stream.encode("utf-16-le") in content

    if has("EncryptedPackage"):
        raise protected(name)
    if has("WordDocument"):
        raise KnownError(f"Tệp “{name}” là văn bản Word; hãy chép bảng sang Excel, lưu thành .xlsx rồi nhập lại.")
    if not has("Workbook") and not has("Book"):
        raise damaged(name)


def _what_it_is(content: bytes) -> str:
    """Return the end of the sentence “Tệp … là”, from the first bytes."""
    start = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    lower = start[:200].lower()
    if start.startswith(b"%PDF"):
        return "là tệp PDF, không phải bảng tính"
    if lower.startswith((b"<html", b"<!doctype", b"<table", b"<meta", b"<?xml")):
        return "là trang web hoặc XML mang tên Excel"
    if start.startswith(b"{\\rtf"):
        return "là văn bản Word, không phải bảng tính"
    if b"\0" not in start or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "là văn bản thường (.csv, .txt), không phải bảng tính"
    return "không phải bảng tính Excel"
