"""The data-entry workbook 4.0 of the upper system, filled from the register (domain.md 2.4)."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from exports.layouts import entry_book as layout
from exports.names import Finding, Person
from exports.report import Beginning, Needs, Report, Scope, Value, about
from models import cells, codes, stays
from models.progress import Progress
from models.tables import Duty, Member, Standing, Stay

if TYPE_CHECKING:
    from openpyxl import Workbook


@dataclass(frozen=True)
class Line:
    """A member as the workbook says them: field of the layout → text, "" for nothing known."""

    member_id: int
    name: str
    cell: str
    standing: Standing
    said: dict[str, str]


def fetch(session: Session, scope: Scope) -> list[Line]:
    """Read those on the lists on the day and those who left in its year until then, by cells and names.

    Guests belong to another Party organisation.
    """
    names = cells.names(session, scope.as_of)
    place = {cell_id: place for place, cell_id in enumerate(names)}
    words = codes.labels(session, codes.ETHNIC, codes.RELIGION)
    query = (
        select(Member, Stay)
        .join(Stay, Stay.member_id == Member.id)
        .where(
            stays.holds_on(scope.as_of) | (Stay.ending.is_not(None) & Stay.until.between(*_this_year(scope.as_of))),
            Stay.duty != Duty.GUEST,
        )
        .order_by(Member.name_sort, Member.id, Stay.since)
    )
    last = {member.id: (member, stay) for member, stay in session.execute(query)}  # one who came back is here once
    found = list(last.values())
    found.sort(key=lambda pair: place[pair[1].cell_id])
    return [
        Line(
            member.id,
            member.full_name,
            cells.short_name(names[stay.cell_id]),
            stay.standing,
            {field: value(member, stay, names, words) or "" for field, value in _VALUES.items()}
            | _status(stay, scope.as_of),
        )
        for member, stay in found
    ]


def _this_year(day: date) -> tuple[date, date]:
    """Return the last days on the list of those who left in the year of a day, until that day."""
    return date(day.year - 1, 12, 31), day - timedelta(days=1)


def _status(stay: Stay, on: date) -> dict[str, str]:
    """Return how somebody stands on a day, and the day of leaving or of being exempted, where it is known."""
    if stay.ending is not None and stay.until is not None and stay.until < on:
        return {"duty": stay.ending.label, "left": f"{stay.until + timedelta(days=1):%d/%m/%Y}"}
    is_dated = stay.duty is Duty.EXEMPT and stay.is_since_known
    return {"duty": stay.duty.label, "left": f"{stay.since:%d/%m/%Y}" if is_dated else ""}


_Value = Callable[[Member, Stay, dict[int, str], dict[int, str]], str | None]


def _column(name: str) -> _Value:
    def value(member: Member, _stay: Stay, _cells: dict[int, str], _codes: dict[int, str]) -> str | None:
        found = getattr(member, name)
        return None if found is None else str(found)

    return value


_VALUES: Final[dict[str, _Value]] = {
    "external_id": _column("external_id"),
    "name": lambda member, _stay, _cells, _codes: member.full_name.upper(),
    "other_name": _column("other_name"),
    "gender": lambda member, _stay, _cells, _codes: member.gender and member.gender.label,
    "born": _column("born_on"),
    "ethnic": lambda member, _stay, _cells, words: words.get(member.ethnic_id or 0),
    "religion": lambda member, _stay, _cells, words: words.get(member.religion_id or 0),
    "citizen": _column("citizen_id"),
    "card": _column("card_number"),
    "card_issuer": _column("card_issuer"),
    "card_issued": _column("card_issued_on"),
    "old_card": _column("old_card_number"),
    "cell": lambda _member, stay, names, _codes: names[stay.cell_id],
    "birth_country": _column("birth_country"),
    "birth_province": _column("birth_province"),
    "birth_place": _column("birth_place"),
    "home_country": _column("home_country"),
    "home_province": _column("home_province"),
    "home_town": _column("home_town"),
    "permanent_country": _column("permanent_country"),
    "permanent_province": _column("permanent_province"),
    "permanent_address": _column("permanent_address"),
    "admitted": _column("admitted_on"),
    "official": _column("official_on"),
    "old_citizen": _column("old_identity_number"),
    "removal": lambda _member, _stay, _cells, _codes: "Không",
}


def build(data: list[Line], scope: Scope, progress: Progress) -> Workbook:
    """Fill a copy of the blank workbook; header, formats, dictionaries and check columns stay as they came."""
    from exports import form  # openpyxl is loaded only when a form is filled

    workbook = form.load(layout.FORM)
    sheet: Any = workbook.worksheets[0]
    if commune := scope.office.commune:
        title = sheet[layout.TITLE_CELL]
        title.value = str(title.value).replace("ĐẢNG BỘ XÃ …", commune.upper().replace("ĐẢNG ỦY", "ĐẢNG BỘ"))
    looks = [copy(sheet.cell(layout.FIRST_ROW, column)._style) for column in range(1, len(layout.COLUMNS) + 1)]
    for position, line in enumerate(data):
        if position % 100 == 0:
            progress.step(position, len(data), REPORT.title)
        row = layout.FIRST_ROW + position
        for column, (place, look) in enumerate(zip(layout.COLUMNS, looks, strict=True), 1):
            sheet.cell(row, column)._style = look
            value: Value = position + 1 if place.field == "number" else line.said.get(place.field) or None
            form.put(sheet, row, column, value)
    return workbook


_FIRST: Final = 100
"""Members on the pages that are shown before all of them are drawn."""


def begun(data: list[Line]) -> Beginning[list[Line]] | None:
    """Return the first members, of whom the last stands on a page that may be longer."""
    return Beginning(data[:_FIRST], layout.FIRST_ROW + _FIRST - 1) if len(data) > 2 * _FIRST else None


_NEEDED: Final = {place.field: place for place in layout.COLUMNS if place.heading.endswith("*")}


def check(data: list[Line], scope: Scope) -> list[Finding]:
    """Say by name whose required fields are empty; one on probation has no official date yet."""
    del scope
    found: list[Finding] = []
    for field, place in _NEEDED.items():
        lacking = [
            _person(line, "Cần xem")
            for line in data
            if not line.said[field] and not (field == "official" and line.standing is Standing.PROBATIONARY)
        ]
        found += about(lacking, f"chưa có {_heading(place)}")
    return [*found, *_unlisted(data)]


def _unlisted(data: list[Line]) -> list[Finding]:
    """Say by name who has a word that the dictionaries of the workbook lack: the upper system takes no other."""
    words = {sheet: set(map(codes.key, known.values())) for sheet, known in layout.dictionaries().items()}
    found: list[Finding] = []
    for place in layout.COLUMNS:
        if (sheet := layout.LISTED.get(place.field)) is None:
            continue
        odd = [line for line in data if (said := line.said[place.field]) and codes.key(said) not in words[sheet]]
        people = [_person(line, line.said[place.field]) for line in odd]
        names = [f"{line.name} – {line.said[place.field]}" for line in odd]
        found += about(people, f"có {_heading(place)} ngoài danh mục {sheet} của tệp", names)
    return found


def _person(line: Line, said: str) -> Person:
    return Person(line.member_id, line.name, line.cell, said)


def _heading(place: layout.EntryField) -> str:
    return place.wording.rstrip(" *").lower()


REPORT = Report[list[Line]](
    key="nhap-lieu-4.0",
    title="Tệp nhập liệu đảng viên 4.0",
    group="Đảng viên",
    needs=Needs.DATE,
    fetch=fetch,
    build=build,
    begun=begun,
    check=check,
    is_exchange=True,
)
