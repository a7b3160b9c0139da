"""An event corrected on the form: what is already written after it speaks up."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from models import events, members, stays
from models.events import EventValues
from models.tables import EventKind
from tests.ui.members_book import TODAY, fill
from tests.ui.test_members_events import history, life
from tests.user import press, type_text
from ui.members.event_form import EventForm


def test_an_admission_corrected_to_less_than_the_probation_before_the_recognition_is_asked_about(qtbot, db) -> None:
    ids = fill(db)
    with db.write("Ghi") as session:
        cell = stays.history(session, ids["Đỗ Thị Đào"])[-1].cell_id
        new = members.MemberValues("Vừ A Dính")
        who = members.add(session, new, cell, on=TODAY, by=EventValues(EventKind.ADMISSION, date(2024, 5, 4)))
        events.record(session, who, EventValues(EventKind.RECOGNITION, date(2025, 5, 4)))
    (admission,) = (line.event for line in life(db, who) if line.event.values.kind is EventKind.ADMISSION)
    window = QWidget()
    qtbot.addWidget(window)
    form = EventForm(db, who, window, event_id=admission.id)
    form.open()
    type_text(form.on, "4/9/2024")
    press(form.on, Qt.Key.Key_Return)
    (box,) = form.findChildren(QMessageBox)
    assert "công nhận chính thức 04/05/2025; kết nạp 04/09/2024 thì đến 04/09/2025" in box.informativeText()
    (yes,) = (button for button in box.buttons() if button.text() == "Vẫn ghi")
    with qtbot.waitSignal(form.accepted):
        press(yes, Qt.Key.Key_Space)
    assert history(db, who)[0].since == date(2024, 9, 4)
