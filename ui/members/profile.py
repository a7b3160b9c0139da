"""The tab *Lý lịch* of the card: every field of a member, “chưa rõ” where nobody has recorded it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from models.badges import BadgeRow
from models.members import MemberValues
from models.party_age import PartyAge
from models.tables import Standing
from ui import theme
from ui.members.words import Lookup, age, unknown
from ui.tables import show
from ui.theme import State
from ui.widgets.labels import label, set_state


class ProfileTab(QScrollArea):
    """Names of the fields in grey at the left, values at the right; values can be marked and copied."""

    def __init__(self, lookup: Lookup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lookup = lookup
        self.values: dict[str, QLabel] = {}
        self.setWidgetResizable(True)
        self.setProperty("bare", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("bare", True)
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(0, theme.GAP, theme.GAP, 0)
        self._box.setSpacing(theme.MARGIN)
        self._group(
            self.tr("Bản thân"),
            ("other_name", self.tr("Tên gọi khác")),
            ("born_on", self.tr("Ngày sinh")),
            ("gender", self.tr("Giới tính")),
            ("ethnic_id", self.tr("Dân tộc")),
            ("religion_id", self.tr("Tôn giáo")),
            ("citizen_id", self.tr("Số định danh")),
            ("old_identity_number", self.tr("Số CMND cũ")),
        )
        self._group(
            self.tr("Đảng"),
            ("admitted_on", self.tr("Ngày vào Đảng")),
            ("official_on", self.tr("Ngày chính thức")),
            ("party_age", self.tr("Tuổi Đảng")),
            ("badges", self.tr("Huy hiệu Đảng")),
            ("card_number", self.tr("Số thẻ đảng viên")),
            ("old_card_number", self.tr("Số thẻ cũ")),
            ("card_issuer", self.tr("Nơi cấp thẻ")),
            ("card_issued_on", self.tr("Ngày cấp thẻ")),
            ("dossier_number", self.tr("Số lý lịch")),
        )
        self._group(
            self.tr("Trình độ"),
            ("education_id", self.tr("Phổ thông")),
            ("schooling", self.tr("Lớp đã học")),
            ("professional_id", self.tr("Chuyên môn")),
            ("theory_id", self.tr("Lý luận chính trị")),
        )
        self._group(
            self.tr("Nơi ở, liên hệ"),
            ("village_id", self.tr("Thôn, bản")),
            ("address", self.tr("Chỗ ở")),
            ("phone", self.tr("Điện thoại")),
            ("note", self.tr("Ghi chú")),
        )
        self._group(
            self.tr("Quê quán, khai sinh, thường trú"),
            ("home_town", self.tr("Quê quán")),
            ("birth_place", self.tr("Đăng ký khai sinh")),
            ("permanent_address", self.tr("Thường trú")),
        )
        self._box.addStretch(1)
        self.setWidget(inside)

    def show_values(
        self,
        values: MemberValues,
        standing: Standing,
        on: date,
        age: PartyAge | None = None,
        badges: Sequence[BadgeRow] = (),
    ) -> None:
        """Show a member's fields as of a day, with the Party age and the badges."""
        words = self._in_words(values, on)
        words["party_age"] = self._age(age, values) if age else ""
        years = ", ".join(str(badge.values.years) for badge in badges)
        words["badges"] = self.tr("{years} năm").format(years=years) if years else ""
        for name, places in _PLACES.items():
            words[name] = ", ".join(part for part in (words[place] for place in places) if part)
        for name, shown in self.values.items():
            if name == "official_on" and not words[name] and standing is Standing.PROBATIONARY:
                words[name] = self.tr("chưa, đang dự bị")
                known = False
            else:
                known = bool(words[name])
            shown.setText(words[name] or self._nothing(name))
            set_state(shown, State.PLAIN if known else State.IDLE)

    def _in_words(self, values: MemberValues, on: date) -> dict[str, str]:
        words = {
            name: self._lookup.codes.get(value or 0, "")
            if name in _CODES
            else self._lookup.villages.get(value or 0, "")
            if name == "village_id"
            else show(value)
            for name, value in vars(values).items()
        }
        years = age(values.born_on, on)
        if years is not None:
            words["born_on"] = self.tr("{day} ({age} tuổi)").format(day=words["born_on"], age=years)
        return words

    def _nothing(self, name: str) -> str:
        """What an empty field says: nothing to write, not written, or not known."""
        if name == "badges":
            return self.tr("chưa ghi")
        return self.tr("không có") if name in _MAY_BE_EMPTY else unknown()

    def _age(self, age: PartyAge, values: MemberValues) -> str:
        words = str(age) if age.is_exact else self.tr("khoảng {age}").format(age=age)
        if age.is_overridden:
            words += self.tr(", tính từ {day} ({reason})").format(
                day=values.party_age_from, reason=values.party_age_reason
            )
        elif age.ended_on is not None:
            words += self.tr(", đến {day}").format(day=f"{age.ended_on:%d/%m/%Y}")
        return words

    def _group(self, title: str, *fields: tuple[str, str]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.MARGIN)
        grid.setVerticalSpacing(theme.UNIT + 2)
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(fields):
            value = label(wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(text)
            self.values[name] = value
            heading = label(text, "muted")
            heading.setMinimumWidth(heading.fontMetrics().averageCharWidth() * 17)
            grid.addWidget(heading, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        self._box.addWidget(label(title, "heading"))
        self._box.addLayout(grid)


_CODES = frozenset({"ethnic_id", "religion_id", "education_id", "professional_id", "theory_id"})
_PLACES = {
    "home_town": ("home_town", "home_province", "home_country"),
    "birth_place": ("birth_place", "birth_province", "birth_country"),
    "permanent_address": ("permanent_address", "permanent_province", "permanent_country"),
}
_MAY_BE_EMPTY = frozenset({"other_name", "old_card_number", "note", "old_identity_number", "schooling"})
