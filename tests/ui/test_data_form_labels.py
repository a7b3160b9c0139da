"""The words of the superior's forms in *Thiết lập*."""

from __future__ import annotations

from datetime import date

from pytestqt.qtbot import QtBot

from models import form_labels
from models.database import Database
from models.form_labels import NEW, OLD
from ui.data.form_labels import FormLabelsForm


def test_a_wording_is_changed_taken_back_and_dated(qtbot: QtBot, db: Database) -> None:
    form = FormLabelsForm(db)
    qtbot.addWidget(form)
    assert form.new_from.text() == "01/07/2025"
    form.new_from.setText("01/08/2025")
    form.inputs[OLD]["superior"].setText("Huyện ủy Mường Chà")
    form.inputs[NEW]["went"].setText("b. Chuyển đi nơi khác trong tỉnh")
    with qtbot.waitSignal(form.accepted):
        form.try_to_save()
    with db.read() as session:
        kept = form_labels.read(session)
    assert kept.on(date(2025, 7, 31)).text("superior") == "Huyện ủy Mường Chà"
    assert kept.on(date(2025, 8, 1)).text("went") == "b. Chuyển đi nơi khác trong tỉnh"
    assert kept.on(date(2025, 8, 1)).text("came") == form_labels.WORDINGS["came"].new
    again = FormLabelsForm(db)
    qtbot.addWidget(again)
    again.inputs[NEW]["went"].clear()
    with qtbot.waitSignal(again.accepted):
        again.try_to_save()
    with db.read() as session:
        assert form_labels.read(session).new.text("went") == form_labels.WORDINGS["went"].new


def test_without_a_day_the_form_stays_open(qtbot: QtBot, db: Database) -> None:
    form = FormLabelsForm(db)
    qtbot.addWidget(form)
    form.show()
    form.new_from.clear()
    form.try_to_save()
    assert form.isVisible()
    assert "ngày bắt đầu" in form.fields["new_from"].message.text()
