"""The filters above the member table: a button with a menu for each, and the ones in use as chips to take away."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QMenu, QWidget

from models.members import MemberFilter, MemberRow
from models.tables import Duty, Gender, Standing
from models.text import number
from ui import theme
from ui.members.words import Lookup
from ui.widgets.buttons import push_button
from ui.widgets.chips import FilterChip
from ui.widgets.flow import FlowRow

Entry = tuple[str, dict[str, Any], int | None]
"""What a menu offers: its words, the fields of MemberFilter it sets, how many members it would leave."""

NO_FILTER = MemberFilter()


def lacking_titles() -> dict[str, str]:
    """Fields of a member that may be missing, by name, in the words of the card."""
    tr = QCoreApplication.translate
    return {
        "gender": tr("Members", "giới tính"),
        "born_on": tr("Members", "ngày sinh"),
        "ethnic_id": tr("Members", "dân tộc"),
        "citizen_id": tr("Members", "số định danh"),
        "card_number": tr("Members", "số thẻ đảng viên"),
        "admitted_on": tr("Members", "ngày vào Đảng"),
        "official_on": tr("Members", "ngày chính thức"),
        "village_id": tr("Members", "thôn, bản nơi ở"),
        "phone": tr("Members", "điện thoại"),
        "religion_id": tr("Members", "tôn giáo"),
        "education_id": tr("Members", "trình độ phổ thông"),
        "professional_id": tr("Members", "trình độ chuyên môn"),
        "theory_id": tr("Members", "lý luận chính trị"),
        "home_town": tr("Members", "quê quán"),
        "address": tr("Members", "chỗ ở"),
    }


_IN_ROWS = {  # where a line of the table shows the field, so that it can be counted without asking again
    "gender": "gender_code",
    "born_on": "born",
    "ethnic_id": "ethnic_id",
    "citizen_id": "citizen_id",
    "card_number": "card_number",
    "admitted_on": "admitted",
    "official_on": "official",
    "village_id": "village_id",
    "phone": "phone",
}


class MenuChip(FilterChip):
    """A button that opens a menu and stays lit while its filter is in use."""

    def __init__(self, text: str, fill: Callable[[QMenu], object], parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("menu", True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        menu = QMenu(self)
        menu.setStyleSheet("QMenu { menu-scrollable: 1; }")  # sixty cells in one column, not in five
        menu.aboutToShow.connect(lambda: fill(menu))
        self.setMenu(menu)

    def nextCheckState(self) -> None:
        """Lit means that a filter is in use, whatever was clicked."""


class UsedChip(FilterChip):
    """A filter in use, in words; a click takes it away."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setChecked(True)
        bold = QFont()
        bold.setBold(True)
        self.setFont(bold)  # else the words are placed as thin ones and their beginning is cut off
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross behind the words
        theme.dress(self, "x", "muted")
        self.setText(text)
        self.setToolTip(self.tr("Bỏ điều kiện này"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def nextCheckState(self) -> None:
        """It stays lit until it is gone."""


class Filters(FlowRow):
    """The row of filters; those in use stand as chips in the row `used`.

    `everyone` gives the members of the day without any filter, for the counts in the menus.
    """

    changed = Signal()

    def __init__(self, lookup: Lookup, everyone: Callable[[], list[MemberRow]], used: FlowRow) -> None:
        super().__init__()
        self._lookup = lookup
        self._everyone = everyone
        self.value = NO_FILTER
        self.buttons = {
            "cell": self._button(self.tr("Chi bộ"), self._cells),
            "duty": self._button(self.tr("Tình trạng"), self._duties),
            "standing": self._button(self.tr("Chính thức, dự bị"), self._standings),
            "gender": self._button(self.tr("Giới tính"), self._genders),
            "ethnic": self._button(self.tr("Dân tộc"), self._ethnics),
            "lacking": self._button(self.tr("Thiếu thông tin"), self._lacking),
        }
        self.add(*self.buttons.values())
        self.chips: list[UsedChip] = []
        self.used = used
        self.clear_button = push_button(self.tr("Bỏ lọc"), slot=self.clear, kind="link")
        self.used.add(self.clear_button)

    def set_value(self, value: MemberFilter) -> None:
        """Filter by other things."""
        if value != self.value:
            self.value = value
            self.show_value()
            self.changed.emit()

    def clear(self) -> None:
        """Take every filter away."""
        self.set_value(NO_FILTER)

    def show_value(self) -> None:
        """Light the buttons in use and lay out the chips anew; also after names have changed."""
        v = self.value
        lit = {
            "cell": v.cell_id is not None,
            "duty": v.duty is not None or v.has_left,
            "standing": v.standing is not None,
            "gender": v.gender is not None,
            "ethnic": v.is_minority or v.ethnic_id is not None,
            "lacking": v.lacking is not None,
        }
        for name, button in self.buttons.items():
            button.setChecked(lit[name])
        for chip in self.chips:
            self.used.flow.removeWidget(chip)
            chip.deleteLater()
        self.used.flow.removeWidget(self.clear_button)
        self.chips = [self._chip(words, without) for words, without in self.in_words()]
        self.used.add(*self.chips, self.clear_button)
        self.clear_button.setVisible(bool(self.chips))

    def in_words(self) -> list[tuple[str, dict[str, Any]]]:
        """The filters in use as (words, the fields that take it away again)."""
        v = self.value
        found: list[tuple[str, dict[str, Any]]] = []
        if v.cell_id is not None:
            found.append((self._lookup.cells.get(v.cell_id, ""), {"cell_id": None}))
        if v.duty is not None:
            found.append((v.duty.label, {"duty": None}))
        if v.has_left:
            found.append((self.tr("Đã ra khỏi danh sách"), {"has_left": False}))
        if v.standing is not None:
            found.append((v.standing.label, {"standing": None}))
        if v.gender is not None:
            found.append((v.gender.label, {"gender": None}))
        if v.is_minority:
            found.append((self.tr("Dân tộc thiểu số"), {"is_minority": False}))
        if v.ethnic_id is not None:
            name = self._lookup.codes.get(v.ethnic_id, "")
            found.append((self.tr("Dân tộc {name}").format(name=name), {"ethnic_id": None}))
        if v.lacking is not None:
            name = lacking_titles().get(v.lacking, "")
            found.append((self.tr("Thiếu {name}").format(name=name), {"lacking": None}))
        return found

    def _button(self, text: str, entries: Callable[[], Iterable[Entry]]) -> MenuChip:
        return MenuChip(text, lambda menu: self._fill(menu, list(entries())), self)

    def _chip(self, words: str, without: dict[str, Any]) -> UsedChip:
        chip = UsedChip(words, self.used)
        chip.clicked.connect(lambda: self.set_value(replace(self.value, **without)))
        return chip

    def _fill(self, menu: QMenu, entries: list[Entry]) -> None:
        menu.clear()
        for words, fields, count in entries:
            wanted = replace(self.value, **fields)
            action = menu.addAction(words if count is None else f"{words}\t{number(count)}")
            action.setCheckable(True)
            action.setChecked(wanted == self.value)
            action.setEnabled(count != 0 or wanted == self.value)
            action.triggered.connect(lambda _on, wanted=wanted: self.set_value(wanted))
            if action is menu.actions()[0]:
                menu.addSeparator()

    def _count(self, value: Callable[[MemberRow], Hashable]) -> Counter[Hashable]:
        return Counter(value(row) for row in self._everyone())

    def _cells(self) -> Iterable[Entry]:
        yield self.tr("Tất cả chi bộ"), {"cell_id": None}, None
        counts = self._count(lambda row: row.cell_id)
        for cell_id, name in self._lookup.cells.items():
            if counts[cell_id]:
                yield name, {"cell_id": cell_id}, counts[cell_id]

    def _duties(self) -> Iterable[Entry]:
        yield self.tr("Tất cả tình trạng"), {"duty": None, "has_left": False}, None
        counts = self._count(lambda row: row.duty_code)
        for duty in Duty:
            yield duty.label, {"duty": duty, "has_left": False}, counts[duty.value]
        yield self.tr("Đã ra khỏi danh sách"), {"duty": None, "has_left": True}, None

    def _standings(self) -> Iterable[Entry]:
        yield self.tr("Tất cả"), {"standing": None}, None
        counts = self._count(lambda row: row.standing_code)
        for standing in Standing:
            yield standing.label, {"standing": standing}, counts[standing.value]

    def _genders(self) -> Iterable[Entry]:
        yield self.tr("Nam và nữ"), {"gender": None}, None
        counts = self._count(lambda row: row.gender_code)
        for gender in Gender:
            yield gender.label, {"gender": gender}, counts[gender.value]

    def _ethnics(self) -> Iterable[Entry]:
        yield self.tr("Tất cả dân tộc"), {"ethnic_id": None, "is_minority": False}, None
        yield self.tr("Dân tộc thiểu số"), {"ethnic_id": None, "is_minority": True}, None
        counts = self._count(lambda row: row.ethnic_id)
        for ethnic_id, name in self._lookup.codes.items():
            if counts[ethnic_id]:
                yield name, {"ethnic_id": ethnic_id, "is_minority": False}, counts[ethnic_id]

    def _lacking(self) -> Iterable[Entry]:
        yield self.tr("Đủ hay thiếu đều hiện"), {"lacking": None}, None
        titles = lacking_titles()
        rows = self._everyone()
        for field, shown_as in _IN_ROWS.items():
            missing = [row for row in rows if getattr(row, shown_as) is None]
            if field == "official_on":  # one on probation has no official date yet; nothing is missing
                missing = [row for row in missing if row.standing_code != Standing.PROBATIONARY.value]
            name = titles[field]
            yield self.tr("Thiếu {name}").format(name=name), {"lacking": field}, len(missing)
