"""The menu below the reports: put a list together, change it, send it to a neighbour, take one over, drop it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget

from exports import own_lists
from models import listing
from models.database import Database
from models.errors import KnownError
from models.listing import saved
from models.listing.saved import SavedRow
from models.listing.view import View, start
from ui import messages, theme
from ui.folders import usual_folder
from ui.jobs import Jobs
from ui.widgets.buttons import push_button

if TYPE_CHECKING:
    from ui.reports.lists.builder import ListBuilder


class OwnLists(QWidget):
    """The button *Danh sách tự lập* with its menu; `changed` tells the name of the report to stand on."""

    changed = Signal(str)

    def __init__(self, db: Database, jobs: Callable[[], Jobs], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db, self._jobs = db, jobs
        self._chosen = ""
        self.button = push_button(self.tr("Danh sách tự lập"), "columns-3")
        menu = QMenu(self.button)
        self.make = menu.addAction(self.tr("Lập danh sách mới…"), self.make_new)
        self.edit = menu.addAction(self.tr("Sửa danh sách đang chọn…"), self.edit_chosen)
        self.copy = menu.addAction(self.tr("Lập danh sách mới từ danh sách đang chọn…"), self.copy_chosen)
        menu.addSeparator()
        self.send = menu.addAction(self.tr("Lưu ra tệp để gửi nơi khác…"), self.save_copy)
        self.take = menu.addAction(self.tr("Nhận danh sách từ tệp…"), self.ask_file)
        menu.addSeparator()
        self.drop = menu.addAction(self.tr("Bỏ danh sách đang chọn…"), self.ask_drop)
        self.button.setMenu(menu)
        self.of_chosen = QMenu(self.tr("Danh sách đang chọn"), self.button)  # as Ctrl+K finds them
        self.of_chosen.addActions([self.edit, self.copy, self.send, self.drop])
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, 0)
        box.addWidget(self.button)
        self.set_chosen("")

    def set_chosen(self, key: str) -> None:
        """Say which report the officer stands on."""
        self._chosen = key.removeprefix(own_lists.PREFIX) if key.startswith(own_lists.PREFIX) else ""
        for action in (self.edit, self.copy, self.send, self.drop):
            action.setEnabled(bool(self._chosen))

    def make_new(self) -> ListBuilder:
        """Begin a list of members."""
        return self._open(start(listing.SUBJECTS[0]), None)

    def edit_chosen(self) -> ListBuilder:
        """Change the list stood on. Raises KnownError for one that this version cannot read."""
        row = self._row()
        return self._open(row.view(), row.id)

    def copy_chosen(self) -> ListBuilder:
        """Begin a list that is like the one stood on."""
        return self._open(replace(self._row().view(), name=""), None)

    def save_copy(self) -> None:
        """Ask where, and write the list stood on as a file."""
        view = self._row().view()
        begin = str(usual_folder(None) / own_lists.file_name(view))
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Lưu danh sách ra tệp"), begin, self._kinds())
        if name:
            target = Path(name if name.lower().endswith(own_lists.ENDING) else name + own_lists.ENDING)
            own_lists.write(view, target)
            messages.tell(
                self,
                self.tr("Đã ghi danh sách “{name}” vào thư mục {folder}.").format(
                    name=target.name, folder=target.parent
                ),
                self.tr("Xã nhận mở Báo cáo, bấm Danh sách tự lập, chọn Nhận danh sách từ tệp… rồi chọn tệp này."),
            )

    def ask_file(self) -> None:
        """Ask for the file of a list a neighbour sent."""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Nhận danh sách"), str(usual_folder(None)), self._kinds())
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Keep the list of a file. Raises KnownError for a file that is none, and for a list that is here already."""
        view, lost = own_lists.read(path)
        with self._db.write(self.tr("Nhận danh sách tự lập")) as session:
            name = saved.take(session, view)
        self._tell(name)
        told: list[str] = []
        if name != view.name:
            words = self.tr("Ở đây đã có danh sách “{old}” khác, nên danh sách nhận về mang tên “{new}”.")
            told.append(words.format(old=view.name, new=name))
        if lost:
            words = self.tr(
                "Đã nhận danh sách “{name}” nhưng bỏ cột {columns} vì phiên bản này không có; muốn đủ thì cập nhật "
                "chương trình rồi nhận lại."
            )
            told.append(words.format(name=name, columns=", ".join(f"“{one}”" for one in lost)))
        if told:
            messages.tell(self, "\n".join(told))

    def ask_drop(self) -> None:
        """Ask, and take the list stood on out."""
        messages.ask(
            self,
            self.tr("Bỏ danh sách “{name}”?").format(name=self._chosen),
            self.tr("Các bản đã xuất vẫn còn. Ctrl+Z lấy lại được danh sách."),
            self.tr("Bỏ danh sách"),
            self._drop,
        )

    def _drop(self) -> None:
        row = self._row()
        with self._db.write(self.tr("Bỏ danh sách tự lập")) as session:
            saved.remove(session, row.id)
        self.changed.emit("")

    def _row(self) -> SavedRow:
        with self._db.read() as session:
            found = next((row for row in saved.rows(session) if row.name == self._chosen), None)
        if found is None:
            raise KnownError(self.tr("Danh sách này không còn trong sổ; hãy chọn lại."))
        return found

    def _open(self, view: View, list_id: int | None) -> ListBuilder:
        from ui.reports.lists.builder import ListBuilder  # not for everybody who looks at a report

        dialog = ListBuilder(self._db, self._jobs(), view, list_id, self.window())
        dialog.saved.connect(self._tell)
        dialog.open()
        return dialog

    def _tell(self, name: str) -> None:
        self.changed.emit(f"{own_lists.PREFIX}{name}")

    def _kinds(self) -> str:
        return self.tr("Danh sách tự lập") + f" (*{own_lists.ENDING})"
