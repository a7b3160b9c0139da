"""The page *Sao lưu và khôi phục*: copies on this machine and on a stick, and going back to one of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMessageBox, QPushButton, QVBoxLayout

from models import backup, journal, restoring
from models.backup import BackupRow
from models.errors import KnownError
from models.opening import inspect_file
from models.progress import Progress
from models.text import number
from ui import messages, theme
from ui.data.page import DataPage
from ui.folders import usual_folder
from ui.jobs import Job
from ui.screen import Screen
from ui.tables import Column, RowsModel, Table
from ui.theme import State
from ui.widgets.buttons import push_button
from ui.widgets.cards import Card
from ui.widgets.labels import CaptionLabel, label, set_state
from ui.widgets.progress import ProgressStrip
from ui.widgets.status import OLD_DAYS, ago

STICK = "backup/folder"
"""The setting that remembers the last folder on a stick or another drive."""


@dataclass(frozen=True)
class Copy:
    """A backup and where it lies, in words."""

    row: BackupRow
    place: str


def size(count: int) -> str:
    """A file size in words: 812 KB, 4,2 MB."""
    return f"{number(max(1, round(count / 1000)))} KB" if count < 1_000_000 else f"{number(count / 1e6, 1)} MB"


class BackupPage(DataPage):
    """Two places for copies, and the table of all that are there, newest first."""

    scrolls: ClassVar[bool] = True

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.strip = ProgressStrip()
        self.here = _Place(self.tr("Trên máy này"))
        self.stick = _Place(self.tr("Trên USB, ổ đĩa khác"))
        self.now_button = self.here.add(self.tr("Sao lưu vào đây"), "hard-drive", self.back_up)
        self.open_button = self.here.add(self.tr("Mở thư mục"), "folder-open", self.open_folder)
        self.stick_button = self.stick.add(self.tr("Sao lưu ra đây"), "hard-drive", self.back_up_on_stick)
        self.choose_button = self.stick.add(self.tr("Chọn thư mục…"), "folder-open", self.choose_stick)
        top = QHBoxLayout()
        top.setSpacing(theme.MARGIN)
        top.addWidget(self.here, 1)
        top.addWidget(self.stick, 1)
        self.model = RowsModel[Copy](
            (
                Column(self.tr("Làm lúc"), lambda one: one.row.at, width=16),
                Column(
                    self.tr("Cách đây"), lambda one: ago(one.row.at, self.db.clock()), width=13, leaves=1, role="muted"
                ),
                Column(self.tr("Dung lượng"), lambda one: size(one.row.size), width=12, leaves=2, align="right"),
                Column(self.tr("Nơi để"), lambda one: one.place, width=12),
                Column(self.tr("Tệp"), lambda one: one.row.path.name, width=26, tip=lambda one: str(one.row.path)),
            ),
            self,
        )
        self.table = Table(self.model, key=lambda one: one.row.path, sorting="none")
        self.table.set_empty(self.tr("Chưa có bản sao lưu nào."))
        self.table.setMinimumHeight(theme.UNIT * 32)
        self.table.opened.connect(self.ask_restore)
        self.table.chosen.connect(lambda one: self.restore_button.setEnabled(one is not None))
        self.body.addLayout(top)
        self.body.addWidget(self.strip)
        self.body.addWidget(self._list(), 1)

    @property
    def folder(self) -> Path:
        """Where copies go by themselves: beside the data file."""
        return backup.folder_of(self.db.path)

    @property
    def stick_folder(self) -> Path | None:
        """The folder last chosen on a stick, None if there never was one."""
        kept = str(self.owner.settings.value(STICK) or "")
        return Path(kept) if kept else None

    def reload(self) -> None:
        """Look into the folders."""
        places = [(self.folder, self.tr("máy này"))]
        if self.stick_folder is not None:
            places.append((self.stick_folder, self.tr("USB, ổ khác")))
        found = [Copy(row, place) for folder, place in places for row in backup.backups(folder, self.db.path.stem)]
        found.sort(key=lambda one: one.row.at, reverse=True)
        self.model.set_rows(found)
        if found and self.table.current_row() is None:
            self.table.selectRow(0)
        self.restore_button.setEnabled(bool(found))
        self._show_places(found)

    def show_item(self, argument: object) -> None:
        """Back up now, when asked for ("now")."""
        if argument == "now":
            self.back_up()

    def back_up(self) -> None:
        """Make a copy beside the data file."""
        self._copy_to(self.folder)

    def back_up_on_stick(self) -> None:
        """Make a copy in the folder last chosen, or ask for one first."""
        if self.stick_folder is None:
            self.choose_stick()
        else:
            self._copy_to(self.stick_folder)

    def choose_stick(self) -> None:
        """Ask for a folder on a stick or another drive and make a copy there."""
        start = str(usual_folder(self.stick_folder))
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Chọn thư mục trên USB, ổ đĩa khác"), start)
        if chosen:
            self.owner.settings.setValue(STICK, chosen)
            self._copy_to(Path(chosen))

    def open_folder(self) -> None:
        """Show the folder of the copies in the file manager."""
        self.folder.mkdir(parents=True, exist_ok=True)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.folder)))

    def choose_restore(self) -> None:
        """Ask for any backup file and offer to go back to it."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self, self.tr("Chọn bản sao lưu"), str(usual_folder(self.folder)), self.tr("Tệp dữ liệu (*.db)")
        )
        if not chosen:
            return
        try:
            inspect_file(Path(chosen))
        except (KnownError, OSError) as error:
            messages.explain(self, error)
            return
        self.ask_restore(Copy(backup.row_of(Path(chosen)), ""))

    def ask_restore(self, one: Copy | None) -> QMessageBox | None:
        """Say what going back to a copy means, and do it if the officer agrees."""
        if one is None:
            return None
        if self.owner.jobs.busy:
            return messages.tell(self, self.tr("Đang có việc chạy dở. Hãy chờ xong, hoặc dừng việc đó, rồi khôi phục."))
        with self.db.read() as session:
            later = [step for step in journal.log(session, limit=1000) if step.at > one.row.at and not step.undone_at]
        if later:
            lost = self.tr("{n} việc ghi từ lúc đó đến nay sẽ không còn trong sổ (việc gần nhất: “{last}”).").format(
                n=number(len(later)) if len(later) < 1000 else self.tr("hơn 1.000"), last=later[0].label
            )
        else:
            lost = self.tr("Từ lúc đó đến nay sổ không ghi thêm việc gì.")
        kept = self.tr(
            "Trước khi khôi phục, dữ liệu hiện nay được tự sao lưu vào “{folder}”, nên có thể khôi phục ngược lại. "
            "Cửa sổ đóng rồi mở lại với dữ liệu của bản sao lưu."
        ).format(folder=self.folder)
        return messages.ask(
            self,
            self.tr("Đưa toàn bộ dữ liệu về bản sao lưu lúc {time} ngày {day}?").format(
                time=f"{one.row.at:%H:%M}", day=f"{one.row.at:%d/%m/%Y}"
            ),
            f"{lost}\n\n{kept}",
            self.tr("Khôi phục"),
            partial(self.restore, one),
        )

    def restore(self, one: Copy) -> None:
        """Let the window close, put the copy in the place of the data file, and come back."""
        if self.main_window is not None:
            self.main_window.reopen(partial(self.put_back, one))

    def put_back(self, one: Copy) -> str:
        """Put a copy in the place of the data file, open nowhere now; say what was done or raise KnownError."""
        kept = restoring.restore(one.row.path, self.db.path, self.folder, self.db.clock())
        done = self.tr("Đã khôi phục dữ liệu của bản sao lưu lúc {time} ngày {day}.").format(
            time=f"{one.row.at:%H:%M}", day=f"{one.row.at:%d/%m/%Y}"
        )
        return f"{done} {self.tr('Dữ liệu trước đó để ở “{name}”.').format(name=kept.name)}" if kept else done

    def _list(self) -> Card:
        self.restore_button = push_button(
            self.tr("Khôi phục bản đang chọn…"), "history", lambda: self.ask_restore(self.table.current_row())
        )
        other = push_button(self.tr("Khôi phục từ tệp khác…"), "folder-open", self.choose_restore)
        rule = self.tr(
            "Tự sao lưu khi đóng chương trình nếu sổ có thay đổi; giữ {n} bản mới nhất, bản nào cũng được đọc lại."
        ).format(n=backup.KEEP)
        card = Card(self.tr("Các bản sao lưu"))
        card.fill(self.table)
        foot = QHBoxLayout()
        foot.setContentsMargins(theme.MARGIN, theme.UNIT, theme.MARGIN, theme.GAP)
        foot.setSpacing(theme.GAP)
        words = CaptionLabel(rule)
        words.setProperty("role", "small")
        foot.addWidget(words, 1)
        foot.addWidget(self.restore_button)
        foot.addWidget(other)
        card.box.addLayout(foot)
        return card

    def _copy_to(self, folder: Path) -> None:
        path, at = self.db.path, self.db.clock()

        def work(progress: Progress) -> Path:
            progress.step(0, 0)
            return backup.backup(path, folder, at)

        job = Job(work, self.owner.jobs)
        job.succeeded.connect(self._copied)
        job.failed.connect(lambda error: messages.explain(self, error))
        self.strip.follow(job, self.tr("Đang sao lưu vào {folder}").format(folder=folder))
        self.owner.jobs.start(job)

    def _copied(self, made: Path) -> None:
        self.said.emit(self.tr("Đã sao lưu: {path}").format(path=made))
        self.reload()
        self.table.select_key(made)
        if self.main_window is not None:
            self.main_window.backed_up()

    def _show_places(self, found: list[Copy]) -> None:
        newest: dict[Path, datetime] = {}
        for one in found:
            newest.setdefault(one.row.path.parent, one.row.at)
        now = self.db.clock()
        self.here.show_copy(newest.get(self.folder), now, str(self.folder))
        stick = self.stick_folder
        if stick is None:
            self.stick.show_copy(None, now, self.tr("Chưa chọn thư mục; nên sao mỗi tuần."))
        elif not stick.is_dir():
            self.stick.show_words(self.tr("– Chưa cắm"), State.WARN, str(stick))
        else:
            self.stick.show_copy(newest.get(stick), now, str(stick))
        self.stick_button.setEnabled(stick is not None)


_FOLDER = re.compile(r"([/\\])")


class _Place(Card):
    """One place for copies: when the last one was made, where, and what can be done."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.when = label("", "figure", wrap=True)
        self.where = CaptionLabel()
        self.where.setProperty("role", "small")
        self._buttons = QVBoxLayout()
        self._buttons.setSpacing(theme.UNIT)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.when)
        words.addWidget(self.where)
        row = QHBoxLayout()
        row.setSpacing(theme.MARGIN)
        row.addLayout(words, 1)
        row.addLayout(self._buttons)
        self.box.addLayout(row)
        self.box.addStretch(1)  # two cards side by side begin alike

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The words are as large as there is room for."""
        super().resizeEvent(event)
        self._fit_words()

    def _fit_words(self) -> None:
        room = self.width() - self._buttons.sizeHint().width() - 5 * theme.MARGIN
        large = QFontMetrics(theme.font_of(theme.FIGURE, bold=True))
        fits = large.horizontalAdvance(self.when.text()) <= room
        theme.set_role(self.when, "role", "figure" if fits else "heading")

    def add(self, text: str, icon: str, slot: Callable[[], object]) -> QPushButton:
        """Add a button below the others."""
        self._buttons.addWidget(button := push_button(text, icon, slot))
        return button

    def show_copy(self, at: datetime | None, now: datetime, where: str) -> None:
        """Show when the last copy was made, and whether that is too long ago."""
        if at is None:
            self.show_words(self.tr("! Chưa có bản nào"), State.WARN, where)
            return
        days = (now.date() - at.date()).days
        state = State.WARN if days >= OLD_DAYS else State.GOOD
        words = ago(at, now).capitalize() + (f" {at:%H:%M}" if days <= 1 else "")
        self.show_words(f"{state.sign} {words}", state, where)

    def show_words(self, text: str, state: State, where: str) -> None:
        """Show a state in words, and the folder."""
        self.when.setText(text)
        set_state(self.when, state)
        self._fit_words()
        self.where.setText(_FOLDER.sub("\\1\u200b", where))  # a long path goes on in the next line
