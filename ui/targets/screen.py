"""*Chỉ tiêu*: the targets of a year with the pace still needed, and every indicator as of a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from models import cells, namesakes, own_targets, pace, targets, training
from models.dates import Period, office_date
from models.errors import KnownError
from models.indicators import INDICATORS, Figure
from models.pace import Reader, TargetProgress
from models.pipeline import Alarm
from ui import messages, theme
from ui.keys import turn_tabs_of
from ui.pipeline.classes import ClassesPage
from ui.pipeline.page import PipelinePage
from ui.ratings.page import RatingsPage
from ui.screen import Found, Screen
from ui.targets import names, words
from ui.targets.detail import Detail
from ui.targets.finding import look_up
from ui.targets.form import TargetForm
from ui.targets.head import Head
from ui.targets.lists import Catalogue, FilteredList, TargetList
from ui.targets.own import OwnTargetsDialog
from ui.widgets.beside import Beside
from ui.widgets.names import NamesDialog

if TYPE_CHECKING:
    from models.database import Database

TARGETS, INDICATORS_PAGE, PIPELINE, CLASSES, RATINGS = range(5)


class TargetsScreen(Screen):
    """Two lists with the card of what is chosen in them, and the way into the Party, each behind its tab."""

    key = "targets"
    title = "Chỉ tiêu"
    icon = "target"
    help_page = "chi-tieu"
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
        self.head = Head(
            (
                self.tr("Chỉ tiêu được giao"),
                self.tr("Chỉ số"),
                self.tr("Nguồn phát triển"),
                self.tr("Lớp bồi dưỡng"),
                self.tr("Xếp loại"),
            )
        )
        self.tabs, self.year_shown, self.day = self.head.tabs, self.head.year_shown, self.head.day
        self.before, self.after = self.head.before, self.head.after
        self.targets = TargetList()
        self.catalogue = Catalogue()
        self.pages = QStackedWidget()
        self.detail = Detail()
        self.board = Beside(self.pages, self.detail)
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
    def page(self) -> FilteredList:
        """The list in view."""
        return self.targets if self.tabs.currentIndex() == TARGETS else self.catalogue

    @property
    def way(self) -> PipelinePage | ClassesPage | RatingsPage | None:
        """The page of the way into the Party, of the classes or of the ratings, if it is in view."""
        return {PIPELINE: self.pipeline, CLASSES: self.classes, RATINGS: self.ratings}.get(self.tabs.currentIndex())

    def reload(self) -> None:
        """Read the list in view anew, as of the day chosen."""
        year = Period.year(self.year)
        self.year_shown.setText(self.tr("Năm {year}").format(year=self.year))
        self.day.set_value(self.on)
        if self.way is not None:
            told = self.way.reload(self.year, self.on)
            self.set_subtitle(self.tr("tính đến ngày {day} · ").format(day=office_date(self.on)) + told)
            self._offer()
            return
        with self.db.read() as session:
            if self.page is self.targets:
                found = pace.of_period(session, year, self.on)
                self._say_sum(found, own_targets.reached(own_targets.rows(session, year)))
                self.targets.show_targets(found)
            else:
                reader = Reader(session, self.on)
                self.set_subtitle(self.tr("tính đến ngày {day}").format(day=office_date(self.on)))
                self.catalogue.show_figures([reader.figure(one, year) for one in INDICATORS])
        self._show_detail()

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
        """Begin a new target, or a new line of the page in view."""
        if self.way is not None:
            self.way.add()
            return
        self.open_form(None)

    def edit(self) -> None:
        """Open the form of what is chosen."""
        if self.way is not None:
            self.way.edit()
            return
        chosen = self._chosen_target()
        if chosen is not None:
            self.open_form(chosen)

    def ask_to_remove(self) -> None:
        """Ask before what is chosen is taken away."""
        if self.way is not None:
            self.way.remove()
            return
        chosen = self._chosen_target()
        if chosen is None:
            return
        name = f"{chosen.indicator.name}, {words.body(chosen.row)}, {words.period(chosen.period)}"
        messages.ask(
            self,
            self.tr("Xóa chỉ tiêu “{name}”?").format(name=name),
            self.tr("Số liệu thực hiện không mất. Ctrl+Z lấy lại được."),
            self.tr("Xóa chỉ tiêu"),
            lambda: self._remove(chosen),
        )

    def open_form(self, progress: TargetProgress | None, *, key: str = "", cell_id: int | None = None) -> TargetForm:
        """Open the form of a target, or of a new one that starts with an indicator and a cell."""
        row = progress.row if progress else None
        form = TargetForm(self.db, self.year, row, self, key=key, cell_id=cell_id)
        form.accepted.connect(lambda: self.show_item({"target": form.target_id}))
        form.open()
        return form

    def show_names(self, figure: Figure, cell: str = "") -> NamesDialog:
        """List who stands behind a figure."""
        with self.db.read() as session:
            cell_names = cells.names(session)
            apart = namesakes.on(session, self.on)
        dialog = names.dialog(figure, cell_names, self, cell, apart=apart)
        dialog.opened.connect(lambda line: self.go.emit(*names.target_of(line)))
        dialog.open()
        return dialog

    def _remove(self, progress: TargetProgress) -> None:
        with self.db.write(self.tr("Xóa chỉ tiêu {name}").format(name=progress.indicator.name)) as session:
            targets.remove(session, progress.row.id)

    def _chosen_target(self) -> TargetProgress | None:
        row = self.page.table.current_row()
        return row if isinstance(row, TargetProgress) else None

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

    def _say_sum(self, found: list[TargetProgress], own: tuple[int, int]) -> None:
        """Say how many targets are reached, “x/y chỉ tiêu”; those counted by hand apart."""
        commune = [one for one in found if one.row.values.cell_id is None]
        text = self.tr("tính đến ngày {day}").format(day=office_date(self.on))
        if commune:
            met, whole = pace.reached(commune)
            text += self.tr(" · đạt {met}/{all} chỉ tiêu của xã").format(met=met, all=whole)
        if own[1]:
            text += self.tr(" · {met}/{all} chỉ tiêu khác").format(met=own[0], all=own[1])
        self.set_subtitle(text)

    def _offer(self) -> None:
        """Let the actions speak of what is in view and chosen."""
        way = self.way
        is_target = way is None and isinstance(self.page.table.current_row(), TargetProgress)
        adding = {PIPELINE: self.tr("Thêm quần chúng"), CLASSES: self.tr("Thêm lớp")}
        self.add_button.setText(adding.get(self.tabs.currentIndex(), self.tr("Thêm chỉ tiêu")))
        self.add_button.setVisible(way is not self.ratings)
        self.own_button.setVisible(self.tabs.currentIndex() == TARGETS)
        self.edit_button.setEnabled(is_target if way is None else way.line is not None)
        self.remove_button.setEnabled(is_target if way is None else way.can_remove)

    def _show_detail(self) -> None:
        row = self.page.table.current_row()
        self._offer()
        if not isinstance(row, TargetProgress | Figure):
            self.detail.show_nothing()
        self.board.show_right(isinstance(row, TargetProgress | Figure))
        if not isinstance(row, TargetProgress | Figure):
            return
        with self.db.read() as session:
            reader = Reader(session, self.on)
            if isinstance(row, TargetProgress):
                self.detail.show_target(row, reader.cells_of(row))
            else:
                self.detail.show_figure(row, reader.by_cell(row))

    def _build(self) -> None:
        self.body.setSpacing(theme.GAP)
        for page in (self.targets, self.catalogue):
            self.pages.addWidget(page)
        self._sides = QStackedWidget()
        for side in (self.board, self.pipeline, self.classes, self.ratings):
            self._sides.addWidget(side)
        self.body.addWidget(self.head)
        self.body.addWidget(self._sides, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._turn)
        self.setFocusProxy(self.tabs)
        turn_tabs_of(self.tabs, self)
        self.tabs.tabBarClicked.connect(self._take_focus)
        self.before.clicked.connect(lambda: self.show_year(self.year - 1))
        self.after.clicked.connect(lambda: self.show_year(self.year + 1))
        self.day.editingFinished.connect(self._take_day)
        for page in (self.targets, self.catalogue):
            page.table.chosen.connect(lambda _row: self._show_detail())
            page.table.opened.connect(lambda row: self.show_names(row if isinstance(row, Figure) else row.figure))
        self.targets.table.set_empty(
            self.tr("Năm này chưa đặt chỉ tiêu nào. Thêm chỉ tiêu cấp trên giao để theo dõi tiến độ."),
            self.tr("Thêm chỉ tiêu"),
            self.add,
        )
        self.detail.names_asked.connect(self.show_names)
        self.detail.target_asked.connect(self._set_target)
        for way in (self.pipeline, self.classes, self.ratings):
            way.go.connect(self.go)
            way.chosen.connect(self._offer)
        self.classes.names_asked.connect(self.show_names)
        self.ratings.said.connect(self.said)

    def _set_target(self, key: str, cell_id: int | None) -> None:
        """Open the form of a cell's part in the target shown: its own target if it has one, else a new one."""
        line = self.detail.table.current_row()
        chosen = self._chosen_target()
        if chosen is None:
            self.open_form(None, key=key)
            return
        if line is not None and line.own is not None:
            self.open_form(line.own)
            return
        form = self.open_form(None, key=key, cell_id=cell_id)
        form.show_days(chosen.period)

    def _turn(self, number: int) -> None:
        if number <= INDICATORS_PAGE:
            self.pages.setCurrentIndex(number)
        self._sides.setCurrentIndex(max(0, number - INDICATORS_PAGE))
        self.setFocusProxy(self.ratings.table if number == RATINGS else self.tabs)
        self.reload()

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
