"""The changes of a member's name on the card, and the form of one (thay đổi, cải chính họ tên)."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from models import former_names, members, namesakes
from models.database import Database
from models.former_names import ChangeRow, NameChange
from ui import messages
from ui.fields import DateField, FormDialog
from ui.members.entries import Entry, EntryList
from ui.members.pairs import check_when_left, dates_of
from ui.members.words import paper
from ui.widgets.labels import label


class NameList(EntryList):
    """The changes of the name, newest first."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_words(self.tr("Họ tên"), self.tr("Ghi đổi, cải chính họ tên"))
        self._db = db
        self._member_id = 0
        self._rows: dict[int, ChangeRow] = {}
        self.add_asked.connect(lambda: NameForm(self._db, self._member_id, self.window()).open())
        self.edit_asked.connect(
            lambda key: NameForm(self._db, self._member_id, self.window(), row=self._rows[key]).open()
        )
        self.remove_asked.connect(self._ask_remove)

    def show_member(self, member_id: int) -> None:
        """Show how the name of a member changed."""
        self._member_id = member_id
        with self._db.read() as session:
            rows = former_names.history(session, member_id)
        self._rows = {row.id: row for row in rows}
        self.show_entries([self._entry(row) for row in reversed(rows)], self.tr("Chưa ghi lần đổi họ tên nào."))

    def _entry(self, row: ChangeRow) -> Entry:
        change = row.values
        when = self.tr("Từ {day}").format(day=f"{change.since:%d/%m/%Y}")
        title = self.tr("{former} → {name}").format(former=change.former, name=change.name)
        return Entry(row.id, title, when, (paper(change.decision_number, change.decision_on), change.note))

    def _ask_remove(self, key: int, title: str) -> None:
        former = self._rows[key].values.former
        today = self._db.clock().date()

        def act() -> None:
            with self._db.write(self.tr("Bỏ lần đổi họ tên {title}").format(title=title)) as session:
                former_names.remove(session, key, on=today)

        messages.ask(
            self.window(),
            self.tr("Bỏ lần đổi họ tên {title}?").format(title=title),
            self.tr("Đồng chí lại mang họ tên {former} như chưa đổi. Bấm Ctrl+Z để lấy lại.").format(former=former),
            self.tr("Bỏ"),
            act,
        )


class NameForm(FormDialog):
    """Writes a change of name, or corrects one (`row`)."""

    def __init__(
        self, db: Database, member_id: int, parent: QWidget | None = None, *, row: ChangeRow | None = None
    ) -> None:
        super().__init__("", parent, width=440)
        self._db, self._row = db, row
        self.member_id = member_id
        self._today = db.clock().date()
        with db.read() as session:
            self.name = namesakes.told(session, member_id, self._today)
            now = members.read(session, member_id).full_name
        self.setWindowTitle(self.tr("Ghi đổi, cải chính họ tên") if row is None else self.tr("Sửa lần đổi họ tên"))
        self.form.addWidget(label(self.name, "heading", wrap=True))
        self.former = self._text("former", self.tr("Họ tên trước đó"), 100)
        self.new_name = self._text("name", self.tr("Họ tên mới"), 100)
        self.since = self.add(
            "since",
            self.tr("Từ ngày"),
            DateField(),
            required=True,
            hint=self.tr("Danh sách, điểm danh của những ngày trước đó giữ họ tên trước."),
        )
        self.number = self._text("decision_number", self.tr("Số quyết định"), 40)
        self.decision_on = self.add("decision_on", self.tr("Ngày quyết định"), DateField())
        self.note = self._text("note", self.tr("Lý do, ghi chú"), 200)
        change = row.values if row else NameChange(now, "", self._today)
        texts = (self.former, change.former), (self.new_name, change.name)
        for field, text in (*texts, (self.number, change.decision_number), (self.note, change.note)):
            field.setText(text)
        self.since.set_value(change.since)
        self.decision_on.set_value(change.decision_on)
        self._dates = {"since": self.since, "decision_on": self.decision_on}
        check_when_left(self, self._dates)
        self.new_name.setFocus()

    def save(self) -> None:
        """Write the change in one step."""
        days = {name: day.first if day else None for name, day in dates_of(self, self._dates).items()}
        change = NameChange(
            self.former.text(),
            self.new_name.text(),
            days["since"],
            self.number.text(),
            days["decision_on"],
            self.note.text(),
        )
        with self._db.write(f"{self.windowTitle()}: {self.name}") as session:
            if self._row is None:
                former_names.record(session, self.member_id, change, on=self._today)
            else:
                former_names.correct(session, self._row.id, change, on=self._today)

    def _text(self, name: str, title: str, most: int) -> QLineEdit:
        field = self.add(name, title, QLineEdit(), required=name in ("former", "name"))
        field.setMaxLength(most)
        return field
