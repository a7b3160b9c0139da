"""The forms of classes: the class itself, who takes part, and the certificates."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from models import codes, person_names, training
from models.database import Database
from models.errors import KnownError
from models.person_names import PersonName
from models.text import clean, fold, number
from models.training import ClassValues, Participant
from ui.cells.form import whole_number
from ui.fields import Choice, DateField, FormDialog, SearchField, named
from ui.members.pairs import Pairs, check_when_left, dates_of
from ui.widgets.labels import label
from ui.widgets.whole_lines import break_lines

_KEY = Qt.ItemDataRole.UserRole


class ClassForm(FormDialog):
    """Writes a class; `class_id` is that of the one written once the form was accepted."""

    def __init__(self, db: Database, parent: QWidget | None = None, *, class_id: int | None = None) -> None:
        super().__init__("", parent, width=480)
        self._db = db
        self.class_id = class_id
        self.is_new = class_id is None
        self.setWindowTitle(self.tr("Thêm lớp") if self.is_new else self.tr("Sửa lớp"))
        with db.read() as session:
            old = None if class_id is None else training.read(session, class_id)
            held = old.kind_id if old else None
            rows = codes.offered(session, codes.CLASS_KIND, db.clock().date(), held)
        kinds = [(row.label, row.id) for row in rows]
        self.kind = self.add("kind_id", self.tr("Loại lớp"), Choice(kinds), required=True)
        self.name = self.add("name", self.tr("Tên lớp"), QLineEdit(), required=True)
        two = Pairs(self)
        self.first_day = self.add("first_day", self.tr("Khai giảng ngày"), DateField(), required=True, into=two)
        self.last_day = self.add("last_day", self.tr("Bế giảng ngày"), DateField(), into=two)
        self.place = self.add("place", self.tr("Nơi mở"), QLineEdit(), into=two)
        self.note = self.add("note", self.tr("Ghi chú"), QLineEdit(), into=two)
        for field, most in ((self.name, 200), (self.place, 200), (self.note, 500)):
            field.setMaxLength(most)
        heads = Pairs(self, self.tr("Số lượng, khi không có danh sách tên"))
        self.heads: dict[str, QLineEdit] = {}
        for name, words in (
            ("heads", self.tr("Tổng số người học")),
            ("women", self.tr("Trong đó nữ")),
            ("minority", self.tr("Dân tộc thiểu số")),
            ("certified", self.tr("Được cấp giấy chứng nhận")),
        ):
            self.heads[name] = self.add(name, words, QLineEdit(), into=heads)
            if (count := getattr(old, name, None)) is not None:
                self.heads[name].setText(number(count))
        check_when_left(self, self._dates)
        if old is not None:
            self.kind.set_value(old.kind_id)
            for field, text in ((self.name, old.name), (self.place, old.place), (self.note, old.note)):
                field.setText(text)
            self.first_day.set_value(old.first_day)
            self.last_day.set_value(old.last_day)
        else:
            self._suggest_name()
            self.kind.picked.connect(lambda _: self._suggest_name())
        self.name.setFocus()
        self.name.selectAll()

    def save(self) -> None:
        """Write the class in one step."""
        days = dates_of(self, self._dates)
        first, last = days["first_day"], days["last_day"]
        values = ClassValues(
            self.kind.value(),
            self.name.text(),
            first.first if first else None,
            last.first if last else None,
            self.place.text(),
            self.note.text(),
            **{name: named(name, whole_number, field) for name, field in self.heads.items()},
        )
        words = self.tr("Thêm lớp: {name}") if self.is_new else self.tr("Sửa lớp: {name}")
        with self._db.write(words.format(name=clean(values.name))) as session:
            if self.class_id is None:
                self.class_id = training.add(session, values)
            else:
                training.edit(session, self.class_id, values)

    @property
    def _dates(self) -> dict[str, DateField]:
        return {"first_day": self.first_day, "last_day": self.last_day}

    def _suggest_name(self) -> None:
        """Call a new class by its kind until the officer types another name."""
        offered = [self.tr("Lớp {kind}").format(kind=self._small(n)) for n in range(self.kind.count())]
        if not self.name.text() or self.name.text() in offered:
            self.name.setText(offered[self.kind.currentIndex()])

    def _small(self, number: int) -> str:
        word = self.kind.itemText(number)
        return word[:1].lower() + word[1:]


class EnrolForm(FormDialog):
    """Puts candidates and members on the list of a class: search, tick, save."""

    def __init__(self, db: Database, class_id: int, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Thêm người học"), parent, width=520)
        self._db = db
        self.class_id = class_id
        on = db.clock().date()
        with db.read() as session:
            self._name = training.read(session, class_id).name
            there = training.participants(session, [class_id])
            candidates, members = person_names.candidates(session), person_names.members(session, on)
        self._there = {("candidate", one.candidate_id) for one in there} | {("member", one.member_id) for one in there}
        self.form.addWidget(label(self._name, "heading", wrap=True))
        self.search = self.add("search", self.tr("Tìm theo tên, chi bộ"), SearchField(self.tr("gõ tên hoặc chi bộ")))
        self.list = QListWidget()
        self.list.setMinimumHeight(self.fontMetrics().height() * 14)
        break_lines(self.list)
        self.add(
            "list",
            self.tr("Đánh dấu người học (phím cách)"),
            self.list,
            hint=self.tr("Quần chúng trong nguồn đứng trước, rồi đến đảng viên."),
        )
        self._fill("candidate", self.tr("quần chúng"), candidates)
        self._fill("member", self.tr("đảng viên"), members)
        self.search.searched.connect(self._filter)
        self._filter("")  # the cursor on the first, where Tab and Enter come to it
        self.list.itemChanged.connect(lambda _: self._count())
        self._count()

    def save(self) -> None:
        """Put those ticked on the list in one step."""
        ticked = self._ticked()
        if not ticked:
            raise KnownError(self.tr("Chưa đánh dấu ai; hãy đánh dấu người học."), field="list")
        with self._db.write(self.tr("Thêm người học: {name}").format(name=self._name)) as session:
            training.enrol(
                session,
                self.class_id,
                candidate_ids=[key for kind, key in ticked if kind == "candidate"],
                member_ids=[key for kind, key in ticked if kind == "member"],
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes from the search to the names; Ctrl+Enter saves."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.search.hasFocus():
            self.list.setFocus()
        else:
            super().keyPressEvent(event)

    def _fill(self, kind: str, word: str, people: list[PersonName]) -> None:
        for person in people:
            if (kind, person.id) in self._there:
                continue
            item = QListWidgetItem(f"{person.label} · {word}", self.list)
            item.setData(_KEY, (kind, person.id))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)

    def _filter(self, text: str) -> None:
        """Show who fits what is typed; who is ticked stays in view."""
        sought = fold(text)
        first = None
        for place in range(self.list.count()):
            item = self.list.item(place)
            fits = sought in fold(item.text())
            item.setHidden(not fits and item.checkState() is Qt.CheckState.Unchecked)
            first = item if fits and first is None else first
        if first is not None:
            self.list.setCurrentItem(first)

    def _ticked(self) -> list[tuple[str, int]]:
        items = (self.list.item(number) for number in range(self.list.count()))
        return [tuple(item.data(_KEY)) for item in items if item.checkState() is Qt.CheckState.Checked]

    def _count(self) -> None:
        count = len(self._ticked())
        self.save_button.setText(self.tr("Thêm {n} người").format(n=count) if count else self.tr("Thêm"))


class CertificateForm(FormDialog):
    """Writes the certificates given to some participants on a day; the numbers run on from the first."""

    def __init__(self, db: Database, class_id: int, people: list[Participant], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Ghi giấy chứng nhận"), parent, width=440)
        self._db = db
        self._today = db.clock().date()
        self.class_id, self.people = class_id, people
        with db.read() as session:
            self._class = training.read(session, class_id)
        self.form.addWidget(label(self._class.name, "heading", wrap=True))
        self.form.addWidget(label(self._who(), "muted", wrap=True))
        hint = "" if len(people) == 1 else self.tr("Ví dụ 12/2026: người sau là 13/2026. Để trống nếu không có số.")
        self.number = self.add("number", self.tr("Số giấy của người đầu tiên"), QLineEdit(), hint=hint)
        self.number.setMaxLength(36)
        self.on = self.add("certificate_on", self.tr("Ngày cấp"), DateField(), required=True)
        self.on.set_value(self._class.last_day)
        self.number.setFocus()

    def save(self) -> None:
        """Write all of them in one step."""
        day = dates_of(self, {"certificate_on": self.on})["certificate_on"]
        if day is None:
            raise KnownError(self.tr("Hãy ghi ngày cấp giấy."), field="certificate_on")
        numbers = numbered(self.number.text(), len(self.people))
        given = {one.id: number for one, number in zip(self.people, numbers, strict=True)}
        words = self.tr("Ghi {n} giấy chứng nhận: {name}").format(n=len(given), name=self._class.name)
        with self._db.write(words) as session:
            training.certify(session, self.class_id, given, day.first, today=self._today)

    def _who(self) -> str:
        if len(self.people) == 1:
            return self.people[0].full_name
        return self.tr("{n} người, từ {first} đến {last}").format(
            n=len(self.people), first=self.people[0].full_name, last=self.people[-1].full_name
        )


def numbered(first: str, count: int) -> list[str]:
    """Return so many certificate numbers that run on from the first: its first run of digits counts up.

    “09/GCN” → 09/GCN, 10/GCN …; a text without digits is used for one only, the rest stay without a number.
    """
    first = clean(first)
    start = next((place for place, letter in enumerate(first) if letter.isdecimal()), None)
    if start is None:
        return [first] + [""] * (count - 1)
    end = start
    while end < len(first) and first[end].isdecimal():
        end += 1
    figures = first[start:end]
    return [f"{first[:start]}{int(figures) + step:0{len(figures)}}{first[end:]}" for step in range(count)]
