"""Word documents: every paragraph as it will be read, names with any letter, templates of the office's own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, time
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm, Pt

import resources
from exports import paper_words, papers
from models import content, meetings, members, office, tasks, votes
from models import papers as register
from models.database import Database
from models.dates import PartialDate
from models.errors import KnownError
from models.members import MemberValues
from models.office import Office
from models.tables import Duty, MeetingForm, Member, PaperKind, Part, Position, TaskResult, VoteKind
from tests.forms import TEMPLATES
from tests.models.builders import K, P, cell, held, people

TODAY = date(2026, 11, 22)
DAY = date(2026, 2, 5)
ODD = "Lò Văn A & <b> =1+1 \"{{ 'x' }}\""


@pytest.fixture
def key(db: Database) -> int:
    with db.write("Họp") as session:
        office.save(session, Office("Đảng ủy xã Nậm Chua", "Đảng bộ tỉnh Điện Biên", "Nậm Chua", signer="Vừ A Lử"))
        home = cell(session)
        who = people(session, home, 19, since=date(2012, 1, 1))
        values = MemberValues("Lò Văn Ánh", admitted_on=PartialDate(2010, 1, 1), official_on=PartialDate(2011, 1, 1))
        who.append(members.add(session, values, home, on=TODAY, since=date(2012, 1, 1)))
        session.get_one(Member, who[-1]).full_name = ODD  # as an older list may have brought it
        members.set_position(session, who[0], Position.SECRETARY, on=date(2025, 7, 1))
        before = held(session, home, date(2026, 1, 5))
        road = tasks.add(session, before, "Làm đường < 300 m & kè", who[-1:], date(2026, 1, 30))
        held_id = held(session, home, DAY, {who[1]: P, who[2]: P, who[3]: K})
        row = meetings.read(session, held_id).values
        full = replace(
            row,
            form=MeetingForm.IN_PERSON,
            starts_at=time(19, 30),
            ends_at=time(21, 5),
            place="Nhà văn hóa bản",
            chair_id=who[0],
            secretary_id=who[-1],
        )
        meetings.edit(session, held_id, full, on=TODAY)
        content.add(session, held_id, Part.AGENDA, "Đánh giá tháng 1; phương hướng tháng 2")
        content.add(session, held_id, Part.OPINION, "Nhất trí", who[-1])
        content.add(session, held_id, Part.OPINION, "Đại biểu Đảng ủy phát biểu")
        content.add(session, held_id, Part.CONCLUSION, "Thống nhất dự thảo")
        tasks.judge(session, held_id, road, TaskResult.DOING, "còn 50 m")
        tasks.add(session, held_id, "Thu quỹ", who[:2], date(2026, 2, 28))
        votes.add(session, held_id, "Thông qua nghị quyết tháng 2", VoteKind.SIMPLE, votes.Count(17))
        return held_id


def made(db: Database, kind: PaperKind, key: int, folder: Path) -> bytes:
    with db.read() as session:
        return papers.make(session, papers.propose(session, kind, key, TODAY), folder)


def texts(made_file: bytes) -> list[str]:
    found: list[str] = []
    for one in papers.preview(made_file):
        found.extend(
            [" | ".join(" / ".join(line.text for line in inside) for inside in one.cells)] if one.cells else [one.text]
        )
    return [text for text in found if text.strip()]


def test_the_sums_of_the_minutes_add_up_with_those_away(db: Database, tmp_path: Path) -> None:
    with db.write("Họp") as session:
        home = cell(session)
        people(session, home, 4, since=date(2012, 1, 1))
        people(session, home, 1, since=date(2012, 1, 1), start=10, duty=Duty.EXEMPT)
        people(session, home, 2, since=date(2012, 1, 1), start=20, duty=Duty.TEMP_AWAY)
        key = held(session, home, DAY)
    said = texts(made(db, PaperKind.MINUTES, key, tmp_path))
    assert (
        "Tổng số đảng viên: 7 (chính thức 7, dự bị 0); được miễn sinh hoạt: 1; sinh hoạt tạm thời nơi khác: 2; "
        "phải dự: 4; có mặt: 4; vắng: 0 (có lý do 0, không lý do 0)."
    ) in said


def test_the_signatures_of_the_minutes_keep_the_last_sentence_with_them() -> None:
    document = docx.Document(str(resources.path("forms/bien-ban.docx")))
    last, blank = document.paragraphs[-2:]
    assert "biên bản đã được đọc" in last.text
    assert (last.paragraph_format.keep_with_next, blank.text, blank.paragraph_format.keep_with_next) == (True, "", True)


def test_minutes_read_paragraph_by_paragraph(db: Database, key: int, tmp_path: Path) -> None:
    found = texts(made(db, PaperKind.MINUTES, key, tmp_path))
    assert found[0] == (
        "ĐẢNG ỦY XÃ NẬM CHUA / CHI BỘ BẢN NÀ SÁY / * / Số 01-BB/CB"
        " | ĐẢNG CỘNG SẢN VIỆT NAM /  / Nậm Chua, ngày 05 tháng 02 năm 2026"
    )
    assert found[1:] == [
        "BIÊN BẢN",
        "Họp chi bộ tháng 2 năm 2026 (sinh hoạt thường kỳ)",
        "-----",
        "1. Thời gian, địa điểm",
        "Bắt đầu lúc 19 giờ 30 phút, ngày 05/02/2026; kết thúc lúc 21 giờ 05 phút cùng ngày (95 phút).",
        "Địa điểm: Nhà văn hóa bản. Hình thức: trực tiếp.",
        "2. Thành phần",
        f"Chủ trì: đồng chí Lò Văn Aa. Thư ký: đồng chí {ODD}.",
        "Tổng số đảng viên: 20 (chính thức 20, dự bị 0); được miễn sinh hoạt: 0; phải dự: 20; có mặt: 17; vắng: 3"
        " (có lý do 2, không lý do 1).",
        "- Vắng: Lò Văn Ab (có lý do).",
        "- Vắng: Lò Văn Ac (có lý do).",
        "- Vắng: Lò Văn Ad (không lý do).",
        "3. Nội dung",
        "- Đánh giá tháng 1; phương hướng tháng 2",
        "Kết quả thực hiện nhiệm vụ kỳ trước:",
        "- Làm đường < 300 m & kè: Đang thực hiện: còn 50 m.",
        "4. Ý kiến phát biểu",
        f"- Đồng chí {ODD}: Nhất trí",
        "- Đại biểu Đảng ủy phát biểu",
        "5. Kết luận",
        "- Thống nhất dự thảo",
        "- Giao Lò Văn Aa, Lò Văn Ab: Thu quỹ, hạn 28/02/2026.",
        "6. Biểu quyết",
        "- Thông qua nghị quyết tháng 2: 17/20 đồng chí tán thành, đạt tỷ lệ 85 %.",
        "7. Chấm điểm",
        "Chi bộ tự chấm …… điểm, tự xếp loại: …….",
        "Cuộc họp kết thúc lúc 21 giờ 05 phút; biên bản đã được đọc cho chi bộ nghe và thông qua.",
        f"NGƯỜI GHI BIÊN BẢN /  /  /  /  /  / {ODD} | CHỦ TRÌ /  /  /  /  /  / Lò Văn Aa",
    ]


def test_the_resolution_has_last_months_tasks_as_a_table(db: Database, key: int, tmp_path: Path) -> None:
    found = texts(made(db, PaperKind.RESOLUTION, key, tmp_path))
    assert "Lãnh đạo thực hiện nhiệm vụ tháng 2 năm 2026" in found
    assert "I. ĐÁNH GIÁ KẾT QUẢ LÃNH ĐẠO THÁNG 1/2026" in found
    place = found.index("TT | Nhiệm vụ đề ra | Tình trạng đầu kỳ | Kết quả thực hiện")
    assert found[place + 1] == ("1 | Làm đường < 300 m & kè | Mới giao, quá hạn 30/01/2026 | Đang thực hiện: còn 50 m")
    assert "Nghị quyết được chi bộ thông qua với 17/20 đồng chí tán thành, đạt tỷ lệ 85 %./." in found
    assert found[-1].endswith("T/M CHI BỘ / BÍ THƯ /  /  /  /  / Lò Văn Aa")
    assert found[-1].startswith("Nơi nhận: / - Đảng ủy xã Nậm Chua (để báo cáo);")


def test_the_invitation_goes_out_before_and_the_calendar_lists_the_cells(
    db: Database, key: int, tmp_path: Path
) -> None:
    found = texts(made(db, PaperKind.INVITATION, key, tmp_path))
    assert "Thời gian: 19 giờ 30 phút, ngày 05/02/2026." in found
    with db.read() as session:
        draft = papers.propose_calendar(session, 2026, 2, date(2026, 1, 25))
        calendar = texts(papers.make(session, draft, tmp_path))
    assert calendar[0].startswith("ĐẢNG BỘ TỈNH ĐIỆN BIÊN / ĐẢNG ỦY XÃ NẬM CHUA / * / Số 01-TB/ĐU | ")
    assert any(
        "1 | Chi bộ bản Nà Sáy | 20 | 19h30 ngày 05/02/2026 | Nhà văn hóa bản | Lò Văn Aa" in one for one in calendar
    )
    assert calendar[-1].endswith("T/M ĐẢNG ỦY / BÍ THƯ /  /  /  /  / Vừ A Lử")


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_layout_is_that_of_party_documents(name: str) -> None:
    document = docx.Document(str(resources.path(f"forms/{name}")))
    section = document.sections[0]
    sizes = (section.page_width, section.page_height, section.top_margin, section.bottom_margin)
    assert [round(size / Mm(1)) for size in (*sizes, section.left_margin, section.right_margin)] == [
        210,
        297,
        20,
        20,
        30,
        15,
    ]
    normal: Any = document.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    assert normal.paragraph_format.line_spacing == Pt(18)
    named: Any = document.styles["Nội dung"]
    body = named.paragraph_format
    assert round(body.first_line_indent / Mm(1)) == 10
    assert section.different_first_page_header_footer
    head = [one.text for one in document.tables[0].rows[0].cells[0].paragraphs]
    assert head == ["{{ cap_tren }}", "{{ co_quan }}", "*", "Số {{ so_ky_hieu }}"]


@pytest.mark.parametrize(("name", "build"), TEMPLATES.items())
def test_the_shipped_templates_are_those_the_script_makes(name: str, build) -> None:
    kept = BytesIO()
    build().save(kept)
    shipped = resources.path(f"forms/{name}").read_bytes()
    assert texts(shipped) == texts(kept.getvalue())


def test_the_offices_own_template_comes_first_and_can_be_put_aside(db: Database, key: int, tmp_path: Path) -> None:
    folder = papers.own_folder(db.path)
    own = papers.own_template(PaperKind.MINUTES, folder)
    document = docx.Document(str(own))
    document.add_paragraph("Mẫu riêng của {{ chi_bo }}")
    document.save(str(own))
    assert texts(made(db, PaperKind.MINUTES, key, folder))[-1] == "Mẫu riêng của Chi bộ bản Nà Sáy"
    assert papers.own_template(PaperKind.MINUTES, folder) == own  # it is not copied over
    aside = papers.back_to_shipped(PaperKind.MINUTES, folder)
    assert aside is not None
    assert aside.exists()
    assert not texts(made(db, PaperKind.MINUTES, key, folder))[-1].startswith("Mẫu riêng")
    assert papers.back_to_shipped(PaperKind.MINUTES, folder) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{{ chi_boo }}", r"có thẻ \{\{ chi_boo \}\} mà chương trình không biết"),
        ("{{ chi_bo }", "có thẻ viết sai"),
        ("{% fro x in y_kien %}", r"có thẻ viết sai: \{% fro x in y_kien %\}"),
        ("{% for x in y_kien %}", r"thiếu thẻ \{% endfor %\} khép lại"),
        ("{{ ''.__class__.__mro__ }}", "có thẻ"),
    ],
)
def test_a_broken_template_is_told_by_its_tag(db: Database, key: int, tmp_path: Path, text: str, words: str) -> None:
    own = papers.own_template(PaperKind.MINUTES, tmp_path)
    document = docx.Document(str(own))
    document.add_paragraph(text)
    document.save(str(own))
    with pytest.raises(KnownError, match=words) as told:
        made(db, PaperKind.MINUTES, key, tmp_path)
    assert "bien-ban.docx" in told.value.message
    assert not re.search(r"\b(unexpected|unknown|expected|undefined|attribute)\b", told.value.message)


def test_what_is_no_word_file_is_said(db: Database, key: int, tmp_path: Path) -> None:
    (tmp_path / "bien-ban.docx").write_bytes(b"not a document")
    with pytest.raises(KnownError, match="không phải tệp Word"):
        made(db, PaperKind.MINUTES, key, tmp_path)


def test_the_file_is_named_after_cell_and_day_and_numbers_go_on(db: Database, key: int, tmp_path: Path) -> None:
    with db.write("Văn bản") as session:
        draft = papers.propose(session, PaperKind.RESOLUTION, key, TODAY)
        assert papers.file_name(session, draft.values) == "Nghị quyết Bản Nà Sáy 2026-02-05.docx"
        register.add(session, replace(draft.values, number=7))
        assert papers.propose(session, PaperKind.RESOLUTION, key, TODAY).values.number == 7  # the same document again
    target = papers.save(b"tep", tmp_path / "Nghị quyết.docx")
    assert target.read_bytes() == b"tep"


def test_a_meeting_to_come_leaves_dots(db: Database, tmp_path: Path) -> None:
    with db.write("Họp") as session:
        home = cell(session)
        people(session, home, 3)
        planned = meetings.add(
            session, home, 2026, 12, meetings.MeetingValues(meetings.MeetingKind.REGULAR, date(2026, 12, 5))
        )
        words = paper_words.of_meeting(session, planned)
    assert (words["co_mat"], words["dia_diem"], words["chu_tri"]) == ("……", "……", "……")
    assert words["bieu_quyet_nghi_quyet"] == "……/…… đồng chí tán thành, đạt tỷ lệ …… %"
