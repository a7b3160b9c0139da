"""The card of *Thiết lập* with the dated rules of the register of members, and the form of one card."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from models import membership_rules
from models.change_words import ROWS
from models.database import Database
from models.errors import KnownError
from models.membership_rules import NUMBERS, Terms, TermValues
from ui.data.dated_cards import DatedCards, DatedForm
from ui.members.pairs import Pairs
from ui.tables import Column


class MembershipRuleForm(DatedForm):
    """A new card from a day on, filled with what holds today, or `card` corrected."""

    def __init__(self, db: Database, card: Terms | None, parent: QWidget | None = None) -> None:
        with db.read() as session:
            book = membership_rules.book(session)
        shown = card.values if card else book.on(db.clock().date())
        first = card.effective_from if card else None
        super().__init__(db, self.tr("quy định kết nạp"), membership_rules.save, parent, first=first, taken=book.days)
        self.add_head(shown.document)
        part = Pairs(self, self.tr("Các mức"))
        self.numbers: dict[str, QLineEdit] = {}
        for name, words in ROWS["membership_rule"].fields.items():
            if name not in NUMBERS:
                continue
            field = self.numbers[name] = self.add(name, words, QLineEdit(str(getattr(shown, name))), into=part)
            field.setMaxLength(4)
        part = Pairs(self, self.tr("Huy hiệu Đảng"))
        self.badge_years = self.add("badge_years", self.tr("Các mức (năm)"), QLineEdit(shown.badge_years), into=part)
        self.badge_waves = self.add(
            "badge_waves", self.tr("Các đợt trao (ngày/tháng)"), QLineEdit(shown.badge_waves), into=part
        )
        for field in (self.badge_years, self.badge_waves):
            field.setMaxLength(200)
            field.setCursorPosition(0)

    def values(self) -> TermValues:
        """Return what the card is to say. Raises KnownError naming the field."""
        return TermValues(
            self.document.text(),
            **{name: self._number(name) for name in NUMBERS},
            badge_years=self.badge_years.text(),
            badge_waves=self.badge_waves.text(),
        )

    def _number(self, name: str) -> int:
        text = self.numbers[name].text().strip()
        if not text.isdecimal():
            raise KnownError(self.tr("Hãy ghi số nguyên, ví dụ 30."), field=name)
        return int(text)


class MembershipRuleEditor(DatedCards[Terms]):
    """The list of cards with *Sửa* and a new version; `reload` reads it anew."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        words = QCoreApplication.translate
        columns = (
            Column[Terms](
                words("MembershipRules", "Các mức"),
                lambda one: words(
                    "MembershipRules",
                    "{least}–{most} tuổi · dự bị {probation}, giấy {certificate} tháng · lễ {ceremony}, xét "
                    "{consider}, chuyển {transfer} ngày làm việc · chi bộ từ {official} chính thức",
                ).format(
                    least=one.values.least_age,
                    most=one.values.most_age,
                    probation=one.values.probation_months,
                    certificate=one.values.certificate_months,
                    ceremony=one.values.ceremony_days,
                    consider=one.values.consider_days,
                    transfer=one.values.transfer_days,
                    official=one.values.least_official,
                ),
                width=62,
                least=30,
            ),
            Column[Terms](
                words("MembershipRules", "Văn bản"),
                lambda one: one.values.document,
                width=50,
                least=14,
                tip=lambda one: one.values.document,
            ),
        )
        foot = words(
            "MembershipRules",
            "Mỗi việc tính theo quy định có hiệu lực vào ngày của việc đó. Các mức ban đầu lấy từ tài liệu ôn tập; "
            "hãy đối chiếu với văn bản rồi sửa. Tuổi đảng viên trẻ chưa rõ văn bản nào quy định.",
        )
        super().__init__(
            db, words("MembershipRules", "Quy định về đảng viên, chi bộ, Huy hiệu Đảng"), columns, foot, parent
        )

    def read(self) -> tuple[list[Terms], int]:
        """The cards, and the one in force today."""
        with self.db.read() as session:
            book = membership_rules.book(session)
        return book.cards, book.card_on(self.db.clock().date()).id

    def form_for(self, version: Terms | None) -> MembershipRuleForm:
        """The form of a card."""
        return MembershipRuleForm(self.db, version, self)
