"""The page *Thiết lập*: the office on the forms, the rules of participation by date, the look, who works here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from models import office
from ui import theme
from ui.app import USER
from ui.data.code_lists import CodeLists
from ui.data.form_labels import FormLabelsForm
from ui.data.holidays import HolidayEditor
from ui.data.membership_rules import MembershipRuleEditor
from ui.data.page import DataPage
from ui.data.rating_rules import RatingRuleEditor
from ui.data.rule_cards import RuleCards
from ui.data.score_cards import ScoreCards
from ui.data.setting_forms import OfficeForm, office_words
from ui.data.vote_rules import VoteRuleEditor
from ui.screen import Screen
from ui.theme import Scheme, State, TextSize
from ui.widgets.buttons import push_button
from ui.widgets.cards import Card
from ui.widgets.chips import FilterChip
from ui.widgets.labels import label, set_state

WIDE_FROM = 96
"""The office and the look have room side by side from so many letters of width on."""
_FIXED = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class SettingsPage(DataPage):
    """Cards; what the office says goes into the data file, look and user stay on this machine."""

    scrolls: ClassVar[bool] = True

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        first = self._first = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        first.setSpacing(theme.MARGIN)
        first.addWidget(self._office_card(), 3)
        second = QVBoxLayout()
        second.setSpacing(theme.MARGIN)
        second.addWidget(self._look_card())
        second.addWidget(self._user_card())
        second.addStretch(1)
        first.addLayout(second, 2)
        self.body.addLayout(first)
        self.rule_cards = RuleCards(self.db)
        self.rule_cards.said.connect(self.said)
        self.body.addWidget(self.rule_cards, 1)
        self.score_cards = ScoreCards(self.db)
        self.body.addWidget(self.score_cards, 1)
        self.vote_rules = VoteRuleEditor(self.db)
        self.body.addWidget(self.vote_rules)
        self.membership = MembershipRuleEditor(self.db)
        self.body.addWidget(self.membership)
        self.rating_rules = RatingRuleEditor(self.db)
        self.body.addWidget(self.rating_rules)
        self.code_lists = CodeLists(self.db)
        self.body.addWidget(self.code_lists)
        self.holidays = HolidayEditor(self.db)
        self.body.addWidget(self.holidays)
        self.cards = {
            "rules": self.rule_cards,
            "scores": self.score_cards,
            "votes": self.vote_rules,
            "membership": self.membership,
            "ratings": self.rating_rules,
            "codes": self.code_lists,
            "holidays": self.holidays,
        }

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The first cards stand side by side where there is room, else below each other."""
        super().resizeEvent(event)
        is_wide = self.width() >= WIDE_FROM * self.fontMetrics().averageCharWidth()
        sides = QBoxLayout.Direction
        self._first.setDirection(sides.LeftToRight if is_wide else sides.TopToBottom)

    def reload(self) -> None:
        """Show the office, the rule cards, the look in use and the user."""
        with self.db.read() as session:
            profile = office.read(session)
        for name, words in office_words().items():
            value = getattr(profile, name)
            self.values[name].setText(value or self.tr("– chưa ghi"))
            set_state(self.values[name], State.PLAIN if value else State.WARN)
            self.values[name].setAccessibleName(f"{words[0]}: {value}")
        self.rule_cards.reload()
        self.score_cards.reload()
        look = self.main_window.look if self.main_window else None
        self.look_card.setVisible(look is not None)
        if look is not None:
            self._check(self.sizes, look.size)
            self._check(self.schemes, look.scheme)
        self.user.setText(self.db.user)
        self.vote_rules.reload()
        self.membership.reload()
        self.rating_rules.reload()
        self.code_lists.reload()
        self.holidays.reload()

    def show_item(self, argument: object) -> None:
        """Open the form of the office for "office"; bring a card by its key, with the cursor on its rows.

        The form is asked for on *Tổng quan*, by its first step or its work to do: there one goes on after it.
        """
        if argument == "office":
            self.edit_office().finished.connect(lambda: self.go.emit("overview", None))
        elif argument in self.cards:
            card = self.cards[str(argument)]
            self.owner.setFocusProxy(card.table)
            QTimer.singleShot(0, self, lambda: self.area.verticalScrollBar().setValue(card.y()))  # once laid out

    def edit_office(self) -> OfficeForm:
        """Open the form of the office."""
        form = OfficeForm(self.db, self)
        form.accepted.connect(self._name_first_user)
        form.open()
        return form

    def edit_labels(self) -> FormLabelsForm:
        """Open the form of the words of the superior's forms."""
        form = FormLabelsForm(self.db, self)
        form.open()
        return form

    def _office_card(self) -> Card:
        card = Card(self.tr("Thông tin trên biểu mẫu"))
        self.office_button = push_button(self.tr("Sửa…"), "pencil", self.edit_office)
        self.office_button.setSizePolicy(_FIXED)
        self.labels_button = QPushButton(self.tr("Mẫu cũ, mẫu mới…"))
        self.labels_button.setToolTip(self.tr("Chữ trên biểu của cấp trên theo mẫu cũ, mẫu mới, dùng từ ngày nào"))
        self.labels_button.clicked.connect(self.edit_labels)
        self.labels_button.setSizePolicy(_FIXED)
        card.top.addStretch(1)
        card.top.addWidget(self.labels_button)
        card.top.addWidget(self.office_button)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.MARGIN * 2)
        grid.setVerticalSpacing(theme.UNIT + 2)
        grid.setColumnStretch(1, 1)
        self.values = {name: label("", wrap=True) for name in office_words()}
        for place, (name, (words, _hint)) in enumerate(office_words().items()):
            grid.addWidget(label(words, "muted"), place, 0)
            grid.addWidget(self.values[name], place, 1)
        card.box.addLayout(grid)
        card.box.addWidget(label(self.tr("Chỗ chưa ghi, biểu để dấu chấm."), "small", wrap=True))
        card.box.addStretch(1)
        return card

    def _look_card(self) -> Card:
        card = Card(self.tr("Hiển thị"))
        self.look_card = card
        self.sizes = self._choice(card, self.tr("Cỡ chữ"), [(theme.size_label(one), one) for one in TextSize])
        self.schemes = self._choice(card, self.tr("Màu nền"), [(theme.scheme_label(one), one) for one in Scheme])
        return card

    def _choice(self, card: Card, words: str, entries: Iterable[tuple[str, Any]]) -> QButtonGroup:
        group = QButtonGroup(self)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(label(words, "muted"))
        row.addStretch(1)
        for text, value in entries:
            chip = FilterChip(text)
            chip.setProperty("value", value.value)
            chip.setAccessibleName(f"{words}: {text}")
            group.addButton(chip)
            row.addWidget(chip)
        group.buttonClicked.connect(lambda chip: self._take_look(chip.property("value")))
        card.box.addLayout(row)
        return group

    def _take_look(self, value: str) -> None:
        look = self.main_window.look if self.main_window else None
        if look is None:
            return
        if value in {one.value for one in TextSize}:
            look.set_size(TextSize(value))
        else:
            look.set_scheme(Scheme(value))

    @staticmethod
    def _check(group: QButtonGroup, value: Any) -> None:
        for chip in group.buttons():
            chip.setChecked(chip.property("value") == value.value)

    def _user_card(self) -> Card:
        card = Card(self.tr("Người làm việc trên máy này"))
        self.user = QLineEdit()
        self.user.setMaxLength(60)
        self.user.setAccessibleName(self.tr("Họ và tên người làm việc"))
        self.user.setPlaceholderText(self.tr("Họ và tên"))
        self.user.editingFinished.connect(self._take_user)
        card.box.addWidget(self.user)
        card.box.addWidget(label(self.tr("Tên này đứng ở mỗi dòng nhật ký."), "small", wrap=True))
        return card

    def _take_user(self) -> None:
        self._name_user(" ".join(self.user.text().split()))

    def _name_first_user(self) -> None:
        """Whoever prepares the forms works here, as long as nobody else is named."""
        with self.db.read() as session:
            preparer = office.read(session).preparer
        if not self.db.user:
            self._name_user(preparer)
            self.user.setText(self.db.user)

    def _name_user(self, name: str) -> None:
        if not name or name == self.db.user:
            self.user.setText(self.db.user)
            return
        self.db.user = name
        self.owner.settings.setValue(USER, name)
        self.said.emit(self.tr("Từ nay nhật ký ghi tên {name}.").format(name=name))
        if self.main_window is not None:
            self.main_window.refresh_facts()
