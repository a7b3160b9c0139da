from datetime import time

import pytest

from models.errors import KnownError
from models.times import parse_time, show_time


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("19:30", time(19, 30)),
        ("19h30", time(19, 30)),
        ("7h", time(7)),
        ("7", time(7)),
        ("1930", time(19, 30)),
        ("19.05", time(19, 5)),
        (" 8 : 15 ", time(8, 15)),
        ("", None),
    ],
)
def test_times_are_read_as_offices_write_them(typed, read):
    assert parse_time(typed) == read


@pytest.mark.parametrize("typed", ["25:00", "19:75", "tối", "19:3:0", "123456"])
def test_what_is_no_time_is_refused_with_the_repair(typed):
    with pytest.raises(KnownError, match="19:30"):
        parse_time(typed)


def test_a_shown_time_reads_back():
    assert all(parse_time(show_time(time(h, m))) == time(h, m) for h in range(24) for m in range(60))
    assert show_time(None) == ""
