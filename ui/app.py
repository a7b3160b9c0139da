"""Starting the window: application, language, look, data file; and the backup when it closes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSettings, Qt, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

import resources
from models.errors import KnownError
from ui import messages, theme
from ui.main_window import MainWindow

if TYPE_CHECKING:
    from models.database import Database


def prepare(arguments: Sequence[str] = ()) -> QApplication:
    """The application, speaking Vietnamese: number formats, and the words of Qt's own buttons and menus."""
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication([sys.argv[0], *arguments])
    app.setApplicationName("so-chi-bo")
    app.setApplicationDisplayName("Sổ Chi Bộ")
    speak_vietnamese(app)
    return app


def speak_vietnamese(app: QApplication) -> None:
    """Install the Vietnamese locale and the translation of Qt's own words."""
    QLocale.setDefault(QLocale("vi_VN"))
    words = QTranslator(app)
    if words.load(str(resources.path("i18n/qt_vi.qm"))):
        app.installTranslator(words)


def run(
    open_data: Callable[[], Database],
    folder: Path,
    *,
    backups: Path | None = None,
    arguments: Sequence[str] = (),
) -> int:
    """Show the window on the data file that `open_data` opens, until it is closed; 0 if all went well, else 1.

    `folder` keeps this machine's settings and log. `backups` receives a copy when the window closes after a change;
    None for data that will be thrown away.
    """
    app = prepare(arguments)
    settings = QSettings(str(folder / "may-nay.ini"), QSettings.Format.IniFormat)
    look = theme.Theme(app, settings)
    app.setWindowIcon(theme.program_icon())
    crash_file = messages.install_hooks(folder / "nhat-ky.log")
    try:
        db = open_data()
    except KnownError as error:
        messages.tell(None, str(error)).finished.connect(app.quit)
        app.exec()
        return 1
    changes: list[frozenset[str]] = []
    db.listeners.append(changes.append)
    window = MainWindow(db, settings=settings, look=look, backups=backups)
    window.show()
    status = app.exec()
    settings.sync()
    if changes and backups is not None:
        status = _back_up(db, backups) or status
    db.close()
    crash_file.flush()
    return status


def _back_up(db: Database, folder: Path) -> int:
    from models import backup

    try:
        backup.backup(db.path, folder, datetime.now())
    except KnownError as error:
        messages.log.error("backup on closing failed")
        print(error, file=sys.stderr)
        return 1
    return 0
