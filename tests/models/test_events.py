"""Membership events: what may follow what, late entries, and that forms and lists agree."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import events, lives, members, stays, timeline
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventValues
from models.tables import Duty, Ending, EventKind, Member, Scope, Standing
from models.timeline import Step
from tests.models import builders as make
from tests.models.builders import TODAY

DAY = date(2026, 3, 1)


def step(kind: EventKind, day: int, **more) -> Step:
    return Step(kind, DAY + timedelta(days=day), **more)


def short(steps: list[Step]) -> list[tuple]:
    return [
        (s.cell_id, s.standing, s.duty, (s.since - DAY).days, s.until and (s.until - DAY).days)
        for s in timeline.spells(steps)
    ]


def test_a_life_in_the_party():
    kind = EventKind
    steps = [
        step(kind.ADMISSION, 0, cell_id=1),
        step(kind.RECOGNITION, 365),
        step(kind.TRANSFER_INTERNAL, 400, cell_id=2),
        step(kind.EXEMPT_START, 500),
        step(kind.EXEMPT_END, 600),
        step(kind.DIED, 700),
    ]
    official = Standing.OFFICIAL
    assert short(steps) == [
        (1, Standing.PROBATIONARY, Duty.ACTIVE, 0, 364),
        (1, official, Duty.ACTIVE, 365, 399),
        (2, official, Duty.ACTIVE, 400, 499),
        (2, official, Duty.EXEMPT, 500, 599),
        (2, official, Duty.ACTIVE, 600, 699),
    ]
    assert timeline.spells(steps)[-1].ending is Ending.DIED


@pytest.mark.parametrize(
    ("first", "then", "why"),
    [
        (EventKind.ADMISSION, EventKind.ADMISSION, "đang có trong danh sách"),
        (EventKind.ADMISSION, EventKind.EXEMPT_END, "đang sinh hoạt"),
        (EventKind.ADMISSION, EventKind.TEMP_IN_END, "không sinh hoạt tạm thời tại đây"),
        (EventKind.DIED, EventKind.ADMISSION, "không có trong danh sách"),
        (EventKind.TEMP_IN, EventKind.DIED, "chỉ sinh hoạt tạm thời tại đây"),
        (EventKind.TEMP_IN, EventKind.RECOGNITION, "chỉ sinh hoạt tạm thời tại đây"),
        (EventKind.READMISSION, EventKind.RECOGNITION, "chưa có lần ra khỏi Đảng"),
        (EventKind.RESTORED, EventKind.RECOGNITION, "chưa có lần ra khỏi Đảng"),
    ],
)
def test_what_cannot_follow_is_refused_in_words(first, then, why):
    with pytest.raises(KnownError, match=why):
        timeline.spells([step(first, 0, cell_id=1), step(then, 10, cell_id=1)])


@pytest.mark.parametrize(
    ("left", "then", "why"),
    [
        *((EventKind.DIED, back, "đã từ trần") for back in sorted(timeline.JOINING, key=lambda kind: kind.value)),
        (EventKind.TRANSFER_OUT, EventKind.RESTORED, "chưa có lần ra khỏi Đảng"),
    ],
)
def test_nobody_comes_back_from_where_there_is_no_way_back(left, then, why):
    lived = [step(EventKind.ADMISSION, 0, cell_id=1), step(left, 10)]
    with pytest.raises(KnownError, match=why):
        timeline.spells([*lived, step(then, 20, cell_id=1)])
    assert then not in lives.possible(None, left=timeline.ENDINGS[left])


def test_one_expelled_and_readmitted_is_on_probation_again():
    kind = EventKind
    found = timeline.spells(
        [
            step(kind.LISTED, 0, cell_id=1, standing=Standing.OFFICIAL, duty=Duty.ACTIVE),
            step(kind.EXPELLED, 10),
            step(kind.READMISSION, 2000, cell_id=2),
        ]
    )
    assert [(spell.standing, spell.ending) for spell in found] == [
        (Standing.OFFICIAL, Ending.EXPELLED),
        (Standing.PROBATIONARY, None),
    ]


def test_an_event_entered_late_changes_what_follows(db):
    with db.write("Dựng") as session:
        one, two = make.cell(session), make.cell(session, "Chi bộ bản Na Côm")
        (who,) = make.people(session, one, 1, since=date(2020, 1, 1))
        events.record(session, who, EventValues(EventKind.TRANSFER_INTERNAL, date(2026, 5, 1), cell_id=two))
        events.record(session, who, EventValues(EventKind.EXEMPT_START, date(2026, 2, 1)))
        rows = stays.history(session, who)
    assert [(row.cell_id, row.duty, row.since) for row in rows] == [
        (one, Duty.ACTIVE, date(2020, 1, 1)),
        (one, Duty.EXEMPT, date(2026, 2, 1)),
        (two, Duty.EXEMPT, date(2026, 5, 1)),
    ]


def test_an_event_that_others_rest_on_is_not_taken_out(db):
    with db.write("Dựng") as session:
        (who,) = make.people(session, make.cell(session), 1, since=date(2020, 1, 1))
        events.record(session, who, EventValues(EventKind.EXEMPT_START, date(2026, 2, 1)))
        events.record(session, who, EventValues(EventKind.EXEMPT_END, date(2026, 6, 1)))
    start = next(row for row in _history(db, who) if row.values.kind is EventKind.EXEMPT_START)
    with pytest.raises(KnownError) as refused, db.write("Bỏ") as session:
        events.remove(session, start.id)
    assert refused.value.message == (
        "Không bỏ được “miễn công tác và sinh hoạt đảng” ngày 01/02/2026: sau đó đã ghi “hết miễn công tác và sinh "
        "hoạt đảng” ngày 01/06/2026, mà lúc đó đồng chí “đang sinh hoạt”; hãy sửa hoặc bỏ biến động ấy trước."
    )
    assert len(_history(db, who)) == 3
    with db.write("Bỏ") as session:
        for row in reversed(_history(db, who)[1:]):
            events.remove(session, row.id)
        assert len(stays.history(session, who)) == 1


def test_what_was_written_already_and_speaks_against_an_event_is_named_as_such(db):
    with db.write("Dựng") as session:
        (who,) = make.people(session, make.cell(session), 1, since=date(2020, 1, 1))
        events.record(session, who, EventValues(EventKind.EXEMPT_START, date(2026, 2, 1)))
    said = (
        "Không ghi được “chuyển đi” ngày 01/03/2025: đã ghi “miễn công tác và sinh hoạt đảng” ngày 01/02/2026, mà lúc "
        "đó đồng chí không có trong danh sách; hãy kiểm tra ngày và thứ tự."
    )
    with pytest.raises(KnownError) as refused, db.write("Chuyển đi") as session:
        events.record(session, who, EventValues(EventKind.TRANSFER_OUT, date(2025, 3, 1)))
    assert (refused.value.message, refused.value.field) == (said, "on")
    listed = _history(db, who)[0]
    with pytest.raises(KnownError) as refused, db.write("Sửa") as session:
        events.correct(session, listed.id, replace(listed.values, effective_on=date(2026, 3, 1)))
    assert "đã ghi “miễn công tác và sinh hoạt đảng” ngày 01/02/2026" in refused.value.message


def _history(db, who):
    with db.read() as session:
        return events.history(session, who)


def test_recognition_and_its_removal_keep_the_card_in_step(db):
    with db.write("Dựng") as session:
        values = members.MemberValues("Lò Thị Mới", admitted_on=PartialDate(2025, 1, 1))
        who = members.add(session, values, make.cell(session), on=date(2025, 6, 1))
        events.record(session, who, EventValues(EventKind.RECOGNITION, date(2026, 1, 1)))
        assert str(members.read(session, who).official_on) == "01/01/2026"
        row = next(row for row in events.history(session, who) if row.values.kind is EventKind.RECOGNITION)
        events.remove(session, row.id)
        assert members.read(session, who).official_on is None


BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        (EventValues(EventKind.EXPELLED, DAY, decision_on=AFTER), "decision_on"),
        (EventValues(EventKind.ADMISSION, DAY, cell_id=1, ceremony_on=BEFORE), "ceremony_on"),
        (EventValues(EventKind.TRANSFER_OUT, DAY, confirmed_on=BEFORE), "confirmed_on"),
        (EventValues(EventKind.TRANSFER_OUT, AFTER, decision_on=DAY, confirmed_on=BEFORE), "confirmed_on"),
        (EventValues(EventKind.TRANSFER_INTERNAL, DAY), "cell_id"),
        (EventValues(EventKind.TRANSFER_OUT, DAY, scope=Scope.SAME_BODY), "scope"),
    ],
)
def test_an_event_that_contradicts_itself_is_refused_at_its_field(values: EventValues, field: str):
    with pytest.raises(KnownError) as refused:
        events.check(values)
    assert refused.value.field == field


@pytest.mark.parametrize(
    "values",
    [
        EventValues(EventKind.EXPELLED, DAY, decision_on=DAY),
        EventValues(EventKind.ADMISSION, DAY, cell_id=1, decision_on=BEFORE, ceremony_on=DAY),
        EventValues(EventKind.TRANSFER_OUT, DAY, decision_on=DAY, confirmed_on=DAY),
        EventValues(EventKind.TRANSFER_OUT, AFTER, decision_on=BEFORE, confirmed_on=DAY),  # counted from the letter
    ],
    ids=lambda values: values.kind.name,
)
def test_what_is_decided_and_done_on_one_day_is_taken(values: EventValues):
    events.check(values)  # raises nothing


def test_a_decision_after_its_effect_is_refused_at_its_field(db):
    with db.write("Dựng") as session:
        (who,) = make.people(session, make.cell(session), 1, since=date(2025, 1, 1))
        late = EventValues(EventKind.STRUCK_OFF, date(2026, 1, 1), decision_on=date(2026, 2, 1))
        with pytest.raises(KnownError) as refused:
            events.record(session, who, late)
    assert refused.value.field == "decision_on"


_KINDS = [kind for kind in EventKind if kind is not EventKind.LISTED]


@given(st.lists(st.tuples(st.sampled_from(_KINDS), st.integers(0, 400), st.integers(1, 3)), max_size=12))
def test_spells_never_overlap_and_only_the_last_is_open(many):
    steps: list[Step] = []
    for kind, day, cell in many:
        tried = [*steps, step(kind, day, cell_id=cell)]
        try:
            timeline.spells(tried)
        except KnownError:
            continue
        steps = tried
    found = timeline.spells(steps)
    assert all(spell.until is None or spell.since <= spell.until for spell in found)
    assert all(one.until is not None and one.until < two.since for one, two in pairwise(found))


@given(st.lists(st.tuples(st.sampled_from(_KINDS), st.integers(0, 400), st.integers(1, 3)), max_size=12))
def test_what_the_menu_offers_can_be_done(many):
    steps: list[Step] = []
    for kind, day, cell in many:
        try:
            timeline.spells([*steps, step(kind, day, cell_id=cell)])
        except KnownError:
            continue
        steps.append(step(kind, day, cell_id=cell))
    found = timeline.spells(steps)
    now = found[-1] if found and found[-1].until is None else None
    left = found[-1].ending if found else None
    for kind in lives.possible(now, left=left):
        if found or (kind is not EventKind.RESTORED and kind is not EventKind.READMISSION):
            timeline.spells([*steps, step(kind, 500, cell_id=9)])


def test_correcting_a_decision_number_leaves_a_partial_admission_as_it_is(db):
    with db.write("Kết nạp") as session:
        came = EventValues(EventKind.ADMISSION, date(2026, 5, 1), is_day_known=False)
        values = members.MemberValues("Lò Văn Dần", admitted_on=PartialDate(2026, 5))
        who = members.add(session, values, make.cell(session), on=TODAY, by=came)
        (written,) = events.history(session, who)
        events.correct(session, written.id, replace(written.values, decision_number="05-QĐ/ĐU"))
        assert members.read(session, who).admitted_on == PartialDate(2026, 5)
        events.correct(session, written.id, replace(written.values, effective_on=date(2026, 5, 7), is_day_known=True))
        assert members.read(session, who).admitted_on == PartialDate(2026, 5, 7)


def test_a_recognition_known_by_month_stands_on_the_card_by_month(db):
    with db.write("Công nhận") as session:
        values = members.MemberValues("Lò Văn Dần", admitted_on=PartialDate(2025, 6, 1))
        who = members.add(session, values, make.cell(session), on=TODAY)
        known = EventValues(EventKind.RECOGNITION, date(2026, 6, 1), is_day_known=False)
        events.record(session, who, known)
        assert members.read(session, who).official_on == PartialDate(2026, 6)
        written = next(row for row in events.history(session, who) if row.values.kind is EventKind.RECOGNITION)
        events.correct(session, written.id, replace(known, effective_on=date(2026, 6, 7), is_day_known=True))
        assert members.read(session, who).official_on == PartialDate(2026, 6, 7)
        events.remove(session, written.id)
        assert members.read(session, who).official_on is None


def test_an_official_date_known_to_the_year_gives_no_known_day(db):
    with db.write("Công nhận") as session:
        values = members.MemberValues("Lò Văn Dần", admitted_on=PartialDate(1956))
        who = members.add(session, values, make.cell(session), on=TODAY)
        stays.recognise(session, who, PartialDate(1958))
        assert [row.is_since_known for row in stays.history(session, who)] == [False, False, False]


@pytest.mark.parametrize("text", ["01/2010", "2010", "02/2010", "01/01/2010"])
def test_the_card_tells_a_january_from_a_mere_year(session, text: str):
    key = make.cell(session)
    values = members.MemberValues("Lò Văn Ánh", admitted_on=PartialDate(2008, 5, 3))
    member_id = members.add(session, values, key, on=TODAY)
    day = PartialDate.parse(text)
    told = EventValues(EventKind.RECOGNITION, day.first, day.is_full, is_month_known=day.month is not None)
    events.record(session, member_id, told)
    assert members.read(session, member_id).official_on == day
    assert events.history(session, member_id)[-1].values.day == day


def test_a_year_made_more_exact_by_its_january_reaches_the_card(session):
    key = make.cell(session)
    values = members.MemberValues("Lò Văn Ánh", admitted_on=PartialDate(2010))
    came = EventValues(EventKind.ADMISSION, date(2010, 1, 1), is_day_known=False)
    member_id = members.add(session, values, key, on=TODAY, by=replace(came, cell_id=key))
    (row,) = events.history(session, member_id)
    events.correct(session, row.id, replace(row.values, is_month_known=True))
    assert members.read(session, member_id).admitted_on == PartialDate(2010, 1)


def test_many_first_histories_are_written_as_one_by_one(db):
    came = EventValues(
        EventKind.TRANSFER_IN,
        date(2026, 3, 1),
        place="  Đảng bộ  xã B ",
        decision_number="",
        standing=Standing.OFFICIAL,
    )
    lists = [
        [EventValues(EventKind.LISTED, date(2020, 5, 1), False, 1, Standing.PROBATIONARY, Duty.ACTIVE)],
        [replace(came, cell_id=1, scope=Scope.SAME_PROVINCE, decision_on=date(2026, 2, 20))],
        [
            replace(came, cell_id=1, standing=Standing.PROBATIONARY, is_day_known=False, is_month_known=True),
            EventValues(EventKind.RECOGNITION, date(2026, 5, 1)),
        ],
    ]
    with db.write("Dựng") as session:
        make.cell(session)
        one_by_one, at_once = ([_blank(session) for _history in lists] for _way in range(2))
        for member_id, many in zip(one_by_one, lists, strict=True):
            events.record_first(session, member_id, *many)
        session.flush()
        events.record_first_all(session, dict(zip(at_once, lists, strict=True)))
    with db.read() as session:
        for old, new in zip(one_by_one, at_once, strict=True):
            assert [replace(row, id=0, member_id=0) for row in events.history(session, old)] == [
                replace(row, id=0, member_id=0) for row in events.history(session, new)
            ]
            assert [replace(row, id=0) for row in stays.history(session, old)] == [
                replace(row, id=0) for row in stays.history(session, new)
            ]
        assert events.history(session, at_once[1])[0].values.place == "Đảng bộ xã B"


def _blank(session) -> int:
    member = Member(full_name="Lò Văn Ánh", name_fold="", name_sort="", initials="")
    session.add(member)
    session.flush()
    return member.id
