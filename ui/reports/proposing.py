"""What the program read off a form, cell by cell: taken all at once, or only what is ticked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from exports.learned.reading.proposals import Proposal
from ui import theme
from ui.keys import key_sequence
from ui.unsaved import UnsavedDialog
from ui.widgets.labels import label, set_state

_CELL, _SHOWN, _READ = range(3)
_SHARE = 0.9
_Titled = Sequence[tuple[Proposal, str]]
"""Proposals with what each would show."""


class ProposalsDialog(UnsavedDialog):
    """Lists proposals with what each would show, all ticked; `ticked` are those left when it is accepted.

    Space turns a line, Ctrl+Enter takes what is ticked. `of_report` are the same with the years named as the report's,
    `year` the running one: where there are any they are listed until the box above is cleared. `untold` says which
    lists of the sheet are not among them.
    """

    def __init__(
        self,
        found: _Titled,
        of_report: _Titled,
        year: int,
        parent: QWidget | None = None,
        untold: Sequence[str] = (),
    ) -> None:
        super().__init__(parent)
        self._readings = found, of_report
        self._found: list[Proposal] = []
        self.setWindowTitle(self.tr("Gợi ý cho cả trang"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self.tr("Đọc từ chữ ở đầu dòng, đầu cột. Ô nào không chắc thì không có ở đây. Xem lại rồi nhận.")
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Các gợi ý"))
        self.list.setHeaderLabels([self.tr("Ô"), self.tr("Sẽ hiện"), self.tr("Đọc từ biểu")])
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        header = self.list.header()
        header.setSectionResizeMode(_CELL, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(_CELL, self.fontMetrics().horizontalAdvance("AAA000") + 10 * theme.UNIT)
        header.setSectionResizeMode(_SHOWN, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_READ, QHeaderView.ResizeMode.Stretch)
        self.whole = label("", "muted", wrap=True)  # long headings are cut off in their line
        self.count = label("", "muted")
        self.all_button, self.none_button = QPushButton(self.tr("Chọn tất cả")), QPushButton(self.tr("Bỏ chọn tất cả"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.take_button = QPushButton(self.tr("Nhận"))
        theme.dress(self.take_button, "check", "on_accent")
        theme.set_role(self.take_button, "kind", "primary")
        buttons.addButton(self.take_button, QDialogButtonBox.ButtonRole.AcceptRole)
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        for widget in (self.all_button, self.none_button, self.count):
            foot.addWidget(widget)
        foot.addStretch(1)
        foot.addWidget(buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.MARGIN + theme.UNIT,) * 4)
        box.setSpacing(theme.GAP)
        box.addWidget(label(words, "muted", wrap=True))
        self.untold = label("\n".join(untold), wrap=True)
        set_state(self.untold, theme.State.WARN)
        self.untold.setVisible(bool(untold))
        box.addWidget(self.untold)
        asked = self.tr(
            "Năm {year} là năm của báo cáo, năm {before} là năm trước: sang năm dùng lại biểu này, số và chữ đổi theo"
        )
        self.of_report = QCheckBox(asked.format(year=year, before=year - 1))
        self.of_report.setVisible(bool(of_report))
        self.of_report.setChecked(bool(of_report))
        box.addWidget(self.of_report)
        box.addWidget(self.list, 1)
        box.addWidget(self.whole)
        box.addLayout(foot)
        self.all_button.clicked.connect(lambda: self.tick(on=True))
        self.none_button.clicked.connect(lambda: self.tick(on=False))
        self.list.itemChanged.connect(lambda _line, _column: self._say())
        self.list.currentItemChanged.connect(lambda line, _before: self._read_out(line))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        QShortcut(key_sequence("Ctrl+Return"), self, self.accept)
        self.of_report.toggled.connect(self._show)
        self._show()
        if parent is not None:
            self.resize(parent.size() * _SHARE)
        self.list.setFocus()

    def _show(self) -> None:
        """List what is read, all ticked, with the years as chosen."""
        found = self._readings[self.of_report.isChecked()]
        self._found = [one for one, _title in found]
        lines: list[QTreeWidgetItem] = []
        for one, title in found:
            line = QTreeWidgetItem([str(one.binding.place.spot), title, one.read_from])
            line.setCheckState(_CELL, Qt.CheckState.Checked)
            line.setSizeHint(_CELL, QSize(0, 7 * theme.UNIT))
            for column in (_SHOWN, _READ):
                line.setToolTip(column, line.text(column))
            lines.append(line)
        self.list.clear()
        self.list.addTopLevelItems(lines)
        for first in self.lines()[:1]:
            self.list.setCurrentItem(first)
        self._say()

    def lines(self) -> list[QTreeWidgetItem]:
        """Return the lines listed, one a proposal."""
        found = (self.list.topLevelItem(number) for number in range(self.list.topLevelItemCount()))
        return [line for line in found if line is not None]

    def _read_out(self, line: QTreeWidgetItem | None) -> None:
        self.whole.setText("" if line is None else f"{line.text(_SHOWN)}\n{line.text(_READ)}")

    def tick(self, *, on: bool, only: int | None = None) -> None:
        """Tick or untick every line, or the one with that number."""
        for number, line in enumerate(self.lines()):
            if only in (None, number):
                line.setCheckState(_CELL, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def ticked(self) -> list[Proposal]:
        """Return what is to be taken."""
        pairs = zip(self._found, self.lines(), strict=True)
        return [one for one, line in pairs if line.checkState(_CELL) is Qt.CheckState.Checked]

    def has_unsaved(self) -> bool:
        """Whether any line was turned."""
        return len(self.ticked()) < len(self._found)

    def _say(self) -> None:
        count = len(self.ticked())
        self.count.setText(self.tr("Đã chọn {n} trong {all} ô").format(n=count, all=len(self._found)))
        self.take_button.setEnabled(count > 0)
