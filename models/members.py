"""Members: the fast list as of a day, the card, adding and correcting."""

from __future__ import annotations

import enum
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from itertools import starmap
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, Select, String, and_, bindparam, case, func, or_, select, type_coerce
from sqlalchemy.orm import Session, aliased

from models import called, card_dates, codes, events, membership_rules, residence, stays
from models.asking import Asked
from models.card_dates import CardDates
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventValues
from models.member_values import TEXTS, MemberValues, checked
from models.tables import Cell, CodeItem, Duty, Ending, Gender, Member, Position, Post, Standing, Stay, Village
from models.tables.base import stored_date
from models.text import fold, name_forms


class MemberRow(NamedTuple):
    """One line of the member table; stored values, decoded only when shown, so that 50,000 lines stay fast."""

    id: int
    full_name: str
    cell_id: int
    born: str | None
    gender_code: str | None
    ethnic_id: int | None
    citizen_id: str | None
    card_number: str | None
    admitted: str | None
    official: str | None
    standing_code: str
    duty_code: str
    village_id: int | None
    phone: str | None
    left: str | None = None
    ending_code: str | None = None

    @property
    def left_on(self) -> PartialDate | None:
        """Last day on the list of one who has left, None for those on it."""
        return stored_date(self.left)

    @property
    def ending(self) -> Ending | None:
        """Why one who has left did; None for those on the list and for guests gone home."""
        return Ending(self.ending_code) if self.ending_code else None

    @property
    def born_on(self) -> PartialDate | None:
        """Date of birth."""
        return stored_date(self.born)

    @property
    def admitted_on(self) -> PartialDate | None:
        """Ngày vào Đảng."""
        return stored_date(self.admitted)

    @property
    def official_on(self) -> PartialDate | None:
        """Ngày chính thức."""
        return stored_date(self.official)

    @property
    def gender(self) -> Gender | None:
        """Sex, None while not known."""
        return Gender(self.gender_code) if self.gender_code else None

    @property
    def standing(self) -> Standing:
        """Chính thức, dự bị or not known."""
        return Standing(self.standing_code)

    @property
    def duty(self) -> Duty:
        """Whether the member must attend."""
        return Duty(self.duty_code)


@dataclass(frozen=True)
class MemberFilter:
    """What the member table is narrowed to; None and False narrow nothing.

    `lacking` names a field of Member that must be empty; `has_left` asks for those
    who are no longer on the list instead of those who are. All combine with “and”.
    """

    cell_id: int | None = None
    standing: Standing | None = None
    duty: Duty | None = None
    gender: Gender | None = None
    ethnic_id: int | None = None
    is_minority: bool = False
    lacking: str | None = None
    has_left: bool = False


_ON = bindparam("on", type_=Date)
_COLUMNS = (
    Member.id,
    Member.full_name,
    Stay.cell_id,
    type_coerce(Member.born_on, String),
    type_coerce(Member.gender, String),
    Member.ethnic_id,
    Member.citizen_id,
    Member.card_number,
    type_coerce(Member.admitted_on, String),
    case((Member.official_on <= _ON, type_coerce(Member.official_on, String))),  # not what came later
    type_coerce(Stay.standing, String),
    type_coerce(Stay.duty, String),
    Member.village_id,
    Member.phone,
)

_HOME_ORDER = (  # of the village lived in on the day
    select(func.printf("%06d%06d", Village.sort_order, Village.id))
    .where(Village.id == residence.home_on(_ON))
    .correlate(Member)
    .scalar_subquery()
)
ORDERS: dict[str, tuple[ColumnElement[Any], ...]] = {
    "full_name": (Member.name_sort.expression,),
    "cell": (
        select(Cell.sort_order).where(Cell.id == Stay.cell_id).correlate(Stay).scalar_subquery(),
        Stay.cell_id.expression,
        Member.name_sort.expression,
    ),
    "born_on": (Member.born_on.expression, Member.name_sort.expression),
    "gender": (Member.gender.expression, Member.name_sort.expression),
    "ethnic": (Member.ethnic_id.expression, Member.name_sort.expression),
    "admitted_on": (Member.admitted_on.expression, Member.name_sort.expression),
    "official_on": (Member.official_on.expression, Member.name_sort.expression),
    "standing": (Stay.standing.expression, Member.name_sort.expression),
    "duty": (Stay.duty.expression, Member.name_sort.expression),
    "citizen_id": (Member.citizen_id.expression, Member.name_sort.expression),
    "card_number": (Member.card_number.expression, Member.name_sort.expression),
    "village": (_HOME_ORDER, Member.name_sort.expression),
    "phone": (Member.phone.expression, Member.name_sort.expression),
}


_LEFT_COLUMNS = (type_coerce(Stay.until, String), type_coerce(Stay.ending, String))


def _has_left(on: date | ColumnElement[date]) -> ColumnElement[bool]:
    """Return the condition that a stay is the last one before a day and nothing follows it by then."""
    later = aliased(Stay)
    follows = select(later.id).where(later.member_id == Stay.member_id, later.since > Stay.since, later.since <= on)
    return and_(Stay.until < on, ~follows.exists())


# Put together once: doing it anew for every letter typed took a tenth of the search.
_LISTED = select(*_COLUMNS).join(Stay, Stay.member_id == Member.id).where(stays.holds_on(_ON))
_GONE = select(*_COLUMNS, *_LEFT_COLUMNS).join(Stay, Stay.member_id == Member.id).where(_has_left(_ON))


def search(
    session: Session,
    text: str = "",
    *,
    on: date,
    narrow: MemberFilter | None = None,
    order: str = "full_name",
    is_descending: bool = False,
    limit: int | None = None,
) -> list[MemberRow]:
    """Return the members on the list on a day that match a search, sorted by a key of ORDERS.

    The search knows names, other names and those at birth without accents from the start of any word (“lo van a”),
    initials (“lva”), a year of birth (“lva 1965”) and the last digits of an identity or card number.
    """
    words = fold(text).split()
    query = _query(tuple(map(_kind, words)), narrow or MemberFilter(), order, is_descending, limit)
    session.flush()
    values = {f"word{place}": _like(word) for place, word in enumerate(words)}
    rows = session.connection().execute(query, {"on": on, **values}).all()
    found = list(starmap(MemberRow, rows))  # past the ORM: half the time for 50,000
    homes, names = residence.elsewhere(session, on), called.others(session, on)
    if not homes and not names:
        return found
    shown = [
        row._replace(village_id=homes.get(row.id, row.village_id), full_name=names.get(row.id, row.full_name))
        for row in found
    ]
    if order not in ("full_name", "cell") or not names:
        return shown
    return called.as_sorted(shown, names, by_cell=order == "cell", is_descending=is_descending)


def found_by(session: Session, text: str, ids: Collection[int]) -> dict[int, str]:
    """Return member id → the other name by which alone a search found them: “tên khai sinh Lò Văn Páo”."""
    words = [f" {word}" for word in fold(text).split() if _kind(word) is _Word.NAME]
    found: dict[int, str] = {}
    for key, own, initials, what, name in called.otherwise(session, ids) if words else ():
        unlike = [word for word in words if word not in f" {own}"]
        if len(words) == 1 and initials.startswith(words[0][1:]):
            continue
        if any(word in f" {fold(name)}" for word in unlike):
            found.setdefault(key, f"{what} {name}")
    return found


class _Word(enum.Enum):
    """What a word of a search is looked for in."""

    NAME = enum.auto()
    NUMBER = enum.auto()
    YEAR = enum.auto()


def _kind(word: str) -> _Word:
    if not word.isdigit():
        return _Word.NAME
    return _Word.YEAR if re.fullmatch(r"(18|19|20)\d\d", word) else _Word.NUMBER


def _like(word: str) -> str:
    """Return a word for LIKE, its own % and _ taken as they are."""
    return re.sub(r"([/%_])", r"/\1", word)


@lru_cache(maxsize=256)
def _query(
    words: tuple[_Word, ...], narrow: MemberFilter, order: str, is_descending: bool, limit: int | None
) -> Select[*tuple[Any, ...]]:
    """Return the query for words of such kinds; building it anew for each letter typed took as long as the answer."""
    query = (_GONE if narrow.has_left else _LISTED).where(*_matching(words), *_narrowed(narrow))
    keys = ORDERS[order]
    query = query.order_by(*(key.desc() for key in keys) if is_descending else keys, Member.id)
    return query if limit is None else query.limit(limit)


def _matching(words: tuple[_Word, ...]) -> Iterable[ColumnElement[bool]]:
    is_alone = words.count(_Word.NAME) == 1  # then it may be initials
    padded = " " + Member.name_fold
    for place, kind in enumerate(words):
        word = bindparam(f"word{place}", type_=String)
        if kind is _Word.NAME:
            pattern = "% " + word + "%"
            starts = or_(padded.like(pattern, escape="/"), called.is_otherwise(pattern))
            yield or_(starts, Member.initials.like(word + "%", escape="/")) if is_alone else starts
            continue
        tail = or_(Member.citizen_id.like("%" + word), Member.card_number.like("%" + word))
        yield or_(type_coerce(Member.born_on, String).startswith(word), tail) if kind is _Word.YEAR else tail


def _narrowed(narrow: MemberFilter) -> Iterable[ColumnElement[bool]]:
    if narrow.cell_id is not None:
        yield Stay.cell_id == narrow.cell_id
    if narrow.standing is not None:
        yield Stay.standing == narrow.standing
    if narrow.duty is not None:
        yield Stay.duty == narrow.duty
    if narrow.gender is not None:
        yield Member.gender == narrow.gender
    if narrow.ethnic_id is not None:
        yield Member.ethnic_id == narrow.ethnic_id
    if narrow.is_minority:
        yield Member.ethnic_id.in_(
            select(CodeItem.id).where(CodeItem.list_name == codes.ETHNIC, CodeItem.code.not_in(codes.NOT_MINORITY))
        )
    if narrow.lacking is not None:
        yield getattr(Member, narrow.lacking).is_(None)
    if narrow.lacking == "official_on":  # one on probation has none yet; nothing is missing
        yield Stay.standing != Standing.PROBATIONARY


def read(session: Session, member_id: int) -> MemberValues:
    """Return a member's card fields, texts without a value as "". Raises NoResultFound for an id that there is not."""
    member = session.get_one(Member, member_id)
    values: dict[str, Any] = {name: getattr(member, name) for name in _NAMES}
    values.update({name: values[name] or "" for name in TEXTS})
    return MemberValues(**values)


_NAMES = tuple(field.name for field in fields(MemberValues))


def add(
    session: Session,
    values: MemberValues,
    cell_id: int,
    *,
    on: date,
    since: date | None = None,
    duty: Duty = Duty.ACTIVE,
    by: EventValues | None = None,
) -> int:
    """Add a member to a cell's list and return the id. Raises KnownError.

    `by` is how they came (kết nạp, chuyển đến …); without it only the day `since` is written, None if not known.
    """
    member = Member()
    fill(session, member, values, on=on)
    if by is not None:
        events.tell_papers(member, by)
    session.add(member)
    session.flush()
    stays.begin(session, member, cell_id, on=on, since=since, duty=duty, by=by)
    return member.id


def edit(session: Session, member_id: int, values: MemberValues, *, on: date) -> None:
    """Correct a member's card; the events follow its dates, and with them the standing. Raises KnownError."""
    member = session.get_one(Member, member_id)
    before = CardDates.of(member)
    fill(session, member, values, on=on)
    card_dates.follow(session, member, before, on=on)


def fill(session: Session, member: Member, values: MemberValues, *, on: date) -> None:
    """Write checked values on a member row, with its folded, sorting and initial forms. Raises KnownError."""
    values = checked_for(session, values, on=on)
    _refuse_double(session, member, values)
    for name in _NAMES:
        value = getattr(values, name)
        setattr(member, name, None if value == "" else value)
    member.name_fold, member.name_sort, member.initials = name_forms(values.full_name)


def checked_for(session: Session, values: MemberValues, *, on: date) -> MemberValues:
    """Return a card's values tidied, held against the rules of the day of admission. Raises KnownError."""
    admitted = values.admitted_on or PartialDate.of(on)
    return checked(values, on, membership_rules.book(session).on(admitted.last).least_age)


def _refuse_double(session: Session, member: Member, values: MemberValues) -> None:
    if not values.citizen_id:
        return
    with session.no_autoflush:
        other = session.scalar(
            select(Member).where(Member.citizen_id == values.citizen_id, Member.id != (member.id or 0))
        )
    if other is not None:
        raise KnownError(
            f"Số định danh này đã ghi cho đồng chí {other.full_name}; hãy kiểm tra lại.", field="citizen_id"
        )


_HELD = select(Post.member_id, Post.position).where(
    or_(Post.since.is_(None), Post.since <= _ON), or_(Post.until.is_(None), Post.until >= _ON)
)
_POSTS, _POSTS_OF_CELL = Asked(_HELD), Asked(_HELD.where(Post.cell_id == bindparam("cell")))


def positions(session: Session, on: date, cell_id: int | None = None) -> dict[int, Position]:
    """Return member id → position held on a day (the highest if several), of one cell or all; only who holds one."""
    rows = _POSTS.rows(session, on=on) if cell_id is None else _POSTS_OF_CELL.rows(session, on=on, cell=cell_id)
    rank = list(Position)
    found: dict[int, Position] = {}
    for member_id, position in rows:
        if member_id not in found or rank.index(position) < rank.index(found[member_id]):
            found[member_id] = position
    return found


def set_position(session: Session, member_id: int, position: Position | None, *, on: date) -> None:
    """Give a member a position in their cell from a day on; None ends the one held. Raises KnownError."""
    stay = stays.current(session, member_id)
    if stay is None:
        raise KnownError("Đồng chí đã ra khỏi danh sách; không ghi chức vụ được.")
    held = session.scalars(
        select(Post).where(Post.member_id == member_id, or_(Post.until.is_(None), Post.until >= on))
    ).all()
    if [post.position for post in held if post.cell_id == stay.cell_id] == ([position] if position else []):
        return
    _end(session, held, on)
    if position is not None:
        session.add(Post(member_id=member_id, cell_id=stay.cell_id, position=position, since=on))


def end_positions(session: Session, member_ids: Collection[int], *, on: date) -> None:
    """End the positions that members hold in cells, as they leave them on a day."""
    holds = or_(Post.until.is_(None), Post.until >= on)
    _end(session, session.scalars(select(Post).where(Post.member_id.in_(member_ids), holds)).all(), on)


def _end(session: Session, held: Iterable[Post], on: date) -> None:
    for post in held:
        if post.since is not None and post.since >= on:
            session.delete(post)
        else:
            post.until = on - stays.ONE_DAY


def count(session: Session, on: date) -> dict[tuple[Standing, Duty], int]:
    """Return how many are on the lists on a day by standing and duty; guests have a duty of their own."""
    query = select(Stay.standing, Stay.duty, func.count()).where(stays.holds_on(on)).group_by(Stay.standing, Stay.duty)
    return {(standing, duty): number for standing, duty, number in session.execute(query)}
