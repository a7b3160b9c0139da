"""*Lớp bồi dưỡng*: the classes of a year with their figures, and who took part in the one chosen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models import cells, training
from models.dates import Period
from models.indicators import Figure
from models.indicators.training import CERTIFIED, CLASSES, PEOPLE, TURNS
from models.pace import Reader
from models.text import number, sort_key
from models.training import ClassRow, KindSum, Participant
from ui import messages, theme
from ui.pipeline.class_forms import CertificateForm, ClassForm, EnrolForm
from ui.tables import Column, RowsModel, Table, show
from ui.targets import words
from ui.targets.bars import TwoLines
from ui.targets.lists import HighTable
from ui.widgets.beside import Beside
from ui.widgets.cards import Card, StatCard
from ui.widgets.labels import label

if TYPE_CHECKING:
    from models.database import Database

_SHOWN = (CLASSES, TURNS, PEOPLE, CERTIFIED)


class ClassesPage(QWidget):
    """Four figures of the year, each opening its names; the classes; the list of the class chosen."""

    go = Signal(str, object)
    names_asked = Signal(object)
    """The names behind a Figure are asked for."""
    chosen = Signal()

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._names: dict[int, str] = {}
        self._figures: list[Figure] = []
        self._period = Period.year(db.clock().year)
        self.cards = [StatCard(one.name) for one in _SHOWN]
        self.by_kind = label("", "small", wrap=True)
        self.model = RowsModel[ClassRow](_class_columns(), self)
        self.table = HighTable(self.model, key=lambda row: row.id, name="classes")
        self.table.setItemDelegateForColumn(0, TwoLines(self.table, below=_when_and_where))
        self.table.setAccessibleName(self.tr("Các lớp"))
        self.people = RowsModel[Participant](self._people_columns(), self)
        self.list = Table(self.people, key=lambda row: row.id, name="class-people")
        self.list.setAccessibleName(self.tr("Người học"))
        self.enrol_button = QPushButton(self.tr("Thêm người…"))
        self.certify_button = QPushButton(self.tr("Ghi giấy chứng nhận…"))
        self.withdraw_button = QPushButton(self.tr("Bỏ khỏi lớp"))
        self._build()
        for card, place in zip(self.cards, range(len(_SHOWN)), strict=True):
            card.clicked.connect(lambda place=place: self._ask_names(place))
        self.table.chosen.connect(lambda _row: self._show_people())
        self.table.opened.connect(lambda _row: self.edit())
        self.list.opened.connect(self._open_person)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._offer())
        self.enrol_button.clicked.connect(self.enrol)
        self.certify_button.clicked.connect(self.certify)
        self.withdraw_button.clicked.connect(self.withdraw)

    @property
    def line(self) -> ClassRow | None:
        """The class chosen."""
        return self.table.current_row()

    def reload(self, year: int, on: date) -> str:
        """Read the classes of a year as known on a day; returns a sentence for the subtitle."""
        self._period = Period.year(year)
        span = Period(self._period.first, min(on, self._period.last)) if on >= self._period.first else None
        with self._db.read() as session:
            reader = Reader(session, on)
            self._figures = [reader.figure(one, self._period) for one in _SHOWN]
            rows = training.rows(session, span) if span else []
            sums = training.sums(session, span) if span else []
            self._names = {key: cells.short_name(name) for key, name in cells.names(session).items()}
        for card, figure in zip(self.cards, self._figures, strict=True):
            card.show_figure(words.value_of(figure), figure.indicator.counts.value)
        self.by_kind.setText(" · ".join(map(_sum_words, sums)))
        self.by_kind.setVisible(bool(sums))
        self.model.set_rows(rows)
        if rows and self.table.current_row() is None:
            self.table.selectRow(0)
        self.table.set_empty(
            self.tr("Năm này chưa ghi lớp nào. Thêm lớp để tính số lớp, lượt người học và giấy chứng nhận."),
            self.tr("Thêm lớp"),
            self.add,
        )
        self._show_people()
        return self.tr("{n} lớp").format(n=number(len(rows)))

    def show_class(self, class_id: int) -> None:
        """Bring a class into view."""
        self.table.select_key(class_id)

    def add(self) -> ClassForm:
        """Begin a new class."""
        return self._open_form(ClassForm(self._db, self))

    def edit(self) -> None:
        """Open the form of the class chosen."""
        if self.line is not None:
            self._open_form(ClassForm(self._db, self, class_id=self.line.id))

    @property
    def can_remove(self) -> bool:
        """Whether there is a class to take away."""
        return self.line is not None

    def remove(self) -> None:
        """Ask before a class is taken away."""
        row = self.line
        if row is None:
            return
        messages.ask(
            self,
            self.tr("Xóa lớp “{name}”?").format(name=row.values.name),
            self.tr(
                "Danh sách {n} người học của lớp cũng bị xóa; giấy chứng nhận đã ghi ở từng quần chúng vẫn giữ. "
                "Ctrl+Z lấy lại được."
            ).format(n=row.people),
            self.tr("Xóa lớp"),
            lambda: self._remove(row),
        )

    def enrol(self) -> None:
        """Ask who takes part in the class chosen."""
        if self.line is not None:
            EnrolForm(self._db, self.line.id, self).open()

    def certify(self) -> None:
        """Ask for the certificates of those selected, or of all who have none yet."""
        row = self.line
        people = self._selected() or [one for one in self.people.rows if one.certificate_on is None]
        if row is not None and people:
            CertificateForm(self._db, row.id, people, self).open()

    def withdraw(self) -> None:
        """Take those selected off the list of the class."""
        row, people = self.line, self._selected()
        if row is None or not people:
            return
        step = self.tr("Bỏ {n} người khỏi lớp {name}").format(n=len(people), name=row.values.name)
        with self._db.write(step) as session:
            for one in people:
                training.withdraw(session, one.id)

    def _remove(self, row: ClassRow) -> None:
        with self._db.write(self.tr("Xóa lớp: {name}").format(name=row.values.name)) as session:
            training.remove(session, row.id)

    def _open_form(self, form: ClassForm) -> ClassForm:
        form.accepted.connect(lambda: self.show_class(form.class_id or 0))
        form.open()
        return form

    def _selected(self) -> list[Participant]:
        return self.list.selected_rows()

    def _show_people(self) -> None:
        row = self.line
        people: list[Participant] = []
        if row is not None:
            with self._db.read() as session:
                people = training.participants(session, [row.id])
        self.people.set_rows(people)
        self.list.set_empty(self._words_of_nobody(row))
        self.side.set_title(row.values.name if row is not None else self.tr("Người học"))
        self._offer()
        self.chosen.emit()

    def _words_of_nobody(self, row: ClassRow | None) -> str:
        if row is None:
            return self.tr("Chọn một lớp.")
        if row.nameless:
            return self.tr("{n} người học chỉ ghi số lượng, không có danh sách tên.").format(n=number(row.nameless))
        return self.tr("Lớp chưa có người học.")

    def _offer(self) -> None:
        count = len(self._selected())
        waiting = sum(one.certificate_on is None for one in self.people.rows)
        self.enrol_button.setEnabled(self.line is not None)
        self.withdraw_button.setEnabled(count > 0)
        self.certify_button.setEnabled(count > 0 or waiting > 0)
        words_of = self.tr("Ghi giấy chứng nhận cho {n} người…")
        n = count or waiting
        self.certify_button.setText(words_of.format(n=n) if n else self.tr("Ghi giấy chứng nhận…"))

    def _open_person(self, one: Participant) -> None:
        if one.member_id is not None:
            self.go.emit("members", one.member_id)
        else:
            self.go.emit("targets", {"candidate": one.candidate_id})

    def _ask_names(self, place: int) -> None:
        if self._figures:
            self.names_asked.emit(self._figures[place])

    def _build(self) -> None:
        figures = QGridLayout()
        figures.setSpacing(theme.GAP)
        for place, card in enumerate(self.cards):
            card.setToolTip(self.tr("Bấm để xem danh sách"))
            figures.addWidget(card, 0, place)
            figures.setColumnStretch(place, 1)
        left = Card()
        left.fill(self.table)
        self.side = Card(self.tr("Người học"))
        self.side.heading.setWordWrap(True)
        self.side.fill(self.list)
        tools = QHBoxLayout()
        tools.setSpacing(theme.GAP)
        tools.setContentsMargins(theme.GAP, 0, theme.GAP, theme.GAP)
        for button, icon in (
            (self.enrol_button, "user-plus"),
            (self.certify_button, "award"),
            (self.withdraw_button, "user-x"),
        ):
            theme.dress(button, icon)
            tools.addWidget(button)
        tools.addStretch(1)
        self.side.box.addLayout(tools)
        top = QWidget()
        top.setLayout(figures)
        figures.setContentsMargins(0, 0, 0, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(Beside(left, self.side, (54, 46), above=(top, self.by_kind)))

    def _people_columns(self) -> tuple[Column[Participant], ...]:
        tr = QCoreApplication.translate
        return (
            Column(
                tr("ClassesPage", "Họ và tên"),
                lambda one: one.full_name,
                width=17,
                sort=lambda one: sort_key(one.full_name),
            ),
            Column(
                tr("ClassesPage", "Chi bộ"), lambda one: self._names.get(one.cell_id or 0, ""), width=18, grows=True
            ),
            Column(tr("ClassesPage", "Giấy chứng nhận"), _certificate, width=21),
        )


def _certificate(one: Participant) -> str:
    if one.certificate_on is None:
        return ""
    day = f"{one.certificate_on:%d/%m/%Y}"
    return f"{one.certificate_number} · {day}" if one.certificate_number else day


def _sum_words(one: KindSum) -> str:
    tr = QCoreApplication.translate
    return tr("ClassesPage", "{kind}: {classes} lớp, {turns} lượt, {people} người").format(
        kind=one.kind, classes=number(one.classes), turns=number(one.turns), people=number(one.people)
    )


def _how_told(row: ClassRow) -> str:
    tr = QCoreApplication.translate
    if not row.nameless:
        return tr("ClassesPage", "Theo tên") if row.named else ""
    return tr("ClassesPage", "Một phần theo tên") if row.named else tr("ClassesPage", "Theo số lượng")


def _nameless(row: ClassRow) -> str:
    """How many of a class are known by their number only."""
    words = QCoreApplication.translate("ClassesPage", "{n} người chỉ ghi số lượng, không có danh sách tên")
    return words.format(n=number(row.nameless)) if row.nameless else ""


def _when_and_where(row: ClassRow) -> str:
    """Return the grey line below the name of a class."""
    days = " – ".join(show(day) for day in (row.values.first_day, row.values.last_day) if day)
    return " · ".join(filter(None, (days, row.values.place)))


def _class_columns() -> tuple[Column[ClassRow], ...]:
    tr = QCoreApplication.translate
    return (
        Column(tr("ClassesPage", "Lớp"), lambda row: row.values.name, width=21, tip=lambda row: row.values.name),
        Column(tr("ClassesPage", "Từ ngày"), lambda row: row.values.first_day, width=11, hidden=True),
        Column(tr("ClassesPage", "Đến ngày"), lambda row: row.values.last_day, width=11, hidden=True),
        Column(
            tr("ClassesPage", "Người học"),
            lambda row: row.people,
            width=10,
            tip=_nameless,
        ),
        Column(tr("ClassesPage", "Nữ"), lambda row: row.women, width=3),
        Column(
            tr("ClassesPage", "DTTS"),
            lambda row: row.minority,
            width=5,
            header_tip=tr("ClassesPage", "Người dân tộc thiểu số"),
        ),
        Column(
            tr("ClassesPage", "Cấp giấy"),
            lambda row: row.certificates,
            width=9,
            header_tip=tr("ClassesPage", "Số người được cấp giấy chứng nhận"),
        ),
        Column(tr("ClassesPage", "Cách ghi"), _how_told, width=13, role="muted", tip=_nameless, hidden=True),
        Column(tr("ClassesPage", "Loại"), lambda row: row.kind, width=28, role="muted", hidden=True),
        Column(tr("ClassesPage", "Nơi mở"), lambda row: row.values.place, width=24, role="muted", hidden=True),
    )
