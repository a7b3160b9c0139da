"""Code lists and rule cards a new data file starts with (domain.md 2.8, 1.1, 1.2, 4.2-4.5).

Rows are (list name, code, label, place in the forms).
"""

from __future__ import annotations

# Quyết định 121-TCTK/PPCĐ (1979), as recalled: to be held against the decision by the office.
_ETHNIC = (
    "Kinh|Tày|Thái|Hoa|Khơ-me|Mường|Nùng|Mông|Dao|Gia-rai|Ngái|Ê-đê|Ba-na|Xơ-đăng|Sán Chay|Cơ-ho|Chăm|Sán Dìu|Hrê|"
    "Mnông|Ra-glai|Xtiêng|Bru-Vân Kiều|Thổ|Giáy|Cơ-tu|Gié-Triêng|Mạ|Khơ-mú|Co|Ta-ôi|Chơ-ro|Kháng|Xinh-mun|Hà Nhì|"
    "Chu-ru|Lào|La Chí|La Ha|Phù Lá|La Hủ|Lự|Lô Lô|Chứt|Mảng|Pà Thẻn|Cơ Lao|Cống|Bố Y|Si La|Pu Péo|Brâu|Ơ Đu|Rơ-măm"
)
# The forms have Ê-đê before Ngái, against the order of the codes.
_FORM_PLACE = {11: 12, 12: 11}
_ETHNIC_OTHER = (("55", "Dân tộc khác"), ("56", "Quốc tịch gốc nước ngoài"))

_PLAIN = {
    "religion": ("0:Không|1:Phật giáo|2:Công giáo|3:Phật giáo Hòa Hảo|4:Cao Đài|5:Tin Lành|6:Hồi giáo|7:Đạo khác"),
    "education": (
        "literate:Biết đọc, biết viết chữ quốc ngữ|primary:Tiểu học|lower_secondary:Trung học cơ sở|"
        "upper_secondary:Trung học phổ thông"
    ),
    "professional": (
        "technical:Công nhân kỹ thuật, nhân viên nghiệp vụ, sơ cấp|intermediate:Trung cấp|college:Cao đẳng|"
        "university:Đại học|master:Thạc sỹ|doctor:Tiến sỹ"
    ),
    "theory": "elementary:Sơ cấp|intermediate:Trung cấp|advanced:Cao cấp, cử nhân",
    "cell_kind": (
        "village:Chi bộ thôn, bản, tổ dân phố|school:Chi bộ trường học|health:Chi bộ trạm y tế|"
        "party_office:Chi bộ cơ quan Đảng, MTTQ, đoàn thể|government:Chi bộ cơ quan UBND xã|military:Chi bộ Quân sự|"
        "police:Chi bộ Công an|enterprise:Chi bộ doanh nghiệp, hợp tác xã|other:Khác"
    ),
    "organization_kind": (
        "province:Đảng bộ tỉnh, thành phố|district:Đảng bộ huyện (đến 30/6/2025)|commune:Đảng bộ xã, phường, đặc khu|"
        "intermediate:Đảng bộ trực thuộc"
    ),
    "absence_reason": (
        "sick:ốm|duty:công tác|study:học tập|family:việc gia đình|work_away:đi làm ăn xa|maternity:nghỉ thai sản|"
        "other:khác"
    ),
}


def code_items() -> list[dict[str, object]]:
    """Return the rows of code_item for a new file."""
    rows = [
        _row("ethnic", f"{number:02}", label, _FORM_PLACE.get(number, number))
        for number, label in enumerate(_ETHNIC.split("|"), 1)
    ]
    rows += [_row("ethnic", code, label, int(code)) for code, label in _ETHNIC_OTHER]
    for list_name, items in _PLAIN.items():
        for place, item in enumerate(items.split("|"), 1):
            code, label = item.split(":")
            rows.append(_row(list_name, code, label, place))
    return rows


def _row(list_name: str, code: str, label: str, form_order: int) -> dict[str, object]:
    return {"list_name": list_name, "code": code, "label": label, "form_order": form_order, "is_active": True}


_COMMON: dict[str, object] = {
    "target": 90.0,
    "excluded_duties": "exempt,temp_away,suspended,special_duty",
    "counts_guests": True,
    "several_meetings": "first",
    "good_from": 90.0,
    "fair_from": 70.0,
    "average_from": 50.0,
    "minutes_regular": 90,
    "minutes_combined": 120,
    "due_day": 10,
}


def meeting_rules() -> list[dict[str, object]]:
    """Return the rule cards for a new file: “trên 90 %” under the guide of 2018, “từ 90 %” under HD 42.

    The bounds of 2018 are the practice seen of that time, not a text that was read; the office can edit both cards.
    """
    return [
        {
            "effective_from": "2018-07-06",
            "document": "Hướng dẫn 12-HD/BTCTW, 06/7/2018 (mục tiêu theo cách làm đã thấy, cần đối chiếu văn bản)",
            "comparator": "gt",
            **_COMMON,
        },
        {
            "effective_from": "2025-10-28",
            "document": "Hướng dẫn 42-HD/BTCTW, 28/10/2025",
            "comparator": "ge",
            **_COMMON,
        },
    ]
