"""The number on a roll sheet: any slip of the finger is noticed, and it opens its own meeting only."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models import meeting_codes, meetings
from models.database import Database
from tests.models.builders import cell, meeting

KEYS = st.tuples(st.integers(1, 99_999), st.integers(1, 200), st.integers(1, 12))


def _is_whole(digits: str) -> bool:
    """Say whether the digits with their check digit hold together; the data file is not asked."""
    return meeting_codes._check(digits) == "0"  # pyright: ignore[reportPrivateUsage]


@given(KEYS, st.data())
def test_one_wrong_digit_is_always_noticed(key: tuple[int, int, int], data: st.DataObject) -> None:
    digits = meeting_codes.code(*key).replace(".", "")
    place = data.draw(st.integers(0, len(digits) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != digits[place]]))
    assert _is_whole(digits)
    assert not _is_whole(digits[:place] + other + digits[place + 1 :])


@given(KEYS, st.data())
def test_two_swapped_neighbours_are_always_noticed(key: tuple[int, int, int], data: st.DataObject) -> None:
    digits = meeting_codes.code(*key).replace(".", "")
    place = data.draw(st.integers(0, len(digits) - 2))
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    assert swapped == digits or not _is_whole(swapped)


def test_a_number_opens_its_meeting_however_it_is_typed(db: Database) -> None:
    with db.write("Dựng") as session:
        keys = [meeting(session, cell(session, f"Chi bộ {number}"), date(2026, 10, 5)) for number in range(1, 4)]
        rows = [meetings.read(session, key) for key in keys]
        for row in rows:
            shown = meeting_codes.code(row.id, row.cell_id, row.month)
            assert len(shown) == 7
            for typed in (shown, shown.replace(".", ""), shown.replace(".", " "), f" {shown} "):
                assert meeting_codes.find(session, typed) == row.id


def test_what_is_no_number_of_ours_finds_nothing(db: Database) -> None:
    with db.write("Dựng") as session:
        key = meeting(session, cell(session), date(2026, 10, 5))
        row = meetings.read(session, key)
        digits = meeting_codes.code(row.id, row.cell_id, row.month).replace(".", "")
        wrong = digits[:-1] + str((int(digits[-1]) + 1) % 10)
        for typed in ("", "va", "1965", wrong, f"1{digits}", f"{digits} va", meeting_codes.code(77, 1, 10)):
            assert meeting_codes.find(session, typed) is None


def test_the_number_of_a_deleted_meeting_does_not_open_the_next_one(db: Database) -> None:
    with db.write("Dựng") as session:
        cell_id = cell(session)
        key = meeting(session, cell_id, date(2026, 10, 5))
        old = meeting_codes.code(key, cell_id, 10)
        meetings.delete(session, key)
        session.flush()
        assert meeting(session, cell_id, date(2026, 11, 5)) == key  # the data file gives the number again
        assert meeting_codes.find(session, old) is None
