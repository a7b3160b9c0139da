"""Made-up lists of members as offices of the north-west keep them, each laid out and spelt in a way of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from models.legacy_text import Script
from tests.exports.books import write_book
from tests.old_scripts import from_unicode

Rows = Sequence[Sequence[Any]]

_TWO_HEADS: Rows = (
    (
        *("STT", "Họ và tên", "Ngày tháng năm sinh", None, "Dân tộc", "Ngày vào Đảng", None, "Số thẻ ĐV"),
        *("Trình độ", None, None, "Chức vụ Đảng, chính quyền, đoàn thể", "Đơn vị sinh hoạt"),
    ),
    (None, None, "Nam", "Nữ", None, "Dự bị", "Chính thức", None, "VH", "CM", "LLCT"),
)
_OF_2C = (
    *("Số TT", "Họ và tên khai sinh", "Ngày, tháng, năm sinh", "Giới tính", "Quê quán", "Nơi ở hiện nay"),
    *("Dân tộc", "Tôn giáo", "Chức vụ, đơn vị công tác", "Trình độ giáo dục phổ thông"),
    *("Trình độ chuyên môn cao nhất", "Lý luận chính trị", "Ngoại ngữ", "Ngày vào Đảng CSVN", "Ngày chính thức"),
    "Chi bộ",
)
BOOKS: dict[str, Rows] = {
    "cua_bi_thu": (  # by the secretary, in short
        ("DANH SÁCH ĐẢNG VIÊN CHI BỘ BẢN CO MẬN",),
        ("(Đồng chí bí thư chi bộ tự ghi)",),
        (),
        ("TT", "Họ tên", "Sinh", "DT", "Vào Đảng", "ĐT", "Trình độ: văn hóa, chuyên môn, LLCT", "Ghi chú"),
        (1, "Lò Văn Ánh (BT)", "12/5/77", "Thái", "15/10/12", "0912.345.678", "12/12, TC nông nghiệp, TC", "Bí thư"),
        (2, "Cà Thị Xôm", "88", "Thái", "30.8.2017", "0387 654 321", "9/12", "miễn SH"),
        (3, "Lường Văn Púa", "1950", "thái", "1975", "", "7/10, không, SC", "mất 2024"),
        (4, "Quàng Văn Thưởng", "3/1990", "K.Mú", "2/2016 (CT 2/2017)", "912345679", "12/12, TC", "chuyển đi 3/2025"),
        (5, "Vừ A Ín", "1/1/1985", "Mông", "03/02/2010", "", "12/12, ĐH Luật", "đi làm ăn xa"),
    ),
    "ban_to_chuc": (  # from above: two rows of headings, repeated on each page with the sum of the page
        ("HUYỆN ỦY ĐIỆN BIÊN ĐÔNG", None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("DANH SÁCH ĐẢNG VIÊN ĐẢNG BỘ XÃ MƯỜNG MẪU",),
        ("(Tính đến ngày 30/9/2026)",),
        *_TWO_HEADS,
        tuple(range(1, 14)),
        ("I", "Chi bộ bản Co Mận"),
        (
            *(1, "LÒ VĂN ÁNH", "12/05/1977", None, "Thái", "15/10/2012", "15/10/2013", "38 123 456", "12/12", "ĐH"),
            *("CC", "Bí thư Đảng ủy", "CB bản Co Mận"),
        ),
        (
            *(2, "CÀ THỊ XÔM", None, "02/03/1988", "Thái", "30/08/2017", "30/08/2018", "38.123457", "12/12", "CĐSP"),
            *("TC", None, "CB bản Co Mận"),
        ),
        ("Cộng trang", None, 1, 1),
        *_TWO_HEADS,
        ("II", "Chi bộ Trường THCS"),
        (
            *(1, "NGUYỄN THỊ ĐÀO", None, "1988", "Kinh", "19/5/2010", "19/5/2011", 38123458, "12/12", "Ths"),
            *("TC", "Hiệu trưởng", "CB Trường THCS"),
        ),
        ("Tổng cộng toàn Đảng bộ", None, 1, 2),
    ),
    "trich_2c": (
        ("TRÍCH NGANG LÝ LỊCH CÁN BỘ (theo mẫu 2C-TCTW/98)",),
        (),
        _OF_2C,
        (
            *(1, "Lò Văn Ánh", date(1977, 5, 12), "Nam", "Xã Mường Mẫu, huyện Điện Biên Đông"),
            *("Bản Co Mận, xã Mường Mẫu", "Thái", "Không", "Bí thư Đảng ủy xã", "12/12"),
            *("TC nông nghiệp, cử nhân luật", "Trung cấp", "Anh B", date(2012, 10, 15), date(2013, 10, 15)),
            "Chi bộ bản Co Mận",
        ),
        (
            *(2, "Nguyễn Thị Đào", date(1988, 1, 2), "Nữ", "Xã Thanh Yên", "Bản Noong É, xã Mường Mẫu", "Kinh"),
            *("Không", "Hiệu trưởng", "12/12", "Thạc sĩ Quản lý giáo dục", "Trung cấp LLCT-HC", "Anh C"),
            *(date(2010, 5, 19), date(2011, 5, 19), "Chi bộ Trường THCS"),
        ),
        (
            *(3, "Cà Văn Ấm", "  /3/1990", "Nam", "nt", "nt", "Thái", "Không", "Phó Chủ tịch", "12/12", "ĐH Nông lâm"),
            *("đang học TC", None, "3/2/2015", "3/2/2016", "Chi bộ bản Co Mận"),
        ),
    ),
    "danh_ba": (
        ("DANH BẠ ĐIỆN THOẠI ĐẢNG VIÊN",),
        ("STT", "Họ và tên", "Chi bộ", "Số ĐT", "Zalo", "Ngày sinh"),
        (1, "Lò Văn Ánh", "Co Mận", "'0912.345.678", "có", "12/05/1977"),
        (2, "Cà Thị Xôm", "Co Mận", "0912-345-679 / 0387654321", None, "02/03/1988"),
        (3, "Vừ A Ín", "Noong É", 912345670, None, "1985"),
        (4, "Nguyễn Thị Đào", "Trường THCS", "+84 912 345 671", "có", "1988"),
    ),
    "chep_tu_word": (
        ("DANH SÁCH\nđảng viên chi bộ bản Noong É\nnăm 2026",),
        (
            *("TT", "Họ và tên\n(chữ in hoa)", "Ngày tháng\nnăm sinh", "Ngày vào Đảng/\nchính thức"),
            *("Số thẻ\nđảng viên", "Nơi ở\nhiện nay"),
        ),
        ("1.", "VỪ A ÍN ", "01/01/\n1985", "03/02/2010/\n03/02/2011", "38.\xa0123460", "Bản\xa0Noong É"),
        ("2.", "GIÀNG A PÁO", "1990", "19/05/2015\n19/05/2016", "38123461", "Bản Noong É"),
        ("3.", "SÙNG THỊ\nMỶ", "07/8/1992", "03/02/2024", "", "Bản Noong É"),
    ),
    "hai_cot_nam_nu": (
        ("Danh sách đảng viên",),
        (
            *("STT", "Họ tên", "Năm sinh Nam", "Năm sinh Nữ", "DT", "Ngày vào Đảng / chính thức", "Số thẻ"),
            *("Thường trú", "Chi bộ"),
        ),
        (1, "Lò Văn Ánh", 1977, None, "Thái", "15/10/2012 / 15/10/2013", "38 123 456", "Bản Co Mận", "CB Co Mận"),
        (2, "Cà Thị Xôm", None, 1988, "Thái", "30/8/2017 – 30/8/2018", "38 123 457", "Bản Co Mận", "CB Co Mận"),
        (3, "Vừ A Ín", 1985, None, "HMông", "3/2/2010; 3/2/2011", None, "Bản Noong É", "CB Noong É"),
    ),
    "chu_cu": (
        ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Ngày vào Đảng", "Ngày chính thức", "Chi bộ"),
        ("1", "Lò Văn Ánh", "12/05/1977", "Nam", "Thái", "15/10/2012", "15/10/2013", "Chi bộ bản Co Mận"),
        ("2", "Cà Thị Xôm", "02/03/1988", "Nữ", "Thái", "30/08/2017", "30/08/2018", "Chi bộ bản Co Mận"),
        ("3", "Vừ A Ín", "1985", "Nam", "Mông", "03/02/2010", "03/02/2011", "Chi bộ bản Noong É"),
    ),
    "ten_va_nam_sinh": (
        ("CHI BỘ TRƯỜNG THCS",),
        ("STT", "Họ tên (năm sinh)", "Giới", "DT", "Ngày vào Đảng", "Ngày chính thức", "Nghề nghiệp"),
        (1, "Nguyễn Thị Đào (1988)", "Nữ", "Kinh", "19/5/2010", "19/5/2011", "Giáo viên"),
        (2, "Lò Văn Hặc (12/3/1980)", "Nam", "Thái", "3/2/2008", "3/2/2009", "Giáo viên"),
        (3, "Cà Văn Ấm, 1990", "Nam", "Thái", "3/2/2015", "3/2/2016", "Kế toán"),
        (4, "Vi Thị Anh - 1985", "Nữ", "Tày", "3/2/2012", "3/2/2013", "Giáo viên"),
    ),
    "chu_phay_tren": (
        ("STT", "Họ và tên", "Ngày sinh", "Số CCCD", "Số thẻ Đảng", "Ngày kết nạp", "Chi bộ", "Điện thoại"),
        (
            *("'1", "'Lò Văn Ánh", "'12/05/1977", "'011077501364", "'38.123456", "'15/10/2012"),
            *("'Chi bộ bản Co Mận", "'0912345678"),
        ),
        (
            *("'2", "'Cà Thị Xôm", "'02/03/1988", "'011 188 232 440", "'38123457", "'30/08/2017"),
            *("'Chi bộ bản Co Mận", "'0912.345.679"),
        ),
    ),
    "ghi_chu": (
        ("DANH SÁCH ĐẢNG VIÊN CHI BỘ BẢN CO MẬN NĂM 2026",),
        ("STT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Ngày chính thức", "Ghi chú"),
        (1, "Lò Văn Ánh", "12/05/1977", "15/10/2012", "15/10/2013", "chuyển đi 3/2025"),
        (2, "Cà Thị Xôm", "02/03/1988", "30/08/2017", "30/08/2018", "miễn SH"),
        (3, "Lường Văn Púa", "1950", "1975", "1976", "mất 2024"),
        (4, "Vừ A Ín", "1985", "03/02/2010", "03/02/2011", "Chuyển đến từ xã Mường Phăng 5/2024"),
        (5, "Giàng A Páo", "1991", "3/2/2015", "3/2/2016", "xóa tên 15/6/2025"),
        (6, "Lò Thị Đôi", "1992", "3/2/2016", "3/2/2017", "mất thẻ 2024"),
        (7, "Tòng Văn Cú", "1940", "3/2/1970", "3/2/1971", "Miễn sinh hoạt từ 01/2020"),
        (8, "Quàng Thị Ón", "1993", "3/2/2016", "3/2/2017", "Chuyển SH về xã Mường Phăng 05/6/2025"),
    ),
    "lap_tieu_de": tuple(
        row
        for page in range(2)
        for row in (
            ("ĐẢNG BỘ XÃ MƯỜNG MẪU", None, None, None, None, f"Trang {page + 1}"),
            ("TT", "Họ và tên đảng viên", "Ngày sinh", "Ngày kết nạp", "Chi bộ", "Thường trú"),
            (
                *(2 * page + 1, f"Lò Văn {('Ánh', 'Ấm')[page]}", "12/05/1970", "15/10/2010", "Chi bộ bản Co Mận"),
                "Bản Co Mận, xã Mường Mẫu",
            ),
            (
                *(2 * page + 2, f"Cà Thị {('Xôm', 'Đôi')[page]}", "2/3/1980", "30/8/2015", "Chi bộ bản Noong É"),
                "bản Noong É - xã Mường Mẫu - tỉnh Điện Biên",
            ),
            (None, "Cộng trang: 02 đồng chí"),
            (),
        )
    ),
    "gop_cot": (
        ("Biểu 01: TỔNG HỢP ĐẢNG VIÊN XÃ MƯỜNG MẪU",),
        (
            *("STT", "Họ và tên, giới tính, dân tộc", "Ngày sinh", "Trình độ (VH/CM/LLCT)"),
            *("Vào Đảng\nChính thức", "Quê quán; nơi ở hiện nay", "SHĐ tại chi bộ"),
        ),
        (
            *(1, "Lò Văn Ánh, nam, Thái", "12/05/1977", "12/12; ĐH; CC", "15/10/2012\n15/10/2013"),
            *("Xã Mường Mẫu; Bản Co Mận", "Chi bộ bản Co Mận"),
        ),
        (
            *(2, "Cà Thị Xôm, nữ, Thái", "02/03/1988", "9/12 - TC Y - SC", "30/8/2017\n30/8/2018"),
            *("Xã Mường Mẫu; Bản Co Mận", "Chi bộ bản Co Mận"),
        ),
        (
            *(3, "Vừ A Ín, nam, Mông", "1985", "12/12/không/không", "3/2/2010\n3/2/2011"),
            *("Xã Na Son; Bản Noong É", "Chi bộ bản Noong É"),
        ),
    ),
}
_MERGED = {"ban_to_chuc": (*(f"{one}4:{one}5" for one in "ABEHLM"), "C4:D4", "F4:G4", "I4:K4")}


def write(folder: Path, name: str) -> Path:
    """Write one of the books: as a workbook, that of the old letters as text with semicolons."""
    rows = BOOKS[name]
    if name != "chu_cu":
        return write_book(folder / f"{name}.xlsx", {"Sheet1": rows}, merged={"Sheet1": _MERGED.get(name, ())})
    lines = (";".join(from_unicode(str(cell), Script.TCVN3) for cell in row) for row in rows)
    path = folder / f"{name}.csv"
    path.write_bytes("\r\n".join(lines).encode("cp1252"))
    return path
