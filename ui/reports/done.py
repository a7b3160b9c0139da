"""The line that says where a report was written, and opens it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from exports import files
from ui import theme
from ui.widgets.labels import ElidedLabel, set_state


class DoneStrip(QWidget):
    """“Đã ghi tệp …” with *Mở tệp* and *Mở thư mục*; hidden until something was written, and again on ✕."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._file = Path()
        self.words = ElidedLabel()
        self.open_file = QPushButton(self.tr("Mở tệp"))
        self.open_folder = QPushButton(self.tr("Mở thư mục"))
        self.close_button = QPushButton()
        self.close_button.setProperty("kind", "flat")
        self.close_button.setToolTip(self.tr("Đóng dòng này"))
        self.close_button.setAccessibleName(self.tr("Đóng dòng này"))
        theme.dress(self.open_file, "file-spreadsheet")
        theme.dress(self.open_folder, "folder-open")
        theme.dress(self.close_button, "x", "muted")
        self.open_file.clicked.connect(lambda: _open(self._file))
        self.open_folder.clicked.connect(lambda: _open(self._file.parent))
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.words, 1)
        for button in (self.open_file, self.open_folder, self.close_button):
            row.addWidget(button)
        self.hide()

    def show_files(self, files: Sequence[Path]) -> None:
        """Say that several files were written into one folder."""
        self.show_file(files[0])
        text = self.tr("{sign} Đã ghi {n} tệp vào thư mục {folder}")
        self.words.setText(text.format(sign=theme.State.GOOD.sign, n=len(files), folder=files[0].parent))
        self.open_file.setVisible(len(files) == 1)

    def show_file(self, file: Path) -> None:
        """Say that a file was written."""
        self._file = file
        self.open_file.show()
        text = self.tr("{sign} Đã ghi tệp “{name}” vào thư mục {folder}")
        if files.beside(file).exists():
            text = self.tr("{sign} Đã ghi tệp “{name}”, kèm tệp ghi các số sửa tay, vào thư mục {folder}")
        self.words.setText(text.format(sign=theme.State.GOOD.sign, name=file.name, folder=file.parent))
        set_state(self.words, theme.State.GOOD)
        self.show()


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
