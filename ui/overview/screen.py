"""*Tổng quan*: the figures of the commune, the year of every cell, what to do next, and the last 24 months."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QToolButton, QWidget

from models import backup, overview, rules
from models.dates import add_months
from models.overview import MonthFigure, Overview
from models.text import plain
from ui import messages, theme
from ui.jobs import Job
from ui.overview import cards
from ui.overview.cards import FigureCards
from ui.overview.todo import TodoCard
from ui.overview.year import YearCard
from ui.screen import BACKUP, Screen
from ui.widgets.cards import Card
from ui.widgets.charts import LineChart, Point
from ui.widgets.scrolled import Scrolled

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from models.database import Database
    from models.pace import Admissions
    from models.todo import Todo
    from ui.overview.alarms import AlarmsBehind
    from ui.overview.first import FirstSteps
    from ui.overview.people import PeopleBehind
    from ui.overview.rolls import RollsBehind
    from ui.overview.todo import TodoLine

MONTHLY_REPORT = "tham-gia-sinh-hoat"
WIDE_FROM = 110
"""The matrix has the line and the list beside it from so many letters of width on; below, all stand in one column."""
READ_AFTER = 20
"""Milliseconds from the first picture of the window to the reading of what is left to do."""


@dataclass(frozen=True)
class Waiting:
    """What stands on the screen a moment after the figures."""

    todo: Todo
    lines: Sequence[TodoLine]
    admissions: Admissions


class OverviewScreen(Screen):
    """Where the commune stands on the day, and where every figure and every line of work leads.

    The first time the window comes with the figures, and what is left to do is read while it already stands: what goes
    through every rule and register takes as long as all the rest.
    """

    key = "overview"
    title = "Tổng quan"
    icon = "layout-dashboard"
    help_page = "tong-quan"
    watches = frozenset(
        {
            BACKUP,
            "assignment",
            "attendance",
            "badge",
            "candidate",
            "cell",
            "cell_village",
            "code_item",
            "event",
            "former",
            "former_name",
            "former_residence",
            "holiday",
            "meeting",
            "meeting_rule",
            "meeting_task",
            "member",
            "membership_rule",
            "organization",
            "setting",
            "stay",
            "target",
            "task_person",
            "task_review",
            "term",
            "village",
        }
    )

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        self.shown: Overview | None = None
        self.waiting: Waiting | None = None
        self._later = QTimer(self, singleShot=True, interval=READ_AFTER)
        self._later.timeout.connect(self._read_later)
        self._is_unpainted = True
        self.cards = FigureCards()
        self.todo = TodoCard()
        self.year = YearCard(db)
        self.line = LineChart()
        self.line_card = Card(self.tr("Tỷ lệ tham gia, 24 tháng"))
        self.line_table = QToolButton()
        self.line_table.setText(self.tr("Bảng số"))
        self.line_table.setToolTip(self.tr("Xem, sao chép bảng số của đường này"))
        self.open_button = self.add_action(self.tr("Mở kỳ"), "calendar-plus", self._open_month, shortcut="Ctrl+Shift+M")
        self.report_button = self.add_action(
            self.tr("Báo cáo tháng"),
            "file-text",
            self._make_report,
            primary=True,
            shortcut="Ctrl+E",
            tip=self.tr("Xem và xuất báo cáo"),
        )
        self._build()
        self._connect()

    def reload(self) -> None:
        """Read the day's figures anew."""
        on = self.db.clock().date()
        with self.db.read() as session:
            shown = overview.read(session, on)
            book = rules.book(session)
        self.shown = shown
        self.set_subtitle(self.tr("tính đến ngày {day}").format(day=f"{on:%d/%m/%Y}"))
        _year, month = shown.next_to_open
        self.open_button.setText(self.tr("Mở kỳ tháng {month}").format(month=month))
        is_new = not shown.stock.meetings
        self.pages.setCurrentWidget(self.first if is_new else self._scroll)
        self.report_button.setHidden(is_new)
        self.open_button.setHidden(is_new)
        if is_new:
            self.first.show_stock(shown.stock, month)
            self.setFocusProxy(self.first.next)
            return
        self.setFocusProxy(self.todo if self.todo.focusProxy() else None)
        self.cards.show_overview(shown)
        self.year.show_overview(shown, book)
        self._show_line(shown)
        if self.waiting is not None or self.isVisible():
            self._show_waiting(_read_waiting(self.db, shown))

    @cached_property
    def first(self) -> FirstSteps:
        """What stands in the place of figures while there is no meeting."""
        from ui.overview.first import FirstSteps

        made = FirstSteps()
        made.chosen.connect(self._first_step)
        self.pages.addWidget(made)
        return made

    @cached_property
    def rolls(self) -> RollsBehind:
        """The lists whose lines come from rolls."""
        from ui.overview.rolls import RollsBehind

        made = RollsBehind(self.db, self)
        made.go.connect(self.go)
        return made

    @cached_property
    def people(self) -> PeopleBehind:
        """The lists whose lines come from the register."""
        from ui.overview.people import PeopleBehind

        made = PeopleBehind(self.db, self)
        made.go.connect(self.go)
        return made

    @cached_property
    def alarms(self) -> AlarmsBehind:
        """The lists of alarms."""
        from ui.overview.alarms import AlarmsBehind

        made = AlarmsBehind(self.db, self)
        made.go.connect(self.go)
        return made

    def showEvent(self, event: QShowEvent) -> None:
        """Coming into view, it is still to be painted."""
        super().showEvent(event)
        self._is_unpainted = True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Read what is left to do once the window that comes up is painted; before, both would wait for each other."""
        super().paintEvent(event)
        if not self._is_unpainted:
            return
        self._is_unpainted = False
        if self.shown is not None and self.shown.stock.meetings and self.waiting is None:
            QTimer.singleShot(0, self._later.start)  # what lies on the screen is painted after it

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, else below each other."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: object) -> None:
        """Larger letters need more room."""
        super().changeEvent(event)  # type: ignore[arg-type]
        if hasattr(self, "pages"):
            self._arrange()

    def _build(self) -> None:
        self.line_card.box.addWidget(self.line, 1)
        self.line_card.top.addStretch(1)
        self.line_card.top.addWidget(self.line_table)
        board = QWidget()
        self._grid = QGridLayout(board)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.MARGIN)
        self._scroll = Scrolled(board)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._scroll)
        self.body.addWidget(self.pages, 1)
        self._is_wide: bool | None = None
        self._arrange()

    def _arrange(self) -> None:
        is_wide = self.width() >= WIDE_FROM * self.fontMetrics().averageCharWidth()
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        self.cards.set_columns(4 if is_wide else 2)
        self.todo.set_long(not is_wide)
        self.year.set_long(not is_wide)
        grid = self._grid
        if is_wide:
            places = (
                (self.cards, 0, 0, 1, 2),
                (self.year, 1, 0, 2, 1),
                (self.todo, 1, 1, 1, 1),
                (self.line_card, 2, 1, 1, 1),
            )
        else:
            places = (
                (self.cards, 0, 0, 1, 2),
                (self.todo, 1, 0, 1, 2),
                (self.year, 2, 0, 1, 2),
                (self.line_card, 3, 0, 1, 2),
            )
        for widget, row, column, rows, columns in places:
            grid.addWidget(widget, row, column, rows, columns)
        grid.setColumnStretch(0, 67)
        grid.setColumnStretch(1, 33)
        for row in range(4):
            grid.setRowStretch(row, 1 if is_wide and row == 2 else 0)

    def _connect(self) -> None:
        self.cards.opened.connect(self._open_card)
        self.year.month_chosen.connect(self.open_square)
        self.year.cell_chosen.connect(lambda cell_id, year: self.rolls.cell_year(cell_id, year))
        self.todo.chosen.connect(self._do)
        self.line.opened.connect(self._open_point)
        self.line_table.clicked.connect(lambda: self.shown and self.rolls.commune_months(self.shown.months))

    def _show_line(self, shown: Overview) -> None:
        points = [
            Point(
                f"{month.month:02}/{month.year % 100:02}",
                None if month.tally.rate is None else float(month.tally.rate * 100),
                self._point_tip(month),
                month.is_on_target,
                float(month.rule.target * 100),
            )
            for month in shown.months
        ]
        target = float(shown.latest.rule.target * 100)
        self.line.set_points(points, target, self.tr("mục tiêu {target}").format(target=plain(target)))

    def _point_tip(self, month: MonthFigure) -> str:
        counted = month.tally.counted
        if month.tally.rate is not None:
            return self.tr("{counted} lượt; bấm để xem danh sách").format(counted=counted)
        return self.tr("{n} chi bộ chưa ghi xong").format(n=month.unwritten.total) if month.unwritten.total else ""

    def _read_later(self) -> None:
        shown = self.shown
        if shown is None or self.waiting is not None or not self.isVisible():
            return
        job = Job(lambda _progress: _read_waiting(self.db, shown))
        job.succeeded.connect(self._take_first)
        job.failed.connect(lambda error: messages.explain(self, error))
        self.jobs.start(job)

    def _take_first(self, waiting: Waiting) -> None:
        """Show what was read aside, unless a change has had it read anew meanwhile."""
        if self.waiting is None:
            self._show_waiting(waiting)

    def _show_waiting(self, waiting: Waiting) -> None:
        self.waiting = waiting
        self.cards.show_admissions(waiting.admissions)
        self.todo.show_lines(waiting.lines)

    def _open_month(self) -> None:
        if self.shown is not None:
            self.go.emit("meetings", {"open": self.shown.next_to_open})

    def _make_report(self) -> None:
        if self.shown is None:
            return
        month = self.shown.latest
        if not month.tally.meetings:
            before = add_months(self.shown.on, -1)
            self.go.emit("reports", (MONTHLY_REPORT, f"{before:%Y-%m}"))
            return
        self.go.emit("reports", (MONTHLY_REPORT, f"{month.year}-{month.month:02}"))

    def _open_card(self, card: int) -> None:
        if self.shown is None:
            return
        if card == cards.RATE:
            self.rolls.month(self.shown.latest.year, self.shown.latest.month)
        elif card == cards.MET:
            self.rolls.met(self.shown.present.year, self.shown.present.month)
        elif card == cards.PEOPLE:
            self.people.everyone()
        else:
            self.people.admitted()

    def open_square(self, cell_id: int | None, year: int, month: int) -> None:
        """Open a cell's month, or list who makes up that of the commune (None)."""
        if cell_id is None:
            self.rolls.month(year, month)
        else:
            self.go.emit("meetings", {"cell_id": cell_id, "year": year, "month": month})

    def _open_point(self, number: int) -> None:
        if self.shown is not None:
            self.rolls.month(self.shown.months[number].year, self.shown.months[number].month)

    def _do(self, line: str) -> None:
        """Go where a line of *Việc cần làm* leads."""
        from ui.overview.ways import follow

        self.setFocusProxy(self.todo)  # on coming back the keys are there again
        if self.waiting is not None:
            follow(line, self.waiting.todo, self, self.go.emit)

    def _first_step(self, step: int) -> None:
        from ui.overview import first

        if step == first.OFFICE:
            self.go.emit("data", "office")
        elif step == first.LISTS:
            self.go.emit("data", ("import", "choose"))
        else:
            self._open_month()


def _read_waiting(db: Database, shown: Overview) -> Waiting:
    from models import cells, pace, todo
    from ui.overview.todo_lines import TodoLines

    with db.read() as session:
        left = todo.read(session, shown)
        made = pace.admissions(session, shown.on)
        names = cells.names(session)
    return Waiting(left, tuple(TodoLines().all(left, names, _last_backup(db))), made)


def _last_backup(db: Database) -> date | None:
    found = backup.backups(backup.folder_of(db.path), db.path.stem)
    return found[0].at.date() if found else None
