"""Typing into every field of a form, whatever it holds, and comparing the register before and after."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from sqlalchemy import select

from models.database import Database
from models.tables import Base
from tests.user import press, type_text
from ui.fields import Choice, DateField, FormDialog

NOT_OF_THE_REGISTER = {"trash", "step", "change"}
Register = dict[str, dict[int, dict[str, Any]]]


def register(db: Database) -> Register:
    """Return every row of the register, by table and id."""
    with db.read() as session:
        return {
            table.name: {row["id"]: dict(row) for row in session.execute(select(table)).mappings()}
            for table in Base.metadata.sorted_tables
            if table.name not in NOT_OF_THE_REGISTER
        }


def fill_in(form: FormDialog, special: Mapping[str, str], left: frozenset[str] = frozenset()) -> dict[str, str]:
    """Type into every field of a form but those `left`; return what each shows then, by its name.

    `special` says what is typed where not any text or day will do.
    """
    day = date(2026, 10, 1)
    for number, (name, field) in enumerate(form.fields.items()):
        widget = field.widget
        if name in left or field.isHidden() or not widget.isEnabled():
            continue
        turn_to(form, widget)
        widget.setFocus()
        if isinstance(widget, Choice):
            press(widget, Qt.Key.Key_End)
            continue
        assert isinstance(widget, QLineEdit), f"{name}: nobody has said how this is typed"
        widget.selectAll()
        if isinstance(widget, DateField):
            day += timedelta(days=1)
            text = f"{day:%d%m%Y}"
        else:
            text = f"Mục {number} ghi ở đây"[: widget.maxLength()]
        type_text(widget, special.get(name, text))
        press(QApplication.activePopupWidget() or form, Qt.Key.Key_Tab)  # an open list gets the keys first
    return seen(form, left)


def emptied(form: FormDialog, name: str) -> None:
    """Take out of a field what it says."""
    widget = form.fields[name].widget
    turn_to(form, widget)
    widget.setFocus()
    if isinstance(widget, Choice):
        press(widget, Qt.Key.Key_Home)
    else:
        press(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        press(widget, Qt.Key.Key_Delete)


def saved_without(form: FormDialog, name: str, left: frozenset[str] = frozenset()) -> dict[str, str] | None:
    """Save a form without one of its fields; return what it showed, None where one sentence refused that."""
    emptied(form, name)
    wanted = seen(form, left)
    press(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    is_needed = form.fields[name].label.text().endswith("*")
    if form.isVisible():
        lines = [field.message for field in form.fields.values() if field._is_wrong]
        assert len([line for line in (*lines, form.notice) if line.isVisibleTo(form) and line.text()]) == 1, name
        form.done(form.DialogCode.Rejected)  # Esc would ask first
        return None
    assert not is_needed, name
    return wanted


def is_line(form: FormDialog, name: str) -> bool:
    """Whether a field is one that letters are typed into."""
    return isinstance(form.fields[name].widget, QLineEdit)


def turn_to(form: FormDialog, widget: QWidget) -> None:
    """Turn to the page of a field by the keys of every form with pages."""
    for _ in range(len(form.fields)):
        if widget.isVisible():
            return
        press(form, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    raise AssertionError(f"{widget.accessibleName()} is on no page")


def seen(form: FormDialog, left: frozenset[str] = frozenset()) -> dict[str, str]:
    """Return what the fields of a form show, by name."""
    shown = {name: field.widget for name, field in form.fields.items() if name not in left and not field.isHidden()}
    return {name: said_by(widget) for name, widget in shown.items()}


def said_by(widget: QWidget) -> str:
    if isinstance(widget, Choice):
        return widget.currentText()
    assert isinstance(widget, QLineEdit)
    return widget.text()


def nowhere(before: Register, after: Register, table: str) -> set[str]:
    """Return the columns that the rows of a table which are new or changed say nothing in."""
    rows = [row for key, row in after[table].items() if row != before[table].get(key)]
    assert rows
    return {column for row in rows for column, value in row.items() if value is None}
