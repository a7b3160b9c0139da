"""The screen *Báo cáo*: choose a form, look at it as it will be printed, check, export, print."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from exports import REPORTS, making, offered, sent
from exports.names import Behind
from exports.report import Report, Scope
from models import cells, namesakes
from models.dates import Period
from models.errors import KnownError
from models.progress import Progress
from ui import messages, theme
from ui.folders import usual_folder
from ui.jobs import Job
from ui.keys import key_sequence
from ui.reports import finding, paper
from ui.reports.by_hand import HandNumbers
from ui.reports.catalogue import Catalogue
from ui.reports.chooser import Chooser
from ui.reports.done import DoneStrip
from ui.reports.findings import FindingsPanel
from ui.reports.learned import LearnedForms
from ui.reports.lists.menu import OwnLists
from ui.reports.names import names_of, target_of
from ui.reports.preview import Preview, complete, prepare
from ui.reports.sent import SentDialog
from ui.screen import Found, Screen
from ui.widgets.cards import Card
from ui.widgets.labels import label
from ui.widgets.names import NamesDialog
from ui.widgets.page_view import PageView
from ui.widgets.progress import ProgressStrip

if TYPE_CHECKING:
    from PySide6.QtGui import QPagedPaintDevice

    from exports.drafts import Draft
    from models.database import Database

LIST_WIDTH = 260


def _about(scope: Scope) -> str:
    """What a report speaks of; with the period the day whose state it shows."""
    if scope.period is None:
        return scope.label
    words = QCoreApplication.translate("ReportsScreen", "{period}, tính đến {day}")
    return words.format(period=scope.label, day=f"{scope.as_of:%d/%m/%Y}")


class ReportsScreen(Screen):
    """Forms at the left, the preview of the chosen one at the right, its period above."""

    key = "reports"
    title = "Báo cáo"
    icon = "file-text"
    help_page = "bao-cao"
    watches = frozenset(
        {"member", "stay", "event", "post", "cell", "village", "cell_village", "organization"}
        | {"rating", "badge", "commendation", "card_issue", "candidate", "training_class", "class_participant"}
        | {"body_commendation", "body_discipline", "former_name"}
        | {"target", "assignment", "meeting", "attendance", "meeting_rule", "month_closing", "setting", "override"}
        | {"saved_list", "saved_form", "code_item", "former", "former_residence", "holiday", "different_people", "term"}
        | {"reorganization", "succession", "own_target", "body_rating", "committee_post", "discipline"}
        | {"own_target_number", "meeting_line", "meeting_vote", "rating_rule", "membership_rule", "vote_rule"}
    )

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        self.preview: Preview | None = None
        self._job: Job | None = None
        self._is_current = False
        self.check_button = self.add_action(
            self.tr("Kiểm tra"), "list-checks", self.check, shortcut="F9", tip=self.tr("Xem những điều còn thiếu")
        )
        self.pdf_button = self.add_action(
            self.tr("PDF"), "file-text", self.export_pdf, shortcut="Ctrl+Shift+E", tip=self.tr("Xuất PDF")
        )
        self.print_button = self.add_action(self.tr("In"), "printer", self.ask_printer, shortcut="Ctrl+P")
        self.export_button = self.add_action(
            self.tr("Xuất Excel"), "file-spreadsheet", self.export_excel, primary=True, shortcut="Ctrl+E"
        )
        self.catalogue = Catalogue(REPORTS)
        self.own = OwnLists(db, lambda: self.jobs, self)
        self.learned = LearnedForms(db, self)
        self.chooser = Chooser(db.clock().date())
        self.findings = FindingsPanel()
        self.strip = ProgressStrip()
        self.done = DoneStrip()
        self.view = PageView()
        self._build()
        self.by_hand = HandNumbers(
            self, self.view, self.catalogue, self.findings, lambda: self.preview.draft if self.preview else None
        )
        self.by_hand.changed.connect(self.refresh)
        self.by_hand.names_asked.connect(self.open_names)
        self.catalogue.chosen.connect(self._choose)
        for menu in (self.own, self.learned):
            menu.changed.connect(self._list_anew)
            self.menus_shown.append(menu.of_chosen)
        self.catalogue.activated.connect(lambda _: self.view.setFocus())
        self.chooser.changed.connect(self.refresh)
        self.view.page_changed.connect(self._say_page)
        self.view.cell_opened.connect(self.open_names)
        self.findings.opened.connect(self.show_names)
        self.view.zoom_changed.connect(lambda zoom: self.zoom_label.setText(f"{zoom * 100:.0f} %" if zoom else ""))
        self.catalogue.choose(REPORTS[0].key)
        self._enable()
        self.setFocusProxy(self.catalogue)

    @property
    def report(self) -> Report[Any]:
        """The report chosen."""
        return self.catalogue.report or REPORTS[0]

    def reload(self) -> None:
        """Make the preview anew from the data as they are."""
        with self.db.read() as session:
            names = {row.id: row.short_name for row in cells.rows(session, self.db.clock().date())}
        self.chooser.set_cells(names)
        self.catalogue.set_reports(offered.reports(self.db))
        self.refresh()

    def refresh(self) -> None:
        """Make the preview of what is chosen; one still being made is given up, the file last written not told of."""
        self.done.hide()
        if self._job:
            self._job.cancel()
        self._is_current = False
        self._enable()
        try:
            day = self.chooser.day
        except KnownError:  # the field says what is wrong
            self._job = None
            self.set_subtitle(self.tr("Hãy ghi lại ngày để lập bản này."))
            return
        self._start(partial(prepare, self.db, self.report, self.chooser.period, day, self.chooser.cell_id))
        self.set_subtitle(self.tr("Đang lập bản xem trước…"))

    def _start(self, work: Callable[[Progress], Preview]) -> None:
        """Make a preview in the background; only the one asked for last is shown."""
        job = self._job = Job(work)
        job.succeeded.connect(partial(self._show, job))
        job.failed.connect(partial(self._fail, job))
        self.jobs.start(job)

    def show_item(self, argument: object) -> None:
        """Show a report: (its name, a Period, its text such as "2026-10", or None for the one shown, and a cell)."""
        begun = {
            finding.LIST: self.own.make_new,
            finding.LIST_FILE: self.own.ask_file,
            finding.FORM: self.learned.ask_file,
            finding.TEMPLATE: self.learned.ask_template,
        }
        if isinstance(argument, str) and argument in begun:
            begun[argument]()
            return
        key, period, cell_id = (*argument, None, None)[:3] if isinstance(argument, tuple) else (argument, None, None)
        self.chooser.cell.set_value(cell_id)
        if isinstance(period, str):
            period = Period.parse(period)
        if isinstance(period, Period):
            self.chooser.show_period(period)
        if self.catalogue.report is None or self.catalogue.report.key != key:
            self.catalogue.choose(str(key))  # which refreshes
        elif period is not None:
            self._choose(self.report)

    @classmethod
    def look_up(cls, db: Database, text: str) -> list[Found]:
        """The reports with the words typed, and what is begun here."""
        return finding.look_up(db, text)

    # -- what the officer does -----------------------------------------------------------------------------------

    def check(self) -> None:
        """Show everything that was found, or say that nothing was."""
        if self.preview is None:
            return
        if self.preview.findings:
            self.findings.stand_on_first()
        else:
            self.said.emit(self.tr("{title}: không có lưu ý nào trước khi gửi.").format(title=self.report.title))

    def export_excel(self) -> None:
        """Ask where, and write the workbook of what is shown."""
        ending = self.report.ending
        self._export(ending, self.tr("Tệp Excel") + f" (*{ending})")

    def export_pdf(self) -> None:
        """Ask where, and write the pages shown as a PDF."""
        self._export(".pdf", self.tr("Tệp PDF (*.pdf)"))

    def open_names(self, sheet: str, row: int, column: int) -> NamesDialog | None:
        """List the people behind a number of the preview."""
        read = self.preview.draft.behind(sheet, row, column) if self.preview is not None else None
        if read is None or self.preview is None or self.preview.draft.is_open(sheet, row, column):
            self.by_hand.edit(sheet, row, column)  # the card of a cell without names stands in its form
            return None
        with self.db.read() as session:
            found = read(session)
        return self.show_names(found)

    def show_names(self, found: Behind) -> NamesDialog:
        """List the people behind a number or a finding."""
        with self.db.read() as session:
            apart = namesakes.on(session, self.db.clock().date())
        dialog = names_of(found, self, apart)
        dialog.opened.connect(lambda line: self.go.emit(*target_of(line)))
        dialog.open()
        return dialog

    def open_sent(self) -> None:
        """List what was exported of this report."""
        if self.preview is not None:
            SentDialog(self.db, self.preview.draft, self.jobs, self).open()

    def ask_printer(self) -> None:
        """Open the system's print dialog."""
        if self.preview is not None and self._is_as_asked():
            draft = self.preview.draft
            done = partial(self._keep_printed, draft)
            paper.ask_printer(draft.file_name, self.preview.pages, self, self.said.emit, done)

    def print_on(self, device: QPagedPaintDevice, dots: int, first: int = 0, last: int = 0) -> None:
        """Print the pages `first` to `last` (0: all) on a device of so many dots an inch."""
        if self.preview is not None:
            done = partial(self._keep_printed, self.preview.draft)
            paper.print_on(self.preview.pages, device, dots, first, last, parent=self, say=self.said.emit, done=done)

    def _keep_printed(self, draft: Draft[Any]) -> None:
        """Keep what went to the printer like any other export."""
        name = self.tr("{name} (in ra giấy)").format(name=draft.file_name) + draft.report.ending
        job = Job(lambda progress: sent.keep(self.db, draft, name, draft.content(progress)))
        job.failed.connect(partial(messages.explain, self))
        self.jobs.start(job)

    # -- building --------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        left = Card()
        left.fill(self.catalogue)
        for menu in (self.own, self.learned):
            left.box.addWidget(menu)
        right = QWidget()
        box = QVBoxLayout(right)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.GAP)
        for widget in (self.chooser, self.findings, self.strip, self.done):
            box.addWidget(widget)
        frame = Card()
        frame.fill(self.view)
        box.addWidget(frame, 1)
        box.addLayout(self._foot())
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.addWidget(left)
        self.split.addWidget(right)
        self.split.setStretchFactor(1, 1)
        self.split.setHandleWidth(theme.MARGIN)
        self.split.setChildrenCollapsible(False)
        self.split.setSizes([LIST_WIDTH, 10_000])
        self.body.addWidget(self.split, 1)

    def _foot(self) -> QHBoxLayout:
        """Page number and size of the preview."""
        self.page_label, self.zoom_label = label(role="muted"), label(role="muted")
        self.zoom_label.setMinimumWidth(self.fontMetrics().horizontalAdvance("000 %"))
        self.zoom_label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row = QHBoxLayout()
        row.setSpacing(theme.UNIT)
        row.addWidget(self.page_label, 1)
        self.sent = QPushButton(self.tr("Các bản đã xuất"))
        self.sent.setProperty("kind", "flat")
        theme.dress(self.sent, "history")
        self.sent.setToolTip(self.tr("Lấy lại đúng bản đã gửi, so với số liệu hiện nay (Ctrl+L)"))
        self.sent.setShortcut(key_sequence("Ctrl+L"))
        self.sent.clicked.connect(self.open_sent)
        row.addWidget(self.sent)
        self.smaller = self._flat("minus", self.tr("Thu nhỏ (Ctrl và lăn chuột)"), lambda: self.view.step_zoom(-1))
        self.larger = self._flat("plus", self.tr("Phóng to (Ctrl và lăn chuột)"), lambda: self.view.step_zoom(1))
        self.fit = QPushButton(self.tr("Vừa bề ngang"))
        self.fit.setProperty("kind", "flat")
        self.fit.setToolTip(self.tr("Ctrl+0"))
        self.fit.clicked.connect(lambda: self.view.set_zoom(None))
        for widget in (self.smaller, self.zoom_label, self.larger, self.fit):
            row.addWidget(widget)
        return row

    @staticmethod
    def _flat(icon: str, tip: str, slot: Any) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "flat")
        theme.dress(button, icon)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.clicked.connect(slot)
        return button

    def _list_anew(self, key: str) -> None:
        """Show the office's own lists and forms as they are now, standing on the one of that name."""
        self.catalogue.set_reports(offered.reports(self.db))
        if self.catalogue.report is not None and self.catalogue.report.key == key:
            self._choose(self.report)
        elif not self.catalogue.choose(key):
            self.catalogue.choose(REPORTS[0].key)

    # -- answering -------------------------------------------------------------------------------------------------

    def _choose(self, wanted: Report[Any]) -> None:
        for menu in (self.own, self.learned):
            menu.set_chosen(wanted.key)
        self.chooser.set_needs(wanted.needs, is_by_cell=wanted.is_by_cell)
        self.findings.open(False)
        self.refresh()

    def _show(self, job: Job, made: Preview) -> None:
        if job is not self._job:
            return  # something else was chosen meanwhile
        self._job = None
        is_another = self.preview is None or self.preview.draft.file_name != made.draft.file_name
        if not made.is_whole:
            self._start(partial(complete, made))
            if not is_another:
                return  # the place where the view stands may lie beyond the first pages
        stood_on = None if is_another else self.view.chosen_cell
        self.preview, self._is_current = made, True
        self.set_subtitle(f"{_about(made.draft.scope)} · {made.draft.report.title}")
        self.findings.show_findings(made.findings)
        self.view.set_pages(
            made.pages,
            opens=lambda *cell: not made.draft.is_open(*cell) and made.draft.behind(*cell) is not None,
            edits=self.by_hand.is_editable,
            marks=self.by_hand.marks(made.draft),
        )
        if is_another:
            self.view.show_page(1)
        elif stood_on is not None:
            self.view.show_cell(*stood_on)
        self.by_hand.arrive()
        self._enable()

    def _fail(self, job: Job, error: Exception) -> None:
        if job is not self._job:
            return
        self._job = self.preview = None
        self._is_current = False
        self.set_subtitle("")
        self.findings.show_findings(())
        self.view.set_pages((), str(error) if isinstance(error, KnownError) else self.tr("Chưa lập được bản này."))
        self._enable()
        if not isinstance(error, KnownError):
            messages.explain(self, error)

    def _is_as_asked(self) -> bool:
        """Take the day still being typed; whether the report shown is of it."""
        self.chooser.take_day()
        if self._job and not self._is_current:
            self.said.emit(self.tr("Đang lập lại theo ngày vừa ghi; lập xong hãy bấm lại."))
        return self._is_current

    def _enable(self) -> None:
        """Let only what is asked for leave the office: not the report shown while another is being made."""
        for button in (self.check_button, self.pdf_button, self.export_button, self.sent):
            button.setEnabled(self._is_current)
        self.print_button.setEnabled(self._is_current and self.preview is not None and self.preview.is_whole)

    def _say_page(self, number: int, count: int) -> None:
        is_whole = self.preview is None or self.preview.is_whole
        words = self.tr("Trang {n}/{all}") if is_whole else self.tr("Trang {n}, đang lập các trang sau…")
        self.page_label.setText(words.format(n=number, all=count) if count else "")

    def _export(self, ending: str, kind: str) -> None:
        if self.preview is None or not self._is_as_asked():
            return
        from ui import printing

        draft = self.preview.draft
        last = self.settings.value("reports/folder")
        start = str(usual_folder(Path(str(last)) if last else None) / f"{draft.file_name}{ending}")
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Lưu báo cáo"), start, kind)
        if not name:
            return
        target = Path(name if name.lower().endswith(ending) else name + ending)
        self.settings.setValue("reports/folder", str(target.parent))
        self.done.hide()
        job = Job(lambda progress: making.save(draft, target, progress, printing.write_pdf, sent.keeper(self.db)))
        job.succeeded.connect(self.done.show_file)
        job.failed.connect(partial(messages.explain, self))
        job.stopped.connect(lambda: self.said.emit(self.tr("Đã dừng, chưa ghi tệp nào.")))
        self.strip.follow(job, self.tr("Đang ghi báo cáo"))
        self.jobs.start(job)
