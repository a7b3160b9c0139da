"""Lists put together over what is odd: rates with decimals, names as groups, admissions that only a card tells of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models import event_lists, listing, members, renaming, stays
from models.bodies import Body
from models.database import Database
from models.dates import PartialDate, Period
from models.decisions import Decision
from models.errors import KnownError
from models.listing.building import build
from models.listing.filters import keeping
from models.listing.kinds import Facts, Rate
from models.listing.view import Filter, GroupBy, Op, View, from_json, start, to_json
from models.listing.wording import conditions, in_words
from models.members import MemberValues
from models.tables import EventKind
from tests.exports import commune as small
from tests.models import builders

TODAY = small.TODAY
YEAR = Period.year(2026)


@pytest.mark.parametrize(("part", "typed"), [(123, "98,4"), (121, "96,8"), (119, "95,2"), (116, "92,8")])
@pytest.mark.parametrize("op", [Op.FROM, Op.TO])
def test_a_rate_that_is_just_what_was_typed_is_within_either_bound(db: Database, part: int, typed: str, op: Op) -> None:
    view = View("Họp", "meetings", ("cell",), (Filter("attendance", op, (typed,)),))
    with db.read() as session:
        keeps, _doubts = keeping(view, Facts(session, YEAR, TODAY), lambda _key: [Rate(part, 125)])
    assert keeps(0)


def test_a_number_with_decimals_is_found_by_them(db: Database) -> None:
    view = View("Họp", "meetings", ("cell",), (Filter("score", Op.IS, ("92,7",)),))
    with db.read() as session:
        keeps, _doubts = keeping(view, Facts(session, YEAR, TODAY), lambda _key: [92.7, 92.75, None])
    assert [*map(keeps, range(3))] == [True, False, False]


def test_a_blank_among_the_words_of_a_filter_lets_nobody_in(db: Database) -> None:
    with db.write("Mẫu") as session:
        small.fill(session)
        filters = (Filter("full_name", Op.HAS, ("Lò Văn", " ")), Filter("age", Op.FROM, ("", "40")))
        table = build(session, View("Tên", "members", ("full_name",), filters), None, TODAY)
    assert [line.values for line in table.rows] == [("Lò Văn Ánh",)]


def test_groups_of_names_stand_in_the_order_of_names(db: Database) -> None:
    with db.write("Mẫu") as session:
        small.fill(session)
        by_name = View("Tên", "members", ("full_name",), groups=(GroupBy("full_name"),))
        plain = View("Tên", "members", ("full_name",))
        grouped, listed = (build(session, view, None, TODAY).rows for view in (by_name, plain))
    assert [line.values for line in grouped] == [line.values for line in listed]


def test_half_a_letter_in_a_file_is_refused() -> None:
    view = View("Tên", "members", ("full_name",), (Filter("full_name", Op.HAS, ("a\ud800",)),))
    with pytest.raises(KnownError, match="đã bị sửa hoặc hỏng"):
        from_json(to_json(view))


@pytest.fixture
def admitted(db: Database) -> Database:
    """Write three people of whose admission only the card tells, one of whom moved to another cell since."""
    with db.write("Mẫu") as session:
        first, second = (builders.cell(session, name) for name in ("Chi bộ bản Co Mận", "Chi bộ bản Nà Sáy"))
        for name, day in (("Lò Văn Ín", date(2026, 3, 3)), ("Cà Thị Dọn", date(2026, 2, 2))):
            said = MemberValues(name, born_on=PartialDate(1999, 1, 1), admitted_on=PartialDate.of(day))
            key = members.add(session, said, first, on=TODAY, since=day)
        stays.change(session, key, on=date(2026, 6, 1), cell_id=second)
    return db


def test_movements_have_those_admitted_by_their_cards_whatever_else_happened(admitted: Database) -> None:
    view = View("Biến động", "events", ("on", "full_name", "kind", "is_by_card"))
    with admitted.read() as session:
        table = build(session, view, YEAR, TODAY)
    march, february = PartialDate(2026, 3, 3), PartialDate(2026, 2, 2)
    assert [line.values for line in table.rows] == [
        (february, "Cà Thị Dọn", "Ghi sổ", False),
        (february, "Cà Thị Dọn", "Kết nạp", True),
        (march, "Lò Văn Ín", "Ghi sổ", False),
        (march, "Lò Văn Ín", "Kết nạp", True),
        (PartialDate(2026, 6, 1), "Cà Thị Dọn", "Chuyển sinh hoạt nội bộ", False),
    ]


@pytest.mark.parametrize("kinds", [(EventKind.ADMISSION, EventKind.READMISSION), (EventKind.RECOGNITION,)])
def test_movements_agree_with_the_list_of_one_kind(commune: Database, kinds: tuple[EventKind, ...]) -> None:
    view = View("Biến động", "events", ("full_name", "kind"))
    labels = {kind.label for kind in kinds}
    with commune.read() as session:
        told = sorted(line.values for line in build(session, view, YEAR, TODAY).rows if line.values[1] in labels)
        alone = event_lists.rows(session, YEAR, kinds)
    assert told == sorted((line.full_name, line.kind.label) for line in alone)
    assert len(alone) == len({line.member_id for line in alone})


def test_the_meetings_of_a_cell_renamed_in_the_period_stay_together(db: Database) -> None:
    decision = Decision(date(2026, 10, 1), "12-QĐ/ĐU")
    with db.write("Mẫu") as session:
        ids = small.fill(session)
        cell_id = next(row.cell_id for row in members.search(session, on=TODAY) if row.id == ids["Lò Văn Ánh"])
        renaming.rename(session, Body(cell_id=cell_id), "Chi bộ Tổ 1", decision, today=TODAY)
    view = View("Họp", "meetings", ("cell", "held_on"), (Filter("cell", Op.IS, ("Tổ 1",)),), groups=(GroupBy("cell"),))
    with db.read() as session:
        table = build(session, view, YEAR, TODAY)
    assert [line.text or line.values[0] for line in table.lines] == ["Chi bộ: Tổ 1 (2)", "Tổ 1", "Tổ 1"]
    assert table.doubts == ()


def test_what_a_list_leaves_out_stays_out_where_one_condition_is_enough(db: Database) -> None:
    either = (Filter("standing", Op.IS, ("Dự bị",)), Filter("duty", Op.IS, ("Miễn sinh hoạt",)))
    plain = start(listing.subject("members"), "Tên")  # without guests
    view = replace(plain, columns=("full_name",), filters=(*plain.filters, *either), is_any=True)
    with db.write("Mẫu") as session:
        small.fill(session)
        table = build(session, view, None, TODAY)
    assert {line.values for line in table.rows} == {("Cà Văn Ấm",), ("Tòng Văn Cú",)}
    said = "Tình trạng là Dự bị; hoặc Sinh hoạt là Miễn sinh hoạt"
    assert conditions(view) == [said, "Sinh hoạt: trừ Sinh hoạt tạm thời tại đây"]
    assert said in in_words(view)
    assert said not in in_words(replace(view, is_any=False))
