"""Putting a list together: what it shows at the left, the list as it will be printed at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from exports import drafts, own_lists
from exports.pages import Page
from exports.report import Needs
from models import listing
from models.database import Database
from models.dates import Period
from models.errors import KnownError
from models.listing import saved
from models.listing.building import ListTable
from models.listing.kinds import Field, Subject
from models.listing.view import LONGEST_NAME, View, checked, start
from models.progress import Progress
from ui import messages, theme
from ui.fields import Choice, on_pause
from ui.jobs import Job, Jobs
from ui.keys import key_sequence
from ui.reports.chooser import Chooser
from ui.reports.lists.arrangement import CrossPage, OrderPage
from ui.reports.lists.columns import ColumnsPage
from ui.reports.lists.filters import FiltersPage
from ui.unsaved import UnsavedDialog
from ui.widgets.buttons import push_button
from ui.widgets.cards import Card
from ui.widgets.flow_tabs import FlowTabs
from ui.widgets.labels import CaptionLabel, label, set_state
from ui.widgets.page_view import PageView
from ui.widgets.room import fit_screen
from ui.widgets.scrolled import Scrolled

PREVIEWED = 300
_SIDE, _LETTERS = 350, 48  # pixels and letters that the pages at the left are wide
_CROSS = 3
"""The place of the page *Hai chiều*."""
_UNNAMED = "…"  # a list is looked at before it has a name


def draw(db: Database, view: View, period: Period | None, on: date, progress: Progress) -> tuple[list[Page], ListTable]:
    """Return the pages of a list's beginning, and the list. Raises KnownError for one that cannot be made."""
    ready = drafts.draft(db, own_lists.report_of(view), period, on)
    made = replace(ready, data=ready.data.first(PREVIEWED))
    return made.pages(progress), ready.data


class ListBuilder(UnsavedDialog):
    """Changes a list and keeps it; `saved` tells its name. The preview follows each change."""

    saved = Signal(str)

    def __init__(
        self, db: Database, jobs: Jobs, view: View, list_id: int | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._db, self._jobs, self._id = db, jobs, list_id
        self._job: Job | None = None
        self._words: dict[tuple[str, str], Sequence[str]] = {}
        self.setWindowTitle(self.tr("Danh sách tự lập"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.name = QLineEdit(view.name)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName(self.tr("Tên danh sách"))
        self.subject = Choice((one.label, one.key) for one in listing.SUBJECTS)
        self.subject.setAccessibleName(self.tr("Danh sách của"))
        self.subject.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.subject.setMinimumContentsLength(10)
        self.chooser = Chooser(db.clock().date())
        self.columns, self.filters = ColumnsPage(), FiltersPage(self._offer)
        self.order, self.cross = OrderPage(), CrossPage()
        self.numbers = QCheckBox(self.tr("Ghi đủ số định danh, số thẻ"))
        self.view = PageView()
        self.count, self.error = CaptionLabel(), label(role="error", wrap=True)
        self.error.hide()
        self._build()
        self._show(view)
        self._shown = self.made
        self._pause = on_pause(self, self.refresh, 200)
        for page in (self.columns, self.filters, self.order, self.cross, self.chooser):
            page.changed.connect(self._pause.start)
        self.numbers.toggled.connect(lambda _on: self._pause.start())
        self.name.textChanged.connect(lambda _text: self._pause.start())
        self.subject.picked.connect(self._take_subject)
        QShortcut(key_sequence("Ctrl+S"), self, self.save)
        if parent is not None:
            fit_screen(self, parent.width(), parent.height())
        self.name.setFocus()
        self.refresh()

    @property
    def made(self) -> View:
        """The list as the pages have it now."""
        columns = self.columns.columns if self.cross.has_list else ()
        return View(
            " ".join(self.name.text().split()),
            self.subject.value(),
            columns,
            self.filters.filters,
            self.filters.any.value(),
            self.order.sorts,
            self.order.groups,
            tuple(total for total in self.columns.totals if total.field in columns),
            self.cross.cross,
            self.numbers.isChecked(),
        )

    # -- what the officer does -----------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Draw the list anew; one still being drawn is given up."""
        try:
            day = self.chooser.day
            view = self.made
            self._check(replace(view, name=view.name or _UNNAMED))
        except KnownError as wrong:
            self._drop_job()
            self.view.set_pages((), str(wrong))  # the list drawn last is not the one put together now
            self.count.setText("")
            self._say(str(wrong))
            return
        self._say("")
        self._drop_job()
        named = replace(view, name=view.name or _UNNAMED)
        self._job = job = Job(partial(draw, self._db, named, self.chooser.period, day))
        job.succeeded.connect(partial(self._show_pages, job))
        job.failed.connect(partial(self._fail, job))
        self._jobs.start(job)

    def save(self) -> None:
        """Keep the list under its name."""
        view = self.made
        try:
            self._check(view)
            with self._db.write(self.tr("Lưu danh sách tự lập")) as session:
                saved.save(session, view, self._id)
        except KnownError as wrong:
            self._say(str(wrong))
            if wrong.field == "name":
                self.name.setFocus()
            return
        self.saved.emit(view.name)
        self.accept()

    def _check(self, view: View) -> None:
        """Raise KnownError for a list that cannot be made as the pages have it now."""
        if view.cross is None and self.cross.is_wanted:
            raise KnownError(self.tr("Hãy chọn trường ở Dòng và ở Cột của bảng hai chiều."))
        checked(view)

    def has_unsaved(self) -> bool:
        """Whether the list differs from what it was when the window came up."""
        return self.made != self._shown

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages at the left are wide enough for large letters, where the window is."""
        super().resizeEvent(event)
        wanted = max(_SIDE, _LETTERS * self.fontMetrics().averageCharWidth())
        self.panel.setFixedWidth(max(_SIDE, min(wanted, self.width() * 9 // 20)))

    def done(self, result: int) -> None:
        """Close; a preview still being drawn is given up."""
        self._pause.stop()
        self._drop_job()
        super().done(result)

    def _drop_job(self) -> None:
        if self._job:
            self._job.cancel()
        self._job = None

    def _take_subject(self, key: str) -> None:
        self._show(start(listing.subject(key), self.name.text()))
        self.refresh()

    # -- showing ---------------------------------------------------------------------------------------------------

    def _show(self, view: View) -> None:
        subject = view.of
        self.subject.set_value(subject.key)
        self.chooser.set_needs(Needs.PERIOD if subject.of_period else Needs.DATE)
        self.columns.set_subject(subject)
        self.columns.show_columns(view.columns or subject.start, view.totals)
        self.filters.show_filters(subject, view.filters, is_any=view.is_any)
        self.order.show_order(subject, view.groups, view.sorts)
        self.cross.show_cross(subject, view.cross, has_list=bool(view.columns))
        self.numbers.setChecked(view.shows_numbers)
        self.numbers.setVisible(any(field.is_number_of_person for field in subject.fields))

    def _offer(self, field: Field) -> Sequence[str]:
        """Return the words of a field of choices, read once."""
        subject: Subject = listing.subject(self.subject.value())
        key = subject.key, field.key
        if key not in self._words:
            with self._db.read() as session:
                facts = subject.facts(session, None, self._db.clock().date())
                self._words[key] = field.words(facts) if field.words else ()
        return self._words[key]

    def _show_pages(self, job: Job, drawn: tuple[list[Page], ListTable]) -> None:
        if job is not self._job:
            return
        self._job = None
        pages, table = drawn
        self.view.set_pages(pages)
        self._show_part()
        words = self.tr("Có {counted}. Bản xem trước vẽ {n} dòng đầu nếu danh sách dài hơn.")
        self.count.setText(words.format(counted=table.counted, n=PREVIEWED))
        if table.doubts:
            self._say(" ".join(table.doubts))

    def _show_part(self) -> None:
        """Show the beginning of what the page at the left is about: the lines, or the table of two fields."""
        wanted = own_lists.CROSS if self.tabs.currentIndex() == _CROSS else own_lists.LIST
        number = next((n for n, page in enumerate(self.view.pages, 1) if page.sheet == wanted), 1)
        if self.view.pages:
            self.view.show_page(number)

    def _fail(self, job: Job, error: Exception) -> None:
        if job is not self._job:
            return
        self._job = None
        self.view.set_pages(
            (), str(error) if isinstance(error, KnownError) else self.tr("Chưa lập được danh sách này.")
        )
        self.count.setText("")
        if not isinstance(error, KnownError):
            messages.explain(self, error)

    def _say(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GAP)
        for words, widget, stretch in (
            (self.tr("Tên danh sách"), self.name, 3),
            (self.tr("Danh sách của"), self.subject, 2),
        ):
            head.addWidget(label(words))
            head.addWidget(widget, stretch)
        self.tabs = FlowTabs()
        for page, words in (
            (self.columns, self.tr("Cột")),
            (self.filters, self.tr("Lọc")),
            (self.order, self.tr("Nhóm, thứ tự")),
            (self.cross, self.tr("Hai chiều")),
        ):
            self.tabs.addTab(page if page is self.filters else Scrolled(page), words)
        self.tabs.currentChanged.connect(lambda _tab: self._show_part())
        self.tabs.turn_from(self)
        side = QVBoxLayout()
        side.setSpacing(theme.GAP)
        side.addWidget(self.tabs, 1)
        side.addWidget(self.numbers)
        self.panel = panel = QWidget()
        panel.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        frame = Card()
        frame.fill(self.view)
        middle = QHBoxLayout()
        middle.setSpacing(theme.MARGIN)
        right = QVBoxLayout()
        right.setSpacing(theme.GAP)
        right.addWidget(self.chooser)
        right.addWidget(frame, 1)
        middle.addWidget(panel)
        middle.addLayout(right, 1)
        self.save_button = push_button(self.tr("Lưu danh sách"), "save", self.save, kind="primary", takes_enter=False)
        foot = QHBoxLayout()
        foot.addWidget(self.count, 1)
        foot.addWidget(self.error, 2)
        foot.addWidget(self.save_button)
        foot.addWidget(push_button(self.tr("Đóng"), "x", self.reject, takes_enter=False))
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.MARGIN,) * 4)
        box.setSpacing(theme.MARGIN)
        box.addLayout(head)
        box.addLayout(middle, 1)
        box.addLayout(foot)
        set_state(self.count, theme.State.IDLE)
