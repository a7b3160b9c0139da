from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from models import awards, codes, members, stays
from models.awards import CommendationValues, CourseValues, DisciplineValues
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.tables import ClassParticipant, Standing, TrainingClass
from tests.models import builders as make
from tests.models.builders import TODAY


@pytest.fixture
def who(db: Database) -> int:
    with db.write("Dựng") as session:
        (member,) = make.people(session, make.cell(session), 1)
    return member


def code(db: Database, list_name: str, word: str) -> int:
    with db.read() as session:
        return codes.id_of(session, list_name, word)


def test_records_are_kept_the_newest_first_and_corrected(db: Database, who: int) -> None:
    kind = code(db, codes.COMMENDATION, "party_committee")
    level = code(db, codes.AWARD_LEVEL, "commune")
    with db.write("Khen") as session:
        for year, title in ((2019, "Năm 2018"), (2026, " Năm  2025 ")):
            values = CommendationValues(kind, title, PartialDate(year, 2, 3), "45-QĐ/ĐU", level)
            awards.write(session, who, values, on=TODAY)
        awards.write(session, who, CommendationValues(kind), on=TODAY)  # of some nobody knows the day any more
    with db.read() as session:
        found = awards.of(session, who).commendations
    assert [values.title for values in found.values()] == ["Năm 2025", "Năm 2018", ""]
    first = next(iter(found))
    with db.write("Sửa") as session:
        awards.write(session, who, replace(found[first], title="Năm 2025, tiêu biểu"), first, on=TODAY)
    with db.read() as session:
        assert awards.of(session, who).commendations[first].title == "Năm 2025, tiêu biểu"
    with db.write("Bỏ") as session:
        awards.remove(session, CommendationValues, first)
    with db.read() as session:
        assert len(awards.of(session, who).commendations) == 2
    assert db.undo() == "Bỏ"
    with db.read() as session:
        assert first in awards.of(session, who).commendations


@pytest.mark.parametrize(
    ("form", "is_refused"), [("reprimand", False), ("warning", False), ("dismissal", True), ("expulsion", True)]
)
def test_one_on_probation_gets_only_the_first_two_forms(db: Database, form: str, is_refused: bool) -> None:
    with db.write("Dựng") as session:
        (who,) = make.people(session, make.cell(session), 1, standing=Standing.PROBATIONARY)
    values = DisciplineValues(code(db, codes.DISCIPLINE, form), date(2026, 8, 1), "Vi phạm")
    with db.write("Kỷ luật") as session:
        if is_refused:
            with pytest.raises(
                KnownError, match="Ngày 01/08/2026 đồng chí còn dự bị; khi đó chỉ có khiển trách"
            ) as refused:
                awards.write(session, who, values, on=TODAY)
            assert refused.value.field == "form_id"
        else:
            awards.write(session, who, values, on=TODAY)
    with db.read() as session:
        assert list(awards.of(session, who).disciplines.values()) == ([] if is_refused else [values])


def test_it_is_the_standing_of_the_day_that_bars_the_graver_forms(db: Database) -> None:
    with db.write("Dựng") as session:
        (who,) = make.people(session, make.cell(session), 1, standing=Standing.PROBATIONARY)
        stays.change(session, who, on=date(2026, 9, 1), standing=Standing.OFFICIAL)
    graver = DisciplineValues(code(db, codes.DISCIPLINE, "dismissal"), date(2026, 9, 1), "Vi phạm")
    with db.write("Kỷ luật") as session:
        with pytest.raises(KnownError, match="còn dự bị"):
            awards.write(session, who, replace(graver, effective_on=date(2026, 8, 31)), on=TODAY)
        awards.write(session, who, graver, on=TODAY)
    with db.read() as session:
        assert list(awards.of(session, who).disciplines.values()) == [graver]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        (CommendationValues(None), "kind_id", "Hãy chọn hình thức khen thưởng"),
        (CommendationValues(1, awarded_on=PartialDate(2027)), "awarded_on", "2027 chưa đến"),
        (DisciplineValues(None, date(2026, 1, 1)), "form_id", "Hãy chọn hình thức kỷ luật"),
        (DisciplineValues(1, None), "effective_on", "Hãy ghi ngày"),
        (DisciplineValues(1, date(2026, 2, 1), ends_on=date(2026, 1, 1)), "ends_on", "ở trước ngày có hiệu lực"),
        (DisciplineValues(1, date(2026, 12, 1)), "effective_on", "01/12/2026 chưa đến"),
        (CourseValues("  "), "name", "Hãy ghi tên lớp"),
        (
            CourseValues("Trung cấp", first_on=PartialDate(2020, 5), last_on=PartialDate(2019)),
            "last_on",
            "Học xong 2019 trước khi bắt đầu 05/2020",
        ),
    ],
)
def test_what_cannot_be_is_said_at_its_field(db: Database, who: int, values: awards.Values, field: str, words: str):
    with db.write("Ghi") as session, pytest.raises(KnownError, match=words) as refused:
        awards.write(session, who, values, on=TODAY)
    assert refused.value.field == field


def test_disciplines_of_a_year_are_known_by_member(db: Database, who: int) -> None:
    with db.write("Kỷ luật") as session:
        for year in (2025, 2026):
            form = codes.id_of(session, codes.DISCIPLINE, "warning" if year == 2026 else "reprimand")
            awards.write(session, who, DisciplineValues(form, date(year, 12 if year < 2026 else 1, 31)), on=TODAY)
    with db.read() as session:
        assert awards.disciplined(session, date(2026, 1, 1), date(2026, 12, 31)) == {who: ["Cảnh cáo"]}


def test_the_government_s_disciplines_are_told_apart_and_bind_no_probation(db: Database) -> None:
    with db.write("Kỷ luật") as session:
        (who,) = make.people(session, make.cell(session), 1, standing=Standing.PROBATIONARY)
        form = codes.id_of(session, codes.STATE_DISCIPLINE, "dismissal")
        awards.write(session, who, DisciplineValues(form, date(2026, 8, 1)), on=TODAY)
    with db.read() as session:
        span = date(2026, 1, 1), date(2026, 12, 31)
        assert awards.disciplined(session, *span) == {who: ["Cách chức (chính quyền, pháp luật)"]}
        assert awards.disciplined(session, *span, codes.DISCIPLINE) == {}


def test_the_commune_s_own_classes_are_shown_with_the_courses(db: Database, who: int) -> None:
    with db.write("Lớp") as session:
        kind = codes.id_of(session, codes.CLASS_KIND, "new_member")
        held = TrainingClass(kind_id=kind, name="Lớp đảng viên mới khóa 1", first_day=date(2026, 5, 4))
        session.add(held)
        session.flush()
        session.add(ClassParticipant(class_id=held.id, member_id=who, certificate_number="07"))
        awards.write(session, who, CourseValues("Sơ cấp lý luận chính trị"), on=TODAY)
    with db.read() as session:
        found = awards.of(session, who)
        assert [line.name for line in found.classes] == ["Lớp đảng viên mới khóa 1"]
        assert [values.name for values in found.courses.values()] == ["Sơ cấp lý luận chính trị"]
        assert members.read(session, who).full_name == "Lò Văn Aa"
