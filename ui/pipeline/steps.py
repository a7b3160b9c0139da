"""The forms of one step: a certificate, the cell's proposal, the file, the decision, the admission; and leaving."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from models import admission_checks, candidates, person_names
from models.admission_checks import Case
from models.candidates import Admission
from models.database import Database
from models.errors import KnownError
from models.pipeline import Stage
from ui import theme
from ui.fields import DateField, FormDialog, on_pause
from ui.members.pairs import check_when_left, dates_of
from ui.pipeline import words
from ui.theme import State
from ui.widgets.labels import label, set_state
from ui.widgets.person_field import PersonField

_FIELDS = {
    Stage.TAUGHT: ("certificate_number", "certificate_on"),
    Stage.PROPOSED: ("proposed_on", "introducer1_id", "introducer2_id"),
    Stage.FILED: ("filed_on",),
    Stage.DECIDED: ("decision_number", "decision_on"),
    Stage.PROBATION: ("decision_number", "decision_on", "ceremony_on", "introducer1_id", "introducer2_id"),
}
_CHECKED = (Stage.PROPOSED, Stage.DECIDED, Stage.PROBATION)
"""Before these steps the officer is told what speaks against an admission."""


class NumberField(QLineEdit):
    """The number of a paper: what stands in it is selected with the focus, so that typing replaces it."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select everything, once a click that brought the focus has put its cursor."""
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self.selectAll)


class StepForm(FormDialog):
    """Writes the step that leads a candidate to a stage; the one to probation makes the member (`member_id`)."""

    def __init__(self, db: Database, candidate_id: int, stage: Stage, parent: QWidget | None = None) -> None:
        super().__init__(words.step_words(stage), parent, width=480)
        self._db = db
        self._today = db.clock().date()
        self.candidate_id, self.stage = candidate_id, stage
        self.member_id: int | None = None
        with db.read() as session:
            self._values = candidates.read(session, candidate_id)
            held = (getattr(self._values, name) for name in _FIELDS[stage] if name.endswith("_id"))
            people = person_names.members(session, self._today, *held)
        self.form.addWidget(label(self._values.full_name, "heading", wrap=True))
        self.dates: dict[str, DateField] = {}
        self.texts: dict[str, QLineEdit] = {}
        self.people: dict[str, PersonField] = {}
        for name in _FIELDS[stage]:
            self._add(name, people)
        self.checks = label("", wrap=True)
        set_state(self.checks, State.WARN)
        if stage in _CHECKED:
            self.form.addSpacing(theme.UNIT)
            self.form.addWidget(self.checks)
        if stage is Stage.PROBATION:
            self.save_button.setText(self.tr("Kết nạp"))
        self._pause = on_pause(self, self.check)
        for field in (*self.dates.values(), *self.people.values()):
            field.textChanged.connect(self._pause.start)
        for field in self.people.values():
            field.picked.connect(self._pause.start)
        check_when_left(self, self.dates)
        self.check()
        self._begin()

    def save(self) -> None:
        """Write the step."""
        read = {name: day.first if day else None for name, day in dates_of(self, self.dates).items()}
        people = self._people()
        if self.stage is Stage.PROBATION:
            self._admit(read, people)
            return
        first = next(iter(self.dates))
        if read[first] is None:
            raise KnownError(self.tr("Hãy ghi ngày, ví dụ 05/11/2026."), field=first)
        texts = {name: field.text() for name, field in self.texts.items()}
        values = replace(self._values, **texts, **read, **people)
        step = f"{words.step_words(self.stage)}: {values.full_name}"
        with self._db.write(step) as session:
            candidates.edit(session, self.candidate_id, values, on=self._today)

    def check(self) -> None:
        """Say what speaks against an admission, as far as it can be told from what is typed."""
        if self.stage not in _CHECKED:
            return
        values = self._values
        people = [self._known(name) for name in ("introducer1_id", "introducer2_id")]
        case = Case(
            full_name=values.full_name,
            born_on=values.born_on,
            education_id=values.education_id,
            certificate_on=values.certificate_on,
            former_id=values.former_id,
            introducer_ids=tuple(one for one in people if one is not None),
            decision_on=self._day("decision_on") or (None if "decision_on" in self.dates else values.decision_on),
            ceremony_on=self._day("ceremony_on"),
        )
        with self._db.read() as session:
            found = admission_checks.warnings(session, case, on=self._today)
        self.checks.setText("\n".join(f"{State.WARN.sign} {sentence}" for sentence in found))
        self.checks.setVisible(bool(found))
        if self.isVisible():
            self.fit()

    def _begin(self) -> None:
        """Put the cursor where something is still to be written: the first empty date or number, else the first."""
        written = [self.fields[name].widget for name in _FIELDS[self.stage] if name not in self.people]
        empty = (field for field in written if isinstance(field, QLineEdit) and not field.text())
        next(empty, written[0]).setFocus(Qt.FocusReason.TabFocusReason)

    def _admit(self, read: dict[str, date | None], people: dict[str, int | None]) -> None:
        paper = Admission(
            self.texts["decision_number"].text(),
            read["decision_on"],
            read["ceremony_on"],
            people["introducer1_id"],
            people["introducer2_id"],
        )
        with self._db.write(self.tr("Kết nạp: {name}").format(name=self._values.full_name)) as session:
            self.member_id = candidates.admit(session, self.candidate_id, paper, on=self._today)

    def _people(self) -> dict[str, int | None]:
        found: dict[str, int | None] = {}
        for name, field in self.people.items():
            try:
                found[name] = field.value()
            except KnownError as error:
                raise KnownError(error.message, field=name) from error
        return found

    def _known(self, name: str) -> int | None:
        return self.people[name].known_value() if name in self.people else getattr(self._values, name)

    def _day(self, name: str) -> date | None:
        if name not in self.dates:
            return None
        try:
            return self.dates[name].day()
        except KnownError:
            return None

    def _add(self, name: str, people: list[person_names.PersonName]) -> None:
        titles = {
            "certificate_on": self.tr("Ngày giấy chứng nhận"),
            "certificate_number": self.tr("Số giấy chứng nhận"),
            "proposed_on": self.tr("Chi bộ họp đề nghị ngày"),
            "introducer1_id": self.tr("Người giới thiệu thứ nhất"),
            "introducer2_id": self.tr("Người giới thiệu thứ hai"),
            "filed_on": self.tr("Xong hồ sơ, thẩm tra lý lịch ngày"),
            "decision_number": self.tr("Số quyết định kết nạp"),
            "decision_on": self.tr("Ngày quyết định kết nạp"),
            "ceremony_on": self.tr("Ngày tổ chức lễ kết nạp"),
        }
        hints = {
            "decision_on": self.tr("Là ngày vào Đảng, không phải ngày làm lễ.") if self.stage is Stage.PROBATION else ""
        }
        title, hint = titles[name], hints.get(name, "")
        kept = getattr(self._values, name, None)
        if name.endswith("_on"):
            is_needed = name != "certificate_number"
            field = self.dates[name] = self.add(name, title, DateField(), hint=hint, required=is_needed)
            field.set_value(kept)
        elif name.endswith("_id"):
            self.people[name] = self.add(name, title, PersonField(people))
            self.people[name].set_value(kept)
        else:
            self.texts[name] = self.add(name, title, NumberField(kept or ""))
            self.texts[name].setMaxLength(40)


class LeaveForm(FormDialog):
    """Writes that a candidate leaves the source list, and why."""

    def __init__(self, db: Database, candidate_id: int, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Ra khỏi nguồn"), parent, width=440)
        self._db = db
        self._today = db.clock().date()
        self.candidate_id = candidate_id
        with db.read() as session:
            self._name = candidates.read(session, candidate_id).full_name
        self.form.addWidget(label(self._name, "heading", wrap=True))
        self.left_on = self.add("left_on", self.tr("Từ ngày"), DateField(), required=True)
        self.left_on.set_value(self._today)
        self.reason = self.add(
            "left_reason",
            self.tr("Lý do"),
            QLineEdit(),
            required=True,
            hint=self.tr("Ví dụ: chuyển nơi ở, không còn nguyện vọng, không đủ điều kiện."),
        )
        self.reason.setMaxLength(200)
        self.reason.setFocus()

    def save(self) -> None:
        """Write it in one step."""
        day = dates_of(self, {"left_on": self.left_on})["left_on"]
        if day is None:
            raise KnownError(self.tr("Hãy ghi ngày, ví dụ 05/11/2026."), field="left_on")
        with self._db.write(self.tr("Ra khỏi nguồn: {name}").format(name=self._name)) as session:
            candidates.leave(session, self.candidate_id, on=day.first, reason=self.reason.text(), today=self._today)
