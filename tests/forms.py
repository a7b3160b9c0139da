"""Make the Word templates of the program anew: python -m tests.forms. The layout is that of Party documents.

domain.md 7.11: A4, margins 20/20/30/15 mm, Times New Roman 14, exact spacing of 18 points, first line 10 mm in. What
stands between {{ }} and {% %} is filled in by exports/papers.py; the office may change a copy of these files in Word.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

FORMS = Path(__file__).parent.parent / "resources" / "forms"
FONT = "Times New Roman"
Look = tuple[str, dict[str, Any]]
"""A line and how it looks."""
_DOTS = "…" * 22


def main() -> None:
    """Write every template."""
    for name, build in TEMPLATES.items():
        build().save(str(FORMS / name))
        print(FORMS / name)


class Sheet:
    """A document being written, paragraph by paragraph."""

    def __init__(self) -> None:
        self.document = docx.Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        section.header_distance = Mm(10)
        normal: Any = self.document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, Pt(14)
        fonts = normal.element.rPr.rFonts
        for which in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(which), FONT)
        spacing = normal.paragraph_format
        spacing.space_before, spacing.space_after = Pt(0), Pt(4)
        spacing.line_spacing_rule, spacing.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(18)
        body: Any = self.document.styles.add_style("Nội dung", WD_STYLE_TYPE.PARAGRAPH)
        body.base_style = normal
        body.paragraph_format.first_line_indent = Mm(10)
        body.paragraph_format.alignment = ALIGN.JUSTIFY
        _number_pages(section)

    def body(self, text: str, *, bold: bool = False, italic: bool = False) -> None:
        """Add a paragraph of the text."""
        paragraph = self.document.add_paragraph(style="Nội dung")
        paragraph.paragraph_format.keep_with_next = bold or None  # a heading stays with what it heads
        _run(paragraph, text, bold=bold, italic=italic)

    def centre(self, text: str, *, bold: bool = False, size: int = 14) -> None:
        """Add a centred line."""
        paragraph = self.document.add_paragraph()
        paragraph.alignment = ALIGN.CENTER
        _run(paragraph, text, bold=bold, size=size)

    def each(self, items: str, text: str, *, empty: str = "") -> None:
        """Add a paragraph for each of a list, one with `empty` for none."""
        self.body(f"{{%p for muc in {items} %}}")
        self.body(text)
        if empty:
            self.body("{%p else %}")
            self.body(empty)
        self.body("{%p endfor %}")

    def table(self, items: str, columns: Sequence[tuple[str, str, float]], size: int = 13) -> None:
        """Add a table with a row for each of a list: heading, text, width in mm; letters of so many points."""
        table = self.document.add_table(rows=4, cols=len(columns))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        _set_widths(table, *(width for _heading, _text, width in columns))
        for place, (heading, text, _width) in enumerate(columns):
            _cell(table.cell(0, place), heading, size, bold=True, align=ALIGN.CENTER)
            _cell(table.cell(2, place), text, size, align=ALIGN.CENTER if place == 0 else ALIGN.LEFT)
        _cell(table.cell(1, 0), size=size, text=f"{{%tr for muc in {items} %}}")
        _cell(table.cell(3, 0), "{%tr endfor %}", size)
        for row in (table.rows[0], table.rows[2]):
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # it comes again on the next page
        self.document.add_paragraph()

    def head(self, title: str, subject: str) -> None:
        """Add the head of the document, its title and what it is about."""
        table = self.document.add_table(rows=1, cols=2)
        table.autofit = False
        left, right = table.rows[0].cells
        _set_widths(table, 72, 93)
        _lines(
            left,
            [
                ("{{ cap_tren }}", {"size": 13}),
                ("{{ co_quan }}", {"bold": True, "size": 13}),
                ("*", {}),
                ("Số {{ so_ky_hieu }}", {}),
            ],
        )
        _lines(
            right,
            [("ĐẢNG CỘNG SẢN VIỆT NAM", {"bold": True}), ("", {"size": 6}), ("{{ dia_danh_ngay }}", {"italic": True})],
        )
        _rule(right.paragraphs[0])
        self.document.add_paragraph()
        self.centre(title, bold=True, size=16)
        if subject:
            self.centre(subject, bold=True)
        self.centre("-----")

    def signatures(
        self, left: Sequence[tuple[str, dict[str, Any]]], right: Sequence[tuple[str, dict[str, Any]]]
    ) -> None:
        """Add two columns for who signs and who is sent it; they never stand alone on a page."""
        self.document.paragraphs[-1].paragraph_format.keep_with_next = True
        self.document.add_paragraph().paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=1, cols=2)
        table.autofit = False
        cells = table.rows[0].cells
        _set_widths(table, 72, 93)
        _lines(cells[0], left)
        _lines(cells[1], right)
        _keep_together(table)

    def sent_to(self, *copies: str) -> None:
        """Add the signature of the committee and where copies go."""
        small: dict[str, Any] = {"size": 12, "align": ALIGN.LEFT}
        self.signatures(
            [("Nơi nhận:", {**small, "underline": True}), *((copy, {**small, "size": 11}) for copy in copies)],
            [("{{ thay_mat }}", {"bold": True}), ("{{ chuc_vu }}", {}), *_ROOM, ("{{ nguoi_ky }}", {"bold": True})],
        )


_ROOM: list[tuple[str, dict[str, Any]]] = [("", {})] * 4


def _run(
    paragraph: Any, text: str, *, bold: bool = False, italic: bool = False, underline: bool = False, size: int = 14
) -> None:
    run = paragraph.add_run(text)
    run.bold, run.italic, run.underline = bold or None, italic or None, underline or None
    run.font.size = Pt(size)


def _lines(cell: Any, lines: Sequence[tuple[str, dict[str, Any]]]) -> None:
    for number, (text, look) in enumerate(lines):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        look = dict(look)
        paragraph.alignment = look.pop("align", ALIGN.CENTER)
        paragraph.paragraph_format.space_after = Pt(0)
        _run(paragraph, text, **look)


def _cell(cell: Any, text: str, size: int, *, bold: bool = False, align: Any = ALIGN.LEFT) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    _run(paragraph, text, bold=bold, size=size)


def _set_widths(table: Any, *widths: float) -> None:
    """Set the widths of the columns in mm: of the grid, which some programs go by, and of each cell."""
    for place, width in enumerate(widths):
        table.columns[place].width = Mm(width)
        for row in table.rows:
            row.cells[place].width = Mm(width)


def _rule(paragraph: Any) -> None:
    """Draw the rule below the name of the Party: as long as the words."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(7)
    paragraph.paragraph_format.space_after = Pt(2)
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("w:val", "single"), ("w:sz", "6"), ("w:space", "1"), ("w:color", "000000")):
        bottom.set(qn(name), value)
    borders.append(bottom)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _keep_together(table: Any) -> None:
    """Keep the signatures on one page."""
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))


def _number_pages(section: Any) -> None:
    """Put the page number into the middle of the header, from the second page on."""
    section.different_first_page_header_footer = True
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = text
        run._r.append(part)


_BACK = (
    ("TT", "{{ muc.tt }}", 12.0),
    ("Nhiệm vụ đề ra", "{{ muc.noi_dung }}", 63.0),
    ("Tình trạng đầu kỳ", "{{ muc.dau_ky }}", 40.0),
    ("Kết quả thực hiện", "{{ muc.ket_qua }}", 50.0),
)
_GIVEN = (
    ("TT", "{{ muc.tt }}", 12.0),
    ("Nhiệm vụ", "{{ muc.noi_dung }}", 78.0),
    ("Người thực hiện", "{{ muc.nguoi }}", 48.0),
    ("Hạn", "{{ muc.han }}", 27.0),
)
_OPINION = "- {% if muc.nguoi %}Đồng chí {{ muc.nguoi }}: {% endif %}{{ muc.noi_dung }}"
_TASK = "- Giao {{ muc.nguoi or 'chi bộ' }}: {{ muc.noi_dung }}{% if muc.han %}, hạn {{ muc.han }}{% endif %}."
_VOTE = "- {{ muc.noi_dung }}: {{ muc.ket_qua }}."


def minutes() -> Any:
    """Biên bản: what domain.md 4.4 asks for, in the order of the meeting."""
    sheet = Sheet()
    sheet.head("BIÊN BẢN", "{{ trich_yeu }}")
    sheet.body("1. Thời gian, địa điểm", bold=True)
    sheet.body(
        "Bắt đầu lúc {{ bat_dau }}, ngày {{ ngay_hop }}; kết thúc lúc {{ ket_thuc }} cùng ngày ({{ so_phut }} phút)."
    )
    sheet.body("Địa điểm: {{ dia_diem }}. Hình thức: {{ hinh_thuc }}.")
    sheet.body("2. Thành phần", bold=True)
    sheet.body("Chủ trì: đồng chí {{ chu_tri }}. Thư ký: đồng chí {{ thu_ky }}.")
    sheet.body(
        "Tổng số đảng viên: {{ tong_so }} (chính thức {{ chinh_thuc }}, dự bị {{ du_bi }}); được miễn sinh hoạt: "
        "{{ mien }}{% if ngoai_dien %}; {{ ngoai_dien }}{% endif %}; phải dự: {{ phai_du }}; có mặt: {{ co_mat }}; "
        "vắng: {{ vang }} (có lý do {{ vang_co_ly_do }}, không lý do {{ vang_khong_ly_do }})."
    )
    sheet.each("danh_sach_vang", "- Vắng: {{ muc.ho_ten }} ({{ muc.ly_do }}).")
    sheet.body("{%p if khach %}")
    sheet.body("Cấp trên, khách dự: {{ khach }}.")
    sheet.body("{%p endif %}")
    sheet.body("3. Nội dung", bold=True)
    sheet.each("noi_dung", "- {{ muc }}", empty=_DOTS)
    sheet.body("{%p if dang_phi %}")
    sheet.body("Tình hình đóng đảng phí: {{ dang_phi }}")
    sheet.body("{%p endif %}")
    sheet.body("{%p if nhiem_vu_truoc %}")
    sheet.body("Kết quả thực hiện nhiệm vụ kỳ trước:")
    sheet.body("{%p endif %}")
    sheet.each("nhiem_vu_truoc", "- {{ muc.noi_dung }}: {{ muc.ket_qua }}.")
    sheet.body("4. Ý kiến phát biểu", bold=True)
    sheet.each(
        "y_kien",
        _OPINION,
        empty="Không có ý kiến.",
    )
    sheet.body("5. Kết luận", bold=True)
    sheet.each("ket_luan", "- {{ muc }}", empty=_DOTS)
    sheet.each(
        "nhiem_vu",
        _TASK,
    )
    sheet.body("6. Biểu quyết", bold=True)
    sheet.each("bieu_quyet", _VOTE, empty="Không biểu quyết.")
    sheet.body("7. Chấm điểm", bold=True)
    sheet.body("Chi bộ tự chấm {{ diem }} điểm, tự xếp loại: {{ xep_loai }}.")
    sheet.body("Cuộc họp kết thúc lúc {{ ket_thuc }}; biên bản đã được đọc cho chi bộ nghe và thông qua.")
    sheet.signatures(
        [("NGƯỜI GHI BIÊN BẢN", {"bold": True}), ("", {}), *_ROOM, ("{{ thu_ky }}", {"bold": True})],
        [("CHỦ TRÌ", {"bold": True}), ("", {}), *_ROOM, ("{{ chu_tri }}", {"bold": True})],
    )
    return sheet.document


def resolution() -> Any:
    """Nghị quyết of the month, as a ward used it in 2026 (domain.md 4.4)."""
    sheet = Sheet()
    sheet.head("NGHỊ QUYẾT", "{{ trich_yeu }}")
    sheet.body(
        "Ngày {{ ngay_hop }}, {{ chi_bo }} sinh hoạt {{ loai_hop }} tháng {{ thang }}/{{ nam }}. Tổng số đảng viên "
        "{{ tong_so }} đồng chí; có mặt {{ co_mat }}/{{ phai_du }}, vắng {{ vang }} (có lý do {{ vang_co_ly_do }}, "
        "không lý do {{ vang_khong_ly_do }}), được miễn {{ mien }}. Thời lượng {{ so_phut }} phút. Chủ trì: đồng chí "
        "{{ chu_tri }}; thư ký: đồng chí {{ thu_ky }}.{% if dang_phi %} Tình hình đóng đảng phí: {{ dang_phi }}"
        "{% endif %}"
    )
    sheet.body("Sau khi thảo luận, chi bộ quyết nghị:")
    sheet.body("I. ĐÁNH GIÁ KẾT QUẢ LÃNH ĐẠO THÁNG {{ thang_truoc }}", bold=True)
    sheet.body("1. Công tác chính trị, tư tưởng", bold=True)
    sheet.each("chinh_tri", "- {{ muc }}", empty=_DOTS)
    sheet.body("2. Kết quả thực hiện nhiệm vụ chính trị", bold=True)
    sheet.each("ket_qua", "- {{ muc }}", empty=_DOTS)
    sheet.body("3. Kết quả thực hiện nhiệm vụ đề ra", bold=True)
    sheet.body("{%p if nhiem_vu_truoc %}")
    sheet.table("nhiem_vu_truoc", _BACK)
    sheet.body("{%p else %}")
    sheet.body("Kỳ trước không có nhiệm vụ chuyển sang.")
    sheet.body("{%p endif %}")
    sheet.body("4. Biểu dương, nhắc nhở", bold=True)
    sheet.each("bieu_duong", "- Biểu dương: {{ muc }}")
    sheet.each("nhac_nho", "- Nhắc nhở: {{ muc }}")
    sheet.body("5. Hạn chế, nguyên nhân", bold=True)
    sheet.each("han_che", "- {{ muc }}", empty=_DOTS)
    sheet.body("II. PHƯƠNG HƯỚNG, NHIỆM VỤ THÁNG {{ thang }}", bold=True)
    sheet.each("phuong_huong", "- {{ muc }}", empty=_DOTS)
    sheet.body("III. PHÂN CÔNG VÀ TỔ CHỨC THỰC HIỆN", bold=True)
    sheet.body("{%p if nhiem_vu %}")
    sheet.table("nhiem_vu", _GIVEN)
    sheet.body("{%p endif %}")
    sheet.each("ket_luan", "- {{ muc }}")
    sheet.body("IV. TỰ ĐÁNH GIÁ CHẤT LƯỢNG SINH HOẠT", bold=True)
    sheet.each("bang_diem", "{{ muc.so }}. {{ muc.noi_dung }}: {{ muc.diem }}/{{ muc.toi_da }} điểm.")
    sheet.body("Tổng điểm: {{ diem }}; tự xếp loại: {{ xep_loai }}.")
    sheet.body("Nghị quyết được chi bộ thông qua với {{ bieu_quyet_nghi_quyet }}./.")
    sheet.sent_to("- {{ dang_uy }} (để báo cáo);", "- Các đảng viên trong chi bộ;", "- Lưu chi bộ.")
    return sheet.document


def invitation() -> Any:
    """Giấy mời of a meeting."""
    sheet = Sheet()
    sheet.head("GIẤY MỜI", "{{ trich_yeu }}")
    sheet.body("{{ thay_mat_chu }} trân trọng kính mời:")
    sheet.body("- Đồng chí cấp ủy viên phụ trách, theo dõi chi bộ;")
    sheet.body("- Các đồng chí đảng viên trong chi bộ")
    sheet.body("Dự sinh hoạt {{ loai_hop }} tháng {{ thang }}/{{ nam }}.")
    sheet.body("Thời gian: {{ bat_dau }}, ngày {{ ngay_hop }}.")
    sheet.body("Địa điểm: {{ dia_diem }}. Hình thức: {{ hinh_thuc }}.")
    sheet.body("Nội dung:")
    sheet.each("noi_dung", "- {{ muc }}", empty=_DOTS)
    sheet.body("Đề nghị các đồng chí nghiên cứu tài liệu, dự đủ và đúng giờ./.")
    sheet.sent_to("- Như thành phần mời;", "- Lưu chi bộ.")
    return sheet.document


def calendar() -> Any:
    """Thông báo lịch sinh hoạt of the month's cells (domain.md 7.6)."""
    sheet = Sheet()
    sheet.head("THÔNG BÁO", "{{ trich_yeu }}")
    sheet.body("{{ ten_co_quan }} thông báo lịch sinh hoạt các chi bộ trực thuộc tháng {{ thang }}/{{ nam }} như sau:")
    sheet.table(
        "lich",
        (
            ("STT", "{{ muc.tt }}", 13.0),
            ("Chi bộ", "{{ muc.chi_bo }}", 34.0),
            ("Số lượng", "{{ muc.so_luong }}", 17.0),
            ("Thời gian sinh hoạt", "{{ muc.thoi_gian }}", 27.0),
            ("Địa điểm", "{{ muc.dia_diem }}", 24.0),
            ("Bí thư, điện thoại", "{{ muc.bi_thu }}", 28.0),
            ("Ghi chú", "{{ muc.ghi_chu }}", 22.0),
        ),
        size=12,
    )
    sheet.body(
        "Đề nghị các đồng chí cấp ủy viên phụ trách chi bộ, thôn, bản sắp xếp thời gian dự sinh hoạt với chi bộ theo "
        "lịch trên./."
    )
    sheet.sent_to("- Các đồng chí Đảng ủy viên;", "- Các chi bộ trực thuộc;", "- Lưu Văn phòng Đảng ủy.")
    return sheet.document


TEMPLATES: dict[str, Callable[[], Any]] = {
    "bien-ban.docx": minutes,
    "nghi-quyet.docx": resolution,
    "giay-moi.docx": invitation,
    "thong-bao-lich.docx": calendar,
}

if __name__ == "__main__":
    main()
