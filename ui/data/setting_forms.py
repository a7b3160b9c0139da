"""The forms of *Thiết lập*: the office, and a rule card."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from models import office, rules
from models.database import Database
from models.errors import KnownError
from models.office import Office
from models.rules import Rule, RuleValues
from models.tables import Comparator, Duty, SeveralMeetings
from models.text import clean, number, to_number
from ui import theme
from ui.fields import Choice, DateField, FormDialog


def office_words() -> dict[str, tuple[str, str]]:
    """The fields of the office: their words, and an example."""
    tr = QCoreApplication.translate
    return {
        "commune": (tr("Office", "Đảng ủy xã"), tr("Office", "Đảng ủy xã Mường Mẫu")),
        "superior": (tr("Office", "Cấp trên"), tr("Office", "Tỉnh ủy Điện Biên")),
        "place": (tr("Office", "Địa danh"), tr("Office", "Mường Mẫu")),
        "preparer": (tr("Office", "Người lập biểu"), tr("Office", "Họ và tên")),
        "preparer_phone": (tr("Office", "Điện thoại người lập biểu"), "0912 345 678"),
        "signing_for": (tr("Office", "Ký thay mặt"), "T/M ĐẢNG ỦY"),
        "signer_title": (tr("Office", "Chức danh người ký"), tr("Office", "BÍ THƯ hoặc PHÓ BÍ THƯ")),
        "signer": (tr("Office", "Người ký"), tr("Office", "Họ và tên")),
    }


class OfficeForm(FormDialog):
    """Who reports to whom and who signs; the head and the foot of every form."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("Office", "Thông tin trên biểu mẫu"), parent, width=480)
        self._db = db
        with db.read() as session:
            kept = office.read(session)
        self.inputs: dict[str, QLineEdit] = {}
        for name, (words, example) in office_words().items():
            field = self.add(name, words, QLineEdit(getattr(kept, name)))
            field.setPlaceholderText(example)
            field.setMaxLength(200)
            self.inputs[name] = field
        self.inputs["commune"].setFocus()

    def save(self) -> None:
        """Write the office in one step."""
        with self._db.write(self.tr("Sửa thông tin trên biểu mẫu")) as session:
            office.save(session, Office(**{name: field.text() for name, field in self.inputs.items()}))


class RuleForm(FormDialog):
    """A rule card: a new version from a day on, or `rule` corrected."""

    def __init__(self, db: Database, rule: Rule | None, parent: QWidget | None = None) -> None:
        title = self.tr("Sửa quy định") if rule else self.tr("Quy định mới")
        super().__init__(title, parent, width=520)
        self._db = db
        self._rule = rule
        with db.read() as session:
            self._book = rules.book(session)
        shown = rule or self._book.on(db.clock().date())
        self.effective_from = self.add(
            "effective_from",
            self.tr("Áp dụng cho các cuộc họp từ ngày"),
            DateField(),
            required=True,
            hint=self._what_happens(),
        )
        if rule is not None:
            self.effective_from.set_value(rule.effective_from)
            self.effective_from.setReadOnly(True)
        self.document = self.add("document", self.tr("Theo văn bản"), QLineEdit(), required=True)
        self.document.setMaxLength(200)
        self.document.setPlaceholderText(self.tr("Hướng dẫn số 42-HD/BTCTW ngày 28/10/2025"))
        self.document.setText(rule.document if rule else "")
        self.target = self.add("target", self.tr("Mục tiêu tham gia sinh hoạt, %"), QLineEdit(), required=True)
        self.target.setText(number(shown.target * 100, 0 if (shown.target * 100).denominator == 1 else 1))
        self.comparator = self.add(
            "comparator",
            self.tr("Đạt mục tiêu khi tỷ lệ"),
            Choice(
                [
                    (self.tr("bằng mục tiêu trở lên (≥)"), Comparator.AT_LEAST),
                    (self.tr("trên mục tiêu (>)"), Comparator.MORE_THAN),
                ]
            ),
        )
        self.comparator.set_value(shown.comparator)
        self.several = self.add(
            "several",
            self.tr("Chi bộ họp thường kỳ nhiều lần trong một tháng"),
            Choice([(one.label, one) for one in SeveralMeetings]),
        )
        self.several.set_value(shown.several)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self.excluded = {duty: QCheckBox(duty.label) for duty in Duty if duty is not Duty.ACTIVE}
        for duty, tick in self.excluded.items():
            tick.setChecked(duty in shown.excluded)
            column.addWidget(tick)
        self.add("excluded", self.tr("Không tính vào số phải dự"), box)
        (self.document if rule else self.effective_from).setFocus()

    def save(self) -> None:
        """Write the card in one step. Raises KnownError naming the field."""
        try:
            day = self.effective_from.day()
        except KnownError as error:
            raise KnownError(str(error), field="effective_from") from error
        if day is None:
            raise KnownError(self.tr("Hãy ghi ngày bắt đầu áp dụng."), field="effective_from")
        if self._rule is None and any(rule.effective_from == day for rule in self._book.rules):
            raise KnownError(self.tr("Đã có quy định áp dụng từ ngày này; hãy sửa bản đó."), field="effective_from")
        if not clean(self.document.text()):
            raise KnownError(self.tr("Hãy ghi văn bản quy định."), field="document")
        values = RuleValues(
            document=clean(self.document.text()),
            target=self._target(),
            comparator=self.comparator.value(),
            excluded=frozenset(duty for duty, tick in self.excluded.items() if tick.isChecked()),
            several=self.several.value(),
        )
        words = self.tr("Sửa quy định từ {day}") if self._rule else self.tr("Quy định mới từ {day}")
        with self._db.write(words.format(day=f"{day:%d/%m/%Y}")) as session:
            rules.save(session, day, values)

    def _target(self) -> float:
        try:
            read = to_number(self.target.text().replace("%", ""))
        except KnownError as error:
            raise KnownError(str(error), field="target") from error
        if read is None:
            raise KnownError(self.tr("Hãy ghi mục tiêu bằng số, ví dụ 90 hoặc 92,5."), field="target")
        return read

    def _what_happens(self) -> str:
        if self._rule is None:
            return self.tr("Các cuộc họp trước ngày này vẫn tính theo quy định cũ.")
        return self.tr(
            "Sửa thì mọi cuộc họp trong thời gian áp dụng được tính lại; quy định thay đổi thì thêm bản mới."
        )
