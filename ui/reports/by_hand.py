"""Numbers of the preview written by hand: F2 or the right button on a number, with the reason; taken away again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QMenu, QWidget

from exports.by_hand import ByHand, address
from exports.drafts import Draft
from exports.names import CellAt
from exports.pages import Words
from models import overrides
from models.database import Database
from models.overrides import Spot
from ui import theme
from ui.fields import FormDialog
from ui.widgets.buttons import pass_enter
from ui.widgets.labels import label

if TYPE_CHECKING:
    from ui.reports.screen import ReportsScreen


class HandForm(FormDialog):
    """A number in place of the one reckoned, with its reason; `kept` are those the cells have by hand already."""

    def __init__(
        self,
        db: Database,
        draft: Draft[object],
        spots: Sequence[tuple[Spot, str]],
        kept: Sequence[ByHand],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", parent, width=480)
        self.setWindowTitle(self.tr("Sửa số này"))
        self._db, self._draft, self._spots, self._kept = db, draft, spots, kept
        spot, reckoned = spots[0]
        self.form.addWidget(label(_named(spot), "heading", wrap=True))
        self.reckoned = label(self.tr("Số máy tính: {n}").format(n=reckoned or self.tr("để trống")))
        self.form.addWidget(self.reckoned)
        self.value = self.add("value", self.tr("Số thay vào"), QLineEdit(), required=True)
        self.value.setMaxLength(20)
        self.reason = self.add(
            "reason",
            self.tr("Lý do"),
            QLineEdit(),
            required=True,
            hint=self.tr("Tệp của mẫu này chỉ nhận số; lý do ghi ở tệp chữ “… – số sửa tay” cạnh tệp xuất ra.")
            if draft.report.own_file
            else self.tr("Lý do đi kèm tệp gửi cấp trên (ghi chú của ô), không in ra giấy."),
        )
        self.reason.setMaxLength(200)
        rest = [f"{address(one.row, one.column)}" for one, _text in spots[1:]]
        if rest:
            words = self.tr("Số này còn đứng ở ô {cells}; sửa một lần cho tất cả.").format(cells=", ".join(rest))
            self.form.addWidget(label(words, "muted", wrap=True))
        if draft.report.own_file:
            note = self.tr("Tỷ lệ % và công thức của cấp trên tính lại theo số này; ô khác giữ số máy tính.")
        else:
            note = self.tr(
                "Tỷ lệ % tính lại theo số này. Dòng cộng không tự đổi: phần Kiểm tra nêu chỗ không còn khớp."
            )
        self.form.addWidget(label(note, "muted", wrap=True))
        if kept:
            self.value.setText(kept[0].row.shown)
            self.reason.setText(kept[0].row.reason)
            self.back = self.buttons.addButton(self.tr("Về số máy tính"), QDialogButtonBox.ButtonRole.ResetRole)
            pass_enter(self.back)
            theme.dress(self.back, "undo-2")
            self.back.clicked.connect(self.take_away)
        else:
            self.value.setText(reckoned if any(letter.isdigit() for letter in reckoned) else "")
        self.value.selectAll()

    def save(self) -> None:
        """Write the number in one step. Raises KnownError naming the field."""
        report, scope = self._draft.report, self._draft.scope
        words = self.tr("Sửa tay số trong {title}, {about}").format(title=report.title, about=scope.label)
        with self._db.write(words) as session:
            overrides.write(
                session,
                report.key,
                scope.key,
                scope.label,
                self._spots,
                self.value.text(),
                self.reason.text(),
                on=self._db.clock().date(),
            )

    def take_away(self) -> None:
        """Show again what the program reckons."""
        remove(self._db, self._draft, self._kept)
        self.accept()


def remove(db: Database, draft: Draft[object], kept: Sequence[ByHand]) -> None:
    """Take numbers by hand away, in one step."""
    tr = QObject().tr
    with db.write(tr("Bỏ số sửa tay trong {title}").format(title=draft.report.title)) as session:
        overrides.remove(session, [one.row.id for one in kept])


def _named(spot: Spot) -> str:
    """A cell in words: B10 · 1. Kết nạp · Kỳ này."""
    return " · ".join(part for part in (address(spot.row, spot.column), spot.line, spot.heading) if part)


class HandNumbers(QObject):
    """What the screen of reports does about numbers by hand: marks them, opens their form, goes to a cell."""

    def __init__(self, screen: ReportsScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._wanted: CellAt | None = None
        screen.view.cell_edit_asked.connect(self.edit)
        screen.view.cell_menu_asked.connect(self.open_menu)
        screen.findings.cell_asked.connect(self.go_to)

    @property
    def _draft(self) -> Draft[object] | None:
        return self._screen.preview.draft if self._screen.preview is not None else None

    def marks(self, draft: Draft[object]) -> dict[tuple[str, int, int], str]:
        """The cells with a number by hand, and what is said of each."""
        return {one.spot.place: one.note() for one in draft.placed if one.spot is not None}

    def is_editable(self, sheet: str, words: Words) -> bool:
        """Say whether the number of a cell may be written by hand."""
        return self._draft is not None and self._draft.is_editable(sheet, *words.cell, "".join(words.lines))

    def edit(self, sheet: str, row: int, column: int) -> HandForm | None:
        """Open the form of a cell; say why where there is none."""
        draft = self._draft
        spots = draft.spots(sheet, row, column) if draft is not None else []
        if draft is None or not spots:
            self._screen.said.emit(self.tr("Ô này không phải là số liệu nên không sửa được ở đây."))
            return None
        form = HandForm(self._screen.db, draft, spots, self._kept(draft, spots), self._screen)
        form.accepted.connect(self._screen.refresh)
        form.open()
        return form

    def _kept(self, draft: Draft[object], spots: Sequence[tuple[Spot, str]]) -> list[ByHand]:
        places = {spot.place for spot, _text in spots}
        return [one for one in draft.placed if one.spot is not None and one.spot.place in places]

    def open_menu(self, sheet: str, row: int, column: int, where: QPoint) -> QMenu:
        """Offer what can be done with a cell."""
        menu = QMenu(self._screen)
        draft = self._draft
        if draft is not None and draft.behind(sheet, row, column) is not None:
            names = menu.addAction(self.tr("Xem tên"), lambda: self._screen.open_names(sheet, row, column))
            theme.dress(names, "users")
        change = menu.addAction(self.tr("Sửa số này…\tF2"), lambda: self.edit(sheet, row, column))
        theme.dress(change, "pencil")
        kept = self._kept(draft, draft.spots(sheet, row, column)) if draft is not None and draft.by_hand else []
        if draft is not None and kept:
            back = menu.addAction(self.tr("Về số máy tính"), partial(self._take_away, draft, kept))
            theme.dress(back, "undo-2")
        menu.popup(where)
        return menu

    def _take_away(self, draft: Draft[object], kept: Sequence[ByHand]) -> None:
        remove(self._screen.db, draft, kept)
        self._screen.refresh()

    def go_to(self, cell: CellAt) -> None:
        """Stand on a cell, of another form of the same period if it says so."""
        if not cell.report or cell.report == self._screen.report.key:
            self._screen.view.show_cell(*cell.place)
            self._screen.view.setFocus()
            return
        self._wanted = cell
        self._screen.catalogue.choose(cell.report)

    def arrive(self) -> None:
        """Stand on the cell that another form was opened for, now that this is shown."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted.report == self._screen.report.key:
            self._screen.view.show_cell(*wanted.place)
            self._screen.view.setFocus()
