"""What goes out to cells without a computer, and comes back: roll sheets on paper, slips in Excel."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMenu, QWidget

from models import list_files, meeting_codes
from models.database import Database
from models.errors import KnownError
from models.progress import Progress
from ui import messages
from ui.folders import usual_folder
from ui.jobs import Job, Jobs
from ui.meetings.board import BoardPage
from ui.reports.done import DoneStrip
from ui.widgets.progress import ProgressStrip

SHEETS = "phieu-diem-danh"
"""The report of the printed roll sheets."""
Place = tuple[int, int, int | None]
"""Year, month and the one cell, None for all cells."""


def write_slips(db: Database, place: Place, folder: Path, progress: Progress) -> list[Path]:
    """Write the slips of a month, of one cell or all, into a folder (a job)."""
    from exports import slips  # openpyxl is loaded only when something is written

    year, month, cell_id = place
    return slips.write_all(db, year, month, folder, cell_id, progress)


class SlipSteps(QObject):
    """The steps behind *Phiếu* on the board, of all cells, and behind *Khác* on a roll, of its cell.

    `strip` shows how far the writing is, `done` what was written; the screen gives them a place.
    """

    go = Signal(str, object)
    said = Signal(str)
    folder: ClassVar[Path | None] = None
    """Where slips were written or looked for last."""

    def __init__(self, db: Database, jobs: Callable[[], Jobs], parent: QWidget) -> None:
        super().__init__(parent)
        self._db = db
        self._jobs = jobs
        self._window = parent
        self.strip = ProgressStrip()
        self.done = DoneStrip()

    def serve(self, board: BoardPage) -> None:
        """Stand behind the menu of the board and its field for the number on a sheet."""
        self.fill(board.slips_menu, lambda: (board.year, board.month, None))
        board.number.returnPressed.connect(lambda: self.open_number(board.number))

    def open_number(self, field: QLineEdit) -> None:
        """Open the meeting whose number was typed; a wrong one stays in the field to be corrected."""
        with self._db.read() as session:
            found = meeting_codes.find(session, field.text())
        if found is None:
            field.selectAll()
            self.said.emit(self.tr("Không có cuộc họp nào mang mã “{text}”; hãy xem lại mã.").format(text=field.text()))
            return
        field.clear()
        self.go.emit("meetings", {"meeting_id": found})

    def fill(self, menu: QMenu, place: Callable[[], Place | None]) -> None:
        """Put the steps into a menu; `place` says, when one is chosen, of which month and cell they are."""

        def step(do: Callable[[Place], object]) -> Callable[[], None]:
            def run() -> None:
                where = place()
                if where is not None:
                    do(where)

            return run

        menu.addAction(self.tr("In phiếu điểm danh…"), step(self.print_sheets))
        menu.addAction(self.tr("Xuất phiếu Excel…"), step(self.ask_folder))
        menu.addAction(self.tr("Nhập phiếu Excel…"), step(self.bring_files))
        menu.addAction(self.tr("Nhập cả thư mục phiếu…"), step(self.bring_folder))

    def print_sheets(self, place: Place) -> None:
        """Show the sheets in *Báo cáo*, to be looked at and printed."""
        year, month, cell_id = place
        self.go.emit("reports", (SHEETS, f"{year}-{month:02}", cell_id))

    def ask_folder(self, place: Place) -> None:
        """Ask where, and write the slips there; those of all cells into a folder of their own."""
        chosen = self._ask_folder(self.tr("Chọn thư mục để ghi phiếu"))
        if chosen is not None:
            year, month, cell_id = place
            own = self.tr("Phiếu điểm danh {year}-{month}").format(year=year, month=f"{month:02}")
            self.write(place, chosen if cell_id is not None else chosen / own)

    def write(self, place: Place, folder: Path) -> None:
        """Write the slips into a folder; can be stopped, and then leaves nothing behind."""
        self.done.hide()
        job = Job(partial(write_slips, self._db, place, folder), self._jobs())
        job.succeeded.connect(self.done.show_files)
        job.failed.connect(self._explain)
        job.stopped.connect(lambda: self.said.emit(self.tr("Đã dừng, chưa ghi phiếu nào.")))
        self.strip.follow(job, self.tr("Đang ghi phiếu"))
        self._jobs().start(job)

    def bring_files(self, place: Place) -> None:
        """Ask for the slips that came back and show what each would change."""
        kinds = self.tr("Bảng tính ({files})").format(files=list_files.pattern(list_files.WORKBOOKS))
        found, _kind = QFileDialog.getOpenFileNames(
            self._window, self.tr("Chọn các phiếu chi bộ gửi về"), str(usual_folder(self.folder)), kinds
        )
        if found:
            SlipSteps.folder = Path(found[0]).parent
            self.bring_in(place, [Path(path) for path in found])

    def bring_folder(self, place: Place) -> None:
        """Ask for a folder and take every workbook in it."""
        from exports.readers import in_folder  # the workbook readers load only when a file comes

        chosen = self._ask_folder(self.tr("Chọn thư mục có phiếu gửi về"))
        if chosen is None:
            return
        paths = in_folder(chosen)
        if not paths:
            raise KnownError(self.tr("Thư mục “{name}” không có tệp Excel nào.").format(name=chosen.name))
        self.bring_in(place, paths)

    def bring_in(self, place: Place, paths: list[Path]) -> None:
        """Open the import window on slips of this month."""
        from ui.data.import_dialog import ImportDialog  # the workbook readers load only when a file comes

        year, month, _cell = place
        dialog = ImportDialog(self._db, self._jobs(), self._window, month=(year, month))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.imported.connect(self.said)
        dialog.open()
        dialog.open_files(paths)

    def _ask_folder(self, title: str) -> Path | None:
        chosen = QFileDialog.getExistingDirectory(self._window, title, str(usual_folder(self.folder)))
        if not chosen:
            return None
        SlipSteps.folder = Path(chosen)
        return Path(chosen)

    def _explain(self, error: Exception) -> None:
        messages.explain(self._window, error)
