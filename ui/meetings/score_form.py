"""The form of a score sheet's result: what the cell gave itself, what was decided above it, where points were lost."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from models import meetings, rules, score_sheets
from models.database import Database
from models.errors import KnownError
from models.score_sheets import Result, Sheet
from models.tables import MeetingClass
from models.text import number, plain, to_number
from ui import theme
from ui.fields import Choice, DateField, FormDialog, named
from ui.widgets.labels import label


class ResultForm(FormDialog):
    """Opened with F6 on the score sheet; saved in one step."""

    def __init__(self, db: Database, sheet: Sheet, parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=560)
        self.setWindowTitle(self.tr("Kết quả chấm điểm"))
        self._db = db
        self._sheet = sheet
        meeting = sheet.roll.meeting
        total = sheet.total
        first, second = self.add_row(), self.add_row()
        self.self_score = self.add("self_score", self.tr("Chi bộ tự chấm, điểm"), QLineEdit(), into=first)
        self.self_score.setText("" if sheet.self_score is None else plain(sheet.self_score))
        self.self_score.setPlaceholderText(self.tr("như phiếu: {score}").format(score=plain(total.score)))
        proposed = self.tr("Theo phiếu: {name}").format(name=total.quality.label if total.quality else "–")
        classes = [(name.label, name) for name in MeetingClass]
        self.self_class = self.add(
            "self_class", self.tr("Chi bộ tự xếp loại"), Choice([(proposed, None), *classes]), into=first
        )
        self.self_class.set_value(sheet.self_class)
        self.official = self.add(
            "official",
            self.tr("Cấp ủy xếp loại"),
            Choice([(self.tr("(chưa quyết định)"), None), *classes]),
            into=second,
        )
        self.official.set_value(meeting.values.quality)
        self.decided_on = self.add("decided_on", self.tr("Ngày quyết định"), DateField(), into=second)
        self.decided_on.set_value(meeting.decided_on)
        words = self.tr("Cấp ủy đã xếp loại thì mọi bảng và báo cáo dùng xếp loại ấy.")
        self.form.addWidget(label(words, "small", wrap=True))
        self.note = QPlainTextEdit(sheet.shown_note)
        self.note.setTabChangesFocus(True)
        self.note.setMaximumHeight(theme.UNIT * 24)
        self.add(
            "note",
            self.tr("Thuyết minh điểm trừ"),
            self.note,
            hint=self.tr("Ghép từ các mục bị trừ; sửa được. Xóa hết thì ghép lại."),
        )
        self.official.picked.connect(self._propose_day)
        self.self_score.setFocus()

    def _propose_day(self, chosen: object) -> None:
        """A class decided is decided today unless another day is written."""
        if chosen is not None and not self.decided_on.text():
            self.decided_on.set_value(self._db.clock().date())
        elif chosen is None:
            self.decided_on.setText("")

    def save(self) -> None:
        """Write the result in one step. Raises KnownError naming the field."""
        score = named("self_score", to_number, self.self_score.text())
        day = self.day_of("decided_on")
        meeting = self._sheet.roll.meeting
        result = Result(score, self.self_class.value(), self.official.value(), day, self.note.toPlainText())
        text = self.tr("Kết quả chấm điểm {cell} tháng {month}/{year}").format(
            cell=meeting.cell_name, month=meeting.month, year=meeting.year
        )
        with self._db.write(text) as session:
            score_sheets.decide(session, meeting.id, result, on=self._db.clock().date())


class MonthDecisionForm(FormDialog):
    """Opened with F7: every class of the month that is not decided yet is decided as proposed, in one step."""

    def __init__(self, db: Database, year: int, month: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=460)
        self.setWindowTitle(self.tr("Cấp ủy xếp loại cả tháng {month}/{year}").format(month=month, year=year))
        self._db = db
        self._month = (year, month)
        with db.read() as session:
            book = rules.book(session)
            found = [meetings.class_by(book, row) for row in score_sheets.undecided(session, year, month)]
            unscored = score_sheets.unscored(session, year, month)
        counts = ", ".join(f"{found.count(one)} {one.label}" for one in MeetingClass if one in found)
        text = self.tr("{n} chi bộ chưa được xếp loại: {counts}. Ghi đúng như chi bộ đề nghị?")
        none = self.tr("Không có chi bộ nào đang chờ cấp ủy xếp loại.")
        self._refusal = "" if found else none
        said = self._refusal or text.format(n=len(found), counts=counts)
        if unscored:
            said += self.tr(" Còn {n} chi bộ đã họp chưa chấm điểm.").format(n=number(unscored))
        self.told = label(said, wrap=True)
        self.form.addWidget(self.told)
        self.decided_on = self.add("decided_on", self.tr("Ngày quyết định"), DateField(), required=True)
        self.decided_on.set_value(db.clock().date())
        words = self.tr("Chi bộ nào xếp khác thì mở phiếu của chi bộ ấy, bấm F6 mà sửa.")
        self.form.addWidget(label(words, "small", wrap=True))
        self.save_button.setEnabled(bool(found))

    def save(self) -> None:
        """Decide them in one step. Raises KnownError, naming the field, also where none waits for it."""
        if self._refusal:
            raise KnownError(self._refusal)
        day = self.day_of("decided_on")
        if day is None:
            raise KnownError(self.tr("Hãy ghi ngày quyết định."), field="decided_on")
        year, month = self._month
        text = self.tr("Cấp ủy xếp loại tháng {month}/{year}").format(month=month, year=year)
        with self._db.write(text) as session:
            score_sheets.decide_month(session, year, month, day, on=self._db.clock().date())
