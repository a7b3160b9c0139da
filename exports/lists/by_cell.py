"""The members of every cell at the end of a period and what changed in it, with the commune's sums (domain.md 7.4).

A form of 6 months or a year by cell is known to exist, its columns are not; these are ours. Moves between two cells of
the commune stand in columns of their own and cancel out in the sum. Forms 6 and 7 have a sheet each.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy.orm import Session

from exports.names import Behind, Finding, Person
from exports.report import Column, Needs, Report, Scope, Sheet
from models import balance, cells, statistics
from models.balance import INTERNAL, Balance, Line, Movement
from models.dates import Period, office_date
from models.statistics import Entry, Group, Register, Statistics
from models.tables import Duty, Gender, RatingLevel, Standing
from models.text import number

_IN, _OUT, _OF = "Tăng trong kỳ", "Giảm trong kỳ", "Trong số cuối kỳ"
_RATING = {
    "rating.all": "Có mặt",
    "rating.exempt": "Được miễn",
    "rating.not_yet": "Chưa xếp loại",
    "rating.rated": "Đã xếp loại",
    **{f"rating.level.{level.value}": level.short for level in RatingLevel},
}
_WORK = {
    "work.praised.cell": ("Chi bộ được khen", ""),
    "work.commended": ("Đảng viên được khen", ""),
    "work.badges": ("Huy hiệu Đảng", ""),
    "work.cards": ("Phát thẻ", "Thẻ đảng viên"),
    "work.cards.lost": ("Cấp lại", "Thẻ đảng viên"),
    "work.cards.damaged": ("Đổi", "Thẻ đảng viên"),
    "work.temporary.out": ("Tạm thời đi", "Giới thiệu sinh hoạt đảng"),
    "work.temporary.in": ("Tạm thời đến", "Giới thiệu sinh hoạt đảng"),
    "work.official.out": ("Chính thức đi", "Giới thiệu sinh hoạt đảng"),
    "work.official.in": ("Chính thức đến", "Giới thiệu sinh hoạt đảng"),
}
FORMS = {**_RATING, **{key: heading for key, (heading, _group) in _WORK.items()}}
"""Row of form 6 or 7 → the heading of its column."""


@dataclass(frozen=True)
class Data:
    """Form 1 of every cell and of the commune, the members of the last day, and what the forms say otherwise."""

    balances: dict[int, Balance]
    commune: Balance
    members: tuple[Entry, ...]
    opening: tuple[Entry, ...]
    cells: dict[int, str]
    forms: Statistics
    otherwise: tuple[Finding, ...] = ()

    @cached_property
    def counted(self) -> dict[str, dict[int | None, list[Entry]]]:
        """Row of form 6 or 7 → cell (None: the commune) → whom it counts."""
        return {key: _by_cell(self.forms.figure(statistics.find(key)).entries) for key in FORMS}

    @cached_property
    def lists(self) -> tuple[dict[int | None, list[Entry]], dict[int | None, list[Entry]]]:
        """The members of the last day and those of the first, by their cell (None: the commune)."""
        return _by_cell(self.members), _by_cell(self.opening)


def _by_cell(entries: Sequence[Entry]) -> dict[int | None, list[Entry]]:
    found: dict[int | None, list[Entry]] = defaultdict(list)
    for entry in entries:
        found[entry.name.cell_id].append(entry)
    found[None] = list(entries)
    return found


@dataclass(frozen=True)
class Row:
    """A cell, or (None) the commune."""

    data: Data
    cell_id: int | None

    @property
    def name(self) -> str:
        """The cell's name."""
        return "Tổng cộng" if self.cell_id is None else self.data.cells[self.cell_id]

    @property
    def movements(self) -> Sequence[Movement]:
        """Who came or left, moves between cells included."""
        if self.cell_id is not None:
            return self.data.balances[self.cell_id].movements
        return [move for one in self.data.balances.values() for move in one.movements]

    @property
    def members(self) -> list[Entry]:
        """The members of the last day who are counted here."""
        return self.data.lists[0].get(self.cell_id, [])

    @property
    def opening(self) -> list[Entry]:
        """Those of the first day."""
        return self.data.lists[1].get(self.cell_id, [])


def fetch(session: Session, scope: Scope) -> Data:
    """Read the period up to the day."""
    return read(Register(session), scope)


def read(register: Register, scope: Scope) -> Data:
    """Read the period up to the day by way of a register, of which others may ask more."""
    assert scope.period is not None  # Needs.PERIOD
    session = register.session
    passed = Period(scope.period.first, max(scope.as_of, scope.period.first))
    groups = register.statistics(passed, passed.last, (Group.MEMBERS, Group.OPENING, Group.MOVED)).groups
    admitted = {entry.name.id for entry in groups[Group.MOVED].entries if entry.traits["line"] == Line.B1.value}
    names = {key: cells.short_name(name) for key, name in cells.names(session, passed.last).items()}
    balances = balance.of_cells(session, passed)
    told = {move.member_id for one in balances.values() for move in one.movements if move.line is Line.B1}
    return Data(
        {key: _as_in_form_1(one, admitted - told) for key, one in balances.items()},
        balance.of_commune(session, passed),
        tuple(groups[Group.MEMBERS].entries),
        tuple(groups[Group.OPENING].entries),
        names,
        register.statistics(scope.period, scope.as_of, {statistics.find(key).group for key in FORMS}),
    )


def _as_in_form_1(one: Balance, admitted: set[int]) -> Balance:
    """Return a cell's form 1 where one written into the book in the period of admission is admitted, as Biểu 1 says.

    `admitted` are those of whom only the record tells it, not an event of its own.
    """
    moves = (
        replace(move, line=Line.B1) if move.line is Line.B4 and move.member_id in admitted else move
        for move in one.movements
    )
    return replace(one, movements=tuple(moves))


def _list(
    heading: str,
    entries: Callable[[Row], Sequence[Entry]],
    keeps: Callable[[Entry], bool],
    group: str = "",
    width: float = 6,
) -> Column[Row]:
    def those(row: Row) -> list[Entry]:
        return [entry for entry in entries(row) if keeps(entry)]

    def behind(_session: Session, data: Data, row: Row) -> Behind:
        people = [
            Person(e.name.id, e.name.name, data.cells.get(e.name.cell_id or 0, ""), "Được tính", e.name.detail)
            for e in those(row)
        ]
        return _behind(heading, row, people)

    return Column[Row](heading, lambda row: len(those(row)), width, group=group, behind=behind)


def _figure(key: str, group: str = "", width: float = 9) -> Column[Row]:
    """Return the column of a row of form 6 or 7."""
    heading = FORMS[key]

    def those(row: Row) -> list[Entry]:
        return row.data.counted[key].get(row.cell_id, [])

    def behind(_session: Session, data: Data, row: Row) -> Behind:
        people = [
            Person(
                e.name.id,
                e.name.name,
                data.cells.get(e.name.cell_id or 0, ""),
                "Được tính",
                e.name.detail,
                e.name.subject,
            )
            for e in those(row)
        ]
        return _behind(heading, row, people)

    return Column[Row](heading, lambda row: len(those(row)), width, group=group, behind=behind)


def _moves(heading: str, group: str, *lines: Line) -> Column[Row]:
    def those(row: Row) -> list[Movement]:
        return [move for move in row.movements if move.line in lines]

    def behind(_session: Session, data: Data, row: Row) -> Behind:
        people = [
            Person(move.member_id, move.full_name, data.cells.get(move.cell_id, ""), move.line.label, _day(move))
            for move in those(row)
        ]
        return _behind(heading, row, people)

    return Column[Row](heading, lambda row: len(those(row)), 7, group=group, behind=behind)


def _day(move: Movement) -> str:
    return office_date(move.day) if move.day else "chưa rõ ngày"


def _behind(heading: str, row: Row, people: list[Person]) -> Behind:
    where = "cả đảng bộ" if row.cell_id is None else row.name
    return Behind(f"{heading} – {where}", f"{number(len(people))} tên.", people)


def check(data: Data, scope: Scope) -> list[Finding]:
    """Hold the sums: each cell's and the commune's A + B − C = D, and the cells together the commune."""
    found = [
        Finding(
            f"{data.cells[key]}: đầu kỳ {one.opening} + tăng {one.increase} − giảm {one.decrease} khác cuối kỳ "
            f"{one.closing}."
        )
        for key, one in data.balances.items()
        if not one.is_balanced
    ]
    whole = data.commune
    parts = list(data.balances.values())
    for what, total, made in (
        ("đầu kỳ", whole.opening, sum(one.opening for one in parts)),
        ("cuối kỳ", whole.closing, sum(one.closing for one in parts)),
        ("tăng", whole.increase, sum(one.increase - one.count(*INTERNAL & _COMING) for one in parts)),
        ("giảm", whole.decrease, sum(one.decrease - one.count(*INTERNAL - _COMING) for one in parts)),
    ):
        if total != made:
            found.append(Finding(f"Số {what} của các chi bộ cộng lại {number(made)}, cả đảng bộ là {number(total)}."))
    return [*found, *data.otherwise, *_unrated(data, scope)]


def _unrated(data: Data, scope: Scope) -> list[Finding]:
    """Say of how many nothing is written for the ratings of a year: they count as not rated yet."""
    open_ = [one for one in data.counted["rating.not_yet"][None] if not one.traits["is_written"]]
    if not open_ or scope.period is None or len(scope.period.months()) != 12:
        return []
    return [
        Finding(
            f"{number(len(open_))} đồng chí chưa ghi xếp loại năm {scope.period.first.year}, tính ở cột “Chưa xếp "
            "loại” của tờ Xếp loại; hãy ghi ở Chỉ tiêu, trang Xếp loại."
        )
    ]


_COMING = frozenset(line for line in Line if line.is_increase)


def _members(row: Row) -> Sequence[Entry]:
    return row.members


_CELL = Column[Row]("Chi bộ", lambda row: row.name, 22, align="left")


def _sheet(name: str, title: str, columns: Sequence[Column[Row]]) -> Sheet[Data]:
    """Return a sheet with a line for each cell and one for the commune."""
    return Sheet[Data](
        name=name,
        title=title,
        rows=lambda data: [Row(data, key) for key in data.balances],
        total=lambda data: Row(data, None),
        empty="Trong kỳ không chi bộ nào có đảng viên.",
        columns=(_CELL, *columns),
    )


REPORT = Report[Data](
    key="tong-hop-theo-chi-bo",
    title="Tổng hợp đảng viên theo chi bộ",
    group="Đảng viên",
    needs=Needs.PERIOD,
    fetch=fetch,
    check=check,
    sheets=(
        _sheet(
            "Theo chi bộ",
            "Tổng hợp đảng viên theo chi bộ",
            (
                _list("Đầu kỳ", lambda row: row.opening, lambda _entry: True),
                _moves("Kết nạp", _IN, Line.B1),
                _moves("Chuyển đến", _IN, Line.B2A, Line.B2B, Line.B2U),
                _moves("Chi bộ khác đến", _IN, Line.B2C),
                _moves("Khác", _IN, Line.B3, Line.B4),
                _moves("Từ trần", _OUT, Line.C1),
                _moves("Ra khỏi Đảng", _OUT, Line.C2, Line.C3, Line.C4),
                _moves("Chuyển đi", _OUT, Line.C5A, Line.C5B, Line.C5U, Line.C6),
                _moves("Đi chi bộ khác", _OUT, Line.C5C),
                _list("Cuối kỳ", _members, lambda _entry: True),
                _list("Dự bị", _members, lambda one: one.traits["standing"] is Standing.PROBATIONARY, _OF),
                _list("Nữ", _members, lambda one: one.traits["gender"] is Gender.FEMALE, _OF),
                _list("Dân tộc thiểu số", _members, lambda one: one.traits["minority"] is True, _OF),
                _list("Tôn giáo", _members, lambda one: one.traits["religious"] is True, _OF),
                _list("Miễn sinh hoạt", _members, lambda one: one.traits["duty"] is Duty.EXEMPT, _OF),
            ),
        ),
        _sheet("Xếp loại", "Xếp loại đảng viên theo chi bộ, như Biểu 6", [_figure(key) for key in _RATING]),
        _sheet(
            "Nghiệp vụ",
            "Nghiệp vụ công tác đảng viên theo chi bộ, như Biểu 7",
            [_figure(key, group) for key, (_heading, group) in _WORK.items()],
        ),
    ),
)
