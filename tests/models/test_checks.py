from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

import pytest
from sqlalchemy import func, select, text

from models import attendance, cells, checks, identity, meetings, members, official_dates, stays, villages
from models.cells import CellValues
from models.checks import Finding, Severity
from models.codes import ETHNIC, id_of
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.meetings import MeetingValues
from models.members import MemberValues
from models.progress import Cancelled
from models.tables import Duty, Ending, Gender, Mark, MeetingKind, Member, Standing
from models.villages import VillageValues
from tests.leaving import leave

TODAY = date(2026, 11, 22)
JOINED = date(2020, 1, 1)


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def cell(db: Database, name: str = "Chi bộ bản Co Mận") -> int:
    with db.write("Thêm chi bộ") as session:
        return cells.add(session, CellValues(name))


def person(db: Database, cell_id: int, name: str = "Lò Văn Ánh", **known: object) -> int:
    """Add a member of whom everything is known and right, but for what `known` says."""
    with db.write("Thêm đảng viên") as session:
        values: dict[str, object] = {
            "gender": Gender.MALE,
            "born_on": day("12/05/1977"),
            "ethnic_id": id_of(session, ETHNIC, "03"),
            "admitted_on": day("03/02/2005"),
            "official_on": day("03/02/2006"),
        }
        number = session.scalar(select(func.count(Member.id)))
        values["citizen_id"] = values["card_number"] = f"011077{number:06}"
        values |= known
        duty, since = values.pop("duty", Duty.ACTIVE), values.pop("since", JOINED)
        return members.add(session, MemberValues(name, **values), cell_id, on=TODAY, since=since, duty=duty)  # type: ignore[arg-type]


def spoil(db: Database, member_id: int, **columns: object) -> None:
    """Write what the forms refuse, as an old file could carry it."""
    with db.write("Sửa") as session:
        member = session.get_one(Member, member_id)
        for name, value in columns.items():
            setattr(member, name, value)


def held(db: Database, cell_id: int, on: date, kind: MeetingKind = MeetingKind.REGULAR, **written: object) -> int:
    with db.write("Thêm cuộc họp") as session:
        return meetings.add(session, cell_id, on.year, on.month, MeetingValues(kind, on, **written))  # type: ignore[arg-type]


def rolled(db: Database, meeting_id: int, marks: attendance.Marks | None = None) -> int:
    with db.write("Điểm danh") as session:
        attendance.write(session, meeting_id, marks, on=TODAY)
    return meeting_id


def found(db: Database, *keys: str, on: date = TODAY) -> list[Finding]:
    rules = [rule for rule in checks.RULES if rule.key in keys]
    assert len(rules) == len(keys)
    with db.read() as session:
        return checks.run(session, on, rules=rules)


def names(findings: Iterable[Finding]) -> list[str]:
    return [finding.name for finding in findings]


@pytest.fixture
def home(db: Database) -> int:
    """Return a cell with three members, everything written."""
    home = cell(db)
    for name in ("Lò Văn Một", "Lò Văn Hai", "Lò Văn Ba"):
        person(db, home, name)
    return home


def test_a_register_in_order_has_no_findings(db: Database, home: int) -> None:
    rolled(db, held(db, home, date(2026, 10, 5), score=92.0))
    with db.read() as session:
        assert checks.run(session, TODAY) == []


def test_rules_have_keys_of_their_own_and_say_what_to_do() -> None:
    assert [key for key, count in Counter(rule.key for rule in checks.RULES).items() if count > 1] == []
    assert all(rule.title and rule.repair.endswith(".") for rule in checks.RULES)


def test_the_check_tells_how_far_it_is_and_can_be_stopped(db: Database) -> None:
    class Stopped:
        steps: list[str] = []

        def step(self, done: int, total: int, text: str = "") -> None:
            self.steps.append(text)
            if done == 3:
                raise Cancelled

    with db.read() as session, pytest.raises(Cancelled):
        checks.run(session, TODAY, progress=Stopped())
    assert Stopped.steps == [rule.title for rule in checks.RULES[:4]]


@pytest.mark.parametrize(
    ("columns", "rule", "what"),
    [
        (
            {"born_on": "1990", "admitted_on": "03/02/1989", "official_on": "1990"},
            "born-after-admission",
            "Sinh 1990 mà vào Đảng 03/02/1989.",
        ),
        ({"born_on": "12/05/1990", "admitted_on": "11/05/2008", "official_on": "2009"}, "under-age", "chưa đủ 18 tuổi"),
        ({"official_on": "02/02/2005"}, "official-before-admission", "Chính thức 02/02/2005 mà vào Đảng 03/02/2005."),
        ({"official_on": "2027"}, "future-dates", "Ngày chính thức 2027 ở sau ngày 22/11/2026."),
    ],
)
def test_dates_that_cannot_be(db: Database, home: int, columns: dict[str, str], rule: str, what: str) -> None:
    spoilt = person(db, home, "Lò Văn Ánh")
    spoil(db, spoilt, **{name: day(value) for name, value in columns.items()})
    every = found(db, "born-after-admission", "under-age", "official-before-admission", "future-dates")
    assert [(one.rule.key, one.member_id, one.severity) for one in every] == [(rule, spoilt, Severity.ERROR)]
    assert what in every[0].what


@pytest.mark.parametrize(
    ("born", "admitted"),
    [("1990", "01/01/2008"), ("05/1990", "05/2008"), ("12/05/1990", "12/05/2008"), ("1990", "22/11/2026")],
)
def test_a_date_that_may_be_right_is_not_called_wrong(db: Database, home: int, born: str, admitted: str) -> None:
    spoil(db, person(db, home), born_on=day(born), admitted_on=day(admitted), official_on=day(admitted))
    assert found(db, "born-after-admission", "under-age", "official-before-admission", "future-dates") == []


def test_those_who_have_left_are_still_held_against_their_dates(db: Database, home: int) -> None:
    left = person(db, home)
    with db.write("Từ trần") as session:
        leave(session, left, on=date(2026, 3, 1), ending=Ending.DIED)
    spoil(db, left, official_on=day("2001"))
    assert [finding.cell for finding in found(db, "official-before-admission")] == ["đã ra khỏi danh sách"]
    assert found(db, "no-gender", "citizen-id") == []


@pytest.mark.parametrize(
    ("number", "gender", "born", "expected"),
    [
        ("011077123456", Gender.MALE, "1977", []),
        ("011177123456", Gender.FEMALE, "12/05/1977", []),
        ("011203123456", Gender.MALE, "2003", []),
        ("011303123456", Gender.FEMALE, "2003", []),
        ("011077123456", Gender.FEMALE, "1977", ["số cho biết nam, lý lịch ghi nữ"]),
        ("011177123456", Gender.FEMALE, "1978", ["số cho biết sinh năm 1977, lý lịch ghi 1978"]),
        ("011277123456", Gender.MALE, "1977", ["số cho biết sinh năm 2077, lý lịch ghi 1977"]),
        ("011077123456", None, None, []),
    ],
)
def test_identity_numbers_tell_sex_and_year(number: str, gender: Gender | None, born: str, expected: list[str]) -> None:
    assert identity.mismatches(number, gender, day(born) if born else None) == expected


def test_numbers_are_warnings_and_stay_covered(db: Database, home: int) -> None:
    odd = person(db, home, citizen_id="011177654321", card_number="011077654322")
    by_rule = {finding.rule.key: finding for finding in found(db, "citizen-id", "card-number")}
    assert {key: finding.member_id for key, finding in by_rule.items()} == {"citizen-id": odd, "card-number": odd}
    assert {finding.severity for finding in by_rule.values()} == {Severity.WARNING}
    assert "011•••••4321" in by_rule["citizen-id"].what
    assert "654321" not in "".join(finding.what for finding in by_rule.values())


def test_one_card_number_belongs_to_one_person(db: Database, home: int) -> None:
    for name in ("Lò Văn Ánh", "Lò Thị Ban"):
        person(db, home, name, card_number="011077999999")
    assert names(found(db, "same-card")) == ["Lò Văn Ánh", "Lò Thị Ban"]


@pytest.mark.parametrize(
    ("one", "other", "is_double"),
    [
        ({"born_on": "1960"}, {"born_on": "12/05/1960"}, True),
        ({"born_on": "12/05/1960"}, {"born_on": "12/05/1960"}, True),
        ({"born_on": "05/1960"}, {"born_on": "06/1960"}, False),
        ({"born_on": "12/05/1960"}, {"born_on": "13/05/1960"}, False),
        ({"born_on": "1960"}, {"born_on": "1961"}, False),
        ({"born_on": "1960", "citizen_id": "011060000001"}, {"born_on": "1960", "citizen_id": "011060000002"}, False),
        (
            {"born_on": "12/05/1960", "citizen_id": "011060000001"},
            {"born_on": "12/05/1960", "citizen_id": "011060000002"},
            True,
        ),
    ],
)
def test_possible_doubles(db: Database, home: int, one: dict[str, str], other: dict[str, str], is_double: bool) -> None:
    for name, values in (("Hoàng Thị Hoà", one), ("HOÀNG THỊ HÒA", other)):
        known = {"citizen_id": "", "card_number": "", **values, "born_on": day(values["born_on"])}
        person(db, home, name, **known)
    assert names(found(db, "doubles")) == (["Hoàng Thị Hoà", "HOÀNG THỊ HÒA"] if is_double else [])


def test_what_nobody_wrote_is_unknown_by_name(db: Database, home: int) -> None:
    blank = person(db, home, "Lò Văn Ánh")
    fields = ("gender", "ethnic_id", "born_on", "citizen_id", "admitted_on", "official_on")
    spoil(db, blank, **dict.fromkeys(fields))
    every = found(db, "no-gender", "no-ethnic", "no-birth", "no-citizen-id", "no-admission")
    assert [finding.member_id for finding in every] == [blank] * 5
    assert {finding.severity for finding in every} == {Severity.UNKNOWN}
    assert every[0].subject == "Lò Văn Ánh, Chi bộ bản Co Mận"


def test_guests_belong_to_another_register(db: Database, home: int) -> None:
    person(db, home, gender=None, duty=Duty.GUEST)
    assert found(db, "no-gender") == []


def test_unknown_standing_is_told_once_and_a_late_probation_apart(db: Database, home: int) -> None:
    unknown = person(db, home, "Lò Văn Ánh", official_on=None)
    late = person(db, home, "Lò Thị Ban", admitted_on=day("01/11/2025"), official_on=None, since=date(2025, 11, 1))
    with db.write("Sửa") as session:
        stays.change(session, late, on=date(2026, 11, 2), standing=Standing.PROBATIONARY)
    person(db, home, "Lò Thị Mới", admitted_on=day("01/06/2026"), official_on=None, since=date(2026, 6, 1))
    every = found(db, "standing", "no-official-date")
    assert [(finding.rule.key, finding.member_id) for finding in every] == [
        ("standing", unknown),
        ("no-official-date", late),
    ]
    assert "Đang ghi là dự bị." in every[1].what


def test_unknown_starts_are_a_count_for_each_cell_without_names(db: Database, home: int) -> None:
    for where in (home, home, other := cell(db, "Chi bộ 5")):
        person(db, where, "Lò Văn Ánh", since=None)
    assert [(one.cell_id, one.amount) for one in found(db, "since")] == [(home, 2), (other, 1)]


def test_cells_and_villages_that_miss_something(db: Database, home: int) -> None:
    odd = cell(db, "Chi bộ 5")
    person(db, odd, "Lò Văn Ánh", official_on=None)
    for name in ("Lò Văn Bốn", "Lò Văn Năm"):
        person(db, odd, name)
    empty = cell(db, "Chi bộ Trạm Y tế")
    with db.write("Thêm thôn") as session:
        villages.add(session, VillageValues("Nà Hin", cell_id=home))
        alone = villages.add(session, VillageValues("Huổi Va"))
    assert [finding.cell_id for finding in found(db, "no-kind")] == [odd]
    assert [finding.cell_id for finding in found(db, "small-cells")] == [empty]  # `odd` may have three official members
    assert [finding.village_id for finding in found(db, "village-alone")] == [alone]


def test_marks_left_open_are_told_with_names(db: Database, home: int) -> None:
    forgotten = person(db, home, "Lò Văn Ánh")
    exempt = person(db, home, "Lò Thị Ban", duty=Duty.EXEMPT)
    meeting = rolled(
        db, held(db, home, date(2026, 10, 5)), {forgotten: (Mark.UNRECORDED, ""), exempt: (Mark.UNRECORDED, "")}
    )
    (finding,) = found(db, "unrecorded")
    assert (finding.meeting_id, finding.what) == (meeting, "Còn 1 đồng chí chưa ghi: Lò Văn Ánh.")


def test_a_past_meeting_without_roll(db: Database, home: int) -> None:
    past = held(db, home, date(2026, 11, 21))
    held(db, home, TODAY)
    not_held = held(db, home, date(2026, 9, 5))
    with db.write("Không sinh hoạt") as session:
        meetings.set_not_held(session, not_held, "Mưa lũ")
    rolled(db, held(db, home, date(2026, 10, 5)))
    assert [finding.meeting_id for finding in found(db, "no-roll")] == [past]


def test_a_roll_that_the_register_contradicts(db: Database, home: int) -> None:
    going = person(db, home, "Lò Văn Ánh")
    exempted = person(db, home, "Lò Thị Ban")
    meeting = rolled(db, held(db, home, date(2026, 10, 5)))
    assert found(db, "roster") == []
    with db.write("Sửa quá trình") as session:
        leave(session, going, on=date(2026, 9, 30), ending=Ending.TRANSFERRED_OUT)
        stays.change(session, exempted, on=date(2026, 10, 1), duty=Duty.EXEMPT)
    person(db, home, "Lò Văn Mới", since=date(2026, 10, 1))
    (finding,) = found(db, "roster")
    assert finding.meeting_id == meeting
    assert finding.what == (
        "Lò Văn Ánh không có trong danh sách ngày đó; Lò Văn Mới có trong danh sách mà thiếu ở điểm danh; "
        "Lò Thị Ban ghi “Đang sinh hoạt”, danh sách là “Miễn sinh hoạt”."
    )


def test_a_committee_meeting_has_a_roster_of_its_own(db: Database, home: int) -> None:
    rolled(db, held(db, home, date(2026, 10, 4), MeetingKind.COMMITTEE))
    person(db, home, "Lò Văn Mới", since=date(2026, 10, 1))
    assert found(db, "roster") == []


def test_meetings_of_past_months_without_score_are_one_line_a_year(db: Database, home: int) -> None:
    for month in (8, 9, 10, 11):
        rolled(db, held(db, home, date(2026, month, 5), score=92.0 if month == 9 else None))
    (finding,) = found(db, "no-score")
    assert (finding.what, finding.amount) == ("Chưa chấm điểm tháng 8, 10 năm 2026.", 2)


def test_a_broken_link_is_an_error(db: Database, home: int) -> None:
    with db.engine.connect() as link:
        raw = link.connection.driver_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("UPDATE stay SET cell_id = 999")
        raw.execute("PRAGMA foreign_keys=ON")
    every = found(db, "file", "links")
    assert {(finding.rule.key, finding.severity) for finding in every} == {("links", Severity.ERROR)}


def test_a_rule_that_cannot_read_is_told_and_the_others_go_on(db: Database, home: int) -> None:
    with db.engine.begin() as link:
        link.execute(text("DROP TABLE cell_village"))
    keys = [finding.rule.key for finding in found(db, "no-kind", "village-alone", "no-roll")]
    assert keys == ["file", "file"]


def test_findings_read_as_lines_under_their_rule(db: Database, home: int) -> None:
    for name in ("Lò Văn Ánh", "Lò Thị Ban"):
        person(db, home, name, gender=None)
    person(db, home, "Lò Văn Cà", since=None)
    assert list(checks.lines(found(db, "no-gender", "since"))) == [
        "Chưa rõ: Chưa ghi giới tính (2). Mở lý lịch rồi ghi thêm, hoặc nhập tệp của cấp trên có cột này.",
        "  Lò Văn Ánh, Chi bộ bản Co Mận: Chưa ghi giới tính.",
        "  Lò Thị Ban, Chi bộ bản Co Mận: Chưa ghi giới tính.",
        "Chưa rõ: Chưa rõ ngày bắt đầu sinh hoạt ở chi bộ (1). "
        "Chỉ cần ghi khi ngày này làm sai số liệu của tháng đã qua; sửa ở mục Quá trình của lý lịch.",
        "  Chi bộ bản Co Mận: 1 đồng chí chưa rõ ngày bắt đầu sinh hoạt ở chi bộ; tạm tính từ ngày sớm nhất có thể.",
    ]


class TestOfficialDates:
    def test_they_are_offered_twelve_months_after_admission(self, db: Database, home: int) -> None:
        for name, admitted in (
            ("Lò Văn Ánh", "29/02/2004"),
            ("Lò Văn Ban", "05/1990"),
            ("Lò Văn Cà", "1985"),
            ("Lò Văn Dự", "23/11/2025"),
            ("Lò Văn Đưa", "11/2025"),
            ("Lò Văn E", "22/11/2025"),
        ):
            person(db, home, name, admitted_on=day(admitted), official_on=None, born_on=day("1960"))
        with db.read() as session:
            offers = official_dates.offer_official_dates(session, TODAY)
        assert [(offer.full_name, str(offer.official_on)) for offer in offers] == [
            ("Lò Văn Ánh", "28/02/2005"),
            ("Lò Văn Ban", "05/1991"),
            ("Lò Văn Cà", "1986"),
            ("Lò Văn E", "22/11/2026"),
        ]

    def test_writing_them_is_one_step_back(self, db: Database, home: int) -> None:
        wanted = [person(db, home, name, official_on=None) for name in ("Lò Văn Ánh", "Lò Văn Ban", "Lò Văn Cà")]
        with db.write("Ghi ngày chính thức") as session:
            assert official_dates.write_official_dates(session, wanted[:2], TODAY) == 2
        with db.read() as session:
            assert [members.read(session, one).official_on for one in wanted] == [day("03/02/2006")] * 2 + [None]
            assert [stays.current(session, one).standing for one in wanted] == [  # type: ignore[union-attr]
                Standing.OFFICIAL,
                Standing.OFFICIAL,
                Standing.UNKNOWN,
            ]
        assert db.undo() == "Ghi ngày chính thức"
        with db.read() as session:
            assert len(official_dates.offer_official_dates(session, TODAY)) == 3

    def test_a_list_that_has_changed_is_refused_whole(self, db: Database, home: int) -> None:
        wanted = [person(db, home, name, official_on=None) for name in ("Lò Văn Ánh", "Lò Văn Ban")]
        spoil(db, wanted[1], official_on=day("01/01/2020"))
        with pytest.raises(KnownError, match="xem lại danh sách"), db.write("Ghi ngày chính thức") as session:
            official_dates.write_official_dates(session, wanted, TODAY)
        with db.read() as session:
            assert members.read(session, wanted[0]).official_on is None


def test_a_meeting_held_outside_its_month_is_shown(db: Database, home: int) -> None:
    held(db, home, date(2026, 10, 31))
    with db.write("Thêm cuộc họp") as session:
        meetings.add(session, home, 2026, 9, MeetingValues(MeetingKind.REGULAR, date(2026, 10, 2)))
    (finding,) = found(db, "other-month")
    assert finding.what == "Cuộc họp của tháng 9/2026 ghi ngày họp 02/10/2026."


def test_one_who_chairs_and_takes_the_minutes_is_shown(db: Database, home: int) -> None:
    one, other = (person(db, home, name) for name in ("Lò Văn Ánh", "Lò Văn Ban"))
    held(db, home, date(2026, 9, 2), chair_id=one, secretary_id=one)
    held(db, home, date(2026, 10, 2), chair_id=one, secretary_id=other)
    (finding,) = found(db, "one-officer")
    assert (finding.what, finding.name) == ("Lò Văn Ánh vừa chủ trì vừa làm thư ký.", "Họp 02/09/2026")
