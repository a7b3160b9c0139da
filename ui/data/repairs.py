"""What is done with a finding of *Kiểm tra số liệu*: where it leads, and what is mended on the spot."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from models import cells, checks, different_people, meetings, villages
from models.checks import Finding
from models.checks.people import Person
from models.database import Database
from ui import messages
from ui.data.undated import show_undated
from ui.fields import FormDialog

DOUBLES = "doubles"
NO_SCORE = "no-score"
SINCE = "since"


class Repairs(QObject):
    """Leads to the place of a finding, opens the form that mends it, and asks about people written twice."""

    go = Signal(str, object)
    """Ask for another screen, as `Screen.go`."""
    said = Signal(str)
    """A sentence for the status line."""

    def __init__(self, db: Database, page: QWidget) -> None:
        super().__init__(page)
        self._db = db
        self._page = page

    def open(self, finding: Finding) -> None:
        """Go where it can be repaired."""
        if finding.candidate_id is not None:
            self.go.emit("targets", {"candidate": finding.candidate_id})
        elif finding.meeting_id is not None:
            page = "score" if finding.rule.key == NO_SCORE else "meeting_id"
            self.go.emit("meetings", {page: finding.meeting_id})
        elif finding.member_id is not None:
            self.go.emit("members", finding.member_id)
        elif finding.cell_id is not None:
            self.go.emit("cells", {"cell_id": finding.cell_id})
        elif finding.village_id is not None:
            self.go.emit("cells", {"village_id": finding.village_id})
        else:  # the file itself: only an earlier copy mends it
            self.go.emit("data", "backup")

    def edit(self, finding: Finding) -> None:
        """Open the form of what it is about at the field concerned; where no one field mends it, go to the place.

        Of records that may be one person, that is both side by side.
        """
        if finding.rule.key == DOUBLES:
            self.merge(finding)
            return
        if finding.rule.key == SINCE:
            undated = show_undated(self._db, finding, self._page)
            undated.opened.connect(lambda row: self.go.emit("members", row.member_id))
            return
        form = self._form(finding) if finding.mended_at else None
        if form is None:
            self.open(finding)
            return
        form.open()
        form.fields[finding.mended_at].widget.setFocus(Qt.FocusReason.TabFocusReason)

    def _form(self, finding: Finding) -> FormDialog | None:
        """The form whose field mends the finding; None where what it is about is no longer in the register."""
        db, page, today = self._db, self._page, self._db.clock().date()
        if finding.meeting_id is not None:
            from ui.meetings.form import MeetingDialog

            with db.read() as session:
                meeting = meetings.read(session, finding.meeting_id)
            return MeetingDialog(db, meeting.cell_id, meeting.year, meeting.month, meeting, page)
        if finding.member_id is not None:
            from ui.members.form import MemberForm

            return MemberForm(db, page, member_id=finding.member_id, at=finding.mended_at)
        from ui.cells.form import CellForm, VillageForm

        with db.read() as session:
            cell = next((row for row in cells.rows(session, today) if row.id == finding.cell_id), None)
            village = next((row for row in villages.rows(session, today) if row.id == finding.village_id), None)
        if cell is not None:
            return CellForm(db, cell, page)
        return VillageForm(db, village, page) if village is not None else None

    def merge(self, finding: Finding) -> None:
        """Show a record beside the one it may double."""
        if finding.member_id is not None and (others := self._alike(finding.member_id)):
            self.go.emit("members", (finding.member_id, others[0].id))

    def tell_apart(self, finding: Finding) -> None:
        """Ask whether a record and those it may double are of different people."""
        if finding.member_id is None or not (others := self._alike(finding.member_id)):
            return
        names = "\n".join(f"– {one.full_name}, sinh {one.born_on}, {one.place}" for one in others)
        messages.ask(
            self._page,
            self.tr("Đồng chí {name} và những người sau là các đồng chí khác nhau?").format(name=finding.subject),
            self.tr("{names}\nKiểm tra số liệu sẽ không nêu nữa; bỏ xác nhận ở nút “Đã xác nhận…”.").format(
                names=names
            ),
            self.tr("Hai người khác nhau"),
            lambda: self._note_different(finding, [one.id for one in others]),
        )

    def _alike(self, member_id: int) -> list[Person]:
        with self._db.read() as session:
            return checks.alike(session, self._db.clock().date()).get(member_id, [])

    def _note_different(self, finding: Finding, others: list[int]) -> None:
        step = self.tr("Xác nhận {name} không phải người ghi hai lần").format(name=finding.name)
        with self._db.write(step) as session:
            different_people.note(session, finding.member_id or 0, others, on=self._db.clock().date())
        self.said.emit(self.tr("{step}. Ctrl+Z để hoàn tác.").format(step=step))
