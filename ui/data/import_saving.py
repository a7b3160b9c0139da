"""Lines of an import saved as a text file, to be worked through beside the list."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ui import messages


def save_lines(parent: QWidget, suggested: Path, lines: str) -> None:
    """Ask where to, and write the lines there; a folder that refuses them is told of."""
    tr = QCoreApplication.translate
    path, _kind = QFileDialog.getSaveFileName(
        parent, tr("ImportDialog", "Lưu danh sách"), str(suggested), tr("ImportDialog", "Văn bản (*.txt)")
    )
    if not path:
        return
    try:
        Path(path).write_text(lines + "\n", encoding="utf-8-sig")
    except OSError:
        messages.tell(parent, tr("ImportDialog", "Không ghi được tệp này; hãy chọn thư mục khác."))
