"""The card of *Thiết lập* with the rules of cell meetings by date."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from exports import rule_file
from models import first_month, rules
from models.database import Database
from models.errors import KnownError
from models.rules import Rule
from ui import messages, theme
from ui.data.dated_cards import DatedCards
from ui.data.first_month_form import FirstMonthForm
from ui.data.rule_form import RuleForm, excluded_words
from ui.tables import Column
from ui.widgets.labels import label


class RuleCards(DatedCards[Rule]):
    """The versions, the newest first, with *Sửa*, *Quy định mới*, and a file that goes to another office."""

    said = Signal(str)

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        tr = QCoreApplication.translate
        foot = tr(
            "RuleCards",
            "Mỗi cuộc họp tính theo quy định có hiệu lực vào ngày họp; thêm bản mới thì tháng đã qua vẫn tính như cũ.",
        )
        super().__init__(db, tr("RuleCards", "Quy định sinh hoạt chi bộ"), _columns(), foot, parent)
        self.file_button = self.add_action(self.tr("Tệp"), "folder-open", lambda: None)
        self.file_menu = QMenu(self.file_button)
        self.file_menu.addAction(self.tr("Xuất bản đang chọn ra tệp…"), self.choose_export)
        self.file_menu.addAction(self.tr("Nhập quy định từ tệp…"), self.choose_import)
        self.file_button.setMenu(self.file_menu)

        self.first_button = self.add_action(self.tr("Tháng bắt đầu…"), "calendar-check", self.edit_first_month)
        self.first_button.setToolTip(self.tr("Theo dõi sinh hoạt trên phần mềm từ tháng nào; từ sổ cũ thì không nhắc"))
        self.first_month = label("", "small", wrap=True)
        self.first_month.setContentsMargins(theme.MARGIN, 0, theme.MARGIN, theme.GAP)
        self.box.addWidget(self.first_month)

    def edit_first_month(self) -> FirstMonthForm:
        """Open the form of the month from which the office runs its meetings here."""
        return self.show_form(FirstMonthForm(self.db, self))

    def read(self) -> tuple[Sequence[Rule], int]:
        """The cards, and the one in force today."""
        with self.db.read() as session:
            book = rules.book(session)
            since = first_month.read(session)
        words = self.tr("Theo dõi trên phần mềm từ tháng {m}/{y}; trước đó không nhắc thiếu chuyên đề, chậm kết quả.")
        nothing = self.tr("Chưa ghi tháng bắt đầu theo dõi sinh hoạt; mở kỳ lần đầu thì lấy tháng ấy.")
        self.first_month.setText(words.format(m=since[1], y=since[0]) if since else nothing)
        return book.rules, book.on(self.db.clock().date()).id

    def form_for(self, version: Rule | None) -> RuleForm:
        """The form of a card, a new one filled with what holds today."""
        return RuleForm(self.db, version, self)

    def edit(self) -> RuleForm | None:
        """Open the form of the chosen rule card, to correct it."""
        row = self.table.current_row()
        return self.show_form(self.form_for(row)) if row is not None else None

    def add(self) -> RuleForm:
        """Open the form of a new version."""
        return self.show_form(self.form_for(None))

    def choose_export(self) -> None:
        """Ask where the chosen card goes."""
        rule = self.table.current_row()
        if rule is None:
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        start = Path(folder) / f"quy-dinh-sinh-hoat-{rule.effective_from:%Y-%m-%d}{rule_file.SUFFIX}"
        chosen, _kind = QFileDialog.getSaveFileName(self, self.tr("Xuất quy định"), str(start), _pattern())
        if chosen:
            self.export(rule, Path(chosen).with_suffix(rule_file.SUFFIX))

    def export(self, rule: Rule, target: Path) -> None:
        """Write a card into a file and say so."""
        try:
            rule_file.write(rule, target)
        except KnownError as error:
            messages.explain(self, error)
        else:
            self.said.emit(self.tr("Đã xuất quy định ra tệp {name}.").format(name=target.name))

    def choose_import(self) -> None:
        """Ask for a file another office exported."""
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        chosen, _kind = QFileDialog.getOpenFileName(self, self.tr("Chọn tệp quy định"), folder, _pattern())
        if chosen:
            self.bring_in(Path(chosen))

    def bring_in(self, source: Path) -> RuleForm | None:
        """Show what a file says in the form of a new version: nothing is written before the officer has seen it."""
        try:
            offered = rule_file.read(source)
        except KnownError as error:
            messages.explain(self, error)
            return None
        return self.show_form(RuleForm(self.db, None, self, offered=offered))


def _columns() -> tuple[Column[Rule], ...]:
    tr = QCoreApplication.translate
    return (
        Column(tr("RuleCards", "Mục tiêu"), lambda one: one.target_label, width=9),
        Column(tr("RuleCards", "Văn bản"), lambda one: one.document, width=36, least=9, tip=lambda one: one.document),
        Column(tr("RuleCards", "Phút"), _minutes, width=10),
        Column(
            tr("RuleCards", "Họp nhiều lần một tháng"),
            lambda one: one.several.label,
            width=24,
            least=13,
            short=tr("RuleCards", "Họp nhiều lần"),
        ),
        Column(
            tr("RuleCards", "Không tính vào số phải dự"),
            lambda one: excluded_words(one.excluded),
            width=24,
            least=12,
            short=tr("RuleCards", "Không tính"),
            leaves=1,
            tip=lambda one: excluded_words(one.excluded),
        ),
    )


def _minutes(rule: Rule) -> str:
    return f"{rule.minutes_regular} / {rule.minutes_combined}"


def _pattern() -> str:
    return QCoreApplication.translate("RuleCards", "Tệp quy định ({pattern})").format(pattern=f"*{rule_file.SUFFIX}")
