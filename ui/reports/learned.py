"""The menu below the list of reports: learn a form the superior sent, change it, send it to a neighbour, drop it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QVBoxLayout, QWidget

from exports import files
from exports.learned import forms, replacing, template
from exports.learned.fill import Form
from exports.learned.template import Template
from exports.learned.xml import old_files
from exports.report import Needs, Report
from models import saved_forms
from models.database import Database
from models.saved_forms import FormRow
from ui import messages, theme
from ui.folders import usual_folder
from ui.reports.learning import LearningDialog
from ui.reports.replacing import ReplacingDialog
from ui.widgets.buttons import push_button


class LearnedForms(QWidget):
    """The button *Mẫu của cấp trên* with its menu; `changed` tells the name of the report to stand on."""

    changed = Signal(str)

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._chosen = ""
        self.button = push_button(self.tr("Mẫu của cấp trên"), "file-spreadsheet")
        menu = QMenu(self.button)
        self.learn = menu.addAction(self.tr("Thêm biểu mới cấp trên gửi (tệp Excel)…"), self.ask_file)
        self.take = menu.addAction(self.tr("Nhận mẫu xã khác gửi (tệp .mau)…"), self.ask_template)
        menu.addSeparator()
        self.edit = menu.addAction(self.tr("Sửa các ô của mẫu đang chọn…"), self.edit_chosen)
        self.swap = menu.addAction(self.tr("Thay chi bộ, thôn bản của mẫu đang chọn…"), self.ask_places)
        self.send = menu.addAction(self.tr("Lưu mẫu đang chọn thành tệp để gửi xã khác…"), self.save_copy)
        self.drop = menu.addAction(self.tr("Bỏ mẫu đang chọn…"), self.ask_drop)
        self.button.setMenu(menu)
        self.of_chosen = QMenu(self.tr("Mẫu đang chọn"), self.button)  # as Ctrl+K finds them
        self.of_chosen.addActions([self.edit, self.swap, self.send, self.drop])
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.GAP,) * 4)
        box.addWidget(self.button)
        self.set_chosen("")

    def reports(self) -> list[Report[Any]]:
        """Return the learned forms as they are now."""
        return forms.reports(self._db)

    def set_chosen(self, key: str) -> None:
        """Say which report the officer stands on."""
        self._chosen = key.removeprefix(forms.PREFIX) if key.startswith(forms.PREFIX) else ""
        for action in (self.edit, self.swap, self.send, self.drop):
            action.setEnabled(bool(self._chosen))

    def kept(self) -> FormRow:
        """The form chosen, as it is kept. Raises KnownError if it has been dropped meanwhile."""
        with self._db.read() as session:
            return saved_forms.read(session, self._chosen)

    def ask_file(self) -> None:
        """Ask for a form to learn."""
        self._ask(self.tr("Chọn biểu cấp trên gửi"), self.tr("Biểu Excel"), "*.xlsx *.xlsm *.xls")

    def ask_template(self) -> None:
        """Ask for a template that a neighbour sent."""
        self._ask(self.tr("Chọn tệp mẫu xã khác gửi"), self.tr("Tệp mẫu"), f"*{template.ENDING}")

    def _ask(self, title: str, what: str, endings: str) -> None:
        every = self.tr("Biểu Excel và tệp mẫu") + f" (*.xlsx *.xlsm *.xls *{template.ENDING})"
        start = str(usual_folder(None))
        name, _ = QFileDialog.getOpenFileName(self, title, start, f"{what} ({endings});;{every}")
        if name:
            self.open_file(Path(name))

    def open_file(self, path: Path) -> LearningDialog | None:
        """Learn a form, or take over a template. Raises KnownError for a file that is neither."""
        if path.suffix.lower() == old_files.ENDING:
            self._ask_old(path)
            return None
        if path.suffix.lower() != template.ENDING:
            from exports.learned.xml import package

            return self._open(Template(path.stem, Needs.PERIOD, Form(package.load(path).content, path.name)), None)
        self._chosen = forms.take(self._db, path)
        self.changed.emit(f"{forms.PREFIX}{self._chosen}")
        made = self._editable(is_asked=False)
        if made is not None and replacing.strange(made, self.places()):
            self.ask_places()
        return None

    def _ask_old(self, path: Path) -> None:
        """Say what an .xls loses before it is read."""
        messages.ask(
            self,
            self.tr("“{name}” là tệp kiểu cũ. Vẫn đọc?").format(name=path.name),
            f"{old_files.LOST}\n{old_files.BETTER}",
            self.tr("Vẫn đọc"),
            lambda: self._open(Template(path.stem, Needs.PERIOD, Form(old_files.convert(path), path.name)), None),
        )

    def edit_chosen(self) -> LearningDialog | None:
        """Open the chosen form to bind its cells anew; not one of a newer program, of which some would be lost."""
        made = self._editable()
        return None if made is None else self._open(made, self.kept())

    def ask_places(self) -> ReplacingDialog | None:
        """Ask what is put for the Party cells and villages of the chosen form that the book lacks."""
        made, known = self._editable(), self.places()
        if made is None:
            return None
        with self._db.read() as session:
            ours = replacing.offered(session, self._db.clock().date())
        if not replacing.strange(made, known):
            messages.tell(
                self,
                self.tr("Mẫu không nêu chi bộ, thôn bản nào mà sổ không có."),
                self.tr("Muốn gắn ô khác thì chọn Sửa các ô của mẫu đang chọn…"),
            )
            return None
        dialog = ReplacingDialog(made, known, ours, self.window())
        dialog.accepted.connect(lambda: self._put(made, dialog.taken))
        dialog.open()
        return dialog

    def _put(self, made: Template, taken: replacing.Taken) -> None:
        """Keep the chosen form with places replaced."""
        kept = self.kept()
        with self._db.write(self.tr("Thay chi bộ, thôn bản của mẫu {name}").format(name=kept.name)) as session:
            saved_forms.save(session, kept.name, replacing.replaced(made, taken).to_bytes(), kept.id)
        self.changed.emit(f"{forms.PREFIX}{kept.name}")

    def places(self) -> dict[str, list[str]]:
        """The Party cells and villages of the book today, kind → names."""
        with self._db.read() as session:
            return replacing.places(session, self._db.clock().date())

    def _editable(self, *, is_asked: bool = True) -> Template | None:
        """Return the chosen form to be changed; None for one of a newer program, which is said where `is_asked`."""
        kept = self.kept()
        made = template.of_bytes(kept.file, kept.name)
        if made.schema <= template.SCHEMA:
            return made
        if is_asked:
            messages.tell(
                self,
                self.tr("Mẫu “{name}” được lưu bằng phiên bản Sổ Chi Bộ mới hơn nên chưa sửa được ở máy này.").format(
                    name=kept.name
                ),
                self.tr(
                    "Sửa ở đây sẽ mất những gì máy này chưa hiểu. Báo cáo bằng mẫu này vẫn lập được; "
                    "muốn sửa thì cập nhật chương trình."
                ),
            )
        return None

    def _open(self, made: Template, kept: FormRow | None) -> LearningDialog:
        dialog = LearningDialog(self._db, made, kept, self.window())
        dialog.saved.connect(lambda name: self.changed.emit(f"{forms.PREFIX}{name}"))
        dialog.left_for.connect(self.changed)
        dialog.open()
        return dialog

    def save_copy(self) -> None:
        """Ask where, and write the chosen template there."""
        kept = self.kept()
        start = str(usual_folder(None) / f"{kept.name}{template.ENDING}")
        kind = self.tr("Tệp mẫu") + f" (*{template.ENDING})"
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Lưu mẫu"), start, kind)
        if name:
            target = Path(name if name.lower().endswith(template.ENDING) else name + template.ENDING)
            with files.replacing(target) as temporary:
                temporary.write_bytes(kept.file)
            messages.tell(
                self,
                self.tr("Đã ghi mẫu “{name}” vào thư mục {folder}.").format(name=target.name, folder=target.parent),
                self.tr("Xã nhận mở Báo cáo, bấm Mẫu của cấp trên, chọn Nhận mẫu xã khác gửi… rồi chọn tệp này."),
            )

    def ask_drop(self) -> None:
        """Ask, and drop the chosen form from the list."""
        messages.ask(
            self,
            self.tr("Bỏ mẫu “{name}”?").format(name=self._chosen),
            self.tr("Các bản đã xuất vẫn còn. Bỏ nhầm thì bấm Ctrl+Z để lấy lại mẫu."),
            self.tr("Bỏ mẫu"),
            self._drop,
        )

    def _drop(self) -> None:
        kept = self.kept()
        with self._db.write(self.tr("Bỏ mẫu của cấp trên {name}").format(name=kept.name)) as session:
            saved_forms.remove(session, kept.id)
        self.changed.emit("")
