"""*Chỉ tiêu*: the targets of a year with the pace still needed, and every indicator as of a day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import targets, training
from models.dates import Period, office_date
from models.errors import KnownError
from models.pipeline import Alarm
from ui import theme
from ui.keys import turn_tabs_of
from ui.pipeline.classes import ClassesPage
from ui.pipeline.page import PipelinePage
from ui.ratings.page import RatingsPage
from ui.screen import Found, Screen
from ui.targets.finding import look_up
from ui.targets.head import Head
from ui.targets.own import OwnTargetsDialog
from ui.targets.page import TargetsPage

if TYPE_CHECKING:
    from models.database import Database

TARGETS, INDICATORS_PAGE, PIPELINE, CLASSES, RATINGS = range(5)
LOW = 520  # below this height, in pixels, the names of the ratings take the room of what is around them


class TargetsScreen(Screen):
    """The targets with the indicators, the way into the Party, the classes and the ratings, each behind its tab."""

    key = "targets"
    title = "Chỉ tiêu"
    icon = "target"
    help_page = "chi-tieu"
    tab_titles = ("Chỉ tiêu được giao", "Chỉ số", "Nguồn phát triển", "Lớp bồi dưỡng", "Xếp loại")
    watches = frozenset(
        {
            "assignment",
            "attendance",
            "body_rating",
            "candidate",
            "cell",
            "cell_village",
            "class_participant",
            "discipline",
            "event",
            "former_residence",
            "holiday",
            "meeting",
            "meeting_rule",
            "member",
            "membership_rule",
            "organization",
            "own_target",
            "own_target_number",
            "rating",
            "rating_rule",
            "reorganization",
            "stay",
            "target",
            "training_class",
            "village",
        }
    )

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        self.on = db.clock().date()
        self.year = self.on.year
        self.head = Head(self.tab_titles)
        self.tabs, self.year_shown, self.day = self.head.tabs, self.head.year_shown, self.head.day
        self.before, self.after = self.head.before, self.head.after
        self.board = TargetsPage(db, self)
        self.targets, self.catalogue, self.detail = self.board.targets, self.board.catalogue, self.board.detail
        self.open_form, self.show_names = self.board.open_form, self.board.show_names
        self.pipeline = PipelinePage(db, self)
        self.classes = ClassesPage(db, self)
        self.ratings = RatingsPage(db, self)
        self._build()
        self.own_button = self.add_action(
            self.tr("Chỉ tiêu khác…"), "list-checks", self.open_own, tip=self.tr("Chỉ tiêu sổ không đếm được, ghi tay")
        )
        self.edit_button = self.add_action(self.tr("Sửa"), "pencil", self.edit, shortcut="F2")
        self.remove_button = self.add_action(self.tr("Xóa"), "trash-2", self.ask_to_remove)
        self.add_button = self.add_action(
            self.tr("Thêm chỉ tiêu"), "plus", self.add, primary=True, shortcut="Ctrl+N", tip=self.tr("Thêm một dòng")
        )
        self._connect()

    @property
    def today(self) -> date:
        """The day of the clock."""
        return self.db.clock().date()

    @property
    def page(self) -> TargetsPage | PipelinePage | ClassesPage | RatingsPage:
        """The page in view; targets and indicators share one."""
        return {PIPELINE: self.pipeline, CLASSES: self.classes, RATINGS: self.ratings}.get(
            self.tabs.currentIndex(), self.board
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the names of the ratings come first."""
        super().resizeEvent(event)
        self._fold()

    def reload(self) -> None:
        """Read the list in view anew, as of the day chosen."""
        self.year_shown.setText(self.tr("Năm {year}").format(year=self.year))
        self.day.set_value(self.on)
        self.board.year, self.board.on = self.year, self.on  # it also shows the names of the classes
        told = self.page.reload(self.year, self.on)
        day = self.tr("tính đến ngày {day}").format(day=office_date(self.on))
        self.set_subtitle(" · ".join(part for part in (day, told) if part))
        self._offer()

    def show_item(self, argument: object) -> None:
        """Bring a target ({"target": id}) or an indicator ({"indicator": key}); {"new": key} begins a target of it."""
        match argument:
            case {"target": int(key)}:
                self._go_to_year_of(key)
                self.show_page(TARGETS)
                self.targets.bring(key)
                self.setFocusProxy(self.targets.table)
            case {"own_target": int(key), "year": int(year)}:
                self._go_to_year(year)
                self.show_page(TARGETS)
                self.open_own(key)
            case {"indicator": str(key)}:
                self.show_page(INDICATORS_PAGE)
                self.catalogue.bring(key)
                self.setFocusProxy(self.catalogue.table)
            case {"candidate": int(key)}:
                self.show_page(PIPELINE)
                self.pipeline.show_candidate(key)
                self.setFocusProxy(self.pipeline.table)
            case {"class": int(key)}:
                self._go_to_year(self._year_of_class(key))
                self.show_page(CLASSES)
                self.classes.show_class(key)
                self.setFocusProxy(self.classes.table)
            case {"ratings": int(cell_id)}:
                self.show_page(RATINGS)
                if cell_id:
                    self.ratings.show_cell(cell_id)
            case {"quarter": int(quarter)}:
                self.show_page(RATINGS)
                self.ratings.show_quarter(quarter)
            case {"alarms": names}:
                self.show_page(PIPELINE)
                self.pipeline.show_alarms([Alarm[name] for name in names])
                self.setFocusProxy(self.pipeline.table)
            case {"new": str(key)}:
                self.show_page(TARGETS)
                self.open_form(None, key=key)
            case _:
                self.show_page(TARGETS)

    @classmethod
    def look_up(cls, db: Database, text: str) -> list[Found]:
        """Offer the targets written by hand, the candidates and the indicators whose names hold what is typed."""
        return look_up(db, text, cls.icon)

    def turn_to(self, place: int) -> None:
        """Show one of the tabs."""
        self.show_page(place)

    def show_page(self, number: int) -> None:
        """Show the targets or the catalogue."""
        self.tabs.setCurrentIndex(number)

    def show_year(self, year: int) -> None:
        """Show a year: today's as it stands, a past one as of its last day, one to come for setting its targets."""
        self.year = year
        self.on = min(self.today, date(year, 12, 31))
        self.reload()

    def open_own(self, chosen: int = 0) -> OwnTargetsDialog:
        """Show the targets that the register cannot count, one of them chosen."""
        dialog = OwnTargetsDialog(self.db, self.year, self, chosen)
        dialog.open()
        return dialog

    def add(self) -> None:
        """Begin a new line of the page in view."""
        self.page.add()

    def edit(self) -> None:
        """Open the form of what is chosen."""
        self.page.edit()

    def ask_to_remove(self) -> None:
        """Ask before what is chosen is taken away."""
        self.page.remove()

    def _go_to_year_of(self, target_id: int) -> None:
        """Show a year in which a target can be seen, this one if it is."""
        with self.db.read() as session:
            if any(row.id == target_id for row in targets.rows(session, Period.year(self.year))):
                return
            years = [
                year
                for year in targets.years(session)
                if any(row.id == target_id for row in targets.rows(session, Period.year(year)))
            ]
        self._go_to_year(years[0] if years else self.year)

    def _year_of_class(self, class_id: int) -> int:
        with self.db.read() as session:
            first = training.read(session, class_id).first_day
        return first.year if first else self.year

    def _go_to_year(self, year: int) -> None:
        """Show another year as of its last day, or of today; this one as it is."""
        if year != self.year:
            self.year, self.on = year, min(self.today, date(year, 12, 31))
        self.reload()

    def _offer(self) -> None:
        """Let the actions speak of what is in view and chosen."""
        adding = {PIPELINE: self.tr("Thêm quần chúng"), CLASSES: self.tr("Thêm lớp")}
        self.add_button.setText(adding.get(self.tabs.currentIndex(), self.tr("Thêm chỉ tiêu")))
        self.add_button.setVisible(self.page is not self.ratings)
        self.own_button.setVisible(self.tabs.currentIndex() == TARGETS)
        self.edit_button.setEnabled(self.page.line is not None)
        self.remove_button.setEnabled(self.page.can_remove)

    def _build(self) -> None:
        self.body.setSpacing(theme.GAP)
        self._sides = QStackedWidget()
        for side in (self.board, self.pipeline, self.classes, self.ratings):
            self._sides.addWidget(side)
        self.body.addWidget(self.head)
        self.body.addWidget(self._sides, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        self.setFocusProxy(self.tabs)
        turn_tabs_of(self.tabs, self)
        for before, following in pairwise((self.day, self.targets.table, self.catalogue.table)):
            self.setTabOrder(before, following)  # the detail comes after the row it is of
        self.tabs.tabBarClicked.connect(self._take_focus)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.tabs, self.go_down)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        self.before.clicked.connect(lambda: self.show_year(self.year - 1))
        self.after.clicked.connect(lambda: self.show_year(self.year + 1))
        self.day.editingFinished.connect(self._take_day)
        for page in (self.board, self.pipeline, self.classes, self.ratings):
            page.go.connect(self.go)
            page.chosen.connect(self._offer)
        self.board.written.connect(lambda target_id: self.show_item({"target": target_id}))
        self.classes.names_asked.connect(self.show_names)
        self.ratings.said.connect(self.said)
        self.ratings.turned.connect(self.reload)

    def go_down(self) -> None:
        """Go from the titles to the list of the page in view."""
        lists = (self.targets.table, self.catalogue.table, self.pipeline.table, self.classes.table, self.ratings.table)
        lists[self.tabs.currentIndex()].setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self, number: int) -> None:
        if number <= INDICATORS_PAGE:
            self.board.show_list(is_catalogue=number == INDICATORS_PAGE)
        self._sides.setCurrentIndex(max(0, number - INDICATORS_PAGE))
        self.setFocusProxy(self.ratings.table if number == RATINGS else self.tabs)
        self._fold()
        self.reload()

    def _fold(self) -> None:
        """In a low window the title makes room for the names of the ratings; keys and *Ghi nhiều* do its actions."""
        is_low = self.height() < LOW
        self.ratings.fold(is_low)
        self.header.setVisible(not is_low or self.page is not self.ratings)

    def _take_focus(self, number: int) -> None:
        """Let the grid of ratings take the keys as soon as its tab is clicked, once the bar has had the click."""
        if number == RATINGS:
            QTimer.singleShot(0, self, self.setFocus)

    def _take_day(self) -> None:
        """Show everything as of the day typed, at latest today."""
        try:
            day = self.day.day()
        except KnownError as error:
            self.said.emit(str(error))
            self.day.set_value(self.on)
            return
        if day is None or day == self.on:
            self.day.set_value(self.on)
            return
        self.on = min(day, self.today)
        self.year = self.on.year
        self.reload()
