"""*Người phụ trách*: committee members in charge of a village, members in charge of groups of its households."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from models import assignments, cell_register, committee, person_names
from models.assignments import AssignmentRow, AssignmentValues
from models.database import Database
from models.errors import KnownError
from models.tables import CommitteeRole, Task
from models.text import number
from models.villages import VillageRow
from ui.cells.form import whole_number
from ui.fields import Choice, DateField, FormDialog, named
from ui.tables import Column
from ui.theme import State
from ui.widgets.edit_list import EditListDialog
from ui.widgets.person_field import PersonField


class AssignmentForm(FormDialog):
    """Who, for the village or for which group of households, from when to when."""

    def __init__(
        self, db: Database, village: VillageRow, row: AssignmentRow | None, parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent, width=520)
        self.setWindowTitle(self.tr("Sửa phân công") if row else self.tr("Phân công phụ trách"))
        self._db, self._village, self._row = db, village, row
        with db.read() as session:
            self._people = person_names.members(session, db.clock().date())
            self._committee = committee.roles(session, db.clock().date())
            self._here = {line.member_id for line in cell_register.residents(session, village.id, db.clock().date())}
        self.task = self.add("task", self.tr("Việc"), Choice([(task.label, task) for task in Task]))
        self.member = self.add("member_id", self.tr("Đảng viên"), PersonField(self._people), required=True)
        groups = self.add_row()
        self.group = self.add("group_name", self.tr("Nhóm hộ"), QLineEdit(), into=groups)
        self.group.setMaxLength(200)
        self.group.setPlaceholderText(self.tr("Nhóm 1"))
        self.households = self.add("households", self.tr("Số hộ"), QLineEdit(), into=groups)
        days = self.add_row()
        self.since = self.add("since", self.tr("Từ ngày"), DateField(), hint=self.tr("Để trống nếu chưa rõ"), into=days)
        self.until = self.add(
            "until", self.tr("Đến hết ngày"), DateField(), hint=self.tr("Để trống: còn phụ trách"), into=days
        )
        if row is not None:
            self.task.set_value(row.task)
        self._offer()
        if row is not None:
            self.member.set_value(row.member_id)
            self.group.setText(row.group_name)
            self.households.setText("" if row.households is None else str(row.households))
            self.since.set_value(row.since)
            self.until.set_value(row.until)
        else:
            self.since.set_value(db.clock().date())
        self.task.currentIndexChanged.connect(lambda _place: self._offer())
        self.task.currentIndexChanged.connect(lambda _place: self._follow())
        self.member.picked.connect(self._follow)
        self._follow()
        self.member.setFocus()

    def save(self) -> None:
        """Write the assignment in one step."""
        task: Task = self.task.value()
        is_group = task is Task.HOUSEHOLDS
        values = AssignmentValues(
            member_id=self._member(),
            village_id=self._village.id,
            task=task,
            group_name=self.group.text(),
            households=named("households", whole_number, self.households) if is_group else None,
            since=self.day_of("since"),
            until=self.day_of("until"),
        )
        with self._db.write(self.tr("Phân công phụ trách {name}").format(name=self._village.name)) as session:
            if self._row is None:
                assignments.add(session, values)
            else:
                assignments.edit(session, self._row.id, values)

    def _member(self) -> int | None:
        if self._row is not None and not self.member.text() and not self._row.is_on_list:
            return self._row.member_id  # has left the lists since: kept until another is chosen
        return named("member_id", PersonField.value, self.member)

    def _offer(self) -> None:
        """Offer for a village the members of committees first, each with the role; for households who live there."""
        if self.task.value() is Task.HOUSEHOLDS:
            self.member.offer(sorted(self._people, key=lambda person: person.id not in self._here))
            return
        first = [person for person in self._people if person.id in self._committee]
        first.sort(key=lambda person: list(CommitteeRole).index(self._committee[person.id][0]))
        named = [replace(who, detail=f"{self._committee[who.id][0].label}, {who.detail}") for who in first]
        self.member.offer([*named, *(person for person in self._people if person.id not in self._committee)])

    def _follow(self) -> None:
        is_group = self.task.value() is Task.HOUSEHOLDS
        self.group.setEnabled(is_group)
        self.fields["member_id"].set_hint(self._who_lives_here() if is_group else self._doubt())
        self.households.setEnabled(is_group)

    def _who_lives_here(self) -> str:
        is_open = bool(self._here) and not self.member.text()
        return self.tr("Đảng viên ở thôn, bản này đứng đầu danh sách.") if is_open else ""

    def _doubt(self) -> str:
        """Say that somebody is in no committee by their card; that may just not be written, so it refuses nothing."""
        try:
            member_id = self._member()
        except KnownError:
            return ""
        if member_id is None:
            return self.tr("Cấp ủy viên đứng đầu danh sách.") if self._committee else ""
        if member_id in self._committee:
            return ""
        return self.tr("Đồng chí chưa ghi chức vụ trong cấp ủy; phụ trách thôn, bản là cấp ủy viên. Vẫn lưu được.")


class PeopleDialog(EditListDialog[AssignmentRow]):
    """Who is and was in charge of one village; past assignments stay for past days."""

    def __init__(self, db: Database, village: VillageRow, parent: QWidget | None = None) -> None:
        self.village = village
        self.today = db.clock().date()
        super().__init__(parent)
        self.db = db
        homes = self.tr("{n} hộ.").format(n=number(village.households)) if village.households is not None else ""
        self.set_words(
            self.tr("Người phụ trách {name}").format(name=village.name),
            " ".join([homes, self.tr("Thôi phụ trách thì sửa, ghi ngày cuối cùng; chỉ bỏ dòng ghi nhầm.")]).strip(),
        )

    def columns(self) -> Sequence[Column[AssignmentRow]]:
        """Who does what, for whom, since when."""
        return (
            Column(self.tr("Họ và tên"), lambda row: row.full_name, width=24, least=18, bold=True),
            Column[AssignmentRow](
                self.tr("Việc"), lambda row: row.task, width=30, least=20, role="muted", tip=lambda row: row.task.label
            ),
            Column(self.tr("Nhóm hộ"), lambda row: row.group_name, width=18, least=9),
            Column(self.tr("Số hộ"), lambda row: row.households, width=8, leaves=1, align="right"),
            Column(self.tr("Từ ngày"), lambda row: row.since, width=12),
            Column(self.tr("Đến hết ngày"), lambda row: row.until, width=13, leaves=2, short=self.tr("Đến hết")),
            Column(
                self.tr("Hiện nay"),
                self._state,
                width=24,
                least=15,
                state=lambda row: State.GOOD if self._holds(row) and row.is_on_list else State.IDLE,
            ),
        )

    def _holds(self, row: AssignmentRow) -> bool:
        return (row.since is None or row.since <= self.today) and (row.until is None or row.until >= self.today)

    def _state(self, row: AssignmentRow) -> str:
        if not self._holds(row):
            return self.tr("không phụ trách")
        return self.tr("đang phụ trách") if row.is_on_list else self.tr("không còn trong danh sách")

    def read(self) -> list[AssignmentRow]:
        """The assignments of the village, past ones too."""
        with self.db.read() as session:
            return assignments.every(session, self.today, self.village.id)

    def form_for(self, row: AssignmentRow | None) -> AssignmentForm:
        """The form of an assignment."""
        return AssignmentForm(self.db, self.village, row, self)

    def take_out(self, row: AssignmentRow) -> None:
        """Take an assignment out."""
        text = self.tr("Bỏ phân công {who} phụ trách {village}")
        with self.db.write(text.format(who=row.full_name, village=row.village)) as session:
            assignments.remove(session, row.id)
