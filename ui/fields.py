"""What forms are made of: fields with their error underneath, dates, search, choices, and the form dialog."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from models.dates import EXAMPLES, PartialDate
from models.errors import KnownError
from ui import theme
from ui.choice import Choice as Choice  # every form has one beside its fields
from ui.keys import key_sequence
from ui.unsaved import UnsavedDialog
from ui.widgets.labels import label
from ui.widgets.scrolled import Scrolled

AnyWidget = TypeVar("AnyWidget", bound=QWidget)
Source = TypeVar("Source")
Value = TypeVar("Value")


_TITLE_BAR = 44  # of the window, and a little air below
_DAY_AND_MONTH = re.compile(r"(\d{1,2})[/.-](\d{1,2})")


class DateField(QLineEdit):
    """A date typed as 05/11/2026, or 05/1956 or 1956 when `partial`; 5.11.26, 05112026 and the like are understood.

    On leaving the field the date is written out in full form. `value` raises KnownError naming what was typed.
    """

    def __init__(self, parent: QWidget | None = None, *, partial: bool = False) -> None:
        super().__init__(parent)
        self.partial = partial
        self.from_day: date | None = None
        """With it, a day and month alone, 30/11, mean the first such day from this one on."""
        hint = self.tr("ngày/tháng/năm")
        self.setPlaceholderText(self.tr("ngày/tháng/năm, tháng/năm hoặc năm") if partial else hint)
        self.setMaxLength(24)
        self.editingFinished.connect(self._write_out)

    def sizeHint(self) -> QSize:
        """Room for a full date, or for the hint of a partial one."""
        widest = self.placeholderText() if self.partial else "00/00/0000"
        return QSize(self.fontMetrics().horizontalAdvance(widest) + 7 * theme.UNIT, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a full date."""
        width = self.fontMetrics().horizontalAdvance("00/00/0000") + 7 * theme.UNIT
        return QSize(width, super().minimumSizeHint().height())

    def value(self) -> PartialDate | None:
        """What was typed, None when empty. Raises KnownError if it is no date, or not a full one when one is needed."""
        text = self.text().strip()
        if not text:
            return None
        if self.from_day is not None and (short := _DAY_AND_MONTH.fullmatch(text)):
            text = f"{text}/{self.from_day.year + ((int(short[2]), int(short[1])) < self.from_day.timetuple()[1:3])}"
        try:
            read = PartialDate.parse(text)
        except KnownError as error:
            if self.partial:
                raise
            raise KnownError(error.message.replace(EXAMPLES, "12/05/1956"), field=error.field) from error
        if not self.partial and not read.is_full:
            raise KnownError(self.tr("“{text}” thiếu ngày hoặc tháng. Hãy ghi đủ ngày/tháng/năm.").format(text=text))
        return read

    def day(self) -> date | None:
        """The full date typed, None when empty. Raises KnownError otherwise."""
        read = self.value()
        return read.first if read else None

    def set_value(self, value: PartialDate | date | None) -> None:
        """Show a date, full or partial, or nothing."""
        text = f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "")
        self.setText(text)

    def _write_out(self) -> None:
        try:
            self.set_value(self.value())
        except KnownError:
            return  # it stays as typed; saving says what is wrong


class SearchField(QLineEdit):
    """A search box: the text is announced once the typing pauses for 150 ms, or at once on Enter."""

    searched = Signal(str)
    only_finds = True
    """What is typed here is lost without harm."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint or self.tr("Tìm"))
        self.setToolTip(hint)  # in a narrow window the hint inside is cut
        self.setClearButtonEnabled(True)
        self._sign = self.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        theme.dress(self._sign, "search", "muted")
        self._pause = QTimer(self, singleShot=True, interval=150)
        self._told = ""
        self._pause.timeout.connect(self._tell)
        self.textChanged.connect(self._pause.start)
        self.returnPressed.connect(self._tell)

    def minimumSizeHint(self) -> QSize:
        """Room for a name."""
        return QSize(self.fontMetrics().averageCharWidth() * 22, super().minimumSizeHint().height())

    def _tell(self) -> None:
        self._pause.stop()
        if self.text() != self._told:
            self._told = self.text()
            self.searched.emit(self._told)


class Field(QWidget):
    """One field of a form: its label above, a hint or the error sentence below."""

    def __init__(self, text: str, widget: QWidget, *, hint: str = "", required: bool = False) -> None:
        super().__init__()
        self.widget = widget
        self.label = label(text + (" *" if required else ""), "small")
        self.label.setBuddy(widget)
        widget.setAccessibleName(text)
        self._hint = hint
        self._is_wrong = False
        self.message = label(hint, "small", wrap=True)
        self.message.setVisible(bool(hint))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self.label)
        box.addWidget(widget)
        box.addWidget(self.message)
        if widget.sizePolicy().verticalPolicy() in (QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred):
            box.addStretch(1)  # beside a field with a longer hint the label stays at the top

    def set_title(self, text: str, *, required: bool = False) -> None:
        """Call the field by other words."""
        self.label.setText(text + (" *" if required else ""))
        self.widget.setAccessibleName(text)

    def set_hint(self, hint: str) -> None:
        """Say something else below the field, in place of an error too."""
        self._hint = hint
        self.show_error("")

    def clear_error(self) -> None:
        """Take the error away, as what it spoke of is being changed."""
        if self._is_wrong:
            self.show_error("")

    def show_error(self, text: str) -> None:
        """Say in red what is wrong with this field; an empty text takes it away."""
        self._is_wrong = bool(text)
        self.message.setText(text or self._hint)
        theme.set_role(self.message, "role", "error" if text else "small")
        self.message.setVisible(bool(self.message.text()))
        theme.set_role(self.widget, "wrong", bool(text))


def _changed(widget: QWidget) -> Any:
    """Return the signal of a widget that its value changes, None for widgets that are no field of ours."""
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        return widget.textChanged
    if isinstance(widget, QListWidget):
        return widget.itemChanged
    return widget.currentIndexChanged if isinstance(widget, QComboBox) else getattr(widget, "changed", None)


def _typed(widget: QWidget) -> str:
    return widget.text().strip() if isinstance(widget, QLineEdit) else ""


def _refusal(widget: QWidget) -> str:
    """Return the sentence with which a field that reads its own text refuses it, "" if it does not."""
    read = getattr(widget, "value", None)
    if read is None:
        return ""
    try:
        read()
    except KnownError as error:
        return str(error)
    return ""


def named(field: str, read: Callable[[Source], Value], source: Source) -> Value:
    """Read what a field says; a KnownError then names the field: `named("score", to_number, text)`."""
    try:
        return read(source)
    except KnownError as error:
        raise KnownError(error.message, field=field) from error


class FormDialog(UnsavedDialog):
    """A form: fields, *Lưu* and *Hủy*. Subclasses add fields and write `save`; show it with `open()`.

    `save` calls one verb inside `db.write(…)`. A KnownError it raises is shown beside the field its `field` names, else
    at the top; otherwise the form closes and `accepted` is emitted. Ctrl+Enter saves from anywhere in the form.
    Closed otherwise, it asks before it drops what was written.
    """

    def __init__(self, title: str, parent: QWidget | None = None, *, width: int = 440) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.fields: dict[str, Field] = {}
        self.notice = label(role="error", wrap=True)
        self._notice_frame = QFrame()
        self._notice_frame.setProperty("notice", True)
        QVBoxLayout(self._notice_frame).addWidget(self.notice)
        self._notice_frame.hide()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, parent=self
        )
        self.save_button = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        theme.set_role(self.save_button, "kind", "primary")
        self.cancel_button = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.try_to_save)
        self.buttons.rejected.connect(self.reject)
        for keys in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            QShortcut(key_sequence(keys), self, self.try_to_save)

        inside = QWidget()
        self.form = QVBoxLayout(inside)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setSpacing(theme.GAP)
        self._scroll = Scrolled(inside)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.MARGIN + theme.UNIT,) * 4)
        box.setSpacing(theme.MARGIN)
        box.addWidget(self._notice_frame)
        box.addWidget(self._scroll, 1)
        box.addWidget(self.buttons)
        self._width = width
        self._wide_rows: list[QHBoxLayout] = []

    def add(
        self, name: str, text: str, widget: AnyWidget, *, hint: str = "", required: bool = False, into: Any = None
    ) -> AnyWidget:
        """Add a field; `name` is what KnownError.field calls it, `into` another layout than the form's own column."""
        field = Field(text, widget, hint=hint, required=required)
        self.fields[name] = field
        if (changed := _changed(widget)) is not None:
            changed.connect(lambda *_: self._forgive(field))
        (self.form if into is None else into).addWidget(field)
        return widget

    def add_row(self) -> QHBoxLayout:
        """Begin a row for fields beside each other: the `into` of `add`; on a small screen it goes on in the next."""
        return self._row_at(self.form.count())

    def _row_at(self, place: int) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.MARGIN)
        self.form.insertLayout(place, row)
        self._wide_rows.append(row)
        return row

    def _break_rows(self, room: int) -> None:
        """Let rows that need more than the room go on in a row of their own below."""
        for row in self._wide_rows:  # those that this adds are looked at in their turn
            below: QHBoxLayout | None = None
            while (last := row.count() - 1) and row.minimumSize().width() > room:
                stretch = row.stretch(last)
                if (field := row.takeAt(last).widget()) is not None:  # the air at the end is left out
                    below = below or self._row_at(self._place_of(row) + 1)
                    below.insertWidget(0, field, stretch)

    def _place_of(self, row: QHBoxLayout) -> int:
        return next(place for place in range(self.form.count()) if self.form.itemAt(place).layout() is row)

    def _forgive(self, field: Field) -> None:
        """A field was changed: what was wrong with it, or with the form as a whole, may be so no more."""
        field.clear_error()
        self._notice_frame.hide()

    def day_of(self, name: str) -> date | None:
        """The full date typed in a field, None when empty. Raises KnownError naming the field."""
        widget = self.fields[name].widget
        assert isinstance(widget, DateField)
        return named(name, DateField.day, widget)

    def save(self) -> None:
        """Write what the form says; raise KnownError to keep the form open."""

    def try_to_save(self) -> None:
        """Save and close, or say what is wrong where it is wrong."""
        self.clear_errors()
        try:
            self.save()
        except KnownError as error:
            self.show_error(error)
        else:
            self.accept()

    def show_error(self, error: KnownError) -> None:
        """Put the sentence beside the field it names, with the cursor there, else at the top."""
        field = self.fields.get(error.field or "") or self._field_of(error)
        if field is None:
            self.notice.setText(str(error))
            self._scroll.setMinimumHeight(0)  # to show lays out at once, and what has grown does not shrink again
            self._notice_frame.show()
            self._grow()
            return
        field.show_error(str(error))
        self._grow()
        lines = field.widget.findChildren(QLineEdit) if type(field.widget) is QWidget else []
        (lines[0] if lines else field.widget).setFocus(Qt.FocusReason.OtherFocusReason)  # a field of several lines
        QTimer.singleShot(0, field, lambda: self._scroll.ensureWidgetVisible(field))  # once the sentence has its room

    def _field_of(self, error: KnownError) -> Field | None:
        """Find the one field that an error without a name speaks of: it refuses its text so, or its text is quoted."""
        lines = [field for field in self.fields.values() if isinstance(field.widget, QLineEdit)]
        found = [field for field in lines if _refusal(field.widget) == str(error)]
        if not found:
            found = [field for field in lines if (text := _typed(field.widget)) and str(error).startswith(f"“{text}” ")]
        return found[0] if len(found) == 1 else None

    def _grow(self) -> None:
        """Make room for a sentence that has just come, so that it hides no field."""
        if self.isVisible():
            self.fit()

    def clear_errors(self) -> None:
        """Take every error sentence away."""
        self._notice_frame.hide()
        for field in self.fields.values():
            field.show_error("")

    def open(self) -> None:
        """Show the form as high as its fields need and the screen allows, then let the officer type."""
        self.form.addStretch(1)
        self.fit()
        super().open()
        focused = self.focusWidget()
        if focused is None or self.buttons.isAncestorOf(focused):
            first = next((field.widget for field in self.fields.values() if field.widget.isEnabled()), None)
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)
            if isinstance(first, QLineEdit):
                first.selectAll()  # as Tab does; Qt forgets it where the form has no focus yet
        for line in self.findChildren(QLineEdit):
            if line is not self.focusWidget():
                line.setCursorPosition(0)  # a long text is read from its beginning

    def fit(self) -> None:
        """Ask for the room that the fields shown need; also after fields were shown or hidden."""
        screen = self.screen().availableGeometry().size()
        widest = screen.width() - 2 * (theme.MARGIN + theme.UNIT)
        self._break_rows(widest - self._scroll.verticalScrollBar().sizeHint().width())
        inside = self._scroll.widget().sizeHint()
        wanted = max(self._width, inside.width() + 4 * theme.UNIT)
        self._scroll.setMinimumWidth(min(wanted, widest))
        if wanted > widest:  # the largest letters on a small screen leave no room for the whole width
            self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        below = [self.buttons, *([] if self._notice_frame.isHidden() else [self._notice_frame])]
        around = sum(part.sizeHint().height() + theme.MARGIN for part in below) + 2 * (theme.MARGIN + theme.UNIT)
        room = screen.height() - around - _TITLE_BAR
        height = self.form.heightForWidth(self._scroll.viewport().width()) if self.isVisible() else 0
        self._scroll.setMinimumHeight(min(max(inside.height(), height) + theme.GAP, room))


def on_pause(parent: QWidget, slot: Callable[[], object], milliseconds: int = 150) -> QTimer:
    """A timer that calls `slot` once nothing has restarted it for a while."""
    timer = QTimer(parent, singleShot=True, interval=milliseconds)
    timer.timeout.connect(slot)
    return timer
