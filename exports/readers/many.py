"""Many files at a time: the slips that cells sent back, each file that is none a problem of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from exports.readers import files, slips
from exports.readers.recognise import read_file
from models import list_files
from models.errors import KnownError
from models.outline import AS_FOUND, ReadingChoices, UnknownList
from models.progress import SILENT, Progress
from models.records import Problem, Reading, SlipRecord


def in_folder(folder: Path) -> list[Path]:
    """Return the workbooks that lie in a folder, without those Excel has open. Raises KnownError."""
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in list_files.WORKBOOKS and path.is_file()]
    except OSError:
        raise KnownError(f"Không mở được thư mục “{folder.name}”; hãy kiểm tra USB, quyền mở.") from None
    return sorted(path for path in found if not path.name.startswith(("~", ".")))


def read_files(
    paths: Sequence[Path], on: date, progress: Progress = SILENT, choices: ReadingChoices = AS_FOUND
) -> Reading:
    """Read one file of any kind, or many slips; of these every file that is none is a problem, the others are read.

    Raises KnownError for a single file that cannot be read, and where there is no file.
    """
    if not paths:
        raise KnownError("Không có tệp Excel nào để nhập; hãy chọn lại.")
    if len(paths) == 1:
        return read_file(paths[0], on, progress, choices)
    records: list[SlipRecord] = []
    problems: list[Problem] = []
    for number, path in enumerate(paths):
        progress.step(number, len(paths), f"Đọc tệp “{path.name}”")
        try:
            reading = read_file(path, on, choices=choices)
        except UnknownList:
            text = "Tệp không phải phiếu điểm danh do chương trình xuất."
            problems.append(_about(path, text, "Bỏ tệp này ra, hoặc nhập riêng nó."))
            continue
        except KnownError as error:
            problems.append(_about(path, str(error), ""))
            continue
        if reading.layout != slips.KEY:
            problems.append(_about(path, f"Tệp là {reading.title.lower()}, không phải phiếu.", "Nhập riêng tệp này."))
            continue
        for one in reading.records:
            if isinstance(one, SlipRecord):
                named = tuple(replace(problem, sheet=path.name) for problem in one.problems)
                records.append(replace(one, sheet=path.name, problems=named))
    title = f"{len(paths)} phiếu điểm danh"
    return Reading(
        title, _fingerprint(paths), slips.KEY, slips.TITLE, tuple(records), tuple(problems), writes=slips.WRITES
    )


def check_all_unchanged(paths: Sequence[Path], sha256: str) -> None:
    """Raise FileChanged if files are no longer what `read_files` read from them."""
    if len(paths) == 1:
        files.check_unchanged(paths[0], sha256)
    elif _fingerprint(paths) != sha256:
        raise files.FileChanged("Có phiếu đã được sửa, xóa sau khi xem trước; chưa ghi gì, hãy đọc lại rồi nhập.")


def _fingerprint(paths: Sequence[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        try:
            content = path.read_bytes()
        except OSError:
            content = b""  # the reading says so
        whole.update(hashlib.sha256(content).digest())
    return whole.hexdigest()


def _about(path: Path, reason: str, repair: str) -> Problem:
    return Problem(path.name, None, None, "Tệp", path.name, reason, repair)
