"""Starting the window: application, language, look, data file; and the backup when it closes."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QCoreApplication,
    QLocale,
    QMessageLogContext,
    QSettings,
    Qt,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import resources
from models.errors import READ_ONLY, BrokenFile, KnownError
from ui import messages, theme
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from models.database import Database

USER = "user/name"
"""The setting of this machine that names who works on it; the log shows it."""

SEAL = "file/sound"
"""The setting of this machine that knows the data file as it was when it was last closed, sound."""

FUSION = ("-style", "fusion")
"""How widgets are drawn, wherever the program runs; `setStyle` would load all that a style can be asked."""


def prepare(arguments: Sequence[str] = ()) -> QApplication:
    """The application, speaking Vietnamese: number formats, and the words of Qt's own buttons and menus."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    before = qInstallMessageHandler(_while_starting)
    app = QApplication([sys.argv[0], *FUSION, *arguments])
    qInstallMessageHandler(before)
    app.setApplicationName("so-chi-bo")
    app.setApplicationDisplayName("Sổ Chi Bộ")
    speak_vietnamese(app)
    return app


def _while_starting(level: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Say in one sentence that no window can open; Qt itself would say it in English and abort."""
    if level == QtMsgType.QtFatalMsg:
        print(
            "Không mở được cửa sổ: không nối được với màn hình hoặc máy thiếu thư viện hệ thống; "
            "hãy chạy “./run setup”, rồi chạy lại trong phiên làm việc có màn hình.",
            file=sys.stderr,
            flush=True,
        )
        os._exit(1)  # nothing is open yet, and Qt calls abort() next
    messages.log.info("qt: %s", message)


def speak_vietnamese(app: QApplication) -> None:
    """Install the Vietnamese locale and the translation of Qt's own words."""
    QLocale.setDefault(QLocale("vi_VN"))
    words = QTranslator(app)
    if words.load(str(resources.path("i18n/qt_vi.qm"))):
        app.installTranslator(words)


def run(
    open_data: Callable[[str], Database],
    folder: Path,
    *,
    backups: Path | None = None,
    arguments: Sequence[str] = (),
) -> int:
    """Show the window on the data file that `open_data` opens, until it is closed; 0 if all went well, else 1.

    `open_data` is given the seal under which the file was last closed (`models.opening.seal`), "" if none.
    `folder` keeps this machine's settings and log. `backups` receives a copy when the window closes after a change;
    None for data that will be thrown away.
    """
    app = prepare(arguments)
    settings = QSettings(str(folder / "may-nay.ini"), QSettings.Format.IniFormat)
    look = theme.Theme(app, settings)
    app.setWindowIcon(theme.program_icon())
    crash_file = messages.install_hooks(folder / "nhat-ky.log")
    db = _opened(app, partial(open_data, str(settings.value(SEAL) or "")), backups)
    status, after = 1, ""
    changes: list[frozenset[str]] = []  # those before a restore too, which may fail
    while db is not None:
        db.user = str(settings.value(USER) or db.user)
        db.listeners.append(changes.append)
        window = MainWindow(db, settings=settings, look=look, backups=backups)
        window.show()
        gc.freeze()  # what was loaded stays; only what comes now is looked through
        gc.enable()
        if not os.access(db.path, os.W_OK):
            words = QCoreApplication.translate("App", "Vẫn xem, in và xuất báo cáo được.")
            messages.tell(window, READ_ONLY, words)
        if after:
            window.show_screen("data", "backup")
            messages.tell(window, after)
        status = app.exec()
        if window.meanwhile is None:
            is_sound = not changes
            if changes and backups is not None:
                is_sound = _back_up(app, db, backups)
                status = status if is_sound else 1
            db.close()
            if is_sound:
                from models.opening import seal  # loaded when the file was opened

                settings.setValue(SEAL, seal(db.path, datetime.now().date()))
            break
        db.close()
        after = _said(window.meanwhile)
        window.deleteLater()
        db = _opened(app, partial(_open_anew, db.path, backups, db.user), backups)
    settings.sync()
    crash_file.flush()
    return status


def _opened(app: QApplication, open_data: Callable[[], Database], backups: Path | None) -> Database | None:
    """The data file, or None once the officer has read why it cannot be opened; a broken one may be restored first."""
    try:
        return open_data()
    except BrokenFile as error:
        if backups is not None and _restored(app, error, backups):
            return _opened(app, partial(_open_anew, error.path, backups), None)
        return None
    except KnownError as error:
        _tell(app, str(error))
        return None


def _restored(app: QApplication, error: BrokenFile, folder: Path) -> bool:
    """Offer a backup in the place of a broken file, the newest or one to be chosen; whether it was put there."""
    from models import backup, restoring

    made = backup.backups(folder, error.path.stem)
    if made:
        yes = QCoreApplication.translate("App", "Khôi phục")
        question = QCoreApplication.translate(
            "App",
            "Bản sao lưu gần nhất làm lúc {time} ngày {day}. Khôi phục bản này thì việc ghi sau lúc đó không còn; "
            "tệp hỏng vẫn được giữ lại trong “{folder}”.",
        ).format(time=f"{made[0].at:%H:%M}", day=f"{made[0].at:%d/%m/%Y}", folder=folder)
    else:
        yes = QCoreApplication.translate("App", "Chọn bản sao lưu…")
        question = QCoreApplication.translate(
            "App",
            "Trong “{folder}” không có bản sao lưu nào. Nếu có bản trên USB hay máy khác thì chọn bản đó; "
            "tệp hỏng vẫn được giữ lại.",
        ).format(folder=folder)
    agreed: list[bool] = []
    messages.ask(None, str(error), question, yes, lambda: agreed.append(True)).finished.connect(app.quit)
    app.exec()
    source = None if not agreed else made[0].path if made else _chosen_backup()
    if source is None:
        return False
    try:
        restoring.restore(source, error.path, folder, datetime.now())
    except KnownError as refused:
        _tell(app, str(refused))
        return False
    return True


def _chosen_backup() -> Path | None:
    from PySide6.QtWidgets import QFileDialog  # only for a file that is broken

    from ui.folders import usual_folder

    words = QCoreApplication.translate("App", "Chọn bản sao lưu"), QCoreApplication.translate("App", "Tệp dữ liệu")
    chosen, _kind = QFileDialog.getOpenFileName(None, words[0], str(usual_folder()), f"{words[1]} (*.db)")
    return Path(chosen) if chosen else None


def _open_anew(path: Path, backups: Path | None, user: str = "") -> Database:
    from models.opening import open_database

    return open_database(path, backups=backups, user=user)


def _said(meanwhile: Callable[[], str]) -> str:
    """What there is to say after the work for which the file was closed, done or not."""
    try:
        return meanwhile()
    except KnownError as error:
        return str(error)


def _back_up(app: QApplication, db: Database, folder: Path) -> bool:
    """Make the copy on closing, which is looked through; whether that went well."""
    from models import backup

    try:
        backup.backup(db.path, folder, datetime.now())
    except KnownError as error:
        messages.log.error("backup on closing failed")
        calm = QCoreApplication.translate(
            "App",
            "Dữ liệu đã ghi đủ trong tệp; chỉ thiếu bản sao lưu của lần làm việc này. Lần mở sau, hãy sao lưu lại.",
        )
        _tell(app, str(error), calm)
        return False
    return True


def _tell(app: QApplication, text: str, detail: str = "") -> None:
    """Say something when no window is left, and wait until it is read."""
    messages.tell(None, text, detail).finished.connect(app.quit)
    app.exec()
