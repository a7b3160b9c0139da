"""Made-up lists of members as offices keep them beside the register, and what a human says of each of their people.

A line of the truth: name, sex, birth, admission, recognition, ethnic group, cell, then whatever else is told, by name;
after “?” what is said of a row that is left to the officer.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from models.legacy_text import Script
from tests.old_scripts import from_unicode


class Kept(NamedTuple):
    """A list: its rows, what is merged in it, and the people that a human finds in it."""

    rows: Sequence[Sequence[Any]]
    truth: Sequence[str]
    merged: Sequence[str] = ()


CELLS: Final = ("Chi bộ bản Co Mận", "Chi bộ bản Noong É", "Chi bộ Trường THCS", "Chi bộ Tổ dân phố 3")
MAN, NOONG, SCHOOL, TOWN = CELLS


def _vni(text: str) -> str:
    return from_unicode(text, Script.VNI)


def _tcvn3(text: str) -> str:
    return from_unicode(text, Script.TCVN3)


LISTS: Final[dict[str, Kept]] = {
    "la_ma": Kept(  # people counted by Roman numbers
        (
            ("ĐẢNG BỘ XÃ MƯỜNG MẪU",),
            ("CHI BỘ BẢN CO MẬN",),
            ("DANH SÁCH ĐẢNG VIÊN TRONG CHI BỘ",),
            ("TT", "Họ, tên khai sinh", "Sinh ngày tháng năm", "Nam/nữ", "Thành phần dân tộc", "Ngày được kết nạp"),
            ("I", "Lò Văn Ánh", "12-5-1977", "nam", "Thái", "15-10-2012"),
            ("II", "Cà Thị Xôm", "02-03-1988", "nữ", "Thái", "30-08-2017"),
            ("III", "Vừ A Ín", "1985", "nam", "Mông", "03-02-2010"),
            ("IV", "Lường Thị Púa", "tháng 7/1990", "nữ", "Khơ Mú", "19-05-2015"),
            ("Tổng số: 4 đồng chí (nữ: 02)",),
        ),
        (
            f"Lò Văn Ánh|Nam|12/05/1977|15/10/2012||Thái|{MAN}",
            f"Cà Thị Xôm|Nữ|02/03/1988|30/08/2017||Thái|{MAN}",
            f"Vừ A Ín|Nam|1985|03/02/2010||Mông|{MAN}",
            f"Lường Thị Púa|Nữ|07/1990|19/05/2015||Khơ-mú|{MAN}",
        ),
    ),
    "khoi_va_chi_bo": Kept(  # two levels of headings: the kind of cells, then each cell
        (
            ("BIỂU THEO DÕI ĐẢNG VIÊN CÁC CHI BỘ TRỰC THUỘC",),
            ("STT", "Họ và tên", "Năm sinh", "Ngày vào Đảng", "Ngày chính thức", "Số TĐV", "Chức vụ"),
            ("A", "KHỐI THÔN, BẢN"),
            ("I", "CB bản Co Mận (02 đ/c)"),
            (1, "Lò Văn Ánh", 1977, "15/10/2012", "15/10/2013", "38.123456", "Bí thư"),
            (2, "Cà Thị Xôm", 1988, "30/08/2017", "30/08/2018", "38.123457", "P. Bí thư"),
            ("II", "CB bản Noong É (01 đ/c)"),
            (1, "Vừ A Ín", 1985, "03/02/2010", "03/02/2011", "38.123458", "BT"),
            ("B", "KHỐI TRƯỜNG HỌC"),
            ("I", "CB Trường THCS"),
            (1, "Nguyễn Thị Đào", 1988, "19/05/2010", "19/05/2011", "38.123459", "Bí thư, Hiệu trưởng"),
        ),
        (
            f"Lò Văn Ánh||1977|15/10/2012|15/10/2013||{MAN}|old_card=38.123456",
            f"Cà Thị Xôm||1988|30/08/2017|30/08/2018||{MAN}|old_card=38.123457",
            f"Vừ A Ín||1985|03/02/2010|03/02/2011||{NOONG}|old_card=38.123458",
            f"Nguyễn Thị Đào||1988|19/05/2010|19/05/2011||{SCHOOL}|old_card=38.123459",
        ),
    ),
    "nam_nu_dau_x": Kept(  # a cross for the sex, years alone, two days with a slash
        (
            ("DANH SÁCH ĐẢNG VIÊN NĂM 2026",),
            ("TT", "Họ tên đảng viên", "Giới tính", None, "Năm sinh", "Ngày vào Đảng/chính thức", "D.tộc", "Chi bộ"),
            (None, None, "Nam", "Nữ"),
            ("01", "Lò Văn Ánh", "x", None, "1977", "15/10/2012/15/10/2013", "Thái", "Co Mận"),
            ("02", "Cà Thị Xôm", None, "x", "1988", "30/8/2017 / 30/8/2018", "Thái", "Co Mận"),
            ("03", "Vừ A Ín", "X", None, "1985", "3/2/2010/3/2/2011", "Mông", "Noong É"),
            ("04", "Sùng Thị Mỷ", "", "X", "1999", "03/02/2026/", "Mông", "Noong É"),
        ),
        (
            f"Lò Văn Ánh|Nam|1977|15/10/2012|15/10/2013|Thái|{MAN}",
            f"Cà Thị Xôm|Nữ|1988|30/08/2017|30/08/2018|Thái|{MAN}",
            f"Vừ A Ín|Nam|1985|03/02/2010|03/02/2011|Mông|{NOONG}",
            f"Sùng Thị Mỷ|Nữ|1999|03/02/2026||Mông|{NOONG}",
        ),
        ("A2:A3", "B2:B3", "C2:D2", "E2:E3", "F2:F3", "G2:G3", "H2:H3"),
    ),
    "hai_nguoi_mot_dong": Kept(  # a couple in one row, each line of a cell one of the two
        (
            ("TT", "Họ và tên", "Ngày sinh", "Ngày vào Đảng", "Địa chỉ", "Chi bộ"),
            (1, "Lò Văn Ánh", "12/05/1977", "15/10/2012", "Bản Co Mận", "Chi bộ bản Co Mận"),
            (
                *(2, "Quàng Văn Thưởng\nCà Thị Xôm", "03/04/1986\n02/03/1988", "19/05/2014\n30/08/2017"),
                *("Bản Co Mận", "Chi bộ bản Co Mận"),
            ),
            (3, "Vừ A Ín", "1985", "03/02/2010", "Bản Noong É", "Chi bộ bản Noong É"),
        ),
        (
            f"Lò Văn Ánh||12/05/1977|15/10/2012|||{MAN}|village=Co Mận",
            "?Ô họ tên có hai dòng, như của hai người.",
            f"Vừ A Ín||1985|03/02/2010|||{NOONG}|village=Noong É",
        ),
    ),
    "gop_o_than": Kept(  # the cell of the sheet merged down the people of a cell, the birth down two of one day
        (
            ("Đơn vị", "TT", "Đồng chí", "Ngày sinh", "Kết nạp", "Chuyển chính thức"),
            ("Chi bộ bản Co Mận", 1, "Lò Văn Ánh", date(1977, 5, 12), date(2012, 10, 15), date(2013, 10, 15)),
            (None, 2, "Cà Thị Xôm", date(1988, 3, 2), None, None),
            (None, 3, "Lò Văn Hặc", date(1980, 3, 12), date(2008, 2, 3), date(2009, 2, 3)),
            ("Chi bộ bản Noong É", 1, "Vừ A Ín", date(1985, 1, 1), date(2010, 2, 3), date(2011, 2, 3)),
            (None, 2, "Giàng A Páo", date(1990, 6, 7), date(2015, 5, 19), date(2016, 5, 19)),
        ),
        (
            f"Lò Văn Ánh||12/05/1977|15/10/2012|15/10/2013||{MAN}",
            f"Cà Thị Xôm||02/03/1988|15/10/2012|15/10/2013||{MAN}",
            f"Lò Văn Hặc||12/03/1980|03/02/2008|03/02/2009||{MAN}",
            f"Vừ A Ín||01/01/1985|03/02/2010|03/02/2011||{NOONG}",
            f"Giàng A Páo||07/06/1990|19/05/2015|19/05/2016||{NOONG}",
        ),
        ("A2:A4", "A5:A6", "E2:E3", "F2:F3"),
    ),
    "bien_dong": Kept(  # remarks of moves
        (
            ("DANH SÁCH ĐẢNG VIÊN CHI BỘ BẢN CO MẬN (CÓ BIẾN ĐỘNG)",),
            ("STT", "Họ và tên", "Sinh năm", "Vào Đảng", "Chính thức", "Biến động"),
            (1, "Lò Văn Ánh", 1977, "15/10/2012", "15/10/2013", "Đ/c chuyển đi tỉnh Lai Châu tháng 7/2025"),
            (2, "Cà Thị Xôm", 1988, "30/08/2017", "30/08/2018", "Chuyển đến từ xã Na Son ngày 05/6/2024"),
            (3, "Tòng Văn Cú", 1940, "03/02/1970", "03/02/1971", "Từ trần 20/11/2025"),
            (4, "Giàng A Páo", 1991, "03/02/2015", "03/02/2016", "khai trừ ra khỏi Đảng 12/2024"),
            (5, "Quàng Thị Ón", 1993, "03/02/2016", "03/02/2017", "Xin ra khỏi Đảng, QĐ 15/3/2025"),
            (6, "Lò Thị Đôi", 1992, "03/02/2016", "03/02/2017", "Đi làm công ty ở Bắc Ninh"),
            (7, "Lường Văn Púa", 1945, "03/02/1975", "03/02/1976", "Miễn SHĐ từ 01/2023"),
            (8, "Vừ A Ín", 1985, "03/02/2010", "03/02/2011", "giảm do từ trần tháng 4 năm 2026"),
            (9, "Cà Văn Ấm", 1990, "03/02/2015", "03/02/2016", "Đảng viên chuyển đi 8/2025 (về xã Mường Phăng)"),
        ),
        (
            f"Lò Văn Ánh||1977|15/10/2012|15/10/2013||{MAN}|gone=Chuyển đi 07/2025",
            f"Cà Thị Xôm||1988|30/08/2017|30/08/2018||{MAN}",
            f"Tòng Văn Cú||1940|03/02/1970|03/02/1971||{MAN}|gone=Từ trần 20/11/2025",
            f"Giàng A Páo||1991|03/02/2015|03/02/2016||{MAN}|gone=Khai trừ 12/2024",
            f"Quàng Thị Ón||1993|03/02/2016|03/02/2017||{MAN}",
            "?Việc trong ghi chú chưa rõ đã xong hay chưa, nên chỉ giữ là ghi chú.",
            f"Lò Thị Đôi||1992|03/02/2016|03/02/2017||{MAN}",
            f"Lường Văn Púa||1945|03/02/1975|03/02/1976||{MAN}|duty=Miễn sinh hoạt 2023-01-01",
            f"Vừ A Ín||1985|03/02/2010|03/02/2011||{MAN}|gone=Từ trần 04/2026",
            f"Cà Văn Ấm||1990|03/02/2015|03/02/2016||{MAN}|gone=Chuyển đi 08/2025",
        ),
    ),
    "viet_tat": Kept(  # villages and cells in short
        (
            ("STT", "Họ và tên", "NTNS", "Ngày KN", "Ngày CT", "Bản/TDP", "Chi bộ"),
            (1, "Lò Văn Ánh", "12/05/1977", "15/10/2012", "15/10/2013", "B. Co Mận", "CB B. Co Mận"),
            (2, "Cà Thị Xôm", "02/03/1988", "30/08/2017", "30/08/2018", "b.Co Mận", "CB b.Co Mận"),
            (3, "Vừ A Ín", "01/01/1985", "03/02/2010", "03/02/2011", "Noong É", "C.bộ Noong É"),
            (4, "Nguyễn Thị Đào", "1988", "19/05/2010", "19/05/2011", "TDP 3", "CB TDP 3"),
            (5, "Lò Văn Hặc", "1980", "03/02/2008", "03/02/2009", "Tổ DP số 3", "CB Tổ DP số 3"),
        ),
        (
            f"Lò Văn Ánh||12/05/1977|15/10/2012|15/10/2013||{MAN}|village=Co Mận",
            f"Cà Thị Xôm||02/03/1988|30/08/2017|30/08/2018||{MAN}|village=Co Mận",
            f"Vừ A Ín||01/01/1985|03/02/2010|03/02/2011||{NOONG}|village=Noong É",
            f"Nguyễn Thị Đào||1988|19/05/2010|19/05/2011||{TOWN}|village=Tổ dân phố 3",
            f"Lò Văn Hặc||1980|03/02/2008|03/02/2009||{TOWN}|village=Tổ dân phố 3",
        ),
    ),
    "ba_thu_chu": Kept(  # three encodings in one sheet, as it was pasted together
        (
            ("STT", "Họ và tên", "Ngày sinh", "Dân tộc", "Ngày kết nạp", "Chi bộ"),
            (1, _vni("Lò Văn Ánh"), "12/05/1977", _vni("Thái"), "15/10/2012", _vni("Chi bộ bản Co Mận")),
            (2, _vni("Cà Thị Xôm"), "02/03/1988", _vni("Thái"), "30/08/2017", _vni("Chi bộ bản Co Mận")),
            (3, _tcvn3("Lường Văn Púa"), "1950", _tcvn3("Thái"), "1975", _tcvn3("Chi bộ bản Co Mận")),
            (4, _tcvn3("Quàng Văn Thưởng"), "03/1990", _tcvn3("Khơ Mú"), "02/2016", _tcvn3("Chi bộ bản Co Mận")),
            (5, "Vừ A Ín", "1985", "Mông", "03/02/2010", "Chi bộ bản Noong É"),
            (6, "Nguyễn Thị Đào", "1988", "Kinh", "19/05/2010", "Chi bộ Trường THCS"),
        ),
        (
            f"Lò Văn Ánh||12/05/1977|15/10/2012||Thái|{MAN}",
            f"Cà Thị Xôm||02/03/1988|30/08/2017||Thái|{MAN}",
            f"Lường Văn Púa||1950|1975||Thái|{MAN}",
            f"Quàng Văn Thưởng||03/1990|02/2016||Khơ-mú|{MAN}",
            f"Vừ A Ín||1985|03/02/2010||Mông|{NOONG}",
            f"Nguyễn Thị Đào||1988|19/05/2010||Kinh|{SCHOOL}",
        ),
    ),
    "ong_ba": Kept(  # how people are addressed before their names, days in words
        (
            ("DANH SÁCH ĐẢNG VIÊN DỰ SINH HOẠT CHI BỘ BẢN CO MẬN",),
            ("STT", "Họ tên đồng chí", "Ngày, tháng, năm sinh", "Ngày, tháng, năm được kết nạp vào Đảng", "Di động"),
            (1, "Đ/c Lò Văn Ánh", "ngày 12 tháng 5 năm 1977", "ngày 15 tháng 10 năm 2012", "0912 345 678"),
            (2, "Đ/c: Cà Thị Xôm", "ngày 02 tháng 3 năm 1988", "ngày 30/8/2017", "0387654321"),
            (3, "Ông Vừ A Ín", "năm 1985", "03/02/2010", None),
            (4, "Bà Lường Thị Púa", "sinh năm 1950", "tháng 2 năm 1975", "84912345679"),
            (5, "đồng chí Quàng Văn Thưởng", "tháng 3 năm 1990", "2/2016", None),
        ),
        (
            f"Lò Văn Ánh||12/05/1977|15/10/2012|||{MAN}|phone=0912 345 678",
            f"Cà Thị Xôm||02/03/1988|30/08/2017|||{MAN}|phone=0387654321",
            f"Vừ A Ín||1985|03/02/2010|||{MAN}",
            f"Lường Thị Púa||1950|02/1975|||{MAN}|phone=84912345679",
            f"Quàng Văn Thưởng||03/1990|02/2016|||{MAN}",
        ),
    ),
    "thu_dang_phi": Kept(  # dues by month
        (
            ("SỔ THU NỘP ĐẢNG PHÍ NĂM 2026",),
            ("Chi bộ: bản Noong É",),
            (
                "STT",
                "Họ và tên",
                "Ngày vào Đảng",
                "Năm sinh",
                "Mức đóng",
                "Số tiền đóng hằng tháng",
                *[None] * 3,
                "Cộng",
            ),
            (None, None, None, None, None, "T1", "T2", "T3", "T4"),
            (1, "Vừ A Ín", "03/02/2010", 1985, 15000, 15000, 15000, 15000, None, 45000),
            (2, "Giàng A Páo", "19/05/2015", 1990, 15000, 15000, None, None, None, 15000),
            (3, "Sùng Thị Mỷ", "03/02/2024", 1992, "miễn", None, None, None, None, None),
            (None, "Cộng", None, None, None, 30000, 15000, 15000, None, 60000),
        ),
        (
            f"Vừ A Ín||1985|03/02/2010|||{NOONG}",
            f"Giàng A Páo||1990|19/05/2015|||{NOONG}",
            f"Sùng Thị Mỷ||1992|03/02/2024|||{NOONG}",
        ),
        ("A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:I3", "J3:J4"),
    ),
    "ba_hang_tieu_de": Kept(  # three rows of headings, levels under one
        (
            ("TT", "Họ và tên", "Lý lịch", *[None] * 3, "Vào Đảng", None, "Trình độ", None, None, "Nơi SHĐ"),
            (None, None, "Ngày sinh", "Giới", "DT", "Quê quán", "Ngày", None, "VH", "Chuyên môn", "LLCT"),
            (None, None, None, None, None, None, "Dự bị", "C.thức"),
            (
                *(1, "LÒ VĂN ÁNH", "12.05.1977", "Nam", "Thái", "Mường Mẫu", "15.10.2012", "15.10.2013"),
                *("12/12", "ĐH", "Trung cấp", "Chi bộ bản Co Mận"),
            ),
            (
                *(2, "CÀ THỊ XÔM", "2.3.1988", "Nữ", "Thái", "Mường Mẫu", "30.8.2017", "30.8.2018"),
                *("9/12", "SC", "SC", "-nt-"),
            ),
            (
                *(3, "VỪ A ÍN", "1985", "Nam", "Mông", "Na Son", "3.2.2010", "3.2.2011"),
                *("12/12", "CĐ", "", "Chi bộ bản Noong É"),
            ),
        ),
        (
            f"Lò Văn Ánh|Nam|12/05/1977|15/10/2012|15/10/2013|Thái|{MAN}"
            "|professional=Đại học|schooling=12/12|theory=Trung cấp",
            f"Cà Thị Xôm|Nữ|02/03/1988|30/08/2017|30/08/2018|Thái|{MAN}"
            "|professional=Công nhân kỹ thuật, nhân viên nghiệp vụ, sơ cấp|schooling=9/12|theory=Sơ cấp",
            f"Vừ A Ín|Nam|1985|03/02/2010|03/02/2011|Mông|{NOONG}|professional=Cao đẳng|schooling=12/12",
        ),
        ("A1:A3", "B1:B3", "C1:F1", "G1:H1", "G2:H2", "I1:K1", "L1:L3", *(f"{one}2:{one}3" for one in "CDEFIJK")),
    ),
    "cap_the": Kept(  # for handing out cards
        (
            ("DANH SÁCH CẤP, ĐỔI THẺ ĐẢNG VIÊN ĐẢNG BỘ XÃ MƯỜNG MẪU",),
            (
                *("STT", "Họ và tên\n(in hoa, có dấu)", "Ngày tháng năm\nsinh", "CCCD/Số định danh"),
                *(
                    "Ngày tháng\nvào Đảng",
                    "Ngày tháng\nchính thức",
                    "Số thẻ\nđảng",
                    "Ghi chú",
                    "Chi bộ, đảng bộ bộ phận",
                ),
            ),
            (
                *("1", "LÒ VĂN ÁNH", "12/05/1977", 11077501364, "15/10/2012", "15/10/2013", "011077501364"),
                *("Cấp mới", "Bản Co Mận"),
            ),
            (
                *("2", "CÀ THỊ XÔM", "02/03/1988", "011 188 232 440", "30/08/2017", "30/08/2018", "011188232440"),
                *("Mất thẻ", "Bản Co Mận"),
            ),
            (
                *("3", "VỪ A ÍN", "01/01/1985", "011085000123.", "03/02/2010", "03/02/2011", None),
                *("Thẻ hỏng", "Bản Noong É"),
            ),
        ),
        (
            f"Lò Văn Ánh||12/05/1977|15/10/2012|15/10/2013||{MAN}|card=011077501364|citizen=011077501364",
            f"Cà Thị Xôm||02/03/1988|30/08/2017|30/08/2018||{MAN}|card=011188232440|citizen=011188232440",
            f"Vừ A Ín||01/01/1985|03/02/2010|03/02/2011||{NOONG}|citizen=011085000123",
        ),
    ),
}
