"""The one form for whatever happens to a member: it shows the fields that the kind of event needs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from models import attenders, cells, events, lives, members, membership_rules, namesakes, stays, timeline
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventRow, EventValues
from models.lives import LifeLine
from models.official_dates import too_early
from models.tables import Duty, Ending, EventKind, Mark, Standing
from ui import messages, theme
from ui.fields import DateField, FormDialog
from ui.members import event_words as words
from ui.members.offer import OfficialOffer
from ui.members.pairs import check_when_left, choice, dates_of, not_ahead
from ui.widgets.labels import label, set_state

_ALWAYS = frozenset({"kind", "on"})
"""The fields that every kind has."""
_REQUIRED = frozenset({"cell_id"})
_NAMED = 5  # meetings named in a question
_OUT_OF_PARTY = frozenset({Ending.STRUCK_OFF, Ending.EXPELLED, Ending.RESIGNED})


class EventForm(FormDialog):
    """Records an event of a member, or corrects one (`event_id`); `kind` is the one offered first."""

    def __init__(
        self,
        db: Database,
        member_id: int,
        parent: QWidget | None = None,
        *,
        kind: EventKind | None = None,
        event_id: int | None = None,
    ) -> None:
        super().__init__("", parent, width=480)
        self._db = db
        self._today = db.clock().date()
        self.member_id, self._event_id = member_id, event_id
        self.step = ""
        self._texts: dict[str, QLineEdit] = {}
        with db.read() as session:
            self._card = members.read(session, member_id)
            self.name = namesakes.told(session, member_id, self._today)
            self._life = lives.life(session, member_id)
            self._rolls = attenders.rolls_of(session, member_id)
            names = cells.names(session)
            self._terms = membership_rules.book(session)
            self._cells = [(row.short_name, row.id) for row in cells.rows(session, self._today)]
        self._old = next((line.event for line in self._life if line.event.id == event_id), None)
        self._others = [line for line in self._life if line.event.id != event_id]
        if self._old is not None and self._old.values.cell_id not in (None, *(key for _, key in self._cells)):
            old_cell = self._old.values.cell_id
            self._cells.append((cells.short_name(names[old_cell]), old_cell))  # closed since; it was right then
        self.setWindowTitle(self.tr("Sửa biến động") if self._old else self.tr("Ghi biến động"))
        self._first = self._life[0].event.id if self._life else None
        self._build()
        self._fill(kind)
        self._follow_kind()
        check_when_left(self, {"on": self.on, **self._papers})
        self.kind.picked.connect(lambda _: self._pick_kind())
        self.on.textChanged.connect(self._follow_day)
        (self.on if kind or event_id else self.kind).setFocus()
        self.on.selectAll()

    def save(self) -> None:
        """Write the event in one step; what follows from it is derived anew."""
        values, day = self.values()
        if self._old is None:
            self.step = f"{values.kind.label}: {self.name}"
        else:
            self.step = self.tr("Sửa biến động “{kind}” của {name}").format(kind=values.kind.label, name=self.name)
        recognised = [line for line in self._others if line.event.values.kind is EventKind.RECOGNITION]
        with self._db.write(self.step) as session:
            if values.kind is EventKind.RECOGNITION and not recognised and self._moves_recognition:
                stays.recognise(session, self.member_id, day, values)
            elif self._event_id is None:
                events.record(session, self.member_id, values)
            else:
                events.correct(session, self._event_id, values)

    def try_to_save(self) -> None:
        """Ask first where what is typed goes against the card or the rolls; it may be right all the same."""
        self.clear_errors()
        try:
            values, day = self.values()
        except KnownError as error:
            self.show_error(error)
            return
        doubts = [*self.offer.doubts(), *self._recognised_early(values.kind, day), *self._came_after(values.kind, day)]
        if not doubts:
            super().try_to_save()
            return
        question = self.tr("Vẫn ghi “{kind} {day}” của {name}?")
        messages.ask(
            self,
            question.format(kind=values.kind.label, day=day, name=self.name),
            " ".join(doubts),
            self.tr("Vẫn ghi"),
            super().try_to_save,
        )

    def _recognised_early(self, kind: EventKind, day: PartialDate) -> list[str]:
        """Say that a later admission leaves the recognition already written before the end of the probation."""
        if kind not in (EventKind.ADMISSION, EventKind.READMISSION):
            return []
        later = (_shown(line.event.values) for line in self._others if line.event.values.kind is EventKind.RECOGNITION)
        official = min((one for one in later if one.first > day.first), key=lambda one: one.first, default=None)
        ends = too_early(day, official, self._terms) if official else None
        if ends is None:
            return []
        said = self.tr("Đã ghi công nhận chính thức {official}; kết nạp {admitted} thì đến {day} mới hết dự bị.")
        return [said.format(official=official, admitted=day, day=f"{ends:%d/%m/%Y}")]

    def _came_after(self, kind: EventKind, day: PartialDate) -> list[str]:
        """Name the meetings that one who had left by then was at, as their rolls say."""
        if kind not in timeline.ENDINGS:
            return []
        later = [line.event.values.effective_on for line in self._others if line.event.values.effective_on > day.last]
        back = min(later, default=date.max)
        first = day.last + timedelta(days=kind is EventKind.DIED)  # on their last day they may have come
        there = [held_on for held_on, mark in self._rolls if mark in (Mark.PRESENT, Mark.ONLINE)]
        came = [held_on for held_on in there if first <= held_on < back]
        if not came:
            return []
        named = ", ".join(f"{one:%d/%m/%Y}" for one in came[:_NAMED])
        more = self.tr(" và {n} cuộc khác").format(n=len(came) - _NAMED) if len(came) > _NAMED else ""
        said = self.tr("Điểm danh ghi đồng chí có mặt ở cuộc họp sau đó: {days}.")
        return [said.format(days=named + more)]

    def show_error(self, error: KnownError) -> None:
        """The verb of recognition calls the day by the name it has on the card."""
        super().show_error(KnownError(error.message, field="on") if error.field == "official_on" else error)

    def values(self) -> tuple[EventValues, PartialDate]:
        """Return what is written in the form and the day as typed. Raises KnownError naming the field."""
        kind: EventKind = self.kind.value()
        asked = self._asked()
        days = dates_of(self, {"on": self.on} | {name: one for name, one in self._papers.items() if name in asked})
        day = days["on"]
        if day is None:
            raise KnownError(self.tr("Hãy ghi ngày, ví dụ 05/11/2026."), field="on")
        not_ahead(day.first, self._today, "on")
        papers = {
            name: not_ahead(one.first, self._today, name)
            for name in self._papers
            if (one := days.get(name)) is not None
        }
        told: dict[str, Any] = papers | {name: field.text() for name, field in self._texts.items() if name in asked}
        made = EventValues(
            kind,
            day.first,
            self._is_day_known(day),
            is_month_known=self._is_month_known(day),
            cell_id=self.cell.value() if "cell_id" in asked else None,
            standing=self.standing.value() if "standing" in asked else None,
            duty=self.duty.value() if "duty" in asked else None,
            scope=self.scope.value() if "scope" in asked else None,
            flaw=self.flaw.value() if "flaw" in asked else None,
            **told,
        )
        if "cell_id" in asked and made.cell_id is None:
            raise KnownError(self.tr("Hãy chọn chi bộ."), field="cell_id")
        if kind is EventKind.LISTED and self._old is not None and "cell_id" not in asked:
            made = replace(made, cell_id=self._old.values.cell_id)
        return made, day

    @property
    def _papers(self) -> dict[str, DateField]:
        """The dates that papers bear."""
        return {
            "decision_on": self.decision_on,
            "ceremony_on": self.ceremony_on,
            "confirmed_on": self.confirmed_on,
        }

    @property
    def _moves_recognition(self) -> bool:
        """Whether the event is a new recognition, or one whose day was corrected."""
        old = self._old.values if self._old else None
        return old is None or (old.kind is EventKind.RECOGNITION and self._day() != old.effective_on)

    def _is_day_known(self, day: PartialDate) -> bool:
        old = self._old.values if self._old else None
        return old.is_day_known if old and day == _shown(old) else day.is_full

    def _is_month_known(self, day: PartialDate) -> bool | None:
        old = self._old.values if self._old else None
        return old.is_month_known if old and day == _shown(old) else day.month is not None

    def _build(self) -> None:
        self.form.addWidget(label(self.name, "heading", wrap=True))
        self.now = label("", "muted", wrap=True)
        self.form.addWidget(self.now)
        self.form.addSpacing(theme.UNIT)
        self.kind = self.add("kind", self.tr("Biến động"), choice(()))
        self.kind.setMaxVisibleItems(16)
        self.on = self.add("on", self.tr("Từ ngày"), DateField(partial=True), required=True)
        self.offer = OfficialOffer(self.on, self._today, self._terms)
        self.form.addWidget(self.offer)
        self.form.addWidget(self.offer.early)
        self.too_soon = label("", "small", wrap=True)
        set_state(self.too_soon, theme.State.WARN)
        self.form.addWidget(self.too_soon)
        self.cell = self.add("cell_id", "", choice([(self.tr("(chọn chi bộ)"), None), *self._cells]))
        self.standing = self.add("standing", "", choice(()))
        self.duty = self.add("duty", "", choice(()))
        self.scope = self.add("scope", "", choice(words.scopes()))
        self.place = self._text("place", 200)
        self.number = self._text("decision_number", 40)
        self.decision_on = self.add("decision_on", "", DateField())
        self.reason = self._text("reason", 200)
        self.ceremony_on = self.add("ceremony_on", "", DateField())
        self.confirmed_on = self.add("confirmed_on", "", DateField())
        self.flaw = self.add("flaw", "", choice(words.flaws()))
        for name in ("first_introducer", "second_introducer"):
            self._text(name, 200).setPlaceholderText(self.tr("họ tên – chức vụ, đơn vị"))

    def _text(self, name: str, most: int) -> QLineEdit:
        field = self._texts[name] = self.add(name, "", QLineEdit())
        field.setMaxLength(most)
        return field

    def _fill(self, kind: EventKind | None) -> None:
        if self._old is not None:
            self._show(self._old)
            return
        self.on.set_value(self._today)
        self._offer_kinds(kind)
        self.kind.set_value(kind)
        self._offer_states()
        spell = lives.last_spell(self._life)
        if spell is not None:  # who comes back comes as they stood, and for the most part to where they were
            self.standing.set_value(spell.standing)
            self.duty.set_value(spell.duty)
            if lives.left_by(self._life) in _OUT_OF_PARTY:
                self.cell.set_value(spell.cell_id)
        if self.kind.value() is EventKind.RECOGNITION:
            self.on.clear()

    def _show(self, event: EventRow) -> None:
        values = event.values
        self.on.set_value(_shown(values))
        self._offer_kinds(values.kind)
        self.kind.set_value(values.kind)
        self._offer_states()
        self.scope.set_entries(words.scopes(values.kind))
        for field, value in (
            (self.cell, values.cell_id),
            (self.standing, values.standing),
            (self.duty, values.duty),
            (self.scope, values.scope),
            (self.flaw, values.flaw),
        ):
            field.set_value(value)
        for name, field in self._papers.items():
            field.set_value(getattr(values, name))
        for name, field in self._texts.items():
            field.setText(getattr(values, name))

    def _asked(self) -> dict[str, str]:
        return words.fields_of(self.kind.value(), is_first=self._is_first)

    @property
    def _is_first(self) -> bool:
        """Whether nothing is known of the member before this event."""
        if self._old is not None:
            return self._old.id == self._first
        return not self._before(self._day())

    def _day(self) -> date:
        """The day typed, today while it cannot be read."""
        try:
            read = self.on.value()
        except KnownError:
            return self._today
        return read.first if read else self._today

    def _before(self, day: date) -> list[LifeLine]:
        return [line for line in self._others if line.event.values.effective_on <= day]

    def _offer_kinds(self, chosen: EventKind | None) -> None:
        """Offer what can happen on the day typed, and what is chosen already."""
        day = self._day()
        before = self._before(day)
        spell = lives.spell_on(before, day)
        offered = list(lives.possible(spell, is_first=not before, left=lives.left_by(before)))
        if chosen is not None and chosen not in offered:
            offered.insert(0, chosen)
        self.kind.set_entries((kind.label, kind) for kind in offered)
        self.now.setText(self._standing_on(day, before))

    def _offer_states(self) -> None:
        """Offer standings and duties; what only writes a state down may leave either as it was."""
        kept = [(self.tr("như trước"), None)] if self.kind.value() is EventKind.LISTED and not self._is_first else []
        standings = (Standing.OFFICIAL, Standing.PROBATIONARY, Standing.UNKNOWN)
        self.standing.set_entries([*kept, *((words.standing_words(one), one) for one in standings)])
        self.duty.set_entries([*kept, *((one.label, one) for one in Duty)])

    def _standing_on(self, day: date, before: list[LifeLine]) -> str:
        spell = lives.spell_on(before, day)
        when = f"{day:%d/%m/%Y}"
        if spell is None and before and lives.left_by(before):
            last = before[-1]
            said = self.tr("Ngày {day}: đã ra khỏi danh sách ({kind} từ {when})")
            return said.format(day=when, kind=last.event.values.kind.label.lower(), when=words.when(last))
        if spell is None:
            return self.tr("Ngày {day}: không có trong danh sách").format(day=when)
        cell = {key: name for name, key in self._cells}.get(spell.cell_id, "")
        parts = [cell, words.standing_words(spell.standing), spell.duty.label]
        return self.tr("Ngày {day}: {words}").format(day=when, words=" · ".join(part for part in parts if part))

    def _follow_kind(self) -> None:
        """Show the fields of the kind chosen, with its words."""
        kind: EventKind = self.kind.value()
        asked = self._asked()
        self._offer_states()
        self.scope.set_entries(words.scopes(kind))
        for name, field in self.fields.items():
            if name in _ALWAYS:
                continue
            field.setVisible(name in asked)
            if name in asked:
                field.set_title(asked[name], required=name in _REQUIRED)
        self.fields["on"].set_title(words.day_title(kind), required=True)
        hints = words.day_hint(kind), self._due(kind), self._rolls_since(kind)
        self.fields["on"].set_hint(" ".join(filter(None, hints)))
        self._warn_too_soon(kind)
        self.offer.set_admission(self._admitted_on if kind is EventKind.RECOGNITION else None)
        self.fit()

    @property
    def _admitted_on(self) -> PartialDate | None:
        """The admission from which a probation on the day typed runs."""
        return lives.admitted_again(self._before(self._day())) or self._card.admitted_on

    def _due(self, kind: EventKind) -> str:
        """The day a recognition is of, while it is still to come; once it has come the button offers it."""
        admitted = self._admitted_on
        if kind is not EventKind.RECOGNITION or admitted is None or not admitted.is_full:
            return ""
        if (ends := self._terms.probation_ends(admitted)) <= self._today:
            return ""
        return self.tr("Kết nạp {day}: hết thời gian dự bị ngày {ends}.").format(day=admitted, ends=f"{ends:%d/%m/%Y}")

    def _rolls_since(self, kind: EventKind) -> str:
        """What the rolls already written of later meetings say: they stay as they are, whatever is written late."""
        count = sum(held_on >= self._day() for held_on, _mark in self._rolls)
        if not count or not (kind in timeline.ENDINGS or kind in timeline.STARTS):
            return ""
        said = self.tr("{n} cuộc họp từ ngày này đã điểm danh đồng chí và giữ nguyên; muốn sửa, xem Kiểm tra số liệu.")
        return said.format(n=count)

    def _warn_too_soon(self, kind: EventKind) -> None:
        """Say of one admitted again that the months out of the Party are not over; it is not refused."""
        day = self._day()
        before = self._before(day)
        said = ""
        if kind is EventKind.READMISSION and lives.left_by(before) in _OUT_OF_PARTY:
            said = self._terms.on(day).too_soon_back(before[-1].event.values.effective_on, day)
        self.too_soon.setText(f"! {said}")
        self.too_soon.setVisible(bool(said))

    def _follow_day(self) -> None:
        """Another day may allow other kinds."""
        self._offer_kinds(self.kind.value())
        self._follow_kind()

    def _pick_kind(self) -> None:
        """A recognition has a day of its own to offer, so today is no guess for it."""
        is_recognition = self.kind.value() is EventKind.RECOGNITION
        if is_recognition and self._old is None and self._day() == self._today:
            self.on.clear()
        elif not is_recognition and not self.on.text().strip():
            self.on.set_value(self._today)
        self._follow_kind()


def _shown(values: EventValues) -> PartialDate:
    """The day of an event as it stands in the form."""
    return values.told or PartialDate.of(values.effective_on)
