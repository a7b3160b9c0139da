"""The list of members on a day, in the order of cells and of Vietnamese names (domain.md 7.4, short list)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.names import Finding, Person
from exports.report import DATE, Column, Needs, Report, Scope, Sheet, about
from models import cells, codes, committee, members
from models.members import MemberRow
from models.tables import Duty, Gender, Member, Standing
from models.text import number


@dataclass(frozen=True)
class Line:
    """A member with what the codes of their record mean."""

    member: MemberRow
    cell: str
    position: str
    ethnic: str
    schooling: str

    @property
    def note(self) -> str:
        """What sets the member apart: on probation, not obliged to attend."""
        standing, duty = self.member.standing, self.member.duty
        if self.member.left_on is not None:
            how = self.member.ending.label if self.member.ending else "Hết sinh hoạt tạm thời"
            return f"{how}; trong danh sách đến hết ngày {self.member.left_on}"
        return "; ".join(
            part.label
            for part, is_usual in ((standing, standing is Standing.OFFICIAL), (duty, duty is Duty.ACTIVE))
            if not is_usual
        )


def fetch(session: Session, scope: Scope) -> list[Line]:
    """Read those who are on the lists of the cells on the day."""
    place = {cell_id: place for place, cell_id in enumerate(cells.names(session))}
    found = members.search(session, on=scope.as_of)
    return lines_of(session, sorted(found, key=lambda row: place[row.cell_id]), scope.as_of)


def lines_of(session: Session, rows: Iterable[MemberRow], on: date) -> list[Line]:
    """Return the lines of members as of a day, in the order given."""
    names = cells.names(session, on)
    posts = members.positions(session, on)
    roles = committee.roles(session, on)
    words = codes.labels(session, codes.ETHNIC, codes.EDUCATION, codes.PROFESSIONAL, codes.THEORY)
    schooling = {
        key: _schooling(*(words.get(code or 0, "") for code in (general, professional, theory)))
        for key, general, professional, theory in session.execute(
            select(Member.id, Member.education_id, Member.professional_id, Member.theory_id)
        )
    }
    return [
        Line(
            member=row,
            cell=cells.short_name(names[row.cell_id]),
            position=", ".join(
                held.label for held in (*roles.get(row.id, ())[:1], *([posts[row.id]] if row.id in posts else []))
            ),
            ethnic=words.get(row.ethnic_id, "") if row.ethnic_id else "",
            schooling=schooling[row.id],
        )
        for row in rows
    ]


def _schooling(general: str, professional: str, theory: str) -> str:
    theory = f"LLCT: {theory[:1].lower()}{theory[1:]}" if theory else ""
    return "; ".join(part for part in (professional or general, theory) if part)


def notes(data: list[Line]) -> list[str]:
    """Return the counts below the list."""
    own = [line.member for line in data if line.member.duty is not Duty.GUEST]
    counts = [(standing, sum(row.standing is standing for row in own)) for standing in Standing]
    women = sum(row.gender is Gender.FEMALE for row in own)
    parts = [f"{standing.label.lower()}: {number(count)}" for standing, count in counts if count]
    if women:
        parts.append(f"nữ: {number(women)}")
    total = f"Tổng số đảng viên: {number(len(own))}"
    return [f"{total}; trong đó {', '.join(parts)}." if parts else f"{total}."]


_NEEDED: tuple[tuple[str, Callable[[Line], str | None]], ...] = (
    ("ngày sinh", lambda line: line.member.born),
    ("giới tính", lambda line: line.member.gender_code),
    ("dân tộc", lambda line: line.ethnic),
    ("ngày vào Đảng", lambda line: line.member.admitted),
    ("số thẻ đảng viên", lambda line: line.member.card_number),
    ("số định danh", lambda line: line.member.citizen_id),
)


def check(data: list[Line], scope: Scope) -> list[Finding]:
    """Say what is missing in the list, by name."""
    found: list[Finding] = []
    for what, value in _NEEDED:
        found += about([_person(line) for line in data if not value(line)], f"chưa có {what}")
    unsure = [_person(line) for line in data if line.member.standing is Standing.UNKNOWN]
    return [*found, *about(unsure, "chưa rõ chính thức hay dự bị")]


def _person(line: Line) -> Person:
    return Person(line.member.id, line.member.full_name, line.cell, "Cần xem")


REPORT = Report[list[Line]](
    key="danh-sach-dang-vien",
    title="Danh sách đảng viên",
    group="Đảng viên",
    needs=Needs.DATE,
    fetch=fetch,
    check=check,
    sheets=(
        Sheet[list[Line]](
            name="Danh sách",
            title="Danh sách đảng viên",
            rows=lambda data: data,
            notes=notes,
            empty="Không có đảng viên nào trong danh sách ngày này.",
            columns=(
                Column[Line]("Họ và tên", lambda line: line.member.full_name, width=20, align="left"),
                Column[Line]("Ngày sinh", lambda line: line.member.born_on, 9.5, format=DATE),
                Column[Line]("Giới tính", lambda line: line.member.gender and line.member.gender.label, 5),
                Column[Line]("Dân tộc", lambda line: line.ethnic, 7),
                Column[Line]("Chi bộ", lambda line: line.cell, width=21, align="left"),
                Column[Line]("Chức vụ", lambda line: line.position, 12),
                Column[Line]("Ngày vào Đảng", lambda line: line.member.admitted_on, 9.5, format=DATE),
                Column[Line]("Ngày chính thức", lambda line: line.member.official_on, 9.5, format=DATE),
                Column[Line]("Số thẻ", lambda line: line.member.card_number, 12),
                Column[Line]("Số định danh", lambda line: line.member.citizen_id, 12),
                Column[Line]("Trình độ", lambda line: line.schooling, 21),
                Column[Line]("Ghi chú", lambda line: line.note, 12, align="left"),
            ),
        ),
    ),
)
