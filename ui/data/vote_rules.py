"""The card of *Thiết lập* with the dated shares that votes need, and the form of one card."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from models import vote_rules
from models.database import Database
from models.vote_rules import VoteRuleRow, VoteRuleValues
from ui.data.dated_cards import DatedCards, DatedForm
from ui.fields import Choice
from ui.members.pairs import Pairs
from ui.tables import Column


class VoteRuleForm(DatedForm):
    """A new card from a day on, filled with what holds today, or `card` corrected."""

    def __init__(self, db: Database, card: VoteRuleRow | None, parent: QWidget | None = None) -> None:
        with db.read() as session:
            days = {row.effective_from for row in vote_rules.rows(session)}
            shown = card or vote_rules.on(session, db.clock().date())
        first = card.effective_from if card else None
        super().__init__(db, self.tr("quy định biểu quyết"), vote_rules.save, parent, first=first, taken=days)
        self.add_head(shown.document, self.tr("Dùng cho cuộc họp từ ngày này trở đi."))
        part = Pairs(self, self.tr("Cần tán thành"))
        ways = [(self.tr("quá"), True), (self.tr("từ"), False)]
        self.simple_way = self.add("simple_way", self.tr("Quyết định thông thường"), Choice(ways), into=part)
        self.simple = self.add("simple", self.tr("Phần số đảng viên được tính"), QLineEdit(), into=part)
        self.special_way = self.add("special_way", self.tr("Kết nạp, công nhận, khai trừ"), Choice(ways), into=part)
        self.special = self.add("special", self.tr("Phần số đảng viên được tính"), QLineEdit(), into=part)
        self.quorum = self.add("quorum", self.tr("Có mặt ít nhất để biểu quyết"), QLineEdit(), into=part)
        self.simple_way.set_value(shown.simple.is_strict)
        self.special_way.set_value(shown.special.is_strict)
        for field, text in (
            (self.simple, shown.simple.text),
            (self.special, shown.special.text),
            (self.quorum, shown.quorum_text),
        ):
            field.setText(text)
            field.setMaxLength(10)
        self.counts_suspended = QCheckBox(self.tr("Tính cả đảng viên đang bị đình chỉ sinh hoạt"))
        self.counts_suspended.setChecked(shown.counts_suspended)
        self.form.addWidget(self.counts_suspended)

    def values(self) -> VoteRuleValues:
        """Return what the card is to say. Raises KnownError naming the field."""
        return VoteRuleValues(
            self.document.text(),
            self.simple.text(),
            self.simple_way.value(),
            self.special.text(),
            self.special_way.value(),
            self.quorum.text(),
            self.counts_suspended.isChecked(),
        )


class VoteRuleEditor(DatedCards[VoteRuleRow]):
    """The list of cards with *Sửa* and a new version; `reload` reads it anew."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        words = QCoreApplication.translate
        columns = (
            Column[VoteRuleRow](
                words("VoteRules", "Thông thường"),
                lambda one: one.simple.words,
                width=14,
                least=9,
                short=words("VoteRules", "Thường"),
            ),
            Column[VoteRuleRow](
                words("VoteRules", "Kết nạp, khai trừ"),
                lambda one: one.special.words,
                width=18,
                least=9,
                short=words("VoteRules", "Kết nạp"),
            ),
            Column[VoteRuleRow](words("VoteRules", "Có mặt từ"), lambda one: one.quorum_text, width=12),
            Column[VoteRuleRow](
                words("VoteRules", "Văn bản"),
                lambda one: one.document,
                width=50,
                least=11,
                tip=lambda one: one.document,
            ),
        )
        foot = words(
            "VoteRules",
            "Mỗi cuộc họp tính theo quy định có hiệu lực vào ngày họp. Các mức ban đầu theo thông lệ, chưa rõ văn bản; "
            "hãy đối chiếu rồi ghi văn bản vào.",
        )
        super().__init__(db, words("VoteRules", "Quy định biểu quyết trong chi bộ"), columns, foot, parent)

    def read(self) -> tuple[list[VoteRuleRow], int]:
        """The cards, and the one in force today."""
        with self.db.read() as session:
            return vote_rules.rows(session), vote_rules.on(session, self.db.clock().date()).id

    def form_for(self, version: VoteRuleRow | None) -> VoteRuleForm:
        """The form of a card."""
        return VoteRuleForm(self.db, version, self)
