"""The form that enters a candidate in the source list or corrects one."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from models import candidates, cells, codes, person_names, villages
from models.candidates import PEOPLE, CandidateValues
from models.database import Database
from models.errors import KnownError
from models.tables import Gender
from models.text import clean
from ui.fields import Choice, DateField, FormDialog
from ui.members.pairs import Pairs, check_when_left, choice, dates_of
from ui.members.words import unknown
from ui.widgets.person_field import PersonField

_CODES = {
    "ethnic_id": codes.ETHNIC,
    "religion_id": codes.RELIGION,
    "education_id": codes.EDUCATION,
    "professional_id": codes.PROFESSIONAL,
}
_LENGTHS = {"full_name": 0, "occupation": 100, "certificate_number": 40, "decision_number": 40, "note": 500}


class CandidateForm(FormDialog):
    """Every field of a candidate; `candidate_id` is that of the one written once the form was accepted.

    `at` names the field typed in first.
    """

    def __init__(
        self, db: Database, parent: QWidget | None = None, *, candidate_id: int | None = None, at: str = "full_name"
    ) -> None:
        super().__init__("", parent, width=640)
        self._db = db
        self._today = db.clock().date()
        self.candidate_id = candidate_id
        self.is_new = candidate_id is None
        self.setWindowTitle(
            self.tr("Thêm quần chúng vào nguồn") if self.is_new else self.tr("Sửa thông tin quần chúng")
        )
        self.texts: dict[str, QLineEdit] = {}
        self.dates: dict[str, DateField] = {}
        self.choices: dict[str, Choice] = {}
        self.people: dict[str, PersonField] = {}
        self._read()
        self._build_person()
        self._build_party()
        self._build_steps()
        self._show()
        check_when_left(self, self.dates)
        self.texts["full_name"].editingFinished.connect(self._point_out_same)
        self.fields[at].widget.setFocus()

    def save(self) -> None:
        """Write the candidate in one step."""
        values = self.values()
        words = (
            self.tr("Thêm quần chúng {name} vào nguồn") if self.is_new else self.tr("Sửa thông tin quần chúng {name}")
        )
        with self._db.write(words.format(name=clean(values.full_name))) as session:
            if self.candidate_id is None:
                self.candidate_id = candidates.add(session, values, on=self._today)
            else:
                candidates.edit(session, self.candidate_id, values, on=self._today)

    def values(self) -> CandidateValues:
        """Return what is written in the form. Raises KnownError naming the field."""
        read = dates_of(self, self.dates)
        days = {name: day.first if day else None for name, day in read.items() if name != "born_on"}
        people: dict[str, Any] = {}
        for name, field in self.people.items():
            try:
                people[name] = field.value()
            except KnownError as error:
                raise KnownError(error.message, field=name) from error
        made: dict[str, Any] = {name: field.text() for name, field in self.texts.items()}
        made |= {name: field.value() for name, field in self.choices.items()}
        return CandidateValues(**made, **days, **people, born_on=read["born_on"])

    def _read(self) -> None:
        with self._db.read() as session:
            self._old = None if self.candidate_id is None else candidates.record(session, self.candidate_id)
            self._cells = [(row.short_name, row.id) for row in cells.rows(session, self._today)]
            names = cells.names(session)
            old = self._old.values if self._old else None
            self._villages = villages.choices(session, old.village_id if old else None)
            self._codes = {
                name: codes.offered(session, of_list, self._today, getattr(old, name, None))
                for name, of_list in _CODES.items()
            }
            self._members = person_names.members(session, self._today, *(getattr(old, name, None) for name in PEOPLE))
            self._former = person_names.former_members(session, old.former_id if old else None)
        if self._old is not None:
            cell_id = self._old.values.cell_id
            if cell_id is not None and cell_id not in (key for _name, key in self._cells):
                self._cells.append((cells.short_name(names[cell_id]), cell_id))  # closed since

    def _build_person(self) -> None:
        part = Pairs(self, self.tr("Bản thân"))
        self._text("full_name", self.tr("Họ và tên"), part, required=True)
        self._date("born_on", self.tr("Ngày sinh"), part, partial=True)
        self._choice("gender", self.tr("Giới tính"), [(unknown(), None), *((one.label, one) for one in Gender)], part)
        self._code("ethnic_id", self.tr("Dân tộc"), part)
        self._code("religion_id", self.tr("Tôn giáo"), part)
        self._text("occupation", self.tr("Nghề nghiệp"), part)
        self._code("education_id", self.tr("Giáo dục phổ thông"), part)
        self._code("professional_id", self.tr("Chuyên môn, nghiệp vụ"), part)
        places = [(unknown(), None), *((name, key) for key, name in self._villages.items())]
        self._choice("village_id", self.tr("Thôn, bản"), places, part)
        youth = [(self.tr("không"), False), (self.tr("đoàn viên"), True)]
        self._choice("is_youth_member", self.tr("Đoàn TNCS Hồ Chí Minh"), youth, part)

    def _build_party(self) -> None:
        part = Pairs(self, self.tr("Theo dõi, giúp đỡ"))
        cell = [(self.tr("(chọn chi bộ)"), None), *self._cells]
        self._choice("cell_id", self.tr("Chi bộ theo dõi"), cell, part, required=True)
        self._date("listed_on", self.tr("Vào danh sách nguồn ngày"), part, required=True)
        self._person("helper1_id", self.tr("Đảng viên giúp đỡ thứ nhất"), part)
        self._person("helper2_id", self.tr("Đảng viên giúp đỡ thứ hai"), part)
        if self._former:
            self.people["former_id"] = self.add(
                "former_id",
                self.tr("Từng là đảng viên (kết nạp lại)"),
                PersonField(self._former),
                into=part,
            )
        self._text("note", self.tr("Ghi chú"), part)

    def _build_steps(self) -> None:
        part = Pairs(self, self.tr("Các bước đã qua (bước nào chưa qua thì để trống)"))
        self._text("certificate_number", self.tr("Số giấy chứng nhận lớp nhận thức về Đảng"), part)
        self._date("certificate_on", self.tr("Ngày giấy chứng nhận"), part)
        for line in (self.texts["certificate_number"], self.dates["certificate_on"]):
            line.editingFinished.connect(self._tell_of_certificate)
        self._date("proposed_on", self.tr("Chi bộ đề nghị kết nạp ngày"), part)
        self._date("filed_on", self.tr("Xong hồ sơ, thẩm tra ngày"), part)
        self._person("introducer1_id", self.tr("Người giới thiệu thứ nhất"), part)
        self._person("introducer2_id", self.tr("Người giới thiệu thứ hai"), part)
        self._text("decision_number", self.tr("Số quyết định kết nạp"), part)
        self._date("decision_on", self.tr("Ngày quyết định kết nạp"), part)

    def _tell_of_certificate(self) -> None:
        """Say that a number without a day is not counted: it is saved all the same."""
        is_dayless = bool(self.texts["certificate_number"].text().strip()) and not self.dates["certificate_on"].text()
        words = self.tr("Chưa có ngày nên chưa tính là đã học.")
        self.fields["certificate_number"].set_hint(words if is_dayless else "")

    def _text(self, name: str, text: str, part: Pairs, *, required: bool = False) -> None:
        field = self.texts[name] = self.add(name, text, QLineEdit(), required=required, into=part)
        if _LENGTHS[name]:
            field.setMaxLength(_LENGTHS[name])

    def _date(self, name: str, text: str, part: Pairs, *, partial: bool = False, required: bool = False) -> None:
        self.dates[name] = self.add(name, text, DateField(partial=partial), required=required, into=part)

    def _choice(
        self, name: str, text: str, entries: list[tuple[str, Any]], part: Pairs, *, required: bool = False
    ) -> None:
        self.choices[name] = self.add(name, text, choice(entries), required=required, into=part)

    def _code(self, name: str, text: str, part: Pairs) -> None:
        entries: list[tuple[str, Any]] = [(unknown(), None), *((row.label, row.id) for row in self._codes[name])]
        self._choice(name, text, entries, part)

    def _person(self, name: str, text: str, part: Pairs) -> None:
        self.people[name] = self.add(name, text, PersonField(self._members), into=part)

    def _show(self) -> None:
        if self._old is None:
            self.dates["listed_on"].set_value(self._today)
            return
        values = self._old.values
        for name, field in self.texts.items():
            field.setText(getattr(values, name))
            field.setCursorPosition(0)
        for name, field in (*self.choices.items(), *self.people.items(), *self.dates.items()):
            field.set_value(getattr(values, name))
        if self._old.member_id is not None:
            for field in (self.texts["decision_number"], self.dates["decision_on"]):
                field.setReadOnly(True)
            self.fields["decision_on"].set_hint(self.tr("Đã kết nạp: sửa ở biến động của đảng viên."))

    def _point_out_same(self) -> None:
        """Say so if the list already has somebody of this name."""
        born = self.dates["born_on"]
        try:
            read = born.value()
        except KnownError:
            read = None
        with self._db.read() as session:
            said = candidates.same_person(
                session, self.texts["full_name"].text(), read, except_id=self.candidate_id or 0
            )
        self.fields["full_name"].set_hint(said)
