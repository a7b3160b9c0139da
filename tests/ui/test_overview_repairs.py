"""Every kind of line of *Việc cần làm*: it comes, leads where it is mended, and goes then."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from sqlalchemy.orm import Session

from models import (
    events,
    office,
    recognitions,
    residence_offers,
    tasks,
    villages,
)
from models.alarms import AlarmKind
from models.bodies import Body
from models.dates import PartialDate
from models.events import EventValues
from models.office import Office
from models.tables import (
    EventKind,
    TaskResult,
)
from models.villages import VillageValues
from tests.conftest import NOW
from tests.models.builders import K, P, held
from tests.ui.places import body_shown, candidate_shown, meeting_shown, member_shown, month_shown
from tests.ui.work_to_do import (
    Book,
    admit,
    all_there,
    award,
    certify,
    confirm,
    ending,
    fill_up,
    forget_birth,
    gone,
    in_charge,
    in_months,
    judged,
    late_task,
    lives_in,
    never_opened,
    no_thematic,
    on_probation,
    on_the_way,
    others_met,
    prolong,
    remember_birth,
    small,
    thematic,
    thirty_years,
    tidy,
    unjudged,
    unmarked,
)
from tests.user import at_work, in_front, press, type_text
from ui.cells.home_offer import HomeOfferDialog
from ui.data.setting_forms import OfficeForm
from ui.fields import FormDialog
from ui.main_window import MainWindow
from ui.meetings.content import ContentPage
from ui.meetings.form import MeetingDialog
from ui.meetings.meeting_page import MeetingPage
from ui.meetings.roll import RollPage
from ui.meetings.score import ScorePage
from ui.overview import todo_lines
from ui.overview.arrived import ArrivalForm
from ui.overview.screen import OverviewScreen
from ui.overview.wave import WaveForm
from ui.widgets.names import NamesDialog

TODAY = NOW.date()


@dataclass(frozen=True)
class Case:
    """How a line comes about, where it leads by keys, and the verb that the screen there uses.

    What `arrange` returns is handed to the others; `place` and `expected` must agree. `keys` are pressed there.
    """

    key: str
    arrange: Callable[[Session, Book], Any]
    place: Callable[[MainWindow], object]
    expected: Callable[[Book, Any], object]
    mend: Callable[[Session, Book, Any], Any]
    keys: tuple[Qt.Key, ...] = ()


@pytest.fixture
def book(db) -> Book:
    """Everything done: a file without a single line of work."""
    return tidy(db)


@pytest.fixture
def window(book, db, qtbot) -> MainWindow:
    shown = at_work(qtbot, MainWindow(db, clock=db.clock))
    qtbot.waitUntil(lambda: _overview(shown).waiting is not None)
    assert _overview(shown).todo.rows == {}
    return shown


def _overview(window: MainWindow) -> OverviewScreen:
    screen = window.screen_of("overview")
    assert isinstance(screen, OverviewScreen)
    return screen


def _form(window: MainWindow) -> object:
    """The form that stands before the window."""
    return [type(one) for one in window.shown.findChildren(FormDialog) if one.isVisible()]


def _offer(window: MainWindow) -> object:
    """The one member whose residence is offered, in the list that stands before the window."""
    (form,) = [one for one in window.shown.findChildren(HomeOfferDialog) if one.isVisible()]
    (row,) = form.model.rows
    return row.member_id


def _button(_window: MainWindow) -> object:
    """The words of the button that the keys press."""
    focus = QApplication.focusWidget()
    return focus.text() if isinstance(focus, QPushButton) else None


def _always(value: object) -> Callable[[Book, Any], object]:
    return lambda _book, _made: value


def _made(_book: Book, made: Any) -> Any:
    return made


def _second(book: Book, _made: Any) -> int:
    return book.who[1]


def _last(page: type[MeetingPage]) -> Callable[[Book, Any], object]:
    return lambda book, _made: (page, book.meeting_id)


def _new(page: type[MeetingPage]) -> Callable[[Book, Any], object]:
    return lambda _book, made: (page, made if isinstance(made, int) else made[0])


CASES = (
    Case(
        "office",
        lambda session, _book: office.save(session, Office()),
        _form,
        _always([OfficeForm]),
        lambda session, _book, _made: office.save(session, Office("Đảng ủy xã Mường Mẫu")),
    ),
    Case("open", never_opened, month_shown, _always(((2026, 11), 1)), lambda *_: None),  # Enter opens the month at once
    Case(
        "month",
        others_met,
        _form,
        _always([MeetingDialog]),
        lambda session, book, _made: held(session, book.cell_id, date(2026, 11, 3)),
    ),
    Case("unwritten", unmarked, meeting_shown, _new(RollPage), all_there),
    Case("absent", in_months({1: K}, 9, 10), member_shown, _second, all_there),
    Case("LATE_RESULT", unjudged, meeting_shown, _new(ScorePage), judged),
    Case("BELOW", in_months({1: P, 2: P}, 8, 9, 10), meeting_shown, _last(RollPage), all_there),
    Case("NO_THEMATIC", no_thematic, meeting_shown, _new(RollPage), thematic),
    Case("EXCUSED_RUNNING", in_months({1: P}, 6, 7, 8, 9, 10), member_shown, _second, all_there),
    Case(
        "tasks",
        late_task,
        meeting_shown,
        _last(ContentPage),
        lambda session, book, key: tasks.judge(session, book.meeting_id, key, TaskResult.DONE),
    ),
    Case(
        "probation",
        on_probation,
        member_shown,
        _made,
        lambda session, _book, key: recognitions.recognise(session, key, PartialDate(2026, 11, 10)),
    ),
    Case("ceremony", on_the_way(decision_on=date(2026, 9, 1)), candidate_shown, _made, admit),
    Case("certificates", on_the_way(certificate_on=date(2021, 12, 1)), candidate_shown, _made, certify),
    Case("transfers", gone, member_shown, _made, confirm),
    Case("badges", thirty_years, member_shown, _made, award),
    Case("short", small, body_shown, _made, fill_up),
    Case("terms", ending, body_shown, lambda book, _made: Body(cell_id=book.cell_id), prolong),
    Case(
        "uncared",
        lambda session, _book: villages.add(session, VillageValues("Nà Hin")),
        body_shown,
        _made,
        in_charge,
    ),
    Case(
        "homes",
        lives_in,
        _offer,
        _second,
        lambda session, _book, key: residence_offers.write_residences(session, [key], TODAY),
    ),
    Case("lacking", forget_birth, member_shown, _made, remember_birth),
    Case(
        "backup",
        lambda _session, book: book.copy.unlink(),
        _button,
        _always("Sao lưu ngay"),
        lambda *_: None,
        keys=(Qt.Key.Key_Space,),
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_a_line_comes_leads_to_its_place_and_goes(window, book, db, qtbot, case: Case) -> None:
    screen = _overview(window)
    with db.write("Có việc") as session:
        made = case.arrange(session, book)
    screen.reload()
    row = screen.todo.rows[case.key]
    row.setFocus()
    press(row, Qt.Key.Key_Return)
    for names in screen.findChildren(NamesDialog):
        qtbot.waitUntil(names.isActiveWindow)
        assert len(names.rows) == 1
        press(names, Qt.Key.Key_Return)
        in_front(qtbot, window)
    assert case.place(window) == case.expected(book, made)
    for form in [*window.shown.findChildren(FormDialog), *window.shown.findChildren(HomeOfferDialog)]:
        form.reject()
    for key in case.keys:
        press(window, key)
    qtbot.waitUntil(lambda: not window.jobs.busy)
    with db.write("Xong việc") as session:
        case.mend(session, book, made)
    window.show_screen("overview")
    assert case.key not in screen.todo.rows


def test_tab_and_the_arrows_go_along_the_lines(window, book, db, qtbot) -> None:
    screen = _overview(window)
    with db.write("Có việc") as session:
        ending(session, book)
        forget_birth(session, book)
        villages.add(session, VillageValues("Nà Hin"))
    first, second, third = screen.todo.rows.values()
    qtbot.waitUntil(third.isVisible)
    screen.cards.cards[-1].setFocus()
    press(window, Qt.Key.Key_Tab)
    assert window.focusWidget() is first
    press(window, Qt.Key.Key_Tab)
    assert window.focusWidget() is second
    press(window, Qt.Key.Key_Down)
    assert window.focusWidget() is third
    press(window, Qt.Key.Key_Down)
    assert window.focusWidget() is third
    press(window, Qt.Key.Key_Up)
    press(window, Qt.Key.Key_Up)
    assert window.focusWidget() is first
    screen.year.matrix.setFocus()
    press(window, Qt.Key.Key_Tab)
    assert window.focusWidget() is screen.line
    assert screen.line.current == len(screen.line.points) - 1
    press(window, Qt.Key.Key_Tab)
    assert screen.line.current == -1


def test_coming_back_the_keys_are_where_the_work_was(window, book, db, qtbot) -> None:
    screen = _overview(window)
    with db.write("Có việc") as session:
        key = ending(session, book)
        forget_birth(session, book)
        villages.add(session, VillageValues("Nà Hin"))
    assert [*screen.todo.rows] == ["terms", "uncared", "lacking"]
    qtbot.waitUntil(screen.todo.rows["lacking"].isVisible)
    screen.todo.rows["terms"].setFocus()
    press(window, Qt.Key.Key_Return)
    assert window.shown.key == "cells"
    window.show_screen("overview")
    assert window.focusWidget() is screen.todo.rows["terms"]
    press(window, Qt.Key.Key_Return)
    with db.write("Gia hạn") as session:
        prolong(session, book, key)
    window.show_screen("overview")
    assert window.focusWidget() is screen.todo.rows["uncared"]


def test_after_work_in_a_form_over_it_the_keys_are_on_the_next_line(window, book, db, qtbot) -> None:
    screen = _overview(window)
    with db.write("Có việc") as session:
        thirty_years(session, book)
        forget_birth(session, book)
    qtbot.waitUntil(screen.todo.rows["badges"].isVisible)
    screen.todo.rows["badges"].setFocus()
    press(window, Qt.Key.Key_Return)
    (names,) = screen.findChildren(NamesDialog)
    qtbot.waitUntil(names.isActiveWindow)
    (award,) = (one for one in names.findChildren(QPushButton) if one.text() == "Ghi đã trao…")
    press(award, Qt.Key.Key_Space)
    (form,) = names.findChildren(FormDialog)
    in_front(qtbot, form)
    assert isinstance(form, WaveForm)
    assert form.awarded_on.selectedText() == "07/11/2026"
    press(form, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "badges" not in screen.todo.rows)
    in_front(qtbot, window)
    assert window.focusWidget() is screen.todo.rows["lacking"]


def test_arrivals_are_confirmed_in_the_list_which_stays_for_the_rest(window, book, db, qtbot) -> None:
    screen = _overview(window)
    with db.write("Có việc") as session:
        for place, who in enumerate(book.who[1:4]):
            left = EventValues(EventKind.TRANSFER_OUT, date(2026, 7, 1 + place), place="Đảng ủy xã Bản Phủ")
            events.record(session, who, left)
    row = screen.todo.rows["transfers"]
    qtbot.waitUntil(row.isVisible)
    row.setFocus()
    press(row, Qt.Key.Key_Return)
    (names,) = screen.findChildren(NamesDialog)
    qtbot.waitUntil(names.isActiveWindow)

    def write(day: str) -> None:
        press(names.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        form = next(one for one in names.findChildren(ArrivalForm) if one.isVisible())
        in_front(qtbot, form)
        assert QApplication.focusWidget() is form.confirmed_on
        type_text(form.confirmed_on, day)
        press(form, Qt.Key.Key_Return)
        if form.isVisible():
            form.done(form.DialogCode.Rejected)  # Esc would ask first
        in_front(qtbot, names)

    write("30/6/2026")
    assert [one.member_id for one in names.rows] == [*book.who[1:4]]  # refused: before they left
    write("10/7/2026")
    assert [one.member_id for one in names.rows] == [*book.who[2:4]]
    assert names.focusWidget() is names.table
    press(names.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(names.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    form = next(one for one in names.findChildren(ArrivalForm) if one.isVisible())
    in_front(qtbot, form)
    type_text(form.confirmed_on, "12/7/2026")
    press(form, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "transfers" not in screen.todo.rows)
    assert db.undo() == "Nơi đến đã tiếp nhận ngày 12/07/2026: 2 đồng chí"


def test_all_kinds_are_here() -> None:
    text = Path(todo_lines.__file__).read_text(encoding="utf-8")
    named = set(re.findall(r'TodoLine\(\s*"(\w+)"', text))
    kinds = {kind for kind in AlarmKind.__members__ if f"AlarmKind.{kind}: (" in text}
    assert {case.key for case in CASES} == named | kinds
