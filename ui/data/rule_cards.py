"""The card of *Thiết lập* with the rules of cell meetings by date."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QSizePolicy, QWidget

from exports import rule_file
from models import rules
from models.database import Database
from models.errors import KnownError
from models.rules import Rule
from ui import messages, theme
from ui.data.rule_form import RuleForm, excluded_words
from ui.tables import Column, RowsModel, Table
from ui.theme import State
from ui.widgets.cards import Card
from ui.widgets.labels import label


class RuleCards(Card):
    """The versions, the newest first, with *Sửa*, *Quy định mới*, and a file that goes to another office."""

    said = Signal(str)

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Quy định sinh hoạt chi bộ"))
        self._db = db
        self._present = 0
        self.rules = RowsModel[Rule](self._columns(), self)
        self.table = Table(self.rules, key=lambda one: one.id, sorting="none")
        self.table.setMinimumHeight(150)
        self.table.opened.connect(self.edit)
        self.add_button = self._button(self.tr("Quy định mới từ ngày…"), "plus")
        self.add_button.clicked.connect(lambda: self.add())
        self.edit_button = self._button(self.tr("Sửa bản đang chọn…"), "pencil")
        self.edit_button.clicked.connect(lambda: self.edit())
        self.file_button = self._button(self.tr("Tệp"), "folder-open")
        self.file_menu = QMenu(self.file_button)
        self.file_menu.addAction(self.tr("Xuất bản đang chọn ra tệp…"), self.choose_export)
        self.file_menu.addAction(self.tr("Nhập quy định từ tệp…"), self.choose_import)
        self.file_button.setMenu(self.file_menu)
        self.top.addStretch(1)
        for button in (self.file_button, self.edit_button, self.add_button):
            self.top.addWidget(button)
        self.fill(self.table)
        words = self.tr(
            "Mỗi cuộc họp tính theo quy định có hiệu lực vào ngày họp; thêm bản mới thì tháng đã qua vẫn tính như cũ."
        )
        foot = label(words, "small", wrap=True)
        foot.setContentsMargins(theme.MARGIN, theme.UNIT, theme.MARGIN, theme.GAP)
        self.box.addWidget(foot)

    def reload(self) -> None:
        """Read the cards anew."""
        with self._db.read() as session:
            book = rules.book(session)
        self._present = book.on(self._db.clock().date()).id
        self.rules.set_rows(list(reversed(book.rules)))
        if self.table.current_row() is None:
            self.table.select_key(self._present)

    def edit(self, rule: Rule | None = None) -> RuleForm | None:
        """Open the form of the chosen rule card, to correct it."""
        rule = rule or self.table.current_row()
        return self._open(RuleForm(self._db, rule, self)) if rule else None

    def add(self) -> RuleForm:
        """Open the form of a new version, filled with what holds today."""
        return self._open(RuleForm(self._db, None, self))

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
        return self._open(RuleForm(self._db, None, self, offered=offered))

    def _open(self, form: RuleForm) -> RuleForm:
        form.open()
        return form

    def _button(self, text: str, icon: str) -> QPushButton:
        button = QPushButton(text)
        theme.dress(button, icon)
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        return button

    def _columns(self) -> tuple[Column[Rule], ...]:
        return (
            Column(self.tr("Áp dụng từ"), lambda one: one.effective_from, width=13),
            Column(
                self.tr("Nay"),
                lambda one: self.tr("✓ đang dùng") if one.id == self._present else "",
                width=12,
                state=lambda one: State.GOOD,
            ),
            Column(self.tr("Mục tiêu"), lambda one: one.target_label, width=9),
            Column(self.tr("Văn bản"), lambda one: one.document, width=30, tip=lambda one: one.document),
            Column(self.tr("Phút"), _minutes, width=10),
            Column(self.tr("Họp nhiều lần một tháng"), lambda one: one.several.label, width=21),
            Column(
                self.tr("Không tính vào số phải dự"),
                lambda one: excluded_words(one.excluded),
                width=22,
                tip=lambda one: excluded_words(one.excluded),
            ),
        )


def _minutes(rule: Rule) -> str:
    return f"{rule.minutes_regular} / {rule.minutes_combined}"


def _pattern() -> str:
    return QCoreApplication.translate("RuleCards", "Tệp quy định ({pattern})").format(pattern=f"*{rule_file.SUFFIX}")
