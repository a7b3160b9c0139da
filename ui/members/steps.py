"""What the officer does to the events of a member, from the menu, the card or the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from models import cells, events, lives, members, stays
from models.database import Database
from models.errors import KnownError
from models.members import MemberRow
from models.tables import EventKind
from models.timeline import Spell
from ui import messages, theme
from ui.members import event_words
from ui.members.badge_form import BadgeForm
from ui.members.event_form import EventForm
from ui.members.names import NameForm

_ICONS = {
    EventKind.RECOGNITION: "user-check",
    EventKind.TRANSFER_INTERNAL: "refresh-cw",
    EventKind.TRANSFER_OUT: "user-x",
    EventKind.TRANSFER_IN: "user-plus",
    EventKind.LISTED: "notebook-pen",
}
_GROUPED = (EventKind.TRANSFER_OUT, EventKind.LISTED)
"""A line stands above these in the menu: what ends the membership, and what only writes a state down."""


class EventSteps(QObject):
    """Opens the form of events and takes events out; `done` tells whose were written, and whether they have left."""

    done = Signal(int, bool)
    said = Signal(str)
    """What was written, of whom: who leaves the list leaves the eyes too."""

    def __init__(self, db: Database, window: QWidget, chosen: Callable[[], MemberRow | None]) -> None:
        super().__init__(window)
        self._db = db
        self._window = window
        self._chosen = chosen

    def fill(self, menu: QMenu) -> None:
        """Offer what can happen next to the member chosen."""
        menu.clear()
        row = self._chosen()
        if row is None:
            menu.addAction(self.tr("Chọn một đồng chí trong bảng")).setEnabled(False)
            return
        menu.addAction(_stands(row)).setEnabled(False)
        if row.left is not None:
            self._offer_last(menu, row)
        for kind in _next_of(row):
            if kind in _GROUPED:
                menu.addSeparator()
            action = menu.addAction(self.tr("{kind}…").format(kind=kind.label))
            action.setData(kind)
            theme.dress(action, _ICONS.get(kind, "history"))
            action.triggered.connect(lambda _on=False, kind=kind: self.record(kind))
        menu.addSeparator()
        badge = menu.addAction(self.tr("Huy hiệu Đảng…"), self.award)
        theme.dress(badge, "award")
        theme.dress(menu.addAction(self.tr("Đổi, cải chính họ tên…"), self.rename), "pencil")

    def _offer_last(self, menu: QMenu, row: MemberRow) -> None:
        """Offer to correct how the member left: a wrong day or decision is put right there, not by a return."""
        with self._db.read() as session:
            life = lives.life(session, row.id)
        last = next(line for line in reversed(life) if line.after is None)
        words = f"{last.event.values.kind.label} {event_words.when(last)}"
        action = menu.addAction(self.tr("Sửa “{words}”…").format(words=words))
        theme.dress(action, "pencil")
        action.triggered.connect(lambda: self.correct(last.event.id))
        menu.addSeparator()

    def record(self, kind: EventKind | None = None) -> None:
        """Ask for an event of the member chosen, today's or an older one; without `kind` that is asked first."""
        row = self._chosen()
        if row is not None:
            form = EventForm(self._db, row.id, self._window, kind=kind or _next_of(row)[0])
            if kind is None:
                form.kind.setFocus()
            self._open(form)

    def award(self) -> None:
        """Ask for a badge of the member chosen."""
        row = self._chosen()
        if row is not None:
            form = BadgeForm(self._db, row.id, self._window)
            form.accepted.connect(lambda: self._tell(row.id))
            form.open()

    def rename(self) -> None:
        """Ask for a change of the name of the member chosen."""
        row = self._chosen()
        if row is not None:
            form = NameForm(self._db, row.id, self._window)
            form.accepted.connect(lambda: self._tell(row.id, f"{form.windowTitle()}: {form.name}"))
            form.open()

    def correct(self, event_id: int) -> None:
        """Ask for what an event should have said."""
        row = self._chosen()
        if row is not None:
            self._open(EventForm(self._db, row.id, self._window, event_id=event_id))

    def remove(self, event_id: int, words: str) -> None:
        """Take an event out once the officer has confirmed it."""
        row = self._chosen()
        if row is None:
            return
        with self._db.read() as session:
            is_discipline = events.is_discipline(session, event_id)
        messages.ask(
            self._window,
            self.tr("Bỏ “{words}” của đồng chí {name}?").format(words=words, name=row.full_name),
            (self.tr("Kỷ luật khai trừ ghi cùng quyết định cũng được bỏ. ") if is_discipline else "")
            + self.tr("Quá trình sau đó được tính lại như chưa có biến động này. Bấm Ctrl+Z để lấy lại."),
            self.tr("Bỏ biến động"),
            lambda: self._remove(row, event_id, words),
        )

    def _remove(self, row: MemberRow, event_id: int, words: str) -> None:
        label = self.tr("Bỏ biến động “{words}” của {name}").format(words=words, name=row.full_name)
        try:
            with self._db.write(label) as session:
                events.remove(session, event_id)
        except KnownError as error:
            messages.explain(self._window, error)
            return
        self._tell(row.id, label)

    def _open(self, form: EventForm) -> None:
        form.accepted.connect(lambda: self._tell(form.member_id, form.step))
        form.open()

    def _tell(self, member_id: int, label: str = "") -> None:
        with self._db.read() as session:
            life = lives.life(session, member_id)
            born = members.read(session, member_id).born_on
            held = stays.history(session, member_id)
        where = cells.short_name(held[-1].cell_name) if held else ""
        who = ", ".join(filter(None, (self.tr("sinh {year}").format(year=born.year) if born else "", where)))
        self.done.emit(member_id, not life or life[-1].after is None)
        if label:
            self.said.emit(
                self.tr("Đã ghi: {label}. Ctrl+Z để lấy lại.").format(label=f"{label} ({who})" if who else label)
            )


def _stands(row: MemberRow) -> str:
    """Whom the menu speaks of, and how they stand now."""
    ending = row.ending.label if row.ending else ""
    return " · ".join(filter(None, (row.full_name, row.standing.label, event_words.duty_words(row.duty), ending)))


def _next_of(row: MemberRow) -> list[EventKind]:
    """What can happen next to a member of the list, or to one who has left it."""
    if row.left is not None:
        return list(lives.possible(None, left=row.ending))
    since = date.min  # how long they have stood so does not matter here
    return list(lives.possible(Spell(row.cell_id, row.standing, row.duty, since, is_since_known=True)))
