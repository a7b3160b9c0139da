"""Members: finding, ordering, adding and correcting, and every sentence about a bad entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models import cells, codes, members
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.members import MemberFilter, MemberValues
from models.tables import Duty, Ending, Gender, Member, Position, Post, Standing
from tests.leaving import leave
from tests.models import builders as make
from tests.models.builders import TODAY

GOOD = MemberValues(
    "Lò Văn Ánh",
    born_on=PartialDate(1965, 5, 12),
    admitted_on=PartialDate(1990, 5, 1),
    official_on=PartialDate(1991, 5, 1),
    citizen_id="011065900001",
    card_number="011065900001",
)


def _add(session: Session, name: str, **fields: object) -> int:
    cell_id = next(iter(_cells(session)), None) or make.cell(session)
    values = MemberValues(name, **fields)  # type: ignore[arg-type]
    return members.add(session, values, cell_id, on=TODAY, since=make.LONG_AGO)


def _cells(session: Session) -> list[int]:
    return list(cells.names(session))


def _found(session: Session, text: str, **how: object) -> list[str]:
    return [row.full_name for row in members.search(session, text, on=TODAY, **how)]  # type: ignore[arg-type]


# Finding


@pytest.mark.parametrize(
    "text",
    [
        *("lo van anh", "Lò Văn Ánh", "LÒ VĂN ÁNH", "anh", "van anh", "an lo v", "lò văn", "va"),
        *("lva", "lv", "  lva  ", "lva 1965", "anh 1965", "1965 lva", "011065900001", "900001", "0001"),
    ],
)
def test_a_member_is_found(session: Session, text: str) -> None:
    _add(session, GOOD.full_name, born_on=GOOD.born_on, citizen_id=GOOD.citizen_id)
    _add(session, "Sùng Thị Mai", born_on=PartialDate(1988), citizen_id="011188900002")
    assert _found(session, text) == ["Lò Văn Ánh"]


@pytest.mark.parametrize("text", ["vanh", "nh", "lv anh", "vn", "lva 1966", "0110659", "x"])
def test_a_member_is_not_found(session: Session, text: str) -> None:
    """Words are matched from their start, initials from the first, numbers from their end."""
    _add(session, GOOD.full_name, born_on=GOOD.born_on, citizen_id=GOOD.citizen_id)
    assert _found(session, text) == []


def test_the_letter_d_and_both_ways_of_placing_a_tone_are_found(session: Session) -> None:
    _add(session, "Đinh Thị Thuỷ")
    _add(session, "Đỗ Thị Thủy")
    assert sorted(_found(session, "thuy")) == sorted(_found(session, "thuỷ")) == ["Đinh Thị Thuỷ", "Đỗ Thị Thủy"]
    assert _found(session, "dtt") == _found(session, "đtt") != []
    assert _found(session, "dinh") == ["Đinh Thị Thuỷ"]


def test_the_year_of_birth_is_found_however_much_of_it_is_known(session: Session) -> None:
    for number, born in enumerate((PartialDate(1965), PartialDate(1965, 5), PartialDate(1965, 5, 12))):
        _add(session, make.name(number), born_on=born)
    _add(session, make.name(9), born_on=PartialDate(1956))
    assert len(_found(session, "lv 1965")) == 3


def test_a_year_is_also_the_tail_of_a_number(session: Session) -> None:
    _add(session, "Lò Văn Ánh", citizen_id="011065901965")
    assert _found(session, "1965") == ["Lò Văn Ánh"]


@pytest.mark.parametrize("sign", ["%", "_", "\\", "%%", "lò%", "l_", "\\%"])
def test_signs_of_sqlite_are_only_signs(session: Session, sign: str) -> None:
    _add(session, "Lò Văn Ánh", citizen_id="011065900001")
    assert _found(session, sign) == []


def test_a_name_with_such_a_sign_in_it_is_found_by_it(session: Session) -> None:
    """A name of a foreign guest or of an import: the search takes the sign as it is."""
    key = _add(session, "Lò Văn Ánh")
    member = session.get_one(Member, key)
    member.name_fold, member.initials = "lo_van 100%", "l1"
    session.flush()
    assert _found(session, "lo_") == ["Lò Văn Ánh"]
    assert _found(session, "lo_v lo") == ["Lò Văn Ánh"]
    assert _found(session, "lo%") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=12))
def test_no_text_breaks_the_search(db: Database, text: str) -> None:
    """Whatever is typed makes a query that SQLite can read."""
    with db.read() as session:
        assert members.search(session, text, on=TODAY) == []


# Narrowing and ordering


def test_people_are_in_vietnamese_order(session: Session) -> None:
    """By tên, then họ, then đệm; a ă â, d before đ, o ô ơ, u ư; tones ngang huyền hỏi ngã sắc nặng."""
    order = ["Lò Văn An", "Vì Văn An", "Lò Văn Ân", "Lò Văn Dũng", "Lò Văn Đức", "Lò Văn Ma", "Lò Văn Mà", "Lò Văn Mả"]
    order += [
        "Lò Văn Mã",
        "Lò Văn Má",
        "Lò Văn Mạ",
        "Cà Thị Oanh",
        "Lò Thị Ông",
        "Cà Thị Ơn",
        "Cà Văn Út",
        "Cà Văn Ước",
    ]
    for name in reversed(order):
        _add(session, name)
    assert _found(session, "") == order
    assert _found(session, "", is_descending=True) == order[::-1]
    assert _found(session, "", limit=3) == order[:3]


def test_every_column_can_be_sorted_both_ways(session: Session) -> None:
    _add(session, "Lò Văn Bay", gender=Gender.MALE, born_on=PartialDate(1965), citizen_id="011065900001")
    _add(session, "Lò Thị Ánh", gender=Gender.FEMALE, born_on=PartialDate(1964, 12), citizen_id="011164900002")
    for order in members.ORDERS:
        assert len(_found(session, "", order=order)) == len(_found(session, "", order=order, is_descending=True)) == 2
    assert _found(session, "", order="born_on") == ["Lò Thị Ánh", "Lò Văn Bay"]
    assert _found(session, "", order="citizen_id") == ["Lò Văn Bay", "Lò Thị Ánh"]


def test_the_list_is_that_of_a_day(session: Session) -> None:
    key = make.cell(session)
    (left,) = make.people(session, key, 1)
    make.people(session, key, 1, since=date(2026, 6, 1), start=1)
    leave(session, left, on=date(2026, 4, 1), ending=Ending.TRANSFERRED_OUT)
    session.flush()
    days = (date(2026, 3, 31), date(2026, 4, 1), date(2026, 6, 1))
    assert [[row.full_name for row in members.search(session, on=day)] for day in days] == [
        [make.name(0)],
        [],
        [make.name(1)],
    ]


def test_filters_narrow_together(session: Session) -> None:
    ethnic = {row.label: row.id for row in codes.items(session, codes.ETHNIC)}
    one, two = make.cell(session), make.cell(session, "Chi bộ bản Co Mặn")
    for place, (cell_id, people, gender) in enumerate(
        [(one, "Thái", Gender.MALE), (one, "Kinh", Gender.FEMALE), (two, "Mông", Gender.FEMALE), (two, None, None)]
    ):
        values = MemberValues(make.name(place), gender=gender, ethnic_id=ethnic[people] if people else None)
        duty = Duty.EXEMPT if place == 2 else Duty.ACTIVE
        members.add(session, values, cell_id, on=TODAY, since=make.LONG_AGO, duty=duty)

    def count(**narrow: object) -> int:
        return len(members.search(session, on=TODAY, narrow=MemberFilter(**narrow)))  # type: ignore[arg-type]

    assert count(cell_id=one) == 2
    assert count(gender=Gender.FEMALE) == 2
    assert count(gender=Gender.FEMALE, cell_id=one) == 1
    assert count(ethnic_id=ethnic["Thái"]) == 1
    assert count(is_minority=True) == 2
    assert count(duty=Duty.EXEMPT) == 1
    assert count(standing=Standing.UNKNOWN) == 4
    assert count(standing=Standing.OFFICIAL) == 0
    assert count(lacking="gender") == 1
    assert count(lacking="ethnic_id", cell_id=one) == 0


def test_a_row_gives_its_values_decoded(session: Session) -> None:
    _add(session, "Sùng Thị Mai", gender=Gender.FEMALE, born_on=PartialDate(1988), admitted_on=PartialDate(2010, 3))
    (row,) = members.search(session, on=TODAY)
    assert (row.gender, row.born_on, row.admitted_on) == (Gender.FEMALE, PartialDate(1988), PartialDate(2010, 3))
    assert (row.official_on, row.standing, row.duty) == (None, Standing.UNKNOWN, Duty.ACTIVE)
    assert row.citizen_id is None


# Adding and correcting


def test_what_is_written_is_read_back(session: Session) -> None:
    key = make.cell(session)
    ids = {name: codes.items(session, name)[0].id for name in (codes.ETHNIC, codes.RELIGION, codes.EDUCATION)}
    values = replace(
        GOOD,
        other_name="Lò Văn Ín",
        gender=Gender.MALE,
        ethnic_id=ids[codes.ETHNIC],
        religion_id=ids[codes.RELIGION],
        education_id=ids[codes.EDUCATION],
        old_card_number="38.123456",
        home_town="Xã Mường Mẫu, tỉnh Điện Biên",
        address="Bản Nà Sáy",
        phone="0412345678",
        note="Ghi chú",
    )
    assert members.read(session, members.add(session, values, key, on=TODAY)) == values


def test_text_is_stored_clean_and_numbers_without_their_blanks(session: Session) -> None:
    key = make.cell(session)
    typed = replace(
        GOOD, full_name="  Lo\u0300  Va\u0306n\u200b A\u0301nh ", citizen_id="011 065 900 001", card_number=""
    )
    assert members.read(session, members.add(session, typed, key, on=TODAY)) == replace(GOOD, card_number="")


@pytest.mark.parametrize(
    "name", ["Lò Văn Ánh", "Y Brơ̆ Niê", "K'Brăh", "H’Hen Niê", "Nguyễn Thị Thu-Hà", "Ly A Sì", "Tôn Nữ Thị Ninh"]
)
def test_names_of_all_peoples_are_taken(session: Session, name: str) -> None:
    assert _add(session, name)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"full_name": ""}, "full_name", "Hãy nhập họ và tên."),
        ({"full_name": " \u200b\u202e "}, "full_name", "Hãy nhập họ và tên."),
        ({"full_name": "😀"}, "full_name", "Hãy nhập họ và tên."),
        ({"full_name": "- . '"}, "full_name", "chỉ gồm chữ"),
        ({"full_name": "Lò Văn " + "Á" * 300}, "full_name", "dài quá 100 chữ"),
        ({"full_name": "Lò Văn Ánh 2"}, "full_name", "bỏ số và ký hiệu"),
        ({"full_name": "Lò_Văn_Ánh"}, "full_name", "bỏ số và ký hiệu"),
        ({"full_name": "=Lò Văn Ánh"}, "full_name", "bỏ số và ký hiệu"),
        ({"full_name": "Lò Văn ☺"}, "full_name", "bỏ số và ký hiệu"),
        ({"citizen_id": "01106590001"}, "citizen_id", "Số định danh phải đủ 12 chữ số (đang có 11)."),
        ({"citizen_id": "0110659000011"}, "citizen_id", "đang có 13"),
        ({"citizen_id": "chưa có"}, "citizen_id", "đang có 0"),
        ({"citizen_id": "01106590O0011"}, "citizen_id", "chỉ gồm chữ số; hãy bỏ chữ"),
        ({"card_number": "thẻ 011 065 900 011"}, "card_number", "Số thẻ đảng viên chỉ gồm chữ số"),
        ({"card_number": "38.123456"}, "card_number", "Số thẻ đảng viên phải đủ 12 chữ số (đang có 8)."),
        ({"born_on": PartialDate(2026, 11, 23)}, "born_on", "Ngày sinh 23/11/2026 ở sau hôm nay"),
        ({"admitted_on": PartialDate(2027), "official_on": None}, "admitted_on", "Ngày vào Đảng 2027 ở sau hôm nay"),
        ({"official_on": PartialDate(2026, 12)}, "official_on", "Ngày chính thức 12/2026 ở sau hôm nay"),
        ({"born_on": PartialDate(1865)}, "born_on", "Vào Đảng 01/05/1990 khi đã 125 tuổi (sinh 1865)"),
        ({"born_on": PartialDate(1995)}, "admitted_on", "chưa đủ 18 tuổi (sinh 1995)"),
        ({"born_on": PartialDate(1975, 1, 1)}, "admitted_on", "chưa đủ 18 tuổi"),
        ({"official_on": PartialDate(1989)}, "official_on", "Ngày chính thức 1989 trước ngày vào Đảng 01/05/1990."),
    ],
)
def test_a_bad_entry_is_refused_beside_its_field(
    db: Database, changes: dict[str, object], field: str, words: str
) -> None:
    with db.write("Lập chi bộ") as session:
        key = make.cell(session)
    with pytest.raises(KnownError) as refused, db.write("Thêm đảng viên") as session:
        members.add(session, replace(GOOD, **changes), key, on=TODAY)  # type: ignore[arg-type]
    assert words in refused.value.message
    assert refused.value.field == field
    with db.read() as session:
        assert members.search(session, on=TODAY) == []


def test_the_same_bad_entry_is_refused_on_the_card_of_a_member(session: Session) -> None:
    key = members.add(session, GOOD, make.cell(session), on=TODAY)
    with pytest.raises(KnownError, match="12 chữ số"):
        members.edit(session, key, replace(GOOD, citizen_id="1"), on=TODAY)
    session.flush()
    assert members.read(session, key) == GOOD


@pytest.mark.parametrize("day", [PartialDate(2026, 11, 22), PartialDate(2026, 11), PartialDate(2026)])
def test_a_date_that_may_lie_before_today_is_taken(session: Session, day: PartialDate) -> None:
    assert members.add(session, replace(GOOD, official_on=day), make.cell(session), on=TODAY)


def test_an_identity_number_of_somebody_else_is_refused_with_their_name(session: Session) -> None:
    key = make.cell(session)
    one = members.add(session, GOOD, key, on=TODAY)
    with pytest.raises(KnownError, match="đã ghi cho đồng chí Lò Văn Ánh") as refused:
        members.add(session, replace(GOOD, full_name="Sùng Thị Mai"), key, on=TODAY)
    assert refused.value.field == "citizen_id"
    members.edit(session, one, replace(GOOD, phone="0412345678"), on=TODAY)  # her own number is no double
    two = members.add(session, replace(GOOD, full_name="Sùng Thị Mai", citizen_id=""), key, on=TODAY)
    with pytest.raises(KnownError, match="Lò Văn Ánh"):
        members.edit(session, two, replace(GOOD, full_name="Sùng Thị Mai"), on=TODAY)


def test_two_without_an_identity_number_are_no_doubles(session: Session) -> None:
    key = make.cell(session)
    for _time in range(2):
        members.add(session, replace(GOOD, citizen_id=""), key, on=TODAY)
    assert len(members.search(session, on=TODAY)) == 2


def test_correcting_the_name_moves_the_member_in_search_and_order(session: Session) -> None:
    key = _add(session, "Lò Văn Ánh")
    _add(session, "Lò Văn Bay")
    members.edit(session, key, MemberValues("Cà Thị Yên"), on=TODAY)
    session.flush()
    assert _found(session, "") == ["Lò Văn Bay", "Cà Thị Yên"]
    assert _found(session, "cty") == _found(session, "yen") == ["Cà Thị Yên"]
    assert _found(session, "anh") == []


def test_a_new_official_date_sets_the_standing_right(session: Session) -> None:
    values = replace(GOOD, admitted_on=PartialDate(2025, 3, 1), official_on=None)
    key = members.add(session, values, make.cell(session), on=TODAY)
    assert members.search(session, on=TODAY)[0].standing is Standing.UNKNOWN  # 12 months are over, no paper says more
    members.edit(session, key, replace(values, official_on=PartialDate(2026, 3, 1)), on=TODAY)
    session.flush()
    days = (date(2025, 3, 1), date(2026, 2, 28), date(2026, 3, 1), TODAY)
    assert [members.search(session, on=day)[0].standing for day in days] == [
        Standing.PROBATIONARY,
        Standing.PROBATIONARY,
        Standing.OFFICIAL,
        Standing.OFFICIAL,
    ]


# Positions


def test_a_position_holds_from_its_day_until_the_next(session: Session) -> None:
    key = make.cell(session)
    (who,) = make.people(session, key, 1)
    members.set_position(session, who, Position.COMMITTEE_MEMBER, on=date(2025, 1, 1))
    session.flush()
    members.set_position(session, who, Position.SECRETARY, on=date(2026, 1, 1))
    session.flush()
    members.set_position(session, who, None, on=date(2026, 6, 1))
    session.flush()
    days = (date(2024, 12, 31), date(2025, 12, 31), date(2026, 1, 1), date(2026, 5, 31), date(2026, 6, 1))
    assert [members.positions(session, day).get(who) for day in days] == [
        None,
        Position.COMMITTEE_MEMBER,
        Position.SECRETARY,
        Position.SECRETARY,
        None,
    ]
    assert members.positions(session, date(2026, 2, 1), cell_id=key + 1) == {}


def test_the_highest_of_several_positions_is_shown(session: Session) -> None:
    key = make.cell(session)
    (who,) = make.people(session, key, 1)
    for position in (Position.COMMITTEE_MEMBER, Position.SECRETARY, Position.DEPUTY_SECRETARY):
        session.add(Post(member_id=who, cell_id=key, position=position))
    session.flush()
    assert members.positions(session, TODAY) == {who: Position.SECRETARY}


def test_who_has_left_can_hold_no_position(session: Session) -> None:
    (who,) = make.people(session, make.cell(session), 1)
    leave(session, who, on=date(2026, 10, 1), ending=Ending.DIED)
    session.flush()
    with pytest.raises(KnownError, match="ra khỏi danh sách"):
        members.set_position(session, who, Position.SECRETARY, on=TODAY)


def test_members_are_counted_by_standing_and_duty(session: Session) -> None:
    key = make.cell(session)
    make.people(session, key, 3)
    make.people(session, key, 2, standing=Standing.PROBATIONARY, start=5)
    make.people(session, key, 1, duty=Duty.EXEMPT, start=8)
    assert members.count(session, TODAY) == {
        (Standing.OFFICIAL, Duty.ACTIVE): 3,
        (Standing.PROBATIONARY, Duty.ACTIVE): 2,
        (Standing.OFFICIAL, Duty.EXEMPT): 1,
    }
