"""The forms that split and merge organisations above the cells: what stands under one comes under another."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models import cells, codes, renaming, superiors
from models.bodies import Body, name_of
from models.database import Database
from models.decisions import Decision
from models.errors import KnownError
from models.organizations import OrganizationValues
from models.superiors import SuperiorPart
from models.text import clean
from ui import theme
from ui.cells.decision import DecisionForm, hold_still
from ui.fields import Choice
from ui.widgets.buttons import pass_enter
from ui.widgets.labels import label

_MOST = 200
_MOST_NEW = 5
_WIDE = 700


class SplitOrganizationForm(DecisionForm):
    """*Tách* an organisation: cells and organisations under it come under new ones."""

    def __init__(self, db: Database, organization_id: int | None, parent: QWidget | None = None) -> None:
        super().__init__(db, parent, width=_WIDE)
        self.setWindowTitle(self.tr("Tách tổ chức đảng"))
        self.save_button.setText(self.tr("Tách tổ chức"))
        self._rows = self.open_organizations()
        row = self.add_row()
        self.organization = self.add(
            "cells", self.tr("Tổ chức được tách"), Choice([(row.name, row.id) for row in self._rows]), into=row
        )
        self.parent_choice = self.add("parent_id", self.tr("Tổ chức mới trực thuộc"), Choice(), into=row)
        with db.read() as session:
            self.organization.set_value(organization_id or cells.commune_of(session))
        self.names: list[QLineEdit] = []
        inside = QWidget()
        self._names = QVBoxLayout(inside)
        self._names.setContentsMargins(0, 0, 0, 0)
        self._names.setSpacing(theme.UNIT)
        self.add("name", self.tr("Tên tổ chức mới"), inside, required=True)
        self.more = QPushButton(self.tr("Thêm một tổ chức mới nữa"))
        self.more.setProperty("kind", "link")
        pass_enter(self.more)
        self.more.clicked.connect(self.add_name)
        self.form.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.closes = QCheckBox(self.tr("Tổ chức cũ thôi hoạt động, mọi nơi trực thuộc chuyển đi"))
        self.form.addWidget(self.closes)
        self.places: dict[Body, Choice] = {}
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setProperty("bare", True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setFixedHeight(theme.UNIT * 50)  # it alone scrolls, not the form around it as well
        self.add("bodies", self.tr("Chi bộ, tổ chức trực thuộc và nơi về"), self.area)
        self.organization.picked.connect(lambda _key: self._show_below())
        self.closes.toggled.connect(lambda _on: self._follow_closing())
        self.parent_choice.picked.connect(lambda _key: self.tell())
        self.finish()
        self.add_name()
        self._show_below()

    def add_name(self) -> None:
        """Ask for the name of one more new organisation."""
        line = QLineEdit()
        line.setMaxLength(_MOST)
        line.setPlaceholderText(self.tr("Đảng bộ các cơ quan Đảng"))
        line.setAccessibleName(self.tr("Tên tổ chức mới"))
        line.textChanged.connect(self._offer)
        self._names.addWidget(line)
        self.join_field("name", self.names[-1] if self.names else self.parent_choice, line, self.more)
        self.names.append(line)
        self.more.setVisible(len(self.names) < _MOST_NEW)
        if len(self.names) > 1:  # asked for by the button; a form begins at the decision
            line.setFocus()

    def tell(self) -> None:
        """Say where the new ones stand, and that members stay where they are."""
        closing = self.tr("Chức vụ trong cấp ủy của tổ chức cũ kết thúc.") if self.closes.isChecked() else ""
        beside = self.tr("Tổ chức mới ngang cấp với {name}; chi bộ chuyển sang đó không còn thuộc {name}.")
        is_beside = not self.closes.isChecked() and self.parent_choice.value() != self.organization.value()
        beside = beside.format(name=self.organization.currentText()) if is_beside else ""
        self.say(beside, self.tr("Đảng viên vẫn ở chi bộ của mình."), closing)

    def carry_out(self, decision: Decision) -> None:
        """Found the new organisations and put under them what was chosen."""
        organization_id = self.organization.value()
        if organization_id is None:
            raise KnownError(self.tr("Chưa có tổ chức nào để tách."), field="cells")
        parent_id = self.parent_choice.value()
        with self.db.read() as session:
            below = codes.id_of(session, codes.ORGANIZATION_KIND, "intermediate")
        kind_id = below if parent_id == organization_id else None  # of one beside the old: the same kind
        parts = [
            SuperiorPart(
                OrganizationValues(name, kind_id, parent_id),
                tuple(body for body, choice in self.places.items() if choice.value() == place),
            )
            for place, name in self._new()
        ]
        with self.db.write(self.tr("Tách {name}").format(name=self.organization.currentText())) as session:
            superiors.split(
                session, organization_id, parts, decision, today=self.today, is_closing=self.closes.isChecked()
            )

    def _new(self) -> list[tuple[int, str]]:
        return [(place, name) for place, line in enumerate(self.names) if (name := clean(line.text()))]

    def _show_below(self) -> None:
        """Show what stands under the organisation chosen, each with the choice of where it goes."""
        inside = QWidget()
        inside.setProperty("bare", True)
        grid = QGridLayout(inside)
        grid.setContentsMargins(theme.GAP, theme.UNIT, theme.GAP, theme.UNIT)
        grid.setVerticalSpacing(theme.UNIT)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.places = {}
        chosen = self.organization.value()
        with self.db.read() as session:
            below = [(body, name_of(session, body)) for body in renaming.under(session, chosen)] if chosen else []
        for place, (body, name) in enumerate(below):
            choice = self.places[body] = Choice()
            choice.setAccessibleName(self.tr("Nơi về của {name}").format(name=name))
            grid.addWidget(label(name, wrap=True), place, 0)
            grid.addWidget(choice, place, 1)
        if not below:
            grid.addWidget(label(self.tr("Không có chi bộ, tổ chức nào trực thuộc."), "muted", wrap=True), 0, 0, 1, 2)
        grid.setRowStretch(len(below) + 1, 1)
        self.area.setWidget(inside)
        if self.places:
            self.area.setFocusProxy(next(iter(self.places.values())))  # where an error of the list sends the cursor
        self._follow_closing()

    def _follow_closing(self) -> None:
        """Offer to stand beside the organisation split, or below it while it stays: below the commune, as a rule."""
        chosen = self.organization.value()
        with self.db.read() as session:
            commune = cells.commune_of(session)
        above = next((row.parent_id for row in self._rows if row.id == chosen), None)
        names = {row.id: row.name for row in self._rows}
        entries = [(names.get(above or 0, self.tr("Như tổ chức cũ")), above)]
        if not self.closes.isChecked() and chosen is not None:
            entries.insert(0 if chosen == commune else 1, (names[chosen], chosen))
        self.parent_choice.set_entries(entries)
        self.parent_choice.setCurrentIndex(0)
        self._offer()

    def _offer(self) -> None:
        """Offer the new organisations as places to go to; what was chosen stays chosen."""
        nowhere = self.tr("Chưa chọn") if self.closes.isChecked() else self.tr("Ở lại")
        entries: list[tuple[str, int | None]] = [(nowhere, None), *((name, place) for place, name in self._new())]
        for choice in self.places.values():
            held = choice.value()
            choice.set_entries(entries)
            choice.set_value(held)
        self.tell()


class MergeOrganizationsForm(DecisionForm):
    """*Sáp nhập* organisations: two or more become one of them or a new one, with all that is under them."""

    def __init__(self, db: Database, organization_id: int | None, parent: QWidget | None = None) -> None:
        super().__init__(db, parent, width=_WIDE)
        self.setWindowTitle(self.tr("Sáp nhập tổ chức đảng"))
        self.save_button.setText(self.tr("Sáp nhập tổ chức"))
        self._open = self.open_organizations()
        self.list = QListWidget()
        for row in self._open:
            item = QListWidgetItem(f"{row.name} – {row.kind}" if row.kind else row.name)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if row.id == organization_id else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        hold_still(self.list, theme.UNIT * 40)
        self.add("cells", self.tr("Các tổ chức sáp nhập"), self.list, hint=self.tr("Phím cách đánh dấu."))
        self.into = self.add("into", self.tr("Sáp nhập vào"), Choice())
        self.name = self.add("name", self.tr("Tên tổ chức mới"), QLineEdit())
        self.name.setMaxLength(_MOST)
        self.list.itemChanged.connect(lambda _item: self._follow())
        self.into.currentIndexChanged.connect(lambda _place: self._follow_into())
        self._is_picked = False
        self.into.picked.connect(self._pick)
        with db.read() as session:
            self._commune = cells.commune_of(session)
        self.finish()
        self._follow()

    @property
    def chosen(self) -> list[int]:
        """Ids of the organisations ticked."""
        items = (self.list.item(place) for place in range(self.list.count()))
        return [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]

    def tell(self) -> None:
        """Say how much comes under the one that remains."""
        closing = [key for key in self.chosen if key != self.into.value()]
        if len(self.chosen) < 2:
            self.say()
            return
        with self.db.read() as session:
            moving = [body for key in closing for body in renaming.under(session, key)]
        moving = [body for body in moving if body.organization_id not in self.chosen]
        words = self.tr("{n} chi bộ, tổ chức trực thuộc chuyển về; {closing} tổ chức thôi hoạt động.")
        self.say(
            words.format(n=len(moving), closing=len(closing)),
            self.tr("Đảng viên vẫn ở chi bộ của mình. Chức vụ trong cấp ủy của tổ chức thôi hoạt động kết thúc."),
        )

    def carry_out(self, decision: Decision) -> None:
        """Put everything under the one that remains and end the others."""
        into = self.into.value()
        if into is None and len(self.chosen) > 1 and not clean(self.name.text()):
            raise KnownError(self.tr("Hãy ghi tên tổ chức mới."), field="name")
        target = into if into is not None else OrganizationValues(self.name.text())
        with self.db.write(self.tr("Sáp nhập {n} tổ chức đảng").format(n=len(self.chosen))) as session:
            superiors.merge(session, self.chosen, target, decision, today=self.today)

    def _follow(self) -> None:
        known = [(row.name, row.id) for row in self._open if row.id in self.chosen]
        self.into.set_entries([*known, (self.tr("Một tổ chức mới"), None)])
        if not self._is_picked:
            self.into.set_value(self._commune if self._commune in self.chosen else None)  # it does not end as a rule
        self._follow_into()

    def _pick(self) -> None:
        self._is_picked = True

    def _follow_into(self) -> None:
        self.name.setEnabled(self.into.value() is None)
        self.tell()
