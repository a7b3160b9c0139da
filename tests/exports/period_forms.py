"""Forms of superiors' offices whose rows or columns are months, quarters, halves or years, with the truth."""

from __future__ import annotations

from tests.exports.proposal_forms import ALL, JOINED, Known

MONTHS = tuple(f"Tháng {month}" for month in range(1, 13))
MOVES = {
    "B": ALL,
    "C": JOINED,
    "D": "Đảng viên chuyển đến",
    "E": "Đảng viên chuyển đi",
    "F": "Đảng viên từ trần",
    "G": "Xóa tên",
}
_MOVES_HEAD: list[object] = ["Thời gian", "Tổng số ĐV", "Kết nạp", "Chuyển đến", "Chuyển đi", "Từ trần", "Xóa tên"]


def _across(row: int, names: dict[str, str], when: str) -> dict[str, str]:
    return {f"{column}{row}": f"{name} ({when})" for column, name in names.items()}


_LINES = (
    (5, JOINED),
    (6, f"{JOINED} – Nữ"),
    (7, f"{JOINED} – Dân tộc thiểu số"),
    (8, "Công nhận đảng viên chính thức"),
    (10, "Khai trừ"),
    (11, "Xóa tên"),
)

FORMS = (
    Known(
        "mười hai cột tháng theo chi bộ",
        [
            ["HUYỆN ỦY ………", None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
            ["TỔNG HỢP KẾT QUẢ KẾT NẠP ĐẢNG VIÊN CÁC THÁNG"],
            ["STT", "Chi  bộ", "Số đảng viên kết nạp trong tháng", *[None] * 11, "Cả năm"],
            [None, None, *MONTHS],
            ["(1)", "(2)", *(f"({number})" for number in range(3, 16))],
            [1, "Chi bộ Bản Tạo"],
            [2, "CHI BỘ BẢN MẪU"],
            [None, "TỔNG CỘNG"],
            [],
            [None, "NGƯỜI LẬP BIỂU", None, None, None, None, "T/M ĐẢNG ỦY"],
        ],
        ("A2:O2", "A3:A4", "B3:B4", "C3:N3", "O3:O4"),
        {
            f"{column}{row}": f"{JOINED}{cell} (tháng {month})"
            for row, cell in ((6, " – Bản Tạo"), (7, " – Bản Mẫu"), (8, ""))
            for month, column in enumerate("CDEFGHIJKLMN", 1)
        }
        | {f"O{row}": f"{JOINED}{cell} (cả năm)" for row, cell in ((6, " – Bản Tạo"), (7, " – Bản Mẫu"), (8, ""))}
        | {"A1": "{CAP_TREN}", "B14": "Người lập biểu", "G14": "Người ký"},
    ),
    Known(
        "mười hai dòng tháng",
        [
            ["BIỂU THEO DÕI BIẾN ĐỘNG ĐẢNG VIÊN TRONG NĂM"],
            _MOVES_HEAD,
            ["1", "2", "3", "4", "5", "6", "7"],
            *([month] for month in MONTHS),
            ["Cộng"],
        ],
        ("A1:G1",),
        {at: name for month in range(1, 13) for at, name in _across(month + 3, MOVES, f"tháng {month}").items()}
        | _across(16, {column: name for column, name in MOVES.items() if column != "B"}, "cả năm"),
    ),
    Known(
        "dòng quý, nửa năm, chín tháng",
        [
            ["TÌNH HÌNH ĐẢNG VIÊN TỪNG QUÝ"],
            ["TT", "Kỳ", "Tổng số đảng viên", "Kết nạp mới", None],
            [None, None, None, "Tổng số", "Trong đó: Nữ"],
            [1, "Quý I"],
            [2, "Quý  II"],
            [None, "6 tháng đầu năm"],
            [3, "Quý 3"],
            [None, "9 tháng"],
            [4, "Quý IV/2026"],
            [None, "Cả năm"],
            [None, "Cộng"],
        ],
        ("A1:E1", "A2:A3", "B2:B3", "C2:C3", "D2:E2"),
        {
            f"{column}{row}": f"{name} ({when})"
            for row, when in (
                (4, "quý I"),
                (5, "quý II"),
                (6, "6 tháng đầu năm"),
                (7, "quý III"),
                (8, "9 tháng đầu năm"),
                (9, "quý IV năm 2026"),
                (10, "cả năm"),
            )
            for column, name in (("C", ALL), ("D", JOINED), ("E", f"{JOINED} – Nữ"))
        },  # the sum of quarters and of halves would count twice: what it is of, nobody can tell
    ),
    Known(
        "năm trước, năm nay",
        [
            ["BIỂU SO SÁNH SỐ LIỆU ĐẢNG VIÊN"],
            ["(Kèm theo Công văn số 12-CV/BTCTU)"],
            ["TT", "Chỉ tiêu", "ĐVT", "Năm 2025", "NĂM 2026", "Năm 2027", "Ước năm 2026", "Tăng, giảm"],
            ["I", "Công tác phát triển đảng viên", None],
            [1, "Số đảng viên mới kết nạp", "Đ/c"],
            [None, "Trong đó: - Nữ", "Đ/c"],
            [None, "- Dân tộc thiểu số", "Đ/c"],
            [2, "Số ĐVDB chuyển chính thức", "Đ/c"],
            ["II", "Thi hành kỷ luật đảng", None],
            [1, "Khai trừ", "Đ/c"],
            [2, "Xóa tên", "Đ/c"],
        ],
        ("A1:H1", "A2:H2"),
        {
            f"{column}{row}": f"{name} (năm {year})"
            for row, name in _LINES
            for column, year in (("D", 2025), ("E", 2026), ("F", 2027))
        },
    ),
    Known(
        "hai nửa năm",
        [
            ["ĐẢNG ỦY XÃ ……………"],
            ["BÁO CÁO SỐ LIỆU VỀ CÔNG TÁC ĐẢNG VIÊN"],
            ["TT", "Nội dung", "Kết quả thực hiện", None, None, "Kế hoạch năm"],
            [None, None, "6 tháng đầu năm", "6 tháng cuối năm", "Cả năm", None],
            [1, "Kết nạp đảng viên"],
            [None, "- Nữ"],
            [None, "- Dân tộc thiểu số"],
            [2, "Đảng viên được công nhận chính thức"],
            [3, "Đảng viên xuất ngũ"],
            [4, "Khai trừ"],
            [5, "Xóa tên"],
        ],
        ("A2:F2", "A3:A4", "B3:B4", "C3:E3", "F3:F4"),
        {"A1": "{XA}"}
        | {
            f"{column}{row}": f"{name} ({when})"
            for row, name in _LINES
            for column, when in (("C", "6 tháng đầu năm"), ("D", "6 tháng cuối năm"), ("E", "cả năm"))
        },
    ),
    Known(
        "kỳ có năm, có cùng kỳ",
        [
            ["BÁO CÁO NHANH CÔNG TÁC ĐẢNG VIÊN"],
            ["STT", "Tiêu chí", "Quý III/2025", "Quý III/2026", "Tháng 10/2026", "9 tháng đầu năm 2026", "Tỷ lệ %"],
            ["A", "TĂNG"],
            ["1", "Kết nạp"],
            ["2", "Chuyển  đến"],
            ["B", "GIẢM"],
            ["1", "Từ trần"],
            ["2", "Chuyển đi"],
        ],
        ("A1:G1",),
        {
            f"{column}{row}": f"{name} ({when})"
            for row, name in (
                (4, JOINED),
                (5, "Đảng viên chuyển đến"),
                (7, "Đảng viên từ trần"),
                (8, "Đảng viên chuyển đi"),
            )
            for column, when in (
                ("C", "quý III năm 2025"),
                ("D", "quý III năm 2026"),
                ("E", "tháng 10 năm 2026"),
                ("F", "9 tháng đầu năm 2026"),
            )
        },
    ),
    Known(
        "tháng của việc khác",
        [
            ["THEO DÕI ĐẢNG VIÊN ĐI LÀM ĂN XA"],
            ["TT", "Chi bộ", "Tháng 1", "Tháng 2", "Nữ"],
            [1, "Bản Tạo"],
            ["", "Cộng"],
        ],
        ("A1:E1",),
        {},
    ),
    Known(
        "chuyển đảng theo tháng, kế hoạch theo quý",
        [
            ["BIỂU GIAO CHỈ TIÊU KẾT NẠP ĐẢNG VIÊN NĂM 2026"],
            ["TT", "Chi bộ", "Chỉ tiêu", None, "Kết nạp", None],
            [None, None, "Quý I", "Quý II", "Quý I", "Quý II"],
            [1, "Bản Tạo"],
        ],
        ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"),
        {"E4": f"{JOINED} – Bản Tạo (quý I)", "F4": f"{JOINED} – Bản Tạo (quý II)"},
    ),
    Known(
        "sinh hoạt, đảng phí theo tháng",
        [
            ["THEO DÕI SINH HOẠT VÀ THU ĐẢNG PHÍ CỦA ĐẢNG VIÊN"],
            ["TT", "Chi bộ", "Số đảng viên", "Tháng 1", "Tháng 2", "Quý I", "Nữ"],
            [1, "Bản Tạo"],
            [2, "Bản Mẫu"],
            [None, "Tổng cộng"],
        ],
        ("A1:G1",),
    ),
    Known(
        "các năm, có năm sinh",
        [
            ["CÔNG TÁC ĐẢNG VIÊN QUA CÁC NĂM"],
            ["Năm", "Tổng số đảng viên", "Kết nạp", "Sinh năm 1990", "Năm 1990", "Nhiệm kỳ 2025 - 2030"],
            ["Năm 2024"],
            ["Năm 2025"],
            ["Năm 2026"],
            ["Tổng"],
        ],
        ("A1:F1",),
        {
            f"{column}{row}": f"{name} (năm {year})"
            for row, year in ((3, 2024), (4, 2025), (5, 2026))
            for column, name in (("B", ALL), ("C", JOINED))
        },
    ),
    Known(
        "không tiêu đề, một tháng",
        [
            ["Chi bộ", "Tháng 3", "Kết nạp tháng 3", "Đảng viên dự bị"],
            ["Bản Tạo"],
            ["Cộng"],
        ],
        (),
        {"D2": "Đảng viên dự bị – Bản Tạo", "D3": "Đảng viên dự bị"},
    ),
)
