"""Counts, cap and progress of the rating round, and the dated rules behind them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import events, rating_round, rating_rules, ratings
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.events import EventValues
from models.indicators.formulas import closing
from models.rating_round import RatingCounts
from models.rating_rules import RatingRules
from models.ratings import NO_MEETINGS, WHOLE_YEAR, RatingLine, RatingValues
from models.statistics import Group, Register
from models.tables import CapBase, CapScope, Duty, EventKind, RatingCause, RatingLevel, RatingState, Standing
from tests.models import builders as make
from tests.models.builders import TODAY, YEAR

BEST, GOOD, FULFILLED, FAILED = RatingLevel


@pytest.fixture
def two_cells(db: Database) -> tuple[int, int, list[int], list[int]]:
    """Give a cell of 4 (one exempt, one suspended) and a cell of 3 (one admitted in May 2026)."""
    with db.write("Dựng") as session:
        first, second = make.cell(session), make.cell(session, "Chi bộ bản Na Côm")
        ours = make.people(session, first, 2)
        ours += make.people(session, first, 1, duty=Duty.EXEMPT, start=10)
        ours += make.people(session, first, 1, duty=Duty.SUSPENDED, start=20)
        theirs = make.people(session, second, 2, start=30)
        theirs += make.people(session, second, 1, standing=Standing.PROBATIONARY, start=40)
        return first, second, ours, theirs


def put(db: Database, year: int, quarter: int, *pairs: tuple[int, RatingValues]) -> None:
    with db.write("Xếp loại") as session:
        for who, values in pairs:
            ratings.put(session, who, year, quarter, values, on=TODAY)


def read(db: Database, year: int, quarter: int = WHOLE_YEAR) -> rating_round.Round:
    with db.read() as session:
        return rating_round.read(session, year, quarter, on=TODAY)


def test_whom_the_rules_leave_out_needs_no_word(db: Database, two_cells: tuple[int, int, list[int], list[int]]) -> None:
    _first, _second, _ours, theirs = two_cells
    third = read(db, 2026, 3)  # admitted 01/5/2026: 5 months on 30/9
    assert [(line.exemption, line.is_exempt, line.is_open) for line in third.lines] == [
        ("", False, True),
        ("", False, True),
        ("được miễn công tác và sinh hoạt đảng", True, False),
        ("bị đình chỉ sinh hoạt đảng", True, False),
        ("", False, True),
        ("", False, True),
        ("kết nạp chưa đủ 6 tháng", True, False),
    ]
    year = read(db, 2026)
    assert year.lines[-1].exemption == ""  # 8 months on 31/12
    put(db, 2026, 3, (theirs[-1], RatingValues(GOOD)))
    assert read(db, 2026, 3).counts.levels == (0, 1, 0, 0)  # the cell rated nevertheless


@pytest.mark.parametrize(("day", "why"), [(date(2026, 9, 1), "kết nạp chưa đủ 6 tháng"), (date(2026, 5, 1), "")])
def test_one_admitted_again_is_as_new_as_the_second_admission(db: Database, day: date, why: str) -> None:
    with db.write("Kết nạp lại") as session:
        cell = make.cell(session)
        (who,) = make.people(session, cell, 1)  # first admitted in 2000
        again = EventValues(EventKind.READMISSION, day, cell_id=cell)
        events.record(session, who, EventValues(EventKind.STRUCK_OFF, date(2012, 1, 1)), again)
    (line,) = read(db, 2026).lines
    assert (line.exemption, line.is_open) == (why, not why)
    with db.read() as session:
        found = Register(session).statistics(YEAR, TODAY, (Group.RATED,))
    assert [entry.traits["state"] for entry in found.groups[Group.RATED].entries] == ["exempt" if why else "not_yet"]


def test_the_round_counts_as_form_6_does(db: Database, two_cells: tuple[int, int, list[int], list[int]]) -> None:
    first, second, ours, theirs = two_cells
    put(
        db,
        2025,
        WHOLE_YEAR,
        (ours[0], RatingValues(BEST, committee_rating=GOOD)),
        (ours[1], RatingValues(FAILED, cause=RatingCause.DISCIPLINED)),
        (theirs[0], RatingValues(state=RatingState.NOT_YET)),
    )
    found = read(db, 2025)
    assert [(cell.cell_id, cell.is_done) for cell in found.cells] == [(first, True), (second, False)]
    assert found.done == 1
    mine = found.cells[0]
    assert (mine.counts.present, mine.counts.exempt, mine.counts.not_yet, mine.counts.rated) == (4, 2, 0, 2)
    assert (mine.counts.levels, mine.by_cell.levels, mine.by_committee.levels) == (
        (0, 1, 0, 1),
        (1, 0, 0, 1),
        (0, 1, 0, 0),
    )
    assert mine.by_committee.not_yet == 1
    assert dict(mine.counts.causes) == {RatingCause.DISCIPLINED: 1}
    assert (found.cells[1].counts.not_yet, found.cells[1].counts.open) == (2, 1)
    assert [line.member_id for line in found.undecided] == [ours[1]]
    assert found.counts.present == sum(cell.counts.present for cell in found.cells) == 6


def test_a_cell_without_members_is_done(db: Database) -> None:
    with db.write("Dựng") as session:
        make.cell(session)
    found = read(db, 2025)
    assert (found.done, found.counts) == (1, RatingCounts())


@pytest.mark.parametrize(
    ("base", "most"), [(CapBase.GOOD, 15), (CapBase.GOOD_OR_BETTER, 19), (CapBase.ALL, 23)], ids=lambda one: str(one)
)
def test_the_cap_is_a_whole_number_of_people_below_the_share(base: CapBase, most: int) -> None:
    rules = RatingRules("x", cap_base=base)
    assert rules.most_excellent((19, 79, 16, 1)) == most  # 15,8 · 19,6 · 23,0
    assert RatingRules("x", cap_percent=None).most_excellent((19, 79, 16, 1)) is None


@pytest.mark.parametrize(
    ("good", "most", "told"),
    [
        (20, 4, "20 % của 20 là 4"),
        (19, 3, "20 % của 19 là 3,8, làm tròn xuống 3"),
        (4, 0, "20 % của 4 là 0,8, làm tròn xuống 0"),
        (3, 0, "20 % của 3 là 0,6, làm tròn xuống 0"),
        (0, 0, "20 % của 0 là 0"),
    ],
)
def test_the_cap_says_how_it_comes_about(good: int, most: int, told: str) -> None:
    rules = RatingRules("x")
    assert (rules.most_excellent((1, good, 0, 0)), rules.cap_reckoned((1, good, 0, 0))) == (most, told)
    assert RatingRules("x", cap_percent=None).cap_reckoned((1, good, 0, 0)) == ""
    assert RatingRules("x", cap_percent=7).cap_reckoned((0, 15, 0, 0)) == "7 % của 15 là 1,05, làm tròn xuống 1"


def test_too_many_excellent_are_told_and_stay_written(
    db: Database, two_cells: tuple[int, int, list[int], list[int]]
) -> None:
    _first, _second, ours, theirs = two_cells
    put(db, 2025, WHOLE_YEAR, *((who, RatingValues(BEST)) for who in (*ours[:2], theirs[0])))
    found = read(db, 2025)
    assert (found.cap(found.counts).most, found.cap(found.counts).excellent, found.cap(found.counts).over) == (0, 3, 3)
    with db.write("Quy định") as session:
        values = RatingRules("Hướng dẫn của tỉnh", is_checked=True, cap_percent=100, cap_base=CapBase.ALL)
        rating_rules.save(session, date(2025, 12, 1), values)
    found = read(db, 2025)
    assert found.cap(found.counts).over == 0
    assert found.rules.is_checked


def test_the_cap_is_of_all_cells_together_or_of_each_as_the_card_says(
    db: Database, two_cells: tuple[int, int, list[int], list[int]]
) -> None:
    first, _second, ours, theirs = two_cells
    for number, on in enumerate((date(2024, 1, 1), date(2025, 12, 1))):
        with db.write("Quy định") as session:
            values = RatingRules("Hướng dẫn", cap_percent=50, cap_scope=tuple(CapScope)[number])
            rating_rules.save(session, on, values)
    for year in (2024, 2025):
        put(db, year, WHOLE_YEAR, (ours[0], RatingValues(BEST)), (ours[1], RatingValues(FULFILLED)))
        put(db, year, WHOLE_YEAR, *((who, RatingValues(GOOD)) for who in theirs[:2]))
    together, each = read(db, 2024), read(db, 2025)
    assert (together.over, [cell.cap for cell in together.cells]) == ([], [None, None])
    assert (together.cap(together.counts).most, together.cap(together.counts).over) == (1, 0)
    assert [cell.cell_id for cell in each.over] == [first]  # nobody good there: none may be excellent
    assert [(cell.cap.most, cell.cap.excellent) for cell in each.cells if cell.cap] == [(0, 1), (1, 0)]
    assert each.rules.cap_words == "không quá 50 % số hoàn thành tốt nhiệm vụ của từng chi bộ"
    assert db.undo() == "Xếp loại"


class TestShares:
    @pytest.mark.parametrize(
        ("counts", "told"),
        [
            ((75, 468, 81, 2), ("11.98", "74.76", "12.94", "0.32")),  # the commune's members of 2013
            ((62, 9), ("87.32", "12.68")),  # and its organisations
            ((1, 1, 1), ("33.34", "33.33", "33.33")),
            ((0, 0, 0, 0), ("0", "0", "0", "0")),
        ],
    )
    def test_examples_known_to_the_last_digit(self, counts: tuple[int, ...], told: tuple[str, ...]) -> None:
        assert closing(counts) == [Decimal(one) for one in told]

    @given(st.lists(st.integers(0, 3000), min_size=1, max_size=8).filter(any))
    def test_they_close_and_none_is_a_whole_unit_off(self, counts: list[int]) -> None:
        shown = closing(counts)
        assert sum(shown) == Decimal(100)
        for number, share in zip(counts, shown, strict=True):
            exact = Decimal(number * 100) / Decimal(sum(counts))
            assert abs(share - exact) < Decimal("0.01")
            assert number or not share  # nobody is nothing

    def test_the_counts_of_a_round_are_shown_so(self) -> None:
        assert RatingCounts(626, levels=(75, 468, 81, 2)).shares[0] == Decimal("11.98")


class TestRules:
    def test_each_time_has_its_words_and_its_cap(self, db: Database) -> None:
        with db.read() as session:
            old = ratings.rules_of(session, 2013, WHOLE_YEAR)
            then = ratings.rules_of(session, 2024, WHOLE_YEAR)
            now = ratings.rules_of(session, 2025, WHOLE_YEAR)
        assert (old.label(FAILED), old.short(BEST), old.cap_percent) == (
            "Vi phạm tư cách đảng viên",
            "ĐTC HTXSNV",
            None,
        )
        assert (then.label(FAILED), then.short(BEST), then.cap_percent, then.excellent_from) == (
            "Không hoàn thành nhiệm vụ",
            "HTXSNV",
            20,
            None,
        )
        assert now.excellent_from == 90
        assert not now.is_checked
        assert now.cap_words == "không quá 20 % số hoàn thành tốt nhiệm vụ của toàn đảng bộ"

    @pytest.mark.parametrize(
        ("change", "field"),
        [
            ({"document": "  "}, "document"),
            ({"cap_percent": 101}, "cap_percent"),
            ({"excellent_from": -1}, "excellent_from"),
            ({"newcomer_months": 25}, "newcomer_months"),
        ],
    )
    def test_what_cannot_be_is_said_at_its_field(self, db: Database, change: dict, field: str) -> None:
        with db.write("Quy định") as session, pytest.raises(KnownError) as refused:
            rating_rules.save(session, TODAY, RatingRules(**{"document": "x", **change}))
        assert refused.value.field == field

    @pytest.mark.parametrize(
        "wanted",
        [
            RatingRules("x", cap_percent=0, excellent_from=0, newcomer_months=0),
            RatingRules("x", cap_percent=100, excellent_from=100, newcomer_months=rating_rules.LONGEST),
        ],
    )
    def test_the_least_and_the_most_are_kept(self, db: Database, wanted: RatingRules) -> None:
        with db.write("Quy định") as session:
            rating_rules.save(session, TODAY, wanted)
        with db.read() as session:
            assert rating_rules.book(session).on(TODAY) == wanted

    @pytest.mark.parametrize("is_left_out", [True, False])
    def test_the_card_says_whether_the_exempt_and_the_suspended_are_rated(self, is_left_out: bool) -> None:
        exempt = RatingRules("x", is_exempt_left_out=is_left_out, is_suspended_left_out=not is_left_out)
        told = [exempt.exemption(duty, None, TODAY) != "" for duty in (Duty.EXEMPT, Duty.SUSPENDED, Duty.TEMP_AWAY)]
        assert told == [is_left_out, not is_left_out, False]

    @pytest.mark.parametrize(
        ("day", "last", "told"),
        [
            (PartialDate(2026, 6, 30), date(2026, 12, 31), ""),
            (PartialDate(2026, 7, 1), date(2026, 12, 31), "kết nạp chưa đủ 6 tháng"),
            (PartialDate(2026, 3, 30), date(2026, 9, 30), ""),  # the six months are full on the last day
            (PartialDate(2026, 4, 1), date(2026, 9, 30), "kết nạp chưa đủ 6 tháng"),
            (PartialDate(2026), date(2026, 12, 31), ""),  # may be January
            (None, date(2026, 12, 31), ""),
        ],
    )
    def test_who_is_too_new(self, day: PartialDate | None, last: date, told: str) -> None:
        assert RatingRules("x").exemption(Duty.ACTIVE, day, last) == told
        assert RatingRules("x", newcomer_months=0).exemption(Duty.ACTIVE, day, last) == ""


RATED = st.builds(
    RatingValues,
    cell_rating=st.none() | st.sampled_from(RatingLevel),
    committee_rating=st.none() | st.sampled_from(RatingLevel),
)
WRITTEN = RATED | st.builds(RatingValues, state=st.sampled_from(RatingState))


@given(st.lists(st.tuples(WRITTEN, st.sampled_from(["", "được miễn"])), max_size=30))
def test_every_line_is_counted_once(written: list[tuple[RatingValues, str]]) -> None:
    lines = [
        RatingLine(n, "", 1, Standing.OFFICIAL, Duty.ACTIVE, values, why, NO_MEETINGS, ())
        for n, (values, why) in enumerate(written)
    ]
    for judge in (None, "cell", "committee"):
        sums = rating_round.count(lines, judge)
        assert sums.present == len(lines) == sums.exempt + sums.not_yet + sums.rated
        assert sum(many for _cause, many in sums.causes) == sums.of(FAILED)
        assert sums.open <= sums.not_yet
