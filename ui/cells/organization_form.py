"""The form of an organisation above the cells."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QLineEdit, QWidget

from models import codes, office, organizations
from models.bodies import Body
from models.database import Database
from models.organizations import OrganizationRow, OrganizationValues
from models.text import clean
from ui.fields import Choice, DateField, FormDialog


class OrganizationForm(FormDialog):
    """Adds an organisation or corrects one; the first is proposed from the names of the office."""

    def __init__(self, db: Database, row: OrganizationRow | None = None, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._db = db
        self.organization_id = row.id if row else None
        self.setWindowTitle(self.tr("Sửa tổ chức đảng") if row else self.tr("Thêm tổ chức đảng"))
        with db.read() as session:
            today = db.clock().date()
            others = [one for one in organizations.rows(session, today) if one.id != self.organization_id]
            is_first = not organizations.count(session)
            commune = office.read(session).commune
            kinds = codes.items(session, codes.ORGANIZATION_KIND)
        self.name = self.add("name", self.tr("Tên tổ chức đảng"), QLineEdit(), required=True)
        self.name.setMaxLength(200)
        self.name.setPlaceholderText(self.tr("Đảng bộ xã Mường Mẫu"))
        self.kind = self.add(
            "kind_id",
            self.tr("Loại hình"),
            Choice([(self.tr("Chưa rõ"), None), *kind_entries(kinds, today)]),
        )
        self.above = self.add(
            "parent_id",
            self.tr("Trực thuộc"),
            Choice([(self.tr("Không có trong sổ"), None), *((one.name, one.id) for one in others)]),
            hint=self.tr("Đổi cấp trên theo quyết định thì dùng Tổ chức lại, để báo cáo cũ giữ nguyên."),
        )
        self.code = self.add(
            "code", self.tr("Mã tổ chức đảng"), QLineEdit(), hint=self.tr("14 chữ số do cấp trên cấp, nếu có")
        )
        self.code.setMaxLength(24)
        self.founded = self.add(
            "valid_from", self.tr("Ngày thành lập"), DateField(), hint=self.tr("Để trống nếu chưa rõ")
        )
        if row is not None:
            self.name.setText(row.name)
            self.kind.set_value(row.kind_id)
            self.above.set_value(row.parent_id)
            self.code.setText(row.code)
            self.founded.set_value(row.valid_from)
        elif is_first:
            self.name.setText(commune.replace("Đảng ủy", "Đảng bộ", 1))
            self.kind.set_value(next((kind.id for kind in kinds if kind.code == "commune"), None))
        self.name.setFocus()

    @property
    def body(self) -> Body:
        """The organisation written."""
        return Body(organization_id=self.organization_id)

    def save(self) -> None:
        """Write the organisation in one step."""
        values = OrganizationValues(
            name=self.name.text(),
            kind_id=self.kind.value(),
            parent_id=self.above.value(),
            code=self.code.text(),
            valid_from=self.day_of("valid_from"),
        )
        text = self.tr("Thêm {name}") if self.organization_id is None else self.tr("Sửa {name}")
        with self._db.write(text.format(name=clean(values.name) or self.tr("tổ chức đảng"))) as session:
            if self.organization_id is None:
                written = organizations.add(session, values)
            else:
                written = self.organization_id
                organizations.edit(session, written, values)
        self.organization_id = written


def kind_entries(kinds: list[codes.CodeRow], today: date) -> list[tuple[str, int]]:
    """Return the kinds to choose from: those of today, then those of an earlier time with their last day."""
    now = [(kind.label, kind.id) for kind in kinds if kind.is_of(today)]
    past = [
        (f"{kind.label} ({f'đến {kind.valid_to:%d/%m/%Y}' if kind.valid_to else 'chưa dùng'})", kind.id)
        for kind in kinds
        if not kind.is_of(today)
    ]
    return [*now, *past]
