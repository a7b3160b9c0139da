"""The card of *Thiết lập* with the dated rules of rating members, and the form of one card."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from models import rating_rules
from models.database import Database
from models.errors import KnownError
from models.rating_rules import RatingCard, RatingRules
from models.tables import CapBase, CapScope
from ui.data.dated_cards import DatedCards, DatedForm
from ui.fields import Choice
from ui.members.pairs import Pairs, choice
from ui.tables import Column
from ui.theme import State


class RatingRuleForm(DatedForm):
    """A new card from a day on, filled with what holds today, or `card` corrected."""

    def __init__(self, db: Database, card: RatingCard | None, parent: QWidget | None = None) -> None:
        with db.read() as session:
            book = rating_rules.book(session)
        shown = card.values if card else book.on(db.clock().date())
        first = card.effective_from if card else None
        super().__init__(db, self.tr("quy định xếp loại"), rating_rules.save, parent, first=first, taken=book.days)
        self.add_head(shown.document, self.tr("Dùng cho năm, quý có ngày cuối từ ngày này trở đi."))
        self.is_checked = self._box(self.tr("Đã đối chiếu các mức dưới đây với văn bản"))
        part = Pairs(self, self.tr("Tỷ lệ hoàn thành xuất sắc nhiệm vụ"))
        self.cap_percent = self.add("cap_percent", self.tr("Nhiều nhất (%)"), QLineEdit(), into=part)
        bases = [(one.label, one) for one in CapBase]
        self.cap_base: Choice = self.add("cap_base", self.tr("Tính trên"), choice(bases), into=part)
        scopes = [(one.label, one) for one in CapScope]
        self.cap_scope: Choice = self.add("cap_scope", self.tr("Tính theo"), choice(scopes), into=part)
        self.excellent_from = self.add("excellent_from", self.tr("Từ số điểm"), QLineEdit(), into=part)
        part = Pairs(self, self.tr("Không xếp loại (miễn)"))
        self.newcomer_months = self.add(
            "newcomer_months", self.tr("Kết nạp chưa đủ (tháng; 0: không miễn)"), QLineEdit(), into=part
        )
        for field in (self.cap_percent, self.excellent_from, self.newcomer_months):
            field.setMaxLength(3)
        self.is_exempt_left_out = self._box(self.tr("Người được miễn công tác và sinh hoạt đảng"))
        self.is_suspended_left_out = self._box(self.tr("Người bị đình chỉ sinh hoạt đảng"))
        self.is_discipline_weighed = self._box(self.tr("Nhắc khi người bị kỷ luật trong năm được mức xuất sắc, tốt"))
        self.is_old_wording = self._box(self.tr("Gọi tên mức theo cách cũ (đủ tư cách…, vi phạm tư cách)"))
        self._show(card, shown)

    def values(self) -> RatingRules:
        """Return what the card is to say. Raises KnownError naming the field."""
        return RatingRules(
            self.document.text(),
            self.is_checked.isChecked(),
            self.is_old_wording.isChecked(),
            self._number("cap_percent", self.cap_percent),
            self.cap_base.value(),
            self._number("excellent_from", self.excellent_from),
            self.is_exempt_left_out.isChecked(),
            self.is_suspended_left_out.isChecked(),
            self._number("newcomer_months", self.newcomer_months) or 0,
            self.is_discipline_weighed.isChecked(),
            self.cap_scope.value(),
        )

    def _show(self, card: RatingCard | None, shown: RatingRules) -> None:
        self.is_checked.setChecked(card is not None and shown.is_checked)
        self.cap_base.set_value(shown.cap_base)
        self.cap_scope.set_value(shown.cap_scope)
        for field, number in (
            (self.cap_percent, shown.cap_percent),
            (self.excellent_from, shown.excellent_from),
            (self.newcomer_months, shown.newcomer_months),
        ):
            field.setText("" if number is None else str(number))
        for box, is_so in (
            (self.is_exempt_left_out, shown.is_exempt_left_out),
            (self.is_suspended_left_out, shown.is_suspended_left_out),
            (self.is_discipline_weighed, shown.is_discipline_weighed),
            (self.is_old_wording, shown.is_old_wording),
        ):
            box.setChecked(is_so)

    def _box(self, text: str) -> QCheckBox:
        box = QCheckBox(text)
        self.form.addWidget(box)
        return box

    def _number(self, name: str, field: QLineEdit) -> int | None:
        text = field.text().strip()
        if text and not text.isdecimal():
            raise KnownError(self.tr("Hãy ghi số nguyên, ví dụ 20, hoặc để trống."), field=name)
        return int(text) if text else None


class RatingRuleEditor(DatedCards[RatingCard]):
    """The list of cards with *Sửa* and a new version; `reload` reads it anew."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        words = QCoreApplication.translate
        columns = (
            Column[RatingCard](
                words("RatingRules", "Đối chiếu"),
                lambda one: (
                    words("RatingRules", "đã đối chiếu") if one.values.is_checked else words("RatingRules", "! chưa")
                ),
                width=12,
                state=lambda one: State.PLAIN if one.values.is_checked else State.WARN,
            ),
            Column[RatingCard](
                words("RatingRules", "Xuất sắc"), lambda one: one.values.cap_words, width=40, least=22, tip=_all_words
            ),
            Column[RatingCard](
                words("RatingRules", "Văn bản"),
                lambda one: one.values.document,
                width=50,
                least=11,
                tip=lambda one: one.values.document,
            ),
        )
        foot = words(
            "RatingRules",
            "Mỗi kỳ xếp loại tính theo quy định có hiệu lực vào ngày cuối của kỳ. Dấu ! là bản chưa ai đối chiếu với "
            "văn bản: các mức chỉ để tham khảo.",
        )
        super().__init__(db, words("RatingRules", "Quy định xếp loại đảng viên"), columns, foot, parent)

    def read(self) -> tuple[list[RatingCard], int]:
        """The cards, and the one in force today."""
        with self.db.read() as session:
            book = rating_rules.book(session)
        return book.cards, book.card_on(self.db.clock().date()).id

    def form_for(self, version: RatingCard | None) -> RatingRuleForm:
        """The form of a card."""
        return RatingRuleForm(self.db, version, self)


def _all_words(card: RatingCard) -> str:
    """What else the card says."""
    tr = QCoreApplication.translate
    rules = card.values
    told = [rules.cap_words]
    if rules.excellent_from is not None:
        told.append(tr("RatingRules", "xuất sắc từ {points} điểm").format(points=rules.excellent_from))
    if rules.newcomer_months:
        told.append(tr("RatingRules", "miễn khi kết nạp chưa đủ {n} tháng").format(n=rules.newcomer_months))
    return "; ".join(told)
