"""Where a member lives and lived, on the card: a move is written with its day, corrected, taken out."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QWidget

from models import namesakes, residence, villages
from models.database import Database
from models.errors import KnownError
from models.residence import HomeRow
from ui import messages
from ui.fields import DateField, FormDialog
from ui.members.entries import Entry, EntryList
from ui.members.pairs import check_when_left, choice, dates_of
from ui.theme import State
from ui.widgets.labels import label


class HomeList(EntryList):
    """The villages a member lived in, the present one first. The key of an entry is the place of its time."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_words(self.tr("Nơi ở (thôn, bản)"), self.tr("Ghi chuyển nơi ở"))
        self._db = db
        self._member_id = 0
        self._rows: list[HomeRow] = []
        self.add_asked.connect(lambda: HomeForm(self._db, self._member_id, self.window()).open())
        self.edit_asked.connect(
            lambda key: HomeForm(self._db, self._member_id, self.window(), row=self._rows[key]).open()
        )
        self.remove_asked.connect(self._ask_remove)

    def show_member(self, member_id: int) -> None:
        """Show where a member lives and lived."""
        self._member_id = member_id
        with self._db.read() as session:
            self._rows = residence.history(session, member_id)
        is_plain = len(self._rows) == 1 and self._rows[0].village_id is None
        shown = [] if is_plain else list(reversed(self._rows))
        self.show_entries([self._entry(row) for row in shown], self.tr("Chưa ghi thôn, bản nơi ở."))
        for row in self._rows:
            if row.place == 0 and row.place in self.bins:
                self.bins[row.place].hide()  # nothing was before it

    def _entry(self, row: HomeRow) -> Entry:
        when = self.tr("Từ {day}").format(day=f"{row.since:%d/%m/%Y}") if row.since else ""
        if row.until is not None:
            last = self.tr("đến {day}").format(day=f"{row.until:%d/%m/%Y}")
            when = f"{when} {last}" if when else last.capitalize()
        note = self.tr("Theo quyết định sắp xếp thôn, bản") if row.is_decided else ""
        tags = ((self.tr("Hiện nay"), State.GOOD),) if row.until is None else ()
        return Entry(None if row.is_decided else row.place, row.name or self.tr("Chưa rõ"), when, (note,), tags)

    def _ask_remove(self, place: int, title: str) -> None:
        with self._db.read() as session:
            name = namesakes.told(session, self._member_id, self._db.clock().date())
        step = self.tr("Bỏ lần chuyển nơi ở đến {title} của {name}").format(title=title, name=name)

        def act() -> None:
            try:
                with self._db.write(step) as session:
                    residence.remove(session, self._member_id, place)
            except KnownError as error:
                messages.explain(self.window(), error)

        messages.ask(
            self.window(),
            self.tr("Bỏ lần chuyển nơi ở đến {title} của đồng chí {name}?").format(title=title, name=name),
            self.tr("Đồng chí được tính ở nơi trước đó như chưa chuyển. Bấm Ctrl+Z để lấy lại."),
            self.tr("Bỏ"),
            act,
        )


class HomeForm(FormDialog):
    """Writes a move, or corrects one (`row`); the oldest residence has no day."""

    def __init__(
        self, db: Database, member_id: int, parent: QWidget | None = None, *, row: HomeRow | None = None
    ) -> None:
        super().__init__("", parent, width=440)
        self._db, self._member_id, self._row = db, member_id, row
        self._today: date = db.clock().date()
        self.setWindowTitle(self.tr("Ghi chuyển nơi ở") if row is None else self.tr("Sửa nơi ở"))
        with db.read() as session:
            self.name = namesakes.told(session, member_id, self._today)
            open_ones = villages.choices(session)
        if row is not None and row.village_id is not None:
            open_ones.setdefault(row.village_id, row.name)  # it may have been merged since
        self.form.addWidget(label(self.name, "heading", wrap=True))
        entries = [(self.tr("Chưa rõ, hoặc ở ngoài xã"), None), *((name, key) for key, name in open_ones.items())]
        self.village = self.add("village_id", self.tr("Thôn, bản"), choice(entries))
        self.since = self.add(
            "since",
            self.tr("Ở đó từ ngày"),
            DateField(),
            required=True,
            hint=self.tr("Trước ngày này, danh sách và số liệu thôn, bản vẫn như cũ."),
        )
        self.fields["since"].setVisible(row is None or row.place > 0)
        if row is not None:
            self.village.set_value(row.village_id)
            self.since.set_value(row.since)
        check_when_left(self, {"since": self.since})

    def save(self) -> None:
        """Write the move in one step."""
        day = dates_of(self, {"since": self.since})["since"]
        since = day.first if day else None
        with self._db.write(f"{self.windowTitle()}: {self.name}") as session:
            village_id = self.village.value()
            if self._row is None:
                residence.move(session, self._member_id, village_id, since, on=self._today)
            else:
                residence.correct(session, self._member_id, self._row.place, village_id, since, on=self._today)
