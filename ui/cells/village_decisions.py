"""The forms of a decision on villages: *Sáp nhập*, *Tách*, *Đổi tên*, *Giải thể* thôn, bản."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QPushButton, QWidget

from models import movers, village_decisions, villages
from models.cells import CellValues
from models.database import Database
from models.decisions import Decision
from models.errors import KnownError
from models.text import clean, number
from models.village_decisions import VillagePart
from models.villages import VillageRow, VillageValues
from ui import theme
from ui.cells.decision import DecisionForm, hold_still
from ui.cells.form import whole_number
from ui.cells.moves import MovesTable
from ui.cells.reshape import effect_words, secretary_entries
from ui.fields import Choice, named
from ui.widgets.buttons import pass_enter

_MOST = 200
_MOST_PARTS = 4
_WIDE = 760


class VillageDecisionForm(DecisionForm):
    """What these forms share: the villages of today, and the cells that may serve a new one."""

    def __init__(self, db: Database, parent: QWidget | None = None, *, width: int = _WIDE) -> None:
        super().__init__(db, parent, width=width)
        with db.read() as session:
            self.rows = [row for row in villages.rows(session, self.today)]

    def choice_of_village(self, text: str, village_id: int | None) -> Choice:
        """Add the choice of the village that the decision is about."""
        chosen = self.add("villages", text, Choice([(row.name, row.id) for row in self.rows]))
        chosen.set_value(village_id)
        return chosen

    def row(self, chosen: Choice) -> VillageRow:
        """Return the village chosen. Raises KnownError while there is none."""
        found = next((row for row in self.rows if row.id == chosen.value()), None)
        if found is None:
            raise KnownError(self.tr("Chưa có thôn, bản nào."), field="villages")
        return found

    def cell_entries(self) -> list[tuple[str, int | None]]:
        """The cells to choose the one that serves a village from."""
        return [(self.tr("Chưa có chi bộ"), None), *((row.short_name, row.id) for row in self.open_cells())]


class MergeVillagesForm(VillageDecisionForm):
    """*Sáp nhập thôn, bản*: the ones ticked become one; its figures are proposed as their sums."""

    def __init__(self, db: Database, village_id: int | None, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        self.setWindowTitle(self.tr("Sáp nhập thôn, bản"))
        self.save_button.setText(self.tr("Sáp nhập thôn, bản"))
        self.list = QListWidget()
        for row in self.rows:
            homes = self.tr("chưa rõ số hộ") if row.households is None else self.tr("{n} hộ")
            words = f"{row.name} – {homes.format(n=number(row.households or 0))}, "
            item = QListWidgetItem(words + self.tr("{n} đảng viên cư trú").format(n=row.members))
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if row.id == village_id else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        hold_still(self.list, theme.UNIT * 45)
        self.add("villages", self.tr("Các thôn, bản sáp nhập"), self.list, hint=self.tr("Phím cách đánh dấu."))
        first = self.add_row()
        self.name = self.add("name", self.tr("Tên thôn, bản mới"), QLineEdit(), required=True, into=first)
        self.name.setMaxLength(_MOST)
        self.households = self.add("households", self.tr("Số hộ"), QLineEdit(), into=first)
        self.population = self.add("population", self.tr("Nhân khẩu"), QLineEdit(), into=first)
        second = self.add_row()
        answers = [(self.tr("Chưa rõ"), None), (self.tr("Có"), True), (self.tr("Không"), False)]
        self.difficult = self.add("is_especially_difficult", self.tr("Đặc biệt khó khăn"), Choice(answers), into=second)
        self.border = self.add("is_border", self.tr("Biên giới"), Choice(answers), into=second)
        self.cell = self.add("cell_id", self.tr("Chi bộ phụ trách"), Choice(self.cell_entries()), into=second)
        self.with_cells = QCheckBox(self.tr("Sáp nhập luôn các chi bộ phụ trách, trong cùng quyết định"))
        self.form.addWidget(self.with_cells)
        third = self.add_row()
        self.into = self.add("cells", self.tr("Sáp nhập vào chi bộ"), Choice(), into=third)
        self.cell_name = self.add("cell_name", self.tr("Tên chi bộ mới"), QLineEdit(), into=third)
        self.cell_name.setMaxLength(_MOST)
        self.secretary = self.add("secretary", self.tr("Bí thư chi bộ mới"), Choice(), into=third)
        self._picked = set[Choice]()
        for choice in (self.difficult, self.border, self.cell, self.into):
            choice.picked.connect(lambda _value, choice=choice: self._picked.add(choice))
        self.list.itemChanged.connect(lambda _item: self.propose())
        self.with_cells.toggled.connect(lambda _on: self.tell())
        self.into.currentIndexChanged.connect(lambda _place: self.tell())
        self.finish()
        self.propose()

    @property
    def chosen(self) -> list[VillageRow]:
        """The villages ticked."""
        items = (self.list.item(place) for place in range(self.list.count()))
        ticked = {item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked}
        return [row for row in self.rows if row.id in ticked]

    def propose(self) -> None:
        """Fill in the sums of those ticked; what was typed or picked by hand stays."""
        values = village_decisions.proposed(self.chosen)
        for field, value in (
            (self.name, values.name),
            (self.households, values.households),
            (self.population, values.population),
        ):
            if not field.isModified():
                field.setText("" if value is None else str(value))
        for choice, value in (
            (self.difficult, values.is_especially_difficult),
            (self.border, values.is_border),
            (self.cell, values.cell_id),
        ):
            if choice not in self._picked:
                choice.set_value(value)
        self._offer_cells(values.cell_id)
        self.tell()

    @property
    def served(self) -> dict[int, str]:
        """The cells that serve the villages ticked, with their names."""
        return {row.cell_id: row.cell_name for row in self.chosen if row.cell_id is not None}

    def on_day(self) -> None:
        """Read anew whom the cells take along."""
        self._offer_cells(self.into.value())

    def _offer_cells(self, cell_id: int | None) -> None:
        """Offer the cells to merge with the villages; there is nothing to merge while one serves them all.

        The one picked by hand stays while its village is ticked; else `cell_id` is proposed.
        """
        served = self.served
        with self.db.read() as session:
            people = movers.movers(session, list(served), self.on_which)
        held = self.into.value()
        self.into.set_entries([*((name, key) for key, name in served.items()), (self.tr("Một chi bộ mới"), None)])
        if self.into not in self._picked or not self.into.set_value(held):
            self.into.set_value(cell_id)
        self.secretary.set_entries(secretary_entries(self, people))

    def _follow_cells(self) -> bool:
        """Show what the merger of the cells asks for; tell whether they are merged."""
        can = len(self.served) > 1
        merges = can and self.with_cells.isChecked()
        is_new = merges and self.into.value() is None
        parts = (self.with_cells, *(self.fields[name] for name in ("cells", "cell_name", "secretary")))
        before = [part.isHidden() for part in parts]
        for part, shown in zip(parts, (can, merges, is_new, is_new), strict=True):
            part.setVisible(shown)
        self.cell.setEnabled(not merges)
        if before != [part.isHidden() for part in parts]:
            self.fit()
        return merges

    def tell(self) -> None:
        """Say who goes along, and what becomes of the cells."""
        chosen = self.chosen
        merges = self._follow_cells()
        if len(chosen) < 2:
            self.say()
            return
        if merges:
            self.say(*self._words_on_cells())
            return
        words = self.tr("{n} đảng viên cư trú, người phụ trách, nhóm hộ chuyển sang thôn, bản mới.")
        served = {row.cell_name: None for row in chosen if row.cell_id is not None}
        cells_stay = self.tr("{names} vẫn để nguyên; đánh dấu ô trên nếu cũng sáp nhập.")
        self.say(
            words.format(n=number(sum(row.members for row in chosen))),
            cells_stay.format(names=", ".join(served)) if len(served) > 1 else "",
        )

    def _words_on_cells(self) -> list[str]:
        """Say what the merger of the cells does beside that of the villages."""
        closing = [key for key in self.served if key != self.into.value()]
        ticked = {row.id for row in self.chosen}
        with self.db.read() as session:
            people = movers.movers(session, closing, self.on_which)
            others = [one.name for one in movers.served(session, closing, self.on_which) if one.id not in ticked]
            found = movers.effects(session, closing, people, self.on_which)
        words = self.tr("{n} đảng viên chuyển chi bộ; {closing} chi bộ thôi hoạt động.")
        along = self.tr("Chi bộ sau sáp nhập phụ trách cả: {names}.").format(names=", ".join(others)) if others else ""
        return [
            words.format(n=number(len(people)), closing=len(closing)),
            along,
            *effect_words(self, found),
            self.tr("Người cư trú, người phụ trách, nhóm hộ chuyển sang thôn, bản mới."),
        ]

    def carry_out(self, decision: Decision) -> None:
        """End the ones ticked and found the one, with the cells if that was chosen."""
        chosen = self.chosen
        values = VillageValues(
            self.name.text(),
            named("households", whole_number, self.households),
            named("population", whole_number, self.population),
            self.difficult.value(),
            self.border.value(),
            self.cell.value(),
        )
        names = ", ".join(row.name for row in chosen)
        with self.db.write(self.tr("Sáp nhập thôn, bản {names}").format(names=names)[:_MOST]) as session:
            keys = [row.id for row in chosen]
            if not (self.with_cells.isChecked() and len(self.served) > 1):
                village_decisions.merge(session, keys, values, decision, today=self.today)
                return
            into: int | None = self.into.value()
            if into is None and not clean(self.cell_name.text()):
                raise KnownError(self.tr("Hãy ghi tên chi bộ mới."), field="cell_name")
            village_decisions.merge_with_cells(
                session,
                keys,
                values,
                CellValues(self.cell_name.text()) if into is None else into,
                decision,
                today=self.today,
                secretary=self.secretary.value() if into is None else None,
            )


class _PartLine:
    """One village that comes out of a split: its name, figures and cell."""

    def __init__(self, form: SplitVillageForm, place: int) -> None:
        row = form.add_row()
        self.name = form.add(f"name{place}", form.tr("Thôn, bản thứ {n}").format(n=place + 1), QLineEdit(), into=row)
        self.name.setMaxLength(_MOST)
        self.households = form.add(f"households{place}", form.tr("Số hộ"), QLineEdit(), into=row)
        self.population = form.add(f"population{place}", form.tr("Nhân khẩu"), QLineEdit(), into=row)
        self.cell = form.add(f"cell{place}", form.tr("Chi bộ phụ trách"), Choice(form.cell_entries()), into=row)
        self.fields = [form.fields[f"{name}{place}"] for name in ("name", "households", "population", "cell")]
        self._place = place

    @property
    def has_figures(self) -> bool:
        """Whether households or people are typed."""
        return any(clean(field.text()) for field in (self.households, self.population))

    def values(self, old: VillageRow) -> VillageValues:
        """Return what is written; the rest is as in the old village. Raises KnownError."""
        return VillageValues(
            self.name.text(),
            named(f"households{self._place}", whole_number, self.households),
            named(f"population{self._place}", whole_number, self.population),
            old.is_especially_difficult,
            old.is_border,
            self.cell.value(),
        )

    def set_shown(self, shown: bool) -> None:
        """Show or hide the line."""
        for field in self.fields:
            field.setVisible(shown)


class SplitVillageForm(VillageDecisionForm):
    """*Tách thôn, bản*: one becomes two or more; its members are told which they live in."""

    def __init__(self, db: Database, village_id: int | None, parent: QWidget | None = None) -> None:
        super().__init__(db, parent, width=_WIDE + theme.UNIT * 20)
        self.setWindowTitle(self.tr("Tách thôn, bản"))
        self.save_button.setText(self.tr("Tách thôn, bản"))
        self.village = self.choice_of_village(self.tr("Thôn, bản được tách"), village_id)
        self.parts = [_PartLine(self, place) for place in range(_MOST_PARTS)]
        self._shown = 2
        self.more = QPushButton(self.tr("Thêm một thôn, bản nữa"))
        self.more.setProperty("kind", "link")
        pass_enter(self.more)
        self.more.clicked.connect(self.add_part)
        self.form.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.moves = self.add("members", self.tr("Đảng viên ở thôn, bản nào"), MovesTable(self.tr("Thôn, bản thứ 1")))
        self.moves.table.set_empty(self.tr("Ngày này không có đảng viên nào ở thôn, bản."))
        for part in self.parts:
            part.name.textChanged.connect(lambda _text: self._follow())
        self.village.picked.connect(lambda _village: self._take_village())
        self.finish()
        self._take_village()

    def add_part(self) -> None:
        """Ask for one more village."""
        self._shown += 1
        self._follow()
        self.parts[self._shown - 1].name.setFocus()

    def on_day(self) -> None:
        """Show who lived there on the day."""
        with self.db.read() as session:
            self.moves.set_things([], movers.residents(session, self.village.value() or 0, self.on_which))

    def tell(self) -> None:
        """Say where those in charge go."""
        self.say(self.tr("Người phụ trách đi theo nơi ở của mình, ở nơi khác thì về thôn, bản thứ 1."))

    def _take_village(self) -> None:
        if self.rows:
            row = self.row(self.village)
            self.parts[0].name.setText(row.name)
            for part in self.parts:
                part.cell.set_value(row.cell_id)
        self.on_day()
        self._follow()

    def _follow(self) -> None:
        for place, part in enumerate(self.parts):
            part.set_shown(place < self._shown)
        self.more.setVisible(self._shown < _MOST_PARTS)
        self.moves.set_nowhere(clean(self.parts[0].name.text()) or self.tr("Thôn, bản thứ 1"))
        names = [(clean(one.name.text()), place) for place, one in enumerate(self.parts[: self._shown])][1:]
        unnamed = self.tr("Thôn, bản thứ {n}")
        self.moves.set_targets(  # a name may just be being typed anew: whoever goes there stays told so
            [(name or unnamed.format(n=at + 1), at) for name, at in names if name or self.moves.members_of(at)]
        )

    def carry_out(self, decision: Decision) -> None:
        """End the old village and found the new ones."""
        old = self.row(self.village)
        for place, part in enumerate(self.parts[: self._shown]):
            if not clean(part.name.text()) and (place == 0 or part.has_figures or self.moves.members_of(place)):
                text = self.tr("Hãy ghi tên thôn, bản thứ {n}.").format(n=place + 1)
                raise KnownError(text, field=f"name{place}")
        parts = [
            VillagePart(part.values(old), self.moves.members_of(place) if place else ())
            for place, part in enumerate(self.parts[: self._shown])
            if clean(part.name.text())
        ]
        with self.db.write(self.tr("Tách thôn, bản {name}").format(name=old.name)) as session:
            try:
                village_decisions.split(session, old.id, parts, decision, today=self.today)
            except KnownError as error:
                if error.field in ("name", "households", "population"):  # of which line is not told
                    raise KnownError(str(error), field="name1" if error.field == "name" else "members") from error
                raise


class RenameVillageForm(VillageDecisionForm):
    """*Đổi tên thôn, bản*: another name from a day on."""

    def __init__(self, db: Database, village_id: int | None, parent: QWidget | None = None) -> None:
        super().__init__(db, parent, width=560)
        self.setWindowTitle(self.tr("Đổi tên thôn, bản"))
        self.save_button.setText(self.tr("Đổi tên"))
        self.village = self.choice_of_village(self.tr("Thôn, bản đổi tên"), village_id)
        self.name = self.add("name", self.tr("Tên mới"), QLineEdit(), required=True)
        self.name.setMaxLength(_MOST)
        self.village.picked.connect(lambda _village: self.tell())
        self.finish()

    def tell(self) -> None:
        """Say which papers keep the old name."""
        words = self.tr("Trước ngày này vẫn ghi là “{name}”. Chỉ sửa lỗi chính tả thì dùng nút Sửa.")
        self.say(words.format(name=self.village.currentText()))

    def carry_out(self, decision: Decision) -> None:
        """Write the new name."""
        old = self.row(self.village)
        label = self.tr("Đổi tên {old} thành {new}").format(old=old.name, new=clean(self.name.text()))
        with self.db.write(label) as session:
            village_decisions.rename(session, old.id, self.name.text(), decision, today=self.today)


class EndVillageForm(VillageDecisionForm):
    """*Giải thể thôn, bản*: a village ends and none comes after it."""

    def __init__(self, db: Database, village_id: int | None, parent: QWidget | None = None) -> None:
        super().__init__(db, parent, width=560)
        self.setWindowTitle(self.tr("Giải thể thôn, bản"))
        self.save_button.setText(self.tr("Giải thể"))
        self.village = self.choice_of_village(self.tr("Thôn, bản giải thể"), village_id)
        self.village.picked.connect(lambda _village: self.tell())
        self.finish()

    def tell(self) -> None:
        """Say whose residence is not known any more."""
        left = self.row(self.village).members if self.rows else 0
        words = self.tr("{n} đảng viên ở đây thành chưa ghi nơi ở; sáp nhập thì dùng “Sáp nhập thôn, bản”.")
        self.say(words.format(n=left) if left else "")

    def carry_out(self, decision: Decision) -> None:
        """End it."""
        old = self.row(self.village)
        with self.db.write(self.tr("Giải thể thôn, bản {name}").format(name=old.name)) as session:
            village_decisions.end(session, old.id, decision, today=self.today)
