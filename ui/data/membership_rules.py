"""The card of *Thiết lập* with the dated rules of admission and transfer, and the form of one card."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from models import membership_rules
from models.database import Database
from models.errors import KnownError
from models.membership_rules import NUMBERS, Terms, TermValues
from ui.data.dated_cards import DatedCards
from ui.fields import DateField, FormDialog
from ui.members.pairs import Pairs, dates_of
from ui.tables import Column


def number_words() -> dict[str, str]:
    """The numbers of a card in words, in the order of the form."""
    tr = QCoreApplication.translate
    return {
        "least_age": tr("MembershipRules", "Tuổi thấp nhất để kết nạp"),
        "most_age": tr("MembershipRules", "Tuổi cao nhất để kết nạp"),
        "probation_months": tr("MembershipRules", "Thời gian dự bị (tháng)"),
        "introducer_months": tr("MembershipRules", "Cùng công tác với người giới thiệu (tháng)"),
        "readmission_months": tr("MembershipRules", "Kết nạp lại sau khi ra khỏi Đảng (tháng)"),
        "certificate_months": tr("MembershipRules", "Giấy chứng nhận lớp nhận thức có giá trị (tháng)"),
        "certificate_notice_months": tr("MembershipRules", "Nhắc trước khi giấy hết hạn (tháng)"),
        "ceremony_days": tr("MembershipRules", "Hạn lễ kết nạp (ngày làm việc)"),
        "consider_days": tr("MembershipRules", "Hạn xét chính thức khi hết dự bị (ngày làm việc)"),
        "transfer_days": tr("MembershipRules", "Hạn chuyển sinh hoạt (ngày làm việc)"),
    }


class MembershipRuleForm(FormDialog):
    """A new card from a day on, filled with what holds today, or `card` corrected."""

    def __init__(self, db: Database, card: Terms | None, parent: QWidget | None = None) -> None:
        super().__init__("", parent, width=640)
        self.setWindowTitle(self.tr("Sửa quy định") if card else self.tr("Quy định mới"))
        self._db, self._card = db, card
        with db.read() as session:
            self._book = membership_rules.book(session)
        shown = card.values if card else self._book.on(db.clock().date())
        self.effective_from = self.add("effective_from", self.tr("Áp dụng từ ngày"), DateField(), required=True)
        self.document = self.add("document", self.tr("Theo văn bản"), QLineEdit(), required=True)
        self.document.setMaxLength(200)
        if card is not None:
            self.effective_from.set_value(card.effective_from)
            self.effective_from.setReadOnly(True)
            self.document.setText(card.values.document)
        part = Pairs(self, self.tr("Các mức"))
        self.numbers: dict[str, QLineEdit] = {}
        for name, words in number_words().items():
            field = self.numbers[name] = self.add(name, words, QLineEdit(str(getattr(shown, name))), into=part)
            field.setMaxLength(4)
        (self.document if card else self.effective_from).setFocus()

    def save(self) -> None:
        """Write the card in one step. Raises KnownError naming the field."""
        day = dates_of(self, {"effective_from": self.effective_from})["effective_from"]
        if day is None:
            raise KnownError(self.tr("Hãy ghi ngày bắt đầu áp dụng."), field="effective_from")
        if self._card is None and any(card.effective_from == day.first for card in self._book.cards):
            raise KnownError(self.tr("Đã có quy định áp dụng từ ngày này; hãy sửa bản đó."), field="effective_from")
        values = TermValues(self.document.text(), **{name: self._number(name) for name in NUMBERS})
        words = self.tr("Sửa quy định kết nạp từ {day}") if self._card else self.tr("Quy định kết nạp mới từ {day}")
        with self._db.write(words.format(day=f"{day.first:%d/%m/%Y}")) as session:
            membership_rules.save(session, day.first, values)

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
                    "{consider}, chuyển {transfer} ngày làm việc",
                ).format(
                    least=one.values.least_age,
                    most=one.values.most_age,
                    probation=one.values.probation_months,
                    certificate=one.values.certificate_months,
                    ceremony=one.values.ceremony_days,
                    consider=one.values.consider_days,
                    transfer=one.values.transfer_days,
                ),
                width=62,
            ),
            Column[Terms](
                words("MembershipRules", "Văn bản"),
                lambda one: one.values.document,
                width=50,
                tip=lambda one: one.values.document,
            ),
        )
        foot = words(
            "MembershipRules",
            "Mỗi việc tính theo quy định có hiệu lực vào ngày của việc đó. Các mức ban đầu lấy từ tài liệu ôn tập; "
            "hãy đối chiếu với văn bản rồi sửa.",
        )
        super().__init__(
            db, words("MembershipRules", "Quy định kết nạp, công nhận, chuyển sinh hoạt"), columns, foot, parent
        )

    def read(self) -> tuple[list[Terms], int]:
        """The cards, and the one in force today."""
        with self.db.read() as session:
            book = membership_rules.book(session)
        return book.cards, book.card_on(self.db.clock().date()).id

    def form_for(self, version: Terms | None) -> MembershipRuleForm:
        """The form of a card."""
        return MembershipRuleForm(self.db, version, self)
