"""The card of *Thiết lập* with the days off: what counts as a working day for every time limit."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from models import calendar
from models.calendar import HolidayRow, HolidayValues
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from ui import messages, theme
from ui.fields import DateField, FormDialog
from ui.tables import Column, RowsModel, Table
from ui.widgets.buttons import push_button
from ui.widgets.cards import Card
from ui.widgets.labels import label


class HolidayForm(FormDialog):
    """A day off, of one year or of every year, or a weekend day that is worked in exchange."""

    def __init__(self, db: Database, row: HolidayRow | None, parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=420)
        self.setWindowTitle(self.tr("Sửa ngày nghỉ") if row else self.tr("Thêm ngày nghỉ"))
        self._db, self._row = db, row
        self._year = db.clock().year
        self.name = self.add("name", self.tr("Tên"), QLineEdit(), required=True)
        self.name.setMaxLength(100)
        self.name.setPlaceholderText(self.tr("Tết Nguyên đán"))
        self.day = self.add("day", self.tr("Ngày"), DateField(), required=True)
        self.every_year = QCheckBox(self.tr("Năm nào cũng nghỉ ngày này"))
        self.is_worked = QCheckBox(self.tr("Đây là thứ bảy, chủ nhật phải làm bù"))
        self.form.addWidget(self.every_year)
        self.form.addWidget(self.is_worked)
        self.is_worked.toggled.connect(lambda on: on and self.every_year.setChecked(False))
        self.every_year.toggled.connect(lambda on: on and self.is_worked.setChecked(False))
        if row is not None:
            self.name.setText(row.name)
            self.day.set_value(PartialDate(row.year or self._year, row.month, row.day))
            self.every_year.setChecked(row.year is None)
            self.is_worked.setChecked(not row.is_off)
        self.name.setFocus()

    def save(self) -> None:
        """Write the day in one step."""
        day = self.day.day()
        if day is None:
            raise KnownError(self.tr("Hãy ghi ngày, ví dụ 17/02/2026."), field="day")
        year = None if self.every_year.isChecked() else day.year
        values = HolidayValues(self.name.text(), day.month, day.day, year, not self.is_worked.isChecked())
        if self._row is None:
            with self._db.write(self.tr("Thêm ngày nghỉ {name}").format(name=values.name)) as session:
                calendar.add_holiday(session, values)
        else:
            with self._db.write(self.tr("Sửa ngày nghỉ {name}").format(name=values.name)) as session:
                calendar.edit_holiday(session, self._row.id, values)


class HolidayEditor(Card):
    """The list of days with *Thêm*, *Sửa*, *Bỏ*; `reload` reads it anew."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Ngày nghỉ, ngày làm bù"))
        self._db = db
        self.rows = RowsModel[HolidayRow](
            (
                Column(self.tr("Ngày"), _day, width=12),
                Column(self.tr("Năm"), _year, width=12),
                Column(self.tr("Tên"), lambda row: row.name, width=34),
                Column(self.tr("Nghỉ hay làm"), _kind, width=14, role="muted"),
            ),
            self,
        )
        self.table: Table[HolidayRow] = Table(self.rows, key=lambda row: row.id)
        self.table.set_empty(self.tr("Chưa ghi ngày nghỉ nào."))
        self.table.setMinimumHeight(theme.UNIT * 45)
        self.table.opened.connect(lambda _row: self.edit())
        self.add_button = push_button(self.tr("Thêm…"), "plus", self.add)
        self.edit_button = push_button(self.tr("Sửa…"), "pencil", self.edit)
        self.remove_button = push_button(self.tr("Bỏ"), "trash-2", self.remove)
        self.top.addStretch(1)
        for button in (self.add_button, self.edit_button, self.remove_button):
            self.top.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        words = self.tr(
            "Dùng để tính hạn theo ngày làm việc, ví dụ 30 ngày làm việc để xét đảng viên dự bị. Thứ bảy, chủ nhật "
            "không phải ghi. Tết Nguyên đán, Giỗ Tổ Hùng Vương và ngày nghỉ bù thay đổi từng năm, hãy ghi theo thông "
            "báo nghỉ của năm đó."
        )
        self.box.addWidget(label(words, "muted", wrap=True))
        self.box.addWidget(self.table)

    def reload(self) -> None:
        """Read the days anew."""
        with self._db.read() as session:
            self.rows.set_rows(calendar.holidays(session))

    def add(self) -> HolidayForm:
        """Ask for a new day."""
        return self._open(None)

    def edit(self) -> HolidayForm | None:
        """Ask for what the chosen day should say."""
        row = self.table.current_row()
        return self._open(row) if row is not None else None

    def remove(self) -> None:
        """Take the chosen day off the list once the officer has confirmed it."""
        row = self.table.current_row()
        if row is None:
            return
        messages.ask(
            self,
            self.tr("Bỏ “{name}” ({day}) khỏi ngày nghỉ?").format(name=row.name, day=_day(row)),
            self.tr("Các hạn theo ngày làm việc được tính lại. Bấm Ctrl+Z để lấy lại."),
            self.tr("Bỏ ngày này"),
            lambda: self._remove(row),
        )

    def _remove(self, row: HolidayRow) -> None:
        with self._db.write(self.tr("Bỏ ngày nghỉ {name}").format(name=row.name)) as session:
            calendar.remove_holiday(session, row.id)
        self.reload()

    def _open(self, row: HolidayRow | None) -> HolidayForm:
        form = HolidayForm(self._db, row, self)
        form.accepted.connect(self.reload)
        form.open()
        return form


def _day(row: HolidayRow) -> str:
    return f"{row.day:02}/{row.month:02}"


def _year(row: HolidayRow) -> str:
    return str(row.year or QCoreApplication.translate("HolidayEditor", "mọi năm"))


def _kind(row: HolidayRow) -> str:
    tr = QCoreApplication.translate
    return tr("HolidayEditor", "nghỉ") if row.is_off else tr("HolidayEditor", "làm bù")
