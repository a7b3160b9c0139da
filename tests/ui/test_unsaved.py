"""What was written in a form and not saved is asked about before it is dropped."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)

from models import sample
from models.opening import open_database
from tests import dialogs, sample_book
from tests.sample_book import Book
from tests.shots import NOW
from tests.user import in_front, press, type_text
from ui import fields, theme
from ui.cells.moves import MovesTable
from ui.main_window import MainWindow
from ui.widgets.person_field import PersonField

Kind = TypeVar("Kind", bound=QWidget)
dialogs.classes()  # which imports them all


def _names(kind: type[QDialog]) -> set[str]:
    return {kind.__name__, *(name for lower in kind.__subclasses__() for name in _names(lower))}


FORMS = [name for name in dialogs.DIALOGS if name.split(",")[0] in _names(fields.FormDialog)]


@pytest.fixture(scope="module")
def book(look: theme.Theme, empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    path = Path(shutil.copy(empty_file, tmp_path_factory.mktemp("sample") / "muong-mau.db"))
    with pytest.MonkeyPatch.context() as patch, closing(open_database(path, clock=lambda: NOW)) as db:
        patch.setattr(sample_book, "PAUSE", 20)
        sample.generate(db, NOW.date())
        window = MainWindow(db, settings=theme.MemorySettings(), look=look, clock=lambda: NOW)
        window.showNormal()
        yield Book(window)
        window.close()
        window.deleteLater()
        QApplication.processEvents()


@pytest.fixture(autouse=True)
def shut(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if "book" in request.fixturenames:
        dialogs.shut(request.getfixturevalue("book"))


def _shown(form: QWidget, kind: type[Kind]) -> list[Kind]:
    return [one for one in form.findChildren(kind) if one.isVisible() and one.isEnabled()]


def _write(form: QWidget) -> QWidget:
    """Change one field as the officer does, by keys; return it."""
    for line in _shown(form, QLineEdit):
        is_part = isinstance(line, fields.SearchField) or isinstance(line.parent(), QComboBox | QAbstractSpinBox)
        if not is_part and not line.isReadOnly() and len(line.text()) < line.maxLength():
            line.setFocus()
            press(form, Qt.Key.Key_End)
            type_text(form, "7")
            return line
    for text in _shown(form, QPlainTextEdit):
        text.setFocus()
        type_text(form, "7")
        return text
    for choice in _shown(form, QComboBox):
        if choice.count() > 1:
            choice.setFocus()
            press(form, Qt.Key.Key_Up if choice.currentIndex() else Qt.Key.Key_Down)
            return choice
    for ticks in _shown(form, QListWidget):
        ticks.setFocus()
        press(form, Qt.Key.Key_Space)
        return ticks
    for box in _shown(form, QCheckBox):
        box.setFocus()
        press(form, Qt.Key.Key_Space)
        return box
    raise LookupError("nothing to write into")


def _says(field: QWidget) -> object:
    if isinstance(field, QLineEdit):
        return field.text()
    if isinstance(field, QPlainTextEdit):
        return field.toPlainText()
    if isinstance(field, QComboBox):
        return field.currentText()
    if isinstance(field, QListWidget):
        return [field.item(place).checkState() for place in range(field.count())]
    assert isinstance(field, QCheckBox)
    return field.isChecked()


def _questions(form: QWidget) -> list[QMessageBox]:
    return [box for box in form.findChildren(QMessageBox) if box.isVisible()]


def _asked(qtbot, form: QWidget) -> QMessageBox:
    qtbot.waitUntil(lambda: len(_questions(form)) == 1)
    (box,) = _questions(form)
    in_front(qtbot, box)
    return box


@pytest.mark.parametrize("name", FORMS)
def test_a_form_asks_before_it_drops_what_was_written(qtbot, book: Book, name: str) -> None:
    form = dialogs.opened(book, name)
    assert isinstance(form, fields.FormDialog)
    in_front(qtbot, form)
    field = _write(form)
    written = _says(field)
    press(form, Qt.Key.Key_Escape)
    box = _asked(qtbot, form)
    assert box.text() == "Bỏ những gì vừa ghi?"
    press(box, Qt.Key.Key_Return)
    assert form.isVisible()
    assert not _questions(form)
    assert _says(field) == written
    in_front(qtbot, form)
    form.cancel_button.click()
    with qtbot.waitSignal(form.rejected):
        press(_asked(qtbot, form), Qt.Key.Key_B)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_left_as_it_was_closes_at_once(qtbot, book: Book, name: str) -> None:
    form = dialogs.opened(book, name)
    assert isinstance(form, fields.FormDialog)
    in_front(qtbot, form)
    with qtbot.waitSignal(form.rejected):
        press(form, Qt.Key.Key_Escape)


def _opened(qtbot, book: Book, name: str) -> Any:
    shown = dialogs.opened(book, name)
    in_front(qtbot, shown)
    return shown


def _asks(qtbot, window: QDialog) -> bool:
    """Close a window by its ×; whether it asked, and then go on writing."""
    window.close()
    if not window.isVisible():
        return False
    press(_asked(qtbot, window), Qt.Key.Key_Escape)
    in_front(qtbot, window)
    return True


def test_what_is_taken_back_by_hand_is_nothing_written(qtbot, book: Book) -> None:
    form = _opened(qtbot, book, "OfficeForm")
    line = _write(form)
    assert _asks(qtbot, form)
    line.setFocus()
    press(form, Qt.Key.Key_Backspace)
    assert not _asks(qtbot, form)


def test_what_the_program_fills_in_after_a_choice_is_nothing_written(qtbot, book: Book) -> None:
    form = _opened(qtbot, book, "ResultForm")
    form.official.setFocus()
    before = form.official.currentIndex()
    press(form, Qt.Key.Key_End)
    form.decided_on.setText("01/11/2026")
    assert _asks(qtbot, form)
    for _step in range(form.official.currentIndex() - before):
        press(form, Qt.Key.Key_Up)
    assert not _asks(qtbot, form)


def test_a_person_taken_from_the_list_without_typing_is_written(qtbot, book: Book) -> None:
    form = _opened(qtbot, book, "AssignmentForm")
    (field,) = form.findChildren(PersonField)
    field.clear()
    field.set_value(field.people[0].id)
    assert not form.has_unsaved()  # the program did that
    field.setFocus()
    press(form, Qt.Key.Key_Down)
    press(field.finder.popup(), Qt.Key.Key_Down)
    press(field.finder.popup(), Qt.Key.Key_Return)
    assert _asks(qtbot, form)


def test_rows_sent_elsewhere_and_lines_moved_are_written(qtbot, book: Book) -> None:
    form = _opened(qtbot, book, "DissolveForm")
    moves = form.findChild(MovesTable)
    moves.table.selectRow(0)
    moves.target.set_value(next(key for _name, key in moves._targets if key is not None))
    assert not form.has_unsaved()
    moves.send_selected()
    assert _asks(qtbot, form)
    template = _opened(qtbot, book, "TemplateForm")
    template.table.selectRow(0)
    template.move_line(1)
    assert _asks(qtbot, template)


def test_a_value_chosen_of_two_records_is_written(qtbot, book: Book) -> None:
    form = _opened(qtbot, book, "MergeForm")
    kept, other = next(iter(form.choices.values()))
    (kept if other.isChecked() else other).click()
    assert _asks(qtbot, form)
    form.keep.setFocus()
    press(form, Qt.Key.Key_Down)
    (next(one for one in next(iter(form.choices.values())) if not one.isChecked())).click()
    form.keep.setFocus()
    press(form, Qt.Key.Key_Up)  # the records as they were, the values offered anew
    sample_book.settle(book.window)
    assert not form.has_unsaved()


def test_what_was_answered_of_a_file_is_asked_about(qtbot, book: Book) -> None:
    dialog = _opened(qtbot, book, "ImportDialog, members")
    dialog._tell_mark("x", "")
    sample_book.settle(book.window)
    assert _asks(qtbot, dialog)
    dialogs.shut(book)
    dialog = _opened(qtbot, book, "ImportDialog, columns")
    choice = next(iter(dialog.columns.fields.values()))
    choice.setFocus()
    press(dialog, Qt.Key.Key_Down)
    assert _asks(qtbot, dialog)
    dialogs.shut(book)
    assert not _asks(qtbot, _opened(qtbot, book, "ImportDialog, columns"))


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("PasteDialog", lambda dialog: dialog._tell_mark("12/12", "")),
        ("NarrowingDialog", lambda dialog: dialog.list.item(0).setCheckState(Qt.CheckState.Checked)),
        ("ProposalsDialog", lambda dialog: dialog.tick(on=False, only=0)),
        ("ReplacingDialog", lambda dialog: dialog.fill_in_order()),
        ("ListBuilder", lambda dialog: dialog.numbers.click()),
    ],
)
def test_other_windows_ask_too(qtbot, book: Book, name: str, change: Callable[[Any], object]) -> None:
    assert not _asks(qtbot, _opened(qtbot, book, name))
    dialogs.shut(book)
    dialog = _opened(qtbot, book, name)
    change(dialog)
    sample_book.settle(book.window)
    assert _asks(qtbot, dialog)
