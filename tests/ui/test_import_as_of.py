"""The day of a list in the import window: shown, put right and cleared by the keyboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.database import Database
from tests.exports.books import member, member_book
from tests.exports.test_lists_of_a_past_day import cell_now, moved, of_co_man  # noqa: F401
from tests.ui.test_import_dialog import dialog, jobs, look_at, settle, shown  # noqa: F401
from tests.ui.test_overview_typed import Keys
from ui.data.import_dialog import ImportDialog

TITLE = "DANH SÁCH ĐẢNG VIÊN (tính đến ngày 31/12/2025)"


def test_the_day_is_shown_put_right_and_cleared(
    qtbot: QtBot,
    moved: Database,  # noqa: F811
    dialog: ImportDialog,  # noqa: F811
    tmp_path: Path,
):
    look_at(qtbot, dialog, of_co_man(tmp_path / "a.xlsx", TITLE))
    field, keys = dialog.preview.as_of.day, Keys(qtbot, dialog)
    assert field.isVisible()
    assert field.text() == "31/12/2025"
    assert (
        "So với sổ ngày 31/12/2025: 1 đồng chí đã đổi chi bộ từ đó được giữ như hiện nay."
        in dialog.preview.notes.text()
    )
    assert shown(dialog) == [("Bỏ qua", "Lò Văn Ánh")]
    keys.to(field.accessibleName())
    assert QApplication.focusWidget() is field
    field.selectAll()
    keys.press("Delete", "Return")
    settle(qtbot, dialog)
    assert dialog.preview.isVisible()  # Enter is no press of the button
    assert shown(dialog) == [("Sửa", "Lò Văn Ánh")]
    assert field.text() == ""
    keys.to(field.accessibleName())
    keys.type("30/6/2024")
    keys.press("Tab")
    settle(qtbot, dialog)
    assert field.text() == "30/06/2024"
    assert shown(dialog) == [("Bỏ qua", "Lò Văn Ánh")]
    assert not dialog.import_button.isEnabled()


def test_what_is_no_day_is_told_beside_it(
    qtbot: QtBot,
    dialog: ImportDialog,  # noqa: F811
    tmp_path: Path,
):
    look_at(qtbot, dialog, member_book(tmp_path / "a.xlsx", member()))
    field, keys = dialog.preview.as_of.day, Keys(qtbot, dialog)
    assert field.text() == ""
    keys.to(field.accessibleName())
    keys.type("31/02/2025")
    keys.press("Return")
    assert "31/02/2025" in dialog.preview.as_of.hint.text()
    assert field.text() == "31/02/2025"
    assert shown(dialog)
