"""Restoring closes the window, works on the file and comes back; a broken file is met at the start."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from models import backup, office
from models.database import Database
from models.office import Office
from models.opening import open_database
from tests.ui.own_process import own_process

START = """
import sys
from functools import partial
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QMessageBox
from models import backup, office, restoring
from models.errors import KnownError
from models.opening import open_database
from ui.app import run

folder, what = Path(sys.argv[1]), sys.argv[2]
said, names = [], []

def top(kind):
    return next((w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()), None)

def open_data(_sealed):
    return open_database(folder / "so.db", backups=folder / "sao-luu")

def put_back():
    if what == "failing":
        raise KnownError("Bản sao lưu bị hỏng.")
    from datetime import datetime
    made = backup.backups(folder / "usb", "so")[0]
    restoring.restore(made.path, folder / "so.db", folder / "sao-luu", datetime(2026, 11, 22, 12))
    return "Đã khôi phục."

def chosen(*_arguments):
    return str(next((folder / "usb").iterdir(), "")), ""

QFileDialog.getOpenFileName = chosen

def step():
    box, window = top(QMessageBox), top(QMainWindow)
    if box is not None:
        said.append(box.text())
        wanted = {"decline": "Không", "choose": "Chọn bản sao lưu…"}.get(what, "Khôi phục")
        next(b for b in box.buttons() if b.text() in (wanted, "Đã hiểu")).click()
    elif window is not None and what in ("restore", "failing") and not said and not names:
        names.append(commune(window))
        with window.db.write("Sửa") as session:
            office.save(session, office.Office(commune=names[0], preparer="Lò Văn Ánh"))
        window.reopen(put_back)
    elif window is not None and (said or what != "change"):
        names.append(commune(window))
        window.close()
    elif window is not None:
        with window.db.write("Sửa") as session:
            office.save(session, office.Office(commune="Đảng ủy xã Nà Tấu"))
        (folder / "sao-luu").write_text("không phải thư mục", encoding="utf-8")
        names.append(commune(window))
        window.close()

def commune(window):
    with window.db.read() as session:
        return office.read(session).commune

timer = QTimer(interval=20)
timer.timeout.connect(step)
QTimer.singleShot(0, timer.start)
real, QApplication.exec = QApplication.exec, lambda *a: (timer.start(), real())[1]
status = run(open_data, folder / "may", backups=folder / "sao-luu")
print(status, *names, *said, sep="|")
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a data file of “mới” and, on a stick, a backup of “cũ”."""
    with closing(open_database(tmp_path / "so.db")) as db:
        name(db, "cũ")
        backup.backup(db.path, tmp_path / "usb", datetime(2026, 11, 20, 16, 40))
        name(db, "mới")
    return tmp_path


def name(db: Database, commune: str) -> None:
    with db.write("Khai") as session:
        office.save(session, Office(commune=commune))


def test_the_window_comes_back_on_the_restored_data(folder: Path) -> None:
    assert own_process(START, folder, "restore") == ["0", "mới", "cũ", "Đã khôi phục."]
    assert datetime(2026, 11, 22, 12) in [row.at for row in backup.backups(folder / "sao-luu", "so")]


def test_a_restore_that_fails_comes_back_on_the_same_data(folder: Path) -> None:
    assert own_process(START, folder, "failing") == ["0", "mới", "mới", "Bản sao lưu bị hỏng."]
    assert len(backup.backups(folder / "sao-luu", "so")) == 1, "what was written before it is backed up on closing"


def test_a_broken_file_can_be_restored_at_the_start(folder: Path) -> None:
    (folder / "sao-luu").mkdir()
    (folder / "usb" / "so-20261120-164000.db").rename(folder / "sao-luu" / "so-20261120-164000.db")
    broken = (folder / "so.db").read_bytes()[:9000]
    (folder / "so.db").write_bytes(broken)
    answer = own_process(START, folder, "broken")
    assert answer[:2] == ["0", "cũ"]
    assert "bị hỏng" in answer[2]
    assert [path.read_bytes() for path in (folder / "sao-luu").glob("*-hong.db")] == [broken]


def test_a_backup_from_elsewhere_is_chosen_where_none_lies_beside_the_broken_file(folder: Path) -> None:
    broken = (folder / "so.db").read_bytes()[:9000]
    (folder / "so.db").write_bytes(broken)
    answer = own_process(START, folder, "choose")
    assert answer[:2] == ["0", "cũ"]
    assert "bị hỏng" in answer[2]
    assert [path.read_bytes() for path in (folder / "sao-luu").glob("*-hong.db")] == [broken]


@pytest.mark.parametrize(("kept", "last"), [(b"", "không phải"), (b"x" * 200, "không phải"), (None, "bị hỏng")])
def test_a_chosen_file_that_is_no_backup_leaves_the_broken_file(folder: Path, kept: bytes | None, last: str) -> None:
    (folder / "so.db").write_bytes((folder / "so.db").read_bytes()[:9000])
    before = (folder / "so.db").read_bytes()
    for path in (folder / "usb").iterdir():
        if kept is None:
            path.unlink()  # the chooser is left
        else:
            path.write_bytes(kept)
    answer = own_process(START, folder, "choose")
    assert answer[0] == "1"
    assert last in answer[-1]
    assert (folder / "so.db").read_bytes() == before


def test_a_broken_file_stays_as_it_is_if_the_officer_declines(folder: Path) -> None:
    (folder / "usb").rename(folder / "sao-luu")
    (folder / "so.db").write_bytes(b"SQLite format 3\x00" + (folder / "so.db").read_bytes()[16:9000])
    before = (folder / "so.db").read_bytes()
    assert own_process(START, folder, "decline")[0] == "1"
    assert (folder / "so.db").read_bytes() == before


def test_a_backup_that_fails_on_closing_is_told(folder: Path) -> None:
    status, written, said = own_process(START, folder, "change")
    assert (status, written) == ("1", "Đảng ủy xã Nà Tấu")
    assert said.startswith("Không sao lưu được vào")
