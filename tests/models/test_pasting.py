"""Blocks pasted into the member table, planned against what is in view."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from exports.readers import clip
from models import cells, imports, members, stays
from models.cells import CellValues
from models.database import Database
from models.dates import PartialDate
from models.imports import NEW, ImportPlan, Verdict
from models.members import MemberValues
from models.tables import Ending, Member
from tests.leaving import leave

TODAY = date(2026, 11, 22)


@pytest.fixture
def ids(db: Database) -> dict[str, int]:
    with db.write("Dựng sổ") as session:
        first, second = (cells.add(session, CellValues(f"Chi bộ bản {name}")) for name in ("Nà Sáy", "Co Mận"))
        return {
            "first": first,
            "here": members.add(session, MemberValues("Lò Văn Ánh"), first, on=TODAY),
            "there": members.add(session, MemberValues("Lò Văn Ánh", citizen_id="011065006789"), second, on=TODAY),
            "other": members.add(
                session, MemberValues("Mùa A Chư", born_on=PartialDate(1970)), first, on=TODAY, since=date(2020, 1, 1)
            ),
        }


def people(db: Database, text: str, shown: set[int], cell: str | None = None) -> ImportPlan:
    found = clip.block(text)
    assert found is not None
    with db.read() as session:
        return imports.plan_people(session, clip.by_name(found, TODAY), TODAY, shown=shown, cell_name=cell)


def rows(db: Database, text: str, fields: list[str], who: list[int]) -> ImportPlan:
    found = clip.block(text)
    assert found is not None
    with db.read() as session:
        names = [session.get_one(Member, key).full_name for key in who]
        return imports.plan_rows(session, clip.by_place(found, fields, names, TODAY), TODAY, who)


def test_the_one_in_view_is_meant(db: Database, ids: dict[str, int]) -> None:
    text = "Họ và tên\tĐiện thoại\nLò Văn Ánh\t0912"
    (action,) = people(db, text, {ids["here"], ids["other"]}).actions
    assert (action.verdict, action.write and getattr(action.write, "member_id", None)) == (
        Verdict.CHANGE,
        ids["here"],
    )
    (action,) = people(db, text, {ids["here"], ids["there"]}).actions
    assert action.verdict is Verdict.ASK  # both in view: nobody guesses


def test_a_number_that_says_otherwise_is_no_silent_match(db: Database, ids: dict[str, int]) -> None:
    text = "Họ và tên\tSố CCCD\nLò Văn Ánh\t{number}"
    shown = {ids["there"]}
    (action,) = people(db, text.format(number="011065006789"), shown, "Chi bộ bản Nà Sáy").actions
    assert (action.verdict, action.differences) == (Verdict.SKIP, ())  # the number there is: nobody is asked
    plan = people(db, text.format(number="011077000001"), shown, "Chi bộ bản Nà Sáy")
    (action,) = plan.actions
    assert (action.verdict, action.write) == (Verdict.ASK, None)
    assert not plan.changes_something
    assert {one.id for one in action.candidates} == {NEW, ids["here"], ids["there"]}


def test_somebody_new_comes_into_the_cell_in_view(db: Database, ids: dict[str, int]) -> None:
    text = "Họ và tên\tNgày sinh\nVàng A Dế\t1990"
    plan = people(db, text, set(), "Chi bộ bản Nà Sáy")
    with db.write("Dán") as session:
        imports.apply(session, plan)
        made = session.scalars(select(Member).where(Member.full_name == "Vàng A Dế")).one()
        stay = stays.current(session, made.id)
        assert stay is not None
        assert stay.cell_id == ids["first"]
    (action,) = people(db, "Họ và tên\tNgày sinh\nVàng A Pó\t1990", set()).actions
    assert action.verdict is Verdict.ERROR  # no cell in view: the line must name one


def test_a_row_says_exactly_what_holds(db: Database, ids: dict[str, int]) -> None:
    (action,) = rows(db, "1971", ["born"], [ids["other"]]).actions
    assert action.differences[0].after == "1971"
    (action,) = rows(db, "0011065006789", ["citizen"], [ids["other"]]).actions
    assert action.verdict is Verdict.ERROR
    (action,) = rows(db, "chưa có", ["citizen"], [ids["other"]]).actions
    assert action.verdict is Verdict.SKIP
    (action,) = rows(db, "011065006789", ["citizen"], [ids["other"]]).actions
    assert any("Lò Văn Ánh" in problem.reason for problem in action.problems)  # somebody else's


@pytest.mark.parametrize(
    ("field", "text"),
    [("citizen", "12345"), ("old_citizen", "12345"), ("education", "xyz"), ("professional", "xyz"), ("theory", "xyz")],
)
def test_a_value_that_cannot_be_taken_is_refused_where_it_stands(
    db: Database, ids: dict[str, int], field: str, text: str
) -> None:
    """A file comes in without it, but here it is all there is: it must not be lost without a word."""
    plan = rows(db, text, [field], [ids["other"]])
    assert [action.verdict for action in plan.actions] == [Verdict.ERROR]
    (problem,) = plan.errors
    assert "vẫn nhập" not in problem.repair


def test_two_who_have_each_others_number_get_their_own_in_one_paste(db: Database, ids: dict[str, int]) -> None:
    numbers = {ids["here"]: "011077000001", ids["there"]: "011065006789", ids["other"]: "011070000002"}
    plan = rows(db, "\n".join(numbers.values()), ["citizen"], list(numbers))
    with db.write("Dán") as session:
        imports.apply(session, plan)
    turned = dict(zip(numbers, [numbers[ids["there"]], numbers[ids["other"]], numbers[ids["here"]]], strict=True))
    plan = rows(db, "\n".join(turned.values()), ["citizen"], list(turned))
    assert not plan.errors
    with db.write("Dán lại") as session:
        imports.apply(session, plan)

    def held() -> dict[int, str]:
        with db.read() as session:
            return {key: members.read(session, key).citizen_id for key in numbers}

    assert held() == turned
    db.undo()
    assert held() == numbers
    db.redo()
    assert held() == turned


def test_a_number_is_given_once(db: Database, ids: dict[str, int]) -> None:
    three = [ids["here"], ids["there"], ids["other"]]
    actions = rows(db, "011077000001", ["citizen"], three).actions  # one row stands for all
    assert [action.verdict for action in actions] == [Verdict.CHANGE, Verdict.ERROR, Verdict.ERROR]
    assert any("Lò Văn Ánh" in problem.reason for problem in actions[1].problems)


def test_an_exchange_of_which_one_line_is_refused_refuses_the_other_and_no_more(db: Database, ids: dict[str, int]):
    """Who would get the number of somebody whose own line cannot be written waits; the lines of others are written."""
    with db.write("Số") as session:
        cell = ids["first"]
        fourth = members.add(session, MemberValues("Cà Thị Xôm", citizen_id="011180000004"), cell, on=TODAY)
        fifth = members.add(session, MemberValues("Vừ A Ín"), cell, on=TODAY)
    lines = {
        ids["other"]: "011065006789\t",  # the number of `there`
        fourth: "011077000009\t",
        ids["there"]: "011180000004\t1/1/2030",  # refused for its date, so the number stays taken
        ids["here"]: "011077000011\t",
        fifth: "\t3/2/2020",
    }
    plan = rows(db, "\n".join(lines.values()), ["citizen", "admitted"], list(lines))
    verdicts = dict(zip(lines, (action.verdict for action in plan.actions), strict=True))
    refused = {ids["other"], ids["there"]}
    assert {key for key, verdict in verdicts.items() if verdict is Verdict.ERROR} == refused
    [waits] = [action for action in plan.actions if action.name == "Mùa A Chư"]
    assert [one.reason for one in waits.problems if one.is_error] == [
        "Số này đang ghi cho đồng chí Lò Văn Ánh, Chi bộ bản Co Mận, CCCD …6789, "
        "mà dòng đổi số của đồng chí ấy không ghi được."
    ]
    with db.write("Dán") as session:
        imports.apply(session, plan, skip=True)
    with db.read() as session:
        assert not members.read(session, ids["other"]).citizen_id
        assert members.read(session, fourth).citizen_id == "011077000009"
        assert members.read(session, ids["here"]).citizen_id == "011077000011"
        assert str(members.read(session, fifth).admitted_on) == "03/02/2020"


def test_a_life_stays_in_order_with_what_is_known(db: Database, ids: dict[str, int]) -> None:
    (action,) = rows(db, "1/1/1980", ["admitted"], [ids["other"]]).actions
    assert "chưa đủ 18 tuổi" in action.problems[-1].reason


def test_who_has_left_can_still_be_corrected(db: Database, ids: dict[str, int]) -> None:
    with db.write("Chuyển đi") as session:
        leave(session, ids["other"], on=date(2026, 11, 20), ending=Ending.TRANSFERRED_OUT)
    plan = rows(db, "0912", ["phone"], [ids["other"]])
    with db.write("Dán") as session:
        imports.apply(session, plan)
    with db.read() as session:
        assert members.read(session, ids["other"]).phone == "0912"


def test_cells_of_a_page_are_read_too() -> None:
    page = (
        "<html><p>Danh sách</p><table><tr><th>Họ và tên</th><th colspan=2>Ngày sinh</th></tr>"
        "<tr><td>Lò Văn<br>Ánh</td><td>1965</td><td>x</td></tr><tr><td>Mùa A Chư</td></tr></table></html>"
    )
    found = clip.block("", page)
    assert found is not None
    assert found.sheet.rows[1:] == [["Lò Văn Ánh", "1965", "x"], ["Mùa A Chư", None, None]]
    assert found.header is not None
    assert found.rows == 2


@pytest.mark.parametrize("text", ["", "\r\n", "\t\t\n\u00a0", "chưa rõ\t–"])
def test_nothing_is_no_block(text: str) -> None:
    assert clip.block(text) is None


def test_two_qualifications_pasted_keep_the_note_that_stands_there(db: Database, ids: dict[str, int]) -> None:
    both = "TC nông nghiệp, cử nhân luật"
    for text, field in (("Con ông Pó", "note"), (both, "professional"), (both, "professional")):
        plan = rows(db, text, [field], [ids["other"]])
        with db.write("Dán") as session:
            imports.apply(session, plan)
    with db.read() as session:
        assert members.read(session, ids["other"]).note == f"Con ông Pó; Trình độ chuyên môn: {both}"


def test_a_cell_that_goes_down_over_several_rows_keeps_the_columns_beside_it() -> None:
    page = (
        "<table><tr><td rowspan=2>Họ và tên</td><td colspan=2>Ngày</td><td rowspan=3>x</td></tr>"
        "<tr><td>sinh</td><td>vào Đảng</td></tr><tr><td>Lò Văn Ánh</td><td>1/1/1980</td><td>1/1/2010</td></tr></table>"
    )
    found = clip.block("", page)
    assert found is not None
    assert found.sheet.rows == [
        ["Họ và tên", "Ngày", None, "x"],
        [None, "sinh", "vào Đảng", None],
        ["Lò Văn Ánh", "1/1/1980", "1/1/2010", None],
    ]


WORD = (
    "<html xmlns:w='urn:schemas-microsoft-com:office:word'><body><!--StartFragment--><p>Danh sách</p><table><tr>"
    "<td><p>Họ và tên</p></td><td><p>Ngày,</p><p>tháng, năm<o:p></o:p> sinh</p></td><td><p>Điện\n  thoại</p></td></tr>"
    "<tr><td><p>Mùa A Chư</p></td><td><p>12/5/1970<o:p></o:p></p></td><td><p>0912<o:p></o:p></p></td></tr></table>"
)


def test_a_table_of_word_is_read_by_its_cells_since_its_text_breaks_them() -> None:
    text = "Danh sách\r\nHọ và tên\tNgày,\r\ntháng, năm sinh\tĐiện thoại\r\nMùa A Chư\t12/5/1970\t0912\r\n"
    found = clip.block(text, WORD)
    assert found is not None
    assert found.header is not None
    assert {"name": 0, "born": 1, "phone": 2}.items() <= found.header.columns.items()
    assert found.rows == 1


def test_two_tables_of_word_are_both_read() -> None:
    """The text names all of them, the page read by its cells only those of the first."""
    head, first, second = (("Họ và tên", "Điện thoại"), ("Lò Văn Ánh", "0912"), ("Mùa A Chư", "0913"))

    def table(*rows: tuple[str, ...]) -> str:
        cells = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"

    lines = "\r\n".join(map("\t".join, (head, first, ("",), ("Dự bị",), head, second)))
    found = clip.block(lines, f"{table(head, first)}<p></p><p>Dự bị</p>{table(head, second)}")
    assert found is not None
    assert ["Mùa A Chư", "0913"] in found.sheet.rows


def test_lines_beside_a_small_table_are_not_left_out_for_it() -> None:
    text = "Mùa A Chư\t0913\r\nLò Văn Ánh\t0912\r\nNgười lập\r\n"
    found = clip.block(text, "<p>…</p><table><tr><td>Người lập</td></tr></table>")
    assert found is not None
    assert found.sheet.rows[:2] == [["Mùa A Chư", "0913"], ["Lò Văn Ánh", "0912"]]


def test_the_text_of_excel_goes_before_its_page() -> None:
    """What its page shows may be cut, as a number in a narrow column; the text is whole."""
    found = clip.block("Lò Văn Ánh\t0912345678\r\n", "<table><tr><td>Lò Văn Ánh</td><td>####</td></tr></table>")
    assert found is not None
    assert found.sheet.rows == [["Lò Văn Ánh", "0912345678"]]


def test_two_of_one_name_are_told_apart_in_the_preview(db: Database, ids: dict[str, int]) -> None:
    with db.write("Năm sinh") as session:
        for key, year in (("here", 1965), ("there", 1987)):
            session.get_one(Member, ids[key]).born_on = PartialDate(year)
    plan = rows(db, "0911\n0922\n0933", ["phone"], [ids["there"], ids["other"], ids["here"]])
    assert [action.name for action in plan.actions] == ["Lò Văn Ánh (1987)", "Mùa A Chư", "Lò Văn Ánh (1965)"]
    assert [action.name for action in rows(db, "0911", ["phone"], [ids["here"]]).actions] == ["Lò Văn Ánh"]
