from __future__ import annotations

import faulthandler
import gc
import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt, QTimer, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from models.errors import KnownError
from ui import messages


@pytest.fixture
def parent(qtbot) -> Iterator[QWidget]:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    yield made
    for box in boxes():
        box.close()


def button(box: QMessageBox, text: str):
    return next(one for one in box.buttons() if one.text() == text)


def test_yes_does_it_and_no_does_not(parent: QWidget, qtbot) -> None:
    done: list[bool] = []
    for answer, expected in (("Không", []), ("Xóa cuộc họp", [True])):
        box = messages.ask(parent, "Xóa cuộc họp?", "Điểm danh sẽ mất.", "Xóa cuộc họp", lambda: done.append(True))
        assert (box.text(), box.informativeText()) == ("Xóa cuộc họp?", "Điểm danh sẽ mất.")
        qtbot.mouseClick(button(box, answer), Qt.MouseButton.LeftButton)
        assert done == expected


def test_escape_means_no(parent: QWidget, qtbot) -> None:
    done: list[bool] = []
    box = messages.ask(parent, "Xóa?", "", "Xóa", lambda: done.append(True))
    with qtbot.waitSignal(box.finished):
        qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert done == []


def test_a_known_error_reads_as_its_sentence(parent: QWidget) -> None:
    box = messages.explain(parent, KnownError("Tệp đang mở. Hãy đóng Excel rồi thử lại."))
    assert box.text() == "Tệp đang mở. Hãy đóng Excel rồi thử lại."
    assert [one.text() for one in box.buttons()] == ["Đã hiểu"]


def test_a_bug_can_be_copied_and_the_box_stays(parent: QWidget, qtbot) -> None:
    try:
        raise RuntimeError("khó hiểu")
    except RuntimeError as error:
        box = messages.explain(parent, error)
    qtbot.mouseClick(button(box, "Sao chép chi tiết"), Qt.MouseButton.LeftButton)
    assert "RuntimeError: khó hiểu" in QApplication.clipboard().text()
    assert box.isVisible()
    qtbot.mouseClick(button(box, "Đóng"), Qt.MouseButton.LeftButton)


@pytest.fixture
def hooks(tmp_path: Path, parent: QWidget) -> Iterator[Path]:
    before = sys.excepthook, threading.excepthook
    was_on = faulthandler.is_enabled()
    crash = messages.install_hooks(tmp_path / "logs" / "nhat-ky.log")
    yield tmp_path / "logs" / "nhat-ky.log"
    sys.excepthook, threading.excepthook = before
    qInstallMessageHandler(None)
    faulthandler.disable()
    if was_on:
        faulthandler.enable(2)
    crash.close()
    for handler in list(messages.log.handlers):
        messages.log.removeHandler(handler)
        handler.close()


def boxes() -> list[QMessageBox]:
    return [top for top in QApplication.topLevelWidgets() if isinstance(top, QMessageBox) and top.isVisible()]


def boom() -> None:
    raise ValueError("Lò Văn Ánh, CCCD 014088001111")


def bug() -> ValueError:
    with pytest.raises(ValueError, match="Ánh") as caught:
        boom()
    return caught.value


def test_an_unexpected_error_is_told_and_logged_without_names(hooks: Path, qtbot) -> None:
    caught = bug()
    QTimer.singleShot(0, lambda: sys.excepthook(ValueError, caught, caught.__traceback__))
    qtbot.waitUntil(lambda: bool(boxes()))
    boxes()[0].close()
    logged = hooks.read_text(encoding="utf-8")
    assert "ValueError" in logged
    assert "boom" in logged
    assert "Ánh" not in logged
    assert "014088001111" not in logged


def test_a_known_error_that_escapes_is_a_sentence_not_a_bug(hooks: Path, qtbot) -> None:
    QTimer.singleShot(0, lambda: sys.excepthook(KnownError, KnownError("Chi bộ này đã giải thể."), None))
    qtbot.waitUntil(lambda: bool(boxes()))
    assert boxes()[0].text() == "Chi bộ này đã giải thể."
    boxes()[0].close()
    assert not hooks.exists() or "unexpected" not in hooks.read_text(encoding="utf-8")


def test_an_error_on_another_thread_reaches_the_window(hooks: Path, qtbot) -> None:
    thread = threading.Thread(target=boom)
    QTimer.singleShot(0, thread.start)
    qtbot.waitUntil(lambda: bool(boxes()))
    boxes()[0].close()
    assert "boom" in hooks.read_text(encoding="utf-8")


def test_an_error_after_the_window_is_closed_is_not_lost(hooks: Path, capsys: pytest.CaptureFixture[str]) -> None:
    caught = bug()
    sys.excepthook(ValueError, caught, caught.__traceback__)
    assert "boom" in hooks.read_text(encoding="utf-8")
    assert "ValueError" in capsys.readouterr().err


def test_a_box_without_a_parent_stays(qtbot) -> None:
    messages.tell(None, "Tệp dữ liệu đang mở ở cửa sổ khác.")
    gc.collect()
    assert [box.text() for box in boxes()] == ["Tệp dữ liệu đang mở ở cửa sổ khác."]
    boxes()[0].close()
    assert not messages._open


def test_the_log_does_not_spread_to_other_loggers(hooks: Path) -> None:
    logging.getLogger("khác").warning("không phải của mình")
    assert not hooks.exists()


def test_a_long_heading_is_seen_whole(parent: QWidget, look) -> None:
    text = "Đưa toàn bộ dữ liệu về bản sao lưu lúc 02:53 ngày 22/11/2026 trong thư mục sao lưu của máy này?"
    box = messages.ask(parent, text, "Cửa sổ đóng rồi mở lại.", "Khôi phục", lambda: None)
    heading = box.findChild(QLabel, "qt_msgbox_label")
    assert isinstance(heading, QLabel)
    needed = heading.fontMetrics().boundingRect(
        QRect(0, 0, heading.contentsRect().width(), 10_000), Qt.TextFlag.TextWordWrap, text
    )
    assert heading.wordWrap() or heading.fontMetrics().horizontalAdvance(text) <= heading.contentsRect().width()
    assert needed.height() <= heading.contentsRect().height() + 1
