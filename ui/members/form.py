"""The form that adds a member or corrects a card."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QTabWidget, QVBoxLayout, QWidget

from models import cells, checks, codes, members, membership_rules, residence, villages
from models.checks.people import Person
from models.database import Database
from models.errors import KnownError
from models.member_fields import BY_COLUMN, CODE_LISTS, LENGTHS, FieldKind
from models.member_values import DATES
from models.members import MemberValues
from models.tables import Gender, Position
from models.text import clean
from ui import messages, theme
from ui.fields import Choice, DateField, FormDialog
from ui.keys import turn_tabs_of
from ui.members import doubts
from ui.members.arrival import Arrival
from ui.members.offer import OfficialOffer
from ui.members.pairs import Pairs, check_when_left, choice, dates_of, not_ahead
from ui.members.words import by_decision, unknown

_PROBATION = ("admitted_on", "official_on")
"""The dates that say whether the probation was over."""


class MemberForm(FormDialog):
    """Every field of the card on five pages; for a new member also the cell and since when.

    `member_id` is that of the member written once the form was accepted; `at` names the field typed in first.
    """

    def __init__(
        self,
        db: Database,
        parent: QWidget | None = None,
        *,
        member_id: int | None = None,
        cell_id: int | None = None,
        at: str = "full_name",
    ) -> None:
        super().__init__("", parent, width=640)
        self._db = db
        self._today = db.clock().date()
        self.member_id = member_id
        self.is_new = member_id is None
        self.setWindowTitle(self.tr("Thêm đảng viên") if self.is_new else self.tr("Sửa lý lịch đảng viên"))
        self.inputs: dict[str, QLineEdit] = {}
        self.choices: dict[str, Choice] = {}
        self._read()
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        turn_tabs_of(self.pages.tabBar(), self)
        self.form.addWidget(self.pages)
        self._build_person(cell_id)
        self._build_admission()
        self._build_work()
        self._build_places()
        self._build_family()
        self._show()
        doubts.follow(self)
        self.pages.currentChanged.connect(lambda _: self._type_on())
        self._follow_position()
        if not self.is_new:
            self._follow_village()
        check_when_left(self, self._dates)
        self._turn_to(at)
        self.fields[at].widget.setFocus()

    def save(self) -> None:
        """Write the card, the cell and the position in one step."""
        values = self.values()
        if self.is_new:
            label = self.tr("Thêm đảng viên {name}")
            cell_id = self.cell.value()
            if cell_id is None:
                raise KnownError(self.tr("Hãy chọn chi bộ."), field="cell_id")
            by = self.arrival.event(values)
            since = self.arrival.since_value(values) if by is None else None
        else:
            label = self.tr("Sửa lý lịch {name}")
            cell_id = since = by = None
        position, moved_on = self._new_position(), self._moved_on()
        with self._db.write(label.format(name=clean(values.full_name))) as session:
            if self.member_id is None:
                assert cell_id is not None
                self.member_id = members.add(
                    session, values, cell_id, on=self._today, since=since, duty=self.arrival.duty_value, by=by
                )
            else:
                if moved_on is not None:
                    residence.move_now(session, self.member_id, values.village_id, moved_on, on=self._today)
                members.edit(session, self.member_id, values, on=self._today)
            if position is not None:
                members.set_position(session, self.member_id, position[0], on=position[1])

    def try_to_save(self) -> None:
        """Ask first where somebody added may be in the book already, or is official before the probation ended."""
        try:
            known = self._known_as(self.values()) if self.is_new else []
        except KnownError:
            known = []  # saving says what is wrong
        if known:
            where = "; ".join(f"{one.full_name}, sinh {one.born_on}, {one.place}" for one in known)
            what = self.tr(
                "Đã có trong sổ: {where}. Đúng là người ấy thì bấm Không, mở lý lịch ấy mà sửa, ghi biến động."
            )
            question = self.tr("Vẫn thêm {name} là một người khác?").format(name=known[0].full_name)
            messages.ask(self, question, what.format(where=where), self.tr("Thêm người khác"), self._ask_of_probation)
        else:
            self._ask_of_probation()

    def _known_as(self, values: MemberValues) -> list[Person]:
        with self._db.read() as session:
            return checks.known_as(session, values, self._today)

    def _ask_of_probation(self) -> None:
        doubts = self.offer.doubts()
        if not doubts or not self._has_new_official():
            self._try()
            return
        question = self.tr("Vẫn ghi ngày chính thức {day}?").format(day=self.official_on.value())
        messages.ask(self, question, " ".join(doubts), self.tr("Vẫn ghi"), self._try)

    def _has_new_official(self) -> bool:
        """Whether the dates that the end of the probation follows from differ from those on the card."""
        held = self._values
        return held is None or any(self._dates[name].value() != getattr(held, name) for name in _PROBATION)

    def _try(self) -> None:
        """A new member whose writing failed is still new."""
        super().try_to_save()
        if self.is_new and not self.result():
            self.member_id = None

    def show_error(self, error: KnownError) -> None:
        """Turn to the page of the field first."""
        if error.field == "since" and not self.is_new:
            error = KnownError(error.message, field="lives_since")  # as the verb of moving calls it
        self._turn_to(error.field or "")
        super().show_error(error)

    def _turn_to(self, name: str) -> None:
        if field := self.fields.get(name):
            for number in range(self.pages.count()):
                if self.pages.widget(number).isAncestorOf(field):
                    self.pages.setCurrentIndex(number)

    def values(self) -> MemberValues:
        """Return what is written in the form. Raises KnownError naming the field."""
        days = dates_of(self, self._dates)
        written: dict[str, Any] = {
            **{name: field.text() for name, field in self.inputs.items()},
            **{name: field.value() for name, field in self.choices.items()},
            **{name: days[name] for name in DATES},
        }
        return MemberValues(**written)

    def _read(self) -> None:
        with self._db.read() as session:
            self._villages = villages.choices(session)
            self._terms = membership_rules.book(session)
            self._cells = [(row.short_name, row.id) for row in cells.rows(session, self._today)] if self.is_new else []
            self._values = None if self.member_id is None else members.read(session, self.member_id)
            self._entries = {
                name: codes.offered(session, list_name, self._today, getattr(self._values, name, None))
                for name, list_name in CODE_LISTS.items()
            }
            held = {} if self.member_id is None else members.positions(session, self._today)
        self._held: Position | None = held.get(self.member_id or 0)

    def _type_on(self) -> None:
        """A page turned to while the keyboard is on the buttons below is typed into at once."""
        page = self.pages.currentWidget()
        if self.buttons.isAncestorOf(self.focusWidget()):
            first = next(field.widget for field in self.fields.values() if page.isAncestorOf(field))
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def _page(self, title: str) -> QVBoxLayout:
        page = QWidget()
        page.setProperty("bare", True)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, theme.MARGIN, theme.UNIT, 0)
        box.setSpacing(theme.GAP)
        self.pages.addTab(page, title)
        return box

    def _build_person(self, cell_id: int | None) -> None:
        page = self._page(self.tr("Bản thân, Đảng"))
        part = Pairs(self, self.tr("Bản thân"), page)
        self.full_name = self._text("full_name", self.tr("Họ và tên"), part, required=True)
        if self.member_id is not None:
            self.full_name.textEdited.connect(lambda _text: self.fields["full_name"].set_hint(by_decision()))
        self._plain(part, "birth_name", "other_name")
        self.inputs["birth_name"].setPlaceholderText(self.tr("nếu khác họ tên đang dùng"))
        self.inputs["other_name"].setPlaceholderText(self.tr("bí danh, tên thường gọi"))
        self.born_on = self._date("born_on", self.tr("Ngày sinh"), part)
        genders = [(unknown(), None), *((gender.label, gender) for gender in Gender)]
        self._choice("gender", self.tr("Giới tính"), genders, part)
        self._code("ethnic_id", self.tr("Dân tộc"), part)
        self._code("religion_id", self.tr("Tôn giáo"), part)
        self.citizen_id = self._text("citizen_id", self.tr("Số định danh"), part)
        self._text("old_identity_number", self.tr("Số CMND cũ"), part)
        if self.is_new:
            self.arrival = Arrival(self, page, self._cells, cell_id, self._today)
            self.cell, self.since = self.arrival.cell, self.arrival.since
        part = Pairs(self, self.tr("Đảng"), page)
        self.admitted_on = self._date("admitted_on", self.tr("Ngày vào Đảng"), part)
        self.official_on = self._date("official_on", self.tr("Ngày chính thức"), part)
        self.offer = OfficialOffer(self.official_on, self._today, self._terms)
        official = self.fields["official_on"].layout()
        assert official is not None
        official.addWidget(self.offer)
        official.addWidget(self.offer.early)
        self.offer.follow(self.admitted_on)
        self._text("card_number", self.tr("Số thẻ đảng viên"), part)
        self._plain(part, "dossier_number")
        self.position = choice([(self.tr("không"), None), *((one.label, one) for one in Position)])
        self.add("position", self.tr("Chức vụ trong chi bộ"), self.position, into=part)
        self.position_on = self._date("position_on", self.tr("Giữ, thôi chức vụ từ ngày"), part, partial=False)
        self.position_on.setPlaceholderText(self.tr("hôm nay, nếu để trống"))
        self.position.currentIndexChanged.connect(lambda _: self._follow_position())
        page.addStretch(1)

    def _build_admission(self) -> None:
        page = self._page(self.tr("Kết nạp, đoàn thể"))
        part = Pairs(self, self.tr("Kết nạp, công nhận"), page)
        self._plain(part, "admission_decided_on", "admission_ceremony_on", "admission_cell", "recognition_cell")
        self._plain(part, "first_introducer", "second_introducer")
        for name in ("first_introducer", "second_introducer"):
            self.inputs[name].setPlaceholderText(self.tr("họ tên – chức vụ, đơn vị"))
        part = Pairs(self, self.tr("Thẻ đảng viên"), page)
        self._plain(part, "card_issuer")
        self._date("card_issued_on", self.tr("Ngày cấp thẻ"), part)
        self._text("old_card_number", self.tr("Số thẻ cũ"), part)
        part = Pairs(self, self.tr("Tuổi Đảng, khi không tính theo ngày vào Đảng"), page)
        self._date("party_age_from", self.tr("Tính tuổi Đảng từ ngày"), part)
        self._text("party_age_reason", self.tr("Lý do"), part)
        part = Pairs(self, self.tr("Đoàn thể"), page)
        self._plain(part, "youth_union_on", "is_youth_union_member", "other_organizations")
        page.addStretch(1)

    def _build_work(self) -> None:
        page = self._page(self.tr("Trình độ, công tác"))
        part = Pairs(self, self.tr("Trình độ"), page)
        self._code("education_id", self.tr("Giáo dục phổ thông"), part)
        self._text("schooling", self.tr("Lớp đã học"), part).setPlaceholderText(self.tr("như 9/12, 7/10"))
        self._code("professional_id", self.tr("Chuyên môn, nghiệp vụ"), part)
        self._code("theory_id", self.tr("Lý luận chính trị"), part)
        self._plain(
            part, ("degree", self.tr("Học vị, ngành học")), "academic_title_id", "foreign_language", "computing"
        )
        part = Pairs(self, self.tr("Nghề nghiệp"), page)
        self._code("occupation_id", self.tr("Nhóm nghề nghiệp (theo biểu thống kê)"), part)
        self._plain(
            part,
            "occupation",
            "former_occupation",
            "is_business_owner",
            "recruited_on",
            "recruited_by",
            "enlisted_on",
            ("discharged_on", self.tr("Ngày xuất ngũ, chuyển ngành")),
        )
        page.addStretch(1)

    def _build_places(self) -> None:
        page = self._page(self.tr("Nơi ở"))
        part = Pairs(self, self.tr("Nơi ở, liên hệ"), page)
        places = [(unknown(), None), *((name, key) for key, name in self._villages.items())]
        self._choice("village_id", self.tr("Thôn, bản"), places, part)
        if not self.is_new:
            self.lives_since = self._date("lives_since", self.tr("Chuyển đến đó từ ngày"), part, partial=False)
            self.lives_since.setPlaceholderText(self.tr("để trống nếu chỉ sửa cho đúng"))
            self.choices["village_id"].currentIndexChanged.connect(lambda _: self._follow_village())
        self._plain(part, "phone", "address", "temporary_address")
        part = Pairs(self, self.tr("Quê quán, khai sinh, thường trú"), page)
        self._plain(
            part,
            "home_town",
            "home_province",
            ("birth_place", self.tr("Nơi đăng ký khai sinh")),
            "birth_province",
            "permanent_address",
            "permanent_province",
            "home_country",
            "birth_country",
            "permanent_country",
        )
        page.addStretch(1)

    def _build_family(self) -> None:
        page = self._page(self.tr("Gia đình, khác"))
        part = Pairs(self, self.tr("Gia đình, sức khỏe"), page)
        self._plain(
            part,
            "family_class",
            "health",
            "war_invalid_class",
            "is_martyr_family",
            "is_merit_family",
            "has_foreign_spouse",
            "has_broken_family_planning",
        )
        part = Pairs(self, self.tr("Đặc điểm lịch sử bản thân, ghi chú"), page)
        self._plain(part, "legal_record", "old_regime_work", "note")
        self._plain(part, *(name for name in BY_COLUMN if name not in self.fields))  # those on no other page
        page.addStretch(1)

    def _plain(self, part: Pairs, *names: str | tuple[str, str]) -> None:
        """Add plain fields, called as everywhere else or by a name of their own."""
        for named in names:
            name, text = (named, BY_COLUMN[named].label) if isinstance(named, str) else named
            add = {
                FieldKind.TEXT: self._text,
                FieldKind.DATE: self._date,
                FieldKind.YES_NO: self._yes_no,
                FieldKind.CODE: self._code,
            }[BY_COLUMN[name].kind]
            add(name, text, part)

    def _text(self, name: str, text: str, part: Pairs, *, required: bool = False) -> QLineEdit:
        field = self.inputs[name] = QLineEdit()
        if name not in ("full_name", "citizen_id", "card_number"):  # too long a one is explained, not cut
            field.setMaxLength(LENGTHS[name])
        if name in ("citizen_id", "card_number"):
            field.setPlaceholderText(self.tr("12 chữ số"))
        return self.add(name, text, field, required=required, into=part)

    def _date(self, name: str, text: str, part: Pairs, *, partial: bool = True) -> DateField:
        return self.add(name, text, DateField(partial=partial), into=part)

    def _choice(self, name: str, text: str, entries: list[tuple[str, Any]], part: Pairs) -> None:
        self.choices[name] = self.add(name, text, choice(entries), into=part)

    def _code(self, name: str, text: str, part: Pairs) -> None:
        entries: list[tuple[str, Any]] = [(unknown(), None), *((row.label, row.id) for row in self._entries[name])]
        self._choice(name, text, entries, part)

    def _yes_no(self, name: str, text: str, part: Pairs) -> None:
        self._choice(name, text, [(unknown(), None), (self.tr("có"), True), (self.tr("không"), False)], part)

    @property
    def _dates(self) -> dict[str, DateField]:
        return {name: field.widget for name, field in self.fields.items() if isinstance(field.widget, DateField)}

    def _show(self) -> None:
        if self._values is None:
            return
        for name, field in self.inputs.items():
            field.setText(getattr(self._values, name))
            field.setCursorPosition(0)
        for name, field in self.choices.items():
            field.set_value(getattr(self._values, name))
        for name in DATES:
            self._dates[name].set_value(getattr(self._values, name))
        self.position.set_value(self._held)

    def _follow_village(self) -> None:
        """A day of moving is asked for only when the village changes."""
        held = self._values.village_id if self._values else None
        self.lives_since.setEnabled(self.choices["village_id"].value() != held)

    def _moved_on(self) -> date | None:
        """The day of moving to another village, so that the past keeps the one before; None: it is a correction."""
        if self.is_new or not self.lives_since.isEnabled() or (day := self.lives_since.day()) is None:
            return None
        return not_ahead(day, self._today, "lives_since")

    def _follow_position(self) -> None:
        """A day is asked for only when the position changes."""
        self.position_on.setEnabled(self.position.value() != self._held)

    def _new_position(self) -> tuple[Position | None, date] | None:
        """The position to write and its first day, None if it is to stay as it is."""
        wanted: Position | None = self.position.value()
        if wanted == self._held:
            return None
        day = self.position_on.day() or self._today
        return wanted, not_ahead(day, self._today, "position_on")
