"""The score sheets a new file knows: the central frame, and a detailed sheet as a pattern (domain.md 4.3).

Frame A is HD 42-HD/BTCTW, II.5, as its users report it; how points are lost inside a criterion is not known, so they
are typed. Sheet B is that of a ward of 2025-26; the four parts of its criterion 6 are known only by their points.
"""

# pyright: basic

from __future__ import annotations

from typing import Any

Option = tuple[str, float, float | None, float | None, str]
"""Text, points, from so many per cent, up to so many minutes short, comparator."""


def _item(
    text: str,
    points: float,
    kind: str = "number",
    source: str | None = None,
    applies: str = "always",
    options: tuple[Option, ...] = (),
) -> dict[str, Any]:
    return {
        "text": text,
        "max_points": points,
        "kind": kind,
        "source": source,
        "applies": applies,
        "options": options,
        "below": (),
    }


def _group(text: str, *below: dict[str, Any]) -> dict[str, Any]:
    return {
        "text": text,
        "max_points": None,
        "kind": "group",
        "source": None,
        "applies": "always",
        "options": (),
        "below": below,
    }


def _from(share: float, points: float, text: str, comparator: str = "ge") -> Option:
    return text, points, share, None, comparator


def _rest(points: float, text: str) -> Option:
    return text, points, None, None, "ge"


FRAME_A = {
    "name": "Khung 7 tiêu chí",
    "issuer": "Ban Tổ chức Trung ương",
    "document": "Hướng dẫn 42-HD/BTCTW, 28/10/2025",
    "effective_from": "2025-10-28",
    "without_theme": "full",
    "criteria": (
        _item("Chấp hành thời gian, thời lượng sinh hoạt", 5, source="duration"),
        _item("Tỷ lệ đảng viên dự sinh hoạt", 5, source="attendance"),
        _item("Công tác chuẩn bị", 10),
        _group(
            "Tổ chức sinh hoạt",
            _item("Thực hiện quy trình sinh hoạt", 5),
            _item("Nội dung sinh hoạt, biểu dương, phê bình, ý kiến tham gia", 25),
            _item("Điều hành của bí thư chi bộ", 10),
        ),
        _item("Thực hiện nguyên tắc tổ chức, sinh hoạt đảng", 5),
        _item("Kết quả lãnh đạo thực hiện kết luận, nghị quyết kỳ trước", 30),
        _item("Kết thúc sinh hoạt", 5),
    ),
}

_TIME = (
    ("đủ thời lượng", 5, None, 0, "ge"),
    ("thiếu đến 15 phút", 4, None, 15, "ge"),
    ("thiếu trên 15 đến 30 phút", 3, None, 30, "ge"),
    _from(50, 2, "từ một nửa thời lượng"),
    _rest(1, "dưới một nửa thời lượng"),
)
_RATE = (
    _from(90, 4, "từ 90 %"),
    _from(75, 3, "75 – dưới 90 %"),
    _from(65, 2, "65 – dưới 75 %"),
    _rest(1, "dưới 65 % hoặc có vắng không lý do"),
)
_SPEAKERS = (
    _from(50, 5, "trên 50 % số người dự", "gt"),
    _from(40, 4, "40 – 50 %"),
    _from(30, 3, "30 – dưới 40 %"),
    _rest(2, "dưới 30 %"),
)
_TASKS = (
    _from(90, 30, "90 – 100 %"),
    _from(80, 27, "80 – dưới 90 %"),
    _from(70, 24, "70 – dưới 80 %"),
    _from(60, 20, "60 – dưới 70 %"),
    _from(50, 15, "50 – dưới 60 %"),
    _rest(10, "dưới 50 %"),
)

SHEET_B = {
    "name": "Phiếu chi tiết 8 mục",
    "issuer": None,
    "document": "Theo phiếu của một đảng ủy phường, 2025–2026; đối chiếu hướng dẫn của tỉnh trước khi dùng",
    "effective_from": None,
    "without_theme": "full",
    "criteria": (
        _item("Chấp hành thời gian sinh hoạt", 5, "auto", "duration", options=_TIME),
        _group(
            "Tỷ lệ đảng viên dự sinh hoạt",
            _item("Tỷ lệ dự", 4, "auto", "attendance", options=_RATE),
            _item("Không ai vắng có lý do quá 3 lần liên tiếp trong năm", 1, "auto", "long_absence"),
        ),
        _group(
            "Công tác chuẩn bị",
            _item("Chuẩn bị nội dung", 3),
            _item("Định hướng thảo luận, dự thảo kết luận, nghị quyết", 2),
            _item("Họp chi ủy có biên bản", 2, "tick", applies="committee"),
            _item("Thông báo thời gian, địa điểm, nội dung", 1, "tick"),
            _item("Đăng tài liệu trên Sổ tay đảng viên điện tử trước ít nhất 01 ngày", 2, "tick"),
        ),
        _group(
            "Tổ chức sinh hoạt",
            _item("Thực hiện quy trình", 5),
            _item("Nội dung sinh hoạt thường kỳ", 10),
            _item("Nội dung sinh hoạt chuyên đề", 5, applies="thematic"),
            _item("Biểu dương, nhắc nhở", 2),
            _item("Ý kiến phát biểu", 5, "auto", "speakers", options=_SPEAKERS),
            _item("Ghi sổ biên bản", 1, "tick", "minutes"),
            _item("Dành 15 – 30 phút đánh giá tình hình tư tưởng", 1, "tick"),
            _item("Sử dụng tài liệu trên Sổ tay đảng viên điện tử", 1, "tick"),
        ),
        _group(
            "Điều hành của bí thư",
            _item("Linh hoạt", 2),
            _item("Định hướng thảo luận", 4),
            _item("Gợi mở, phát huy dân chủ", 3),
            _item("Tổng hợp, kết luận", 1),
        ),
        _item("Thực hiện nguyên tắc tổ chức, sinh hoạt đảng (bốn ý: 1 + 2 + 1 + 1)", 5),
        _item("Kết quả thực hiện nhiệm vụ kỳ trước", 30, "auto", "tasks", options=_TASKS),
        _group(
            "Kết thúc sinh hoạt",
            _item("Kết luận", 2),
            _item("Thông qua biên bản, phân công nhiệm vụ", 2),
            _item("Đăng biên bản, nghị quyết và báo cáo trong 02 ngày", 1, "tick"),
        ),
    ),
}
