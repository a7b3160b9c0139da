"""Forms as superiors' offices send them to communes, on subjects of their own, with the truth."""

from __future__ import annotations

from tests.exports.proposal_forms import ALL, BEFORE, JOINED, SO_FAR, Known

_TWO = ((5, "Bản Tạo"), (6, "Trường học"))


def _by_cell(rows: tuple[tuple[int, str], ...], names: dict[str, tuple[str, str]]) -> dict[str, str]:
    """Give what the rows of cells show, "" for all: column → what is counted, and what narrows it."""
    return {
        f"{column}{row}": " – ".join(filter(None, (name, ", ".join(filter(None, (cell, narrowed))))))
        for row, cell in rows
        for column, (name, narrowed) in names.items()
    }


FORMS = (
    Known(
        "dự sinh hoạt chi bộ trong tháng",
        [
            ["ĐẢNG BỘ TỈNH ………", None, None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
            ["ĐẢNG ỦY XÃ ……………", None, None, None, None, "……, ngày … tháng … năm 20…"],
            ["TỔNG HỢP TÌNH HÌNH SINH HOẠT CHI BỘ THƯỜNG KỲ"],
            ["Tháng … năm 20…"],
            ["STT", "Tên chi bộ", "Tổng số đảng viên", "Ngày họp", "Số đảng viên phải dự", "Số có mặt", "Vắng mặt"],
            [None, None, None, None, None, None, "Có lý do", "Không lý do", None, None],
            ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)"],
            [None],
        ],
        (
            *("A1:E1", "F1:J1", "A2:E2", "F2:J2", "A3:J3", "A4:J4", "A5:A6", "B5:B6", "C5:C6", "D5:D6", "E5:E6"),
            *("F5:F6", "G5:H5", "I5:I6", "J5:J6"),
        ),
        {
            "A1": "{CAP_TREN}",
            "A2": "{XA}",
            "F2": "{dia_danh}, {ngay}",
            "A4": "{ky}",
            "A8": "Số thứ tự ↓",
            "B8": "Tên chi bộ ↓",
            "C8": "Số đảng viên ↓",
            "D8": "Ngày họp ↓",
            "E8": "Lượt đảng viên phải dự ↓",
            "F8": "Lượt đảng viên có mặt ↓",
            "G8": "Lượt vắng có lý do ↓",
            "H8": "Lượt vắng không lý do ↓",
            "I8": "Tỷ lệ tham gia sinh hoạt ↓",
        },
        {"I5": "Tỷ lệ dự sinh hoạt (%)", "J5": "Ghi chú"},
        "cells",
    ),
    Known(
        "mở lớp bồi dưỡng",
        [
            ["KẾT QUẢ MỞ CÁC LỚP BỒI DƯỠNG LÝ LUẬN CHÍNH TRỊ"],
            ["TT", "Tên lớp", "Số lớp", "Số học viên", None, "Ghi chú"],
            [None, None, None, "Tổng số", "Nữ", None],
            [1, "Lớp bồi dưỡng nhận thức về Đảng"],
            [2, "Lớp bồi dưỡng đảng viên mới"],
            [3, "Lớp bồi dưỡng bí thư chi bộ và cấp ủy viên cơ sở"],
            [4, "Lớp sơ cấp lý luận chính trị"],
            [None, "Tổng cộng"],
        ],
        ("A1:F1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:F3"),
        {
            "C4": "Lớp bồi dưỡng nhận thức về Đảng",
            "D4": "Học viên lớp bồi dưỡng nhận thức về Đảng",
            "C5": "Lớp bồi dưỡng đảng viên mới",
            "D5": "Học viên lớp bồi dưỡng đảng viên mới",
        },  # women among the turns, and which rows the sum is of: only an officer can tell
    ),
    Known(
        "thôn, bản và tổ chức đảng",
        [
            ["ĐẢNG ỦY XÃ ……………", None, None, "Biểu số 04"],
            ["BIỂU TỔNG HỢP KẾT QUẢ XÓA THÔN, BẢN CHƯA CÓ CHI BỘ, CHƯA CÓ ĐẢNG VIÊN"],
            ["(Số liệu tính đến ngày 30/9/2026)"],
            ["TT", "Nội dung", "ĐVT", "Số lượng", "Cùng kỳ năm trước"],
            [1, "Tổng số thôn, bản", "bản"],
            [2, "Số thôn, bản có chi bộ độc lập", "bản"],
            [3, "Số thôn, bản có chi bộ sinh hoạt ghép", "bản"],
            [4, "Số thôn, bản trắng đảng viên", "bản"],
            [5, "Số chi bộ ghép", "chi bộ"],
            [6, "Số chi bộ thôn, bản thành lập mới", "chi bộ"],
            [7, "Số hộ dân toàn xã", "hộ"],
        ],
        ("A1:C1", "D1:E1", "A2:E2", "A3:E3"),
        {"A1": "{XA}"}
        | {
            f"{column}{row}": f"{name}{span}"
            for row, name in (
                (5, "Số thôn, bản"),
                (6, "Thôn, bản có chi bộ độc lập"),
                (8, "Thôn, bản trắng đảng viên"),
                (9, "Chi bộ ghép"),
                (10, "Chi bộ thôn, bản thành lập mới"),
            )
            for column, span in (("D", ""), ("E", BEFORE))
        },
    ),
    Known(
        "trao tặng Huy hiệu Đảng",
        [
            ["KẾT QUẢ XÉT TẶNG, TRUY TẶNG HUY HIỆU ĐẢNG"],
            ["STT", "Loại Huy hiệu", "Tổng số", "Đợt 03/02", "Đợt 19/5", "Đợt 02/9", "Đợt 07/11"],
            [1, "Huy hiệu 30 năm tuổi Đảng"],
            [2, "Huy hiệu 40 năm tuổi Đảng"],
            [3, "Huy hiệu 50 năm tuổi Đảng"],
            [None, "Cộng"],
        ],
        ("A1:G1",),
        {
            "C3": "II. Tặng huy hiệu đảng trong năm – Huy hiệu Đảng 30 năm",
            "C4": "II. Tặng huy hiệu đảng trong năm – Huy hiệu Đảng 40 năm",
            "C5": "II. Tặng huy hiệu đảng trong năm – Huy hiệu Đảng 50 năm",
        },
    ),
    Known(
        "chuyển sinh hoạt và thẻ đảng",
        [
            ["BÁO CÁO NGHIỆP VỤ CÔNG TÁC ĐẢNG VIÊN"],
            ["Nội dung", "Kỳ này", "Cùng kỳ năm trước", "Tăng (+), giảm (-)"],
            ["I. Chuyển sinh hoạt đảng"],
            ["1. Số lượt đảng viên chuyển sinh hoạt đảng chính thức"],
            ["- Giới thiệu chuyển đi"],
            ["- Tiếp nhận chuyển đến"],
            ["2. Số lượt đảng viên chuyển sinh hoạt đảng tạm thời"],
            ["- Giới thiệu chuyển đi"],
            ["- Tiếp nhận chuyển đến"],
            ["II. Thẻ đảng viên"],
            ["1. Số thẻ đảng viên được phát cho đảng viên chính thức"],
            ["2. Số thẻ cấp lại do bị mất"],
            ["III. Số hồ sơ đảng viên chưa số hóa"],
        ],
        ("A1:D1",),
        {
            f"{column}{row}": f"{name}{span}"
            for row, name in (
                (4, "Số lượt đảng viên chuyển sinh hoạt đảng chính thức"),
                (5, "Số lượt đảng viên chuyển sinh hoạt đảng chính thức – Giới thiệu chuyển đi"),
                (6, "Số lượt đảng viên chuyển sinh hoạt đảng chính thức – Tiếp nhận chuyển đến"),
                (7, "Số lượt đảng viên chuyển sinh hoạt đảng tạm thời"),
                (8, "Số lượt đảng viên chuyển sinh hoạt đảng tạm thời – Giới thiệu chuyển đi"),
                (9, "Số lượt đảng viên chuyển sinh hoạt đảng tạm thời – Tiếp nhận chuyển đến"),
                (11, "1. Số thẻ đảng viên được phát cho đảng viên chính thức"),
                (12, "2. Số thẻ đảng viên được cấp lại cho đảng viên do mất"),
            )
            for column, span in (("B", ""), ("C", BEFORE))
        },
    ),
    Known(
        "khen thưởng, kỷ luật",
        [
            ["TỔNG HỢP CÔNG TÁC KHEN THƯỞNG, KỶ LUẬT TRONG ĐẢNG"],
            ["TT", "Nội dung", "Tổ chức đảng", "Đảng viên"],
            ["I", "Khen thưởng"],
            [1, "Tặng bằng khen"],
            [2, "Tặng giấy khen"],
            ["II", "Kỷ luật"],
            [1, "Khiển trách"],
            [2, "Cảnh cáo"],
            [3, "Khai trừ"],
        ],
        ("A1:D1",),
        {
            "D4": "2. Số đảng viên được khen – Tặng bằng khen",
            "D5": "2. Số đảng viên được khen – Tặng giấy khen",
            "C7": "Số tổ chức đảng bị kỷ luật – Khiển trách",
            "C8": "Số tổ chức đảng bị kỷ luật – Cảnh cáo",
            "D9": "Khai trừ",
        },
    ),
    Known(
        "chi bộ theo loại hình",
        [
            ["THỐNG KÊ SỐ LƯỢNG CHI BỘ TRỰC THUỘC THEO LOẠI HÌNH"],
            ["TT", "Loại hình chi bộ", "Số chi bộ", "Số đảng viên"],
            [1, "Chi bộ thôn, bản"],
            [2, "Chi bộ trường học"],
            [3, "Chi bộ trạm y tế"],
            [4, "Chi bộ công an"],
            [None, "Tổng cộng"],
        ],
        ("A1:D1",),
        {"C7": "Số chi bộ", "D7": ALL},
    ),
    Known(
        "nguồn phát triển theo chi bộ",
        [
            ["TỔNG HỢP NGUỒN PHÁT TRIỂN ĐẢNG VIÊN"],
            ["(Quý … năm 20…)"],
            ["STT", "Chi bộ", "Quần chúng ưu tú", None, "Kết nạp trong quý", None, "Kết nạp lũy kế từ đầu năm"],
            [None, None, "Trong nguồn", "Đã học lớp nhận thức về Đảng", "Tổng số", "Nữ", None],
            [1, "Bản Tạo"],
            [2, "Trường học"],
            [None, "Tổng cộng"],
        ],
        ("A1:G1", "A2:G2", "A3:A4", "B3:B4", "C3:D3", "E3:F3", "G3:G4"),
        {"A2": "({ky})"}
        | _by_cell(
            (*_TWO, (7, "")),
            {
                "C": ("Người trong nguồn phát triển đảng viên", ""),
                "E": (JOINED, ""),
                "F": (JOINED, "Nữ"),
            },
        )
        | {
            f"G{row}": f"{JOINED}{cell}{SO_FAR}" for row, cell in ((5, " – Bản Tạo"), (6, " – Trường học"), (7, ""))
        },  # D: of the source now, or of all who ever went
    ),
    Known(
        "các nhóm tuổi theo chi bộ",
        [
            ["BIỂU THỐNG KÊ ĐỘ TUỔI ĐẢNG VIÊN"],
            [None, None, None, None, None, None, None, "Đơn vị tính: Đồng chí"],
            ["TT", "Tên chi bộ", "Tổng số đảng viên", "Trong đó chia theo độ tuổi"],
            [None, None, None, "Dưới 30", "Từ 31 đến 35 tuổi", "Từ 36 đến 40 tuổi", "Từ 41 đến 50 tuổi", "Trên 60"],
            [1, "Chi bộ Bản Tạo"],
            [2, "Chi bộ Trường học"],
            [None, "Cộng", "=SUM(C5:C6)", "=SUM(D5:D6)"],
        ],
        ("A1:H1", "A3:A4", "B3:B4", "C3:C4", "D3:H3"),
        _by_cell(
            _TWO,
            {
                "C": (ALL, ""),
                "E": (ALL, "Từ 31 - 35 tuổi"),
                "F": (ALL, "Từ 36 - 40 tuổi"),
                "H": (ALL, "Trên 60 tuổi"),
            },
        )
        | {"E7": f"{ALL} – Từ 31 - 35 tuổi", "F7": f"{ALL} – Từ 36 - 40 tuổi", "H7": f"{ALL} – Trên 60 tuổi"},
    ),
    Known(
        "dân tộc của đảng viên",
        [
            ["ĐẢNG VIÊN LÀ NGƯỜI DÂN TỘC THIỂU SỐ CHIA THEO TỪNG DÂN TỘC"],
            ["STT", "Dân tộc", "Tổng số đảng viên", "Nữ", "Dự bị", "Kết nạp trong năm"],
            [1, "Thái"],
            [2, "Mông"],
            [3, "Khơ Mú"],
            [4, "Cống"],
            [5, "Các dân tộc khác"],
            [None, "Cộng"],
        ],
        ("A1:F1",),
        {
            f"{column}{row}": f"{what} – Dân tộc {name}{more}"
            for row, name in ((3, "Thái"), (4, "Mông (HMông)"), (5, "Khơ-mú"), (6, "Cống"))
            for column, what, more in (("C", ALL, ""), ("D", ALL, ", Nữ"), ("E", ALL, ", Dự bị"), ("F", JOINED, ""))
        },
    ),
    Known(
        "tuổi Đảng",
        [
            ["THỐNG KÊ TUỔI ĐẢNG CỦA ĐẢNG VIÊN"],
            ["TT", "Chi bộ", "Tổng số đảng viên", "Từ 30 đến 40 năm", "Từ 40 đến 50 năm", "Trên 50 năm tuổi Đảng"],
            [1, "Bản Tạo"],
            [2, "Trường học"],
        ],
        ("A1:F1",),
        _by_cell(((3, "Bản Tạo"), (4, "Trường học")), {"C": (ALL, "")}),
    ),
    Known(
        "tháng trước, tháng này, lũy kế",
        [
            ["BÁO CÁO NHANH TÌNH HÌNH ĐẢNG VIÊN THÁNG 10"],
            ["TT", "Chỉ tiêu", "Tháng trước", "Tháng này", "Lũy kế từ đầu năm", "So với tháng trước (%)"],
            [1, "Số đảng viên mới kết nạp"],
            [2, "Số đảng viên được công nhận chính thức"],
            [3, "Số đảng viên chuyển đi"],
            [4, "Số đảng viên từ trần"],
            [5, "Tổng số đảng viên đến cuối tháng"],
        ],
        ("A1:F1",),
        {
            f"{column}{row}": f"{name}{span}"
            for row, name in (
                (3, JOINED),
                (4, "Công nhận đảng viên chính thức"),
                (5, "Đảng viên chuyển đi"),
                (6, "Đảng viên từ trần"),
            )
            for column, span in (("D", ""), ("E", SO_FAR))
        }
        | {"A1": "BÁO CÁO NHANH TÌNH HÌNH ĐẢNG VIÊN {KY}", "D7": ALL},
    ),
    Known(
        "thực hiện chỉ tiêu nghị quyết",
        [
            ["ĐÁNH GIÁ KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU VỀ XÂY DỰNG ĐẢNG"],
            ["TT", "Chỉ tiêu", "ĐVT", "Chỉ tiêu nghị quyết năm 2026", "Kết quả thực hiện", "Tỷ lệ đạt (%)"],
            [1, "Kết nạp đảng viên", "Đ/c"],
            [2, "Tỷ lệ đảng viên tham gia sinh hoạt", "%"],
            [3, "Tỷ lệ đảng viên hoàn thành tốt nhiệm vụ trở lên", "%"],
            [4, "Số thôn, bản có chi bộ độc lập", "bản"],
            [5, "Số hộ nghèo giảm trong năm", "hộ"],
        ],
        ("A1:F1",),
        {
            "E3": JOINED,
            "E4": "Tỷ lệ đảng viên tham gia sinh hoạt",
            "E6": "Thôn, bản có chi bộ độc lập",
        },
    ),
    Known(
        "đảng phí từng chi bộ",
        [
            ["TỔNG HỢP THU, NỘP ĐẢNG PHÍ"],
            ["(Quý … năm 20…)"],
            ["TT", "Chi bộ", "Số đảng viên", None, "Số tiền đã thu", "Trích nộp cấp trên (30%)", "Còn nợ"],
            [None, None, "Tổng số", "Được miễn đóng", None, None, None],
            [1, "Bản Tạo"],
            [2, "Trường học"],
        ],
        ("A1:G1", "A2:G2", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:G4"),
        {"A2": "({ky})"} | _by_cell(_TWO, {"C": (ALL, "")}),
    ),
    Known(
        "ba cột xếp loại của tổ chức đảng",
        [
            ["KẾT QUẢ ĐÁNH GIÁ, XẾP LOẠI CHẤT LƯỢNG CHI BỘ, ĐẢNG VIÊN NĂM 2026"],
            ["TT", "Mức xếp loại", "Chi bộ", None, "Đảng viên", None],
            [None, None, "Số lượng", "Tỷ lệ (%)", "Số lượng", "Tỷ lệ (%)"],
            [1, "Hoàn thành xuất sắc nhiệm vụ"],
            [2, "Hoàn thành tốt nhiệm vụ"],
            [3, "Hoàn thành nhiệm vụ"],
            [4, "Không hoàn thành nhiệm vụ"],
            [None, "Tổng số được đánh giá, xếp loại"],
        ],
        ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"),
        {
            f"{column}{row}": f"{who} {level}"
            for column, who in (("C", "Tổ chức đảng"), ("E", "Đảng viên"))
            for row, level in (
                (4, "hoàn thành xuất sắc nhiệm vụ"),
                (5, "hoàn thành tốt nhiệm vụ"),
                (6, "hoàn thành nhiệm vụ"),
                (7, "không hoàn thành nhiệm vụ"),
                (8, "đã đánh giá, xếp loại"),
            )
        }
        | {
            f"{share}{row}": f"Tỷ lệ % của ô {part}{row} trong ô {part}8"
            for row in (4, 5, 6, 7)
            for part, share in ("CD", "EF")
        },
    ),
    Known(
        "tăng giảm của từng chi bộ, có cùng kỳ",
        [
            ["BIỂU TỔNG HỢP TĂNG, GIẢM ĐẢNG VIÊN THEO CHI BỘ"],
            ["6 tháng đầu năm 2026"],
            ["STT", "Chi bộ", "Kết nạp", None, "Chuyển đến", "Chuyển đi", "Từ trần", "Xin ra khỏi Đảng"],
            [None, None, "Kỳ này", "Cùng kỳ năm trước", None, None, None, None],
            ["1", "2", "3", "4", "5", "6", "7", "8"],
            [1, "Bản Tạo"],
            [2, "Trường học"],
            ["Tổng cộng"],
        ],
        ("A1:H1", "A2:H2", "A3:A4", "B3:B4", "C3:D3", "E3:E4", "F3:F4", "G3:G4", "H3:H4", "A8:B8"),
        {"A2": "{ky}"}
        | {
            f"{column}{row}": f"{name}{cell}{span}"
            for row, cell in ((6, " – Bản Tạo"), (7, " – Trường học"), (8, ""))
            for column, name, span in (
                ("C", JOINED, ""),
                ("D", JOINED, BEFORE),
                ("E", "Đảng viên chuyển đến", ""),
                ("F", "Đảng viên chuyển đi", ""),
                ("G", "Đảng viên từ trần", ""),
                ("H", "Xin ra khỏi Đảng", ""),
            )
        },
    ),
)
