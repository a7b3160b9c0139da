"""The forms that change how a member stands: another cell or duty, recognition, leaving the list."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from models import cells, members, stays
from models.database import Database
from models.errors import KnownError
from models.tables import Duty, Ending
from ui import theme
from ui.fields import DateField, FormDialog
from ui.members.offer import OfficialOffer
from ui.members.pairs import check_when_left, choice, dates_of, not_ahead
from ui.widgets.labels import label


class _MemberStep(FormDialog):
    """What the forms share: who it is about, how they stand now, the day of the change."""

    def __init__(self, title: str, db: Database, member_id: int, parent: QWidget | None = None) -> None:
        super().__init__(title, parent, width=460)
        self._db = db
        self._today = db.clock().date()
        self.member_id = member_id
        with db.read() as session:
            self._values = members.read(session, member_id)
            self._stay = stays.history(session, member_id)[-1]
            self._cells = [(row.short_name, row.id) for row in cells.rows(session, self._today)]
        self.name = self._values.full_name
        self.form.addWidget(label(self.name, "heading", wrap=True))
        self.form.addWidget(label(self._now(), "muted", wrap=True))
        self.form.addSpacing(theme.UNIT)

    def _now(self) -> str:
        stay = self._stay
        words = f"{cells.short_name(stay.cell_name)} · {stay.standing.label} · {stay.duty.label}"
        if stay.is_since_known:
            words = self.tr("{words}, từ {day}").format(words=words, day=f"{stay.since:%d/%m/%Y}")
        return words

    def _add_day(self, name: str, text: str, *, partial: bool = False, hint: str = "") -> DateField:
        field = self.add(name, text, DateField(partial=partial), required=True, hint=hint)
        check_when_left(self, {name: field})
        return field


class ChangeForm(_MemberStep):
    """Another cell, another duty to attend, or both, from a day on."""

    def __init__(self, db: Database, member_id: int, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Đổi chi bộ, tình trạng"), db, member_id, parent)
        self.cell = self.add("cell_id", self.tr("Chi bộ"), choice(self._cells))
        self.cell.set_value(self._stay.cell_id)
        self.duty = self.add("duty", self.tr("Tình trạng"), choice((duty.label, duty) for duty in Duty))
        self.duty.set_value(self._stay.duty)
        self.on = self._add_day("on", self.tr("Kể từ ngày"))
        self.on.set_value(self._today)
        self.cell.setFocus()

    def save(self) -> None:
        """Write the change in one step; a position in the old cell ends with it."""
        cell_id, duty = self.cell.value(), self.duty.value()
        is_moving = cell_id != self._stay.cell_id
        if not is_moving and duty is self._stay.duty:
            raise KnownError(self.tr("Chưa đổi gì: hãy chọn chi bộ khác hoặc tình trạng khác."))
        read = dates_of(self, {"on": self.on})["on"]
        if read is None:
            raise KnownError(self.tr("Hãy ghi ngày bắt đầu, ví dụ 05/11/2026."), field="on")
        day = not_ahead(read.first, self._today, "on")
        with self._db.write(self._step_label(is_moving)) as session:
            if is_moving:
                members.set_position(session, self.member_id, None, on=day)
            stays.change(session, self.member_id, on=day, cell_id=cell_id, duty=duty)

    def _step_label(self, is_moving: bool) -> str:
        if is_moving:
            return self.tr("Chuyển {name} sang {cell}").format(name=self.name, cell=self.cell.currentText())
        return self.tr("Đổi tình trạng của {name}: {duty}").format(name=self.name, duty=self.duty.currentText())


class RecogniseForm(_MemberStep):
    """Công nhận chính thức: the day from which the member is an official one."""

    def __init__(self, db: Database, member_id: int, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Công nhận chính thức"), db, member_id, parent)
        admitted = self._values.admitted_on
        if admitted is not None:
            self.form.addWidget(label(self.tr("Vào Đảng {day}").format(day=admitted), "muted"))
        self.official_on = self._add_day(
            "official_on",
            self.tr("Chính thức từ ngày"),
            partial=True,
            hint=self.tr("Tính từ ngày hết 12 tháng dự bị, dù chi bộ xét sau ngày đó."),
        )
        self.offer = OfficialOffer(self.official_on, self._today)
        self.form.addWidget(self.offer)
        self.offer.set_admission(admitted)
        self.official_on.setFocus()

    def save(self) -> None:
        """Write the official date and the standing in one step."""
        day = dates_of(self, {"official_on": self.official_on})["official_on"]
        if day is None:
            raise KnownError(self.tr("Hãy ghi ngày được công nhận chính thức."), field="official_on")
        not_ahead(day.first, self._today, "official_on")
        with self._db.write(self.tr("Công nhận chính thức {name}").format(name=self.name)) as session:
            stays.recognise(session, self.member_id, day)


class LeaveForm(_MemberStep):
    """Taking a member off the list, with the reason; it says beforehand what will happen."""

    def __init__(self, db: Database, member_id: int, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Đưa ra khỏi danh sách"), db, member_id, parent)
        self.ending = self.add("ending", self.tr("Lý do"), choice((ending.label, ending) for ending in Ending))
        self.on = self._add_day("on", self.tr("Ngày cuối còn trong danh sách"))
        self.on.set_value(self._today)
        self.document = self.add("document", self.tr("Quyết định, giấy giới thiệu (số, ngày)"), QLineEdit())
        self.document.setMaxLength(200)
        self.consequence = label("", wrap=True)
        self.form.addWidget(self.consequence)
        self.save_button.setText(self.tr("Đưa ra khỏi danh sách"))
        self.on.textChanged.connect(self._say)
        self._say()
        self.ending.setFocus()

    def save(self) -> None:
        """End the membership here in one step; a position held ends with it."""
        read = dates_of(self, {"on": self.on})["on"]
        if read is None:
            raise KnownError(self.tr("Hãy ghi ngày cuối còn trong danh sách."), field="on")
        day = not_ahead(read.first, self._today, "on")
        ending: Ending = self.ending.value()
        words = self.tr("Đưa {name} ra khỏi danh sách: {ending}").format(name=self.name, ending=ending.label)
        with self._db.write(words) as session:
            members.set_position(session, self.member_id, None, on=day)
            stays.leave(session, self.member_id, on=day, ending=ending, document=self.document.text().strip() or None)

    def _say(self) -> None:
        try:
            day = self.on.day()
        except KnownError:
            day = None
        words = self.tr(
            "Từ ngày {day}, đồng chí {name} không còn trong danh sách và trong các báo cáo. Lý lịch và điểm danh cũ "
            "vẫn được giữ nguyên; bấm Ctrl+Z để lấy lại."
        )
        self.consequence.setText(words.format(day=f"{day:%d/%m/%Y}" if day else "…", name=self.name))
