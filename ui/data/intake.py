"""The page *Nhập dữ liệu*: drop or choose a file, what can be read, what will happen, what came in before."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models import journal, list_files
from models.journal import StepRow
from ui import messages, theme
from ui.data.page import DataPage
from ui.folders import dropped_files
from ui.screen import Screen
from ui.tables import Column, RowsModel, Table
from ui.theme import State
from ui.widgets.cards import Card
from ui.widgets.labels import label

IMPORT_LABEL = "Nhập "
"""How the log names a step that brought a file in."""
_LOOKED_THROUGH = 400
_SHOWN = 20


class DropArea(QWidget):
    """The place a file is dropped on or chosen from."""

    dropped = Signal(object)
    """The paths of the files."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._is_over = False
        self._sign = QLabel()
        self._sign.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.choose = QPushButton(self.tr("Chọn tệp…"))
        self.choose.setProperty("kind", "primary")
        self.choose.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.dress(self.choose, "folder-open", "on_accent")
        words = label(self.tr("Kéo tệp Excel thả vào đây"), "heading")
        endings = ", ".join(list_files.LISTS)
        said = self.tr("hoặc chọn tệp trong máy, trên USB ({endings})").format(endings=endings)
        kinds = label(said, "muted", wrap=True)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.MARGIN * 2,) * 4)
        box.setSpacing(theme.GAP)
        box.addStretch(1)
        for part in (self._sign, words, kinds):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(part)
        box.addSpacing(theme.GAP)
        box.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        self._draw()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file, many slips, or a folder of them."""
        if dropped_files(event.mimeData()):
            self._mark(is_over=True)
            event.acceptProposedAction()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """The file went away again."""
        self._mark(is_over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files on."""
        self._mark(is_over=False)
        paths = dropped_files(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A dashed frame, in the accent while a file hangs over it."""
        c = theme.colours()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(c.accent if self._is_over else c.line_strong), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(QColor(c.selection if self._is_over else c.card))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.RADIUS * 2, theme.RADIUS * 2)

    def changeEvent(self, event: Any) -> None:
        """The sign follows light and dark."""
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and hasattr(self, "_sign"):
            self._draw()

    def _draw(self) -> None:
        self._sign.setPixmap(theme.pixmap("file-spreadsheet", "muted", 40))

    def _mark(self, *, is_over: bool) -> None:
        self._is_over = is_over
        self.update()


class IntakePage(DataPage):
    """Brings lists in; the import window itself shows every change before it is written."""

    scrolls: ClassVar[bool] = True

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self.area = DropArea()
        self.area.dropped.connect(lambda paths: self._dialog().open_files(paths))
        self.area.choose.clicked.connect(self.choose_file)
        top = QHBoxLayout()
        top.setSpacing(theme.MARGIN)
        top.addWidget(self.area, 2)
        top.addWidget(self._kinds(), 3)
        self.body.addLayout(top)
        self.body.addWidget(self._steps())
        self.before = RowsModel[StepRow](
            (
                Column(self.tr("Lúc"), lambda row: row.at, width=16),
                Column(self.tr("Tệp"), lambda row: row.label.removeprefix(IMPORT_LABEL), width=30, least=22),
                Column(
                    self.tr("Số chỗ đã ghi"),
                    lambda row: row.rows,
                    width=13,
                    leaves=2,
                    header_tip=self.tr("Không phải số dòng của tệp: mỗi chỗ trong sổ được ghi thêm hay sửa là một"),
                ),
                Column(self.tr("Người nhập"), lambda row: row.user, width=16, leaves=1),
                Column(
                    self.tr("Tình trạng"),
                    lambda row: self.tr("đã hoàn tác") if row.undone_at else self.tr("đã ghi"),
                    width=14,
                    state=lambda row: State.IDLE if row.undone_at else State.PLAIN,
                ),
            ),
            self,
        )
        self.table = Table(self.before, key=lambda row: row.id, sorting="none")
        self.table.set_empty(self.tr("Chưa nhập tệp nào."))
        self.table.opened.connect(lambda row: self.go.emit("data", ("log", row.id)))
        self.table.setMinimumHeight(140)
        words = self.tr("Một đảng viên mới được ghi ở mấy chỗ: lý lịch, nơi sinh hoạt… Enter: xem từng chỗ")
        card = Card(self.tr("Đã nhập"), note=words)
        card.fill(self.table)
        self.body.addWidget(card, 1)

    def reload(self) -> None:
        """Show what came in lately."""
        with self.db.read() as session:
            steps = journal.log(session, limit=_LOOKED_THROUGH)
        self.before.set_rows([step for step in steps if step.label.startswith(IMPORT_LABEL)][:_SHOWN])

    def show_item(self, argument: object) -> None:
        """Open the import window: on a file (a Path), or asking for one ("choose")."""
        if isinstance(argument, Path):
            self.open_file(argument)
        elif argument == "choose":
            self.choose_file()

    def choose_file(self) -> None:
        """Open the import window and let it ask for the file."""
        self._dialog().choose_file()

    def open_file(self, path: Path) -> None:
        """Open the import window on a file."""
        if not path.is_file():
            messages.tell(self, self.tr("Không thấy tệp “{path}”.").format(path=path))
            return
        self._dialog().open_files([path])

    def _dialog(self) -> Any:
        from ui.data.import_dialog import ImportDialog  # the workbook readers load only when a file comes

        dialog = ImportDialog(self.db, self.owner.jobs, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.imported.connect(self.said)
        dialog.open()
        return dialog

    def _kinds(self) -> Card:
        card = Card(self.tr("Đọc được những danh sách nào"))
        kinds = (
            (
                "users",
                self.tr("Danh sách đảng viên"),
                self.tr(
                    "Tệp xuất của cấp trên, tệp nhập liệu 4.0, hoặc danh sách tự lập. "
                    "Chữ cũ (.VnTime, VNI) được đổi sang Unicode; cột lạ thì chỉ cho chương trình một lần."
                ),
            ),
            (
                "refresh-cw",
                self.tr("Danh sách chuyển sinh hoạt đảng"),
                self.tr("Đi, đến, nội bộ, tạm thời: mỗi dòng thành một biến động ở thẻ Quá trình."),
            ),
            (
                "list-checks",
                self.tr("Kết quả xếp loại đảng viên"),
                self.tr("Mức của chi bộ, của đảng ủy; một cột, hoặc mỗi mức một cột đánh dấu x."),
            ),
            (
                "award",
                self.tr("Danh sách trao Huy hiệu Đảng"),
                self.tr("Số năm ở một cột hay mỗi loại một cột; danh sách đề nghị thì không ghi."),
            ),
            (
                "clipboard-check",
                self.tr("Sổ điểm danh"),
                self.tr("Mỗi chi bộ một trang, mỗi tháng một cột, dấu x, P, K, M…"),
            ),
            (
                "clipboard-list",
                self.tr("Phiếu điểm danh của chi bộ"),
                self.tr("Một hay nhiều phiếu đã xuất cho chi bộ điền; thả cả thư mục cũng được."),
            ),
            ("map-pin", self.tr("Thôn, bản"), self.tr("Tên thôn, số hộ, nhân khẩu, chi bộ phụ trách.")),
        )
        for icon, title, words in kinds:
            card.box.addWidget(_Kind(icon, title, words))
        card.box.addStretch(1)
        return card

    def _steps(self) -> Card:
        card = Card(self.tr("Việc gì sẽ xảy ra"))
        steps = (
            self.tr("Chương trình nhận ra danh sách theo nội dung, không theo tên tệp; tệp gốc không bị sửa."),
            self.tr("Xem trước từng dòng: sẽ thêm, sửa, bỏ qua; dòng nào sai thì sai ở ô nào, sửa thế nào."),
            self.tr("Người có thể trùng thì hỏi, không đoán. Ô trống không xóa điều đã ghi trong sổ."),
            self.tr("Bấm Nhập mới ghi, ghi một lần; hoàn tác lấy lại được cả lần nhập."),
        )
        row = QHBoxLayout()
        row.setSpacing(theme.MARGIN * 2)
        for number, words in enumerate(steps, 1):
            row.addWidget(_numbered(number, words), 1, Qt.AlignmentFlag.AlignTop)
        card.box.addLayout(row)
        return card


class _Kind(QWidget):
    """A kind of list: its icon, name, and what is in it."""

    def __init__(self, icon: str, title: str, words: str) -> None:
        super().__init__()
        self._icon = icon
        self._sign = QLabel()
        text = QVBoxLayout()
        text.setSpacing(0)
        text.addWidget(label(title))
        text.addWidget(label(words, "small", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.MARGIN)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(text, 1)
        self._draw()

    def changeEvent(self, event: Any) -> None:
        """The icon follows light and dark."""
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange and hasattr(self, "_sign"):
            self._draw()

    def _draw(self) -> None:
        self._sign.setPixmap(theme.pixmap(self._icon, "accent_text", 20))


def _numbered(number: int, words: str) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.GAP)
    sign = label(str(number))
    sign.setProperty("key", True)
    sign.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(words, "small", wrap=True), 1)
    return made
