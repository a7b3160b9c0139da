"""Who was absent, village by village: the names of a month or of its whole year, to be printed and exported."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from models import absences, cells, participation, villages
from models.absences import AbsentMember
from models.database import Database
from models.dates import Period, add_months
from ui.keys import key_sequence
from ui.tables import Column
from ui.theme import State
from ui.widgets.names import Group, NamesDialog

REPORT = "dang-vien-vang"


class AbsentDialog(NamesDialog):
    """The absent of a month by the village they live in; Alt+← → turn the month, *Cả năm* shows its year.

    Enter on a line gives the AbsentMember by `opened`.
    """

    report_asked = Signal(str)
    """The list is to be printed or exported: the period, e.g. “2026-10”."""

    def __init__(self, db: Database, year: int, month: int, parent: QWidget | None = None) -> None:
        self._db = db
        self.year, self.month, self.is_year = year, month, False
        self._cells: dict[int, str] = {}
        self._homes: dict[int | None, str] = {}
        super().__init__("", "", self._columns(), (), parent, key=lambda line: (line.cell_id, line.member_id))
        self.table.set_empty(self.tr("Không có ai vắng."))
        self.before_button = self.add_way(self.tr("Tháng trước"), "chevron-left", lambda: self.turn(-1))
        self.after_button = self.add_way(self.tr("Tháng sau"), "chevron-right", lambda: self.turn(1))
        self.year_button = self.add_way(self.tr("Cả năm"), "calendar-days", lambda: self.show_year())
        self.report_button = self.add_way(self.tr("In, xuất"), "printer", lambda: self._report())
        for keys, step in (("Alt+Left", -1), ("Alt+Right", 1)):
            shortcut = QShortcut(key_sequence(keys), self)
            shortcut.activated.connect(lambda step=step: self.turn(step))
        self.load()
        room = self.screen().availableGeometry().size()  # the chips of the villages take several lines
        self.resize(room.width() * 24 // 25, room.height() * 9 // 10)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def period(self) -> Period:
        """The stretch of months in view."""
        return Period.year(self.year) if self.is_year else Period.month(self.year, self.month)

    def turn(self, step: int) -> None:
        """Show another month, or another year while a year is in view; not one that has not begun."""
        months = 12 * step if self.is_year else step
        day = add_months(Period.month(self.year, self.month).first, months)
        today = self._db.clock().date()
        if (day.year, 0 if self.is_year else day.month) <= (today.year, 0 if self.is_year else today.month):
            self.year, self.month = day.year, day.month
            self.load()

    def show_year(self) -> None:
        """Change between the month and its year."""
        self.is_year = not self.is_year
        self.load()

    def load(self) -> None:
        """Read and show the absent of the period."""
        with self._db.read() as session:
            known = participation.figures(session, self.period, on=self._db.clock().date())
            found = absences.read(session, known)
            self._homes = {**villages.names(session), None: self.tr("Chưa ghi nơi ở")}
        self._cells = {cell.id: cell.name for cell in known.cells}
        lived_in = {one.village_id for one in found}
        places = [key for key in self._homes if key in lived_in]
        found.sort(key=lambda one: places.index(one.village_id))
        text = self.tr(
            "{people} đồng chí vắng ở {places} thôn, bản: {excused} lượt có lý do, {unexcused} lượt không lý do."
        )
        explanation = text.format(
            people=len({one.member_id for one in found}),
            places=len([key for key in places if key is not None]),
            excused=sum(one.excused for one in found),
            unexcused=sum(one.unexcused for one in found),
        )
        if tally := known.total.unrecorded:
            explanation += " " + self.tr("Còn {n} người chưa ghi.").format(n=tally)
        explanation += "\n" + self.tr(
            "Tính các cuộc họp thường kỳ mà đồng chí thuộc diện phải dự; thôn, bản là nơi ở khi hết kỳ."
        )
        groups = [Group[AbsentMember](self._home(key), lambda line, key=key: line.village_id == key) for key in places]
        label = self.period.label
        title = self.tr("Người vắng theo thôn, bản, {period}").format(period=label[0].lower() + label[1:])
        self.fill(title, explanation, found, groups)
        self.year_button.setText(self.tr("Từng tháng") if self.is_year else self.tr("Cả năm"))
        self.before_button.setText(self.tr("Năm trước") if self.is_year else self.tr("Tháng trước"))
        self.after_button.setText(self.tr("Năm sau") if self.is_year else self.tr("Tháng sau"))

    def _cell(self, line: AbsentMember) -> str:
        return cells.short_name(self._cells.get(line.cell_id, ""))

    def _home(self, key: int | None) -> str:
        return self._homes[key]

    def _columns(self) -> tuple[Column[AbsentMember], ...]:
        return (
            Column(self.tr("Thôn, bản"), lambda line: self._home(line.village_id), width=20, least=12),
            Column(self.tr("Họ và tên"), lambda line: line.shown_name, width=24, least=18),
            Column(self.tr("Chi bộ"), self._cell, width=26, least=12, leaves=1),
            Column(self.tr("Có lý do"), lambda line: line.excused or None, width=9, align="right"),
            Column(
                self.tr("Không lý do"),
                lambda line: line.unexcused or None,
                width=11,
                align="right",
                state=lambda line: State.BAD if line.unexcused else State.PLAIN,
            ),
            Column(
                self.tr("Ngày vắng"), lambda line: ", ".join(f"{day:%d/%m}" for day in line.days), width=18, least=9
            ),
            Column(self.tr("Lý do"), lambda line: line.reasons or None, width=20, least=12, role="muted"),
        )

    def _report(self) -> None:
        key = self.period.key
        self.accept()  # before the other screen comes
        self.report_asked.emit(key)
