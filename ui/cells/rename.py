"""The forms that give a cell or organisation another name or superior, or end an organisation above the cells."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from models import cells, renaming
from models.bodies import Body
from models.database import Database
from models.decisions import Decision
from models.errors import KnownError
from models.text import clean, number
from ui import theme
from ui.cells.decision import DecisionForm, hold_still
from ui.fields import Choice


class RenameForm(DecisionForm):
    """*Đổi tên*: another name from a day on."""

    def __init__(self, db: Database, body: Body | None, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        self.setWindowTitle(self.tr("Đổi tên"))
        self.save_button.setText(self.tr("Đổi tên"))
        self.body = self.add("cells", self.tr("Chi bộ, tổ chức đổi tên"), Choice(self.bodies()))
        self.body.set_value(body)
        self.name = self.add("name", self.tr("Tên mới"), QLineEdit(), required=True)
        self.name.setMaxLength(200)
        self.body.picked.connect(lambda _body: self.tell())
        self.finish()

    def tell(self) -> None:
        """Say which papers keep the old name."""
        words = self.tr("Trước ngày này vẫn ghi là “{name}”. Chỉ sửa lỗi chính tả thì dùng nút Sửa.")
        is_commune = _is_commune(self.db, self.body.value())
        heads = self.tr("Tên xã ở đầu báo cáo, văn bản thì sửa ở Dữ liệu, trang Thiết lập.") if is_commune else ""
        self.say(words.format(name=self.body.currentText()), heads)

    def carry_out(self, decision: Decision) -> None:
        """Write the new name."""
        body: Body | None = self.body.value()
        if body is None:
            raise KnownError(self.tr("Chưa có chi bộ, tổ chức nào để đổi tên."), field="cells")
        label = self.tr("Đổi tên {old} thành {new}").format(old=self.body.currentText(), new=clean(self.name.text()))
        with self.db.write(label) as session:
            renaming.rename(session, body, self.name.text(), decision, today=self.today)


class ReparentForm(DecisionForm):
    """*Đổi cấp trên*: cells and organisations come under another organisation from a day on."""

    def __init__(self, db: Database, body: Body | None, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        self.setWindowTitle(self.tr("Đổi cấp trên"))
        self.save_button.setText(self.tr("Đổi cấp trên"))
        self.list = QListWidget()
        for name, each in self.bodies():
            item = QListWidgetItem(name)
            item.setData(Qt.ItemDataRole.UserRole, each)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if each == body else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        hold_still(self.list, theme.UNIT * 45)
        self.add("cells", self.tr("Chi bộ, tổ chức chuyển đi"), self.list, hint=self.tr("Phím cách đánh dấu."))
        self.parent_body = self.choice_of_superior(self.tr("Cấp trên mới"))
        self.finish()

    def tell(self) -> None:
        """Say that members stay where they are."""
        self.say(self.tr("Đảng viên vẫn ở chi bộ của mình."))

    def carry_out(self, decision: Decision) -> None:
        """Write the new superior."""
        items = (self.list.item(place) for place in range(self.list.count()))
        chosen = [item.data(Qt.ItemDataRole.UserRole) for item in items if item.checkState() is Qt.CheckState.Checked]
        text = self.tr("Chuyển {n} nơi về {name}").format(n=len(chosen), name=self.parent_body.currentText())
        with self.db.write(text) as session:
            renaming.reparent(session, chosen, self.parent_body.value(), decision, today=self.today)


class EndOrganizationForm(DecisionForm):
    """*Giải thể* an organisation above the cells: what stands under it comes under another."""

    def __init__(self, db: Database, organization_id: int, name: str, parent: QWidget | None = None) -> None:
        super().__init__(db, parent)
        self._organization_id, self._name = organization_id, name
        self.setWindowTitle(self.tr("Giải thể {name}").format(name=name))
        self.save_button.setText(self.tr("Giải thể"))
        self.parent_body = self.choice_of_superior(self.tr("Chi bộ, tổ chức trực thuộc chuyển về"))
        self.finish()

    def tell(self) -> None:
        """Say how much goes under the other superior, and whose end it would be if it is the office's own."""
        self.say(self._below(), self.tr("Đảng viên vẫn ở chi bộ của mình."))
        if _is_commune(self.db, Body(organization_id=self._organization_id)):
            self.warn(self.tr("Đây là đảng bộ của chính sổ này. Thêm, bớt chi bộ thì không giải thể đảng bộ xã."))

    def _below(self) -> str:
        """How many organisations, cells and members come under another superior, and how many cells do not."""
        with self.db.read() as session:
            found = renaming.falling(session, self._organization_id, self.on_which)
        counts = (
            (found.organizations, self.tr("{n} tổ chức")),
            (found.cells, self.tr("{n} chi bộ")),
            (found.members, self.tr("{n} đảng viên")),
        )
        said = ", ".join(words.format(n=number(count)) for count, words in counts if count)
        if not said:
            return self.tr("Không có chi bộ, tổ chức nào trực thuộc.")
        words = self.tr("; {n} chi bộ dưới các tổ chức ấy vẫn trực thuộc như cũ")
        stays = words.format(n=number(found.staying)) if found.staying else ""
        return self.tr("Chuyển về cấp trên mới: {said}.").format(said=said + stays)

    def carry_out(self, decision: Decision) -> None:
        """End the organisation."""
        with self.db.write(self.tr("Giải thể {name}").format(name=self._name)) as session:
            renaming.dissolve_organization(
                session, self._organization_id, self.parent_body.value(), decision, today=self.today
            )


def _is_commune(db: Database, body: Body | None) -> bool:
    """Whether a body is the commune's own organisation."""
    with db.read() as session:
        commune = cells.commune_of(session)
    return commune is not None and body == Body(organization_id=commune)
