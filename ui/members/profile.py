"""The tab *Lý lịch* of the card: every field of a member, “chưa rõ” where nobody has recorded it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from models.badges import BadgeRow
from models.lives import LifeLine
from models.member_fields import BY_COLUMN, CODE_LISTS
from models.members import MemberValues
from models.party_age import PartyAge
from models.tables import Standing
from models.text import masked
from ui import theme
from ui.members import past
from ui.members.card_lines import CardLine
from ui.members.entries import icon_button
from ui.members.words import Lookup, age, unknown
from ui.tables import show
from ui.theme import State
from ui.widgets.labels import label, set_state


class ProfileTab(QScrollArea):
    """Names of the fields in grey at the left, values at the right; values can be marked and copied.

    What most members have nothing to say to stands only where something is written; the last line names the rest.
    Identity and card numbers are masked until the eye beside their heading is pressed (domain.md 9.3).
    """

    def __init__(self, lookup: Lookup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lookup = lookup
        self.values: dict[str, QLabel] = {}
        self.eyes: dict[str, QPushButton] = {}
        """The buttons that show numbers in full, and hide them again; those of a group share one."""
        self._numbers: dict[str, str] = {}
        self._open: set[str] = set()
        self._headings: dict[str, QLabel] = {}
        self._groups: list[tuple[QLabel, tuple[str, ...]]] = []
        self.setWidgetResizable(True)
        self.setProperty("bare", True)
        self.setProperty("read", True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        inside.setProperty("bare", True)
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(0, theme.GAP, theme.GAP, 0)
        self._box.setSpacing(theme.MARGIN)
        self._group(
            self.tr("Bản thân"),
            "birth_name",
            "other_name",
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
            "dossier_number",
            ("exempt", self.tr("Miễn công tác, SHĐ")),
        )
        self._group(
            self.tr("Trình độ"),
            ("education_id", self.tr("Phổ thông")),
            ("schooling", self.tr("Lớp đã học")),
            ("professional_id", self.tr("Chuyên môn")),
            ("theory_id", self.tr("Lý luận chính trị")),
            ("degree", self.tr("Học vị, ngành học")),
            "academic_title_id",
            "foreign_language",
            "computing",
        )
        self._group(
            self.tr("Nghề nghiệp"),
            ("occupation_id", self.tr("Nhóm nghề nghiệp")),
            ("occupation", self.tr("Hiện nay")),
            ("former_occupation", self.tr("Trước khi vào Đảng")),
            "is_business_owner",
            ("recruited_on", self.tr("Được tuyển dụng")),
            "recruited_by",
            ("enlisted_on", self.tr("Nhập ngũ")),
            ("discharged_on", self.tr("Xuất ngũ")),
        )
        self._group(
            self.tr("Nơi ở, liên hệ"),
            ("village_id", self.tr("Thôn, bản")),
            ("address", self.tr("Chỗ ở")),
            "temporary_address",
            "phone",
            "note",
        )
        self._group(
            self.tr("Quê quán, khai sinh, thường trú"),
            "home_town",
            ("birth_place", self.tr("Đăng ký khai sinh")),
            "permanent_address",
        )
        self._group(
            self.tr("Kết nạp, đoàn thể"),
            ("admission_decided_on", self.tr("Quyết định kết nạp")),
            ("admission_ceremony_on", self.tr("Lễ kết nạp")),
            ("admission_cell", self.tr("Kết nạp tại")),
            ("recognition_cell", self.tr("Công nhận tại")),
            ("first_introducer", self.tr("Người giới thiệu 1")),
            ("second_introducer", self.tr("Người giới thiệu 2")),
            ("youth_union_on", self.tr("Vào Đoàn")),
            "is_youth_union_member",
            ("other_organizations", self.tr("Tổ chức xã hội khác")),
        )
        self._group(
            self.tr("Gia đình, sức khỏe, lịch sử bản thân"),
            "family_class",
            "health",
            "war_invalid_class",
            "is_martyr_family",
            ("is_merit_family", self.tr("Gia đình có công")),
            "has_foreign_spouse",
            ("has_broken_family_planning", self.tr("Vi phạm KHHGĐ")),
            ("left_party", self.tr("Ra khỏi Đảng")),
            ("readmitted", self.tr("Kết nạp lại")),
            ("restored", self.tr("Khôi phục đảng tịch")),
            "legal_record",
            ("old_regime_work", self.tr("Chế độ cũ")),
        )
        named = {*self.values, *(place for places in _PLACES.values() for place in places)}
        if others := [name for name in BY_COLUMN if name not in named]:
            self._group(self.tr("Mục khác"), *others)
        self.lacking = label("", "small", wrap=True)
        self._box.addWidget(self.lacking)
        self._box.addStretch(1)
        self.setWidget(inside)

    def show_values(
        self,
        values: MemberValues,
        standing: Standing,
        on: date,
        age: PartyAge | None = None,
        badges: Sequence[BadgeRow] = (),
        life: Sequence[LifeLine] = (),
    ) -> None:
        """Show a member's fields as of a day, with the Party age, the badges and what the history tells."""
        words = self._in_words(values, on) | past.items(life, on)
        self._numbers = {name: words[name] for name in _NUMBERS}
        for name in _NUMBERS:
            words[name] = self._shown(name)
        for names in _NUMBERS_TOGETHER:
            hides = any(masked(self._numbers[name]) != self._numbers[name] for name in names)
            self.eyes[names[0]].setVisible(hides)
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
            is_asked = (name not in BY_COLUMN and name not in past.NAMES) or name in _ALWAYS_SHOWN
            for part in (shown, self._headings[name]):
                part.setVisible(known or is_asked)
        for title, names in self._groups:
            title.setVisible(any(not self.values[name].isHidden() for name in names))
        hidden = {name: shown for name, shown in self.values.items() if shown.isHidden()}
        unwritten = [shown.accessibleName() for name, shown in hidden.items() if name not in past.NAMES]
        self.lacking.setText(self.tr("Chưa ghi: {fields}").format(fields=" · ".join(unwritten)))
        self.lacking.setVisible(bool(unwritten))

    def copied_lines(self) -> list[CardLine]:
        """The fields shown, group by group, as they are copied; a number that is hidden stays so."""
        return [
            CardLine(title.text(), shown.accessibleName(), shown.text())
            for title, names in self._groups
            for name in names
            if not (shown := self.values[name]).isHidden()
        ]

    def hide_numbers(self) -> None:
        """Hide the numbers again, as for anybody newly shown."""
        for names in _NUMBERS_TOGETHER:
            if names[0] in self._open:
                self._turn(names)

    def _shown(self, name: str) -> str:
        number = self._numbers.get(name, "")
        return number if name in self._open else masked(number)

    def _turn(self, names: tuple[str, ...]) -> None:
        """Show the numbers of a group in full, or hide them."""
        self._open ^= set(names)
        self._dress_eye(names)
        for name in names:
            if self._numbers.get(name):
                self.values[name].setText(self._shown(name))

    def _dress_eye(self, names: tuple[str, ...]) -> None:
        eye, is_open = self.eyes[names[0]], names[0] in self._open
        theme.dress(eye, "eye-off" if is_open else "eye", "muted")
        what = self.values[names[0]].accessibleName().lower()
        words = (self.tr("Che {what}") if is_open else self.tr("Hiện {what}")).format(what=what)
        eye.setToolTip(words)
        eye.setAccessibleName(words)

    def _in_words(self, values: MemberValues, on: date) -> dict[str, str]:
        words = {
            name: self._lookup.codes.get(value or 0, "")
            if name in CODE_LISTS
            else self._lookup.villages.get(value or 0, "")
            if name == "village_id"
            else self._yes_no(value)
            if isinstance(value, bool)
            else show(value)
            for name, value in vars(values).items()
        }
        years = age(values.born_on, on)
        if years is not None:
            words["born_on"] = self.tr("{day} ({age} tuổi)").format(day=words["born_on"], age=years)
        return words

    def _yes_no(self, value: bool) -> str:
        return self.tr("có") if value else self.tr("không")

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

    def _with_eye(self, head: QLabel, names: tuple[str, ...]) -> QHBoxLayout:
        """Put the button that shows the numbers of a group in full beside its heading."""
        for name in names:
            self.eyes[name] = self.eyes.get(names[0]) or icon_button("eye", "")
        self.eyes[names[0]].clicked.connect(lambda: self._turn(names))
        self._dress_eye(names)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(head, 1)
        row.addWidget(self.eyes[names[0]])
        return row

    def _group(self, title: str, *names: str | tuple[str, str]) -> None:
        """Add fields under a heading: plain ones called as everywhere, or with a name of their own."""
        fields = [(name, BY_COLUMN[name].label) if isinstance(name, str) else name for name in names]
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.MARGIN)
        grid.setVerticalSpacing(theme.UNIT + 2)
        grid.setColumnStretch(1, 1)
        for row, (name, text) in enumerate(fields):
            value = label(wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(text)
            self.values[name] = value
            heading = self._headings[name] = label(text, "muted", wrap=True)
            heading.setMaximumWidth(heading.fontMetrics().averageCharWidth() * 20)
            heading.setMinimumWidth(heading.fontMetrics().averageCharWidth() * 13)
            grid.addWidget(heading, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
        head = label(title, "heading", wrap=True)  # else a long one makes the values too wide to see
        self._groups.append((head, tuple(name for name, _text in fields)))
        numbers = next((names for names in _NUMBERS_TOGETHER if names[0] in dict(fields)), None)
        if numbers is None:
            self._box.addWidget(head)
        else:
            self._box.addLayout(self._with_eye(head, numbers))
        self._box.addLayout(grid)


_NUMBERS_TOGETHER = (("citizen_id", "old_identity_number"), ("card_number", "old_card_number"))
"""Numbers shown and hidden together; the first gives the button its name."""
_NUMBERS = tuple(name for names in _NUMBERS_TOGETHER for name in names)
_PLACES = {
    "home_town": ("home_town", "home_province", "home_country"),
    "birth_place": ("birth_place", "birth_province", "birth_country"),
    "permanent_address": ("permanent_address", "permanent_province", "permanent_country"),
}
_MAY_BE_EMPTY = frozenset({"other_name", "old_card_number", "note", "old_identity_number", "schooling"})
_ALWAYS_SHOWN = frozenset(
    {
        *("other_name", "card_issuer", "dossier_number", "address", "phone", "note"),
        *("home_town", "birth_place", "permanent_address"),
    }
)
"""The plain fields that have their line where nothing is written too."""
