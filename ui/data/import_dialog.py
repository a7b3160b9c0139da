"""Importing a list: choose or drop a file, look at every change, bring it in, take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from models import cells, list_files
from models.database import Database
from models.errors import KnownError
from models.imports import Action, Answers, ImportPlan, Outcome, Verdict
from models.legacy_text import Script
from models.outline import AS_FOUND, ReadingChoices, SheetOutline, UnknownList
from models.progress import Progress
from models.records import Reading
from models.text import number
from ui import messages, theme
from ui.data import import_jobs
from ui.data.import_columns import ColumnsPage
from ui.data.import_jobs import bring_in, plan_again, read_and_plan, save_marked, take_back
from ui.data.import_pages import Announcement, left_words, summary
from ui.data.import_preview import ImportPreview
from ui.data.import_saving import save_lines
from ui.folders import dropped_files, usual_folder
from ui.jobs import Job, Jobs
from ui.keys import key_sequence
from ui.theme import State
from ui.unsaved import UnsavedDialog
from ui.widgets.buttons import push_button
from ui.widgets.labels import label, set_state
from ui.widgets.progress import ProgressStrip
from ui.widgets.room import fit_screen


class ImportDialog(UnsavedDialog):
    """The import window: *Chọn tệp* → preview → *Nhập* → result with *Hoàn tác*; long steps can be stopped."""

    imported = Signal(str)
    """A sentence saying what came in."""
    folder: ClassVar[Path | None] = None
    """Where the last list was chosen: the next one mostly lies beside it."""

    def __init__(
        self, db: Database, jobs: Jobs, parent: QWidget | None = None, *, month: tuple[int, int] | None = None
    ) -> None:
        """With a `month` (year, month), slips of other months are refused."""
        super().__init__(parent)
        self._db = db
        self._month = month
        self._jobs = jobs
        self._reading: Reading | None = None
        self._plan: ImportPlan | None = None
        self._answers = Answers()
        self._is_answered = False
        self._paths: list[Path] = []
        self._decided: ReadingChoices = AS_FOUND
        self._job: Job | None = None
        self._step_label = ""
        self.setWindowTitle(self.tr("Nhập danh sách"))
        self.setAcceptDrops(True)
        self.setSizeGripEnabled(True)

        self.start = Announcement()
        self.error = label("", "error", wrap=True)
        self.preview = ImportPreview()
        self.columns = ColumnsPage()
        self.done_page = Announcement()
        self.strip = ProgressStrip()
        self.undo_button = push_button(self.tr("Hoàn tác"), "undo-2")
        self.other_button = push_button(self.tr("Chọn tệp khác…"), "folder-open")
        self.again_button = push_button(self.tr("Đọc lại tệp"), "refresh-cw")
        self.import_button = QPushButton(self.tr("Nhập (Ctrl+Enter)"))
        self.import_button.setProperty("kind", "primary")
        self.close_button = QPushButton(self.tr("Đóng"))
        self.reason = label("", "muted", wrap=True)
        self._build()
        self.undo_button.clicked.connect(self.undo)
        self.other_button.clicked.connect(self.choose_file)
        self.again_button.clicked.connect(self._read)
        self.import_button.clicked.connect(self.bring_in)
        self.close_button.clicked.connect(self.close)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(key_sequence(keys), self, self._bring_in_by_key)
        QShortcut(key_sequence("Ctrl+O"), self, self._choose_by_key)
        self.preview.looked_through.connect(self._go_on)
        self.preview.answered.connect(self._take_answer)
        self.preview.decided.connect(self._show_state)
        self.preview.errors_wanted.connect(lambda: self._save_lines("danh-sach-loi.txt", self.preview.errors_text()))
        self.done_page.button.clicked.connect(
            lambda: self._save_lines("danh-sach-can-xem.txt", self.preview.left_text())
        )
        self.preview.marked_wanted.connect(self._save_marked)
        self.preview.columns_wanted.connect(self._show_columns)
        self.preview.as_stored.connect(self._keep_text)
        self.preview.turned_days.connect(lambda on: self._read_as(replace(self._decided, turns_days=on)))
        self.preview.meanings.told.connect(self._tell_mark)
        self.preview.told.connect(lambda news: self._read_as(replace(self._decided, **news)))
        self.columns.decided.connect(self._read_as)
        self.columns.left.connect(lambda: self._show_page(self.preview))
        self._show_page(self.start)

    # The steps

    def choose_file(self) -> None:
        """Ask for a file, or for many slips, and look at them."""
        found, _kind = QFileDialog.getOpenFileNames(
            self,
            self.tr("Chọn tệp danh sách"),
            str(usual_folder(self.folder)),
            self.tr("Bảng tính ({files})").format(files=list_files.pattern(list_files.LISTS)),
        )
        if found:
            ImportDialog.folder = Path(found[0]).parent
            self.open_files([Path(path) for path in found])

    def open_file(self, path: Path) -> None:
        """Read a file and show what importing it would do."""
        self.open_files([path])

    def open_files(self, paths: list[Path]) -> None:
        """Read one file of any kind, or many slips, and show what importing would do."""
        if self._job is not None or not paths:
            return
        self._paths, self._decided = paths, AS_FOUND
        self._reading = self._plan = None
        self._answers, self._is_answered = Answers(), False
        for choice in (self.preview.keep_text, self.preview.turn_days):
            choice.setChecked(False)
        self._show_page(self.start)
        self._read()

    def _read(self) -> None:
        self.error.hide()
        self.again_button.hide()
        one, many = self.tr("Đọc tệp {name}").format(name=self._path.name), self.tr("Đọc {n} tệp")
        words = one if len(self._paths) == 1 else many.format(n=len(self._paths))
        work = partial(read_and_plan, self._db, self._paths, self._decided, self._month, self._answers)
        self._run(work, self._show_reading, words)

    @property
    def _path(self) -> Path:
        return self._paths[0]

    def _read_as(self, decided: ReadingChoices) -> None:
        """Read the file again, with the columns and encodings the officer chose."""
        if self._job is None:
            self._decided, self._is_answered = decided, True
            self.preview.keep_text.setChecked(decided.script is Script.UNICODE)
            self._read()

    def _keep_text(self, as_stored: bool) -> None:
        self._read_as(replace(self._decided, script=Script.UNICODE if as_stored else None, scripts={}))

    def _show_columns(self) -> None:
        if self._reading is not None and self._reading.outlines:
            self._show_outlines(self._reading.outlines)

    def _show_outlines(self, outlines: tuple[SheetOutline, ...], unknown: str = "") -> None:
        kinds = {layout.key: (layout.title, layout.columns.labels) for layout in import_jobs.layouts()}
        with self._db.read() as session:
            names = cells.names(session).values()
        self.columns.show_file(self._path.name, outlines, kinds, self._decided, names, unknown=unknown)
        self._shown_choices = self.columns.choices()
        self._show_page(self.columns)

    def _choose_by_key(self) -> None:
        if self._job is None:
            self.choose_file()

    def _bring_in_by_key(self) -> None:
        if self._pages.currentWidget() is self.columns:
            self.columns.again.click()
        elif self.import_button.isVisible():
            if self.import_button.isEnabled():
                self.import_button.click()
            else:
                self._go_on()

    def _go_on(self) -> None:
        """Go to *Nhập*, or to what must be done before; what leaves lines out comes last and is never done by Enter."""
        if self.import_button.isEnabled():
            (self.preview.open_choice() or self.import_button).setFocus(Qt.FocusReason.TabFocusReason)
        elif self._job is None and self._plan is not None:
            self.preview.go_to_lacking(can_skip=self._plan.changes_something)

    def bring_in(self) -> None:
        """Write what the preview shows, in one step."""
        if self._plan is None or self._reading is None or self._job is not None:
            return
        self._step_label = self.tr("Nhập {name}").format(name=self._plan.file_name)
        what = (self._paths, self._reading, self._plan, self._step_label, self.preview.skip.isChecked())
        work = partial(bring_in, self._db, *what, self._decided)
        self._run(work, self._show_outcome, self._step_label)

    def undo(self) -> None:
        """Take the import back."""
        if self._job is None:
            self._run(partial(take_back, self._db, self._step_label), self._show_undone, self.tr("Hoàn tác"))

    def _take_answer(self, action: Action, chosen: int) -> None:
        self._answers, self._is_answered = self._answers.with_one(action, chosen), True
        if self._reading is not None and self._job is None:
            work = partial(plan_again, self._db, self._reading, self._answers, self._month)
            self._run(work, self._show_plan, self.tr("So lại với sổ hiện có"))

    def _tell_mark(self, mark: str, key: str) -> None:
        """Read the file again with what a mark means."""
        self._read_as(replace(self._decided, marks={**self._decided.marks, mark: key}))

    def has_unsaved(self) -> bool:
        """Whether anything was answered of a file that has not come in yet."""
        page = self._pages.currentWidget()
        is_chosen = page is self.columns and self.columns.choices() != self._shown_choices
        return is_chosen or (page is not self.done_page and self._is_answered)

    # What the steps bring

    def _show_reading(self, found: tuple[Reading, ImportPlan, Answers]) -> None:
        self._reading, plan, self._answers = found
        self.preview.columns.setVisible(bool(self._reading.outlines))
        self.preview.offer_kinds([(one.title, one.key) for one in import_jobs.layouts()], self._reading.layout)
        self.preview.ask_of_file(self._reading, self._decided, self._db.clock().date())
        self.preview.skip.setChecked(False)
        self.preview.filter_by("all")
        self._show_plan(plan)
        self._show_page(self.preview)

    def _show_plan(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.preview.show_plan(plan)
        if len(self._paths) > 1:  # no one file to give back
            self.preview.save_marked.hide()
        self._show_state()

    def _show_outcome(self, outcome: Outcome) -> None:
        done = summary(outcome)
        words = done or self.tr("Sổ không có gì thay đổi; đã nhớ cách hiểu tệp cho lần sau.")
        left_out = outcome.of(Verdict.ERROR) + outcome.of(Verdict.ASK)
        if left_out:
            words += "\n" + self.tr("Đã bỏ {n} dòng lỗi hoặc chưa chọn.").format(n=number(left_out))
        note = self.tr("Nếu nhập nhầm, bấm Hoàn tác để dữ liệu trở lại như trước.") if done else ""
        left = left_words(outcome, sum(line.has_warning for line in self.preview.left))
        self.done_page.show_words("circle-check", self.tr("Đã nhập xong"), f"{words}\n{left}\n{note}", State.GOOD)
        self.done_page.button.setText(self.tr("Lưu danh sách cần xem…"))
        self.done_page.button.setVisible(bool(self.preview.left))
        self._show_page(self.done_page)
        self.undo_button.setVisible(bool(done))
        self.close_button.setFocus()
        self.imported.emit(words)

    def _show_undone(self, undone: str | None) -> None:
        heading = self.tr("Đã hoàn tác") if undone else self.tr("Không còn gì để hoàn tác")
        words = self.tr("Dữ liệu như trước khi nhập.") if undone else ""
        self.done_page.show_words("undo-2", heading, words)
        self._show_page(self.done_page)
        self.undo_button.hide()
        self.done_page.button.hide()
        self.close_button.setFocus()

    def _show_error(self, error: Exception) -> None:
        if isinstance(error, UnknownList) and any(outline.columns for outline in error.outlines):
            self._show_outlines(error.outlines, str(error))
        if not isinstance(error, KnownError):
            messages.explain(self, error)
            return
        if self._reading is not None:
            self.preview.kind.set_value(self._reading.layout)
        self.error.setText(str(error))
        self.error.show()
        self.again_button.setVisible(self._pages.currentWidget() is self.preview)

    def _show_state(self) -> None:
        """Let *Nhập* be pressed only when it would do something, and say why not."""
        plan, reason, is_kept = self._plan, "", False
        if plan is not None and self._pages.currentWidget() is self.preview:
            if not plan.changes_something and plan.errors:
                reason = self.preview.unanswered() or self.tr("Không có dòng nào nhập được.")
            elif not plan.changes_something and plan.counts[Verdict.DECIDE]:
                reason = self.tr("Hãy chọn ở các dòng cần quyết định.")
            elif not plan.changes_something:
                is_kept = self._decided.is_to_be_kept
                kept = self.tr("Không có gì mới để nhập; bấm Nhập để nhớ cách hiểu vừa chọn cho lần sau.")
                reason = kept if is_kept else self.tr("Không có gì mới để nhập.")
            elif plan.errors and not self.preview.skip.isChecked():
                reason = self.preview.refused_words()
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        self.import_button.setEnabled(plan is not None and (is_kept or not reason) and self._job is None)

    # The window

    def _build(self) -> None:
        self.start.show_words(
            "file-spreadsheet",
            self.tr("Kéo tệp Excel thả vào đây"),
            self.tr(
                "Danh sách thôn, bản; danh sách đảng viên; rồi sổ điểm danh, danh sách chuyển sinh hoạt đảng.\n"
                "Tên tệp thế nào cũng được. Xem trước rồi mới ghi."
            ),
        )
        self.start.button.setText(self.tr("Chọn tệp…"))
        self.start.button.setVisible(True)
        self.start.button.clicked.connect(self.choose_file)
        self._pages = QStackedLayout()
        for page in (self.start, self.preview, self.columns, self.done_page):
            self._pages.addWidget(page)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        buttons.addWidget(self.other_button)
        buttons.addStretch(1)
        for button in (self.undo_button, self.again_button, self.import_button, self.close_button):
            buttons.addWidget(button)
        set_state(self.reason, State.WARN)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.MARGIN,) * 4)
        box.setSpacing(theme.GAP)
        box.addLayout(self._pages, 1)
        for part in (self.error, self.strip, self.reason):
            box.addWidget(part)
        box.addLayout(buttons)
        self.error.hide()
        fit_screen(self, 1080, 680)

    def _show_page(self, page: QWidget) -> None:
        self._pages.setCurrentWidget(page)
        self.other_button.setVisible(page is not self.start)
        self.import_button.setVisible(page is self.preview)
        self.import_button.setDefault(page is self.preview)  # Enter in a tick box; elsewhere each page has its own
        self.undo_button.setVisible(page is self.done_page)
        self.again_button.hide()
        self._show_state()

    def _run(self, work: Callable[[Progress], Any], then: Callable[[Any], None], text: str) -> None:
        job = Job(work, self._jobs)
        self._job = job
        job.succeeded.connect(then)
        job.failed.connect(self._show_error)
        job.finished.connect(self._end_job)
        self.strip.follow(job, text)
        self._show_busy(True)
        self._jobs.start(job)

    def _end_job(self) -> None:
        self._job = None
        self._show_busy(False)
        self._show_state()
        if self._pages.currentWidget() is self.preview:  # a file changed meanwhile is read again: nothing else helps
            (self.again_button if self.again_button.isVisible() else self.preview.first()).setFocus()
        elif self._pages.currentWidget() is self.start:
            self.start.button.setFocus()  # the file was refused: Enter chooses another instead of closing
        elif self._pages.currentWidget() is self.columns:
            self.columns.take_keys()

    def _show_busy(self, is_busy: bool) -> None:
        buttons = (self.start.button, self.other_button, self.again_button, self.import_button, self.undo_button)
        for widget in (*buttons, self.preview, self.columns):
            widget.setEnabled(not is_busy)

    def _save_lines(self, name: str, lines: str) -> None:
        save_lines(self, usual_folder(self.folder) / name, lines)

    def _save_marked(self) -> None:
        if self._plan is None or self._reading is None or self._job is not None:
            return
        name = self._path.with_name(f"{self._path.stem} - danh dau loi.xlsx")
        path, _kind = QFileDialog.getSaveFileName(
            self, self.tr("Lưu tệp có đánh dấu lỗi"), str(name), self.tr("Bảng tính ({files})").format(files="*.xlsx")
        )
        if path:
            work = partial(save_marked, self._path, self._reading.sha256, self._plan.to_mend, Path(path))
            self._run(work, self._tell_marked, self.tr("Đánh dấu lỗi vào bản sao của tệp"))

    def _tell_marked(self, rows: int) -> None:
        messages.tell(self, self.tr("Đã đánh dấu {n} dòng; lý do ở cột cuối của tệp.").format(n=number(rows)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files that are dragged over the window."""
        if dropped_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at the file that was dropped."""
        paths = dropped_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.open_files(paths)

    def done(self, result: int) -> None:
        """Qt: closing in any way stops what is running; nothing half done stays."""
        if self._job is not None:
            self._job.cancel()
        super().done(result)
