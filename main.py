"""Sổ Chi Bộ: the window, and the same services on the command line (design.md, contracts).

Exit status: 0 done, 1 refused or findings, 2 wrong usage. Errors are one Vietnamese sentence on standard error.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, Never, TextIO

from models.errors import KnownError, places_of

if TYPE_CHECKING:
    from sqlite3 import Connection

    from models.database import Database
    from models.dates import Period

DONE, REFUSED, WRONG_USAGE = 0, 1, 2
FILE_NAME, LOG_NAME = "so-chi-bo.db", "nhat-ky.log"


class _Help(argparse.HelpFormatter):
    """Lays out the help as argparse does, under Vietnamese headings."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Add how the command is used."""
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        """Begin a section under its Vietnamese heading."""
        super().start_section({"positional arguments": "Cần ghi", "options": "Tùy chọn"}.get(heading or "", heading))


class _Parser(argparse.ArgumentParser):
    """Speaks Vietnamese, in its help and when a call is wrong."""

    def __init__(self, **given: Any) -> None:
        super().__init__(**given, add_help=False, formatter_class=_Help)
        self.add_argument("-h", "--help", action="help", help="xem cách dùng rồi thôi")

    def error(self, message: str) -> Never:
        """Say how the command is used, in one sentence."""
        del message
        usage = " ".join(self.format_usage().split())
        print(f"Lệnh chưa đúng; c{usage[1:]}", file=sys.stderr)
        raise SystemExit(WRONG_USAGE)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="main.py", description="Sổ Chi Bộ. Không ghi lệnh nào thì mở cửa sổ.")
    parser.add_argument("--db", type=Path, metavar="TỆP", help="tệp dữ liệu khác")
    parser.add_argument("--sample", action="store_true", help="mở dữ liệu mẫu trong tệp tạm")
    commands = parser.add_subparsers(dest="command", parser_class=_Parser, metavar="|".join(COMMANDS), title="Lệnh")
    read = commands.add_parser("import", help="nhập một danh sách, hoặc nhận tệp mẫu (.mau) của nơi khác gửi")
    read.add_argument("file", type=Path, metavar="TỆP")
    read.add_argument("--dry-run", action="store_true", help="chỉ xem trước, không ghi")
    read.add_argument("--skip", action="store_true", help="bỏ các dòng bị từ chối, nhập các dòng còn lại")
    read.add_argument(
        "--ngay",
        choices=("dao", "giu"),
        help="cột có lẽ bị đảo ngày với tháng: dao là đảo lại, giu là giữ như tệp ghi",
    )
    read.add_argument("--nam", type=int, metavar="NĂM", help="danh sách xếp loại không ghi năm: là của năm nào")
    read.add_argument(
        "--loai", default="", metavar="LOẠI", help="nhận nhầm loại danh sách: ghi tên loại như trên màn hình"
    )
    read.add_argument(
        "--nghia",
        action="append",
        default=[],
        metavar="CHỮ=NGHĨA",
        help="nghĩa của chữ ghi tắt hay dấu lạ: TC=chuyên môn, TC=lý luận, v=có mặt; ghi nhiều lần được",
    )
    read.add_argument(
        "--tinh-den",
        default="",
        metavar="NGÀY",
        help="danh sách đảng viên là của ngày nào, khi tên nó không ghi hoặc ghi nhầm: 31/12/2024, hoặc nay",
    )
    report = commands.add_parser("report", help="lập báo cáo")
    report.set_defaults(parser=report)
    report.add_argument("name", nargs="?", metavar="TÊN")
    report.add_argument("--list", action="store_true", help="tên các báo cáo")
    report.add_argument("--period", metavar="KỲ", help="2026-10, 2026-Q3, 2026-H1, 2026 hoặc 2026-01-01..2026-06-30")
    report.add_argument("--cell", default="", metavar="CHI_BỘ", help="chỉ một chi bộ (phiếu điểm danh, phiếu Excel…)")
    report.add_argument("--out", type=Path, default=Path(), metavar="THƯ_MỤC")
    report.add_argument("--format", choices=("xlsx", "pdf"), default="xlsx")
    commands.add_parser("check", help="kiểm tra dữ liệu")
    backup = commands.add_parser("backup", help="sao lưu")
    backup.add_argument("folder", type=Path, metavar="THƯ_MỤC")
    restore = commands.add_parser("restore", help="khôi phục từ bản sao lưu")
    restore.add_argument("file", type=Path, metavar="TỆP")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command, or the window; return the exit status."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.command == "report" and not given.list and not given.name:
        given.parser.error("name")
    try:
        if given.command is None:
            return _window(given)
        with tempfile.TemporaryDirectory() as folder:
            path: Path = given.db or data_folder() / FILE_NAME
            if given.sample or (given.command == "import" and given.dry_run and not path.exists()):
                path = Path(folder) / "tam.db"  # looking ahead makes no data file either
            return COMMANDS[given.command](given, path)
    except KnownError as error:
        print(error, file=sys.stderr)
        return REFUSED


def data_folder() -> Path:
    """Return where this user's data live: beside the program when it is portable, else the user's data folder."""
    from platformdirs import user_data_path

    beside = Path(__file__).resolve().parent.parent
    return beside / "du-lieu" if (beside / "portable.txt").is_file() else user_data_path("SoChiBo", appauthor=False)


def _window(given: argparse.Namespace) -> int:
    if sys.platform == "linux" and not any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))):
        raise KnownError("Không thấy màn hình để mở cửa sổ; hãy chạy trong phiên làm việc có màn hình.")
    gc.disable()  # until the window is there: what is loaded stays, and looking through it takes a fifth of the start
    from ui import app

    if given.sample:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            path = Path(folder) / "du-lieu-mau.db"
            return app.run(lambda _sealed: _open(path, is_sample=True), Path(folder))
    from models.backup import folder_of

    path: Path = given.db or data_folder() / FILE_NAME
    return app.run(lambda sealed: _open(path, sealed=sealed), data_folder(), backups=folder_of(path))


def _open(path: Path, *, is_sample: bool = False, is_alone: bool = True, sealed: str = "") -> Database:
    """Open a data file, alone unless it is only read; a sample is filled with made-up people."""
    from models.opening import open_database

    if is_alone:
        _hold(path)
    db = open_database(path, user=_user(), sealed=sealed)
    if is_sample:
        from models import sample

        db.user = sample.PREPARER  # who works in the made-up office, not whose computer this is
        sample.generate(db, datetime.now().date())
        db.mark_start()
    return db


def _hold(path: Path) -> None:
    """Take a data file for this process alone, its folder made if need be."""
    from models.opening import lock

    _refuse_folder(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise KnownError(f"Không tạo được thư mục “{path.parent}”; hãy kiểm tra ổ đĩa và quyền ghi.") from error
    _HELD.append(lock(path))


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise KnownError(f"“{path}” là một thư mục; hãy chọn một tệp dữ liệu.")


_HELD: list[Connection] = []  # locks of the files this process works on, let go of at exit


def _user() -> str:
    return os.environ.get("USERNAME") or os.environ.get("USER") or ""


def _existing(given: argparse.Namespace, path: Path) -> Database:
    if not given.sample and not path.exists():
        raise KnownError(f"Chưa có tệp dữ liệu “{path}”; hãy mở chương trình hoặc nhập danh sách trước.")
    return _open(path, is_sample=given.sample, is_alone=False)


def _import(given: argparse.Namespace, path: Path) -> int:
    from exports import import_report

    db = _open(path, is_sample=given.sample, is_alone=not given.dry_run)
    try:
        if given.file.suffix.lower() == ".mau":
            return _take(db, given.file, is_dry=given.dry_run)
        turns = None if given.ngay is None else given.ngay == "dao"
        said = {"turns_days": turns, "year": given.nam, "kind": given.loai, "meanings": given.nghia}
        said["as_of"] = given.tinh_den
        return import_report.run(db, given.file, is_dry=given.dry_run, skips=given.skip, say=print, **said)
    finally:
        db.close()


def _take(db: Database, file: Path, *, is_dry: bool) -> int:
    """Keep a superior's form that another commune learned."""
    from exports.learned import forms, template

    if is_dry:
        print(f"Đọc được mẫu “{template.read(file).title}”; chưa ghi gì.")
    else:
        print(f"Đã nhận mẫu; tên để lập biểu: {forms.PREFIX}{forms.take(db, file)}")
    return 0


_OF_THE_CALL = ("key", "period", "cell", "format")
"""What a report is asked for by: a refusal that names one of them is about the call, not about the data."""


def _report(given: argparse.Namespace, path: Path) -> int:
    try:
        return _made(given, path)
    except KnownError as error:
        if error.field not in _OF_THE_CALL:
            raise
        print(error, file=sys.stderr)
        return WRONG_USAGE


def _made(given: argparse.Namespace, path: Path) -> int:
    from exports import making, offered

    if given.list:
        db = _existing(given, path) if given.sample or path.exists() else None
        try:
            known = offered.names(db)
        finally:
            if db is not None:
                db.close()
        width = max(len(key) for key, _title in known)
        print(*(f"{key:{width}} {title}" for key, title in known), sep="\n")
        return DONE
    period = _period(given.period)
    db = _existing(given, path)
    try:
        on = db.clock().date()
        paint, cell = _painter(given.format), given.cell
        made = making.make(db, given.name, period, on, given.out, given.format, paint=paint, cell=cell, say=print)
    finally:
        db.close()
    print(*made, sep="\n")
    return DONE


def _period(text: str | None) -> Period | None:
    """Return the period asked for. Raises KnownError of the field "period" for a text that is none."""
    from models.dates import Period

    try:
        return Period.parse(text) if text else None
    except KnownError as error:
        raise KnownError(error.message, "period") from error


def _painter(file_format: str):  # noqa: ANN202 - exports.making.Painter, loaded only when a PDF is asked for
    if file_format != "pdf":
        return None
    from ui import printing

    return printing.write_pdf


def _check(given: argparse.Namespace, path: Path) -> int:
    from models import checks

    db = _existing(given, path)
    try:
        with db.read() as session:
            findings = checks.run(session, db.clock().date())
    finally:
        db.close()
    for line in checks.lines(findings):
        print(line)
    print("Không có vấn đề nào." if not findings else f"{len(findings)} điều cần xem.")
    return REFUSED if findings else DONE


def _backup(given: argparse.Namespace, path: Path) -> int:
    from models.backup import backup
    from models.opening import inspect_file

    _refuse_folder(path)
    if not path.is_file():
        raise KnownError(f"Chưa có tệp dữ liệu “{path}” để sao lưu.")
    inspect_file(path)
    print(backup(path, given.folder, datetime.now()))
    return DONE


def _restore(given: argparse.Namespace, path: Path) -> int:
    from models.backup import folder_of
    from models.restoring import restore

    _hold(path)
    kept = restore(given.file, path, folder_of(path), datetime.now())
    print(f"Đã khôi phục “{path}” từ “{given.file}”." + (f" Bản trước khi khôi phục: {kept}" if kept else ""))
    return DONE


COMMANDS: dict[str, Callable[[argparse.Namespace, Path], int]] = {
    "import": _import,
    "report": _report,
    "check": _check,
    "backup": _backup,
    "restore": _restore,
}


def run() -> int:
    """Run one command as a shell calls it: whatever happens is a sentence and an exit status, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        _speak_unicode(stream)
    sys.unraisablehook = lambda what: _keep(what.exc_value) if what.exc_value else None  # what fails on being let go
    try:
        status = main()
        if sys.stdout is not None:
            sys.stdout.flush()
        return status
    except BrokenPipeError:  # the reader of our output has gone, as in “… | head”
        _stop_writing()
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu; việc đang làm dở chưa được ghi.", file=sys.stderr)
    except OSError as error:
        _stop_writing()
        _keep(error)
        print("Không đọc hoặc không ghi được tệp; hãy kiểm tra ổ đĩa, USB và quyền ghi rồi làm lại.", file=sys.stderr)
    except Exception as error:
        _keep(error)
        print(
            "Chương trình gặp lỗi chưa lường trước nên việc này chưa làm xong; hãy gửi cho người hỗ trợ tệp "
            f"“{data_folder() / LOG_NAME}”.",
            file=sys.stderr,
        )
    return REFUSED


def _stop_writing() -> None:
    """Let what could not be written go, or Python tries once more on leaving and says so in English."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _speak_unicode(stream: TextIO | None) -> None:
    """Write UTF-8 where the system's own encoding has no Vietnamese, as in a file or pipe on Windows."""
    if not isinstance(stream, TextIOWrapper):
        return
    try:
        "Sổ “ễ – đ” →".encode(stream.encoding)
        stream.reconfigure(errors="backslashreplace")  # names of files may hold what is no text at all
    except UnicodeEncodeError:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _keep(error: BaseException) -> None:
    """Add the places in the code where an error came up to the log, never what people are called."""
    with suppress(OSError):
        data_folder().mkdir(parents=True, exist_ok=True)
        with (data_folder() / LOG_NAME).open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now():%Y-%m-%d %H:%M:%S} ERROR unexpected\n{places_of(error)}\n")


if __name__ == "__main__":
    sys.exit(run())
