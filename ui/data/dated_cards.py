"""Rules by date in *Thiết lập*: a card with the versions, the one in force marked, and the form of one version."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from models.database import Database
from models.errors import KnownError
from ui import theme
from ui.fields import DateField, FormDialog
from ui.tables import Column, RowsModel, Table
from ui.theme import State
from ui.widgets.buttons import push_button
from ui.widgets.cards import Card
from ui.widgets.flow import FlowRow
from ui.widgets.labels import label
from ui.widgets.whole_table import WholeTable


class Dated(Protocol):
    """A version of a rule and the day from which it holds."""

    @property
    def id(self) -> int:
        """Key of its row."""
        ...

    @property
    def effective_from(self) -> date | None:
        """The first day; None for a pattern that holds on none."""
        ...


Version = TypeVar("Version", bound=Dated)
Form = TypeVar("Form", bound=FormDialog)


class DatedForm(FormDialog):
    """A version of a rule: a new one from a day that no version has yet, or the one of a day corrected.

    `what` calls the rule ("quy định xếp loại") and `write` is the verb (session, day, values) that keeps a version;
    subclasses add their fields after `add_head` and read them in `values`.
    """

    def __init__(
        self,
        db: Database,
        what: str,
        write: Callable[[Any, date, Any], None],
        parent: QWidget | None,
        *,
        first: date | None,
        taken: Collection[date],
    ) -> None:
        super().__init__("", parent, width=640)
        words = QCoreApplication.translate
        if first is None:
            self.setWindowTitle(words("DatedForm", "{What} mới").format(What=what[:1].upper() + what[1:]))
        else:
            self.setWindowTitle(words("DatedForm", "Sửa {what}").format(what=what))
        self._db, self._write = db, write
        self._first, self._taken = first, taken

    def add_head(self, document: str, hint: str = "") -> None:
        """Add the day and the document; a version to correct (with its `document`) keeps its day."""
        words = QCoreApplication.translate
        self.effective_from = self.add(
            "effective_from", words("DatedForm", "Áp dụng từ ngày"), DateField(), required=True, hint=hint
        )
        self.document = self.add("document", words("DatedForm", "Theo văn bản"), QLineEdit(), required=True)
        self.document.setMaxLength(200)
        if self._first is not None:
            self.effective_from.set_value(self._first)
            self.effective_from.setReadOnly(True)
            self.document.setText(document)
        (self.effective_from if self._first is None else self.document).setFocus()

    def values(self) -> object:
        """Return what is written in the form, for `write`. Raises KnownError naming the field."""
        raise LookupError(self)

    def save(self) -> None:
        """Write the version in one step. Raises KnownError naming the field."""
        day = self.first_day()
        values = self.values()
        with self._db.write(f"{self.windowTitle()} từ {day:%d/%m/%Y}") as session:
            self._write(session, day, values)

    def first_day(self) -> date:
        """Return the day from which the version holds. Raises KnownError naming the field."""
        day = self.day_of("effective_from")
        words = QCoreApplication.translate
        if day is None:
            raise KnownError(words("DatedForm", "Hãy ghi ngày bắt đầu áp dụng."), field="effective_from")
        if self._first is None and day in self._taken:
            raise KnownError(
                words("DatedForm", "Đã có quy định áp dụng từ ngày này; hãy sửa bản đó."), field="effective_from"
            )
        return day


class DatedCards(Card, Generic[Version]):
    """The versions, the newest first; subclasses write `read` and `form_for`, and `reload` reads them anew."""

    def __init__(
        self,
        db: Database,
        title: str,
        columns: Sequence[Column[Version]],
        foot: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent)
        self.set_title(title)
        self.db = db
        self._present = 0
        self.rows = RowsModel[Version](
            (
                Column(self.tr("Áp dụng từ"), lambda one: one.effective_from or self.tr("mẫu có sẵn"), width=13),
                Column(
                    self.tr("Tình trạng"),
                    lambda one: self.tr("✓ đang dùng") if one.id == self._present else "",
                    width=13,
                    state=lambda _one: State.GOOD,
                ),
                *columns,
            ),
            self,
        )
        self.table: Table[Version] = WholeTable(self.rows, key=lambda one: one.id, sorting="none")
        self.table.opened.connect(lambda _row: self.edit())
        self.buttons = FlowRow(is_right=True)
        self.edit_button = self.add_action(self.tr("Sửa bản đang chọn…"), "pencil", self.edit)
        self.add_button = self.add_action(self.tr("Quy định mới từ ngày…"), "plus", self.add)
        self.heading.setWordWrap(True)
        self.top.setStretchFactor(self.heading, 1)
        self.top.addWidget(self.buttons, 2)
        self.fill(self.table)
        words = label(foot, "small", wrap=True)
        words.setContentsMargins(theme.MARGIN, theme.UNIT, theme.MARGIN, theme.GAP)
        self.box.addWidget(words)

    def add_action(self, text: str, icon: str, act: Callable[[], object]) -> QPushButton:
        """Put a button at the right of the title, after the others; in a narrow window they take a second line."""
        self.buttons.add(button := push_button(text, icon, act))
        return button

    def read(self) -> tuple[Sequence[Version], int]:
        """Return the versions, the oldest first, and the id of the one in force."""
        return (), 0

    def form_for(self, version: Version | None) -> FormDialog:
        """Return the form of a version, or of a new one."""
        raise LookupError(version)

    def reload(self) -> None:
        """Read the versions anew."""
        versions, self._present = self.read()
        self.rows.set_rows(list(reversed(versions)))
        if self.table.current_row() is None:
            self.table.select_key(self._present)

    def edit(self) -> FormDialog | None:
        """Open the form of the version chosen."""
        row = self.table.current_row()
        return self._open(row) if row is not None else None

    def add(self) -> FormDialog | None:
        """Open the form of a new version."""
        return self._open(None)

    def _open(self, version: Version | None) -> FormDialog:
        return self.show_form(self.form_for(version))

    def show_form(self, form: Form) -> Form:
        """Open a form; the versions are read anew once it is saved."""
        form.accepted.connect(self.reload)
        form.open()
        return form
