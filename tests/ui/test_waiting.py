"""A big step taken back: the window stays alive under a box with its progress, and *Dừng* leaves all as it was."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from sqlalchemy.orm import Session

from models import cells, imports
from models import members as members_of
from models.cells import CellValues
from models.database import Database
from models.errors import KnownError
from models.imports import ImportPlan
from models.progress import SILENT, Progress
from tests.exports.books import INPUT
from tests.ui.members_book import fill
from tests.ui.test_import_dialog import dialog, jobs, look_at, members, settle  # noqa: F401
from tests.ui.test_shell import settings, window  # noqa: F401
from tests.user import press
from ui import main_window
from ui.data.import_dialog import ImportDialog
from ui.main_window import MainWindow
from ui.members import grid
from ui.members.screen import MembersScreen
from ui.widgets.waiting import Waiting


class Slow:
    """Holds `Database.undo` in the middle until it is let go on."""

    def __init__(self, db: Database) -> None:
        self.go_on = threading.Event()
        self.begun = threading.Event()
        self._undo = db.undo

    def __call__(self, *, progress: Progress = SILENT) -> str | None:
        progress.step(1, 4)
        self.begun.set()
        assert self.go_on.wait(30)
        progress.step(3, 4)
        return self._undo(progress=progress)


@pytest.fixture
def slow(window: MainWindow, db: Database, monkeypatch: pytest.MonkeyPatch):  # noqa: F811
    with db.write("Thêm chi bộ") as session:
        cells.add(session, CellValues("Chi bộ bản A"))
    monkeypatch.setattr(main_window, "MANY_ROWS", 1)
    made = Slow(db)
    monkeypatch.setattr(db, "undo", made)
    yield made
    made.go_on.set()


def count(db: Database) -> int:
    with db.read() as session:
        return len(cells.names(session))


def box(window: MainWindow) -> Waiting:  # noqa: F811
    assert window.waiting is not None
    return window.waiting


def test_the_window_lives_while_a_big_step_is_taken_back(qtbot, window: MainWindow, slow: Slow, db: Database):  # noqa: F811
    ticks: list[int] = []
    timer = QTimer(window, interval=1)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    window.undo()
    assert box(window).isVisible()
    assert box(window).isModal()
    qtbot.waitUntil(lambda: slow.begun.is_set() and len(ticks) > 3)
    qtbot.waitUntil(lambda: (box(window).strip.bar.value(), box(window).strip.bar.maximum()) == (1, 4))
    window.undo()  # pressed again meanwhile: nothing more is taken back
    slow.go_on.set()
    qtbot.waitUntil(lambda: window.waiting is None)
    assert window.status.message.text() == "Đã hoàn tác: Thêm chi bộ"
    assert count(db) == 0
    assert db.undo() is None


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, None])
def test_stopped_everything_is_as_it_was(qtbot, window: MainWindow, slow: Slow, db: Database, key):  # noqa: F811
    window.undo()
    qtbot.waitUntil(slow.begun.is_set)
    if key is None:
        qtbot.mouseClick(box(window).strip.stop, Qt.MouseButton.LeftButton)
    else:
        press(box(window), key)
    assert box(window).isVisible()  # until the work has heard of it
    slow.go_on.set()
    qtbot.waitUntil(lambda: window.waiting is None)
    assert window.status.message.text() == "Đã dừng, mọi thứ vẫn như trước."
    assert count(db) == 1


def test_what_refuses_is_told(qtbot, window: MainWindow, slow: Slow, db: Database, monkeypatch):  # noqa: F811
    def refused(*, progress: Progress = SILENT) -> str | None:
        del progress
        raise KnownError("Không hoàn tác được.")

    monkeypatch.setattr(db, "undo", refused)
    told: list[str] = []
    monkeypatch.setattr(main_window.messages, "explain", lambda _parent, error: told.append(str(error)))
    window.undo()
    qtbot.waitUntil(lambda: window.waiting is None)
    assert told == ["Không hoàn tác được."]


def test_a_small_step_needs_no_box(window: MainWindow, db: Database):  # noqa: F811
    with db.write("Thêm chi bộ") as session:
        cells.add(session, CellValues("Chi bộ bản A"))
    window.undo()
    assert window.waiting is None
    assert count(db) == 0
    window.redo()
    assert count(db) == 1


class Held:
    """Holds the writing of a plan at its first step until it is let go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on = threading.Event()
        self.begun = threading.Event()
        self._apply = imports.apply
        monkeypatch.setattr(imports, "apply", self)

    def __call__(self, session: Session, plan: ImportPlan, *, skip: bool = False, progress: Progress = SILENT):
        progress.step(1, 4, "Ghi đảng viên")
        self.begun.set()
        assert self.go_on.wait(30)
        return self._apply(session, plan, skip=skip, progress=progress)


def ticking(parent: QObject) -> list[int]:
    """Return a list that grows as long as the window is alive."""
    ticks: list[int] = []
    timer = QTimer(parent, interval=1)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    return ticks


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch):
    made = Held(monkeypatch)
    yield made
    made.go_on.set()


def test_the_window_lives_while_a_list_is_written(qtbot, dialog: ImportDialog, held: Held, db: Database):  # noqa: F811
    look_at(qtbot, dialog, INPUT / "DS_DANGVIEN.xlsx")
    ticks = ticking(dialog)
    dialog.bring_in()
    qtbot.waitUntil(lambda: held.begun.is_set() and len(ticks) > 3 and dialog.strip.bar.maximum() == 4)
    assert (dialog.strip.isVisible(), dialog.strip.words.text()) == (True, "Ghi đảng viên")
    qtbot.mouseClick(dialog.strip.stop, Qt.MouseButton.LeftButton)
    held.go_on.set()
    settle(qtbot, dialog)
    assert members(db) == 0


def test_a_value_for_many_members_is_written_under_a_box(qtbot, db: Database, held: Held, monkeypatch):
    fill(db)
    monkeypatch.setattr(grid, "MANY", 2)
    screen = MembersScreen(db)
    qtbot.addWidget(screen)
    screen.show()
    screen.reload()
    screen.grid.give("note", "Ghi chú", "Đã đối chiếu", screen.model.rows)
    box = screen.findChild(Waiting)
    ticks = ticking(screen)
    qtbot.waitUntil(lambda: held.begun.is_set() and len(ticks) > 3 and box.strip.bar.maximum() == 4)
    assert box.isVisible()
    with qtbot.waitSignal(screen.said) as said:
        held.go_on.set()
    assert said.args[0].startswith("Đã ghi Ghi chú “Đã đối chiếu” cho ")
    with db.read() as session:
        assert {members_of.read(session, row.id).note for row in screen.model.rows} == {"Đã đối chiếu"}
