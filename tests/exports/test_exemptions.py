"""A column of exemptions from meetings: newcomers come in exempt from its day, members are asked where it differs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from exports import import_report
from exports.readers import read_file
from models import events, imports, stays
from models.database import Database
from models.events import EventValues
from models.imports import KEEP, ImportPlan, Subject, Verdict
from models.records import MemberRecord
from models.tables import Duty, EventKind, Member, Standing
from tests.exports.books import write_book

ON = date(2026, 11, 23)
HEAD = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chính thức", "Chi bộ")
ANH = (1, "Lò Văn Ánh", "12/05/1947", "15/10/1972", "15/10/1973", "Chi bộ bản Co Mận")
BINH = (2, "Cà Thị Bình", "03/04/1985", "19/05/2014", "19/05/2015", "Chi bộ bản Co Mận")
KEY = ("DS", 2)
FROM_DAY = 1


def book(folder: Path, said: Any, heading: str = "Ngày miễn SH", name: str = "a.xlsx") -> Path:
    return write_book(folder / name, {"DS": [(*HEAD, heading), (*ANH, said), (*BINH, None)]})


def of_anh(path: Path) -> MemberRecord:
    [first, other] = read_file(path, ON).records
    assert isinstance(first, MemberRecord)
    assert isinstance(other, MemberRecord)
    assert (other.duty, other.left_on) == (None, None)
    return first


def look(db: Database, path: Path, **decided: Any) -> ImportPlan:
    with db.read() as session:
        return imports.plan(session, read_file(path, ON), ON, **decided)


def bring_in(db: Database, path: Path, **decided: Any) -> ImportPlan:
    with db.write("Nhập") as session:
        plan = imports.plan(session, read_file(path, ON), ON, **decided)
        imports.apply(session, plan)
    return plan


def life(db: Database) -> list[tuple[Duty, date, date | None]]:
    with db.read() as session:
        found = [(one.duty, one.since, one.until) for one in stays.history(session, 1)]
    return [one for n, one in enumerate(found) if not n or one[0] is not found[n - 1][0]]


def begun(db: Database) -> EventValues:
    with db.read() as session:
        [row] = [row for row in events.history(session, 1) if row.values.kind is EventKind.EXEMPT_START]
    return row.values


def note(db: Database) -> str:
    with db.read() as session:
        return session.get_one(Member, 1).note or ""


def asked(plan: ImportPlan) -> list[imports.Action]:
    return [one for one in plan.actions if one.subject is Subject.EVENT]


@pytest.mark.parametrize(
    "heading",
    [
        "Ngày miễn SH",
        "Ngày miễn sinh hoạt",
        "Miễn sinh hoạt từ ngày",
        "Miễn sinh hoạt",
        "Miễn SHĐ",
        "Thời gian miễn sinh hoạt",
        "Thời điểm được miễn SHĐ",
        "Ngày, tháng, năm miễn công tác, sinh hoạt đảng",
        "Được miễn công tác và sinh hoạt đảng từ ngày",
        "Đảng viên được miễn SH (ghi ngày)",
        "Năm miễn sinh hoạt",
    ],
)
def test_the_column_goes_by_many_headings(tmp_path: Path, heading: str):
    record = of_anh(book(tmp_path, "01/03/2020", heading))
    assert (record.duty, str(record.left_on), record.is_gone) == (Duty.EXEMPT, "01/03/2020", None)


@pytest.mark.parametrize("heading", ["Miễn đảng phí", "Số QĐ miễn sinh hoạt", "Lý do miễn sinh hoạt", "Vùng miền"])
def test_other_things_of_the_name_are_none(tmp_path: Path, heading: str):
    assert of_anh(book(tmp_path, "2020", heading)).duty is None


def test_below_one_heading_the_number_of_the_decision_is_none(tmp_path: Path):
    upper = (*HEAD, "Miễn sinh hoạt", None)
    lower = (*(None,) * len(HEAD), "Số QĐ", "Từ ngày")
    path = write_book(
        tmp_path / "a.xlsx", {"DS": [upper, lower, (*ANH, "15-QĐ/CB", "01/03/2020"), (*BINH, None, None)]}
    )
    record = of_anh(path)
    assert (record.duty, str(record.left_on)) == (Duty.EXEMPT, "01/03/2020")


@pytest.mark.parametrize("said", ["Miễn sinh hoạt", "Miễn SH"])
def test_nobody_is_taken_for_a_header_for_the_word(tmp_path: Path, said: str):
    head = ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ", "Trạng thái", "Ghi chú")
    row = (*ANH[:4], ANH[5], said, said)
    assert len(read_file(write_book(tmp_path / "a.xlsx", {"DS": [head, row]}), ON).records) == 1


@pytest.mark.parametrize(
    ("said", "day"),
    [
        (date(2020, 3, 1), "01/03/2020"),
        (43891, "01/03/2020"),
        ("Từ ngày 1 tháng 3 năm 2020", "01/03/2020"),
        ("từ 3/2020", "03/2020"),
        ("Từ năm 2020 đến nay", "2020"),
        (2020, "2020"),
        ("x", None),
        ("Đã miễn", None),
        ("Được miễn từ 01/03/2020", "01/03/2020"),
        ("Miễn công tác và sinh hoạt đảng từ 01/03/2020", "01/03/2020"),
        ("Miễn sinh hoạt chi bộ từ 3/2020", "03/2020"),
    ],
)
def test_what_the_cell_says(tmp_path: Path, said: Any, day: str | None):
    record = of_anh(book(tmp_path, said))
    assert record.duty is Duty.EXEMPT
    assert (None if record.left_on is None else str(record.left_on)) == day
    assert (record.problems, record.more_schooling) == ((), None)


@pytest.mark.parametrize("said", ["không", "Không miễn", "chưa", "-", "0", None])
def test_no_exemption_says_nothing(tmp_path: Path, said: Any):
    record = of_anh(book(tmp_path, said))
    assert (record.duty, record.left_on, record.problems) == (None, None, ())


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("Tuổi cao", "Chưa rõ miễn sinh hoạt từ ngày nào"),
        ("31/02/2020", "Chưa rõ miễn sinh hoạt từ ngày nào"),
        ("Xin miễn từ 2024", "Chưa rõ miễn sinh hoạt từ ngày nào"),
        ("2020, nay đã sinh hoạt lại", "Chưa rõ miễn sinh hoạt từ ngày nào"),
        ("01/12/2026", "Ngày miễn 01/12/2026 chưa tới"),
        ("từ 01/2023 đến 12/2024", "Đợt miễn đã hết 12/2024"),
        ("từ 12/2024 đến 01/2023", "Miễn từ 12/2024 mà đến 01/2023"),
    ],
)
def test_what_cannot_be_taken_is_told_once_and_kept_in_the_note(db: Database, tmp_path: Path, said: str, reason: str):
    path = book(tmp_path, said)
    [problem] = of_anh(path).problems
    assert problem.reason == f"{reason}: chưa ghi là miễn, giữ ở Ghi chú."
    assert (problem.place, problem.is_error) == ("Trang “DS”, ô G2", False)
    bring_in(db, path)
    assert {duty for duty, *_days in life(db)} == {Duty.ACTIVE}
    assert note(db) == f"Cột miễn sinh hoạt ghi: {said}"
    assert not look(db, path).changes_something


def test_an_exemption_that_ends_later_is_on_and_its_end_is_kept(db: Database, tmp_path: Path):
    bring_in(db, book(tmp_path, "từ 01/2025 đến 12/2027"))
    assert life(db)[-1] == (Duty.EXEMPT, date(2025, 1, 1), None)
    assert note(db) == "Cột miễn sinh hoạt ghi: từ 01/2025 đến 12/2027"


def test_the_number_of_a_decision_beside_the_day_is_kept(db: Database, tmp_path: Path):
    bring_in(db, book(tmp_path, "01/03/2020 (QĐ số 15-QĐ/CB)"))
    assert life(db)[-1] == (Duty.EXEMPT, date(2020, 3, 1), None)
    assert note(db) == "Cột miễn sinh hoạt ghi: 01/03/2020 (QĐ số 15-QĐ/CB)"


def test_what_is_kept_stands_beside_what_is_kept_of_the_schooling(db: Database, tmp_path: Path):
    heads = (*HEAD, "Ngày miễn SH", "Trình độ chuyên môn")
    path = write_book(tmp_path / "a.xlsx", {"DS": [heads, (*ANH, "xem hồ sơ", "Cao đẳng sư phạm, Đại học Luật")]})
    bring_in(db, path)
    assert "Cột miễn sinh hoạt ghi: xem hồ sơ" in note(db)
    assert "Cao đẳng" in note(db)


@pytest.mark.parametrize(("status", "duty"), [("Đang sinh hoạt", Duty.ACTIVE), ("Miễn sinh hoạt", Duty.EXEMPT)])
def test_a_status_that_says_otherwise_holds(tmp_path: Path, status: str, duty: Duty):
    head = (*HEAD, "Trạng thái", "Ngày miễn SH")
    rows = [head, (*ANH, status, "01/03/2020"), (*BINH, None, None)]
    record = of_anh(write_book(tmp_path / "a.xlsx", {"DS": rows}))
    assert record.duty is duty
    assert [one.reason for one in record.problems] == (
        []
        if duty is Duty.EXEMPT
        else ["Trạng thái là “Đang sinh hoạt” mà cột miễn có ghi: chưa ghi là miễn, giữ ở Ghi chú."]
    )


def test_the_day_of_an_exemption_is_not_that_of_a_death(db: Database, tmp_path: Path):
    head = (*HEAD, "Ngày miễn SH", "Ghi chú")
    rows = [head, (*ANH, "01/03/2020", "Từ trần 12/03/2024"), (*BINH, None, None)]
    [action] = asked(look(db, write_book(tmp_path / "a.xlsx", {"DS": rows})))
    assert [one.text for one in action.candidates] == ["Từ trần từ 12/03/2024", "Không đưa đồng chí vào sổ"]
    told = "Trạng thái là “Từ trần” mà cột miễn có ghi: chưa ghi là miễn, giữ ở Ghi chú."
    assert told in [problem.reason for problem in action.problems]


@pytest.mark.parametrize("remark", ["Miễn SH", "Miễn SH từ 2020", "Được miễn sinh hoạt từ 01/03/2020", "Tuổi cao"])
def test_a_remark_that_says_the_same_is_no_contradiction(tmp_path: Path, remark: str):
    head = (*HEAD, "Ngày miễn SH", "Ghi chú")
    record = of_anh(write_book(tmp_path / "a.xlsx", {"DS": [head, (*ANH, "01/03/2020", remark), (*BINH, None, None)]}))
    assert (record.duty, str(record.left_on)) == (Duty.EXEMPT, "01/03/2020")
    assert not [one for one in record.problems if "cột" in one.reason]


@pytest.mark.parametrize(
    ("said", "day", "first"),
    [
        ("01/03/2020", "01/03/2020", date(2020, 3, 1)),
        ("3/2020", "03/2020", date(2020, 3, 1)),
        (2020, "2020", date(2020, 1, 1)),
    ],
)
def test_somebody_new_comes_in_exempt_from_the_day(db: Database, tmp_path: Path, said: Any, day: str, first: date):
    heard: list[str] = []
    path = book(tmp_path, said)
    import_report.run(db, path, is_dry=False, skips=False, say=heard.append)
    assert f"Sửa biến động Lò Văn Ánh: {EventKind.EXEMPT_START.label}: chưa có → từ {day}" in heard
    assert not [line for line in heard if line.startswith("Cần quyết định")]
    assert [(duty, since) for duty, since, _until in life(db)] == [
        (Duty.ACTIVE, date(1972, 10, 15)),
        (Duty.EXEMPT, first),
    ]
    assert str(begun(db).day) == day
    again = look(db, path)
    assert {one.verdict for one in again.actions} == {Verdict.SKIP}
    assert not again.all_problems


def test_of_somebody_new_it_may_be_decided_otherwise(db: Database, tmp_path: Path):
    path = book(tmp_path, "01/03/2020")
    [action] = asked(look(db, path))
    assert action.verdict is Verdict.CHANGE
    assert [one.text for one in action.candidates] == [
        f"{EventKind.EXEMPT_START.label} từ 01/03/2020",
        "Ghi đang miễn, chưa rõ từ ngày nào",
    ]
    bring_in(db, path, decisions={KEY: KEEP})
    with db.read() as session:
        assert not [one for one in events.history(session, 1) if one.values.kind is EventKind.EXEMPT_START]
    assert life(db)[-1][0] is Duty.EXEMPT


@pytest.mark.parametrize("said", ["01/03/1970", 1972])
def test_a_day_before_the_admission_is_told_and_only_the_exemption_written(db: Database, tmp_path: Path, said: Any):
    path = book(tmp_path, said)
    plan = bring_in(db, path)
    [problem] = plan.all_problems
    assert problem.reason == f"Ngày {said} không hợp với ngày kết nạp 15/10/1972, chưa ghi ngày này."
    assert problem.is_left_out
    assert problem.place == "Trang “DS”, ô G2"
    assert life(db)[-1][0] is Duty.EXEMPT


def test_who_was_recognised_after_the_exemption_began_is_official(db: Database, tmp_path: Path):
    bring_in(db, book(tmp_path, "01/03/1973"))
    with db.read() as session:
        now = stays.current(session, 1)
    assert now is not None
    assert (now.duty, now.standing.value) == (Duty.EXEMPT, "official")


@pytest.fixture
def known(db: Database, tmp_path: Path) -> Database:
    """Make a member attending the meetings."""
    bring_in(db, book(tmp_path, None, name="truoc.xlsx"))
    return db


def test_a_member_who_attends_is_asked_about(known: Database, tmp_path: Path):
    path = book(tmp_path, "01/03/2020")
    before = life(known)
    plan = bring_in(known, path)
    [action] = asked(plan)
    assert action.verdict is Verdict.DECIDE
    assert life(known) == before
    bring_in(known, path, decisions={KEY: KEEP})
    assert life(known) == before
    bring_in(known, path, decisions={KEY: action.candidates[0].id})
    assert life(known)[-1] == (Duty.EXEMPT, date(2020, 3, 1), None)
    assert not look(known, path).changes_something


def test_a_day_that_cannot_be_leaves_a_member_as_is(known: Database, tmp_path: Path):
    before = life(known)
    plan = bring_in(known, book(tmp_path, "01/03/1970"))
    [problem] = plan.all_problems
    assert problem.reason == "Việc nào cũng không hợp với quá trình đã ghi của đồng chí."
    assert problem.place == "Trang “DS”, ô G2"
    assert life(known) == before


@pytest.mark.parametrize("is_new", [True, False])
def test_an_exemption_since_nobody_knows_when_gets_its_day(db: Database, tmp_path: Path, is_new: bool):
    if not is_new:
        bring_in(db, book(tmp_path, None, name="truoc.xlsx"))
    bring_in(db, book(tmp_path, "x", name="dau-x.xlsx"))
    assert life(db)[-1][0] is Duty.EXEMPT
    path = book(tmp_path, "01/03/2020")
    [action] = asked(look(db, path))
    assert action.verdict is Verdict.DECIDE
    assert action.differences[0][1:] == ("chưa rõ từ ngày nào", "từ 01/03/2020")
    assert not look(db, path).changes_something
    bring_in(db, path, decisions={KEY: FROM_DAY})
    assert [(duty, since) for duty, since, _until in life(db)] == [
        (Duty.ACTIVE, date(1972, 10, 15)),
        (Duty.EXEMPT, date(2020, 3, 1)),
    ]
    again = look(db, path)
    assert {one.verdict for one in again.actions} == {Verdict.SKIP}
    db.undo()
    assert life(db)[-1][0] is Duty.EXEMPT


def test_a_line_that_gives_the_official_date_too_recognises_whose_exemption_gets_its_day(db: Database, tmp_path: Path):
    head = (*HEAD, "Ngày miễn SH")
    bring_in(db, write_book(tmp_path / "truoc.xlsx", {"DS": [head, (*ANH[:4], None, ANH[5], "x"), (*BINH, None)]}))
    path = book(tmp_path, "01/03/2020")
    bring_in(db, path, decisions={KEY: FROM_DAY})
    with db.read() as session:
        assert str(session.get_one(Member, 1).official_on) == "15/10/1973"
        assert [one.standing for one in stays.history(session, 1)] == [
            Standing.PROBATIONARY,
            Standing.OFFICIAL,
            Standing.OFFICIAL,
        ]
    assert life(db)[-1] == (Duty.EXEMPT, date(2020, 3, 1), None)
    assert not look(db, path).changes_something


def test_another_day_than_the_registers_is_asked_and_put_right(db: Database, tmp_path: Path):
    bring_in(db, book(tmp_path, 2020, name="truoc.xlsx"))
    path = book(tmp_path, "01/03/2021")
    [action] = asked(look(db, path))
    assert [one.text for one in action.candidates] == [
        "Miễn từ 01/03/2021 như danh sách (sổ ghi từ 2020): số liệu đã qua thay đổi theo",
        "Giữ như sổ: miễn từ 2020",
    ]
    assert not look(db, path, decisions={KEY: KEEP}).changes_something
    bring_in(db, path, decisions={KEY: FROM_DAY})
    assert str(begun(db).day) == "01/03/2021"
    assert not look(db, path).changes_something


def test_a_vaguer_day_says_nothing_new(db: Database, tmp_path: Path):
    bring_in(db, book(tmp_path, "01/03/2020", name="truoc.xlsx"))
    for said in (2020, "3/2020", "x"):
        assert not look(db, book(tmp_path, said)).actions[0].candidates
        assert not look(db, book(tmp_path, said)).changes_something


def test_an_exemption_that_is_over_does_not_come_back(db: Database, tmp_path: Path):
    path = book(tmp_path, "01/03/2020")
    bring_in(db, path)
    with db.write("Thôi miễn") as session:
        events.record(session, 1, EventValues(EventKind.EXEMPT_END, date(2025, 1, 1)))
    plan = look(db, path)
    assert not plan.changes_something
    [problem] = plan.all_problems
    assert problem.reason == "Sổ đã ghi miễn từ 01/03/2020, nay “đang sinh hoạt”. Giữ như sổ."


@pytest.mark.parametrize("since", ["01/03/2019", None])
def test_on_a_list_of_a_past_day_too_the_day_is_of_an_exemption_alone(db: Database, tmp_path: Path, since: str | None):
    bring_in(db, book(tmp_path, since, name="truoc.xlsx"))
    rows = [("Tính đến ngày 31/12/2024",), (*HEAD, "Ngày miễn SH"), (*ANH, "01/03/2020"), (*BINH, None)]
    path = write_book(tmp_path / "a.xlsx", {"DS": rows})
    [action] = asked(look(db, path))
    assert action.verdict is Verdict.DECIDE
    assert len(action.candidates) == 2
    assert "01/03/2020" in action.candidates[0].text
    bring_in(db, path, decisions={("DS", 3): action.candidates[0].id})
    assert life(db)[-1] == (Duty.EXEMPT, date(2020, 3, 1), None)
    assert not look(db, path).changes_something


def test_on_a_list_of_a_past_day_an_exemption_that_is_over_stays_so(db: Database, tmp_path: Path):
    bring_in(db, book(tmp_path, "01/03/2019", name="truoc.xlsx"))
    with db.write("Thôi miễn") as session:
        events.record(session, 1, EventValues(EventKind.EXEMPT_END, date(2025, 6, 1)))
    before = life(db)
    for day in ("01/03/2019", "01/03/2020"):
        rows = [("Tính đến ngày 31/12/2024",), (*HEAD, "Ngày miễn SH"), (*ANH, day), (*BINH, None)]
        plan = bring_in(db, write_book(tmp_path / "a.xlsx", {"DS": rows}))
        assert not [one for one in plan.actions if one.candidates]
        assert life(db) == before
