"""Forms of the screen *Sinh hoạt*: a meeting, and why none was held."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from models import attendance, cells, meetings, namesakes, rules, score_sheets
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.meetings import MeetingRow, MeetingValues
from models.tables import MeetingClass, MeetingForm, MeetingKind
from models.text import plain, to_number
from models.times import parse_time, show_time
from ui import theme
from ui.fields import Choice, DateField, FormDialog, named


class MeetingDialog(FormDialog):
    """Add or correct one meeting: when, how, who led it, its score."""

    def __init__(
        self,
        db: Database,
        cell_id: int,
        year: int,
        month: int,
        meeting: MeetingRow | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = self.tr("Sửa cuộc họp") if meeting else self.tr("Thêm cuộc họp")
        super().__init__(title, parent, width=640)
        self._db = db
        self._place = (cell_id, year, month)
        self._meeting = meeting
        self.saved_id = meeting.id if meeting else 0
        today = db.clock().date()
        whole = Period.month(year, month)
        day = meeting.held_on if meeting else min(max(today, whole.first), whole.last)
        with db.read() as session:
            listed, apart = attendance.on_list(session, cell_id, day), namesakes.on(session, day, cell_id)
            people = [(name + apart.get(key, ""), key) for key, name, *_rest in listed]
            self._book = rules.book(session)
            self._cell = cells.short_name(cells.names(session, day)[cell_id])
            has_sheet = meeting is not None and score_sheets.exists(session, meeting.id)
        self.setWindowTitle(f"{title}: {self._cell}, {self.tr('tháng')} {month}/{year}")
        self._build(people)
        self._show(meeting.values if meeting else MeetingValues(MeetingKind.REGULAR, day, MeetingForm.IN_PERSON))
        if has_sheet:  # the sheet would write its own over what is typed here
            for field in ("score", "quality", "deduction_note"):
                self.fields[field].widget.setEnabled(False)
            self.fields["score"].set_hint(self.tr("Theo phiếu chấm điểm (F4)."))

    def _build(self, people: list[tuple[str, int]]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.MARGIN)
        grid.setVerticalSpacing(theme.GAP)
        nobody = (self.tr("(chưa ghi)"), None)
        self.held_on = DateField()
        self.kind = Choice([(kind.label, kind) for kind in MeetingKind])
        self.form_of = Choice([nobody, *((form.label, form) for form in MeetingForm)])
        self.starts_at, self.ends_at, self.place = QLineEdit(), QLineEdit(), QLineEdit()
        self.chair, self.secretary = Choice([nobody, *people]), Choice([nobody, *people])
        self.guest, self.score, self.deduction = QLineEdit(), QLineEdit(), QLineEdit()
        self.quality = Choice()
        self.note = QLineEdit()
        self.thematic = QCheckBox(self.tr("Có kết hợp sinh hoạt chuyên đề"))
        self.score.setPlaceholderText(self.tr("0 – 100"))
        self.starts_at.setPlaceholderText("19:30")
        self.ends_at.setPlaceholderText("21:00")
        places = (
            ("held_on", self.tr("Ngày họp"), self.held_on, 0, 0, True),
            ("kind", self.tr("Loại"), self.kind, 0, 1, False),
            ("form", self.tr("Hình thức"), self.form_of, 0, 2, False),
            ("starts_at", self.tr("Bắt đầu"), self.starts_at, 1, 0, False),
            ("ends_at", self.tr("Kết thúc"), self.ends_at, 1, 1, False),
            ("place", self.tr("Địa điểm"), self.place, 1, 2, False),
            ("chair_id", self.tr("Chủ trì"), self.chair, 2, 0, False),
            ("secretary_id", self.tr("Thư ký"), self.secretary, 2, 1, False),
            ("superior_guest", self.tr("Cấp ủy viên cấp trên dự"), self.guest, 2, 2, False),
            ("score", self.tr("Điểm"), self.score, 3, 0, False),
            ("quality", self.tr("Xếp loại"), self.quality, 3, 1, False),
            ("deduction_note", self.tr("Thuyết minh điểm trừ"), self.deduction, 3, 2, False),
        )
        for name, text, widget, row, column, required in places:
            self.add(name, text, widget, required=required, into=_At(grid, row, column))
        self.form.addLayout(grid)
        self.form.addWidget(self.thematic)
        self.add("note", self.tr("Ghi chú"), self.note)
        self.score.textChanged.connect(self._propose_class)
        self.held_on.textChanged.connect(self._propose_class)

    def _show(self, values: MeetingValues) -> None:
        self.held_on.set_value(values.held_on)
        self.kind.set_value(values.kind)
        self.form_of.set_value(values.form)
        self.starts_at.setText(show_time(values.starts_at))
        self.ends_at.setText(show_time(values.ends_at))
        self.place.setText(values.place)
        self.chair.set_value(values.chair_id)
        self.secretary.set_value(values.secretary_id)
        self.guest.setText(values.superior_guest)
        self.score.setText("" if values.score is None else plain(values.score))
        self._propose_class()
        self.quality.set_value(values.quality)
        self.deduction.setText(values.deduction_note)
        self.thematic.setChecked(values.is_thematic_combined)
        self.note.setText(values.note)

    def _propose_class(self) -> None:
        """Name the class that the score gives, by the rule card of the day."""
        chosen = self.quality.value()
        proposed = self.tr("Theo điểm")
        offered = self._meeting.self_class if self._meeting else None
        try:
            score, day = to_number(self.score.text()), self.held_on.day()
        except KnownError:
            score = day = None
        if score is not None and 0 <= score <= 100 and day is not None:
            proposed = self.tr("Theo điểm: {name}").format(name=self._book.on(day).class_of(score).label)
        if offered is not None:
            proposed = self.tr("Theo phiếu: {name}").format(name=offered.label)
        self.quality.set_entries([(proposed, None), *((name.label, name) for name in MeetingClass)])
        self.quality.set_value(chosen)

    def values(self) -> MeetingValues:
        """Return what is written in the form. Raises KnownError naming the field."""
        day = self.day_of("held_on")
        if day is None:
            raise KnownError(self.tr("Hãy nhập ngày họp, ví dụ 05/11/2026."), field="held_on")
        return MeetingValues(
            kind=self.kind.value(),
            held_on=day,
            form=self.form_of.value(),
            starts_at=named("starts_at", parse_time, self.starts_at.text()),
            ends_at=named("ends_at", parse_time, self.ends_at.text()),
            place=self.place.text(),
            chair_id=self.chair.value(),
            secretary_id=self.secretary.value(),
            superior_guest=self.guest.text(),
            is_thematic_combined=self.thematic.isChecked(),
            score=named("score", to_number, self.score.text()),
            quality=self.quality.value(),
            deduction_note=self.deduction.text(),
            note=self.note.text(),
        )

    def save(self) -> None:
        """Write the meeting in one step."""
        values = self.values()
        cell_id, year, month = self._place
        today: date = self._db.clock().date()
        if self._meeting is not None:
            label = self.tr("Sửa cuộc họp {cell} tháng {month}/{year}")
            with self._db.write(label.format(cell=self._meeting.cell_name, month=month, year=year)) as session:
                meetings.edit(session, self._meeting.id, values, on=today)
        else:
            label = self.tr("Thêm cuộc họp {cell} tháng {month}/{year}")
            with self._db.write(label.format(cell=self._cell, month=month, year=year)) as session:
                self.saved_id = meetings.add(session, cell_id, year, month, values)


class _At:
    """A place of a grid, as the `into` of a field."""

    def __init__(self, grid: QGridLayout, row: int, column: int) -> None:
        self._place = (grid, row, column)

    def addWidget(self, widget: QWidget) -> None:
        """Put the field there."""
        grid, row, column = self._place
        grid.addWidget(widget, row, column)


class NotHeldDialog(FormDialog):
    """Say that a cell did not meet this month, and why."""

    def __init__(self, db: Database, meeting: MeetingRow, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Chi bộ không sinh hoạt"), parent)
        self._db = db
        self._meeting = meeting
        self.reason = QLineEdit()
        self.add("reason", self.tr("Lý do không sinh hoạt tháng này"), self.reason)

    def save(self) -> None:
        """Write it in one step."""
        row = self._meeting
        label = self.tr("Ghi {cell} không sinh hoạt tháng {month}/{year}")
        with self._db.write(label.format(cell=row.cell_name, month=row.month, year=row.year)) as session:
            meetings.set_not_held(session, row.id, self.reason.text())
