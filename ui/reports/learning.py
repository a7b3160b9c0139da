"""Learning a form: it is drawn as it came, a cell is chosen, and what it shows is picked beside it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidgetItem,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from exports.learned import bound, filters, forms, free_cells
from exports.learned.fill import Place
from exports.learned.reading import offers, proposals
from exports.learned.sketch import Sketch, title_of
from exports.learned.template import SCHEMA, Binding, Line, Template
from exports.learned.xml.grid import Spot
from models import cells, office, saved_forms, villages
from models.database import Database
from models.errors import KnownError
from models.saved_forms import FormRow
from ui import theme
from ui.fields import Choice, SearchField
from ui.keys import key_sequence
from ui.reports.form_head import FormHead
from ui.reports.known_form import KnownForm
from ui.reports.narrowing import NarrowingDialog
from ui.reports.proposing import ProposalsDialog
from ui.reports.unbound import UnboundCells
from ui.unsaved import UnsavedDialog
from ui.widgets.buttons import push_button
from ui.widgets.labels import label
from ui.widgets.low_list import LowList
from ui.widgets.page_view import PageView
from ui.widgets.room import fit_screen

_DATA = Qt.ItemDataRole.UserRole
_SIDE = 320


class LearningDialog(UnsavedDialog):
    """Binds the cells of a form and keeps it in the data file, anew or in the place of `kept`; `saved` tells its name.

    What stands beside the form is of the cell in the frame, wherever the arrows go. Enter on it goes to the search;
    Enter there binds the line chosen and goes back, Esc goes back without; Delete frees a cell.
    """

    saved = Signal(str)
    left_for = Signal(str)
    """The name of the report that fills the form already, which is wanted instead."""

    def __init__(
        self, db: Database, template: Template, kept: FormRow | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.template = template
        self._db, self._kept = db, kept
        with db.read() as session:
            commune = office.read(session).commune
        self._sketch = Sketch(template.form.content, template.form.name, commune)
        if not self._sketch.has_free_cell(template):
            raise KnownError(f"“{template.form.name}” không có ô nào để điền; hãy xem lại tệp cấp trên gửi.")
        self._is_changed = False
        self.place: Place | None = None
        self.setWindowTitle(self.tr("Gắn số liệu vào biểu của cấp trên"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._build(db)
        self.view.cell_opened.connect(self.open_cell)
        self.view.cell_stood_on.connect(lambda *cell: self._stand_on(self._place_of(*cell)))
        self.search.searched.connect(lambda _text: self._offer())
        self.search.returnPressed.connect(self.bind)
        self.offers.itemActivated.connect(lambda _line: self.bind())
        self.bindings.itemActivated.connect(lambda line: self._go_to(line.data(_DATA)))
        self.sheet.picked.connect(lambda _name: self._draw())
        self.sheet.picked.connect(lambda _name: self._stand_on(None))  # the cell before lies on another sheet
        self.known.wanted.connect(lambda report: self.leave(partial(self._leave_for, report)))
        QShortcut(key_sequence("Ctrl+S"), self, self.save)
        QShortcut(key_sequence("Ctrl+G"), self, self.propose)
        QShortcut(key_sequence("Ctrl+L"), self, self.narrow)
        QShortcut(key_sequence("Ctrl+T"), self, self.go_on)
        if parent is not None:
            fit_screen(self, parent.width(), parent.height())
        self._draw()
        self._list()
        self._offer()
        self.view.setFocus()

    def _build(self, db: Database) -> None:
        self.propose_button = push_button(self.tr("Gợi ý cả trang…"), "list-checks", self.propose, takes_enter=False)
        name = self.template.title if self._kept else forms.free_title(db, self._sketch.title(), self.template.title)
        head = FormHead(name, self.template.needs, self._sketch.sheets(), self.propose_button)
        self.title, self.needs, self.sheet = head.title, head.needs, head.sheet
        self.view = PageView()
        self.heading = label("", "heading", wrap=True)
        self.search = SearchField(self.tr("Tìm chỉ số, hoặc gõ chữ có {ky}"))
        self.offers = LowList()
        self.offers.setAccessibleName(self.tr("Gắn vào ô"))
        self.cell = Choice(((self.tr("Toàn đảng bộ"), ""),))
        with db.read() as session:
            names = [cells.short_name(name) for name in cells.names(session, db.clock().date()).values()]
            homes = list(villages.names(session).values())
        self._places = [
            *(filters.of_place(filters.CELL, name) for name in names),
            *(filters.of_place(filters.VILLAGE, name) for name in homes),
        ]
        self.cell.set_entries([(self.tr("Toàn đảng bộ"), ""), *((name, name) for name in names)])
        self.cell.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.cell.setAccessibleName(self.tr("Chỉ tính một chi bộ"))
        self.span = Choice(bound.spans())
        self.span.setAccessibleName(self.tr("Số của kỳ nào"))
        self.span.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.span.setToolTip(self.tr("Số của kỳ báo cáo, cùng kỳ năm trước, tỷ lệ %, lũy kế, hay của một tháng, quý"))
        self.filter_button = push_button(self.tr("Lọc…"), "columns-3", self.narrow, takes_enter=False)
        self.filter_button.setToolTip(self.tr("Chỉ đếm nữ, dự bị, một độ tuổi, một thôn…: cho ô, cả dòng hoặc cả cột"))
        self.bind_button = push_button(self.tr("Gắn vào ô"), "check", self.bind, takes_enter=False)
        self.free_button = push_button(self.tr("Bỏ gắn"), "x", self.free, takes_enter=False)
        self.bindings = LowList()
        self.bindings.setAccessibleName(self.tr("Các ô đã gắn"))
        self.count = label("", "muted")
        self.unbound = UnboundCells()
        self.unbound.clicked.connect(self.go_on)
        pair = QHBoxLayout()
        pair.addWidget(self.bind_button, 1)
        pair.addWidget(self.free_button)
        side = QVBoxLayout()
        side.setSpacing(theme.GAP)
        side.addWidget(self.heading)
        side.addWidget(self.search)
        side.addWidget(self.offers, 3)
        narrow = QHBoxLayout()
        narrow.addWidget(self.cell, 1)
        narrow.addWidget(self.filter_button)
        side.addLayout(narrow)
        side.addWidget(self.span)
        side.addLayout(pair)
        side.addWidget(self.count)
        side.addWidget(self.unbound)
        side.addWidget(self.bindings, 2)
        inside = QWidget()
        inside.setProperty("bare", True)
        inside.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        panel = QScrollArea(widgetResizable=True)  # large letters on a small screen need more height than there is
        panel.setProperty("bare", True)
        panel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        panel.setFixedWidth(_SIDE)
        panel.setWidget(inside)
        middle = QHBoxLayout()
        middle.setSpacing(theme.MARGIN)
        middle.addWidget(self.view, 1)
        middle.addWidget(panel)
        self.error = label(role="error", wrap=True)
        self.error.hide()
        self.save_button = push_button(self.tr("Lưu mẫu"), "save", self.save, kind="primary", takes_enter=False)
        foot = QHBoxLayout()
        foot.addWidget(self.error, 1)
        foot.addStretch()
        foot.addWidget(self.save_button)
        foot.addWidget(push_button(self.tr("Đóng"), "x", self.reject, takes_enter=False))
        box = QVBoxLayout(self)
        box.setContentsMargins(*(theme.MARGIN,) * 4)
        box.setSpacing(theme.MARGIN)
        self.known = KnownForm()
        box.addWidget(head)
        box.addWidget(self.known)
        box.addLayout(middle, 1)
        box.addLayout(foot)

    # -- what the officer does -----------------------------------------------------------------------------------

    def open_cell(self, sheet: str, row: int, column: int) -> None:
        """Stand on a cell: offer what its labels speak of, or what it is bound to, and go to the search."""
        self._stand_on(self._place_of(sheet, row, column))
        self.search.setFocus()

    def bind(self) -> None:
        """Bind the chosen cell to the line chosen, and go back to the form."""
        line = self.offers.currentItem()
        if self.place is None or line is None:
            return
        kind, key, wanted = line.data(_DATA)
        only = self.cell.value() if kind in (bound.INDICATOR, bound.STATISTIC, bound.ROWS) else ""
        span = self.span.value() if kind in (bound.INDICATOR, bound.STATISTIC) else bound.NOW
        try:
            now = self.template.at(self.place)
            kept = now.filters if now is not None and kind in (bound.INDICATOR, bound.STATISTIC) else ()
            kept = kept if wanted is None else wanted
            made = self.template.bind(Binding(self.place, kind, key, only, kept, span))
        except KnownError as error:
            self._say(str(error))
            return
        self._take(made)

    def free(self) -> None:
        """Bind the chosen cell to nothing."""
        if self.place is not None:
            made = self.template.free(self.place)
            self.place = self.place if self._is_there(self.place) else None
            self._take(made)

    def go_on(self) -> None:
        """Stand on the next blank cell of the sheet that is bound to nothing."""
        sheet = self.sheet.value()
        spot = self.unbound.after(self.place.spot if self.place is not None and self.place.sheet == sheet else None)
        if spot is not None:
            self._go_to(Place(sheet, spot))

    def propose(self) -> ProposalsDialog | None:
        """Show what the labels of this sheet say its free cells may hold, to be taken all at once or in part."""
        found = self._sketch.proposals(self.template, self.sheet.value(), self._places)
        untold = self._sketch.untold(self.template, self.sheet.value(), self._places)
        if not found:
            self._say(
                " ".join(untold) or self.tr("Không đọc ra ô trống nào thật chắc chắn; hãy bấm vào từng ô để gắn.")
            )
            return None
        year = self._db.clock().year
        turned = self._sketch.of_report_years(self.sheet.value(), found, year)

        def titled(those: list[proposals.Proposal]) -> list[tuple[proposals.Proposal, str]]:
            made = proposals.taken(self.template, those)
            return [(one, title_of(made, one.binding)) for one in those]

        dialog = ProposalsDialog(titled(found), titled(turned), year, self, untold)
        dialog.accepted.connect(lambda: self._take(proposals.taken(self.template, dialog.ticked())))
        dialog.open()
        return dialog

    def narrow(self) -> NarrowingDialog | None:
        """Ask what the figures of the chosen cell, of its row or of its column are narrowed to."""
        if self.place is None:
            return None
        now = self.template.at(self.place)
        sheet, (row, column) = self.place
        lines = {"row": Line(sheet, row, 0), "column": Line(sheet, 0, column)}
        places = [(self.tr("Cả {line}").format(line=line), key) for key, line in lines.items()]
        if now is not None and now.kind == bound.ROWS:
            places = [(self.tr("Danh sách bắt đầu ở dòng {row}").format(row=row), "row")]
        if now is not None and now.kind in (bound.INDICATOR, bound.STATISTIC):
            places.insert(0, (self.tr("Chỉ ô {cell}").format(cell=self.place.spot), "cell"))
        ticked = {key: self.template.narrowed.get(line, ()) for key, line in lines.items()}
        title = self.tr("Lọc ô {cell}").format(cell=self.place.spot)
        dialog = NarrowingDialog(title, places, ticked | {"cell": now.filters if now else ()}, self._places, self)

        def take() -> None:
            made = self.template
            if now is not None and dialog.chosen.get("cell", list(now.filters)) != list(now.filters):
                made = made.bind(replace(now, filters=tuple(dialog.chosen["cell"])))
            for key, line in lines.items():
                if key in dialog.chosen:
                    made = made.narrow(line, dialog.chosen[key])
            self._take(made)

        dialog.accepted.connect(take)
        dialog.open()
        return dialog

    def save(self) -> None:
        """Keep the form. A title that another has is not taken from it."""
        made = replace(
            self.template, title=self.title.text().strip(), needs=self.needs.value(), schema=SCHEMA, unread=()
        )
        try:
            name = self._kept.name if self._kept else forms.name_of(made.title)
            with self._db.write(self.tr("Lưu mẫu của cấp trên {name}").format(name=name)) as session:
                saved_forms.save(session, name, made.to_bytes(), self._kept.id if self._kept else None)
        except KnownError as error:
            self._say(str(error))
            return
        self._is_changed = False
        self.saved.emit(name)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete frees the cell chosen on the form; Esc beside it goes back there."""
        if event.key() == Qt.Key.Key_Delete and self.focusWidget() is self.view and self.view.chosen is not None:
            self.free()
            return
        if event.key() == Qt.Key.Key_Escape and self.focusWidget() in (self.search, self.offers):
            self.view.setFocus()  # the cell is left as it is
            return
        if event.key() == Qt.Key.Key_Down and self.focusWidget() is self.search:
            self.offers.setFocus()
            return
        super().keyPressEvent(event)

    def _place_of(self, sheet: str, row: int, column: int) -> Place:
        return self.template.form.corner(Place(sheet, Spot(row, column)))

    def _stand_on(self, place: Place | None) -> None:
        self.place = place
        self.search.clear()
        self._offer()

    def has_unsaved(self) -> bool:
        """Whether anything was bound and not saved."""
        return self._is_changed

    def _leave_for(self, report: str) -> None:
        self.left_for.emit(report)
        self.done(self.DialogCode.Rejected)

    # -- showing ---------------------------------------------------------------------------------------------------

    def _take(self, made: Template) -> None:
        if made.needs is not self.template.needs:
            self.needs.set_value(made.needs)  # a list of a month was bound
        self.template = made
        self._is_changed = True
        self.error.hide()
        self._draw()
        self._list()
        self._stand_on(self.place)
        if self.place is not None:
            self.view.choose_cell(*self.place.spot)
        self.view.setFocus()

    def _draw(self) -> None:
        places = [(one.place.sheet, one.place.spot.row, one.place.spot.column) for one in self.template.bindings]
        told = dict(zip(places, (title_of(self.template, one) for one in self.template.bindings), strict=True))
        pages = self._sketch.pages(self.template, self.sheet.value())
        self.view.set_pages(pages, opens=lambda *_cell: True, marks=told)
        self.known.show_known(self._sketch.known(self.sheet.value()))
        self.unbound.show_cells(free_cells.unbound(self.template, self.sheet.value()))

    def _list(self) -> None:
        self.bindings.clear()
        for one in self.template.bindings:
            place = f"{one.place.spot}" if self._is_there(one.place) else str(one.place).partition(" ")[2]
            line = QListWidgetItem(f"{place}: {title_of(self.template, one)}", self.bindings)
            line.setToolTip(one.place.sheet)
            line.setData(_DATA, one.place)
        self.count.setText(self.tr("Đã gắn {n} ô").format(n=len(self.template.bindings)))

    def _is_there(self, place: Place) -> bool:
        """Whether the form has the sheet, and shows it: a template made for another may name others."""
        return place.sheet in self._sketch.sheets()

    def _go_to(self, place: Place) -> None:
        if not self._is_there(place):
            self.place = place
            self.heading.setText(self.tr("Biểu không có {place}; bấm Bỏ gắn nếu không cần.").format(place=place))
            self.offers.clear()
            self.free_button.setEnabled(True)
            self.free_button.setFocus()
            return
        self.sheet.set_value(place.sheet)
        self._draw()
        self.view.choose_cell(*place.spot)
        self.open_cell(place.sheet, *place.spot)

    def _offer(self) -> None:
        """List what fits the words typed, or the labels of the cell."""
        self.offers.clear()
        for button in (self.bind_button, self.free_button, self.filter_button):
            button.setEnabled(self.place is not None)
        if self.place is None:
            self.heading.setText(self.tr("Bấm vào một ô; hoặc Enter, phím mũi tên, rồi Enter"))
            return
        row, _ = self._sketch.labels(self.place)
        self.heading.setText(
            self.tr("Ô {cell}").format(cell=self.place.spot) + (f" – {row.lstrip('-+• ')}" if row else "")
        )
        typed = self.search.text().strip()
        now = self.template.at(self.place)
        if typed:
            found = offers.typed(typed)
        else:
            read = self._sketch.proposal(self.template, self.place, self._places)
            of = now or (read and read.binding)
            self.span.set_entries(bound.spans(of.span if of is not None else bound.NOW))
            self.span.set_value(of.span if of is not None else bound.NOW)
            if now is not None:
                self.cell.set_value(now.cell)
            found = offers.of_cell(self._sketch, self.template, self.place, read)
        for one in found:
            line = QListWidgetItem(one.text, self.offers)
            line.setToolTip(one.about)
            line.setData(_DATA, (one.kind, one.key, one.filters))
        if found and found[0].is_sure:
            self.offers.setCurrentRow(0)  # Enter takes what fits, never the first of everything

    def _say(self, text: str) -> None:
        self.error.setText(text)
        self.error.show()
