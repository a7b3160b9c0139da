"""*Khen thưởng, kỷ luật* of a cell or organisation: what form 7 counts, and what stands against it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from models import body_awards, codes
from models.awards import CommendationValues, DisciplineValues
from models.bodies import Body
from models.body_awards import BodyRecord
from models.database import Database
from models.dates import PartialDate
from ui.members.record_forms import CommendationForm, PlainDisciplineForm, RecordForm
from ui.tables import Column
from ui.theme import State
from ui.widgets.buttons import push_button
from ui.widgets.edit_list import EditListDialog


class BodyRecordsDialog(EditListDialog[BodyRecord]):
    """The commendations and disciplines of one body, the newest first."""

    def __init__(self, db: Database, body: Body, name: str, parent: QWidget | None = None) -> None:
        self._words: dict[int, str] = {}
        self._today = db.clock().date()
        super().__init__(parent)
        self.db, self.body, self.name = db, body, name
        self.set_words(
            self.tr("Khen thưởng, kỷ luật của {name}").format(name=name),
            self.tr("Khen thưởng có ngày quyết định được đếm ở Biểu 7, mục I.1."),
        )
        self.add_button.setText(self.tr("Ghi khen thưởng…"))
        self.discipline_button = push_button(self.tr("Ghi kỷ luật…"), "plus", self.add_discipline, takes_enter=False)
        self.row.insertWidget(1, self.discipline_button)
        self.setTabOrder(self.add_button, self.discipline_button)
        self.setTabOrder(self.discipline_button, self.edit_button)
        self.table.set_empty(self.tr("Chưa ghi khen thưởng, kỷ luật nào."))

    def columns(self) -> Sequence[Column[BodyRecord]]:
        """A record by its day, its form, its paper."""
        return (
            Column[BodyRecord](self.tr("Ngày"), self._day, width=11),
            Column(self.tr("Việc"), self._matter, width=12, state=self._state),
            Column(self.tr("Hình thức"), self._form, width=28, least=20, bold=True, tip=self._form),
            Column(self.tr("Nội dung"), self._content, width=30, least=12, tip=self._content),
            Column[BodyRecord](
                self.tr("Số quyết định"),
                lambda row: row.values.decision_number,
                width=14,
                least=9,
                short=self.tr("Số QĐ"),
            ),
            Column(
                self.tr("Cấp quyết định"),
                self._decided_by,
                width=18,
                least=9,
                leaves=1,
                short=self.tr("Cấp QĐ"),
                tip=self._decided_by,
            ),
        )

    def read(self) -> list[BodyRecord]:
        """The records of the body."""
        with self.db.read() as session:
            self._words = codes.labels(session, codes.BODY_COMMENDATION, codes.BODY_DISCIPLINE, codes.AWARD_LEVEL)
            return body_awards.of(session, self.body)

    def form_for(self, row: BodyRecord | None) -> RecordForm:
        """The form of a record; a new one is a commendation."""
        if row is None or isinstance(row.values, CommendationValues):
            return self._form_of(CommendationForm, row)
        return self._form_of(PlainDisciplineForm, row)

    def add_discipline(self) -> RecordForm:
        """Ask for a new discipline."""
        return self.show_form(self._form_of(PlainDisciplineForm, None))

    def take_out(self, row: BodyRecord) -> None:
        """Take a record out."""
        text = self.tr("Bỏ “{title}” của {name}").format(title=self._form(row), name=self.name)
        with self.db.write(text) as session:
            body_awards.remove(session, row)

    def _form_of(self, kind: type[RecordForm], row: BodyRecord | None) -> RecordForm:
        return kind(self.db, self.body, self, row_id=row.row_id if row else None, values=row.values if row else None)

    # -- in words --------------------------------------------------------------------------------------------------

    def _day(self, row: BodyRecord) -> PartialDate | date | None:
        values = row.values
        return values.awarded_on if isinstance(values, CommendationValues) else values.effective_on

    def _matter(self, row: BodyRecord) -> str:
        if isinstance(row.values, CommendationValues):
            return self.tr("Khen thưởng")
        return self.tr("Kỷ luật") if self._is_in_force(row.values) else self.tr("Kỷ luật đã hết")

    def _state(self, row: BodyRecord) -> State:
        if isinstance(row.values, CommendationValues):
            return State.PLAIN
        return State.WARN if self._is_in_force(row.values) else State.IDLE

    def _is_in_force(self, values: DisciplineValues) -> bool:
        return values.ends_on is None or values.ends_on >= self._today

    def _form(self, row: BodyRecord) -> str:
        values = row.values
        key = values.kind_id if isinstance(values, CommendationValues) else values.form_id
        return self._words.get(key or 0, "")

    def _content(self, row: BodyRecord) -> str:
        return row.values.title if isinstance(row.values, CommendationValues) else row.values.content

    def _decided_by(self, row: BodyRecord) -> str:
        values = row.values
        return self._words.get(values.level_id or 0, "") if isinstance(values, CommendationValues) else values.issuer
