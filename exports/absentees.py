"""Who was absent from the cell meetings of a period: by name, by the village they live in, by cell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from exports import sums
from exports.names import Behind, Finding, Gathering, Person
from exports.report import Column, Needs, Report, Scope, Sheet, about
from models import absences, cells, participation, rules, villages
from models.absences import AbsentMember
from models.participation import Tally
from models.rules import Rule
from models.tables import Mark
from models.text import number

NO_VILLAGE = "Chưa ghi nơi ở"


@dataclass(frozen=True)
class Absent:
    """Someone absent, with cell and village in words; both "" in the sum, whose `people` are many."""

    name: str
    cell: str
    village: str
    people: tuple[AbsentMember, ...]

    @property
    def excused(self) -> int:
        """Meetings missed with a reason."""
        return sum(one.excused for one in self.people)

    @property
    def unexcused(self) -> int:
        """Meetings missed without."""
        return sum(one.unexcused for one in self.people)

    @property
    def total(self) -> int:
        """Meetings missed."""
        return self.excused + self.unexcused


@dataclass(frozen=True)
class Absentees:
    """The absent of a period one by one, then village by village and cell by cell; the figures they are part of."""

    people: tuple[Absent, ...]
    by_village: tuple[Absent, ...]
    by_cell: tuple[Absent, ...]
    tally: Tally
    rule: Rule


def fetch(session: Session, scope: Scope) -> Absentees:
    """Read the absent of the period, of one cell or all."""
    if scope.period is None:
        raise ValueError("a list of the absent has a period")
    cell_id = scope.cell[0] if scope.cell else None
    known = participation.figures(session, scope.period, on=scope.on, cell_id=cell_id)
    found = absences.read(session, known)
    names = {cell.id: cell.name for cell in known.cells}
    homes = {**villages.names(session), None: NO_VILLAGE}
    return Absentees(
        tuple(Absent(one.shown_name, names[one.cell_id], homes[one.village_id], (one,)) for one in found),
        tuple(_grouped(homes, found, lambda one: one.village_id)),
        tuple(_grouped(names, found, lambda one: one.cell_id)),
        known.total,
        rules.book(session).on(scope.as_of),
    )


def _grouped(
    names: dict[int, str] | dict[int | None, str], found: list[AbsentMember], key: Callable[[AbsentMember], int | None]
) -> Iterable[Absent]:
    those: dict[int | None, list[AbsentMember]] = defaultdict(list)
    for one in found:
        those[key(one)].append(one)
    for place, name in names.items():
        if place in those:
            yield Absent(name, "", name, tuple(those[place]))


def _total(data: Absentees) -> Absent:
    return Absent("Tổng cộng", "", "", tuple(one for row in data.people for one in row.people))


def notes(_data: Absentees) -> Sequence[str]:
    """Return the lines below the list of names."""
    return [
        "1. Chỉ tính các cuộc họp thường kỳ mà đồng chí thuộc diện phải dự.",
        "2. Liên tiếp: số cuộc họp liền nhau của chi bộ mà đồng chí đều vắng, có hoặc không có lý do.",
    ]


def _person(row: Absent) -> Person:
    one = row.people[0]
    told = f"Vắng {row.total} buổi, không lý do {row.unexcused}"
    return Person(one.member_id, one.full_name, cells.short_name(row.cell), told)


def check(data: Absentees, scope: Scope) -> list[Finding]:
    """Say who is absent often, whose village is not written, and whether the lists make up the figures."""
    rule, found = data.rule, list[Finding]()
    often = [row for row in data.people if row.unexcused >= rule.unexcused_alarm]
    running = [row for row in data.people if row.people[0].longest > rule.excused_running]
    homeless = [row for row in data.people if row.people[0].village_id is None]
    for rows, text in (
        (often, f"vắng không lý do từ {rule.unexcused_alarm} lần trong kỳ"),
        (running, f"vắng liên tiếp quá {rule.excused_running} cuộc họp"),
        (homeless, "chưa ghi thôn, bản nơi ở nên xếp vào “Chưa ghi nơi ở”"),
    ):
        found += about([_person(row) for row in rows], text, [row.name for row in rows])
    pairs = [
        (f"Vắng {what} {where}", sum(map(value, rows)), whole)
        for where, rows in (
            ("theo tên", data.people),
            ("theo thôn, bản", data.by_village),
            ("theo chi bộ", data.by_cell),
        )
        for what, value, whole in (
            ("có lý do", _excused, data.tally.excused),
            ("không lý do", _unexcused, data.tally.unexcused),
        )
    ]
    return [*found, *sums.differing(pairs)]


def _excused(row: Absent) -> int:
    return row.excused


def _unexcused(row: Absent) -> int:
    return row.unexcused


def _all(row: Absent) -> int:
    return row.total


def _missed(heading: str, value: Callable[[Absent], int], *marks: Mark) -> Column[Absent]:
    """Return a column of meetings missed that opens them."""
    return Column(heading, value, 9, group="Số lần vắng", behind=_meetings(heading, *marks))


def _meetings(heading: str, *marks: Mark) -> Callable[[Session, Absentees, Absent], Behind]:
    """Return what reads meetings missed: of one person the months, of several the names."""

    def read(_session: Session, data: Absentees, row: Absent) -> Behind:
        lines = [line for one in row.people for line in one.missed if not marks or line.mark in marks]
        cells = {one.people[0].cell_id: one.name for one in data.by_cell}
        title = f"{heading} – {row.name}"
        if len(row.people) == 1:
            months = [
                Gathering(
                    line.cell_id, cells[line.cell_id], line.year, line.month, line.held_on, line.mark.label, line.reason
                )
                for line in lines
            ]
            return Behind(title, f"{len(months)} cuộc họp.", months=months)
        people = [
            Person(
                line.member_id,
                line.full_name,
                cells[line.cell_id],
                line.mark.label,
                f"{line.held_on:%d/%m/%Y}" + (f" ({line.reason})" if line.reason else ""),
            )
            for line in lines
        ]
        who = number(len({one.member_id for one in people}))
        return Behind(title, f"{number(len(people))} lượt vắng của {who} đồng chí.", people)

    return read


def _heads(row: Absent) -> int:
    return len({one.member_id for one in row.people})


def _who(_session: Session, data: Absentees, row: Absent) -> Behind:
    """Return those absent, each once with how often."""
    cells = {one.people[0].cell_id: one.name for one in data.by_cell}
    times: dict[int, int] = {}
    for one in row.people:
        times[one.member_id] = times.get(one.member_id, 0) + len(one.missed)
    seen = {one.member_id: one for one in row.people}
    people = [
        Person(key, one.full_name, cells[one.cell_id], f"Vắng {times[key]} lần", one.reasons)
        for key, one in seen.items()
    ]
    return Behind(f"Đảng viên vắng – {row.name}", f"{number(len(people))} đồng chí.", people)


_COUNTS = (
    _missed("Có lý do", _excused, Mark.EXCUSED),
    _missed("Không lý do", _unexcused, Mark.UNEXCUSED),
    _missed("Cộng", _all),
)
_TITLE = "Danh sách đảng viên vắng sinh hoạt chi bộ"


def _of_one(value: Callable[[AbsentMember], str | int]) -> Callable[[Absent], str | int | None]:
    return lambda row: value(row.people[0]) if row.cell else None


def _days(one: AbsentMember) -> str:
    return ", ".join(f"{day:%d/%m}" for day in one.days)


def _village_by_village(data: Absentees) -> list[Absent]:
    """Return the absent one by one, those of a village together, villages in their order."""
    order = {row.name: place for place, row in enumerate(data.by_village)}
    return sorted(data.people, key=lambda row: order[row.village])


def _summary(name: str, heading: str, rows: Callable[[Absentees], Sequence[Absent]]) -> Sheet[Absentees]:
    return Sheet(
        name=name,
        title=f"Đảng viên vắng sinh hoạt chi bộ {name.lower()}",
        rows=rows,
        total=_total,
        landscape=False,
        empty="Không có đảng viên vắng.",
        columns=(
            Column[Absent](heading, lambda row: row.name, width=34, align="left"),
            Column[Absent]("Số đảng viên vắng", _heads, 10, behind=_who),
            *_COUNTS,
        ),
    )


REPORT = Report[Absentees](
    key="dang-vien-vang",
    title="Đảng viên vắng sinh hoạt chi bộ",
    group="Sinh hoạt chi bộ",
    needs=Needs.PERIOD,
    fetch=fetch,
    sheets=(
        Sheet[Absentees](
            name="Đảng viên vắng",
            title=_TITLE,
            rows=lambda data: data.people,
            total=_total,
            notes=notes,
            empty="Không có đảng viên vắng.",
            columns=(
                Column[Absent]("Họ và tên", lambda row: row.name, width=22, align="left"),
                Column[Absent]("Chi bộ", lambda row: row.cell or None, width=25, align="left"),
                Column[Absent]("Thôn, bản", lambda row: row.village or None, width=17, align="left"),
                *_COUNTS,
                Column[Absent](
                    "Liên tiếp nhiều nhất",
                    _of_one(lambda one: one.longest),
                    width=9,
                    behind=_meetings("Các lần vắng"),
                ),
                Column[Absent]("Ngày vắng", _of_one(_days), width=20, align="left"),
                Column[Absent]("Lý do", _of_one(lambda one: one.reasons), width=18, align="left"),
            ),
        ),
        _summary("Theo thôn, bản", "Thôn, bản nơi ở", lambda data: data.by_village),
        _summary("Theo chi bộ", "Chi bộ", lambda data: data.by_cell),
        Sheet[Absentees](
            name="Tên theo thôn, bản",
            title="Đảng viên vắng sinh hoạt chi bộ theo nơi ở",
            rows=_village_by_village,
            total=_total,
            empty="Không có đảng viên vắng.",
            columns=(
                Column[Absent]("Thôn, bản", lambda row: row.village or row.name, width=17, align="left"),
                Column[Absent]("Họ và tên", _of_one(lambda one: one.shown_name), width=22, align="left"),
                Column[Absent]("Chi bộ", lambda row: row.cell or None, width=25, align="left"),
                *_COUNTS,
                Column[Absent]("Ngày vắng", _of_one(_days), width=20, align="left"),
                Column[Absent]("Lý do", _of_one(lambda one: one.reasons), width=18, align="left"),
            ),
        ),
    ),
    check=check,
    is_by_cell=True,
)
