"""Lists of classes that began in a period, and of those who took part in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property, partial

from models import cells, codes, training
from models.indicators.kinds import Subject as Counted
from models.listing import people
from models.listing.kinds import Facts, Field, Kind, Subject, Value, Who, label_of, labels_of, told
from models.listing.kinds import partial as whole_day
from models.listing.people import words_of
from models.tables import Gender
from models.text import number
from models.training import ClassRow, Participant


class _Taught(Facts):
    """The classes of the period and the lists of their people."""

    @cached_property
    def classes(self) -> dict[int, ClassRow]:
        """The classes by their ids, oldest first."""
        return {row.id: row for row in reversed(training.rows(self.session, self.period))}

    @cached_property
    def learners(self) -> list[Participant]:
        """Everybody whom the list of a class names, class by class, by name."""
        found = training.participants(self.session, self.classes)
        place = {key: place for place, key in enumerate(self.classes)}
        return sorted(found, key=lambda one: place[one.class_id])

    @cached_property
    def _cell_names(self) -> dict[int, str]:
        return {key: cells.short_name(name) for key, name in cells.names(self.session).items()}

    def name_of(self, one: Participant) -> Who:
        """Return whom a line of a list names: a member, or a candidate who is none yet."""
        of = Counted.CANDIDATE if one.member_id is None else Counted.MEMBER
        return Who(one.person[1], one.full_name, one.cell_id, self._cell_names.get(one.cell_id or 0, ""), of=of)


class ClassFacts(_Taught):
    """Rows that are classes."""

    @property
    def rows(self) -> list[ClassRow]:
        """The classes."""
        return [*self.classes.values()]

    @cached_property
    def who(self) -> list[Who]:
        """The classes; they are no cell's."""
        return [Who(row.id, row.values.name, None, "") for row in self.rows]

    @property
    def doubts(self) -> tuple[str, ...]:
        """Say how many are counted whose names no list has."""
        many = sum(row.nameless for row in self.rows)
        return (f"{number(many)} lượt người học chỉ ghi số lượng, không có danh sách tên.",) if many else ()


class LearnerFacts(_Taught):
    """Rows that are those who took part; one who was in two classes has two."""

    @property
    def rows(self) -> list[Participant]:
        """The names on the lists."""
        return self.learners

    @cached_property
    def who(self) -> list[Who]:
        """Whom the lists name."""
        return [self.name_of(one) for one in self.learners]

    @property
    def doubts(self) -> tuple[str, ...]:
        """Say how many took part whose names no list has."""
        many = sum(row.nameless for row in self.classes.values())
        return (f"{number(many)} lượt người học chỉ ghi số lượng nên không có ở đây.",) if many else ()


def _people(keeps: Callable[[Participant], bool], facts: ClassFacts, row: Who) -> list[Who]:
    return [facts.name_of(one) for one in facts.learners if one.class_id == row.id and keeps(one)]


def _count(key: str, label: str, show: Callable[[ClassRow], int], keeps: Callable[[Participant], bool]) -> Field:
    return Field(
        key,
        label,
        Kind.NUMBER,
        lambda facts: [show(row) for row in facts.rows],
        width=8,
        people=partial(_people, keeps),
        about="Theo danh sách tên, hoặc số lượng ghi cho lớp không có danh sách.",
    )


def _of_class(name: str, label: str, place: str) -> Iterator[Field]:
    """Yield what is written of a class; `name` heads its name, `label` its kind, `place` where it was held."""

    def told_by(key: str, heading: str, kind: Kind, show: Callable[[ClassRow], Value], width: float) -> Field:
        return Field(key, heading, kind, lambda facts: [show(row) for row in _classes(facts)], width=width)

    yield told_by("class_name", name, Kind.TEXT, lambda row: row.values.name, 28)
    yield Field(
        "kind", label, Kind.CODE, lambda facts: [row.kind for row in _classes(facts)], words_of(codes.CLASS_KIND), 20
    )
    yield told_by("first_day", "Khai giảng", Kind.DATE, lambda row: whole_day(row.values.first_day), 11)
    yield told_by("last_day", "Bế giảng", Kind.DATE, lambda row: whole_day(row.values.last_day), 11)
    yield told_by("place", place, Kind.TEXT, lambda row: row.values.place or None, 18)


def _classes(facts: ClassFacts | LearnerFacts) -> list[ClassRow]:
    """Return the class of each row."""
    return [facts.classes[row.class_id if isinstance(row, Participant) else row.id] for row in facts.rows]


def _class_fields() -> Iterator[Field]:
    yield from _of_class("Tên lớp", "Loại lớp", "Nơi mở")
    yield _count("people", "Số học viên", lambda row: row.people, lambda _one: True)
    yield _count("women", "Nữ", lambda row: row.women, lambda one: one.gender is Gender.FEMALE)
    yield _count("minority", "Dân tộc thiểu số", lambda row: row.minority, training.is_minority)
    yield _count("certificates", "Được cấp chứng nhận", lambda row: row.certificates, training.is_certified)
    yield told("nameless", "Chỉ ghi số lượng", Kind.NUMBER, lambda row: row.nameless, 8)
    yield told("note", "Ghi chú", Kind.TEXT, lambda row: row.values.note or None, 18)


def _learner_fields() -> Iterator[Field]:
    yield from people.name_and_cell()
    yield told("gender", "Giới tính", Kind.CODE, lambda one: label_of(one.gender), 7, labels_of(Gender))
    yield told(
        "is_minority",
        "Dân tộc thiểu số",
        Kind.YES_NO,
        lambda one: None if one.ethnic_code is None else training.is_minority(one),
        8,
    )
    yield told("is_member", "Là đảng viên", Kind.YES_NO, lambda one: one.member_id is not None, 8)
    yield told("was_candidate", "Học khi là quần chúng", Kind.YES_NO, lambda one: one.candidate_id is not None, 8)
    yield from _of_class("Lớp", "Loại lớp", "Nơi học")
    yield told("is_certified", "Được cấp chứng nhận", Kind.YES_NO, training.is_certified, 8)
    yield told("certificate_number", "Số giấy chứng nhận", Kind.TEXT, lambda one: one.certificate_number or None, 14)
    yield told("certificate_on", "Ngày giấy chứng nhận", Kind.DATE, lambda one: whole_day(one.certificate_on), 11)


CLASSES = Subject(
    key="classes",
    label="Lớp bồi dưỡng",
    unit="lớp",
    of_period=True,
    facts=ClassFacts,
    fields=tuple(_class_fields()),
    start=("class_name", "kind", "first_day", "last_day", "people", "women", "certificates"),
    counted=Counted.CLASS,
)
LEARNERS = Subject(
    key="learners",
    label="Học viên lớp bồi dưỡng",
    unit="lượt học viên",
    of_period=True,
    facts=LearnerFacts,
    fields=tuple(_learner_fields()),
    start=("full_name", "cell", "gender", "class_name", "first_day", "certificate_number", "certificate_on"),
)
