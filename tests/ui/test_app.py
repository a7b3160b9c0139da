"""The start and the end of the window, in a process of its own as the officer has it."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from models import office
from models.opening import open_database
from tests.ui.own_process import own_process

START = """
import sys
from datetime import date
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from models import office
from models.errors import KnownError
from models.opening import open_database, seal
from ui.app import run

folder, what = Path(sys.argv[1]), sys.argv[2]
shown = []

def close():
    top = QApplication.activeWindow() or next(w for w in QApplication.topLevelWidgets() if w.isVisible())
    shown.append(top.text() if hasattr(top, "text") else top.windowTitle())
    top.close()

def open_data(sealed):
    if what == "refuse":
        QTimer.singleShot(0, close)
        raise KnownError("Tệp dữ liệu đang mở ở cửa sổ khác.")
    if what == "sealed":
        shown.append(str(sealed != "" and sealed == seal(folder / "so.db", date.today())))
    db = open_database(folder / "so.db", sealed=sealed)
    if what == "change":
        QTimer.singleShot(0, lambda: change(db))
    QTimer.singleShot(0, close)
    return db

def change(db):
    with db.write("Sửa tên xã") as session:
        office.save(session, office.Office(commune="Đảng ủy xã Mường Mẫu"))

status = run(open_data, folder / "may", backups=folder / "sao-luu")
print(status, *shown, sep="|")
"""


STYLE = """
import os, sys
os.environ["QT_STYLE_OVERRIDE"] = sys.argv[2]
from ui.app import prepare
print(prepare().style().name())
"""


def test_widgets_are_drawn_alike_whatever_the_desktop_asks(tmp_path: Path) -> None:
    assert own_process(STYLE, tmp_path, "windows") == ["fusion"]


def test_looking_around_leaves_no_backup(tmp_path: Path) -> None:
    assert own_process(START, tmp_path, "look")[0] == "0"
    assert not (tmp_path / "sao-luu").exists()
    assert (tmp_path / "may" / "may-nay.ini").is_file()


def test_a_file_closed_sound_is_known_when_it_is_opened_again(tmp_path: Path) -> None:
    assert own_process(START, tmp_path, "sealed")[:2] == ["0", "False"]
    assert own_process(START, tmp_path, "sealed")[:2] == ["0", "True"]
    own_process(START, tmp_path, "change")
    assert own_process(START, tmp_path, "sealed")[:2] == ["0", "True"]  # the backup on closing was looked through
    with closing(open_database(tmp_path / "so.db")) as db, db.write("Sửa ở nơi khác") as session:
        office.save(session, office.Office(commune="Đảng ủy xã Mường Khác"))
    assert own_process(START, tmp_path, "sealed")[:2] == ["0", "False"]


def test_a_change_is_backed_up_on_closing(tmp_path: Path) -> None:
    assert own_process(START, tmp_path, "change")[0] == "0"
    assert len(list((tmp_path / "sao-luu").glob("so-*.db"))) == 1


def test_a_file_that_cannot_be_opened_is_told_in_a_sentence(tmp_path: Path) -> None:
    assert own_process(START, tmp_path, "refuse") == ["1", "Tệp dữ liệu đang mở ở cửa sổ khác."]


def test_where_settings_and_log_cannot_be_kept_the_window_opens_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "may").write_text("không phải thư mục", encoding="utf-8")
    assert own_process(START, tmp_path, "look") == ["0", "Sổ Chi Bộ"]
