"""The forms of *Thiết lập*: the office."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from models import office
from models.database import Database
from models.errors import KnownError
from models.office import Office
from models.text import clean
from ui.fields import FormDialog
from ui.members.pairs import Pairs


def office_words() -> dict[str, tuple[str, str]]:
    """The fields of the office: their words, and an example."""
    tr = QCoreApplication.translate
    return {
        COMMUNE: (tr("Office", "Đảng ủy xã"), tr("Office", "Đảng ủy xã Mường Mẫu")),
        "superior": (tr("Office", "Cấp trên"), tr("Office", "Tỉnh ủy Điện Biên")),
        "place": (tr("Office", "Địa danh"), tr("Office", "Mường Mẫu")),
        "preparer": (tr("Office", "Người lập biểu"), tr("Office", "Họ và tên")),
        "preparer_phone": (tr("Office", "Điện thoại người lập biểu"), "0912 345 678"),
        "signing_for": (tr("Office", "Ký thay mặt"), "T/M ĐẢNG ỦY"),
        "signer_title": (tr("Office", "Chức danh người ký"), tr("Office", "BÍ THƯ hoặc PHÓ BÍ THƯ")),
        "signer": (tr("Office", "Người ký"), tr("Office", "Họ và tên")),
    }


COMMUNE = "commune"


class OfficeForm(FormDialog):
    """Who reports to whom and who signs; the head and the foot of every form."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(QCoreApplication.translate("Office", "Thông tin trên biểu mẫu"), parent, width=480)
        self._db = db
        with db.read() as session:
            kept = office.read(session)
        self.inputs: dict[str, QLineEdit] = {}
        two: Pairs | None = None
        for name, (words, example) in office_words().items():
            field = self.add(name, words, QLineEdit(getattr(kept, name)), required=name == COMMUNE, into=two)
            two = two or Pairs(self)  # below the first, which stands alone
            field.setPlaceholderText(example)
            field.setMaxLength(200)
            self.inputs[name] = field
        self.inputs[COMMUNE].setFocus()

    def save(self) -> None:
        """Write the office in one step. Raises KnownError without the name that heads every report."""
        if not clean(self.inputs[COMMUNE].text()):
            raise KnownError(self.tr("Hãy ghi tên đảng ủy xã: mọi báo cáo, biểu mẫu đều mang tên này."), field=COMMUNE)
        with self._db.write(self.tr("Sửa thông tin trên biểu mẫu")) as session:
            office.save(session, Office(**{name: field.text() for name, field in self.inputs.items()}))
