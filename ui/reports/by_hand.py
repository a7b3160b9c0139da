"""Numbers of the preview written by hand: F2 or the right button on a number, with the reason; taken away again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
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
from ui.reports.catalogue import Catalogue
from ui.reports.findings import FindingsPanel
from ui.screen import Screen
from ui.widgets.buttons import pass_enter
from ui.widgets.labels import label
from ui.widgets.page_view import PageView


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
        self.setWindowTitle(self.tr("Ghi tay ô này") if draft.is_open(*spots[0][0].place) else self.tr("Sửa số này"))
        self._db, self._draft, self._spots, self._kept = db, draft, spots, kept
        spot, reckoned = spots[0]
        self.form.addWidget(label(_named(spot), "heading", wrap=True))
        is_open = draft.is_open(*spot.place)
        if is_open:
            said = self.tr("Biểu in sẵn: {n}").format(n=reckoned) if reckoned else self.tr("Sổ không có số cho ô này.")
        else:
            said = self.tr("Số máy tính: {n}").format(n=reckoned or self.tr("để trống"))
        self.reckoned = label(said)
        self.form.addWidget(self.reckoned)
        self.card = label(_card(db, draft, spot), wrap=True)
        self.card.setVisible(bool(self.card.text()))
        self.form.addWidget(self.card)
        self._takes_words = draft.takes_words(*spot.place)
        asked = self.tr("Số thay vào")
        if is_open:
            asked = self.tr("Ghi vào ô (số, hoặc chữ)") if self._takes_words else self.tr("Ghi vào ô")
        self.value = self.add("value", asked, QLineEdit(), required=True)
        self.value.setMaxLength(overrides.LONGEST if self._takes_words else 20)
        self.reason = self.add(
            "reason",
            self.tr("Lý do"),
            QLineEdit(),
            required=True,
            hint=self.tr("Tệp của mẫu này không thêm ghi chú; lý do ghi ở tệp chữ “… – số sửa tay” cạnh tệp xuất ra.")
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
        self._said = note
        self.note = label(note, "muted", wrap=True)
        self.form.addWidget(self.note)
        self.value.textChanged.connect(self._say_words)
        if kept:
            self.value.setText(kept[0].row.typed)
            self.reason.setText(kept[0].row.reason)
            back = self.tr("Bỏ số ghi tay") if is_open else self.tr("Về số máy tính")
            self.back = self.buttons.addButton(back, QDialogButtonBox.ButtonRole.ResetRole)
            pass_enter(self.back)
            theme.dress(self.back, "undo-2")
            self.back.clicked.connect(self.take_away)
        else:
            self.value.setText(reckoned if any(letter.isdigit() for letter in reckoned) else "")
            self.reason.setText(_last_reason(draft) if is_open else "")
        self.value.selectAll()

    def save(self) -> None:
        """Write the number in one step. Raises KnownError naming the field."""
        report, scope = self._draft.report, self._draft.scope
        words = self.tr("Sửa tay số trong {title}, {about}").format(title=report.title, about=scope.about)
        with self._db.write(words) as session:
            overrides.keep_under(session, report.key, scope.key, scope.asked)
            overrides.write(
                session,
                report.key,
                scope.asked,
                scope.about,
                self._spots,
                self.value.text(),
                self.reason.text(),
                on=self._db.clock().date(),
                takes_words=self._takes_words,
            )

    def _say_words(self, text: str) -> None:
        """Say below the fields when what is typed is no number."""
        is_words = self._takes_words and overrides.is_words(text)
        self.note.setText(self.tr("Ghi thành chữ: công thức của biểu không cộng ô này.") if is_words else self._said)

    def take_away(self) -> None:
        """Show again what the program reckons."""
        remove(self._db, self._draft, self._kept)
        self.accept()


def remove(db: Database, draft: Draft[object], kept: Sequence[ByHand]) -> None:
    """Take numbers by hand away, in one step."""
    tr = QObject().tr
    with db.write(tr("Bỏ số sửa tay trong {title}").format(title=draft.report.title)) as session:
        overrides.remove(session, [one.row.id for one in kept])


def _last_reason(draft: Draft[object]) -> str:
    """Return why the last number of a cell that only the office fills was written: the next ones are mostly alike."""
    last = max((one.row for one in draft.placed if one.is_open), default=None, key=lambda row: row.id)
    return "" if last is None else last.reason


def _card(db: Database, draft: Draft[object], spot: Spot) -> str:
    """Return what a cell is that only the office has a number for; "" for others, whose card opens with names."""
    read = draft.behind(*spot.place) if draft.is_open(*spot.place) else None
    if read is None:
        return ""
    with db.read() as session:
        return read(session).explanation


def _named(spot: Spot) -> str:
    """A cell in words: B10 · 1. Kết nạp · Kỳ này."""
    return " · ".join(part for part in (address(spot.row, spot.column), spot.line, spot.heading) if part)


class HandNumbers(QObject):
    """What the screen of reports does about numbers by hand: marks them, opens their form, goes to a cell.

    `shown` gives the draft that the view shows, None while there is none.
    """

    changed = Signal()
    """A number was written by hand, or taken away."""
    names_asked = Signal(str, int, int)
    """The names behind the number of a cell (sheet, row, column) are wanted."""

    def __init__(
        self,
        screen: Screen,
        view: PageView,
        catalogue: Catalogue,
        findings: FindingsPanel,
        shown: Callable[[], Draft[object] | None],
    ) -> None:
        super().__init__(screen)
        self._screen, self._view, self._catalogue, self._shown = screen, view, catalogue, shown
        self._wanted: CellAt | None = None
        view.cell_edit_asked.connect(self.edit)
        view.cell_menu_asked.connect(self.open_menu)
        findings.cell_asked.connect(self.go_to)

    def marks(self, draft: Draft[object]) -> dict[tuple[str, int, int], str]:
        """The cells with a number by hand, and what is said of each."""
        return {one.spot.place: one.note() for one in draft.placed if one.spot is not None}

    def is_editable(self, sheet: str, words: Words) -> bool:
        """Say whether the number of a cell may be written by hand."""
        draft = self._shown()
        return draft is not None and draft.is_editable(sheet, *words.cell, "".join(words.lines))

    def edit(self, sheet: str, row: int, column: int) -> HandForm | None:
        """Open the form of a cell; say why where there is none."""
        draft = self._shown()
        spots = draft.spots(sheet, row, column) if draft is not None else []
        if draft is None or not spots or not draft.is_editable(sheet, row, column, spots[0][1]):
            self._screen.said.emit(
                self.tr(
                    "Ô này không ghi tay được: là chữ, công thức của biểu, không có chữ ở đầu dòng, đầu cột, hoặc danh "
                    "sách dài quá 5.000 dòng."
                )
            )
            return None
        form = HandForm(self._screen.db, draft, spots, self._kept(draft, spots), self._screen)
        form.accepted.connect(self.changed)
        form.open()
        return form

    def _kept(self, draft: Draft[object], spots: Sequence[tuple[Spot, str]]) -> list[ByHand]:
        places = {spot.place for spot, _text in spots}
        return [one for one in draft.placed if one.spot is not None and one.spot.place in places]

    def open_menu(self, sheet: str, row: int, column: int, where: QPoint) -> QMenu:
        """Offer what can be done with a cell."""
        menu = QMenu(self._screen)
        draft = self._shown()
        if draft is not None and not draft.is_open(sheet, row, column) and draft.behind(sheet, row, column) is not None:
            names = menu.addAction(self.tr("Xem tên"), lambda: self.names_asked.emit(sheet, row, column))
            theme.dress(names, "users")
        is_open = draft is not None and draft.is_open(sheet, row, column)
        words = self.tr("Ghi tay ô này…\tF2") if is_open else self.tr("Sửa số này…\tF2")
        change = menu.addAction(words, lambda: self.edit(sheet, row, column))
        theme.dress(change, "pencil")
        kept = self._kept(draft, draft.spots(sheet, row, column)) if draft is not None and draft.by_hand else []
        if draft is not None and kept:
            words = self.tr("Bỏ số ghi tay") if kept[0].is_open else self.tr("Về số máy tính")
            back = menu.addAction(words, partial(self._take_away, draft, kept))
            theme.dress(back, "undo-2")
        menu.popup(where)
        return menu

    def _take_away(self, draft: Draft[object], kept: Sequence[ByHand]) -> None:
        remove(self._screen.db, draft, kept)
        self.changed.emit()

    def go_to(self, cell: CellAt) -> None:
        """Stand on a cell, of another form of the same period if it says so."""
        if not cell.report or self._is_of(cell):
            self._stand_on(cell)
            return
        self._wanted = cell
        self._catalogue.choose(cell.report)

    def arrive(self) -> None:
        """Stand on the cell that another form was opened for, now that this is shown."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None and self._is_of(wanted):
            self._stand_on(wanted)

    def _is_of(self, cell: CellAt) -> bool:
        """Whether a cell belongs to the report chosen."""
        return self._catalogue.report is not None and cell.report == self._catalogue.report.key

    def _stand_on(self, cell: CellAt) -> None:
        self._view.show_cell(*cell.place)
        self._view.setFocus()
