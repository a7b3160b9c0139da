"""Forms as provinces send them, each with the truth: what every cell should show that the program can tell of.

A cell that is not named must be proposed nothing: it is of other people, of another time, or cannot be known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from openpyxl import Workbook

PLACES = ("cell:Bản Tạo", "cell:Bản Mẫu", "cell:Trường học", "village:Bản Tạo", "village:Bản Mẫu")
ALL, JOINED = "Tổng số đảng viên", "Kết nạp đảng viên"
SO_FAR, BEFORE, RATIO = " (lũy kế từ đầu năm)", " (cùng kỳ năm trước)", " (% so với cùng kỳ năm trước)"


@dataclass(frozen=True)
class Known:
    """A form: its rows from the first, merged blocks, and cell → the name of what it should show."""

    name: str
    rows: list[list[object]]
    merged: tuple[str, ...] = ()
    truth: dict[str, str] = field(default_factory=dict[str, str])
    more: dict[str, str] = field(default_factory=dict[str, str])
    """Further headings."""
    listed: str = ""
    """The list its rows are of (a key of lists.LISTS), where that has to be told."""

    def content(self) -> bytes:
        """Give the form as a file."""
        book = Workbook()
        sheet: Any = book.worksheets[0]
        for row in self.rows:
            sheet.append(row)
        for address, text in self.more.items():
            sheet[address] = text
        for area in self.merged:
            sheet.merge_cells(area)
        buffer = BytesIO()
        book.save(buffer)
        return buffer.getvalue()


def _row(row: int, columns: str, *names: str) -> dict[str, str]:
    """Give cell → name for the cells of a row, "" left out."""
    return {f"{column}{row}": name for column, name in zip(columns, names, strict=True) if name}


_TRAITS = ("Người theo tôn giáo", "Từ 18 - 30 tuổi", "Từ 31 - 35 tuổi", "Sơ cấp", "Trung cấp")

FORMS = (
    Known(
        "phát triển đảng viên theo chi bộ",
        [
            ["BÁO CÁO KẾT QUẢ CÔNG TÁC PHÁT TRIỂN ĐẢNG VIÊN"],
            ["TT", "Chi bộ", "Chỉ tiêu năm", "Kết nạp trong tháng", "Lũy kế từ đầu năm", "Tỷ lệ % so với chỉ tiêu"],
            [None, None, None, None, None, None, "Nữ", "Dân tộc thiểu số", "Đoàn viên", None],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)"],
            [1, "Chi bộ Bản Tạo"],
            [2, "Chi bộ Bản Mẫu"],
            [3, "Chi bộ Trường học"],
            [None, "Tổng cộng"],
        ],
        ("A1:J1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:F3", "G2:I2", "J2:J3"),
        _row(5, "DE", f"{JOINED} – Bản Tạo", f"{JOINED} – Bản Tạo{SO_FAR}")
        | _row(6, "DE", f"{JOINED} – Bản Mẫu", f"{JOINED} – Bản Mẫu{SO_FAR}")
        | _row(7, "DE", f"{JOINED} – Trường học", f"{JOINED} – Trường học{SO_FAR}")
        | _row(8, "DE", JOINED, f"{JOINED}{SO_FAR}"),  # of what “Trong đó” is a part, nobody can tell
        {"G2": "Trong đó", "J2": "Ghi chú"},
    ),
    Known(
        "chất lượng đội ngũ",
        [
            ["BIỂU TỔNG HỢP CHẤT LƯỢNG ĐỘI NGŨ ĐẢNG VIÊN"],
            ["(Số liệu tính đến ngày 31/10/2026)"],
            ["TT", "Nội dung", "Số lượng", "Tỷ lệ %", "Ghi chú"],
            ["I", "Tổng số đảng viên"],
            ["1", "Giới tính"],
            [None, "- Nam"],
            [None, "- Nữ"],
            ["2", "Dân tộc"],
            [None, "- Kinh"],
            [None, "- Thái"],
            [None, "- Mông"],
            ["3", "Độ tuổi"],
            [None, "- Từ 18 đến 30 tuổi"],
            [None, "- Từ 31 đến 35 tuổi"],
            [None, "- Từ 31 đến 40 tuổi"],  # no band of ours
            [None, "- Trên 60 tuổi"],
            ["4", "Trình độ chuyên môn"],
            [None, "- Trung cấp"],
            [None, "- Cao đẳng"],
            [None, "- Đại học"],
            ["5", "Lý luận chính trị"],
            [None, "- Sơ cấp"],
            [None, "- Trung cấp"],
            [None, "- Chưa qua đào tạo"],
            ["6", "Tình trạng"],
            [None, "- Chính thức"],
            [None, "- Dự bị"],
            ["II", "Số đảng viên được miễn công tác và sinh hoạt đảng"],
            ["III", "Số đảng viên đi làm ăn xa"],
        ],
        ("A1:E1", "A2:E2"),
        {
            "C4": ALL,
            "C6": f"{ALL} – Nam",
            "C7": "Đảng viên nữ",
            "C9": f"{ALL} – Dân tộc Kinh",
            "C10": f"{ALL} – Dân tộc Thái",
            "C11": f"{ALL} – Dân tộc Mông (HMông)",
            "C13": f"{ALL} – Từ 18 - 30 tuổi",
            "C14": f"{ALL} – Từ 31 - 35 tuổi",
            "C16": f"{ALL} – Trên 60 tuổi",
            "C18": f"{ALL} – Trung cấp",
            "C19": f"{ALL} – Cao đẳng",
            "C20": f"{ALL} – Đại học",
            "C22": f"{ALL} – Sơ cấp",
            "C23": f"{ALL} – Trung cấp",
            "C26": "Đảng viên chính thức",
            "C27": "Đảng viên dự bị",
            "C28": "Đảng viên được miễn công tác và sinh hoạt đảng",
        }
        | {
            f"D{row}": f"Tỷ lệ % của ô C{row} trong ô C4"
            for row in (6, 7, 9, 10, 11, 13, 14, 16, 18, 19, 20, 22, 23, 26, 27, 28)
        },
    ),
    Known(
        "tăng, giảm đảng viên so với cùng kỳ",
        [
            ["BÁO CÁO TĂNG, GIẢM ĐẢNG VIÊN"],
            ["STT", "Nội dung", "Đơn vị tính", "Thực hiện", None, "Tỷ lệ (%) so với cùng kỳ"],
            [None, None, None, "Kỳ này", "Cùng kỳ năm trước", None],
            ["A", "Đảng viên tăng trong kỳ", "Đồng chí"],
            ["1", "Kết nạp", "Đồng chí"],
            [None, "Trong đó: Nữ", "Đồng chí"],
            ["2", "Chuyển đến", "Đồng chí"],
            ["B", "Đảng viên giảm trong kỳ", "Đồng chí"],
            ["1", "Từ trần", "Đồng chí"],
            ["2", "Khai trừ", "Đồng chí"],
            ["3", "Xóa tên", "Đồng chí"],
            ["4", "Chuyển đi", "Đồng chí"],
            ["C", "Công nhận đảng viên chính thức", "Đồng chí"],
            ["D", "Số hộ nghèo", "Hộ"],
        ],
        ("A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3"),
        {
            f"{column}{row}": f"{name}{span}"
            for row, name in (
                (4, "B - Đảng viên tăng trong kỳ"),
                (5, JOINED),
                (6, f"{JOINED} – Nữ"),
                (7, "Đảng viên chuyển đến"),
                (8, "C - Đảng viên giảm trong kỳ"),
                (9, "Đảng viên từ trần"),
                (10, "Khai trừ"),
                (11, "Xóa tên"),
                (12, "Đảng viên chuyển đi"),
                (13, "Công nhận đảng viên chính thức"),
            )
            for column, span in (("D", ""), ("E", BEFORE), ("F", RATIO))
        },
    ),
    Known(
        "danh sách đảng viên có dòng cộng",
        [
            ["DANH SÁCH ĐẢNG VIÊN"],
            ["STT", "Họ và tên", "Ngày sinh", "Dân tộc", "Chi bộ", "Ngày vào Đảng", "Nữ", "Ghi chú"],
            [],
            [],
            [None, "Tổng cộng"],
            [None, "Người lập biểu", None, None, "T/M ĐẢNG ỦY"],
        ],
        ("A1:H1",),
        {
            "A3": "Số thứ tự ↓",
            "B3": "Họ và tên ↓",
            "C3": "Ngày sinh ↓",
            "D3": "Dân tộc ↓",
            "E3": "Chi bộ ↓",
            "F3": "Ngày vào Đảng ↓",
            "H3": "Ghi chú ↓",
            "B10": "Người lập biểu",
            "E10": "Người ký",
        },
    ),
    Known(
        "tầng đầu cột, một dòng toàn xã",
        [
            ["BIỂU SỐ LIỆU ĐẢNG VIÊN TOÀN ĐẢNG BỘ"],
            [
                "Đơn vị",
                "Tổng số đảng viên",
                "Trong đó",
                None,
                None,
                "Độ tuổi",
                None,
                "Trình độ lý luận chính trị",
                None,
            ],
            [None, None, "Nữ", "Người dân tộc thiểu số", "Theo tôn giáo", "18-30", "31-35", "Sơ cấp", "Trung cấp"],
            ["Toàn xã"],
            ["Chi bộ Trường học"],
        ],
        ("A1:I1", "A2:A3", "B2:B3", "C2:E2", "F2:G2", "H2:I2"),
        {
            f"{column}{row}": f"{ALL} – {cell}, {words}" if cell else f"{ALL} – {words}"
            for row, cell in ((4, ""), (5, "Trường học"))
            for column, words in zip("EFGHI", _TRAITS, strict=True)
        }
        | _row(4, "BCD", ALL, "Đảng viên nữ", "Đảng viên người dân tộc thiểu số")
        | _row(5, "BCD", *(f"{ALL} – Trường học{more}" for more in ("", ", Nữ", ", Dân tộc thiểu số"))),
    ),
    Known(
        "tỷ lệ sau từng số",
        [
            ["BIỂU TỔNG HỢP ĐẢNG VIÊN"],
            ["TT", "Chi bộ", "Tổng số đảng viên", "Nữ", "Tỷ lệ %", "Dân tộc thiểu số", "%", "Dự bị"],
            [None, None, None, None, None, None, None, "Số lượng", "Tỷ lệ (%)"],
            [1, "Bản Tạo"],
            [None, "Cộng"],
        ],
        ("A1:L1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:F3", "G2:G3", "H2:I2", "J2:J3", "K2:K3", "L2:L3"),
        _row(4, "CD", f"{ALL} – Bản Tạo", f"{ALL} – Bản Tạo, Nữ")
        | _row(4, "FH", f"{ALL} – Bản Tạo, Dân tộc thiểu số", f"{ALL} – Bản Tạo, Dự bị")
        | _row(4, "EGI", *(f"Tỷ lệ % của ô {part}4 trong ô C4" for part in "DFH"))
        | _row(5, "CDF", ALL, "Đảng viên nữ", "Đảng viên người dân tộc thiểu số")
        | _row(5, "EGI", *(f"Tỷ lệ % của ô {part}5 trong ô C5" for part in "DFH"))
        | _row(5, "H", "Đảng viên dự bị")
        | {"K4": f"{JOINED} – Bản Tạo", "K5": JOINED},  # L: of the plan, which the office knows
        {"J2": "Chỉ tiêu kết nạp", "K2": "Kết nạp trong năm", "L2": "Tỷ lệ (%)"},
    ),
    Known(
        "hộ nghèo, không phải đảng viên",
        [
            ["BÁO CÁO RÀ SOÁT HỘ NGHÈO NĂM 2026"],
            ["TT", "Thôn, bản", "Tổng số hộ", "Hộ nghèo", None, "Chủ hộ là nữ", "Dân tộc"],
            [None, None, None, "Số lượng", "Tỷ lệ (%)", None, None],
            [1, "Bản Tạo"],
            [2, "Bản Mẫu"],
            [None, "Tổng cộng"],
        ],
        ("A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3", "G2:G3"),
        {},
    ),
    Known(
        "cấp ủy viên, không phải mọi đảng viên",
        [
            ["BIỂU TỔNG HỢP CHẤT LƯỢNG CẤP ỦY CHI BỘ"],
            ["(Kèm theo Báo cáo của Đảng ủy về công tác đảng viên)"],
            ["TT", "Chức danh", "Tổng số", "Nữ", "Dân tộc thiểu số", "Trình độ chuyên môn", None],
            [None, None, None, None, None, "Trung cấp", "Đại học"],
            [1, "Bí thư chi bộ"],
            [2, "Phó Bí thư chi bộ"],
            [3, "Chi ủy viên"],
            [None, "Cộng"],
        ],
        ("A1:G1", "A2:G2", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:E4", "F3:G3"),
        {},
    ),
    Known(
        "tổ chức đảng và thôn, bản",
        [
            ["BÁO CÁO TỔ CHỨC ĐẢNG VÀ ĐẢNG VIÊN"],
            ["TT", "Chỉ tiêu", "Đơn vị tính", "Tháng 10/2026", "Lũy kế từ đầu năm"],
            [1, "Số chi bộ trực thuộc", "chi bộ"],
            [2, "Tổng số đảng viên", "đồng chí"],
            [None, "Trong đó: + Nữ", "đồng chí"],
            [None, "+ Dự bị", "đồng chí"],
            [3, "Số đảng viên kết nạp mới", "đồng chí"],
            [None, "Trong đó: + Nữ", "đồng chí"],
            [None, "+ Dân tộc thiểu số", "đồng chí"],
            [4, "Số thôn, bản chưa có chi bộ", "bản"],
            [5, "Số thôn, bản trắng đảng viên", "bản"],
            [6, "Tỷ lệ đảng viên tham gia sinh hoạt", "%"],
            [7, "Số đảng viên bị kỷ luật", "đồng chí"],
            [None, "Trong đó: Khai trừ", "đồng chí"],
            [8, "Số quần chúng ưu tú", "người"],
            [None, "Trong đó: Nữ", "người"],
        ],
        ("A1:E1",),
        {
            "D3": "Chi bộ trực thuộc",  # the row of Biểu 5, the same number
            "D4": ALL,
            "D5": f"{ALL} – Nữ",
            "D6": f"{ALL} – Dự bị",
            "D7": JOINED,
            "D8": f"{JOINED} – Nữ",
            "D9": f"{JOINED} – Dân tộc thiểu số",
            "E7": f"{JOINED}{SO_FAR}",
            "E8": f"{JOINED} – Nữ{SO_FAR}",
            "E9": f"{JOINED} – Dân tộc thiểu số{SO_FAR}",
            "D11": "Thôn, bản trắng đảng viên",
            "D12": "Tỷ lệ đảng viên tham gia sinh hoạt",
            "E12": f"Tỷ lệ đảng viên tham gia sinh hoạt{SO_FAR}",
            "D14": "Khai trừ",
            "E14": f"Khai trừ{SO_FAR}",
        },
    ),
    Known(
        "xếp loại đảng viên",
        [
            ["KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG ĐẢNG VIÊN NĂM 2026"],
            ["TT", "Chi bộ", "Tổng số đảng viên", "Số đảng viên được đánh giá, xếp loại", "Trong đó", None, None, None],
            [None, None, None, None, "Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ"],
            [1, "Bản Tạo"],
            [2, "Trường học"],
        ],
        ("A1:H1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:H2"),
        {
            f"{column}{row}": f"{name} – {cell}"
            for row, cell in ((4, "Bản Tạo"), (5, "Trường học"))
            for column, name in zip(
                "CDEFGH",
                (
                    ALL,
                    "Đảng viên đã đánh giá, xếp loại",
                    "Đảng viên hoàn thành xuất sắc nhiệm vụ",
                    "Đảng viên hoàn thành tốt nhiệm vụ",
                    "Đảng viên hoàn thành nhiệm vụ",
                    "Đảng viên không hoàn thành nhiệm vụ",
                ),
                strict=True,
            )
        },
        {"H3": "Không hoàn thành nhiệm vụ"},
    ),
    Known(
        "lấy ý kiến, không có số nào của sổ",
        [
            ["PHIẾU KHẢO SÁT TÌNH HÌNH ĐẢNG VIÊN SỬ DỤNG SỔ TAY ĐIỆN TỬ"],
            ["TT", "Nội dung", "Số lượng", "Nữ"],
            [1, "Số đảng viên đã cài đặt sổ tay điện tử"],
            [2, "Số đảng viên có điện thoại thông minh"],
            [3, "Số chi bộ đã tập huấn"],
            [None, "Tổng số"],
        ],
        ("A1:D1",),
        {},
    ),
)
