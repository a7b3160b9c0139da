"""What the log calls the records on a member's card, and what the words of a table are made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RowWords:
    """A table in words: its noun, the fields that name a row, the fields shown with their labels, what joins a name."""

    noun: str
    named_by: tuple[str, ...]
    fields: dict[str, str]
    joined_by: str = ", "


PAPER = {"decision_number": "Số quyết định", "decision_on": "Ngày quyết định"}
SPAN_OF_DAYS = {"since": "Từ ngày", "until": "Đến ngày"}

ENDED_BY = {"dismissal_id": "Thôi giữ do kỷ luật"}
COMMENDATION = {
    "kind_id": "Hình thức",
    "title": "Nội dung",
    "awarded_on": "Ngày quyết định",
    "decision_number": "Số quyết định",
    "level_id": "Cấp quyết định",
}
DISCIPLINE = {
    "form_id": "Hình thức",
    "content": "Nội dung vi phạm",
    "issuer": "Cấp quyết định",
    **PAPER,
    "effective_on": "Có hiệu lực từ ngày",
    "ends_on": "Đến hết ngày",
}

RECORDS: dict[str, RowWords] = {
    "saved_form": RowWords("mẫu của cấp trên", ("name",), {"name": "Tên", "content": "Tệp mẫu"}),
    "own_target": RowWords(
        "chỉ tiêu khác",
        ("name",),
        {
            "name": "Tên",
            "unit": "Đơn vị tính",
            "first_day": "Từ ngày",
            "last_day": "Đến hết ngày",
            "planned": "Mức được giao",
            "is_ceiling": "Không được quá mức",
            "document": "Văn bản giao",
            "note": "Ghi chú",
        },
    ),
    "own_target_number": RowWords(
        "số thực hiện chỉ tiêu khác",
        ("own_target_id", "reached_on"),
        {"own_target_id": "Chỉ tiêu", "reached_on": "Tính đến ngày", "actual": "Đã thực hiện"},
    ),
    "saved_list": RowWords("danh sách tự lập", ("name",), {"name": "Tên", "content": "Cách lập"}),
    "different_people": RowWords(
        "xác nhận hai người khác nhau",
        ("member_id", "other_id"),
        {"member_id": "Đồng chí", "other_id": "Khác với đồng chí", "noted_on": "Ngày xác nhận"},
    ),
    "committee_post": RowWords(
        "chức vụ trong cấp ủy",
        ("role", "member_id"),
        {
            "member_id": "Đảng viên",
            "organization_id": "Tổ chức đảng",
            "role": "Chức vụ",
            **SPAN_OF_DAYS,
            **ENDED_BY,
            **PAPER,
            "note": "Ghi chú",
        },
    ),
    "commendation": RowWords("khen thưởng", ("kind_id", "member_id"), {"member_id": "Đảng viên", **COMMENDATION}),
    "discipline": RowWords(
        "kỷ luật",
        ("form_id", "member_id"),
        {"member_id": "Đảng viên", **DISCIPLINE, "event_id": "Cùng với biến động"},
    ),
    "former_name": RowWords(
        "lần đổi họ tên",
        ("member_id",),
        {
            "member_id": "Đảng viên",
            "full_name": "Họ tên trước đó",
            "until": "Đến ngày",
            "decision_number": "Số quyết định",
            "decision_on": "Ngày quyết định",
            "note": "Ghi chú",
        },
    ),
    "card_issue": RowWords(
        "lần cấp lại, đổi thẻ",
        ("kind", "member_id"),
        {
            "member_id": "Đảng viên",
            "kind": "Việc",
            "issued_on": "Ngày cấp",
            "decision_number": "Số quyết định",
            "note": "Ghi chú",
        },
    ),
    "course": RowWords(
        "đào tạo, bồi dưỡng",
        ("name", "member_id"),
        {
            "member_id": "Đảng viên",
            "kind_id": "Loại",
            "name": "Tên lớp, ngành học",
            "school": "Trường, nơi mở lớp",
            "first_on": "Từ",
            "last_on": "Đến",
            "study_form": "Hình thức học",
            "certificate": "Văn bằng, chứng chỉ",
        },
    ),
    "rating_rule": RowWords(
        "quy định xếp loại",
        ("effective_from",),
        {
            "effective_from": "Áp dụng từ ngày",
            "document": "Văn bản",
            "is_checked": "Đã đối chiếu văn bản",
            "is_old_wording": "Tên mức theo cách cũ",
            "cap_percent": "Tỷ lệ xuất sắc nhiều nhất, %",
            "cap_base": "Tính trên",
            "cap_scope": "Tính theo",
            "excellent_from": "Xuất sắc từ điểm",
            "is_exempt_left_out": "Miễn người được miễn sinh hoạt",
            "is_suspended_left_out": "Miễn người bị đình chỉ",
            "newcomer_months": "Miễn người kết nạp chưa đủ, tháng",
            "is_discipline_weighed": "Nhắc khi bị kỷ luật trong năm",
        },
    ),
    "rating": RowWords(
        "xếp loại",
        ("member_id", "year", "quarter"),
        {
            "member_id": "Đảng viên",
            "year": "Năm",
            "quarter": "Quý",
            "points": "Điểm",
            "cell_rating": "Chi bộ xếp loại",
            "cell_rated_on": "Ngày chi bộ xếp loại",
            "committee_rating": "Đảng ủy xếp loại",
            "committee_rated_on": "Ngày đảng ủy xếp loại",
            "state": "Trạng thái",
            "cause": "Nguyên nhân",
            "note": "Ghi chú",
        },
    ),
}
