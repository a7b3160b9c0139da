"""*Loại hình*: the words for kinds of cell and of organisation, with the days between which each is used."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from models import codes
from models.codes import CodeRow, Word
from models.database import Database
from models.text import clean
from ui import theme
from ui.fields import DateField, FormDialog
from ui.tables import Column
from ui.widgets.edit_list import EditListDialog


class KindForm(FormDialog):
    """A word, and the first and last day on which it is used."""

    def __init__(self, db: Database, list_name: str, row: CodeRow | None, parent: QWidget | None) -> None:
        super().__init__("", parent)
        self.setWindowTitle(self.tr("Sửa loại hình") if row else self.tr("Thêm loại hình"))
        self._db, self._list, self._row = db, list_name, row
        self.word = self.add("label", self.tr("Tên loại hình"), QLineEdit(), required=True)
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
        if row is not None:
            self.word.setText(row.label)
            self.first.set_value(row.valid_from)
            self.last.set_value(row.valid_to)

    def save(self) -> None:
        """Write the word in one step."""
        word = Word(self.word.text(), self.day_of("valid_from"), self.day_of("valid_to"))
        with self._db.write(self.tr("Ghi loại hình {name}").format(name=clean(word.label))) as session:
            if self._row is None:
                codes.add(session, self._list, word)
            else:
                codes.edit(session, self._row.id, word)


class KindsDialog(EditListDialog[CodeRow]):
    """The words of one list; a word no longer used gets its last day, what bears it keeps it."""

    def __init__(self, db: Database, list_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.db, self.list_name = db, list_name
        title = self.tr("Loại hình chi bộ") if list_name == codes.CELL_KIND else self.tr("Loại hình tổ chức đảng")
        self.set_words(
            title,
            self.tr(
                "Loại hình không dùng nữa thì ghi ngày cuối cùng: nơi đang mang vẫn giữ, và vẫn chọn được khi xem "
                "ngày cũ."
            ),
        )
        self.remove_button.hide()  # records of any time may bear the word

    def columns(self) -> Sequence[Column[CodeRow]]:
        """The word and its days."""
        return (
            Column(self.tr("Loại hình"), lambda row: row.label, width=44),
            Column(self.tr("Từ ngày"), lambda row: row.valid_from, width=12),
            Column(self.tr("Đến hết ngày"), lambda row: row.valid_to, width=13),
        )

    def read(self) -> list[CodeRow]:
        """The words, in their order."""
        with self.db.read() as session:
            return codes.items(session, self.list_name)

    def form_for(self, row: CodeRow | None) -> KindForm:
        """The form of a word."""
        return KindForm(self.db, self.list_name, row, self)
