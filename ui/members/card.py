"""The card of one member at the right of the table."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from models import badges, called, cells, lives, members, party_age, stays
from models.badges import BadgeRow
from models.database import Database
from models.lives import LifeLine
from models.members import MemberValues
from models.party_age import PartyAge
from models.stays import StayRow
from models.tables import Duty, Standing
from ui import theme
from ui.members import card_lines, event_words
from ui.members.history import STANDING_STATES, HistoryTab, stay_on
from ui.members.profile import ProfileTab
from ui.members.ratings import RatingsTab
from ui.members.records import RecordsTab
from ui.members.words import Lookup
from ui.members.year import YearTab
from ui.theme import State
from ui.widgets.chips import tag
from ui.widgets.empty import EmptyState
from ui.widgets.flow import FlowRow
from ui.widgets.flow_tabs import FlowTabs
from ui.widgets.labels import label

TABS = ("Lý lịch", "Quá trình", "Sinh hoạt", "Khen thưởng, kỷ luật", "Xếp loại")
LEAST_LINES = 12
"""A card of so many lines has room for the cell and the standing above its tabs."""


class MemberCard(QFrame):
    """Name, place and standing above; the tabs below. A tab is read when it is looked at."""

    edit_asked = Signal()

    def __init__(self, db: Database, lookup: Lookup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._lookup = lookup
        self.member_id: int | None = None
        self._on = date.min
        self._name = ""
        self._values: MemberValues | None = None
        self._history: list[StayRow] = []
        self._life: list[LifeLine] = []
        self._age: PartyAge | None = None
        self._badges: list[BadgeRow] = []
        self.setProperty("card", True)

        self.name = label("", "heading", wrap=True)
        self.name.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.place = label("", "muted", wrap=True)
        self.edit = QPushButton()
        self.edit.setProperty("kind", "flat")
        theme.dress(self.edit, "pencil", "muted")
        self.edit.setToolTip(self.tr("Sửa lý lịch (F2)"))
        self.edit.setAccessibleName(self.tr("Sửa lý lịch"))
        self.edit.clicked.connect(self.edit_asked)
        self._standing = FlowRow(gap=theme.UNIT)  # long words go into a second line
        self.profile = ProfileTab(lookup)
        self.history = HistoryTab(db)
        self.year = YearTab(db)
        self.records = RecordsTab(db)
        self.ratings = RatingsTab(db)
        self.tabs = FlowTabs()
        pages = (self.profile, self.history, self.year, self.records, self.ratings)
        self._tab_pages = pages
        for page, title in zip(pages, TABS, strict=True):
            self.tabs.addTab(page, title)
        self.tabs.currentChanged.connect(self._show_tab)
        self._build()

    def show_member(self, member_id: int | None, on: date) -> None:
        """Show a member as of a day; None shows that nobody is chosen."""
        if member_id != self.member_id:
            self.profile.hide_numbers()
            for area in self.findChildren(QScrollArea):  # the next one is read from the top
                area.verticalScrollBar().setValue(0)
        self.member_id, self._on = member_id, on
        self._pages.setCurrentIndex(0 if member_id is None else 1)
        if member_id is None:
            return
        with self._db.read() as session:
            self._values = members.read(session, member_id)
            self._name = called.others(session, on).get(member_id, self._values.full_name)
            self._history = stays.history(session, member_id)
            self._life = lives.life(session, member_id)
            self._age = party_age.ages(session, on, [member_id]).get(member_id)
            self._badges = badges.of(session, member_id)
        self._show_head()
        self._show_tab()

    def _build(self) -> None:
        first = QHBoxLayout()
        first.addWidget(self.name, 1)
        first.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(theme.MARGIN, theme.GAP, theme.UNIT, theme.UNIT)
        box.setSpacing(theme.UNIT)
        box.addLayout(first)
        box.addWidget(self.place)
        box.addWidget(self._standing)
        box.addSpacing(theme.UNIT)
        box.addWidget(self.tabs, 1)
        nobody = EmptyState()
        nobody.set_words(self.tr("Chọn một đồng chí trong bảng để xem lý lịch."))
        self._pages = QStackedLayout(self)
        self._pages.addWidget(nobody)
        self._pages.addWidget(page)
        self.setMinimumWidth(280)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the tabs and their page come first; the list tells cell and standing too."""
        super().resizeEvent(event)
        has_room = self.height() >= LEAST_LINES * self.fontMetrics().lineSpacing()
        self.place.setVisible(has_room)
        self._standing.setVisible(has_room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies what the page in view says; beside the keys of an entry, that one."""
        if self.member_id is None or not event.matches(QKeySequence.StandardKey.Copy):
            super().keyPressEvent(event)
            return
        page = self._tab_pages[self.tabs.currentIndex()]
        QGuiApplication.clipboard().setMimeData(card_lines.mime(page.copied_lines(), self.focusWidget()))

    def _show_head(self) -> None:
        stay = stay_on(self._history, self._on)
        if self._values is None or stay is None:
            return
        self.name.setText(self._name)
        parts = [cells.short_name(stay.cell_name), self._lookup.titles(self.member_id or 0)]
        self.place.setText(" · ".join(part for part in parts if part))
        while (item := self._standing.flow.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        words = self.tr("Chưa rõ chính thức hay dự bị") if stay.standing is Standing.UNKNOWN else stay.standing.label
        self._standing.add(tag(words, STANDING_STATES[stay.standing]))
        is_over = stay.until is not None and stay.until < self._on
        if is_over and stay.duty is Duty.GUEST:
            self._standing.add(tag(event_words.gone_home(), State.IDLE))
        elif stay.duty is not Duty.ACTIVE:
            self._standing.add(tag(stay.duty.label))
        if is_over and stay.ending is not None:
            self._standing.add(tag(stay.ending.label, State.BAD))

    def _show_tab(self) -> None:
        if self.member_id is None or self._values is None:
            return
        shown = self.tabs.currentWidget()
        if shown is self.history:
            self.history.show_life(self._life)
            self.history.posts.show_member(self.member_id, self._on)
            self.history.homes.show_member(self.member_id)
            self.history.names.show_member(self.member_id)
        elif shown is self.year:
            self.year.show_member(self.member_id, self._on)
        elif shown is self.records:
            self.records.show_member(self.member_id, self._on)
        elif shown is self.ratings:
            self.ratings.show_member(self.member_id, self._on)
        else:
            stay = stay_on(self._history, self._on)
            standing = stay.standing if stay else Standing.UNKNOWN
            self.profile.show_values(self._values, standing, self._on, self._age, self._badges, self._life)
