"""The words of a code list, with the days between which each is used and whether a document was compared."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QWidget

from models import codes
from models.codes import LISTS, CodeRow, Word
from models.database import Database
from models.errors import KnownError
from models.text import clean
from ui import messages, theme
from ui.fields import DateField, FormDialog
from ui.tables import Column
from ui.theme import State
from ui.widgets.edit_list import EditListDialog


class KindForm(FormDialog):
    """A word, and the first and last day on which it is used."""

    def __init__(self, db: Database, list_name: str, row: CodeRow | None, parent: QWidget | None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Sửa mục") if row else self.tr("Thêm mục"))
        self._db, self._list, self._row = db, list_name, row
        self.word = self.add("label", self.tr("Tên"), QLineEdit(), required=True)
        self.word.setMaxLength(200)
        days = QHBoxLayout()
        days.setSpacing(theme.MARGIN)
        self.form.addLayout(days)
        self.first = self.add(
            "valid_from", self.tr("Dùng từ ngày"), DateField(), hint=self.tr("Để trống: từ trước đến nay"), into=days
        )
        self.last = self.add(
            "valid_to", self.tr("Dùng đến hết ngày"), DateField(), hint=self.tr("Để trống: còn dùng"), into=days
        )
        self.is_checked = QCheckBox(self.tr("Đã đối chiếu với văn bản"))
        self.is_checked.setChecked(row is None or not row.is_unchecked)
        self.is_checked.setVisible(row is not None and row.is_unchecked)
        self.form.addWidget(self.is_checked)
        if row is not None:
            self.word.setText(row.label)
            self.first.set_value(row.valid_from)
            self.last.set_value(row.valid_to)

    def save(self) -> None:
        """Write the word in one step."""
        is_unchecked = not self.is_checked.isChecked()
        word = Word(self.word.text(), self.day_of("valid_from"), self.day_of("valid_to"), is_unchecked)
        step = self.tr("Ghi vào danh mục {list}: {name}")
        with self._db.write(step.format(list=LISTS[self._list].lower(), name=clean(word.label))) as session:
            if self._row is None:
                codes.add(session, self._list, word)
            else:
                codes.edit(session, self._row.id, word)


class KindsDialog(EditListDialog[CodeRow]):
    """The words of one list; a word no longer used gets its last day, what bears it keeps it."""

    def __init__(self, db: Database, list_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.db, self.list_name = db, list_name
        self.set_words(
            LISTS[list_name],
            self.tr(
                "Mục không dùng nữa thì ghi ngày cuối cùng: hồ sơ đang mang vẫn giữ. Chỉ bỏ được mục tự thêm mà chưa "
                "hồ sơ nào mang."
            ),
        )

    def columns(self) -> Sequence[Column[CodeRow]]:
        """The word and its days."""
        return (
            Column(self.tr("Tên"), lambda row: row.label, width=40),
            Column(self.tr("Từ ngày"), lambda row: row.valid_from, width=12),
            Column(self.tr("Đến hết ngày"), lambda row: row.valid_to, width=13),
            Column(
                self.tr("Đối chiếu"),
                lambda row: self.tr("! chưa") if row.is_unchecked else "",
                width=12,
                state=lambda _row: State.WARN,
            ),
        )

    def read(self) -> list[CodeRow]:
        """The words, in their order."""
        with self.db.read() as session:
            return codes.items(session, self.list_name)

    def form_for(self, row: CodeRow | None) -> KindForm:
        """The form of a word."""
        return KindForm(self.db, self.list_name, row, self)

    def take_out(self, row: CodeRow) -> None:
        """Take a word out that nobody bears, in one step."""
        try:
            with self.db.write(self.tr("Bỏ khỏi danh mục: {name}").format(name=row.label)) as session:
                codes.remove(session, row.id)
        except KnownError as error:
            messages.explain(self, error)
