"""The form of a rule card of cell meetings: a new version from a day on, or one corrected."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QWidget

from models import rules
from models.database import Database
from models.errors import KnownError
from models.rules import Rule, RuleValues
from models.tables import Comparator, Duty, SeveralMeetings
from models.text import clean, to_number
from ui import theme
from ui.fields import Choice, DateField, FormDialog, named
from ui.widgets.labels import label

_MAY_BE_EMPTY = {"large_from", "notice_days", "result_days"}


def _groups() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The figures of a card in the order of the form: a heading, then field and words."""
    tr = QCoreApplication.translate
    return (
        (
            tr("RuleForm", "Xếp loại buổi sinh hoạt, điểm"),
            (
                ("good_from", tr("RuleForm", "Tốt từ")),
                ("fair_from", tr("RuleForm", "Khá từ")),
                ("average_from", tr("RuleForm", "Trung bình từ")),
            ),
        ),
        (
            tr("RuleForm", "Thời lượng ít nhất, phút"),
            (
                ("minutes_regular", tr("RuleForm", "Thường kỳ")),
                ("minutes_combined", tr("RuleForm", "Kết hợp chuyên đề")),
                ("large_from", tr("RuleForm", "Chi bộ đông từ (người)")),
                ("minutes_large", tr("RuleForm", "Chi bộ đông")),
            ),
        ),
        (
            tr("RuleForm", "Kỳ và ngày"),
            (
                ("thematic_per_quarter", tr("RuleForm", "Chuyên đề mỗi quý")),
                ("due_day", tr("RuleForm", "Họp trước ngày")),
                ("notice_days", tr("RuleForm", "Gửi tài liệu trước, ngày")),
                ("result_days", tr("RuleForm", "Báo kết quả trong, ngày")),
            ),
        ),
        (
            tr("RuleForm", "Mức nhắc, báo động"),
            (
                ("unexcused_notice", tr("RuleForm", "Nhắc: không lý do, lần")),
                ("unexcused_alarm", tr("RuleForm", "Báo động: không lý do, lần")),
                ("excused_running", tr("RuleForm", "Có lý do liên tiếp quá, lần")),
                ("months_below", tr("RuleForm", "Dưới mục tiêu liên tiếp, tháng")),
            ),
        ),
    )


class RuleForm(FormDialog):
    """A rule card: a new version from a day on, or `rule` corrected; `offered` fills a new one from a file."""

    def __init__(
        self,
        db: Database,
        rule: Rule | None,
        parent: QWidget | None = None,
        *,
        offered: tuple[date, RuleValues] | None = None,
    ) -> None:
        title = self.tr("Sửa quy định") if rule else self.tr("Quy định mới")
        super().__init__(title, parent, width=760)
        self._db = db
        self._rule = rule
        with db.read() as session:
            self._book = rules.book(session)
        shown = rules.values_of(rule or self._book.on(db.clock().date()))
        self._build()
        if offered is not None:
            self.effective_from.set_value(offered[0])
            self._show({**shown, **offered[1]})
        else:
            self._show(shown)
            self.document.setText(rule.document if rule else "")
        if rule is not None:
            self.effective_from.set_value(rule.effective_from)
            self.effective_from.setReadOnly(True)
        (self.document if rule else self.effective_from).setFocus()

    def _build(self) -> None:
        first, second = self.add_row(), self.add_row()
        self.effective_from = self.add(
            "effective_from",
            self.tr("Áp dụng cho các cuộc họp từ ngày"),
            DateField(),
            required=True,
            hint=self._what_happens(),
            into=first,
        )
        self.document = self.add(
            "document",
            self.tr("Theo văn bản"),
            QLineEdit(),
            required=True,
            hint=self.tr("Tên, số và ngày của văn bản."),
            into=first,
        )
        self.document.setMaxLength(200)
        self.document.setPlaceholderText(self.tr("Hướng dẫn số 42-HD/BTCTW ngày 28/10/2025"))
        self.target = self.add(
            "target", self.tr("Mục tiêu tham gia sinh hoạt, %"), QLineEdit(), required=True, into=second
        )
        entries = [
            (self.tr("bằng mục tiêu trở lên (≥)"), Comparator.AT_LEAST),
            (self.tr("trên mục tiêu (>)"), Comparator.MORE_THAN),
        ]
        self.comparator = self.add("comparator", self.tr("Đạt mục tiêu khi tỷ lệ"), Choice(entries), into=second)
        self.several = self.add(
            "several",
            self.tr("Họp thường kỳ nhiều lần trong một tháng"),
            Choice([(one.label, one) for one in SeveralMeetings]),
            into=second,
        )
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.UNIT)
        self.excluded = {duty: QCheckBox(duty.label) for duty in Duty if duty is not Duty.ACTIVE}
        for place, tick in enumerate(self.excluded.values()):
            grid.addWidget(tick, place // 3, place % 3)
        self.add("excluded", self.tr("Không tính vào số phải dự"), box)
        self.figures: dict[str, QLineEdit] = {}
        for heading, entries in _groups():
            self.form.addWidget(label(heading, "heading"))
            row = self.add_row()
            for name, words in entries:
                self.figures[name] = self.add(name, words, QLineEdit(), into=row)
            for _ in range(4 - len(entries)):
                row.addStretch(1)
        self.figures["large_from"].setPlaceholderText(self.tr("không áp dụng"))
        for name in ("notice_days", "result_days"):
            self.figures[name].setPlaceholderText(self.tr("không nêu"))

    def _show(self, values: RuleValues) -> None:
        self.document.setText(values["document"])
        self.target.setText(_typed(values["target"]))
        self.comparator.set_value(values["comparator"])
        self.several.set_value(values["several"])
        for duty, tick in self.excluded.items():
            tick.setChecked(duty in values["excluded"])
        for name, field in self.figures.items():
            field.setText(_typed(cast("dict[str, Any]", values)[name]))

    def save(self) -> None:
        """Write the card in one step. Raises KnownError naming the field."""
        day = self.day_of("effective_from")
        if day is None:
            raise KnownError(self.tr("Hãy ghi ngày bắt đầu áp dụng."), field="effective_from")
        if self._rule is None and any(rule.effective_from == day for rule in self._book.rules):
            raise KnownError(self.tr("Đã có quy định áp dụng từ ngày này; hãy sửa bản đó."), field="effective_from")
        if not clean(self.document.text()):
            raise KnownError(self.tr("Hãy ghi văn bản quy định."), field="document")
        target = self._number("target", self.target)
        if target is None:
            raise KnownError(self.tr("Hãy ghi mục tiêu bằng số, ví dụ 90 hoặc 92,5."), field="target")
        core = {
            "document": clean(self.document.text()),
            "target": target,
            "comparator": self.comparator.value(),
            "excluded": frozenset(duty for duty, tick in self.excluded.items() if tick.isChecked()),
            "several": self.several.value(),
        }
        values = cast("RuleValues", {**core, **self._figures()})
        words = self.tr("Sửa quy định từ {day}") if self._rule else self.tr("Quy định mới từ {day}")
        with self._db.write(words.format(day=f"{day:%d/%m/%Y}")) as session:
            rules.save(session, day, values)

    def _figures(self) -> dict[str, float | None]:
        read: dict[str, float | None] = {}
        for name, field in self.figures.items():
            value = self._number(name, field)
            if value is None and name not in _MAY_BE_EMPTY:
                raise KnownError(self.tr("Hãy ghi một số."), field=name)
            if value is not None and not name.endswith("_from"):
                if value != int(value):
                    raise KnownError(self.tr("Hãy ghi số nguyên."), field=name)
                value = int(value)
            read[name] = int(value) if name == "large_from" and value is not None else value
        return read

    @staticmethod
    def _number(name: str, field: QLineEdit) -> float | None:
        return named(name, to_number, field.text().replace("%", ""))

    def _what_happens(self) -> str:
        if self._rule is None:
            return self.tr("Các cuộc họp trước ngày này vẫn tính theo quy định cũ.")
        return self.tr("Sửa thì các cuộc họp trong thời gian áp dụng được tính lại; có văn bản mới thì thêm bản mới.")


def _typed(value: float | None) -> str:
    return "" if value is None else f"{value:g}".replace(".", ",")


def excluded_words(excluded: Iterable[Duty]) -> str:
    """Return the duties a card leaves out, in words."""
    chosen = set(excluded)
    return ", ".join(duty.label.lower() for duty in Duty if duty in chosen)
