"""More forms as provinces send them, with the truth: quarters, shares two ways, merged labels, rolls of some."""

from __future__ import annotations

from tests.exports.proposal_forms import ALL, JOINED, RATIO, Known

_PAIR = ["Kết nạp", "Trong đó nữ"]
_LINES = (
    ("Từ 18 - 30 tuổi", 5),
    ("Từ 31 - 35 tuổi", 6),
    ("Trung cấp", 7),
    ("Đại học", 8),
    ("Sơ cấp", 9),
    ("Trung cấp", 10),
)


def roll(title: str, listed: str = "", narrowed: str = "") -> Known:
    """Give a list of people with that title, two rows of headings, its date and those who sign.

    `listed` is the list that its rows are of, "" for one that nobody keeps.
    """
    columns = {"B": "Họ và tên ↓", "C": "Ngày sinh của nam ↓", "D": "Ngày sinh của nữ ↓", "E": "Dân tộc ↓"}
    columns |= {"F": "Chi bộ ↓", "G": "Ngày vào Đảng ↓", "H": "Quê quán ↓", "I": "Ghi chú ↓"}
    if listed != "members":
        del columns["I"]
    return Known(
        title,
        [
            ["TỈNH ỦY ĐIỆN BIÊN", None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
            ["ĐẢNG ỦY XÃ ……………"],
            [title],
            ["(Tháng … năm 20…)"],
            [],
            ["STT", "Họ và tên", "Ngày, tháng, năm sinh", None, "Dân tộc", "Chi bộ", "Ngày vào Đảng", "Quê", "Ghi chú"],
            [None, None, "Nam", "Nữ"],
            ["1"],
            ["2"],
            [],
            [None, None, None, None, None, "……, ngày … tháng … năm 20…"],
            ["NGƯỜI LẬP BIỂU", None, None, None, None, "T/M ĐẢNG ỦY"],
        ],
        ("A1:D1", "E1:I1", "A3:I3", "A4:I4", "A6:A7", "B6:B7", "C6:D6", "E6:E7", "F6:F7", "G6:G7", "H6:H7", "I6:I7"),
        {"A2": "{XA}", "A4": "({ky})", "F11": "{dia_danh}, {ngay}", "A16": "Người lập biểu", "F16": "Người ký"}
        | ({f"{column}8": f"{name}{narrowed}" for column, name in columns.items()} if listed else {}),
        listed=listed,
    )


ROLLS = tuple(
    roll(*one)
    for one in (
        ("DANH SÁCH ĐẢNG VIÊN", "members"),
        ("DANH SÁCH ĐẢNG VIÊN TOÀN ĐẢNG BỘ", "members"),
        ("DANH SÁCH ĐẢNG VIÊN ĐƯỢC TẶNG HUY HIỆU ĐẢNG", "badges", " – Huy hiệu Đảng trao trong kỳ"),
        ("DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP", "admitted", " – đảng viên mới kết nạp trong kỳ"),
        ("DANH SÁCH ĐẢNG VIÊN DỰ BỊ", "members", " – Dự bị"),
        ("DANH SÁCH QUẦN CHÚNG ƯU TÚ ĐƯỢC CỬ ĐI HỌC LỚP BỒI DƯỠNG",),
        ("DANH SÁCH CẤP ỦY VIÊN",),
        ("DANH SÁCH ĐẢNG VIÊN CHUYỂN SINH HOẠT ĐẢNG ĐI NƠI KHÁC", "departed", " – đảng viên chuyển đi trong kỳ"),
    )
)
FORMS = (
    Known(
        "từng quý theo chi bộ",
        [
            ["BÁO CÁO TIẾN ĐỘ KẾT NẠP ĐẢNG VIÊN CÁC QUÝ NĂM 2026"],
            ["TT", "Chi bộ", "Quý 1", None, "Quý 2", None, "Quý III", None, "Đảng viên hiện có"],
            [None, None, *_PAIR * 3, None],
            [1, "Bản Tạo"],
            [None, "Tổng cộng"],
        ],
        ("A1:I1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:H2", "I2:I3"),
        {"I4": f"{ALL} – Bản Tạo", "I5": ALL}
        | {
            f"{column}{row}": f"{JOINED}{narrowed} (quý {quarter})"
            for pair, quarter in (("CD", "I"), ("EF", "II"), ("GH", "III"))
            for row, of_all, of_women in ((4, " – Bản Tạo", " – Bản Tạo, Nữ"), (5, "", " – Nữ"))
            for column, narrowed in zip(pair, (of_all, of_women), strict=True)
        },
    ),
    Known(
        "tỷ lệ hai chiều",
        [
            ["TỔNG HỢP CƠ CẤU ĐẢNG VIÊN"],
            ["STT", "Tiêu chí", "Toàn đảng bộ", None, "Đảng viên nữ", None],
            [None, None, "Số lượng", "Tỷ lệ (%)", "Số lượng", "Tỷ lệ (%)"],
            [1, "Tổng số đảng viên"],
            [2, "Đảng viên dự bị"],
            [3, "Đảng viên từ 18 đến 30 tuổi"],
            [4, "Có trình độ trung cấp lý luận chính trị trở lên"],
        ],
        ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"),
        {
            "C4": ALL,
            "E4": f"{ALL} – Nữ",
            "F4": "Tỷ lệ % của ô E4 trong ô C4",
            "C5": "Đảng viên dự bị",
            "D5": "Tỷ lệ % của ô C5 trong ô C4",
            "E5": f"{ALL} – Dự bị, Nữ",  # F5: of all women, or of all on probation
            "C6": f"{ALL} – Từ 18 - 30 tuổi",
            "D6": "Tỷ lệ % của ô C6 trong ô C4",
            "E6": f"{ALL} – Từ 18 - 30 tuổi, Nữ",
        },
    ),
    Known(
        "nhãn gộp nhiều dòng",
        [
            ["BIỂU PHÂN TÍCH ĐỘI NGŨ ĐẢNG VIÊN"],
            [],
            ["Nhóm", "Chỉ tiêu", "Tổng số", "Trong đó", None, "Kết nạp trong năm"],
            [None, None, None, "Nam", "Nữ"],
            ["Độ tuổi", "18 - 30"],
            [None, "31 - 35"],
            ["Trình độ chuyên môn", "Trung cấp"],
            [None, "Đại học"],
            ["Lý luận chính trị", "Sơ cấp"],
            [None, "Trung cấp"],
            ["Nghề nghiệp", "Giáo viên"],
        ],
        ("A1:F1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "A5:A6", "A7:A8", "A9:A10"),
        {f"C{row}": f"{ALL} – {name}" for name, row in _LINES}
        | {f"D{row}": f"{ALL} – {name}, Nam" for name, row in _LINES}
        | {f"E{row}": f"{ALL} – {name}, Nữ" for name, row in _LINES}
        | {f"F{row}": f"{JOINED} – {name}" for name, row in _LINES},
    ),
    Known(
        "mỗi tháng một dòng",
        [
            ["THEO DÕI SINH HOẠT ĐẢNG NĂM 2026"],
            ["Tháng", "Số chi bộ đã họp", "Đảng viên phải dự", "Kết nạp", "Chuyển đi"],
            ["Tháng 1"],
            ["Tháng 2"],
            ["Cộng"],
        ],
        ("A1:E1",),
        {
            f"{column}{month + 2}": f"{name} (tháng {month})"
            for month in (1, 2)
            for column, name in (("D", JOINED), ("E", "Đảng viên chuyển đi"))
        },  # the sum is of two months
    ),
    Known(
        "thôn, bản",
        [
            ["RÀ SOÁT TỔ CHỨC ĐẢNG Ở THÔN, BẢN"],
            ["TT", "Tên thôn, bản", "Số hộ", "Số đảng viên", None, "Có chi bộ"],
            [None, None, None, "Tổng số", "Dự bị", None],
            [1, "Bản Tạo"],
            [2, "Bản Mẫu"],
            [None, "Cộng"],  # some members live in no village
            [None, "Toàn xã"],
        ],
        ("A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3"),
        {
            "D4": f"{ALL} – Bản Tạo",
            "E4": f"{ALL} – Bản Tạo, Dự bị",
            "D5": f"{ALL} – Bản Mẫu",
            "E5": f"{ALL} – Bản Mẫu, Dự bị",
            "D7": ALL,
            "E7": f"{ALL} – Dự bị",
        },
    ),
    Known(
        "sáu tháng, có mục La Mã",
        [
            ["BÁO CÁO SỐ LIỆU CÔNG TÁC ĐẢNG VIÊN 6 THÁNG ĐẦU NĂM"],
            ["TT", "Chỉ tiêu", "6 tháng đầu năm 2025", "6 tháng đầu năm 2026", "Tỷ lệ % so với cùng kỳ"],
            ["I", "Công tác phát triển đảng viên"],
            [1, "Số đảng viên mới kết nạp"],
            [None, "Trong đó: - Nữ"],
            [2, "Số đảng viên dự bị chuyển chính thức"],
            ["II", "Thi hành kỷ luật đảng viên"],
            [1, "Khiển trách"],  # the register counts that of bodies
            [2, "Khai trừ"],
            ["III", "Tổ chức cơ sở đảng"],
            [1, "Số chi bộ trực thuộc"],
            [2, "Số chi bộ có chi ủy"],
        ],
        ("A1:E1",),
        {
            "A1": "BÁO CÁO SỐ LIỆU CÔNG TÁC ĐẢNG VIÊN {KY}",
            "E4": f"{JOINED}{RATIO}",
            "E5": f"{JOINED} – Nữ{RATIO}",
            "E6": f"Công nhận đảng viên chính thức{RATIO}",
            "E9": f"Khai trừ{RATIO}",
            "E11": f"Chi bộ trực thuộc{RATIO}",
        }
        | {
            f"{column}{row}": f"{name} (6 tháng đầu năm {year})"
            for column, year in (("C", 2025), ("D", 2026))
            for row, name in (
                (4, JOINED),
                (5, f"{JOINED} – Nữ"),
                (6, "Công nhận đảng viên chính thức"),
                (9, "Khai trừ"),
                (11, "Chi bộ trực thuộc"),
            )
        },
    ),
    Known(
        "chi tiết từng chi bộ",
        [
            ["CHI TIẾT SINH HOẠT TỪNG CHI BỘ"],
            ["TT", "Chi bộ", "Ngày họp", "Đảng viên phải dự", "Có mặt", "Vắng mặt", None],
            [None, None, None, None, None, "Có lý do", "Không lý do"],
            [1],
            [2],
        ],
        ("A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:G2"),
        {
            "B4": "Tên chi bộ ↓",
            "C4": "Ngày họp ↓",
            "D4": "Lượt đảng viên phải dự ↓",
            "E4": "Lượt đảng viên có mặt ↓",
            "F4": "Lượt vắng có lý do ↓",
            "G4": "Lượt vắng không lý do ↓",
        },
    ),
    *ROLLS,
)
