"""Lists of candidates: everybody who was ever in the source list up to a day, with how far they were on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import select

from models import codes, known, pipeline
from models.indicators.kinds import Subject as Counted
from models.listing import people
from models.listing.kinds import Facts, Field, Kind, Subject, Value, Who, partial, told
from models.listing.people import PeopleFacts
from models.pipeline import Alarm, Line, Stage
from models.tables import Candidate, Member

ADMITTED = "Đã kết nạp"
"""Where a candidate stands from the ceremony on."""
_STAGES = (*(one.value for one in pipeline.WAITING), ADMITTED, Stage.LEFT.value)


class CandidateFacts(PeopleFacts):
    """The candidates, with what is written of each up to the day."""

    @cached_property
    def rows(self) -> list[Candidate]:
        """The candidates, by name."""
        query = select(Candidate).where(Candidate.listed_on <= self.on).order_by(Candidate.name_sort, Candidate.id)
        return list(self.session.scalars(query))

    @cached_property
    def who(self) -> list[Who]:
        """The candidates and the cells that follow them."""
        return [Who(row.id, row.full_name, row.cell_id, self.cells.get(row.cell_id, "")) for row in self.rows]

    def column(self, name: str) -> list[Any]:
        """Return what the candidates' cards have in a column."""
        return [getattr(row, name) for row in self.rows]

    @property
    def homes(self) -> Sequence[int | None]:
        """The villages they live in; of candidates no moves are kept."""
        return self.column("village_id")

    @cached_property
    def lines(self) -> Mapping[int | None, Line]:
        """Candidate → how they stand on the way, of those who are not members yet."""
        found = pipeline.sources(self.session, self.on, known.read(self.session))
        return {line.candidate_id: line for line in found}

    @cached_property
    def names(self) -> dict[int, str]:
        """The members who help and introduce."""
        keys = {getattr(row, column) for row in self.rows for column in _HELPERS}
        query = select(Member.id, Member.full_name).where(Member.id.in_(keys - {None}))
        return {key: name for key, name in self.session.execute(query)}


_HELPERS = {
    "helper1_id": ("helper1", "Đảng viên giúp đỡ thứ nhất"),
    "helper2_id": ("helper2", "Đảng viên giúp đỡ thứ hai"),
    "introducer1_id": ("introducer1", "Người giới thiệu thứ nhất"),
    "introducer2_id": ("introducer2", "Người giới thiệu thứ hai"),
}


def _stage(row: Candidate, on: date) -> tuple[str, date | None]:
    if row.member_id is not None and row.ceremony_on is not None and row.ceremony_on <= on:
        return ADMITTED, row.decision_on
    stage, since = pipeline.stage_of(row, on)
    return stage.value, since


def _stages(facts: CandidateFacts) -> list[Value]:
    return [_stage(row, facts.on)[0] for row in facts.rows]


def _since(facts: CandidateFacts) -> list[Value]:
    return [partial(_stage(row, facts.on)[1]) for row in facts.rows]


def _line(show: Callable[[Line], Value]) -> Callable[[CandidateFacts], list[Value]]:
    return lambda facts: [show(one) if (one := facts.lines.get(row.id)) else None for row in facts.rows]


def _day(key: str, label: str) -> Field:
    """Return a step of the way; one that was not yet taken on the day is not written."""

    def values(facts: CandidateFacts) -> list[Value]:
        days: list[date | None] = facts.column(key)
        return [partial(day) if day is not None and day <= facts.on else None for day in days]

    return Field(key, label, Kind.DATE, values, width=11)


def _text(key: str, label: str, width: float = 14) -> Field:
    return told(key, label, Kind.TEXT, lambda row: getattr(row, key) or None, width)


def _member(column: str, key: str, label: str) -> Field:
    def values(facts: CandidateFacts) -> list[Value]:
        return [facts.names.get(one or 0) for one in facts.column(column)]

    return Field(key, label, Kind.TEXT, values, width=20, is_name=True)


def _alarms(_facts: Facts) -> list[str]:
    return [one.value for one in Alarm]


def _fields() -> Iterator[Field]:
    yield from people.name_and_cell()
    yield from people.person("ngày chọn")
    yield Field("stage", "Giai đoạn", Kind.CODE, _stages, lambda _facts: _STAGES, 18)
    yield Field("since", "Ở giai đoạn từ", Kind.DATE, _since, width=11)
    yield _day("listed_on", "Ngày vào danh sách nguồn")
    yield _text("certificate_number", "Số giấy chứng nhận")
    yield _day("certificate_on", "Ngày giấy chứng nhận")
    yield Field(
        "certificate_until",
        "Giấy chứng nhận có giá trị đến",
        Kind.DATE,
        _line(lambda line: partial(line.certificate_until)),
        width=11,
    )
    yield _day("proposed_on", "Ngày chi bộ đề nghị")
    yield _day("filed_on", "Ngày xong hồ sơ, thẩm tra")
    yield _text("decision_number", "Số quyết định kết nạp")
    yield _day("decision_on", "Ngày quyết định kết nạp")
    yield _day("ceremony_on", "Ngày tổ chức lễ")
    yield Field(
        "alarm", "Việc cần làm", Kind.CODE, _line(lambda line: line.alarm.value if line.alarm else None), _alarms, 20
    )
    yield Field("due_on", "Hạn của việc", Kind.DATE, _line(lambda line: partial(line.due_on)), width=11)
    for column, (key, label) in _HELPERS.items():
        yield _member(column, key, label)
    yield _text("occupation", "Nghề nghiệp", 18)
    yield told("is_youth_member", "Đoàn viên", Kind.YES_NO, lambda row: row.is_youth_member, 8)
    yield told("is_former", "Kết nạp lại", Kind.YES_NO, lambda row: row.former_id is not None, 8)
    yield people.code("education", "Giáo dục phổ thông", codes.EDUCATION)
    yield people.code("professional", "Chuyên môn", codes.PROFESSIONAL)
    yield _day("left_on", "Ngày ra khỏi nguồn")
    yield _text("left_reason", "Lý do ra khỏi nguồn", 18)
    yield _text("note", "Ghi chú", 18)


SUBJECT = Subject(
    key="candidates",
    label="Quần chúng ưu tú, nguồn phát triển",
    unit="quần chúng",
    of_period=False,
    facts=CandidateFacts,
    fields=tuple(_fields()),
    start=("full_name", "born_on", "gender", "cell", "listed_on", "certificate_on", "stage"),
    left_out=(("stage", ADMITTED), ("stage", Stage.LEFT.value)),
    counted=Counted.CANDIDATE,
)
