"""Forms whose headings say of when on two levels, and rows in the many words of offices, with the truth."""

from __future__ import annotations

from tests.exports.proposal_forms import ALL, JOINED, Known

_MONTHS = ("D", "tháng 1 năm 2026"), ("E", "tháng 2 năm 2026"), ("F", "tháng 3 năm 2026"), ("G", "cả năm")
_LINES = {
    6: JOINED,
    7: "Xóa tên",
    8: "Học viên lớp bồi dưỡng nhận thức về Đảng",
    10: ALL,
    11: f"{ALL} – Được miễn công tác và sinh hoạt đảng",
}
_QUARTERS = (("C", "quý I năm 2025"), ("D", "quý II năm 2025"), ("E", "quý I năm 2026"), ("F", "quý II năm 2026"))
_WORDS = {
    "Tổng số đảng viên toàn đảng bộ": ALL,
    "Đảng viên có đạo": f"{ALL} – Người theo tôn giáo",
    "Đảng viên là đoàn viên": f"{ALL} – Đoàn viên Đoàn TNCS Hồ Chí Minh",
    "Đảng viên miễn sinh hoạt": f"{ALL} – Được miễn công tác và sinh hoạt đảng",
    "Số đảng viên kết nạp mới": JOINED,
    "Số đảng viên bị kỷ luật": "",
    "Số đảng viên được khen thưởng": "2. Số đảng viên được khen",
    "Số đảng viên được tặng Huy hiệu Đảng": "II. Tặng huy hiệu đảng trong năm",
    "Số quần chúng được học lớp nhận thức về Đảng": "Học viên lớp bồi dưỡng nhận thức về Đảng",
    "Số thôn, bản chưa có đảng viên": "Thôn, bản trắng đảng viên",
    "Số thôn, bản chưa có tổ chức đảng": "",
    "Tỷ lệ thôn, bản có chi bộ độc lập": "Thôn, bản có chi bộ độc lập",
}
_LEVELS = {
    "Trung học phổ thông": "Trung học phổ thông",
    "Trung cấp chuyên môn": "Trung cấp",
    "Đại học": "Đại học",
    "Trên đại học": "",
    "Trung cấp lý luận chính trị": "Trung cấp",
    "Cao cấp, cử nhân lý luận chính trị": "Cao cấp, cử nhân",
}

FORMS = (
    Known(
        "tháng dưới một đầu cột chung",
        [
            ["BIỂU THEO DÕI CÔNG TÁC XÂY DỰNG ĐẢNG THEO THÁNG"],
            [
                "TT",
                "Chỉ tiêu",
                "Đơn vị tính",
                "Số liệu các tháng trong năm 2026",
                None,
                None,
                "Cả năm",
                "Cùng kỳ năm trước",
            ],
            [None, None, None, "Tháng 1", "Tháng 2", "Tháng 3"],
            ["A", "B", "C", 1, 2, 3, 4, 5],
            ["I", "CÔNG TÁC KẾT NẠP", None],
            ["1", "Kết nạp đảng viên mới", "đ/c"],
            ["2", "Xóa tên trong danh sách đảng viên", "đ/c"],
            ["3", "Học viên lớp nhận thức về Đảng", "người"],
            ["II", "ĐẢNG VIÊN CUỐI THÁNG", None],
            ["1", "Tổng số đảng viên", "đ/c"],
            ["2", "Đảng viên được miễn sinh hoạt", "đ/c"],
        ],
        ("A1:H1", "A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3", "H2:H3"),
        {f"{column}{row}": f"{name} ({when})" for row, name in _LINES.items() for column, when in _MONTHS},
    ),
    Known(
        "quý dưới hai năm",
        [
            ["KẾT QUẢ KẾT NẠP ĐẢNG VIÊN THEO QUÝ"],
            ["TT", "Nội dung", "Năm 2025", None, "Năm 2026"],
            [None, None, "Quý I", "Quý II", "Quý I", "Quý II"],
            ["1", "Kết nạp đảng viên"],
            ["2", "Công nhận chính thức"],
        ],
        ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"),
        {f"{column}4": f"{JOINED} ({when})" for column, when in _QUARTERS}
        | {f"{column}5": f"Công nhận đảng viên chính thức ({when})" for column, when in _QUARTERS},
    ),
    Known(
        "chữ của văn phòng",
        [
            ["BÁO CÁO SỐ LIỆU CÔNG TÁC TỔ CHỨC XÂY DỰNG ĐẢNG"],
            ["TT", "Nội dung", "Số liệu"],
            *([number, words] for number, words in enumerate(_WORDS, 1)),
        ],
        ("A1:C1",),
        {f"C{row}": name for row, name in enumerate(_WORDS.values(), 3) if name},
    ),
    Known(
        "phiếu có nhiều mục",
        [
            ["PHIẾU RÀ SOÁT TÌNH HÌNH TỔ CHỨC ĐẢNG, ĐẢNG VIÊN"],
            [],
            ["I. THÔNG TIN CHUNG"],
            ["Đảng viên đi làm ăn xa đã được quản lý bằng sổ riêng."],
            [],
            ["II. TRÌNH ĐỘ ĐẢNG VIÊN"],
            ["TT", "Trình độ", "Số lượng"],
            *([number, words] for number, words in enumerate(_LEVELS, 1)),
        ],
        ("A1:C1", "A3:C3", "A4:C4", "A6:C6"),
        {f"C{row}": f"{ALL} – {name}" for row, name in enumerate(_LEVELS.values(), 8) if name},
    ),
    Known(
        "kết quả sinh hoạt cả quý theo chi bộ",
        [
            ["BIỂU TỔNG HỢP KẾT QUẢ SINH HOẠT CHI BỘ"],
            ["(Quý … năm 20…)"],
            [],
            [
                "STT",
                "Tên chi bộ",
                "Đảng viên của chi bộ",
                None,
                "Đảng viên nữ",
                None,
                "Tình hình sinh hoạt",
                *([None] * 3),
                "Xếp loại chất lượng (số kỳ)",
            ],
            [
                None,
                None,
                "Tổng số",
                "Dự bị",
                "Tổng số",
                "Dự bị",
                "Số kỳ đã sinh hoạt",
                "Sinh hoạt chuyên đề",
                "Lượt có mặt",
                "Tỷ lệ dự sinh hoạt (%)",
                "Tốt",
                "Khá",
                "Trung bình",
                "Kém",
            ],
            [],
        ],
        ("A1:N1", "A2:N2", "A4:A5", "B4:B5", "C4:D4", "E4:F4", "G4:J4", "K4:N4"),
        {
            "A2": "({ky})",
            "A6": "Số thứ tự ↓",
            "B6": "Tên chi bộ ↓",
            "C6": "Số đảng viên ↓",
            "D6": "Đảng viên dự bị ↓",
            "G6": "Số tháng đã sinh hoạt ↓",
            "H6": "Số lần sinh hoạt chuyên đề ↓",
            "I6": "Lượt đảng viên có mặt ↓",
            "J6": "Tỷ lệ tham gia sinh hoạt ↓",
            "K6": "Số tháng xếp loại Tốt ↓",
            "L6": "Số tháng xếp loại Khá ↓",
            "M6": "Số tháng xếp loại Trung bình ↓",
            "N6": "Số tháng xếp loại Kém ↓",
        },
        listed="cells",
    ),
)
