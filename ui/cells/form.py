"""The forms of *Chi bộ, thôn bản*: a cell, a village."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from models import cell_register, cells, codes, organizations
from models.cells import CellRow, CellValues
from models.database import Database
from models.errors import KnownError
from models.text import clean
from models.villages import VillageRow, VillageValues
from ui.cells.organization_form import kind_entries
from ui.fields import Choice, DateField, FormDialog, named

_MOST = 200
_MOST_PEOPLE = 1_000_000


class CellForm(FormDialog):
    """Adds a cell or corrects one; `cell_id` is that of the cell written."""

    def __init__(self, db: Database, cell: CellRow | None = None, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._db = db
        self.cell_id = cell.id if cell else None
        self.setWindowTitle(self.tr("Sửa chi bộ") if cell else self.tr("Thêm chi bộ"))
        with db.read() as session:
            kinds = codes.items(session, codes.CELL_KIND)
            above = organizations.rows(session, db.clock().date())
        nothing = self.tr("Chưa rõ") if cell else self.tr("Theo tên chi bộ")
        decided = self.tr("Tên mới theo quyết định thì dùng Tổ chức lại › Đổi tên: biểu cũ giữ tên cũ.") if cell else ""
        self.name = self.add("name", self.tr("Tên chi bộ"), QLineEdit(), required=True, hint=decided)
        self.name.setPlaceholderText(self.tr("Chi bộ bản Nà Sáy"))
        self.kind = self.add(
            "kind_id", self.tr("Loại hình"), Choice([(nothing, None), *kind_entries(kinds, db.clock().date())])
        )
        self.above = self.add(
            "organization_id",
            self.tr("Trực thuộc"),
            Choice([(self.tr("Không có trong sổ"), None), *((row.name, row.id) for row in above)]),
        )
        self.fields["organization_id"].setVisible(bool(above))
        self.code = self.add(
            "code", self.tr("Mã tổ chức đảng"), QLineEdit(), hint=self.tr("14 chữ số do cấp trên cấp, nếu có")
        )
        self.place = self.add("place", self.tr("Nơi sinh hoạt"), QLineEdit())
        self.founded = self.add(
            "valid_from", self.tr("Ngày thành lập"), DateField(), hint=self.tr("Để trống nếu chưa rõ")
        )
        for field, most in ((self.name, _MOST), (self.place, _MOST), (self.code, 24)):
            field.setMaxLength(most)
        if cell is not None:
            self.name.setText(cell.name)
            self.kind.set_value(cell.kind_id)
            self.code.setText(cell.code)
            self.place.setText(cell.place)
            self.founded.set_value(cell.valid_from)
            self.above.set_value(cell.organization_id)
        elif len(above) > 0:
            with db.read() as session:
                self.above.set_value(cells.commune_of(session))
        self.name.setFocus()

    def save(self) -> None:
        """Write the cell in one step."""
        values = CellValues(
            name=self.name.text(),
            kind_id=self.kind.value(),
            code=self.code.text(),
            place=self.place.text(),
            valid_from=self.day_of("valid_from"),
            organization_id=self.above.value(),
        )
        text = self.tr("Thêm {name}") if self.cell_id is None else self.tr("Sửa {name}")
        with self._db.write(text.format(name=clean(values.name) or self.tr("chi bộ"))) as session:
            if self.cell_id is None:
                written = cells.add(session, values)
            else:
                written = self.cell_id
                cells.edit(session, self.cell_id, values)
        self.cell_id = written


class VillageForm(FormDialog):
    """Adds a village or corrects one, with the cell that serves it from a day on; `village_id` is the one written."""

    def __init__(self, db: Database, village: VillageRow | None = None, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._db = db
        self._was_served_by = village.cell_id if village else None
        self.village_id = village.id if village else None
        self.setWindowTitle(self.tr("Sửa thôn, bản") if village else self.tr("Thêm thôn, bản"))
        with db.read() as session:
            open_cells = cells.rows(session, db.clock().date())
        self.name = self.add("name", self.tr("Tên thôn, bản, tổ dân phố"), QLineEdit(), required=True)
        self.name.setMaxLength(_MOST)
        numbers = self.add_row()
        self.households = self.add("households", self.tr("Số hộ"), QLineEdit(), into=numbers)
        self.population = self.add("population", self.tr("Nhân khẩu"), QLineEdit(), into=numbers)
        answers = [(self.tr("Chưa rõ"), None), (self.tr("Có"), True), (self.tr("Không"), False)]
        marks = self.add_row()
        self.difficult = self.add("is_especially_difficult", self.tr("Đặc biệt khó khăn"), Choice(answers), into=marks)
        self.border = self.add("is_border", self.tr("Biên giới"), Choice(answers), into=marks)
        served = [(self.tr("Chưa có chi bộ"), None), *((row.short_name, row.id) for row in open_cells)]
        self.cell = self.add("cell_id", self.tr("Chi bộ phụ trách"), Choice(served))
        self.since = self.add(
            "since",
            self.tr("Từ ngày"),
            DateField(),
            hint=self.tr("Ngày đổi chi bộ phụ trách. Để trống khi chỉ ghi lại cho đúng từ đầu."),
        )
        if village is not None:
            self._show(village)
        self.cell.currentIndexChanged.connect(self._follow)
        self._follow()
        self.name.setFocus()

    def save(self) -> None:
        """Write the village in one step."""
        values = VillageValues(
            name=self.name.text(),
            households=named("households", whole_number, self.households),
            population=named("population", whole_number, self.population),
            is_especially_difficult=self.difficult.value(),
            is_border=self.border.value(),
            cell_id=self.cell.value(),
        )
        since = self.day_of("since") if self.since.isEnabled() else None
        name = clean(values.name) or self.tr("thôn, bản")
        text = self.tr("Thêm thôn, bản {name}") if self.village_id is None else self.tr("Sửa thôn, bản {name}")
        with self._db.write(text.format(name=name)) as session:
            if self.village_id is None:
                written = cell_register.add_village(session, values, since=since)
            else:
                written = self.village_id
                cell_register.edit_village(session, self.village_id, values, since=since)
        self.village_id = written

    def _show(self, village: VillageRow) -> None:
        self.name.setText(village.name)
        for field, number in ((self.households, village.households), (self.population, village.population)):
            field.setText("" if number is None else str(number))
        self.difficult.set_value(village.is_especially_difficult)
        self.border.set_value(village.is_border)
        if village.cell_id is not None and not self.cell.set_value(village.cell_id):
            self.cell.addItem(village.cell_name, village.cell_id)  # a cell closed since: kept until another is chosen
            self.cell.set_value(village.cell_id)

    def _follow(self) -> None:
        """A day is asked for only when another cell is chosen."""
        self.since.setEnabled(self.cell.value() != self._was_served_by)


def whole_number(field: QLineEdit) -> int | None:
    """Return the whole number typed, with or without dots; None for nothing. Raises KnownError."""
    typed = clean(field.text()).replace(".", "").replace(" ", "")
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or int(typed) > _MOST_PEOPLE:
        raise KnownError(f"“{field.text()}” không phải là số người, số hộ; hãy chỉ ghi chữ số.")
    return int(typed)
