"""Lists of transfers of several makings: known by title and headings, each line one event, once and no more."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from exports import drafts, import_report, making, marked_copy
from exports.lists.events import GONE
from exports.readers import kinds, read_file
from models import cells, events, imports, members
from models.database import Database
from models.dates import PartialDate, Period
from models.errors import KnownError
from models.imports import ImportPlan, Subject, Verdict
from models.members import MemberValues
from models.outline import ReadingChoices
from models.records import TransferRecord
from models.tables import EventKind, Scope
from tests.exports.books import INPUT, write_book
from tests.models import builders

TODAY = date(2026, 11, 22)
CO_MAN, NA_SAY = "Chi bộ bản Co Mận", "Chi bộ bản Nà Sáy"
Row = tuple[Any, ...]
OUT: tuple[Row, ...] = (
    ("ĐẢNG BỘ XÃ MƯỜNG MẪU",),
    ("DANH SÁCH ĐẢNG VIÊN CHUYỂN SINH HOẠT ĐẢNG ĐI",),
    ("(Tính đến ngày 31/10/2026)",),
    ("TT", "Họ và tên", "Ngày sinh", "Chi bộ", "Ngày chuyển", "Nơi chuyển đến", "Số GTSHĐ", "Ngày giấy giới thiệu"),
    (1, "LÒ VĂN ÁNH", "12/05/1977", "Co Mận", "05/10/2026", "Đảng bộ phường Him Lam", "12-GT", "01/10/2026"),
    (2, "Cà Thị Xôm", 1980, "Co Mận", "10/2026", "Đảng bộ xã Thanh Nưa", "13-GT", None),
    (None, "Tổng cộng: 2 đồng chí"),
    (None, None, None, None, "Mường Mẫu, ngày 31 tháng 10 năm 2026"),
)
IN: tuple[Row, ...] = (
    ("DANH SÁCH TIẾP NHẬN ĐẢNG VIÊN CHUYỂN ĐẾN NĂM 2026",),
    (
        *("TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Nơi chuyển đi", "Chi bộ tiếp nhận"),
        *("Ngày chuyển đến", "Giấy giới thiệu (số, ngày)"),
    ),
    (
        *(1, "Quàng Văn Mới", "01/02/1990", "03/02/2015", "03/02/2016", "Đảng bộ xã Mường Ảng", NA_SAY, "12/03/2026"),
        "15-GTSHĐ ngày 01/03/2026",
    ),
)
WITHIN: tuple[Row, ...] = (
    ("DANH SÁCH ĐẢNG VIÊN CHUYỂN SINH HOẠT NỘI BỘ",),
    ("TT", "Họ và tên", "Năm sinh", "Chi bộ nơi đi", "Chi bộ nơi đến", "Ngày chuyển"),
    (1, "Vừ A Ín", 1990, "Nà Sáy", "Co Mận", date(2026, 8, 1)),
)


@pytest.mark.parametrize("until", ["tính đến 30/6/2026", "TÍNH ĐẾN 5/6/2026", "đến ngày 30/6/2026", "đến hết quý II"])
def test_how_far_a_list_goes_does_not_make_it_one_of_those_who_come(tmp_path: Path, until: str) -> None:
    head = ("TT", "Họ và tên", "Ngày sinh", "Chi bộ", "Ngày chuyển", "Lý do")
    row = (1, "Lò Văn Ánh", "12/05/1977", "Co Mận", "05/05/2026", "Theo gia đình")
    path = write_book(tmp_path / "di.xlsx", {"DS": ((f"DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐI {until}",), head, row)})
    reading = read_file(path, TODAY)
    assert [one.kind for one in reading.records if isinstance(one, TransferRecord)] == [EventKind.TRANSFER_OUT]


@pytest.fixture
def made(db: Database) -> Database:
    with db.write("Dựng") as session:
        co_man, na_say = (builders.cell(session, name) for name in (CO_MAN, NA_SAY))
        for name, born, cell in (
            ("Lò Văn Ánh", PartialDate(1977, 5, 12), co_man),
            ("Cà Thị Xôm", PartialDate(1980, 1, 2), co_man),
            ("Vừ A Ín", PartialDate(1990), na_say),
            ("Lò Văn Ánh", PartialDate(1985, 2, 3), na_say),
        ):
            values = MemberValues(
                name, born_on=born, admitted_on=PartialDate(2010, 5, 1), official_on=PartialDate(2011, 5, 1)
            )
            members.add(session, values, cell, on=TODAY)
    return db


def plan_of(db: Database, path: Path, choices: ReadingChoices | None = None) -> ImportPlan:
    reading = read_file(path, TODAY, choices=choices or ReadingChoices())
    with db.read() as session:
        return imports.plan(session, reading, TODAY)


def bring(db: Database, path: Path, rows: tuple[Row, ...]) -> ImportPlan:
    plan = plan_of(db, write_book(path, {"DS": rows}))
    with db.write("Nhập") as session:
        imports.apply(session, plan)
    return plan


def verdicts(plan: ImportPlan) -> list[Verdict]:
    return [action.verdict for action in plan.actions]


def event_of(db: Database, name: str, kind: EventKind) -> events.EventValues:
    with db.read() as session:
        ids = [row.id for row in members.search(session, name, on=TODAY)]
        ids += [key for key in range(1, 9) if key not in ids]
        found = (row.values for key in ids for row in events.history(session, key) if row.values.kind is kind)
        return next(found)


def test_departures_are_told_in_one_sentence_and_written_once(made: Database, tmp_path: Path) -> None:
    plan = bring(made, tmp_path / "di.xlsx", OUT)
    assert verdicts(plan) == [Verdict.ADD, Verdict.ADD]
    assert plan.sentence == (
        "Đây là danh sách đảng viên chuyển đi: mỗi dòng ghi một lần chuyển đi ở thẻ Quá trình; thêm 2 biến động."
    )
    gone = event_of(made, "Lò Văn Ánh", EventKind.TRANSFER_OUT)
    assert (gone.effective_on, gone.place) == (date(2026, 10, 5), "Đảng bộ phường Him Lam")
    assert (gone.decision_number, gone.decision_on) == ("12-GT", date(2026, 10, 1))
    assert verdicts(plan_of(made, tmp_path / "di.xlsx")) == [Verdict.SKIP, Verdict.SKIP]


def test_a_later_list_tells_the_day_more_exactly_and_blanks_erase_nothing(made: Database, tmp_path: Path) -> None:
    bring(made, tmp_path / "di.xlsx", OUT)
    exact = (*OUT[5][:4], "20/10/2026", None, None, "15/10/2026")
    plan = bring(made, tmp_path / "di2.xlsx", (*OUT[:4], exact))
    [action] = plan.actions
    assert [tuple(one) for one in action.differences] == [
        ("Ngày chuyển", "10/2026", "20/10/2026"),
        ("Ngày giấy giới thiệu", "", "15/10/2026"),
    ]
    with made.read() as session:
        [row] = [row for row in events.history(session, 2) if row.values.kind is EventKind.TRANSFER_OUT]
    assert (row.values.day, row.values.place, row.values.decision_number) == (
        *(PartialDate(2026, 10, 20), "Đảng bộ xã Thanh Nưa", "13-GT"),
    )


def test_what_cannot_be_is_refused_with_its_reason_and_marked(made: Database, tmp_path: Path) -> None:
    path = write_book(
        tmp_path / "di.xlsx",
        {
            "DS": (
                *OUT[:4],
                (1, "Người Không Có", "01/01/1980", "Co Mận", "05/10/2026", "Đảng bộ A"),
                (2, "Cà Thị Xôm", 1981, "Co Mận", "05/10/2026", "Đảng bộ A"),
                (3, "Cà Thị Xôm", 1980, "Co Mận", "05/10/2027", "Đảng bộ A"),
                (4, "Vừ A Ín", 1990, "Nà Sáy", None, "Đảng bộ A"),
                (5, "Vừ A Ín", 1990, "Nà Sáy", "05/10/2026", "Đảng bộ A", "9-GT", "20/10/2026"),
                (6, "Lò Văn Ánh", None, None, "05/10/2026", "Đảng bộ A"),
            )
        },
    )
    plan = plan_of(made, path)
    assert verdicts(plan) == [Verdict.ERROR] * 5 + [Verdict.ASK]
    assert [one.id for one in plan.actions[5].candidates] == [1, 4]  # nobody new leaves
    assert [action.problems[-1].reason for action in plan.actions[:5]] == [
        "Trong sổ không có đồng chí này.",
        "Tệp ghi sinh 1981; trong sổ có Cà Thị Xôm, sinh 02/01/1980, Chi bộ bản Co Mận.",
        "Ngày chuyển 05/10/2027 chưa tới.",
        "Thiếu ngày chuyển.",
        "Quyết định ngày 20/10/2026 ở sau ngày có hiệu lực 05/10/2026.",
    ]
    marked = tmp_path / "loi.xlsx"
    assert marked_copy.write(path, plan.errors, marked) == 6
    cells = [cell.value for row in load_workbook(marked).active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert any("Thiếu ngày chuyển" in str(value) for value in cells)


def test_who_arrives_is_new_or_comes_back(made: Database, tmp_path: Path) -> None:
    bring(made, tmp_path / "di.xlsx", OUT)
    back = (2, "Lò Văn Ánh", "12/05/1977", None, None, "Đảng bộ phường Him Lam", NA_SAY, "12/11/2026", None)
    plan = bring(made, tmp_path / "den.xlsx", (*IN, back))
    assert [(one.verdict, one.subject) for one in plan.actions] == [
        (Verdict.ADD, Subject.MEMBER),
        (Verdict.ADD, Subject.EVENT),
    ]
    with made.read() as session:
        [new] = members.search(session, "Quàng Văn Mới", on=TODAY)
        came = events.history(session, new.id)[0].values
        assert (came.kind, came.effective_on, came.place) == (
            *(EventKind.TRANSFER_IN, date(2026, 3, 12), "Đảng bộ xã Mường Ảng"),
        )
        assert not members.search(session, "Quàng Văn Mới", on=date(2026, 3, 11))
    assert verdicts(plan_of(made, tmp_path / "den.xlsx")) == [Verdict.SKIP, Verdict.SKIP]


def test_whether_an_arrival_takes_the_place_of_a_beginning_nobody_knew_is_for_the_officer(
    made: Database, tmp_path: Path
) -> None:
    """Those years would count one fewer: what is written stays until somebody says so."""
    row = (1, "Vừ A Ín", 1990, None, None, "Đảng bộ xã Mường Ảng", NA_SAY, "12/03/2020", None)
    path = write_book(tmp_path / "den.xlsx", {"DS": (*IN[:2], row)})
    [asked] = plan_of(made, path).actions
    assert (asked.verdict, asked.write) == (Verdict.DECIDE, None)
    assert "chưa rõ từ ngày nào" in asked.problems[0].reason
    assert [one.field for one in asked.differences] == ["Có tên trong danh sách", "Công nhận chính thức"]
    reading = read_file(path, TODAY)
    for chosen, verdict in ((imports.KEEP, Verdict.SKIP), (asked.candidates[0].id, Verdict.CHANGE)):
        with made.read() as session:
            before = [one.values.kind for one in events.history(session, 3)]
            plan = imports.plan(session, reading, TODAY, decisions={("DS", 3): chosen})
        assert verdicts(plan) == [verdict]
        assert not plan.actions[0].problems  # nothing is left to choose
        assert before == [EventKind.LISTED, EventKind.RECOGNITION]
    with made.write("Nhập") as session:
        imports.apply(session, plan)
        assert [one.values.kind for one in events.history(session, 3)] == [EventKind.TRANSFER_IN]
        assert not members.search(session, "Vừ A Ín", on=date(2019, 1, 1))
        assert members.read(session, 3).official_on == PartialDate(2011, 5, 1)


def test_a_cell_nobody_knows_is_made_for_who_arrives_as_a_list_of_members_makes_it(
    made: Database, tmp_path: Path
) -> None:
    new, again = (
        (1, f"Quàng Văn {name}", "01/02/1990", "3/2/2015", "3/2/2016", "Đảng bộ A", "Trường Hoa Ban", "2/3/2026", "")
        for name in ("Một", "Hai")
    )
    plan = bring(made, tmp_path / "den.xlsx", (*IN[:2], new, again))
    assert [(one.verdict, one.subject, one.name) for one in plan.actions] == [
        (Verdict.ADD, Subject.CELL, "Trường Hoa Ban"),
        (Verdict.ADD, Subject.MEMBER, "Quàng Văn Một"),
        (Verdict.ADD, Subject.MEMBER, "Quàng Văn Hai"),
    ]
    with made.read() as session:
        assert "Trường Hoa Ban" in cells.names(session).values()
        assert [cells.names(session)[one.cell_id or 0] for one in members.search(session, "Quàng Văn", on=TODAY)] == [
            *("Trường Hoa Ban", "Trường Hoa Ban"),
        ]
    assert verdicts(plan_of(made, tmp_path / "den.xlsx")) == [Verdict.SKIP, Verdict.SKIP]


def test_two_who_arrive_under_one_number_are_told_in_the_preview(made: Database, tmp_path: Path) -> None:
    head = (*IN[1], "Số CCCD")
    two = ((*IN[2], "011090001234"), (2, "Lò Thị Mai", *IN[2][2:], "011090001234"))
    plan = plan_of(made, write_book(tmp_path / "den.xlsx", {"DS": (IN[0], head, *two)}))
    assert verdicts(plan) == [Verdict.ADD, Verdict.ERROR]
    assert plan.actions[1].problems[-1].reason == "Dòng 3 trang “DS” cũng ghi số định danh này."


def test_no_cell_is_made_of_another_party_body_nor_for_a_transfer_within(made: Database, tmp_path: Path) -> None:
    arrival = (1, "Quàng Văn Mới", "01/02/1990", None, None, "Đảng bộ X", "Đảng bộ xã Mường Mẫu", "12/03/2026", "")
    [action] = plan_of(made, write_book(tmp_path / "den.xlsx", {"DS": (*IN[:2], arrival)})).actions
    assert action.problems[-1].reason == "Không có chi bộ “Đảng bộ xã Mường Mẫu” trong sổ."
    within = (1, "Vừ A Ín", 1990, "Nà Sáy", "Nà Lạ", date(2026, 8, 1))
    [action] = plan_of(made, write_book(tmp_path / "nb.xlsx", {"DS": (*WITHIN[:2], within)})).actions
    assert action.problems[-1].reason == "Không có chi bộ “Nà Lạ” trong sổ."


def test_transfers_between_cells_and_undo(made: Database, tmp_path: Path) -> None:
    plan = bring(made, tmp_path / "nb.xlsx", WITHIN)
    assert ("Chi bộ", NA_SAY, CO_MAN) in [tuple(one) for one in plan.actions[0].differences]
    assert verdicts(plan_of(made, tmp_path / "nb.xlsx")) == [Verdict.SKIP]
    made.undo()
    assert verdicts(plan_of(made, tmp_path / "nb.xlsx")) == [Verdict.ADD]


@pytest.mark.parametrize(
    "over", ["Nơi chuyển đi/đến", "Nơi đi/đến", "Đơn vị chuyển đi, chuyển đến", "Đảng bộ nơi đi, nơi đến"]
)
def test_one_column_names_where_to_or_from_as_the_way_goes(made: Database, tmp_path: Path, over: str) -> None:
    plan = bring(
        made,
        tmp_path / "chung.xlsx",
        (
            ("DANH SÁCH ĐẢNG VIÊN CHUYỂN SINH HOẠT ĐẢNG NĂM 2026",),
            ("TT", "Họ và tên", "Năm sinh", "Chi bộ", "Hình thức", over, "Ngày chuyển"),
            (1, "Lò Văn Ánh", 1977, "Co Mận", "Chuyển đi", "Đảng bộ phường Him Lam", "05/10/2026"),
            (2, "Vừ A Ín", 1990, "Nà Sáy", "nội bộ", "Co Mận", "01/10/2026"),
        ),
    )
    assert verdicts(plan) == [Verdict.ADD, Verdict.ADD]
    assert event_of(made, "Lò Văn Ánh", EventKind.TRANSFER_OUT).place == "Đảng bộ phường Him Lam"
    assert event_of(made, "Vừ A Ín", EventKind.TRANSFER_INTERNAL).effective_on == date(2026, 10, 1)


HEAD = ("TT", "Họ và tên", "Năm sinh", "Nơi đi", "Nơi đến", "Ngày chuyển", "Hình thức")


@pytest.mark.parametrize(
    ("title", "row", "kind"),
    [
        ("CHUYỂN SINH HOẠT ĐẢNG QUÝ III", (NA_SAY, "Đảng bộ tỉnh A", "Tạm thời"), EventKind.TEMP_OUT),
        ("CHUYỂN SINH HOẠT ĐẢNG QUÝ III", (NA_SAY, CO_MAN, None), EventKind.TRANSFER_INTERNAL),
        ("CHUYỂN SINH HOẠT ĐẢNG QUÝ III", (NA_SAY, "Đảng bộ tỉnh A", "ngoài tỉnh"), EventKind.TRANSFER_OUT),
        ("DANH SÁCH ĐẢNG VIÊN SINH HOẠT TẠM THỜI ĐI NƠI KHÁC", (NA_SAY, "Tỉnh A", None), EventKind.TEMP_OUT),
        ("DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐI", (NA_SAY, CO_MAN, None), EventKind.TRANSFER_INTERNAL),
        ("DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐI", (NA_SAY, "Đảng bộ A", "sinh hoạt tạm thời"), EventKind.TEMP_OUT),
    ],
)
def test_the_way_is_told_by_title_places_and_form(
    made: Database, tmp_path: Path, title: str, row: Row, kind: EventKind
) -> None:
    line = (1, "Vừ A Ín", 1990, *row[:2], "01/09/2026", row[2])
    plan = bring(made, tmp_path / "x.xlsx", ((title,), HEAD, line))
    written = event_of(made, "Vừ A Ín", kind)
    assert written.effective_on == date(2026, 9, 1)
    assert written.scope is (Scope.OTHER_PROVINCE if row[2] == "ngoài tỉnh" else None)
    assert verdicts(plan) == [Verdict.ADD]


def test_headings_over_groups_say_which_way(tmp_path: Path) -> None:
    head = ("TT", "Họ và tên", "Năm sinh", "Đơn vị", "Ngày chuyển", "Số giấy giới thiệu")
    rows = (
        *(("TÌNH HÌNH CHUYỂN ĐẢNG QUÝ III",), head, ("A", "Chuyển đi"), (1, "Vừ A Ín", 1990, "X", "01/09/2026", "1")),
        *(("B", "Chuyển đến"), (1, "Lò Thị Mai", 1991, "Y", "01/08/2026", "2")),
    )
    records = read_file(write_book(tmp_path / "x.xlsx", {"S": rows}), TODAY).records
    assert [one.kind for one in records if isinstance(one, TransferRecord)] == [
        *(EventKind.TRANSFER_OUT, EventKind.TRANSFER_IN),
    ]


def test_the_kind_is_put_right_in_one_choice(made: Database, tmp_path: Path) -> None:
    path = write_book(tmp_path / "di.xlsx", {"DS": OUT})
    reading = read_file(path, TODAY, choices=ReadingChoices(layout="tam-thoi-di"))
    assert {one.kind for one in reading.records if isinstance(one, TransferRecord)} == {EventKind.TEMP_OUT}
    assert read_file(path, TODAY, choices=ReadingChoices(layout="dang-vien")).layout == "dang-vien"


def test_a_kind_put_right_is_so_again_for_the_next_file_of_this_title(made: Database, tmp_path: Path) -> None:
    path = write_book(tmp_path / "di.xlsx", {"DS": OUT})
    said: list[str] = []
    import_report.run(made, path, is_dry=False, skips=False, say=said.append, kind="sinh hoạt tạm thời đi")
    assert said[0].startswith("di.xlsx: Đây là danh sách sinh hoạt tạm thời đi:")
    later = (*OUT[:2], ("(Tính đến ngày 30/11/2026)",), *OUT[3:])
    other = (*OUT[:1], ("DANH SÁCH ĐẢNG VIÊN CHUYỂN SINH HOẠT ĐẢNG ĐẾN",), *OUT[2:])
    with made.read() as session:
        choices = imports.as_before(session)
    readings = [
        read_file(write_book(tmp_path / f"{n}.xlsx", {"DS": rows}), TODAY, choices=choices)
        for n, rows in enumerate((later, other))
    ]
    assert [one.layout for one in readings] == ["tam-thoi-di", "chuyen-den"]
    said_before = "Đọc là danh sách sinh hoạt tạm thời đi, như đã chọn khi nhập danh sách cùng tên, cùng tiêu đề."
    assert [said_before in one.notes for one in readings] == [True, False]
    made.undo()
    with made.read() as session:
        assert not imports.as_before(session).remembered_kinds


def test_a_kind_nobody_knows_is_refused_with_the_words_there_are(made: Database, tmp_path: Path) -> None:
    path = write_book(tmp_path / "di.xlsx", {"DS": OUT})
    with pytest.raises(KnownError, match=r"Không có loại danh sách “họ hàng”.*Danh sách đảng viên chuyển đi;"):
        import_report.run(made, path, is_dry=True, skips=False, say=print, kind="họ hàng")
    assert kinds.key_of("Danh sách đảng viên") == "dang-vien"
    assert kinds.key_of("SO DIEM DANH") == "diem-danh"


def test_the_programs_own_list_comes_back_unchanged(made: Database, tmp_path: Path) -> None:
    bring(made, tmp_path / "di.xlsx", OUT)
    ready = drafts.draft(made, GONE, Period.parse("2026"), TODAY)
    plan = plan_of(made, making.save(ready, tmp_path / "ra.xlsx"))
    assert verdicts(plan) == [Verdict.SKIP, Verdict.SKIP]


@pytest.mark.parametrize("name", ["DS_DANGVIEN.xlsx", "File_nhap_lieu_4.0.xlsx", "danh_sach_dang_vien_cu.xlsx"])
def test_lists_of_members_stay_such(name: str) -> None:
    assert read_file(INPUT / name, TODAY).layout == "dang-vien"


def test_the_command_line_says_the_same(made: Database, tmp_path: Path) -> None:
    said: list[str] = []
    path = write_book(tmp_path / "di.xlsx", {"DS": OUT})
    assert import_report.run(made, path, is_dry=False, skips=False, say=said.append) == 0
    assert plan_of(made, path).actions[0].verdict is Verdict.SKIP
    assert said[0].startswith("di.xlsx: Đây là danh sách đảng viên chuyển đi: mỗi dòng")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(1, 8)), seed=st.integers(0, 10**6))
def test_the_order_of_columns_does_not_matter(made: Database, tmp_path: Path, order: list[int], seed: int) -> None:
    rows = [OUT[1], *([row[0], *(row[place] for place in order)] for row in OUT[3:6])]
    plan = plan_of(made, write_book(tmp_path / f"{seed}.xlsx", {"DS": rows}))
    assert verdicts(plan) == [Verdict.ADD, Verdict.ADD]
    day = plan.actions[0].differences[0].after
    assert day == "từ 05/10/2026"
