"""A resolution is made from the meeting's page: looked at, numbered, written once, found in the register."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt

from exports import papers as files
from models import meetings, papers
from models.tables import PaperKind
from tests.models.builders import cell, held, people
from tests.user import press, type_text
from ui.main_window import MainWindow, ScreenSpec
from ui.meetings.paper_register import PaperRegister
from ui.meetings.papers import PaperDialog
from ui.meetings.screen import MeetingsScreen

SPECS = (ScreenSpec("meetings", "Sinh hoạt", "calendar-check", "ui.meetings.screen:MeetingsScreen"),)


@pytest.fixture
def screen(db, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(PaperDialog, "folder", tmp_path)
    db.clock = lambda: datetime(2026, 11, 14, 9, 0)
    with db.write("Họp") as session:
        home = cell(session)
        people(session, home, 5)
        held(session, home, date(2026, 10, 5))
    window = MainWindow(db, SPECS, clock=db.clock)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    with db.read() as session:
        key = meetings.of_month(session, 2026, 10)[0].id
    window.show_screen("meetings", key)
    shown = window.shown
    assert isinstance(shown, MeetingsScreen)
    shown.show_content(key)
    return shown


def choose(screen: MeetingsScreen, place: int) -> PaperDialog:
    screen.content.papers_menu.actions()[place].trigger()
    return screen.findChildren(PaperDialog)[-1]


def test_a_resolution_is_numbered_looked_at_and_written(screen: MeetingsScreen, qtbot, tmp_path: Path) -> None:
    dialog = choose(screen, 1)
    assert dialog.number.text() == "1"
    text = dialog.preview.toPlainText()
    assert "Lãnh đạo thực hiện nhiệm vụ tháng 10 năm 2026" in text
    assert "Số 01-NQ/CB" in text
    dialog.number.selectAll()
    type_text(dialog.number, "17")
    dialog.signer.selectAll()
    type_text(dialog.signer, "Lò Văn Ánh")
    qtbot.waitUntil(lambda: "Số 17-NQ/CB" in dialog.preview.toPlainText())
    with qtbot.waitSignal(dialog.accepted):
        press(dialog.number, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    written = tmp_path / "Nghị quyết Bản Nà Sáy 2026-10-05.docx"
    tables = docx.Document(str(written)).tables
    assert tables[0].rows[0].cells[0].paragraphs[-1].text == "Số 17-NQ/CB"
    assert tables[-1].rows[0].cells[1].paragraphs[-1].text == "Lò Văn Ánh"
    assert screen.slips.done.isVisible()
    with screen.db.read() as session:
        assert [row.label for row in papers.rows(session)] == ["17-NQ/CB"]


def test_written_again_it_keeps_its_number_and_the_file_changed_in_word(screen: MeetingsScreen, tmp_path: Path) -> None:
    choose(screen, 0).try_to_save()
    choose(screen, 0).try_to_save()
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == [
        "Biên bản Bản Nà Sáy 2026-10-05 (2).docx",
        "Biên bản Bản Nà Sáy 2026-10-05.docx",
    ]
    with screen.db.read() as session:
        assert [row.label for row in papers.rows(session)] == ["01-BB/CB"]


def test_a_taken_number_is_refused_beside_its_field_and_nothing_is_written(
    screen: MeetingsScreen, tmp_path: Path
) -> None:
    with screen.db.write("Họp") as session:
        other = held(session, 1, date(2026, 9, 5))
        papers.add(session, files.propose(session, PaperKind.RESOLUTION, other, date(2026, 9, 6)).values)
    dialog = choose(screen, 1)
    assert dialog.number.text() == "2"
    dialog.number.setText("1")
    dialog.try_to_save()
    assert "đã dùng cho văn bản ngày 05/09/2026" in dialog.fields["number"].message.text()
    assert list(tmp_path.glob("*.docx")) == []


def test_a_broken_template_is_said_where_the_text_would_be(screen: MeetingsScreen, tmp_path: Path) -> None:
    own = files.own_template(PaperKind.RESOLUTION, files.own_folder(screen.db.path))
    document = docx.Document(str(own))
    document.add_paragraph("{{ so_dang_vienn }}")
    document.save(str(own))
    dialog = choose(screen, 1)
    assert "{{ so_dang_vienn }}" in dialog.preview.toPlainText()
    dialog.try_to_save()
    assert "so_dang_vienn" in dialog.notice.text()
    with screen.db.read() as session:
        assert papers.rows(session) == []
    dialog.drop_template()
    assert "NGHỊ QUYẾT" in dialog.preview.toPlainText()
    dialog.try_to_save()
    assert len(list(tmp_path.glob("Nghị quyết*.docx"))) == 1


def test_the_register_is_corrected_and_the_calendar_is_written(screen: MeetingsScreen, tmp_path: Path) -> None:
    screen.board.show_month(2026, 11)
    dialog = screen.papers.open_calendar(2026, 11)
    assert "Chi bộ bản Nà Sáy" in dialog.preview.toPlainText()
    dialog.try_to_save()
    assert (tmp_path / "Thông báo lịch sinh hoạt 2026-11.docx").exists()
    screen.papers.show_register()
    known = screen.findChild(PaperRegister)
    assert [row.label for row in known.model.rows] == ["01-TB/ĐU"]
    form = known.edit()
    assert form is not None
    number = form.fields["number"].widget
    number.setText("5")  # type: ignore[attr-defined]
    form.try_to_save()
    assert [row.label for row in known.model.rows] == ["05-TB/ĐU"]
    known.remove()
    assert known.model.rows == []
