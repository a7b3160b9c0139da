"""The forms of a commendation, a discipline, a course."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from models import awards, codes, members, stays
from models.awards import CommendationValues, CourseValues, DisciplineValues, Values
from models.database import Database
from ui.fields import Choice, DateField, FormDialog
from ui.members.pairs import check_when_left, choice, dates_of
from ui.widgets.labels import label


class RecordForm(FormDialog):
    """Writes one record of a member, or corrects one; subclasses name the fields in `build`."""

    def __init__(
        self,
        db: Database,
        member_id: int,
        parent: QWidget | None = None,
        *,
        row_id: int | None = None,
        values: Values | None = None,
    ) -> None:
        super().__init__("", parent, width=480)
        self._db, self._member_id, self._row_id, self._values = db, member_id, row_id, values
        self.texts: dict[str, QLineEdit] = {}
        self.dates: dict[str, DateField] = {}
        self.choices: dict[str, Choice] = {}
        with db.read() as session:
            self.name = members.read(session, member_id).full_name
        self.is_new = row_id is None
        self.form.addWidget(label(self.name, "heading", wrap=True))
        self.build()
        if values is not None:
            self._show(values)
        check_when_left(self, self.dates)

    def build(self) -> None:
        """Name the window and add the fields."""
        raise AssertionError("a form has fields")

    def values(self) -> Values:
        """Return what is written. Raises KnownError naming the field."""
        raise AssertionError("a form says what it writes")

    def save(self) -> None:
        """Write the record in one step."""
        values = self.values()
        with self._db.write(f"{self.windowTitle()}: {self.name}") as session:
            awards.write(session, self._member_id, values, self._row_id, on=self._db.clock().date())

    def read(self) -> dict[str, Any]:
        """Return every field by name, dates as typed. Raises KnownError naming a wrong date."""
        return {
            **{name: field.text() for name, field in self.texts.items()},
            **{name: field.value() for name, field in self.choices.items()},
            **dates_of(self, self.dates),
        }

    def add_text(self, name: str, text: str, most: int = 200, *, required: bool = False) -> QLineEdit:
        """Add a line of text."""
        field = self.texts[name] = self.add(name, text, QLineEdit(), required=required)
        field.setMaxLength(most)
        return field

    def add_date(
        self, name: str, text: str, *, partial: bool = False, required: bool = False, hint: str = ""
    ) -> DateField:
        """Add a date."""
        field = self.add(name, text, DateField(partial=partial), required=required, hint=hint)
        self.dates[name] = field
        return field

    def add_code(self, name: str, text: str, list_name: str, *, required: bool = False, hint: str = "") -> Choice:
        """Add a choice of a code list."""
        entries = self.entries(name, list_name, required=required)
        self.choices[name] = self.add(name, text, choice(entries), required=required, hint=hint)
        return self.choices[name]

    def entries(self, name: str, list_name: str, *, required: bool = False) -> list[tuple[str, int | None]]:
        """Return what a field of a code list offers: the words in use, that of the record, and none."""
        with self._db.read() as session:
            held = getattr(self._values, name, None)
            rows = codes.offered(session, list_name, self._db.clock().date(), held)
        nothing = self.tr("(chọn)") if required else self.tr("chưa rõ")
        found: list[tuple[str, int | None]] = [(nothing, None)]
        return found + [(row.label, row.id) for row in rows]

    def _show(self, values: Values) -> None:
        for name, field in self.texts.items():
            field.setText(getattr(values, name))
            field.setCursorPosition(0)
        for name, field in self.choices.items():
            field.set_value(getattr(values, name))
        for name, field in self.dates.items():
            field.set_value(getattr(values, name))


class CommendationForm(RecordForm):
    """Khen thưởng, danh hiệu."""

    def build(self) -> None:
        """Add the fields."""
        self.setWindowTitle(self.tr("Ghi khen thưởng") if self.is_new else self.tr("Sửa khen thưởng"))
        self.add_code("kind_id", self.tr("Hình thức"), codes.COMMENDATION, required=True)
        self.add_text("title", self.tr("Nội dung, danh hiệu"))
        self.add_date("awarded_on", self.tr("Ngày quyết định"), partial=True)
        self.add_text("decision_number", self.tr("Số quyết định"), 40)
        self.add_code("level_id", self.tr("Cấp quyết định"), codes.AWARD_LEVEL)

    def values(self) -> Values:
        """Return what is written."""
        return CommendationValues(**self.read())


class DisciplineForm(RecordForm):
    """Kỷ luật by the Party, or by the government and the law; an expulsion takes the member off the list as well."""

    def build(self) -> None:
        """Add the fields; the forms to choose from are those of the side that decided."""
        self.setWindowTitle(self.tr("Ghi kỷ luật") if self.is_new else self.tr("Sửa kỷ luật"))
        sides = [
            (self.tr("Đảng"), codes.DISCIPLINE),
            (self.tr("Chính quyền, cơ quan, pháp luật"), codes.STATE_DISCIPLINE),
        ]
        self.side = self.add("side", self.tr("Bên xử lý kỷ luật"), choice(sides))
        with self._db.read() as session:
            self._expulsion = codes.id_of(session, codes.DISCIPLINE, "expulsion")
            is_state = getattr(self._values, "form_id", None) in codes.labels(session, codes.STATE_DISCIPLINE)
            self._is_listed = stays.current(session, self._member_id) is not None
        self.side.set_value(codes.STATE_DISCIPLINE if is_state else codes.DISCIPLINE)
        form = self.add_code("form_id", self.tr("Hình thức"), self.side.value(), required=True)
        self.leaves = QCheckBox(self.tr("Ghi luôn biến động khai trừ: ra khỏi danh sách từ ngày có hiệu lực"))
        self.leaves.setChecked(self.is_new)
        self.leaves.hide()
        self.form.addWidget(self.leaves)
        self.add_text("content", self.tr("Nội dung vi phạm"), 500)
        self.add_text("issuer", self.tr("Cấp quyết định"))
        self.add_text("decision_number", self.tr("Số quyết định"), 40)
        self.add_date("decision_on", self.tr("Ngày quyết định"))
        self.add_date("effective_on", self.tr("Có hiệu lực từ ngày"), required=True)
        self.add_date("ends_on", self.tr("Hết hiệu lực, được xóa ngày"), hint=self.tr("Để trống khi còn hiệu lực."))
        self.side.currentIndexChanged.connect(lambda _: self._offer_forms())
        form.currentIndexChanged.connect(lambda _: self._follow())

    def values(self) -> DisciplineValues:
        """Return what is written."""
        read = self.read()
        for name in self.dates:
            read[name] = read[name].first if read[name] else None
        return DisciplineValues(**read)

    def save(self) -> None:
        """Write the discipline, and with an expulsion the leaving, in one step."""
        if self.leaves.isHidden() or not self.leaves.isChecked():
            super().save()
            return
        values = self.values()
        with self._db.write(self.tr("Khai trừ: {name}").format(name=self.name)) as session:
            awards.expel(session, self._member_id, values, self._row_id, on=self._db.clock().date())

    def _offer_forms(self) -> None:
        self.choices["form_id"].set_entries(self.entries("form_id", self.side.value(), required=True))
        self._follow()

    def _follow(self) -> None:
        is_expulsion = self.choices["form_id"].value() == self._expulsion
        self.leaves.setVisible(is_expulsion and self._is_listed)
        self.fit()


class CourseForm(RecordForm):
    """Đào tạo, bồi dưỡng."""

    def build(self) -> None:
        """Add the fields."""
        self.setWindowTitle(self.tr("Ghi đào tạo, bồi dưỡng") if self.is_new else self.tr("Sửa đào tạo, bồi dưỡng"))
        self.add_text("name", self.tr("Tên lớp hoặc ngành học"), required=True)
        self.add_code("kind_id", self.tr("Loại"), codes.CLASS_KIND)
        self.add_text("school", self.tr("Tên trường, nơi mở lớp"))
        self.add_date("first_on", self.tr("Từ"), partial=True)
        self.add_date("last_on", self.tr("Đến"), partial=True)
        self.add_text("study_form", self.tr("Hình thức học"), 60)
        self.add_text("certificate", self.tr("Văn bằng, chứng chỉ"))

    def values(self) -> Values:
        """Return what is written."""
        return CourseValues(**self.read())
