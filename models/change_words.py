"""What the log calls the rows and fields of each table; fields left out follow from others and are not shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RowWords:
    """A table in words: its noun, the fields that name a row, and the fields shown with their labels."""

    noun: str
    named_by: tuple[str, ...]
    fields: dict[str, str]


_SPAN = {"valid_from": "Có từ ngày", "valid_to": "Đến ngày"}
_STAY = {"since": "Từ ngày", "until": "Đến ngày"}

ROWS: dict[str, RowWords] = {
    "organization": RowWords(
        "tổ chức đảng",
        ("name",),
        {"name": "Tên", "parent_id": "Trực thuộc", "kind_id": "Loại hình", "code": "Mã", **_SPAN},
    ),
    "cell": RowWords(
        "chi bộ",
        ("name",),
        {
            "name": "Tên",
            "organization_id": "Trực thuộc",
            "kind_id": "Loại hình",
            "code": "Mã",
            "place": "Nơi sinh hoạt",
            **_SPAN,
        },
    ),
    "village": RowWords(
        "thôn, bản",
        ("name",),
        {
            "name": "Tên",
            "households": "Số hộ",
            "population": "Nhân khẩu",
            "is_especially_difficult": "Đặc biệt khó khăn",
            "is_border": "Biên giới",
            **_SPAN,
        },
    ),
    "cell_village": RowWords(
        "dòng chi bộ phụ trách thôn",
        ("village_id", "cell_id"),
        {"village_id": "Thôn, bản", "cell_id": "Chi bộ", **_STAY},
    ),
    "member": RowWords(
        "đảng viên",
        ("full_name",),
        {
            "full_name": "Họ và tên",
            "other_name": "Tên gọi khác",
            "gender": "Giới tính",
            "born_on": "Ngày sinh",
            "ethnic_id": "Dân tộc",
            "religion_id": "Tôn giáo",
            "citizen_id": "Số định danh",
            "card_number": "Số thẻ",
            "old_card_number": "Số thẻ cũ",
            "dossier_number": "Số lý lịch",
            "admitted_on": "Ngày vào Đảng",
            "official_on": "Ngày chính thức",
            "party_age_from": "Tính tuổi Đảng từ ngày",
            "party_age_reason": "Lý do tính tuổi Đảng",
            "education_id": "Giáo dục phổ thông",
            "professional_id": "Chuyên môn",
            "theory_id": "Lý luận chính trị",
            "village_id": "Thôn, bản nơi ở",
            "home_town": "Quê quán",
            "address": "Chỗ ở",
            "phone": "Điện thoại",
            "external_id": "Mã ở hệ thống cấp trên",
            "schooling": "Lớp đã học",
            "card_issuer": "Nơi cấp thẻ Đảng",
            "card_issued_on": "Ngày cấp thẻ Đảng",
            "old_identity_number": "Số CMND cũ",
            "birth_country": "Quốc gia đăng ký khai sinh",
            "birth_province": "Tỉnh đăng ký khai sinh",
            "birth_place": "Nơi đăng ký khai sinh",
            "home_country": "Quốc gia quê quán",
            "home_province": "Tỉnh quê quán",
            "permanent_country": "Quốc gia thường trú",
            "permanent_province": "Tỉnh thường trú",
            "permanent_address": "Nơi thường trú",
            "note": "Ghi chú",
        },
    ),
    "stay": RowWords(
        "dòng quá trình",
        ("member_id",),
        {
            "member_id": "Đảng viên",
            "cell_id": "Chi bộ",
            "standing": "Tư cách",
            "duty": "Sinh hoạt",
            "is_since_known": "Rõ ngày bắt đầu",
            **_STAY,
            "ending": "Ra khỏi danh sách",
        },
    ),
    "event": RowWords(
        "biến động",
        ("kind", "member_id"),
        {
            "member_id": "Đảng viên",
            "kind": "Biến động",
            "effective_on": "Từ ngày",
            "is_day_known": "Rõ ngày",
            "cell_id": "Chi bộ",
            "standing": "Tư cách",
            "duty": "Sinh hoạt",
            "scope": "Phạm vi",
            "place": "Nơi đi, nơi đến",
            "decision_number": "Số quyết định",
            "decision_on": "Ngày quyết định",
            "reason": "Lý do",
        },
    ),
    "post": RowWords(
        "chức vụ",
        ("member_id",),
        {"member_id": "Đảng viên", "cell_id": "Chi bộ", "position": "Chức vụ", **_STAY},
    ),
    "meeting": RowWords(
        "cuộc họp",
        ("held_on", "cell_id"),
        {
            "cell_id": "Chi bộ",
            "kind": "Loại",
            "form": "Hình thức",
            "state": "Trạng thái",
            "year": "Năm",
            "month": "Tháng",
            "held_on": "Ngày họp",
            "starts_at": "Bắt đầu",
            "ends_at": "Kết thúc",
            "place": "Địa điểm",
            "chair_id": "Chủ trì",
            "secretary_id": "Thư ký",
            "superior_guest": "Cấp trên dự",
            "is_thematic_combined": "Kết hợp chuyên đề",
            "score": "Điểm",
            "quality": "Xếp loại",
            "deduction_note": "Lý do trừ điểm",
            "note": "Ghi chú",
        },
    ),
    "attendance": RowWords(
        "dòng điểm danh",
        ("full_name", "meeting_id"),
        {
            "meeting_id": "Cuộc họp",
            "full_name": "Họ và tên",
            "standing": "Tư cách",
            "duty": "Sinh hoạt",
            "mark": "Điểm danh",
            "reason": "Lý do",
        },
    ),
    "meeting_rule": RowWords(
        "quy định sinh hoạt",
        ("effective_from",),
        {
            "effective_from": "Áp dụng từ ngày",
            "document": "Văn bản",
            "target": "Mục tiêu tham gia, %",
            "comparator": "So với mục tiêu",
            "excluded_duties": "Không phải dự",
            "counts_guests": "Tính đảng viên sinh hoạt tạm thời",
            "several_meetings": "Nhiều cuộc họp một tháng",
            "good_from": "Tốt từ",
            "fair_from": "Khá từ",
            "average_from": "Trung bình từ",
            "minutes_regular": "Số phút cuộc họp",
            "minutes_combined": "Số phút khi kết hợp chuyên đề",
            "due_day": "Ngày phải họp xong",
        },
    ),
    "code_item": RowWords(
        "mục danh mục",
        ("label",),
        {"list_name": "Danh mục", "code": "Mã", "label": "Tên", "form_order": "Thứ tự", "is_active": "Đang dùng"},
    ),
    "target": RowWords(
        "chỉ tiêu",
        ("indicator_key", "first_day"),
        {
            "indicator_key": "Chỉ số",
            "cell_id": "Chi bộ",
            "organization_id": "Tổ chức đảng",
            "first_day": "Từ ngày",
            "last_day": "Đến ngày",
            "value": "Mức",
            "measure": "Cách tính",
            "is_strict": "Phải vượt mức",
            "document": "Văn bản giao",
            "note": "Ghi chú",
        },
    ),
    "badge": RowWords(
        "Huy hiệu Đảng",
        ("years", "member_id"),
        {
            "member_id": "Đảng viên",
            "years": "Số năm",
            "awarded_on": "Ngày trao",
            "decision_number": "Số quyết định",
            "decision_on": "Ngày quyết định",
            "note": "Ghi chú",
        },
    ),
    "holiday": RowWords(
        "ngày nghỉ",
        ("name",),
        {"year": "Năm", "month": "Tháng", "day": "Ngày", "name": "Tên", "is_off": "Được nghỉ"},
    ),
    "setting": RowWords("thiết lập", ("key",), {"value": "Nội dung"}),
}

SETTINGS = {
    "office.commune": "Tên đảng ủy",
    "office.superior": "Tên cấp ủy cấp trên",
    "office.place": "Địa danh",
    "office.preparer": "Người lập biểu",
    "office.preparer_phone": "Điện thoại người lập biểu",
    "office.signing_for": "Ký thay mặt",
    "office.signer_title": "Chức danh người ký",
    "office.signer": "Người ký",
}
