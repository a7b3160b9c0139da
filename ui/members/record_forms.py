"""The form of a record on the card, and those of a commendation and a course."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from models import awards, codes, namesakes
from models.awards import CommendationValues, CourseValues, Values
from models.database import Database
from ui.fields import Choice, DateField, FormDialog
from ui.members.pairs import Pairs, check_when_left, choice, dates_of
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
            self.name = namesakes.told(session, member_id, db.clock().date())
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

    def add_text(
        self, name: str, text: str, most: int = 200, *, required: bool = False, into: Pairs | None = None
    ) -> QLineEdit:
        """Add a line of text."""
        field = self.texts[name] = self.add(name, text, QLineEdit(), required=required, into=into)
        field.setMaxLength(most)
        return field

    def add_date(
        self,
        name: str,
        text: str,
        *,
        partial: bool = False,
        required: bool = False,
        hint: str = "",
        into: Pairs | None = None,
    ) -> DateField:
        """Add a date."""
        field = self.add(name, text, DateField(partial=partial), required=required, hint=hint, into=into)
        self.dates[name] = field
        return field

    def add_code(self, name: str, text: str, list_name: str, *, required: bool = False) -> Choice:
        """Add a choice of a code list."""
        entries = self.entries(name, list_name, required=required)
        self.choices[name] = self.add(name, text, choice(entries), required=required)
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
