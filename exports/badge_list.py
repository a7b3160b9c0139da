"""Who is due for a Party badge at the next wave of award, for the proposal to the superior (domain.md 2.7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from exports.names import Behind, Finding, Person
from exports.report import DATE, Column, Needs, Report, Scope, Sheet, about
from models import badges, cells, membership_rules, reminders
from models.badges import DueLine
from models.text import number


@dataclass(frozen=True)
class Data:
    """The lines of a wave with the names of cells, and who has no day of admission to reckon with."""

    wave: date
    lines: tuple[tuple[DueLine, str], ...]
    undated: tuple[Person, ...]


def fetch(session: Session, scope: Scope) -> Data:
    """Read who is due at the first wave on or after the day."""
    wave = badges.next_wave(membership_rules.book(session), scope.as_of)
    names = cells.names(session, scope.as_of)
    lines = [(line, cells.short_name(names[line.cell_id])) for line in badges.due(session, wave, on=scope.as_of)]
    undated = [
        Person(line.member_id, line.full_name, cells.short_name(names[line.cell_id]), "Chưa có ngày vào Đảng")
        for line in reminders.lacking(session, scope.as_of)
        if "admitted_on" in line.fields
    ]
    return Data(wave, tuple(lines), tuple(undated))


def note(line: DueLine) -> str:
    """Return what sets a line apart."""
    parts = [] if line.is_new else ["đã đủ từ trước, chưa ghi đã nhận"]
    if not line.age.is_exact:
        parts.append("chưa rõ đúng ngày vào Đảng")
    if line.unwritten:
        parts.append(f"chưa ghi huy hiệu {', '.join(map(str, line.unwritten))} năm")
    return "; ".join(parts)


def notes(data: Data) -> list[str]:
    """Return the wave and the counts below the list."""
    new = sum(line.is_new for line, _ in data.lines)
    day = f"{data.wave:%d/%m/%Y}"
    return [
        f"Đợt trao ngày {day}; tuổi Đảng tính đến ngày đó.",
        f"Tổng số: {number(len(data.lines))}; trong đó đến hạn đợt này: {number(new)}, "
        f"đã đủ từ trước mà sổ chưa ghi huy hiệu: {number(len(data.lines) - new)}.",
    ]


def _whose(_session: Session, data: Data, row: tuple[DueLine, str]) -> Behind:
    """Return whose years these are, and from when on."""
    line, cell = row
    person = Person(line.member_id, line.full_name, cell, f"Huy hiệu {line.years} năm", note(line))
    told = f"Tuổi Đảng {line.age} vào ngày {data.wave:%d/%m/%Y}, đủ {line.years} năm từ {line.reached_on:%d/%m/%Y}."
    return Behind(f"Huy hiệu Đảng – {line.full_name}", told, [person])


def check(data: Data, scope: Scope) -> list[Finding]:
    """Say whose Party age nobody can reckon."""
    return about(data.undated, "chưa có ngày vào Đảng nên chưa tính được")


REPORT = Report[Data](
    key="huy-hieu-dang",
    title="Đề nghị tặng Huy hiệu Đảng",
    group="Đảng viên",
    needs=Needs.DATE,
    fetch=fetch,
    check=check,
    sheets=(
        Sheet[Data](
            name="Huy hiệu Đảng",
            title="Danh sách đảng viên đủ tuổi Đảng tặng Huy hiệu Đảng đợt tới",
            rows=lambda data: data.lines,
            notes=notes,
            empty="Không có đồng chí nào đủ tuổi Đảng nhận huy hiệu đợt tới.",
            columns=(
                Column[tuple[DueLine, str]]("Họ và tên", lambda row: row[0].full_name, 22, align="left"),
                Column[tuple[DueLine, str]]("Ngày sinh", lambda row: row[0].born_on, 11, format=DATE),
                Column[tuple[DueLine, str]]("Chi bộ", lambda row: row[1], 24, align="left"),
                Column[tuple[DueLine, str]]("Ngày vào Đảng", lambda row: row[0].admitted_on, 11, format=DATE),
                Column[tuple[DueLine, str]]("Tuổi Đảng", lambda row: str(row[0].age), 15),
                Column[tuple[DueLine, str]]("Huy hiệu (năm)", lambda row: row[0].years, 9, behind=_whose),
                Column[tuple[DueLine, str]]("Đủ từ ngày", lambda row: row[0].reached_on, 11, format=DATE),
                Column[tuple[DueLine, str]]("Ghi chú", lambda row: note(row[0]), 30, align="left"),
            ),
        ),
    ),
)
