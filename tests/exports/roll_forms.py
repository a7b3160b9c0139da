"""Lists of some people that superiors' offices ask for, with the truth: whom the title leaves."""

from __future__ import annotations

from tests.exports.proposal_forms import Known

_HEADS = ("STT", "Họ và tên", "Ngày, tháng, năm sinh", "Dân tộc", "Chi bộ", "Ngày vào Đảng", "Ghi chú")
_NAMES = ("", "Họ và tên", "Ngày sinh", "Dân tộc", "Chi bộ", "Ngày vào Đảng", "Ghi chú")
_EXEMPT = "Được miễn công tác và sinh hoạt đảng"
CALLED = {
    "admitted": "đảng viên mới kết nạp trong kỳ",
    "badges": "Huy hiệu Đảng trao trong kỳ",
    "departed": "đảng viên chuyển đi trong kỳ",
    "arrived": "đảng viên chuyển đến trong kỳ",
    "candidates": "quần chúng ưu tú trong nguồn",
}
_MOVE = ("STT", "Họ và tên đảng viên", "Năm sinh", "Nơi chuyển đi", "Nơi chuyển đến", "Ngày chuyển", "Ghi chú")


def _roll(
    title: str,
    names: tuple[str, ...] = (),
    heads: tuple[str, ...] = _HEADS,
    also: str = "(Tháng … năm 20…)",
    narrowed: str = "",
    listed: str = "members",
) -> Known:
    """Give a list of people with that title; `names` are of the columns proposed, none for a list of others."""
    when = {"(Tháng … năm 20…)": "({ky})", "Năm 2026": "{ky}"}.get(also, "")
    said = ", ".join(filter(None, (CALLED.get(listed, ""), narrowed)))
    rows = [f"{name} ↓" + (f" – {said}" if said else "") if name else "" for name in names]
    return Known(
        f"{title} {also}".strip(),
        [
            ["ĐẢNG ỦY XÃ ……………", None, None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
            [title],
            [also] if also else [],
            [],
            list(heads),
            [f"({number})" for number in range(1, len(heads) + 1)],
            ["1"],
            ["2"],
            [],
            [None, None, None, None, "……, ngày … tháng … năm 20…"],
            ["NGƯỜI LẬP BIỂU", None, None, None, "T/M ĐẢNG ỦY"],
        ],
        ("A1:D1", "E1:G1", "A2:G2", "A3:G3"),
        {"A1": "{XA}", "E10": "{dia_danh}, {ngay}", "A15": "Người lập biểu", "E15": "Người ký"}
        | ({"A3": when} if when else {})
        | {f"{column}7": name for column, name in zip("ABCDEFG", rows, strict=False) if name},
        listed=listed if names else "",
    )


FORMS = (
    _roll("DANH SÁCH ĐẢNG VIÊN DỰ BỊ", _NAMES, narrowed="Dự bị"),
    _roll("DANH SÁCH ĐẢNG VIÊN NỮ", _NAMES, narrowed="Nữ"),
    _roll("Danh sách nữ đảng viên  người dân tộc thiểu số", _NAMES, narrowed="Nữ, Dân tộc thiểu số"),
    _roll("DANH SÁCH TRÍCH NGANG ĐVDB CHI BỘ BẢN TẠO", _NAMES, narrowed="Dự bị, Bản Tạo"),
    _roll("DANH SÁCH ĐẢNG VIÊN ĐƯỢC MIỄN CÔNG TÁC VÀ SINH HOẠT ĐẢNG", _NAMES, narrowed=_EXEMPT),
    _roll("DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP NĂM 2026", _NAMES[:6], also="", listed="admitted"),
    _roll("DANH SÁCH KẾT NẠP ĐẢNG VIÊN", _NAMES[:6], listed="admitted"),
    _roll("DANH SÁCH ĐẢNG VIÊN NỮ MỚI KẾT NẠP TRONG NĂM", _NAMES[:6], narrowed="Nữ", listed="admitted"),
    _roll(
        "DANH SÁCH ĐẢNG VIÊN ĐƯỢC TẶNG HUY HIỆU ĐẢNG",
        ("", "Họ và tên", "Ngày sinh", "Huy hiệu Đảng", "Chi bộ", "Ngày vào Đảng", "Ngày trao"),
        ("TT", "Họ tên", "Ngày sinh", "Loại Huy hiệu", "Chi bộ", "Ngày vào Đảng", "Ngày trao tặng"),
        listed="badges",
    ),
    _roll(
        "DANH SÁCH ĐẢNG VIÊN CHUYỂN SINH HOẠT ĐẢNG ĐI TRONG NĂM",
        ("", "Họ và tên", "Ngày sinh", "", "Nơi chuyển đến", "Ngày chuyển", "Lý do"),
        (*_MOVE[:6], "Lý do"),
        listed="departed",
    ),
    _roll(
        "DANH SÁCH ĐẢNG VIÊN CHUYỂN ĐẾN",
        ("", "Họ và tên", "Ngày sinh", "Nơi chuyển đi", "", "Ngày chuyển", ""),
        _MOVE,
        listed="arrived",
    ),
    _roll(
        "DANH SÁCH QUẦN CHÚNG ƯU TÚ",
        ("", "Họ và tên", "Ngày sinh", "Dân tộc", "Chi bộ", "Ngày vào danh sách nguồn", "Ghi chú"),
        ("STT", "Họ và tên", "Năm sinh", "Dân tộc", "Chi bộ", "Ngày đưa vào nguồn", "Ghi chú"),
        listed="candidates",
    ),
    _roll(
        "DANH SÁCH QCUT (NGUỒN PHÁT TRIỂN ĐẢNG VIÊN)",
        ("", "Họ và tên", "Ngày sinh", "", "Chi bộ", "", "Ghi chú"),
        ("STT", "Họ và tên", "Năm sinh", "Nghề", "Chi bộ", "Ngày vào Đảng", "Ghi chú"),
        listed="candidates",
    ),
    _roll("DANH SÁCH ĐẢNG VIÊN DỰ BỊ ĐỦ ĐIỀU KIỆN CHUYỂN CHÍNH THỨC"),
    _roll("DANH SÁCH ĐẢNG VIÊN ĐỦ ĐIỀU KIỆN TẶNG HUY HIỆU ĐẢNG ĐỢT 07/11"),
    _roll("DANH SÁCH ĐẢNG VIÊN CHUYỂN SINH HOẠT ĐẢNG"),  # in or out?
    _roll("DANH SÁCH ĐẢNG VIÊN ĐI LÀM ĂN XA"),
    _roll("DANH SÁCH ĐẢNG VIÊN LÀ CÁN BỘ, CÔNG CHỨC"),
    _roll("DANH SÁCH ĐẢNG VIÊN NỮ LÀ CẤP ỦY VIÊN"),
    _roll("DANH SÁCH ĐẢNG VIÊN CHƯA ĐƯỢC TẶNG HUY HIỆU ĐẢNG"),
    _roll("DANH SÁCH QUẦN CHÚNG ƯU TÚ ĐƯỢC CỬ ĐI HỌC LỚP BỒI DƯỠNG"),
    _roll("DANH SÁCH ĐẢNG VIÊN MỚI KẾT NẠP CHƯA HỌC LỚP ĐẢNG VIÊN MỚI"),
    _roll("DANH SÁCH ĐẢNG VIÊN", also="(Dành cho đảng viên trên 60 tuổi)"),
    _roll("DANH SÁCH ĐẢNG VIÊN KHÔNG PHẢI NGƯỜI DÂN TỘC THIỂU SỐ, NGƯỜI CÓ ĐẠO"),
)
