"""Two qualifications of one person: the highest is of the card's own field, the others stay in the note; a lone “TC”
is asked about once a file.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from exports.readers import read_file, schooling
from models import codes, imports
from models.database import Database
from models.outline import AS_FOUND, ReadingChoices
from models.records import BadgeRecord, MemberRecord, Reading
from models.tables import CodeItem, Member
from tests.exports.books import write_book

ON = date(2026, 11, 22)
HEAD = ("TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Chi bộ")
NAMES = ("Lò Văn Ánh", "Cà Thị Xôm", "Lường Văn Púa")
WORKER = "Công nhân kỹ thuật, nhân viên nghiệp vụ, sơ cấp"
MIXED = "Trình độ: văn hóa, chuyên môn, LLCT"


def book(path: Path, headings: tuple[str, ...], *said: tuple[str | None, ...]) -> Path:
    rows = (
        (n, name, f"{n}/5/1970", f"{n}/2/2000", "Chi bộ bản Co Mận", *cells)
        for n, (name, cells) in enumerate(zip(NAMES, said, strict=False), 1)
    )
    return write_book(path, {"S": [(*HEAD, *headings), *rows]})


def read(path: Path, choices: ReadingChoices = AS_FOUND) -> Reading:
    return read_file(path, ON, choices=choices)


def levels(reading: Reading) -> list[tuple[str | None, ...]]:
    people = [one for one in reading.records if isinstance(one, MemberRecord)]
    return [(one.education, one.professional, one.theory, one.more_schooling) for one in people]


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [
        (
            "Trình độ chuyên môn",
            "TC nông nghiệp, cử nhân luật",
            (None, "Đại học", None, "Trình độ chuyên môn: TC nông nghiệp, cử nhân luật"),
        ),
        (
            "Trình độ chuyên môn",
            "TC nông nghiệp\ncử nhân luật",
            (None, "Đại học", None, "Trình độ chuyên môn: TC nông nghiệp\ncử nhân luật"),
        ),
        ("Trình độ chuyên môn", "ĐH Luật, Kinh tế", (None, "Đại học", None, "Trình độ chuyên môn: ĐH Luật, Kinh tế")),
        (
            "Trình độ chuyên môn",
            "ĐH Luật, TC LLCT",
            (None, "Đại học", "Trung cấp", "Trình độ chuyên môn: ĐH Luật, TC LLCT"),
        ),
        *(
            ("Trình độ chuyên môn", text, (None, level, None, f"Trình độ chuyên môn: {text}"))
            for text, level in (
                ("Cao đẳng sư phạm, Đại học Luật", "Đại học"),
                ("cao dang su pham, dai hoc luat", "Đại học"),
                ("Đại học Luật, Thạc sỹ Xây dựng Đảng", "Thạc sỹ"),
                ("Trung cấp Y, đang học Đại học", "Trung cấp"),
                ("TRUNG CẤP Y, ĐANG HỌC ĐẠI HỌC", "Trung cấp"),
                ("trung cap y, dang hoc dai hoc", "Trung cấp"),
            )
        ),
        (
            "Trình độ chuyên môn",
            "Xây dựng Đảng (ĐH)",
            (None, "Đại học", None, "Trình độ chuyên môn: Xây dựng Đảng (ĐH)"),
        ),
        (
            "Trình độ chuyên môn",
            "TC chăn nuôi và thú y",
            (None, "Trung cấp", None, "Trình độ chuyên môn: TC chăn nuôi và thú y"),
        ),
        ("Trình độ chuyên môn", "ĐH Luật", (None, "Đại học", None, "Trình độ chuyên môn: ĐH Luật")),
        ("Trình độ chuyên môn", "ĐHSP Toán", (None, "Đại học", None, "Trình độ chuyên môn: ĐHSP Toán")),
        ("Trình độ chuyên môn", "Bác sỹ", (None, "Đại học", None, "Trình độ chuyên môn: Bác sỹ")),
        ("Trình độ chuyên môn", "CNTT (ĐH)", (None, "Đại học", None, "Trình độ chuyên môn: CNTT (ĐH)")),
        ("Trình độ chuyên môn", "Tốt nghiệp đại học", (None, "Đại học", None, None)),
        ("Trình độ chuyên môn", "Luật", (None, None, None, None)),
        ("Trình độ chuyên môn", "ĐH, chưa", (None, "Đại học", None, None)),
        (
            "Trình độ chuyên môn",
            "Công nhân kỹ thuật, nhân viên nghiệp vụ, sơ cấp",
            (None, "Công nhân kỹ thuật, nhân viên nghiệp vụ, sơ cấp", None, None),
        ),
        ("Lý luận chính trị", "SC, TC", (None, None, "Trung cấp", "Lý luận chính trị: SC, TC")),
        (
            "Trình độ văn hóa",
            "12/12, ĐH Luật",
            ("Trung học phổ thông", "Đại học", None, "Trình độ chuyên môn: ĐH Luật"),
        ),
        ("Trình độ văn hóa", "12/12, TC", ("Trung học phổ thông", None, None, "Trình độ chưa rõ mục: TC")),
        (
            "Trình độ",
            "9/12, CĐ Y, SC",
            ("Trung học cơ sở", "Cao đẳng", "Sơ cấp", "Trình độ chuyên môn: CĐ Y"),
        ),
        (MIXED, "12/12, TC", ("Trung học phổ thông", None, None, "Trình độ chưa rõ mục: TC")),
        (MIXED, "12/12\nTC", ("Trung học phổ thông", None, None, "Trình độ chưa rõ mục: TC")),
        (
            MIXED,
            "9/12, TC nông nghiệp, cử nhân luật",  # by its words of a profession, though it stands third
            ("Trung học cơ sở", "Đại học", None, "Trình độ chuyên môn: TC nông nghiệp, cử nhân luật"),
        ),
        (
            MIXED,
            "12/12, TC, TC nông nghiệp",
            ("Trung học phổ thông", "Trung cấp", "Trung cấp", "Trình độ chuyên môn: TC nông nghiệp"),
        ),
        (
            MIXED,
            "12/12, ĐH Luật, TC",
            ("Trung học phổ thông", "Đại học", "Trung cấp", "Trình độ chuyên môn: ĐH Luật"),
        ),
    ],
)
def test_the_highest_is_of_the_field_and_nothing_is_lost(
    tmp_path: Path, heading: str, cell: str, said: tuple[str | None, ...]
):
    reading = read(book(tmp_path / "a.xlsx", (heading,), (cell,)))
    [found] = levels(reading)
    more = found[3] and " ".join(found[3].split())
    assert (*found[:3], more) == (*said[:3], said[3] and " ".join(said[3].split()))


@pytest.mark.parametrize("cell", ["ĐH.", "CĐ", "TCCN", "Cử nhân", "Ths", "Đã tốt nghiệp ĐH", "chưa"])
def test_a_level_that_names_no_subject_leaves_the_note_alone(tmp_path: Path, cell: str):
    [(*_levels, more)] = levels(read(book(tmp_path / "a.xlsx", ("Trình độ chuyên môn",), (cell,))))
    assert more is None


def test_the_words_of_the_forms_are_read_as_themselves_and_no_more(db: Database):
    with db.read() as session:
        labels = session.scalars(select(CodeItem.label).where(CodeItem.list_name == codes.PROFESSIONAL)).all()
    assert labels
    for label in labels:
        found = schooling.professional(label)
        assert (found.value, found.reason, schooling.says_more("professional", label)) == (label, "", False)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("Biết đọc, biết viết chữ quốc ngữ", ("Biết đọc, biết viết chữ quốc ngữ", None, None, None)),
        (WORKER, (None, WORKER, None, None)),
        (f"{WORKER}; LLCT: sơ cấp", (None, WORKER, "Sơ cấp", None)),
        (f"12/12\n{WORKER}", ("Trung học phổ thông", WORKER, None, None)),
        (f"12/12, {WORKER}, ĐH Luật", ("Trung học phổ thông", "Đại học", None, f"{WORKER}, ĐH Luật")),
        ("12/12\nLLCT: cao cấp, cử nhân\nCao đẳng", ("Trung học phổ thông", "Cao đẳng", "Cao cấp, cử nhân", None)),
        ("Cao cấp, cử nhân", (None, None, "Cao cấp, cử nhân", None)),
    ],
)
@pytest.mark.parametrize("heading", [MIXED, "Trình độ: văn hóa, lý luận, chuyên môn, ngoại ngữ"])
def test_a_word_of_the_forms_that_has_commas_is_one_level(
    tmp_path: Path, heading: str, cell: str, said: tuple[str | None, ...]
):
    [found] = levels(read(book(tmp_path / "a.xlsx", (heading,), (cell,))))
    assert found == (*said[:3], said[3] and f"Trình độ chuyên môn: {said[3]}")


def test_where_theory_is_named_a_lone_word_is_of_a_profession(tmp_path: Path):
    cells = (("Trung cấp",), ("12/12; LLCT: trung cấp",), ("9/12, TC",))
    reading = read(book(tmp_path / "a.xlsx", (MIXED,), *cells))
    assert [one[1:] for one in levels(reading)] == [
        ("Trung cấp", None, None),
        (None, "Trung cấp", None),
        ("Trung cấp", None, None),
    ]
    assert reading.outlines[0].marks == ()


def test_with_columns_for_both_the_lone_word_below_general_schooling_is_kept(tmp_path: Path):
    headings = ("Trình độ văn hóa", "Trình độ chuyên môn", "Lý luận chính trị")
    reading = read(book(tmp_path / "a.xlsx", headings, ("12/12, TC", "ĐH", "SC")))
    assert levels(reading) == [("Trung học phổ thông", "Đại học", "Sơ cấp", "Trình độ văn hóa: 12/12, TC")]
    assert reading.outlines[0].marks == ()


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("professional", [("Trung cấp", None, None), ("Trung cấp", None, None)]),
        ("theory", [(None, "Trung cấp", None), (None, "Trung cấp", None)]),
    ],
)
def test_a_lone_word_is_asked_about_once_a_file(tmp_path: Path, key: str, said: list[tuple[str | None, ...]]):
    path = book(tmp_path / "a.xlsx", (MIXED,), ("12/12, TC",), ("9/12, tc",))
    reading = read(path)
    assert reading.outlines[0].marks == ("TC",)
    told = [problem.reason for one in reading.records for problem in one.problems]
    assert told == [f"“{word}” chưa rõ là chuyên môn hay lý luận chính trị, giữ ở Ghi chú." for word in ("TC", "tc")]
    answered = read(path, replace(AS_FOUND, marks={"TC": key}))
    assert [one[1:] for one in levels(answered)] == said
    assert answered.outlines[0].marks == ()
    assert not [problem for one in answered.records for problem in one.problems]


def test_an_answer_beside_a_sure_level_keeps_both(tmp_path: Path):
    path = book(tmp_path / "a.xlsx", (MIXED,), ("ĐH Luật, TC",))
    [found] = levels(read(path, replace(AS_FOUND, marks={"TC": "professional"})))
    assert found == (None, "Đại học", None, "Trình độ chuyên môn: ĐH Luật, TC")


def test_the_answer_is_remembered_with_the_headings(db: Database, tmp_path: Path):
    path = book(tmp_path / "a.xlsx", (MIXED,), ("12/12, TC",))
    choices = replace(AS_FOUND, marks={"TC": "theory"})
    with db.write("Nhập") as session:
        imports.remember_choices(session, read(path, choices), choices)
    with db.read() as session:
        before = imports.as_before(session)
    again = read(book(tmp_path / "b.xlsx", (MIXED,), ("10/12, TC",)), before)
    assert (levels(again)[0][2], again.outlines[0].marks) == ("Trung cấp", ())
    assert "Trang “S”: “TC” là lý luận chính trị, như đã chọn." in again.notes
    other = read(book(tmp_path / "c.xlsx", (MIXED, "Quê quán"), ("12/12, TC", "Thái Bình")), before)
    assert other.outlines[0].marks == ("TC",)


@pytest.mark.parametrize(
    ("said", "kept"), [({"TC": "professional"}, {"CN": "theory", "TC": "professional"}), ({"TC": ""}, {"CN": "theory"})]
)
def test_an_answer_given_anew_goes_before_what_was_remembered(
    db: Database, tmp_path: Path, said: dict[str, str], kept: dict[str, str]
):
    path = book(tmp_path / "a.xlsx", (MIXED,), ("12/12, TC",))
    for marks in ({"CN": "theory", "tc": "theory"}, said):
        choices = replace(AS_FOUND, marks=marks)  # without what is remembered, as the window has them
        with db.write("Nhập") as session:
            imports.remember_choices(session, read(path, choices), choices)
    with db.read() as session:
        before = imports.as_before(session)
    [outline] = read(path, before).outlines
    assert before.remembered_marks[outline.fingerprint] == kept
    assert (outline.said, outline.marks) == (({"TC": "professional"}, ()) if said["TC"] else ({}, ("TC",)))
    again = read(path, replace(before, marks={"Tc": "theory"}))
    assert levels(again)[0][1:3] == (None, "Trung cấp")


def bring_in(db: Database, reading: Reading) -> list[str]:
    with db.write("Nhập") as session:
        plan = imports.plan(session, reading, ON)
        imports.apply(session, plan)
    return [action.verdict.label for action in plan.actions if action.subject.label == "Đảng viên"]


def test_it_is_written_behind_the_note_that_stands_there_and_once(db: Database, tmp_path: Path):
    headings = ("Trình độ chuyên môn", "Ghi chú")
    both = "TC nông nghiệp, cử nhân luật"
    assert bring_in(db, read(book(tmp_path / "a.xlsx", headings, ("ĐH", "Con ông Pó")))) == ["Thêm"]
    alone = book(tmp_path / "b.xlsx", headings[:1], (both,))
    assert bring_in(db, read(alone)) == ["Sửa"]
    with db.read() as session:
        note, level = session.execute(
            select(Member.note, CodeItem.label).join(CodeItem, CodeItem.id == Member.professional_id)
        ).one()
    assert (note, level) == (f"Con ông Pó; Trình độ chuyên môn: {both}", "Đại học")
    assert bring_in(db, read(alone)) == ["Bỏ qua"]
    assert bring_in(db, read(book(tmp_path / "c.xlsx", headings, (both, "Con ông Pó")))) == ["Bỏ qua"]


def test_the_subject_of_a_degree_stands_in_the_note_once(db: Database, tmp_path: Path):
    headings = ("Trình độ chuyên môn", "Ghi chú")
    assert bring_in(db, read(book(tmp_path / "a.xlsx", headings, ("ĐH", "Con ông Pó"), ("CĐ", None)))) == ["Thêm"] * 2
    subjects = book(tmp_path / "b.xlsx", headings[:1], ("ĐH Luật",), ("CĐSP",))
    assert bring_in(db, read(subjects)) == ["Sửa", "Sửa"]
    with db.read() as session:
        notes = session.scalars(select(Member.note).order_by(Member.id)).all()
    assert notes == ["Con ông Pó; Trình độ chuyên môn: ĐH Luật", "Trình độ chuyên môn: CĐSP"]
    assert bring_in(db, read(subjects)) == ["Bỏ qua", "Bỏ qua"]
    other = book(tmp_path / "c.xlsx", headings[:1], ("ĐH luật",), ("Cao đẳng",))
    assert bring_in(db, read(other)) == ["Bỏ qua", "Bỏ qua"]


def test_what_the_note_has_no_room_for_is_said(db: Database, tmp_path: Path):
    headings = ("Trình độ chuyên môn", "Ghi chú")
    reading = read(book(tmp_path / "a.xlsx", headings, ("TC nông nghiệp, cử nhân luật", "x" * 200)))
    [one] = [one for one in reading.records if isinstance(one, MemberRecord)]
    full = one._replace(plain={"note": "x" * 480})
    with db.read() as session:
        plan = imports.plan(session, replace(reading, records=(full,)), ON)
    [action] = [action for action in plan.actions if action.subject.label == "Đảng viên"]
    assert action.verdict.label == "Thêm"
    assert "Ghi chú không còn chỗ cho các trình độ khác; chưa ghi." in [problem.reason for problem in action.problems]


def test_two_rows_of_one_person_keep_what_both_say(tmp_path: Path):
    row = ("Lò Văn Ánh", "1/5/1970", "1/2/2000", "Chi bộ bản Co Mận")
    said = ("TC nông nghiệp, cử nhân luật", "TC y, cử nhân luật")
    path = write_book(
        tmp_path / "a.xlsx", {"S": [(*HEAD, "Trình độ chuyên môn"), *((n, *row, one) for n, one in enumerate(said, 1))]}
    )
    assert levels(read(path))[0][3] == "; ".join(f"Trình độ chuyên môn: {one}" for one in said)


def test_a_list_that_takes_no_schooling_does_not_say_that_it_keeps_it(tmp_path: Path):
    path = book(tmp_path / "a.xlsx", ("Huy hiệu (năm)", "Số quyết định", MIXED), ("30 năm", "15-QĐ/TU", "12/12, TC"))
    reading = read(path, replace(AS_FOUND, layout="huy-hieu"))
    [one] = reading.records
    assert isinstance(one, BadgeRecord)
    assert "“TC” chưa rõ là mục nào, chưa ghi." in [problem.reason for problem in one.who.problems]
    assert reading.outlines[0].marks == ()
