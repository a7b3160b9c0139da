"""Sổ danh sách đảng viên (mẫu 7-HSĐV): 14 columns, four thin lines a member, cell after cell (domain.md 2.3).

The content of the columns is that of the form; its exact lines were not seen beyond the headings. The book of a period
has who was carried over into it or came in it: those on the lists at its end, and those who left, as in form 1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, load_only

from exports.report import Column, Needs, Report, Scope, Sheet
from models import balance, called, cells, codes, members
from models.balance import Line as Moved
from models.dates import PartialDate, Period, by_then, day_told
from models.statistics.cards import RETIRED
from models.tables import Badge, Duty, Event, EventKind, Member
from models.text import number

_LEFT = {EventKind.STRUCK_OFF, EventKind.EXPELLED, EventKind.RESIGNED}
_TOLD = _LEFT | {EventKind.TRANSFER_OUT, EventKind.TRANSFER_IN, EventKind.DIED}
_SAID = (  # reading all sixty columns of a member takes twice as long
    Member.full_name,
    Member.name_sort,
    Member.birth_name,
    Member.other_name,
    Member.gender,
    Member.born_on,
    Member.ethnic_id,
    Member.religion_id,
    Member.home_town,
    Member.home_province,
    Member.schooling,
    Member.education_id,
    Member.theory_id,
    Member.professional_id,
    Member.foreign_language,
    Member.former_occupation,
    Member.occupation,
    Member.occupation_id,
    Member.admitted_on,
    Member.official_on,
    Member.card_number,
    Member.old_card_number,
    Member.dossier_number,
    Member.enlisted_on,
    Member.discharged_on,
    Member.note,
)
_WIDTHS = (15, 10.5, 12, 14, 13, 10.5, 15.5, 9, 12, 12, 9, 9, 10)


@dataclass(frozen=True)
class Line:
    """A member: the words of the columns from the second on, and whether they left and are on no list at the end."""

    cells: tuple[str, ...]
    has_left: bool = False


@dataclass(frozen=True)
class _One:
    """Who has a line: what they are called, their cell or that which they left, and what the note says of them."""

    id: int
    full_name: str
    cell_id: int
    said: str
    has_left: bool = False


@dataclass
class _Book:
    """What the lines need beside the members."""

    words: Mapping[int, str]
    badges: Mapping[int, list[int]]
    events: Mapping[int, list[Event]]
    names: Mapping[int, str]
    retired: frozenset[int]
    former: Mapping[int, list[str]]
    on: date


def fetch(session: Session, scope: Scope) -> list[Line]:
    """Read who was on the lists in the period, in the order of cells and names; guests stand in their own book."""
    lists = (codes.ETHNIC, codes.RELIGION, codes.EDUCATION, codes.PROFESSIONAL, codes.THEORY, codes.OCCUPATION)
    badges: dict[int, list[int]] = {}
    day = func.coalesce(Badge.awarded_on, Badge.decision_on)
    given = select(Badge.member_id, Badge.years).where(or_(day.is_(None), day <= scope.as_of)).order_by(Badge.years)
    for member_id, years in session.execute(given):
        badges.setdefault(member_id, []).append(years)
    events: dict[int, list[Event]] = {}
    told = select(Event).where(Event.effective_on <= scope.as_of, Event.kind.in_(_TOLD)).order_by(Event.effective_on)
    for event in session.scalars(told):
        events.setdefault(event.member_id, []).append(event)
    retired = frozenset(row.id for row in codes.items(session, codes.OCCUPATION) if row.code == RETIRED)
    former = called.formerly(session, scope.as_of)
    names = cells.names(session, scope.as_of)
    book = _Book(codes.labels(session, *lists), badges, events, names, retired, former, scope.as_of)
    place = {cell_id: place for place, cell_id in enumerate(cells.names(session))}
    people = {one.id: one for one in session.scalars(select(Member).options(load_only(*_SAID, raiseload=True)))}
    ordered = sorted(_those(session, scope), key=lambda one: (place[one.cell_id], people[one.id].name_sort, one.id))
    return [Line(_words(people[one.id], one, book), one.has_left) for one in ordered]


def _those(session: Session, scope: Scope) -> list[_One]:
    """Return who is on the lists on the day, and who left them in the period and did not come back."""
    assert scope.period is not None  # Needs.PERIOD
    rows = [row for row in members.search(session, on=scope.as_of) if row.duty is not Duty.GUEST]
    found = [
        _One(row.id, row.full_name, row.cell_id, "" if row.duty is Duty.ACTIVE else row.duty.label) for row in rows
    ]
    listed = {one.id for one in found}
    if scope.as_of < scope.period.first:
        return found
    moves = balance.movements(session, Period(scope.period.first, scope.as_of))
    left = {move.member_id: move for move in moves if not move.line.is_increase and move.member_id not in listed}
    return found + [
        _One(key, move.full_name, move.cell_id, move.line.label if move.line is Moved.C6 else "", has_left=True)
        for key, move in left.items()
    ]


def _words(member: Member, row: _One, book: _Book) -> tuple[str, ...]:
    def word(key: int | None) -> str:
        return book.words.get(key or 0, "")

    told = book.events.get(member.id, ())
    home = ", ".join(part for part in (member.home_town, member.home_province) if part)
    columns: tuple[tuple[str | None, ...], ...] = (
        (
            row.full_name,
            member.birth_name and f"KS: {member.birth_name}",
            member.other_name and f"({member.other_name})",
            ", ".join(f"trước: {name}" for name in book.former.get(member.id, ())),
        ),
        (
            member.gender.label if member.gender else None,
            _day(member.born_on),
            word(member.ethnic_id),
            word(member.religion_id),
        ),
        (home,),
        (
            member.schooling or word(member.education_id),
            f"LLCT: {word(member.theory_id).lower()}" if member.theory_id else None,
            word(member.professional_id),
            member.foreign_language,
        ),
        (
            member.former_occupation and f"Trước: {member.former_occupation}",
            member.occupation or word(member.occupation_id),
        ),
        (_day(member.admitted_on), _day(by_then(member.official_on, book.on))),
        (
            member.card_number or member.old_card_number,
            member.dossier_number and f"LL: {member.dossier_number}",
            ", ".join(f"HH {years} năm" for years in book.badges.get(member.id, ())),
        ),
        (_army(member), word(member.occupation_id) if member.occupation_id in book.retired else None),
        _moved(told, EventKind.TRANSFER_OUT),
        _moved(told, EventKind.TRANSFER_IN),
        tuple(f"{_on(one)} {one.reason or ''}".strip() for one in told if one.kind is EventKind.DIED),
        tuple(f"{one.kind.label} {_on(one)}" for one in told if one.kind in _LEFT),
        (
            book.names.get(row.cell_id, ""),
            row.said,
            member.note,
        ),
    )
    return tuple("\n".join(part for part in parts if part) for parts in columns)


def _moved(told: Sequence[Event], kind: EventKind) -> tuple[str, ...]:
    """Return the days of moves with the Party body they led to or came from."""
    return tuple(": ".join(part for part in (_on(one), one.place) if part) for one in told if one.kind is kind)


def _army(member: Member) -> str:
    days = [_day(member.enlisted_on), _day(member.discharged_on)]
    return "Bộ đội " + " – ".join(day or "…" for day in days) if any(days) else ""


def _day(day: PartialDate | None) -> str:
    return "" if day is None else str(day)


def _on(event: Event) -> str:
    return str(day_told(event.effective_on, event.is_day_known, event.is_month_known) or "(chưa rõ ngày)")


_HEADINGS: Sequence[str] = (
    "Họ và tên đang dùng; họ và tên khác",
    "Nam, nữ; ngày sinh; dân tộc; tôn giáo",
    "Quê quán",
    "Văn hóa; lý luận; chuyên môn nghiệp vụ; ngoại ngữ",
    "Nghề nghiệp trước khi vào Đảng; nghề nghiệp hiện nay",
    "Ngày vào Đảng; ngày chính thức",
    "Số thẻ đảng viên; số lý lịch; Huy hiệu Đảng",
    "Bộ đội, công an, hưu trí",
    "Ngày chuyển đi, đến đảng bộ cơ sở",
    "Ngày chuyển đến, ở đảng bộ cơ sở nào đến",
    "Ngày từ trần, lý do",
    "Ngày ra khỏi Đảng, hình thức ra",
    "Ghi chú",
)


def _counted(data: Sequence[Line]) -> list[str]:
    """Return the line below the book: those on the lists at the end apart from those who left."""
    left = sum(line.has_left for line in data)
    gone = f"; ra khỏi danh sách trong kỳ: {number(left)}" if left else ""
    return [f"Tổng số đảng viên cuối kỳ: {number(len(data) - left)}{gone}."]


def _at(place: int) -> Callable[[Line], str]:
    return lambda line: line.cells[place]


REPORT = Report[list[Line]](
    key="so-danh-sach-dang-vien",
    title="Sổ danh sách đảng viên (mẫu 7-HSĐV)",
    group="Đảng viên",
    needs=Needs.PERIOD,
    fetch=fetch,
    sheets=(
        Sheet[list[Line]](
            name="Mẫu 7-HSĐV",
            title="Sổ danh sách đảng viên",
            rows=lambda data: data,
            notes=_counted,
            empty="Trong kỳ không có đảng viên nào trong danh sách.",
            columns=tuple(
                Column[Line](heading, _at(place), width, align="left" if place != 5 else "center")
                for place, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True))
            ),
        ),
    ),
)
