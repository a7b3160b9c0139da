"""Talking to the officer: questions, sentences, and what happens when the program itself is wrong."""

from __future__ import annotations

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType
from typing import TextIO

from PySide6 import QtWidgets  # its boxes by their full name: loaded when something is to be said
from PySide6.QtCore import QCoreApplication, QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QWidget

from models.errors import KnownError, places_of
from ui import theme

log = logging.getLogger("sochibo")
Then = Callable[[], object]
"""What is done once the answer is yes."""


_open: set[QtWidgets.QMessageBox] = set()
"""Boxes in view that have no parent: they would vanish with the last reference to them."""


def _box(parent: QWidget | None, text: str, detail: str) -> QtWidgets.QMessageBox:
    box = QtWidgets.QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowModality(Qt.WindowModality.WindowModal if parent else Qt.WindowModality.ApplicationModal)
    box.setWindowTitle(QCoreApplication.translate("Messages", "Sổ Chi Bộ"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(text)
    box.setInformativeText(detail)
    if parent is None:
        _open.add(box)
        box.finished.connect(lambda: _open.discard(box))
    return box


def ask(parent: QWidget | None, question: str, consequence: str, yes_text: str, on_yes: Then) -> QtWidgets.QMessageBox:
    """Ask before a step that matters: what will happen, a button that names it, and *Không*. Does not block."""
    box = _box(parent, question, consequence)
    box.setIconPixmap(theme.pixmap("circle-help", "muted", 32))
    yes = box.addButton(yes_text, QtWidgets.QMessageBox.ButtonRole.AcceptRole)
    theme.set_role(yes, "kind", "primary")
    no = box.addButton(QCoreApplication.translate("Messages", "Không"), QtWidgets.QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.setEscapeButton(no)
    yes.clicked.connect(lambda: on_yes())
    box.open()
    return box


def ask_to_drop(parent: QWidget, title: str, on_drop: Then) -> QtWidgets.QMessageBox:
    """Ask before what was written in a window is lost: Enter and Esc go on writing, B drops it. Does not block."""
    box = _box(
        parent,
        QCoreApplication.translate("Messages", "Bỏ những gì vừa ghi?"),
        QCoreApplication.translate("Messages", "“{title}” chưa lưu; đóng thì những gì vừa ghi sẽ mất.").format(
            title=title
        ),
    )
    box.setIconPixmap(theme.pixmap("circle-help", "muted", 32))
    roles = QtWidgets.QMessageBox.ButtonRole
    stay = box.addButton(QCoreApplication.translate("Messages", "Ghi tiếp (Enter)"), roles.RejectRole)
    theme.set_role(stay, "kind", "primary")
    drop = box.addButton(QCoreApplication.translate("Messages", "Bỏ (&B)"), roles.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    drop.clicked.connect(lambda: on_drop())
    box.open()
    return box


def tell(parent: QWidget | None, text: str, detail: str = "") -> QtWidgets.QMessageBox:
    """Say something that needs a nod, such as a KnownError outside a form. Does not block."""
    box = _box(parent, text, detail)
    box.setIconPixmap(theme.pixmap("info", "muted", 32))
    box.addButton(QCoreApplication.translate("Messages", "Đã hiểu"), QtWidgets.QMessageBox.ButtonRole.AcceptRole)
    box.open()
    return box


def explain(parent: QWidget | None, error: BaseException) -> QtWidgets.QMessageBox:
    """Tell of an error: a KnownError as its sentence, anything else as a bug with its details to copy."""
    if isinstance(error, KnownError):
        return tell(parent, str(error))
    detail = "".join(traceback.format_exception(error))
    log.error("unexpected\n%s", places_of(error))
    return tell_bug(parent, detail)


def tell_bug(parent: QWidget | None, detail: str) -> QtWidgets.QMessageBox:
    """Say that the program failed and the data is as it was; *Sao chép chi tiết* puts `detail` on the clipboard."""
    box = _box(
        parent,
        QCoreApplication.translate("Messages", "Chương trình gặp lỗi khi làm việc này."),
        QCoreApplication.translate(
            "Messages",
            "Dữ liệu vẫn như trước khi bấm. Hãy thử lại; nếu vẫn lỗi, sao chép chi tiết gửi người hỗ trợ.",
        ),
    )
    box.setIconPixmap(theme.pixmap("triangle-alert", "amber", 32))
    role = QtWidgets.QMessageBox.ButtonRole
    copy = box.addButton(QCoreApplication.translate("Messages", "Sao chép chi tiết"), role.ActionRole)
    copy.clicked.disconnect()  # copying leaves the box open
    copy.clicked.connect(lambda: QApplication.clipboard().setText(detail))
    box.addButton(QCoreApplication.translate("Messages", "Đóng"), role.RejectRole)
    for buttons in box.findChildren(QtWidgets.QDialogButtonBox):
        buttons.setCenterButtons(False)
    box.open()
    return box


class _Bugs(QObject):
    """Brings an exception from whatever thread it happened on to the window."""

    happened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.happened.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def _show(self, error: BaseException) -> None:
        explain(QApplication.activeWindow(), error)


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def install_hooks(log_path: Path) -> TextIO:
    """Send everything unexpected to the log file and, as a sentence, to the officer.

    Returns the open crash file, which must stay open as long as the program runs. The log carries places in the code
    and ids, never what people are called. Where nothing can be written, nothing is kept, and the program starts.
    """
    crash = _crash_file(log_path)
    log.setLevel(logging.INFO)
    app, bugs = QCoreApplication.instance(), _Bugs()

    def unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            QCoreApplication.quit()
        elif app is not None and app.thread().loopLevel():
            bugs.happened.emit(error)
        else:  # nobody is there to show a box: before the window opened, or after it closed
            log.error("unexpected\n%s", places_of(error))
            sys.__excepthook__(kind, error, trace)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            unexpected(args.exc_type, args.exc_value, args.exc_traceback)

    def from_qt(level: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        log.log(_LEVELS.get(level, logging.WARNING), "qt: %s", message)

    sys.excepthook = unexpected
    threading.excepthook = in_thread
    qInstallMessageHandler(from_qt)
    faulthandler.enable(crash)
    return crash


def _crash_file(log_path: Path) -> TextIO:
    """Open the file for crashes, and the log beside it."""
    try:
        log_path.parent.mkdir(parents=True, exist_ok=True)
        crash = log_path.with_suffix(".crash.txt").open("a", encoding="utf-8")
    except OSError:
        return TemporaryFile("w", encoding="utf-8")
    handler = logging.FileHandler(log_path, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    return crash
