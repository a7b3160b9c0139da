"""Targets and their pace: the figures of domain.md 8, the part-years, what is refused, the journal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models import changes, journal, pace, targets
from models.dates import PartialDate, Period
from models.errors import KnownError
from models.indicators import INDICATORS, formulas
from models.pace import Pace, Reader, TargetProgress
from models.tables import Measure, Organization
from models.targets import OFFERED, TargetValues
from models.text import percent
from tests.models import builders, bulk

YEAR = Period.year(2026)
TODAY = date(2026, 11, 14)


@pytest.fixture
def session(db) -> Iterator[Session]:
    """Give a session whose rows are thrown away."""
    with db.write("Thử") as given_session:
        given_session.autoflush = True
        yield given_session


def aim(key: str = "admitted", value: float | Fraction = 18, period: Period = YEAR, **more: object) -> TargetValues:
    return TargetValues(key, period, Fraction(str(value)), **more)  # type: ignore[arg-type]


def progress(session: Session, values: TargetValues, on: date = TODAY) -> TargetProgress:
    """Set a target in the place of one for the same and return how far it is."""
    for row in targets.rows(session, values.period):
        if replace(row.values, value=values.value) == values:
            targets.remove(session, row.id)
    key = targets.set_target(session, values)
    row = next(row for row in targets.rows(session, values.period) if row.id == key)
    found = Reader(session, on).progress(row)
    assert found is not None
    return found


def admit(session: Session, cell: int, count: int, day: date, start: int = 0) -> None:
    bulk.add_members(session, [cell] * count, admitted=PartialDate.of(day), since=day, start=start)


class TestPace:
    def test_14_of_18_in_november_needs_2_a_month(self, session):
        cell = builders.cell(session)
        admit(session, cell, 14, date(2026, 5, 19))
        found = progress(session, aim())
        assert (found.actual, found.missing, found.months_left, found.per_month) == (14, 4, 2, 2)
        assert found.done == Fraction(14, 18)
        assert found.pace is Pace.BEHIND  # 87 % of the year has passed: 15 are due

    def test_492_of_375_is_131_2_and_exceeds_by_31_2(self, session):
        """Điện Biên Đông: at least 150 a year, counted from 2016 to the middle of 2018."""
        period = Period(date(2016, 1, 1), date(2018, 6, 30))
        admit(session, builders.cell(session), 492, date(2017, 5, 19))
        found = progress(session, aim(value=formulas.for_period(150, period), period=period), date(2018, 5, 31))
        assert found.row.goal == 375
        assert percent(found.done) == "131,2 %"
        assert percent(found.exceeded) == "31,2 %"
        assert (found.pace, found.missing, found.per_month) == (Pace.REACHED, 0, None)

    @pytest.mark.parametrize(
        ("on", "admitted", "expected"),
        [
            (date(2025, 12, 31), 0, Pace.NOT_BEGUN),
            (date(2026, 1, 1), 0, Pace.ON_TRACK),  # nobody is due yet
            (date(2026, 6, 30), 5, Pace.ON_TRACK),  # 181 days of 365: 5,95 are due, in whole people 5
            (date(2026, 7, 2), 5, Pace.BEHIND),
            (date(2026, 7, 2), 6, Pace.ON_TRACK),
            (date(2026, 7, 2), 12, Pace.REACHED),
            (date(2026, 12, 31), 11, Pace.BEHIND),
            (date(2027, 1, 1), 11, Pace.MISSED),
            (date(2027, 1, 1), 12, Pace.REACHED),
        ],
    )
    def test_states_through_a_year_of_12(self, session, on: date, admitted: int, expected: Pace):
        admit(session, builders.cell(session), admitted, date(2026, 1, 1))
        found = progress(session, aim(value=12), on)
        assert found.pace is expected

    def test_who_was_admitted_after_the_last_day_does_not_count(self, session):
        cell = builders.cell(session)
        admit(session, cell, 3, date(2026, 12, 31))
        admit(session, cell, 2, date(2027, 1, 1), start=10)
        assert progress(session, aim(value=5), date(2027, 2, 1)).actual == 3

    def test_158_of_243_villages_on_the_way_from_120(self, session):
        """A share begins where the register stood on the eve, not at nothing."""
        villages = bulk.add_villages(session, 243)
        cells = bulk.add_cells(session, 158)
        bulk.serve(session, zip(cells[:120], villages, strict=False))
        bulk.serve(session, zip(cells[120:], villages[120:], strict=False), since=date(2026, 3, 1))
        values = aim("villages_own", 70)
        found = progress(session, values, date(2026, 6, 30))
        assert found.start is not None
        assert (found.start.count, found.figure.count, found.figure.of) == (120, 158, 243)
        assert percent(found.actual, 0) == "65 %"
        assert (found.missing, found.months_left, found.per_month) == (171 - 158, 7, 2)  # 70 % of 243 is 170,1
        assert found.pace is Pace.ON_TRACK  # 145 are due by the middle of the way from 120 to 170
        late = replace(found, on=date(2026, 12, 1))
        assert late.pace is Pace.BEHIND

    def test_a_reduction_of_a_fifth_a_year(self, session):
        """NQ 04-NQ/TU: giảm từ 20 % mỗi năm; 10 villages without a cell must become 8 or fewer."""
        villages = bulk.add_villages(session, 12)
        cells = bulk.add_cells(session, 4)
        bulk.serve(session, zip(cells[:2], villages, strict=False))
        bulk.serve(session, [(cells[2], villages[2])], since=date(2026, 3, 1))
        found = progress(session, aim("villages_no_own", 20, measure=Measure.REDUCTION))
        assert (found.actual, found.missing) == (Fraction(1, 10), 1)
        assert found.pace is Pace.ON_TRACK  # 8,3 are due, in whole villages 9
        assert replace(found, on=date(2026, 12, 31)).pace is Pace.BEHIND
        assert found.done == Fraction(1, 2)
        bulk.serve(session, [(cells[3], villages[3])], since=date(2026, 4, 1))
        found = progress(session, aim("villages_no_own", 20, Period.parse("2026-H1"), measure=Measure.REDUCTION))
        assert (found.actual, found.missing, found.pace) == (Fraction(1, 5), 0, Pace.REACHED)
        strict = replace(found, row=replace(found.row, values=replace(found.row.values, is_strict=True)))
        assert (strict.missing, strict.pace) == (1, Pace.MISSED)

    def test_a_ceiling_on_villages_without_members(self, session):
        villages = bulk.add_villages(session, 5)
        cell = bulk.add_cells(session, 1)
        homes = villages[:3]
        bulk.add_members(session, cell * 2, villages=homes[:2])
        bulk.add_members(session, cell, villages=homes[2:], since=date(2026, 2, 1), start=10)
        found = progress(session, aim("villages_white", 0), date(2026, 4, 30))
        assert (found.actual, found.missing, found.done, found.pace) == (2, 2, Fraction(1, 3), Pace.OVER)
        assert found.per_month == 1
        assert replace(found, on=date(2027, 1, 1)).pace is Pace.MISSED
        assert progress(session, aim("villages_white", 2), TODAY).pace is Pace.REACHED

    def test_unknown_residences_leave_the_state_open_only_while_they_matter(self, session):
        bulk.add_villages(session, 3)
        cell = bulk.add_cells(session, 1)
        bulk.add_members(session, cell)
        found = progress(session, aim("villages_white", 1), TODAY)
        assert (found.figure.count, found.figure.unknown, found.pace) == (0, 3, Pace.UNKNOWN)
        assert progress(session, aim("villages_white", 3), TODAY).pace is Pace.REACHED

    def test_a_ceiling_on_what_happens_holds_until_it_is_broken(self, session):
        cell = builders.cell(session)
        people = builders.people(session, cell, 3)
        from models import events
        from models.tables import EventKind

        found = progress(session, aim("struck_off", 1))
        assert (found.pace, found.per_month) == (Pace.ON_TRACK, None)
        for number, who in enumerate(people[:2]):
            events.record(session, who, events.EventValues(EventKind.STRUCK_OFF, date(2026, 3, 1 + number)))
            again = Reader(session, TODAY).progress(found.row)
            assert again is not None
            assert again.pace is (Pace.ON_TRACK, Pace.OVER)[number]
            assert replace(again, on=date(2027, 1, 1)).pace is (Pace.REACHED, Pace.MISSED)[number]

    @pytest.mark.parametrize(("present", "loose", "strict"), [(91, True, True), (90, True, False), (89, False, False)])
    def test_participation_from_90_and_above_90(self, session, present: int, loose: bool, strict: bool):
        cell = builders.cell(session)
        people = builders.people(session, cell, 100)
        builders.held(session, cell, date(2026, 10, 5), dict.fromkeys(people[: 100 - present], builders.P))
        states: list[bool] = []
        for is_strict in (False, True):
            period = Period(YEAR.first, date(2026, 12, 31 - is_strict))
            found = progress(session, aim("participation", 90, period, is_strict=is_strict))
            states.append(found.pace is Pace.REACHED)
            assert (found.missing, found.per_month) == (max(0, 90 + is_strict - present), None)
            assert found.pace in (Pace.REACHED, Pace.BEHIND)
        assert states == [loose, strict]

    def test_without_a_rate_the_state_is_open(self, session):
        found = progress(session, aim("participation", 90))
        assert (found.actual, found.done, found.missing, found.pace) == (None, None, None, Pace.UNKNOWN)


class TestBodies:
    def test_a_cell_and_an_organisation_have_targets_of_their_own(self, session):
        body = Organization(name="Đảng bộ bộ phận")
        session.add(body)
        session.flush()
        inside = bulk.add_cells(session, 2, organization_id=body.id)
        outside = bulk.add_cells(session, 1, start=2)
        for place, cell in enumerate((*inside, *outside)):
            admit(session, cell, place + 1, date(2026, 3, 3), start=10 * place)
        assert progress(session, aim()).actual == 6
        assert progress(session, aim(organization_id=body.id)).actual == 3
        found = progress(session, aim(value=2, cell_id=inside[1]))
        assert (found.actual, found.row.body, found.pace) == (2, "Chi bộ 1", Pace.REACHED)

    def test_each_cell_s_part_with_its_own_target(self, session):
        cells = bulk.add_cells(session, 3)
        admit(session, cells[0], 2, date(2026, 3, 3))
        admit(session, cells[1], 1, date(2026, 3, 3), start=10)
        found = progress(session, aim(value=6))
        progress(session, aim(value=2, cell_id=cells[0]))
        progress(session, aim(value=3, cell_id=cells[1]))
        progress(session, aim(value=9, cell_id=cells[1], period=Period.parse("2026-H1")))
        lines = Reader(session, TODAY).cells_of(found)
        assert [(line.cell_id, line.figure.count, line.own and line.own.row.goal) for line in lines] == [
            (cells[0], 2, 2),
            (cells[1], 1, 3),
            (cells[2], 0, None),
        ]
        assert [line.own.pace for line in lines if line.own] == [Pace.REACHED, Pace.BEHIND]
        assert sum(line.figure.count for line in lines) == found.figure.count

    def test_villages_of_no_cell_are_a_line_of_their_own(self, session):
        villages = bulk.add_villages(session, 3)
        cells = bulk.add_cells(session, 1)
        bulk.serve(session, [(cells[0], villages[0])])
        bulk.add_members(session, cells, villages=villages[:1])
        lines = Reader(session, TODAY).cells_of(progress(session, aim("villages_white", 0)))
        assert [(line.cell_id, line.figure.count) for line in lines] == [(cells[0], 0), (None, 2)]


class TestList:
    def test_targets_of_a_year_are_those_whose_days_touch_it(self, session):
        long = Period(date(2024, 7, 1), date(2026, 6, 30))
        for period in (YEAR, long, Period.year(2027), Period.parse("2026-Q4")):
            targets.set_target(session, aim(period=period))
        assert {row.values.period.key for row in targets.rows(session, YEAR)} == {"2026", long.key, "2026-Q4"}
        assert [row.values.period.key for row in targets.rows(session, Period.year(2025))] == [long.key]
        assert targets.years(session) == [2024, 2025, 2026, 2027]

    def test_the_commune_comes_first_in_the_order_of_the_catalogue(self, session):
        cells = bulk.add_cells(session, 2)
        targets.set_target(session, aim(cell_id=cells[1]))
        targets.set_target(session, aim(cell_id=cells[0]))
        targets.set_target(session, aim("participation", 90))
        targets.set_target(session, aim())
        shown = [(row.values.indicator_key, row.body) for row in targets.rows(session, YEAR)]
        assert shown == [("admitted", ""), ("participation", ""), ("admitted", "Chi bộ 0"), ("admitted", "Chi bộ 1")]

    def test_the_year_s_target_is_the_calendar_year_s(self, session):
        targets.set_target(session, aim(value=5, period=Period.parse("2026-Q4")))
        targets.set_target(session, aim(value=40, period=Period(date(2024, 1, 1), date(2027, 6, 30))))
        targets.set_target(session, aim(value=2, cell_id=builders.cell(session)))
        assert Reader(session, TODAY).of_year("admitted") is None
        targets.set_target(session, aim(value=18))
        found = Reader(session, TODAY).of_year("admitted")
        assert found is not None
        assert found.row.goal == 18

    def test_an_indicator_of_a_newer_version_is_left_out(self, session):
        from models.tables import Target

        session.add(Target(indicator_key="unheard_of", first_day=YEAR.first, last_day=YEAR.last, value=1))
        targets.set_target(session, aim())
        assert len(targets.rows(session, YEAR)) == 2
        assert [one.indicator.key for one in pace.of_period(session, YEAR, TODAY)] == ["admitted"]

    def test_progress_agrees_with_the_indicator_ratio_of_the_year_s_target(self, session):
        admit(session, builders.cell(session), 14, date(2026, 5, 19))
        found = progress(session, aim())
        ratio = next(one for one in INDICATORS if one.key == "admitted_of_target")
        assert Reader(session, TODAY).figure(ratio, YEAR).value == found.done == Fraction(14, 18)


class TestRefused:
    @pytest.mark.parametrize(
        ("values", "field", "words"),
        [
            (aim("nothing"), "indicator_key", "chọn chỉ số"),
            (aim("villages"), "indicator_key", "chọn chỉ số"),
            (aim("admitted_of_target", 90), "indicator_key", "chọn chỉ số"),
            (aim(value=0), "value", "lớn hơn 0"),
            (aim(value=-1), "value", "lớn hơn 0"),
            (aim("struck_off", -1), "value", "lớn hơn 0"),
            (aim(value=12.5), "value", "số nguyên"),
            (aim("participation", 101), "value", "100 %"),
            (aim("villages_white", 120, measure=Measure.REDUCTION), "value", "100 %"),
            (aim(value=2_000_000), "value", "một triệu"),
            (aim(value=20, measure=Measure.REDUCTION), "measure", "càng thấp càng tốt"),
            (aim("struck_off", 20, measure=Measure.REDUCTION), "measure", "càng thấp càng tốt"),
            (aim(document="x" * 201), "document", "200 chữ"),
            (aim(note="x" * 501), "note", "500 chữ"),
            (aim(cell_id=1, organization_id=1), "cell_id", "cả hai"),
        ],
    )
    def test_what_cannot_be_a_target(self, session, values: TargetValues, field: str, words: str):
        with pytest.raises(KnownError, match=words) as caught:
            targets.set_target(session, values)
        assert caught.value.field == field
        assert targets.rows(session, YEAR) == []

    def test_the_same_twice_is_refused_and_changing_itself_is_not(self, session):
        cell = builders.cell(session)
        key = targets.set_target(session, aim())
        with pytest.raises(KnownError, match="Đã có chỉ tiêu “Kết nạp đảng viên”"):
            targets.set_target(session, aim(value=20))
        targets.set_target(session, aim(cell_id=cell))
        targets.set_target(session, aim(period=Period.parse("2026-H1")))
        targets.change(session, key, aim(value=20))
        assert next(row for row in targets.rows(session, YEAR) if row.id == key).goal == 20
        with pytest.raises(KnownError, match="Đã có"):
            targets.change(session, key, aim(cell_id=cell))

    def test_a_period_that_ends_before_it_begins_is_no_period(self):
        with pytest.raises(KnownError):
            Period(date(2026, 2, 1), date(2026, 1, 1))


def test_every_step_is_in_the_log_and_can_be_taken_back(db):
    with db.write("Đặt chỉ tiêu") as session:
        key = targets.set_target(session, aim(document=" Công văn  số 5 "))
    with db.write("Sửa chỉ tiêu") as session:
        targets.change(session, key, aim(value=20))
    with db.write("Bỏ chỉ tiêu") as session:
        targets.remove(session, key)

    def shown() -> list[tuple[Fraction, str]]:
        with db.read() as session:
            return [(row.goal, row.values.document) for row in targets.rows(session, YEAR)]

    seen = [shown()]
    for _ in range(3):
        db.undo()
        seen.append(shown())
    assert seen == [[], [(20, "")], [(18, "Công văn số 5")], []]
    db.redo()
    assert shown() == [(18, "Công văn số 5")]
    with db.read() as session:
        steps = journal.log(session)
        first = changes.lines(session, steps[-1].id)
        assert changes.summary(session, steps[-1].id) == "Thêm 1 chỉ tiêu"
    assert first[0].subject == "Kết nạp đảng viên, 01/01/2026"
    assert "Mức: 18" in first[0].after


HALVES = st.integers(0, 4000).map(lambda number: Fraction(number, 2))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.integers(0, len(OFFERED) - 1),
    value=st.integers(1, 100),
    first=st.dates(date(2025, 6, 1), date(2026, 12, 1)),
    days=st.integers(0, 600),
    on=st.dates(date(2025, 1, 1), date(2028, 1, 1)),
    is_strict=st.booleans(),
)
def test_what_is_said_of_a_target_holds_together(commune, place, value, first, days, on, is_strict):
    """State, what is missing and the pace never contradict each other, on any register, day and period."""
    period = Period(first, date.fromordinal(first.toordinal() + days))
    with commune.read() as session:
        session.autoflush = True
        values = TargetValues(OFFERED[place].key, period, Fraction(value), is_strict=is_strict)
        key = targets.set_target(session, values)
        row = next(row for row in targets.rows(session, period) if row.id == key)
        found = Reader(session, on).progress(row)
        assert found is not None
        state, missing, per_month = found.pace, found.missing, found.per_month
        done = found.done
    assert (state is Pace.NOT_BEGUN) == (on < period.first)
    if state is Pace.REACHED:
        assert missing == 0
    if state in (Pace.BEHIND, Pace.MISSED):
        assert missing
    if state is Pace.MISSED:
        assert on > period.last or row.is_ceiling
    if per_month is not None:
        assert missing
        assert per_month * found.months_left >= missing > (per_month - 1) * found.months_left
    assert done is None or state is not Pace.REACHED or row.is_ceiling or done >= 1
