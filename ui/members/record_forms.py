"""The form of a record on a card, and those of a commendation, a discipline, a course, a card given again."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit, QWidget

from models import awards, body_awards, codes, namesakes
from models.awards import CardIssueValues, CommendationValues, CourseValues, DisciplineValues, Values
from models.bodies import Body, name_of
from models.database import Database
from models.tables import CardIssueKind
from ui.fields import Choice, DateField, FormDialog
from ui.members.pairs import Pairs, check_when_left, choice, dates_of
from ui.widgets.labels import label


class RecordForm(FormDialog):
    """Writes one record of a member or of a Party body, or corrects one; subclasses name the fields in `build`."""

    def __init__(
        self,
        db: Database,
        owner: int | Body,
        parent: QWidget | None = None,
        *,
        row_id: int | None = None,
        values: Values | None = None,
    ) -> None:
        super().__init__("", parent, width=480)
        self._db, self.owner, self._row_id, self._values = db, owner, row_id, values
        self.texts: dict[str, QLineEdit] = {}
        self.dates: dict[str, DateField] = {}
        self.choices: dict[str, Choice] = {}
        with db.read() as session:
            if isinstance(owner, Body):
                self.name = name_of(session, owner)
            else:
                self.name = namesakes.told(session, owner, db.clock().date())
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
        values, on = self.values(), self._db.clock().date()
        with self._db.write(f"{self.windowTitle()}: {self.name}") as session:
            if not isinstance(self.owner, Body):
                awards.write(session, self.owner, values, self._row_id, on=on)
            elif isinstance(values, CommendationValues | DisciplineValues):
                body_awards.write(session, self.owner, values, self._row_id, on=on)

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
        kinds = codes.BODY_COMMENDATION if isinstance(self.owner, Body) else codes.COMMENDATION
        self.add_code("kind_id", self.tr("Hình thức"), kinds, required=True)
        self.add_text("title", self.tr("Nội dung, danh hiệu"))
        self.add_text("decision_number", self.tr("Số quyết định"), 40)
        self.add_date("awarded_on", self.tr("Ngày quyết định"), partial=True)
        self.add_code("level_id", self.tr("Cấp quyết định"), codes.AWARD_LEVEL)

    def values(self) -> Values:
        """Return what is written."""
        return CommendationValues(**self.read())


class PlainDisciplineForm(RecordForm):
    """Kỷ luật of a Party body, from which nothing else follows."""

    def build(self) -> None:
        """Add the fields."""
        self.setWindowTitle(self.tr("Ghi kỷ luật") if self.is_new else self.tr("Sửa kỷ luật"))
        self.add_code("form_id", self.tr("Hình thức"), codes.BODY_DISCIPLINE, required=True)
        self.fields["form_id"].set_hint(self.tr("Giải tán thì ghi thêm ở Tổ chức lại, Giải thể: ai chuyển đi đâu."))
        self.add_paper()

    def add_paper(self) -> None:
        """Add what was decided, by whom, from when to when."""
        self.add_text("content", self.tr("Nội dung vi phạm"), 500)
        two = Pairs(self)
        self.add_text("issuer", self.tr("Cấp quyết định"), into=two)
        self.add_text("decision_number", self.tr("Số quyết định"), 40, into=two)
        self.add_date("decision_on", self.tr("Ngày quyết định"), into=two)
        self.add_date("effective_on", self.tr("Có hiệu lực từ ngày"), required=True, into=two)
        hint = self.tr("Để trống khi còn hiệu lực.")
        self.add_date("ends_on", self.tr("Hết hiệu lực, được xóa ngày"), hint=hint)

    def values(self) -> DisciplineValues:
        """Return what is written."""
        read = self.read()
        for name in self.dates:
            read[name] = read[name].first if read[name] else None
        return DisciplineValues(**read)


class CardIssueForm(RecordForm):
    """Cấp lại, đổi thẻ đảng viên."""

    def build(self) -> None:
        """Add the fields."""
        self.setWindowTitle(self.tr("Ghi cấp lại, đổi thẻ") if self.is_new else self.tr("Sửa cấp lại, đổi thẻ"))
        kinds: list[tuple[str, CardIssueKind | None]] = [(self.tr("(chọn)"), None)]
        kinds += [(kind.label, kind) for kind in CardIssueKind]
        self.choices["kind"] = self.add("kind", self.tr("Việc"), choice(kinds), required=True)
        hint = self.tr("Ngày phát thẻ lần đầu ghi ở lý lịch.")
        self.add_date("issued_on", self.tr("Ngày cấp"), partial=True, required=True, hint=hint)
        self.add_text("decision_number", self.tr("Số quyết định"), 40)
        self.add_text("note", self.tr("Ghi chú"))

    def values(self) -> Values:
        """Return what is written."""
        return CardIssueValues(**self.read())


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
