"""Forms on a small screen: they stay within it, words are whole, and what every report needs is asked for."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QRadioButton, QScrollArea, QWidget

from models import members, office, villages
from models.bodies import Body
from models.dates import PartialDate
from models.errors import KnownError
from models.members import MemberValues
from tests.models import builders as make
from ui.cells.people import PeopleDialog
from ui.cells.records import BodyRecordsDialog
from ui.data.official import OfficialDatesDialog
from ui.data.setting_forms import OfficeForm
from ui.fields import FormDialog
from ui.jobs import Job, Jobs
from ui.members.badge_form import BadgeForm
from ui.members.discipline_form import DisciplineForm
from ui.members.event_form import EventForm
from ui.members.homes import HomeForm
from ui.members.merge_form import MergeForm, Side
from ui.members.posts import PostForm
from ui.members.ratings import RatingForm
from ui.ratings.bodies import BodyRatingsDialog
from ui.targets.own import OwnTargetsDialog

LONG = "Bản Huổi Ngoi - Huổi Dên, xã Mường Mẫu, tỉnh Điện Biên, cạnh trụ sở Ủy ban nhân dân xã"


@pytest.fixture
def above(qtbot) -> QWidget:
    shown = QWidget()
    qtbot.addWidget(shown)
    return shown


@pytest.fixture
def two(db) -> list[int]:
    with db.write("Dựng") as session:
        cell = make.cell(session)
        values = (
            MemberValues("Lò Văn Ánh", admitted_on=PartialDate(2000, 5, 1), address=f"{LONG} {number}")
            for number in range(2)
        )
        return [members.add(session, one, cell, on=make.TODAY) for one in values]


def test_two_records_side_by_side_stay_within_the_screen_and_tell_the_whole_value(qtbot, db, two, above) -> None:
    form = MergeForm(db, Side(two[0], "người thứ nhất"), Side(two[1], "người thứ hai"), above)
    form.open()
    assert form.width() <= form.screen().availableGeometry().width()
    addresses = [one for one in form.findChildren(QRadioButton) if LONG in one.accessibleName()]
    assert [one.toolTip() for one in addresses] == [f"{LONG} 0", f"{LONG} 1"]
    assert all(one.text().endswith("…") for one in addresses)
    kept, other = form.choices["address"]
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    kept.setFocus()
    qtbot.keyClick(kept, Qt.Key.Key_Right)
    assert other.isChecked()
    form.reject()


def test_a_form_is_as_high_as_the_screen_lets_it(db, two, above) -> None:
    form = MergeForm(db, Side(two[0], "một"), Side(two[1], "hai"), above)
    form.open()
    assert form.height() <= form.screen().availableGeometry().height()
    form.reject()


def test_a_sentence_at_the_top_of_a_form_does_not_push_its_buttons_off_the_screen(qtbot, above) -> None:
    form = FormDialog("Nhiều ô", above)
    for number in range(60):
        form.add(f"field{number}", f"Ô {number}", QLineEdit())
    form.open()
    height = form.screen().availableGeometry().height()
    before = form.height()
    assert before <= height
    form.show_error(KnownError("Tháng 11/2026 đã chốt số liệu; muốn sửa, hãy bấm “Mở lại để đính chính”."))
    qtbot.waitUntil(form.notice.isVisible)
    QApplication.processEvents()
    assert form.height() == before
    form.reject()


def test_a_sentence_at_the_top_of_a_short_form_hides_no_field(qtbot, above) -> None:
    form = FormDialog("Ít ô", above)
    for number in range(3):
        form.add(f"field{number}", f"Ô {number}", QLineEdit())
    form.open()
    form.show_error(KnownError("Chưa ghi được."))
    last = form.fields["field2"]
    area = form.findChild(QScrollArea)
    qtbot.waitUntil(lambda: area.viewport().height() >= last.geometry().bottom())
    form.reject()


def test_the_name_of_the_commune_is_asked_for(db, above) -> None:
    form = OfficeForm(db, above)
    form.open()
    form.inputs["preparer"].setText("Lường Thị Biên")
    form.try_to_save()
    assert form.isVisible()
    assert "tên đảng ủy xã" in form.fields["commune"].message.text()
    form.inputs["commune"].setText("Đảng ủy xã Mường Mẫu")
    form.try_to_save()
    with db.read() as session:
        kept = office.read(session)
    assert (kept.commune, kept.preparer) == ("Đảng ủy xã Mường Mẫu", "Lường Thị Biên")


def test_the_words_of_progress_have_a_line_of_their_own(qtbot, db) -> None:
    jobs = Jobs()
    dialog = OfficialDatesDialog(db, jobs)
    qtbot.addWidget(dialog)
    dialog.show()
    words = "Đang ghi: Lường Thị Thanh Thủy"
    dialog.strip.follow(Job(lambda _progress: None, jobs), words)
    assert dialog.strip.geometry().bottom() < dialog.save_button.geometry().top()
    shown = dialog.strip.words
    assert shown.width() >= shown.fontMetrics().horizontalAdvance(words)


def test_two_of_one_name_are_told_apart_where_something_is_written_of_one(qtbot, db) -> None:
    with db.write("Dựng") as session:
        cell = make.cell(session)
        older, younger = (
            members.add(session, one, cell, on=make.TODAY, since=make.LONG_AGO)
            for one in (MemberValues("Bạc Văn Ánh", born_on=PartialDate(year)) for year in (1982, 1990))
        )
    forms = [
        EventForm(db, younger),
        DisciplineForm(db, younger),
        HomeForm(db, younger),
        PostForm(db, younger),
        BadgeForm(db, younger),
        RatingForm(db, younger),
    ]
    for form in forms:
        qtbot.addWidget(form)
        assert form.name == "Bạc Văn Ánh (1990)"
        assert form.name in [one.text() for one in form.findChildren(QLabel)]
    assert HomeForm(db, older).name == "Bạc Văn Ánh (1982)"


def test_short_lists_show_every_column_at_150_percent(qtbot, db, above) -> None:
    with db.write("Dựng") as session:
        make.cell(session)
        village_id = villages.add(session, villages.VillageValues("Tin Tốc"))
        village = next(one for one in villages.rows(session, make.TODAY) if one.id == village_id)
    for dialog in (
        OwnTargetsDialog(db, 2026, above),
        PeopleDialog(db, village, above),
        BodyRatingsDialog(db, 2026),
        BodyRecordsDialog(db, Body(cell_id=1), "Chi bộ Một", above),
    ):
        qtbot.addWidget(dialog)
        dialog.open()
        dialog.resize(874, 460)  # what the program opens of 911×512
        bar = dialog.table.horizontalScrollBar()
        qtbot.waitUntil(lambda bar=bar: not bar.maximum())
