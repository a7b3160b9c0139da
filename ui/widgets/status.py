"""The thin line below: which file, how old the last backup is, who works, what was just done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from models.text import number
from ui import theme
from ui.theme import State
from ui.widgets.labels import ElidedLabel, set_state

if TYPE_CHECKING:
    from pathlib import Path

    from models.database import Database

SHOWN_FOR = 8000
"""How long a message stays, in milliseconds."""
OLD_DAYS = 7
"""A backup of this many days is too old."""


@dataclass(frozen=True)
class Facts:
    """What the window says about the book: whose it is, who works in it, when it was last backed up."""

    commune: str = ""
    user: str = ""
    backup_at: datetime | None = None


def facts_of(db: Database, backups: Path | None = None) -> Facts:
    """Read the facts from the data file and the folder of its backups, usually the one beside it."""
    from models import backup, office

    with db.read() as session:
        profile = office.read(session)
    made = backup.backups(backups or backup.folder_of(db.path), db.path.stem)
    return Facts(profile.commune, profile.at_work(db.user), made[0].at if made else None)


def ago(at: datetime, now: datetime) -> str:
    """How long ago a copy was made, in words: today, yesterday, so many days."""
    tr = QCoreApplication.translate
    days = (now.date() - at.date()).days
    if days <= 0:
        return tr("StatusLine", "hôm nay")
    return tr("StatusLine", "hôm qua") if days == 1 else tr("StatusLine", "{n} ngày trước").format(n=number(days))


def age(at: datetime | None, now: datetime) -> tuple[str, State]:
    """When the last backup was made, in words, and whether it is too old."""
    tr = QCoreApplication.translate
    if at is None:
        return tr("StatusLine", "Chưa sao lưu lần nào"), State.WARN
    days = (now.date() - at.date()).days
    time = f" {at:%H:%M}" if days <= 1 else ""
    text = tr("StatusLine", "Sao lưu: {ago}").format(ago=ago(at, now) + time)
    return text, State.WARN if days >= OLD_DAYS else State.PLAIN


class _Message(ElidedLabel):
    """What was just done, of whom: while it stands there, what always does gives way to it."""

    def minimumSizeHint(self) -> QSize:
        """Room for all of it, up to half of the window."""
        words = self.fontMetrics().horizontalAdvance(self.text()) + 1
        hint = super().minimumSizeHint()
        return QSize(max(hint.width(), min(words, self.window().width() // 2)), hint.height())


class StatusLine(QFrame):
    """File (or, for a while, the last message), backup, user; the display menu and F1 at the right.

    Where there is no room for all of it the user goes first, then the backup: each stands there whole or not at all.
    """

    def __init__(self, clock: Callable[[], datetime] = datetime.now, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("status", True)
        self._clock = clock
        self._file = ""
        self.message = _Message(parent=self)
        self.backup = ElidedLabel()
        self.user = ElidedLabel()
        self.display = self._button(self.tr("Hiển thị"), "type")
        self.help = self._button(self.tr("F1 Trợ giúp"), "circle-help")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(theme.MARGIN + theme.UNIT, 0, theme.GAP, theme.UNIT)
        row.setSpacing(theme.MARGIN * 2)
        for part in (self.message, self.backup, self.user):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.display)
        row.setSpacing(theme.GAP * 2)
        row.addWidget(self.help)
        self._timer = QTimer(self, singleShot=True, interval=SHOWN_FOR)
        self._timer.timeout.connect(self._show_file)

    def say(self, text: str, state: State = State.PLAIN) -> None:
        """Show a message in the place of the file name for a while."""
        self.message.setText(text)
        set_state(self.message, state)
        self._timer.start()
        self._fit()

    def say_written(self) -> None:
        """Say that the last change is on the disk."""
        self.say(self.tr("Đã ghi lúc {time}").format(time=f"{self._clock():%H:%M:%S}"))

    def show_facts(self, file: str, facts: Facts) -> None:
        """Show file, backup and user."""
        self._file = file
        text, state = age(facts.backup_at, self._clock())
        self.backup.setText(text)
        set_state(self.backup, state)
        self.user.setText(self.tr("Cán bộ: {name}").format(name=facts.user) if facts.user else "")
        if not self._timer.isActive():
            self._show_file()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower line has room for less."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """So has one in larger letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _show_file(self) -> None:
        self.message.setText(self._file)
        set_state(self.message, State.PLAIN)
        self._fit()

    def _fit(self) -> None:
        edges, gap = self._row.contentsMargins(), self._row.spacing()
        room = self.width() - edges.left() - edges.right() - self.message.minimumSizeHint().width()
        room -= sum(button.sizeHint().width() for button in (self.display, self.help)) + 2 * gap
        for part in (self.backup, self.user):
            room -= part.sizeHint().width() + gap
            part.setVisible(bool(part.text()) and room >= 0)

    def _button(self, text: str, icon: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "flat")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.dress(button, icon, "muted")
        return button
