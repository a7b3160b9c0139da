"""A long block from Excel: planned by a job under a box that can be stopped, while the window lives on."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt

from models import imports
from models.dates import PartialDate
from tests.ui.members_book import fill
from tests.ui.test_members_grid import CTRL, contents, follow, go_to, paste, put, values, write
from tests.user import press
from ui.members import bulk as bulk_module
from ui.members import grid
from ui.members import paste as module
from ui.members.bulk import BulkForm
from ui.members.paste import PasteDialog
from ui.members.screen import MembersScreen
from ui.widgets.waiting import Waiting

HERE = "Lò Văn Ánh"


@pytest.fixture
def ids(db) -> dict[str, int]:
    return fill(db)


@pytest.fixture
def screen(qtbot, db, ids, monkeypatch) -> MembersScreen:
    monkeypatch.setattr(module, "MANY", 2)
    shown = MembersScreen(db)
    qtbot.addWidget(shown)
    shown.resize(1170, 740)
    shown.reload()
    shown.show()
    follow(db, shown)
    return shown


@pytest.fixture
def planned_on(monkeypatch) -> list[bool]:
    """Tell of every plan whether the window's own thread made it."""
    where: list[bool] = []

    def watch(real):
        def plan(*given, **more):
            where.append(threading.current_thread() is threading.main_thread())
            return real(*given, **more)

        return plan

    for name in ("plan_rows", "plan_people"):
        monkeypatch.setattr(imports, name, watch(getattr(imports, name)))
    return where


def test_a_long_block_is_planned_by_a_job(qtbot, screen, db, ids, planned_on) -> None:
    go_to(screen, ids[HERE], "born_on")
    put("12/5/1965")
    paste(qtbot, screen).reject()
    assert planned_on == [True]  # too short for a box
    put("12/5/1965\tNam\n\tNữ")
    dialog = paste(qtbot, screen)
    assert planned_on == [True, False]
    assert [name for _word, name, _content in contents(dialog)] == [HERE, "Lường Thị Ban"]
    dialog.preview.as_stored.emit(True)  # planned anew, by a job too
    qtbot.waitUntil(lambda: planned_on == [True, False, False] and not screen.findChildren(Waiting))
    write(qtbot, dialog)
    assert values(db, ids[HERE]).born_on == PartialDate(1965, 5, 12)


def test_a_block_with_names_is_planned_by_a_job(qtbot, screen, db, ids, planned_on) -> None:
    put(f"Họ và tên\tĐiện thoại\n{HERE}\t0912\nLường Thị Ban\t0913")
    write(qtbot, paste(qtbot, screen))
    assert planned_on == [False]
    assert values(db, ids["Lường Thị Ban"]).phone == "0913"


def test_stopped_while_it_plans_nothing_is_shown_and_nothing_written(qtbot, screen, db, ids, monkeypatch) -> None:
    stopped, real = threading.Event(), imports.plan_rows
    monkeypatch.setattr(imports, "plan_rows", lambda *given, **more: stopped.wait(5) and real(*given, **more))
    go_to(screen, ids[HERE], "born_on")
    put("12/5/1965\n13/5/1970")
    press(screen.table, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in screen.findChildren(Waiting)))
    (box,) = screen.findChildren(Waiting)
    with qtbot.waitSignal(box.job.stopped):
        press(box, Qt.Key.Key_Escape)
        stopped.set()
    assert screen.findChildren(PasteDialog) == []
    assert values(db, ids[HERE]).born_on == PartialDate(1965)
    put("12/5/1965")
    assert contents(paste(qtbot, screen))  # the table is free again


@pytest.fixture
def bulk(qtbot, screen, monkeypatch) -> BulkForm:
    """Open the form for all members, of whom two are many."""
    monkeypatch.setattr(bulk_module, "MANY", 2)
    monkeypatch.setattr(grid, "MANY", 2)
    screen.table.selectAll()
    screen.grid.edit_many()
    form = screen.findChild(BulkForm)
    form.what.set_value("note")
    form.what.picked.emit("note")
    return form


def test_a_value_for_many_is_looked_at_and_written_by_jobs(qtbot, screen, db, bulk, planned_on) -> None:
    bulk.texts.setText("Đã đối chiếu")
    bulk.look()
    assert not bulk.save_button.isEnabled()
    qtbot.waitUntil(bulk.save_button.isEnabled)
    assert bulk.summary.text() == "Sửa 5 đảng viên; 0 đã đúng như vậy; 0 không sửa được."
    with qtbot.waitSignal(screen.said) as said:
        bulk.save_button.click()
    assert said.args == ["Đã ghi Ghi chú “Đã đối chiếu” cho 5 đảng viên. Ctrl+Z để lấy lại."]
    assert planned_on == [False, False]
    assert db.undo() == "Ghi Ghi chú “Đã đối chiếu” cho 5 đảng viên"


def test_what_is_found_of_an_earlier_value_is_not_shown(qtbot, screen, bulk, monkeypatch) -> None:
    go_on, real = threading.Event(), imports.plan_rows
    monkeypatch.setattr(imports, "plan_rows", lambda *given, **more: go_on.wait(5) and real(*given, **more))
    bulk.texts.setText("Một")
    bulk.look()
    bulk.texts.setText("Hai")
    bulk.look()
    shown: list[str] = []
    bulk.table.rows_model.modelReset.connect(
        lambda: shown.extend(one.differences[0].after for one in bulk.table.rows_model.rows)
    )
    go_on.set()
    qtbot.waitUntil(bulk.save_button.isEnabled)
    assert set(shown) == {"Hai"}
    bulk.texts.setText("Ba")
    bulk.look()
    bulk.reject()  # nobody waits for it any more
    qtbot.waitUntil(lambda: not screen.jobs.busy)
    assert set(shown) == {"Hai"}


def test_enter_in_the_list_leads_to_the_button_and_enter_again_writes(qtbot, screen, db, ids, monkeypatch) -> None:
    monkeypatch.setattr(module, "MANY", 100)
    go_to(screen, ids["Lò Văn Ánh"], "born_on")
    put("12/5/1965\r\n")
    dialog = paste(qtbot, screen)
    qtbot.waitUntil(dialog.preview.table.hasFocus)
    press(dialog.preview.table, Qt.Key.Key_Return)
    assert dialog.write_button.hasFocus()
    with qtbot.waitSignal(screen.said):
        press(dialog.write_button, Qt.Key.Key_Return)
    assert values(db, ids["Lò Văn Ánh"]).born_on == PartialDate(1965, 5, 12)
