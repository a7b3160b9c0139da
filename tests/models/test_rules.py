"""Rule cards: versions by day, what the office can set on them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest
from sqlalchemy.orm import Session

from models import rules
from models.database import Database
from models.errors import KnownError
from models.rules import RuleValues
from models.tables import Comparator, Duty, SeveralMeetings

VALUES: RuleValues = {
    "document": "Hướng dẫn 01-HD/TU",
    "target": 92.5,
    "comparator": Comparator.MORE_THAN,
    "excluded": frozenset({Duty.EXEMPT, Duty.GUEST}),
    "several": SeveralMeetings.POOLED,
}
DAY = date(2026, 7, 1)


@pytest.fixture
def session(db: Database) -> Iterator[Session]:
    with db.write("Sửa quy định") as session:
        yield session


def test_a_new_file_knows_both_guides(session: Session) -> None:
    book = rules.book(session)
    old, new = book.rules
    assert (old.comparator, new.comparator) == (Comparator.MORE_THAN, Comparator.AT_LEAST)
    assert "12-HD/BTCTW" in old.document
    assert new.document == "Hướng dẫn 42-HD/BTCTW, 28/10/2025"
    for card in (old, new):
        assert card.target == Fraction(9, 10)
        assert card.excluded == {Duty.EXEMPT, Duty.TEMP_AWAY, Duty.SUSPENDED, Duty.SPECIAL_DUTY}
        assert card.several is SeveralMeetings.FIRST
        assert (card.minutes_regular, card.minutes_combined, card.due_day) == (90, 120, 10)
    assert book.on(date(2000, 1, 1)) == old
    assert book.on(date(2025, 10, 27)) == old
    assert book.on(date(2025, 10, 28)) == new
    assert book.on(date(2099, 1, 1)) == new


def test_a_new_card_leaves_the_past_as_it_was(session: Session) -> None:
    before = rules.book(session).on(date(2026, 6, 30))
    rules.save(session, DAY, VALUES)
    book = rules.book(session)
    card = book.on(DAY)
    assert book.on(date(2026, 6, 30)) == before
    assert card.target == Fraction(37, 40)
    assert card.target_label == "> 92,5 %"
    assert card.excluded == VALUES["excluded"]
    assert card.several is SeveralMeetings.POOLED
    assert (card.good_from, card.minutes_combined, card.due_day) == (90, 120, 10)


def test_the_card_of_the_same_day_is_corrected(session: Session) -> None:
    rules.save(session, DAY, VALUES)
    rules.save(session, DAY, {**VALUES, "target": 95, "excluded": frozenset()})
    book = rules.book(session)
    assert len(book.rules) == 3
    assert book.on(DAY).target_label == "> 95 %"
    assert book.on(DAY).excluded == frozenset()


@pytest.mark.parametrize("target", [-1, 100.5, 1000])
def test_a_target_is_a_per_cent(session: Session, target: float) -> None:
    with pytest.raises(KnownError, match="từ 0 đến 100") as refused:
        rules.save(session, DAY, {**VALUES, "target": target})
    assert refused.value.field == "target"
    assert len(rules.book(session).rules) == 2


def test_the_guides_say_which_days_and_alarms(session: Session) -> None:
    old, new = rules.book(session).rules
    assert (old.notice_days, old.result_days) == (None, None)  # not known of the guide of 2018
    assert (new.notice_days, new.result_days) == (1, 2)
    for card in (old, new):
        assert (card.unexcused_notice, card.unexcused_alarm, card.excused_running, card.months_below) == (2, 3, 3, 2)
        assert (card.thematic_per_quarter, card.large_from) == (1, None)


@pytest.mark.parametrize(
    ("members", "is_combined", "least"), [(29, False, 90), (30, False, 120), (29, True, 120), (300, True, 120)]
)
def test_a_large_cell_meets_longer_where_the_card_says_so(
    session: Session, members: int, is_combined: bool, least: int
) -> None:
    rules.save(session, DAY, {**VALUES, "large_from": 30, "minutes_large": 120})
    book = rules.book(session)
    assert book.on(DAY).least_minutes(members, is_combined=is_combined) == least
    assert book.on(date(2026, 6, 30)).least_minutes(300, is_combined=False) == 90


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"due_day": 0}, "due_day"),
        ({"good_from": 60}, "good_from"),
        ({"unexcused_notice": 4}, "unexcused_alarm"),
        ({"minutes_regular": 601}, "minutes_regular"),
    ],
)
def test_figures_that_cannot_be_are_told_at_their_field(session: Session, changed: dict[str, int], field: str) -> None:
    with pytest.raises(KnownError) as refused:
        rules.save(session, DAY, {**VALUES, **changed})  # type: ignore[typeddict-item]
    assert refused.value.field == field
    assert len(rules.book(session).rules) == 2
