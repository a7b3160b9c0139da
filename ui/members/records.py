"""The tab *Khen thưởng, kỷ luật* of the card: commendations, badges, discipline, courses, cards given again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models import awards, badges, codes, members
from models.awards import (
    CardIssueValues,
    ClassLine,
    CommendationValues,
    CourseValues,
    DisciplineValues,
    Records,
    Values,
)
from models.badges import BadgeRow
from models.database import Database
from models.errors import KnownError
from models.events import EventRow
from models.member_values import MemberValues
from ui import messages, theme
from ui.members.badge_form import BadgeForm
from ui.members.card_lines import CardLine
from ui.members.discipline_form import DisciplineForm
from ui.members.entries import Entry, EntryList, scroll_area
from ui.members.record_forms import CardIssueForm, CommendationForm, CourseForm, RecordForm
from ui.members.words import paper
from ui.theme import State

_FORMS: dict[type[Values], type[RecordForm]] = {
    CommendationValues: CommendationForm,
    DisciplineValues: DisciplineForm,
    CourseValues: CourseForm,
    CardIssueValues: CardIssueForm,
}


class RecordsTab(QWidget):
    """Five lists, the newest first."""

    def __init__(self, db: Database, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._db = db
        self._member_id = 0
        self._on = date.min
        self._words: dict[int, str] = {}
        self._records = Records({}, {}, {}, {}, [], [])
        self._badges: list[BadgeRow] = []
        self.commendations = EntryList(self.tr("Khen thưởng, danh hiệu"), self.tr("Ghi khen thưởng"))
        self.badges = EntryList(self.tr("Huy hiệu Đảng"), self.tr("Ghi Huy hiệu Đảng"))
        self.disciplines = EntryList(self.tr("Kỷ luật"), self.tr("Ghi kỷ luật"))
        self.courses = EntryList(self.tr("Đào tạo, bồi dưỡng"), self.tr("Ghi đào tạo, bồi dưỡng"))
        self.cards = EntryList(self.tr("Thẻ đảng viên"), self.tr("Ghi cấp lại, đổi thẻ"))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, theme.GAP, theme.GAP, 0)
        box.setSpacing(theme.MARGIN)
        for part in (self.commendations, self.badges, self.disciplines, self.courses, self.cards):
            box.addWidget(part)
        box.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll_area(inside))
        self._connect()

    def show_member(self, member_id: int, on: date) -> None:
        """Show what stands on a member's card; what is in force is judged as of a day."""
        self._member_id, self._on = member_id, on
        with self._db.read() as session:
            self._records = awards.of(session, member_id)
            self._badges = badges.of(session, member_id)
            member = members.read(session, member_id)
            self._words = codes.labels(
                session, codes.COMMENDATION, codes.AWARD_LEVEL, codes.DISCIPLINE, codes.CLASS_KIND
            )
            self._state_forms = codes.labels(session, codes.STATE_DISCIPLINE)
            self._words |= self._state_forms
        records = self._records
        self.commendations.show_entries(
            [self._commendation(key, values) for key, values in records.commendations.items()],
            self.tr("Chưa ghi khen thưởng nào."),
        )
        self.badges.show_entries([self._badge(row) for row in self._badges], self.tr("Chưa ghi huy hiệu nào."))
        self.disciplines.show_entries(
            [self._discipline(key, values) for key, values in records.disciplines.items()]
            + [self._suspension(line) for line in records.suspensions],
            self.tr("Không có kỷ luật nào được ghi."),
        )
        self.courses.show_entries(
            [self._course(key, values) for key, values in records.courses.items()]
            + [self._class(line) for line in records.classes],
            self.tr("Chưa ghi lớp nào."),
        )
        self.cards.show_entries(
            [self._card(key, values) for key, values in records.cards.items()] + self._first_card(member),
            self.tr("Chưa ghi ngày cấp thẻ."),
        )

    def copied_lines(self) -> list[CardLine]:
        """What the page says, as it is copied."""
        lists = (self.commendations, self.badges, self.disciplines, self.courses, self.cards)
        return [line for part in lists for line in part.lines()]

    def _connect(self) -> None:
        for part, kind in (
            (self.commendations, CommendationValues),
            (self.disciplines, DisciplineValues),
            (self.courses, CourseValues),
            (self.cards, CardIssueValues),
        ):
            part.add_asked.connect(lambda kind=kind: self._open(kind))
            part.edit_asked.connect(lambda key, kind=kind: self._open(kind, key))
            part.remove_asked.connect(lambda key, title, kind=kind: self._ask_remove(kind, key, title))
        self.badges.add_asked.connect(self._open_badges)
        self.badges.edit_asked.connect(lambda key: self._open_badges(self._badge_of(key)))
        self.badges.remove_asked.connect(self._ask_take_back)

    def _open(self, kind: type[Values], key: int | None = None) -> None:
        """Ask for a record, or for what one should have said."""
        held: dict[int, Values] = {
            **(self._records.commendations if kind is CommendationValues else {}),
            **(self._records.disciplines if kind is DisciplineValues else {}),
            **(self._records.courses if kind is CourseValues else {}),
            **(self._records.cards if kind is CardIssueValues else {}),
        }
        values = held.get(key or 0)
        _FORMS[kind](self._db, self._member_id, self.window(), row_id=key, values=values).open()

    def _open_badges(self, badge: BadgeRow | None = None) -> None:
        BadgeForm(self._db, self._member_id, self.window(), badge=badge).open()

    def _badge_of(self, key: int) -> BadgeRow:
        return next(row for row in self._badges if row.id == key)

    def _ask_remove(self, kind: type[Values], key: int, title: str) -> None:
        note = ""
        if kind is DisciplineValues:
            with self._db.read() as session:
                if awards.has_event(session, key):
                    note = self.tr("Biến động khai trừ cũng được bỏ: đồng chí có lại trong danh sách.")
        self._ask(title, lambda session: awards.remove(session, kind, key), note)

    def _ask_take_back(self, key: int, title: str) -> None:
        self._ask(title, lambda session: badges.take_back(session, key))

    def _ask(self, title: str, remove: Callable[..., None], note: str = "") -> None:
        """Take a record out once the officer has confirmed it."""
        with self._db.read() as session:
            name = members.read(session, self._member_id).full_name
        step = self.tr("Bỏ “{title}” của {name}").format(title=title, name=name)

        def act() -> None:
            try:
                with self._db.write(step) as session:
                    remove(session)
            except KnownError as error:
                messages.explain(self.window(), error)

        messages.ask(
            self.window(),
            self.tr("Bỏ “{title}” của đồng chí {name}?").format(title=title, name=name),
            " ".join(part for part in (note, self.tr("Bấm Ctrl+Z để lấy lại.")) if part),
            self.tr("Bỏ"),
            act,
        )

    # -- in words --------------------------------------------------------------------------------------------------

    def _commendation(self, key: int, values: CommendationValues) -> Entry:
        level = self._words.get(values.level_id or 0, "")
        return Entry(
            key,
            values.title or self._words.get(values.kind_id or 0, ""),
            str(values.awarded_on or ""),
            (
                self._words.get(values.kind_id or 0, "") if values.title else "",
                " · ".join(part for part in (paper(values.decision_number), level) if part),
            ),
        )

    def _badge(self, row: BadgeRow) -> Entry:
        values = row.values
        decision = paper(values.decision_number, values.decision_on)
        when = f"{values.awarded_on:%d/%m/%Y}" if values.awarded_on else ""
        return Entry(row.id, self.tr("Huy hiệu {n} năm").format(n=values.years), when, (decision, values.note))

    def _discipline(self, key: int, values: DisciplineValues) -> Entry:
        begin = f"{values.effective_on:%d/%m/%Y}" if values.effective_on else ""
        end = f"{values.ends_on:%d/%m/%Y}" if values.ends_on else ""
        decision = paper(values.decision_number, values.decision_on)
        in_force = values.ends_on is None or values.ends_on >= self._on
        tags = (self.tr("Còn hiệu lực"), State.WARN) if in_force else (self.tr("Đã hết hiệu lực"), State.IDLE)
        return Entry(
            key,
            self._words.get(values.form_id or 0, ""),
            " – ".join(part for part in (begin, end) if part),
            (values.content, " · ".join(part for part in (decision, values.issuer) if part)),
            (tags, (self.tr("Chính quyền, pháp luật"), State.IDLE)) if values.form_id in self._state_forms else (tags,),
        )

    def _suspension(self, line: EventRow) -> Entry:
        values = line.values
        decision = paper(values.decision_number, values.decision_on)
        where = self.tr("Ghi và sửa ở tab Quá trình")
        return Entry(None, values.kind.label, f"{values.effective_on:%d/%m/%Y}", (values.reason, decision, where))

    def _course(self, key: int, values: CourseValues) -> Entry:
        span = " – ".join(str(day) for day in (values.first_on, values.last_on) if day)
        kind = self._words.get(values.kind_id or 0, "")
        return Entry(
            key,
            values.name,
            span,
            (
                " · ".join(part for part in (kind, values.study_form) if part),
                values.school,
                values.certificate,
            ),
        )

    def _class(self, line: ClassLine) -> Entry:
        span = f"{line.first_day:%d/%m/%Y}" + (f" – {line.last_day:%d/%m/%Y}" if line.last_day else "")
        certificate = paper(line.certificate_number, line.certificate_on, self.tr("Chứng nhận"))
        return Entry(None, line.name, span, (line.place, certificate))

    def _card(self, key: int, values: CardIssueValues) -> Entry:
        lines = (paper(values.decision_number), values.note)
        return Entry(key, values.kind.label if values.kind else "", str(values.issued_on or ""), lines)

    def _first_card(self, member: MemberValues) -> list[Entry]:
        """The day on the record, unless a card given again has it."""
        day = member.card_issued_on
        if day is None or any(values.issued_on == day for values in self._records.cards.values()):
            return []
        where = self.tr("Ghi và sửa ở tab Lý lịch")
        return [Entry(None, self.tr("Phát thẻ"), str(day), (member.card_issuer, where))]
