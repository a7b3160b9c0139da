"""The positions of a member on the card, and the forms of one in a committee above the cell and of one in a cell."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from models import cell_posts, committee, namesakes, office, organizations
from models.cell_posts import CellPostValues
from models.committee import PostRow, PostValues
from models.database import Database
from models.errors import KnownError
from models.tables import CommitteeRole, Position
from ui import messages
from ui.fields import DateField, FormDialog
from ui.members.entries import Entry, EntryList
from ui.members.pairs import check_when_left, choice, dates_of
from ui.members.words import paper
from ui.theme import State
from ui.widgets.labels import label


class PostList(EntryList):
    """Every position, the present ones first; the plus asks whether one in a cell or in a committee is to be added.

    The present one in a cell is begun and given up in the form of the card too.
    """

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.set_words(self.tr("Chức vụ"), self.tr("Ghi chức vụ"))
        self._db = db
        self._member_id = 0
        self._rows: dict[int, PostRow] = {}
        self.menu = QMenu(self)
        self.menu.addAction(self.tr("Chức vụ trong chi bộ, cả đã thôi"), lambda: self._form_in_cell(None).open())
        self.menu.addAction(self.tr("Chức vụ trong cấp ủy"), lambda: self._form(None).open())
        self.add_asked.connect(self._choose)
        self.edit_asked.connect(lambda key: self._open(self._rows[key]))
        self.remove_asked.connect(self._ask_remove)

    @staticmethod
    def _key(row: PostRow) -> int:
        """What an entry goes by: the two kinds of positions have ids of their own."""
        return row.id if row.in_cell is None else -row.id

    def show_member(self, member_id: int, on: date) -> None:
        """Show the positions of a member; what is held is judged as of a day."""
        self._member_id = member_id
        with self._db.read() as session:
            rows = committee.of(session, member_id)
        self._rows = {self._key(row): row for row in rows}
        self.show_entries([self._entry(row, on) for row in rows], self.tr("Chưa ghi chức vụ nào."))

    def _entry(self, row: PostRow, on: date) -> Entry:
        when = f"{row.since:%d/%m/%Y}" if row.since else self.tr("chưa rõ từ ngày nào")
        if row.until is not None:
            when += f" – {row.until:%d/%m/%Y}"
        elif row.since is not None:
            when = self.tr("Từ {day}").format(day=when)
        own = row.values or row.in_cell
        by = paper(own.decision_number, own.decision_on) if own else ""
        lines = (row.place, by, row.values.note if row.values else "")
        is_held = (row.since or date.min) <= on <= (row.until or date.max)
        tags = ((self.tr("Đang giữ"), State.GOOD),) if is_held else ()
        return Entry(self._key(row), row.title, when, lines, tags)

    def _choose(self) -> None:
        self.menu.popup(self.add.mapToGlobal(self.add.rect().bottomLeft()))
        self.menu.setActiveAction(self.menu.actions()[0])  # Enter at once takes it

    def _open(self, row: PostRow) -> None:
        (self._form if row.in_cell is None else self._form_in_cell)(row).open()

    def _form(self, row: PostRow | None) -> PostForm:
        return PostForm(self._db, self._member_id, self.window(), row=row)

    def _form_in_cell(self, row: PostRow | None) -> CellPostForm:
        return CellPostForm(self._db, self._member_id, self.window(), row=row)

    def _ask_remove(self, key: int, title: str) -> None:
        with self._db.read() as session:
            name = namesakes.told(session, self._member_id, self._db.clock().date())
        step = self.tr("Bỏ chức vụ {title} của {name}").format(title=title, name=name)

        def act() -> None:
            row = self._rows[key]
            with self._db.write(step) as session:
                (committee if row.in_cell is None else cell_posts).remove(session, row.id)

        messages.ask(
            self.window(),
            self.tr("Bỏ chức vụ {title} của đồng chí {name}?").format(title=title, name=name),
            self.tr("Nếu đồng chí đã thôi giữ, hãy sửa và ghi ngày thôi thay vì bỏ. Bấm Ctrl+Z để lấy lại."),
            self.tr("Bỏ"),
            act,
        )


class PostForm(FormDialog):
    """Writes a position in a committee above the cell; several may be held at once. `row` is the one to correct."""

    def __init__(
        self, db: Database, member_id: int, parent: QWidget | None = None, *, row: PostRow | None = None
    ) -> None:
        super().__init__("", parent, width=440)
        self._db, self._member_id, self._row = db, member_id, row
        self._today = db.clock().date()
        with db.read() as session:
            self.name = namesakes.told(session, member_id, self._today)
            own = office.read(session).commune
            bodies = {one.id: one.name for one in organizations.rows(session, self._today)}
        if row is not None and row.values is not None and row.values.organization_id is not None:
            bodies.setdefault(row.values.organization_id, row.place)  # it may have been closed since
        self.setWindowTitle(self.tr("Ghi chức vụ trong cấp ủy") if row is None else self.tr("Sửa chức vụ trong cấp ủy"))
        self.form.addWidget(label(self.name, "heading", wrap=True))
        roles = [(self.tr("(chọn)"), None), *((role.label, role) for role in CommitteeRole)]
        self.role = self.add("role", self.tr("Chức vụ"), choice(roles), required=True)
        self.body = choice([(own or self.tr("đảng ủy xã này"), None), *((name, key) for key, name in bodies.items())])
        self.add("organization_id", self.tr("Cấp ủy của"), self.body)
        self.fields["organization_id"].setVisible(bool(bodies))
        self.since = self.add("since", self.tr("Từ ngày"), DateField(), hint=self.tr("Để trống nếu chưa rõ."))
        self.until = self.add("until", self.tr("Đến hết ngày"), DateField(), hint=self.tr("Để trống khi còn giữ."))
        self.number = self.add("decision_number", self.tr("Số quyết định"), QLineEdit())
        self.number.setMaxLength(40)
        self.decision_on = self.add("decision_on", self.tr("Ngày quyết định"), DateField())
        self.note = self.add("note", self.tr("Ghi chú"), QLineEdit())
        self.note.setMaxLength(200)
        self._dates = {"since": self.since, "until": self.until, "decision_on": self.decision_on}
        if row is not None and row.values is not None:
            self._show(row.values)
        check_when_left(self, self._dates)

    def save(self) -> None:
        """Write the position in one step."""
        days = {name: day.first if day else None for name, day in dates_of(self, self._dates).items()}
        values = PostValues(
            self.role.value(),
            days["since"],
            days["until"],
            self.number.text(),
            days["decision_on"],
            self.body.value(),
            self.note.text(),
        )
        step = self.tr("Chức vụ trong cấp ủy: {name}").format(name=self.name)
        with self._db.write(step) as session:
            committee.write(session, self._member_id, values, self._row.id if self._row else None, on=self._today)

    def _show(self, values: PostValues) -> None:
        self.role.set_value(values.role)
        self.body.set_value(values.organization_id)
        for field, day in ((self.since, values.since), (self.until, values.until)):
            field.set_value(day)
        self.decision_on.set_value(values.decision_on)
        self.number.setText(values.decision_number)
        self.note.setText(values.note)


class CellPostForm(FormDialog):
    """Writes a position in a cell, held or given up: what, where, and its days. `row` is the one to correct."""

    def __init__(
        self, db: Database, member_id: int, parent: QWidget | None = None, *, row: PostRow | None = None
    ) -> None:
        super().__init__("", parent, width=440)
        self._db, self._member_id, self._row = db, member_id, row
        self._today = db.clock().date()
        with db.read() as session:
            self.name = namesakes.told(session, member_id, self._today)
            places = cell_posts.places(session, member_id)
        self.setWindowTitle(self.tr("Ghi chức vụ trong chi bộ") if row is None else self.tr("Sửa chức vụ trong chi bộ"))
        self.form.addWidget(label(self.name, "heading", wrap=True))
        roles = [(one.label, one) for one in Position]
        self.position = choice(roles if row else [(self.tr("(chọn)"), None), *roles])
        self.add("position", self.tr("Chức vụ"), self.position, required=True)
        self.cell = choice((name, key) for key, name in places.items())
        if row is None:
            self.add("cell_id", self.tr("Chi bộ khi ấy"), self.cell)
        else:
            self.form.insertWidget(1, label(row.place, "muted", wrap=True))
        self.since = self.add("since", self.tr("Từ ngày"), DateField(), hint=self.tr("Để trống nếu chưa rõ."))
        self.until = self.add("until", self.tr("Đến hết ngày"), DateField(), hint=self.tr("Để trống khi còn giữ."))
        self.number = self.add("decision_number", self.tr("Số quyết định"), QLineEdit())
        self.number.setMaxLength(40)
        self.decision_on = self.add("decision_on", self.tr("Ngày quyết định"), DateField())
        self._dates = {"since": self.since, "until": self.until, "decision_on": self.decision_on}
        if row is not None and row.in_cell is not None:
            self.position.set_value(row.in_cell.position)
            self.since.set_value(row.since)
            self.until.set_value(row.until)
            self.number.setText(row.in_cell.decision_number)
            self.decision_on.set_value(row.in_cell.decision_on)
        check_when_left(self, self._dates)

    def save(self) -> None:
        """Write the position in one step."""
        days = {name: day.first if day else None for name, day in dates_of(self, self._dates).items()}
        if self.position.value() is None:
            raise KnownError(self.tr("Hãy chọn chức vụ."), field="position")
        values = CellPostValues(
            self.position.value(), days["since"], days["until"], self.number.text(), days["decision_on"]
        )
        with self._db.write(self.tr("Chức vụ trong chi bộ: {name}").format(name=self.name)) as session:
            if self._row is None:
                cell_posts.add(session, self._member_id, self.cell.value(), values, on=self._today)
            else:
                cell_posts.correct(session, self._row.id, values, on=self._today)
