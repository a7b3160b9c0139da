"""The sample commune in its window, and the people and things that its dialogs are about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QDialog

from models import badges, candidates, cells, meetings, members, membership_rules, organizations, training, villages
from models.bodies import Body
from models.dates import Period
from models.members import MemberFilter
from ui.main_window import MainWindow

YEAR, MONTH = 2026, 10
PAUSE = 200  # ms, longer than any pause of a screen


def settle(window: MainWindow) -> None:
    """Let jobs end, and then the short pauses after which a screen draws once more: two quiet turns, one is too few."""
    loop = QEventLoop()
    quiet = 0
    while quiet < 2:
        QTimer.singleShot(PAUSE, loop.quit)
        loop.exec()
        quiet = 0 if window.jobs.busy else quiet + 1


@dataclass
class Book:
    """The sample commune in its window, and the people and things its dialogs are about."""

    window: MainWindow

    def read(self, query: Callable[..., Any], *given: Any, **more: Any) -> Any:
        """What a verb of the models reads."""
        with self.window.db.read() as session:
            return query(session, *given, **more)

    def screen(self, key: str) -> Any:
        """A screen of the window, shown."""
        self.window.show_screen(key)
        return self.window.shown

    def made(self, path: str, *given: Any, **more: Any) -> Any:
        """A dialog, called with the data file, what it is about, and the window above it."""
        module, name = path.split(":")
        return getattr(import_module(f"ui.{module}"), name)(self.window.db, *given, self.window, **more)

    def line_of(self, path: str, *given: Any) -> QDialog:
        """The form that a dialog with a list opens: of its first line, or of a new one."""
        above = self.made(path, *given)
        above.open()
        return above.form_for(next(iter(above.read()), None))

    @cached_property
    def today(self) -> Any:
        return self.window.db.clock().date()

    @cached_property
    def cell(self) -> Any:
        return self.read(cells.rows, self.today)[1]  # one with a long name

    @property
    def body(self) -> Body:
        return Body(cell_id=self.cell.id)

    @cached_property
    def village(self) -> Any:
        return self.read(villages.rows, self.today)[1]

    @cached_property
    def organization(self) -> Any:
        return self.read(organizations.rows, self.today)[0]

    @cached_property
    def people(self) -> Any:
        narrow = MemberFilter(cell_id=self.cell.id)
        return self.read(members.search, "", on=self.today, narrow=narrow)

    @property
    def person(self) -> int:
        return self.people[0].id

    @cached_property
    def meeting(self) -> Any:
        return self.read(meetings.of_month, YEAR, MONTH, cell_id=self.cell.id)[0]

    @cached_property
    def lesson(self) -> Any:
        return self.read(training.rows, Period.year(YEAR))[0]

    @cached_property
    def candidate(self) -> int:
        return self.read(candidates.find, "", 1)[0][0]

    @cached_property
    def wave(self) -> Any:
        return badges.next_wave(self.read(membership_rules.book), self.today)
