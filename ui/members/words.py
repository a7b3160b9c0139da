"""What the screen needs to put a member's record into words: names of cells, codes, villages, positions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from models import cells, codes, committee, member_fields, members, party_age, villages
from models.dates import PartialDate
from models.member_fields import CODE_LISTS
from models.members import MemberRow
from models.party_age import PartyAge
from models.tables import CommitteeRole, Duty, Position, Standing
from models.text import number

if TYPE_CHECKING:
    from models.database import Database


WATCHED = frozenset(
    {
        "member",
        "stay",
        "event",
        "former_name",
        "former_residence",
        "badge",
        "commendation",
        "card_issue",
        "committee_post",
        "course",
        "discipline",
        "rating",
        "training_class",
        "class_participant",
        "post",
        "cell",
        "village",
        "code_item",
        "meeting",
        "attendance",
        "meeting_rule",
    }
)
"""The tables that the list and the card are read from."""


@dataclass
class Lookup:
    """Names by id, as of one day; `numbers` are the places of the rows shown. Filled anew by `read`."""

    cells: dict[int, str] = field(default_factory=dict[int, str])
    codes: dict[int, str] = field(default_factory=dict[int, str])
    villages: dict[int, str] = field(default_factory=dict[int, str])
    positions: dict[int, Position] = field(default_factory=dict[int, Position])
    roles: dict[int, tuple[CommitteeRole, ...]] = field(default_factory=dict[int, tuple[CommitteeRole, ...]])
    numbers: dict[int, int] = field(default_factory=dict[int, int])
    total: int = 0
    _ages: Callable[[], dict[int, PartyAge]] = field(default=dict[int, PartyAge])
    _known_ages: dict[int, PartyAge] | None = None
    _stored: Callable[[str], dict[int, Any]] = field(default=lambda _column: {})
    _written: dict[str, dict[int, str]] = field(default_factory=dict[str, dict[int, str]])

    def written(self, column: str) -> dict[int, str]:
        """What members have in one column of their record, in words; read when the column is first shown."""
        if column not in self._written:
            kept = self._stored(column)
            self._written[column] = (
                {key: self.codes.get(value, "") for key, value in kept.items()}
                if column.endswith("_id")
                else {key: member_fields.in_words(value) for key, value in kept.items()}
            )
        return self._written[column]

    @property
    def ages(self) -> dict[int, PartyAge]:
        """Party ages by member, read when they are first asked for: the column is shown by few."""
        if self._known_ages is None:
            self._known_ages = self._ages()
        return self._known_ages

    def titles(self, member_id: int) -> str:
        """The positions of a member, those above the cell first; empty for none."""
        held = [role.label for role in self.roles.get(member_id, ())]
        held += [self.positions[member_id].label] if member_id in self.positions else []
        return ", ".join(held)

    def rank(self, member_id: int) -> int:
        """Where a member stands in the order of positions, the highest first; those without any last."""
        if member_id in self.roles:
            return list(CommitteeRole).index(self.roles[member_id][0])
        held = self.positions.get(member_id)
        return len(CommitteeRole) + (len(Position) if held is None else list(Position).index(held))

    def read(self, db: Database, on: date) -> None:
        """Read the names and the number of members on the lists of a day, guests apart."""
        with db.read() as session:
            self.cells = {key: cells.short_name(name) for key, name in cells.names(session).items()}
            self.codes = codes.labels(session, *CODE_LISTS.values())
            self.villages = villages.names(session)
            self.positions = members.positions(session, on)
            self.roles = committee.roles(session, on)
            counts = members.count(session, on)
        self._ages, self._known_ages = partial(_read_ages, db, on), None
        self._stored, self._written = partial(_read_column, db), {}
        self.total = sum(people for (_standing, duty), people in counts.items() if duty is not Duty.GUEST)


def _read_ages(db: Database, on: date) -> dict[int, PartyAge]:
    with db.read() as session:
        return party_age.ages(session, on)


def _read_column(db: Database, column: str) -> dict[int, Any]:
    with db.read() as session:
        return member_fields.stored(session, column)


def unknown() -> str:
    """The word for what nobody has recorded."""
    return QCoreApplication.translate("Members", "chưa rõ")


def day(stored: str | None) -> str:
    """A stored date for people, empty when it is not known."""
    if not stored:
        return ""
    year, _, rest = stored.partition("-")
    month, _, dom = rest.partition("-")
    return "/".join(part for part in (dom, month, year) if part)


def age(born: PartialDate | None, on: date) -> int | None:
    """Full years of age on a day, None unless the birth is known to the day."""
    if born is None or not born.is_full:
        return None
    return on.year - born.year - ((on.month, on.day) < (born.first.month, born.first.day))


def summary(rows: Iterable[MemberRow], total: int, *, is_narrowed: bool) -> tuple[str, str]:
    """The line above the table: “128 / 461 đảng viên · 110 chính thức · 18 dự bị”; guests are counted apart.

    The whole list also says how many need not attend. The second is the same in fewer words.
    """
    standings = Counter[str]()
    duties = Counter[str]()
    for (duty, standing), people in Counter((row.duty_code, row.standing_code) for row in rows).items():
        duties[duty] += people
        if duty != Duty.GUEST.value:
            standings[standing] += people
    own = standings.total()
    shown = f"{number(own)} / {number(total)}" if is_narrowed else number(own)
    parts = [QCoreApplication.translate("Members", "{count} đảng viên").format(count=shown)]
    parts += [f"{number(standings[one.value])} {_small(one.label)}" for one in Standing if standings[one.value]]
    others = [Duty.GUEST] if is_narrowed else [duty for duty in Duty if duty is not Duty.ACTIVE]
    counts = [(number(duties[one.value]), one) for one in others if duties[one.value]]
    full = (f"{count} {_small(one.label)}" for count, one in counts)
    brief = (f"{count}\u00a0{_BRIEF[one]}" for count, one in counts)  # no number at the end of a line
    return " · ".join((*parts, *full)), " · ".join((*parts, *brief))


_BRIEF = {
    Duty.EXEMPT: "miễn",
    Duty.TEMP_AWAY: "tạm thời nơi khác",
    Duty.SUSPENDED: "đình chỉ",
    Duty.SPECIAL_DUTY: "nhiệm vụ đặc biệt",
    Duty.GUEST: "tạm thời tại đây",
}


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


def left_list(row: MemberRow) -> str:
    """How and when one who has left did; their first day off the list is the day of the event."""
    how = row.ending.label if row.ending else QCoreApplication.translate("Members", "Hết sinh hoạt tạm thời")
    gone = row.left_on.first + timedelta(days=1) if row.left_on else None
    return f"{how} {gone:%d/%m/%Y}" if gone else how


def where(row: MemberRow, names: dict[int, str], other: str = "") -> str:
    """Return what tells a member from others of the name: cell, year of birth, of one who has left how and when.

    First comes the `other` name that a search found them by.
    """
    place = cells.short_name(names.get(row.cell_id, ""))
    parts = other, place, row.born[:4] if row.born else "", row.left and left_list(row)
    return " · ".join(part for part in parts if part)


def paper(number: str, on: date | None = None, what: str = "") -> str:
    """Name a paper: “Quyết định số 12-QĐ/ĐU ngày 05/11/2026”, with what of it is known; `what` else than a decision."""
    tr = QCoreApplication.translate
    parts = [tr("Members", "số {number}").format(number=number)] if number else []
    parts += [tr("Members", "ngày {day}").format(day=f"{on:%d/%m/%Y}")] if on else []
    return " ".join([what or tr("Members", "Quyết định"), *parts]) if parts else ""


def by_decision() -> str:
    """Say where a change of name by decision goes, to one who writes over the name."""
    return QCoreApplication.translate(
        "MemberWords", "Đổi tên theo quyết định thì ghi ở Biến động › Đổi, cải chính họ tên: danh sách cũ giữ tên cũ."
    )
