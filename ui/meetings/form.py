"""Forms of the screen *Sinh hoạt*: a meeting, and why none was held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from models import attendance, cells, meetings, namesakes, rules, score_sheets
from models.database import Database
from models.dates import Period, add_months
from models.errors import KnownError
from models.meetings import MeetingRow, MeetingValues
from models.person_names import PersonName
from models.tables import MeetingClass, MeetingForm, MeetingKind
from models.text import plain, to_number
from models.times import parse_time, show_time
from ui import theme
from ui.fields import Choice, DateField, FormDialog, named
from ui.widgets.person_field import PersonField


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
        *,
        offered: Sequence[PersonName] = (),
        kind: MeetingKind = MeetingKind.REGULAR,
    ) -> None:
        self._title = self.tr("Sửa cuộc họp") if meeting else self.tr("Thêm cuộc họp")
        super().__init__(self._title, parent, width=640)
        self._db = db
        self._place = (cell_id, year, month)
        self._meeting = meeting
        self.saved_id = meeting.id if meeting else 0
        today = db.clock().date()
        whole = Period.month(year, month)
        day = meeting.held_on if meeting else min(max(today, whole.first), whole.last)
        with db.read() as session:
            self._book = rules.book(session)
            has_sheet = meeting is not None and score_sheets.exists(session, meeting.id)
        self._day = day
        self._build(offered)
        self._take_cell()
        kind = self.kind.value() if offered else kind
        self._show(meeting.values if meeting else MeetingValues(kind, day, MeetingForm.IN_PERSON))
        if has_sheet:  # the sheet would write its own over what is typed here
            for field in ("score", "quality", "deduction_note"):
                self.fields[field].widget.setEnabled(False)
            self.fields["score"].set_hint(self.tr("Theo phiếu chấm điểm (F4)."))

    def _build(self, offered: Sequence[PersonName]) -> None:
        self.cell = PersonField(offered)
        self.cell.setPlaceholderText(self.tr("gõ tên chi bộ, chọn trong danh sách"))
        if offered:
            self.add("cell", self.tr("Chi bộ"), self.cell, required=True)
            self.cell.set_value(self._place[0] or None)
            self.cell.textChanged.connect(self._pick_cell)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.MARGIN)
        grid.setVerticalSpacing(theme.GAP)
        for column in range(3):
            grid.setColumnStretch(column, 1)  # else the longest choice takes the room of the place
        nobody = (self.tr("(chưa ghi)"), None)
        self.counted_in = Choice()
        self.held_on = DateField()
        self.held_on.from_day = add_months(Period.month(*self._place[1:]).first, -6)  # “18/11” is near its month
        self.kind = Choice([(kind.label, kind) for kind in MeetingKind])
        self.form_of = Choice([nobody, *((form.label, form) for form in MeetingForm)])
        self.starts_at, self.ends_at, self.place = QLineEdit(), QLineEdit(), QLineEdit()
        self.chair, self.secretary = Choice([nobody]), Choice([nobody])
        self.guest, self.score, self.deduction = QLineEdit(), QLineEdit(), QLineEdit()
        self.quality = Choice()
        self.note = QLineEdit()
        self.thematic = QCheckBox(self.tr("Kết hợp chuyên đề"))
        self.thematic.setToolTip(self.tr("Cuộc họp có kết hợp sinh hoạt chuyên đề"))
        self.score.setPlaceholderText(self.tr("0 – 100"))
        self.starts_at.setPlaceholderText("19:30")
        self.ends_at.setPlaceholderText("21:00")
        places = (
            ("held_on", self.tr("Ngày họp"), self.held_on, 0, 0, True),
            ("kind", self.tr("Loại"), self.kind, 0, 1, False),
            ("form", self.tr("Hình thức"), self.form_of, 0, 2, False),
            ("starts_at", self.tr("Bắt đầu"), self.starts_at, 2, 0, False),
            ("ends_at", self.tr("Kết thúc"), self.ends_at, 2, 1, False),
            ("place", self.tr("Địa điểm"), self.place, 2, 2, False),
            ("chair_id", self.tr("Chủ trì"), self.chair, 3, 0, False),
            ("secretary_id", self.tr("Thư ký"), self.secretary, 3, 1, False),
            ("superior_guest", self.tr("Cấp ủy viên cấp trên dự"), self.guest, 3, 2, False),
            ("score", self.tr("Điểm"), self.score, 4, 0, False),
            ("quality", self.tr("Xếp loại"), self.quality, 4, 1, False),
        )
        for name, text, widget, row, column, required in places:
            self.add(name, text, widget, required=required, into=_At(grid, row, column))
        self.add("counted_in", self.tr("Tính cho tháng"), self.counted_in, required=True, into=_At(grid, 1, 0, 3))
        self.fields["counted_in"].hide()
        grid.addWidget(self.thematic, 4, 2, Qt.AlignmentFlag.AlignBottom)
        self.form.addLayout(grid)
        self.setTabOrder(self.held_on, self.counted_in)
        self.setTabOrder(self.quality, self.thematic)
        self.add("deduction_note", self.tr("Thuyết minh điểm trừ"), self.deduction)  # a sentence: the whole width
        self.add("note", self.tr("Ghi chú"), self.note)
        self.score.textChanged.connect(self._propose_class)
        self.held_on.textChanged.connect(self._propose_class)
        self.held_on.textChanged.connect(self._ask_month)
        for choice in (self.chair, self.secretary):
            choice.currentIndexChanged.connect(self._warn_of_one)

    def _pick_cell(self) -> None:
        """Another cell was chosen: its people, and whether it has its regular meeting already."""
        chosen = self.cell.known_value() or 0
        if chosen != self._place[0]:
            self._place = (chosen, *self._place[1:])
            self._take_cell()

    def _take_cell(self) -> None:
        cell_id, year, month = self._place
        people: list[tuple[str, int]] = []
        self._cell, has_one = "", ""
        if cell_id:
            with self._db.read() as session:
                listed = attendance.on_list(session, cell_id, self._day)
                apart = namesakes.on(session, self._day, cell_id)
                people = [(name + apart.get(key, ""), key) for key, name, *_rest in listed]
                self._cell = cells.short_name(cells.names(session, self._day)[cell_id])
                known = meetings.of_month(session, year, month, cell_id=cell_id)
            days = [f"{row.held_on:%d/%m/%Y}" for row in known if row.values.kind is MeetingKind.REGULAR]
            has_one = self.tr("Đã có cuộc họp thường kỳ: {days}.").format(days=", ".join(days)) if days else ""
        for choice in (self.chair, self.secretary):
            chosen = choice.value()
            choice.set_entries([(self.tr("(chưa ghi)"), None), *people])
            choice.set_value(chosen)
        if "cell" in self.fields:
            self.fields["cell"].set_hint(has_one)
            self.kind.set_value(MeetingKind.THEMATIC if has_one else MeetingKind.REGULAR)
        parts = [self._title] if not self._cell else [f"{self._title}: {self._cell}"]
        self.setWindowTitle(f"{parts[0]}, {self.tr('tháng')} {month}/{year}")

    def _ask_month(self) -> None:
        """A day outside the month of the meeting is a slip, a meeting made up for, or one moved: ask which."""
        _cell, year, month = self._place
        try:
            day = self.held_on.day()
        except KnownError:
            day = None
        is_outside = day is not None and (day.year, day.month) != (year, month)
        shown = self.fields["counted_in"]
        if is_outside and day is not None:
            was = self.counted_in.value()
            self.counted_in.set_entries(
                [
                    (self.tr("(hãy chọn)"), None),
                    (self.tr("tháng {m}/{y}: họp bù, họp sớm").format(m=month, y=year), (year, month)),
                    (
                        self.tr("tháng {m}/{y}: cuộc họp thuộc tháng ấy").format(m=day.month, y=day.year),
                        (day.year, day.month),
                    ),
                ]
            )
            kept = self._meeting is not None and self._meeting.held_on == day
            self.counted_in.set_value((year, month) if kept else was)
            text = self.tr(
                "Ngày họp {day} ở ngoài tháng {m}/{y}. Ghi nhầm thì sửa ngày; nếu đúng, chọn tháng được tính."
            )
            shown.set_hint(text.format(day=f"{day:%d/%m/%Y}", m=month, y=year))
        if shown.isHidden() == is_outside:
            shown.setVisible(is_outside)
            if self.isVisible():
                self.fit()

    def _warn_of_one(self) -> None:
        """One person leads and writes: allowed where nobody else can, but mostly a slip."""
        is_one = self.chair.value() is not None and self.chair.value() == self.secretary.value()
        words = self.tr("! Chủ trì và thư ký đang là cùng một người; hãy xem lại.")
        self.fields["secretary_id"].set_hint(words if is_one else "")
        if self.isVisible():
            self.fit()

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
        self._ask_month()
        self._warn_of_one()

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
        if "cell" in self.fields and named("cell", PersonField.value, self.cell) is None:
            raise KnownError(self.tr("Hãy chọn chi bộ."), field="cell")
        values = self.values()
        cell_id, year, month = self._place
        counted_in = (values.held_on.year, values.held_on.month)
        if counted_in != (year, month):
            counted_in = self.counted_in.value()
            if counted_in is None:
                raise KnownError(self.fields["counted_in"].message.text(), field="counted_in")
        today: date = self._db.clock().date()
        if self._meeting is not None:
            label = self.tr("Sửa cuộc họp {cell} tháng {month}/{year}")
            with self._db.write(label.format(cell=self._meeting.cell_name, month=month, year=year)) as session:
                meetings.edit(session, self._meeting.id, values, on=today)
                if counted_in != (year, month):
                    meetings.move(session, self._meeting.id, *counted_in)
        else:
            label = self.tr("Thêm cuộc họp {cell} tháng {month}/{year}")
            with self._db.write(label.format(cell=self._cell, month=month, year=year)) as session:
                self.saved_id = meetings.add(session, cell_id, counted_in[0], counted_in[1], values)


class _At:
    """A place of a grid, as the `into` of a field."""

    def __init__(self, grid: QGridLayout, row: int, column: int, span: int = 1) -> None:
        self._place = (grid, row, column, span)

    def addWidget(self, widget: QWidget) -> None:
        """Put the field there."""
        grid, row, column, span = self._place
        grid.addWidget(widget, row, column, 1, span)


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
