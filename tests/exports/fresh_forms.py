"""Forms laid out in other ways than most: tables side by side, times down, a questionnaire; with the truth."""

from __future__ import annotations

from tests.exports.proposal_forms import ALL, BEFORE, JOINED, RATIO, Known

_RECOGNISED, _DIED = "Công nhận đảng viên chính thức", "Đảng viên từ trần"
_ARRIVED, _LEFT = "Đảng viên chuyển đến", "Đảng viên chuyển đi"
_EXEMPT = "Được miễn công tác và sinh hoạt đảng"
_BADGES = "II. Tặng huy hiệu đảng trong năm"


def _of(cell: str, *narrowed: str) -> str:
    """Give what follows the name of what is counted: the cell, "" for all, and whom of it."""
    told = ", ".join(filter(None, (cell, *narrowed)))
    return f" – {told}" if told else ""


def _grid(rows: dict[int, str], columns: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Give cell → name: rows of Party cells ("" for all), columns with what they count and whom."""
    return {
        f"{column}{row}": f"{name}{_of(cell, *narrowed)}"
        for row, cell in rows.items()
        for column, (name, *narrowed) in columns.items()
    }


FORMS = (
    Known(
        "hai bảng cạnh nhau",
        [
            ["TỔNG HỢP SỐ LƯỢNG ĐẢNG VIÊN CÁC CHI BỘ TRỰC THUỘC"],
            ["STT", "Chi bộ", "Tổng số ĐV", "Dự bị", None, "STT", "Chi bộ", "Tổng số ĐV", "Dự bị"],
            [1, "Bản Tạo", None, None, None, 3, "Trường học"],
            [2, "Bản Mẫu"],
        ],
        ("A1:I1",),
        _grid({3: "Bản Tạo", 4: "Bản Mẫu"}, {"C": (ALL,), "D": (ALL, "Dự bị")})
        | _grid({3: "Trường học"}, {"H": (ALL,), "I": (ALL, "Dự bị")}),
    ),
    Known(
        "phiếu hỏi, không có đầu cột",
        [
            ["PHIẾU BÁO CÁO SỐ LIỆU ĐẢNG VIÊN"],
            ["Quý … năm 20…"],
            [],
            ["1", "Tổng số đảng viên", None, "đồng chí"],
            ["2", "Đảng viên dự bị", None, "đồng chí"],
            ["3", "Số đảng viên được kết nạp trong kỳ", None, "đồng chí"],
            ["4", "Số đảng viên từ trần", None, "đồng chí"],
            ["5", "Số chi bộ trực thuộc", None, "chi bộ"],
        ],
        ("A1:D1", "A2:D2"),
        {
            "A2": "{ky}",
            "C4": ALL,
            "C5": "Đảng viên dự bị",
            "C6": JOINED,
            "C7": _DIED,
            "C8": "Chi bộ trực thuộc",
        },
    ),
    Known(
        "thời điểm ở đầu dòng",
        [
            ["SO SÁNH KẾT QUẢ CÔNG TÁC ĐẢNG VIÊN"],
            [
                *("Thời điểm", "Tổng số đảng viên", "Kết nạp", "Công nhận chính thức"),
                *("Chuyển đến", "Chuyển đi", "Từ trần"),
            ],
            ["Kỳ này"],
            ["Cùng kỳ năm trước"],
            ["So với cùng kỳ (%)"],
        ],
        ("A1:G1",),
        {
            f"{column}{row}": f"{name}{span}"
            for row, span in ((3, ""), (4, BEFORE), (5, RATIO))
            for column, name in zip("BCDEFG", (ALL, JOINED, _RECOGNISED, _ARRIVED, _LEFT, _DIED), strict=True)
        },
    ),
    Known(
        "chi bộ dưới mục loại hình",
        [
            ["BIỂU TỔNG HỢP ĐẢNG VIÊN THEO LOẠI HÌNH CHI BỘ"],
            ["TT", "Chi bộ", "Tổng số đảng viên", "Trong đó"],
            [None, None, None, "Nữ", "DTTS", "Dự bị", "Miễn sinh hoạt"],
            ["I", "Chi bộ thôn, bản"],
            [1, "Bản Tạo"],
            [2, "Bản Mẫu"],
            ["II", "Chi bộ trường học"],
            [1, "Trường học"],
            [None, "Tổng cộng"],
        ],
        ("A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:G2"),
        _grid(
            {5: "Bản Tạo", 6: "Bản Mẫu", 8: "Trường học", 9: ""},
            {
                "C": (ALL,),
                "D": (ALL, "Nữ"),
                "E": (ALL, "Dân tộc thiểu số"),
                "F": (ALL, "Dự bị"),
                "G": (ALL, _EXEMPT),
            },
        )
        | {"D9": "Đảng viên nữ", "E9": "Đảng viên người dân tộc thiểu số", "F9": "Đảng viên dự bị"},
    ),
    Known(
        "Huy hiệu Đảng theo chi bộ",
        [
            ["TỔNG HỢP ĐẢNG VIÊN ĐƯỢC TẶNG HUY HIỆU ĐẢNG THEO CHI BỘ"],
            ["Năm 20…"],
            ["STT", "Chi bộ", "Loại Huy hiệu Đảng"],
            [None, None, "30 năm", "40 năm", "45 năm", "50 năm"],
            [1, "Bản Tạo"],
            [2, "Trường học"],
            [None, "Cộng"],
        ],
        ("A1:F1", "A2:F2", "A3:A4", "B3:B4", "C3:F3"),
        {"A2": "{ky}"}
        | _grid(
            {5: "Bản Tạo", 6: "Trường học", 7: ""},
            {
                column: (f"{_BADGES} – Huy hiệu Đảng {years} năm",)
                for column, years in zip("CDEF", (30, 40, 45, 50), strict=True)
            },
        ),
    ),
    Known(
        "biến động từ đầu kỳ đến cuối kỳ",
        [
            ["BÁO CÁO BIẾN ĐỘNG ĐẢNG VIÊN CỦA CÁC CHI BỘ"],
            ["Quý … năm 20…"],
            [
                *("TT", "Chi bộ", "ĐV đầu kỳ", "Tăng trong kỳ", None, None),
                *("Giảm trong kỳ", None, None, None, None, "ĐV cuối kỳ"),
            ],
            [
                *(None, None, None, "Kết nạp", "Chuyển đến", "Cộng"),
                *("Từ trần", "Chuyển đi", "Xóa tên", "Khai trừ", "Cộng", None),
            ],
            [1, "Bản Tạo"],
            [2, "Trường học"],
            [None, "Tổng cộng"],
        ],
        ("A1:L1", "A2:L2", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:K3", "L3:L4"),
        {"A2": "{ky}"}
        | _grid(
            {5: "Bản Tạo", 6: "Trường học", 7: ""},
            {
                "C": ("A - Tổng số đảng viên cuối kỳ trước chuyển sang",),
                "D": (JOINED,),
                "E": (_ARRIVED,),
                "G": (_DIED,),
                "H": (_LEFT,),
                "I": ("Xóa tên",),
                "J": ("Khai trừ",),
                "L": (ALL,),
            },
        ),  # F, K: the sum of these columns, or of all that came and went
    ),
    Known(
        "sinh hoạt theo quý",
        [
            ["KẾT QUẢ SINH HOẠT CHI BỘ THEO QUÝ"],
            ["TT", "Nội dung", "Quý I", "Quý II", "Quý III", "Quý IV", "Cả năm"],
            [1, "Số cuộc sinh hoạt thường kỳ"],
            [2, "Số cuộc sinh hoạt chuyên đề"],
            [3, "Tỷ lệ đảng viên tham gia sinh hoạt (%)"],
            [4, "Số chi bộ sinh hoạt chuyên đề mỗi quý"],
        ],
        ("A1:G1",),
        {
            f"{column}{row}": f"{name} ({when})"
            for row, name in (
                (3, "Số cuộc sinh hoạt thường kỳ"),
                (4, "Số cuộc sinh hoạt chuyên đề"),
                (5, "Tỷ lệ đảng viên tham gia sinh hoạt"),
                (6, "Chi bộ sinh hoạt chuyên đề mỗi quý"),
            )
            for column, when in zip("CDEFG", ("quý I", "quý II", "quý III", "quý IV", "cả năm"), strict=True)
        },
    ),
    Known(
        "trình độ chỉ nói ở tiêu đề",
        [
            ["TRÌNH ĐỘ LÝ LUẬN CHÍNH TRỊ CỦA ĐẢNG VIÊN"],
            ["Trình độ", "Tổng số", "Trong đó"],
            [None, None, "Nữ", "Dân tộc thiểu số", "Dự bị"],
            ["Sơ cấp"],
            ["Trung cấp"],
            ["Cao cấp, cử nhân"],
        ],
        ("A1:E1", "A2:A3", "B2:B3", "C2:E2"),
        {
            f"{column}{row}": f"{ALL} – {', '.join((level, *more))}"
            for row, level in ((4, "Sơ cấp"), (5, "Trung cấp"), (6, "Cao cấp, cử nhân"))
            for column, more in (("B", ()), ("C", ("Nữ",)), ("D", ("Dân tộc thiểu số",)), ("E", ("Dự bị",)))
        },
    ),
    Known(
        "trong đó đứng một dòng riêng",
        [
            ["KẾT QUẢ KẾT NẠP ĐẢNG VIÊN HAI NĂM"],
            ["Nội dung", "Năm 2025", "Năm 2026"],
            ["Tổng số đảng viên mới kết nạp"],
            ["Trong đó:"],
            ["+ Nữ"],
            ["+ Dân tộc thiểu số"],
            ["+ Từ 18 đến 30 tuổi"],
            ["+ Đoàn viên TNCS Hồ Chí Minh"],
            ["Số chi bộ có kết nạp đảng viên"],
        ],
        ("A1:C1",),
        {
            f"{column}{row}": f"{name} (năm {year})"
            for column, year in (("B", 2025), ("C", 2026))
            for row, name in (
                (3, JOINED),
                (5, f"{JOINED} – Nữ"),
                (6, f"{JOINED} – Dân tộc thiểu số"),
                (7, f"{JOINED} – Từ 18 - 30 tuổi"),
                (8, f"{JOINED} – Đoàn viên Đoàn TNCS Hồ Chí Minh"),
                (9, "Chi bộ có kết nạp đảng viên"),
            )
        },
    ),
    Known(
        "xếp loại theo chi bộ, số và phần trăm",
        [
            ["TỔNG HỢP XẾP LOẠI ĐẢNG VIÊN THEO CHI BỘ"],
            ["Năm 20…"],
            [
                *("TT", "Chi bộ", "Số đảng viên được đánh giá, xếp loại", "HTXSNV", None),
                *("HTTNV", None, "HTNV", None, "KHTNV", None),
            ],
            [None, None, None, "SL", "%", "SL", "%", "SL", "%", "SL", "%"],
            [1, "Bản Tạo"],
            [2, "Trường học"],
            [None, "Tổng cộng"],
        ],
        ("A1:K1", "A2:K2", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "H3:I3", "J3:K3"),
        {"A2": "{ky}"}
        | _grid(
            {5: "Bản Tạo", 6: "Trường học", 7: ""},
            {"C": ("Đảng viên đã đánh giá, xếp loại",)}
            | {
                column: (f"Đảng viên {level} nhiệm vụ",)
                for column, level in zip(
                    "DFHJ",
                    ("hoàn thành xuất sắc", "hoàn thành tốt", "hoàn thành", "không hoàn thành"),
                    strict=True,
                )
            },
        )
        | {
            f"{share}{row}": f"Tỷ lệ % của ô {part}{row} trong ô C{row}"
            for row in (5, 6, 7)
            for part, share in ("DE", "FG", "HI", "JK")
        },
    ),
    Known(
        "tôn giáo ở đầu dòng",
        [
            ["THỐNG KÊ ĐẢNG VIÊN TRONG CÁC TÔN GIÁO"],
            ["TT", "Tôn giáo", "Tổng số đảng viên", "Trong đó nữ", "Mới kết nạp trong năm"],
            [1, "Phật giáo"],
            [2, "Công giáo"],
            [3, "Tin Lành"],
            [None, "Tổng cộng"],
        ],
        ("A1:E1",),
        {
            f"{column}{row}": f"{what} – {name}{more}"
            for row, name in ((3, "Phật giáo"), (4, "Công giáo"), (5, "Tin Lành"))
            for column, what, more in (("C", ALL, ""), ("D", ALL, ", Nữ"), ("E", JOINED, ""))
        },
    ),
    Known(
        "danh sách được miễn, năm sinh theo giới",
        [
            ["ĐẢNG ỦY XÃ ……………"],
            ["DANH SÁCH ĐẢNG VIÊN ĐƯỢC MIỄN CÔNG TÁC VÀ SINH HOẠT ĐẢNG"],
            ["Số TT", "Họ và tên", "Năm sinh", None, "Chi bộ", "Ngày vào Đảng", "Ngày chính thức", "Số thẻ đảng viên"],
            [None, None, "Nam", "Nữ", None, None, None, None],
            [],
            [],
        ],
        ("A1:D1", "A2:H2", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:G4", "H3:H4"),
        {"A1": "{XA}"}
        | {
            f"{column}5": f"{name} ↓ – {_EXEMPT}"
            for column, name in zip(
                "ABCDEFGH",
                (
                    *("Số thứ tự", "Họ và tên", "Ngày sinh của nam", "Ngày sinh của nữ", "Chi bộ"),
                    *("Ngày vào Đảng", "Ngày chính thức", "Số thẻ đảng viên"),
                ),
                strict=True,
            )
        },
        listed="members",
    ),
    Known(
        "phân tích người mới vào Đảng",
        [
            ["PHÂN TÍCH CHẤT LƯỢNG ĐẢNG VIÊN MỚI KẾT NẠP"],
            ["TT", "Tiêu chí", "Số lượng", "Tỷ lệ (%)", "Cùng kỳ năm trước", "So với cùng kỳ (%)"],
            ["1", "Tổng số đảng viên mới kết nạp"],
            [None, "- Nữ"],
            [None, "- Dân tộc thiểu số"],
            [None, "- Đoàn viên TNCS Hồ Chí Minh"],
            [None, "- Giáo viên"],
            ["2", "Tuổi bình quân"],
        ],
        ("A1:F1",),
        {
            f"{column}{row}": f"{name}{span}"
            for row, name in (
                (3, JOINED),
                (4, f"{JOINED} – Nữ"),
                (5, f"{JOINED} – Dân tộc thiểu số"),
                (6, f"{JOINED} – Đoàn viên Đoàn TNCS Hồ Chí Minh"),
                (8, "Tuổi bình quân"),
            )
            for column, span in (("C", ""), ("E", BEFORE), ("F", RATIO))
        }
        | {f"D{row}": f"Tỷ lệ % của ô C{row} trong ô C3" for row in (4, 5, 6)},
    ),
)
