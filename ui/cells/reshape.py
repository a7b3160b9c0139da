"""The forms that split, merge and dissolve cells: members and villages are told where to go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from models import membership_rules, movers, reorganize
from models.cells import CellValues
from models.database import Database
from models.decisions import Decision
from models.errors import KnownError
from models.movers import Effects, Mover, makeup
from models.reorganize import Part
from models.tables import Duty, Standing
from models.text import clean, number
from ui import messages, theme
from ui.cells.decision import DecisionForm, hold_still
from ui.cells.moves import MovesTable
from ui.fields import Choice
from ui.widgets.buttons import pass_enter

_MOST = 200
_MOST_NEW = 5
_WIDE = 760


class SplitForm(DecisionForm):
    """*Tách*: one cell becomes several; who and which village goes to a new one."""

    def __init__(self, db: Database, cell_id: int | None, parent: QWidget | None = None) -> None:
        super().__init__(db, parent, width=_WIDE)
        self.setWindowTitle(self.tr("Tách chi bộ"))
        self.save_button.setText(self.tr("Tách chi bộ"))
        self.cell = self.add(
            "cells", self.tr("Chi bộ được tách"), Choice([(row.name, row.id) for row in self.open_cells()])
        )
        self.cell.set_value(cell_id)
        self._comes_anyone = False
        self.names: list[QLineEdit] = []
        self.secretaries: list[Choice] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(theme.UNIT)
        inside = QWidget()
        inside.setLayout(self._box)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.add("name", self.tr("Tên chi bộ mới"), inside, required=True)
        self.more = QPushButton(self.tr("Thêm một chi bộ mới nữa"))
        self.more.setProperty("kind", "link")
        pass_enter(self.more)
        self.more.clicked.connect(self.add_name)
        self.form.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.closes = QCheckBox(self.tr("Chi bộ cũ thôi hoạt động, mọi đảng viên chuyển đi"))
        self.form.addWidget(self.closes)
        self.moves = self.add("members", self.tr("Ai và thôn, bản nào chuyển đi"), MovesTable(self.tr("Ở lại")))
        self.add_name()
        self.cell.picked.connect(lambda _cell: self.on_day())
        self.closes.toggled.connect(lambda _on: self.on_day())
        self.closes.toggled.connect(self._follow)
        self.moves.changed.connect(self.tell)
        self.finish()
        self.on_day()
        self._follow()

    def add_name(self) -> None:
        """Ask for the name of one more new cell."""
        line = QLineEdit()
        line.setMaxLength(_MOST)
        line.setPlaceholderText(self.tr("Chi bộ bản Nà Sáy"))
        line.setAccessibleName(self.tr("Tên chi bộ mới"))
        line.textChanged.connect(self._follow)
        secretary = Choice([(self.tr("Bí thư: ghi sau"), None)])
        secretary.setAccessibleName(self.tr("Bí thư chi bộ mới"))
        row = QHBoxLayout()
        row.setSpacing(theme.MARGIN)
        row.addWidget(line, 3)
        row.addWidget(secretary, 2)
        self._box.addLayout(row)
        self.join_field("name", self.secretaries[-1] if self.secretaries else self.cell, line, secretary, self.more)
        self.names.append(line)
        self.secretaries.append(secretary)
        self.more.setVisible(len(self.names) < _MOST_NEW)
        self._follow()
        if len(self.names) > 1:  # asked for by the button; a form begins at the decision
            line.setFocus()

    def on_day(self) -> None:
        """Show who is on the list on the day, and the villages served."""
        if self.cell.value() is None:
            return
        with self.db.read() as session:
            homes = movers.served(session, [self.cell.value()], self.on_which)
            people = movers.movers(session, [self.cell.value()], self.on_which)
            late = movers.late_comers(session, [self.cell.value()], self.on_which)
        self._comes_anyone = bool(late)
        self.moves.set_things(homes, [*people, *late] if self.closes.isChecked() else people)

    def _follow(self) -> None:
        if not hasattr(self, "moves"):
            return
        self.moves.set_nowhere(self.tr("Chưa chọn") if self.closes.isChecked() else self.tr("Ở lại"))
        named = dict(self._new())
        self.moves.set_targets(
            [
                (named.get(place) or self.tr("Chi bộ mới thứ {n}").format(n=place + 1), place)
                for place in range(len(self.names))
                if place in named or self._is_wanted(place)
            ]
        )

    def _is_wanted(self, place: int) -> bool:
        """Whether somebody or something goes to a new cell: its name may just be being typed anew."""
        return bool(self.moves.members_of(place) or self.moves.villages_of(place))

    def _new(self) -> list[tuple[int, str]]:
        return [(place, name) for place, line in enumerate(self.names) if (name := clean(line.text()))]

    def tell(self) -> None:
        """Say whose positions end, which rolls stay, and what becomes too small."""
        closing = [self.cell.value()] if self.closes.isChecked() and self.cell.value() else []
        with self.db.read() as session:
            found = movers.effects(session, closing, self.moves.moving, self.on_which)
            least = membership_rules.book(session).on(self.on_which).least_official
        for place, secretary in enumerate(self.secretaries):
            going = set(self.moves.members_of(place))
            secretary.set_entries(secretary_entries(self, [one for one in self.moves.moving if one.id in going]))
        self.warn(self._too_small(least))
        self.say(left_alone(self, self.moves) if closing else "", *effect_words(self, found))

    def _too_small(self, least: int) -> str:
        """Name the cells, new or old, that would have too few official members; none before anybody is sent."""
        if not self.moves.moving:
            return ""
        places: list[tuple[int | None, str]] = [*self._new()]
        if not self.closes.isChecked():
            places.append((None, self.cell.currentText()))
        counts = [(name, makeup(self.moves.people_of(place))) for place, name in places]
        short = ", ".join(
            f"{name} ({count.official + count.unknown})" for name, count in counts if count.is_below(least)
        )
        words = self.tr("Dưới {least} đảng viên chính thức: {short}.")
        return words.format(least=least, short=short) if short else ""

    def try_to_save(self) -> None:
        """Ask first when nobody would stay in a cell that is not said to end."""
        parts = self.moves.moving and not self.moves.people_of(None) and not self._comes_anyone
        if not parts or self.closes.isChecked():
            super().try_to_save()
            return
        words = self.tr(
            "Chi bộ không còn đảng viên thì thôi hoạt động từ ngày có hiệu lực. Muốn có người ở lại thì bấm Không rồi "
            "chọn lại."
        )
        messages.ask(
            self,
            self.tr("Không còn đồng chí nào ở lại {name}.").format(name=self.cell.currentText()),
            " ".join(filter(None, (words, left_alone(self, self.moves)))),
            self.tr("Chi bộ cũ thôi hoạt động"),
            self._close_and_save,
        )

    def _close_and_save(self) -> None:
        self.closes.setChecked(True)
        super().try_to_save()

    def carry_out(self, decision: Decision) -> None:
        """Found the new cells and move everybody chosen."""
        cell_id = self.cell.value()
        if cell_id is None:
            raise KnownError(self.tr("Chưa có chi bộ nào để tách."), field="cells")
        named = dict(self._new())
        if any(place not in named and self._is_wanted(place) for place in range(len(self.names))):
            raise KnownError(self.tr("Hãy ghi tên chi bộ mới."), field="name")
        parts = [
            Part(
                CellValues(name),
                self.moves.members_of(place),
                self.moves.villages_of(place),
                self.secretaries[place].value(),
            )
            for place, name in self._new()
        ]
        with self.db.write(self.tr("Tách {name}").format(name=self.cell.currentText())) as session:
            reorganize.split(session, cell_id, parts, decision, today=self.today, is_closing=self.closes.isChecked())


class DissolveForm(DecisionForm):
    """*Giải thể*: a cell ends, its members and villages go to other cells."""

    def __init__(self, db: Database, cell_id: int | None, parent: QWidget | None = None) -> None:
        super().__init__(db, parent, width=_WIDE)
        self.setWindowTitle(self.tr("Giải thể chi bộ"))
        self.save_button.setText(self.tr("Giải thể"))
        self._open = self.open_cells()
        self.cell = self.add("cells", self.tr("Chi bộ giải thể"), Choice([(row.name, row.id) for row in self._open]))
        self.cell.set_value(cell_id)
        self.moves = self.add(
            "members",
            self.tr("Đảng viên và thôn, bản chuyển đến đâu"),
            MovesTable(self.tr("Chưa chọn")),
        )
        self.cell.picked.connect(lambda _cell: self.on_day())
        self.moves.changed.connect(self.tell)
        self.finish()
        self.on_day()

    def on_day(self) -> None:
        """Show who is on the list on the day, and the other cells."""
        chosen = self.cell.value()
        if chosen is None:
            return
        with self.db.read() as session:
            homes = movers.served(session, [chosen], self.on_which)
            people = movers.movers(session, [chosen], self.on_which)
            people += movers.late_comers(session, [chosen], self.on_which)
        self.moves.set_things(homes, people)
        self.moves.set_targets([(row.name, row.id) for row in self._open if row.id != chosen])

    def tell(self) -> None:
        """Say which villages are left without a cell, whose positions end, which meetings go."""
        chosen = self.cell.value()
        if chosen is None:
            return
        with self.db.read() as session:
            found = movers.effects(session, [chosen], self.moves.moving, self.on_which)
        self.say(left_alone(self, self.moves), *effect_words(self, found))

    def carry_out(self, decision: Decision) -> None:
        """Move everybody, then end the cell."""
        chosen = self.cell.value()
        if chosen is None:
            raise KnownError(self.tr("Chưa có chi bộ nào để giải thể."), field="cells")
        parts = [
            Part(row.id, self.moves.members_of(row.id), self.moves.villages_of(row.id))
            for row in self._open
            if self.moves.members_of(row.id) or self.moves.villages_of(row.id)
        ]
        with self.db.write(self.tr("Giải thể {name}").format(name=self.cell.currentText())) as session:
            reorganize.dissolve(session, chosen, parts, decision, today=self.today)


class MergeForm(DecisionForm):
    """*Sáp nhập*: two cells or more become one of them or a new one; everybody and every village goes along."""

    def __init__(self, db: Database, cell_id: int | None, parent: QWidget | None = None) -> None:
        super().__init__(db, parent, width=_WIDE)
        self.setWindowTitle(self.tr("Sáp nhập chi bộ"))
        self.save_button.setText(self.tr("Sáp nhập chi bộ"))
        self._open = self.open_cells()
        self.cells = QListWidget()
        for row in self._open:
            item = QListWidgetItem(self.tr("{name} – {n} đảng viên").format(name=row.name, n=row.members))
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if row.id == cell_id else Qt.CheckState.Unchecked)
            self.cells.addItem(item)
        hold_still(self.cells, theme.UNIT * 45)
        self.add("cells", self.tr("Các chi bộ sáp nhập"), self.cells, hint=self.tr("Phím cách đánh dấu."))
        row = QHBoxLayout()
        row.setSpacing(theme.MARGIN)
        self.form.addLayout(row)
        self.into = self.add("into", self.tr("Sáp nhập vào"), Choice(), into=row)
        self.name = self.add("name", self.tr("Tên chi bộ mới"), QLineEdit(), into=row)
        self.name.setMaxLength(_MOST)
        self.secretary = self.add("secretary", self.tr("Bí thư chi bộ mới"), Choice())
        self.cells.itemChanged.connect(lambda _item: self._follow())
        self.into.currentIndexChanged.connect(lambda _place: self._follow_into())
        self.finish()
        self._follow()

    @property
    def chosen(self) -> list[int]:
        """Ids of the cells ticked."""
        items = (self.cells.item(place) for place in range(self.cells.count()))
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _follow(self) -> None:
        chosen = self.chosen
        known = [(row.name, row.id) for row in self._open if row.id in chosen]
        self.into.set_entries([*known, (self.tr("Một chi bộ mới"), None)])
        self._follow_into()

    def _follow_into(self) -> None:
        is_new = self.into.value() is None
        self.name.setEnabled(is_new)
        self.secretary.setEnabled(is_new)
        self.tell()

    def tell(self) -> None:
        """Say how many go where."""
        closing = [key for key in self.chosen if key != self.into.value()]
        with self.db.read() as session:
            people = movers.movers(session, closing, self.on_which)
            homes = movers.served(session, closing, self.on_which)
            late = movers.late_comers(session, closing, self.on_which)
            found = movers.effects(session, closing, people, self.on_which)
        came = self.tr("Đi theo cả người đến sau ngày này: {names}.")
        names = ", ".join(f"{one.full_name} ({one.arrives:%d/%m/%Y})" for one in late[:4])
        names += self.tr(" và {n} đồng chí khác").format(n=len(late) - 4) if len(late) > 4 else ""
        going = makeup(people)
        guests = self.tr(", {n} người sinh hoạt tạm thời").format(n=going.guests) if going.guests else ""
        words = self.tr("{people} đảng viên{guests}, {homes} thôn bản chuyển đi; {n} chi bộ thôi hoạt động.").format(
            people=number(going.members), guests=guests, homes=len(homes), n=len(closing)
        )
        self.secretary.set_entries(secretary_entries(self, people))
        sentences = (words, came.format(names=names) if late else "", *effect_words(self, found))
        self.say(*(sentences if len(self.chosen) > 1 else ()))

    def carry_out(self, decision: Decision) -> None:
        """Move everybody into the one cell and end the others."""
        into = self.into.value()
        if into is None and len(self.chosen) > 1 and not clean(self.name.text()):
            raise KnownError(self.tr("Hãy ghi tên chi bộ mới."), field="name")
        target = into if into is not None else CellValues(self.name.text())
        with self.db.write(self.tr("Sáp nhập {n} chi bộ").format(n=len(self.chosen))) as session:
            secretary = self.secretary.value() if into is None else None
            reorganize.merge(session, self.chosen, target, decision, today=self.today, secretary=secretary)


def secretary_entries(form: DecisionForm, people: Sequence[Mover]) -> list[tuple[str, int | None]]:
    """Whom a new cell may have as its secretary: those who come to it and are members in full."""
    full = (one for one in people if one.standing is not Standing.PROBATIONARY and one.duty is not Duty.GUEST)
    return [(form.tr("Bí thư: ghi sau"), None), *((one.shown_name, one.id) for one in full)]


def left_alone(form: DecisionForm, moves: MovesTable) -> str:
    """How many villages no cell serves once theirs has ended."""
    alone = len(moves.villages_of(None))
    return form.tr("{n} thôn, bản sẽ thành chưa có chi bộ.").format(n=alone) if alone else ""


def effect_words(form: DecisionForm, found: Effects) -> list[str]:
    """What else a decision does, in sentences."""
    sentences: list[str] = []
    if found.last_roll:
        words = form.tr("Đã có điểm danh đến ngày {day} ở chi bộ thôi hoạt động; hãy chọn từ hôm sau ngày ấy.")
        sentences.append(words.format(day=f"{found.last_roll:%d/%m/%Y}"))
    if found.posts:
        names = ", ".join(found.posts[:4])
        more = form.tr(" và {n} đồng chí khác").format(n=len(found.posts) - 4) if len(found.posts) > 4 else ""
        sentences.append(form.tr("Thôi chức vụ ở chi bộ cũ: {names}.").format(names=names + more))
    if found.planned:
        sentences.append(form.tr("{n} cuộc họp đã mở mà chưa ghi sẽ bị bỏ.").format(n=found.planned))
    if found.rolls:
        words = form.tr("{n} cuộc họp từ ngày này đã điểm danh các đồng chí ở chi bộ cũ; điểm danh giữ nguyên.")
        sentences.append(words.format(n=found.rolls))
    return sentences
