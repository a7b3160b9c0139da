"""The history of a member: joining, moving, recognised, leaving; one open stay, no gap, no overlap."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import events, stays
from models.dates import PartialDate, add_months
from models.errors import KnownError
from models.events import EventValues
from models.membership_rules import TermBook, Terms, TermValues
from models.stays import StayRow
from models.tables import Base, Cell, Duty, Ending, EventKind, Member, Standing, Stay
from tests.leaving import leave

TODAY = date(2026, 11, 22)
TERMS = TermBook([Terms(1, date(2025, 7, 1), TermValues("Quy định"))])
NA_SAY, CO_MAN, PU_KEM = 1, 2, 3


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    """Three cells and nobody in them; every test rolls back."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session, session.begin():
        session.add_all([Cell(name=f"Chi bộ {key}", name_fold=f"chi bo {key}") for key in (NA_SAY, CO_MAN, PU_KEM)])
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine) as session:
        yield session


def _member(session: Session, admitted: PartialDate | None, official: PartialDate | None) -> Member:
    member = Member(full_name="Lò Văn Ánh", name_fold="", name_sort="", initials="")
    member.admitted_on, member.official_on = admitted, official
    session.add(member)
    session.flush()
    return member


def _begun(
    session: Session,
    admitted: PartialDate | None,
    official: PartialDate | None,
    *,
    since: date | None = None,
    duty: Duty = Duty.ACTIVE,
) -> int:
    member = _member(session, admitted, official)
    stays.begin(session, member, NA_SAY, on=TODAY, since=since, duty=duty)
    session.flush()
    return member.id


def _short(session: Session, member_id: int) -> list[tuple[Standing, date, date | None]]:
    return [(row.standing, row.since, row.until) for row in stays.history(session, member_id)]


# Joining


def test_one_long_official_gets_the_probation_as_a_stay_of_its_own(session: Session) -> None:
    who = _begun(session, PartialDate(2000, 5, 1), PartialDate(2001, 5, 1))
    assert _short(session, who) == [
        (Standing.PROBATIONARY, date(2000, 5, 1), date(2001, 4, 30)),
        (Standing.OFFICIAL, date(2001, 5, 1), None),
    ]
    assert not any(row.is_since_known for row in stays.history(session, who))


def test_a_known_start_after_recognition_makes_one_stay(session: Session) -> None:
    who = _begun(session, PartialDate(2000, 5, 1), PartialDate(2001, 5, 1), since=date(2020, 1, 1))
    assert _short(session, who) == [(Standing.OFFICIAL, date(2020, 1, 1), None)]
    assert stays.history(session, who)[0].is_since_known


def test_one_on_probation_has_one_stay(session: Session) -> None:
    who = _begun(session, PartialDate(2026, 1, 15), None)
    assert _short(session, who) == [(Standing.PROBATIONARY, date(2026, 1, 15), None)]


def test_after_twelve_months_without_a_paper_nobody_can_say(session: Session) -> None:
    who = _begun(session, PartialDate(2020, 2, 29), None)
    assert _short(session, who) == [
        (Standing.PROBATIONARY, date(2020, 2, 29), date(2021, 2, 27)),
        (Standing.UNKNOWN, date(2021, 2, 28), None),
    ]


def test_one_who_came_the_day_the_probation_ended_has_no_probation_here(session: Session) -> None:
    who = _begun(session, PartialDate(2020, 3, 1), None, since=date(2021, 3, 1))
    assert _short(session, who) == [(Standing.UNKNOWN, date(2021, 3, 1), None)]


def test_without_any_date_the_list_starts_today(session: Session) -> None:
    who = _begun(session, None, None)
    assert _short(session, who) == [(Standing.UNKNOWN, TODAY, None)]


def test_partial_dates_start_at_the_earliest_day_they_can_mean(session: Session) -> None:
    who = _begun(session, PartialDate(1985), PartialDate(1986, 3))
    assert _short(session, who) == [
        (Standing.PROBATIONARY, date(1985, 1, 1), date(1986, 2, 28)),
        (Standing.OFFICIAL, date(1986, 3, 1), None),
    ]


@pytest.mark.parametrize(
    ("admitted", "official", "standing"),
    [
        (PartialDate(2025, 11, 22), None, Standing.UNKNOWN),
        (PartialDate(2025, 11, 23), None, Standing.PROBATIONARY),
        (PartialDate(2025, 11, 23), PartialDate(2026, 11, 22), Standing.OFFICIAL),
        (PartialDate(2025, 11, 23), PartialDate(2026, 11, 23), Standing.PROBATIONARY),
        (PartialDate(2020), PartialDate(2026, 12), Standing.PROBATIONARY),
        (None, PartialDate(1999), Standing.OFFICIAL),
        (None, None, Standing.UNKNOWN),
    ],
)
def test_two_dates_prove_a_standing(
    admitted: PartialDate | None, official: PartialDate | None, standing: Standing
) -> None:
    assert stays.standing_from(admitted, official, TODAY, TERMS) is standing


# Changing


CAME = date(2026, 3, 1)
ADMITTED, OFFICIAL = PartialDate(2025, 5, 1), PartialDate(2026, 5, 1)
IN, TEMP, FIRST = EventKind.TRANSFER_IN, EventKind.TEMP_IN, EventKind.ADMISSION
DONE = EventKind.RECOGNITION
PROBATIONARY, UNKNOWN = Standing.PROBATIONARY, Standing.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "admitted", "official", "on", "told"),
    [
        (IN, ADMITTED, OFFICIAL, TODAY, [(IN, PROBATIONARY), (DONE, None)]),
        (IN, ADMITTED, OFFICIAL, OFFICIAL.first, [(IN, PROBATIONARY), (DONE, None)]),
        (IN, ADMITTED, OFFICIAL, date(2026, 4, 30), [(IN, PROBATIONARY)]),
        (IN, PartialDate(2025, 3, 1), PartialDate(2026, 3, 1), TODAY, [(IN, Standing.OFFICIAL)]),
        (IN, ADMITTED, None, TODAY, [(IN, PROBATIONARY)]),  # on the day they came; now nobody can say
        (IN, PartialDate(2020, 5, 1), None, TODAY, [(IN, UNKNOWN)]),
        (IN, None, OFFICIAL, TODAY, [(IN, PROBATIONARY), (DONE, None)]),
        (IN, None, None, TODAY, [(IN, UNKNOWN)]),
        (TEMP, ADMITTED, OFFICIAL, TODAY, [(TEMP, Standing.OFFICIAL)]),  # a guest, recognised at home
        (TEMP, ADMITTED, None, TODAY, [(TEMP, UNKNOWN)]),
        (FIRST, None, None, TODAY, [(FIRST, PROBATIONARY)]),
        (FIRST, PartialDate(2026, 3, 1), PartialDate(2026, 3, 1), TODAY, [(FIRST, PROBATIONARY)]),
    ],
)
def test_who_came_by_paper_stands_as_on_the_day_they_came(
    session: Session,
    kind: EventKind,
    admitted: PartialDate | None,
    official: PartialDate | None,
    on: date,
    told: list[tuple[EventKind, Standing | None]],
) -> None:
    member = _member(session, admitted, official)
    stays.begin(session, member, NA_SAY, on=on, by=EventValues(kind, CAME, cell_id=CO_MAN))
    session.flush()
    written = [row.values for row in events.history(session, member.id)]
    assert [(one.kind, one.standing) for one in written] == told
    assert written[0].cell_id == NA_SAY


def test_a_change_ends_the_old_stay_the_day_before(session: Session) -> None:
    who = _begun(session, PartialDate(2000), PartialDate(2001), since=date(2020, 1, 1))
    stays.change(session, who, on=date(2026, 3, 1), cell_id=CO_MAN)
    stays.change(session, who, on=date(2026, 4, 1), duty=Duty.EXEMPT)
    rows = stays.history(session, who)
    assert [(row.cell_id, row.duty, row.since, row.until) for row in rows] == [
        (NA_SAY, Duty.ACTIVE, date(2020, 1, 1), date(2026, 2, 28)),
        (CO_MAN, Duty.ACTIVE, date(2026, 3, 1), date(2026, 3, 31)),
        (CO_MAN, Duty.EXEMPT, date(2026, 4, 1), None),
    ]


def test_a_change_of_the_same_day_is_corrected_in_place(session: Session) -> None:
    who = _begun(session, None, None, since=date(2026, 3, 1))
    stays.change(session, who, on=date(2026, 3, 1), cell_id=CO_MAN, duty=Duty.TEMP_AWAY)
    (row,) = stays.history(session, who)
    assert (row.cell_id, row.duty, row.since) == (CO_MAN, Duty.TEMP_AWAY, date(2026, 3, 1))


def test_a_change_to_what_is_changes_nothing(session: Session) -> None:
    who = _begun(session, None, None, since=date(2026, 3, 1))
    stays.change(session, who, on=date(2026, 5, 1), cell_id=NA_SAY, duty=Duty.ACTIVE)
    assert len(stays.history(session, who)) == 1


def test_a_change_before_the_present_stay_is_refused_with_its_day(session: Session) -> None:
    who = _begun(session, None, None, since=date(2026, 3, 1))
    with pytest.raises(KnownError, match="01/03/2026") as refused:
        stays.change(session, who, on=date(2026, 2, 28), cell_id=CO_MAN)
    assert refused.value.field == "on"
    with pytest.raises(KnownError, match="ngày 28/02/2026: lúc đó đồng chí không có trong danh sách"):
        leave(session, who, on=date(2026, 2, 28), ending=Ending.DIED)
    assert _short(session, who) == [(Standing.UNKNOWN, date(2026, 3, 1), None)]


def test_who_left_is_on_the_list_until_the_day_before_and_changes_no_more(session: Session) -> None:
    who = _begun(session, None, None, since=date(2026, 3, 1))
    leave(session, who, on=date(2026, 6, 30), ending=Ending.TRANSFERRED_OUT, document="Số 12-GT/ĐU")
    (row,) = stays.history(session, who)
    assert (row.until, row.ending) == (date(2026, 6, 29), Ending.TRANSFERRED_OUT)
    assert stays.current(session, who) is None
    with pytest.raises(KnownError, match="ra khỏi danh sách"):
        stays.change(session, who, on=TODAY, cell_id=CO_MAN)
    with pytest.raises(KnownError, match="không có trong danh sách"):
        leave(session, who, on=TODAY, ending=Ending.DIED)


# Recognising


def test_recognition_splits_the_stay_it_falls_into(session: Session) -> None:
    who = _begun(session, PartialDate(2025, 6, 1), None)
    stays.change(session, who, on=date(2026, 8, 1), cell_id=CO_MAN)
    stays.recognise(session, who, PartialDate(2026, 6, 1))
    rows = stays.history(session, who)
    assert [(row.cell_id, row.standing, row.since, row.until) for row in rows] == [
        (NA_SAY, Standing.PROBATIONARY, date(2025, 6, 1), date(2026, 5, 31)),
        (NA_SAY, Standing.OFFICIAL, date(2026, 6, 1), date(2026, 7, 31)),
        (CO_MAN, Standing.OFFICIAL, date(2026, 8, 1), None),
    ]


def test_a_corrected_recognition_moves_the_border(session: Session) -> None:
    who = _begun(session, PartialDate(2000, 5, 1), PartialDate(2001, 5, 1))
    for official in (date(2001, 8, 1), date(2001, 2, 1)):
        stays.recognise(session, who, PartialDate.of(official))
        assert _short(session, who) == [
            (Standing.PROBATIONARY, date(2000, 5, 1), official - stays.ONE_DAY),
            (Standing.OFFICIAL, official, None),
        ]


def test_recognition_before_admission_is_refused(session: Session) -> None:
    who = _begun(session, PartialDate(2025, 6, 1), None)
    with pytest.raises(KnownError, match="trước ngày vào Đảng 01/06/2025") as refused:
        stays.recognise(session, who, PartialDate(2025, 5, 31))
    assert refused.value.field == "official_on"


def test_the_end_goes_to_the_last_part_when_recognition_splits_the_last_stay(session: Session) -> None:
    who = _begun(session, PartialDate(2025, 6, 1), None)
    leave(session, who, on=date(2026, 9, 30), ending=Ending.DIED)
    stays.recognise(session, who, PartialDate(2026, 7, 1))
    assert [(row.standing, row.until, row.ending) for row in stays.history(session, who)] == [
        (Standing.PROBATIONARY, date(2026, 5, 31), None),
        (Standing.PROBATIONARY, date(2026, 6, 30), None),
        (Standing.OFFICIAL, date(2026, 9, 29), Ending.DIED),
    ]


def test_who_left_on_the_day_of_recognition_was_official_for_a_day(session: Session) -> None:
    who = _begun(session, PartialDate(2026, 1, 1), None)
    leave(session, who, on=date(2026, 9, 30), ending=Ending.DIED)
    stays.recognise(session, who, PartialDate(2026, 9, 29))
    assert _short(session, who) == [
        (Standing.PROBATIONARY, date(2026, 1, 1), date(2026, 9, 28)),
        (Standing.OFFICIAL, date(2026, 9, 29), date(2026, 9, 29)),
    ]


# What must hold for any history

_DAYS = st.dates(date(2000, 1, 1), TODAY)


@dataclass(frozen=True)
class Deed:
    """One thing done to a member on a day."""

    day: date
    do: Callable[[Session, int, date], None]
    name: str

    def __repr__(self) -> str:
        return f"{self.day}: {self.name}"


def _deed(name: str, do: Callable[[Session, int, date], None]) -> st.SearchStrategy[Deed]:
    return st.builds(lambda day: Deed(day, do, name), _DAYS)


_MOVES = [
    _deed("move to 2", lambda session, who, day: stays.change(session, who, on=day, cell_id=CO_MAN)),
    _deed("move to 3", lambda session, who, day: stays.change(session, who, on=day, cell_id=PU_KEM)),
    _deed("exempt", lambda session, who, day: stays.change(session, who, on=day, duty=Duty.EXEMPT)),
    _deed("attend again", lambda session, who, day: stays.change(session, who, on=day, duty=Duty.ACTIVE)),
    _deed("recognise", lambda session, who, day: stays.recognise(session, who, PartialDate.of(day))),
    _deed("recognise", lambda session, who, day: stays.recognise(session, who, PartialDate(day.year, day.month))),
]
_LEAVE = _deed("leave", lambda session, who, day: leave(session, who, on=day, ending=Ending.STRUCK_OFF))


@st.composite
def _start(draw: st.DrawFn) -> tuple[PartialDate | None, PartialDate | None, date | None]:
    """Draw admission, recognition and first day on the list, in an order that can be."""
    admitted = draw(st.none() | _DAYS)
    official = draw(st.none() | st.dates(admitted or date(2000, 1, 1), TODAY))
    since = draw(st.none() | st.dates(admitted or date(2000, 1, 1), TODAY))
    return (
        PartialDate.of(admitted) if admitted else None,
        PartialDate.of(official) if official else None,
        since,
    )


@given(start=_start(), deeds=st.lists(st.one_of(*_MOVES, _LEAVE), max_size=8))
def test_a_history_has_no_gap_no_overlap_and_one_open_stay(
    engine: Engine, start: tuple[PartialDate | None, PartialDate | None, date | None], deeds: list[Deed]
) -> None:
    with Session(engine) as session:
        who = _begun(session, *start[:2], since=start[2])
        first = stays.history(session, who)[0].since
        _sound(session, who, stays.history(session, who), has_left=False)
        has_left = False
        for deed in deeds:
            before = stays.history(session, who)
            try:
                with session.begin_nested():  # a step that is refused leaves nothing behind
                    deed.do(session, who, deed.day)
            except KnownError:
                assert stays.history(session, who) == before
                continue
            has_left = has_left or deed.name == "leave"
            after = stays.history(session, who)
            if not after:  # who leaves on the day they came was on no list
                assert (deed.name, deed.day) == ("leave", first)
                return
            _sound(session, who, after, has_left=has_left)
        assert stays.history(session, who)[0].since == first


def _sound(session: Session, who: int, rows: list[StayRow], *, has_left: bool) -> None:
    assert all(later.since == earlier.until + stays.ONE_DAY for earlier, later in pairwise(rows) if earlier.until)
    assert all(row.until is not None and row.ending is None for row in rows[:-1])
    assert all(row.until is None or row.since <= row.until for row in rows)
    assert (rows[-1].until is not None) is (rows[-1].ending is not None) is has_left
    official = session.get_one(Member, who).official_on
    if official is not None:
        for row in rows:
            assert (row.standing is Standing.OFFICIAL) is (row.since >= official.first)
            assert row.since >= official.first or row.until is None or row.until < official.first


@given(admitted=_DAYS, days=st.integers(0, 900))
def test_on_any_day_of_a_history_the_standing_is_what_the_dates_prove(
    engine: Engine, admitted: date, days: int
) -> None:
    """A member put on a list today has the counts of every past day right."""
    on = admitted + timedelta(days=days)
    official = PartialDate.of(add_months(admitted, 12))
    with Session(engine) as session:
        member = _member(session, PartialDate.of(admitted), official)
        stays.begin(session, member, NA_SAY, on=on)
        session.flush()
        rows = stays.history(session, member.id)
    for day in (admitted, admitted + timedelta(days=days // 2), on):
        (row,) = [row for row in rows if row.since <= day and (row.until is None or row.until >= day)]
        assert row.standing is stays.standing_from(PartialDate.of(admitted), official, day, TERMS)


def test_the_schema_itself_keeps_one_open_stay_and_no_backward_one(session: Session) -> None:
    member = _member(session, None, None)
    session.add(Stay(member_id=member.id, cell_id=1, standing=Standing.UNKNOWN, duty=Duty.ACTIVE, since=TODAY))
    session.flush()
    wrong = [
        {"since": TODAY},
        {"since": TODAY, "until": TODAY - stays.ONE_DAY},
        {"since": TODAY, "ending": Ending.DIED, "until": None},
    ]
    for values in wrong:
        with pytest.raises(IntegrityError), session.begin_nested():
            session.add(Stay(member_id=member.id, cell_id=1, standing=Standing.UNKNOWN, duty=Duty.ACTIVE, **values))
