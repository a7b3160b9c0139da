"""Forms of superiors' offices with headings in their own words and abbreviations, with the truth."""

from __future__ import annotations

from tests.exports.proposal_forms import ALL, JOINED, Known

_BY_CELL = ((5, "Bản Tạo"), (6, "Trường học"))


def _cells(names: dict[str, str]) -> dict[str, str]:
    """Give what the rows of two cells show: column → what narrows the members."""
    return {
        f"{column}{row}": f"{ALL} – {cell}" + (f", {name}" if name else "")
        for row, cell in _BY_CELL
        for column, name in names.items()
    }


FORMS = (
    Known(
        "tầng trên gọi khác",
        [
            ["BIỂU TỔNG HỢP ĐỘI NGŨ ĐẢNG VIÊN"],
            [],
            [
                "TT",
                "Chi bộ",
                "Tổng số đảng viên",
                "Cơ cấu",
                None,
                None,
                "Phân theo độ tuổi",
                None,
                "Trình độ LLCT",
                None,
            ],
            [None, None, None, "Nữ", "DTTS", "Dự bị", "18-30", "31-35", "Sơ cấp", "Trung cấp"],
            [1, "Bản Tạo"],
            [2, "Trường học"],
        ],
        ("A1:J1", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:H3", "I3:J3"),
        _cells(
            {
                "C": "",
                "D": "Nữ",
                "E": "Dân tộc thiểu số",
                "F": "Dự bị",
                "G": "Từ 18 - 30 tuổi",
                "H": "Từ 31 - 35 tuổi",
                "I": "Sơ cấp",
                "J": "Trung cấp",
            }
        ),
    ),
    Known(
        "tầng trên kể nhiều mặt",
        [
            ["THỐNG KÊ SỐ LƯỢNG, CHẤT LƯỢNG ĐẢNG VIÊN"],
            [],
            ["STT", "TÊN CHI BỘ", "TỔNG SỐ ĐV", "Cơ cấu về giới tính, dân tộc, tôn giáo", None, None, "Bao gồm", None],
            [None, None, None, "ĐV nữ", "Người DTTS", "Theo tôn giáo", "ĐV chính thức", "ĐVDB"],
            [1, "CB Bản Tạo"],
            [2, "CB Trường học"],
        ],
        ("A1:H1", "A3:A4", "B3:B4", "C3:C4", "D3:F3", "G3:H3"),
        _cells(
            {
                "C": "",
                "D": "Nữ",
                "E": "Dân tộc thiểu số",
                "F": "Người theo tôn giáo",
                "G": "Chính thức",
                "H": "Dự bị",
            }
        ),
    ),
    Known(
        "tầng trên nói người khác",
        [
            ["BIỂU TỔNG HỢP ĐẢNG VIÊN, CẤP ỦY VIÊN, QUẦN CHÚNG"],
            [],
            ["TT", "Chi bộ", "Tổng số đảng viên", "Cấp ủy viên", None, "ĐV đi làm ăn xa", None, "QCUT", None],
            [None, None, None, "Nữ", "DTTS", "Nữ", "DTTS", "Nữ", "DTTS"],
            [1, "Bản Tạo"],
            [2, "Trường học"],
        ],
        ("A1:I1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "H3:I3"),
        _cells({"C": ""}),
    ),
    Known(
        "chữ viết tắt",
        [
            ["ĐẢNG ỦY XÃ ……………", None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
            ["BÁO CÁO CÔNG TÁC ĐV"],
            ["TT", "NỘI DUNG", "ĐVT", "SỐ LƯỢNG", "GHI CHÚ"],
            ["I", "TỔNG SỐ ĐV", "đ/c"],
            [1, "ĐV nữ", "đ/c"],
            [2, "ĐV người DTTS", "đ/c"],
            [3, "ĐVDB", "đ/c"],
            [4, "ĐV chính thức", "đ/c"],
            ["II", "SỐ CB TRỰC THUỘC", "CB"],
            ["III", "Số ĐV kết nạp mới", "đ/c"],
            [None, "Trong đó:   Nữ", "đ/c"],
            [None, "ĐV là người DTTS", "đ/c"],
            ["IV", "Số QCUT đã học lớp bồi dưỡng", "người"],
        ],
        ("A1:B1", "C1:E1", "A2:E2"),
        {
            "A1": "{XA}",
            "D4": ALL,
            "D5": "Đảng viên nữ",
            "D6": "Đảng viên người dân tộc thiểu số",
            "D7": "Đảng viên dự bị",
            "D8": "Đảng viên chính thức",
            "D9": "Chi bộ trực thuộc",
            "D10": JOINED,
            "D11": f"{JOINED} – Nữ",
        },  # D12: of all, or of those admitted?
    ),
    Known(
        "đánh giá theo tầng đầu cột",
        [
            ["TỔNG HỢP KẾT QUẢ XẾP LOẠI ĐV CUỐI NĂM"],
            [],
            ["STT", "Chi bộ", "Tổng số ĐV", "Kết quả xếp loại", None, None, None],
            [None, None, None, "HTXSNV", "HTTNV", "HTNV", "KHTNV"],
            [1, "Bản Tạo"],
            [2, "Trường học"],
        ],
        ("A1:G1", "A3:A4", "B3:B4", "C3:C4", "D3:G3"),
        _cells({"C": ""})
        | {
            f"{column}{row}": f"Đảng viên {name} – {cell}"
            for row, cell in _BY_CELL
            for column, name in (
                ("D", "hoàn thành xuất sắc nhiệm vụ"),
                ("E", "hoàn thành tốt nhiệm vụ"),
                ("F", "hoàn thành nhiệm vụ"),
                ("G", "không hoàn thành nhiệm vụ"),
            )
        },
    ),
    Known(
        "tăng, giảm hai tầng",
        [
            ["BIỂU TĂNG GIẢM ĐẢNG VIÊN"],
            [],
            ["STT", "Chi bộ", "Đảng viên tăng", None, None, "Đảng viên giảm", None, None, "Phát triển Đảng", None],
            [None, None, "Tổng số", "Kết nạp", "Chuyển đến", "Tổng số", "Chuyển đi", "Từ trần", "Kết nạp", "Nữ"],
            [1, "Bản Tạo"],
            [2, "Trường học"],
        ],
        ("A1:J1", "A3:A4", "B3:B4", "C3:E3", "F3:H3", "I3:J3"),
        {
            f"{column}{row}": f"{name} – {cell}"
            for row, cell in _BY_CELL
            for column, name in (
                ("D", JOINED),
                ("E", "Đảng viên chuyển đến"),
                ("G", "Đảng viên chuyển đi"),
                ("H", "Đảng viên từ trần"),
                ("I", JOINED),
            )
        },
    ),
    Known(
        "xếp loại tổ chức đảng",
        [
            ["TỔNG HỢP XẾP LOẠI CHẤT LƯỢNG TỔ CHỨC ĐẢNG"],
            [],
            ["STT", "Loại hình", "Tổng số", "HTXSNV", "Hoàn thành tốt nhiệm vụ", "KHTNV"],
            [1, "Chi bộ thôn, bản"],
            [2, "Chi bộ trường học"],
            [None, "Tổng cộng"],
        ],
        ("A1:F1",),
    ),
    Known(
        "chi bộ không hoàn thành, đảng phí",
        [
            ["BIỂU TỔNG HỢP ĐÁNH GIÁ CHI BỘ VÀ THU ĐẢNG PHÍ CỦA ĐẢNG VIÊN"],
            [],
            ["STT", "Chi bộ", "Mức xếp loại", None, "Đảng phí", None, "Số ĐV đã nộp"],
            [None, None, "HTXSNV", "HTTNV", "Phải nộp", "Đã nộp", None],
            [1, "Bản Tạo"],
            [None, "Cộng"],
        ],
        ("A1:G1", "A3:A4", "B3:B4", "C3:D3", "E3:F3", "G3:G4"),
    ),
)
